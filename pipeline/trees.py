"""How a tree is read: off a spaCy ``Doc``, or off an annotation as it is kept, without building a ``Doc`` first."""

from collections.abc import Iterable
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.lang.lex_attrs import is_punct
from spacy.strings import StringStore, get_string_id
from spacy.tokens import Doc

from pipeline.tree import Columns, Tree
from schemas.annotation import Annotation

COLUMNS: list[int | str] = [
    "ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "IDX", "HEAD", "SENT_START", "ENT_TYPE", "IS_PUNCT", "IS_SPACE",
]  # fmt: skip

MOST = 60_000
"""Strings that are remembered at most."""

_KEY = "dateline tree"


def read(doc: Doc) -> Tree:
    """Give the tree of an annotation; it is read once, and kept with it."""
    found: Tree | None = doc.user_data.get(_KEY)
    if found is None:
        found = doc.user_data[_KEY] = Tree(_of_doc(doc))
    return found


def forget(doc: Doc) -> None:
    """Take the tree off a doc that lives on: it could change, and it is to be stored as any other."""
    doc.user_data.pop(_KEY, None)


def of_annotation(annotation: Annotation) -> Tree:
    """Give the tree that the ``Doc`` of an annotation would give."""
    words, size = annotation.words, len(annotation.words)
    ends = accumulate(len(word) + space for word, space in zip(words, annotation.spaces, strict=True))
    starts = [0, *ends][:size]
    ids = _ids()
    return Tree(
        Columns(
            texts=words,
            lower=[word.lower() for word in words],
            lemmas=annotation.lemmas,
            lemma_ids=ids.of(annotation.lemmas),
            pos=annotation.pos,
            pos_ids=ids.of(annotation.pos),
            tags=annotation.tags,
            deps=annotation.deps,
            heads=annotation.heads,
            starts=starts,
            sentences=_between(annotation.sentence_starts, size),
            names=lambda: _labels(annotation),
            marks=lambda: [bool(is_punct(word)) for word in words],
            spaces=lambda: [word.isspace() for word in words],
        )
    )


def _of_doc(doc: Doc) -> Columns:
    table = doc.to_array(COLUMNS)
    orth, lower, lemma, pos, tag, dep, starts = table[:, :7].T.tolist()
    strings = _strings().of(doc.vocab.strings)
    string = strings.__getitem__
    return Columns(
        texts=list(map(string, orth)),
        lower=list(map(string, lower)),
        lemmas=list(map(string, lemma)),
        lemma_ids=lemma,
        pos=map(string, pos),
        pos_ids=pos,
        tags=list(map(string, tag)),
        deps=map(string, dep),
        heads=(np.arange(len(orth)) + table[:, 7].astype(np.int64)).tolist(),
        starts=starts,
        sentences=_between(np.flatnonzero(table[:, 8] == 1).tolist(), len(orth)),
        names=lambda: list(map(string, table[:, 9].tolist())),
        marks=lambda: _flags(table[:, 10]),
        spaces=lambda: _flags(table[:, 11]),
    )


def _flags(column: NDArray[Any]) -> list[bool]:
    flags: list[bool] = column.astype(bool).tolist()
    return flags


def _labels(annotation: Annotation) -> list[str]:
    labels = [""] * len(annotation.words)
    for ent in annotation.entities:
        labels[ent.start : ent.end] = [ent.label] * (ent.end - ent.start)
    return labels


def _between(starts: Iterable[int], size: int) -> list[tuple[int, int]]:
    """Give the sentences as tokens ``[first, last)``, from where they begin."""
    places = [0, *(place for place in starts if place), size]
    return [pair for pair in pairwise(places) if pair[0] < pair[1]]


class Strings(dict[int, str]):
    """Remembers the strings of a store by their hash: the store decodes them anew each time it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self._store: StringStore | None = None

    def of(self, store: StringStore) -> "Strings":
        """Give the strings of a store; what is known of another stays, as a hash means one string anywhere."""
        self._store = store
        if len(self) > MOST:
            self.clear()
        return self

    def __missing__(self, key: int) -> str:
        text: str = self._store[key] if self._store is not None else ""
        self[key] = text
        return text


class Ids(dict[str, int]):
    """Remembers the ids of strings, which are the same in every store."""

    def of(self, texts: Iterable[str]) -> list[int]:
        """Give the id of each string."""
        if len(self) > MOST:
            self.clear()
        return list(map(self.__getitem__, texts))

    def __missing__(self, text: str) -> int:
        self[text] = found = int(get_string_id(text))
        return found


@cache
def _strings() -> Strings:
    return Strings()


@cache
def _ids() -> Ids:
    return Ids()
