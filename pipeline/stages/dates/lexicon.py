"""The words of time expressions: the model of `lexicons/dates.toml` and the look-ups the grammar needs."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from pipeline.lexicon import Lexicon
from schemas.base import IsoDate
from schemas.dates import TimexMod

Season = Literal["SP", "SU", "FA", "WI"]
PartOfDay = Literal["MO", "AF", "EV", "NI", "DT"]
Unit = Literal[
    "second", "minute", "hour", "day", "week", "weekend", "fortnight", "month", "quarter", "season", "half", "year",
    "decade", "century", "millennium",
]  # fmt: skip
Preposition = Literal["since", "until", "by", "after", "before"]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]
Phrase = Annotated[str, StringConstraints(pattern=r"^[^A-Z ]+( [^A-Z ]+)*$")]
NthWeekday = tuple[
    Annotated[int, Field(ge=1, le=12)], Annotated[int, Field(ge=1, le=7)], Annotated[int, Field(ge=-1, le=5)]
]


class Holiday(Lexicon):
    """A holiday's names and the rule for its day; exactly one rule is given.

    `fixed` is ``MM-DD``; `easter` counts days from Easter Sunday; `nth_weekday` is month, weekday (Monday is 1) and
    place in the month (-1: the last), moved on by `days_after`; `islamic` is month and day of the tabular calendar.
    """

    names: tuple[Phrase, ...]
    fixed: Annotated[str, StringConstraints(pattern=r"^\d\d-\d\d$")] | None = None
    easter: int | None = None
    nth_weekday: NthWeekday | None = None
    days_after: int = 0
    islamic: tuple[int, int] | None = None
    islamic_days: int = 1

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        rules = (self.fixed, self.easter, self.nth_weekday, self.islamic)
        if sum(rule is not None for rule in rules) != 1:
            raise ValueError("a holiday has exactly one rule: fixed, easter, nth_weekday or islamic")
        return self


class Cues(Lexicon):
    """Words beside an expression that tell what it is: see the comments of the lexicon."""

    year_before: frozenset[str]
    never_year_before: frozenset[str]
    never_year_after: frozenset[str]
    streets: frozenset[str]
    never_season_after: frozenset[str]
    month_before: frozenset[str]
    never_current_after: frozenset[str]
    period_before: frozenset[str]
    delivered: frozenset[str]
    part_nouns: frozenset[str]
    part_adverbs: frozenset[str]
    never_part_before: frozenset[str]
    never_period_after: frozenset[str]
    small_hours: frozenset[str]
    turns_of_day: frozenset[str]
    same_period: frozenset[str]
    of_matches: frozenset[str]
    of_reports: frozenset[str]
    comparing: frozenset[str]
    comparing_far: frozenset[str]
    held_before: frozenset[str]
    window_before: frozenset[str]
    magnitudes: frozenset[str]
    today_before: frozenset[str]
    today_after: frozenset[str]
    fillers: frozenset[str]
    units_of_digits: frozenset[str]
    rate_before: frozenset[str]
    words_too: frozenset[str]
    short_weekday_before: frozenset[str]
    never_vague_before: frozenset[str]
    never_vague_after: frozenset[str]
    never_now_after: frozenset[str]
    clock_before: frozenset[str]
    moment_before: frozenset[str]
    length_before: frozenset[str]
    reported_after: frozenset[str]
    name_before: frozenset[str]
    titled: frozenset[str]
    name_after: frozenset[str]
    other_new_year_before: frozenset[str]


class Lasting(Lexicon):
    """Nouns of happenings that go on."""

    nouns: frozenset[Word]


class Onset(Lexicon):
    """Verbs that date their subject or object, and words that say too little to be told by."""

    verbs: frozenset[Word]
    light: frozenset[Word]


class TenseVerbs(Lexicon):
    """Verbs that tell whether a clause looks ahead: see the comments of the lexicon."""

    modals: frozenset[str]
    doubtful: frozenset[Word]
    ahead: frozenset[Word]
    looking_back: frozenset[Word]
    planned: frozenset[Word]
    put_off: frozenset[Phrase]
    for_day: frozenset[Word]
    dates: frozenset[Word]
    once: frozenset[Word]
    missed: frozenset[Word]
    closed: frozenset[Word]
    done: frozenset[Word]
    due: frozenset[Word]
    first: frozenset[Word]
    awaiting: frozenset[Word]
    tried: frozenset[Word]
    ranks: frozenset[Word]
    conditions: frozenset[Word]
    events: frozenset[Word]
    posing: frozenset[Word]
    saying: frozenset[Word]
    under_way: frozenset[Word]
    sudden: frozenset[Word]


class KnownDay(Lexicon):
    """What makes a day known: a word behind it, or one of them before it with one of `whose`."""

    told_by: frozenset[Word]
    whose: frozenset[Word] = frozenset()


class DateWords(Lexicon):
    """`lexicons/dates.toml`."""

    months: dict[Word, int]
    month_abbreviations: dict[Word, int]
    weekdays: dict[Word, int]
    weekday_abbreviations: dict[Word, int]
    seasons: dict[Word, Season]
    units: dict[Unit, tuple[Word, ...]]
    parts_of_day: dict[Word, PartOfDay]
    middles: dict[Word, Unit]
    middles_of_day: dict[Word, PartOfDay]
    clock_words: dict[Word, str]
    zones: dict[Word, Literal["", "Z"]]
    cardinals: dict[Word, int]
    ordinals: dict[Word, int]
    vague_amounts: dict[str, tuple[Phrase, ...]]
    decade_words: dict[Word, int]
    deictic_shifts: dict[Word, int]
    story_shifts: dict[Word, int]
    story_distances: dict[Word, Literal[-1, 1]]
    relations: dict[Word, Preposition]
    edges: dict[Word, Literal[-1, 1]]
    tails: dict[Word, TimexMod]
    parts: dict[Literal["START", "MID", "END"], tuple[Phrase, ...]]
    amount_modifiers: dict[TimexMod, tuple[Phrase, ...]]
    sets: dict[Word, str]
    fuzzy: dict[str, tuple[Phrase, ...]]
    fuzzy_after_at: dict[str, tuple[Phrase, ...]]
    fuzzy_before_nouns: dict[Word, Literal["PAST_REF", "PRESENT_REF"]]
    fuzzy_durations: dict[str, tuple[Phrase, ...]]
    cues: Cues
    onset: Onset
    lasting: Lasting
    tense: TenseVerbs
    landmarks: dict[Word, tuple[Word, ...]]
    named_days: dict[Phrase, IsoDate]
    known_days: dict[IsoDate, KnownDay]
    holidays: tuple[Holiday, ...]


class Phrases[T]:
    """Phrases by their first word, longest first: finds the longest one that begins at a word."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in phrases:
            words = tuple(phrase.split(" "))
            self.by_first.setdefault(words[0], []).append((words, value))
        for group in self.by_first.values():
            group.sort(key=lambda entry: (-len(entry[0]), entry[0]))

    def phrases(self) -> list[tuple[str, ...]]:
        """Give all phrases, each as its words."""
        return [phrase for group in self.by_first.values() for phrase, _ in group]

    def match(self, words: list[str], i: int) -> tuple[T, int] | None:
        """Give the value of the longest phrase that begins at ``words[i]``, and the place after it."""
        for phrase, value in self.by_first.get(words[i], ()):
            end = i + len(phrase)
            if words[end - 1] == phrase[-1] and tuple(words[i:end]) == phrase:
                return value, end
        return None

    def match_before(self, words: list[str], i: int) -> tuple[T, int] | None:
        """Give the value of the longest phrase that ends before ``words[i]``, and the place where it begins."""
        for start in range(max(0, i - 5), i):
            found = self.match(words, start)
            if found and found[1] == i:
                return found[0], start
        return None


def inverted[K, V](table: Mapping[K, Iterable[V]]) -> list[tuple[V, K]]:
    """Turn value -> phrases into pairs of a phrase and its value."""
    return [(phrase, value) for value, phrases in table.items() for phrase in phrases]


class Vocabulary:
    """`DateWords` indexed for the grammar."""

    def __init__(self, words: DateWords) -> None:
        self.words = words
        self.months = {**words.month_abbreviations, **words.months}
        self.month_names = frozenset(self.months)
        self.weekdays = {**words.weekday_abbreviations, **words.weekdays}
        self.units: dict[str, Unit] = dict(inverted(words.units))
        self.unit_forms = frozenset(self.units)
        self.plurals = frozenset(form for forms in words.units.values() for form in forms if form != forms[0])
        self.vague_amounts = Phrases(inverted(words.vague_amounts))
        self.amount_modifiers = Phrases(inverted(words.amount_modifiers))
        self.parts = Phrases(inverted(words.parts))
        self.fuzzy = Phrases(inverted(words.fuzzy))
        self.fuzzy_after_at = Phrases(inverted(words.fuzzy_after_at))
        self.fuzzy_durations = Phrases(inverted(words.fuzzy_durations))
        self.holidays = Phrases([(name, holiday) for holiday in words.holidays for name in holiday.names])
        self.named_days = Phrases(words.named_days.items())
        self.known_days = {
            (int(day[5:7]), int(day[8:])): (int(day[:4]), known) for day, known in words.known_days.items()
        }
        self.landmarks = dict(inverted(words.landmarks))
        self.shifts = {**words.deictic_shifts, **words.story_shifts}
