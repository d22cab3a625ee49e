"""SQLite: one file with keys, indexes, full-text search and views, ready for Datasette."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

from pipeline.export import sql
from pipeline.export.reading import Batch, unwritable
from pipeline.export.shape import Kind
from pipeline.export.tables import TABLES, Table

TYPES: dict[Kind, str] = {
    "text": "TEXT", "exact": "TEXT", "json": "TEXT", "texts": "TEXT", "date": "TEXT", "integer": "INTEGER",
    "number": "NUMERIC", "boolean": "INTEGER",
}  # fmt: skip
"""SQLite's type of each kind. NUMERIC keeps whole numbers as integers; lists of strings stand as JSON."""


def write(batches: Iterable[Batch], file: Path) -> None:
    """Write all tables to one database.

    Rows are loaded before the indexes are made. Foreign keys are declared and not held to while rows are loaded: each
    record was, when it was made. Raises OutputError where the database cannot be written.
    """
    try:
        _fill(batches, file)
    except sqlite3.Error as error:
        raise unwritable(file, error) from error


def _fill(batches: Iterable[Batch], file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode = OFF")  # a file of its own, which takes its name when it is whole
        base.execute("PRAGMA synchronous = OFF")
        base.execute("BEGIN")
        for table in TABLES:
            base.execute(sql.create(table, TYPES, keys=True))
        for batch in batches:
            for table, rows in batch:
                base.executemany(_insert(table), _cells(table, rows))
        for table in TABLES:
            for statement in (*sql.indexes(table), *_search(table)):
                base.execute(statement)
        base.execute("COMMIT")
        base.executescript(sql.views())
        base.execute("ANALYZE")


def _insert(table: Table) -> str:
    return f"INSERT INTO {sql.quoted(table.name)} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608 - own names


def _cells(table: Table, rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...] | list[Any]]:
    lists = [place for place, column in enumerate(table.columns) if column.kind == "texts"]
    return (_with_json(row, lists) for row in rows) if lists else rows


def _with_json(row: tuple[Any, ...], places: list[int]) -> list[Any]:
    cells = list(row)
    for place in places:
        cells[place] = orjson.dumps(cells[place]).decode()
    return cells


def _search(table: Table) -> list[str]:
    """Give the statements that make the full-text index of a table: ``<table>_fts``, which holds no text itself."""
    if not table.search:
        return []
    name = sql.quoted(f"{table.name}_fts")
    options = (*table.search, f"content={sql.quoted(table.name)}", "tokenize='porter unicode61'")
    return [
        f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(options)})",
        f"INSERT INTO {name} ({name}) VALUES ('rebuild')",  # noqa: S608 - own names
    ]
