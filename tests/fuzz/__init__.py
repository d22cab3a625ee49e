"""Seeded mutations of nasty and good inputs: the same ones in every run, on every machine."""
