"""Going a number of units on or back from a day."""

from datetime import date, timedelta
from decimal import Decimal

from pipeline.stages.dates import periods
from schemas.dates import Granularity

MID_WEEK = 3
"""Days from either end of a week to its Thursday, which tells by ISO 8601 what year it is of."""

_UNITS_A_DAY = {"second": 86_400, "minute": 1440, "hour": 24}

_GRAINS: dict[str, Granularity] = {
    "second": "day",
    "minute": "day",
    "hour": "day",
    "day": "day",
    "week": "week",
    "weekend": "week",
    "fortnight": "week",
    "month": "month",
    "quarter": "quarter",
    "half": "quarter",
    "season": "season",
    "year": "year",
    "decade": "decade",
    "century": "century",
    "millennium": "century",
}


def moved(at: date, offset: Decimal, unit: str) -> date:
    """Go a number of units on from a day, broken numbers included; raises OverflowError outside years 1 to 9999."""
    if unit in _UNITS_A_DAY:
        return at + timedelta(days=int(offset / _UNITS_A_DAY[unit]))
    if offset == offset.to_integral_value():
        factor = {"fortnight": 1, "millennium": 10}.get(unit, 1)
        return periods.move(at, int(offset) * factor, "century" if unit == "millennium" else unit)
    smaller = {
        "year": ("month", 12),
        "decade": ("year", 10),
        "century": ("year", 100),
        "month": ("day", 30),
        "week": ("day", 7),
    }
    finer, factor = smaller.get(unit, ("day", 1))
    return periods.move(at, int(offset * factor), finer)


def grain_of(unit: str) -> Granularity:
    """Give the granularity of a unit: that of the day for what is shorter."""
    return _GRAINS[unit]
