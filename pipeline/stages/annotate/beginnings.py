"""Where sentences begin: told to the parser before it reads, which cuts where no writer ends a sentence."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc

from pipeline.lexicon import load
from pipeline.model import SHORT_FORMS, ShortForms

_CLOSING = ('"', "''", "”", "’", "'", ")", "]", ".", ",", ";", ":", "!", "?", "…")
_DASHES = ("-", "--", "–", "—", "_")
_QUOTES = ('"', "''", "”", "’")
_BEGIN, _GO_ON = 1, -1


class Beginnings:
    """Marks the tokens of a text at which a sentence begins, and those at which none does."""

    def __init__(self) -> None:
        words = load(SHORT_FORMS, ShortForms)
        self.unfinished = _ids((",", *(f"{title}." for title in words.titles)))
        self.hours = _ids(words.hours)
        self.after_hours = _ids(words.after_hours)
        self.closing = _ids(_CLOSING)
        self.dashes = _ids(_DASHES)
        self.quotes = _ids((*_DASHES, *_QUOTES))

    def mark(self, doc: Doc, starts: Iterable[int]) -> None:
        """Begin a sentence at each of `starts`, in characters, and nowhere that one goes on.

        It goes on behind a word, a comma and a title ("Lt. Gen. Ivo Horak"), at a closing mark ('the war."', where the
        parser likes to begin with the mark), and at a small letter behind a dash, a quotation ('"Why?" *she* asked') or
        what is no mark ("another U.S. *carmaker*").
        """
        if len(doc) < 2:
            return
        columns = doc.to_array(["ORTH", "IDX", "SPACY", "IS_SPACE", "IS_LOWER", "IS_ALPHA", "LIKE_NUM", "IS_PUNCT"]).T
        orth, places, spaced, blank, lower, alpha, number, mark = columns
        before, here = orth[:-1], orth[1:]
        goes_on = (alpha | number).astype(bool)[:-1] | np.isin(before, self.unfinished)
        goes_on |= np.isin(before, self.hours) & np.isin(here, self.after_hours)
        goes_on |= (spaced[:-1] == 0) & np.isin(here, self.closing) & ~np.isin(before, self.dashes)
        goes_on |= (lower[1:] == 1) & (np.isin(before, self.quotes) | (mark[:-1] == 0))
        goes_on &= (blank[:-1] == 0) & (blank[1:] == 0)
        marks = np.zeros(len(doc), dtype=np.int64)
        marks[1:][goes_on] = _GO_ON
        begun = np.searchsorted(places, sorted(set(starts)))
        marks[begun[begun < len(doc)]] = _BEGIN
        doc.from_array(["SENT_START"], marks.astype(np.uint64))  # type: ignore[arg-type]  # thinc's own type for the same


def _ids(words: Iterable[str]) -> NDArray[np.uint64]:
    return np.array([get_string_id(word) for word in words], dtype=np.uint64)
