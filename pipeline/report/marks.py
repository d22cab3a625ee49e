"""Spans that lie in, beside and across each other, as elements that nest.

HTML elements nest and spans cross: a claim begins in the middle of another, a date ends one. Where two spans cross,
the one that began later is cut at the end of the other and goes on in a second element; only its first part bears
the anchor, and only its last one the tag.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from schemas.base import Extent

MarkKind = Literal["claim", "cue", "figure", "date", "event", "entity"]


class Mark(NamedTuple):
    """A stretch ``[start, end)`` to be marked; `anchor` is its place on the page, `tag` the item it refers to."""

    start: int
    end: int
    kind: MarkKind
    anchor: str = ""
    tag: str = ""


class Piece(NamedTuple):
    """A bit of marked text: characters, the beginning or end of an element, or a tag behind one."""

    part: Literal["text", "open", "close", "tag"]
    kind: MarkKind | Literal[""] = ""
    value: str = ""


def by_extent[Stretch: Extent](marks: Iterable[Mark], extents: Sequence[Stretch]) -> Iterator[tuple[Mark, ...]]:
    """Give, for each of the extents in their order, the marks that reach into it, cut to it."""
    waiting = sorted(marks, key=lambda mark: mark.start)
    place = 0
    open_marks: list[Mark] = []
    for extent in extents:
        while place < len(waiting) and waiting[place].start < extent.end:
            open_marks.append(waiting[place])
            place += 1
        yield tuple(_cut(mark, extent) for mark in open_marks if mark.end > extent.start)
        open_marks = [_rest(mark, extent.end) for mark in open_marks if mark.end > extent.end]


def _cut(mark: Mark, extent: Extent) -> Mark:
    if extent.start <= mark.start and mark.end <= extent.end:
        return mark
    end = min(mark.end, extent.end)
    return mark._replace(start=max(mark.start, extent.start), end=end, tag=mark.tag if end == mark.end else "")


def _rest(mark: Mark, start: int) -> Mark:
    return mark._replace(start=max(mark.start, start), anchor="" if mark.start < start else mark.anchor)


def nested(text: str, extent: Extent, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Give the text of `extent` as pieces whose elements nest; the marks lie within it."""
    starting = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    ends = sorted({mark.end for mark in starting})
    stack: list[Mark] = []
    place = extent.start
    for mark in starting:
        while ends and ends[0] <= mark.start:
            yield from _text(text, place, ends[0])
            place = ends.pop(0)
            yield from _close(stack, place)
        yield from _text(text, place, mark.start)
        place = mark.start
        yield Piece("open", mark.kind, mark.anchor)
        stack.append(mark)
    for end in ends:
        yield from _text(text, place, end)
        place = end
        yield from _close(stack, place)
    yield from _text(text, place, extent.end)


def _text(text: str, start: int, end: int) -> Iterator[Piece]:
    if start < end:
        yield Piece("text", "", text[start:end])


def _close(stack: list[Mark], place: int) -> Iterator[Piece]:
    """Close what ends at `place`, and open again what had to be closed with it."""
    lowest = next((depth for depth, mark in enumerate(stack) if mark.end == place), len(stack))
    closed = stack[lowest:]
    del stack[lowest:]
    for mark in reversed(closed):
        yield Piece("close", mark.kind)
        if mark.end == place and mark.tag:
            yield Piece("tag", mark.kind, mark.tag)
    for mark in closed:
        if mark.end > place:
            yield Piece("open", mark.kind)
            stack.append(mark)
