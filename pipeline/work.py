"""The work on one batch, wherever it is done: from the bytes of articles to the bytes of their records.

What goes in and comes out is plain and small, so that it travels between processes: executors differ only in where
they call `process`.
"""

from collections.abc import Sequence
from functools import cache

from pipeline.batch import Order, Results, Task
from pipeline.config import Config
from pipeline.plan import PLAN
from pipeline.run import Done, Pipeline
from pipeline.store.artifacts import Artifact, body_of, encode, frame
from pipeline.store.outcome import Outcome, rejected


def process(order: Order, tasks: Sequence[Task]) -> Results:
    """Work on one batch. The same articles give the same bytes, whatever else is in the batch.

    What a stage needs is loaded when the first article needs the stage; by a batch of nothing, what `order` says.
    Raises StopError where that fails.
    """
    pipeline = ready(order.config)
    if not tasks:
        pipeline.set_up(order.first)
    result = pipeline.process([task.raw for task in tasks], order.keep, [task.earlier for task in tasks])
    outcomes = (_record(outcome) if isinstance(outcome, Done) else rejected(outcome) for outcome in result.outcomes)
    return Results(tuple(outcomes), result.seconds)


@cache
def ready(config: Config) -> Pipeline:
    """Give the pipeline of a configuration, the same for every call; raises StopError where there is none."""
    return Pipeline(config)


def _record(done: Done) -> Outcome:
    record = done.record
    framed = {
        stage.name: frame(
            Artifact(
                stage.name,
                stage.version,
                done.fingerprints[stage.name],
                done.bodies.get(stage.name) or body_of(stage.name, done.artifacts[stage.name]),
            )
        )
        for stage in PLAN
        if stage.name in done.artifacts
    }
    mark = record.producer.fingerprint
    return Outcome(record.source.path, record.source.part, "record", mark, None, encode(record), framed)
