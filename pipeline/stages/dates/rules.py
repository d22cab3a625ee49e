"""The rules of the grammar by the words they begin with, and what they want to see ahead."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.stages.dates import amounts, calendar_dates, clock, modifiers, names, relative, sets, vague, years
from pipeline.stages.dates.lexicon import Vocabulary
from pipeline.stages.dates.modifiers import Found, Reader
from pipeline.stages.dates.nodes import Clock, Expression
from pipeline.stages.dates.scan import Scan

MAX_OPENERS = 7
"""How many words an expression may begin with up to its unit or name: "no more than the first two weeks"."""

DIGITS = "0"
"""The key of all words that begin with a digit."""

ANY: frozenset[str] = frozenset()
"""The wants of a rule that wants nothing ahead."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A reader, tried where one of `firsts` stands and one of `wants`, if there are any, among the next words."""

    firsts: frozenset[str]
    wants: frozenset[str]
    read: Callable[[Scan, int], Expression | None]


def by_first_word(vocabulary: Vocabulary) -> dict[str, tuple[Rule, ...]]:
    """Give for each word (and `DIGITS`) the rules that may begin with it."""
    table: dict[str, list[Rule]] = {DIGITS: []}
    for rule in _rules(vocabulary):
        for word in rule.firsts:
            table.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in table.items()}


def _clock(s: Scan, i: int) -> Found | None:
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
    months = frozenset(vocabulary.months)
    clocks = frozenset([":", ".", "am", "pm", "a", "p", "o", "hours", "hrs", "z"]).union(words.zones)
    quarters = frozenset(["quarter", "half", "q", "h"])
    table: list[tuple[str, Reader, Iterable[str], frozenset[str]]] = [
        ("named_day", names.named_day, digits, frozenset(["/"])),
        ("calendar", calendar_dates.absolute, digits, months.union(["-", "/", "."])),
        ("calendar", calendar_dates.absolute, vocabulary.months, ANY),
        ("calendar", calendar_dates.absolute, the.union(vocabulary.weekdays), months.union(["-", "/", "."])),
        ("weekday", names.weekday, vocabulary.weekdays, ANY),
        ("month", names.month_of_year, vocabulary.months, frozenset(["year"])),
        ("month", names.month, vocabulary.months, ANY),
        ("holiday", names.holiday, vocabulary.holidays.by_first, ANY),
        ("set", sets.every, ["every", "each"], ANY),
        ("set", sets.rate, ["a", "an", "per"], units),
        ("set", sets.counted, numbers.union(["once", "twice"]), units),
        ("set", sets.adverb, words.sets, ANY),
        ("set", sets.weekdays, [f"{name}s" for name in words.weekdays], ANY),
        ("shifted", relative.shifted, the.union(vocabulary.shifts), ANY),
        ("day", relative.day_word, relative.DAY_WORDS, ANY),
        ("day", relative.day_word, ["the", "day"], frozenset(["yesterday", "tomorrow"])),
        ("distance", relative.distance, numbers, units),
        ("measured", relative.measured, numbers, units),
        ("neighbour", relative.neighbour, the, frozenset(["before", "after"])),
        ("clock", _clock, digits, clocks),
        ("clock", _clock, words.clock_words, ANY),
        ("year", years.bare_year, digits.union(["'"]), ANY),
        ("year", years.bare_year, the, frozenset(["year"])),
        ("year", years.fiscal_year, ["fiscal", "fy"], ANY),
        ("decade", years.decade, digits, frozenset(["s"])),
        ("decade", years.decade, [*words.decade_words, "'"], ANY),
        ("century", years.century, ordinals, frozenset(["century"])),
        ("part_of_year", years.part_of_named_year, digits, quarters),
        ("part_of_year", years.part_of_named_year, vocabulary.shifts, frozenset(["year"])),
        ("part_of_year", years.part_of_year, ordinals.union(["q", "h"]), ANY),
        ("season", years.season, words.seasons, ANY),
        ("definite", modifiers.definite, the, ANY),
        ("duration", amounts.duration, numbers, units),
        ("duration", vague.plural, vocabulary.plurals, ANY),
        ("vague", vague.fuzzy, vocabulary.fuzzy_after_at.by_first, ANY),
        ("vague", vague.fuzzy, vocabulary.fuzzy.by_first, ANY),
        ("vague", vague.fuzzy, vocabulary.fuzzy_durations.by_first, ANY),
        ("duration", vague.long, units, frozenset(["long"])),
        ("duration", vague.long, [f"{unit}long" for unit in words.units], ANY),
        ("vague", vague.recent, ["recent"], units),
    ]
    rules = [Rule(frozenset(firsts), wants, _plain(name, reader)) for name, reader, firsts, wants in table]
    parts = the.union(vocabulary.parts.by_first, ["very", "earlier", "later"])
    return [
        *rules,
        Rule(parts, ANY, modifiers.with_part),
        Rule(frozenset(vocabulary.amount_modifiers.by_first), units, modifiers.with_amount_modifier),
        Rule(frozenset(["year"]), frozenset(["end"]), modifiers.year_end),
    ]


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
    return frozenset(ends).union(
        vocabulary.units, vocabulary.months, vocabulary.weekdays, words.seasons, words.parts_of_day, words.clock_words,
        words.decade_words, words.sets, relative.DAY_WORDS, (f"{name}s" for name in words.weekdays),
        (f"{unit}long" for unit in words.units),
    )  # fmt: skip
