"""Work in the processes of a dask cluster: several on this machine, or those of a scheduler elsewhere.

dask carries the batches and watches the processes; what is done about a failure is decided here (see `triage`), so a
dead worker is reported at once and never retried by dask itself. As many batches are under way as there are workers,
so a death accuses the one batch that its worker was busy with.
"""

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from distributed import Client, Future, WorkerPlugin, get_worker
from distributed.scheduler import KilledWorker

from pipeline.batch import Order, Results
from pipeline.errors import StopError
from pipeline.executors import Batch, Limits, Work
from pipeline.executors.triage import Failure, Trial, Waiting, raised, slow

if TYPE_CHECKING:
    from distributed import Worker

TICK_SECONDS = 0.2
"""How often time limits are looked at."""

RESTART_SECONDS = 60
"""How long a worker that is stuck may take to be replaced."""

START_SECONDS = 600
"""How long a batch waits for a worker that takes it up, before the run ends: none has come back by then."""

LAST_PARTS = 4
"""Parts of each of the last batches."""

TOPIC = "dateline-begun"


@dataclass(frozen=True, slots=True)
class _Running:
    trial: Trial
    future: "Future[Results]"
    submitted: float


class Preparation(WorkerPlugin):
    """Loads what the first articles need when a worker starts, so that no article's time limit pays for that."""

    name = "dateline"

    def __init__(self, order: Order, function: Work) -> None:
        self.order = order
        self.function = function

    def setup(self, worker: "Worker") -> None:  # noqa: ARG002 - dask's signature
        """Work on a batch of nothing."""
        self.function(self.order, ())


def begin(function: Work, order: Order, batch: Batch, key: str) -> Results:
    """Work on a batch in a worker, saying first that it is taken up: time in a queue is not the article's."""
    get_worker().log_event(TOPIC, key)
    return function(order, batch)


def tapered(batches: Iterator[Batch], workers: int) -> Iterator[Batch]:
    """Give the last batches, one for each worker, in parts, so that the workers come to their end together.

    Guided self-scheduling (Polychronopoulos & Kuck 1987) in its simplest form: whole batches are best for the model,
    and only the last ones can leave a worker with nothing to do.
    """
    ahead: deque[Batch] = deque()
    for batch in batches:
        ahead.append(batch)
        if len(ahead) > workers:
            yield ahead.popleft()
    for batch in ahead:
        size = -(-len(batch) // LAST_PARTS)
        yield from (batch[start : start + size] for start in range(0, len(batch), size))


class Cluster:
    """The executor on a dask cluster that stands."""

    def __init__(self, client: "Client", order: Order, limits: Limits, function: Work) -> None:
        self.client = client
        self.order = order
        self.limits = limits
        self.function = function
        self._running: dict[str, _Running] = {}
        self._begun: dict[str, float] = {}
        self._finished: SimpleQueue[str] = SimpleQueue()
        self._number = 0

    def __enter__(self) -> "Cluster":
        self.client.subscribe_topic(TOPIC, self._note_begin)
        self.client.register_plugin(Preparation(self.order, self.function))
        return self

    def __exit__(self, *error: object) -> None:
        self.client.cancel([running.future for running in self._running.values()], force=True)

    def results(self, batches: Iterator[Batch]) -> Iterator[tuple[Batch, Results]]:
        """Work on as many batches at a time as there are workers; one goes on while its last results travel here."""
        waiting = Waiting(tapered(batches, self._workers()))
        self._fill(waiting)
        while self._running:
            for ended, failure in self._ended():
                if not failure and ended.future.status == "finished":
                    self._fill(waiting)
                settled = waiting.settle(ended.trial, failure or self._result(ended.future))
                self._fill(waiting)
                if settled:
                    yield ended.trial.batch, settled

    def _workers(self) -> int:
        return max(1, len(self.client.nthreads()))

    def _fill(self, waiting: Waiting) -> None:
        workers = self._workers()
        while len(self._running) < workers and not any(running.trial.alone for running in self._running.values()):
            trial = waiting.next(idle=not self._running)
            if trial is None:
                return
            self._number += 1
            key = f"dateline-{self._number}"
            future = self.client.submit(
                begin, self.function, self.order, trial.batch, key, key=key, pure=False, retries=0
            )
            future.add_done_callback(lambda done: self._finished.put(done.key))
            self._running[key] = _Running(trial, future, time.monotonic())

    def _ended(self) -> Iterator[tuple[_Running, Failure | None]]:
        """Give what has ended since the last look, and what has run out of time, which is stopped and has failed."""
        try:
            key = self._finished.get(timeout=TICK_SECONDS)
        except Empty:
            self._look_after()
        else:
            running = self._running.pop(key, None)
            if running:
                yield running, None
        now = time.monotonic()
        for key, running in list(self._running.items()):
            seconds = self.limits.seconds_for(running.trial.batch)
            if now - self._begun.get(key, now) > seconds and not running.future.done():
                del self._running[key]
                self._stop(running)
                yield running, slow(seconds)

    def _note_begin(self, event: tuple[float, str]) -> None:
        self._begun[event[1]] = time.monotonic()

    def _look_after(self) -> None:
        """Raise StopError where there is no hope: without a scheduler, or without a worker that would ever start."""
        if self.client.status != "running":
            raise StopError("The dask scheduler is gone. What was done is kept; run the same command again to go on.")
        hopeless = time.monotonic() - START_SECONDS
        if any(running.submitted < hopeless and key not in self._begun for key, running in self._running.items()):
            raise StopError(
                f"No worker has started in {START_SECONDS / 60:.0f} minutes; --memory may be too little for the model. "
                "What was done is kept."
            )

    def _stop(self, running: _Running) -> None:
        """Take a batch from its worker, which may be stuck beyond all messages: the worker is replaced."""
        busy = [address for address, keys in self.client.processing().items() if running.future.key in keys]
        running.future.cancel(force=True)
        if busy:
            self._replace(busy)

    def _replace(self, addresses: list[str]) -> None:
        self.client.restart_workers(addresses, timeout=RESTART_SECONDS, raise_for_error=False)

    def _result(self, future: "Future[Results]") -> Results | Failure:
        try:
            return future.result()
        except StopError:
            raise
        except KilledWorker as error:
            return Failure("died", self._cause(error))
        except Exception as error:  # noqa: BLE001 - the policy of pipeline.errors: it costs one article
            return raised(error)

    def _cause(self, error: KilledWorker) -> str:
        """Say what killed a worker, as far as that is known."""
        worker = error.last_worker
        for _, event in self.client.get_events("worker-restart-memory") or ():
            if event["worker"] == worker.address:
                return f"Its worker was over the memory limit of {self.limits.memory / 2**20:.0f} MB, twice."
        return "Its worker died, twice."
