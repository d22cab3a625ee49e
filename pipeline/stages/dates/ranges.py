"""Two dates that make one stretch: "between 2 and 5 March", "March 2-5", "from 2003 to 2007"."""

from pipeline.stages.dates.calendar_dates import day, month, year
from pipeline.stages.dates.nodes import CalendarDate, Expression
from pipeline.stages.dates.scan import Scan

_JOINTS = frozenset(["to", "until", "till", "through", "-", "–", "—"])
_LISTS = frozenset(["and", "or", ","])


def day_list(s: Scan, i: int) -> list[Expression]:
    """Read days that share their month: "2 and 5 March", "2-5 March 2024", "March 2 and 3", "2, 3 and 4 March"."""
    return _before_month(s, i) or _after_month(s, i)


def _days(s: Scan, i: int) -> list[tuple[int, int, int]]:
    """Read "2, 3 and 5" as (day, start, end)."""
    found: list[tuple[int, int, int]] = []
    at = i
    while (number := day(s, at)) is not None:
        found.append((number[0], at, number[1]))
        joint = s.word(number[1])
        if (joint not in _JOINTS and joint not in _LISTS) or len(found) == 7:
            break
        at = s.skip(number[1] + 1, "and", "the")
    return found


def _before_month(s: Scan, i: int) -> list[Expression]:
    days = _days(s, i)
    if len(days) < 2:
        return []
    named = month(s, s.skip(days[-1][2], "of"))
    if named is None:
        return []
    number, end = named
    found = year(s, s.skip(end, ","))
    full, end = found or (None, end)
    ends = [stop for _, _, stop in days[:-1]] + [end]
    return [
        Expression(CalendarDate(full, number, day_number), start, stop, "dates.calendar")
        for (day_number, start, _), stop in zip(days, ends, strict=True)
    ]


def _after_month(s: Scan, i: int) -> list[Expression]:
    named = month(s, i)
    days = _days(s, named[1]) if named else []
    if named is None or len(days) < 2 or month(s, days[-1][2]):
        return []
    end = days[-1][2]
    found = year(s, s.skip(end, ","))
    full, end = found or (None, end)
    starts = [i] + [start for _, start, _ in days[1:]]
    ends = [stop for _, _, stop in days[:-1]] + [end]
    return [
        Expression(CalendarDate(full, named[0], day_number), start, stop, "dates.calendar")
        for (day_number, _, _), start, stop in zip(days, starts, ends, strict=True)
    ]


def joined(s: Scan, first: Expression, second: Expression) -> bool:
    """Tell whether two neighbouring expressions are the ends of one stretch."""
    between = s.words[first.end : second.start]
    before = s.word(first.start - 1)
    if between in (["and"], ["and", "the"]):
        return before == "between"
    if len(between) == 1 and between[0] in ("-", "–", "—"):
        return True
    return len(between) in (1, 2) and between[0] in _JOINTS and between[-1] in (*_JOINTS, "the", "on")
