"""The sentences of a doc, ended where a paragraph ends.

A parser that was not told where paragraphs begin runs a headline and the sentence below it into one. A run tells it
(see `pipeline.stages.annotate`); a user's doc comes parsed, so its tree is cut instead, in a copy.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from schemas.article import Block

COLUMNS: list[int | str] = ["HEAD", "DEP"]
LEFT_OVER = "dep"
"""Label of a token whose head was cut off and that heads no sentence (CLEAR: an unclassified dependent)."""


def apart(doc: Doc, blocks: Sequence[Block]) -> Doc:
    """Give the doc if no sentence crosses from one block into the next, else a copy in which none does.

    What is left of a sentence within a block keeps one root: its old one, or the first token that has lost its head.
    """
    starts = doc.to_array("IDX")
    numbers = np.arange(len(doc))
    columns = doc.to_array(COLUMNS)
    heads = numbers + columns[:, 0].astype(np.int64)
    block = np.searchsorted([block.start for block in blocks], starts, side="right")
    crossing = block != block[heads]
    if not crossing.any():
        return doc
    sentence = np.cumsum(doc.to_array("SENT_START") == 1)
    roots = _roots(block, sentence, crossing, heads == numbers)
    for token in np.flatnonzero(crossing).tolist():
        root = roots[int(block[token]), int(sentence[token])]
        columns[token] = np.array([root - token, _label(doc, root == token)]).astype(np.uint64)
    return doc.copy().from_array(COLUMNS, columns)  # type: ignore[arg-type]  # thinc's type for any table of integers


def _roots(
    block: NDArray[np.int64], sentence: NDArray[np.int64], crossing: NDArray[np.bool_], is_root: NDArray[np.bool_]
) -> dict[tuple[int, int], int]:
    """Give the token that heads what is left of each sentence in each block: an old root goes before any other."""
    roots: dict[tuple[int, int], int] = {}
    for tokens in (np.flatnonzero(is_root).tolist(), np.flatnonzero(crossing).tolist()):
        for token in tokens:
            roots.setdefault((int(block[token]), int(sentence[token])), token)
    return roots


def _label(doc: Doc, is_root: bool) -> int:
    label: int = doc.vocab.strings.add("ROOT" if is_root else LEFT_OVER)
    return label
