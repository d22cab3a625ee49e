"""What a time expression says, before it is reckoned out: the nodes the grammar gives and `resolve` reads."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.stages.dates.lexicon import Holiday, Unit
from schemas.dates import TimexMod

type Frame = Literal["speech", "story", "told"]
"""Where a relative expression is reckoned from: the time of speech ("last week") or of the story ("the next day")."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day or month as written, with or without its year: "Friday 15 March 2024", "24 February", "March 2024".

    `within` is the year or month it is in where that is a relative one: "5 May last year", "the 5th of this month".
    `known` is the year of a day that everybody knows, if that is over: "the Sept. 11 attacks".
    """

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None = None
    alternative: tuple[int, int] | None = None  # (month, day) of the other way to read 03/04
    within: "Node | None" = None
    known: int | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """A year, decade or century by the leading digits of its years: "2023", "199" (the 1990s), "18" (19th century)."""

    digits: str
    floating: bool = False  # "the eighties": the century is to be found
    is_fiscal: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A member of a cycle by its name: Friday, March, summer, third quarter, Christmas.

    `name` is the number of a weekday, month, quarter or half, or the code of a season. `shift` is "last" (-1),
    "this" (0), "next" (1), or None for none; `within` is the year it is in, where the text says so.
    """

    cycle: Literal["weekday", "month", "season", "quarter", "half", "holiday"]
    name: int | str | Holiday
    shift: int | None = None
    frame: Frame = "speech"
    within: "Node | None" = None


@dataclass(frozen=True, slots=True)
class Shifted:
    """A unit of the calendar at a distance: yesterday, last week, the next day, three weeks ago, two years later."""

    unit: Unit
    offset: Decimal
    frame: Frame = "speech"
    counted: bool = False  # "three weeks ago": right to the unit only
    compared: bool = False  # "up from $2 million a year earlier": as fine as what it is compared with
    is_fiscal: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """The n-th smaller unit of a larger stretch, -1 the last: "the last week of March"; 0: "the week of 4 March"."""

    place: int
    unit: Unit
    within: "Node"


@dataclass(frozen=True, slots=True)
class Removed:
    """A stretch at a distance from another one: "ten years ago today", "a week from Friday"."""

    offset: Decimal
    unit: Unit
    of: "Node"


@dataclass(frozen=True, slots=True)
class Ending:
    """A stretch by its length and its end: "the quarter" in "the quarter ended Sept. 30"; the end stays outside.

    `is_date` tells the quarter (a date) from "the nine months" (a length).
    """

    amount: "Amount"
    end: "Node"
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Portion:
    """The first (`place` 1) or last (-1) units of a larger stretch, of the year where `within` is None."""

    amount: "Amount"
    place: int
    within: "Node | None"


@dataclass(frozen=True, slots=True)
class Compared:
    """The same period of another year: "the year-earlier quarter", "the 1988 period", "the same quarter last year".

    `unit` is what it is called; `part` is the quarter or half where it has its name: "the year-ago third quarter".
    """

    year: "Node"
    unit: Literal["quarter", "half", "period", "month", "week"]
    part: "Named | None" = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, with the day it belongs to where the text says so."""

    time: str  # T16:08, TNI
    zone: str
    day: "Node | None"
    to_next_day: bool = False  # "overnight"

    @property
    def is_some_part(self) -> bool:
        """Whether it is a part of a day that it does not name: "at dawn", "in the morning"."""
        return self.day is None and self.time[1:].isalpha()


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of units; None stands for an unknown number ("several")."""

    count: Decimal | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Duration:
    """How long; `window`: it reaches back from (-1) or on from (1) the time of speech ("the past two weeks")."""

    amounts: tuple[Amount, ...]
    window: int | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """A distance from a happening: "a month into the war", "two days after the attack", "two years since the invasion".

    `preposition` is the token that leads to the happening; `direction` is -1 for before, 1 for after; `is_date` tells
    "the day after the attack", "two years on from the invasion" (dates) from "a day after the attack" (a length);
    `part` is the part of the day in "the night before the attack".
    """

    amount: Amount
    direction: int
    preposition: int
    is_date: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Recurring:
    """A set of times: "every Friday", "annual"; `value` is its TIMEX3 value."""

    value: str


@dataclass(frozen=True, slots=True)
class Vague:
    """An expression that names no stretch of the calendar: "recently" (PAST_REF), "a while" (PXD)."""

    value: str
    type: Literal["DATE", "DURATION"]


type Relation = Literal["since", "until", "by", "after", "before", "earlier", "later"]

type Node = (
    CalendarDate
    | Years
    | Named
    | Shifted
    | Inside
    | Removed
    | Ending
    | Portion
    | Compared
    | Clock
    | Duration
    | Measured
    | Recurring
    | Vague
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression in the text: words ``[start, end)`` of the scan.

    `relation` is the bearing of the preposition before it (since, until, by, after, before), or of "earlier" and
    "later" in "earlier this week".
    """

    node: Node
    start: int
    end: int
    rule: str
    mod: TimexMod | None = None
    relation: Relation | None = None
