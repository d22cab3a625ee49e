"""Annotate: tokens, sentences, tags, dependencies and named entities; the only stage that runs a model."""

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import columns, model
from pipeline.config import Config
from pipeline.errors import RejectError
from pipeline.stage import Result, Stage
from schemas.article import Article

PIECE_CHARACTERS = 100_000
"""Longest text the parser is given at once; 1.2 million characters take 4 GB otherwise."""


class Annotate(Stage):
    """Run the spaCy pipeline over the clean text."""

    name = "annotate"
    version = 1
    lexicons = ("function_words",)  # of the recogniser
    summary = "runs the spaCy pipeline: tokens, sentences, tags, dependencies, named entities"

    def __init__(self, config: Config) -> None:
        self.nlp: Language = model.load(config.annotate.model, config.annotate.ner)

    def __call__(self, article: Article) -> Doc:
        """Annotate one article; a long one in pieces cut at paragraph ends, joined again."""
        return _whole([self.nlp(piece) for piece in self._made(article)])

    def batch(self, inputs: Iterable[tuple[Article]]) -> Iterator[Result]:
        """Annotate articles together, as the model is fastest; one that fails is tried alone."""
        articles = [article for (article,) in inputs]
        try:
            pieces = [self._made(article) for article in articles]
            docs = iter(list(self.nlp.pipe(piece for group in pieces for piece in group)))
        except Exception:  # noqa: BLE001 - found again below, article by article
            yield from super().batch((article,) for article in articles)
            return
        for group in pieces:
            yield _whole([next(docs) for _ in group])

    def _made(self, article: Article) -> list[Doc]:
        """Give the tokens of an article in pieces, with a sentence begun at each block: none crosses a headline."""
        docs, place = [], 0
        for piece in columns.pieces(article.text, PIECE_CHARACTERS):
            doc = self.nlp.make_doc(piece)
            starts = [block.start - place for block in article.blocks if place <= block.start < place + len(piece)]
            for number in np.searchsorted(doc.to_array("IDX"), starts):
                if number < len(doc):
                    doc[int(number)].is_sent_start = True
            docs.append(doc)
            place += len(piece)
        return docs


def _whole(parts: list[Doc]) -> Doc:
    doc = parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)
    if doc is None:
        raise RejectError("empty", "There is nothing to annotate.")
    _label_roots(doc)
    return doc


def _label_roots(doc: Doc) -> None:
    """Label the token that heads a sentence ROOT; where a block cut a parse in two, the parser leaves its old label."""
    heads, labels = doc.to_array(["HEAD", "DEP"]).T
    for number in np.flatnonzero((heads == 0) & (labels != doc.vocab.strings["ROOT"])):
        doc[int(number)].dep_ = "ROOT"
