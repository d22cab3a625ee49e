"""Resolve what is written as a date or a name of the calendar: 24 February, the 1990s, Friday, October, Christmas."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from pipeline.stages.dates import holidays, periods
from pipeline.stages.dates.context import (
    AMBIGUOUS,
    NO_ANCHOR,
    NO_SUCH_DAY,
    Base,
    Context,
    Resolved,
    of_day,
    unresolved,
    with_value,
)
from pipeline.stages.dates.lexicon import Holiday
from pipeline.stages.dates.nodes import CalendarDate, Named, Years
from pipeline.stages.dates.periods import Period
from pipeline.stages.dates.tense import FUTURE, PAST
from schemas.dates import Resolution

_STALE_DAYS = 200
"""A quarter that ended longer ago than this is no longer named without its year."""
REPORTED_DAYS = 45
"""For how long after its end a quarter is reported on: "third-quarter results will be poor", said in early November.

A deadline is told of as long: "they were due to file by March 15", said in April.
"""

LATE_DAYS = 14
"""How many days before the time of speech news tells of without their year."""

MONTHS_ABOUT = 12
"""Within how many months a weekday with its day of the month is looked for."""

MISNAMED_DAYS = 31
"""Within how many days of the time of speech a day is not looked for in another year for the sake of its weekday."""

TURN_DAYS = 60
"""Within how many days of a day told of another one is, without its year, whichever year that is in."""

_CLOSE_DAYS, _CLOSE_DAYS_UNSURE = 7, 92
"""A day-and-month or holiday that lies further ahead than this, told in the past tense, is last year's.

The tense tells less of what hangs on a noun or an infinitive: "the 14 May summit was cancelled".
"""


def calendar_date(node: CalendarDate, context: Context) -> Resolved:
    """Resolve a day or month; one without its year takes that of the sentence, or the nearest."""
    if node.month is None:
        return _weekday_and_day(node, context)
    if node.day is None:
        if node.year is None:
            return named(Named("month", node.month), None, context)
        return Resolved("DATE", *with_value(periods.month(date(node.year, node.month, 1))), "explicit")
    if node.year is not None:
        return _full_date(node, node.year, context)
    known = _real_day(node.known, node.month, node.day) if node.known else None
    if known and (context.speech is None or known <= context.speech.at):
        return of_day(known, "explicit", None)
    near = context.year_base()
    if near and near is context.told and near is not context.explicit and _is_of_late(node, context.speech):
        near = None
    base = near or context.speech
    candidates = _on_weekday(node, _candidates(lambda year: _real_day(year, node.month, node.day), base), base)
    if near and candidates:
        return of_day(_of_year_told(candidates, near), "partial", near)
    if not candidates:
        if _real_day(2000, node.month, node.day) is None:
            return unresolved("DATE", "XXXX-XX-XX", NO_SUCH_DAY)
        return unresolved("DATE", f"XXXX-{node.month:02}-{node.day:02}", NO_ANCHOR)
    return of_day(_choose(candidates, context), "partial", context.speech)


def _of_year_told(candidates: list[date], near: Base) -> date:
    """Choose the nearest day; one later in the year told of goes before one of the year before it."""
    nearest = _nearest(candidates, near)
    later = next((day for day in candidates if day.year == near.at.year and day >= near.at), nearest)
    return nearest if abs((nearest - near.at).days) <= TURN_DAYS else later


def _on_weekday(node: CalendarDate, candidates: list[date], base: Base | None) -> list[date]:
    """Give those of several days that fall on the weekday told, if any does and none that does not is close by."""
    fitting = [day for day in candidates if day.isoweekday() == node.weekday]
    misnamed = (day for day in candidates if base and day not in fitting)
    is_close = any(base and abs((day - base.at).days) <= MISNAMED_DAYS for day in misnamed)
    return candidates if is_close or not fitting else fitting


def _is_of_late(node: CalendarDate, speech: Base | None) -> bool:
    """Tell whether a day without its year is one of the last before the time of speech, whatever years are told of."""
    days = _candidates(lambda year: _real_day(year, node.month, node.day), speech)
    return speech is not None and any(0 <= (speech.at - day).days <= LATE_DAYS for day in days)


def _weekday_and_day(node: CalendarDate, context: Context) -> Resolved:
    """Resolve "Friday the 13th" to the nearest such day."""
    if context.speech is None:
        return unresolved("DATE", "XXXX-XX-XX", NO_ANCHOR)
    at = context.speech.at
    months = [periods.move(at.replace(day=1), offset, "month") for offset in range(-MONTHS_ABOUT, MONTHS_ABOUT + 1)]
    days = [found for month in months if (found := _real_day(month.year, month.month, node.day))]
    fitting = [day for day in days if day.isoweekday() == node.weekday]
    if not fitting:
        return unresolved("DATE", "XXXX-XX-XX", NO_SUCH_DAY)
    return of_day(_choose(fitting, context), "partial", context.speech)


def _full_date(node: CalendarDate, year: int, context: Context) -> Resolved:
    readings = [(node.month, node.day), *([node.alternative] if node.alternative else [])]
    days = [found for month, day in readings if (found := _real_day(year, month, day))]
    if not days:
        return unresolved("DATE", "XXXX-XX-XX", NO_SUCH_DAY)
    if len(days) == 1:
        return of_day(days[0], "explicit", None)
    if context.speech is None:
        return unresolved("DATE", f"{year:04}-XX-XX", AMBIGUOUS)
    return of_day(_nearest(days, context.speech), "partial", context.speech)


def _real_day(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None


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
    is_deadline = not context.is_sure and ahead >= -REPORTED_DAYS
    if context.tense == FUTURE and ahead < 0 and not is_deadline:
        return min((day for day in candidates if day >= speech.at), default=nearest)
    if context.tense == PAST and ahead > (_CLOSE_DAYS if context.is_sure else _CLOSE_DAYS_UNSURE):
        return max((day for day in candidates if day <= speech.at), default=nearest)
    return nearest


def years(node: Years) -> Resolved:
    """Resolve a year, decade or century."""
    digits = node.digits
    if node.floating:
        digits = ("20" if digits in "01" else "19") + digits
    if node.is_fiscal:
        year = periods.of_year(int(digits))
        return Resolved("DATE", f"FY{digits}", year, "explicit", approximate=True)
    if len(digits) == 4:
        return Resolved("DATE", *with_value(periods.of_year(int(digits))), "explicit")
    if len(digits) == 3:
        decade = periods.decade(date(int(digits) * 10, 1, 1))
        return Resolved("DATE", *with_value(decade), "partial" if node.floating else "explicit")
    return Resolved("DATE", *with_value(periods.of_century(int(digits))), "explicit")


def named(node: Named, whole: Resolved | None, context: Context) -> Resolved:
    """Resolve a name of a cycle; `whole` is the year it is in, where the text says so."""
    if node.cycle == "weekday" and isinstance(node.name, int):
        return _of_week(node.name, whole) if whole else _weekday(node.name, node, context)
    if whole is not None:
        if whole.period is None:
            return unresolved("DATE", f"XXXX-{_suffix(node)}", whole.reason or NO_ANCHOR)
        found = _of_year(node, whole.period.first.year)
        if found is None:
            return unresolved("DATE", f"{whole.value}-XX-XX", NO_SUCH_DAY)
        return replace(whole, value=found.value, period=found, approximate=_is_reckoned(node))
    base = context.base(node.frame, "year" if node.frame == "told" else "month")
    is_bare_month = node.cycle == "month" and node.shift is None
    near = context.month_base(node.name) if is_bare_month and isinstance(node.name, int) else None
    if near:
        base = near
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
    if node.shift == 0 and node.name != "WI":
        return next((member for member in members if member.first.year == base.at.year), None)
    recent = past[-1] if past else None
    if context.tense == FUTURE:
        may_be_over = node.cycle == "quarter" or (node.cycle == "month" and not context.is_sure)
        is_reported = may_be_over and recent and 0 < (base.at - recent.last).days <= REPORTED_DAYS
        return recent if is_reported else ahead[0] if ahead else None
    is_bare_month = node.cycle == "month" and node.shift is None
    last_named = context.month_ahead() if is_bare_month and context.tense != PAST else None
    if last_named:
        return next((member for member in members if member.first >= last_named), None)
    is_old = node.cycle in ("quarter", "half") and recent and (base.at - recent.last).days > _STALE_DAYS
    stale = is_old and not context.is_sure
    if context.tense == PAST and node.cycle != "holiday" and node.shift is None and not stale:
        return recent
    nearest = min(members, key=lambda member: _distance(member, base.at), default=None)
    if context.tense == PAST and node.cycle == "holiday" and node.shift is None and nearest is not None:
        is_far = (nearest.first - base.at).days > (_CLOSE_DAYS if context.is_sure else _CLOSE_DAYS_UNSURE)
        return recent if is_far else nearest
    return nearest


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


def _of_week(number: int, week: Resolved) -> Resolved:
    if week.period is None:
        return unresolved("DATE", f"XXXX-WXX-{number}", week.reason or NO_ANCHOR)
    return of_day(week.period.first + timedelta(days=number - 1), "weekday", week.base)


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
    elif node.shift == 0 and node.frame != "speech":
        at = base.at + timedelta(days=number - base.at.isoweekday())
    elif context.tense == FUTURE or (node.shift == 0 and context.tense != PAST):
        at = base.at + timedelta(days=ahead)
    else:
        at = base.at - timedelta(days=back)
    return of_day(at, "weekday", base)
