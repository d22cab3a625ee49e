"""What is taken over from an earlier run: same fingerprint, so reuse; nothing else."""

import resource
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from pipeline import job, lexicon
from pipeline.config import Config
from pipeline.errors import OutputError
from pipeline.executors.start import Workers
from pipeline.job import Options
from pipeline.reuse import NOTHING, Reuse
from pipeline.run import Pipeline
from pipeline.stage import Stage
from pipeline.stages.annotate import Annotate
from pipeline.stages.assemble import Assemble
from pipeline.stages.claims import FindClaims
from pipeline.stages.entities import FindEntities
from pipeline.stages.events import FindEvents
from pipeline.summary import Summary
from pipeline.work import process
from tests.cli.conftest import ARTICLES, tree, write

HERE = Workers(number=0)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "in", ARTICLES)


@pytest.fixture
def fresh_pipelines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pipelines are set up anew for each batch, so that a changed lexicon is seen."""
    monkeypatch.setattr("pipeline.work.ready", Pipeline)


def run(source: Path, out: Path, **options: Any) -> Summary:
    return job.run(source, out, Config(), Options(workers=HERE, **options))


@pytest.fixture
def change_lexicon(monkeypatch: pytest.MonkeyPatch, fresh_pipelines: None) -> Callable[[str], None]:  # noqa: ARG001
    """Add a comment to a lexicon, which is a change of its bytes."""

    def change(name: str) -> None:
        read = lexicon.source
        monkeypatch.setattr(
            lexicon, "source", lambda wanted: read(wanted) + (b"\n# changed\n" if wanted == name else b"")
        )

    return change


def test_a_changed_lexicon_redoes_the_stages_it_touches_and_gives_the_bytes_of_a_fresh_run(
    source: Path, tmp_path: Path, change_lexicon: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
):
    run(source, tmp_path / "out")
    change_lexicon("events")
    run(source, tmp_path / "fresh")
    monkeypatch.setattr(Annotate, "__init__", _never)
    summary = run(source, tmp_path / "out")
    assert dict(summary.worked_on) == {"events changed": len(ARTICLES)}
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_a_stage_whose_records_to_read_come_out_as_before_is_not_run_again(
    source: Path, tmp_path: Path, change_lexicon: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
):
    run(source, tmp_path / "out")
    change_lexicon("units")
    run(source, tmp_path / "fresh")
    for stage in (FindClaims, FindEvents, Assemble):
        monkeypatch.setattr(stage, "batch", _never)
    summary = run(source, tmp_path / "out")
    assert dict(summary.worked_on) == {"figures changed": len(ARTICLES)}
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


@pytest.mark.usefixtures("fresh_pipelines")
def test_a_changed_word_of_a_lexicon_changes_what_it_touches_and_gives_the_bytes_of_a_fresh_run(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    run(source, tmp_path / "out")
    before = tree(tmp_path / "out")
    read = lexicon.source
    monkeypatch.setattr(lexicon, "source", lambda name: read(name).replace(b'"dead"', b'"deaf"'))
    run(source, tmp_path / "fresh")
    run(source, tmp_path / "out")
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh") != before


def test_what_a_lost_artifact_held_is_made_again_and_what_read_it_is_taken_over(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    run(source, tmp_path / "out")
    before = tree(tmp_path / "out")
    (tmp_path / "out" / "articles" / "wire.json" / "50-dates.json").unlink()
    monkeypatch.setattr(FindEvents, "batch", _never)
    run(source, tmp_path / "out")
    assert tree(tmp_path / "out") == before


def _never(_self: Stage, _given: object) -> None:
    raise AssertionError("a stage is used that nothing needs")


@pytest.mark.usefixtures("fresh_pipelines")
def test_from_a_stage_on_nothing_is_taken_over_and_what_stands_before_it_is_not_even_loaded(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    run(source, tmp_path / "out")
    before = tree(tmp_path / "out")
    for stage in (Annotate, FindEntities):
        monkeypatch.setattr(stage, "__init__", _never)
    summary = run(source, tmp_path / "out", reuse=Reuse(since="figures"))
    assert dict(summary.worked_on) == {"asked for": len(ARTICLES)}
    assert tree(tmp_path / "out") == before


def test_forced_everything_is_done_again(source: Path, tmp_path: Path):
    run(source, tmp_path / "out")
    before = tree(tmp_path / "out")
    assert run(source, tmp_path / "out", reuse=NOTHING).reused == 0
    assert tree(tmp_path / "out") == before


def test_without_artifacts_a_changed_lexicon_redoes_all(
    source: Path, tmp_path: Path, change_lexicon: Callable[[str], None]
):
    run(source, tmp_path / "out", keep=frozenset())
    change_lexicon("events")
    summary = run(source, tmp_path / "out", keep=frozenset())
    assert dict(summary.worked_on) == {"rules or configuration changed": len(ARTICLES)}


def test_another_configuration_is_never_mixed_with_the_last(source: Path, tmp_path: Path):
    dated = Config.model_validate({"clean": {"date": "2024-03-15"}})
    run(source, tmp_path / "out")
    job.run(source, tmp_path / "out", dated, Options(workers=HERE))
    job.run(source, tmp_path / "fresh", dated, Options(workers=HERE))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_the_reasons_why_articles_are_worked_on_are_counted(source: Path, tmp_path: Path):
    run(source, tmp_path / "out")
    write(source, {"flood.txt": "Nobody was hurt in Kenya on Friday.\n", "new.txt": "Three people died in Rome.\n"})
    (tmp_path / "out" / "articles" / "wire.json" / "40-entities.json").write_bytes(b"{}")
    summary = run(source, tmp_path / "out")
    assert dict(summary.worked_on) == {"artifact missing or damaged": 1, "changed": 1, "new": 1}
    assert summary.reused == len(ARTICLES) - 2


@pytest.mark.parametrize("size", [1, 3, 64])
def test_the_size_of_batches_changes_nothing(source: Path, tmp_path: Path, size: int):
    run(source, tmp_path / "one")
    run(source, tmp_path / "other", batch=size)
    assert tree(tmp_path / "one") == tree(tmp_path / "other")


def test_a_run_that_stops_keeps_what_was_done_and_the_next_goes_on_from_there(source: Path, tmp_path: Path):
    batches = []

    def stopping(*arguments: Any) -> Any:
        batches.append(arguments)
        if len(batches) == 3:
            raise KeyboardInterrupt
        return process(*arguments)

    with pytest.raises(KeyboardInterrupt):
        job.run(source, tmp_path / "out", Config(), Options(batch=1, workers=Workers(number=0, function=stopping)))
    assert not (tmp_path / "out" / "records.jsonl").exists()
    assert run(source, tmp_path / "out").reused == 2
    run(source, tmp_path / "fresh")
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_a_torn_line_of_the_journal_is_done_again(source: Path, tmp_path: Path):
    run(source, tmp_path / "fresh")
    records = (tmp_path / "fresh" / "records.jsonl").read_bytes().splitlines()
    lines = [b'{"record":' + record + b"}" for record in records]
    state = tmp_path / "out" / ".dateline"
    state.mkdir(parents=True)
    (state / "journal.jsonl").write_bytes(b"\n".join(lines)[:-40])
    summary = run(source, tmp_path / "out", keep=frozenset())
    assert summary.reused == len(ARTICLES) - 1
    assert (tmp_path / "out" / "records.jsonl").read_bytes() == (tmp_path / "fresh" / "records.jsonl").read_bytes()
    assert orjson.loads((tmp_path / "out" / "run.json").read_bytes())["unaccounted"] == 0


@pytest.fixture
def file_limit() -> Iterator[Callable[[int | None], None]]:
    """Limit the size of files, as a full disk would: what is written beyond it fails."""
    old, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def limit(size: int | None) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (old[0] if size is None else size, old[1]))

    yield limit
    limit(None)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_write_that_fails_leaves_nothing_torn_and_the_next_run_goes_on(
    source: Path, tmp_path: Path, file_limit: Callable[[int | None], None], part: float
):
    run(source, tmp_path / "fresh", keep=frozenset())
    size = (tmp_path / "fresh" / "records.jsonl").stat().st_size
    file_limit(int(size * part))
    with pytest.raises(OutputError, match="cannot be written"):
        run(source, tmp_path / "out", keep=frozenset(), batch=1)
    file_limit(None)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".dateline"]
    assert run(source, tmp_path / "out", keep=frozenset()).unaccounted == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")
