import gzip
import io
import os
import re
import sys
from pathlib import Path

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline import corpus
from pipeline.config import Config, CorpusConfig
from pipeline.corpus import Input
from pipeline.errors import UsageError
from pipeline.raw import Raw
from schemas.reject import REASONS, Reject

TEXT = "Forty people were hurt on Monday, the mayor said."


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")


def paths(root: Path, **config: tuple[str, ...]) -> list[str]:
    return [item.path for item in corpus.inputs(root, CorpusConfig(**config)) if isinstance(item, Input)]


def articles(path: Path, config: Config | None = None) -> list[Raw | Reject]:
    return list(corpus.articles(Input(path, path.name), config or Config()))


def test_files_are_given_by_path_whatever_order_the_disk_has(tmp_path: Path):
    write(tmp_path, "b.txt", "a/z.txt", "a/b/c.txt", "a.txt", "B.txt")
    assert paths(tmp_path) == ["B.txt", "a.txt", "a/b/c.txt", "a/z.txt", "b.txt"]


def test_globs_are_held_against_path_and_name(tmp_path: Path):
    write(tmp_path, "a/one.txt", "a/two.md", "b/one.txt")
    assert paths(tmp_path, include=("*.txt",)) == ["a/one.txt", "b/one.txt"]
    assert paths(tmp_path, include=("*.txt",), exclude=("b/*",)) == ["a/one.txt"]


def test_the_output_folder_is_no_input(tmp_path: Path):
    write(tmp_path, "a.txt", "out/records.jsonl")
    found = corpus.inputs(tmp_path, CorpusConfig(), tmp_path / "out")
    assert [item.path for item in found if isinstance(item, Input)] == ["a.txt"]


NAMES = st.lists(st.sampled_from([b"\\", b"x", b"f", b"5", b"c", b"\xff", b"\xc3\xa9"]), max_size=12).map(b"".join)


@given(NAMES, NAMES)
@example(b"\xff", rb"\xff")
@example(rb"\xff", rb"\x5cxff")
@example(b"\\\\xff", b"\\\xff")
def test_names_that_differ_in_a_byte_differ_in_records(one: bytes, other: bytes):
    names = corpus.name_of(os.fsdecode(one)), corpus.name_of(os.fsdecode(other))
    assert (names[0] == names[1]) == (one == other)
    assert re.sub(rb"\\x([0-9a-f]{2})", lambda found: bytes.fromhex(found[1].decode()), names[0].encode()) == one


def test_bytes_that_are_no_utf8_and_a_name_that_spells_them_give_two_articles(tmp_path: Path):
    write(tmp_path, os.fsdecode(b"a\xff.txt"), r"a\xff.txt", r"a\x.txt")
    assert paths(tmp_path) == [r"a\x.txt", r"a\x5cxff.txt", r"a\xff.txt"]


def test_one_file_is_an_input_by_its_name(tmp_path: Path):
    write(tmp_path, "a.txt")
    assert paths(tmp_path / "a.txt") == ["a.txt"]


def test_a_source_that_is_not_there_is_a_usage_error(tmp_path: Path):
    with pytest.raises(UsageError, match="no such file or folder"):
        corpus.inputs(tmp_path / "nothing")


def test_a_pipe_put_in_the_place_of_a_file_does_not_hang(tmp_path: Path):
    os.mkfifo(tmp_path / "a.txt")
    assert [item.reason for item in articles(tmp_path / "a.txt") if isinstance(item, Reject)] == ["not_regular_file"]


def test_standard_input_is_read_by_its_content(monkeypatch: pytest.MonkeyPatch):
    rows = b"".join(orjson.dumps({"text": f"{TEXT} {number}"}) + b"\n" for number in range(2))
    for data, forms in ((TEXT.encode(), ["txt"]), (rows, ["jsonl", "jsonl"]), (b"<!doctype html><p>" + rows, ["html"])):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        (item,) = corpus.inputs(Path("-"))
        assert isinstance(item, Input)
        assert [raw.format for raw in corpus.articles(item, Config()) if isinstance(raw, Raw)] == forms


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "a.jsonl.gz"])
def test_packed_files_are_unpacked(name: str, tmp_path: Path):
    data = orjson.dumps({"text": TEXT}) if "json" in name else TEXT.encode()
    (tmp_path / name).write_bytes(gzip.compress(data))
    assert [raw.data for raw in articles(tmp_path / name) if isinstance(raw, Raw)] == [data]


def test_a_line_over_the_limit_costs_itself_alone(tmp_path: Path):
    lines = [orjson.dumps({"text": "x" * size}) for size in (10, 200_000, 20)]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    found = articles(tmp_path / "a.jsonl", Config(corpus=CorpusConfig(max_bytes=100_000)))
    assert [(item.part, item.data) for item in found if isinstance(item, Raw)] == [(1, lines[0]), (3, lines[2])]
    assert [(item.source.part, item.reason) for item in found if isinstance(item, Reject)] == [(2, "too_large")]


def test_a_file_over_the_limit_is_refused_by_its_size(tmp_path: Path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(5 << 30)
    assert [item.reason for item in articles(tmp_path / "a.txt") if isinstance(item, Reject)] == ["too_large"]


def test_every_reason_of_a_reject_is_documented():
    documented = (Path(__file__).parents[1] / "docs" / "ingest.md").read_text(encoding="utf-8")
    assert [reason for reason in REASONS if f"| `{reason}` |" not in documented] == []
