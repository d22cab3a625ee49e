"""The annotation of an article as plain objects, read once for all stages that walk its trees.

A spaCy ``Token`` looks every word and label up in the vocabulary, and gathers its children and its sentence anew, each
time it is asked; that costs several times what the rules themselves do. A `Tree` reads the columns of a ``Doc`` once.
Its tokens bear the names that spaCy's have.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray
from spacy.lang.en.lex_attrs import like_num
from spacy.lang.lex_attrs import is_quote
from spacy.strings import StringStore
from spacy.tokens import Doc

COLUMNS: list[int | str] = [
    "ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "IDX", "IS_PUNCT", "IS_SPACE", "HEAD", "SENT_START",
]  # fmt: skip


class Token:
    """A word with its place in the tree. A `Tree` makes it.

    `i` is its number in the article, `idx` its first character, `sentence` the number of its sentence, from 0;
    `lemma`, `pos` and `dep` are the ids of the strings of the same name.
    """

    __slots__ = (
        "children", "dep", "dep_", "ent_type_", "head", "i", "idx", "is_punct", "is_space", "left_edge", "lemma",
        "lemma_", "lower_", "pos", "pos_", "right_edge", "sentence", "tag_", "text", "tree",
    )  # fmt: skip
    tree: "Tree"
    i: int
    idx: int
    sentence: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    lemma: int
    pos: int
    dep: int
    is_punct: bool
    is_space: bool
    head: "Token"
    children: "Sequence[Token]"
    left_edge: "Token"
    right_edge: "Token"

    def __len__(self) -> int:
        """Give its length in characters."""
        return len(self.text)

    def __repr__(self) -> str:
        """Give the word itself."""
        return self.text

    @property
    def end(self) -> int:
        """Give the character behind it."""
        return self.idx + len(self.text)

    @property
    def sentence_start(self) -> int:
        """Give the number of the first token of its sentence."""
        return self.tree.sentences[self.sentence][0]

    @property
    def ancestors(self) -> "Iterator[Token]":
        """Give the words above it, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def lefts(self) -> "Iterator[Token]":
        """Give the children before it."""
        return (child for child in self.children if child.i < self.i)

    @property
    def rights(self) -> "Iterator[Token]":
        """Give the children behind it."""
        return (child for child in self.children if child.i > self.i)

    @property
    def is_title(self) -> bool:
        """Tell whether it begins with a capital and goes on in small letters."""
        return self.text.istitle()

    @property
    def is_upper(self) -> bool:
        """Tell whether it stands in capitals."""
        return self.text.isupper()

    @property
    def is_quote(self) -> bool:
        """Tell whether it is a quotation mark."""
        return bool(is_quote(self.text))

    @property
    def like_num(self) -> bool:
        """Tell whether it looks like a number, in digits or words."""
        return bool(like_num(self.text))  # type: ignore[no-untyped-call]  # spaCy leaves it so


class Tree(Sequence[Token]):
    """The tokens of an article, its sentences, and the trees over them. A slice is a list of tokens.

    `sentences` are tokens ``[first, last)``; `texts`, `lower`, `tags` and `starts` have one value a token: the word, it
    in small letters, its tag, and its first character.
    """

    def __init__(self, doc: Doc) -> None:
        """Read the columns of `doc`."""
        columns = doc.to_array(COLUMNS)
        orth, lower, lemma, pos, tag, dep, entity, starts, punct, space = columns[:, :-2].T.tolist()
        strings = _strings().of(doc.vocab.strings)
        self.texts = [strings[key] for key in orth]
        self.lower = [strings[key] for key in lower]
        self.tags = [strings[key] for key in tag]
        self.starts: list[int] = starts
        self.tokens = [Token() for _ in orth]
        self.sentences = _sentences(columns[:, -1])
        numbers = [number for number, (first, last) in enumerate(self.sentences) for _ in range(first, last)]
        words = zip(self.texts, self.lower, self.tags, starts, strict=True)
        keys = zip(lemma, pos, dep, entity, strict=True)
        rows = zip(self.tokens, range(len(orth)), numbers, words, keys, punct, space, strict=True)
        for token, token.i, token.sentence, word, ids, is_punct, is_space in rows:
            token.tree = self
            token.text, token.lower_, token.tag_, token.idx = word
            token.lemma, token.pos, token.dep, kind = ids
            token.lemma_, token.pos_, token.dep_ = strings[token.lemma], strings[token.pos], strings[token.dep]
            token.ent_type_ = strings[kind]
            token.is_punct, token.is_space = bool(is_punct), bool(is_space)
            token.children = ()
        self._link((np.arange(len(orth)) + columns[:, -2].astype(np.int64)).tolist())

    def _link(self, heads: list[int]) -> None:
        """Tie tokens to their heads, children (left to right) and the ends of what is below them."""
        tokens = self.tokens
        left, right = list(range(len(tokens))), list(range(len(tokens)))
        below: dict[int, list[Token]] = {}
        for token, head in zip(tokens, heads, strict=True):
            token.head = tokens[head]
            if head != token.i:
                below.setdefault(head, []).append(token)
        for head, children in below.items():
            tokens[head].children = children
        for ends, order in ((left, range(len(tokens))), (right, range(len(tokens) - 1, -1, -1))):
            for place in order:  # each climbs until one above it reaches as far already: linear in all
                above = heads[place]
                while (ends[above] > place) if ends is left else (ends[above] < place):
                    ends[above] = place
                    above = heads[above]
        for token, first, last in zip(tokens, left, right, strict=True):
            token.left_edge, token.right_edge = tokens[first], tokens[last]

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> list[Token]: ...
    def __getitem__(self, place: int | slice) -> Token | list[Token]:
        """Give a token, or the list of those in a slice."""
        return self.tokens[place]

    def __iter__(self) -> Iterator[Token]:
        """Give the tokens in text order."""
        return iter(self.tokens)

    def at(self, character: int) -> int:
        """Give the number of the token that holds a character, or of the last one before it."""
        return max(0, bisect_right(self.starts, character) - 1)

    def overlapping(self, start: int, end: int) -> tuple[int, int]:
        """Give the tokens ``[first, last)`` that a stretch of the text lies in; never none."""
        first, last = self.at(start), self.at(end - 1)
        if start == self.tokens[first].end:  # the white space behind a token
            first += 1
        return first, max(last, first) + 1

    def extent(self, first: int, last: int) -> tuple[int, int]:
        """Give the characters that the tokens ``[first, last)`` take."""
        return self.tokens[first].idx, self.tokens[last - 1].end

    def root(self, first: int, last: int) -> Token:
        """Give the topmost of the tokens ``[first, last)``: a root, else the one with fewest words above it."""
        tokens = self.tokens[first:last]
        for token in tokens:
            if token.head is token:
                return token
        tops = [token for token in tokens if not first <= token.head.i < last]
        return tops[0] if len(tops) == 1 else min(tops, key=self._depth)

    def _depth(self, token: Token) -> int:
        """Count the words above a token; a mark or space that nothing hangs on is no root beside a word."""
        if (token.is_space or token.is_punct) and not token.children:
            return len(self.tokens)
        return sum(1 for _ in token.ancestors)


def _sentences(starts: NDArray[Any]) -> list[tuple[int, int]]:
    """Give the sentences as tokens ``[first, last)``, from the column that marks where they begin."""
    places = [0, *(place for place in np.flatnonzero(starts == 1).tolist() if place), len(starts)]
    return [pair for pair in pairwise(places) if pair[0] < pair[1]]


class Strings(dict[int, str]):
    """Remembers the strings of a store by their hash: the store decodes them anew each time it is asked."""

    MOST = 200_000
    """Strings that are kept at most."""

    def __init__(self) -> None:
        super().__init__()
        self._store: StringStore | None = None

    def of(self, store: StringStore) -> "Strings":
        """Give the strings of a store; what is known of another stays, as a hash means one string anywhere."""
        self._store = store
        if len(self) > self.MOST:
            self.clear()
        return self

    def __missing__(self, key: int) -> str:
        text: str = self._store[key] if self._store is not None else ""
        self[key] = text
        return text


@cache
def _strings() -> Strings:
    return Strings()


_KEY = "dateline tree"


def read(doc: Doc) -> Tree:
    """Give the tree of an annotation; it is read once, and kept with it."""
    found: Tree | None = doc.user_data.get(_KEY)
    if found is None:
        found = doc.user_data[_KEY] = Tree(doc)
    return found


def forget(doc: Doc) -> None:
    """Take the tree off a doc that lives on: it could change, and it is to be stored as any other."""
    doc.user_data.pop(_KEY, None)
