"""The ground every record stands on: the frozen base model, spans, and exact numbers and dates."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)


class Record(BaseModel):
    """Base of all records: immutable, strictly typed, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", ser_json_inf_nan="constants")


MAX_DIGITS = 15
"""Significant digits of a number: every decimal of up to 15 survives a trip through an IEEE 754 double,
so any JSON reader gets back the value that was written."""

MAX_EXPONENT = 30
"""Largest power of ten of a number; beyond it a figure is a misreading, not a quantity."""


def _exact(value: object) -> Decimal:
    """Read an int, Decimal or JSON float as an exact Decimal; refuse what would not survive JSON."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError("a number is wanted")
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        raise ValueError("a number must be finite")
    if number and abs(number.adjusted()) > MAX_EXPONENT:
        raise ValueError(f"a number must lie within 1e-{MAX_EXPONENT} and 1e{MAX_EXPONENT}")
    if len(number.as_tuple().digits) > MAX_DIGITS and len(number.normalize().as_tuple().digits) > MAX_DIGITS:
        raise ValueError(f"a number has at most {MAX_DIGITS} significant digits")
    return number


def as_json_number(number: Decimal) -> int | float:
    """Write whole numbers below 2**53 as integers and the rest as the double that reads back the same."""
    if number == number.to_integral_value() and abs(number) < 2**53:
        return int(number)
    return float(number)


Number = Annotated[
    Decimal,
    BeforeValidator(_exact),
    PlainSerializer(as_json_number, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
"""An exact number: ``Decimal`` in Python, a plain number in JSON that parses back to the same value."""


def _real_date(value: str) -> str:
    date.fromisoformat(value)
    return value


IsoDate = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"),
    AfterValidator(_real_date),
    Field(json_schema_extra={"format": "date"}),
]
"""A calendar day that exists, ``YYYY-MM-DD``."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z]+_[0-9a-f]{12}$")]
"""A stable id: the kind of item, an underscore, twelve hexadecimal digits (see `schemas.ids`)."""

RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.-]*$", max_length=80)]
"""The rule that found an item, as ``stage.rule``; the docs and lexicons can be searched for it."""

Offset = Annotated[int, Field(ge=0)]
"""A position in characters (Unicode code points) of the clean text."""


class Extent(Record):
    """A half-open stretch ``[start, end)`` of the clean text, in characters; never empty."""

    start: Offset = Field(description="First character, counted from 0 in the clean text.")
    end: Offset = Field(description="The character behind the last one.")

    @model_validator(mode="after")
    def _not_empty(self) -> "Extent":
        if self.end <= self.start:
            raise ValueError(f"a span must not be empty: [{self.start}, {self.end})")
        return self


class Span(Extent):
    """A stretch of the clean text with its characters: ``text[start:end] == span.text``."""

    text: Annotated[str, StringConstraints(min_length=1)] = Field(
        description="The characters of the text from `start` to `end`."
    )


class RecordWarning(Record):
    """Something a reader would expect and that is not there, or was repaired: where and why."""

    stage: str = Field(description="The stage that warns.")
    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")] = Field(
        description="What is missing or was repaired, as one word for programs."
    )
    detail: str = Field(description="The same as a sentence for a person.")


def dump(record: BaseModel) -> dict[str, Any]:
    """Give a record as JSON-ready objects (no ``Decimal``, tuples as lists), for any JSON writer."""
    return record.model_dump(mode="json")
