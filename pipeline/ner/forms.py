"""What is known of a word by itself, whatever stands around it; worked out once for each form."""

from dataclasses import dataclass

from pipeline.ner import words
from pipeline.ner.wordpieces import WordPieces

PAUSES = frozenset(",;")

_KNOWN = 30_000
"""Forms that are remembered: some 8 MB, full after a few thousand articles."""


@dataclass(frozen=True, slots=True)
class Form:
    """A word: its shape, its pieces and their number.

    `can_name` tells that it has a capital which it does not owe to its place; `is_pause` that a long sentence may be
    cut behind it.
    """

    shape: int
    pieces: tuple[int, ...]
    size: int
    can_name: bool
    is_pause: bool


class Forms(dict[str, Form]):
    """Gives the forms of words; remembers those it has seen."""

    def __init__(self, pieces: WordPieces, function_words: frozenset[str] = frozenset()) -> None:
        """Take the word pieces, and the words that are capitalised for their place alone, in lower case."""
        super().__init__()
        self._pieces = pieces
        self._function_words = function_words

    def __missing__(self, word: str) -> Form:
        shape = words.shape_of(word)
        pieces = self._pieces(word)
        owes = shape in words.SENTENCE_CASE and word.lower() in self._function_words
        form = Form(shape, pieces, len(pieces), shape in words.CAPITALISED and not owes, word in PAUSES)
        if len(self) < _KNOWN:
            self[word] = form
        return form
