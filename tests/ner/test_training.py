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


def test_parties_are_organisations_and_what_corpora_differ_on_is_masked(tmp_path: Path) -> None:
    rows = ["Ida\tB-politician", "Moe\tI-politician", "of\tO", "Venstre\tB-politicalparty", "won\tO", "an\tO"]
    rows += ["Amanda\tB-award", "in\tO", "Film\tB-magazine", "Weekly\tI-magazine", ".\tO"]
    for part in ("train", "dev", "test"):
        (tmp_path / f"{part}.txt").write_text("\n".join(rows) + "\n\n", encoding="utf-8")
    found = [document.sentences[0] for document in readers.crossner("politics", [tmp_path])]
    assert len(found) == 3
    names = [(found[0].text[name.start : name.end], name.type) for name in found[0].names]
    assert names == [("Ida Moe", "PER"), ("Venstre", "ORG")]
    assert [found[0].text[start:end] for start, end in found[0].masked] == ["Film Weekly"]


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


def test_the_network_as_it_is_run_scores_as_the_trained_one_does() -> None:
    torch = pytest.importorskip("torch", reason="training needs the extra [train]")
    from pipeline.ner.training import export, network

    network.seed(2)
    trained = network.Network(network.Size(pieces=50, positions=16, width=48, inner=96, heads=4, layers=2)).eval()
    pieces, shapes = torch.randint(0, 50, (1, 9)), torch.randint(0, 16, (1, 9))
    wanted = torch.tensor([1, 4, 5])
    with torch.no_grad():
        expected = trained(pieces, shapes, torch.ones(1, 9))[0, wanted]
        found = export.Reader(trained).eval()(pieces[0], shapes[0], wanted)
    assert torch.allclose(found, expected, atol=1e-5)


def test_a_student_learns_what_its_teacher_gives_layer_by_layer() -> None:
    torch = pytest.importorskip("torch", reason="training needs the extra [train]")
    from pipeline.ner.training import network, train
    from pipeline.ner.training.sequences import Batch

    network.seed(3)
    teacher = network.Network(network.Size(pieces=50, positions=16, width=48, inner=96, heads=4, layers=4)).eval()
    whole = network.student(teacher, (0, 1, 2, 3)).eval()
    half = network.student(teacher, (0, 2)).eval()
    row = torch.randint(1, 16, (2, 9))
    batch = Batch(row, row, torch.zeros_like(row), torch.ones_like(row))
    near = train.taught(teacher, (0, 1, 2, 3))(whole.bfloat16(), batch).item()
    assert near < train.taught(teacher, (0, 2))(half.bfloat16(), batch).item()
