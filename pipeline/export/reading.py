"""Reading an output folder as rows: so many articles at a time that memory stays bounded."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson
from pydantic import BaseModel, ValidationError

from pipeline.errors import OutputError
from pipeline.export.shape import Json, Row
from pipeline.export.tables import TABLES, Table
from pipeline.store.layout import Layout
from schemas.base import dump
from schemas.record import ArticleRecord
from schemas.reject import Reject

BATCH_BYTES = 16 * 2**20
"""JSON that is held as rows at once; as Python objects it takes about ten times as much memory."""

type Batch = list[tuple[Table, list[Row]]]
"""Rows of some articles, by table, in the order of `TABLES`."""

FROM_REJECTS = frozenset({"rejects"})


def batches(layout: Layout) -> Iterator[Batch]:
    """Give the rows of all records, and then of all rejects.

    Raises OutputError where a line is no record of this version of the schema.
    """
    yield from _rows(layout.records, ArticleRecord, [table for table in TABLES if table.name not in FROM_REJECTS])
    if layout.rejects.is_file():
        yield from _rows(layout.rejects, Reject, [table for table in TABLES if table.name in FROM_REJECTS])


def unwritable(place: Path, error: Exception) -> OutputError:
    """Give the error for rows that a format refuses: they are of no record that dateline wrote."""
    why = str(error).split("\n")[0]
    return OutputError(f"{place}: cannot be written ({why}); `dateline validate` says whether the records hold.")


def lines(path: Path) -> Iterator[bytes]:
    """Give the lines of a file of the output folder; raises OutputError where it cannot be read."""
    try:
        with path.open("rb") as file:
            yield from file
    except OSError as error:
        raise OutputError(f"{path}: cannot be read: {error.strerror}.") from error


def _rows(path: Path, model: type[BaseModel], tables: Sequence[Table]) -> Iterator[Batch]:
    batch: Batch = [(table, []) for table in tables]
    size = 0
    for number, line in enumerate(lines(path)):
        try:
            found = _of_one(tables, number, orjson.loads(line))
        except (orjson.JSONDecodeError, LookupError, TypeError, AttributeError):
            found = _of_one(tables, number, _whole(path, model, number, line))
        for (_, rows), more in zip(batch, found, strict=True):
            rows.extend(more)
        size += len(line)
        if size >= BATCH_BYTES:
            yield batch
            batch, size = [(table, []) for table in tables], 0
    yield batch


def _of_one(tables: Sequence[Table], number: int, item: Json) -> list[list[Row]]:
    return [list(table.rows(number, item)) for table in tables]


def _whole(path: Path, model: type[BaseModel], number: int, line: bytes) -> Json:
    """Read a line as an earlier version wrote it, without the fields that came later and have defaults."""
    try:
        return dump(model.model_validate_json(line))
    except ValidationError as error:
        raise OutputError(
            f"{path}, line {number + 1}, is no record of this version of dateline; `dateline validate {path}` says why."
        ) from error
