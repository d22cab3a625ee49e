import random
from pathlib import Path

import pytest

from pipeline.ner.training import marked, readers, tokens
from pipeline.ner.training.marked import Document, Name, Sentence
from pipeline.ner.training.prepare import agreed

OSLO = Sentence("Anna Berg lives in Oslo.", (Name(0, 9, "PER"), Name(19, 23, "LOC")))
BERLIN = Sentence("The mayor of Berlin met Siemens.", (Name(13, 19, "LOC"), Name(24, 31, "ORG")))


def test_tokens_become_running_text_again() -> None:
    words = ["He", "did", "n't", "see", '"', "Oslo", '"', ",", "(", "she", ")", "said", "."]
    assert tokens.sentence(words, ["O"] * len(words)).text == 'He didn\'t see "Oslo", (she) said.'


def test_titles_and_articles_are_no_part_of_a_name() -> None:
    found = tokens.sentence(
        ["President", "Anna", "Berg", "of", "the", "UN"], ["B-PER", "I-PER", "I-PER", "O", "B-ORG", "I-ORG"]
    )
    assert [found.text[name.start : name.end] for name in found.names] == ["Anna Berg", "UN"]


def test_names_on_which_two_taggers_differ_are_masked() -> None:
    checked = agreed(OSLO, {Name(0, 9, "PER"), Name(19, 23, "ORG")})
    assert checked.names == (Name(0, 9, "PER"),)
    assert checked.masked == ((19, 23), (19, 23))


def test_demonyms_of_the_meaning_bank_are_no_names() -> None:
    rows = [["Iraqi", "JJ", "B-gpe"], ["troops", "NNS", "O"], ["left", "VBD", "O"], ["Iraq", "NNP", "B-gpe"]]
    found = readers._gmb_sentence(rows)
    assert [(found.text[name.start : name.end], name.type) for name in found.names] == [("Iraq", "LOC")]


def test_documents_are_read_as_they_were_written(tmp_path: Path) -> None:
    documents = [Document("gum", (OSLO, BERLIN))]
    marked.write(tmp_path / "data.jsonl", documents)
    assert list(marked.read(tmp_path / "data.jsonl")) == documents


def test_a_few_sentences_can_be_learnt_by_heart(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="training needs the extra [train]")
    from pipeline.ner import recogniser
    from pipeline.ner.training import network, sequences, train
    from pipeline.ner.wordpieces import WordPieces

    network.seed(1)
    pieces = WordPieces.read(recogniser.FOLDER / recogniser.VOCABULARY)
    small = network.Size(pieces=40_000, positions=64, width=48, inner=96, heads=4, layers=1)
    student = network.Network(small, dropout=0.0)
    dice = random.Random(1)  # noqa: S311 - seeded dice draw the batches
    batches = sequences.batches([Document("gum", (OSLO, BERLIN))] * 20, {"gum": 1}, sequences.Encoder(pieces), dice)
    before = train.labelled(student, batches[0]).item()
    train.fit(student, batches * 40, train.labelled, rate=3e-3, fresh=1, kept=tmp_path / "small.pt")
    assert train.labelled(student, batches[0]).item() < before / 3
