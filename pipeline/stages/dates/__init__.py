"""Dates."""

from pipeline.stages.dates.stage import FindDates

__all__ = ["FindDates"]
