"""Stretches of the calendar: days, weeks, months, ..., centuries, their TIMEX3 values and their neighbours.

The Gregorian calendar throughout (ISO 8601); years 1 to 9999.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.dates import Granularity

SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First months of the meteorological seasons of the northern hemisphere; winter reaches into the next year."""

EDTF_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both inclusive, with its TIMEX3 value; `edtf` where it is not the value itself."""

    grain: Granularity
    first: date
    last: date
    value: str
    edtf: str


def day(at: date) -> Period:
    """Give one day as a period."""
    return Period("day", at, at, at.isoformat(), at.isoformat())


def week(at: date) -> Period:
    """Give the ISO week (Monday to Sunday) that holds a day."""
    first = at - timedelta(days=at.weekday())
    return _interval("week", first, first + timedelta(days=6), _week_value(at))


def weekend(at: date) -> Period:
    """Give the Saturday and Sunday of the ISO week that holds a day."""
    first = at + timedelta(days=5 - at.weekday())
    return _interval("week", first, first + timedelta(days=1), f"{_week_value(at)}-WE")


def month(at: date) -> Period:
    """Give the month that holds a day."""
    value = f"{at.year:04}-{at.month:02}"
    return Period("month", at.replace(day=1), _month_end(at.year, at.month), value, value)


def quarter(at: date) -> Period:
    """Give the calendar quarter that holds a day."""
    number = (at.month - 1) // 3 + 1
    edtf = f"{at.year:04}-{32 + number}"
    return Period("quarter", *_months(at.year, 3 * number - 2, 3), f"{at.year:04}-Q{number}", edtf)


def half(at: date) -> Period:
    """Give the half of the year that holds a day."""
    number = 1 if at.month < 7 else 2
    edtf = f"{at.year:04}-{39 + number}"
    return Period("quarter", *_months(at.year, 6 * number - 5, 6), f"{at.year:04}-H{number}", edtf)


def season_of(year: int, name: str) -> Period:
    """Give a season of a year; the winter of a year begins in its December."""
    first, last = _months(year, SEASON_STARTS[name], 3)
    return Period("season", first, last, f"{year:04}-{name}", f"{year:04}-{EDTF_SEASONS[name]}")


def season(at: date) -> Period:
    """Give the season that holds a day."""
    year = at.year - 1 if at.month < 3 else at.year
    names = [name for name, start in SEASON_STARTS.items() if start <= at.month]
    return season_of(year, names[-1] if names else "WI")


def year(at: date) -> Period:
    """Give the year that holds a day."""
    return of_year(at.year)


def of_year(number: int) -> Period:
    """Give a year by its number."""
    return Period("year", date(number, 1, 1), date(number, 12, 31), f"{number:04}", f"{number:04}")


def decade(at: date) -> Period:
    """Give the decade (1990 to 1999) that holds a day."""
    start = at.year // 10 * 10
    value = f"{at.year // 10:03}"
    return Period("decade", date(max(start, 1), 1, 1), date(start + 9, 12, 31), value, f"{value}X")


def century(at: date) -> Period:
    """Give the century (1901 to 2000, written 19XX) that holds a day, by its first two digits as TIMEX3 has it."""
    return of_century(at.year // 100)


def of_century(digits: int) -> Period:
    """Give a century by the first two digits of its years."""
    return Period(
        "century",
        date(max(digits * 100, 1), 1, 1),
        date(digits * 100 + 99, 12, 31),
        f"{digits:02}",
        f"{digits:02}XX",
    )


HOLDERS = {
    "day": day, "week": week, "weekend": weekend, "month": month, "quarter": quarter, "half": half, "season": season,
    "year": year, "decade": decade, "century": century,
}  # fmt: skip
"""For each unit, the function that gives the period of that unit around a day."""

_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


def move(at: date, count: int, unit: str) -> date:
    """Go `count` units on from a day (back where it is negative); 31 January and one month is 28 February.

    Raises OverflowError outside the years 1 to 9999.
    """
    if unit in _DAYS:
        return at + timedelta(days=count * _DAYS[unit])
    months = at.year * 12 + at.month - 1 + count * _MONTHS[unit]
    target_year, target_month = divmod(months, 12)
    if not 1 <= target_year <= 9999:
        raise OverflowError(f"the year {target_year}")
    return date(target_year, target_month + 1, min(at.day, monthrange(target_year, target_month + 1)[1]))


def interval(first: date, last: date) -> str:
    """Write an interval in EDTF."""
    return f"{first.isoformat()}/{last.isoformat()}"


def _interval(grain: Granularity, first: date, last: date, value: str) -> Period:
    return Period(grain, first, last, value, interval(first, last))


def _week_value(at: date) -> str:
    iso = at.isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


def _months(start_year: int, start_month: int, count: int) -> tuple[date, date]:
    end_year, end_month = divmod(start_year * 12 + start_month - 1 + count - 1, 12)
    if end_year > 9999:
        raise OverflowError(f"the year {end_year}")
    return date(start_year, start_month, 1), _month_end(end_year, end_month + 1)


def _month_end(of: int, number: int) -> date:
    return date(of, number, monthrange(of, number)[1])
