"""A spaCy ``Doc`` as plain columns and back: how an annotation is kept on disk without pickle."""

from itertools import pairwise

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from pipeline.ner.confidence import confidence, keep
from schemas.annotation import Annotation, EntitySpan


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
    """Build the ``Doc`` again, without running a model."""
    starts = set(columns.sentence_starts)
    doc = Doc(
        vocab,
        words=list(columns.words),
        spaces=list(columns.spaces),
        tags=list(columns.tags),
        pos=list(columns.pos),
        morphs=list(columns.morphs),
        lemmas=list(columns.lemmas),
        heads=list(columns.heads),
        deps=list(columns.deps),
        sent_starts=[place in starts for place in range(len(columns.words))],
    )
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
