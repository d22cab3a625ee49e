"""The words of a text as the grammar of time expressions reads them."""

import re
from collections.abc import Callable
from functools import cached_property

from spacy.tokens import Doc

from pipeline.stages.dates.lexicon import Vocabulary
from pipeline.stages.dates.nodes import Duration, Expression
from pipeline.tree import Token, Tree
from pipeline.trees import read

_PARTS = re.compile(r"\n|\d+|[^\W\d_]+|\S")
_SIGNS = frozenset(",.;:!?()[]\"-–—$%'/\n")
_APOSTROPHES = dict.fromkeys("’‘`´", "'")
MARGIN = 32
"""How many empty words stand behind the last and, as places below 0 count from the end, before the first."""

BREAK = "\n"
"""The word that stands for a line break: no expression reaches across it."""


def _lowered(text: str) -> str:
    """Lower all letters whose small form is one letter too ("İ" has two), so that places stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


class Cutter:
    """Cuts tokens into words, and remembers what it has seen: most tokens are plain words that say nothing of time.

    `known` are the words that the grammar knows.
    """

    MOST = 30_000
    """Tokens that are remembered at most."""

    LONGEST = 40
    """Characters of the longest token that is remembered."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._whole = frozenset(word for word in known if word.isalpha() or word in _SIGNS)
        self._plain: set[str] = set()
        self._cuts: dict[str, Cut] = {}

    def words(self, tree: Tree) -> tuple[list[str], list[int], list[int]]:
        """Give the words of a tree, their first characters, and the places of those that are numbers or known."""
        words: list[str] = []
        starts: list[int] = []
        places: list[int] = []
        done, plain, whole, lower = 0, self._plain, self._whole, tree.lower
        for i in [i for i, word in enumerate(lower) if word not in plain]:
            if lower[i] in whole:
                places.append(len(words) + i - done)
                continue
            if self._is_whole(lower[i]):
                continue
            words += lower[done:i]
            starts += tree.starts[done:i]
            parts, offsets, noted = self._cut(tree.texts[i])
            places += [len(words) + place for place in noted]
            words += parts
            starts += [tree.starts[i] + offset for offset in offsets]
            done = i + 1
        return words + lower[done:], starts + tree.starts[done:], places

    def _is_whole(self, word: str) -> bool:
        """Tell whether a token that the grammar does not know is one word; it is passed over from then on."""
        if not word.isalpha() and word not in _SIGNS:
            return False
        if len(self._plain) < self.MOST and len(word) <= self.LONGEST:
            self._plain.add(word)
        return True

    def _cut(self, text: str) -> "Cut":
        """Give the words within a token, their places in it, and which are numbers or known."""
        found = self._cuts.get(text)
        if found is None:
            parts = list(_PARTS.finditer(_lowered(text)))
            words = tuple(_APOSTROPHES.get(part.group(), part.group()) for part in parts)
            noted = tuple(i for i, word in enumerate(words) if "0" <= word < ":" or word in self._known)
            found = words, tuple(part.start() for part in parts), noted
            if len(self._cuts) < self.MOST and len(text) <= self.LONGEST:
                self._cuts[text] = found
        return found


type Cut = tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]
"""The words within a token, their places in it, and the numbers of those that are known."""


class Scan:
    """The words of a document in lower case, cut finer than its tokens: runs of digits, of letters, and signs.

    Word ``i`` begins at ``source[starts[i]]``. `word` gives the one at a place, "" before the first and after the last.
    `known` are the places of those that the
    grammar knows, numbers among them.
    """

    def __init__(self, doc: Doc, text: str, vocabulary: Vocabulary, cutter: Cutter) -> None:
        self.tree = read(doc)
        self.source = text
        self.vocabulary = vocabulary
        self.words, self.starts, self.known = cutter.words(self.tree)
        self.count = len(self.words)
        self.words.extend([""] * MARGIN)
        self.word: Callable[[int], str] = self.words.__getitem__
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

    @cached_property
    def is_of_match(self) -> bool:
        """Whether the text tells of matches and not of business: its quarters and halves are of them."""
        cues, words = self.vocabulary.words.cues, frozenset(self.words)
        return not cues.of_matches.isdisjoint(words) and cues.of_reports.isdisjoint(words)

    def token_index(self, i: int) -> int:
        """Give the place of the token that holds a word."""
        return self.tree.at(self.starts[i])

    def root(self, found: Expression) -> Token:
        """Give the topmost token of an expression."""
        return self.tree.root(self.token_index(found.start), self.token_index(found.end - 1) + 1)

    def token(self, i: int) -> Token:
        """Give the token that holds a word; beyond the last word one that says nothing."""
        return self.tree[self.token_index(i)] if i < self.count else self._nothing

    @cached_property
    def _nothing(self) -> Token:
        token = Token()
        token.tree, token.i, token.idx, token.sentence = self.tree, len(self.tree), len(self.source), -1
        token.text = token.lower_ = token.lemma_ = token.pos_ = token.tag_ = token.dep_ = ""
        token.lemma = token.pos = 0
        token.head, token.children, token._edges = token, [], None
        return token

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
