"""One run over a folder: from its inputs to the files of the output folder.

    inputs -> what can be taken over, and what must be worked on -> batches -> journal and artifacts -> outputs

Workers only ever see bytes and give bytes; this process alone reads the input folder and writes the output folder.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from pipeline import corpus, outputs
from pipeline.batch import Order, Results, Task
from pipeline.config import Config
from pipeline.executors import LIMITS, Batch, Executor, Limits, start
from pipeline.executors.start import ALONE, Workers
from pipeline.plan import NAMES, wanted
from pipeline.raw import Raw
from pipeline.reuse import EVERYTHING, History, Reuse
from pipeline.store import journal, lock
from pipeline.store.layout import Layout
from pipeline.store.outcome import Key, rejected
from pipeline.summary import Position, Summary
from schemas.reject import Reject

BATCH = 32
"""Articles worked on together: about the best size for the model, and what a kill costs at most."""

BATCH_BYTES = 500_000
"""Bytes of one batch, beyond which it is closed early: some 20 seconds of work, well below the limit of one article."""

type Progress = Callable[[Position], None]
"""Called after each batch."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done. None of it changes what a record says.

    `keep` names the stages whose artifacts are written; `limit` ends the run after so many articles.
    """

    keep: frozenset[str] = NAMES
    limit: int | None = None
    reuse: Reuse = EVERYTHING
    batch: int = BATCH
    workers: Workers = ALONE
    limits: Limits = LIMITS


def run(
    source: Path, out: Path, config: Config, options: Options = Options(), progress: Progress | None = None
) -> Summary:
    """Turn the articles below `source` into the records of the output folder `out`.

    Outcomes with an unchanged fingerprint are taken over from an earlier run. Raises StopError where the run cannot
    go on; what was done until then is kept and reused by the next run.
    """
    files = corpus.inputs(source, config.corpus, out)
    layout = Layout(out)
    order = Order(config, options.keep)
    with lock.held(layout.lock), journal.Journal(layout.journal) as book:
        job = _Job(layout, book, History(layout, config, options.keep, options.reuse), progress)
        articles = islice(job.articles(files, config), options.limit)
        batches = batched(job.unknown(articles), options.batch)
        first, many = start.look_ahead(batches)
        if first:
            needed = replace(order, first=wanted(task.earlier.kept for batch in first for task in batch))
            with start.executor(options.workers, needed, options.limits, layout.scratch, many=many) as executor:
                job.work_on(executor, chain(first, batches))
        return job.finish(order, partial=options.limit is not None)


class _Job:
    """The state of one run: what is known of each article so far."""

    def __init__(self, layout: Layout, book: journal.Journal, history: History, progress: Progress | None) -> None:
        self.layout = layout
        self.book = book
        self.history = history
        self.progress = progress
        self.outcomes: dict[Key, journal.Entry] = {}
        self.summary = Summary()
        self.position = Position()
        self.start = time.monotonic()

    def articles(self, files: list[corpus.Input | Reject], config: Config) -> Iterator[Raw | Reject]:
        """Give the articles of all files; how many bytes there are is known of a file when it has been read."""
        sizes = [corpus.expected_bytes(item, config) if isinstance(item, corpus.Input) else 0 for item in files]
        self.position.bytes_known = sum(sizes)
        for item, expected in zip(files, sizes, strict=True):
            left = expected
            for article in [item] if isinstance(item, Reject) else corpus.articles(item, config):
                size = len(article.data) if isinstance(article, Raw) else 0
                self.position.bytes_known += max(0, size - left)
                left = max(0, left - size)
                yield article
            self.position.bytes_known -= left

    def unknown(self, articles: Iterator[Raw | Reject]) -> Iterator[Task]:
        """Take over what is known of the articles; give those that must be worked on."""
        for article in articles:
            self.summary.inputs += 1
            if isinstance(article, Reject):
                self._take_reject(article)
                continue
            known = self.history.look_up(article)
            if isinstance(known, Task):
                yield known
                continue
            self._note(known)
            self.summary.reused += 1
            self.position.reused += 1
            self.position.bytes_done += len(article.data)
            self.position.bytes_reused += len(article.data)

    def work_on(self, executor: Executor, batches: Iterator[Batch]) -> None:
        """Work on batches, and store what comes of each as it comes."""
        for batch, results in executor.results(batches):
            self._store(batch, results)
            self.position.bytes_done += sum(len(task.raw.data) for task in batch)
            self._report()

    def finish(self, order: Order, *, partial: bool) -> Summary:
        """Write the outputs; `partial` keeps the artifacts of articles that this run did not look at."""
        for entry in self.outcomes.values():
            if entry.kind == "record":
                self.summary.records += 1
            else:
                self.summary.rejects[entry.reason or "error"] += 1
        self.summary.worked_on.update(self.history.reasons)
        self.summary.changed = not self.history.is_all(self.outcomes)
        self.summary.elapsed = time.monotonic() - self.start
        if self.summary.changed:
            removed = [] if partial else self.history.keys - self.outcomes.keys()
            outputs.write(self.layout, self.outcomes, removed)
            outputs.write_report(self.layout, self.summary, order)
        self.layout.journal.unlink(missing_ok=True)
        return self.summary

    def _store(self, batch: Batch, results: Results) -> None:
        """Write the artifacts of a batch, and after them its outcomes: an outcome in the journal is whole."""
        self.summary.seconds.update(results.seconds)
        for task, outcome in zip(batch, results.outcomes, strict=True):
            outputs.write_artifacts(self.layout, outcome, task.earlier.kept)
        for entry in self.book.append(results.outcomes):
            self._note(entry)

    def _take_reject(self, reject: Reject) -> None:
        outcome = rejected(reject)
        self._note(self.history.same(outcome) or self.book.append([outcome])[0])

    def _note(self, entry: journal.Entry) -> None:
        self.outcomes[entry.key] = entry
        self.position.done += 1
        self.position.rejects += entry.kind == "reject"

    def _report(self) -> None:
        if self.progress:
            self.position.seconds = time.monotonic() - self.start
            self.progress(self.position)


def batched(tasks: Iterable[Task], size: int) -> Iterator[Batch]:
    """Group tasks into batches of `size` articles, fewer where those are large."""
    batch: list[Task] = []
    room = BATCH_BYTES
    for task in tasks:
        if batch and (len(batch) == size or len(task.raw.data) > room):
            yield tuple(batch)
            batch, room = [], BATCH_BYTES
        batch.append(task)
        room -= len(task.raw.data)
    if batch:
        yield tuple(batch)
