"""A user's own list of names."""

from pathlib import Path

import orjson
import pytest

from pipeline.config import Config, EntitiesConfig
from pipeline.errors import UsageError
from pipeline.run import Pipeline
from pipeline.stages.entities import FindEntities
from pipeline.stages.entities.gazetteer import read
from schemas.entity import Entity
from tests.conftest import raw, records

LINES = [
    {"name": "Ruritania", "aliases": ["Rurland"], "type": "place", "country": "CZE", "ids": {"own": "17"}},
    {"name": "Blue Shield", "type": "organisation", "kind": "ngo", "ids": {"register": "NGO-4"}},
    {"name": "Jane Q. Doe", "aliases": ["Doe the Elder"], "type": "person", "ids": {"people": "9"}},
]
TEXT = "Blue Shield sent tents to Ruritania. In Rurland, Doe the Elder thanked Blue Shield."


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gazetteer") / "own.jsonl"
    path.write_bytes(b"\n".join(map(orjson.dumps, LINES)) + b"\n\n")
    return path


@pytest.fixture(scope="module")
def entities(file: Path) -> tuple[Entity, ...]:
    config = Config(entities=EntitiesConfig(gazetteer=str(file)))
    return records(Pipeline(config).process([raw(TEXT)]))[0].entities


def test_names_of_the_list_are_found_under_their_best_name_with_its_ids(entities: tuple[Entity, ...]):
    found = {entity.name: (entity.type, entity.external_ids, len(entity.mentions)) for entity in entities}
    assert found == {
        "Blue Shield": ("organisation", {"register": "NGO-4"}, 2),
        "Ruritania": ("place", {"own": "17"}, 2),
        "Jane Q. Doe": ("person", {"people": "9"}, 1),
    }


def test_what_the_list_says_of_a_name_stands_in_the_record(entities: tuple[Entity, ...]):
    by_name = {entity.name: entity for entity in entities}
    assert by_name["Blue Shield"].organisation_kind == "ngo"
    place = by_name["Ruritania"].place
    assert place is not None
    assert place.country == "CZE"


def test_the_bytes_of_the_list_count_and_not_its_path(file: Path, tmp_path: Path):
    def mark(path: Path) -> str:
        return FindEntities.own_fingerprint(Config(entities=EntitiesConfig(gazetteer=str(path))))

    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(file.read_bytes())
    other = tmp_path / "other.jsonl"
    other.write_bytes(file.read_bytes().replace(b"17", b"18"))
    assert mark(copy) == mark(file) != mark(other)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{", "line 1: not JSON"),
        (b'{"name": "A"}', "line 1: type: Field required"),
        (b'{"name": "A", "type": "god"}', "line 1: type: "),
        (b'{"name": "A", "type": "place", "colour": 1}', "line 1: colour: "),
        (b'{"name": "", "type": "place"}', "line 1: name: "),
        (b"[]", "line 1: the line: "),
    ],
)
def test_a_line_that_does_not_hold_is_refused_by_its_number(line: bytes, says: str, tmp_path: Path):
    path = tmp_path / "own.jsonl"
    path.write_bytes(line)
    with pytest.raises(UsageError, match=says):
        read(path)


def test_a_list_that_is_not_there_is_a_wrong_usage(tmp_path: Path):
    with pytest.raises(UsageError, match="cannot be read"):
        read(tmp_path / "none.jsonl")
