"""Run the pipeline over gold rows and write predictions as the scorers want them.

A gold row has ``id``, ``text``, and maybe ``date`` or ``dct`` and ``title``; its offsets are in its ``text``, so every
span of a record is mapped back to it through the record's ``offsets``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import Any

import orjson
import pycountry

from pipeline.config import Config
from pipeline.raw import Raw
from pipeline.run import Done, Pipeline
from schemas.article import Segment
from schemas.base import Extent
from schemas.claim import Attributed
from schemas.entity import Entity
from schemas.event import EventDate
from schemas.figure import Figure, Unit, Value
from schemas.record import ArticleRecord

type Row = dict[str, Any]

FIGURE_KINDS = {
    **dict.fromkeys(("abducted", "captured"), "detained"),
    **dict.fromkeys(("evacuated", "homeless", "returned"), "displaced"),
    "infected": "affected",
    "housing_destroyed": "destroyed",
    **dict.fromkeys(("debt", "aid", "funding", "damage", "cost", "trade", "budget"), "money"),
    **dict.fromkeys(("share", "rate"), "percent"),
}
"""The record's kinds of figure as the gold has them, where it makes fewer distinctions."""

SCORED_CODES = frozenset({"USD", "EUR", "GBP", "JPY", "CNY", "INR", "RUB", "AUD", "CAD"})
"""The currencies that the scorer of quantities knows by their codes."""

CALENDAR = re.compile(r"\d{4}(-\d\d){0,2}")

LABELS = {"person": "PER", "organisation": "ORG", "place": "LOC"}


class Mapping:
    """Places of a record's clean text as places of the row's text."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self.segments = tuple(segments)

    def start(self, place: int) -> int:
        for clean, source, length in self.segments:
            if place < clean + length:
                return source + max(0, place - clean)
        _, source, length = self.segments[-1]
        return source + length

    def span(self, extent: Extent) -> Row:
        return {"start": self.start(extent.start), "end": self.start(extent.end - 1) + 1}


def predict(area: str, rows: list[Row], config: Config | None = None) -> Iterator[Row]:
    """Give one prediction for each row, in order; a rejected row gives an empty one."""
    pipeline = Pipeline(config or Config())
    for batch in batched(rows, 64):
        result = pipeline.process([_raw(row) for row in batch])
        for row, outcome in zip(batch, result.outcomes, strict=True):
            if isinstance(outcome, Done):
                record = outcome.record
                yield {"id": row["id"], **AREAS[area](record, Mapping(record.offsets or ()))}
            else:
                yield {"id": row["id"], "rejected": outcome.detail, **AREAS[area](None, Mapping(()))}


def lines(area: str, gold: Path) -> bytes:
    """Predict `area` for the rows of `gold`, as JSONL."""
    rows = [orjson.loads(line) for line in gold.read_bytes().splitlines() if line.strip()]
    return b"".join(orjson.dumps(row) + b"\n" for row in predict(area, rows))


def _raw(row: Row) -> Raw:
    article = {"text": row["text"], "date": row.get("date") or row.get("dct"), "title": row.get("title")}
    return Raw(f"{row['id']}.json", None, "json", orjson.dumps(article))


def _entities(record: ArticleRecord | None, mapping: Mapping) -> Row:
    mentions = [
        {**mapping.span(mention), "label": LABELS[entity.type], "cluster": entity.id, "link": _alpha_2(entity)}
        for entity in (record.entities if record else ())
        if entity.type in LABELS
        for mention in entity.mentions
        if mention.form == "name"
    ]
    return {"mentions": sorted(mentions, key=lambda mention: int(mention["start"]))}


def _alpha_2(entity: Entity) -> str | None:
    code = entity.place.country if entity.place else None
    country = pycountry.countries.get(alpha_3=code) if code else None
    return country.alpha_2 if country else None


def _dates(record: ArticleRecord | None, mapping: Mapping) -> Row:
    return {
        "timexes": [
            {**mapping.span(date), "type": date.timex.type, "value": date.timex.value}
            for date in (record.dates if record else ())
            if not date.ends  # an interval over two dates is an empty tag in the gold
        ]
    }


def _events(record: ArticleRecord | None, mapping: Mapping) -> Row:
    names = {entity.id: entity.name for entity in (record.entities if record else ())}
    events = []
    for event in record.events if record else ():
        participants = [
            {"text": f"{participant.text} {names.get(participant.entity or '', '')}", "role": participant.role}
            for participant in event.participants
        ]
        common = {
            "type": event.type,
            "date": _calendar(event.date),
            "basis": event.date.basis if event.date else None,
            "participants": participants,
        }
        events.extend({**mapping.span(trigger), **common} for trigger in (event.trigger, *event.repeats))
    return {"events": sorted(events, key=lambda event: int(event["start"]))}


def _events_without_publication(record: ArticleRecord | None, mapping: Mapping) -> Row:
    events = _events(record, mapping)["events"]
    return {
        "events": [{**event, "date": event["date"] if event["basis"] != "publication" else None} for event in events]
    }


def _calendar(date: EventDate | None) -> str | None:
    """Give a date as the coarsest ISO form that says no more than it does."""
    if date is None or not (date.earliest or date.latest):
        return None
    if date.edtf and not (date.earliest and date.latest):  # "by 2011", "since May": no more than the bound says
        bound = date.edtf.removeprefix("../").removesuffix("/..").rstrip("~")
        if CALENDAR.fullmatch(bound):
            return bound
    first, last = date.earliest or date.latest or "", date.latest or date.earliest or ""
    if first == last:
        return first
    if first[:7] == last[:7]:
        return first[:7]
    return first[:4] if first[:4] == last[:4] else first


def _figures(record: ArticleRecord | None, mapping: Mapping) -> Row:
    figures = record.figures if record else ()
    return {
        "figures": [
            {**mapping.span(mention), **_figure(figure)} for figure in figures for mention in (figure, *figure.repeats)
        ]
    }


def _amounts(record: ArticleRecord | None, mapping: Mapping) -> Row:
    """Give the figures of money alone, for gold that has no others."""
    figures = [figure for figure in (record.figures if record else ()) if figure.unit.type == "money"]
    return {
        "figures": [
            {**mapping.span(mention), **_figure(figure)} for figure in figures for mention in (figure, *figure.repeats)
        ]
    }


def _plain_numbers(record: ArticleRecord | None, mapping: Mapping) -> Row:
    """Give the figures with ratios as the numbers they are, for gold that has "one half" as 0.5."""
    found = _figures(record, mapping)["figures"]
    ratios = {
        mapping.span(figure)["start"] for figure in (record.figures if record else ()) if figure.unit.type == "ratio"
    }
    for figure in found:
        if figure["start"] in ratios:
            figure.update({name: figure[name] and figure[name] / 100 for name in ("value", "low", "high")})
    return {"figures": found}


def _figure(figure: Figure) -> Row:
    value = figure.value
    return {
        "value": _number(value.point),
        "low": _number(value.low),
        "high": _number(value.high),
        "bound": _bound(value),
        "unit": _unit(figure.unit),
        "kind": FIGURE_KINDS.get(figure.kind, figure.kind),
        "status": figure.status,
    }


def _unit(unit: Unit) -> str | None:
    """Give the unit as the gold has it: a code of `SCORED_CODES`, another currency by its name, else the noun."""
    if unit.type in ("count", "measure"):
        return unit.text
    if unit.type != "money" or unit.code is None or unit.code in SCORED_CODES:
        return unit.code or unit.text
    currency = pycountry.currencies.get(alpha_3=unit.code)
    return currency.name if currency else unit.text


def _number(number: Any) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def _bound(value: Value) -> str:
    if value.vague_term and value.point is None:
        return "vague"
    if value.low is not None and value.high is not None:
        return "=" if value.low == value.high else "range"
    if value.low is not None:
        return ">=" if value.low_inclusive else ">"
    if value.high is not None:
        return "<=" if value.high_inclusive else "<"
    return "~" if value.approximate and value.vague_term is None else "="  # the gold takes "a dozen" for 12


def _claims(record: ArticleRecord | None, mapping: Mapping) -> Row:
    names = {entity.id: entity.name for entity in (record.entities if record else ())}

    def source(who: Attributed | None) -> Row | None:
        if who is None:
            return None
        return {**mapping.span(who), "text": who.text, "resolved": names.get(who.entity or "")}

    return {
        "claims": [
            {
                "source": source(claim.source),
                "cue": mapping.span(claim.cue) if claim.cue else None,
                "content": [mapping.span(content) for content in claim.contents],
            }
            for claim in (record.claims if record else ())
        ]
    }


AREAS: dict[str, Callable[[ArticleRecord | None, Mapping], Row]] = {
    "entities": _entities,
    "dates": _dates,
    "events": _events,
    "events_without_publication": _events_without_publication,
    "figures": _figures,
    "figures_of_money": _amounts,
    "figures_as_numbers": _plain_numbers,
    "claims": _claims,
}
