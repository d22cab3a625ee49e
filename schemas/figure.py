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

    type: UnitType = Field(description="What sort of unit it is.")
    code: str | None = Field(
        description="`person`, `household`, ... for counts; the ISO 4217 code for money; `%` for percentages."
    )
    text: str | None = Field(description="The unit as written.")


class Value(Record):
    """The number, with the bounds that the words give it.

    An exact figure has `point`, `low` and `high` all equal. "about N" has `point` alone and `approximate`;
    "more than N" has `low` alone, not inclusive; "up to N" has `high` alone, inclusive; a range has `low`
    and `high`. A vague word ("dozens") has its interval and the word in `vague_term`.
    """

    point: Number | None = Field(description="The number itself; null for bounds and ranges.")
    low: Number | None = Field(description="Lower bound; the number itself where it is exact.")
    low_inclusive: bool | None = Field(description="Whether the lower bound is itself possible.")
    high: Number | None = Field(description="Upper bound; the number itself where it is exact.")
    high_inclusive: bool | None = Field(description="Whether the upper bound is itself possible.")
    approximate: bool = Field(description="Whether the text says about, nearly, some, ...")
    vague_term: str | None = Field(description="The word that stands for a number: dozens, several, ...")

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

    entity: Id | None = Field(description="Id of the entity that the counted words name.")


class Quantity(Span):
    """A figure as the text gives it, before it is tied to who says so: what the `figures` stage finds."""

    id: Id = Field(description="Stable id, unique within the article.")
    sentence: Annotated[int, Field(ge=0)] = Field(description="Number of its sentence, from 0.")
    kind: FigureKind = Field(description="What it is a figure of.")
    unit: Unit = Field(description="What it is counted in.")
    value: Value = Field(description="The number with its bounds.")
    counted: Counted | None = Field(description="What is counted.")
    subset_of: Id | None = Field(default=None, description="Id of the figure that it is a part of.")
    repeats: tuple[Span, ...] = Field(default=(), description="Further places where the text gives the same figure.")
    measure: Measure = Field(description="A level, a change by or to something, or a rate.")
    direction: Direction | None = Field(default=None, description="Up or down, for changes.")
    scope: Scope = Field(description="Of one incident, added up over time, or a stock.")
    place: Id | None = Field(default=None, description="Id of the place (an entity) where it holds.")
    date: Id | None = Field(default=None, description="Id of the time expression when it holds.")
    rule: RuleId = Field(description="The rule that found its kind.")


class Figure(Quantity):
    """A figure with its epistemic status and the one who states it.

    `claim` is the innermost claim the figure stands in and `said_by` its source's entity; both are null
    where the article itself speaks. `cues` are the words that set the status.
    """

    status: Status = Field(description="How firmly the article stands behind it.")
    cues: tuple[Span, ...] = Field(default=(), description="The words that set the status.")
    claim: Id | None = Field(
        default=None, description="Id of the innermost claim that it stands in; null in the article's own voice."
    )
    said_by: Id | None = Field(default=None, description="Id of the entity that states it.")


class PassedOver(Span):
    """A numeric expression that is no figure, and why (``age``, ``ordinal``, ``date``, ``clock_time``, ...)."""

    reason: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")] = Field(description="Why it is no figure.")


class Figures(Record):
    """All figures of one article in text order, and every number passed over: what `figures` gives."""

    figures: tuple[Quantity, ...] = Field(description="The figures.")
    passed_over: tuple[PassedOver, ...] = Field(default=(), description="Every number that is no figure.")
    warnings: tuple[RecordWarning, ...] = Field(default=(), description="What a reader would expect and is not there.")
