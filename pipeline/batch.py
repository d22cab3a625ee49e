"""What travels to a worker and back: plain and small, and read without loading a model."""

from dataclasses import dataclass, field

from pipeline.config import Config
from pipeline.raw import Raw
from pipeline.store.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of every batch of a run: its configuration, and the stages whose artifacts are kept.

    `first` names the stages that its first batches need, which are set up before any article's time runs.
    """

    config: Config
    keep: frozenset[str]
    first: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Task:
    """One article to work on. `kept` holds the JSON of stages that need not run again (stage -> record)."""

    raw: Raw
    fingerprint: str
    kept: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Results:
    """What became of each article of a batch, in its order, and the seconds spent in each stage."""

    outcomes: tuple[Outcome, ...]
    seconds: dict[str, float]
