"""The work on one batch, wherever it is done: from the bytes of articles to the bytes of their records.

What goes in and comes out is plain and small, so that it travels between processes: executors differ only in where
they call `process`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.config import Config
from pipeline.plan import PLAN
from pipeline.raw import Raw
from pipeline.run import Done, Pipeline
from pipeline.store.artifacts import Artifact, encode, frame
from pipeline.store.outcome import Outcome, rejected

READABLE = 1
"""Indentation of artifacts, in columns; an annotation, one value a token, stands on one line."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of every batch of a run: its configuration, and the stages whose artifacts are kept."""

    config: Config
    keep: frozenset[str]


@dataclass(frozen=True, slots=True)
class Task:
    """One article to work on. `kept` holds the JSON of stages that need not run again (stage -> record)."""

    raw: Raw
    fingerprint: str
    kept: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Results:
    """What became of each article of a batch, in its order, and the seconds spent in each stage."""

    outcomes: tuple[Outcome, ...]
    seconds: dict[str, float]


def process(order: Order, tasks: Sequence[Task]) -> Results:
    """Work on one batch. The same articles give the same bytes, whatever else is in the batch.

    The first call of a process loads the model, be it for a batch of nothing. Raises StopError where that fails.
    """
    pipeline = _pipeline(order.config)
    result = pipeline.process([task.raw for task in tasks], order.keep, [task.kept for task in tasks])
    outcomes = (_record(outcome) if isinstance(outcome, Done) else rejected(outcome) for outcome in result.outcomes)
    return Results(tuple(outcomes), result.seconds)


@cache
def _pipeline(config: Config) -> Pipeline:
    return Pipeline(config)


def _record(done: Done) -> Outcome:
    record = done.record
    framed = {
        stage.name: frame(
            Artifact(
                stage.name,
                stage.version,
                done.fingerprints[stage.name],
                encode(done.artifacts[stage.name], None if stage.name == "annotate" else READABLE),
            )
        )
        for stage in PLAN
        if stage.name in done.artifacts
    }
    mark = record.producer.fingerprint
    return Outcome(record.source.path, record.source.part, "record", mark, None, encode(record), framed)
