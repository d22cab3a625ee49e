"""From the network's scores to names: the best sequence of labels that is well formed."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.ner.labels import LABELS, OUTSIDE, may_follow

type Floats = NDArray[np.float32]

FORBIDDEN = -1e4
_STEPS = np.array(
    [
        [0.0 if may_follow(label, before) else FORBIDDEN for label in range(len(LABELS))]
        for before in range(len(LABELS))
    ],
    dtype=np.float32,
)
"""Score of going from a label (row) to a label (column)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name over words ``[first, end)``; `confidence` is the mean probability of its labels, from 0 to 1."""

    first: int
    end: int
    type: str
    confidence: float


def decode(scores: Floats) -> list[Found]:
    """Give the names in ``[words, labels]`` scores, in text order."""
    labels = scores.argmax(1).tolist()
    if not any(labels):
        return []
    logs = _log_softmax(scores)
    if not well_formed(labels):
        labels = best_path(logs)
    found = []
    for first, end in _extents(labels):
        sure = np.exp(logs[range(first, end), labels[first:end]]).mean()
        found.append(Found(first, end, LABELS[labels[first]][2:], round(float(sure), 2)))
    return found


def well_formed(labels: list[int]) -> bool:
    """Tell whether every I- label follows a label of its type."""
    return all(may_follow(label, before) for before, label in pairwise([OUTSIDE, *labels]))


def best_path(scores: Floats) -> list[int]:
    """Give the well-formed labels with the highest sum of scores (Viterbi 1967)."""
    best = scores[0] + _STEPS[OUTSIDE]
    backs = []
    for row in scores[1:]:
        reached = best[:, None] + _STEPS
        backs.append(reached.argmax(0))
        best = reached.max(0) + row
    path = [int(best.argmax())]
    for back in reversed(backs):
        path.append(int(back[path[-1]]))
    return path[::-1]


def _extents(labels: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place, label in enumerate(labels):
        if label == OUTSIDE:
            continue
        if LABELS[label].startswith("I-"):
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    return logs
