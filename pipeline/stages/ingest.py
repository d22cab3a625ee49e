"""Ingest: bytes to decoded text, with the metadata that the container gives."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from pipeline.config import Config
from pipeline.errors import RejectError
from pipeline.raw import Raw
from pipeline.stage import Stage
from pipeline.text import encoding, json_values
from pipeline.text.characters import is_blank
from schemas.base import RecordWarning
from schemas.source import Metadata, Source, SourceInfo


class Ingest(Stage):
    """Decode one article."""

    name = "ingest"
    version = 2
    summary = "decodes the bytes and reads the metadata that came with them"

    def __init__(self, config: Config) -> None:
        self.config = config.ingest

    def __call__(self, raw: Raw) -> Source:
        """Decode the bytes; raises RejectError for what is no text, or no article."""
        found = encoding.decode(raw.data, markup=raw.format == "html")
        text, metadata, row = found.text, Metadata(), _Row({})
        if raw.format in ("json", "jsonl"):
            parsed = json_values.parse(text.removeprefix("\ufeff"))
            row = _Row(parsed.value, parsed.repairs)
            text, metadata = row.text(self.config.fields.text), self._metadata(row)
        repaired = encoding.repair_mojibake(text)
        if is_blank(repaired):
            raise RejectError("empty", "There is nothing but white space and invisible characters.")
        repairs = (*row.repairs, *(("mojibake",) if repaired != text else ()))
        info = SourceInfo(
            path=raw.path,
            part=raw.part,
            format=raw.format,
            sha256=sha256(raw.data).hexdigest(),
            bytes=len(raw.data),
            encoding=found.encoding,
            replaced_bytes=found.replaced_bytes,
            repairs=repairs,
            external_id=row.string("id", self.config.fields.id),
        )
        return Source(info=info, text=repaired, metadata=metadata, warnings=(*_warnings(info), *row.warnings))

    def _metadata(self, row: "_Row") -> Metadata:
        fields = self.config.fields
        return Metadata(
            title=row.string("title", fields.title),
            subtitle=row.string("subtitle", fields.subtitle),
            date=row.string("date", fields.date),
            url=row.string("url", fields.url),
            authors=row.strings("authors", fields.authors),
            publisher=row.string("publisher", fields.publisher),
            language=row.string("language", fields.language),
        )


def _warnings(info: SourceInfo) -> Iterator[RecordWarning]:
    if info.replaced_bytes:
        detail = f"{info.replaced_bytes} bytes are no {info.encoding} and were replaced."
        yield RecordWarning(stage="ingest", code="replaced_bytes", detail=detail)
    for repair in info.repairs:
        yield RecordWarning(stage="ingest", code="repaired", detail=f"Repaired: {repair}.")


class _Row:
    """A JSON object read by the names that its fields may have; what is of no use is said, not used."""

    def __init__(self, value: Any, repairs: tuple[str, ...] = ()) -> None:
        if not isinstance(value, dict):
            raise RejectError("wrong_type", f"An article is an object, not a {_kind(value)}.")
        self.value = value
        self.repairs = repairs
        self.warnings: list[RecordWarning] = []

    def text(self, names: tuple[str, ...]) -> str:
        """Give the text of the article; raises RejectError where there is none."""
        found = self._first(names)
        if found is None:
            raise RejectError("missing_text", f"The object has no text; it is looked for as {', '.join(names)}.")
        if not isinstance(found, str):
            raise RejectError("wrong_type", f"The text is a {_kind(found)}, not a string.")
        return found

    def string(self, what: str, names: tuple[str, ...]) -> str | None:
        """Give a string (a number as its digits, an object by its name), or None."""
        found = self._first(names)
        if isinstance(found, dict):
            found = found.get("name")
        if isinstance(found, int) and not isinstance(found, bool):
            found = str(found) if abs(found) < 10**30 else None
        if found is not None and not isinstance(found, str):
            self._warn(what, found)
            return None
        return found.strip() or None if found else None

    def strings(self, what: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """Give a list of strings; one string is a list of one."""
        found = self._first(names)
        items = found if isinstance(found, list) else [found]
        given = []
        for item in items:
            name = item.get("name") if isinstance(item, dict) else item
            if isinstance(name, str) and name.strip():
                given.append(name.strip())
            elif name is not None and not isinstance(name, str):
                self._warn(what, name)
        return tuple(given)

    def _first(self, names: tuple[str, ...]) -> Any:
        return next((self.value[name] for name in names if self.value.get(name) is not None), None)

    def _warn(self, what: str, found: object) -> None:
        detail = f"The field for {what} is a {_kind(found)} and was not used."
        self.warnings.append(RecordWarning(stage="ingest", code="metadata_type", detail=detail))


def _kind(value: object) -> str:
    names = {dict: "object", list: "list", str: "string", bool: "boolean", type(None): "null"}
    return names.get(type(value), "number")
