"""The date a text gives for itself: "KYIV, Feb 24 (Reuters) -", a line of nothing else, or "today (May 2)"."""

from pipeline.stages.dates.nodes import CalendarDate, Expression
from pipeline.stages.dates.scan import BREAK, Scan

MAX_BLOCKS = 8
"""How many lines from the top a dateline may stand; further down a date on its own is another's."""

MAX_WORDS = 300
MAX_PLACE_WORDS = 8
_CLOSERS = frozenset(["(", "-", "–", "—", ":", "/"])


def find(s: Scan, expressions: list[Expression]) -> int | None:
    """Give the expression that is the text's dateline."""
    for index, found in enumerate(expressions):
        if found.start > MAX_WORDS or s.words[: found.start].count(BREAK) > MAX_BLOCKS:
            return None
        if isinstance(found.node, CalendarDate) and found.node.day is not None and _is_dateline(s, found):
            return index
    return None


def _is_dateline(s: Scan, found: Expression) -> bool:
    start = found.start
    if s.words[start - 2 : start] == ["today", "("] and s.word(found.end) == ")":
        return True
    while start > 0 and s.words[start - 1] != BREAK and found.start - start <= MAX_PLACE_WORDS:
        start -= 1
    if start > 0 and s.words[start - 1] != BREAK:
        return False
    place = range(start, found.start)
    ends_line = s.word(found.end) in (BREAK, "")
    if not place:
        return ends_line
    if not s.text(start).isupper() or any(s.words[i].isalpha() and not s.is_capital(i) for i in place):
        return False
    is_stamp = ends_line and isinstance(found.node, CalendarDate) and found.node.year is not None
    return is_stamp or s.word(found.end) in _CLOSERS
