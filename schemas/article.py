"""The cleaned article: the one text that all offsets refer to, its blocks and its metadata."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from schemas.base import Extent, Id, IsoDate, Number, Offset, Record, RecordWarning

BlockKind = Literal["title", "heading", "lead", "byline", "paragraph", "quote", "list_item", "table", "caption", "note"]
DateFoundIn = Literal["option", "metadata", "frontmatter", "text", "url", "filename"]


class Published(Record):
    """The day of publication and where it was found."""

    value: IsoDate
    found_in: DateFoundIn


class Byline(Record):
    """An author as named by the article; `start` and `end` are null where only the metadata names them."""

    name: Annotated[str, StringConstraints(min_length=1)]
    start: Offset | None
    end: Offset | None


class ArticleInfo(Record):
    """The article's metadata.

    `duplicate_of` is the id of an earlier record of the run with the same text, or nearly the same: `similarity`
    is the share of their word triples that both have, 1 for the same text.
    """

    title: str | None
    subtitle: str | None
    bylines: tuple[Byline, ...]
    publisher: str | None
    url: str | None
    language: str | None
    published: Published | None
    duplicate_of: Id | None = None
    similarity: Number | None = None


class Block(Extent):
    """A block of the text. `byline` is the place in `bylines` of its author, where one file holds several articles."""

    kind: BlockKind
    byline: Annotated[int, Field(ge=0)] | None = None


Reader = Literal["plain", "markdown", "trafilatura_precise", "trafilatura", "resiliparse", "json_ld"]
"""How the source became blocks: as plain text or Markdown, or which extractor found the article in the page."""

Segment = tuple[Offset, Offset, Annotated[int, Field(ge=1)]]
"""``[clean_start, source_start, length]``: these characters of the clean text stand so in the source."""


class Removal(Record):
    """A stretch of the source that cleaning took away, and why.

    Offsets are of the source's text; null for HTML, where the text was rendered first.
    """

    start: Offset | None
    end: Offset | None
    text: str
    reason: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class Article(Record):
    """The one text that all later offsets refer to: what `clean` gives.

    `reader` says how the source was read, and `removed` what was taken away from what the reader gave.
    """

    info: ArticleInfo
    text: Annotated[str, StringConstraints(min_length=1)]
    blocks: tuple[Block, ...]
    offsets: tuple[Segment, ...] | None
    reader: Reader
    removed: tuple[Removal, ...] = ()
    warnings: tuple[RecordWarning, ...] = ()
