"""``dateline diff``: what changed between two runs."""

import copy
import shutil
import tracemalloc
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.diff.changes import Changed, changes
from pipeline.diff.pairs import Told, pairs
from pipeline.store.layout import Layout
from schemas.ids import stable_id
from tests.cli.conftest import Dateline, write
from tests.export import made
from tests.sample import sample

type Record = dict[str, Any]


def told(record: Record) -> Told:
    return Told((record["source"]["path"], 0), "record", orjson.dumps(record), record)


def changed(before: Record, after: Record) -> list[Changed]:
    return list(changes((told(before), told(after))))


def after(edit: Callable[[Record], object]) -> list[Changed]:
    record = sample()
    edit(record)
    return changed(sample(), record)


def put(folder: Path, records: list[Record], rejects: list[Record] = []) -> Layout:  # noqa: B006 - not changed
    folder.mkdir()
    layout = Layout(folder)
    for path, rows in ((layout.records, records), (layout.rejects, rejects)):
        path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    return layout


def renamed(record: Record, old: str, new: str) -> Record:
    again: Record = orjson.loads(orjson.dumps(record).replace(old.encode(), new.encode()))
    return again


def at(path: str, **source: Any) -> Record:
    return {**sample(), "source": {**sample()["source"], "path": path, **source}}


def test_a_changed_field_is_one_change_with_its_values():
    (change,) = after(lambda record: record["figures"][0].update(status="denied"))
    assert (change.kind, change.change, change.field) == ("figure", "changed", "status")
    assert (change.before, change.after, change.item, change.start) == (
        "attributed",
        "denied",
        "at least 40 people",
        29,
    )


def test_items_are_matched_by_what_they_are_and_not_by_their_ids():
    figure = sample()["figures"][0]["id"]
    assert changed(sample(), renamed(sample(), figure, stable_id("figure", "another"))) == []


def test_what_made_the_records_is_not_compared():
    assert after(lambda record: record["producer"].update(dateline="9.9.9", fingerprint="f")) == []


def test_an_item_that_one_run_alone_found_is_added_or_removed():
    bare = copy.deepcopy(sample())
    bare["events"] = []
    bare["claims"][0]["events"] = []
    assert [(each.kind, each.change) for each in changed(sample(), bare)] == [
        ("claim", "changed"),
        ("event", "removed"),
    ]
    assert [(each.kind, each.change) for each in changed(bare, sample())] == [("claim", "changed"), ("event", "added")]


def test_a_reference_that_names_another_item_is_a_change():
    (change,) = after(lambda record: record["figures"][0].update(said_by=record["entities"][1]["id"]))
    assert change.field == "said_by"
    assert "Kyiv" in change.before
    assert "Oleh Hnat" in change.after


def test_where_the_text_changed_items_are_matched_by_their_words():
    moved = orjson.loads(orjson.dumps(sample()))
    moved["text"] = f"Now: {moved['text']}"

    def shift(value: Any) -> None:
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            shift(inner)
        if isinstance(value, dict) and isinstance(value.get("start"), int):
            value.update(start=value["start"] + 5, end=value["end"] + 5)

    shift(moved)
    (change,) = changed(sample(), moved)
    assert (change.kind, change.field) == ("article", "text")
    assert change.after.startswith("... Now: Kyiv")


def test_articles_are_added_removed_or_rejected(tmp_path: Path):
    reject = {"source": {"path": "b.txt", "part": None}, "stage": "clean", "reason": "no_text", "detail": "."}
    one = put(tmp_path / "one", [at("a.txt"), at("b.txt")])
    two = put(tmp_path / "two", [at("c.txt")], [reject])
    found = [change for pair in pairs(one, two) for change in changes(pair)]
    said = [(each.article, each.change, each.before, each.after) for each in found]
    assert said == [
        ("a.txt", "removed", {"outcome": "record"}, None),
        ("b.txt", "changed", "record", "no_text"),
        ("c.txt", "added", None, {"outcome": "record"}),
    ]


def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path):
    text = sample()["text"] + " " * 100_000
    many = put(tmp_path / "many", [{**at(f"{number:03}.txt"), "text": text} for number in range(200)])
    tracemalloc.start()
    assert sum(1 for _ in pairs(many, many)) == 200
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40 * len(text) < many.records.stat().st_size / 4


few = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@few
@given(records=made.outputs())
def test_a_record_does_not_differ_from_itself(records: list[Record]):
    for record in records:
        assert list(_Forced(record, record)) == []


@few
@given(records=made.outputs(), others=made.outputs())
def test_what_is_added_one_way_is_removed_the_other(records: list[Record], others: list[Record]):
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    for one, other in zip(records, others, strict=False):
        there = Counter((each.kind, each.change, each.field) for each in _Forced(one, other))
        back = Counter((each.kind, turned[each.change], each.field) for each in _Forced(other, one))
        assert there == back


class _Forced:
    """The changes of two records, compared field by field even where their lines are the same."""

    def __init__(self, before: Record, after: Record) -> None:
        self.before, self.after = told(before), Told(told(after).key, "record", b"", after)

    def __iter__(self) -> Any:
        return changes((self.before, self.after))


@pytest.fixture
def other(finished: Path, tmp_path: Path) -> Path:
    """The output of a run in which one figure came out otherwise."""
    out = Path(shutil.copytree(finished, tmp_path / "other"))
    body = (out / "records.jsonl").read_bytes()
    assert b'"kind":"killed"' in body
    (out / "records.jsonl").write_bytes(body.replace(b'"kind":"killed"', b'"kind":"wounded"', 1))
    return out


def test_the_exit_status_is_that_of_diff(dateline: Dateline, finished: Path, other: Path, tmp_path: Path):
    assert dateline("diff", finished, finished).exit_code == 0
    assert dateline("diff", finished, other).exit_code == 1
    assert dateline("diff", finished, other, "--json").exit_code == 1
    assert dateline("diff", finished, tmp_path / "none").exit_code == 2


def test_changes_are_lines_below_their_article_and_counted(dateline: Dateline, finished: Path, other: Path):
    said = dateline("diff", finished, other).stdout
    assert said.startswith('flood.txt\n  ~ figure 40 at 9: kind: "killed" -> "wounded"\n')
    assert "changed fields" in said
    assert dateline("diff", finished, finished).stdout == "Nothing changed.\n"


def test_each_change_is_a_json_object_on_its_line(dateline: Dateline, finished: Path, other: Path):
    (line,) = dateline("diff", finished, other, "--json").stdout.splitlines()
    assert orjson.loads(line) == {
        "article": "flood.txt", "kind": "figure", "change": "changed", "item": "40", "start": 9, "field": "kind",
        "before": "killed", "after": "wounded",
    }  # fmt: skip


@pytest.mark.parametrize("damage", [lambda lines: lines[::-1], lambda lines: [*lines, b"{"], lambda _: [b"[]"]])
def test_a_file_that_no_run_wrote_is_an_error(
    dateline: Dateline, finished: Path, tmp_path: Path, damage: Callable[[list[bytes]], list[bytes]]
):
    out = Path(shutil.copytree(finished, tmp_path / "out"))
    lines = (out / "records.jsonl").read_bytes().splitlines()
    (out / "records.jsonl").write_bytes(b"\n".join(damage(lines)) + b"\n")
    assert dateline("diff", finished, out).exit_code == 2


def test_hostile_text_reaches_no_terminal(dateline: Dateline, tmp_path: Path):
    text = "Police said \x1b]0;owned\x07 that \x9b2J at least two people died in Peru.\n"
    name = "evil\x1b[31m.txt"
    dateline("run", write(tmp_path / "a", {name: text}), "-o", tmp_path / "one")
    dateline("run", write(tmp_path / "b", {name: text.replace("two", "nine")}), "-o", tmp_path / "two")
    for more in ([], ["--json"]):
        result = dateline("diff", tmp_path / "one", tmp_path / "two", *more)
        assert result.exit_code == 1
        assert not {"\x1b", "\x07", "\x9b"} & set(result.output)
