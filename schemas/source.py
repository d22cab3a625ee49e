"""What was read from disk: one article's decoded source and the metadata that came with it."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from schemas.base import Record, RecordWarning

Format = Literal["txt", "md", "html", "json", "jsonl"]


class SourceRef(Record):
    r"""Which input is meant.

    `path` is relative to the input folder, with ``/`` between its parts; bytes that are no UTF-8 stand as
    ``\xNN``, and the backslash of a name that spells such a thing itself as ``\x5c``. `part` is the line of a
    JSONL file or the place in a JSON list, counted from 1.
    """

    path: Annotated[str, StringConstraints(min_length=1)] = Field(
        description="Path of the file, relative to the input folder, with `/` between its parts."
    )
    part: Annotated[int, Field(ge=1)] | None = Field(
        description="Line of a JSONL file or place in a JSON list, from 1; null where the file is one article."
    )


class SourceInfo(SourceRef):
    """Where an article came from, exactly enough to find its bytes again.

    `sha256` and `bytes` are those of the file, or of the one line or list item. `external_id` is the id that a
    JSON object gives itself.
    """

    format: Format = Field(description="How the file was read.")
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(
        description="SHA-256 of the file's bytes, or of the one line or list item."
    )
    bytes: Annotated[int, Field(ge=0)] = Field(description="Number of these bytes.")
    encoding: str = Field(description="Encoding that the bytes were decoded with.")
    replaced_bytes: Annotated[int, Field(ge=0)] = Field(description="Bytes that fit no encoding and stand as U+FFFD.")
    repairs: tuple[str, ...] = Field(default=(), description="Repairs of broken characters that were made.")
    external_id: str | None = Field(default=None, description="Id that a JSON object gives itself.")


class Metadata(Record):
    """What the container says of the article (JSON fields, command-line options), as found."""

    title: str | None = Field(default=None, description="Title.")
    subtitle: str | None = Field(default=None, description="Subtitle.")
    date: str | None = Field(default=None, description="Day of publication, as written.")
    url: str | None = Field(default=None, description="Web address.")
    authors: tuple[str, ...] = Field(default=(), description="Names of the authors.")
    publisher: str | None = Field(default=None, description="Name of the publisher.")
    language: str | None = Field(default=None, description="Language, as written.")


class Source(Record):
    """One article as decoded, before anything is taken away: what `ingest` gives."""

    info: SourceInfo = Field(description="Where the article came from.")
    text: str = Field(description="The decoded text.")
    metadata: Metadata = Field(description="What the container says of the article.")
    warnings: tuple[RecordWarning, ...] = Field(default=(), description="What was repaired or missing.")
