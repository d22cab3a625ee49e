"""What the tests share: one loaded model for the whole session."""

from collections.abc import Callable

import orjson
import pytest

from pipeline import work
from pipeline.config import Config
from pipeline.raw import Raw
from pipeline.run import BatchResult, Done, Pipeline
from schemas.record import ArticleRecord
from tests.marked import Case

type Analyse = Callable[..., ArticleRecord]


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The whole pipeline in its default configuration, loaded once."""
    return work.ready(Config())


def raw(text: str, published: str | None = None, title: str | None = None, path: str = "case.json") -> Raw:
    """A text as the JSON input that carries its publication date and title."""
    return Raw(path, None, "json", orjson.dumps({"text": text, "date": published, "title": title}))


def records(result: BatchResult) -> list[ArticleRecord]:
    """The records of a batch in which nothing was rejected."""
    rejects = [outcome for outcome in result.outcomes if not isinstance(outcome, Done)]
    assert rejects == []
    return [outcome.record for outcome in result.outcomes if isinstance(outcome, Done)]


@pytest.fixture(scope="session")
def analyse(pipeline: Pipeline) -> Analyse:
    """Give the record of one text."""

    def one(text: str, published: str | None = None, title: str | None = None) -> ArticleRecord:
        return records(pipeline.process([raw(text, published, title)]))[0]

    return one


@pytest.fixture(scope="session")
def analyse_cases(pipeline: Pipeline) -> Callable[[list[Case]], list[ArticleRecord]]:
    """Give the records of many cases, annotated together (much faster than one by one)."""

    def many(cases: list[Case]) -> list[ArticleRecord]:
        raws = [raw(case.text, case.field("published"), case.field("title"), f"{case}.json") for case in cases]
        return records(pipeline.process(raws))

    return many
