"""Days as metadata write them: ISO 8601, RFC 5322, and English with the month in words.

A date in figures alone that could be read in two ways ("02/03/2024") is no day.
"""

import re
from datetime import date

FIRST_YEAR = 1600
LAST_YEAR = 2100

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<number>[01]\d)(?P<day>[0-3]\d)(?:T\d{4,6}Z?)?(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?[\s.-]{{1,3}}{_NAME}[\s,.-]{{1,3}}(?P<year>\d{{4}})(?!\d)",
        rf"(?<![a-z]){_NAME}\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,]{{1,3}}(?P<year>\d{{4}})(?!\d)",
    )
)
_FIGURES = re.compile(r"(?<!\d)(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>\d{4})(?!\d)")


_ALONE = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[\s,.]{1,3})?(?P<day>.{6,30}?)"
    r"(?:(?:[\s,.|\u2013-]{1,4}|\sat\s|T)\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{1,4}|\s?[+-]\d\d:?\d\d)?)?"
    r"\.?",
    re.IGNORECASE,
)
"""A day with nothing beside it but its weekday and the time."""


def is_day(text: str) -> bool:
    """Tell whether a line is a day that exists, with or without weekday and time, and nothing else."""
    match = _ALONE.fullmatch(text) if len(text) <= 70 else None
    return bool(match and any(form.fullmatch(match.group("day")) for form in (*_FORMS, _FIGURES)) and day(text))


def day(text: str) -> str | None:
    """Give the first day that a short text names, as ``YYYY-MM-DD``; None where it names none that exists."""
    text = text[:200]
    for form in _FORMS:
        match = form.search(text)
        if match:
            return _iso(match.group("year"), _month(match), match.group("day"))
    match = _FIGURES.search(text)
    return _figures(match) if match else None


def _month(match: re.Match[str]) -> str:
    named = match.groupdict().get("month")
    return str(_MONTHS.index(named[:3].lower()) + 1) if named else match.group("number")


def _figures(match: re.Match[str]) -> str | None:
    first, second, year = match.group("first", "second", "year")
    if int(first) > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if int(second) > 12 else None


def _iso(year: str, month: str, day_of_month: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day_of_month))
    except ValueError:
        return None
    return found.isoformat() if FIRST_YEAR <= found.year <= LAST_YEAR else None
