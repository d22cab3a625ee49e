"""Time expressions, normalised: TIMEX3, EDTF, and the days they span."""

from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator

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

    type: TimexType
    value: Annotated[str, StringConstraints(min_length=1)]
    mod: TimexMod | None


class DateMention(Span):
    """A time expression and the days it stands for.

    `earliest` and `latest` are inclusive days; null where the expression has no such bound or is unresolved
    (`reason` says why). `anchor` is what a relative expression was reckoned from; `anchor_date` is the id
    of the other date, where that is one of the text. `edtf` is ISO 8601-2 level 1 (level 2 where it must).

    An interval that two dates of the text make ("between 2 and 5 March") is a mention of its own over both: `ends`
    are the ids of the two (TIMEX3's beginPoint and endPoint), and empty otherwise.
    """

    id: Id
    timex: Timex
    edtf: str | None
    earliest: IsoDate | None
    latest: IsoDate | None
    granularity: Granularity | None
    anchor: Anchor
    anchor_date: Id | None = None
    ends: tuple[Id, ...] = ()
    resolution: Resolution
    reason: str | None
    rule: RuleId

    @model_validator(mode="after")
    def _in_order(self) -> "DateMention":
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"earliest {self.earliest} is after latest {self.latest}")
        if self.resolution == "unresolved" and self.reason is None:
            raise ValueError("an unresolved date says why: reason")
        return self


class Dates(Record):
    """All time expressions of one article, in text order: what `dates` gives."""

    dates: tuple[DateMention, ...]
    warnings: tuple[RecordWarning, ...] = ()
