"""The day of publication of an HTML page, by `htmldate` in its fast mode, and where in the page it stands.

`htmldate` knows where publishers put dates better than any list here could; but its last step takes a date from the
page's text. So it is shown the page without its prose (paragraphs of many words): a day that the article tells of is
never taken for the day it was published. The bounds of what is believed are fixed, so that today's date, which
`htmldate` bounds its findings by, changes nothing.
"""

import logging
import re
import warnings
from collections.abc import Iterator

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
_OPENS_PROSE = frozenset({"p", "li", "blockquote", "td", "dd"})
_TAG = re.compile(r"<[^<>]{0,5000}>")
_MOST_CHARACTERS = 3_000_000


def note(page: str, markup: Markup, facts: Facts) -> None:
    """Note the day of publication that the page gives, if any."""
    named = markup.days()
    found = _htmldate(page) or next(iter(named), None)
    if found:
        facts.page_date = Published(value=found, found_in=_where(found, named, facts.urls))


def _where(found: str, named: list[str], addresses: list[str]) -> DateFoundIn:
    if found in named:
        return "metadata"
    days = [urls.day_in(address) for address in addresses if urls.canonical(address)]
    return "url" if found in [calendar.day(day) for day in days if day] else "text"


def _htmldate(page: str) -> str | None:
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    bare = "".join(without_prose(page[:_MOST_CHARACTERS]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of dateutil, about time zones: only the day is asked for
        found: str | None = find_date(
            bare, extensive_search=False, original_date=True, min_date=EARLIEST, max_date=LATEST
        )
    return found


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
