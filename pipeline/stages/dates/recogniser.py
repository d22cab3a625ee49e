"""Find the time expressions of a text: one pass over its words, the local grammar where one may begin.

Surface forms: see the modules of each kind (`calendar_dates`, `years`, `relative`, `clock`, `sets`, `amounts`). Of
the readings that begin at a word the longest wins; what one reading covers no other begins in.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from spacy.tokens import Doc

from pipeline.stages.dates import calendar_dates, clock, ranges, relative, sets, years
from pipeline.stages.dates.amounts import duration, ordinal
from pipeline.stages.dates.lexicon import Vocabulary
from pipeline.stages.dates.nodes import (
    CalendarDate,
    Clock,
    Duration,
    Expression,
    Inside,
    Measured,
    Named,
    Node,
    Recurring,
    Relation,
    Shifted,
    Vague,
)
from pipeline.stages.dates.scan import Scan
from schemas.dates import TimexMod

type Reading = tuple[Node, int]
type Reader = Callable[[Scan, int], Reading | None]

_STARTERS = frozenset(
    ["the", "a", "an", "half", "each", "every", "per", "'", "fiscal", "q", "h", "year", "one", "recent"]
)
_RELATIONS: dict[str, Relation] = {
    "since": "since",
    "until": "until",
    "till": "until",
    "by": "by",
    "after": "after",
    "before": "before",
}
_PERIOD_PREPOSITIONS = frozenset(
    ["for", "during", "in", "of", "throughout", "through", "over", "within", "end", "ended", "ending", "ends", "finish",
     "finished", "finishing", "close", "closed", "start", "later"]
)  # fmt: skip
_SHORT_WEEKDAY_BEFORE = frozenset(["on", "last", "next", "this", "(", "until", "by"])
_PART_NOUNS = frozenset(["beginning", "start", "end", "close", "conclusion", "onset", "dawn", "height", "opening"])
_PERIODS = frozenset(["day", "week", "month", "quarter", "year", "weekend", "decade", "century"])
_MONTH_PREPOSITIONS = frozenset(
    ["in", "since", "until", "till", "by", "of", "from", "to", "for", "during", "before", "after", "through", "late",
     "early", "mid", "and", "or", "between", "throughout", "-"]
)  # fmt: skip


class Recogniser:
    """The grammar over one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        words = vocabulary.words
        self._starters = _STARTERS.union(
            vocabulary.months, vocabulary.weekdays, words.seasons, words.parts_of_day, words.clock_words,
            words.cardinals, words.ordinals, words.decade_words, vocabulary.shifts, words.sets, relative.DAY_WORDS,
            (f"{name}s" for name in words.weekdays),
            vocabulary.vague_amounts.by_first, vocabulary.amount_modifiers.by_first, vocabulary.parts.by_first,
            vocabulary.fuzzy.by_first, vocabulary.fuzzy_durations.by_first, vocabulary.holidays.by_first,
        )  # fmt: skip

    def expressions(self, doc: Doc) -> tuple[Scan, list[Expression]]:
        """Give the scan of a text and its expressions in order."""
        scan = Scan(doc, self.vocabulary)
        return scan, list(self._find(scan))

    def _find(self, s: Scan) -> Iterator[Expression]:
        i = 0
        while i < s.count:
            word = s.words[i]
            if word not in self._starters and not word[0].isdigit():
                i += 1
                continue
            found = ranges.day_list(s, i) or self._one(s, i)
            yield from found
            i = found[-1].end if found else i + 1

    def _one(self, s: Scan, i: int) -> list[Expression]:
        best: Expression | None = None
        for name, reader in _READERS:
            found = reader(s, i)
            if found and (best is None or found[1] > best.end):
                best = Expression(found[0], i, found[1], f"dates.{name}")
        modified = _with_part(s, i) or _with_amount_modifier(s, i)
        if modified and (best is None or modified.end > best.end):
            best = modified
        if best is None or _is_age(s, best):
            return []
        best = _joined_with_day(s, best)
        return [replace(best, relation=_relation(s, best))]


def _relation(s: Scan, found: Expression) -> Relation | None:
    if isinstance(found.node, Duration | Recurring | Vague | Measured):
        return None
    return _RELATIONS.get(s.word(found.start - 1))


def _is_age(s: Scan, found: Expression) -> bool:
    """Tell whether a length is somebody's age: "25 years old", "a 12-year-old", "aged 25 years"."""
    if not isinstance(found.node, Duration):
        return False
    end = s.skip(found.end, "-")
    return (
        s.word(end) in ("old", "olds") or s.words[end : end + 2] == ["of", "age"] or s.word(found.start - 1) == "aged"
    )


# Calendar


def _weekday(s: Scan, i: int) -> Reading | None:
    found = calendar_dates.weekday(s, i)
    if found is None:
        return None
    number, end = found
    short = s.words[i] in s.vocabulary.words.weekday_abbreviations
    if short and (s.words[i] in ("sun", "sat") or s.word(i - 1) not in _SHORT_WEEKDAY_BEFORE):
        return None
    return Named("weekday", number), end


def _month(s: Scan, i: int) -> Reading | None:
    found = calendar_dates.month(s, i)
    if found is None:
        return None
    word, before = s.words[i], s.word(i - 1)
    prepositional = before in _MONTH_PREPOSITIONS
    if word in s.vocabulary.words.month_abbreviations and not prepositional:
        return None
    if word in ("may", "march") and not prepositional and s.token(i).tag_ != "NNP":
        return None
    if s.is_capital(found[1]) and not prepositional and s.token(found[1]).tag_ == "NNP":
        return None  # "April Smith", "March Madness"
    if s.is_capital(i - 1) and not prepositional and s.token(i - 1).tag_ == "NNP" and s.token(i).dep_ != "npadvmod":
        return None  # "Theresa May"
    return Named("month", found[0]), found[1]


def _holiday(s: Scan, i: int) -> Reading | None:
    found = s.vocabulary.holidays.match(s.words, i)
    at = s.skip(i, "the")
    if found is None or not s.is_capital(at):
        return None
    within = years.year_after(s, found[1]) if s.word(found[1]) != "," else None
    if within:
        return Named("holiday", found[0], within=within[0]), within[1]
    return Named("holiday", found[0]), found[1]


def _definite(s: Scan, i: int) -> Reading | None:
    """Read what keeps its article: "the 1990s", "the 19th century", "the third quarter", "the weekend"."""
    if s.words[i] != "the":
        return None
    named = years.part_of_year(s, i + 1) or years.century(s, i + 1) or years.decade(s, i + 1) or years.season(s, i + 1)
    return named or _inside(s, i + 1) or _period(s, i + 1)


def _period(s: Scan, i: int) -> Reading | None:
    """Read "the day" of "ended the day", "the year" of "for the year", "the weekend": the current one of the story."""
    unit = s.vocabulary.units.get(s.word(i))
    if unit not in _PERIODS or unit is None or s.words[i] in s.vocabulary.plurals:
        return None
    if s.word(i + 1) in ("of", "that", "when", "before", "after", "-", "he", "she", "they", "we", "in", "to"):
        return None
    if unit != "weekend" and s.word(i - 2) not in _PERIOD_PREPOSITIONS:
        return None
    return Shifted(unit, Decimal(0), "speech" if unit in ("weekend", "year", "week", "month") else "story"), i + 1


def _inside(s: Scan, i: int) -> Reading | None:
    """Read "last week of March", "first day of 2024", after its article."""
    found = (-1, i + 1) if s.word(i) in ("last", "final") else ordinal(s, i)
    if found is None:
        return None
    place, end = found
    unit = s.vocabulary.units.get(s.word(end))
    if (
        unit not in ("day", "week", "month", "weekend", "year", "decade", "quarter")
        or unit is None
        or s.word(end + 1) != "of"
    ):
        return None
    whole = _point(s, end + 2)
    return (Inside(place, unit, whole[0]), whole[1]) if whole else None


# Times of day


def _clock(s: Scan, i: int) -> Reading | None:
    begin = s.skip(i, "the")
    found = clock.clock(s, begin) if begin == i else None
    if found is None:
        return None
    return Clock(found[0], found[1], None), found[2]


def _joined_with_day(s: Scan, found: Expression) -> Expression:
    """Join a day and the time beside it: "Friday night", "16:00 UTC today", "2:30 the next day"."""
    node = found.node
    if isinstance(node, Clock) and node.day is None:
        day = _day(s, found.end)
        if day:
            return replace(found, node=replace(node, day=day[0]), end=day[1])
    if _is_day(node):
        part = clock.part_of_day(s, found.end)
        if part:
            return replace(found, node=Clock(part[0], "", node), end=part[1])
        at = s.skip(found.end, "at")
        time = clock.clock(s, at)
        if time and (at > found.end or s.word(at).isdigit() or s.word(at) in s.vocabulary.words.clock_words):
            return replace(found, node=Clock(time[0], time[1], node), end=time[2])
    return found


def _is_day(node: Node) -> bool:
    return (
        (isinstance(node, CalendarDate) and node.day is not None)
        or (isinstance(node, Named) and node.cycle in ("weekday", "holiday"))
        or (isinstance(node, Shifted) and node.unit == "day" and not node.counted)
    )


def _day(s: Scan, i: int) -> Reading | None:
    found = calendar_dates.absolute(s, i) or relative.day_word(s, i) or relative.shifted(s, i) or _weekday_name(s, i)
    return found if found and _is_day(found[0]) else None


def _weekday_name(s: Scan, i: int) -> Reading | None:
    found = calendar_dates.weekday(s, i)
    return (Named("weekday", found[0]), found[1]) if found else None


# Vague expressions


def _fuzzy(s: Scan, i: int) -> Reading | None:
    found = s.vocabulary.fuzzy.match(s.words, i)
    if found and found[1] - i == 1 and not _is_adverb(s, i):
        return None
    if found:
        return Vague(found[0], "DATE"), found[1]
    longer = s.vocabulary.fuzzy_durations.match(s.words, i)
    return (Vague(longer[0], "DURATION"), longer[1]) if longer else None


def _is_adverb(s: Scan, i: int) -> bool:
    return s.token(i).pos_ == "ADV"


def _recent(s: Scan, i: int) -> Reading | None:
    """Read "recent days", "recent years": a length of unknown number."""
    unit = s.vocabulary.units.get(s.word(i + 1))
    if s.words[i] != "recent" or unit is None or s.words[i + 1] not in s.vocabulary.plurals:
        return None
    return Vague(f"PX{unit[0].upper()}", "DURATION"), i + 2


# Modifiers


def _point(s: Scan, i: int) -> Reading | None:
    """Read what "early", "the end of" and "the last week of" may stand before: a point or stretch of the calendar."""
    best: Reading | None = None
    for reader in _POINTS:
        found = reader(s, i)
        if found and (best is None or found[1] > best[1]):
            best = found
    return best


def _with_part(s: Scan, i: int) -> Expression | None:
    """Read "early March", "mid-2023", "the end of this year", "late Monday", "earlier this week"."""
    begin = s.skip(s.skip(i, "the"), "very")
    if s.word(begin) in ("earlier", "later"):
        inner = relative.shifted(s, begin + 1) or relative.day_word(s, begin + 1)
        if inner and isinstance(inner[0], Shifted):
            relation: Relation = "earlier" if s.words[begin] == "earlier" else "later"
            return Expression(inner[0], i, inner[1], "dates.part", None, relation)
        return None
    part = s.vocabulary.parts.match(s.words, begin)
    if part is None:
        return None
    mod, end = part
    if s.word(end) == "the" or (s.words[end - 1] in _PART_NOUNS and s.word(end) != "of"):
        return None
    at = s.skip(s.skip(end, "-"), "of")
    inner = _point(s, at) or _generic_period(s, at)
    if inner is None:
        return None
    node, end = inner
    if s.words[end : end + 1] and _is_day(node):
        day_part = clock.part_of_day(s, end)
        if day_part:
            node, end = Clock(day_part[0], "", node), day_part[1]
    return Expression(node, i, end, "dates.part", mod)


def _generic_period(s: Scan, i: int) -> Reading | None:
    if s.word(i) != "the":
        return None
    unit = s.vocabulary.units.get(s.word(i + 1))
    if unit not in _PERIODS or unit is None:
        return None
    return Shifted(unit, Decimal(0), "speech" if unit != "day" else "story"), i + 2


def _with_amount_modifier(s: Scan, i: int) -> Expression | None:
    """Read "more than a year", "about three weeks ago", "at least 18 months"."""
    modifier = s.vocabulary.amount_modifiers.match(s.words, i)
    if modifier is None:
        return None
    mod, begin = modifier
    for name, reader in (("distance", relative.distance), ("measured", relative.measured), ("duration", duration)):
        found = reader(s, begin)
        if found:
            node, end = found
            if isinstance(node, Shifted):
                mod = _DISTANCE_MODS.get(mod, mod)
            return Expression(node, i, end, f"dates.{name}", mod)
    return None


_DISTANCE_MODS: dict[TimexMod, TimexMod] = {
    "MORE_THAN": "BEFORE",
    "LESS_THAN": "AFTER",
    "EQUAL_OR_MORE": "ON_OR_BEFORE",
    "EQUAL_OR_LESS": "ON_OR_AFTER",
}
"""More than a year ago is before the day a year ago (TIMEX3 guidelines)."""


_POINTS: tuple[Reader, ...] = (
    calendar_dates.absolute,
    _month,
    _weekday,
    relative.shifted,
    relative.day_word,
    years.bare_year,
    years.decade,
    years.century,
    years.part_of_year,
    years.season,
    _holiday,
    _definite,
)

_READERS: tuple[tuple[str, Reader], ...] = (
    ("calendar", calendar_dates.absolute),
    ("weekday", _weekday),
    ("month", _month),
    ("holiday", _holiday),
    ("set", sets.every),
    ("set", sets.rate),
    ("set", sets.adverb),
    ("set", sets.weekdays),
    ("shifted", relative.shifted),
    ("day", relative.day_word),
    ("distance", relative.distance),
    ("measured", relative.measured),
    ("neighbour", relative.neighbour),
    ("clock", _clock),
    ("year", years.bare_year),
    ("decade", years.decade),
    ("century", years.century),
    ("part_of_year", years.part_of_year),
    ("season", years.season),
    ("definite", _definite),
    ("duration", duration),
    ("vague", _fuzzy),
    ("vague", _recent),
)
