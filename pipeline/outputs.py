"""What a run writes: artifacts as they are made, and at the end the three files of the output folder."""

import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import orjson

from pipeline import __version__, duplicates
from pipeline.batch import Order
from pipeline.marks import Marks
from pipeline.plan import PLAN, artifact_name
from pipeline.store import atomic, journal
from pipeline.store.layout import Layout
from pipeline.store.outcome import Key, Kind, Outcome
from pipeline.summary import Summary
from schemas.base import as_json_number
from schemas.record import SCHEMA_VERSION


def write_artifacts(layout: Layout, outcome: Outcome, kept: Iterable[str]) -> None:
    """Write the artifacts of one article; of earlier ones, those `kept` still hold, and the others are taken away."""
    folder = layout.article(outcome.path, outcome.part)
    for stage in PLAN:
        path = folder / artifact_name(stage)
        if stage.name in outcome.artifacts:
            atomic.write(path, [outcome.artifacts[stage.name]], durable=False)
        elif outcome.kind == "reject" or stage.name not in kept:
            path.unlink(missing_ok=True)


def write(layout: Layout, outcomes: dict[Key, journal.Entry], removed: Iterable[Key]) -> None:
    """Replace records.jsonl and rejects.jsonl, sorted; take away the artifacts of inputs that are gone."""
    ordered = [outcomes[key] for key in sorted(outcomes)]
    atomic.write(layout.records, _marked(ordered))
    atomic.write(layout.rejects, _lines(ordered, "reject"))
    for path_name, part in removed:
        shutil.rmtree(layout.article(path_name, part or None), ignore_errors=True)


def write_report(layout: Layout, summary: Summary, order: Order) -> None:
    """Write run.json, the only file with clock times in it."""
    atomic.write(
        layout.summary,
        [orjson.dumps(_report(summary, order), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)],
    )


def _lines(ordered: list[journal.Entry], kind: Kind) -> Iterator[bytes]:
    with journal.Reader() as reader:
        for entry in ordered:
            if entry.kind == kind:
                yield reader.read(entry) + b"\n"


def _marked(ordered: list[journal.Entry]) -> Iterator[bytes]:
    """Give the records with the duplicates among them marked; records taken over may bear marks of an earlier run."""
    records = [entry for entry in ordered if entry.kind == "record"]
    names: list[str] = []
    with journal.Reader() as reader:

        def texts() -> Iterator[tuple[int, str]]:
            for place, entry in enumerate(records):
                record = orjson.loads(reader.read(entry))
                names.append(record["id"])
                yield place, record["text"]

        def text_of(place: int) -> str:
            text: str = orjson.loads(reader.read(records[place]))["text"]
            return text

        found = duplicates.find(texts(), text_of)
        for place, entry in enumerate(records):
            mark = found.get(place)
            line = reader.read(entry)
            yield (_with_mark(line, names[mark.of], mark.similarity) if mark else _with_mark(line, None, None)) + b"\n"


def _with_mark(line: bytes, original: str | None, similarity: Decimal | None) -> bytes:
    if original is None and b'"duplicate_of":null' in line:
        return line
    record = orjson.loads(line)
    record["article"]["duplicate_of"] = original
    record["article"]["similarity"] = None if similarity is None else as_json_number(similarity)
    return orjson.dumps(record)


def _report(summary: Summary, order: Order) -> dict[str, Any]:
    marks = Marks(order.config)
    return {
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "inputs": summary.inputs,
        "records": summary.records,
        "rejects": summary.rejects.total(),
        "unaccounted": summary.unaccounted,
        "rejects_by_reason": dict(sorted(summary.rejects.items())),
        "reused": summary.reused,
        "worked_on": dict(sorted(summary.worked_on.items())),
        "seconds": {
            "total": round(summary.elapsed, 3),
            "stages": {name: round(seconds, 3) for name, seconds in summary.seconds.items()},
        },
        "dateline": __version__,
        "schema_version": SCHEMA_VERSION,
        "model": {"name": marks.model.name, "version": marks.model.version, "digest": marks.model.digest},
        "stages": {stage.name: {"version": stage.version, "fingerprint": marks.own[stage.name]} for stage in PLAN},
        "artifacts": sorted(order.keep),
        "config": order.config.model_dump(mode="json"),
    }
