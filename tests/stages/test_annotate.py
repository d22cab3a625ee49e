import pytest
import spacy

from pipeline.run import Done, Pipeline
from pipeline.stages.annotate.stage import RUN_CHARACTERS, together
from schemas.annotation import Annotation
from tests.conftest import Analyse, raw


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
        "She sold it to another U.S. brewer for $3m. in cash.||He wept.",
    ],
)
def test_sentences_go_on_behind_titles_and_end_behind_closing_marks(text: str, analyse: Analyse):
    record = analyse(text.replace("||", " "))
    wanted = [" ".join(part.split()) for part in text.split("||")]
    found = [" ".join(record.text[one.start : one.end].split()) for one in record.sentences]
    assert found == wanted


TITLES = [
    ("Harrow Cuts 90 Jobs, Halts Exports", "Harrow is a brewer. Its jobs are safe.", ["Cuts", "Halts"]),
    ("Blast Kills Dozens In Port", "Dozens died in the port.", ["Kills"]),
    ("Tom Wade Visits Lima", "He met Wade. The wade was cold.", ["Visits"]),
    ("Harrow cuts 90 jobs", "Harrow is a brewer.", ["cuts"]),
]


@pytest.mark.parametrize(("title", "body", "verbs"), TITLES)
def test_a_headline_in_title_case_is_read_as_a_sentence_and_kept_as_it_is_written(
    title: str, body: str, verbs: list[str], pipeline: Pipeline
):
    outcome = pipeline.process([raw(f"{title}\n\n{body}", title=title)], frozenset({"annotate"})).outcomes[0]
    assert isinstance(outcome, Done)
    annotation = outcome.artifacts["annotate"]
    assert isinstance(annotation, Annotation)
    first = annotation.sentence_starts[1]
    tagged = list(zip(annotation.words, annotation.pos, strict=True))[:first]
    assert "".join(word for word, _ in tagged).split() == ["".join(title.split())]
    assert [word for word, pos in tagged if pos == "VERB"] == verbs


def test_a_name_of_the_text_keeps_its_capital_in_a_headline(analyse: Analyse):
    record = analyse("# Grant Jails Banker For Fraud\n\nJudge Ada Grant spoke. The banker saw Grant.\n")
    assert [entity.name for entity in record.entities if entity.type == "person"] == ["Ada Grant"]
