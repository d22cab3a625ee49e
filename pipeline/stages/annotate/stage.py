"""Annotate: tokens, sentences, tags, dependencies and named entities; the only stage that runs a model."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import columns, model
from pipeline.config import Config
from pipeline.errors import RejectError
from pipeline.stage import Result, Stage
from pipeline.stages.annotate.beginnings import Beginnings
from pipeline.stages.annotate.headlines import Headlines, restored
from pipeline.text import dateline
from schemas.article import Article

PIECE_CHARACTERS = 100_000
"""Longest text the parser is given at once; 1.2 million characters take 4 GB otherwise."""

RUN_CHARACTERS = 200_000
"""Characters of the texts that the model reads together, for the same reason: it sets all of a batch side by side."""

LONGEST_DATELINE = 160
"""Characters of a paragraph in which its dateline is looked for."""

LONGEST_SENTENCE = 250
"""Tokens of the longest sentence. A list or table without full stops can be parsed as one of thousands, whose tree says
nothing and costs rules its square; of 5,900 sentences of news, the longest has 119."""


class Annotate(Stage):
    """Run the spaCy pipeline over the clean text."""

    name = "annotate"
    version = 1
    lexicons = ("function_words", "lemmas", "short_forms")  # of the recogniser, the lemmatizer, the tokenizer
    summary = "runs the spaCy pipeline: tokens, sentences, tags, dependencies, named entities"

    def __init__(self, config: Config) -> None:
        self.nlp: Language = model.load(config.annotate.model, config.annotate.ner)
        self.beginnings = Beginnings()
        self.headlines = Headlines(self.nlp)

    def __call__(self, article: Article) -> Doc:
        """Annotate one article; a long one in pieces cut at paragraph ends, joined again."""
        return _whole([self.nlp(piece) for piece in self._made(article)])

    def batch(self, inputs: Iterable[tuple[Article]]) -> Iterator[Result]:
        """Annotate articles together, as the model is fastest; one that fails is tried alone."""
        articles = [article for (article,) in inputs]
        try:
            pieces = [self._made(article) for article in articles]
            runs = together(piece for group in pieces for piece in group)
            docs = iter([doc for run in runs for doc in self.nlp.pipe(run)])
        except Exception:  # noqa: BLE001 - found again below, article by article
            yield from super().batch((article,) for article in articles)
            return
        for group in pieces:
            yield _whole([next(docs) for _ in group])

    def _made(self, article: Article) -> list[Doc]:
        """Give the tokens of an article in pieces.

        A sentence is begun at each block, so that none crosses a headline, and behind the dateline of a report.
        """
        docs, place = [], 0
        for piece in columns.pieces(article.text, PIECE_CHARACTERS):
            doc = self.nlp.make_doc(piece)
            blocks = [block.start - place for block in article.blocks if place <= block.start < place + len(piece)]
            reports = [start + dateline.length(piece[start : start + LONGEST_DATELINE]) for start in blocks]
            doc = self.headlines.lowered(doc, article.blocks, place)
            self.beginnings.mark(doc, (*blocks, *reports))
            docs.append(doc)
            place += len(piece)
        return docs


def together(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    """Group texts into what the model may read together."""
    run: list[Doc] = []
    room = RUN_CHARACTERS
    for doc in docs:
        length = len(doc.text)
        if run and length > room:
            yield run
            run, room = [], RUN_CHARACTERS
        run.append(doc)
        room -= length
    if run:
        yield run


def _whole(pieces: list[Doc]) -> Doc:
    parts = list(map(restored, pieces))
    doc = parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)
    if doc is None:
        raise RejectError("empty", "There is nothing to annotate.")
    _cut_sentences(doc)
    _label_roots(doc)
    return doc


def _cut_sentences(doc: Doc) -> None:
    """Cut sentences that are too long; of a piece, what depended on another piece hangs on its first such word."""
    if len(doc) <= LONGEST_SENTENCE:
        return
    starts = [sentence.start for sentence in doc.sents]
    long = [(start, end) for start, end in pairwise([*starts, len(doc)]) if end - start > LONGEST_SENTENCE]
    if not long:
        return
    heads, labels = ([int(value) for value in column] for column in doc.to_array(["HEAD", "DEP"]).astype(np.int64).T)
    loose = doc.vocab.strings["dep"]
    for start, end in long:
        for first, last in pairwise([*range(start, end, LONGEST_SENTENCE), end]):
            top, *others = (at for at in range(first, last) if not heads[at] or not first <= at + heads[at] < last)
            heads[top] = 0
            for place in others:
                heads[place], labels[place] = top - place, loose
    tree = np.array([heads, labels], dtype=np.int64).astype(np.uint64).T
    doc.from_array(["HEAD", "DEP"], tree)  # type: ignore[arg-type]  # thinc's own type for the same


def _label_roots(doc: Doc) -> None:
    """Label the token that heads a sentence ROOT; where a block cut a parse in two, the parser leaves its old label."""
    heads, labels = doc.to_array(["HEAD", "DEP"]).T
    for number in np.flatnonzero((heads == 0) & (labels != doc.vocab.strings["ROOT"])):
        doc[int(number)].dep_ = "ROOT"
