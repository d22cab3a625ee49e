"""What a time expression tells of an event: a day, a stretch, from when on or until when, and how finely."""

from calendar import monthrange
from datetime import date as day

from schemas.article import Article
from schemas.dates import DateMention, Dates

MEASURED = "dates.measured"
"""The rule of lengths that are reckoned from a happening ("*two days* after the vote")."""

STRETCHED = frozenset({"dates.ending", "dates.portion"})
"""The rules of lengths that are told by their end, or as a part of a whole."""

CLOCK = "dates.clock"
"""The rule of hours of the day ("at noon", "at 5 p.m. on Friday")."""

DEICTIC = frozenset({"today", "this", "tonight", "now", "morning", "overnight"})
"""Words by which an hour is of the day of publication."""

MAX_BOUND = len(" through on ")
"""How far behind such a length its end may stand, in characters."""

FINENESS = ("time", "day", "week", "month", "quarter", "season", "year", "decade", "century")

REACH_DAYS = 31
"""How far the date of a story reaches: sentences after it, and days before publication. Older dates are background,
and what follows them has come back to the news (set on the SemEval-2015 timelines: a wider reach gains nothing)."""

FRONT_BLOCKS = 4
"""Within how many blocks of its beginning a text may give its own day on a line by itself."""

DAY = frozenset({"day", "time"})
"""Granularities of what happened on one day."""


def own_day(article: Article, dates: Dates, published: str | None) -> DateMention | None:
    """Find the day that a text gives itself on a line of its own near its top, where that is not its publication."""
    lines = {(block.start, block.end) for block in article.blocks[:FRONT_BLOCKS]}
    front = max((end for _, end in lines), default=0)
    for date in dates.dates:
        if date.start >= front:
            return None
        if (date.start, date.end) not in lines or date.earliest is None or date.earliest != date.latest:
            continue
        if published and abs((day.fromisoformat(published) - day.fromisoformat(date.earliest)).days) <= REACH_DAYS:
            return date if date.earliest != published else None
    return None


def is_reckoned(date: DateMention) -> bool:
    """Tell whether a length leads from a happening to a time: "*two days* after the vote", not since it."""
    return date.rule == MEASURED and date.edtf is not None and "/" not in date.edtf


def is_stretch(date: DateMention) -> bool:
    """Tell whether a length is a stretch of the calendar: "*the nine months* to Dec. 31"."""
    return date.rule in STRETCHED and date.timex.type == "DURATION" and date.earliest is not None


def is_bound(stretch: DateMention, date: DateMention) -> bool:
    """Tell whether a date says where the stretch before it ends, or what it is of."""
    return is_stretch(stretch) and 0 < date.start - stretch.end <= MAX_BOUND


def is_clock(date: DateMention) -> bool:
    """Tell whether a date is an hour alone ("at noon"), of whatever day the story has come to."""
    if date.rule != CLOCK or date.resolution != "relative" or date.anchor != "publication":
        return False
    return DEICTIC.isdisjoint(date.text.lower().split())


def is_open(date: DateMention) -> bool:
    """Tell whether a date only says from when on ("since October"), which dates a state, not an event."""
    return date.edtf is not None and date.edtf.endswith("/..")


def is_until(date: DateMention) -> bool:
    """Tell whether a date only says until when ("until 2010")."""
    return date.edtf is not None and date.edtf.startswith("../")


def named(date: DateMention) -> DateMention:
    """Give the year, month or day that "since" or "until" names, for what happened then ("since 2015, *when* ...")."""
    at = day.fromisoformat(date.earliest or date.latest or "")
    year, month = at.replace(month=1, day=1), at.replace(day=1)
    first = {"year": year, "month": month}.get(date.granularity or "", at)
    last = {"year": at.replace(month=12, day=31), "month": at.replace(day=monthrange(at.year, at.month)[1])}
    edtf = (date.edtf or "").removesuffix("/..").removeprefix("../")
    latest = last.get(date.granularity or "", at)
    return date.model_copy(update={"edtf": edtf, "earliest": first.isoformat(), "latest": latest.isoformat()})


def fineness(date: DateMention) -> int:
    """Rank time expressions, the finest first."""
    return FINENESS.index(date.granularity) if date.granularity else len(FINENESS)
