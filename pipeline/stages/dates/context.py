"""What is known when a time expression is resolved, and what it comes to."""

from dataclasses import dataclass, field
from datetime import date

from pipeline.stages.dates import periods
from pipeline.stages.dates.nodes import Frame, Relation
from pipeline.stages.dates.periods import Period
from schemas.dates import Anchor, Granularity, Resolution, TimexType

NO_ANCHOR = "there is no publication date to reckon from"
NO_STORY = "there is no earlier date in the text to reckon from, and no publication date"
NO_DAY = "the text does not tell of which day it is a part"
NO_SUCH_DAY = "there is no such day in the calendar"
NO_LANDMARK = "the happening it is reckoned from is not dated in the text"
AMBIGUOUS = "day and month can be read both ways, and there is no publication date to tell"
VAGUE = "it names no stretch of the calendar"
OUT_OF_RANGE = "it lies outside the years 1 to 9999"

FINENESS: dict[Granularity, int] = {
    "time": 0, "day": 1, "week": 2, "month": 3, "quarter": 4, "season": 4, "year": 5, "decade": 6, "century": 7,
}  # fmt: skip
UNIT_FINENESS: dict[str, int] = {
    "second": 1, "minute": 1, "hour": 1, "day": 1, "week": 2, "weekend": 2, "fortnight": 2, "month": 3, "quarter": 4,
    "season": 4, "half": 4, "year": 5, "decade": 6, "century": 7, "millennium": 7,
}  # fmt: skip
UNKNOWN_VALUES = {
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}
_PASSING = frozenset(["week", "month", "season", "year", "decade", "century"])
MAX_LOOK_BACK = 30
"""How many dates back the story's base is looked for."""

DAYS_OF_REPORT = 7
"""How long before publication a day may be that of the report itself: "the department said on *Tuesday*"."""


@dataclass(frozen=True, slots=True)
class Base:
    """A day that relative expressions are reckoned from; `index` is the expression that gives it, in the text."""

    at: date
    kind: Anchor
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression comes to. `period` is None where it is unresolved or names no stretch of the calendar."""

    type: TimexType
    value: str
    period: Period | None
    resolution: Resolution
    base: Base | None = None
    reason: str | None = None
    approximate: bool = False


@dataclass
class Context:
    """What is known when an expression is resolved: the time of speech, the story so far, the clause's tense."""

    speech: Base | None
    tense: int = 0
    is_sure: bool = False  # the tense is that of the very verb that the expression hangs on
    story: list[tuple[int, Period]] = field(default_factory=list)
    passing: set[int] = field(default_factory=set)  # those of the story that stand in a clause about a noun
    quoted: set[int] = field(default_factory=set)  # those of the story that somebody tells of in a quotation
    is_quoted: bool = False  # the expression stands in one itself
    explicit: Base | None = None  # a date with its year earlier in the sentence
    told: Base | None = None  # the same of the sentence before, and of those that go on from it
    told_month: bool = False  # it has a month
    told_year: bool = False  # it is a year alone, and opens its sentence
    length: int = -1  # the last expression that gives a length of months as a period: "the nine months"
    opens: bool = False  # the expression opens its sentence
    relation: Relation | None = None  # its bearing: "since", "earlier in", ...
    same_sentence_from: int = 0  # the first expression of the same sentence
    nearby_from: int = 0  # the first expression of the sentence before

    def tell(self, index: int, period: Period, *, passing: bool) -> None:
        """Go on with the story: an expression of it, which may stand in a clause about a noun."""
        self.story.append((index, period))
        if passing:
            self.passing.add(index)
        if self.is_quoted:
            self.quoted.add(index)

    def year_base(self) -> Base | None:
        """Give what a day without a year is near to, where that is not the time of speech.

        What goes on from "In 2012, ..." in the past tense is of those years, if they are over.
        """
        if self.explicit or self.told is None or self.tense >= 0 or not (self.told_month or self.told_year):
            return self.explicit
        return self.told if self.speech is None or self.told.at.year < self.speech.at.year else None

    def month_base(self, month: int) -> Base | None:
        """Give the date whose year a month without one is of, where that is not the time of speech.

        "In 1969, ... In July, ..." is of that year; so is a later month than the one told of, if the year is long over.
        """
        if self.explicit or self.told is None or self.tense >= 0 or not self.opens:
            return self.explicit
        told = self.told.at
        if self.speech and told.year >= self.speech.at.year - 1:
            return None
        return self.told if self.told_year or (self.told_month and month > told.month) else None

    def month_ahead(self) -> date | None:
        """Give the month that this sentence named last, if it is to come."""
        for index, period in reversed(self.story[-MAX_LOOK_BACK:]):
            if index < self.same_sentence_from:
                break
            if period.grain == "month":
                return period.first if self.speech and period.first > self.speech.at else None
        return None

    def story_base(self, unit: str, offset: int = 1) -> Base | None:
        """Give the nearest earlier date that is at least as fine as `unit`, else the time of speech.

        "The year" itself (`offset` 0) goes back no further than the sentence before, "since the start of the year" no
        further than its own. A day told in passing is nobody's
        base while another is there ("the protests that began *on May 5*. ... The evening before, ...").
        """
        passing: Base | None = None
        reach = self.same_sentence_from if self.relation == "since" else self.nearby_from
        for index, period in reversed(self.story[-MAX_LOOK_BACK:]):
            if offset == 0 and unit != "day" and index < reach:
                break
            if index < self.same_sentence_from and self._is_to_come(period):
                continue  # "The final is on *Monday*. ... Two minutes later they scored"
            if FINENESS[period.grain] <= max(UNIT_FINENESS[unit], 1):
                base = Base(period.first, "text", index)
                if index not in self.passing or UNIT_FINENESS[unit] > 1:
                    is_far = passing is not None and index < self.nearby_from <= (passing.index or 0)
                    return passing if is_far else base
                passing = passing or (base if self.speech is None or base.at <= self.speech.at else None)
        return passing or self.speech

    def _is_to_come(self, period: Period) -> bool:
        """Tell whether a time of the story is to come, and the clause tells of what was."""
        return self.tense < 0 and self.speech is not None and period.first > self.speech.at

    def coarser(self, unit: str) -> tuple[int, Period] | None:
        """Give the date told of last, in this sentence or the one before, if it is a month and coarser than `unit`."""
        for index, period in self.story[-1:]:
            if index >= self.nearby_from and period.grain == "month" and FINENESS["month"] > UNIT_FINENESS[unit]:
                return index, period
        return None

    def month(self) -> Base | None:
        """Give the month told of last, where it had begun: "orders fell in August ... they rose 2% for *the month*".

        The days around publication are of the report and not of what it tells.
        """
        for index, period in reversed(self.story[-MAX_LOOK_BACK:]):
            if FINENESS[period.grain] > FINENESS["month"] or (self.speech and period.first > self.speech.at):
                continue
            if period.grain == "month" or not self.speech or (self.speech.at - period.first).days > DAYS_OF_REPORT:
                return Base(period.first, "text", index)
        return None

    def reported(self) -> tuple[int, Period] | None:
        """Give the quarter or half told of last, else the month of this sentence; with the expression that names it."""
        for index, period in reversed(self.story[-MAX_LOOK_BACK:]):
            if index < self.nearby_from:
                break
            if index < self.length:
                break
            if period.grain == "quarter" or (period.grain == "month" and index >= self.same_sentence_from):
                return index, period
        return None

    def quarter(self, *, is_over: bool = False) -> Base | None:
        """Give the quarter that the text tells of: the last one named, else the one that ended last, if all is past.

        `is_over`: the tense may leave open that it is past.
        """
        told = [entry for entry in self.story[-MAX_LOOK_BACK:] if entry[1].grain == "quarter" and "Q" in entry[1].value]
        begun = [entry for entry in told if self.speech is None or entry[1].first <= self.speech.at]
        for index, period in (begun or told)[-1:]:
            return Base(period.first, "text", index)
        if self.speech is None or self.tense >= (1 if is_over else 0):
            return self.speech
        return Base(periods.move(self.speech.at, -1, "quarter"), self.speech.kind, self.speech.index)

    def base(self, frame: Frame, unit: str) -> Base | None:
        """Give what an expression of that frame is reckoned from."""
        if frame == "speech":
            return self.speech
        return (self.passed_base(unit) if frame == "told" else None) or self.story_base(unit)

    def passed_base(self, unit: str) -> Base | None:
        """Give the nearest earlier date that is of another such unit than now: "that year" is not this one.

        A name of a year's part ("that summer") asks for the year. Days and their times may be of today.
        """
        if self.speech is None or unit not in _PASSING:
            return None
        holder = periods.HOLDERS[unit]
        now = holder(self.speech.at).first
        for index, period in reversed(self.story[-MAX_LOOK_BACK:]):
            if FINENESS[period.grain] <= UNIT_FINENESS[unit] and holder(period.first).first != now:
                return Base(period.first, "text", index)
        return None


def unresolved(kind: TimexType, value: str, reason: str) -> Resolved:
    """Give an expression that cannot be reckoned out, with the reason."""
    return Resolved(kind, value, None, "unresolved", reason=reason)


def of_day(at: date, resolution: Resolution, base: Base | None, *, approximate: bool = False) -> Resolved:
    """Give one day as what an expression comes to."""
    return Resolved("DATE", *with_value(periods.day(at)), resolution, base, approximate=approximate)


def with_value(period: Period) -> tuple[str, Period]:
    """Give a period with its value before it, as `Resolved` takes them."""
    return period.value, period
