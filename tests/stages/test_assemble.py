"""Assemble: links between claims, figures and events, their status, and the checks of a record."""

import pytest
from spacy.tokens import Doc

from pipeline import trees
from pipeline.plan import PLAN
from pipeline.raw import Raw
from pipeline.run import Pipeline
from pipeline.stage import Stage
from pipeline.stages.assemble.lexicon import status_words
from pipeline.stages.assemble.links import Contents
from pipeline.stages.assemble.stage import told
from pipeline.stages.assemble.status import PRECEDENCE, StatusFinder
from pipeline.stages.claims.lexicon import cue_words
from schemas.article import Article
from schemas.claim import Claims
from schemas.entity import Entities
from schemas.status import Status
from tests.conftest import Analyse, raw
from tests.marked import Case, Mark, folder

CASES = folder("status")
BEFORE = ("ingest", "clean", "annotate", "entities", "claims")
type Read = dict[str, tuple[Doc, Claims, dict[str, str]]]


@pytest.fixture(scope="module")
def read(pipeline: Pipeline) -> Read:
    """What the stages before `assemble` find in each case: its tokens, its claims, and the names of its entities."""
    works: list[dict[type, object]] = [
        {Raw: raw(case.text, case.field("published"), path=f"{case}.json")} for case in CASES
    ]
    for stage in (pipeline.stage(kind) for kind in PLAN if kind.name in BEFORE):
        _run(stage, works)
    return {str(case): _found(work) for case, work in zip(CASES, works, strict=True)}


def _run(stage: Stage, works: list[dict[type, object]]) -> None:
    results = stage.batch(stage.needed(work) for work in works)
    for work, result in zip(works, results, strict=True):
        assert not isinstance(result, Exception)
        work[stage.gives()] = result


def _found(work: dict[type, object]) -> tuple[Doc, Claims, dict[str, str]]:
    doc, claims, entities, article = work[Doc], work[Claims], work[Entities], work[Article]
    assert isinstance(doc, Doc)
    assert isinstance(claims, Claims)
    assert isinstance(entities, Entities)
    assert isinstance(article, Article)
    assert doc.text == article.text
    return doc, claims, {entity.id: entity.name for entity in entities.entities}


def held(mark: Mark, doc: Doc, claims: Claims, names: dict[str, str]) -> dict[str, str]:
    around = Contents(claims.claims).around(mark.start, mark.end)
    tokens = trees.read(doc)
    status, cues = StatusFinder(tokens, status_words()).status(*tokens.overlapping(mark.start, mark.end), around)
    return {
        "status": status,
        "cues": "; ".join(str(doc[first:last]) for first, last in cues),
        "who": names.get(told(around)[1] or "", "null"),
    }


@pytest.mark.parametrize("case", CASES, ids=str)
def test_status_follows_the_cues_whose_scope_holds_the_word(case: Case, read: Read):
    for mark in case.marks:
        wanted = dict(mark.holds)
        found = held(mark, *read[str(case)])
        assert {path: found[path] for path in wanted} == wanted, mark.text


def test_every_status_has_its_place_in_the_order_of_precedence():
    assert set(PRECEDENCE) == set(Status.__args__)


def test_every_verb_with_an_object_or_phrase_has_a_status():
    words = status_words()
    assert (words.verbs_object | words.verbs_phrase) - set(words.verbs) == set()


def test_no_sentence_crosses_a_headline_or_paragraph(analyse: Analyse):
    record = analyse("Court rules tax is legal\n\nMonday, June 3\n\nThe court met on Friday. It was cold.")
    assert len(record.sentences) == 4
    assert record.text[record.sentences[2].start : record.sentences[2].end].strip() == "The court met on Friday."


def test_a_list_before_according_to_is_all_said_by_its_source(analyse: Analyse):
    record = analyse(
        "The flood left 900 people dead, more than 5,000 people displaced, and 70 people missing, according to UNICEF."
    )
    (unicef,) = [entity.id for entity in record.entities if entity.name == "UNICEF"]
    assert len(record.figures) == 3
    assert {(figure.status, figure.said_by) for figure in record.figures} == {("attributed", unicef)}
    assert set(record.claims[0].figures) == {figure.id for figure in record.figures}


def test_the_number_of_what_is_known_stands_whatever_may_come_of_it(analyse: Analyse):
    record = analyse(
        "The army may free the 20 hostages. The court may free 30 hostages. It sold the proposed 40 homes."
    )
    assert [(figure.text, figure.status) for figure in record.figures] == [
        ("20", "asserted"),
        ("30", "hypothetical"),
        ("40", "planned"),
    ]


def test_a_denied_figure_is_kept_with_who_denies_it(analyse: Analyse):
    record = analyse("Ukraine denied that 200 soldiers were killed.")
    (figure,) = record.figures
    (claim,) = record.claims
    assert (figure.value.point, figure.status, figure.claim) == (200, "denied", claim.id)
    assert [entity.name for entity in record.entities if entity.id == figure.said_by] == ["Ukraine"]
    assert [cue.text for cue in figure.cues] == ["denied"]


def test_a_claim_names_the_date_on_which_it_was_made_and_those_in_its_content(analyse: Analyse):
    record = analyse("The mayor said on Monday that the pool had opened in June.", published="2024-07-10")
    (claim,) = record.claims
    dates = {date.id: date.text for date in record.dates}
    assert [dates[date] for date in claim.dates] == ["June"]
    assert claim.date is not None
    assert dates[claim.date] == "Monday"


def test_what_has_not_come_about_has_no_day_that_the_text_does_not_give_it(analyse: Analyse):
    record = analyse("The firm has agreed to buy a mill. It fears further mergers.", published="2024-07-10")
    dates = {event.trigger.text: event.date.edtf if event.date else None for event in record.events}
    assert (dates["agreed"], dates["buy"], dates["mergers"]) == ("2024-07-10", None, None)


def test_what_is_dated_after_publication_is_planned_whatever_its_tense(analyse: Analyse):
    record = analyse("The board meets next week. It met last week.", published="2024-07-10")
    assert [event.status for event in record.events] == ["planned", "asserted"]


def test_relative_dates_without_a_publication_date_are_warned_of(analyse: Analyse):
    record = analyse("The mayor resigned yesterday.")
    assert "no_publication_date" in [warning.code for warning in record.warnings if warning.stage == "assemble"]
    assert [date.resolution for date in record.dates] == ["unresolved"]
    dated = analyse("The mayor resigned yesterday.", published="2024-07-10")
    assert [warning.code for warning in dated.warnings if warning.stage == "assemble"] == []


def test_what_nobody_is_quoted_for_is_the_articles_own(analyse: Analyse):
    record = analyse("Twelve people were killed on Monday.")
    (figure,) = record.figures
    assert (figure.status, figure.claim, figure.said_by, figure.cues) == ("asserted", None, None, ())


def test_what_is_refused_is_the_same_for_claims_and_for_status():
    assert {verb: cue_words().no_content[verb] for verb in status_words().refused} == status_words().refused


def test_a_figure_has_the_date_and_place_of_its_event_where_its_own_clause_names_none(analyse: Analyse):
    record = analyse("A quake struck the town early on Sunday, killing 11 people.", published="2024-01-29")
    (figure,) = record.figures
    assert [date.text for date in record.dates if date.id == figure.date] == ["Sunday"]


def test_a_figure_has_no_date_that_its_event_has_from_elsewhere(analyse: Analyse):
    record = analyse("Police came on Sunday. They arrested 11 men.", published="2024-01-29")
    (figure,) = record.figures
    (arrest,) = [event for event in record.events if event.trigger.text == "arrested"]
    assert arrest.date is not None
    assert (arrest.date.basis, figure.date) == ("context", None)
