"""The other commands: inspect, extract, validate, schema, stages, and what they have in common."""

import os
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest
from rich.console import Console

from pipeline.cli import main
from pipeline.cli.render.article import article
from pipeline.cli.terminal import escaped
from pipeline.plan import PLAN
from pipeline.text.visible import visible
from schemas.jsonschema import PUBLISHED, json_schema
from schemas.record import ArticleRecord
from tests.cli.conftest import Dateline
from tests.sample import sample, sample_record


def rendered(record: ArticleRecord) -> str:
    console = Console(width=200, record=True, file=open(os.devnull, "w"))  # noqa: SIM115, PTH123
    console.print(article(record))
    return console.export_text()


@pytest.mark.parametrize("name", main.commands)
def test_the_help_of_every_command_has_examples_or_says_what_it_prints(dateline: Dateline, name: str):
    result = dateline(name, "--help")
    assert "\\b" not in result.stdout
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 6


def test_help_answers_in_well_under_a_second_and_loads_no_spacy():
    start = time.monotonic()
    code = "import sys; from pipeline.cli import main; main(['--help'], standalone_mode=False)"
    code += "; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
    assert time.monotonic() - start < 2


def test_the_version_is_printed(dateline: Dateline):
    assert dateline("--version").stdout == "dateline 0.1.0\n"


def test_stages_are_listed_with_their_lexicons(dateline: Dateline):
    shown = dateline("stages").stdout
    for stage in PLAN:
        assert stage.name in shown
        assert all(lexicon in shown for lexicon in stage.lexicons)


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_published_schema_is_printed_and_named_in_the_help(dateline: Dateline, name: str):
    assert orjson.loads(dateline("schema", name).stdout) == json_schema(name)
    assert name in dateline("schema", "--help").stdout


def test_an_unknown_schema_is_wrong_usage(dateline: Dateline):
    assert dateline("schema", "recrod").exit_code == 2


def test_the_records_of_a_run_are_valid(dateline: Dateline, finished: Path):
    result = dateline("validate", finished / "records.jsonl")
    assert (result.exit_code, result.stdout) == (0, "4 lines, all hold.\n")


def test_the_first_broken_field_of_each_bad_line_is_named(dateline: Dateline):
    wrong = sample()
    wrong["figures"][0]["value"]["low"] = "forty"
    shifted = sample()
    shifted["entities"][0]["mentions"][0]["start"] += 1
    lines = [orjson.dumps(row) for row in (sample(), wrong, shifted)] + [b"{"]
    result = dateline("validate", "-", stdin=b"\n".join(lines) + b"\n")
    assert result.exit_code == 1
    said = result.stdout.splitlines()
    assert ":2: figures.0.value.low: " in said[0]
    assert ":3: " in said[1]
    assert "is 'yiv', not 'Kyiv'" in said[1]
    assert ":4: (the line): Invalid JSON" in said[2]
    assert said[3] == "4 lines, 3 of them broken."


def test_the_record_of_a_text_on_standard_input_is_printed(dateline: Dateline):
    result = dateline("extract", "--date", "2024-03-15", stdin="At least 40 people were killed in Peru on Friday.")
    record = ArticleRecord.model_validate_json(result.stdout)
    assert (result.exit_code, record.source.format) == (0, "txt")


def test_the_format_of_a_text_can_be_given(dateline: Dateline):
    result = dateline("extract", "--format", "json", stdin='{"text": "Two people died in Mali."}')
    assert orjson.loads(result.stdout)["source"]["format"] == "json"


def test_a_text_that_gives_no_record_ends_with_status_3(dateline: Dateline):
    result = dateline("extract", stdin="  \n")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "no record: empty" in result.stderr


def test_an_article_is_named_by_any_unambiguous_part_of_its_path(dateline: Dateline, finished: Path):
    for name in ("flood", "flood.txt", "north", "north/quake.txt"):
        assert dateline("inspect", finished, name).exit_code == 0


def test_an_article_is_named_by_its_id(dateline: Dateline, finished: Path):
    record = orjson.loads((finished / "records.jsonl").read_bytes().splitlines()[1])
    assert "north/quake.txt" in dateline("inspect", finished, record["id"]).stdout


def test_a_name_that_fits_several_articles_or_none_is_wrong_usage(dateline: Dateline, finished: Path):
    several, none = dateline("inspect", finished, "quake"), dateline("inspect", finished, "tornado")
    assert (several.exit_code, none.exit_code) == (2, 2)
    assert "north/quake.txt, south/quake.txt" in several.stderr
    assert "'tornado'" in none.stderr


def test_the_artifact_of_a_stage_is_shown(dateline: Dateline, finished: Path):
    artifact = orjson.loads(dateline("inspect", finished, "flood", "--stage", "clean").stdout)
    assert (artifact["stage"], artifact["record"]["text"][:8]) == ("clean", "At least")


def test_an_unknown_stage_is_wrong_usage_and_a_missing_artifact_a_failure(dateline: Dateline, finished: Path):
    assert dateline("inspect", finished, "flood", "--stage", "figure").exit_code == 2
    assert dateline("inspect", finished / "articles", "flood").exit_code == 1


def test_a_record_is_shown_with_values_in_words_and_who_says_so():
    shown = rendered(sample_record())
    assert "at least 40" in shown
    assert "attributed" in shown
    assert "2023-05-03" in shown
    assert "patient: people" in shown
    assert "Oleh Hnat" in shown


def test_control_characters_never_reach_the_terminal():
    hostile = "\x1b[31m red \x07\x9b2J \u202eevil"
    assert visible(hostile) == "␛[31m red ␇�2J �evil"
    assert len(visible(hostile)) == len(hostile)
    json = orjson.dumps({"text": hostile}).decode()
    assert orjson.loads(escaped(json))["text"] == hostile
    assert "\x9b" not in escaped(json)


def test_a_hostile_article_is_shown_without_its_escape_sequences(dateline: Dateline, tmp_path: Path):
    (tmp_path / "evil\x1b[31m.txt").write_text("Police said \x1b]0;owned\x07 that \x9b2J two people died.\n")
    out = tmp_path / "out"
    dateline("run", tmp_path, "-o", out)
    for command in (["evil"], ["evil", "--json"], ["evil", "--stage", "clean"], ["none"]):
        result = dateline("inspect", out, *command)
        assert not {"\x1b", "\x07", "\x9b"} & set(result.output)
