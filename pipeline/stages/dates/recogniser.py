"""Find the time expressions of a text: one pass over its words, the local grammar where one may begin.

Surface forms: see the modules of each kind (`calendar_dates`, `names`, `years`, `relative`, `clock`, `sets`, `amounts`,
`vague`, `modifiers`). Of the readings that begin at a word the longest wins, and no other begins within it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from pipeline.stages.dates import amounts, calendar_dates, clock, modifiers, names, ranges, relative, sets, vague, years
from pipeline.stages.dates.lexicon import Vocabulary
from pipeline.stages.dates.modifiers import Found, Reader
from pipeline.stages.dates.nodes import (
    Clock,
    Duration,
    Expression,
    Measured,
    Named,
    Recurring,
    Relation,
    Shifted,
    Vague,
)
from pipeline.stages.dates.scan import Scan
from schemas.dates import TimexMod

_RELATIONS: dict[str, Relation] = {
    "since": "since",
    "until": "until",
    "till": "until",
    "by": "by",
    "after": "after",
    "before": "before",
}


_TAILS: dict[str, TimexMod] = {"so": "APPROX", "more": "EQUAL_OR_MORE", "less": "EQUAL_OR_LESS"}

MAX_OPENERS = 6
"""How many words may open an expression before its unit, name or number: "no more than the first two weeks"."""

_DIGITS = "0"
"""The key of all words that begin with a digit."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A reader, tried where one of `firsts` stands."""

    firsts: frozenset[str]
    read: Callable[[Scan, int], Expression | None]


class Recogniser:
    """The grammar over one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._cores = _cores(vocabulary)
        table: dict[str, list[_Rule]] = {}
        for rule in _rules(vocabulary):
            for word in rule.firsts:
                table.setdefault(word, []).append(rule)
        self._rules = {word: tuple(rules) for word, rules in table.items()}

    def expressions(self, doc: Doc) -> tuple[Scan, list[Expression]]:
        """Give the scan of a text and its expressions in order."""
        scan = Scan(doc, self.vocabulary)
        return scan, ranges.share_years(scan, list(self._find(scan)))

    def _find(self, s: Scan) -> Iterator[Expression]:
        after = 0
        for i, word in enumerate(s.words[: s.count]):
            if i < after:
                continue
            if word[0].isdecimal():
                rules = self._rules[_DIGITS]
            else:
                rules = self._rules.get(word, ())
                if not rules or not (word in self._cores or self._leads_on(s.words[i + 1 : i + MAX_OPENERS])):
                    continue
            found = ranges.several(s, i) or _one(s, i, rules)
            yield from found
            after = found[-1].end if found else after

    def _leads_on(self, words: list[str]) -> bool:
        return not self._cores.isdisjoint(words) or any(word[:1].isdecimal() for word in words)


def _one(s: Scan, i: int, rules: tuple[_Rule, ...]) -> list[Expression]:
    best: Expression | None = None
    for rule in rules:
        found = rule.read(s, i)
        if found and (best is None or found.end > best.end):
            best = found
    if best is None or _is_age(s, best):
        return []
    best = _with_tail(s, _joined_with_day(s, best))
    return [replace(best, relation=best.relation or _relation(s, best))]


def _relation(s: Scan, found: Expression) -> Relation | None:
    if isinstance(found.node, Duration | Recurring | Vague | Measured):
        return None
    return _RELATIONS.get(s.word(found.start - 1))


def _is_age(s: Scan, found: Expression) -> bool:
    """Tell whether a length is somebody's age: "25 years old", "a 12-year-old", "aged 25 years"."""
    if not isinstance(found.node, Duration):
        return False
    end = s.skip(found.end, "-")
    old = s.word(end) in ("old", "olds", "older", "younger") or s.words[end : end + 2] == ["of", "age"]
    return old or s.word(found.start - 1) == "aged"


def _clock(s: Scan, i: int) -> Found | None:
    found = clock.clock(s, i)
    return (Clock(found[0], found[1], None), found[2]) if found else None


def _joined_with_day(s: Scan, found: Expression) -> Expression:
    """Join a day and the time beside it: "Friday night", "16:00 UTC today", "2:30 the next day".

    A day in a phrase of its own ("3 a.m. on Friday", "16:15 UTC, June 1") stays a mention of its own and lends the
    time its day.
    """
    node = found.node
    if isinstance(node, Clock) and node.day is None:
        day = _day(s, found.end)
        if day:
            return replace(found, node=replace(node, day=day[0]), end=day[1])
        day = _day(s, s.skip(found.end, "on", ","))
        return replace(found, node=replace(node, day=day[0])) if day else found
    if modifiers.is_day(node):
        part = clock.part_of_day(s, found.end)
        if part:
            return replace(found, node=Clock(part[0], "", node), end=part[1])
        at = found.end + (s.word(found.end) == "t" and s.touches(found.end - 1))
        time = clock.clock(s, at)
        if time:
            return replace(found, node=Clock(time[0], time[1], node), end=time[2])
    return found


def _with_tail(s: Scan, found: Expression) -> Expression:
    """Take in "or so", "or more", "or less" after a length or distance."""
    node = found.node
    if not isinstance(node, Duration | Measured) and not (isinstance(node, Shifted) and node.counted):
        return found
    mod = _TAILS.get(s.word(found.end + 1)) if s.word(found.end) == "or" else None
    return replace(found, end=found.end + 2, mod=mod) if mod else found


def _day(s: Scan, i: int) -> Found | None:
    found = calendar_dates.absolute(s, i) or relative.day_word(s, i) or relative.shifted(s, i) or _weekday_name(s, i)
    return found if found and modifiers.is_day(found[0]) else None


def _weekday_name(s: Scan, i: int) -> Found | None:
    found = calendar_dates.weekday(s, i)
    return (Named("weekday", found[0]), found[1]) if found else None


def _plain(name: str, reader: Reader) -> Callable[[Scan, int], Expression | None]:
    """Make a reader of nodes one of expressions, with its name as rule."""
    rule = f"dates.{name}"

    def read(s: Scan, i: int) -> Expression | None:
        found = reader(s, i)
        return Expression(found[0], i, found[1], rule) if found else None

    return read


def _rules(vocabulary: Vocabulary) -> list[_Rule]:
    """List all readers with the words they may begin with; of equally long readings the first wins."""
    words = vocabulary.words
    the, digits = frozenset(["the"]), frozenset([_DIGITS])
    cardinals = [word for word, value in words.cardinals.items() if value < 1000]
    numbers = digits.union(cardinals, vocabulary.vague_amounts.by_first, ["a", "an", "half"])
    ordinals = digits.union(words.ordinals, ["twenty", "thirty"])
    calendar = digits.union(vocabulary.months, vocabulary.weekdays, the)
    table: list[tuple[str, Reader, Iterable[str]]] = [
        ("named_day", names.named_day, digits),
        ("calendar", calendar_dates.absolute, calendar),
        ("weekday", names.weekday, vocabulary.weekdays),
        ("month", names.month_of_year, vocabulary.months),
        ("month", names.month, vocabulary.months),
        ("holiday", names.holiday, vocabulary.holidays.by_first),
        ("set", sets.every, ["every", "each"]),
        ("set", sets.rate, ["a", "an", "per"]),
        ("set", sets.counted, numbers.union(["once", "twice"])),
        ("set", sets.adverb, words.sets),
        ("set", sets.weekdays, [f"{name}s" for name in words.weekdays]),
        ("shifted", relative.shifted, the.union(vocabulary.shifts)),
        ("day", relative.day_word, the.union(relative.DAY_WORDS, ["day"])),
        ("distance", relative.distance, numbers),
        ("measured", relative.measured, numbers),
        ("neighbour", relative.neighbour, the),
        ("clock", _clock, digits.union(words.clock_words)),
        ("year", years.bare_year, digits.union(["'", "the"])),
        ("year", years.fiscal_year, ["fiscal", "fy"]),
        ("year", years.two_digits, digits),
        ("decade", years.decade, digits.union(words.decade_words, ["'"])),
        ("century", years.century, ordinals),
        ("part_of_year", years.part_of_named_year, digits.union(vocabulary.shifts)),
        ("part_of_year", years.part_of_year, ordinals.union(["q", "h"])),
        ("season", years.season, words.seasons),
        ("definite", modifiers.definite, the),
        ("duration", amounts.duration, numbers),
        ("duration", vague.plural, vocabulary.plurals),
        (
            "vague",
            vague.fuzzy,
            [*vocabulary.fuzzy_after_at.by_first, *vocabulary.fuzzy.by_first, *vocabulary.fuzzy_durations.by_first],
        ),
        ("vague", vague.recent, ["recent"]),
    ]
    rules = [_Rule(frozenset(firsts), _plain(name, reader)) for name, reader, firsts in table]
    parts = the.union(vocabulary.parts.by_first, ["very", "earlier", "later"])
    return [
        *rules,
        _Rule(parts, modifiers.with_part),
        _Rule(frozenset(vocabulary.amount_modifiers.by_first), modifiers.with_amount_modifier),
        _Rule(frozenset(["year"]), modifiers.year_end),
    ]


def _cores(vocabulary: Vocabulary) -> frozenset[str]:
    """Give the words of which each expression holds one, if it holds no digit: units, names, ends of phrases."""
    words = vocabulary.words
    phrases = [
        *(phrase for holiday in words.holidays for phrase in holiday.names),
        *(
            phrase
            for group in (*words.fuzzy.values(), *words.fuzzy_after_at.values(), *words.fuzzy_durations.values())
            for phrase in group
        ),
    ]
    ends = {phrase.split()[-1] for phrase in phrases} - {"s"}  # "new year's" is known by its unit
    return frozenset(ends).union(
        vocabulary.units, vocabulary.months, vocabulary.weekdays, words.seasons, words.parts_of_day, words.clock_words,
        words.decade_words, words.sets, relative.DAY_WORDS, (f"{name}s" for name in words.weekdays),
    )  # fmt: skip
