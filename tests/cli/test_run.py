"""``dateline run``: what it leaves, what it says, how it ends."""

from pathlib import Path

import orjson
import pytest

from tests.cli.conftest import ARTICLES, Dateline, tree, write


def lines(path: Path) -> list[dict[str, object]]:
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


def test_every_article_is_a_record_sorted_by_path_and_part(finished: Path):
    places = [(record["source"]["path"], record["source"]["part"]) for record in lines(finished / "records.jsonl")]  # type: ignore[index]
    expected = [
        ("flood.txt", None), ("north/quake.txt", None), ("south/quake.txt", None),
        ("wire.json", None),
    ]  # fmt: skip
    assert places == expected
    assert (finished / "rejects.jsonl").read_bytes() == b""


def test_every_article_has_the_artifact_of_every_stage(finished: Path):
    names = sorted(file.name for file in (finished / "articles" / "north" / "quake.txt").iterdir())
    assert names == [
        "10-ingest.json", "20-clean.json", "30-annotate.json", "40-entities.json", "50-dates.json",
        "60-figures.json", "70-claims.json", "80-events.json", "90-record.json",
    ]  # fmt: skip


def test_run_json_accounts_for_every_input(finished: Path):
    report = orjson.loads((finished / "run.json").read_bytes())
    assert (report["inputs"], report["records"], report["rejects"], report["unaccounted"]) == (4, 4, 0, 0)


def test_a_second_run_does_nothing_and_says_so(dateline: Dateline, source: Path, tmp_path: Path):
    dateline("run", source, "-o", tmp_path)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file() and file.name != "lock"}
    again = dateline("run", source, "-o", tmp_path)
    after = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file() and file.name != "lock"}
    assert after == before
    assert again.exit_code == 0
    assert "nothing was done" in again.stdout


def test_a_run_with_rejects_ends_with_status_3_and_names_each(dateline: Dateline, tmp_path: Path):
    source = write(tmp_path / "in", {"a.txt": ARTICLES["flood.txt"], "empty.txt": " \n", "photo.jpg": "x"})
    result = dateline("run", source, "-o", tmp_path / "out")
    assert result.exit_code == 3
    rejects = {row["source"]["path"]: row["reason"] for row in lines(tmp_path / "out" / "rejects.jsonl")}  # type: ignore[index]
    assert rejects == {"empty.txt": "empty", "photo.jpg": "unsupported_type"}
    assert "inputs" in result.stdout


def test_added_changed_and_removed_articles_change_just_their_records(dateline: Dateline, tmp_path: Path):
    source, out = write(tmp_path / "in", ARTICLES), tmp_path / "out"
    dateline("run", source, "-o", out)
    write(source, {"flood.txt": "Nobody was hurt in Kenya.\n", "new.txt": "Three people died in Rome.\n"})
    (source / "south" / "quake.txt").unlink()
    dateline("run", source, "-o", out)
    dateline("run", source, "-o", tmp_path / "fresh")
    assert tree(out) == tree(tmp_path / "fresh")
    assert orjson.loads((out / "run.json").read_bytes())["reused"] == 2


def test_a_damaged_artifact_is_made_again(dateline: Dateline, source: Path, finished: Path, tmp_path: Path):
    dateline("run", source, "-o", tmp_path)
    damaged = tmp_path / "articles" / "flood.txt" / "60-figures.json"
    damaged.write_bytes(damaged.read_bytes()[:-20])
    dateline("run", source, "-o", tmp_path)
    assert tree(tmp_path) == tree(finished)


def test_artifacts_can_be_narrowed_and_the_records_stay_the_same(
    dateline: Dateline, source: Path, finished: Path, tmp_path: Path
):
    dateline("run", source, "-o", tmp_path, "--artifacts", "figures,claims")
    names = {file.name for file in tmp_path.rglob("*.json") if file.is_file()}
    assert names == {"60-figures.json", "70-claims.json", "run.json"}
    assert (tmp_path / "records.jsonl").read_bytes() == (finished / "records.jsonl").read_bytes()


def test_a_run_that_finds_nothing_to_read_says_so(dateline: Dateline, source: Path, tmp_path: Path):
    result = dateline("run", source, "-o", tmp_path, "--include", "*.nosuch")
    assert result.exit_code == 0
    assert "holds nothing to read" in result.stderr
    assert "holds nothing to read" not in dateline("run", source, "-o", tmp_path, "--limit", "1").stderr


def test_the_limit_ends_the_run_after_so_many_articles(dateline: Dateline, source: Path, tmp_path: Path):
    assert dateline("run", source, "-o", tmp_path, "--limit", "2").exit_code == 0
    assert len(lines(tmp_path / "records.jsonl")) == 2


def test_a_given_date_is_the_publication_date_of_all_articles(dateline: Dateline, source: Path, tmp_path: Path):
    dateline("run", source, "-o", tmp_path, "--date", "2024-03-15", "--artifacts", "none", "--limit", "1")
    config = orjson.loads((tmp_path / "run.json").read_bytes())["config"]
    assert config["clean"]["date"] == "2024-03-15"


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["{in}/missing", "-o", "{out}"], 2, "there is no such file or folder"),
        (["{in}", "-o", "{in}/flood.txt"], 1, "cannot be written: Not a directory"),
        (["{in}", "-o", "/proc/none"], 1, "cannot be written"),
        (["{in}", "-o", "{out}", "--artifacts", "figure"], 2, "there is no stage 'figure'"),
        (["{in}", "-o", "{out}", "--date", "2024-02-30"], 2, "is no calendar day"),
        (["{in}", "-o", "{out}", "--config", "{in}/none.toml"], 2, "cannot be read"),
        (["{in}", "-o", "{out}", "--model", "no_such_model"], 1, "cannot be loaded"),
        (["{in}"], 2, "Missing option '-o'"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_with_its_status(
    dateline: Dateline, source: Path, tmp_path: Path, arguments: list[str], status: int, sentence: str
):
    words = [word.replace("{in}", str(source)).replace("{out}", str(tmp_path)) for word in arguments]
    result = dateline("run", *words)
    assert result.exit_code == status
    assert sentence in result.stderr
    assert "Traceback" not in result.output


def test_an_unknown_key_of_the_configuration_is_named(dateline: Dateline, source: Path, tmp_path: Path):
    file = tmp_path / "dateline.toml"
    file.write_text("[clean]\ndat = 1\n")
    result = dateline("run", source, "-o", tmp_path / "out", "--config", file)
    assert (result.exit_code, "clean.dat" in result.stderr) == (2, True)
