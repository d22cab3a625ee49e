"""The records: what they accept, what they refuse, and that the published JSON Schema says the same."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import jsonschema
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from schemas.base import Extent, Number, dump, grown
from schemas.event import Event, Happening
from schemas.figure import Value
from schemas.ids import stable_id
from schemas.jsonschema import FOLDER, PUBLISHED, json_schema, rendered
from schemas.record import ArticleRecord, extents
from schemas.reject import REASONS, Reject
from tests.sample import sample, sample_record

VALIDATOR = jsonschema.Draft202012Validator(json_schema("record"), format_checker=jsonschema.FormatChecker(["date"]))

type Break = Callable[[dict[str, Any]], object]


def accepted(record: dict[str, Any]) -> bool:
    try:
        ArticleRecord.model_validate_json(orjson.dumps(record))
    except ValidationError:
        return False
    return True


def at(record: dict[str, Any], path: str) -> tuple[Any, Any]:
    """The container and the last key of a dotted path."""
    *parents, last = path.split(".")
    for name in parents:
        record = record[int(name)] if isinstance(record, list) else record[name]
    return record, int(last) if isinstance(record, list) else last


def put(path: str, value: object) -> Break:
    def change(record: dict[str, Any]) -> None:
        container, key = at(record, path)
        container[key] = value

    return change


def drop(path: str) -> Break:
    def change(record: dict[str, Any]) -> None:
        container, key = at(record, path)
        del container[key]

    return change


STRUCTURE: dict[str, Break] = {
    "a missing text": drop("text"),
    "an empty text": put("text", ""),
    "an unknown field": put("extra", 1),
    "an unknown field deep inside": put("figures.0.value.extra", 1),
    "a number as text": put("figures.0.value.low", "40"),
    "a truth value as a number": put("figures.0.value.low", True),
    "a null where there must be a list": put("entities", None),
    "an unknown kind of figure": put("figures.0.kind", "dead"),
    "an unknown status": put("figures.0.status", "true"),
    "an unknown entity type": put("entities.0.type", "PERSON"),
    "an entity without mentions": put("entities.1.mentions", []),
    "a claim without content": put("claims.0.contents", []),
    "a negative offset": put("figures.0.start", -1),
    "an offset that is no integer": put("figures.0.start", 1.5),
    "a hash of the wrong length": put("source.sha256", "ab"),
    "an id of the wrong shape": put("id", "article-1"),
    "a day that is no date": put("article.published.value", "yesterday"),
    "a day that does not exist": put("dates.0.earliest", "2023-02-30"),
    "a country code of two letters": put("entities.0.place.country", "UA"),
    "a part counted from zero": put("source.part", 0),
    "a rule id with spaces": put("events.0.rule", "some rule"),
    "a byline that is only a string": put("article.bylines.0", "Ann Lee"),
    "an offset segment of two numbers": put("offsets.0", [0, 0]),
    "an offset segment of no length": put("offsets.0", [0, 0, 0]),
    "a version that is none": put("schema_version", "one"),
}

FACTS: dict[str, Break] = {
    "a span that does not slice to its text": put("figures.0.text", "at least 41 people"),
    "a span beyond the text": put("blocks.0.end", 9999),
    "an empty span": put("sentences.0.end", 0),
    "a reference to nothing": put("figures.0.claim", stable_id("claim", "none")),
    "an id that stands twice": put("entities.1.id", stable_id("entity", "Kyiv")),
    "a sentence that is not there": put("events.0.sentence", 7),
    "a byline that is not there": put("blocks.0.byline", 3),
    "a byline whose place says something else": put("article.bylines.0", {"name": "Ann Lee", "start": 0, "end": 4}),
    "an earliest day after the latest": put("dates.0.earliest", "2024-01-01"),
    "a bound without its inclusiveness": put("figures.0.value.low_inclusive", None),
    "a low above the high": put(
        "figures.0.value", {**sample()["figures"][0]["value"], "high": 3, "high_inclusive": True}
    ),
    "a number that JSON cannot carry exactly": put("figures.0.value.low", 12345678901234567890),
    "an unresolved date without a reason": put("dates.0.resolution", "unresolved"),
    "sentences that overlap": put("sentences.1.start", 10),
}
"""What JSON Schema cannot say: only the Python models refuse these."""


def test_the_sample_holds_in_python_and_in_json_schema():
    assert accepted(sample())
    assert list(VALIDATOR.iter_errors(sample())) == []


@pytest.mark.parametrize("name", STRUCTURE)
def test_python_and_json_schema_refuse_the_same_broken_structure(name: str):
    record = sample()
    STRUCTURE[name](record)
    assert not accepted(record)
    assert not VALIDATOR.is_valid(record)


@pytest.mark.parametrize("name", FACTS)
def test_python_refuses_facts_that_do_not_hold(name: str):
    record = sample()
    FACTS[name](record)
    assert not accepted(record)


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_json_schema_is_the_one_of_the_models(name: str):
    assert (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8") == rendered(name)


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_published_schema_is_valid_json_schema(name: str):
    jsonschema.Draft202012Validator.check_schema(json_schema(name))


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_field_of_a_published_record_is_described(name: str):
    schema = json_schema(name)
    objects = [schema, *schema.get("$defs", {}).values()]
    fields = [(key, field) for item in objects for key, field in item.get("properties", {}).items()]
    assert [key for key, field in fields if not field.get("description")] == []


def test_no_schema_file_is_left_over():
    assert {file.name for file in FOLDER.iterdir()} == {f"{name}.schema.json" for name in PUBLISHED}


def test_writing_a_record_and_reading_it_again_changes_nothing():
    record = sample_record()
    assert ArticleRecord.model_validate_json(orjson.dumps(dump(record))) == record
    assert dump(record) == sample()


def test_records_cannot_be_changed():
    with pytest.raises(ValidationError):
        sample_record().text = "other"  # type: ignore[misc]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=3))
def test_a_number_reads_back_from_json_as_the_value_that_was_written(number: Decimal):
    adapter = TypeAdapter(Number)
    try:
        exact = adapter.validate_python(number)
    except ValidationError:
        return  # more digits than a JSON number carries: refused, not rounded
    assert adapter.validate_json(orjson.dumps(adapter.dump_python(exact, mode="json"))) == number


@pytest.mark.parametrize("number", [float("nan"), float("inf"), Decimal("NaN"), Decimal("1e400"), 10**40, "3", True])
def test_what_is_no_finite_exact_number_is_refused(number: object):
    with pytest.raises(ValidationError):
        TypeAdapter(Number).validate_python(number)


def test_a_value_says_something():
    with pytest.raises(ValidationError):
        Value(
            point=None, low=None, low_inclusive=None, high=None, high_inclusive=None, approximate=False, vague_term=None
        )


def test_ids_depend_on_every_part_and_on_their_borders():
    ids = [stable_id("figure", *parts) for parts in (("ab", "c"), ("a", "bc"), ("abc",), ("ab", "c", None))]
    assert len(set(ids)) == 4
    assert stable_id("figure", "ab", "c") == ids[0]


def test_every_reject_reason_is_explained():
    wanted = Reject.model_json_schema()["properties"]["reason"]["enum"]
    assert sorted(REASONS) == sorted(wanted)


def held(value: object) -> Iterator[Extent]:
    """Every stretch that a value is or holds, told by looking at all there is."""
    if isinstance(value, Extent):
        yield value
    if isinstance(value, BaseModel):
        value = tuple(vars(value).values())
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple | list):
        for inner in value:
            yield from held(inner)


def test_every_stretch_of_a_record_is_checked():
    record = sample_record()
    found = [item for _, _, items in extents((record,), ArticleRecord) for item in items]
    assert sorted(map(id, found)) == sorted(map(id, held(record)))


@pytest.mark.parametrize("place", ["figures.0", "entities.0.mentions.0", "claims.0.contents.0", "events.0.trigger"])
def test_a_wrong_span_is_named_by_where_it_stands(place: str):
    record = sample()
    container, key = at(record, f"{place}.text")
    container[key] += "?"
    with pytest.raises(ValidationError) as error:
        ArticleRecord.model_validate_json(orjson.dumps(record))
    assert f"{re.sub(r'[.][0-9]+', '', place)}: [" in str(error.value)


def test_a_record_grows_into_the_one_that_its_fields_make():
    event = sample_record().events[0]
    happening = Happening(**{name: getattr(event, name) for name in Happening.model_fields})
    assert grown(Event, happening, status=event.status, claim=event.claim) == event


@pytest.mark.parametrize(
    "more",
    [{"status": "true", "claim": None}, {"status": "denied"}, {"status": "denied", "claim": None, "mode": None}],
    ids=["wrong", "missing", "of the smaller record"],
)
def test_what_a_record_grows_by_is_validated(more: dict[str, Any]):
    event = sample_record().events[0]
    happening = Happening(**{name: getattr(event, name) for name in Happening.model_fields})
    with pytest.raises(ValidationError):
        grown(Event, happening, **more)
