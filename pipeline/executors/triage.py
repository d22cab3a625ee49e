"""What is done about a batch that failed: it is narrowed down to the article that is to blame, and no other suffers.

A worker that dies may have been killed by anything, so its batch is tried again. A batch that kills twice is halved,
and the halves are halved, until one article is left; that one is tried once more with nothing else at work beside it.
A batch that takes longer than one article may is tried article by article.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from pipeline.batch import Results, Task
from pipeline.executors import Batch
from pipeline.store.outcome import rejected
from schemas.reject import Reason, Reject
from schemas.source import SourceRef


@dataclass(frozen=True, slots=True)
class Trial:
    """A batch to be worked on. `deaths` counts the workers it has cost; `alone` asks for nothing else beside it."""

    batch: Batch
    deaths: int = 0
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """How a trial failed: its worker died, it ran out of time, or it raised; `detail` is a sentence for a person."""

    kind: Literal["died", "slow", "raised"]
    detail: str


def again(trial: Trial, failure: Failure) -> list[Trial]:
    """Give the trials that a failed one is followed by; none where its one article is to blame."""
    batch = trial.batch
    if failure.kind == "died":
        return _after_death(trial)
    return [replace(trial, batch=(task,)) for task in batch] if len(batch) > 1 else []


def _after_death(trial: Trial) -> list[Trial]:
    batch, deaths = trial.batch, trial.deaths + 1
    if len(batch) == 1:
        return [] if trial.alone else [Trial(batch, deaths, alone=True)]
    if deaths == 1:
        return [Trial(batch, deaths)]
    half = len(batch) // 2
    return [Trial(batch[:half], deaths), Trial(batch[half:], deaths)]


REASONS: dict[str, Reason] = {"died": "worker_died", "slow": "too_slow", "raised": "error"}


def blame(task: Task, failure: Failure) -> Results:
    """Give the results of a batch of one article that is to blame for a failure: its reject."""
    reject = Reject(
        source=SourceRef(path=task.raw.path, part=task.raw.part),
        stage="run",
        reason=REASONS[failure.kind],
        detail=failure.detail,
        sha256=sha256(task.raw.data).hexdigest(),
        fingerprint=task.fingerprint,
    )
    return Results((rejected(reject),), {})


def raised(error: Exception) -> Failure:
    """Say that the batch function raised, which no article should make it do."""
    return Failure("raised", f"{type(error).__name__}: {error}".split("\n")[0][:300])


def slow(seconds: float) -> Failure:
    """Say that the time limit was passed."""
    return Failure("slow", f"It took longer than {round(seconds, 1):g} seconds.")


class Waiting:
    """Trials that wait for a worker: those of failed batches first, those that must be alone last."""

    def __init__(self, batches: Iterator[Batch]) -> None:
        self._batches = batches
        self._again: list[Trial] = []
        self._alone: list[Trial] = []

    def settle(self, trial: Trial, outcome: Results | Failure) -> Results | None:
        """Give what came of a trial; None where other trials follow it, which are put in the queue."""
        if isinstance(outcome, Results):
            return outcome
        following = again(trial, outcome)
        for each in following:
            (self._alone if each.alone else self._again).append(each)
        return None if following else blame(trial.batch[0], outcome)

    def next(self, *, idle: bool) -> Trial | None:
        """Give the next trial, if there is one; `idle` says that nothing is being worked on."""
        if self._again:
            return self._again.pop(0)
        if self._alone:
            return self._alone.pop(0) if idle else None
        batch = next(self._batches, None)
        return Trial(batch) if batch else None
