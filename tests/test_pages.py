"""Ten pages as scrapers leave them: all of the article comes through, and nothing of what stands around it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline import corpus
from pipeline.config import Config
from pipeline.raw import Raw
from pipeline.run import Pipeline
from pipeline.stages.clean import Clean
from pipeline.stages.ingest import Ingest
from schemas.article import Article
from tests.conftest import records

DATA = Path(__file__).parent / "data"
FURNITURE = (DATA / "furniture.txt").read_text(encoding="utf-8").splitlines()
FACTS = {
    "01_ferry.html": ("Ferry sinks off Port Alder, 14 dead", "2023-05-04", ["Ingrid Maas"], "Coast Courier"),
    "02_strike.html": ("Dockers end strike after 19 days", "2022-11-18", ["Bo Ek"], "The Quay"),
    "03_school.html": ("Two schools to close", "2021-03-09", ["Ann Lee", "Paul Horn"], "Valley Observer"),
    "04_fire.html": ('Fire in paper mill: "like a wall of heat"', "2020-08-14", ["Tom Ruiz"], None),
    "05_deep.html": ("Flood in the Elm valley", "2019-01-22", [], None),
    "06_trial.txt": ("Trial of former minister opens", "2018-06-12", ["Lena Koss"], "Daily Ledger"),
    "07_pages.txt": ("Bread prices and the winter of discontent", "2017-12-01", [], "Winter Papers"),
    "08_wrapped.txt": ("Border talks end without result", None, [], "Linden News Agency"),
    "09_vaccine.md": ("Island finishes vaccinations in nine days", "2021-04-02", ["Sam Okoro"], "Island Gazette"),
    "10_mine.md": ("Nine miners rescued after two days", "2015-03-11", [], "Hill Post"),
}
SENTENCES = {
    "01_ferry.html": ["Divers brought 190 people ashore before dawn.", "Prosecutors have opened an inquiry."],
    "02_strike.html": ["Some 60 ships are waiting in the roads.", "which the union called an insult."],
    "03_school.html": ["Roughly 430 pupils will have to be taught elsewhere.", "nearly twice what the town spends"],
    "04_fire.html": [
        "It came at us like a wall of heat.",
        "A worker had reported smoke from a sorting belt on Tuesday.",
    ],
    "05_deep.html": ["The river Elm rose by 4 metres in a day", "Rain is forecast until Thursday."],
    "06_trial.txt": ["before a packed courtroom in the capital.", "A verdict is expected in the autumn."],
    "07_pages.txt": ["the shops that still sold at the old price.", "60,000 tonnes of grain"],
    "08_wrapped.txt": ["ended on Sunday without a result, and both", "fewer than 3,000 have returned."],
    "09_vaccine.md": ["said the chief nurse, Mina Dahl.", "left the hospital on the same day."],
    "10_mine.md": ["had come down behind them and cut off their air.", "Monday | 118"],
}


def _pages() -> list[Raw]:
    files = [item for item in corpus.inputs(DATA / "pages") if isinstance(item, corpus.Input)]
    return [raw for item in files for raw in corpus.articles(item, Config()) if isinstance(raw, Raw)]


@pytest.fixture(scope="module")
def articles() -> Mapping[str, Article]:
    ingest, clean = Ingest(Config()), Clean(Config())
    return {raw.path: clean(ingest(raw)) for raw in _pages()}


def test_no_furniture_stands_in_any_sentence_of_the_records(pipeline: Pipeline):
    sources = {page.name: page.read_text(encoding="utf-8") for page in (DATA / "pages").iterdir()}
    assert (len(sources), len(FURNITURE) >= 60) == (10, True)
    assert [line for line in FURNITURE if not any(line in text for text in sources.values())] == []
    sentences = [
        record.text[sentence.start : sentence.end]
        for record in records(pipeline.process(_pages()))
        for sentence in record.sentences
    ]
    assert len(sentences) > 60
    assert [(line, sentence) for sentence in sentences for line in FURNITURE if line in sentence] == []


@pytest.mark.parametrize("name", FACTS)
def test_the_sentences_of_the_article_are_whole(name: str, articles: Mapping[str, Article]):
    assert [sentence for sentence in SENTENCES[name] if sentence not in articles[name].text] == []


@pytest.mark.parametrize("name", FACTS)
def test_the_metadata_are_those_of_the_page(name: str, articles: Mapping[str, Article]):
    info = articles[name].info
    published = info.published.value if info.published else None
    assert (info.title, published, [byline.name for byline in info.bylines], info.publisher) == FACTS[name]
