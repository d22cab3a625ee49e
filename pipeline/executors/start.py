"""Which executor a run gets."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline.batch import Order
from pipeline.errors import UsageError
from pipeline.executors import Batch, Executor, Limits, Work
from pipeline.executors.serial import Serial
from pipeline.stages.annotate import Annotate
from pipeline.work import process


@dataclass(frozen=True, slots=True)
class Workers:
    """Where a run works: `number` processes of this machine (0: this process), or those of a scheduler.

    With None for a number, a run of a handful of articles works in its own process, and a larger one in as many
    processes as this one may use cores.
    """

    number: int | None = 0
    scheduler: str | None = None
    dashboard: bool = False
    function: Work = process


ALONE = Workers()

HANDFUL = 3
"""Batches up to which starting processes, each with a model of its own, takes longer than they save."""

HANDFUL_ANNOTATED = 24
"""The same of batches whose annotations are at hand: the rules take an eighth of the time."""


def look_ahead(batches: Iterator[Batch]) -> tuple[list[Batch], bool]:
    """Take the first batches; tells also whether there are more than a handful."""
    first = list(islice(batches, HANDFUL + 1))
    handful = HANDFUL
    if len(first) > handful and all(Annotate.name in task.earlier.kept for batch in first for task in batch):
        handful = HANDFUL_ANNOTATED
        first += islice(batches, handful + 1 - len(first))
    return first, len(first) > handful


def executor(
    workers: Workers, order: Order, limits: Limits, scratch: Path, *, many: bool = False
) -> AbstractContextManager[Executor]:
    """Give the executor that `workers` asks for; `many` says that there are more than a handful of batches.

    Raises UsageError where there is no scheduler at the address.
    """
    if workers.scheduler:
        return _remote(workers, order, limits)
    number = _number(many=many) if workers.number is None else workers.number
    if not number:
        return Serial(order, limits, workers.function)
    from pipeline.executors.local import Local

    return Local(order, limits, number, scratch, workers.function, dashboard=workers.dashboard)


def _number(*, many: bool) -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if many and cores > 1 else 0


def _remote(workers: Workers, order: Order, limits: Limits) -> AbstractContextManager[Executor]:
    from distributed import Client

    from pipeline.executors.cluster import Cluster

    try:
        client = Client(workers.scheduler, timeout=10)
    except (OSError, ValueError) as error:
        raise UsageError(f"{workers.scheduler}: no dask scheduler answers there: {error}.") from error
    return Cluster(client, order, limits, workers.function)
