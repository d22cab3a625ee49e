"""What the readers give and the later steps of cleaning work on: blocks not yet final, and facts found on the way."""

from dataclasses import dataclass, field, replace
from typing import Self

from pipeline.text.traced import Traced
from schemas.article import BlockKind, Published, Reader, Removal


@dataclass(frozen=True, slots=True)
class Draft:
    """A block on its way: its kind, its text with places in the source, and for a heading its level."""

    kind: BlockKind
    text: Traced
    level: int = 0
    byline: int | None = None

    def as_kind(self, kind: BlockKind) -> Self:
        """Give the same block as another kind."""
        return replace(self, kind=kind)


@dataclass(frozen=True, slots=True)
class Removed:
    """A block that is no part of the article, and why; it stays in the row of drafts until the sentences are joined."""

    text: Traced
    reason: str

    def record(self) -> Removal:
        """Give the line of the clean artifact that says so."""
        start, end = self.text.extent() or (None, None)
        return Removal(start=start, end=end, text=self.text.text, reason=self.reason)


@dataclass(slots=True)
class Facts:
    """What the markup and the furniture say of the article, as found; lists in the order of trust."""

    titles: list[str] = field(default_factory=list)
    page_title: str | None = None
    subtitle: str | None = None
    authors: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    front_dates: list[str] = field(default_factory=list)
    page_date: Published | None = None
    urls: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)


type Row = list[Draft | Removed]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a source."""

    reader: Reader
    row: Row
    facts: Facts
