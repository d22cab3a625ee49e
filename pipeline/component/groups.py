"""What a record holds, as groups of spans: ``doc.spans["dateline_figures"]`` and the like, for displacy and matchers.

The label of a span is its kind or type, its `span_id` the id of the item in the record. A span is made of whole
tokens: where a finding ends within one, the token counts whole. The record has the exact characters.
"""

from collections.abc import Callable, Iterator
from typing import get_args

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from schemas.base import Span
from schemas.claim import ClaimKind, CueType, SourceType
from schemas.dates import TimexType
from schemas.entity import EntityType
from schemas.event import EventType
from schemas.figure import FigureKind
from schemas.record import ArticleRecord

type Found = tuple[Span, str, str]
"""A span of the record, its label, and the id of its item."""

LABELS: tuple[str, ...] = tuple(
    label
    for kinds in (EntityType, TimexType, FigureKind, ClaimKind, SourceType, CueType, EventType)
    for label in get_args(kinds)
)


def _entities(record: ArticleRecord) -> Iterator[Found]:
    return ((mention, entity.type, entity.id) for entity in record.entities for mention in entity.mentions)


def _dates(record: ArticleRecord) -> Iterator[Found]:
    return ((date, date.timex.type, date.id) for date in record.dates)


def _figures(record: ArticleRecord) -> Iterator[Found]:
    return ((figure, figure.kind, figure.id) for figure in record.figures)


def _claims(record: ArticleRecord) -> Iterator[Found]:
    return ((content, claim.kind, claim.id) for claim in record.claims for content in claim.contents)


def _sources(record: ArticleRecord) -> Iterator[Found]:
    return ((claim.source, claim.source.type, claim.id) for claim in record.claims if claim.source)


def _cues(record: ArticleRecord) -> Iterator[Found]:
    return ((claim.cue, claim.cue.type, claim.id) for claim in record.claims if claim.cue)


def _events(record: ArticleRecord) -> Iterator[Found]:
    return ((event.trigger, event.type, event.id) for event in record.events)


GROUPS: dict[str, Callable[[ArticleRecord], Iterator[Found]]] = {
    "dateline_entities": _entities,
    "dateline_dates": _dates,
    "dateline_figures": _figures,
    "dateline_claims": _claims,
    "dateline_sources": _sources,
    "dateline_cues": _cues,
    "dateline_events": _events,
}
"""The groups by their keys in `doc.spans`."""


def fill(doc: Doc, record: ArticleRecord) -> None:
    """Write the groups of a record into `doc.spans`, in text order, in place of any of the same keys."""
    for key, spans in GROUPS.items():
        found = sorted(spans(record), key=lambda item: (item[0].start, item[0].end))
        doc.spans[key] = [_tokens(doc, *item) for item in found]


def _tokens(doc: Doc, span: Span, label: str, item: str) -> Tokens:
    tokens = doc.char_span(span.start, span.end, label=label, span_id=item, alignment_mode="expand")
    if tokens is None:
        raise ValueError(f"[{span.start}, {span.end}) lies beyond the tokens")
    return tokens
