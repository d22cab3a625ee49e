"""The record: all that was found in one article, checked against its text."""

import itertools
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, get_args

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


def walk(value: object) -> Iterator[BaseModel]:
    """Give every record within a record, itself included, in the order of its fields."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, tuple):
            waiting.extend(reversed(value))
        elif isinstance(value, BaseModel):
            yield value
            waiting.extend([getattr(value, name) for name in reversed(_deep_fields(type(value)))])


@cache
def _deep_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Name the fields of a model that can hold records; the rest, numbers and strings, need no walk."""
    return tuple(name for name, field in model.model_fields.items() if _holds_records(field.annotation))


def _holds_records(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(_holds_records(part) for part in get_args(annotation))


def _wrong_extents(record: ArticleRecord) -> Iterator[str]:
    text = record.text
    for item in walk(record):
        if isinstance(item, Extent) and item.end > len(text):
            yield f"[{item.start}, {item.end}) lies beyond the text of {len(text)} characters"
        elif isinstance(item, Span) and text[item.start : item.end] != item.text:
            yield f"[{item.start}, {item.end}) is {text[item.start : item.end]!r}, not {item.text!r}"
    for byline in record.article.bylines:
        if byline.start is not None and text[byline.start : byline.end] != byline.name:
            yield f"byline {byline.name!r} does not stand at [{byline.start}, {byline.end})"


def _items(record: ArticleRecord) -> Iterable[tuple[Entity | DateMention | Figure | Claim | Event, ...]]:
    return (record.entities, record.dates, record.figures, record.claims, record.events)


def _wrong_ids(record: ArticleRecord) -> Iterator[str]:
    known: set[Id] = set()
    for items in _items(record):
        for item in items:
            if item.id in known:
                yield f"an id stands twice: {item.id}"
            known.add(item.id)
    for where, reference in _references(record):
        if reference is not None and reference not in known:
            yield f"{where} names {reference}, which is not in the record"
    numbers = [*(figure.sentence for figure in record.figures), *(event.sentence for event in record.events)]
    for number in numbers:
        if number >= len(record.sentences):
            yield f"an item names sentence {number} of {len(record.sentences)}"
    for block in record.blocks:
        if block.byline is not None and block.byline >= len(record.article.bylines):
            yield f"a block names byline {block.byline} of {len(record.article.bylines)}"


def _references(record: ArticleRecord) -> Iterator[tuple[str, Id | None]]:
    for entity in record.entities:
        yield from (("role.organisation", role.organisation) for role in entity.roles)
    for when in record.dates:
        yield "date.anchor_date", when.anchor_date
    for figure in record.figures:
        counted = figure.counted.entity if figure.counted else None
        for name, value in (
            ("counted.entity", counted), ("subset_of", figure.subset_of), ("place", figure.place),
            ("date", figure.date), ("claim", figure.claim), ("said_by", figure.said_by),
        ):  # fmt: skip
            yield f"figure.{name}", value
    for claim in record.claims:
        for who in (claim.source, claim.addressee, *claim.via):
            yield "claim source", who.entity if who else None
        for ids in (claim.figures, claim.entities, claim.dates, claim.events, (claim.date,)):
            yield from (("claim", value) for value in ids)
    for event in record.events:
        yield from (("participant.entity", participant.entity) for participant in event.participants)
        yield from (("event.figures", value) for value in event.figures)
        yield from (("event", value) for value in (event.place, event.claim, event.date.date if event.date else None))


def _wrong_order(record: ArticleRecord) -> Iterator[str]:
    for name, extents in (("block", record.blocks), ("sentence", record.sentences)):
        for before, after in itertools.pairwise(extents):
            if after.start < before.end:
                yield f"{name}s overlap at [{after.start}, {before.end})"
    end: Offset = 0
    for start, _, length in record.offsets or ():
        if start < end or start + length > len(record.text):
            yield f"offset segments overlap or overrun at {start}"
        end = start + length
