"""Every input is a record or a reject, also where a stage is broken."""

import gzip
from functools import wraps
from pathlib import Path
from typing import Any

import orjson
import pytest

from pipeline import job
from pipeline.config import Config
from pipeline.job import Options
from pipeline.raw import Raw
from pipeline.stage import Stage
from pipeline.stages.clean import Clean
from pipeline.stages.events import FindEvents
from pipeline.stages.ingest import Ingest
from pipeline.summary import Position
from schemas.article import Article
from schemas.event import Events
from schemas.source import Source
from tests.cli.conftest import write

ARTICLES = {
    "good.txt": "Forty people were hurt on Monday when a stand collapsed, the mayor of Elm said.",
    "broken.txt": "Nine people died on Tuesday in the flood, according to the county.",
    "rows.jsonl": '{"text": "Two boats sank on Friday, the coast guard said."}\n{"text": \n{"text": 5}\n',
    "empty.txt": "",
    "data.xlsx": "?",
}


def rows(path: Path) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


def test_a_stage_that_is_broken_on_purpose_costs_its_article_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    whole = Ingest.__call__

    @wraps(whole)
    def broken(self: Ingest, raw: Raw) -> Source:
        if raw.path == "broken.txt":
            raise ZeroDivisionError("on purpose")
        return whole(self, raw)

    monkeypatch.setattr(Ingest, "__call__", broken)
    summary = job.run(write(tmp_path / "in", ARTICLES), tmp_path / "out", Config())
    assert (summary.inputs, summary.records, summary.rejects.total(), summary.unaccounted) == (7, 2, 5, 0)
    rejects = rows(tmp_path / "out/rejects.jsonl")
    reasons = {(row["source"]["path"], row["source"]["part"]): row["reason"] for row in rejects}
    assert reasons == {
        ("broken.txt", None): "error",
        ("data.xlsx", None): "unsupported_type",
        ("empty.txt", None): "empty",
        ("rows.jsonl", 2): "bad_json",
        ("rows.jsonl", 3): "wrong_type",
    }


BREAKS = {"error": ZeroDivisionError("on purpose"), "memory": MemoryError(), "depth": RecursionError("too deep")}


@pytest.mark.parametrize("error", BREAKS.values(), ids=BREAKS)
@pytest.mark.parametrize("stage", [Ingest, Clean])
def test_a_stage_that_is_broken_for_every_article_gives_as_many_rejects(
    stage: type[Stage], error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    @wraps(stage.__call__)
    def broken(*_: object) -> object:
        raise error

    monkeypatch.setattr(stage, "__call__", broken)
    summary = job.run(write(tmp_path / "in", ARTICLES), tmp_path / "out", Config())
    assert (summary.inputs, summary.records, summary.rejects.total(), summary.unaccounted) == (7, 0, 7, 0)
    rejects = rows(tmp_path / "out/rejects.jsonl")
    assert {row["detail"] for row in rejects if row["reason"] == "error"} == {f"{type(error).__name__}: {error}"}


def test_a_stage_that_gives_a_wrong_span_costs_its_article_alone_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    whole = FindEvents.__call__

    @wraps(whole)
    def broken(self: FindEvents, article: Article, *rest: Any) -> Events:
        found = whole(self, article, *rest)
        if "flood" not in article.text:
            return found
        event = found.events[0]
        wrong = event.trigger.model_copy(update={"start": event.trigger.start + 1, "end": event.trigger.end + 1})
        return found.model_copy(update={"events": (event.model_copy(update={"trigger": wrong}), *found.events[1:])})

    monkeypatch.setattr(FindEvents, "__call__", broken)
    summary = job.run(write(tmp_path / "in", ARTICLES), tmp_path / "out", Config())
    assert (summary.inputs, summary.records, summary.unaccounted) == (7, 2, 0)
    (reject,) = (row for row in rows(tmp_path / "out/rejects.jsonl") if row["source"]["path"] == "broken.txt")
    assert reject["reason"] == "error"
    assert reject["detail"] == "The record does not hold: events.trigger: [13, 17) is 'ied ', not 'died'"


def test_a_reader_that_breaks_off_in_a_file_costs_that_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> object:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("pipeline.corpus.contents._whole", broken)
    summary = job.run(write(tmp_path / "in", ARTICLES), tmp_path / "out", Config())
    assert (summary.inputs, summary.records, summary.unaccounted) == (7, 1, 0)
    assert summary.rejects["unreadable"] == 3


def test_every_file_is_named_in_one_of_the_two_outputs(tmp_path: Path):
    source = write(tmp_path / "in", ARTICLES)
    job.run(source, tmp_path / "out", Config())
    named = {row["source"]["path"] for name in ("records", "rejects") for row in rows(tmp_path / f"out/{name}.jsonl")}
    assert named == set(ARTICLES)


def test_duplicates_are_marked_in_the_records_and_in_a_second_run_again(tmp_path: Path):
    text = " ".join(f"On day {day} the council voted {day + 2} to {day} for the bridge." for day in range(1, 9))
    source = write(tmp_path / "in", {"a.txt": text, "b.txt": text, "c.txt": ARTICLES["good.txt"]})
    for _ in range(2):
        job.run(source, tmp_path / "out", Config())
        first, second, third = (row["article"] for row in rows(tmp_path / "out/records.jsonl"))
        assert second["duplicate_of"] == rows(tmp_path / "out/records.jsonl")[0]["id"]
        assert second["similarity"] == 1
        assert first["duplicate_of"] is third["duplicate_of"] is None
    (source / "a.txt").unlink()
    job.run(source, tmp_path / "out", Config())
    assert [row["article"]["duplicate_of"] for row in rows(tmp_path / "out/records.jsonl")] == [None, None]


def test_the_time_left_counts_what_will_be_read_and_nothing_else(tmp_path: Path):
    source = write(tmp_path / "in", ARTICLES)
    with (source / "zeros.txt").open("wb") as file:
        file.truncate(5 << 30)
    with (source / "zeros.bin").open("wb") as file:
        file.truncate(5 << 30)
    (source / "packed.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Six died in Elm."}\n' * 40))
    seen: list[tuple[int, int]] = []

    def note(position: Position) -> None:
        seen.append((position.bytes_done, position.bytes_known))

    job.run(source, tmp_path / "out", Config(), Options(batch=1), note)
    assert max(known for _, known in seen) < 5_000
    assert seen[-1][0] == seen[-1][1]
