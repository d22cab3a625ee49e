import spacy

from pipeline.stages.annotate import RUN_CHARACTERS, together
from tests.conftest import Analyse


def test_the_model_reads_no_more_together_than_memory_bears():
    nlp = spacy.blank("en")
    docs = [nlp.make_doc("word " * words) for words in (10, 20_000, 15_000, 5_000, 39_000, 10, 50_000, 10)]
    runs = list(together(docs))
    assert [doc for run in runs for doc in run] == docs
    assert all(len(run) == 1 or sum(len(doc.text) for doc in run) <= RUN_CHARACTERS for run in runs)
    assert [len(run) for run in runs] == [3, 1, 2, 1, 1]


def test_the_first_word_behind_a_headline_is_no_sentence(analyse: Analyse):
    record = analyse(
        "# Gunfire at block party wounds 6\n\nSix people were wounded when someone opened fire on a party.\n"
    )
    last = record.sentences[-1]
    assert record.text[last.start : last.end].startswith("Six people were wounded")
