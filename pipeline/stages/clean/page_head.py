"""What a page shows around its headline: the lines that name its authors and its day.

Many pages state neither in their metadata. The lines are those of short blocks from the headline on, up to the prose
of the article, so that a teaser further down never speaks for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pipeline.stages.clean import bylines

MOST_LINE = 120
"""Characters of the longest line that is read."""

MOST_PIECES = 12
"""Stretches of text of which such a line is made up."""

PROSE = 200
"""Characters of a paragraph of prose; the head of a page ends with the second."""

LEAST_HEADLINE = 15
"""Characters of the shortest headline; a shorter one may be the name of the site."""

NESTED = 6
"""How many lines behind a byline may be parts of it, in elements of their own."""

MOST_AUTHORS = 4
"""Whom links name beyond that are the authors of a list."""

_LINES = frozenset({"address", "div", "h2", "h3", "h4", "h5", "h6", "li", "p", "section", "small", "span", "time"})
_AUTHORS = ("/author/", "/authors/", "/by/", "/columnist/", "/contributor/", "/contributors/", "/editors/",
            "/journalist/", "/journalists/", "/people/", "/profile/", "/profiles/", "/reporter/", "/reporters/",
            "/staff/", "/team/", "/writer/", "/writers/")  # fmt: skip
"""Parts of the addresses of pages about authors."""


@dataclass(slots=True)
class Head:
    """The lines of a head, and the texts of its links to pages about authors."""

    lines: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)

    def names(self) -> list[str]:
        """Give the authors that the first byline names, else those that links name; many are no authors of one."""
        for place, line in enumerate(self.lines):
            if _names(line):
                inner = [
                    other for other in self.lines[place + 1 : place + 1 + NESTED] if other in line and _names(other)
                ]
                return _names(inner[-1] if inner else line)  # "By Ann Lee", and not "By Ann Lee BBC News, London"
        names = [*dict.fromkeys(name for text in self.authors for name in bylines.shown(text))]
        return names if len(names) <= MOST_AUTHORS else []


def _names(line: str) -> list[str]:
    texts = [line[start:end] for start, end in bylines.names_in(line)]
    return [*dict.fromkeys(name for text in texts for name in bylines.shown(text))]


def read(tree: Any) -> Head:
    """Read the head of a page, given its tree."""
    head = Head()
    prose = 0
    for element in _from_headline(tree):
        if element.tag == "a":
            if any(part in (element.get("href") or "") for part in _AUTHORS):
                head.authors.append(_text(element))
        elif element.tag in _LINES:
            line = _text(element)
            if line and len(line) <= MOST_LINE:
                head.lines.append(line)
            prose += element.tag == "p" and len(line) > PROSE
            if prose > 1:
                break
    return head


def _from_headline(tree: Any) -> Iterator[Any]:
    """Give the elements behind the headline; all of them where there is none."""
    elements: Iterator[Any] = tree.iter()
    headlines = [element for element in tree.iter("h1") if len(_text(element)) >= LEAST_HEADLINE]
    if headlines:
        next(element for element in elements if element is headlines[0])
    return elements


def _text(element: Any) -> str:
    """Give the text of an element, as far as a line of prose goes."""
    pieces: list[str] = []
    size = 0
    for piece in islice(element.itertext(), 8 * MOST_PIECES):
        bare = " ".join(piece.split())
        if bare:
            pieces.append(bare)
            size += len(bare) + 1
        if size > PROSE + 1 or len(pieces) > MOST_PIECES:
            break
    return " ".join(pieces).replace(" ,", ",")
