"""Which executor a run gets."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch import Order
from pipeline.errors import UsageError
from pipeline.executors import Executor, Limits, Work
from pipeline.executors.serial import Serial
from pipeline.work import process


@dataclass(frozen=True, slots=True)
class Workers:
    """Where a run works: `number` processes of this machine (0: this process), or those of a scheduler."""

    number: int = 0
    scheduler: str | None = None
    dashboard: bool = False
    function: Work = process


ALONE = Workers()


def executor(workers: Workers, order: Order, limits: Limits, scratch: Path) -> AbstractContextManager[Executor]:
    """Give the executor that `workers` asks for; raises UsageError where there is no scheduler at the address."""
    if workers.scheduler:
        return _remote(workers, order, limits)
    if not workers.number:
        return Serial(order, limits, workers.function)
    from pipeline.executors.local import Local

    return Local(order, limits, workers.number, scratch, workers.function, dashboard=workers.dashboard)


def _remote(workers: Workers, order: Order, limits: Limits) -> AbstractContextManager[Executor]:
    from distributed import Client

    from pipeline.executors.cluster import Cluster

    try:
        client = Client(workers.scheduler, timeout=10)
    except (OSError, ValueError) as error:
        raise UsageError(f"{workers.scheduler}: no dask scheduler answers there: {error}.") from error
    return Cluster(client, order, limits, workers.function)
