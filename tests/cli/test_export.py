"""``dateline export``: what it writes, what it refuses, and that nothing half is ever seen."""

import shutil
import sqlite3
import sys
import tracemalloc
from contextlib import closing
from pathlib import Path

import duckdb
import orjson
import pytest
import spacy
from spacy.tokens import DocBin

from pipeline.cli.export import NAMES
from pipeline.component import factory, groups
from pipeline.export import documentation, reading, sql
from pipeline.export.formats import FORMATS
from pipeline.export.tables import TABLES
from pipeline.store.layout import Layout
from tests.cli.conftest import Dateline, tree
from tests.export import read_back
from tests.sample import sample


@pytest.fixture
def out(finished: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(finished, tmp_path / "out"))


def records(out: Path) -> list[dict[str, object]]:
    return [orjson.loads(line) for line in (out / "records.jsonl").read_bytes().splitlines()]


def test_the_page_describes_the_tables_as_they_are():
    assert (
        documentation.PAGE.read_text(encoding="utf-8").partition(documentation.START)[2]
        == f"{documentation.rendered()}\n"
    )


def test_every_format_of_the_command_is_one_that_is_written():
    assert tuple(FORMATS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_export_goes_into_the_output_folder_and_is_not_replaced_unasked(dateline: Dateline, out: Path, name: str):
    first, second, third = (dateline("export", out, "--to", name, *more) for more in ([], [], ["--force"]))
    assert [first.exit_code, second.exit_code, third.exit_code] == [0, 1, 0]
    assert "--force replaces it" in second.stderr
    assert (out / FORMATS[name].place).exists()
    assert not list(out.rglob("*.tmp"))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "duckdb"])
def test_the_same_records_give_the_same_bytes(dateline: Dateline, out: Path, tmp_path: Path, name: str):
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        assert dateline("export", out, "--to", name, "-o", folder / "export").exit_code == 0
    assert tree(one) == tree(two)


def test_how_many_articles_are_read_at_once_changes_no_row(
    dateline: Dateline,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
):
    dateline("export", out, "--to", "parquet", "-o", tmp_path / "whole")
    monkeypatch.setattr(reading, "BATCH_BYTES", 1)
    dateline("export", out, "--to", "parquet", "-o", tmp_path / "piecewise")
    assert read_back.from_parquet(tmp_path / "whole") == read_back.from_parquet(tmp_path / "piecewise")


def test_memory_does_not_grow_with_the_number_of_articles(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    record = orjson.dumps({**sample(), "text": sample()["text"] + " " * 50_000}) + b"\n"
    layout = Layout(tmp_path)
    layout.records.write_bytes(record * 300)
    monkeypatch.setattr(reading, "BATCH_BYTES", 3 * len(record))
    tracemalloc.start()
    assert (
        sum(len(rows) for batch in reading.batches(layout) for table, rows in batch if table.name == "articles") == 300
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * len(record)


@pytest.mark.parametrize("name", NAMES)
def test_an_export_that_fails_leaves_what_was_there(dateline: Dateline, out: Path, name: str):
    assert dateline("export", out, "--to", name).exit_code == 0
    before = tree(out)
    with (out / "records.jsonl").open("ab") as file:
        file.write(b'{"id": 1}\n')
    failed = dateline("export", out, "--to", name, "--force")
    (out / "records.jsonl").write_bytes(before["records.jsonl"])
    assert failed.exit_code == 1
    assert "dateline validate" in failed.stderr
    assert tree(out) == before


def test_records_of_before_a_field_with_a_default_are_exported_with_it(dateline: Dateline, out: Path, tmp_path: Path):
    dateline("export", out, "--to", "csv", "-o", tmp_path / "now")
    body = (out / "records.jsonl").read_bytes()
    (out / "records.jsonl").write_bytes(body.replace(b',"duplicate_of":null', b""))
    assert dateline("export", out, "--to", "csv", "-o", tmp_path / "then").exit_code == 0
    assert tree(tmp_path / "now") == tree(tmp_path / "then")


@pytest.mark.parametrize("name", ["parquet", "sqlite", "duckdb"])
def test_rows_that_a_format_refuses_are_told_and_leave_nothing(dateline: Dateline, out: Path, name: str):
    body = (out / "records.jsonl").read_bytes()
    (out / "records.jsonl").write_bytes(body.replace(b'"schema_version":"', b'"schema_version":[1],"x":"'))
    before = tree(out)
    result = dateline("export", out, "--to", name, "-o", out / "new" / "export")
    assert result.exit_code == 1
    assert "dateline validate" in result.stderr
    assert tree(out) == before


@pytest.mark.parametrize(("name", "package"), [("parquet", "pyarrow"), ("duckdb", "duckdb"), ("duckdb", "pyarrow")])
def test_a_missing_package_is_named_with_what_brings_it(
    dateline: Dateline,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    package: str,
):
    monkeypatch.setitem(sys.modules, package, None)
    result = dateline("export", out, "--to", name)
    assert result.exit_code == 1
    assert f"This needs {package}" in result.stderr
    assert "dateline[export]" in result.stderr


def test_documents_without_their_annotation_are_refused_with_what_makes_it(dateline: Dateline, out: Path):
    (out / "articles" / "flood.txt" / "30-annotate.json").unlink()
    result = dateline("export", out, "--to", "docbin")
    assert result.exit_code == 1
    assert "--artifacts annotate" in result.stderr


def test_a_folder_without_records_is_refused(dateline: Dateline, tmp_path: Path):
    result = dateline("export", tmp_path, "--to", "csv")
    assert (result.exit_code, "holds no records" in result.stderr) == (1, True)


def test_files_that_are_no_export_stay(dateline: Dateline, out: Path):
    (out / "csv").mkdir()
    (out / "csv" / "notes.txt").write_text("mine")
    assert dateline("export", out, "--to", "csv").exit_code == 0
    assert dateline("export", out, "--to", "csv", "--force").exit_code == 0
    assert (out / "csv" / "notes.txt").read_text() == "mine"


def test_documents_hold_the_spans_and_the_records(dateline: Dateline, out: Path):
    dateline("export", out, "--to", "docbin")
    docs = list(DocBin().from_disk(out / "docbin" / "00000.spacy").get_docs(spacy.blank("en").vocab))
    assert [factory.record(doc).model_dump(mode="json") for doc in docs] == records(out)
    for doc in docs:
        record = factory.record(doc)
        assert set(doc.spans) == set(groups.GROUPS)
        assert [span.id_ for span in doc.spans["dateline_figures"]] == [figure.id for figure in record.figures]


def test_the_views_say_who_states_a_figure_and_when_events_were(dateline: Dateline, out: Path):
    dateline("export", out, "--to", "sqlite")
    dateline("export", out, "--to", "duckdb")
    with closing(sqlite3.connect(out / "dateline.sqlite")) as base:
        said = base.execute(
            "SELECT text, low, said_by, earliest FROM figures_with_source WHERE path = 'flood.txt'"
        ).fetchall()
        days = [day for (day,) in base.execute("SELECT day FROM events_by_day")]
        found = base.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'kenya'").fetchone()
        tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert said == [("40", 40, "police", "2024-05-03")]
    assert days == sorted(days)
    assert found == (1,)
    assert {table.name for table in TABLES} <= set(tables)
    with duckdb.connect(str(out / "dateline.duckdb"), read_only=True) as base:
        again = base.execute(
            "SELECT text, low, said_by, earliest::text FROM figures_with_source WHERE path = 'flood.txt'"
        ).fetchall()
        described = base.execute(
            "SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND schema_name = 'main'"
            " AND table_name IN (SELECT table_name FROM duckdb_tables())"
        ).fetchone()
    assert again == said
    assert described == (0,)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_has_a_name_of_its_own_and_a_description(table):
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert all(column.description.endswith((".", "...")) for column in table.columns)
    assert set(table.key) <= set(names)
    assert sql.quoted(table.name) in sql.create(table, dict.fromkeys(documentation.KINDS, "TEXT"), keys=True)
