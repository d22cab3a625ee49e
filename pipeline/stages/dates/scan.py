"""The words of a text as the grammar of time expressions reads them."""

import re

from spacy.tokens import Doc, Token

from pipeline.stages.dates.lexicon import Vocabulary

_PARTS = re.compile(r"\d+|[^\W\d_]+|\S")
_APOSTROPHES = str.maketrans("’‘`´", "''''")
BREAK = "\n"
"""The word that stands for a line break: no expression reaches across it."""


class Scan:
    """The words of a document in lower case, cut finer than its tokens: runs of digits, of letters, and signs.

    Word ``i`` is ``text[starts[i]:ends[i]]`` and lies in token ``tokens[i]``. Reading past the end gives "".
    """

    def __init__(self, doc: Doc, vocabulary: Vocabulary) -> None:
        self.doc = doc
        self.vocabulary = vocabulary
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.tokens: list[int] = []
        for i, token in enumerate(doc):
            word = token.lower_
            if word.isalpha():
                self._add(word, token.idx, i)
            elif word.isspace():
                if "\n" in word:
                    self._add(BREAK, token.idx, i)
            else:
                for part in _PARTS.finditer(word):
                    self._add(part.group().translate(_APOSTROPHES), token.idx + part.start(), i)
        self.count = len(self.words)
        self.words.extend([""] * 8)

    def _add(self, word: str, start: int, token: int) -> None:
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(start + len(word))
        self.tokens.append(token)

    def word(self, i: int) -> str:
        """Give the word at a place, "" before the first and after the last."""
        return self.words[i] if 0 <= i < self.count else ""

    def token(self, i: int) -> Token:
        """Give the token that holds a word."""
        return self.doc[self.tokens[i]]

    def text(self, i: int, end: int | None = None) -> str:
        """Give the characters of words ``[i, end)`` as they stand in the text; of word ``i`` alone without `end`."""
        return self.doc.text[self.starts[i] : self.ends[(end or i + 1) - 1]]

    def is_capital(self, i: int) -> bool:
        """Tell whether a word begins with a capital letter."""
        return 0 <= i < self.count and self.text(i)[0].isupper()

    def touches(self, i: int) -> bool:
        """Tell whether nothing stands between word ``i`` and the next."""
        return i + 1 < self.count and self.ends[i] == self.starts[i + 1]

    def skip(self, i: int, *words: str) -> int:
        """Give the place after word ``i`` where it is one of `words`, else the place itself."""
        return i + 1 if self.words[i] in words else i
