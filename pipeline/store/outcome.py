"""What became of one article, as it is stored: its record or reject as JSON, and what is asked of it often."""

from dataclasses import dataclass, field
from typing import Literal

from pipeline.store.artifacts import encode
from schemas.reject import Reason, Reject

Kind = Literal["record", "reject"]
Key = tuple[str, int]
"""Path and part of an article (0 where it has no part): sorts as the outputs are sorted."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A record or a reject. `artifacts` are in their envelopes, by stage."""

    path: str
    part: int | None
    kind: Kind
    fingerprint: str | None
    reason: Reason | None
    body: bytes
    artifacts: dict[str, bytes] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """Path and part."""
        return self.path, self.part or 0


def rejected(reject: Reject) -> Outcome:
    """Give the outcome of an article that was rejected."""
    return Outcome(reject.source.path, reject.source.part, "reject", reject.fingerprint, reject.reason, encode(reject))
