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
class Earlier:
    """What earlier runs made of an article, as JSON (stage -> record).

    The records that are `kept` hold as they are. The `former` ones are of stages of which that is not known; those
    that are `repeatable` would come out as they are again if all that they read came out as before.
    """

    kept: dict[str, bytes] = field(default_factory=dict)
    former: dict[str, bytes] = field(default_factory=dict)
    repeatable: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Task:
    """One article to work on, and what of it stands already."""

    raw: Raw
    fingerprint: str
    earlier: Earlier = field(default_factory=Earlier)


@dataclass(frozen=True, slots=True)
class Results:
    """What became of each article of a batch, in its order, and the seconds spent in each stage."""

    outcomes: tuple[Outcome, ...]
    seconds: dict[str, float]
