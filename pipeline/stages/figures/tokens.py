"""The tokens of one article as plain lists: what the rules of this stage read most."""

from pipeline.tree import Tree


class Tokens:
    """Tokens, their lower-cased forms and where they start, with the sentence each stands in."""

    def __init__(self, tree: Tree, text: str) -> None:
        self.text = text
        self.all = tree.tokens
        self.lower = tree.lower
        self.at = tree.at
        self._sentences = tree.sentences

    def sentence(self, token: int) -> int:
        """Give the number of the sentence of a token."""
        return self.all[token].sentence

    def extent(self, sentence: int) -> tuple[int, int]:
        """Give the first token of a sentence and the one behind its last."""
        return self._sentences[sentence]

    def bounds(self, token: int) -> tuple[int, int]:
        """Give the first token of a token's sentence and the one behind its last."""
        return self._sentences[self.all[token].sentence]
