"""From exported tables back to records: each format's rows, and the record that they are of."""

import json
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from pyarrow import parquet

from pipeline.export.csv_files import GUARD
from pipeline.export.shape import Column
from pipeline.export.tables import TABLES
from schemas.jsonschema import json_schema

type Tables = dict[str, list[dict[str, Any]]]


def from_parquet(folder: Path) -> Tables:
    return {
        table.name: [_python(table.columns, row.values()) for row in parquet.read_table(file).to_pylist()]
        for table in TABLES
        for file in [folder / f"{table.name}.parquet"]
    }


def from_duckdb(file: Path) -> Tables:
    with duckdb.connect(str(file), read_only=True) as base:
        return {
            table.name: [_python(table.columns, row) for row in base.execute(f'FROM "{table.name}"').fetchall()]
            for table in TABLES
        }


def from_sqlite(file: Path) -> Tables:
    with closing(sqlite3.connect(file)) as base:
        return {
            table.name: [
                _python(table.columns, row, nested_as_text=True)
                for row in base.execute(f'SELECT * FROM "{table.name}"')  # noqa: S608
            ]
            for table in TABLES
        }


def from_csv(folder: Path) -> Tables:
    tables: Tables = {}
    for table in TABLES:
        names, *rows = fields((folder / f"{table.name}.csv").read_bytes().decode("utf-8-sig"))
        assert [name for name, _ in names] == [column.name for column in table.columns]
        tables[table.name] = [
            _python(
                table.columns, [_cell(column, *cell) for column, cell in zip(table.columns, row, strict=True)], True
            )
            for row in rows
        ]
    return tables


def fields(text: str) -> list[list[tuple[str, bool]]]:
    """Read CSV after RFC 4180: for each line its fields, and whether each is quoted (which tells "" from null)."""
    lines: list[list[tuple[str, bool]]] = [[]]
    place = 0
    while place < len(text):
        quoted = text[place] == '"'
        if quoted:
            end, value = place + 1, ""
            while True:
                stop = text.index('"', end)
                value += text[end:stop]
                end = stop + 1
                if text[end] != '"':
                    break
                value, end = value + '"', end + 1
        else:
            end = min(stop for mark in ",\n" if (stop := text.find(mark, place)) >= 0)
            value = text[place:end]
        lines[-1].append((value, quoted))
        if text[end] == "\n":
            lines.append([])
        elif text[end + 1] in ",\n" and text[end + 1] == "\n":
            lines[-1].append(("", False))
            lines.append([])
            end += 1
        place = end + 1
    return lines[:-1]


def _cell(column: Column, value: str, quoted: bool) -> Any:
    if not quoted and value == "":
        return None
    match column.kind:
        case "text":
            return value[1:] if value.startswith(GUARD) else value
        case "integer" | "number":
            assert not quoted
            return json.loads(value)
        case "boolean":
            return {"true": True, "false": False}[value]
        case _:
            return value


def _python(columns: tuple[Column, ...], row: Any, nested_as_text: bool = False) -> dict[str, Any]:
    cells = {}
    for column, value in zip(columns, row, strict=True):
        match column.kind:
            case _ if value is None:
                cells[column.name] = None
            case "json":
                cells[column.name] = json.loads(value)
            case "texts":
                cells[column.name] = json.loads(value) if nested_as_text else value
            case "boolean":
                cells[column.name] = bool(value)
            case "date":
                cells[column.name] = str(value)
            case _:
                cells[column.name] = value
    return cells


def records(tables: Tables) -> list[dict[str, Any]]:
    """Build the records that the tables are of, and hold them to be told without loss."""
    schema = json_schema("record")
    return [_Rebuilt(schema, tables, row["id"]).object(schema, row) for row in tables["articles"]]


def rejects(tables: Tables) -> list[dict[str, Any]]:
    schema = json_schema("reject")
    return [_Rebuilt(schema, tables, "").object(schema, row) for row in tables["rejects"]]


class _Rebuilt:
    """Builds the objects of one article. `parent` is the id of the item that a list belongs to."""

    def __init__(self, schema: dict[str, Any], tables: Tables, article: str) -> None:
        self.schema = schema
        own = {name: [row for row in rows if row.get("article") == article] for name, rows in tables.items()}
        self.tables = {name: sorted(rows, key=lambda row: row["position"]) for name, rows in own.items()}

    def object(self, definition: dict[str, Any], row: dict[str, Any], prefix: str = "", parent: str = "") -> Any:
        item = row.get("id") or parent
        return {
            field: self.field(field, *self.kind(given), row, prefix, item)
            for field, given in definition["properties"].items()
        }

    def kind(self, given: dict[str, Any]) -> tuple[dict[str, Any], bool]:
        options = given.get("anyOf", [given])
        kinds = [option for option in options if option.get("type") != "null"]
        kind = kinds[0]
        return (self.schema["$defs"][kind["$ref"].rpartition("/")[2]] if "$ref" in kind else kind), len(options) > 1

    def field(
        self, field: str, kind: dict[str, Any], optional: bool, row: dict[str, Any], prefix: str, item: str
    ) -> Any:
        if "properties" in kind:
            inline = kind["title"] in ("SourceInfo", "SourceRef", "ArticleInfo", "Value")
            inner = self.object(kind, row, "" if inline else f"{prefix}{field}_", item)
            return None if optional and all(value is None for value in inner.values()) else inner
        names = (f"{prefix}{field}", prefix.rstrip("_"), "target")
        name = next(name for name in names if name in row or name == "target")
        if name in row and not (name == "target" and kind.get("type") == "array"):
            exact = row.get(f"{name}_exact")
            assert exact is None or Decimal(exact) == Decimal(str(row[name]))
            return row[name]
        return self.list(field, kind, item)

    def list(self, field: str, kind: dict[str, Any], item: str) -> list[Any]:
        element, _ = self.kind(kind["items"])
        if not item or item.startswith("article_"):
            return [self.object(element, row) for row in self.tables[field]]
        if field == "mentions":
            return [self.object(element, row) for row in self.tables["mentions"] if row["entity"] == item]
        rows = [row for row in self.tables["links"] if (row["item"], row["relation"]) == (item, field)]
        return [self.object(element, row) if "properties" in element else row["target"] for row in rows]
