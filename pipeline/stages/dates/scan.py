"""The words of a text as the grammar of time expressions reads them."""

import re
from functools import cached_property, lru_cache

from spacy.tokens import Doc

from pipeline.stages.dates.lexicon import Vocabulary
from pipeline.stages.dates.nodes import Duration, Expression
from pipeline.tree import Token, Tree, read

_PARTS = re.compile(r"\n|\d+|[^\W\d_]+|\S")
_SIGNS = frozenset(",.;:!?()[]\"-–—$%'/\n")
_APOSTROPHES = dict.fromkeys("’‘`´", "'")
BREAK = "\n"
"""The word that stands for a line break: no expression reaches across it."""


def _lowered(text: str) -> str:
    """Lower all letters whose small form is one letter too ("İ" has two), so that places stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


@lru_cache(maxsize=1 << 15)
def _cut(text: str) -> tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]:
    """Give the words within a token, their places in it, and which of them are numbers."""
    parts = list(_PARTS.finditer(_lowered(text)))
    words = tuple(_APOSTROPHES.get(part.group(), part.group()) for part in parts)
    return words, tuple(part.start() for part in parts), tuple(i for i, word in enumerate(words) if "0" <= word < ":")


def _words(tree: Tree) -> tuple[list[str], list[int], list[int]]:
    """Give the words of a tree, their first characters, and which are numbers; a plain word needs no cutting."""
    words: list[str] = []
    starts: list[int] = []
    numbers: list[int] = []
    done = 0
    mixed = [i for i, word in enumerate(tree.lower) if not word.isalpha() and word not in _SIGNS]
    for i in mixed:
        words += tree.lower[done:i]
        starts += tree.starts[done:i]
        done, first = i + 1, tree.starts[i]
        parts, places, digits = _cut(tree.texts[i])
        if digits:
            numbers += [len(words) + digit for digit in digits]
        words += parts
        starts += [first + place for place in places]
    words += tree.lower[done:]
    starts += tree.starts[done:]
    return words, starts, numbers


class Scan:
    """The words of a document in lower case, cut finer than its tokens: runs of digits, of letters, and signs.

    Word ``i`` begins at ``source[starts[i]]``. Reading past the end gives "". `known` are the places of those that the
    grammar knows, numbers among them.
    """

    def __init__(self, doc: Doc, text: str, vocabulary: Vocabulary, known: frozenset[str]) -> None:
        self.tree = read(doc)
        self.source = text
        self.vocabulary = vocabulary
        self.words, self.starts, numbers = _words(self.tree)
        self.count = len(self.words)
        self.known = [i for i, word in enumerate(self.words) if word in known]
        self.known += numbers
        self.known.sort()
        self.words.extend([""] * 8)
        self.lengths: dict[int, tuple[Duration, int] | None] = {}  # read once, whatever rules ask for them

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The months that the text names somebody with: "Theresa May", later "May"."""
        found = set()
        months = self.vocabulary.months
        for i in [i for i in self.known if self.words[i] in months and i]:
            if self.is_capital(i) and self.is_capital(i - 1):
                before = self.token(i - 1)
                if before.dep_ == "compound" and before.tag_ == "NNP" and before.head is self.token(i):
                    found.add(self.words[i])
        return frozenset(found)

    def token_index(self, i: int) -> int:
        """Give the place of the token that holds a word."""
        return self.tree.at(self.starts[i])

    def root(self, found: Expression) -> Token:
        """Give the topmost token of an expression."""
        return self.tree.root(self.token_index(found.start), self.token_index(found.end - 1) + 1)

    def word(self, i: int) -> str:
        """Give the word at a place, "" before the first and after the last."""
        return self.words[i] if 0 <= i < self.count else ""

    def token(self, i: int) -> Token:
        """Give the token that holds a word."""
        return self.tree[self.token_index(i)]

    def text(self, i: int, end: int | None = None) -> str:
        """Give the characters of words ``[i, end)`` as they stand in the text; of word ``i`` alone without `end`."""
        return self.source[self.starts[i] : self.end(end or i + 1)]

    def end(self, i: int) -> int:
        """Give the character behind the words ``[..., i)``."""
        return self.starts[i - 1] + len(self.words[i - 1])

    def is_capital(self, i: int) -> bool:
        """Tell whether a word begins with a capital letter."""
        return 0 <= i < self.count and self.source[self.starts[i]].isupper()

    def begins_sentence(self, i: int) -> bool:
        """Tell whether a word stands at the start of its sentence."""
        token = self.token(i)
        return token.i == token.sentence_start

    def touches(self, i: int) -> bool:
        """Tell whether nothing stands between word ``i`` and the next."""
        return i + 1 < self.count and self.starts[i] + len(self.words[i]) == self.starts[i + 1]

    def skip(self, i: int, *words: str) -> int:
        """Give the place after word ``i`` where it is one of `words`, else the place itself."""
        return i + 1 if self.words[i] in words else i
