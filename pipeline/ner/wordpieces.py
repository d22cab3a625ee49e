"""Words to word pieces (Wu et al. 2016), as in BERT's uncased vocabularies: lower case, without accents."""

import unicodedata
from pathlib import Path

UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"

LONGEST_WORD = 64
"""Characters of a word beyond which it is one unknown piece: no name is that long, and looking costs its square."""


class WordPieces:
    """Gives the pieces of words as numbers."""

    def __init__(self, pieces: list[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self.unknown = self._numbers[UNKNOWN]
        self.first = self._numbers[FIRST]
        self.last = self._numbers[LAST]

    @classmethod
    def read(cls, path: Path) -> "WordPieces":
        """Read a vocabulary: one piece a line, numbered from 0."""
        return cls(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))

    def __call__(self, word: str) -> tuple[int, ...]:
        """Give the numbers of the pieces of a word, at least one."""
        return self._split(normalise(word))

    def _split(self, word: str) -> tuple[int, ...]:
        """Take the longest known piece from the left, again and again; a word with an unknown part is one unknown."""
        if len(word) > LONGEST_WORD:
            return (self.unknown,)
        pieces: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while end > start and (piece := self._numbers.get(("##" if start else "") + word[start:end])) is None:
                end -= 1
            if piece is None:
                return (self.unknown,)
            pieces.append(piece)
            start = end
        return tuple(pieces) or (self.unknown,)


def normalise(word: str) -> str:
    """Lower the case and take the accents off."""
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(part for part in parts if unicodedata.category(part) != "Mn")
