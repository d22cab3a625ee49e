"""What a run hands to the first stage: the bytes of one article and where they stood."""

from dataclasses import dataclass

from schemas.source import Format


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one article, not yet decoded: a whole file, a JSONL line, or an item of a JSON list.

    `path` is relative to the input folder (see `schemas.source.SourceInfo`), `part` the line or place from 1.
    """

    path: str
    part: int | None
    format: Format
    data: bytes
