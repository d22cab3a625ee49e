"""The memory zone: words are forgotten in time, and nothing that is found depends on when."""

import pytest

from pipeline import work, zone
from pipeline.batch import Order, Task
from pipeline.config import Config
from pipeline.raw import Raw

ORDER = Order(Config(), frozenset())
TEXTS = tuple(
    f"At least {number} people drowned off {place} on 3 May 2024, police said. {place} mourns its zarquon{number}s."
    for number, place in enumerate(("Tunis", "Odesa", "Lagos", "Colombo", "Manila"), start=12)
)


def bodies() -> list[bytes]:
    """The records of the texts, each text a batch."""
    tasks = [Task(Raw(f"{text[9:11]}.txt", None, "txt", text.encode()), "") for text in TEXTS]
    return [outcome.body for task in tasks for outcome in work.process(ORDER, [task]).outcomes]


def test_records_are_the_same_in_one_zone_and_in_many(monkeypatch: pytest.MonkeyPatch):
    in_one = bodies()
    monkeypatch.setattr(zone, "CHARACTERS", 1)
    assert bodies() == in_one


def test_a_new_zone_has_forgotten_the_words_of_the_last():
    nlp = work.ready(Config()).nlp
    bodies()
    assert "zarquon13s" in nlp.vocab.strings
    zone.of(nlp).close()
    assert "zarquon13s" not in nlp.vocab.strings
