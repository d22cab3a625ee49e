"""Figures: how many of what, with bounds, status and source."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from schemas.base import Id, Number, Record, RecordWarning, RuleId, Span
from schemas.status import Status

FigureKind = Literal[
    "killed",
    "wounded",
    "casualties",
    "missing",
    "captured",
    "detained",
    "abducted",
    "displaced",
    "evacuated",
    "returned",
    "refugees",
    "homeless",
    "affected",
    "infected",
    "troops",
    "protesters",
    "population",
    "casualties_other",
    "debt",
    "aid",
    "funding",
    "damage",
    "cost",
    "trade",
    "budget",
    "money",
    "housing_destroyed",
    "infrastructure_destroyed",
    "weapons",
    "share",
    "rate",
    "count",
    "other",
]
UnitType = Literal["count", "money", "percent", "percentage_point", "ratio", "measure"]
Measure = Literal["level", "change_by", "change_to", "rate"]
Direction = Literal["up", "down"]
Scope = Literal["incident", "cumulative", "stock", "unknown"]


class Unit(Record):
    """What a figure is counted in.

    `code` is ``person``, ``household`` or another lexicon code for counts, the ISO 4217 code for money
    (null where the currency is not said), ``%`` for percentages; `text` is the unit as written, null where
    it is left out.
    """

    type: UnitType
    code: str | None
    text: str | None


class Value(Record):
    """The number, with the bounds that the words give it.

    An exact figure has `point`, `low` and `high` all equal. "about N" has `point` alone and `approximate`;
    "more than N" has `low` alone, not inclusive; "up to N" has `high` alone, inclusive; a range has `low`
    and `high`. A vague word ("dozens") has its interval and the word in `vague_term`.
    """

    point: Number | None
    low: Number | None
    low_inclusive: bool | None
    high: Number | None
    high_inclusive: bool | None
    approximate: bool
    vague_term: str | None

    @model_validator(mode="after")
    def _consistent(self) -> "Value":
        if (self.low is None) != (self.low_inclusive is None):
            raise ValueError("low_inclusive stands exactly where low does")
        if (self.high is None) != (self.high_inclusive is None):
            raise ValueError("high_inclusive stands exactly where high does")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
        if self.point is None and self.low is None and self.high is None and self.vague_term is None:
            raise ValueError("a value needs a point, a bound or a vague term")
        return self


class Counted(Span):
    """What is counted, as the text has it, and the entity it names."""

    entity: Id | None


class Quantity(Span):
    """A figure as the text gives it, before it is tied to who says so: what the `figures` stage finds."""

    id: Id
    sentence: Annotated[int, Field(ge=0)]
    kind: FigureKind
    unit: Unit
    value: Value
    counted: Counted | None
    subset_of: Id | None = None
    repeats: tuple[Span, ...] = ()
    measure: Measure
    direction: Direction | None = None
    scope: Scope
    place: Id | None = None
    date: Id | None = None
    rule: RuleId


class Figure(Quantity):
    """A figure with its epistemic status and the one who states it.

    `claim` is the innermost claim the figure stands in and `said_by` its source's entity; both are null
    where the article itself speaks. `cues` are the words that set the status.
    """

    status: Status
    cues: tuple[Span, ...] = ()
    claim: Id | None = None
    said_by: Id | None = None


class PassedOver(Span):
    """A numeric expression that is no figure, and why (``age``, ``ordinal``, ``date``, ``clock_time``, ...)."""

    reason: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class Figures(Record):
    """All figures of one article in text order, and every number passed over: what `figures` gives."""

    figures: tuple[Quantity, ...]
    passed_over: tuple[PassedOver, ...] = ()
    warnings: tuple[RecordWarning, ...] = ()
