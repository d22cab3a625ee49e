"""What was read from disk: one article's decoded source and the metadata that came with it."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from schemas.base import Record, RecordWarning

Format = Literal["txt", "md", "html", "json", "jsonl"]


class SourceRef(Record):
    r"""Which input is meant.

    `path` is relative to the input folder, with ``/`` between its parts; bytes that are no UTF-8 stand as
    ``\\xNN``. `part` is the line of a JSONL file or the place in a JSON list, counted from 1.
    """

    path: Annotated[str, StringConstraints(min_length=1)]
    part: Annotated[int, Field(ge=1)] | None


class SourceInfo(SourceRef):
    """Where an article came from, exactly enough to find its bytes again.

    `sha256` and `bytes` are those of the file, or of the one line or list item. `external_id` is the id that a
    JSON object gives itself.
    """

    format: Format
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    bytes: Annotated[int, Field(ge=0)]
    encoding: str
    replaced_bytes: Annotated[int, Field(ge=0)]
    repairs: tuple[str, ...] = ()
    external_id: str | None = None


class Metadata(Record):
    """What the container says of the article (JSON fields, command-line options), as found."""

    title: str | None = None
    subtitle: str | None = None
    date: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None


class Source(Record):
    """One article as decoded, before anything is taken away: what `ingest` gives."""

    info: SourceInfo
    text: str
    metadata: Metadata
    warnings: tuple[RecordWarning, ...] = ()
