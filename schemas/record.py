"""The record: all that was found in one article, checked against its text."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, Field, StringConstraints, model_validator

from schemas.article import ArticleInfo, Block, Segment
from schemas.base import Extent, Id, Offset, Record, RecordWarning, Span
from schemas.claim import Claim
from schemas.dates import DateMention
from schemas.entity import Entity
from schemas.event import Event
from schemas.figure import Figure
from schemas.source import SourceInfo

SCHEMA_VERSION = "1.0.0"
"""Semantic: additive changes raise the minor number, anything else the major."""


class Model(Record):
    """The spaCy pipeline that annotated the text."""

    name: str = Field(description="Name of the spaCy pipeline.")
    version: str = Field(description="Its version.")


class Producer(Record):
    """What made the record. Equal fingerprints mean: the same input, configuration and versions."""

    dateline: str = Field(description="Version of dateline.")
    model: Model = Field(description="The spaCy pipeline.")
    config: str = Field(description="Digest of the configuration.")
    lexicons: str = Field(description="Digest of the rules and lexicons of all stages.")
    fingerprint: str = Field(description="Digest of all that could change the record.")


class ArticleRecord(Record):
    """One article: who, what, how many, when, where, and who says so.

    Building one checks that every span slices to its text, every id is unique and every reference resolves.
    """

    schema_version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")] = Field(
        default=SCHEMA_VERSION, description="Version of this schema."
    )
    id: Id = Field(description="Stable id of the article: of its path and part.")
    source: SourceInfo = Field(description="Where it came from.")
    article: ArticleInfo = Field(description="Its metadata.")
    text: Annotated[str, StringConstraints(min_length=1)] = Field(
        description="The clean text that all offsets refer to."
    )
    blocks: tuple[Block, ...] = Field(description="Paragraphs, headings and other blocks, in text order.")
    sentences: tuple[Extent, ...] = Field(description="Sentences, in text order.")
    offsets: tuple[Segment, ...] | None = Field(
        description="Where the clean text stands in the source: `[clean_start, source_start, length]`; null for HTML."
    )
    entities: tuple[Entity, ...] = Field(description="People, organisations, places and groups.")
    dates: tuple[DateMention, ...] = Field(description="Time expressions.")
    figures: tuple[Figure, ...] = Field(description="How many of what.")
    claims: tuple[Claim, ...] = Field(description="Who says what.")
    events: tuple[Event, ...] = Field(description="What happened.")
    warnings: tuple[RecordWarning, ...] = Field(description="What a reader would expect and is not there.")
    producer: Producer = Field(description="What made the record.")

    @model_validator(mode="after")
    def _holds(self) -> "ArticleRecord":
        broken = next(violations(self), None)
        if broken:
            raise ValueError(broken)
        return self


def violations(record: ArticleRecord) -> Iterator[str]:
    """Give a sentence for each fact of the record that does not hold against its text or its other facts."""
    yield from _wrong_extents(record)
    yield from _wrong_ids(record)
    yield from _wrong_order(record)


def extents(
    records: Sequence[Any], model: type[Record], where: str = ""
) -> Iterator[tuple[str, type[Record], Sequence[Any]]]:
    """Give every stretch that records of one model are or hold, kind by kind: where (``events.trigger``) and its model.

    All records of a kind are taken at once: a walk from each to what it holds costs ten times as much.
    """
    if issubclass(model, Extent):
        yield where, model, records
    for name, inner, many in _holders(model):
        held = [getattr(record, name) for record in records]
        found = [*itertools.chain.from_iterable(held)] if many else [value for value in held if value is not None]
        if found:
            yield from extents(found, inner, f"{where}.{name}" if where else name)


@cache
def _holders(model: type[BaseModel]) -> tuple[tuple[str, type[Record], bool], ...]:
    """Name the fields of a model that hold stretches, with their model, and whether they hold several."""
    found = ((name, _inner(field.annotation)) for name, field in model.model_fields.items())
    return tuple(
        (name, inner, _is_many(model.model_fields[name].annotation))
        for name, inner in found
        if inner is not None and (issubclass(inner, Extent) or _holders(inner))
    )


def _inner(annotation: object) -> type[Record] | None:
    """Give the model that a field's type holds: a field holds one at most."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((inner for part in get_args(annotation) if (inner := _inner(part))), None)


def _is_many(annotation: object) -> bool:
    return get_origin(annotation) is tuple


def _wrong_extents(record: ArticleRecord) -> Iterator[str]:
    text, size = record.text, len(record.text)
    for where, model, found in extents((record,), ArticleRecord):
        if max([item.end for item in found]) > size:
            beyond = (item for item in found if item.end > size)
            yield from (f"{where}: [{item.start}, {item.end}) lies beyond the text" for item in beyond)
        if issubclass(model, Span):
            for item in found:
                if text[item.start : item.end] != item.text:
                    cut = text[item.start : item.end]
                    yield f"{where}: [{item.start}, {item.end}) is {cut!r}, not {item.text!r}"
    for byline in record.article.bylines:
        if byline.start is not None and text[byline.start : byline.end] != byline.name:
            yield f"byline {byline.name!r} does not stand at [{byline.start}, {byline.end})"


def _items(record: ArticleRecord) -> Iterable[tuple[Entity | DateMention | Figure | Claim | Event, ...]]:
    return (record.entities, record.dates, record.figures, record.claims, record.events)


def _wrong_ids(record: ArticleRecord) -> Iterator[str]:
    ids = [item.id for items in _items(record) for item in items]
    known: set[Id | None] = {*ids}
    if len(known) < len(ids):
        yield from (f"an id stands twice: {name}" for name, count in Counter(ids).items() if count > 1)
    known.add(None)
    for where, references in _references(record):
        for lost in dict.fromkeys(references):
            if lost not in known:
                yield f"{where} names {lost}, which is not in the record"
    numbers = [*(figure.sentence for figure in record.figures), *(event.sentence for event in record.events)]
    if max(numbers, default=-1) >= len(record.sentences):
        yield f"an item names sentence {max(numbers)} of {len(record.sentences)}"
    for block in record.blocks:
        if block.byline is not None and block.byline >= len(record.article.bylines):
            yield f"a block names byline {block.byline} of {len(record.article.bylines)}"


def _references(record: ArticleRecord) -> Iterator[tuple[str, Iterable[Id | None]]]:
    """Give the ids that items name others by: field by field, as that is checked fastest."""
    figures, claims, events = record.figures, record.claims, record.events
    yield "role.organisation", [role.organisation for entity in record.entities for role in entity.roles]
    yield "date.anchor_date", [when.anchor_date for when in record.dates]
    yield "date.ends", [value for when in record.dates for value in when.ends]
    yield "counted.entity", [figure.counted.entity for figure in figures if figure.counted]
    for name in ("subset_of", "place", "date", "claim", "said_by"):
        yield f"figure.{name}", [getattr(figure, name) for figure in figures]
    speakers = (who for claim in claims for who in (claim.source, claim.addressee, *claim.via))
    yield "claim source", [who.entity for who in speakers if who]
    for name in ("figures", "entities", "dates", "events"):
        yield f"claim.{name}", [value for claim in claims for value in getattr(claim, name)]
    yield "claim.date", [claim.date for claim in claims]
    yield "participant.entity", [one.entity for event in events for one in event.participants]
    yield "event.figures", [value for event in events for value in event.figures]
    yield "event.place", [event.place for event in events]
    yield "event.claim", [event.claim for event in events]
    yield "event.date", [event.date.date for event in events if event.date]


def _wrong_order(record: ArticleRecord) -> Iterator[str]:
    for name, row in (("block", record.blocks), ("sentence", record.sentences)):
        for before, after in itertools.pairwise(row):
            if after.start < before.end:
                yield f"{name}s overlap at [{after.start}, {before.end})"
    end: Offset = 0
    for start, _, length in record.offsets or ():
        if start < end or start + length > len(record.text):
            yield f"offset segments overlap or overrun at {start}"
        end = start + length
