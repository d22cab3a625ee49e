"""The work on one batch, wherever it is done: from the bytes of articles to the bytes of their records.

What goes in and comes out is plain and small, so that it travels between processes: executors differ only in where
they call `process`.
"""

import gc
from collections.abc import Sequence
from functools import cache

from pipeline.batch import Order, Results, Task
from pipeline.config import Config
from pipeline.plan import PLAN
from pipeline.run import Done, Pipeline
from pipeline.store.artifacts import Artifact, encode, frame
from pipeline.store.outcome import Outcome, rejected

READABLE = 1
"""Indentation of artifacts, in columns; an annotation, one value a token, stands on one line."""


def process(order: Order, tasks: Sequence[Task]) -> Results:
    """Work on one batch. The same articles give the same bytes, whatever else is in the batch.

    The first call of a process loads the model, be it for a batch of nothing. Raises StopError where that fails.
    """
    pipeline = ready(order.config)
    result = pipeline.process([task.raw for task in tasks], order.keep, [task.kept for task in tasks])
    outcomes = (_record(outcome) if isinstance(outcome, Done) else rejected(outcome) for outcome in result.outcomes)
    return Results(tuple(outcomes), result.seconds)


@cache
def ready(config: Config) -> Pipeline:
    """Give the pipeline of a configuration, the same for every call; the first loads the model.

    Raises StopError where that fails.
    """
    pipeline = Pipeline(config)
    gc.freeze()  # what was loaded stays: the collector need not go through it again and again
    return pipeline


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
