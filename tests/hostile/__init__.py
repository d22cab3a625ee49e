"""Inputs made to hurt: what a scraped folder may hold, small enough for every test run."""
