"""Which stretches of the text hold a place: shared by the stages that look up what stands around a finding."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate


class ExtentIndex[T]:
    """Items by the stretch ``[start, end)`` they take; stretches may nest and overlap."""

    def __init__(self, extents: Iterable[tuple[int, int, T]]) -> None:
        """Sort the items by where they begin; those that begin together keep their order."""
        self._items = sorted(extents, key=lambda extent: extent[0])
        self._starts = [start for start, _, _ in self._items]
        self._reach = list(accumulate((end for _, end, _ in self._items), max))

    def around(self, start: int, end: int) -> Iterator[T]:
        """Give the items that hold all of ``[start, end)``, the last to begin first."""
        for place in range(bisect_right(self._starts, start) - 1, -1, -1):
            if self._reach[place] < end:
                return
            if self._items[place][1] >= end:
                yield self._items[place][2]
