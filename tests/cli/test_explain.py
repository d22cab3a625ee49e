"""``dateline explain``: where items come from, and what became of every number."""

import re
import shutil
from pathlib import Path
from typing import Any, get_args

import orjson
import pytest

from pipeline.explain.meanings import meanings
from schemas.claim import ResolvedBy
from schemas.dates import Resolution
from schemas.entity import MentionLink
from schemas.event import DateBasis
from schemas.figure import UnitType
from schemas.status import Status
from tests.cli.conftest import Dateline, write

STAGES = Path(__file__).parents[2] / "pipeline" / "stages"


def record(out: Path, path: str) -> dict[str, Any]:
    lines = map(orjson.loads, (out / "records.jsonl").read_bytes().splitlines())
    return next(line for line in lines if line["source"]["path"] == path)


def explained(dateline: Dateline, out: Path, *words: str) -> dict[str, Any]:
    result = dateline("explain", out, *words, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = orjson.loads(result.stdout)
    return found


def test_a_figure_is_explained_by_its_tokens_rule_entries_status_date_and_source(dateline: Dateline, finished: Path):
    (figure,) = record(finished, "flood.txt")["figures"]
    found = explained(dateline, finished, figure["id"])
    assert found["article"] == "flood.txt"
    assert found["sentence"].startswith("At least 40 people were killed in floods")
    assert ("killed", "kill") in [(token["text"], token["lemma"]) for token in found["tokens"]]
    assert found["rule_means"].startswith("The predicate right behind the count")
    assert {"word": "kill", "lexicon": "figure_kinds", "path": "kinds.killed.patient"} in found["entries"]
    why = " ".join(found["reasons"])
    assert "Value: at least 40" in why
    assert "Status: attributed. Somebody else says so." in why
    assert "Date: '3 May 2024', 2024-05-03" in why
    assert "Source: 'police'" in why
    assert {link["relation"] for link in found["links"]} >= {"date", "claim", "<- figures"}
    assert found["missing"] == []


def test_every_item_of_every_record_can_be_explained(dateline: Dateline, finished: Path):
    lines = map(orjson.loads, (finished / "records.jsonl").read_bytes().splitlines())
    for line in lines:
        for kind in ("entities", "dates", "figures", "claims", "events"):
            for item in line[kind]:
                found = explained(dateline, finished, item["id"], "--in", line["source"]["path"])
                assert found["rule_means"]
                assert found["reasons"]


def test_what_is_shown_is_what_is_told_as_json(dateline: Dateline, finished: Path):
    (figure,) = record(finished, "flood.txt")["figures"]
    shown = dateline("explain", finished, figure["id"]).stdout
    for words in ("At least 40 people", "figures.behind", "Status: attributed", "kinds.killed.patient", "nsubjpass"):
        assert words in shown


def test_every_number_is_taken_or_passed_over_with_a_reason(dateline: Dateline, tmp_path: Path):
    text = "Flight 370 vanished in 2014 with 239 people, 12 of them crew. Maria, 41, came second. It cost $3 million.\n"
    dateline("run", write(tmp_path / "in", {"a.txt": text}), "-o", tmp_path / "out")
    found = explained(dateline, tmp_path / "out", "a.txt", "--numbers")
    verdicts = {each["text"]: (each["verdict"], each["reason"].partition(":")[0]) for each in found["numbers"]}
    assert verdicts["370"] == ("passed_over", "identifier")
    assert verdicts["2014"][0] == "date"
    assert verdicts["239"][0] == "figure"
    assert verdicts["41"] == ("passed_over", "age")
    assert verdicts["million"][0] == "figure"
    assert "Numbers of a.txt" in dateline("explain", tmp_path / "out", "a", "--numbers").stdout


def test_missing_artifacts_are_named_with_what_makes_them(dateline: Dateline, finished: Path, tmp_path: Path):
    out = Path(shutil.copytree(finished, tmp_path / "out"))
    shutil.rmtree(out / "articles")
    (figure,) = record(out, "flood.txt")["figures"]
    found = explained(dateline, out, figure["id"])
    assert (found["tokens"], found["entries"]) == ([], [])
    assert found["reasons"]
    assert "--artifacts annotate,figures" in found["missing"][0]
    numbers = explained(dateline, out, "flood", "--numbers")
    assert {each["text"] for each in numbers["numbers"]} >= {"40", "3", "2024"}
    assert len(numbers["missing"]) == 2
    assert "Missing" in dateline("explain", out, figure["id"]).stdout


def test_tokens_of_another_text_are_not_shown(dateline: Dateline, finished: Path, tmp_path: Path):
    out = Path(shutil.copytree(finished, tmp_path / "out"))
    name = "30-annotate.json"
    shutil.copy(out / "articles" / "north" / "quake.txt" / name, out / "articles" / "flood.txt" / name)
    found = explained(dateline, out, "40", "--in", "flood")
    assert found["tokens"] == []
    assert "of another text" in found["missing"][0]


def test_an_unknown_item_or_article_is_wrong_usage(dateline: Dateline, finished: Path):
    for words in (["figure_000000000000"], ["figure_000000000000", "--in", "flood"], ["tornado", "--numbers"]):
        assert dateline("explain", finished, *words).exit_code == 2


def test_an_item_of_an_article_can_be_named_by_its_words(dateline: Dateline, finished: Path):
    assert explained(dateline, finished, "40", "--in", "flood")["kind"] == "figure"
    assert explained(dateline, finished, "Kenya", "--in", "flood")["kind"] == "entity"
    assert dateline("explain", finished, "41", "--in", "flood").exit_code == 2


def test_an_item_that_several_articles_hold_is_asked_for_by_article(dateline: Dateline, finished: Path, tmp_path: Path):
    out = Path(shutil.copytree(finished, tmp_path / "out"))
    line = (out / "records.jsonl").read_bytes().splitlines()[0]
    again = line.replace(b'"path":"flood.txt"', b'"path":"flood2.txt"')
    (out / "records.jsonl").write_bytes(line + b"\n" + again + b"\n")
    item = orjson.loads(line)["figures"][0]["id"]
    result = dateline("explain", out, item)
    assert result.exit_code == 2
    assert "flood.txt, flood2.txt" in result.stderr
    assert dateline("explain", out, item, "--in", "flood2").exit_code == 0


def test_a_hostile_article_is_explained_without_its_escape_sequences(dateline: Dateline, tmp_path: Path):
    text = "Police said \x1b]0;owned\x07 that \x9b2J at least two people died in Peru.\n"
    out = tmp_path / "out"
    dateline("run", write(tmp_path / "in", {"evil\x1b[31m.txt": text}), "-o", out)
    (line,) = map(orjson.loads, (out / "records.jsonl").read_bytes().splitlines())
    items = [item["id"] for kind in ("entities", "figures", "claims", "events") for item in line[kind]]
    for words in ([*items[:1]], [*items[-1:]], ["evil", "--numbers"]):
        for more in ([], ["--json"]):
            assert not {"\x1b", "\x07", "\x9b"} & set(dateline("explain", out, *words, *more).output)


def test_every_rule_that_the_stages_name_has_a_meaning_and_no_other():
    named: set[str] = {f"figures.{unit}" for unit in get_args(UnitType)}
    for file in STAGES.rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        named.update(re.findall(r'"((?:entities|dates|figures|claims|events)\.[a-z_]+)"', source))
    table = (STAGES / "dates" / "rules.py").read_text(encoding="utf-8")
    named.update(f"dates.{name}" for name in re.findall(r'^ +\("([a-z_]+)", ', table, re.MULTILINE))
    assert named == set(meanings().rules)


@pytest.mark.parametrize(
    ("kind", "section"),
    [(Status, "statuses"), (DateBasis, "bases"), (Resolution, "resolutions")],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_word_of_a_closed_list_has_a_meaning(kind: Any, section: str):
    assert set(get_args(kind)) == set(getattr(meanings(), section))


def test_every_way_to_resolve_a_mention_or_source_has_a_meaning():
    assert {*get_args(ResolvedBy), *get_args(MentionLink)} == set(meanings().resolved_by)
