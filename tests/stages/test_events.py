"""Events: triggers and their types, participants by role, places, dates and figures."""

import pytest

from pipeline import lexicon
from pipeline.config import Config
from pipeline.run import Done, Pipeline
from pipeline.stages.events.lexicon import ENTITY_CLASSES, EventLexicon
from schemas.event import Happening
from tests.conftest import raw
from tests.marked import Case, Mark, folder, value_at

CASES = folder("events")
ROLES = frozenset({"agent", "patient", "recipient", "place", "other"})


@pytest.fixture(scope="module")
def found(pipeline: Pipeline) -> dict[str, tuple[Happening, ...]]:
    """The events of all cases, annotated together."""
    raws = [raw(case.text, case.field("published"), case.field("title"), f"{case}.json") for case in CASES]
    result = pipeline.process(raws, frozenset({"events"}))
    return {
        str(case): outcome.artifacts["events"].events  # type: ignore[attr-defined]
        for case, outcome in zip(CASES, result.outcomes, strict=True)
        if isinstance(outcome, Done)
    }


def held(event: Happening, path: str) -> str:
    """What an event has at a path; a role gives its participants, joined by a semicolon."""
    if path in ROLES:
        return "; ".join(who.text for who in event.participants if who.role == path) or "null"
    if path == "date":
        return value_at(event, "date.edtf")
    return value_at(event, {"basis": "date.basis"}.get(path, path))


def at(mark: Mark, events: tuple[Happening, ...]) -> Happening | None:
    return next(
        (e for e in events for t in (e.trigger, *e.repeats) if (t.start, t.end) == (mark.start, mark.end)), None
    )


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_events_of_a_text_are_those_marked(case: Case, found: dict[str, tuple[Happening, ...]]):
    triggers = [trigger.text for event in found[str(case)] for trigger in (event.trigger, *event.repeats)]
    assert sorted(triggers) == sorted(mark.text for mark in case.marks)


@pytest.mark.parametrize("case", [case for case in CASES if case.marks], ids=str)
def test_events_have_the_type_participants_and_date_marked(case: Case, found: dict[str, tuple[Happening, ...]]):
    for mark in case.marks:
        event = at(mark, found[str(case)])
        assert event is not None, mark.text
        assert {path: held(event, path) for path, _ in mark.holds} == dict(mark.holds)


def test_every_word_of_the_lexicon_has_one_default_type():
    words = lexicon.load("events", EventLexicon)
    verbs = [verb for group in words.groups for verb in group.verbs]
    nouns = [noun for group in words.groups for noun in (*group.nouns, *group.weak)]
    assert len(verbs) == len(set(verbs))
    assert len(nouns) == len(set(nouns))


def test_senses_name_only_classes_that_exist():
    words = lexicon.load("events", EventLexicon)
    named = {
        word
        for sense in words.senses
        for word in (*sense.objects, *sense.subjects, *sense.after, *sense.modifiers)
        if word.startswith("@")
    }
    assert named <= {f"@{name}" for name in words.classes} | {"@any", *ENTITY_CLASSES}


def test_setting_up_the_stage_twice_gives_the_same_events(pipeline: Pipeline):
    text = "Russia invaded Ukraine on 24 February 2022. The invasion drew protests in Moscow."
    first, second = (
        pipe.process([raw(text)], frozenset({"events"})).outcomes[0] for pipe in (pipeline, Pipeline(Config()))
    )
    assert isinstance(first, Done)
    assert isinstance(second, Done)
    assert first.artifacts["events"] == second.artifacts["events"]
