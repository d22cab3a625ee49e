"""A dask cluster of this machine alone: it listens on loopback only, and shows no dashboard unless asked to."""

import logging
import os
import shutil
import signal
import time
from contextlib import suppress
from multiprocessing import resource_tracker
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

import dask
from distributed import Client, LocalCluster, Nanny
from distributed.scheduler import KilledWorker

from pipeline.batch import Order
from pipeline.executors import Limits, Work
from pipeline.executors.cluster import Cluster

SETTINGS = {
    "distributed.scheduler.allowed-failures": 0,  # a death is reported, not retried: `triage` decides
    "distributed.scheduler.work-stealing": False,
    "distributed.worker.memory.target": False,  # no spilling: what a batch holds, it needs
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": 0.95,
    "distributed.worker.profile.enabled": False,
    "distributed.worker.daemon": True,
    "distributed.deploy.lost-worker-timeout": "24h",  # a worker that takes long to come back is not given up
    "distributed.admin.large-graph-warning-threshold": "1GB",
    "distributed.admin.tick.interval": "1s",  # fifty a second, of each of dask's servers, cost a twentieth of a run
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.system-monitor.disk": False,
    "distributed.scheduler.active-memory-manager.start": False,
}
NO_PAGES: dict[str, Any] = {"distributed.scheduler.http.routes": [], "distributed.worker.http.routes": []}
STOP_SECONDS = 3
EXIT_TICKS = 100
EXIT_TICK_SECONDS = 0.02
LAST = -100
"""Priority of what is done when this process ends, behind all that Python's own module does then."""


class Watcher(Nanny):
    """Keeps a worker process running, and remembers how each one ended.

    That is kept by the process's address, or by the worker's name where the process ended before its address was known.
    The next process begins with nothing of the last: dask would take a late message of the dead for one of its
    successor, which then had the wrong address and could not be stopped.
    """

    exits: dict[object, int]

    def _on_worker_exit_sync(self, exitcode: int) -> None:
        self.exits[self.worker_address or self.name] = exitcode
        self.process = None
        super()._on_worker_exit_sync(exitcode)


class Local(Cluster):
    """The executor with processes of this machine."""

    def __init__(
        self,
        order: Order,
        limits: Limits,
        workers: int,
        scratch: Path,
        function: Work,
        *,
        dashboard: bool = False,
    ) -> None:
        """Start `workers` processes; what they put on disk for themselves stands below `scratch`."""
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        Finalize(None, end_tracker, exitpriority=LAST)
        self.scratch = scratch
        self.exits: dict[object, int] = {}
        self._settings = dask.config.set(SETTINGS if dashboard else SETTINGS | NO_PAGES)  # dask reads some of them late
        self.cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:8787" if dashboard else "127.0.0.1:0",
            worker_dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": dashboard},
            memory_limit=limits.memory,
            local_directory=str(scratch),
            silence_logs=logging.CRITICAL,
            worker_class=type("Watcher", (Watcher,), {"exits": self.exits}),
        )
        super().__init__(Client(self.cluster), order, limits, function)

    def __exit__(self, *error: object) -> None:
        nannies = list(self.cluster.workers.values())
        for nanny in nannies:
            nanny.close_gracefully()  # so that it starts no other
        self._kill(nannies)
        super().__exit__(*error)
        with suppress(TimeoutError):  # a process that does not end in time ends with this one
            self.client.close(timeout=STOP_SECONDS)
            self.cluster.close(timeout=STOP_SECONDS)
        self._settings.__exit__(None, None, None)
        shutil.rmtree(self.scratch, ignore_errors=True)

    def _replace(self, addresses: list[str]) -> None:
        self._kill([nanny for nanny in self.cluster.workers.values() if nanny.worker_address in addresses])
        for _ in range(EXIT_TICKS):  # until the scheduler knows, it would send the dead more work
            if not self.client.nthreads().keys() & set(addresses):
                return
            time.sleep(EXIT_TICK_SECONDS)

    def _kill(self, nannies: list[Nanny]) -> None:
        """End worker processes at once. They hold nothing; each has its nanny, which starts another."""
        for nanny in nannies:
            if nanny.pid:
                with suppress(ProcessLookupError):
                    os.kill(nanny.pid, signal.SIGKILL)

    def _cause(self, error: KilledWorker) -> str:
        exit_code = self._exit_code(error.last_worker.address, error.last_worker.name)
        cause = super()._cause(error)
        if exit_code >= 0 or "memory" in cause:
            return cause
        return f"Its worker was killed by {signal.Signals(-exit_code).name}, twice."

    def _exit_code(self, *keys: object) -> int:
        """Give the exit status of a worker, which may be known a moment later than its death; 0 where it is not."""
        for _ in range(EXIT_TICKS):
            for key in keys:
                if key in self.exits:
                    return self.exits.pop(key)
            time.sleep(EXIT_TICK_SECONDS)
        return 0


def end_tracker() -> None:
    """Wait until the process has ended in which Python keeps account of what processes share.

    It ends with the last process that can write to it, a moment after this one: whoever looks then for what a run has
    left running would find it. It is not waited for longer than a process needs to end, as a worker that would not die
    could keep it.
    """
    tracker: Any = resource_tracker._resource_tracker
    descriptor, process = tracker._fd, tracker._pid
    if descriptor is None or process is None:
        return
    tracker._fd = tracker._pid = None
    os.close(descriptor)
    with suppress(ChildProcessError):
        for _ in range(EXIT_TICKS):
            if os.waitpid(process, os.WNOHANG)[0]:
                return
            time.sleep(EXIT_TICK_SECONDS)
