"""Which lines of the reader's gold for the two seeds hold: matched by content, since offsets depend on cleaning.

``python -m tests.quality seeds`` prints every line with whether it holds. The gold (``tests/data/seeds.json``) says
what a careful reader takes from the two articles, and what must not be found there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson

from pipeline.config import Config
from pipeline.raw import Raw
from pipeline.run import Done, Pipeline
from schemas.entity import Entity
from schemas.event import Event
from schemas.figure import Figure, Value
from schemas.record import ArticleRecord

SEEDS = Path(__file__).parents[2] / "seeds"
GOLD = Path(__file__).parents[1] / "data" / "seeds.json"

type Line = dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """One line of the gold and whether the record bears it out."""

    article: str
    section: str
    line: str
    holds: bool


def records() -> dict[str, ArticleRecord]:
    """Run the pipeline over the seeds (file name -> record)."""
    files = sorted(SEEDS.glob("*.txt"))
    result = Pipeline(Config()).process([Raw(file.name, None, "txt", file.read_bytes()) for file in files])
    return {done.record.source.path: done.record for done in result.outcomes if isinstance(done, Done)}


def verdicts(records: dict[str, ArticleRecord]) -> Iterator[Verdict]:
    """Hold each line of the gold against the records (file name -> record)."""
    for name, gold in orjson.loads(GOLD.read_bytes()).items():
        record = records[name]
        for key, value in gold.get("article", {}).items():
            yield Verdict(name, "article", f"{key}: {value}", _metadata(record, key) == value)
        for section, check in CHECKS.items():
            for line in gold.get(section, []):
                yield Verdict(name, section, orjson.dumps(line).decode(), check(record, line))
        yield from _clean(name, gold.get("clean", {}), record)


def _metadata(record: ArticleRecord, key: str) -> str | None:
    if key == "published":
        return record.article.published.value if record.article.published else None
    value: str | None = getattr(record.article, key)
    return value


def _clean(name: str, gold: Line, record: ArticleRecord) -> Iterator[Verdict]:
    if "joined" in gold:
        joined = any(record.text[s.start : s.end] == gold["joined"] for s in record.sentences)
        yield Verdict(name, "clean", f"one sentence: {gold['joined'][:60]}...", joined)
    for text in gold.get("absent", []):
        yield Verdict(name, "clean", f"absent: {text}", text not in record.text)


def _alternatives(text: str) -> list[str]:
    return [part.lower() for part in text.split("|")]


def _names(entity: Entity) -> list[str]:
    return [name.lower() for name in (entity.name, *entity.aliases, *(m.text for m in entity.mentions))]


def _entity(record: ArticleRecord, identity: str | None) -> Entity | None:
    return next((entity for entity in record.entities if entity.id == identity), None)


def _sentence(record: ArticleRecord, figure: Figure) -> str:
    extent = record.sentences[figure.sentence]
    return record.text[extent.start : extent.end]


# --- figures -------------------------------------------------------------------------------------------------------


def _figure_holds(record: ArticleRecord, line: Line) -> bool:
    return any(
        _value_fits(figure.value, line) and _figure_fits(record, figure, line)
        for figure in record.figures
        if line["match"] in figure.text or line["match"] in _sentence(record, figure)
    )


def _value_fits(value: Value, line: Line) -> bool:
    low, high, bound = line.get("low"), line.get("high"), line.get("bound", "exact")
    numbers = {"low": value.low, "high": value.high}
    if bound == "exact":
        return value.point == Decimal(low) and not value.approximate
    if bound == "nearly" and not value.approximate:
        return False
    wanted = {"low": low, "high": high}
    if any(number is not None and numbers[side] != Decimal(number) for side, number in wanted.items()):
        return False
    inclusive = {"at_least": value.low_inclusive, "more_than": not value.low_inclusive}
    return bool(inclusive.get(bound, not value.high_inclusive))


def _figure_fits(record: ArticleRecord, figure: Figure, line: Line) -> bool:
    unit = {"count": figure.unit.code, "money": figure.unit.code, "percent": "percent"}.get(figure.unit.type)
    counted = " ".join(filter(None, (figure.counted.text if figure.counted else "", figure.unit.text)))
    date = next((date.edtf for date in record.dates if date.id == figure.date), None)
    place = _entity(record, figure.place)
    return all((
        "kind" not in line or figure.kind in _alternatives(line["kind"]),
        "unit" not in line or unit == line["unit"],
        "of" not in line or line["of"].lower() in counted.lower() or line["of"].lower() in figure.text.lower(),
        "status" not in line or figure.status == line["status"],
        "date" not in line or date == line["date"],
        "place" not in line or (place is not None and line["place"].lower() in _names(place)),
        "source" not in line or _said_by(record, figure, line["source"]),
    ))  # fmt: skip


def _said_by(record: ArticleRecord, figure: Figure, source: str) -> bool:
    entity = _entity(record, figure.said_by)
    if entity is None:
        return "" in _alternatives(source)
    return any(name and any(name in known for known in _names(entity)) for name in _alternatives(source))


# --- claims, events, entities -----------------------------------------------------------------------------------------


def _claim_holds(record: ArticleRecord, line: Line) -> bool:
    return any(
        line["content"] in " ".join(content.text for content in claim.contents)
        and claim.kind in _alternatives(line["kind"])
        and claim.cue is not None
        and any(cue in claim.cue.lemma.lower() for cue in _alternatives(line["cue"]))
        and claim.source is not None
        and _is(record, claim.source.entity, line["source"], claim.source.text)
        for claim in record.claims
    )


def _is(record: ArticleRecord, identity: str | None, names: str, text: str = "") -> bool:
    entity = _entity(record, identity)
    known = [*(_names(entity) if entity else []), text.lower()]
    return any(name in candidate for name in _alternatives(names) for candidate in known)


def _event_holds(record: ArticleRecord, line: Line) -> bool:
    return any(
        event.trigger.lemma == line["trigger"]
        and (event.date.edtf if event.date else None) == line["date"]
        and ("agent" not in line or _takes_part(record, event, line["agent"], "agent"))
        and ("place" not in line or _takes_part(record, event, line["place"]))
        for event in record.events
    )


def _takes_part(record: ArticleRecord, event: Event, name: str, role: str | None = None) -> bool:
    """Tell whether `name` is the event's place, or takes part in it (in `role`, where one is given)."""
    if role is None and _is(record, event.place, name):
        return True
    return any(
        _is(record, participant.entity, name, participant.text)
        for participant in event.participants
        if role in (None, participant.role)
    )


def _entity_holds(record: ArticleRecord, line: Line) -> bool:
    return any(
        entity.type == line["type"]
        and any(name in _names(entity) for name in _alternatives(line["name"]))
        and all(alias.lower() in _names(entity) for alias in line.get("aliases", []))
        and ("role" not in line or any(line["role"].lower() in role.text.lower() for role in entity.roles))
        and ("country" not in line or (entity.place is not None and entity.place.country == line["country"]))
        for entity in record.entities
    )


def _absent(record: ArticleRecord, line: Line) -> bool:
    if "figure" in line:
        return not any(figure.text.strip() == line["figure"] for figure in record.figures)
    return not any(
        line["entity"].lower() in _names(entity) and line.get("type", entity.type) == entity.type
        for entity in record.entities
    )


CHECKS: dict[str, Callable[[ArticleRecord, Line], bool]] = {
    "figures": _figure_holds,
    "claims": _claim_holds,
    "events": _event_holds,
    "entities": _entity_holds,
    "must_not": _absent,
}
