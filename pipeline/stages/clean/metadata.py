"""What the article is called, who wrote it, who published it, where and when: one answer of the many a page gives."""

import re
from collections.abc import Iterator

from pipeline.stages.clean.draft import Draft, Facts
from pipeline.text import calendar, urls
from schemas.article import Published
from schemas.source import Source

MOST_TITLE_WORDS = 30
_SITE = re.compile(r"\s[|\u2013\u2014\u00b7\u00ab-]\s[^|]{2,60}$")
_BAR = re.compile(r"\s[|\u00b7\u00ab]\s[^|\u00b7\u00ab]{2,60}$")
_FILE_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_SENTENCE_END = re.compile(r"""[.!?:;,\u2026]["'\u2019\u201d)]{0,2}$""")


def published(source: Source, facts: Facts, option: str | None) -> Published | None:
    """Give the day of publication and where it was found, the most trusted place first.

    The order: the option of the run, the container's metadata or the page's, front matter, a line that says so
    ("Publication date: ..."), the web address, the file name. A day in the prose is never taken for it.
    """
    if option:
        return Published(value=option, found_in="option")
    if facts.page_date:
        return facts.page_date
    for where, texts in (
        ("metadata", [source.metadata.date]),
        ("frontmatter", facts.front_dates),
        ("text", facts.dates),
        ("url", [urls.day_in(url) for url in (source.metadata.url, *facts.urls) if url and urls.canonical(url)]),
        ("filename", [_file_day(source.info.path)]),
    ):
        day = next((day for text in texts if text and (day := calendar.day(text))), None)
        if day:
            return Published(value=day, found_in=where)  # type: ignore[arg-type]
    return None


def _file_day(path: str) -> str | None:
    match = _FILE_DAY.search(path)
    return "-".join(match.groups()) if match else None


def title(source: Source, facts: Facts, drafts: list[Draft]) -> str | None:
    """Give the title: the container's, the page's without the name of its site, or the heading above the text."""
    if source.metadata.title:
        return _tidy(source.metadata.title)
    for candidate in facts.titles:
        found = _without_site(_tidy(candidate), facts.publishers)
        if found:
            return found
    if facts.page_title:
        return _of_page(facts.page_title, drafts)
    return next(_headings(drafts), None)


def _of_page(text: str, drafts: list[Draft]) -> str:
    """Give the title of a page without the name of its site: as the heading has it, or up to the last bar."""
    headings = [draft.text.text for draft in drafts if draft.kind == "heading"]
    heading = next((heading for heading in headings if len(heading) > 10 and text.startswith(heading)), None)
    return heading or _BAR.sub("", text)


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _without_site(text: str, publishers: list[str]) -> str:
    ending = _SITE.search(text)
    if ending and any(name.casefold() in ending.group().casefold() for name in publishers):
        return text[: ending.start()].strip()
    return text


def _headings(drafts: list[Draft]) -> Iterator[str]:
    """Give what may be the title: a heading of the first level, or a heading or line that begins the text."""
    yield from (draft.text.text for draft in drafts if draft.kind == "heading" and draft.level == 1)
    first = next((draft for draft in drafts if draft.kind != "byline"), None)
    if first is None:
        return
    rest = [draft for draft in drafts if draft is not first]
    if first.kind == "heading" or (
        is_line(first.text.text) and any(len(draft.text) > len(first.text) for draft in rest)
    ):
        yield first.text.text


def is_line(text: str) -> bool:
    """Tell a line that could be a heading: few words, no mark at its end, and no small letter at its start."""
    return text.count(" ") < MOST_TITLE_WORDS - 10 and not _SENTENCE_END.search(text[-5:]) and not text[:1].islower()


def url(source: Source, facts: Facts) -> str | None:
    """Give the first address that is one."""
    candidates = (source.metadata.url, *facts.urls)
    return next((found for text in candidates if text and (found := urls.canonical(text))), None)


def publisher(source: Source, facts: Facts) -> str | None:
    """Give the name of the publisher; the one whom a line names as the source, where nothing better is known."""
    names = (source.metadata.publisher, *facts.publishers, *facts.sources)
    return next((_tidy(name) for name in names if name and len(name) <= 120), None)
