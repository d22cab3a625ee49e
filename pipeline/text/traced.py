"""A text that knows where each of its characters stood in its source.

Cleaning takes characters away, replaces some and joins what was parted; the offset map back to the source must stay
right through all of it. So a text and the places of its characters are cut and joined together, in one type, and
offsets are never patched after the fact.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Self

type Run = tuple[int, int, int]
"""``(start, source_start, length)``: characters of a text that stand in one piece in its source."""


class Traced:
    """A text with the runs of it that stand in its source; never changed, only cut and joined.

    Runs are in the order of the text and as long as can be. What is in none (a joining space, a replaced ligature)
    stands nowhere in the source.
    """

    __slots__ = ("runs", "text")

    def __init__(self, text: str, runs: tuple[Run, ...]) -> None:
        self.text = text
        self.runs = runs

    @classmethod
    def whole(cls, source: str) -> Self:
        """Give a source as it is: each character stands at its own place."""
        return cls(source, ((0, 0, len(source)),) if source else ())

    @classmethod
    def new(cls, text: str) -> Self:
        """Give text that does not stand in the source."""
        return cls(text, ())

    @classmethod
    def join(cls, parts: Iterable["Traced"], separator: str = "") -> Self:
        """Join texts, with a separator that stands nowhere."""
        texts: list[str] = []
        runs: list[Run] = []
        place = 0
        for part in parts:
            for start, source, length in part.runs:
                _add(runs, place + start, source, length)
            texts.append(part.text)
            place += len(part.text) + len(separator)
        return cls(separator.join(texts), tuple(runs))

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, cut: slice) -> "Traced":
        first, last, _ = cut.indices(len(self.text))
        runs: list[Run] = []
        for number in range(max(bisect_right(self.runs, first, key=itemgetter(0)) - 1, 0), len(self.runs)):
            start, source, length = self.runs[number]
            if start >= last:
                break
            low, high = max(start, first), min(start + length, last)
            if low < high:
                runs.append((low - first, source + low - start, high - low))
        return Traced(self.text[first:last], tuple(runs))

    def __repr__(self) -> str:
        return f"Traced({self.text!r})"

    def strip(self) -> "Traced":
        """Take white space off both ends."""
        text = self.text
        if text and not text[0].isspace() and not text[-1].isspace():
            return self
        start = len(text) - len(text.lstrip())
        return self[start : max(start, len(text.rstrip()))]

    def split(self, separator: str) -> "Iterator[Traced]":
        """Cut at a separator, which is dropped."""
        start = 0
        for part in self.text.split(separator):
            yield self[start : start + len(part)]
            start += len(part) + len(separator)

    def sub(self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]) -> "Traced":
        """Replace each match; the same text costs nothing where there is none."""
        parts: list[Traced] = []
        end = 0
        for match in pattern.finditer(self.text):
            new = replacement if isinstance(replacement, str) else replacement(match)
            parts.append(self[end : match.start()])
            parts.append(self[match.start() : match.end()] if new == match.group() else Traced.new(new))
            end = match.end()
        if not parts:
            return self
        return Traced.join([*parts, self[end:]])

    def extent(self) -> tuple[int, int] | None:
        """Give the stretch ``[start, end)`` of the source that the text stands in; None where it stands nowhere."""
        if not self.runs:
            return None
        return min(source for _, source, _ in self.runs), max(source + length for _, source, length in self.runs)


def _add(runs: list[Run], start: int, source: int, length: int) -> None:
    """Add a run behind the others; where it goes on from the last in text and source, it makes that longer."""
    if runs:
        first, origin, before = runs[-1]
        if (start, source) == (first + before, origin + before):
            runs[-1] = (first, origin, before + length)
            return
    runs.append((start, source, length))
