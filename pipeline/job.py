"""One run over a folder: from its inputs to the three files of the output folder."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import batched
from pathlib import Path
from typing import Any

import orjson

from pipeline import corpus
from pipeline.config import Config
from pipeline.plan import PLAN, artifact_name
from pipeline.raw import Raw
from pipeline.run import Done, Pipeline
from pipeline.store import artifacts, atomic, journal, lock
from pipeline.store.layout import Layout
from schemas.record import SCHEMA_VERSION
from schemas.reject import Reject

BATCH = 32
"""Articles run together: about the best size for the model, and what a kill costs at most."""

ALL_ARTIFACTS = frozenset(stage.name for stage in PLAN)


@dataclass
class Summary:
    """What a run came to; `inputs` is always `records + rejects`."""

    records: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    reused: int = 0
    characters: int = 0
    seconds: Counter[str] = field(default_factory=Counter)
    elapsed: float = 0.0

    @property
    def inputs(self) -> int:
        """All articles and unreadable inputs."""
        return self.records + self.rejects.total()


type Progress = Callable[[int, int, Summary], None]
"""Called after each batch with the articles done so far, those known of, and the summary so far."""


def run(
    source: Path,
    out: Path,
    config: Config,
    *,
    keep: frozenset[str] = ALL_ARTIFACTS,
    limit: int | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Turn the articles below `source` into the records of the output folder `out`.

    `keep` names the stages whose artifacts are written; `limit` ends after so many articles. Outcomes with an
    unchanged fingerprint are taken over from an earlier run. Raises StopError where the run cannot go on; what
    was done until then is kept and reused by the next run.
    """
    start = time.monotonic()
    files = corpus.inputs(source)
    layout = Layout(out)
    with lock.held(layout.lock):
        pipeline = Pipeline(config)
        summary = Summary()
        known = _known(layout)
        outcomes: dict[journal.Key, journal.Entry] = {}
        with journal.Journal(layout.journal) as book:
            articles = _articles(files, config, limit)
            for batch in batched(articles, BATCH):
                fresh = []
                for item in batch:
                    entry = _reusable(item, known, pipeline, layout, keep)
                    if entry:
                        outcomes[entry.key] = entry
                        summary.reused += 1
                    else:
                        fresh.append(item)
                for entry in _process(fresh, pipeline, layout, keep, book, summary):
                    outcomes[entry.key] = entry
                if progress:
                    progress(len(outcomes), len(outcomes), summary)
        _count(outcomes.values(), summary)
        summary.elapsed = time.monotonic() - start
        _finish(layout, outcomes, summary, pipeline, config)
    return summary


def _articles(files: Iterable[corpus.Input | Reject], config: Config, limit: int | None) -> Iterator[Raw | Reject]:
    count = 0
    for item in files:
        for article in [item] if isinstance(item, Reject) else corpus.articles(item, config):
            if limit is not None and count >= limit:
                return
            count += 1
            yield article


def _known(layout: Layout) -> dict[journal.Key, journal.Entry]:
    """Index the outcomes of earlier runs: of the last finished one, and what a killed one had reached."""
    known: dict[journal.Key, journal.Entry] = {}
    for path, kind in ((layout.records, "record"), (layout.rejects, "reject"), (layout.journal, None)):
        for entry in journal.entries(path, kind):  # type: ignore[arg-type]
            known[entry.key] = entry
    return known


def _reusable(
    item: Raw | Reject,
    known: dict[journal.Key, journal.Entry],
    pipeline: Pipeline,
    layout: Layout,
    keep: frozenset[str],
) -> journal.Entry | None:
    if isinstance(item, Reject):
        return None
    entry = known.get((item.path, item.part or 0))
    if entry is None or entry.fingerprint != pipeline.fingerprint(item):
        return None
    folder = layout.article(item.path, item.part)
    if entry.kind == "record" and not all(
        (folder / artifact_name(stage)).is_file() for stage in PLAN if stage.name in keep
    ):
        return None
    return entry


def _process(
    items: list[Raw | Reject],
    pipeline: Pipeline,
    layout: Layout,
    keep: frozenset[str],
    book: journal.Journal,
    summary: Summary,
) -> list[journal.Entry]:
    raws = [item for item in items if isinstance(item, Raw)]
    result = pipeline.process(raws, keep)
    summary.seconds.update(result.seconds)
    found: list[Any] = [item for item in items if isinstance(item, Reject)]
    for outcome in result.outcomes:
        if isinstance(outcome, Done):
            _write_artifacts(outcome, layout)
        found.append(outcome.record if isinstance(outcome, Done) else outcome)
    return book.append(found)


def _write_artifacts(done: Done, layout: Layout) -> None:
    folder = layout.article(done.record.source.path, done.record.source.part)
    for stage in PLAN:
        if stage.name in done.artifacts:
            artifacts.write(
                folder / artifact_name(stage),
                stage.name,
                stage.version,
                done.fingerprints[stage.name],
                done.artifacts[stage.name],
            )


def _count(outcomes: Iterable[journal.Entry], summary: Summary) -> None:
    for entry in outcomes:
        if entry.kind == "record":
            summary.records += 1
        else:
            summary.rejects[entry.reason or "error"] += 1


def _finish(
    layout: Layout,
    outcomes: dict[journal.Key, journal.Entry],
    summary: Summary,
    pipeline: Pipeline,
    config: Config,
) -> None:
    ordered = [outcomes[key] for key in sorted(outcomes)]
    for path, kind in ((layout.records, "record"), (layout.rejects, "reject")):
        atomic.write(path, (entry.read() + b"\n" for entry in ordered if entry.kind == kind))
    atomic.write(layout.summary, [orjson.dumps(_report(summary, pipeline, config), option=orjson.OPT_INDENT_2)])
    layout.journal.unlink(missing_ok=True)


def _report(summary: Summary, pipeline: Pipeline, config: Config) -> dict[str, Any]:
    return {
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "inputs": summary.inputs,
        "records": summary.records,
        "rejects": dict(sorted(summary.rejects.items())),
        "reused": summary.reused,
        "seconds": {"total": summary.elapsed, **summary.seconds},
        "schema_version": SCHEMA_VERSION,
        "model": pipeline.model.model_dump(),
        "stages": {stage.name: stage.version for stage in PLAN},
        "config": config.model_dump(mode="json"),
    }
