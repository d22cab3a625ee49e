"""Every export reads back to the same facts, whatever text an article holds."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.export.formats import FORMATS, export
from pipeline.export.tables import TABLES
from pipeline.store.layout import Layout
from tests.export import made, read_back

READERS: dict[str, Callable[[Path], read_back.Tables]] = {
    "parquet": read_back.from_parquet,
    "csv": read_back.from_csv,
    "sqlite": read_back.from_sqlite,
    "duckdb": read_back.from_duckdb,
}
few = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

type Lines = list[dict[str, Any]]


def put(folder: Path, records: Lines, rejects: Lines) -> Layout:
    """An output folder that holds these records and rejects."""
    layout = Layout(folder)
    for path, rows in ((layout.records, records), (layout.rejects, rejects)):
        path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    return layout


@pytest.mark.parametrize("name", READERS)
@few
@given(records=made.outputs(), rejects=made.rejects())
def test_a_table_export_reads_back_to_the_same_facts(name: str, records: Lines, rejects: Lines):
    with TemporaryDirectory() as folder:
        layout = put(Path(folder), records, rejects)
        place = Path(folder, "export")
        export(layout, FORMATS[name], place, force=False)
        tables = READERS[name](place)
    assert read_back.records(tables) == records
    assert read_back.rejects(tables) == rejects


@few
@given(records=made.outputs(), rejects=made.rejects())
def test_no_text_of_a_sheet_is_a_formula(records: Lines, rejects: Lines):
    with TemporaryDirectory() as folder:
        export(put(Path(folder), records, rejects), FORMATS["csv"], Path(folder), force=False)
        for table in TABLES:
            for row in read_back.fields(Path(folder, f"{table.name}.csv").read_bytes().decode("utf-8-sig")):
                for column, (value, quoted) in zip(table.columns, row, strict=True):
                    assert not quoted or column.kind == "exact" or not value.startswith(tuple("=+-@\t\r\n＝＋－＠"))


@few
@given(records=made.outputs(), rejects=made.rejects())
def test_sqlite_is_sound_and_its_foreign_keys_hold(records: Lines, rejects: Lines):
    with TemporaryDirectory() as folder:
        export(put(Path(folder), records, rejects), FORMATS["sqlite"], Path(folder, "base"), force=False)
        with closing(sqlite3.connect(Path(folder, "base"))) as base:
            assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert base.execute("PRAGMA foreign_key_check").fetchall() == []
            base.execute("INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")
            dangling = base.execute("""
                SELECT * FROM links WHERE NOT EXISTS (
                    SELECT article, id FROM entities UNION ALL SELECT article, id FROM dates UNION ALL
                    SELECT article, id FROM figures UNION ALL SELECT article, id FROM claims UNION ALL
                    SELECT article, id FROM events INTERSECT SELECT links.article, links.item
                )
            """)
            assert dangling.fetchall() == []
