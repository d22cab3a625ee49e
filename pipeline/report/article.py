"""What stands on the page of one article: its text with the marks, and a row for each item, tied by anchors.

The n-th figure is ``f1``, ``f2``, ... in its table and ``t-f1`` in the text; so are claims (c), events (e), dates (d)
and entities (n, for names; their mentions are numbered: ``t-n4-2``). Strings are as they stand in the record: the
templates escape them.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline import wording
from pipeline.report.marks import Mark, MarkKind, Piece, by_extent, nested
from schemas.article import BlockKind
from schemas.base import Extent, Id, Span
from schemas.claim import Attributed, Claim
from schemas.dates import DateMention
from schemas.entity import Entity
from schemas.event import Event
from schemas.figure import Figure, Unit
from schemas.record import ArticleRecord

MENTIONS_SHOWN = 12
"""Mentions of one entity that its row links to; the text marks all."""

CONTENT_SHOWN = 240
"""Characters of a claim that its row shows; the text marks the whole."""


class Link(NamedTuple):
    """Words that lead to a place on the same page; without one, plain words."""

    text: str
    anchor: str = ""


NOBODY = Link("nobody named")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the text as pieces of marked text."""

    kind: BlockKind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure: its value with its bounds in words, what is counted, who says so, when, where and by which rule."""

    tag: str
    text: str
    value: str
    unit: str
    kind: str
    counted: Link | None
    change: str
    part_of: Link | None
    status: str
    cues: tuple[str, ...]
    said_by: tuple[Link, ...]
    date: Link | None
    place: Link | None
    rule: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim: who says what, through whom, with which word."""

    tag: str
    source: Link
    via: tuple[Link, ...]
    addressee: Link | None
    cue: str
    contents: str
    kind: str
    stance: tuple[str, ...]
    figures: tuple[Link, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event: what, who, where and when, and what the date rests on."""

    tag: str
    trigger: str
    type: str
    participants: tuple[tuple[str, Link], ...]
    place: Link | None
    days: str
    basis: str
    date: Link | None
    status: str
    claim: Link | None
    figures: tuple[Link, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class DateRow:
    """A time expression: the days it stands for, and how that is known."""

    tag: str
    text: str
    days: str
    value: str
    how: str
    rule: str


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity: its name, and where the text mentions it."""

    tag: str
    name: str
    type: str
    country: str
    roles: tuple[str, ...]
    aliases: tuple[str, ...]
    mentions: tuple[Link, ...]
    more: int


def main_events(record: ArticleRecord) -> list[Event]:
    """Give the events that the text tells of; those that it only mentions stand in the record alone."""
    return [event for event in record.events if event.salience == "main"]


class Rows:
    """The rows of all items of one record, and its marked text."""

    def __init__(self, record: ArticleRecord) -> None:
        """Give the items of the record their tags."""
        self.record = record
        self.names = wording.Names(record)
        kinds: tuple[tuple[str, Sequence[Entity | DateMention | Figure | Claim | Event]], ...] = (
            ("n", record.entities), ("d", record.dates), ("f", record.figures), ("c", record.claims),
            ("e", main_events(record)),
        )  # fmt: skip
        self.tags: dict[Id, str] = {
            item.id: f"{letter}{number}" for letter, items in kinds for number, item in enumerate(items, 1)
        }
        self.dates = {date.id: date for date in record.dates}

    def blocks(self) -> Iterator[Block]:
        """Give the blocks of the text, marked."""
        blocks = self.record.blocks
        for block, marks in zip(blocks, by_extent(self._marks(), blocks), strict=True):
            yield Block(block.kind, tuple(nested(self.record.text, block, marks)))

    def figures(self) -> Iterator[FigureRow]:
        """Give a row for each figure."""
        for figure in self.record.figures:
            counted = figure.counted
            yield FigureRow(
                tag=self.tags[figure.id],
                text=figure.text,
                value=wording.value(figure.value),
                unit=unit(figure.unit),
                kind=spaced(figure.kind),
                counted=self._link(counted.entity, counted.text) if counted else None,
                change=change(figure),
                part_of=self._tag(figure.subset_of),
                status=figure.status,
                cues=tuple(dict.fromkeys(cue.text for cue in figure.cues)),
                said_by=tuple(self._speakers(figure)),
                date=self._date(figure.date),
                place=self._link(figure.place, self.names.entity(figure.place)),
                rule=figure.rule,
            )

    def claims(self) -> Iterator[ClaimRow]:
        """Give a row for each claim."""
        for claim in self.record.claims:
            stance = (f"{claim.polarity} polarity" * (claim.polarity == "negative"), claim.certainty)
            yield ClaimRow(
                tag=self.tags[claim.id],
                source=self._who(claim.source) or NOBODY,
                via=tuple(self._who(via) or Link("") for via in claim.via),
                addressee=self._who(claim.addressee),
                cue=claim.cue.text if claim.cue else "",
                contents=shortened(" […] ".join(content.text for content in claim.contents)),
                kind=claim.kind,
                stance=tuple(word for word in stance if word not in ("", "unspecified")),
                figures=tuple(self._tags(claim.figures)),
                rule=claim.rule,
            )

    def events(self) -> Iterator[EventRow]:
        """Give a row for each main event."""
        for event in main_events(self.record):
            date = event.date
            yield EventRow(
                tag=self.tags[event.id],
                trigger=event.trigger.text,
                type=spaced(event.type) + (f", {spaced(event.mode)}" if event.mode else ""),
                participants=tuple((who.role, Link(who.text, self._anchor(who.entity))) for who in event.participants),
                place=self._link(event.place, self.names.entity(event.place)),
                days=wording.days(date) if date else "",
                basis=date.basis if date else "",
                date=self._tag(date.date) if date else None,
                status=event.status,
                claim=self._tag(event.claim),
                figures=tuple(self._tags(event.figures)),
                rule=event.rule,
            )

    def date_rows(self) -> Iterator[DateRow]:
        """Give a row for each time expression."""
        for date in self.record.dates:
            value = f"{date.timex.value} {date.timex.mod or ''}".strip()
            how = date.reason or date.resolution
            yield DateRow(self.tags[date.id], date.text, wording.days(date), value, how, date.rule)

    def entities(self) -> Iterator[EntityRow]:
        """Give a row for each entity."""
        for entity in self.record.entities:
            tag = self.tags[entity.id]
            links = (Link(str(number), f"t-{tag}-{number}") for number in range(1, len(entity.mentions) + 1))
            yield EntityRow(
                tag=tag,
                name=entity.name,
                type=entity.type,
                country=(entity.place.country if entity.place else None) or entity.country or "",
                roles=tuple(dict.fromkeys(role.text for role in entity.roles)),
                aliases=entity.aliases,
                mentions=tuple(link for link, _ in zip(links, range(MENTIONS_SHOWN), strict=False)),
                more=max(0, len(entity.mentions) - MENTIONS_SHOWN),
            )

    def _marks(self) -> Iterator[Mark]:
        """Give all marks, the widest kinds first: of two marks over the same words the first is the outer one."""
        for claim in self.record.claims:
            for number, content in enumerate(claim.contents, 1):
                yield self._mark("claim", content, claim.id, first=number == 1)
            if claim.cue:
                yield Mark(claim.cue.start, claim.cue.end, "cue")
        for figure in self.record.figures:
            yield self._mark("figure", figure, figure.id)
            yield from (Mark(again.start, again.end, "figure") for again in figure.repeats)
        for date in self.record.dates:
            yield self._mark("date", date, date.id)
        for event in main_events(self.record):
            yield self._mark("event", event.trigger, event.id)
            yield from (Mark(again.start, again.end, "event") for again in event.repeats)
        for entity in self.record.entities:
            for number, mention in enumerate(entity.mentions, 1):
                yield Mark(mention.start, mention.end, "entity", f"t-{self.tags[entity.id]}-{number}")

    def _mark(self, kind: MarkKind, extent: Extent, item: Id, *, first: bool = True) -> Mark:
        tag = self.tags[item]
        return Mark(extent.start, extent.end, kind, f"t-{tag}" if first else "", tag)

    def _anchor(self, item: Id | None) -> str:
        return self.tags[item] if item else ""

    def _link(self, item: Id | None, text: str) -> Link | None:
        return Link(text, self._anchor(item)) if text else None

    def _tag(self, item: Id | None) -> Link | None:
        return Link(self.tags[item].upper(), self.tags[item]) if item else None

    def _tags(self, items: Sequence[Id]) -> Iterator[Link]:
        return (link for item in items if (link := self._tag(item)))

    def _who(self, who: Attributed | None) -> Link | None:
        return Link(self.names.source(who), self._anchor(who.entity)) if who else None

    def _speakers(self, figure: Figure) -> Iterator[Link]:
        """Give who states a figure, and the claim it stands in; nothing where the article itself speaks."""
        if figure.said_by:
            yield Link(self.names.said_by(figure), self._anchor(figure.said_by))
        if figure.claim:
            if not figure.said_by:
                yield self._who(self.names.claims[figure.claim].source) or NOBODY
            yield Link(self.tags[figure.claim].upper(), self.tags[figure.claim])

    def _date(self, item: Id | None) -> Link | None:
        if item is None:
            return None
        date = self.dates[item]
        return Link(wording.days(date) if date.earliest or date.latest else f"“{date.text}”", self.tags[item])


def unit(found: Unit) -> str:
    """Say what a figure is in: ``USD``, ``%``; empty for counts, which name what they count."""
    if found.type == "count":
        return ""
    if found.type == "percentage_point":
        return "percentage points"
    return found.code or found.text or ("(currency not said)" if found.type == "money" else found.type)


def change(figure: Figure) -> str:
    """Say whether a figure is a change or rate, and which way it goes; empty for a level."""
    words = {"level": "", "change_by": "by this much", "change_to": "to this level", "rate": "a rate"}[figure.measure]
    return " ".join(word for word in (figure.direction or "", words) if word)


def spaced(name: str) -> str:
    """Write a name of the schema as words: ``housing_destroyed`` is "housing destroyed"."""
    return name.replace("_", " ").lower()


def shortened(text: str, size: int = CONTENT_SHOWN) -> str:
    """Cut a text that is longer than a row should be."""
    return text if len(text) <= size else f"{text[:size].rpartition(' ')[0] or text[:size]} …"


def sentence_of(record: ArticleRecord, around: Span, size: int = CONTENT_SHOWN) -> tuple[str, str, str]:
    """Give the sentence that a span stands in, in three parts: before it, the span, after it; about `size` in all."""
    place = bisect(record.sentences, around.start, key=lambda sentence: sentence.start) - 1
    sentence = record.sentences[place] if place >= 0 else around
    room = max(0, size - len(around.text)) // 2
    before = record.text[min(sentence.start, around.start) : around.start].lstrip()
    after = record.text[around.end : max(sentence.end, around.end)].rstrip()
    if len(before) > room:
        before = f"… {before[-room:].partition(' ')[2]}"
    if len(after) > room:
        after = f"{after[:room].rpartition(' ')[0]} …"
    return before, around.text, after
