"""Periods of reports: "the quarter ended Sept. 30", "the first nine months", "the year-earlier period", "year-ago".

What is compared with a year before keeps its own fineness: "a year earlier" than a third quarter is a third quarter.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from pipeline.stages.dates import calendar_dates, names, relative, years
from pipeline.stages.dates.amounts import amount
from pipeline.stages.dates.modifiers import Found, is_day, point
from pipeline.stages.dates.nodes import (
    Amount,
    CalendarDate,
    Compared,
    Duration,
    Ending,
    Named,
    Node,
    Portion,
    Shifted,
    Years,
)
from pipeline.stages.dates.scan import Scan

_UNITS: dict[str, Literal["quarter", "half", "period", "month", "week"]] = {
    "quarter": "quarter", "half": "half", "period": "period", "month": "month", "week": "week",
}  # fmt: skip
_YEAR = Shifted("year", Decimal(-1), "story")
_ONE = frozenset(["a", "each", "every", "last", "one", "per", "same", "the", "this"])
"""Before "year earlier" where that is not the one of a table: "from $639m *year earlier*"."""

COMPARED = frozenset(_UNITS) | {"earlier", "ago", "before"}
ENDINGS = frozenset(["ended", "ending", "to", "through"])
_ENDED = frozenset(["ended", "ending"])
_ENDED_OR_TO = _ENDED | {"to"}
"""What a single period that has its article may end with: "the year *to* March"."""

_ENDING_UNITS = frozenset(["week", "month", "quarter", "half", "year"])


def ending(s: Scan, i: int) -> Found | None:
    """Read "the quarter" before "ended Sept. 30", "the nine months" before "ended" or "through September"."""
    at = s.skip(i, "the")
    at = s.skip(at, "fiscal", "financial")
    unit = s.vocabulary.units.get(s.word(at))
    if unit in _ENDING_UNITS and unit is not None and s.words[at] not in s.vocabulary.plurals:
        end = _end(s, at + 1, _ENDED_OR_TO if at > i else _ENDED)
        return (Ending(Amount(Decimal(1), unit), end, is_date=True), at + 1) if end else None
    found = amount(s, at)
    if found is None or found[0].count is None or s.word(at) in ("a", "an"):
        return None
    end = _end(s, found[1], ENDINGS)
    return (Ending(found[0], end), found[1]) if end else None


def _end(s: Scan, i: int, verbs: frozenset[str]) -> Node | None:
    """Read the day or month that a period ends with; it stays an expression of its own."""
    if s.word(i) not in verbs:
        return None
    found = calendar_dates.absolute(s, s.skip(i + 1, "on")) or _end_of_week(s, s.skip(i + 1, "on"))
    if found:
        return found[0]
    named = calendar_dates.month(s, s.skip(i + 1, "in"))
    return CalendarDate(None, named[0], None) if named else None


def _end_of_week(s: Scan, i: int) -> Found | None:
    """Read "last Friday", "Friday", "yesterday" as the end of a period."""
    found = relative.shifted(s, i) or relative.day_word(s, i) or names.weekday(s, i)
    return found if found and is_day(found[0]) else None


def portion(s: Scan, i: int) -> Found | None:
    """Read "the first nine months", "the last three months" before "of 1988", "the final two weeks"."""
    at = s.skip(i, "the")
    place = s.vocabulary.words.edges.get(s.word(at))
    found = amount(s, at + 1) if place and s.word(at + 1) not in ("a", "an", "half") else None
    if place is None or found is None or "-" in s.words[at : found[1]]:
        return None
    length, end = found
    if s.words[end - 1] not in s.vocabulary.plurals:
        return None
    whole = point(s, end + 1) if s.word(end) in ("of", "in") else None
    if whole is None and s.word(end) == "of" and s.word(end + 1) == "the":
        whole = _generic(s, end + 2)
    if whole is None and s.words[at] == "last":
        return None  # "the last three months" reach back from today
    if whole is None and s.word(end) == "of":
        return Duration((length,)), end  # "the first three months of the war"
    return Portion(length, place, whole[0] if whole else None), end


def _generic(s: Scan, i: int) -> Found | None:
    unit = s.vocabulary.units.get(s.word(s.skip(i, "fiscal", "financial")))
    return (Shifted(unit, Decimal(0)), i + 1) if unit in ("year", "month", "decade") and unit else None


def compared(s: Scan, i: int) -> Found | None:
    """Read "the year-earlier quarter", "the 1988 period", "the same quarter last year", "year-ago"."""
    at = s.skip(i, "the")
    same = s.word(at) in s.vocabulary.words.cues.same_period
    at += same
    year, end = _year_before(s, at)
    part = years.quarter_name(s, end) if isinstance(year, Shifted) and not same else None
    if year and part:
        return Compared(year, part[0], Named(part[0], part[1])), part[2]
    if same or year:
        unit_at = s.skip(end, "fiscal")
        if s.word(unit_at) in _UNITS and s.word(unit_at - 1) != "-":
            return _of_unit(s, unit_at, year)
    if isinstance(year, Shifted) and not same:
        return year, end
    return None


def _year_before(s: Scan, i: int) -> tuple[Node | None, int]:
    """Read "1988" or "year-earlier" before its period."""
    if s.word(i) == "year" and s.word(i + 1) == "-" and s.word(i + 2) in ("earlier", "ago", "before"):
        return _YEAR, i + 3
    if s.word(i) == "year" and s.word(i + 1) in ("earlier", "ago") and s.word(i - 1) not in _ONE:
        return replace(_YEAR, compared=True), i + 2
    found = calendar_dates.year(s, i) if s.words[i].isdecimal() else None
    return (Years(f"{found[0]:04}"), found[1]) if found else (None, i)


def _of_unit(s: Scan, i: int, year: Node | None) -> Found | None:
    unit, end = s.words[i], i + 1
    if year is None:
        tail = _year_behind(s, end)
        if tail is None:
            return None
        year, end = tail
    return Compared(year, _UNITS[unit]), end


def _year_behind(s: Scan, i: int) -> Found | None:
    """Read "a year earlier", "last year", "of 1988" behind "the same quarter"."""
    if s.words[i : i + 2] in (["a", "year"], ["one", "year"]) and s.word(i + 2) in (
        "earlier",
        "ago",
        "before",
        "previously",
    ):
        return Shifted("year", Decimal(-1), "speech" if s.words[i + 2] == "ago" else "story"), i + 3
    at = s.skip(i, "of", "in")
    found = calendar_dates.year(s, at)
    if found and at > i:
        return Years(f"{found[0]:04}"), found[1]
    return years.relative_year(s, at)
