"""How far a run is, and what it came to."""

from collections import Counter
from dataclasses import dataclass, field

from schemas.reject import Reason


@dataclass
class Summary:
    """What a run came to. Every input is a record or a reject: `unaccounted` is 0 unless dateline has a bug.

    `worked_on` counts the articles that were not taken over from an earlier run, by the reason.
    """

    inputs: int = 0
    records: int = 0
    rejects: Counter[Reason] = field(default_factory=Counter)
    reused: int = 0
    worked_on: Counter[str] = field(default_factory=Counter)
    changed: bool = True
    seconds: Counter[str] = field(default_factory=Counter)
    elapsed: float = 0.0

    @property
    def unaccounted(self) -> int:
        """Inputs that are in neither output."""
        return self.inputs - self.records - self.rejects.total()


@dataclass
class Position:
    """How far a run is. `bytes_known` is the size of all input files, `bytes_done` that of what is dealt with."""

    done: int = 0
    rejects: int = 0
    reused: int = 0
    bytes_known: int = 0
    bytes_done: int = 0
    bytes_reused: int = 0
    seconds: float = 0.0

    @property
    def articles_a_second(self) -> float:
        """Articles worked on in a second; those that were taken over do not count."""
        return (self.done - self.reused) / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds until the end at the speed so far; None while there is none."""
        worked = self.bytes_done - self.bytes_reused
        if not worked or not self.seconds:
            return None
        return max(0, self.bytes_known - self.bytes_done) * self.seconds / worked
