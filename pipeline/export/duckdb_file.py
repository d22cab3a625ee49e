"""DuckDB: one file with all tables, a comment at each column, and the views; loaded by way of Parquet."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.errors import DependencyError
from pipeline.export import parquet_files, sql
from pipeline.export.reading import Batch, unwritable
from pipeline.export.shape import Kind
from pipeline.export.tables import TABLES

TYPES: dict[Kind, str] = {
    "text": "VARCHAR", "exact": "VARCHAR", "json": "JSON", "texts": "VARCHAR[]", "date": "DATE", "integer": "BIGINT",
    "number": "DOUBLE", "boolean": "BOOLEAN",
}  # fmt: skip
MEMORY = "512MB"
"""What DuckDB may hold while it loads."""


def write(batches: Iterable[Batch], file: Path) -> None:
    """Write all tables to one database; raises DependencyError where duckdb or pyarrow is not installed."""
    try:
        import duckdb
    except ImportError as error:
        raise DependencyError("duckdb", "export") from error
    with TemporaryDirectory(dir=file.parent) as folder:
        parquet_files.write(batches, Path(folder))
        try:
            with duckdb.connect(str(file), config={"memory_limit": MEMORY, "temp_directory": folder}) as base:
                for statement, values in _statements(folder):
                    base.execute(statement, values)
        except duckdb.Error as error:
            raise unwritable(file, error) from error


def _statements(folder: str) -> Iterator[tuple[str, list[str]]]:
    for table in TABLES:
        yield sql.create(table, TYPES, keys=False), []
        load = f"INSERT INTO {sql.quoted(table.name)} SELECT * FROM read_parquet(?)"  # noqa: S608 - own names
        yield load, [f"{folder}/{table.name}.parquet"]
        yield from ((comment, []) for comment in sql.comments(table))
    yield sql.views(), []
