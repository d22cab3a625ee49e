"""From the network's scores to names: the best sequence of labels that is well formed."""

from collections.abc import Iterable, Iterator
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

_WELL = {(before, label) for before in range(len(LABELS)) for label in range(len(LABELS)) if may_follow(label, before)}


@dataclass(frozen=True, slots=True)
class Found:
    """A name over words ``[first, end)``; `confidence` is the mean probability of its labels, from 0 to 1."""

    first: int
    end: int
    type: str
    confidence: float


def decode(scores: Floats, stretches: Iterable[range]) -> list[Found]:
    """Give the names in ``[words, labels]`` scores, in text order.

    `stretches` are the numbers of the words that the rows stand for, one range behind the other.
    """
    labels = scores.argmax(1).tolist()
    if not any(labels):
        return []
    tops = scores.max(1, keepdims=True)
    sure = 1.0 / np.exp(scores - tops).sum(1)
    found: list[Found] = []
    row = 0
    for stretch in stretches:
        end = row + len(stretch)
        own = labels[row:end]
        if any(own):
            own_sure = sure[row:end]
            if not well_formed(own):
                own = best_path(scores[row:end])
                own_sure = own_sure * np.exp(scores[range(row, end), own] - tops[row:end, 0])
            found.extend(_names(own, own_sure.tolist(), stretch.start))
        row = end
    return found


def _names(labels: list[int], sure: list[float], place: int) -> Iterator[Found]:
    for first, end in _extents(labels):
        confidence = round(sum(sure[first:end]) / (end - first), 2)
        yield Found(place + first, place + end, LABELS[labels[first]][2:], confidence)


def well_formed(labels: list[int]) -> bool:
    """Tell whether every I- label follows a label of its type."""
    return _WELL.issuperset(pairwise([OUTSIDE, *labels]))


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
