"""Events: triggers and their types, participants by role, places, dates and figures."""

from pathlib import Path
from typing import get_args

import pytest

from pipeline import lexicon
from pipeline.config import Config
from pipeline.run import Done, Pipeline
from pipeline.stages.events.lexicon import ENTITY_CLASSES, EventLexicon
from schemas.event import EventType, Happening
from tests.conftest import raw
from tests.marked import Case, Mark, folder, value_at

CASES = folder("events")
DOCS = Path(__file__).parents[2] / "docs" / "events.md"
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


STANDING_FOR = [
    ("Boeing cut its forecast. It dismissed 300 workers.", "dismissed", "Boeing"),
    ("Avanti Rail, a train operator, met on Monday. On Tuesday the operator cut 40 jobs.", "cut", "Avanti Rail"),
    (
        "Tarn County Council met Ostrava Plastics Inc. on Monday. Two workers died. The company paid a fine.",
        "paid",
        "Ostrava Plastics Inc.",
    ),
    ("Two workers died in Tarn. The company paid a fine.", "paid", None),
    ('Boeing cut jobs. Boeing shut a mill. "We will sell it," chief executive Ann Cole said.', "sell", "Boeing"),
    ('Boeing cut jobs. Boeing shut a mill. "We arrested him," police spokesman Tom Reed said.', "arrested", "Tom Reed"),
    ('Boeing cut jobs. Boeing shut a mill. "We buried him," mayor Tom Reed said.', "buried", "Tom Reed"),
    ("Ann Cole, the chief executive of Airbus, told Boeing that the company would cut its price.", "cut", "Airbus"),
]


@pytest.mark.parametrize(("text", "trigger", "name"), STANDING_FOR)
def test_what_stands_for_an_organisation_takes_part_under_its_name(
    pipeline: Pipeline, text: str, trigger: str, name: str | None
):
    outcome = pipeline.process([raw(text)]).outcomes[0]
    assert isinstance(outcome, Done)
    names = {entity.id: entity.name for entity in outcome.record.entities}
    event = next(e for e in outcome.record.events for t in (e.trigger, *e.repeats) if t.text == trigger)
    agents = [names.get(who.entity or "") for who in event.participants if who.role == "agent"]
    assert agents == [name]


HAPPENED_IN = [
    ("Gunmen attacked the embassy in Lima, killing two guards.", ["Lima", "Lima"]),
    ("A bomb on a bus in a suburb of Aleppo killed nine people and hurt 12.", ["Aleppo", "Aleppo"]),
    ("Nine people died when a bomb exploded in Goma.", ["Goma", "Goma"]),
    ("Six people were killed in an attack that destroyed a mill in Goma.", ["Goma", "Goma", "Goma"]),
    ("The kidnapping took place on Monday in Goma.", ["Goma"]),
    ("Jets bombed Aleppo.", ["Aleppo"]),
    ("A mayor was kidnapped on the outskirts of Goma.", ["Goma"]),
    ("Paris condemned the murder of a priest in Bamako.", [None, "Bamako"]),
    ("Clashes raged 30 miles north of Goma.", [None]),
    ("Troops from Chad killed nine rebels.", [None]),
    ("Rebels fought in support of Russia.", [None]),
    ("The soldiers killed in Mosul were buried in Oslo.", ["Mosul", "Oslo"]),
]


@pytest.mark.parametrize(("text", "places"), HAPPENED_IN)
def test_an_event_is_where_those_are_whom_it_befalls(pipeline: Pipeline, text: str, places: list[str | None]):
    outcome = pipeline.process([raw(text)]).outcomes[0]
    assert isinstance(outcome, Done)
    names = {entity.id: entity.name for entity in outcome.record.entities}
    assert [names.get(event.place or "") for event in outcome.record.events] == places


def dates_of(pipeline: Pipeline, text: str, published: str) -> list[tuple[str, str, str]]:
    """Each trigger with its date and what that rests on."""
    outcome = pipeline.process([raw(text, published)], frozenset({"events"})).outcomes[0]
    assert isinstance(outcome, Done)
    return [
        (event.trigger.text, held(event, "date"), held(event, "basis"))
        for event in outcome.artifacts["events"].events  # type: ignore[attr-defined]
    ]


def test_a_headline_has_the_day_of_the_lead(pipeline: Pipeline):
    text = "# Rebels capture two soldiers\n\nRebels attacked a camp on Tuesday, officials said."
    assert dates_of(pipeline, text, "2024-03-15") == [
        ("capture", "2024-03-12", "context"),
        ("attacked", "2024-03-12", "relative"),
    ]


def test_a_headline_in_title_case_tells_events(pipeline: Pipeline):
    title = "Protesters Storm Parliament In Tarn"
    text = f"{title}\n\nThe mayor spoke to the press at noon.\n"
    outcome = pipeline.process([raw(text, "2024-03-15", title)], frozenset({"events"})).outcomes[0]
    assert isinstance(outcome, Done)
    storm = outcome.artifacts["events"].events[0]  # type: ignore[attr-defined]
    assert (storm.trigger.text, storm.type, held(storm, "agent"), held(storm, "patient")) == (
        "Storm", "ASSAULT", "Protesters", "Parliament",
    )  # fmt: skip


def test_the_day_that_a_text_gives_itself_goes_before_its_publication(pipeline: Pipeline):
    text = "# Camp news\n\nMarch 13, 2024\n\nRebels have attacked the camp."
    assert dates_of(pipeline, text, "2024-03-15") == [("attacked", "2024-03-13", "context")]


def test_a_paragraph_that_looks_back_does_not_take_the_story_with_it(pipeline: Pipeline):
    text = (
        "Rebels attacked the base on Friday.\n\nThey captured it on 4 March. They freed ten men.\n\n"
        "They burned two trucks."
    )
    assert dates_of(pipeline, text, "2024-03-15") == [
        ("attacked", "2024-03-15", "relative"),
        ("captured", "2024-03-04", "explicit"),
        ("freed", "2024-03-04", "context"),
        ("burned", "2024-03-15", "context"),
    ]


def test_the_day_before_that_of_the_report_takes_the_story_on(pipeline: Pipeline):
    text = "A blast rocked the port, police said on Friday.\n\nIt killed six on Thursday.\n\nRebels fled the town."
    assert dates_of(pipeline, text, "2024-03-15")[-2:] == [
        ("killed", "2024-03-14", "relative"),
        ("fled", "2024-03-14", "context"),
    ]


def test_the_day_before_that_of_an_event_does_not_take_the_story_on(pipeline: Pipeline):
    text = "The regulator grounded 48 jets on Tuesday.\n\nOn Monday a plane caught fire.\n\nShares of the maker fell."
    assert dates_of(pipeline, text, "2024-03-15") == [
        ("grounded", "2024-03-12", "relative"),
        ("caught", "2024-03-11", "relative"),
        ("fell", "2024-03-12", "context"),
    ]


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
        for word in (*sense.objects, *sense.subjects, *sense.after, *sense.under, *sense.modifiers)
        if word.startswith("@")
    }
    assert named <= {f"@{name}" for name in words.classes} | {"@any", *ENTITY_CLASSES}


def test_the_table_of_types_names_every_type_and_mode_of_the_lexicon():
    words = lexicon.load("events", EventLexicon)
    table = DOCS.read_text(encoding="utf-8").partition("\n## ")[0]
    rows = [line.split("|") for line in table.splitlines() if line.startswith("| ")]
    told = {row[1].strip(): set(filter(None, row[3].strip().split(", "))) for row in rows[1:]}
    found: dict[str, set[str]] = {name: set() for name in get_args(EventType)}
    for item in (*words.groups, *words.senses):
        if item.type != "NONE" and item.mode:
            found[item.type].add(item.mode)
    assert told == found


def test_setting_up_the_stage_twice_gives_the_same_events(pipeline: Pipeline):
    text = "Russia invaded Ukraine on 24 February 2022. The invasion drew protests in Moscow."
    first, second = (
        pipe.process([raw(text)], frozenset({"events"})).outcomes[0] for pipe in (pipeline, Pipeline(Config()))
    )
    assert isinstance(first, Done)
    assert isinstance(second, Done)
    assert first.artifacts["events"] == second.artifacts["events"]
