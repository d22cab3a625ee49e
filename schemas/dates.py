"""Time expressions, normalised: TIMEX3, EDTF, and the days they span."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from schemas.base import Id, IsoDate, Record, RecordWarning, RuleId, Span

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimexMod = Literal[
    "BEFORE",
    "AFTER",
    "ON_OR_BEFORE",
    "ON_OR_AFTER",
    "LESS_THAN",
    "MORE_THAN",
    "EQUAL_OR_LESS",
    "EQUAL_OR_MORE",
    "START",
    "MID",
    "END",
    "APPROX",
]
Granularity = Literal["time", "day", "week", "month", "quarter", "season", "year", "decade", "century"]
Anchor = Literal["publication", "text", "none"]
Resolution = Literal["explicit", "partial", "relative", "weekday", "holiday", "unresolved"]


class Timex(Record):
    """TIMEX3 attributes (ISO-TimeML, ISO 24617-1): type, value and modifier."""

    type: TimexType = Field(description="DATE, TIME, DURATION or SET.")
    value: Annotated[str, StringConstraints(min_length=1)] = Field(
        description="Value as in TIMEX3: `2024-03-15`, `2024-W10`, `P3D`, ..."
    )
    mod: TimexMod | None = Field(description="Modifier: before, after, about, start, end, ...")


class DateMention(Span):
    """A time expression and the days it stands for.

    `earliest` and `latest` are inclusive days; null where the expression has no such bound or is unresolved
    (`reason` says why). `anchor` is what a relative expression was reckoned from; `anchor_date` is the id
    of the other date, where that is one of the text. `edtf` is ISO 8601-2 level 1 (level 2 where it must).

    An interval that two dates of the text make ("between 2 and 5 March") is a mention of its own over both: `ends`
    are the ids of the two (TIMEX3's beginPoint and endPoint), and empty otherwise.
    """

    id: Id = Field(description="Stable id, unique within the article.")
    timex: Timex = Field(description="The expression as TIMEX3.")
    edtf: str | None = Field(description="The expression as EDTF (ISO 8601-2).")
    earliest: IsoDate | None = Field(
        description="First day it may mean, itself included; null where there is no such bound or it is unresolved."
    )
    latest: IsoDate | None = Field(description="Last day it may mean, itself included.")
    granularity: Granularity | None = Field(description="How exact it is: day, week, month, ...")
    anchor: Anchor = Field(description="What a relative expression was reckoned from.")
    anchor_date: Id | None = Field(
        default=None, description="Id of the other date of the text that it was reckoned from."
    )
    ends: tuple[Id, ...] = Field(default=(), description="Ids of the two dates that an interval is made of.")
    resolution: Resolution = Field(description="How it became days.")
    reason: str | None = Field(description="Why it is unresolved.")
    rule: RuleId = Field(description="The rule that found it.")

    @model_validator(mode="after")
    def _in_order(self) -> "DateMention":
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"earliest {self.earliest} is after latest {self.latest}")
        if self.resolution == "unresolved" and self.reason is None:
            raise ValueError("an unresolved date says why: reason")
        return self


class Dates(Record):
    """All time expressions of one article, in text order: what `dates` gives."""

    dates: tuple[DateMention, ...] = Field(description="The time expressions.")
    warnings: tuple[RecordWarning, ...] = Field(default=(), description="What a reader would expect and is not there.")
