"""Text made to hurt the rules: twice as much of it is at most a little more than twice the work."""

import sys
from collections.abc import Callable
from itertools import count

import pytest

from pipeline.batch import Earlier
from pipeline.run import Done, Pipeline
from pipeline.store.artifacts import encode
from schemas.record import ArticleRecord
from tests.conftest import Analyse, raw

NEWS = "Police in Lyon said on Friday that three men were killed when a lorry hit a bus near the river."
TOKENS = 600
"""More than twice the longest sentence that is read as one, so that what costs a sentence its square has done so."""

RATIO = 2.5
UNITS = (
    "1 ",
    "(killed 5 ",
    "attack and ",
    "between 5 and ",
    "5 killed and ",
    "no 5 killed and ",
    "said that he attacked ",
    "police said, citing officials, ",
    "the man who said ",
    "The death of 5 of ",
    "The toll rose to 5 from ",
    "on Monday ",
    'Smith: "Yes." ',
    '"He said, ',
    "The Ministry Of Public And ",
    "On 5 May 2001, 7 people were killed in Lyon. ",
)
WORK = (sys.monitoring.events.PY_START, sys.monitoring.events.PY_RESUME, sys.monitoring.events.JUMP)


def work(task: Callable[[], object]) -> int:
    """Count what Python does for a task: functions begun or resumed, and rounds of loops."""
    rounds = count()
    tool, monitoring = sys.monitoring.PROFILER_ID, sys.monitoring
    monitoring.use_tool_id(tool, "dateline")
    for event in WORK:
        monitoring.register_callback(tool, event, lambda *_: next(rounds))
    monitoring.set_events(tool, sum(WORK))
    try:
        task()
    finally:
        monitoring.set_events(tool, 0)
        monitoring.free_tool_id(tool)
    return next(rounds)


def bait(unit: str, tokens: int) -> str:
    """The unit again and again, and after it a sentence of news, so that the text is English."""
    return unit * (tokens // len(unit.split())) + "\n\n" + f"{NEWS}\n\n" * 6


@pytest.fixture(scope="module")
def annotations(pipeline: Pipeline) -> dict[str, bytes]:
    texts = [bait(unit, size) for unit in UNITS for size in (TOKENS, 2 * TOKENS)]
    outcomes = pipeline.process([raw(text) for text in texts], frozenset({"annotate"})).outcomes
    return {
        text: encode(outcome.artifacts["annotate"])
        for text, outcome in zip(texts, outcomes, strict=True)
        if isinstance(outcome, Done)
    }


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_bait_is_twice_the_work(unit: str, pipeline: Pipeline, annotations: dict[str, bytes]):
    def cost(tokens: int) -> int:
        text = bait(unit, tokens)
        return work(lambda: pipeline.process([raw(text)], earlier=[Earlier(kept={"annotate": annotations[text]})]))

    assert cost(2 * TOKENS) < RATIO * cost(TOKENS)


def sentence_lengths(record: ArticleRecord) -> list[int]:
    return [len(record.text[sentence.start : sentence.end].split()) for sentence in record.sentences]


def test_a_sentence_that_goes_on_and_on_is_cut(analyse: Analyse):
    assert max(sentence_lengths(analyse(bait("attack and ", TOKENS)))) <= 250


def test_a_long_sentence_of_news_is_not_cut(analyse: Analyse):
    towns = ", ".join(f"the town of Saint-{name}" for name in ("Ange", "Cyr", "Denis", "Just", "Lo", "Malo", "Pol"))
    assert len(sentence_lengths(analyse(f"Floods have hit {towns} and {towns} and {towns}, the prefect said."))) == 1
