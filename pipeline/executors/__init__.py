"""Where batches are worked on: in this process, or in processes of a dask cluster.

Executors differ in *where* they call the batch function and in nothing else; what is done about a batch that fails is
decided in `triage`, for all of them alike.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pipeline.batch import Order, Results, Task

type Batch = tuple[Task, ...]
type Work = Callable[[Order, Batch], Results]
"""The batch function: `pipeline.work.process`, unless a test puts another in its place."""


TIMED_BYTES = 500_000
"""Bytes of the longest article that has to do with the plain time limit; whole books have 1.2 million."""
LONGEST_FACTOR = 4
"""How many times the plain limit a longer one may take at most: the time is as its length, so this is long enough."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may take: `seconds` of time, more where it is very long, and `memory` bytes of its worker."""

    seconds: float = 60.0
    memory: int = 4 * 2**30

    def seconds_for(self, batch: Batch) -> float:
        """Give the time limit of a batch."""
        size = sum(len(task.raw.data) for task in batch)
        return self.seconds * min(LONGEST_FACTOR, max(1, size / TIMED_BYTES))


LIMITS = Limits()


class Executor(Protocol):
    """Works on batches; a context manager that starts and stops what it needs for that."""

    def results(self, batches: Iterator[Batch]) -> Iterator[tuple[Batch, Results]]:
        """Give the results of each batch as they come, not in order; a batch may come back in parts."""
        ...

    def __enter__(self) -> "Executor":
        """Start."""
        ...

    def __exit__(self, *error: object) -> None:
        """Stop; at once, where an error ended the work."""
        ...
