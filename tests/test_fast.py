"""The fast path gives the annotations of the stock pipeline, token for token."""

from itertools import batched
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import fast, model, zone
from pipeline.cli import environment
from pipeline.config import DEFAULT_MODEL
from pipeline.fast import forms, products, vectors
from tests import marked

SEEDS = Path(__file__).parent.parent / "seeds"
ODD = (
    "There's nothing. There is, there are, there were three. I ain't gonna go; he's gotta. Let's see! C'mon, y'all.",
    "  \n\n \t Spaces   everywhere \u00a0 and\u2028separators.\n",
    "Better leaves fell; wolves, mice and geese fled faster than they'd ever been seen fleeing.",
    "It had been said that what's done is done, and 's' isn't 'S. U.S. officials' cars were towed.",
    "Ünïcödé wörds, emoji 😀, zero-width\u200bspace, and https://example.org/a?b=c plus a@b.org.",
    "",
)


@pytest.fixture(scope="module")
def stock() -> Language:
    """The pipeline as spaCy runs it, with the same lemmas and titles."""
    nlp = spacy.load(model.folder(DEFAULT_MODEL))
    model.mend(nlp)
    return nlp


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The seeds, the sentences of all cases, odd ones, and new texts made by mixing all of these."""
    cases = [case.text for folder in sorted(marked.FOLDER.iterdir()) for case in marked.folder(folder.name)]
    seeds = [file.read_text(encoding="utf-8") for file in sorted(SEEDS.glob("*.txt"))]
    plain = [*seeds, *ODD, *(" ".join(group) for group in batched(cases, 8))]
    mixed = [f"{one[: len(one) // 2]} {two[len(two) // 3 :]}" for one, two in zip(plain, plain[7:], strict=False)]
    return plain + mixed


def rows(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (
            token.text, token.tag_, token.pos_, str(token.morph), token.lemma_, token.dep_, token.head.i,
            token.is_sent_start, token.ent_iob_, token.ent_type_,
        )
        for token in doc
    ]  # fmt: skip


def annotations(nlp: Language, texts: list[str], size: int) -> list[list[tuple[object, ...]]]:
    found = []
    zone.of(nlp).close()
    for batch in batched(texts, size):
        with nlp.memory_zone():
            found += [rows(doc) for doc in nlp.pipe(batch, batch_size=size)]
    return found


def test_all_of_the_fast_path_is_active_in_the_default_pipeline(stock: Language):
    fresh = spacy.load(model.folder(DEFAULT_MODEL))
    gains = fast.accelerate(fresh)
    assert gains.forms
    assert gains.layers > 100
    assert gains.vectors == gains.windows == 2  # those of tagger and parser, and those of the recogniser of names
    assert set(stock.pipe_names) - set(fresh.pipe_names) == {"attribute_ruler", "lemmatizer"}


def test_the_annotations_are_those_of_the_stock_pipeline_whatever_the_batches(stock: Language, texts: list[str]):
    quick = model.load(ner="model")
    expected = annotations(stock, texts, 32)
    for size in (1, 32, 64):
        assert annotations(quick, texts, size) == expected


@pytest.mark.parametrize("part", [forms, vectors])
def test_words_are_forgotten_in_time(
    part: ModuleType, monkeypatch: pytest.MonkeyPatch, stock: Language, texts: list[str]
):
    monkeypatch.setattr(part, "REMEMBERED", 5)
    few = texts[2:8]
    assert annotations(model.load(ner="model"), few, 2) == annotations(stock, few, 2)


def test_a_pipeline_without_ruler_and_lemmatizer_is_left_as_it_is():
    plain = spacy.blank("en")
    assert fast.accelerate(plain) == fast.Gains(layers=0, vectors=0, windows=0, forms=False)


def test_the_vectors_of_tokens_are_the_same_to_the_last_bit_whatever_else_is_asked(texts: list[str]):
    plain, quick = (spacy.load(model.folder(DEFAULT_MODEL)) for _ in range(2))
    products.use_openblas(plain)
    fast.accelerate(quick)
    for name, few in (("tok2vec", texts[:1]), ("ner", texts[:9])):
        expected, found = (_vectors(nlp, name).predict([nlp.make_doc(text) for text in few]) for nlp in (plain, quick))
        assert [vectors.tobytes() for vectors in found] == [vectors.tobytes() for vectors in expected]


def _vectors(nlp: Language, name: str) -> Any:
    layer = nlp.get_pipe(name).model  # type: ignore[attr-defined]
    return layer if name == "tok2vec" else layer.layers[0].layers[0]


def test_a_ruler_that_looks_further_than_a_token_and_the_next_is_left_as_it_is():
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    nlp.add_pipe("lemmatizer")
    ruler.add([[{"LOWER": "a"}, {"LOWER": "b"}, {"LOWER": "c"}]], {"POS": "X"})  # type: ignore[attr-defined]
    assert not fast.accelerate(nlp).forms


@pytest.mark.parametrize(
    ("processor", "given", "expected"),
    [
        ("flags\t: fpu avx2\n", {}, {"OPENBLAS_NUM_THREADS": "1"}),
        (
            "flags\t: avx512f avx512dq avx512bw avx512vl\n", {},
            {"OPENBLAS_NUM_THREADS": "1", "OPENBLAS_CORETYPE": "SkylakeX"},
        ),
        ("", {"OPENBLAS_CORETYPE": "ZEN", "OPENBLAS_NUM_THREADS": "4"}, {}),
        ("", {}, {"OPENBLAS_NUM_THREADS": "1"}),
    ],
)  # fmt: skip
def test_the_widest_kernels_are_chosen_and_the_user_is_not_overruled(
    processor: str, given: dict[str, str], expected: dict[str, str]
):
    assert environment.settings(processor, given) == expected
