"""A figure in the making: what is known of it before it is tied to the other figures of the article."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from pipeline.stages.figures.counted import Noun
from pipeline.stages.figures.persons import Person
from pipeline.stages.figures.tokens import Tokens
from pipeline.tree import Token
from schemas.base import Span
from schemas.dates import DateMention
from schemas.entity import Entity
from schemas.figure import Counted, Direction, FigureKind, Measure, Quantity, Scope, Unit, UnitType, Value
from schemas.ids import stable_id

NONE = Decimal(0)


@lru_cache(maxsize=4096)
def unit(type_: UnitType, code: str | None, text: str | None) -> Unit:
    """Give a unit; an article has few, and each is checked once."""
    return Unit(type=type_, code=code, text=text)


@dataclass(slots=True)
class Draft:
    """A figure under work: characters ``[start, end)``, and tokens ``[first, last]`` with its bound words.

    `whole` is the figure it is a part of, and `rival` tells that it is but another number of the same people; `total`
    says that it is a number of what was told before ("the total"), `thing` that it counts what no kind of people can be
    said of, `person` that it counts one without a number; `sort` is the kind that its noun alone says.
    """

    start: int
    end: int
    first: int
    last: int
    sentence: int
    kind: FigureKind
    unit: Unit
    value: Value
    rule: str
    noun: Noun | None = None
    total: bool = False
    thing: bool = False
    implicit: bool = False
    person: Person | None = None
    sort: FigureKind = "count"
    whole: "Draft | None" = None
    rival: bool = False
    repeats: list[Span] = field(default_factory=list)
    measure: Measure = "level"
    direction: Direction | None = None
    scope: Scope = "unknown"
    place: Entity | None = None
    date: DateMention | None = None
    entity: Entity | None = None

    @property
    def behind(self) -> int:
        """The token behind the figure and its noun."""
        return max(self.last, self.noun.last if self.noun else self.last) + 1

    @property
    def number(self) -> Decimal:
        """The number that stands for its value where figures are added up; 0 where there is none."""
        value = self.value
        if value.point is not None:
            return value.point
        if value.low is not None:
            return value.low
        return NONE if value.high is None else value.high

    @property
    def open(self) -> bool:
        """Whether its kind is not said by itself, so that a figure beside it may say it."""
        return self.unit.type == "count" and not self.thing and (self.kind == "count" or self.rule == "figures.member")

    def top(self, tokens: Tokens) -> Token:
        """Give the word that stands for it in a list: its noun, but the number itself in "two of his sons"."""
        number = tokens.all[self.last]
        if self.noun is None:
            return number
        head = self.noun.head
        partitive = number.i < self.noun.first and head.head.head.i == number.i and head.head.lower_ == "of"
        return number if partitive else head

    def id(self, tokens: Tokens) -> str:
        """Give the stable id of the figure."""
        return stable_id("figure", self.start, self.end, self.kind, tokens.text[self.start : self.end])

    def quantity(self, tokens: Tokens) -> Quantity:
        """Give the finished figure."""
        counted = None
        who = self.person.entity if self.person else self.entity
        named = self.person is not None and who is not None
        if self.noun is not None and not self.noun.anaphor and (named or not self.implicit):
            first, last = tokens.all[self.noun.first], tokens.all[self.noun.last]
            start, end = first.idx, last.idx + len(last)
            counted = Counted(start=start, end=end, text=tokens.text[start:end], entity=who.id if who else None)
        return Quantity(
            id=self.id(tokens),
            start=self.start,
            end=self.end,
            text=tokens.text[self.start : self.end],
            sentence=self.sentence,
            kind=self.kind,
            unit=self.unit,
            value=self.value,
            counted=counted,
            subset_of=self.whole.id(tokens) if self.whole else None,
            repeats=tuple(self.repeats),
            measure=self.measure,
            direction=self.direction,
            scope=self.scope,
            place=self.place.id if self.place else None,
            date=self.date.id if self.date else None,
            rule=self.rule,
        )
