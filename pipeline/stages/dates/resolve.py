"""Reckon out what a time expression says: node and context give a period of the calendar, or a reason why not."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from pipeline.stages.dates import periods, reported, written
from pipeline.stages.dates.context import (
    MAX_LOOK_BACK,
    NO_ANCHOR,
    NO_DAY,
    NO_LANDMARK,
    NO_STORY,
    NO_SUCH_DAY,
    OUT_OF_RANGE,
    UNIT_FINENESS,
    UNKNOWN_VALUES,
    VAGUE,
    Base,
    Context,
    Resolved,
    of_day,
    unresolved,
    with_value,
)
from pipeline.stages.dates.lengths import length
from pipeline.stages.dates.nodes import (
    CalendarDate,
    Clock,
    Compared,
    Duration,
    Ending,
    Inside,
    Measured,
    Named,
    Node,
    Portion,
    Recurring,
    Removed,
    Shifted,
    Vague,
    Years,
)
from pipeline.stages.dates.periods import Period
from pipeline.stages.dates.reckoning import MID_WEEK, grain_of, moved
from pipeline.stages.dates.relative import TODAY, YESTERDAY
from pipeline.stages.dates.tense import FUTURE, PAST
from schemas.dates import TimexType

MID_MONTH = 14
"""Days from the first of a month to its middle."""


def resolve(node: Node, context: Context) -> Resolved:
    """Give what a node comes to in its context."""
    try:
        return _resolve(node, context)
    except (OverflowError, ValueError):
        return unresolved("DATE", "XXXX-XX-XX", OUT_OF_RANGE)


def _resolve(node: Node, context: Context) -> Resolved:
    match node:
        case CalendarDate() | Years() | Named():
            return _of_calendar(node, context)
        case Shifted():
            return _shifted(node, context)
        case Inside() | Removed():
            return _inside(node, context) if isinstance(node, Inside) else _removed(node, context)
        case Ending() | Portion() | Compared():
            return _of_report(node, context)
        case Clock():
            return _clock(node, context)
        case Duration():
            return _duration(node, context)
        case Measured():
            kind: TimexType = "TIME" if node.part else "DATE" if node.is_date else "DURATION"
            value = f"{UNKNOWN_VALUES.get(node.amount.unit, 'XXXX-XX-XX')}{node.part}"
            return unresolved(kind, value if node.is_date else length((node.amount,)), NO_LANDMARK)
        case Recurring():
            return Resolved("SET", node.value, None, "explicit")
        case Vague():
            return unresolved(node.type, node.value, VAGUE)


def _of_calendar(node: CalendarDate | Years | Named, context: Context) -> Resolved:
    match node:
        case CalendarDate():
            return _day_within(node, node.within, context) if node.within else written.calendar_date(node, context)
        case Years():
            return written.years(node)
        case Named():
            return written.named(node, _resolve(node.within, context) if node.within else None, context)


def _day_within(node: CalendarDate, year: Node, context: Context) -> Resolved:
    whole = _resolve(year, context)
    if whole.period is None:
        month = f"{node.month:02}" if node.month else "XX"
        return unresolved("DATE", f"XXXX-{month}-{node.day:02}", whole.reason or NO_ANCHOR)
    first = whole.period.first
    found = written.calendar_date(replace(node, year=first.year, month=node.month or first.month, within=None), context)
    return replace(found, base=whole.base, resolution="relative") if found.period else found


def _of_report(node: Ending | Portion | Compared, context: Context) -> Resolved:
    match node:
        case Ending():
            return reported.ending(node, _resolve(node.end, context))
        case Portion():
            return reported.portion(node, _resolve(node.within, context) if node.within else None, context)
        case Compared():
            part = _resolve(node.part, context) if node.part else None
            return reported.compared(node, _resolve(node.year, context), part, context)


def _shifted(node: Shifted, context: Context) -> Resolved:
    told = context.reported() if node.compared else None
    if told:
        return reported.same_of(moved(told[1].first, node.offset, node.unit), told)
    coarser = context.coarser(node.unit) if node.counted and node.frame == "story" else None
    if coarser:
        return _from_month(node, *coarser)
    base = _base(node, context)
    if base is None or (base is context.speech and _is_contradicted(node, context)):
        value = UNKNOWN_VALUES.get(node.unit, "XXXX-XX-XX")
        return unresolved("DATE", value, NO_ANCHOR if node.frame == "speech" else NO_STORY)
    if node.unit in ("hour", "minute", "second"):
        return of_day(moved(base.at, node.offset, node.unit), "relative", base, approximate=True)
    if node.unit == "weekend" and not node.counted:
        return _weekend(int(node.offset), base, context)
    at = moved(base.at, node.offset, node.unit)
    unit = {"fortnight": "week", "millennium": "century"}.get(node.unit, node.unit)
    if node.offset != node.offset.to_integral_value():
        unit = {"century": "decade", "decade": "year"}.get(unit, unit)  # half a century ago
    period = periods.HOLDERS[unit](at)
    if node.is_fiscal:
        return Resolved("DATE", f"FY{period.value}", period, "relative", base, approximate=True)
    if node.counted and period.grain != "day":
        period = replace(period, edtf=_counted_edtf(period, at))
    return Resolved("DATE", period.value, period, "relative", base, approximate=node.counted and period.grain != "day")


def _from_month(node: Shifted, index: int, told: Period) -> Resolved:
    """Go a length of days or weeks on from a month: what it leads to is as fine as that."""
    middle = told.first + timedelta(days=MID_MONTH)
    period = periods.month(moved(middle, node.offset, node.unit))
    return Resolved("DATE", period.value, period, "relative", Base(told.first, "text", index), approximate=True)


def _is_contradicted(node: Shifted, context: Context) -> bool:
    """Tell whether the past tense speaks against a length on from the time of speech: "two days later, he died"."""
    return node.counted and node.frame == "story" and node.offset > 0 and context.tense == PAST


def _base(node: Shifted, context: Context) -> Base | None:
    if node.frame == "speech":
        return context.speech
    if node.unit == "quarter":
        return context.quarter()
    is_month_told = node.offset == 0 and node.unit == "month" and node.frame == "story" and context.relation is None
    if is_month_told and context.tense == PAST:
        return context.month() or context.speech
    if node.offset == 0 and node.unit not in ("day", "week") and context.tense == FUTURE:
        return context.speech  # "could be free by the end of the year"
    if node.frame == "told":
        told = context.base(node.frame, node.unit)
        return None if told is context.speech and node.unit == "day" else told  # "that day" is not this one
    return context.story_base(node.unit, int(node.offset))


def _counted_edtf(period: Period, at: date) -> str:
    """Name what a count of units leads to: a day of that week, else month or year; `approximate` adds the sign."""
    if period.grain == "week":
        return at.isoformat()
    return f"{at.year:04}" if period.grain in ("decade", "century") else period.edtf


def _weekend(offset: int, base: Base, context: Context) -> Resolved:
    """Give the weekend meant: with "the" or "this" in the past tense, the one that has begun last."""
    at = periods.move(base.at, offset, "week")
    if offset == 0 and context.tense == PAST and base.at.isoweekday() < 6:
        at -= timedelta(days=7)
    if offset == -1 and base.at.isoweekday() >= 6:
        at = base.at - timedelta(days=7)
    return Resolved("DATE", *with_value(periods.weekend(at)), "relative", base)


def _removed(node: Removed, context: Context) -> Resolved:
    other = _resolve(node.of, context)
    if other.period is None:
        return other
    middle = other.period.first + timedelta(days=MID_WEEK if other.period.grain == "week" else 0)
    period = periods.HOLDERS[other.period.grain](moved(middle, node.offset, node.unit))
    return replace(other, value=period.value, period=period, resolution="relative")


def _inside(node: Inside, context: Context) -> Resolved:
    whole = _resolve(node.within, context)
    if whole.period is None:
        return unresolved("DATE", UNKNOWN_VALUES.get(node.unit, "XXXX-XX-XX"), whole.reason or NO_ANCHOR)
    if node.place == 0:
        at = whole.period.first
    elif node.place < 0:
        middle = MID_WEEK if node.unit in ("week", "weekend") else 0
        at = whole.period.last - timedelta(days=middle)
    else:
        start = whole.period.first + timedelta(days=MID_WEEK if node.unit in ("week", "weekend") else 0)
        at = periods.move(start, node.place - 1, node.unit)
    if not whole.period.first <= at <= whole.period.last:
        return unresolved("DATE", "XXXX-XX-XX", NO_SUCH_DAY)
    period = periods.HOLDERS[node.unit](at)
    return replace(whole, value=period.value, period=period)


def _clock(node: Clock, context: Context) -> Resolved:
    if node.to_next_day and node.day == YESTERDAY and context.tense == FUTURE:
        day = _resolve(TODAY, context)  # "snow will fall overnight"
    elif node.day is not None:
        day = _resolve(node.day, context)
    else:
        day = _day_of_clock(node, context)
    value = f"{day.value}{node.time}{node.zone}"
    if day.period is None:
        return replace(day, type="TIME", value=value)
    first = day.period.first
    last = first + timedelta(days=1) if node.to_next_day else first
    edtf = periods.interval(first, last) if node.to_next_day else _clock_edtf(first, node)
    return replace(day, type="TIME", value=value, period=Period("time", first, last, value, edtf))


def _day_of_clock(node: Clock, context: Context) -> Resolved:
    """Give the day told of, or that of speech; "in the morning" without a past tense may be any one's."""
    base = _day_told(context) or context.speech
    if base is None:
        return unresolved("DATE", "XXXX-XX-XX", NO_ANCHOR)
    if node.is_some_part and base is context.speech and context.tense != PAST:
        return unresolved("DATE", "XXXX-XX-XX", NO_DAY)
    return of_day(base.at, "relative", base)


def _clock_edtf(at: date, node: Clock) -> str:
    if not node.time[1].isdecimal() or node.time.startswith("T24"):
        return at.isoformat()
    seconds = node.time if node.time.count(":") == 2 else f"{node.time}:00"
    return f"{at.isoformat()}{seconds}{node.zone}"


def _day_told(context: Context) -> Base | None:
    """Give the day that the sentence tells of; for what happened "at" a time, else that of the sentence before."""
    begin = context.nearby_from if context.tense == PAST else context.same_sentence_from
    for index, period in reversed(context.story[-MAX_LOOK_BACK:]):
        if index < begin:
            return None
        is_here = index >= context.same_sentence_from
        if not is_here and index in context.quoted and not context.is_quoted:
            begin = min(begin, index - 1)  # what somebody tells of in a quotation is not what the report goes on with
            continue
        if index in context.passing and not is_here:
            continue
        is_over = is_here or (context.speech and period.first <= context.speech.at)
        is_ahead = not is_here and context.speech and period.last > context.speech.at
        if period.grain in ("day", "time") and is_over and not is_ahead:
            return Base(period.last, "text", index)  # "overnight": the hours told after it are of the day that it ends
    return None


def _duration(node: Duration, context: Context) -> Resolved:
    value = length(node.amounts)
    amount = node.amounts[0]
    known = len(node.amounts) == 1 and amount.count is not None and UNIT_FINENESS[amount.unit] <= 7
    if node.window is None or not known:
        if node.window and amount.count is None:
            return unresolved("DURATION", value, VAGUE)
        return Resolved("DURATION", value, None, "explicit")
    if context.speech is None:
        return unresolved("DURATION", value, NO_ANCHOR)
    if amount.unit in ("hour", "minute", "second"):
        return Resolved("DURATION", value, None, "explicit")
    at = context.speech.at
    other = moved(at, Decimal(amount.count or 0) * node.window, amount.unit)
    first, last = min(at, other), max(at, other)
    period = Period(grain_of(amount.unit), first, last, value, periods.interval(first, last))
    return Resolved("DURATION", value, period, "relative", context.speech)
