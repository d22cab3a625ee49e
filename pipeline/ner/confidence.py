"""How sure the recogniser is of an entity span: kept on the span as the extension `Span._.dateline_confidence`."""

from typing import Any

from spacy.tokens import Span

EXTENSION = "dateline_confidence"

if not Span.has_extension(EXTENSION):
    Span.set_extension(EXTENSION, default=None)


def confidence(span: Span) -> float | None:
    """Give the confidence of an entity, from 0 to 1; None where another recogniser marked it."""
    sure: float | None = _kept(span).get(_key(span))
    return sure


def keep(span: Span, sure: float | None) -> Span:
    """Write the confidence on the span, and give it back."""
    _kept(span)[_key(span)] = sure
    return span


def _kept(span: Span) -> dict[Any, Any]:
    return span.doc.user_data


def _key(span: Span) -> tuple[str, str, int, int]:
    """Give the key under which spaCy keeps the value of an extension; by ``span._`` it costs several times as much."""
    return "._.", EXTENSION, span.start_char, span.end_char
