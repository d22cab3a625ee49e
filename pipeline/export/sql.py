"""The tables in SQL: names, columns, keys and the views, said once for SQLite and DuckDB."""

from collections.abc import Mapping
from importlib import resources

from pipeline.export.shape import Column, Kind
from pipeline.export.tables import TABLES, Table

_KEYS = {table.name: table.key for table in TABLES}


def quoted(name: str) -> str:
    """Quote a name: `end` is a word of SQL."""
    return '"' + name.replace('"', '""') + '"'


def create(table: Table, types: Mapping[Kind, str], *, keys: bool) -> str:
    """Give the statement that makes a table, with a comment at each column; `keys` adds its keys."""
    lines = [
        (f"{quoted(column.name)} {types[column.kind]}{'' if column.nullable else ' NOT NULL'}", column.description)
        for column in table.columns
    ]
    if keys:
        lines += [(f"PRIMARY KEY ({_names(table.key)})", "")]
        lines += [(_foreign_key(column), "") for column in table.columns if column.references]
    last = len(lines) - 1
    body = [
        f"  {line}{'' if place == last else ','}{f'  -- {comment}' if comment else ''}"
        for place, (line, comment) in enumerate(lines)
    ]
    return "\n".join((f"CREATE TABLE {quoted(table.name)} (  -- {table.description}", *body, ")"))


def _foreign_key(column: Column) -> str:
    target = column.references or ""
    own = (column.name,) if target == "articles" else ("article", column.name)
    return f"FOREIGN KEY ({_names(own)}) REFERENCES {quoted(target)} ({_names(_KEYS[target])})"


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(quoted(column) for column in columns)


def indexes(table: Table) -> list[str]:
    """Give the statements that index the columns of a table that are looked up often."""
    return [
        f"CREATE INDEX {quoted('_'.join((table.name, *columns)))} ON {quoted(table.name)} ({_names(columns)})"
        for columns in table.indexed
    ]


def comments(table: Table) -> list[str]:
    """Give the statements that describe a table and its columns, for databases that keep descriptions."""
    name = quoted(table.name)
    return [
        f"COMMENT ON TABLE {name} IS {_literal(table.description)}",
        *(f"COMMENT ON COLUMN {name}.{quoted(each.name)} IS {_literal(each.description)}" for each in table.columns),
    ]


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def views() -> str:
    """Give the statements that make the views."""
    return (resources.files("pipeline.export") / "views.sql").read_text(encoding="utf-8")
