"""On which day a holiday falls."""

from calendar import monthrange
from datetime import date, timedelta

from pipeline.stages.dates.lexicon import Holiday, NthWeekday

_ISLAMIC_EPOCH = date(622, 7, 19)
"""1 Muharram of year 1 in the (proleptic) Gregorian calendar."""


def falls_on(holiday: Holiday, year: int) -> date | None:
    """Give the (first) day of a holiday in a year; None where it has none then.

    Days of the Islamic calendar come from the tabular calendar: the observed ones may differ by a day.
    """
    if holiday.fixed is not None:
        month, day = holiday.fixed.split("-")
        return date(year, int(month), int(day))
    if holiday.easter is not None:
        return easter(year) + timedelta(days=holiday.easter)
    if holiday.nth_weekday is not None:
        return nth_weekday(year, holiday.nth_weekday) + timedelta(days=holiday.days_after)
    return islamic(year, *holiday.islamic) if holiday.islamic else None


def easter(year: int) -> date:
    """Give Easter Sunday (Meeus/Jones/Butcher, Gregorian)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap, leap_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leap - epact - leap_rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, rule: NthWeekday) -> date:
    """Give the n-th weekday of a month, counted from its end where n is negative."""
    month, weekday, place = rule
    if place < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (place - 1))


def islamic(year: int, month: int, day: int) -> date | None:
    """Give the first time that an Islamic day falls into a Gregorian year (tabular calendar, 30-year cycle)."""
    start = (year - 622) * 33 // 32 - 1
    for hijri in range(max(start, 1), start + 4):
        found = _from_hijri(hijri, month, day)
        if found.year == year:
            return found
    return None


def _from_hijri(year: int, month: int, day: int) -> date:
    days = day - 1 + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return _ISLAMIC_EPOCH + timedelta(days=days)
