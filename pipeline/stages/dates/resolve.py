"""Reckon out what a time expression says: node and context give a period of the calendar, or a reason why not."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from pipeline.stages.dates import holidays, periods
from pipeline.stages.dates.lengths import length
from pipeline.stages.dates.lexicon import Holiday
from pipeline.stages.dates.nodes import (
    CalendarDate,
    Clock,
    Duration,
    Frame,
    Inside,
    Measured,
    Named,
    Node,
    Recurring,
    Shifted,
    Vague,
    Years,
)
from pipeline.stages.dates.periods import Period
from pipeline.stages.dates.tense import FUTURE, PAST
from schemas.dates import Anchor, Granularity, Resolution, TimexType

NO_ANCHOR = "there is no publication date to reckon from"
NO_STORY = "there is no earlier date in the text to reckon from, and no publication date"
NO_SUCH_DAY = "there is no such day in the calendar"
NO_LANDMARK = "the happening it is reckoned from is not dated in the text"
AMBIGUOUS = "day and month can be read both ways, and there is no publication date to tell"
VAGUE = "it names no stretch of the calendar"
OUT_OF_RANGE = "it lies outside the years 1 to 9999"

FINENESS: dict[Granularity, int] = {
    "time": 0, "day": 1, "week": 2, "month": 3, "quarter": 4, "season": 4, "year": 5, "decade": 6, "century": 7,
}  # fmt: skip
UNIT_FINENESS: dict[str, int] = {
    "second": 1, "minute": 1, "hour": 1, "day": 1, "week": 2, "weekend": 2, "fortnight": 2, "month": 3, "quarter": 4,
    "season": 4, "half": 4, "year": 5, "decade": 6, "century": 7, "millennium": 7,
}  # fmt: skip
_UNKNOWN_VALUES = {
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}
_SMALLER = {
    "century": ("year", 100),
    "decade": ("year", 10),
    "year": ("month", 12),
    "month": ("day", 30),
    "week": ("day", 7),
}
"""What broken counts of a unit ("one and a half years") are reckoned in."""
MAX_LOOK_BACK = 30
"""How many dates back the story's base is looked for."""
_STALE_DAYS = 200
"""A quarter that ended longer ago than this is no longer named without its year."""
_CLOSE_DAYS = 7
"""A day-and-month that lies further ahead than this, told in the past tense, is last year's."""


@dataclass(frozen=True, slots=True)
class Base:
    """A day that relative expressions are reckoned from; `index` is the expression that gives it, in the text."""

    at: date
    kind: Anchor
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression comes to. `period` is None where it is unresolved or names no stretch of the calendar."""

    type: TimexType
    value: str
    period: Period | None
    resolution: Resolution
    base: Base | None = None
    reason: str | None = None
    approximate: bool = False


@dataclass
class Context:
    """What is known when an expression is resolved: the time of speech, the story so far, the clause's tense."""

    speech: Base | None
    tense: int = 0
    story: list[tuple[int, Period]] = field(default_factory=list)
    explicit: Base | None = None  # a date with its year earlier in the sentence
    same_sentence_from: int = 0  # the first expression of the same sentence
    nearby_from: int = 0  # the first expression of the sentence before

    def story_base(self, unit: str, offset: int = 1) -> Base | None:
        """Give the nearest earlier date that is at least as fine as `unit`, else the time of speech.

        "The year" itself (`offset` 0) goes back no further than the sentence before.
        """
        for index, period in reversed(self.story[-MAX_LOOK_BACK:]):
            if offset == 0 and unit != "day" and index < self.nearby_from:
                break
            if FINENESS[period.grain] <= max(UNIT_FINENESS[unit], 1):
                return Base(period.first, "text", index)
        return self.speech

    def base(self, frame: Frame, unit: str) -> Base | None:
        """Give what an expression of that frame is reckoned from."""
        return self.speech if frame == "speech" else self.story_base(unit)


def resolve(node: Node, context: Context) -> Resolved:
    """Give what a node comes to in its context."""
    try:
        return _resolve(node, context)
    except (OverflowError, ValueError):
        return unresolved("DATE", "XXXX-XX-XX", OUT_OF_RANGE)


def unresolved(kind: TimexType, value: str, reason: str) -> Resolved:
    """Give an expression that cannot be reckoned out, with the reason."""
    return Resolved(kind, value, None, "unresolved", reason=reason)


def _resolve(node: Node, context: Context) -> Resolved:
    match node:
        case CalendarDate() | Years() | Named():
            return _of_calendar(node, context)
        case Shifted():
            return _shifted(node, context)
        case Inside():
            return _inside(node, context)
        case Clock():
            return _clock(node, context)
        case Duration():
            return _duration(node, context)
        case Measured():
            kind: TimexType = "DATE" if node.is_date else "DURATION"
            return unresolved(kind, "XXXX-XX-XX" if node.is_date else length((node.amount,)), NO_LANDMARK)
        case Recurring():
            return Resolved("SET", node.value, None, "explicit")
        case Vague():
            return unresolved(node.type, node.value, VAGUE)


def _of_calendar(node: CalendarDate | Years | Named, context: Context) -> Resolved:
    match node:
        case CalendarDate():
            return _calendar_date(node, context)
        case Years():
            return _years(node)
        case Named():
            return _named(node, context)


# Dates of the calendar


def _calendar_date(node: CalendarDate, context: Context) -> Resolved:
    if node.month is None:
        return unresolved("DATE", "XXXX-XX-XX", VAGUE)
    if node.day is None:
        if node.year is None:
            return _named(Named("month", node.month), context)
        return Resolved("DATE", *_with_value(periods.month(date(node.year, node.month, 1))), "explicit")
    if node.year is not None:
        return _full_date(node, node.year, context)
    base = context.explicit or context.speech
    candidates = _candidates(lambda year: _real_day(year, node.month, node.day), base)
    if context.explicit and candidates:
        return _day(_nearest(candidates, context.explicit), "partial", context.explicit)
    if not candidates:
        if _real_day(2000, node.month, node.day) is None:
            return unresolved("DATE", "XXXX-XX-XX", NO_SUCH_DAY)
        return unresolved("DATE", f"XXXX-{node.month:02}-{node.day:02}", NO_ANCHOR)
    return _day(_choose(candidates, context), "partial", context.speech)


def _full_date(node: CalendarDate, year: int, context: Context) -> Resolved:
    readings = [(node.month, node.day), *([node.alternative] if node.alternative else [])]
    days = [found for month, day in readings if (found := _real_day(year, month, day))]
    if not days:
        return unresolved("DATE", "XXXX-XX-XX", NO_SUCH_DAY)
    if len(days) == 1:
        return _day(days[0], "explicit", None)
    if context.speech is None:
        return unresolved("DATE", f"{year:04}-XX-XX", AMBIGUOUS)
    nearest = min(days, key=lambda found: abs((found - context.speech.at).days))  # type: ignore[union-attr]
    return _day(nearest, "partial", context.speech)


def _real_day(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None


def _day(at: date, resolution: Resolution, base: Base | None, *, approximate: bool = False) -> Resolved:
    return Resolved("DATE", *_with_value(periods.day(at)), resolution, base, approximate=approximate)


def _with_value(period: Period) -> tuple[str, Period]:
    return period.value, period


def _candidates(of_year: Callable[[int], date | None], base: Base | None) -> list[date]:
    """Give the days of the year before, of and after that of the base."""
    if base is None:
        return []
    years = range(max(base.at.year - 1, 1), min(base.at.year + 1, 9999) + 1)
    return [found for year in years if (found := of_year(year))]


def _nearest(candidates: list[date], base: Base) -> date:
    return min(candidates, key=lambda day: (abs((day - base.at).days), day))


def _choose(candidates: list[date], context: Context) -> date:
    """Choose the nearest day, unless the tense says it is to come, or was long ago."""
    speech = context.speech
    if speech is None:
        return candidates[0]
    nearest = _nearest(candidates, speech)
    ahead = (nearest - speech.at).days
    if context.tense == FUTURE and ahead < 0:
        return min((day for day in candidates if day >= speech.at), default=nearest)
    if context.tense == PAST and ahead > _CLOSE_DAYS:
        return max((day for day in candidates if day <= speech.at), default=nearest)
    return nearest


def _years(node: Years) -> Resolved:
    digits = node.digits
    if node.floating:
        digits = ("20" if digits in "01" else "19") + digits
    if node.is_fiscal:
        year = periods.of_year(int(digits))
        return Resolved("DATE", f"FY{digits}", year, "explicit", approximate=True)
    if len(digits) == 4:
        return Resolved("DATE", *_with_value(periods.of_year(int(digits))), "explicit")
    if len(digits) == 3:
        decade = periods.decade(date(int(digits) * 10, 1, 1))
        return Resolved("DATE", *_with_value(decade), "partial" if node.floating else "explicit")
    return Resolved("DATE", *_with_value(periods.of_century(int(digits))), "explicit")


# Names


def _named(node: Named, context: Context) -> Resolved:
    if node.cycle == "weekday":
        return _weekday(int(node.name), node, context)  # type: ignore[arg-type]
    if node.within is not None:
        whole = _resolve(node.within, context)
        if whole.period is None:
            return unresolved("DATE", f"XXXX-{_suffix(node)}", whole.reason or NO_ANCHOR)
        found = _of_year(node, whole.period.first.year)
        if found is None:
            return unresolved("DATE", f"{whole.value}-XX-XX", NO_SUCH_DAY)
        return replace(whole, value=found.value, period=found, approximate=_is_reckoned(node))
    base = context.base(node.frame, "month")
    if node.cycle == "month" and node.shift is None and context.explicit:
        base = context.explicit
        context = replace(context, tense=0)
    if base is None:
        return unresolved("DATE", f"XXXX-{_suffix(node)}", NO_ANCHOR)
    resolution: Resolution = "holiday" if node.cycle == "holiday" else "relative" if node.shift else "partial"
    chosen = _choose_member(node, base, context)
    if chosen is None:
        return unresolved("DATE", f"XXXX-{_suffix(node)}", NO_SUCH_DAY)
    return Resolved("DATE", chosen.value, chosen, resolution, base, approximate=_is_reckoned(node))


def _choose_member(node: Named, base: Base, context: Context) -> Period | None:
    """Choose which year's month, season, quarter or holiday is meant."""
    years = range(max(base.at.year - 2, 1), min(base.at.year + 2, 9998) + 1)
    members = [found for year in years if (found := _of_year(node, year))]
    past = [member for member in members if member.first <= base.at]
    before = [member for member in members if member.last < base.at]
    ahead = [member for member in members if member.last >= base.at]
    after = [member for member in members if member.first > base.at]
    if node.shift == -1:
        return before[-1] if before else None
    if node.shift == 1:
        return after[0] if after else None
    if node.shift == 0 and node.cycle != "season":
        return next((member for member in members if member.first.year == base.at.year), None)
    if context.tense == FUTURE:
        return ahead[0] if ahead else None
    recent = past[-1] if past else None
    stale = node.cycle in ("quarter", "half") and recent and (base.at - recent.last).days > _STALE_DAYS
    if context.tense == PAST and node.cycle != "holiday" and node.shift is None and not stale:
        return recent
    return min(members, key=lambda member: _distance(member, base.at), default=None)


def _distance(member: Period, at: date) -> int:
    if member.first <= at <= member.last:
        return 0
    return min(abs((member.first - at).days), abs((member.last - at).days))


def _of_year(node: Named, year: int) -> Period | None:
    """Give the month, season, quarter, half or holiday of a year."""
    if isinstance(node.name, Holiday):
        at = holidays.falls_on(node.name, year)
        if at is None:
            return None
        if node.name.islamic_days == 1:
            return periods.day(at)
        last = at + timedelta(days=node.name.islamic_days - 1)
        return Period("month", at, last, at.isoformat(), periods.interval(at, last))
    if node.cycle == "season":
        return periods.season_of(year, str(node.name))
    number = int(node.name)
    if node.cycle == "month":
        return periods.month(date(year, number, 1))
    if node.cycle == "quarter":
        return periods.quarter(date(year, 3 * number, 1))
    return periods.half(date(year, 6 * number, 1))


def _suffix(node: Named) -> str:
    if isinstance(node.name, Holiday):
        return node.name.fixed or "XX-XX"
    if node.cycle == "month":
        return f"{node.name:02}"
    return {"quarter": "Q", "half": "H", "season": ""}[node.cycle] + str(node.name)


def _is_reckoned(node: Named) -> bool:
    return isinstance(node.name, Holiday) and node.name.islamic is not None


def _weekday(number: int, node: Named, context: Context) -> Resolved:
    base = context.base(node.frame, "day")
    if base is None:
        return unresolved("DATE", f"XXXX-WXX-{number}", NO_ANCHOR)
    back = (base.at.isoweekday() - number) % 7
    ahead = (number - base.at.isoweekday()) % 7
    if node.shift == -1:
        at = base.at - timedelta(days=back or 7)
    elif node.shift == 1:
        at = base.at + timedelta(days=ahead or 7)
    elif node.shift == 0 and node.frame == "story":
        at = base.at + timedelta(days=number - base.at.isoweekday())
    elif context.tense == FUTURE or (node.shift == 0 and context.tense != PAST):
        at = base.at + timedelta(days=ahead)
    else:
        at = base.at - timedelta(days=back)
    return _day(at, "weekday", base)


# Distances


def _shifted(node: Shifted, context: Context) -> Resolved:
    base = context.speech if node.frame == "speech" else context.story_base(node.unit, int(node.offset))
    if base is None:
        value = _UNKNOWN_VALUES.get(node.unit, "XXXX-XX-XX")
        return unresolved("DATE", value, NO_ANCHOR if node.frame == "speech" else NO_STORY)
    if node.unit in ("hour", "minute", "second"):
        return _day(base.at + timedelta(days=_days_of_clock(node)), "relative", base, approximate=True)
    if node.unit == "weekend" and not node.counted:
        return _weekend(int(node.offset), base, context)
    at = moved(base.at, node.offset, node.unit)
    unit = {"fortnight": "week", "millennium": "century"}.get(node.unit, node.unit)
    if node.offset != node.offset.to_integral_value():
        unit = {"century": "decade", "decade": "year"}.get(unit, unit)  # half a century ago
    period = periods.HOLDERS[unit](at)
    if node.counted and period.grain != "day":
        period = replace(period, edtf=_counted_edtf(period, at))
    return Resolved("DATE", period.value, period, "relative", base, approximate=node.counted and period.grain != "day")


def _counted_edtf(period: Period, at: date) -> str:
    """Name what a count of units leads to: a day of that week, else month or year; `approximate` adds the sign."""
    if period.grain == "week":
        return at.isoformat()
    return f"{at.year:04}" if period.grain in ("decade", "century") else period.edtf


def _days_of_clock(node: Shifted) -> int:
    if node.unit != "hour":
        return 0
    hours = int(node.offset)
    return -(-hours // 24) if hours < 0 and -hours < 24 else hours // 24 if hours > 0 else -(-hours // 24)


def moved(at: date, offset: Decimal, unit: str) -> date:
    """Go a number of units on from a day, broken numbers included; raises OverflowError outside years 1 to 9999."""
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


def _weekend(offset: int, base: Base, context: Context) -> Resolved:
    """Give the weekend meant: with "the" or "this" in the past tense, the one that has begun last."""
    at = periods.move(base.at, offset, "week")
    if offset == 0 and context.tense == PAST and base.at.isoweekday() < 6:
        at -= timedelta(days=7)
    if offset == -1 and base.at.isoweekday() >= 6:
        at = base.at - timedelta(days=7)
    return Resolved("DATE", *_with_value(periods.weekend(at)), "relative", base)


def _inside(node: Inside, context: Context) -> Resolved:
    whole = _resolve(node.within, context)
    if whole.period is None:
        return unresolved("DATE", _UNKNOWN_VALUES.get(node.unit, "XXXX-XX-XX"), whole.reason or NO_ANCHOR)
    if node.place == 0:
        at = whole.period.first
    elif node.place < 0:
        middle = {"week": 3, "weekend": 3}.get(node.unit, 0)
        at = whole.period.last - timedelta(days=middle)
    else:
        start = whole.period.first + timedelta(days=3 if node.unit in ("week", "weekend") else 0)
        at = periods.move(start, node.place - 1, node.unit)
    if not whole.period.first <= at <= whole.period.last:
        return unresolved("DATE", "XXXX-XX-XX", NO_SUCH_DAY)
    period = periods.HOLDERS[node.unit](at)
    return replace(whole, value=period.value, period=period)


# Times of day


def _clock(node: Clock, context: Context) -> Resolved:
    if node.day is not None:
        day = _resolve(node.day, context)
    else:
        base = _day_of_sentence(context) or context.speech
        day = _day(base.at, "relative", base) if base else unresolved("DATE", "XXXX-XX-XX", NO_ANCHOR)
    value = f"{day.value}{node.time}{node.zone}"
    if day.period is None:
        return replace(day, type="TIME", value=value)
    first = day.period.first
    last = first + timedelta(days=1) if node.to_next_day else first
    edtf = periods.interval(first, last) if node.to_next_day else _clock_edtf(first, node)
    return replace(day, type="TIME", value=value, period=Period("time", first, last, value, edtf))


def _clock_edtf(at: date, node: Clock) -> str:
    if not node.time[1].isdecimal() or node.time.startswith("T24"):
        return at.isoformat()
    seconds = node.time if node.time.count(":") == 2 else f"{node.time}:00"
    return f"{at.isoformat()}{seconds}{node.zone}"


def _day_of_sentence(context: Context) -> Base | None:
    for index, period in reversed(context.story[-MAX_LOOK_BACK:]):
        if index < context.same_sentence_from:
            return None
        if period.grain in ("day", "time"):
            return Base(period.first, "text", index)
    return None


# Lengths


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


def grain_of(unit: str) -> Granularity:
    """Give the granularity of a unit of a day or more."""
    grains: dict[str, Granularity] = {
        "fortnight": "week",
        "weekend": "week",
        "half": "quarter",
        "millennium": "century",
    }
    return grains.get(unit, unit)  # type: ignore[arg-type]
