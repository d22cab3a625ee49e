"""Lines that state a fact of the article and are no part of it: its day, address, owner, source, and page numbers."""

import re
from collections.abc import Iterable

from pipeline.stages.clean.draft import Draft, Facts
from pipeline.text import calendar

MOST_CHARACTERS = 400
"""Of the longest such line (an address with its query, a copyright line)."""
MOST_OWNER_WORDS = 30
MOST_SOURCE_WORDS = 6
"""Words of the longest name of a source; what is longer lists several, or says how they were used."""

_ADDRESS = re.compile(r"(?:(?:url|link|permalink|original|source)\s?:\s?)?(https?://\S{4,2000})", re.IGNORECASE)
_DAY = re.compile(
    r"(?:date of publication|publication date|published(?: online)?(?: on)?|publish date|posted(?: on)?|date|"
    r"first published(?: on)?|issued(?: on)?|this (?:article|story) is from)(?P<colon>\s?:\s?|\s)(?P<day>.{6,60})",
    re.IGNORECASE,
)
_UPDATE = re.compile(r"(?:last\s)?(?:updated|modified)(?: on| at)?(?P<colon>\s?:\s?|\s)(?P<day>.{6,60})", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:sources?|via|originally published (?:in|by|at|on))\s?:\s?(?P<name>[^.!?]{2,100})\.?", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"(?:copyright\s?(?:©|\(c\))?|©|\(c\)(?=\s?\d{4}|\s[A-Z]))\s?(?:\d{4}(?:\s?[-–]\s?\d{4})?)?[\s,]{0,3}(?P<owner>.{0,200})",
    re.IGNORECASE | re.DOTALL,
)
_OWNED = re.compile(
    r"[^\w]|\(c\)|copyright(?:\s?[©(:\d]|\s(?:by|of)\s|(?:\s(?-i:[A-Z])[\w&'\u2019-]{0,30}){1,8}"
    r"(?:\s?[-–—|·]|\.\s|[,;.]?\s(?:all\srights|inc|ltd|llc|\d)|\.?$))",
    re.IGNORECASE,
)
"""What parts a copyright line from a sentence about copyright: a sign, a year, or a name that is all there is."""
_OWNER_END = re.compile(r"\s[-–—|·]\s|[.,;|]\s|\s?all rights|\s(?:\d{4})\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:page\s?)?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?|[-–]\s?\d{1,4}\s?[-–]", re.IGNORECASE)


def take(draft: Draft, facts: Facts, *, above: bool, alone: bool) -> str | None:
    """Note the fact that a line states and give the reason it is taken away for; None for all other lines.

    `above` tells that it stands above the prose of the article, where a day alone is that of publication; `alone`
    that there is nothing else, which makes a figure no page number. A day alone is noted and stays: a reader takes
    it for part of the article, as a date that others are told from.
    """
    text = draft.text.text.strip()
    if len(text) > MOST_CHARACTERS or draft.kind in ("quote", "table"):
        return None
    if above and calendar.is_day(text):
        facts.dates.append(text)
        return None
    if draft.kind == "heading":
        return None
    if found := _address(text, facts, above) or _owner(text, facts) or _day(text, facts) or _source(text, facts):
        return found
    return "page_number" if _PAGE_NUMBER.fullmatch(text) and not alone else None


def _address(text: str, facts: Facts, above: bool) -> str | None:
    match = _ADDRESS.fullmatch(text)
    if match and above:
        facts.urls.append(match.group(1))
    return "url" if match else None


def _owner(text: str, facts: Facts) -> str | None:
    match = _COPYRIGHT.fullmatch(text)
    if match is None or text.count(" ") >= MOST_OWNER_WORDS or not _OWNED.match(text):
        return None
    owner = _OWNER_END.split(match.group("owner"), maxsplit=1)[0].strip(" .,-")
    if owner and not owner.isdigit():
        facts.publishers.append(owner)
    return "copyright"


def _day(text: str, facts: Facts) -> str | None:
    if (match := _DAY.fullmatch(text)) and _states_day(match):
        facts.dates.append(match.group("day"))
        return "publication_date"
    return "update_date" if (match := _UPDATE.fullmatch(text)) and _states_day(match) else None


def days(lines: Iterable[str]) -> list[str]:
    """Give the days that lines name as that of publication, or that stand alone in one."""
    found = []
    for line in lines:
        match = _DAY.fullmatch(line)
        if calendar.is_day(line) or (match and _states_day(match)):
            found.append(match.group("day") if match else line)
    return found


def _states_day(match: re.Match[str]) -> bool:
    """Part "Published 5 March 2024 by the county" from "Issued on 5 March 2024, the report names four engineers."."""
    day = match.group("day")
    if ":" not in match.group("colon") and day[-1] in ".!?" and not calendar.is_day(day):
        return False
    return calendar.day(day) is not None


def _source(text: str, facts: Facts) -> str | None:
    match = _SOURCE.fullmatch(text)
    if match and match.group("name").count(" ") < MOST_SOURCE_WORDS:
        facts.sources.append(match.group("name").strip())
    return "source_line" if match else None
