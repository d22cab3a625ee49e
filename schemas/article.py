"""The cleaned article: the one text that all offsets refer to, its blocks and its metadata."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from schemas.base import Extent, Id, IsoDate, Number, Offset, Record, RecordWarning

BlockKind = Literal["title", "heading", "lead", "byline", "paragraph", "quote", "list_item", "table", "caption", "note"]
DateFoundIn = Literal["option", "metadata", "frontmatter", "text", "url", "filename"]


class Published(Record):
    """The day of publication and where it was found."""

    value: IsoDate = Field(description="Day of publication.")
    found_in: DateFoundIn = Field(description="Where the day was found.")


class Byline(Record):
    """An author as named by the article; `start` and `end` are null where only the metadata names them."""

    name: Annotated[str, StringConstraints(min_length=1)] = Field(description="Name as written.")
    start: Offset | None = Field(
        description="First character of the name in the text; null where only the metadata names the author."
    )
    end: Offset | None = Field(description="The character behind the name.")


class ArticleInfo(Record):
    """The article's metadata.

    `duplicate_of` is the id of an earlier record of the run with the same text, or nearly the same: `similarity`
    is the share of their word triples that both have, 1 for the same text.
    """

    title: str | None = Field(description="Title.")
    subtitle: str | None = Field(description="Subtitle.")
    bylines: tuple[Byline, ...] = Field(description="Authors.")
    publisher: str | None = Field(description="Name of the newspaper, agency or site.")
    url: str | None = Field(description="Web address.")
    language: str | None = Field(description="ISO 639-1 code of the language.")
    published: Published | None = Field(description="Day of publication and where it was found.")
    duplicate_of: Id | None = Field(
        default=None, description="Id of an earlier article of the run with the same text, or nearly."
    )
    similarity: Number | None = Field(
        default=None, description="Share of word triples that both have; 1 for the same text."
    )


class Block(Extent):
    """A block of the text. `byline` is the place in `bylines` of its author, where one file holds several articles."""

    kind: BlockKind = Field(description="What sort of block it is.")
    byline: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="Place in `bylines` of its author, from 0, where one file holds several articles."
    )


Reader = Literal["plain", "markdown", "trafilatura_precise", "trafilatura", "resiliparse", "json_ld"]
"""How the source became blocks: as plain text or Markdown, or which extractor found the article in the page."""

Segment = tuple[Offset, Offset, Annotated[int, Field(ge=1)]]
"""``[clean_start, source_start, length]``: these characters of the clean text stand so in the source."""


class Removal(Record):
    """A stretch of the source that cleaning took away, and why.

    Offsets are of the source's text; null for HTML, where the text was rendered first.
    """

    start: Offset | None = Field(description="First character in the source's text; null for HTML.")
    end: Offset | None = Field(description="The character behind the last one.")
    text: str = Field(description="What was taken away.")
    reason: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")] = Field(
        description="Why it was taken away."
    )


class Article(Record):
    """The one text that all later offsets refer to: what `clean` gives.

    `reader` says how the source was read, and `removed` what was taken away from what the reader gave.
    """

    info: ArticleInfo = Field(description="Metadata.")
    text: Annotated[str, StringConstraints(min_length=1)] = Field(
        description="The clean text that all offsets refer to."
    )
    blocks: tuple[Block, ...] = Field(description="Paragraphs, headings and other blocks, in text order.")
    offsets: tuple[Segment, ...] | None = Field(
        description="Where the clean text stands in the source: `[clean_start, source_start, length]`; null for HTML."
    )
    reader: Reader = Field(description="How the source became blocks.")
    removed: tuple[Removal, ...] = Field(default=(), description="What was taken away, and why.")
    warnings: tuple[RecordWarning, ...] = Field(default=(), description="What was repaired or missing.")
