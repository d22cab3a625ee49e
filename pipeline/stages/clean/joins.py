"""Sentences that a page break cut in two, put together again."""

import re

from pipeline.stages.clean.draft import Draft, Removed, Row
from pipeline.stages.clean.plain import is_broken_off, unwrap

_GOES_ON = re.compile(r"[a-z(\u2013\u2014,;]|\d[\w,.]*\s[a-z]")
_JOINED = frozenset({"paragraph", "lead", "quote"})


def join_sentences(row: Row) -> tuple[list[Draft], list[Removed]]:
    """Part what stays from what goes, and join a paragraph that breaks off to the one that goes on.

    It breaks off where it ends in no sentence mark; the next goes on where it begins with a small letter. Furniture
    between them is stepped over, which is how a running header comes to stand within a sentence.
    """
    groups: list[list[Draft]] = []
    gone: list[Removed] = []
    for item in row:
        if isinstance(item, Removed):
            gone.append(item)
        elif groups and _belong_together(groups[-1][-1], item):
            groups[-1].append(item)
        else:
            groups.append([item])
    return [_joined(group) for group in groups], gone


def _belong_together(before: Draft, after: Draft) -> bool:
    return (
        before.kind == after.kind
        and before.kind in _JOINED
        and is_broken_off(before.text.text)
        and bool(_GOES_ON.match(after.text.text))
    )


def _joined(group: list[Draft]) -> Draft:
    if len(group) == 1:
        return group[0]
    return Draft(group[0].kind, unwrap([draft.text for draft in group]))
