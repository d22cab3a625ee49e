import pytest
import spacy

from pipeline.stages.annotate.stage import RUN_CHARACTERS, together
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


@pytest.mark.parametrize(
    "text",
    [
        "Rebels fled the ridge at dawn, Army Capt. Ana Brodie said.",
        "The shelling began at noon, Lt. Gen. Ivo Horak told reporters.||He gave no number.",
        "A patrol led by Staff Sgt. Marek Blum came under fire.||Two men died.",
        "He spoke on Friday.||Gen. Horak said no more.",
        '"We have lost the harvest."||Farmers wept.',
        '"Nobody came to the house."\n\n||The mayor left.',
        '"Why was there no warning?" she asked.||Nobody answered.',
        "The road is shut — and will stay so, the mayor said.",
        "He left home at 1:30 a.m. Sunday.||He never came back.",
        "He moved to Washington, D.C.||She stayed.",
        "He walked to Main St.||She took the bus.",
    ],
)
def test_sentences_go_on_behind_titles_and_end_behind_closing_marks(text: str, analyse: Analyse):
    record = analyse(text.replace("||", " "))
    wanted = [" ".join(part.split()) for part in text.split("||")]
    found = [" ".join(record.text[one.start : one.end].split()) for one in record.sentences]
    assert found == wanted
