"""Sentences that a page break cut in two, put together again."""

import re

from pipeline.stages.clean.draft import Draft, Removed, Row
from pipeline.text.traced import Traced

_BROKEN_OFF = re.compile(r"[\w,;(\u2013\u2014%\u2019'-]$")
_GOES_ON = re.compile(r"[a-z(\u2013\u2014,;]|\d[\w,.]*\s[a-z]")
_HYPHEN = re.compile(r"(?<=[a-z])-$")
_JOINED = frozenset({"paragraph", "lead", "quote", "list_item"})


def join_sentences(row: Row) -> tuple[list[Draft], list[Removed]]:
    """Part what stays from what goes, and join a paragraph that breaks off to the one that goes on.

    It breaks off where it ends in no sentence mark; the next goes on where it begins with a small letter. Furniture
    between them is stepped over, which is how a running header comes to stand within a sentence.
    """
    kept: list[Draft] = []
    gone: list[Removed] = []
    for item in row:
        if isinstance(item, Removed):
            gone.append(item)
        elif kept and _belong_together(kept[-1], item):
            kept[-1] = Draft(kept[-1].kind, _joined(kept[-1].text, item.text), byline=kept[-1].byline)
        else:
            kept.append(item)
    return kept, gone


def _belong_together(before: Draft, after: Draft) -> bool:
    return (
        before.kind in _JOINED
        and before.kind == after.kind
        and before.kind != "list_item"
        and bool(_BROKEN_OFF.search(before.text.text))
        and bool(_GOES_ON.match(after.text.text))
        and before.text.text.count(" ") >= 4
    )


def _joined(before: Traced, after: Traced) -> Traced:
    if _HYPHEN.search(before.text):
        return Traced.join([before[: len(before) - 1], after])
    return Traced.join([before, after], " ")
