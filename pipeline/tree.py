"""The annotation of an article as plain objects, read once for all stages that walk its trees.

A spaCy ``Token`` looks every word and label up in the vocabulary, and gathers its children and its sentence anew, each
time it is asked; that costs several times what the rules themselves do. A `Tree` has read them once: see `trees`. Its
tokens bear the names that spaCy's have.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat

from spacy.lang.en.lex_attrs import like_num
from spacy.lang.lex_attrs import is_quote


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


@dataclass(frozen=True, slots=True)
class Columns:
    """What a tree is made of: one value a token in each, but for `sentences`, tokens ``[first, last)``.

    `lemma_ids` and `pos_ids` are the ids of the strings in `lemmas` and `pos`. What rules seldom read is worked out
    when it is asked for: the label of the `names` that tokens are a part of, and which are `marks` and white space.
    """

    texts: Sequence[str]
    lower: list[str]
    lemmas: Sequence[str]
    lemma_ids: Iterable[int]
    pos: Iterable[str]
    pos_ids: Iterable[int]
    tags: Sequence[str]
    deps: Iterable[str]
    heads: Iterable[int]
    starts: list[int]
    sentences: list[tuple[int, int]]
    names: Callable[[], list[str]]
    marks: Callable[[], list[bool]]
    spaces: Callable[[], list[bool]]


class Tree(list[Token]):
    """The tokens of an article in text order, its sentences, and the trees over them; never changed once it is made.

    `sentences` are tokens ``[first, last)``; `texts`, `lower`, `lemmas`, `tags` and `starts` have one value a token:
    the word, it in small letters, its lemma, its tag, and its first character.
    """

    def __init__(self, columns: Columns) -> None:
        """Make the tokens that `columns` tell of, and tie them."""
        self.texts = columns.texts
        self.lower = columns.lower
        self.lemmas = columns.lemmas
        self.tags = columns.tags
        self.starts = columns.starts
        self.sentences = columns.sentences
        self._columns = columns
        super().__init__([Token() for _ in self.texts])
        numbers = chain.from_iterable(repeat(number, b - a) for number, (a, b) in enumerate(self.sentences))
        for (
            token, token.i, token.sentence, token.idx, token.text, token.lower_, token.tag_, token.lemma, token.lemma_,
            token.pos, token.pos_, token.dep_, token.head,
        ) in zip(
            self, range(len(self)), numbers, self.starts, self.texts, self.lower, self.tags, columns.lemma_ids,
            self.lemmas, columns.pos_ids, columns.pos, columns.deps, map(self.__getitem__, columns.heads), strict=True,
        ):  # fmt: skip
            token.tree = self
            token.children = _NO_CHILDREN
            token._edges = None
        _give_children(self)

    @cached_property
    def names(self) -> list[str]:
        """For each token, the label of the name that it is a part of."""
        return self._columns.names()

    @cached_property
    def marks(self) -> list[bool]:
        """For each token, whether it is a punctuation mark."""
        return self._columns.marks()

    @cached_property
    def spaces(self) -> list[bool]:
        """For each token, whether it is white space."""
        return self._columns.spaces()

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
