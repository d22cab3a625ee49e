"""What a time expression tells of an event: a day, a stretch, from when on or until when, and how finely."""

import re
from calendar import monthrange
from datetime import date as day
from datetime import timedelta

from pipeline.text import dateline
from schemas.article import Article
from schemas.base import Id, IsoDate
from schemas.dates import DateMention, Dates, Granularity

MEASURED = "dates.measured"
"""The rule of lengths that are reckoned from a happening ("*two days* after the vote")."""

ENDING = "dates.ending"

STRETCHED = frozenset({ENDING, "dates.portion"})
"""The rules of lengths that are told by their end, or as a part of a whole."""

CLOCK = "dates.clock"
"""The rule of hours of the day ("at noon", "at 5 p.m. on Friday")."""

DEICTIC = frozenset({"today", "this", "tonight", "now", "morning", "overnight"})
"""Words by which an hour is of the day of publication."""

VAGUE_TIMES = frozenset({"FUTURE_REF", "PAST_REF"})

HOURS = frozenset({"hours", "minutes", "moments", "seconds"})
"""Units of times that lie within a day ("*hours* later")."""

LENGTH = re.compile(r"P(\d{1,4})([DWMY])")
"""A length that can be counted, as TIMEX3 writes it: ``P3W``."""

WEEK = 7

MAX_BOUND = len(" through on ")
"""How far behind such a length its end may stand, in characters."""

FINENESS = ("time", "day", "week", "month", "quarter", "season", "year", "decade", "century")

REACH_DAYS = 31
"""How far the date of a story reaches: sentences after it, and days before publication. Older dates are background,
and what follows them has come back to the news (set on the SemEval-2015 timelines: a wider reach gains nothing)."""

FRONT_BLOCKS = 4
"""Within how many blocks of its beginning a text may give its own day on a line by itself."""

STAMP_LABEL = re.compile(
    r"[\s,|•·–-]{0,4}(?:(?:first|last) )?(?:(?:published|posted|updated|edited|created)(?: time| on| at)?:? ?)?",
    re.IGNORECASE,
)
"""What stands before the time of a stamp, and between two of them."""

STAMP_END = re.compile(r"[ |•·–-]{1,4}[A-Z\"“'‘\d]")
"""The first letter of the text behind a stamp: no comma and no small letter goes on with its sentence."""

CALENDAR = frozenset({"explicit", "partial"})

DAY = frozenset({"day", "time"})
"""Granularities of what happened on one day."""


def own_day(article: Article, dates: Dates, published: str | None, stamped: frozenset[Id]) -> DateMention | None:
    """Find the day that a text gives itself near its top, where that is not its publication.

    It stands on a line of its own, is stamped on the text, or in the dateline of a report: "CAIRO - 26 July 2022: The".
    """
    blocks = article.blocks[:FRONT_BLOCKS]
    front = max((block.end for block in blocks), default=0)
    for date in dates.dates:
        if date.start >= front:
            return None
        block = next(block for block in blocks if date.start < block.end)
        alone = (date.start, date.end) == (block.start, block.end) or date.id in stamped
        if not (alone or date.end <= block.start + dateline.length(article.text[block.start : block.end])):
            continue
        if date.earliest is None or date.earliest != date.latest:
            continue
        if published is None:
            return None if alone else date
        if abs((day.fromisoformat(published) - day.fromisoformat(date.earliest)).days) <= REACH_DAYS:
            return date if date.earliest != published else None
    return None


def stamps(article: Article, dates: Dates) -> frozenset[Id]:
    """Find when a page says that it was published, run into the text: "Updated: May 2, 2013 15:01 IST Floods hit"."""
    found: list[Id] = []
    for block in article.blocks[:FRONT_BLOCKS]:
        run, behind, is_day = [], block.start, False
        for date in dates.dates:
            if date.start >= block.end:
                break
            if date.start >= behind and STAMP_LABEL.fullmatch(article.text, behind, date.start):
                run.append(date.id)
                behind, is_day = date.end, is_day or (date.granularity in DAY and date.resolution in CALENDAR)
        if is_day and STAMP_END.match(article.text, behind, block.end):
            found += run
    return frozenset(found)


def is_reckoned(date: DateMention) -> bool:
    """Tell whether a length leads from a happening to a time: "*two days* after the vote", not since it."""
    return date.rule == MEASURED and date.edtf is not None and "/" not in date.edtf


def is_stretch(date: DateMention) -> bool:
    """Tell whether a length is a stretch of the calendar: "*the nine months* to Dec. 31"."""
    return date.rule in STRETCHED and date.timex.type == "DURATION" and date.earliest is not None


def is_bound(stretch: DateMention, date: DateMention) -> bool:
    """Tell whether a date says where the stretch before it ends, or what it is of."""
    return (is_stretch(stretch) or stretch.rule == ENDING) and 0 < date.start - stretch.end <= MAX_BOUND


def is_clock(date: DateMention) -> bool:
    """Tell whether a date is an hour alone ("at noon", "hours later"), of whatever day the story has come to."""
    if date.timex.value in VAGUE_TIMES:
        return not HOURS.isdisjoint(date.text.lower().split())
    if date.rule != CLOCK or date.resolution != "relative" or date.anchor != "publication":
        return False
    return DEICTIC.isdisjoint(date.text.lower().split())


def is_open(date: DateMention) -> bool:
    """Tell whether a date only says from when on ("since October"), which dates a state, not an event."""
    return date.edtf is not None and date.edtf.endswith("/..") and date.timex.type != "TIME"


def hour_bound(date: DateMention) -> IsoDate | None:
    """Give the day of an hour that something was before or after: "shortly before 9 p.m."."""
    edtf = date.edtf or ""
    if date.timex.type != "TIME" or not (edtf.startswith("../") or edtf.endswith("/..")):
        return None
    bound = date.earliest if edtf.endswith("/..") else date.latest
    return bound[:10] if bound else None


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


def is_as_fine(date: DateMention, length: DateMention) -> bool:
    """Tell whether a length can be counted on from a date: from a day, or from a month or year in such units."""
    if date.earliest == date.latest:
        return True
    told = LENGTH.fullmatch(length.timex.value)
    return told is not None and told[2] in {"month": "MY", "year": "Y"}.get(date.granularity or "", "")


def counted(length: DateMention, at: day, direction: int) -> DateMention | None:
    """Count a length on from a day, or back: the time it leads to, as finely as the length is told."""
    told = LENGTH.fullmatch(length.timex.value)
    if told is None:
        return None
    count, unit = int(told[1]) * direction, told[2]
    if unit in "MY":
        months = at.year * 12 + at.month - 1 + count * (12 if unit == "Y" else 1)
        year, month = divmod(months, 12)
        if year < 1:
            return None
        if unit == "Y":
            return _reckoned(length, f"{year:04}~", day(year, 1, 1), day(year, 12, 31), "year")
        first = day(year, month + 1, 1)
        return _reckoned(length, f"{first:%Y-%m}~", first, first.replace(day=monthrange(year, month + 1)[1]), "month")
    days = count * (WEEK if unit == "W" else 1)
    if not day.min.toordinal() + WEEK <= at.toordinal() + days <= day.max.toordinal() - WEEK:
        return None
    there = at + timedelta(days)
    if unit == "D":
        return _reckoned(length, there.isoformat(), there, there, "day")
    around = timedelta(WEEK // 2)
    return _reckoned(length, f"{there}~", there - around, there + around, "week")


def _reckoned(length: DateMention, edtf: str, first: day, last: day, granularity: Granularity) -> DateMention:
    given = {
        "edtf": edtf, "earliest": first.isoformat(), "latest": last.isoformat(), "granularity": granularity,
        "resolution": "relative",
    }  # fmt: skip
    return length.model_copy(update=given)
