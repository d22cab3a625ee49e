r"""Cleaning: each case of ``tests/cases/clean`` loses what is marked, for the reason marked, and nothing else.

Marks with ``reason`` are all that is taken away. Other marks are of what stays: ``kind`` and ``byline`` of the block
that the stretch becomes, ``text`` as it stands in the article where that is not as in the source. ``@gives`` holds what
the article's metadata must say, ``@format`` the format (``txt``), and a line ``¶`` stands for a blank line.
"""

import re
import shlex
from functools import cache

import pytest

from pipeline.config import Config
from pipeline.raw import Raw
from pipeline.stages.clean import Clean
from pipeline.stages.ingest import Ingest
from schemas.article import Article, Block
from tests.marked import Case, Mark, folder, value_at

CASES = folder("clean")
INGEST, CLEAN = Ingest(Config()), Clean(Config())


def source(case: Case) -> str:
    return re.sub("(?m)^¶$", " ", case.text)


@cache
def article_of(case: Case) -> Article:
    form = case.field("format") or "txt"
    return CLEAN(INGEST(Raw(f"case.{form}", None, form, source(case).encode())))  # type: ignore[arg-type]


def _hold(mark: Mark, name: str) -> str | None:
    return dict(mark.holds).get(name)


def _places(article: Article) -> dict[int, int]:
    """The characters of the source that stand in the article: place in the source -> place in the text."""
    segments = article.offsets or ()
    return {source + number: clean + number for clean, source, length in segments for number in range(length)}


def _stretch(article: Article, mark: Mark) -> tuple[int, int]:
    """What a mark becomes: all between what stands before it in the source and what stands behind it."""
    places = _places(article)
    start = max((place + 1 for spot, place in places.items() if spot < mark.start), default=0)
    end = min((place for spot, place in places.items() if spot >= mark.end), default=len(article.text))
    text = article.text[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def _block(article: Article, mark: Mark) -> Block | None:
    stretch = _stretch(article, mark)
    return next((block for block in article.blocks if (block.start, block.end) == stretch), None)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_marked_is_taken_away_for_its_reason_and_nothing_else(case: Case):
    wanted = {(mark.start, mark.end, mark.text): reason for mark in case.marks if (reason := _hold(mark, "reason"))}
    found = {(item.start, item.end, item.text): item.reason for item in article_of(case).removed}
    assert found == wanted


@pytest.mark.parametrize("case", [case for case in CASES if not case.field("format")], ids=str)
def test_every_letter_and_digit_that_is_not_marked_stands_in_the_article(case: Case):
    places = _places(article_of(case))
    changed = {place for mark in case.marks if mark.holds for place in range(mark.start, mark.end)}
    lost = [place for place, char in enumerate(case.text) if char.isalnum() and place not in places]
    assert [case.text[place : place + 20] for place in lost if place not in changed] == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_stays_is_of_the_kind_and_reads_as_marked(case: Case):
    article = article_of(case)
    for mark in case.marks:
        for name, value in mark.holds:
            if name == "text":
                assert article.text[slice(*_stretch(article, mark))] == value
            elif name != "reason":
                assert (mark.text, name, value_at(_block(article, mark), name)) == (mark.text, name, value)


@pytest.mark.parametrize("case", [case for case in CASES if case.field("gives")], ids=str)
def test_the_article_says_what_the_case_gives(case: Case):
    info = article_of(case).info
    pairs = [word.split("=", 1) for word in shlex.split(case.field("gives") or "")]
    assert {name: value_at(info, name) for name, _ in pairs} == dict(pairs)
