"""Characters that are no text, or stand for others: taken away or replaced, one by one, before anything else is read.

Nothing is composed or folded: quotation marks, dashes and accents stay as the author set them.
"""

import re
import unicodedata

from pipeline.text.traced import Traced

_INVISIBLE = (
    "\u00ad"  # soft hyphen
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b\u200c\u200e\u200f"  # zero width space and non-joiner, direction marks
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f"  # bidirectional overrides and isolates, word joiner
    "\ufeff\ufff9-\ufffb"
)
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LIGATURES = {char: unicodedata.normalize("NFKC", char) for char in "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"}
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}

_LINE_END = re.compile("\r\n?|[\x85\u2028\x0b\x0c]")
_PARAGRAPH_END = re.compile("\u2029")
_ANSI = re.compile("(?:\x1b\\[|\x9b)[0-9;?]{0,30}[A-Za-z]|\x1b\\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\\\)?")
_NO_TEXT = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{_INVISIBLE}\ud800-\udfff\U000e0000-\U000e001f]")
_JOINER = re.compile("(?<=[A-Za-z0-9])\u200d|\u200d(?=[A-Za-z0-9])")
_SPACE = re.compile(f"[{_SPACES}]")
_STANDS_FOR = re.compile(f"[{''.join(_LIGATURES)}\uff01-\uff5e]")
_MARKS = re.compile("(?<=[\u0300-\u036f\u0483-\u0489]{3})[\u0300-\u036f\u0483-\u0489]+")
"""Combining marks beyond three on one letter; no orthography needs more, and thousands hang a renderer."""

_ODD = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200d\u2028\u2029\u0300-\u036f\u0483-\u0489{_INVISIBLE}{_SPACES}"
    f"{''.join(_LIGATURES)}\uff01-\uff5e\ud800-\udfff\U000e0000-\U000e001f]"
)


def normalise(text: Traced) -> Traced:
    r"""Give the text with ``\n`` as its only line end and the plain space as its only other space but the tab.

    Controls, terminal escapes, invisible characters and direction overrides are dropped; ligatures and full-width
    ASCII are written out.
    """
    if not _ODD.search(text.text):
        return text
    text = text.sub(_LINE_END, "\n").sub(_PARAGRAPH_END, "\n\n")
    text = text.sub(_ANSI, "").sub(_NO_TEXT, "").sub(_JOINER, "")
    text = text.sub(_SPACE, " ").sub(
        _STANDS_FOR, lambda match: _LIGATURES.get(match.group()) or _FULL_WIDTH[match.group()]
    )
    return text.sub(_MARKS, "")


def is_blank(text: str) -> bool:
    """Tell whether there is nothing but white space and invisible characters."""
    head = text.lstrip()[:1000]
    if any(char.isalnum() for char in head):
        return False
    return not normalise(Traced.new(text)).text.strip("\u200d \t\n")
