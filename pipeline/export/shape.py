"""How an object of the published JSON Schema becomes columns, and one such object the cells of a row.

Objects within it are laid flat (``unit.code`` is ``unit_code``); lists of strings stay one cell; lists of stretches of
text and of ids become rows of the table `links`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import itemgetter
from typing import Any, Literal

import orjson

from schemas.jsonschema import json_schema

type Json = dict[str, Any]
type Row = tuple[Any, ...]

Kind = Literal["text", "integer", "number", "exact", "boolean", "date", "texts", "json"]
"""What stands in a column. `number` is a double, `exact` the same number as decimal text, `texts` a list of strings."""

INLINE = frozenset({"SourceRef", "SourceInfo", "ArticleInfo", "Value"})
"""Definitions whose fields take no prefix: ``value.low`` is ``low``."""
EXACT = frozenset({"point", "low", "high"})
"""Numbers that are reckoned with, and so stand a second time as decimal text."""
TARGETS = {
    "duplicate_of": "articles",
    "organisation": "entities", "entity": "entities", "place": "entities", "said_by": "entities",
    "date": "dates", "anchor_date": "dates",
    "subset_of": "figures", "claim": "claims",
}  # fmt: skip
"""The table that a field with an id names."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `values` is the closed list of what may stand in it; `references` the table whose ids it holds."""

    name: str
    kind: Kind
    description: str
    nullable: bool = False
    values: tuple[str, ...] = ()
    references: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A field that holds a list: of objects with a shape, or of ids where that is None."""

    field: str
    element: "Shape | None"


@dataclass(frozen=True, slots=True)
class _Group:
    """Fields of one object: where it stands in the whole, and how their values are taken out."""

    path: tuple[str, ...]
    take: Callable[[Json], Row]
    empty: Row


class Shape:
    """The columns of one definition of the JSON Schema, and the way from an object to their cells.

    `as_json` names the lists of objects that stay in one cell, as JSON.
    """

    def __init__(self, definition: Json, schema: Json, as_json: frozenset[str] = frozenset()) -> None:
        self._schema = schema
        self._as_json = as_json
        self._groups: list[_Group] = []
        self.lists: list[Listed] = []
        columns = [column for group in self._laid_flat(definition) for column in group]
        self._convert = [(place, _TEXT[column.kind]) for place, column in enumerate(columns) if column.kind in _TEXT]
        self.columns = tuple(columns)

    def cells(self, item: Json) -> list[Any]:
        """Give the cells of an object, in the order of the columns; raises KeyError where a field is missing."""
        row: list[Any] = []
        for group in self._groups:
            value: Any = item
            for name in group.path:
                value = value[name]
                if value is None:
                    break
            row.extend(group.empty if value is None else group.take(value))
        for place, convert in self._convert:
            if row[place] is not None:
                row[place] = convert(row[place])
        return row

    def _laid_flat(
        self, definition: Json, path: tuple[str, ...] = (), prefix: str = "", nullable: bool = False
    ) -> Iterator[list[Column]]:
        """Note the groups of an object and those within it, and give the columns of each group."""
        fields: list[str] = []
        columns: list[Column] = []
        nested: list[tuple[str, Json, bool]] = []
        for field, given in definition["properties"].items():
            kind, may_be_null = self._resolved(given)
            may_be_null = may_be_null or nullable
            if "properties" in kind:
                nested.append((field, kind, may_be_null))
            elif self._is_list_of_rows(field, kind):
                self.lists.append(self._listed(field, kind))
            else:
                column = _column(field, {**kind, "description": given["description"]}, prefix, may_be_null)
                fields.append(field)
                columns.append(column)
                if field in EXACT:
                    fields.append(field)
                    columns.append(_exact(column))
        self._groups.append(_Group(path, _taker(fields), (None,) * len(fields)))
        yield columns
        for field, kind, may_be_null in nested:
            inner = "" if kind["title"] in INLINE else f"{prefix}{field}_"
            yield from self._laid_flat(kind, (*path, field), inner, may_be_null)

    def _resolved(self, given: Json) -> tuple[Json, bool]:
        """Give what a field is, with references followed, and whether it may be null."""
        options = given.get("anyOf", [given])
        kinds = [option for option in options if option.get("type") != "null"]
        kind = kinds[0]
        if "$ref" in kind:
            kind = self._schema["$defs"][kind["$ref"].rpartition("/")[2]]
        return kind, len(kinds) < len(options)

    def _is_list_of_rows(self, field: str, kind: Json) -> bool:
        if kind.get("type") != "array" or field in self._as_json:
            return False
        element, _ = self._resolved(kind["items"])
        return "properties" in element or _is_id(element)

    def _listed(self, field: str, kind: Json) -> Listed:
        element, _ = self._resolved(kind["items"])
        return Listed(field, None if _is_id(element) else Shape(element, self._schema))


def shape(schema_name: str, definition: str | None = None, as_json: frozenset[str] = frozenset()) -> Shape:
    """Give the shape of a published record, or of a definition in its schema."""
    schema = json_schema(schema_name)
    return Shape(schema["$defs"][definition] if definition else schema, schema, as_json)


def _is_id(kind: Json) -> bool:
    return bool(kind.get("pattern", "").endswith("_[0-9a-f]{12}$"))


def _column(field: str, kind: Json, prefix: str, nullable: bool) -> Column:
    name = prefix.rstrip("_") if prefix and (field == "value" or f"{field}_" == prefix) else f"{prefix}{field}"
    return Column(
        name=name,
        kind=_kind(kind),
        description=kind["description"],
        nullable=nullable,
        values=tuple(kind.get("enum", ())),
        references=TARGETS[field] if _is_id(kind) and field != "id" else None,
    )


def _kind(kind: Json) -> Kind:
    if kind.get("format") == "date":
        return "date"
    match kind["type"]:
        case "string":
            return "text"
        case "array" if kind["items"].get("type") == "string":
            return "texts"
        case "integer" | "number" | "boolean":
            found: Kind = kind["type"]
            return found
        case _:
            return "json"


def _exact(column: Column) -> Column:
    description = f"`{column.name}` in decimal digits: exact in any reader."
    return replace(column, name=f"{column.name}_exact", kind="exact", description=description)


def _taker(fields: Sequence[str]) -> Callable[[Json], Row]:
    if not fields:
        return lambda _: ()
    if len(fields) == 1:
        (field,) = fields
        return lambda item: (item[field],)
    return itemgetter(*fields)


def digits(number: float) -> str:
    """Write a number of a record as decimal digits, without an exponent: its shortest form is its exact value."""
    return f"{Decimal(str(number)):f}"


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


_TEXT: dict[Kind, Callable[[Any], str]] = {"exact": digits, "json": _json}
