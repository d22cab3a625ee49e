"""Every number of an article: which figure or date took it, or why it was passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.explain.article import ExplainedArticle
from pipeline.explain.meanings import meanings
from schemas.base import Extent

_DIGITS = re.compile(r"\d(?:[\d,.]{0,40}\d)?")
NUMERAL = "CD"
"""The tag of numerals, in digits or words (Penn Treebank)."""


@dataclass(frozen=True, slots=True)
class NumberToken:
    """A numeric token ``[start, end)``, what became of it, and why.

    `verdict` is figure, date, passed_over, name (a part of an entity's name) or unread; `item` the id of what took it.
    """

    start: int
    end: int
    text: str
    verdict: str
    item: str | None
    reason: str


def numbers(article: ExplainedArticle) -> list[NumberToken]:
    """Give the numeric tokens of an article in text order.

    Without the artifact of `annotate` those in digits alone; without that of `figures` no reasons for what was passed
    over: `article.missing` says so.
    """
    text, taken = article.record.text, list(_taken(article))
    owner: list[int | None] = [None] * len(text)
    for number, (extent, *_) in reversed(list(enumerate(taken))):
        owner[extent.start : extent.end] = [number] * (extent.end - extent.start)
    unread = "no rule reads it as a number" if article.figures else "unknown without the artifact of figures"
    found = []
    for start, end in _places(article):
        first = min((number for number in owner[start:end] if number is not None), default=None)
        why = ("unread", None, unread) if first is None else taken[first][1:]
        found.append(NumberToken(start, end, text[start:end], *why))
    return found


def _places(article: ExplainedArticle) -> Iterator[tuple[int, int]]:
    if not article.tokens:
        yield from (found.span() for found in _DIGITS.finditer(article.record.text))
    for token in article.tokens:
        if token.tag == NUMERAL or any(char.isdigit() for char in token.text):
            yield token.start, token.end


def _taken(article: ExplainedArticle) -> Iterator[tuple[Extent, str, str | None, str]]:
    """Give what takes numbers, what goes first before what goes last: place, verdict, id, reason."""
    record, said = article.record, meanings()
    for figure in record.figures:
        reason = f"{figure.kind}, {figure.status} ({figure.rule})"
        yield from ((extent, "figure", figure.id, reason) for extent in (figure, *figure.repeats))
    for date in record.dates:
        yield date, "date", date.id, f"{date.edtf or date.timex.value} ({date.rule})"
    for passed in article.figures.passed_over if article.figures else ():
        meaning = said.passed_over.get(passed.reason)
        yield passed, "passed_over", None, f"{passed.reason}: {meaning}" if meaning else passed.reason
    for entity in record.entities:
        yield from ((mention, "name", entity.id, f"in the name {entity.name}") for mention in entity.mentions)
