"""Runs of characters that no word has: data in text form, art, filler.

A tokenizer takes affixes off one by one, so a run of n marks costs it n squared; and nothing in one can be read.
"""

import re

from pipeline.stages.clean.draft import Draft, Removed, Row

LONGEST_WORD = 1000
"""Characters without white space; addresses with their queries have up to 500, the longest compounds 80."""

_RUN = re.compile(f"[!-~\u00a1-\u02ff\u2010-\u2027\u2030-\u205e\ufffd]{{{LONGEST_WORD},}}")


def take_out(row: Row) -> Row:
    """Take runs out of the blocks that hold them; scripts without spaces are not concerned."""
    kept: Row = []
    for item in row:
        if not isinstance(item, Draft) or len(item.text) < LONGEST_WORD or not _RUN.search(item.text.text):
            kept.append(item)
            continue
        kept += [Removed(item.text[slice(*match.span())], "unbroken_run") for match in _RUN.finditer(item.text.text)]
        rest = item.text.sub(_RUN, "").strip()
        if len(rest):
            kept.append(Draft(item.kind, rest, item.level))
    return kept
