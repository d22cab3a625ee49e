import orjson
import pytest

from pipeline.config import Config
from pipeline.errors import RejectError
from pipeline.raw import Raw
from pipeline.stages.ingest import Ingest
from schemas.source import Format, Source

TEXT = "Twelve people were killed in “Old Town” on Tuesday, the mayor’s office said. "


def ingest(data: bytes, form: Format = "txt") -> Source:
    return Ingest(Config())(Raw("a", None, form, data))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \t\r\n \x0c", "empty"),
        ("\ufeff\u200b\u200d\u00a0\u00ad\n".encode(), "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not_text"),
        (b"%PDF-1.7\n" + bytes(100), "not_text"),
        (b"text \x00\x01\x02\x03" * 10, "not_text"),
        (("\ufffd" * 100).encode(), "undecodable"),
    ],
)
def test_what_is_no_text_is_rejected_with_its_reason(data: bytes, reason: str):
    with pytest.raises(RejectError) as caught:
        ingest(data)
    assert caught.value.reason == reason
    assert caught.value.detail.endswith(".")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "cp1252"])
def test_the_encoding_is_told_from_the_bytes(encoding: str):
    source = ingest((TEXT * 3).encode(encoding))
    assert source.text == TEXT * 3
    assert source.info.replaced_bytes == 0


def test_bad_bytes_in_utf8_are_counted_and_the_rest_stays():
    source = ingest((TEXT * 2).encode() + b"\xff end")
    assert source.info.encoding == "utf-8"
    assert source.info.replaced_bytes == 1
    assert source.text.startswith(TEXT)


def test_utf8_that_was_read_as_cp1252_is_repaired_and_said():
    source = ingest("The mayorâ€™s office said.".encode())
    assert source.text == "The mayor’s office said."
    assert source.info.repairs == ("mojibake",)


def test_text_that_only_looks_odd_is_left_alone():
    text = "The sign read “CAFÉ™ — À LA CARTE” in 2023, the BBC’s Núñez said."
    assert ingest(text.encode()).text == text


def test_json_fields_are_read_under_their_usual_names():
    row = {
        "_id": 7,
        "headline": "T",
        "body": TEXT,
        "publishedAt": "2024-03-05",
        "author": [{"name": "Ann"}, "Bo"],
        "link": "u",
    }
    source = ingest(orjson.dumps(row), "json")
    assert (source.text, source.metadata.title, source.metadata.date) == (TEXT, "T", "2024-03-05")
    assert source.metadata.authors == ("Ann", "Bo")
    assert (source.metadata.url, source.info.external_id) == ("u", "7")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"title": "T"}, "missing_text"),
        ({"text": None}, "missing_text"),
        ({"text": 5}, "wrong_type"),
        ({"text": " \n"}, "empty"),
        ("text", "wrong_type"),
        (None, "wrong_type"),
    ],
)
def test_an_object_without_usable_text_is_rejected(row: object, reason: str):
    with pytest.raises(RejectError) as caught:
        ingest(orjson.dumps(row), "json")
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("data", "reason"), [(b'{"text": "cut o', "bad_json"), (b"[" * 5000 + b"]" * 5000, "too_deep")]
)
def test_broken_json_is_rejected(data: bytes, reason: str):
    with pytest.raises(RejectError) as caught:
        ingest(data, "json")
    assert caught.value.reason == reason


def test_metadata_of_a_wrong_type_is_said_and_not_used():
    source = ingest(orjson.dumps({"text": TEXT, "title": ["x"], "date": 20240305}), "json")
    assert (source.metadata.title, source.metadata.date) == (None, "20240305")
    assert "metadata_type" in {warning.code for warning in source.warnings}
