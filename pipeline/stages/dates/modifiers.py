"""Expressions around others: "early March", "the end of this year", "more than a week", "the last week of March"."""

from collections.abc import Callable
from decimal import Decimal

from pipeline.stages.dates import calendar_dates, clock, names, relative, vague, years
from pipeline.stages.dates.amounts import duration, ordinal
from pipeline.stages.dates.nodes import CalendarDate, Clock, Expression, Inside, Named, Node, Relation, Shifted, Years
from pipeline.stages.dates.scan import Scan
from schemas.dates import TimexMod

type Found = tuple[Node, int]
type Reader = Callable[[Scan, int], Found | None]

_PERIODS = frozenset(["day", "week", "month", "quarter", "year", "weekend", "decade", "century"])
_INSIDE_UNITS = frozenset(["day", "week", "month", "weekend", "year", "decade", "quarter"])
_DISTANCE_MODS: dict[TimexMod, TimexMod] = {
    "MORE_THAN": "BEFORE",
    "LESS_THAN": "AFTER",
    "EQUAL_OR_MORE": "ON_OR_BEFORE",
    "EQUAL_OR_LESS": "ON_OR_AFTER",
}
"""More than a year ago is before the day a year ago (TIMEX3 guidelines)."""


def is_day(node: Node) -> bool:
    """Tell whether a node names a single day."""
    return (
        (isinstance(node, CalendarDate) and node.day is not None)
        or (isinstance(node, Named) and node.cycle in ("weekday", "holiday"))
        or (isinstance(node, Shifted) and node.unit == "day" and not node.counted)
    )


def definite(s: Scan, i: int) -> Found | None:
    """Read what keeps its article: "the 1990s", "the 19th century", "the third quarter", "the weekend"."""
    if s.words[i] != "the":
        return None
    at = i + 1
    return _plainly_definite(s, i) or _inside(s, at)


def _plainly_definite(s: Scan, i: int) -> Found | None:
    """Read what `definite` reads but "the last week of", which holds another expression."""
    if s.words[i] != "the":
        return None
    at = i + 1
    named = years.part_of_year(s, at) or years.part_of_named_year(s, at) or years.century(s, at)
    named = named or years.fiscal_year(s, at)
    part = clock.definite_part_of_day(s, at)
    return named or years.decade(s, at) or years.season(s, at) or part or _period(s, at) or _counted(s, at)


def _counted(s: Scan, i: int) -> Found | None:
    """Read "two weeks" after its article; "the 20-year war" keeps it for the noun."""
    if not s.words[i].isdecimal() and s.words[i] not in s.vocabulary.words.cardinals:
        return None
    found = relative.measured(s, i) or duration(s, i)
    if found is None or "-" in s.words[i : found[1]]:
        return None
    is_counted = s.words[found[1] - 1] in s.vocabulary.plurals or s.words[i] in ("1", "one")
    return found if is_counted else None  # "the 24 hour index" has its article from the index


def _period(s: Scan, i: int) -> Found | None:
    """Read "the day" of "ended the day", "the entire year", "the weekend": the current one of the story."""
    at = s.skip(i, "entire", "whole", "full")
    if s.word(at) in ("fiscal", "financial") and s.word(at + 1) == "year":
        return Shifted("year", Decimal(0), is_fiscal=True), at + 2
    unit = s.vocabulary.units.get(s.word(at))
    if unit not in _PERIODS or unit is None or s.words[at] in s.vocabulary.plurals:
        return None
    if s.word(at + 1) in s.vocabulary.words.cues.never_period_after:
        return None
    if unit not in ("weekend", "quarter") and s.word(i - 2) not in s.vocabulary.words.cues.period_before:
        return None
    is_title = s.is_capital(at) or s.word(i - 3) in s.vocabulary.words.cues.titled
    if s.word(i - 2) == "of" and (unit in ("day", "decade", "century") or is_title):
        return None  # "soup of the day", "Player of the Year"
    return Shifted(unit, Decimal(0), "speech" if unit == "weekend" else "story"), at + 1


def _inside(s: Scan, i: int) -> Found | None:
    """Read "last week of March", "first day of 2024" after its article."""
    found = (-1, i + 1) if s.word(i) in ("last", "final") else ordinal(s, i)
    if found is None:
        return _holding(s, i)
    place, end = found
    unit = s.vocabulary.units.get(s.word(end))
    if unit is None or s.words[end] in s.vocabulary.plurals:
        return None
    if unit not in _INSIDE_UNITS or s.word(end + 1) != "of":
        return None
    whole = point(s, end + 2)
    return (Inside(place, unit, whole[0]), whole[1]) if whole else None


def _holding(s: Scan, i: int) -> Found | None:
    """Read "week of 4 March", "night of 3 March", "early hours of Monday" after its article."""
    if s.word(i) in s.vocabulary.words.cues.small_hours and s.word(i + 1) == "hours" and s.word(i + 2) == "of":
        early = point(s, i + 3)
        return (Clock("TMO", "", early[0]), early[1]) if early and is_day(early[0]) else None
    if s.word(i + 1) != "of":
        return None
    part = clock.part_of_day(s, i)
    unit = s.vocabulary.units.get(s.words[i])
    if part is None and unit not in ("week", "weekend"):
        return None
    day = point(s, i + 2)
    if day is None or not is_day(day[0]):
        return None
    if part:
        return Clock(part[0], "", day[0]), day[1]
    return (Inside(0, unit, day[0]), day[1]) if unit else None


def point(s: Scan, i: int) -> Found | None:
    """Read what "early", "the end of" and "the last week of" may stand before: a day or stretch of the calendar."""
    found = [reading for reader in _POINTS if (reading := reader(s, i))]
    return max(found, key=lambda reading: reading[1], default=None)


def with_part(s: Scan, i: int) -> Expression | None:
    """Read "early March", "mid-2023", "the end of this year", "late Monday", "earlier this week"."""
    begin = s.skip(s.skip(i, "the"), "very")
    if s.word(begin) in ("earlier", "later"):
        return _earlier_or_later(s, i, begin)
    part = s.vocabulary.parts.match(s.words, begin)
    if part is None:
        return None
    if s.token(begin).dep_ == "acomp":
        return None  # "the spring is *late* this year"
    mod, end = part
    cues, last = s.vocabulary.words.cues, s.words[end - 1]
    if s.word(end) == "the" or (last in cues.part_nouns and s.word(end) != "of" and not _is_end(s, end - 1)):
        return None
    joint = ("of", "in") if last in cues.part_adverbs and s.word(i - 1) not in cues.never_part_before else ("of",)
    at = s.skip(s.skip(end, "-"), *joint)
    inner = point(s, at) or _generic_period(s, at) or (_halved(s, at) if s.word(at - 1) == "-" else None)
    inner = inner or _part_of_some_day(s, at)
    if inner is None:
        return None
    node, end = inner
    day_part = clock.part_of_day(s, end) if is_day(node) else None
    if day_part:
        node, end = Clock(day_part[0], "", node), day_part[1]
    return Expression(node, i, end, "dates.part", mod)


def _is_end(s: Scan, i: int) -> bool:
    """Tell whether "end" stands right before its month or year: "end-June", "by end 2012"."""
    return s.words[i] == "end" and (s.word(i + 1) == "-" or s.word(i - 1) in ("by", "at", "until", "since", "from"))


def _part_of_some_day(s: Scan, i: int) -> Found | None:
    """Read the "afternoon" of "late afternoon"; "late-night", "Late Night" are of another kind."""
    part = clock.part_of_day(s, i)
    is_kind = s.word(i - 1) == "-" and s.word(i) == "night"
    if part is None or s.is_capital(i) or is_kind or s.word(i - 1) == "of":
        return None
    return (Clock(part[0], "", None), part[1]) if s.word(i) != "daytime" else None


def _halved(s: Scan, i: int) -> Found | None:
    """Read the "year" of "mid-year", the "week" of "mid-week"."""
    unit = s.vocabulary.units.get(s.word(i))
    return (Shifted(unit, Decimal(0)), i + 1) if unit in ("week", "month", "year", "decade") and unit else None


def _earlier_or_later(s: Scan, i: int, begin: int) -> Expression | None:
    inner = relative.shifted(s, begin + 1) or relative.day_word(s, begin + 1) or names.weekday(s, begin + 1)
    if inner is None and s.word(begin + 1) in ("in", "on"):
        inner = _generic_period(s, begin + 2) or (point(s, begin + 2) if s.words[begin + 1] == "in" else None)
    if inner is None or not isinstance(inner[0], Shifted | Named | CalendarDate | Years | Clock):
        return None
    relation: Relation = "earlier" if s.words[begin] == "earlier" else "later"
    return Expression(inner[0], i, inner[1], "dates.part", None, relation)


def _generic_period(s: Scan, i: int) -> Found | None:
    """Read "the year" of "the end of the year"."""
    unit = s.vocabulary.units.get(s.word(i + 1))
    if s.word(i) != "the" or unit not in _PERIODS or unit is None:
        return None
    return Shifted(unit, Decimal(0), "story"), i + 2


def with_amount_modifier(s: Scan, i: int) -> Expression | None:
    """Read "more than a year", "about three weeks ago", "at least 18 months"."""
    modifier = s.vocabulary.amount_modifiers.match(s.words, i)
    if modifier is None:
        return None
    mod, begin = modifier
    if s.words[i] in ("over", "under") and _is_preposition(s, i):
        return None
    for name, reader in _LENGTHS:
        found = reader(s, begin)
        if found:
            node, end = found
            if isinstance(node, Shifted):
                mod = _DISTANCE_MODS.get(mod, mod)
            return Expression(node, i, end, f"dates.{name}", mod)
    return None


def _is_preposition(s: Scan, i: int) -> bool:
    """Tell "raised it over three years" from "it lasted over three years" and "over three years ago"."""
    token = s.token(i)
    stands_before = token.dep_ == "prep" and any(child.dep_ == "pobj" for child in token.children)
    return stands_before and s.word(i - 1) not in s.vocabulary.words.cues.length_before


def possessed_part(s: Scan, i: int) -> Expression | None:
    """Read "the year's end", "year's end"."""
    at = s.skip(i, "the")
    unit = s.vocabulary.units.get(s.word(at))
    if unit not in _PERIODS or unit is None or s.words[at + 1 : at + 3] != ["'", "s"]:
        return None
    part = s.vocabulary.parts.match(s.words, at + 3)
    if part is None or s.words[at + 3] not in s.vocabulary.words.cues.part_nouns or s.word(part[1]) == "of":
        return None
    return Expression(Shifted(unit, Decimal(0)), i, part[1], "dates.part", part[0])


def middle(s: Scan, i: int) -> Expression | None:
    """Read "midyear", "midweek", "midmorning"."""
    part = s.vocabulary.words.middles_of_day.get(s.words[i])
    node = Clock(f"T{part}", "", None) if part else Shifted(s.vocabulary.words.middles[s.words[i]], Decimal(0))
    return Expression(node, i, i + 1, "dates.part", "MID")


def year_end(s: Scan, i: int) -> Expression | None:
    """Read "year-end", "month-end" as the end of the year or month."""
    found = vague.year_end(s, i)
    return Expression(found[0], i, found[1], "dates.part", "END") if found else None


_LENGTHS: tuple[tuple[str, Reader], ...] = (
    ("distance", relative.distance),
    ("measured", relative.measured),
    ("duration", duration),
)

_POINTS: tuple[Reader, ...] = (
    calendar_dates.absolute,
    names.month_of_year,
    names.month,
    names.weekday,
    names.holiday,
    relative.shifted,
    relative.day_word,
    years.bare_year,
    years.fiscal_year,
    years.decade,
    years.century,
    years.part_of_year,
    years.season,
    _plainly_definite,
)
