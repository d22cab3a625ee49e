"""Quotation marks: where quotations begin and end in hostile, hand-typed text.

Marks come curly, straight, doubled (````x''``), as guillemets, low (``„x“``) and single; they are left open at
the end of a paragraph when the quotation goes on in the next, and they go missing. A paragraph is scanned by
itself, so an odd mark never reaches beyond its own paragraph.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MARK = re.compile("|".join(("``", "''", "’’", *"\"“”„«»‘’'‹›")))
"""Every branch begins with a letter of its own, so the search skips to the next of them: three times as fast as with a
set in a branch."""
_OPEN = frozenset("“„«")
_CLOSE = frozenset("”»")
_BEFORE_OPENING = frozenset("([{-–—/:>")
_AFTER_CLOSING = frozenset(")]}.,;:!?-–—/<")
_CLITICS = re.compile(r"(?:s|t|re|ve|ll|d|m|em|til|tis|twas|cause|n)\b|\d", re.IGNORECASE)
_NEXT_WORD = re.compile(r" [a-z]")
_LATER_MARK = re.compile(r"‘|(?<=[\w.,!?…)])['’](?!\w)")
_REACH = 400
"""How far, in characters, a single quotation is followed beyond a plural possessive."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch ``[start, end)`` within quotation marks, the marks included.

    `closed` is false where no closing mark was found: the stretch then runs to the end of its paragraph.
    `single` quotations stand in single marks.
    """

    start: int
    end: int
    closed: bool = True
    single: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: bool
    single: bool


def quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quotation]:
    """Give the outermost quotations of each paragraph ``[start, end)`` of `text`, in text order."""
    found: list[Quotation] = []
    for start, end in paragraphs:
        found.extend(_paired(text, end, list(_marks(text, start, end))))
    return found


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """Give the marks of one paragraph with the direction each faces; apostrophes, feet and inches are left out."""
    double_open = single_open = False
    for match in _MARK.finditer(text, start, end):
        mark, place, after = match.group(), match.start(), match.end()
        before_it = text[place - 1] if place > start else " "
        after_it = text[after] if after < end else " "
        if mark in ("‘", "’", "'", "‹", "›"):
            if single_open and _is_possessive(text, place, end):
                continue
            opens = _single_direction(mark, before_it, after_it, text[after : after + 6], single_open)
            if opens is not None:
                single_open = opens
                yield _Mark(place, after, opens, True)
            continue
        opens = _double_direction(mark, before_it, after_it, double_open)
        if opens is None:
            continue
        double_open = opens
        yield _Mark(place, after, opens, False)


def _double_direction(mark: str, before: str, after: str, is_open: bool) -> bool | None:
    if mark in _OPEN or mark == "``":
        closes_low = mark == "“" and is_open and not before.isspace() and not after.isalnum()
        return not closes_low
    if mark in _CLOSE:
        return False
    if mark == "’’":  # typed for one that closes
        return False if is_open else None
    if before.isdigit() and not is_open:
        return None  # inches
    if before.isspace() or before in _BEFORE_OPENING:
        return not (is_open and (after.isspace() or after in _AFTER_CLOSING))
    if after.isspace() or after in _AFTER_CLOSING:
        return False
    return not is_open


def _single_direction(mark: str, before: str, after: str, follows: str, is_open: bool) -> bool | None:
    """Tell an opening (True) or closing (False) single mark from an apostrophe (None)."""
    if mark == "‹":
        return True
    if mark == "›":
        return False
    if before.isalnum() and after.isalnum():
        return None
    starts = (before.isspace() or before in _BEFORE_OPENING or before in '"“`') and not after.isspace()
    if starts and mark != "’":
        return None if mark == "'" and _CLITICS.match(follows) else True
    if mark == "‘" or not is_open or before.isspace():
        return None
    return False if not after.isalnum() else None


def _is_possessive(text: str, place: int, end: int) -> bool:
    """Tell whether a mark after an s ("the workers’ demands") leaves the closing of the quotation to a later one."""
    if text[place - 1 : place] not in ("s", "S") or not _NEXT_WORD.match(text, place + 1):
        return False
    later = _LATER_MARK.search(text, place + 1, min(end, place + _REACH))
    return later is not None and later.group() != "‘"


def _paired(text: str, end: int, marks: list[_Mark]) -> Iterator[Quotation]:
    """Pair the marks of one paragraph that ends at `end`; single quotations within double ones are theirs."""
    doubles = list(_pairs([mark for mark in marks if not mark.single], text, end))
    singles = [pair for pair in _pairs([mark for mark in marks if mark.single], text, end) if pair.closed]
    outer = [
        pair
        for pair in singles
        if not any(other.start < pair.end and pair.start < other.end for other in doubles if other.closed)
    ]
    kept = [pair for pair in doubles if pair.closed or not any(other.start < pair.start < other.end for other in outer)]
    yield from sorted((*kept, *outer), key=lambda pair: pair.start)


def _pairs(marks: list[_Mark], text: str, end: int) -> Iterator[Quotation]:
    """Pair marks of one size, counting depth only where as many open as close."""
    balanced = 2 * sum(mark.opens for mark in marks) == len(marks)
    start, depth, single = -1, 0, bool(marks) and marks[0].single
    for mark in marks:
        if mark.opens:
            if start >= 0 and not balanced:
                yield _open_until(text, start, mark.start, single)
                start, depth = -1, 0
            start = mark.start if start < 0 else start
            depth += 1
        elif start >= 0:
            depth -= 1
            if depth <= 0:
                yield Quotation(start, mark.end, True, single)
                start, depth = -1, 0
    if start >= 0:
        yield _open_until(text, start, end, single)


def _open_until(text: str, start: int, end: int, single: bool) -> Quotation:
    return Quotation(start, max(start + 1, start + len(text[start:end].rstrip())), False, single)
