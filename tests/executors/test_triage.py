"""What is done about a batch that failed."""

from itertools import count

import pytest

from pipeline.executors import Limits
from pipeline.executors.triage import Failure, Trial, Waiting, again
from tests.executors.poison import task

DIED = Failure("died", "It died.")
BATCH = tuple(task(str(number)) for number in range(32))


def test_a_batch_that_kills_once_is_tried_again_whole():
    assert again(Trial(BATCH), DIED) == [Trial(BATCH, deaths=1)]


def test_a_batch_that_kills_twice_is_halved():
    assert again(Trial(BATCH, deaths=1), DIED) == [Trial(BATCH[:16], deaths=2), Trial(BATCH[16:], deaths=2)]


def test_one_article_is_to_blame_only_for_a_death_with_nothing_else_at_work():
    suspect = Trial(BATCH[:1], deaths=3)
    assert again(suspect, DIED) == [Trial(BATCH[:1], deaths=4, alone=True)]
    assert again(Trial(BATCH[:1], deaths=4, alone=True), DIED) == []


@pytest.mark.parametrize("kind", ["slow", "raised"])
def test_a_batch_that_is_slow_or_raises_is_tried_article_by_article(kind: str):
    failure = Failure(kind, "It was so.")  # type: ignore[arg-type]
    assert again(Trial(BATCH), failure) == [Trial((item,)) for item in BATCH]
    assert again(Trial(BATCH[:1]), failure) == []


@pytest.mark.parametrize(("size", "seconds"), [(10, 60), (500_000, 60), (1_250_000, 150), (20_000_000, 240)])
def test_a_very_long_article_has_more_time_within_bounds(size: int, seconds: float):
    assert Limits(seconds=60).seconds_for((task("book", "x" * size),)) == seconds


@pytest.mark.parametrize("poison", [0, 1, 17, 31])
def test_a_poison_article_is_found_in_a_few_deaths_and_no_other_is_blamed(poison: int):
    waiting, done, blamed, deaths = Waiting(iter([BATCH])), [], [], 0
    for _ in count():
        trial = waiting.next(idle=True)
        if trial is None:
            break
        if BATCH[poison] not in trial.batch:
            done += trial.batch
            continue
        deaths += 1
        blamed += trial.batch if waiting.settle(trial, DIED) else []
    assert blamed == [BATCH[poison]]
    assert sorted(item.raw.path for item in done + blamed) == sorted(item.raw.path for item in BATCH)
    assert deaths <= 8


def test_a_suspect_waits_until_nothing_else_is_at_work():
    waiting = Waiting(iter([BATCH]))
    assert waiting.settle(Trial(BATCH[:1], deaths=3), DIED) is None
    assert waiting.next(idle=False) is None
    assert waiting.next(idle=True) == Trial(BATCH[:1], deaths=4, alone=True)
    assert waiting.next(idle=False) == Trial(BATCH)
