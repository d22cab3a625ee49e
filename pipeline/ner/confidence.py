"""How sure the recogniser is of an entity span: kept on the span as the extension `Span._.dateline_confidence`."""

from spacy.tokens import Span

EXTENSION = "dateline_confidence"

if not Span.has_extension(EXTENSION):
    Span.set_extension(EXTENSION, default=None)


def confidence(span: Span) -> float | None:
    """Give the confidence of an entity, from 0 to 1; None where another recogniser marked it."""
    sure: float | None = span._.get(EXTENSION)
    return sure


def keep(span: Span, sure: float | None) -> Span:
    """Write the confidence on the span, and give it back."""
    span._.set(EXTENSION, sure)
    return span
