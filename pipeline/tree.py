"""The annotation of an article as plain objects, read once for all stages that walk its trees.

A spaCy ``Token`` looks every word and label up in the vocabulary, and gathers its children and its sentence anew, each
time it is asked; that costs several times what the rules themselves do. A `Tree` reads the columns of a ``Doc`` once.
Its tokens bear the names that spaCy's have.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import chain, pairwise, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.lang.en.lex_attrs import like_num
from spacy.lang.lex_attrs import is_quote
from spacy.strings import StringStore
from spacy.tokens import Doc

COLUMNS: list[int | str] = [
    "ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "IDX", "HEAD", "SENT_START", "ENT_TYPE", "IS_PUNCT", "IS_SPACE",
]  # fmt: skip


class Token:
    """A word with its place in the tree. A `Tree` makes it.

    `i` is its number in the article, `idx` its first character, `sentence` the number of its sentence, from 0;
    `lemma` and `pos` are the ids of the strings of the same name.

    What rules read of every other word is set when the tree is made; what they seldom read is looked up when asked
    for, as making it for all words would cost more than all that read it.
    """

    __slots__ = (
        "_edges", "children", "dep_", "head", "i", "idx", "lemma", "lemma_", "lower_", "pos", "pos_", "sentence",
        "tag_", "text", "tree",
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
    lemma: int
    pos: int
    head: "Token"
    children: "list[Token]"
    _edges: "tuple[Token, Token] | None"

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
    def ent_type_(self) -> str:
        """Give the label of the name that it is a part of; nothing where it is of none."""
        return self.tree.names[self.i]

    @property
    def is_punct(self) -> bool:
        """Tell whether it is a punctuation mark."""
        return self.tree.marks[self.i]

    @property
    def is_space(self) -> bool:
        """Tell whether it is white space."""
        return self.tree.spaces[self.i]

    @property
    def left_edge(self) -> "Token":
        """Give the first word of all that is below it, itself included."""
        return (self._edges or _edges(self))[0]

    @property
    def right_edge(self) -> "Token":
        """Give the last word of all that is below it, itself included."""
        return (self._edges or _edges(self))[1]

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


_NO_CHILDREN: list[Token] = []
"""What a word has on which none hangs; never added to."""


class Tree(list[Token]):
    """The tokens of an article in text order, its sentences, and the trees over them; never changed once it is made.

    `sentences` are tokens ``[first, last)``; `texts`, `lower`, `lemmas`, `tags` and `starts` have one value a token:
    the word, it in small letters, its lemma, its tag, and its first character.
    """

    def __init__(self, doc: Doc) -> None:
        """Read the columns of `doc`."""
        self._columns = columns = doc.to_array(COLUMNS)
        orth, lower, lemma, pos, tag, dep, starts = columns[:, :7].T.tolist()
        heads = (np.arange(len(orth)) + columns[:, 7].astype(np.int64)).tolist()
        self._strings = _strings().of(doc.vocab.strings)
        string = self._strings.__getitem__
        self.texts = list(map(string, orth))
        self.lower = list(map(string, lower))
        self.lemmas = list(map(string, lemma))
        self.tags = list(map(string, tag))
        self.starts: list[int] = starts
        self.sentences = _sentences(columns[:, 8])
        super().__init__([Token() for _ in orth])
        numbers = chain.from_iterable(repeat(number, b - a) for number, (a, b) in enumerate(self.sentences))
        for (
            token, token.i, token.sentence, token.idx, token.text, token.lower_, token.tag_, token.lemma, token.lemma_,
            token.pos, token.pos_, token.dep_, token.head,
        ) in zip(
            self, range(len(orth)), numbers, starts, self.texts, self.lower, self.tags, lemma, self.lemmas,
            pos, map(string, pos), map(string, dep), map(self.__getitem__, heads), strict=True,
        ):  # fmt: skip
            token.tree = self
            token.children = _NO_CHILDREN
            token._edges = None
        _give_children(self)

    @cached_property
    def names(self) -> list[str]:
        """For each token, the label of the name that it is a part of."""
        return list(map(self._strings.__getitem__, self._columns[:, 9].tolist()))

    @cached_property
    def marks(self) -> list[bool]:
        """For each token, whether it is a punctuation mark."""
        marks: list[bool] = self._columns[:, 10].astype(bool).tolist()
        return marks

    @cached_property
    def spaces(self) -> list[bool]:
        """For each token, whether it is white space."""
        spaces: list[bool] = self._columns[:, 11].astype(bool).tolist()
        return spaces

    @property
    def tokens(self) -> list[Token]:
        """Give the tokens in text order."""
        return self

    def at(self, character: int) -> int:
        """Give the number of the token that holds a character, or of the last one before it."""
        return max(0, bisect_right(self.starts, character) - 1)

    def overlapping(self, start: int, end: int) -> tuple[int, int]:
        """Give the tokens ``[first, last)`` that a stretch of the text lies in; never none."""
        first = self.at(start)
        behind = self[first].end
        if start == behind:  # the white space behind a token
            first += 1
        last = first if end <= behind else self.at(end - 1)
        return first, max(last, first) + 1

    def extent(self, first: int, last: int) -> tuple[int, int]:
        """Give the characters that the tokens ``[first, last)`` take."""
        return self[first].idx, self[last - 1].end

    def root(self, first: int, last: int) -> Token:
        """Give the topmost of the tokens ``[first, last)``: a root, else the one with fewest words above it."""
        tokens = self[first:last]
        if len(tokens) == 1:
            return tokens[0]
        for token in tokens:
            if token.head is token:
                return token
        tops = [token for token in tokens if not first <= token.head.i < last]
        return tops[0] if len(tops) == 1 else min(tops, key=self._depth)

    def _depth(self, token: Token) -> int:
        """Count the words above a token; a mark or space that nothing hangs on is no root beside a word."""
        if (token.is_space or token.is_punct) and not token.children:
            return len(self)
        return sum(1 for _ in token.ancestors)


def _give_children(tokens: list[Token]) -> None:
    """Give each head the words that hang on it, left to right."""
    for token in tokens:
        head = token.head
        if head is not token:
            if head.children:
                head.children.append(token)
            else:
                head.children = [token]


def _edges(token: Token) -> tuple[Token, Token]:
    """Find the first and the last word below a token, and on the way of all below it: linear, however often asked.

    A word with nothing below it is its own first and last; that is not noted for each of them.
    """
    below = [token]
    for above in below:
        below.extend([child for child in above.children if child.children and child._edges is None])
    for above in reversed(below):
        first = last = above
        for child in above.children:
            low, high = child._edges or (child, child)
            first = low if low.i < first.i else first
            last = high if high.i > last.i else last
        above._edges = (first, last)
    return first, last


def _sentences(starts: NDArray[Any]) -> list[tuple[int, int]]:
    """Give the sentences as tokens ``[first, last)``, from the column that marks where they begin."""
    places = [0, *(place for place in np.flatnonzero(starts == 1).tolist() if place), len(starts)]
    return [pair for pair in pairwise(places) if pair[0] < pair[1]]


class Strings(dict[int, str]):
    """Remembers the strings of a store by their hash: the store decodes them anew each time it is asked."""

    MOST = 60_000
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
