"""A text that knows where each of its characters stood in its source.

Cleaning takes characters away, replaces some and joins what was parted; the offset map back to the source must stay
right through all of it. So a text and the places of its characters are cut and joined together, in one type, and
offsets are never patched after the fact.
"""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Self

NOWHERE = -1
"""The place of a character that does not stand in the source (a joining space, a replaced ligature)."""


class Traced:
    """A text with one place in the source for each character; never changed, only cut and joined."""

    __slots__ = ("places", "text")

    def __init__(self, text: str, places: "array[int]") -> None:
        self.text = text
        self.places = places

    @classmethod
    def whole(cls, source: str) -> Self:
        """Give a source as it is: each character stands at its own place."""
        return cls(source, array("q", range(len(source))))

    @classmethod
    def new(cls, text: str) -> Self:
        """Give text that does not stand in the source."""
        return cls(text, array("q", [NOWHERE]) * len(text))

    @classmethod
    def join(cls, parts: Iterable["Traced"], separator: str = "") -> Self:
        """Join texts, with a separator that stands nowhere."""
        texts: list[str] = []
        places: array[int] = array("q")
        between = array("q", [NOWHERE]) * len(separator)
        for part in parts:
            if texts:
                places += between
            texts.append(part.text)
            places += part.places
        return cls(separator.join(texts), places)

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, cut: slice) -> "Traced":
        return Traced(self.text[cut], self.places[cut])

    def __repr__(self) -> str:
        return f"Traced({self.text!r})"

    def strip(self) -> "Traced":
        """Take white space off both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : max(start, len(self.text.rstrip()))]

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
        placed = [place for place in self.places if place != NOWHERE]
        return (min(placed), max(placed) + 1) if placed else None

    def segments(self) -> Iterator[tuple[int, int, int]]:
        """Give the longest stretches that stand in one piece in the source: ``(start, source_start, length)``."""
        start = 0
        while start < len(self.places):
            first = self.places[start]
            length = 1 if first == NOWHERE else self._run(start, first)
            if first != NOWHERE:
                yield start, first, length
            start += length

    def _run(self, start: int, first: int) -> int:
        """Give how many characters from `start` on stand in one piece, by comparing ever longer stretches."""
        length, step = 1, 1
        while step:
            end = min(start + length + step, len(self.places))
            wanted = array("q", range(first + length, first + end - start))
            if wanted and self.places[start + length : end] == wanted:
                length, step = end - start, 2 * step
            else:
                step //= 2
        return length
