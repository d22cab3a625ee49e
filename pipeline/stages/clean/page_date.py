"""The day of publication of an HTML page, by `htmldate` in its fast mode, and where in the page it stands.

`htmldate` knows where publishers put dates better than any list here could; but its last step takes a date from the
page's text. So it is shown the page without its prose (paragraphs of many words): a day that the article tells of is
never taken for the day it was published. Nor is the day of its last change, which `htmldate` would rather have than
none; and a day that the metadata name as that of publication goes before all others. The bounds of what is believed
are fixed, so that today's date, which `htmldate` bounds its findings by, changes nothing.
"""

import logging
import re
import warnings
from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.stages.clean.draft import Facts
from pipeline.stages.clean.markup import Markup
from pipeline.text import calendar, urls
from schemas.article import DateFoundIn, Published

EARLIEST, LATEST = "1995-01-01", f"{calendar.LAST_YEAR}-12-31"
MOST_WORDS = 25
"""Words of the longest block that a line with the date may have; the prose of articles has more."""

_BLOCK = re.compile(
    r"<(?P<name>/?(?:p|li|ul|ol|blockquote|td|tr|table|dd|dt|div|section|article|aside|header|footer|h[1-6]|script|"
    r"style|time))\b[^<>]{0,5000}>",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r'''<meta\b[^<>]{0,500}(?:modified|updated|revised)[^<>]{0,500}>|"dateModified"\s{0,9}:\s{0,9}"[^"<>]{0,60}"''',
    re.IGNORECASE,
)
_OPENS_PROSE = frozenset({"p", "li", "blockquote", "td", "dd"})
_TAG = re.compile(r"<[^<>]{0,5000}>")
_MOST_CHARACTERS = 3_000_000


def note(page: str, markup: Markup, facts: Facts) -> None:
    """Note the day of publication that the page gives, if any."""
    named = markup.days()
    addressed = _in_addresses(facts.urls)
    found = _month_first(_htmldate(page), markup.times)
    if named and found not in addressed and not any(_are_near(found, day) for day in named):
        found = named[0]
    if found:
        facts.page_date = Published(value=found, found_in=_where(found, named, addressed))


def _month_first(found: str | None, times: list[str]) -> str | None:
    """Give the day found, its month and day changed about where only so a tag has it: "10/04/2016" of `<time>`."""
    year, month, day = found.split("-") if found else ("", "", "")
    changed = f"{year}-{day}-{month}"
    return changed if found not in times and changed in times else found


def _are_near(found: str | None, named: str) -> bool:
    """Tell whether two days may be one: metadata often give the hour of Greenwich, where it may be the next day."""
    return found is not None and abs(date.fromisoformat(found) - date.fromisoformat(named)) <= timedelta(days=1)


def _in_addresses(addresses: list[str]) -> list[str]:
    days = [urls.day_in(address) for address in addresses if urls.canonical(address)]
    return [named for day in days if day and (named := calendar.day(day))]


def _where(found: str, named: list[str], addressed: list[str]) -> DateFoundIn:
    if found in named:
        return "metadata"
    return "url" if found in addressed else "text"


def _htmldate(page: str) -> str | None:
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    bare = without_changes("".join(without_prose(page[:_MOST_CHARACTERS])))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of dateutil, about time zones: only the day is asked for
        found: str | None = find_date(
            bare, extensive_search=False, original_date=True, min_date=EARLIEST, max_date=LATEST
        )
    return found


def without_changes(page: str) -> str:
    """Take the days of a page's last change out of its metadata."""
    return _CHANGED.sub("", page)


def without_prose(page: str) -> Iterator[str]:
    """Cut a page at the tags of blocks, and leave out what stands in a paragraph of many words."""
    end, name = 0, ""
    for tag in _BLOCK.finditer(page):
        yield _unless_prose(page[end : tag.start()], name)
        yield tag.group()
        end, name = tag.end(), tag.group("name").lower()
    yield _unless_prose(page[end:], name)


def _unless_prose(text: str, name: str) -> str:
    is_prose = name in _OPENS_PROSE and len(text) >= 100 and len(_TAG.sub(" ", text).split()) >= MOST_WORDS
    return "" if is_prose else text
