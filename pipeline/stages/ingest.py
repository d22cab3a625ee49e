"""Ingest: bytes to decoded text, with the metadata that the container gives."""

from hashlib import sha256

import orjson

from pipeline.config import Config
from pipeline.errors import RejectError
from pipeline.raw import Raw
from pipeline.stage import Stage
from schemas.source import Metadata, Source, SourceInfo


class Ingest(Stage):
    """Decode one article."""

    name = "ingest"
    version = 1
    summary = "decodes the bytes and reads the metadata that came with them"

    def __init__(self, config: Config) -> None:
        self.config = config.ingest

    def __call__(self, raw: Raw) -> Source:
        """Decode the bytes; raises RejectError for what is no text."""
        text = raw.data.decode("utf-8", "replace")
        metadata = Metadata()
        if raw.format in ("json", "jsonl"):
            row = orjson.loads(text)
            text, metadata = row["text"], Metadata(title=row.get("title"), date=row.get("date") or row.get("dct"))
        if not text.strip():
            raise RejectError("empty", "The file holds nothing but white space.")
        info = SourceInfo(
            path=raw.path,
            part=raw.part,
            format=raw.format,
            sha256=sha256(raw.data).hexdigest(),
            bytes=len(raw.data),
            encoding="utf-8",
            replaced_bytes=0,
        )
        return Source(info=info, text=text, metadata=metadata)
