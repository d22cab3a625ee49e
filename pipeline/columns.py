"""A spaCy ``Doc`` as plain columns and back: how an annotation is kept on disk without pickle."""

from itertools import pairwise

import numpy as np
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from pipeline.ner.confidence import confidence, keep
from schemas.annotation import Annotation, EntitySpan

ALL_BITS = 2**64 - 1
"""Where signed numbers stand in a column of unsigned ones, as in spaCy's own: minus one is this."""


def to_columns(doc: Doc, model: str) -> Annotation:
    """Give the annotation of `doc` as columns; `model` names the pipeline that made it."""
    return Annotation(
        model=model,
        words=tuple(token.text for token in doc),
        spaces=tuple(bool(token.whitespace_) for token in doc),
        tags=tuple(token.tag_ for token in doc),
        pos=tuple(token.pos_ for token in doc),
        morphs=tuple(str(token.morph) for token in doc),
        lemmas=tuple(token.lemma_ for token in doc),
        heads=tuple(token.head.i for token in doc),
        deps=tuple(token.dep_ for token in doc),
        sentence_starts=tuple(sentence.start for sentence in doc.sents),
        entities=tuple(
            EntitySpan(start=ent.start, end=ent.end, label=ent.label_, confidence=confidence(ent)) for ent in doc.ents
        ),
    )


def from_columns(columns: Annotation, vocab: Vocab) -> Doc:
    """Build the ``Doc`` again, without running a model.

    ``Doc`` takes such columns itself, but looks up every string of every column: half the time of a re-run's stages.
    """
    doc = Doc(vocab, words=list(columns.words), spaces=list(columns.spaces))
    texts = (columns.tags, columns.pos, columns.lemmas, columns.deps)
    ids = {text: vocab.strings.add(text) for text in set().union(*texts)}
    morphs = {text: vocab.morphology.add(text) for text in set(columns.morphs)}
    starts = set(columns.sentence_starts)
    table = np.array(
        [
            *([ids[text] for text in column] for column in texts),
            [morphs[text] for text in columns.morphs],
            [head - place & ALL_BITS for place, head in enumerate(columns.heads)],
            [1 if place in starts else ALL_BITS for place in range(len(doc))],
        ],
        dtype=np.uint64,
    )
    if len(doc):
        doc.from_array(["TAG", "POS", "LEMMA", "DEP", "MORPH", "HEAD", "SENT_START"], table.T)  # type: ignore[arg-type]  # thinc's own type for the same
    doc.set_ents([keep(Span(doc, ent.start, ent.end, label=ent.label), ent.confidence) for ent in columns.entities])
    return doc


def pieces(text: str, limit: int) -> list[str]:
    """Cut `text` at paragraph ends into pieces of at most `limit` characters; a longer paragraph is cut at white space.

    The pieces joined give back the text.
    """
    if len(text) <= limit:
        return [text]
    cuts = [0]
    while len(text) - cuts[-1] > limit:
        cuts.append(_cut(text, cuts[-1], cuts[-1] + limit))
    return [text[start:end] for start, end in pairwise([*cuts, len(text)])]


def _cut(text: str, start: int, end: int) -> int:
    for mark in ("\n\n", "\n", ". ", " "):
        found = text.rfind(mark, start + 1, end)
        if found > start:
            return found + len(mark)
    return end
