"""The tokens of one article as plain lists: what the rules of this stage read most."""

from bisect import bisect_right

from spacy.tokens import Doc, Token


class Tokens:
    """Tokens, their lower-cased forms and where they start, with the sentence each stands in."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.all: list[Token] = list(doc)
        self.lower: list[str] = [token.lower_ for token in self.all]
        self._starts: list[int] = [token.idx for token in self.all]
        sentences = list(doc.sents)
        self._sentence_starts = [sentence.start for sentence in sentences]
        self._sentence_ends = [sentence.end for sentence in sentences]

    def at(self, character: int) -> int:
        """Give the number of the token that holds a character, or of the last one before it."""
        return max(0, bisect_right(self._starts, character) - 1)

    def sentence(self, token: int) -> int:
        """Give the number of the sentence of a token."""
        return bisect_right(self._sentence_starts, token) - 1

    def extent(self, sentence: int) -> tuple[int, int]:
        """Give the first token of a sentence and the one behind its last."""
        return self._sentence_starts[sentence], self._sentence_ends[sentence]

    def bounds(self, token: int) -> tuple[int, int]:
        """Give the first token of a token's sentence and the one behind its last."""
        number = self.sentence(token)
        return self._sentence_starts[number], self._sentence_ends[number]
