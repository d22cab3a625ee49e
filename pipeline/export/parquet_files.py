"""Parquet: a file a table, written in row groups, so that memory does not grow with the number of articles."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import DependencyError
from pipeline.export.reading import Batch, unwritable
from pipeline.export.shape import Column, Kind, Row
from pipeline.export.tables import TABLES, Table

if TYPE_CHECKING:
    import pyarrow as pa

TYPES: dict[Kind, str] = {
    "text": "string", "exact": "string", "json": "string", "date": "date32", "integer": "int64", "number": "float64",
    "boolean": "bool_",
}  # fmt: skip
"""Arrow's type of each kind; `texts` is a list of strings."""


def write(batches: Iterable[Batch], folder: Path) -> None:
    """Write each table to ``<table>.parquet``.

    Raises DependencyError where pyarrow is not installed, OutputError where a value is not of its column's type.
    """
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise DependencyError("pyarrow", "export") from error
    with ExitStack() as stack:
        writers = {}
        for table in TABLES:
            place = folder / f"{table.name}.parquet"
            writers[table.name] = stack.enter_context(parquet.ParquetWriter(place, schema(table), compression="zstd"))
        for batch in batches:
            for table, rows in batch:
                if not rows:
                    continue
                try:
                    writers[table.name].write_table(_columns(table, rows))
                except ArrowException as error:
                    raise unwritable(folder, error) from error


def schema(table: Table) -> "pa.Schema":
    """Give the Arrow schema of a table; each field's metadata holds its description."""
    import pyarrow as pa

    fields = [
        pa.field(column.name, _type(column), nullable=column.nullable, metadata={"description": column.description})
        for column in table.columns
    ]
    return pa.schema(fields, metadata={"description": table.description})


def _type(column: Column) -> "pa.DataType":
    import pyarrow as pa

    return pa.list_(pa.string()) if column.kind == "texts" else getattr(pa, TYPES[column.kind])()


def _columns(table: Table, rows: list[Row]) -> "pa.Table":
    import pyarrow as pa

    arrays = [_array(column, values) for column, values in zip(table.columns, zip(*rows, strict=True), strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema(table))


def _array(column: Column, values: tuple[Any, ...]) -> "pa.Array":
    import pyarrow as pa

    if column.kind == "date":
        return pa.array(values, pa.string()).cast(pa.date32())
    return pa.array(values, _type(column))
