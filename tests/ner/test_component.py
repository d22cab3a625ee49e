import time
from hashlib import sha256
from pathlib import Path

import pytest
from spacy.language import Language

from pipeline import columns, model, zone
from pipeline.errors import ModelError
from pipeline.ner import recogniser
from pipeline.ner.component import NAME
from pipeline.ner.confidence import confidence
from tests import marked

CASES = marked.folder("ner")
INSTALLED_MEGABYTES = 40
FLOOR = 0.80
"""F of exact spans with types on the own sentences; the shipped model reaches more, see its card."""


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The default pipeline with dateline's recogniser."""
    return model.load(ner="dateline")


def spans(nlp: Language, texts: list[str], batch_size: int) -> list[list[tuple[int, int, str, float | None]]]:
    docs = nlp.pipe(texts, batch_size=batch_size)
    return [[(ent.start_char, ent.end_char, ent.label_, confidence(ent)) for ent in doc.ents] for doc in docs]


def test_the_recogniser_stands_in_place_of_the_models_own(nlp: Language) -> None:
    assert NAME in nlp.pipe_names
    assert "ner" not in nlp.pipe_names


def test_it_finds_the_names_of_the_own_sentences(nlp: Language) -> None:
    found = spans(nlp, [case.text for case in CASES], 16)
    pairs = [
        (
            {(start, end, label) for start, end, label, _ in row},
            {(m.start, m.end, dict(m.holds)["type"]) for m in c.marks},
        )
        for row, c in zip(found, CASES, strict=True)
    ]
    right = sum(len(got & gold) for got, gold in pairs)
    assert 2 * right / sum(len(got) + len(gold) for got, gold in pairs) >= FLOOR


def test_what_it_finds_in_a_text_does_not_depend_on_its_neighbours(nlp: Language) -> None:
    texts = [case.text for case in CASES[:24]]
    assert spans(nlp, texts, 24) == spans(nlp, texts, 1)
    assert spans(nlp, texts[::-1], 5)[::-1] == spans(nlp, texts, 24)


def test_no_name_crosses_from_one_paragraph_into_the_next(nlp: Language) -> None:
    doc = nlp("Storm hits South\n\nSudan counts its dead")
    assert all("\n" not in ent.text for ent in doc.ents)


def test_every_entity_says_how_sure_it_is_and_keeps_that_in_the_columns(nlp: Language) -> None:
    doc = nlp("Maria Delgado flew from Valencia to Oslo.")
    again = columns.from_columns(columns.to_columns(doc, "model"), nlp.vocab)
    assert [confidence(ent) for ent in again.ents] == [confidence(ent) for ent in doc.ents]
    assert all(0 < (confidence(ent) or 0) <= 1 for ent in doc.ents)
    assert len(doc.ents) == 3


def test_labels_outlive_a_memory_zone(nlp: Language) -> None:
    for _ in range(2):
        zone.of(nlp).close()
        zone.of(nlp).take(1)
        assert [ent.label_ for ent in nlp("Maria Delgado flew to Oslo.").ents] == ["PER", "LOC"]


def test_an_empty_text_has_no_entities(nlp: Language) -> None:
    assert [nlp(text).ents for text in ("", " ", "\n\n", "...")] == [()] * 4


def test_it_loads_in_well_under_a_second() -> None:
    start = time.process_time()
    recogniser.Recogniser()
    assert time.process_time() - start < 0.5


def test_its_files_are_small() -> None:
    size = sum(file.stat().st_size for file in recogniser.FOLDER.iterdir())
    assert size < INSTALLED_MEGABYTES * 1_000_000


def test_its_card_names_the_file_that_is_shipped() -> None:
    digest = sha256((recogniser.FOLDER / recogniser.NETWORK).read_bytes()).hexdigest()
    assert digest in (recogniser.FOLDER / "CARD.md").read_text(encoding="utf-8")


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    for file in recogniser.FOLDER.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / recogniser.VOCABULARY).open("a", encoding="utf-8") as file:
        file.write("zzz\n")
    with pytest.raises(ModelError, match="not the file that was shipped"):
        recogniser.Recogniser(tmp_path)


def test_a_missing_file_is_a_sentence_for_a_person(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        recogniser.Recogniser(tmp_path)


def test_the_models_identity_covers_the_recogniser() -> None:
    assert model.describe(ner="dateline").digest != model.describe(ner="model").digest


def test_a_full_stop_that_belongs_to_a_name_is_kept() -> None:
    assert [recogniser.with_stop(text, 0, len(text) - 1) for text in ("U.S.", "Acme Inc.", "Oslo.")] == [4, 9, 4]
