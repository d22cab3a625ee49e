"""A user's own list of names (``--gazetteer FILE``): JSONL, one entity a line.

    {"name": "Ruritania", "aliases": ["Rur."], "type": "place", "country": "RUR", "ids": {"wikidata": "Q1"}}

It goes before the lexicons: its names are found wherever they stand, bear its type, and their entities its ids.
"""

from pathlib import Path
from typing import Annotated, Any

import orjson
from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from pipeline.errors import UsageError
from pipeline.lexicon import Lexicon
from schemas.entity import CountryCode, EntityType, OrganisationKind

type Surface = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class Entry(Lexicon):
    """One line: `name` is the best name, `aliases` its other ones, `ids` any identifiers of the user's."""

    name: Surface
    type: EntityType
    aliases: tuple[Surface, ...] = ()
    country: CountryCode | None = None
    kind: OrganisationKind | None = None
    ids: Annotated[dict[str, str], Field(max_length=20, default_factory=dict)]


_ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)


def read(path: Path) -> tuple[Entry, ...]:
    """Read a gazetteer; raises UsageError, naming the file and the line, where it does not hold."""
    return tuple(
        _entry(line, f"{path}, line {number}")
        for number, line in enumerate(content(path).split(b"\n"), 1)
        if line.strip()
    )


def content(path: Path) -> bytes:
    """Give the bytes of a gazetteer; raises UsageError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}.") from error


def _entry(line: bytes, where: str) -> Entry:
    try:
        value: Any = orjson.loads(line)
        return _ENTRY.validate_python(value)
    except orjson.JSONDecodeError as error:
        raise UsageError(f"{where}: not JSON: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the line"
        raise UsageError(f"{where}: {key}: {first['msg']}.") from error
