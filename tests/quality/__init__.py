"""Measuring: predictions for gold data in the scorers' form, and one table of where each area stands."""
