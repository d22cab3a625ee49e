"""What holds for every text: spans, offsets, order, and reading back."""

from itertools import batched
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.raw import Raw
from pipeline.run import Done, Pipeline
from schemas.base import dump
from schemas.record import ArticleRecord, violations
from schemas.reject import Reject
from tests import marked
from tests.conftest import raw, records

PARAGRAPHS = (
    "At least 40 people were killed and 12 injured in Kharkiv on 3 March 2024, Governor Oleh Hnat said on Tuesday.",
    "“We will not leave,” said Maria Lopez, the mayor of Santa Rosa. “We have 3,000 families to feed.”",
    "According to the United Nations, between 5,000 and 7,000 people fled to Chad last week.",
    "The ministry denied that 200 soldiers had been captured. It promised $1.5 billion in aid.",
    "Russia invaded Ukraine on 24 February 2022. Two years on, talks have stalled.",
    "He said nothing else. About half a million homes were without power, up 20% on last year.",
)

BROKEN_OFF = (
    "In one case",
    "The Chinese New Year was marked. She is a Sunday",
    "The strike ended after months of talks. Years of",
    "They met Tom Hill, president of Unison",
    "They met Ana Costa, head of the Union of Miners of Q",
    "The shop shut at the end of May",
    "Police said a bomb went off, leaving 20",
)
"""Texts that end where rules look at the next word."""

pipeline_settings = settings(
    max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

articles = st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=5, unique=True)
gaps = st.lists(st.integers(min_value=0, max_value=4), min_size=5, max_size=5)


def findings(record: ArticleRecord) -> list[tuple[str, ...]]:
    """All that was found, without offsets and ids."""
    found: list[tuple[str, ...]] = [("entity", item.type, item.name) for item in record.entities]
    found += [("date", item.text, item.timex.value) for item in record.dates]
    found += [("figure", item.text, item.kind, str(item.value), item.status) for item in record.figures]
    found += [("claim", item.kind, *(content.text for content in item.contents)) for item in record.claims]
    found += [("event", item.type, item.trigger.text, item.status) for item in record.events]
    return found


@pipeline_settings
@given(paragraphs=articles, gaps=gaps)
def test_blank_lines_move_offsets_but_not_findings(pipeline: Pipeline, paragraphs: list[str], gaps: list[int]):
    plain = "\n\n".join(paragraphs)
    spread = "".join(text + "\n\n" + "\n" * gap for text, gap in zip(paragraphs, gaps, strict=False))
    one, two = records(pipeline.process([raw(plain, "2024-03-05"), raw(spread, "2024-03-05")]))
    assert findings(one) == findings(two)


def test_a_text_that_breaks_off_anywhere_costs_no_record(pipeline: Pipeline):
    cases = [case.text for folder in sorted(marked.FOLDER.iterdir()) for case in marked.folder(folder.name)]
    words = [text.split() for text in cases]
    cut = [" ".join(part[: 1 + 7 * number % len(part)]) for number, part in enumerate(words)]
    texts = [*(text.rstrip(".,;:") for text in cut), *BROKEN_OFF]
    for batch in batched(texts, 64):
        found = pipeline.process([raw(text, "2024-03-05") for text in batch]).outcomes
        assert [reject for reject in found if isinstance(reject, Reject) and reject.reason != "no_text"] == []


@pipeline_settings
@given(paragraphs=articles)
def test_mapped_characters_are_the_same_in_the_source(pipeline: Pipeline, paragraphs: list[str]):
    text = "\n\n\n".join(paragraphs)
    (record,) = records(pipeline.process([Raw("a.txt", None, "txt", text.encode())]))
    for clean, source, length in record.offsets or ():
        assert record.text[clean : clean + length] == text[source : source + length]


@pipeline_settings
@given(paragraphs=articles, order=st.permutations(range(4)))
def test_the_order_of_articles_in_a_batch_changes_nothing(pipeline: Pipeline, paragraphs: list[str], order: list[int]):
    batch = [raw("\n\n".join(paragraphs[: place + 1]), "2024-03-05", path=f"{place}.json") for place in range(4)]
    shuffled = records(pipeline.process([batch[place] for place in order]))
    alone = [records(pipeline.process([item]))[0] for item in batch]
    assert [alone[place] for place in order] == shuffled


@pipeline_settings
@given(paragraphs=articles)
def test_a_record_read_back_is_the_record(pipeline: Pipeline, paragraphs: list[str]):
    (record,) = records(pipeline.process([raw("\n\n".join(paragraphs))]))
    again = ArticleRecord.model_validate_json(orjson.dumps(dump(record)))
    assert again == record
    assert list(violations(again)) == []


@pipeline_settings
@given(text=st.text(max_size=200))
def test_any_text_gives_a_record_that_holds_or_a_reject(pipeline: Pipeline, text: str):
    (outcome,) = pipeline.process([Raw("a.txt", None, "txt", text.encode("utf-8", "surrogatepass"))]).outcomes
    assert isinstance(outcome, Done | Reject)
    assert not isinstance(outcome, Reject) or outcome.reason != "error", outcome


MARKS = st.text(alphabet="\"'“”‘’«»()[]—–-,.:;%$€ 0123456789kmbnAa\n", max_size=120)


@pipeline_settings
@given(noise=MARKS)
def test_odd_marks_and_numbers_cost_no_article(pipeline: Pipeline, noise: str):
    text = f"{PARAGRAPHS[0]}\n\n{noise}\n\n{PARAGRAPHS[3]}"
    (outcome,) = pipeline.process([raw(text)]).outcomes
    assert isinstance(outcome, Done), outcome


@pytest.mark.parametrize("path", ["entities", "dates", "figures", "claims", "events"])
def test_the_own_paragraphs_give_something_of_everything(pipeline: Pipeline, path: str):
    (record,) = records(pipeline.process([raw("\n\n".join(PARAGRAPHS), "2024-03-05")]))
    found: tuple[Any, ...] = getattr(record, path)
    assert found
