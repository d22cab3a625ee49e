"""Dateline from Python: the same records as the command line, for texts, streams and folders, used as people use it."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count, islice
from pathlib import Path

import orjson
import pandas as pd
import pytest
from click.testing import CliRunner

import pipeline as package
from pipeline import (
    ArticleRecord,
    Config,
    Dateline,
    DatelineError,
    ModelError,
    Options,
    Reject,
    RejectError,
    UsageError,
)
from pipeline.cli import main
from pipeline.run import Pipeline

ROOT = Path(__file__).parents[1]
TEXT = "At least 40 people were killed in Peru on Friday, police said."
SEED = ROOT / "seeds" / "000_ceb5c5920158999b.txt"


@pytest.fixture(scope="module")
def dateline(pipeline: Pipeline) -> Dateline:  # noqa: ARG001 - what is loaded for the session serves here too
    return Dateline()


def written(record: ArticleRecord | Reject) -> bytes:
    assert isinstance(record, ArticleRecord)
    return record.model_dump_json().encode()


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def kinds(outcomes: Iterator[ArticleRecord | Reject]) -> list[str]:
    return [outcome.reason if isinstance(outcome, Reject) else "record" for outcome in outcomes]


def test_importing_the_package_loads_nothing():
    code = "import sys, pipeline; assert not {'spacy', 'pydantic', 'numpy'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0


def test_every_exported_name_is_there_and_no_other():
    assert all(getattr(package, name) is not None for name in package.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Datelin'"):
        _ = package.Datelin  # type: ignore[attr-defined]


def test_a_text_gives_the_record_that_the_command_prints(dateline: Dateline):
    printed = CliRunner().invoke(main, ["extract"], input=TEXT).stdout
    assert dateline(TEXT).model_dump_json(indent=2) + "\n" == printed


def test_a_day_for_all_texts_is_the_option_of_the_command():
    printed = CliRunner().invoke(main, ["extract", "--date", "2024-03-15"], input=TEXT).stdout
    assert Dateline(published="2024-03-15")(TEXT).model_dump_json(indent=2) + "\n" == printed


def test_a_folder_gives_the_files_of_the_command_and_each_text_the_line_of_its_file(dateline: Dateline, tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    story = {"text": TEXT, "published": "2024-03-15", "title": "Deaths in Peru"}
    (folder / "a.txt").write_bytes(SEED.read_bytes())
    (folder / "b.jsonl").write_bytes(orjson.dumps(story) + b"\n" + orjson.dumps({"text": TEXT}) + b"\n")
    summary = dateline.run(folder, tmp_path / "api", Options(keep=frozenset()))
    assert (
        CliRunner().invoke(main, ["run", str(folder), "-o", str(tmp_path / "cli"), "--artifacts", "none"]).exit_code
        == 0
    )
    assert (summary.inputs, summary.records, summary.unaccounted) == (3, 3, 0)
    records = lines(tmp_path / "api" / "records.jsonl")
    assert records == lines(tmp_path / "cli" / "records.jsonl")
    assert written(dateline(SEED.read_text(encoding="utf-8"), path="a.txt")) == records[0]
    assert list(map(written, dateline.pipe([story, {"text": TEXT}], path="b.jsonl"))) == [
        *records[1:2],
        unmarked(records[2]),
    ]


def unmarked(line: bytes) -> bytes:
    """A record as it is before a run marks duplicates."""
    record = orjson.loads(line)
    record["article"].update(duplicate_of=None, similarity=None)
    return orjson.dumps(record)


def test_metadata_come_into_the_record(dateline: Dateline):
    record = dateline(
        TEXT, title="Deaths in Peru", subtitle="Police speak", author=["Ana Ruiz", "Tom Lee"], publisher="The Courier",
        url="https://news.example/peru", published=date(2024, 3, 15),
    )  # fmt: skip
    info = record.article
    assert (info.title, info.subtitle, info.publisher) == ("Deaths in Peru", "Police speak", "The Courier")
    assert ([byline.name for byline in info.bylines], info.url) == (
        ["Ana Ruiz", "Tom Lee"],
        "https://news.example/peru",
    )
    assert record.dates[0].edtf == "2024-03-15"


@pytest.mark.parametrize(
    "day",
    [
        "2024-03-15",
        "15 March 2024",
        date(2024, 3, 15),
        datetime(2024, 3, 15, 23, 59, tzinfo=UTC),
        pd.Timestamp("2024-03-15"),
    ],
)
def test_a_day_may_be_a_string_or_a_date(dateline: Dateline, day: str | date):
    published = dateline(TEXT, published=day).article.published
    assert published is not None
    assert (published.value, published.found_in) == ("2024-03-15", "metadata")


def test_no_day_leaves_relative_dates_open(dateline: Dateline):
    record = dateline(TEXT, published=None)
    assert (record.article.published, record.dates[0].resolution) == (None, "unresolved")
    assert "no_publication_date" in {warning.code for warning in record.warnings}


def test_the_metadata_of_a_call_go_before_those_of_an_object(dateline: Dateline):
    story = {"text": TEXT, "headline": "Old", "date": "2020-01-01", "guid": "x1"}
    record = dateline(story, title="New", published="2024-03-15")
    assert (record.article.title, record.source.external_id) == ("New", "x1")
    assert record.article.published is not None
    assert record.article.published.value == "2024-03-15"


def test_a_page_and_bytes_are_read_as_files_are(dateline: Dateline):
    page = f"<html><head><title>Deaths</title></head><body><article><p>{TEXT} {TEXT}</p></article></body></html>"
    assert dateline(page, format="html").article.title == "Deaths"
    assert dateline(TEXT.encode("utf-16")).source.encoding == "utf-16-le"


@pytest.mark.parametrize("text", ["", " \n\t\u200b", "...", b"\x01\x02\x03\x04", b"%PDF-1.7"])
def test_what_gives_no_record_raises_with_the_reason(dateline: Dateline, text: str | bytes):
    with pytest.raises(RejectError) as error:
        dateline(text)
    assert error.value.reason in ("empty", "no_text", "not_text")
    assert isinstance(error.value, DatelineError)


def test_another_language_is_refused_unless_it_is_asked_for(dateline: Dateline):
    german = (
        "Bei einem Erdbeben im Norden des Landes sind nach Angaben der Behörden mindestens vierzig Menschen gestorben. "
        * 3
    )
    with pytest.raises(RejectError) as error:
        dateline(german)
    assert error.value.reason == "language"
    assert Dateline(any_language=True)(german).article.language == "de"


def test_a_stream_goes_on_behind_what_gives_no_record(dateline: Dateline):
    given = [TEXT, "", None, float("nan"), 7, {"text": ["a"]}, {}, "a\0b", b"\xff\xd8\xff", {"text": TEXT}]
    expected = ["record", "empty", "missing_text", "missing_text", "wrong_type", "wrong_type", "missing_text"]
    assert kinds(dateline.pipe(given)) == [*expected, "record", "not_text", "record"]  # type: ignore[arg-type]


def test_one_article_comes_out_for_each_that_goes_in_with_its_context(dateline: Dateline):
    pairs = [(TEXT, {"row": 1}), ("", {"row": 2}), ("Two died in Mali.", {"row": 3})]
    found = list(dateline.pipe(pairs, as_tuples=True, batch_size=2))
    assert [context["row"] for _, context in found] == [1, 2, 3]
    assert [outcome.source.part for outcome, _ in found] == [1, 2, 3]
    assert [type(outcome) for outcome, _ in found] == [ArticleRecord, Reject, ArticleRecord]


def test_records_of_one_stream_have_ids_of_their_own_and_do_not_depend_on_the_size_of_batches(dateline: Dateline):
    texts = [TEXT, TEXT, "Two died in Mali.", "Three drowned."]
    one, four = (list(map(written, dateline.pipe(texts, batch_size=size))) for size in (1, 4))
    assert one == four
    assert len({orjson.loads(line)["id"] for line in one}) == len(texts)


def test_a_stream_may_be_endless_and_is_read_a_batch_at_a_time(dateline: Dateline):
    taken: list[int] = []

    def texts() -> Iterator[str]:
        for number in count(1):
            taken.append(number)
            yield f"{number} people died in Mali."

    found = list(islice(dateline.pipe(texts(), batch_size=3), 7))
    assert kinds(iter(found)) == ["record"] * 7
    assert len(taken) <= 10


def test_an_empty_stream_gives_nothing(dateline: Dateline):
    assert list(dateline.pipe([])) == []
    assert list(dateline.pipe([], as_tuples=True)) == []


def test_an_error_of_the_source_of_texts_comes_through(dateline: Dateline):
    def texts() -> Iterator[str]:
        yield TEXT
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(dateline.pipe(texts()))


def test_streams_may_be_used_one_within_the_other(dateline: Dateline):
    inner = (dateline(text).text for text in (TEXT, "Two died in Mali."))
    for outcome in dateline.pipe(inner, batch_size=1):
        assert isinstance(outcome, ArticleRecord)
        assert dateline(outcome.text).text == outcome.text


def test_threads_get_the_records_that_one_thread_gets(dateline: Dateline):
    texts = [f"{number} people died in Mali on Monday, officials said." for number in range(40, 46)]
    expected = [written(dateline(text)) for text in texts]
    found: dict[int, bytes] = {}

    def work(part: int) -> None:
        for place in range(part, len(texts), 3):
            found[place] = written(Dateline()(texts[place]))

    threads = [threading.Thread(target=work, args=(part,)) for part in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[place] for place in range(len(texts))] == expected


def test_a_long_text_is_one_record(dateline: Dateline):
    record = dateline("\n\n".join(f"{number} people died in Mali." for number in range(1, 401)))
    assert [figure.text for figure in record.figures] == [f"{number}" for number in range(1, 401)]


@pytest.mark.parametrize("char", ["\0", "\ud800", "\ufeff", "\u202e", "\U0001f4a5", "\x1b[31m", "\r\n", "e\u0301"])
def test_odd_characters_cost_no_figure(dateline: Dateline, char: str):
    record = dateline(f"Storm {char}hits. At least 40 people were killed.")
    assert [figure.text for figure in record.figures] == ["40"]


def test_rows_of_a_data_frame_are_objects(dateline: Dateline):
    frame = pd.DataFrame(
        {
            "text": [TEXT, None, TEXT],
            "published": [pd.Timestamp("2024-03-15"), pd.NaT, None],
            "title": ["A", pd.NA, None],
        }
    )
    found = list(dateline.pipe(frame.to_dict("records")))  # type: ignore[arg-type]
    assert kinds(iter(found)) == ["record", "missing_text", "record"]
    assert isinstance(found[2], ArticleRecord)
    assert (found[2].article.published, found[2].article.title) == (None, None)


def test_numbers_beyond_64_bits_among_the_fields_do_no_harm(dateline: Dateline):
    assert dateline({"text": TEXT, "views": 10**40}).figures


def test_the_configuration_may_be_an_object_a_file_or_overrides(tmp_path: Path):
    file = tmp_path / "dateline.toml"
    file.write_text('[clean]\ndate = "2024-03-15"\n')
    by_file, by_object = (
        Dateline(file).config,
        Dateline(Config.model_validate({"clean": {"date": "2024-03-15"}})).config,
    )
    by_overrides = Dateline(overrides={"clean": {"date": "2024-03-15"}}).config
    assert by_file == by_object == by_overrides == Dateline(published="2024-03-15").config
    assert Dateline(str(file), published="2020-01-01").config.clean.date == "2020-01-01"


def test_an_option_keeps_what_else_the_configuration_says(tmp_path: Path):
    names = tmp_path / "names.jsonl"
    names.write_text('{"name": "Free Harbour Front", "type": "organisation"}\n')
    base = Dateline(gazetteer=names, any_language=True).config
    kept = Dateline(base, published="2024-03-15").config
    assert (kept.entities.gazetteer, kept.clean.any_language) == (str(names), True)


def test_names_of_a_gazetteer_are_found(tmp_path: Path, dateline: Dateline):
    names = tmp_path / "names.jsonl"
    names.write_text('{"name": "Vareth", "type": "organisation"}\n')
    text = "Soldiers of Vareth attacked the town on Monday."
    found = {entity.name: entity.type for entity in Dateline(gazetteer=names)(text).entities}
    assert found["Vareth"] == "organisation"
    assert dateline(text).producer.fingerprint != Dateline(gazetteer=names)(text).producer.fingerprint


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"published": "soon"}, "'soon' is no calendar day"),
        ({"ner": "spacy"}, "annotate.ner"),
        ({"overrides": {"clean": {"max_characters": "many"}}}, "clean.max_characters"),
        ({"overrides": {"cleen": {}}}, "cleen"),
        ({"config": "none.toml"}, "none.toml: cannot be read"),
        ({"gazetteer": "none.jsonl"}, "none.jsonl"),
    ],
)
def test_a_wrong_configuration_is_said_at_once(arguments: dict[str, str], message: str):
    with pytest.raises(UsageError, match=message):
        Dateline(**arguments)  # type: ignore[arg-type]


def test_a_model_that_is_not_there_is_said_at_once():
    with pytest.raises(ModelError, match="en_core_web_none"):
        Dateline(model="en_core_web_none")


def test_a_wrong_argument_is_a_usage_error(dateline: Dateline):
    with pytest.raises(UsageError, match="no calendar day"):
        dateline(TEXT, published="soon")
    with pytest.raises(UsageError, match="format 'html'"):
        dateline("<p>x</p>", title="A", format="html")
    with pytest.raises(UsageError, match="'pdf' is none of txt"):
        dateline(TEXT, format="pdf")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="batch_size"):
        dateline.pipe([TEXT], batch_size=0)


def test_a_folder_that_is_not_there_is_a_usage_error(dateline: Dateline, tmp_path: Path):
    with pytest.raises(UsageError, match="none"):
        dateline.run(tmp_path / "none", tmp_path / "out")
