"""The rules of the grammar by the words they begin with, and what they want to see ahead."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.stages.dates import (
    amounts,
    calendar_dates,
    clock,
    modifiers,
    names,
    relative,
    reporting,
    sets,
    vague,
    years,
)
from pipeline.stages.dates.lexicon import Phrases, Vocabulary
from pipeline.stages.dates.modifiers import Found, Reader
from pipeline.stages.dates.nodes import Clock, Expression
from pipeline.stages.dates.scan import Scan

CLOCK_HOURS = 12
"""The hours of a clock, which speech gives in words: "nine o'clock"."""

MAX_OPENERS = 7
"""How many words an expression may begin with up to its unit or name: "no more than the first two weeks"."""

DIGITS = "0"
"""The key of all words that begin with a digit; `TWO_DIGITS` and `FOUR_DIGITS` are those of that length."""

TWO_DIGITS, FOUR_DIGITS = "00", "0000"
_OF_DIGITS = (DIGITS, TWO_DIGITS, FOUR_DIGITS)

ANY: frozenset[str] = frozenset()
"""The wants of a rule that wants nothing ahead."""


class Next(frozenset[str]):
    """Wants of which the very next word must be one."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A reader, tried where one of `firsts` stands and one of `wants`, if there are any, is ahead."""

    firsts: frozenset[str]
    wants: frozenset[str]
    read: Callable[[Scan, int], Expression | None]


class Tried:
    """The rules of one first word, sorted by what they want ahead."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._all = tuple((rule, rule.wants, isinstance(rule.wants, Next)) for rule in rules)
        self._without_wants = tuple(rule for rule in rules if not rule.wants)
        self._wants = frozenset[str]().union(*(rule.wants for rule in rules if not isinstance(rule.wants, Next)))
        self._wants_next = frozenset[str]().union(*(rule.wants for rule in rules if isinstance(rule.wants, Next)))

    def by(self, ahead: list[str]) -> Sequence[Rule]:
        """Give the rules that find what they want in the words ahead."""
        after = DIGITS if "0" <= ahead[0] < ":" else ahead[0]
        if after not in self._wants_next and self._wants.isdisjoint(ahead):
            return self._without_wants
        return [
            rule
            for rule, wants, is_next in self._all
            if not wants or (after in wants if is_next else not wants.isdisjoint(ahead))
        ]


def key(word: str) -> str:
    """Give what the rules of a number are found by."""
    return _OF_DIGITS[len(word) // 2] if len(word) in (2, 4) else DIGITS


def by_first_word(vocabulary: Vocabulary) -> dict[str, tuple[Rule, ...]]:
    """Give for each word (and `DIGITS`) the rules that may begin with it."""
    table: dict[str, list[Rule]] = {word: [] for word in _OF_DIGITS}
    for rule in _rules(vocabulary):
        for word in rule.firsts.union(_OF_DIGITS if DIGITS in rule.firsts else ()):
            table.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in table.items()}


def clock_time(s: Scan, i: int) -> Found | None:
    """Read a time of the clock."""
    found = clock.clock(s, i)
    return (Clock(found[0], found[1], None), found[2]) if found else None


def _plain(name: str, reader: Reader) -> Callable[[Scan, int], Expression | None]:
    """Make a reader of nodes one of expressions, with its name as rule."""
    rule = f"dates.{name}"

    def read(s: Scan, i: int) -> Expression | None:
        found = reader(s, i)
        return Expression(found[0], i, found[1], rule) if found else None

    return read


def _rules(vocabulary: Vocabulary) -> list[Rule]:
    """List all readers with the words they may begin with; of equally long readings the first wins."""
    words = vocabulary.words
    the, digits = frozenset(["the"]), frozenset([DIGITS])
    cardinals = [word for word, value in words.cardinals.items() if value < 1000]
    numbers = digits.union(cardinals, vocabulary.vague_amounts.by_first, ["a", "an", "half"])
    ordinals = digits.union(words.ordinals, ["twenty", "thirty"])
    units = frozenset(vocabulary.units)
    singular = units - vocabulary.plurals
    months = frozenset(vocabulary.months)
    clocks = _HALVES.union([":", ".", "in", "hours", "hrs", "local", "z"], words.zones)
    hours = [word for word, value in words.cardinals.items() if value <= CLOCK_HOURS]
    quarters = frozenset(["quarter", "half", "period", "q", "h"])
    groups = (vocabulary.fuzzy, vocabulary.fuzzy_after_at, vocabulary.fuzzy_durations)
    fuzzy = [phrase for group in groups for phrase in group.phrases()]
    long_fuzzy = {phrase[0] for phrase in fuzzy} - {phrase[0] for phrase in fuzzy if len(phrase) == 1}
    table: list[tuple[str, Reader, Iterable[str], frozenset[str]]] = [
        ("named_day", names.named_day, digits, Next(["/"])),
        ("calendar", names.day_of_year, digits.union(vocabulary.months, vocabulary.weekdays), frozenset(["year"])),
        ("calendar", names.day_of_month, digits.union(the), frozenset(["month"])),
        ("calendar", calendar_dates.numeric, digits, Next(["-", "/", "."])),
        ("calendar", calendar_dates.day_first, digits, months),
        ("calendar", calendar_dates.absolute, vocabulary.months, ANY),
        ("calendar", calendar_dates.absolute, the.union(vocabulary.weekdays), months.union(["-", "/", ".", "th"])),
        ("weekday", names.weekday, vocabulary.weekdays, ANY),
        ("weekday", names.some_weekday, ["a", "any"], frozenset(words.weekdays)),
        ("month", names.month_of_year, vocabulary.months, frozenset(["year"])),
        ("month", names.month, vocabulary.months, ANY),
        ("holiday", names.holiday, vocabulary.holidays.by_first, ANY),
        ("set", sets.every, ["every", "each"], ANY),
        ("set", sets.rate, ["a", "an", "per"], units),
        ("set", sets.counted, numbers.union(["once", "twice"]), units),
        ("set", sets.adverb, words.sets, ANY),
        ("set", sets.weekdays, ["weekends", *(f"{name}s" for name in words.weekdays)], ANY),
        ("set", sets.weekdays, words.weekdays, frozenset(f"{part}s" for part in words.parts_of_day)),
        ("portion", reporting.portion, the.union(words.edges), units),
        ("shifted", relative.shifted, vocabulary.shifts, ANY),
        ("shifted", relative.shifted, the, Next(["very", "most", *vocabulary.shifts])),
        ("shifted", relative.shifted, ["most"], Next(["recent"])),
        ("day", relative.day_word, relative.DAY_WORDS, ANY),
        ("day", relative.day_word, ["the", "day"], frozenset(["yesterday", "tomorrow"])),
        ("distance", relative.distance, numbers, units),
        ("measured", relative.measured, numbers, units),
        ("neighbour", relative.neighbour, the, frozenset(["before", "after", "ahead"])),
        ("clock", clock_time, digits.union(hours), Next(clocks)),
        ("clock", clock.some_part_of_day, words.cues.turns_of_day, ANY),
        ("clock", clock_time, words.clock_words, ANY),
        ("year", years.bare_year, [FOUR_DIGITS, "'"], ANY),
        ("year", years.spoken_year, [TWO_DIGITS], ANY),
        ("year", years.bare_year, the, Next(["year"])),
        ("year", years.year_told, ["full", "year"], Next(["-"])),
        ("year", years.spelled_year, calendar_dates.SPELLED_CENTURIES, Next(cardinals)),
        ("year", years.fiscal_year, ["calendar", "fiscal", "fy"], ANY),
        ("decade", years.decade, digits, Next(["s", "'"])),
        ("decade", years.decade, [*words.decade_words, "'"], ANY),
        ("decade", years.decade, calendar_dates.SPELLED_CENTURIES, Next(["hundreds", *words.decade_words])),
        ("century", years.century, ordinals, frozenset(["century"])),
        ("part_of_year", years.part_of_named_year, digits.union(["fiscal"]), quarters),
        ("part_of_year", years.part_of_named_year, vocabulary.shifts, frozenset(["year"])),
        ("part_of_year", years.part_of_year, ordinals.union(["fiscal"]), quarters),
        ("part_of_year", years.part_of_year, ["q", "h"], ANY),
        ("season", years.season, words.seasons, ANY),
        ("ending", reporting.ending, numbers.union(the, ["fiscal"], singular), frozenset(reporting.ENDINGS)),
        ("compared", reporting.compared, the.union(words.cues.same_period, ["year"]), reporting.COMPARED),
        ("definite", modifiers.definite, the, _behind_the(vocabulary)),
        ("vague", vague.one_day, ["one"], Next(["day"])),
        ("duration", amounts.duration, numbers, units),
        ("duration", vague.plural, vocabulary.plurals, ANY),
        ("vague", vague.fuzzy, {phrase[0] for phrase in fuzzy if len(phrase) == 1}, ANY),
        *(("vague", vague.fuzzy, [first], Next(p[1] for p in fuzzy if p[0] == first)) for first in sorted(long_fuzzy)),
        ("duration", amounts.all_of, ["all"], singular),
        ("duration", vague.long, units, frozenset(["long"])),
        ("duration", vague.long, [f"{unit}long" for unit in words.units], ANY),
        ("vague", vague.recent, ["recent"], units),
        ("vague", vague.attributive, words.fuzzy_before_nouns, ANY),
    ]
    rules = [Rule(frozenset(firsts), wants, _plain(name, reader)) for name, reader, firsts, wants in table]
    parts = frozenset(["very", "earlier", "later"]).union(vocabulary.parts.by_first)
    return [
        *rules,
        Rule(parts, ANY, modifiers.with_part),
        Rule(the, Next(parts), modifiers.with_part),
        Rule(frozenset(vocabulary.amount_modifiers.by_first), units, modifiers.with_amount_modifier),
        Rule(frozenset(["year", "month", "quarter"]), frozenset(["end"]), modifiers.year_end),
        Rule(frozenset([FOUR_DIGITS]), Next(["year"]), modifiers.year_end),
        Rule(the.union(["year"]), frozenset(["'"]), modifiers.possessed_part),
        Rule(frozenset([*words.middles, *words.middles_of_day]), ANY, modifiers.middle),
    ]


_HALVES = frozenset(["am", "pm", "a", "p", "o"])
_HALF_ENDS = frozenset(["am", "pm", "m", "clock"])
"""What "nine o'clock" and "nine p.m." go on with behind their number, and end with."""


def _behind_the(vocabulary: Vocabulary) -> Next:
    """Give what `modifiers.definite` reads behind its article."""
    words = vocabulary.words
    return Next(
        [DIGITS, "q", "h", "'", "entire", "whole", "full", "fiscal", "financial", "last", "final",
         *words.cues.small_hours, *words.ordinals, *words.cardinals, *words.seasons, *words.decade_words,
         *words.parts_of_day, *vocabulary.units]
    )  # fmt: skip


def cores(vocabulary: Vocabulary) -> frozenset[str]:
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
    spelled = _HALF_ENDS.union(calendar_dates.SPELLED_CENTURIES)
    return frozenset(ends).union(words.middles, words.middles_of_day, spelled, ["period"]).union(
        vocabulary.units, vocabulary.months, vocabulary.weekdays, words.seasons, words.parts_of_day, words.clock_words,
        words.decade_words, words.sets, words.fuzzy_before_nouns, relative.DAY_WORDS,
        (f"{name}s" for name in words.weekdays), (f"{unit}long" for unit in words.units),
    )  # fmt: skip


def second_words(vocabulary: Vocabulary) -> frozenset[str]:
    """Give what may follow the first word of an expression, beside first words and cores."""
    groups: list[Phrases[Any]] = [
        vocabulary.parts, vocabulary.amount_modifiers, vocabulary.vague_amounts, vocabulary.holidays, vocabulary.fuzzy,
        vocabulary.fuzzy_after_at, vocabulary.fuzzy_durations,
    ]  # fmt: skip
    inner = {word for group in groups for phrase in group.phrases() for word in phrase[1:]}
    cues = vocabulary.words.cues
    return _JOINTS | _HALVES | cues.fillers | cues.small_hours | inner


_JOINTS = frozenset(
    ["-", "–", "—", "'", ".", ",", "of", "in", "on", "and", "or", "to", "entire", "whole", "full", "single", "passing",
     "other", "financial", "calendar"]
)  # fmt: skip
"""What joins the first word of an expression to the rest: "mid-", "end of", "earlier in", "twenty-one", "two to"."""
