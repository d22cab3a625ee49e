"""The spaCy component `dateline_ner`: sets `doc.ents` with the labels PER, ORG and LOC.

It stands behind a component that sets sentence starts (a parser or a senter); without one it reads whole paragraphs.
Anyone can add it to an English pipeline: ``nlp.add_pipe("dateline_ner")``.
"""

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.ner import confidence
from pipeline.ner.labels import TYPES
from pipeline.ner.recogniser import Mention, Recogniser

NAME = "dateline_ner"


class DatelineNer:
    """Marks people, organisations and places; `pipeline.ner.confidence` gives how sure each is."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser

    def __call__(self, doc: Doc) -> Doc:
        """Mark the entities of a doc, in place of any it has."""
        starts = [sentence.start_char for sentence in doc.sents] if doc.has_annotation("SENT_START") else [0]
        doc.set_ents([confidence.keep(span, sure) for span, sure in aligned(doc, self._recogniser(doc.text, starts))])
        return doc

    def pipe(self, stream: Iterable[Doc], **_: int) -> Iterator[Doc]:
        """Mark the entities of each doc by itself, so that its neighbours change nothing."""
        return map(self, stream)


def aligned(doc: Doc, mentions: Iterable[Mention]) -> list[tuple[Span, float]]:
    """Give the spans of the tokens that hold the mentions; of two that share a token the first stands."""
    found: list[tuple[Span, float]] = []
    for mention in mentions:
        span = doc.char_span(mention.start, mention.end, label=mention.type, alignment_mode="expand")
        if span is not None and (not found or span.start >= found[-1][0].end):
            found.append((span, mention.confidence))
    return found


@Language.factory(NAME, assigns=["doc.ents"], default_config={})
def make(nlp: Language, name: str) -> DatelineNer:  # noqa: ARG001 - the signature of spaCy's factories
    """Make the component; raises ModelError where its files are missing or changed."""
    for kind in TYPES:
        nlp.vocab.strings.add(kind)  # before any memory zone, which would forget it
    return DatelineNer(Recogniser())
