"""The lexicons of the figures stage: what may stand in them."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from pipeline.lexicon import Lexicon
from schemas.figure import FigureKind


class BoundExample(Lexicon):
    """A quantity with bound words, and the value it must have."""

    text: str
    point: Decimal | None = None
    low: Decimal | None = None
    low_inclusive: bool | None = None
    high: Decimal | None = None
    high_inclusive: bool | None = None
    approximate: bool = False


class BoundWords(Lexicon):
    """One class of bounds and the words for it."""

    side: Literal["low", "high", "point"]
    inclusive: bool | None = None
    approximate: bool = False
    before: tuple[str, ...]
    after: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()


class Bounds(Lexicon):
    """``bounds.toml``."""

    more_than: BoundWords
    at_least: BoundWords
    up_to: BoundWords
    fewer_than: BoundWords
    nearly: BoundWords
    about: BoundWords
    just_over: BoundWords
    no_bound: dict[str, tuple[str, ...]]
    examples: tuple[BoundExample, ...]

    def classes(self) -> tuple[BoundWords, ...]:
        """Give all classes of bounds."""
        return (
            self.more_than, self.at_least, self.up_to, self.fewer_than, self.nearly, self.about, self.just_over,
        )  # fmt: skip


class Currency(Lexicon):
    """A currency's signs and words; `scaled` words are one only behind a scale ("5 trillion won")."""

    signs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    scaled: tuple[str, ...] = ()


class SharedCurrency(Lexicon):
    """A sign or word that several countries use; a `local` one is a currency where the article tells of one of them."""

    local: bool = False
    signs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    default: str | None = None
    countries: dict[str, str]
    lakhs: tuple[str, ...] = ()


class Words(Lexicon):
    """Words without more to say."""

    words: tuple[str, ...]


class Minor(Words):
    """Words for a part of a currency's unit, and letters for one right behind the number ("212p")."""

    glued: tuple[str, ...]


class CurrencyExample(Lexicon):
    """An amount and its currency."""

    text: str
    code: str


class Currencies(Lexicon):
    """``currencies.toml``."""

    codes: dict[str, Currency]
    shared: dict[str, SharedCurrency]
    everyday: Words
    minor: Minor
    examples: tuple[CurrencyExample, ...]


class CountUnit(Lexicon):
    """The counted nouns of one unit, and endings of nouns that are counted so."""

    nouns: tuple[str, ...]
    suffixes: tuple[str, ...] = ()


class Percents(Lexicon):
    """Words for percent and percentage points."""

    words: tuple[str, ...]
    points: tuple[str, ...]


class Units(Lexicon):
    """``units.toml``."""

    counts: dict[str, CountUnit]
    measures: dict[str, str]
    things: Words
    areas: Words
    headed: Words
    durations: Words
    percents: Percents
    rates: Words


class Ages(Lexicon):
    """Nouns that a number stands beside for the age of whom they name, and nouns beside which it never does."""

    one: frozenset[str]
    several: frozenset[str]
    never: frozenset[str]


class NotFigures(Lexicon):
    """``not_figures.toml``."""

    numbered: Words
    quakes: Words
    calibres: Words
    streets: Words
    ages: Ages


class Kind(Lexicon):
    """What says that a figure is of one kind; see the head of ``figure_kinds.toml``."""

    gdelt: str
    idmc: str | None = None
    unit: str | None = None
    nouns: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    patient: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    intransitive: tuple[str, ...] = ()
    not_of: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    governors: tuple[str, ...] = ()
    sought: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    of_known: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    manners: tuple[str, ...] = ()
    objects: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    subjects: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    only_with: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    only_beside: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    not_beside: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    not_by: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    money: bool = False
    verbs: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    percent: tuple[str, ...] | None = None


class Tolls(Lexicon):
    """Nouns for a number itself, and verbs that tell it."""

    numbers: tuple[str, ...]
    verbs: tuple[str, ...]


class Kinds(Lexicon):
    """``figure_kinds.toml``: one table a kind, in order of precedence, and words that go with several."""

    collectives: Words
    body_parts: Words
    refuges: Words
    outbreaks: Words
    injuries: Words
    tolls: Tolls
    results: Words
    spending: Words
    localities: Words
    care: Words
    nursed: Words
    kinds: dict[FigureKind, Kind]


class Change(Lexicon):
    """Verbs and nouns of change in one direction."""

    verbs: tuple[str, ...]
    nouns: tuple[str, ...]


class Changes(Lexicon):
    """Words of change by their direction."""

    up: Change
    down: Change
    open: Change


class Directions(Lexicon):
    """Words that tell the way of a change; `alone` are those that are a change by themselves."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    alone: tuple[str, ...]


class Measures(Lexicon):
    """``measures.toml``."""

    changes: Changes
    directions: Directions
    steps: Words
    of_money: Words
    cumulative: Words
    stock: Words


class Nobody(Lexicon):
    """Words that count nobody."""

    determiners: tuple[str, ...]
    pronouns: tuple[str, ...]


class Anyone(Lexicon):
    """Nouns for one person that say no more than age and sex."""

    female: tuple[str, ...]
    male: tuple[str, ...]
    either: tuple[str, ...]
    general: tuple[str, ...]
    young: tuple[str, ...]
    armed: tuple[str, ...]


class Bodies(Lexicon):
    """Nouns for what is left of the dead, and verbs for coming upon it."""

    words: tuple[str, ...]
    found: tuple[str, ...]


class Outcome(Lexicon):
    """What is told of people under attack: no more than that, that they were hurt, that they live."""

    open: tuple[str, ...]
    hurt: tuple[str, ...]
    alive: tuple[str, ...]


class Sources(Lexicon):
    """Verbs of those who tell a number: all, those that bear another's out, that make up a toll; nouns for one."""

    verbs: tuple[str, ...]
    confirming: tuple[str, ...]
    bringing: tuple[str, ...]
    tolls: tuple[str, ...]


class FirstNames(Lexicon):
    """``first_names.toml``."""

    male: tuple[str, ...]
    female: tuple[str, ...]


class Implicit(Lexicon):
    """``implicit.toml``."""

    groups: dict[str, int]
    relatives: dict[str, int]
    again: dict[str, int]
    nobody: Nobody
    anyone: Anyone
    kin: Words
    culprits: Words
    bodies: Bodies
    outcome: Outcome
    told_of: Words
    elsewhere: Words
    formerly: Words
    telling: Sources
    no_person: Words
    harm: Words
