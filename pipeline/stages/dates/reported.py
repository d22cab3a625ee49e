"""Resolve the periods of reports: the quarter ended Sept. 30, the first nine months, the year-earlier quarter."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from pipeline.stages.dates import periods
from pipeline.stages.dates.context import NO_ANCHOR, UNKNOWN_VALUES, Base, Context, Resolved, unresolved
from pipeline.stages.dates.lengths import length
from pipeline.stages.dates.nodes import Compared, Ending, Portion, Shifted
from pipeline.stages.dates.periods import Period
from pipeline.stages.dates.reckoning import MID_WEEK, grain_of, moved
from pipeline.stages.dates.tense import PAST

_CUT = frozenset(["day", "week", "month", "quarter", "year"])
"""Units that a stretch of the calendar is cut into."""

type Told = tuple[int | None, Period]
"""A period that the text tells of, and the expression that names it (None: the time of speech)."""


def same_of(at: date, told: Told) -> Resolved:
    """Give the period of the same kind around a day of another year."""
    index, period = told
    unit = period.grain if period.grain in ("month", "week") else "half" if "H" in period.value else "quarter"
    found = periods.HOLDERS[unit](at)
    return Resolved(
        "DATE",
        found.value,
        found,
        "relative",
        Base(period.first, "text" if index is not None else "publication", index),
    )


def compared(node: Compared, year: Resolved, part: Resolved | None, context: Context) -> Resolved:
    """Give the quarter, half or month that is told of, in the other year; that year where there is none.

    `part` is the quarter or half where the expression names it.
    """
    told: Told | None = context.reported()
    if part and part.period:
        told = (part.base.index if part.base else None, part.period)
    elif node.unit == "month" and told is None:
        base = context.month()
        told = (base.index, periods.month(base.at)) if base else None
    elif node.unit == "week":
        base = context.story_base("week")
        told = (base.index, periods.week(base.at)) if base else None
    elif node.unit == "quarter" and (told is None or told[1].grain != "quarter"):
        base = context.quarter(is_over=True)
        told = (base.index, periods.quarter(base.at)) if base else None
    if told is None or year.period is None:
        return year
    first = told[1].first + timedelta(days=MID_WEEK if node.unit == "week" else 0)
    relative = isinstance(node.year, Shifted) and node.year.frame != "speech"
    return same_of(moved(first, Decimal(-1), "year") if relative else first.replace(year=year.period.first.year), told)


def ending(node: Ending, end: Resolved) -> Resolved:
    """Go the length back from the end of what it ends with."""
    count = node.amount.count or Decimal(1)
    unit = {"fortnight": "week"}.get(node.amount.unit, node.amount.unit)
    if end.period is None:
        value = UNKNOWN_VALUES.get(unit, "XXXX") if node.is_date else length((node.amount,))
        return unresolved("DATE" if node.is_date else "DURATION", value, end.reason or NO_ANCHOR)
    last = end.period.last
    first = moved(last + timedelta(days=1), -count, unit)
    if not node.is_date:
        value = length((node.amount,))
        period = Period(grain_of(unit), first, last, value, periods.interval(first, last))
        return replace(end, type="DURATION", value=value, period=period)
    period = periods.HOLDERS[unit](last)
    if (period.first, period.last) != (first, last):
        value = f"FY{period.value}" if unit == "year" else period.value
        period = replace(period, first=first, last=last, value=value, edtf=periods.interval(first, last))
    return replace(end, value=period.value, period=period)


def portion(node: Portion, whole: Resolved | None, context: Context) -> Resolved:
    """Cut the first or last units off a stretch; a mere length where it is not known which stretch that is."""
    value = length((node.amount,))
    whole = whole or _year_told(node, context)
    if whole is None or whole.period is None or node.amount.count is None or node.amount.unit not in _CUT:
        return Resolved("DURATION", value, None, "explicit")
    first, last = whole.period.first, whole.period.last
    if node.place > 0:
        last = moved(first, node.amount.count, node.amount.unit) - timedelta(days=1)
    else:
        first = moved(last + timedelta(days=1), -node.amount.count, node.amount.unit)
    if not whole.period.first <= first <= last <= whole.period.last:
        return Resolved("DURATION", value, None, "explicit")
    period = Period(grain_of(node.amount.unit), first, last, value, periods.interval(first, last))
    return replace(whole, type="DURATION", value=value, period=period)


def _year_told(node: Portion, context: Context) -> Resolved | None:
    """Give the year that "the first nine months" are of: the last whose months are over, where all is past."""
    if node.amount.unit != "month" or context.speech is None or not 1 < (node.amount.count or 0) < 12:
        return None
    reported = context.reported()
    base = Base(reported[1].first, "text", reported[0]) if reported else context.speech
    year = periods.year(base.at)
    last = moved(year.first, node.amount.count or Decimal(1), "month")
    if base is context.speech and context.tense == PAST and last > base.at:
        year = periods.of_year(year.first.year - 1)
    return Resolved("DATE", year.value, year, "relative", base)
