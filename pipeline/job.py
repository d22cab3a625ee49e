"""One run over a folder: from its inputs to the files of the output folder.

    inputs -> what can be taken over, and what must be worked on -> batches -> journal and artifacts -> outputs

Workers only ever see bytes and give bytes; this process alone reads the input folder and writes the output folder.
"""

import time
from collections.abc import Callable, Iterator
from itertools import batched
from pathlib import Path

from pipeline import corpus, outputs, work
from pipeline.config import Config
from pipeline.plan import PLAN
from pipeline.raw import Raw
from pipeline.reuse import History
from pipeline.store import journal, lock
from pipeline.store.layout import Layout
from pipeline.store.outcome import Key, rejected
from pipeline.summary import Position, Summary
from pipeline.work import Order, Task
from schemas.reject import Reject

BATCH = 32
"""Articles worked on together: about the best size for the model, and what a kill costs at most."""

ALL_ARTIFACTS = frozenset(stage.name for stage in PLAN)

type Progress = Callable[[Position], None]
"""Called after each batch."""


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
    files = corpus.inputs(source, config.corpus, out)
    layout = Layout(out)
    with lock.held(layout.lock), journal.Journal(layout.journal) as book:
        job = _Job(Order(config, keep), layout, book, History(layout, config, keep), progress)
        job.position.bytes_known = _size(files)
        for batch in batched(job.unknown(_articles(files, config, limit)), BATCH):
            job.work_on(batch)
        return job.finish(partial=limit is not None)


class _Job:
    """The state of one run: what is known of each article so far."""

    def __init__(
        self, order: Order, layout: Layout, book: journal.Journal, history: History, progress: Progress | None
    ) -> None:
        self.order = order
        self.layout = layout
        self.book = book
        self.history = history
        self.progress = progress
        self.outcomes: dict[Key, journal.Entry] = {}
        self.summary = Summary()
        self.position = Position()
        self.start = time.monotonic()

    def unknown(self, articles: Iterator[Raw | Reject]) -> Iterator[Task]:
        """Take over what is known of the articles; give those that must be worked on."""
        for article in articles:
            self.summary.inputs += 1
            if isinstance(article, Reject):
                self._take_reject(article)
                continue
            entry = self.history.outcome(article)
            if entry is None:
                yield Task(article)
                continue
            self.outcomes[entry.key] = entry
            self.summary.reused += 1
            self.position.done += 1
            self.position.reused += 1
            self.position.bytes_done += len(article.data)
            self.position.bytes_reused += len(article.data)
            self.position.rejects += entry.kind == "reject"

    def work_on(self, batch: tuple[Task, ...]) -> None:
        """Work on a batch and store what comes of it."""
        results = work.process(self.order, batch)
        self.summary.seconds.update(results.seconds)
        for outcome in results.outcomes:
            outputs.write_artifacts(self.layout, outcome)
        for entry in self.book.append(results.outcomes):
            self.outcomes[entry.key] = entry
            self.position.done += 1
            self.position.rejects += entry.kind == "reject"
        self.position.bytes_done += sum(len(task.raw.data) for task in batch)
        self._report()

    def finish(self, *, partial: bool) -> Summary:
        """Write the outputs; `partial` keeps the artifacts of articles that this run did not look at."""
        for entry in self.outcomes.values():
            if entry.kind == "record":
                self.summary.records += 1
            else:
                self.summary.rejects[entry.reason or "error"] += 1
        self.summary.changed = not self.history.is_all(self.outcomes)
        self.summary.elapsed = time.monotonic() - self.start
        if self.summary.changed:
            removed = [] if partial else self.history.keys - self.outcomes.keys()
            outputs.write(self.layout, self.outcomes, removed)
            outputs.write_report(self.layout, self.summary, self.order)
        self.layout.journal.unlink(missing_ok=True)
        return self.summary

    def _take_reject(self, reject: Reject) -> None:
        outcome = rejected(reject)
        entry = self.history.same(outcome) or self.book.append([outcome])[0]
        self.outcomes[entry.key] = entry
        self.position.done += 1
        self.position.rejects += 1

    def _report(self) -> None:
        if self.progress:
            self.position.seconds = time.monotonic() - self.start
            self.progress(self.position)


def _articles(files: list[corpus.Input | Reject], config: Config, limit: int | None) -> Iterator[Raw | Reject]:
    count = 0
    for item in files:
        for article in [item] if isinstance(item, Reject) else corpus.articles(item, config):
            if limit is not None and count >= limit:
                return
            count += 1
            yield article


def _size(files: list[corpus.Input | Reject]) -> int:
    return sum(item.size for item in files if isinstance(item, corpus.Input))
