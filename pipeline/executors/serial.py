"""Work in this process, one batch after the other: the least to start, for a handful of articles and for debugging."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from pipeline.batch import Order, Results
from pipeline.errors import StopError
from pipeline.executors import Batch, Limits, Work
from pipeline.executors.triage import Failure, Waiting, raised, slow


class OutOfTime(BaseException):
    """The time limit was passed. No ``Exception``, so that no stage takes it for a fault of its own."""


class Serial:
    """The executor without processes. It keeps the time limit, and cannot outlive a crash or keep a memory limit."""

    def __init__(self, order: Order, limits: Limits, function: Work) -> None:
        self.order = order
        self.limits = limits
        self.function = function

    def results(self, batches: Iterator[Batch]) -> Iterator[tuple[Batch, Results]]:
        """Work on the batches in turn."""
        waiting = Waiting(batches)
        while trial := waiting.next(idle=True):
            if settled := waiting.settle(trial, self._try(trial.batch)):
                yield trial.batch, settled

    def _try(self, batch: Batch) -> Results | Failure:
        seconds = self.limits.seconds_for(batch)
        start = time.monotonic()
        try:
            with _alarm(seconds):
                return self.function(self.order, batch)
        except OutOfTime:
            return slow(seconds)
        except StopError:
            raise
        except Exception as error:  # noqa: BLE001 - the policy of pipeline.errors: it costs one article
            # Writers of JSON wrap whatever is raised within them, the alarm too.
            return slow(seconds) if time.monotonic() - start >= seconds else raised(error)

    def __enter__(self) -> "Serial":
        return self

    def __exit__(self, *error: object) -> None:
        pass


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise OutOfTime in the body when it takes longer; only a main thread can do that, elsewhere there is no limit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTime
