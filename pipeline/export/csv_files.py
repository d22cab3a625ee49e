"""CSV: a file a table, safe to open in a spreadsheet, and read back to the same facts.

UTF-8 with a byte order mark (spreadsheets guess another encoding without it). Strings are quoted and numbers are not; a
null is an empty field, an empty string a quoted one. A spreadsheet takes a string for a formula where it begins with
one of ``= + - @``, a tab or a line end: such a string has an apostrophe put before it, as has one that begins with an
apostrophe itself, so that taking one leading apostrophe away gives back every string.
"""

import csv
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import orjson

from pipeline.export.reading import Batch
from pipeline.export.shape import Kind
from pipeline.export.tables import TABLES

GUARD = "'"
_RISKY = frozenset("=+-@\t\r\n＝＋－＠" + GUARD)


def guarded(text: str) -> str:
    """Make a string one that no spreadsheet takes for a formula."""
    return GUARD + text if text[:1] in _RISKY else text


def _texts(texts: list[str]) -> str:
    return orjson.dumps(texts).decode()


def _truth(value: bool) -> str:
    return "true" if value else "false"


CELLS: dict[Kind, Callable[[Any], str]] = {"text": guarded, "texts": _texts, "boolean": _truth}
"""How values are written; numbers, days and JSON (which begins with a bracket) stand as they are."""


def write(batches: Iterable[Batch], folder: Path) -> None:
    """Write each table to ``<table>.csv``; lists of strings stand as JSON."""
    with ExitStack() as stack:
        sheets = {}
        for table in TABLES:
            file = stack.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline=""))
            sheets[table.name] = csv.writer(file, quoting=csv.QUOTE_STRINGS, lineterminator="\n")
            sheets[table.name].writerow([column.name for column in table.columns])
        for batch in batches:
            for table, rows in batch:
                cells = [CELLS.get(column.kind) for column in table.columns]
                sheets[table.name].writerows(
                    [
                        value if cell is None or value is None else cell(value)
                        for cell, value in zip(cells, row, strict=True)
                    ]
                    for row in rows
                )
