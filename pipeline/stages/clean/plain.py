"""Plain text to blocks: paragraphs at blank lines, lines as paragraphs, hard-wrapped lines put together again."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.stages.clean.draft import Draft, Facts, Reading, Removed, Row
from pipeline.text.traced import Traced

MOST_WIDTH = 110
"""Characters of the longest line of a hard-wrapped text; mail and Gutenberg texts have 60 to 80, wide ones 100."""
LEAST_LINES = 3
LEAST_BEGUN = 5
"""Words from which a line without a mark at its end is the beginning of a sentence, and no label or page number."""
LEAST_WRAPPED = 0.85
"""Share of line ends at which the next word had no room; texts with a paragraph a line have it near 0.1."""

LONGEST_END = 5
"""Characters at the end of a line that the patterns of its end look at; they would search all of it."""

_RULE = re.compile(r"[-=*_~#+.\u2013\u2014\u2022\u00b7 ]{3,}")
_BULLET = re.compile(r"(?:[-*\u2022\u25aa\u25e6\u2023\u00b7\u25cf\uf0b7])[ \t]+(?=\S)")
_PAGE_NUMBER = re.compile(r"-[ \t]?\d{1,4}[ \t]?-")
_HYPHEN_BREAK = re.compile(r"(?<=[a-z])-$")
_SENTENCE_END = re.compile(r"""[.!?:;\u2026]["'\u2019\u201d)\]]{0,3}$""")
_BROKEN_OFF = re.compile(r"[\w,;(\u2013\u2014%\u2019'-]$")
_SPACES = re.compile(r"[ \t]{2,}|\t")


def read(source: Traced) -> Reading:
    """Give the blocks of a plain text."""
    found = list(groups(source.split("\n")))
    width = wrap_width(found)
    row: Row = []
    for group in found:
        for lines in wrapped_paragraphs(group, width) if width else sentences_apart(group):
            row.append(_block(lines))
    return Reading("plain", row, Facts())


def groups(lines: Iterable[Traced]) -> Iterator[list[Traced]]:
    """Give the runs of lines that are not blank."""
    group: list[Traced] = []
    for line in lines:
        bare = line.strip()
        if len(bare):
            group.append(bare)
        elif group:
            yield group
            group = []
    if group:
        yield group


def wrap_width(found: list[list[Traced]]) -> int | None:
    """Give the width that the lines were wrapped at; None where they were not.

    A line was wrapped if the first word of the next one had no room on it; the last line of a paragraph says nothing.
    """
    width = max((len(line) for group in found for line in group), default=0)
    pairs = [(line, after) for group in found for line, after in pairwise(group)]
    pairs = [pair for pair in pairs if not (_ends_sentence(pair[0].text) and len(pair[0]) < width * 0.8)]
    if width > MOST_WIDTH or len(pairs) < LEAST_LINES - 1:
        return None
    wrapped = sum(_had_no_room(line, after, width) for line, after in pairs)
    return width if wrapped >= LEAST_WRAPPED * len(pairs) else None


def _ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text[-LONGEST_END:]))


def _had_no_room(line: Traced, after: Traced, width: int) -> bool:
    word = after.text.split(maxsplit=1)[0]
    return len(line) + 1 + len(word) > width


def wrapped_paragraphs(group: list[Traced], width: int) -> Iterator[list[Traced]]:
    """Cut a run of wrapped lines where a short line ends a sentence."""
    lines: list[Traced] = []
    for line, after in zip(group, [*group[1:], None], strict=True):
        lines.append(line)
        if after is None or (_ends_sentence(line.text) and not _had_no_room(line, after, width)):
            yield lines
            lines = []


def sentences_apart(group: list[Traced]) -> Iterator[list[Traced]]:
    """Make each line of a run a paragraph, but put together what one sentence was cut into.

    A line of few words is not taken for the first half of a sentence: it may be a page number within one.
    """
    lines: list[Traced] = []
    for line in group:
        goes_on = line.text[:1].islower() and lines and is_broken_off(lines[-1].text, begun=len(lines) > 1)
        if lines and not goes_on:
            yield lines
            lines = []
        lines.append(line)
    if lines:
        yield lines


def is_broken_off(text: str, *, begun: bool = False) -> bool:
    """Tell whether a sentence may go on in the next line: it has begun, and there is no mark at its end."""
    return (begun or text.count(" ") >= LEAST_BEGUN - 1) and bool(_BROKEN_OFF.search(text[-LONGEST_END:]))


def _block(lines: list[Traced]) -> Draft | Removed:
    first = lines[0]
    if len(lines) == 1 and _RULE.fullmatch(first.text):
        return Removed(first, "rule")
    bullet = None if _PAGE_NUMBER.fullmatch(first.text) else _BULLET.match(first.text)
    if bullet:
        lines = [first[bullet.end() :], *lines[1:]]
    return Draft("list_item" if bullet else "paragraph", unwrap(lines))


def unwrap(lines: list[Traced]) -> Traced:
    """Put the lines of one paragraph together: a word parted by a hyphen is healed, else a space stands between."""
    parts = [lines[0]]
    for line in lines[1:]:
        if _HYPHEN_BREAK.search(parts[-1].text[-LONGEST_END:]) and line.text[:1].islower():
            parts[-1] = parts[-1][: len(parts[-1]) - 1]
        else:
            parts.append(Traced.new(" "))
        parts.append(line)
    text = Traced.join(parts)
    if "  " in text.text or "\t" in text.text:  # in most there is neither, and that is told faster than by a search
        text = text.sub(_SPACES, " ")
    return text.strip()
