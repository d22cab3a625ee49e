"""Which executor a run gets."""

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch import Order
from pipeline.errors import UsageError
from pipeline.executors import Batch, Executor, Limits, Work
from pipeline.executors.serial import Serial
from pipeline.work import process

FEW = 2
"""Batches that are done sooner in this process than others are started."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Where a run works: `number` processes of this machine (0: this process; None: as it fits), or a scheduler's."""

    number: int | None = None
    scheduler: str | None = None
    dashboard: bool = False
    function: Work = process


AUTOMATIC = Workers()


def executor(
    workers: Workers, ahead: list[Batch], order: Order, limits: Limits, scratch: Path
) -> AbstractContextManager[Executor]:
    """Give the executor that `workers` asks for; `ahead` holds the first batches, by which an open choice is made.

    Raises UsageError where there is no scheduler at the address.
    """
    if workers.scheduler:
        return _remote(workers, order, limits)
    number = workers.number
    if number is None:
        cores = len(os.sched_getaffinity(0))
        number = cores if len(ahead) >= FEW and cores > 1 else 0
    if not number:
        return Serial(order, limits, workers.function)
    from pipeline.executors.local import Local

    return Local(order, limits, number, scratch, workers.function, dashboard=workers.dashboard)


def _remote(workers: Workers, order: Order, limits: Limits) -> AbstractContextManager[Executor]:
    from distributed import Client

    from pipeline.executors.cluster import Cluster

    try:
        client = Client(workers.scheduler, timeout=10)
    except (OSError, ValueError) as error:
        raise UsageError(f"{workers.scheduler}: no dask scheduler answers there: {error}.") from error
    return Cluster(client, order, limits, workers.function)
