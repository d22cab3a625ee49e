"""Run one batch of articles through the plan: the only loop over stages.

Executors differ in *where* they call `Pipeline.process`; what it gives depends on the batch's articles alone, not
on their order or number.
"""

import gc
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pydantic import BaseModel
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import __version__, collector, columns, model, trees, zone
from pipeline.batch import Earlier
from pipeline.config import Config
from pipeline.errors import RejectError, StopError
from pipeline.fingerprint import fingerprint
from pipeline.marks import Marks
from pipeline.plan import PLAN, wanted
from pipeline.raw import Raw
from pipeline.stage import Stage
from pipeline.stages.annotate import Annotate
from pipeline.store.artifacts import body_of
from pipeline.tree import Tree
from schemas.annotation import Annotation
from schemas.record import ArticleRecord, Model, Producer
from schemas.reject import Reason, Reject
from schemas.source import SourceRef


@dataclass(frozen=True, slots=True)
class Done:
    """An article that gave a record, with the artifacts that were asked for (stage -> record).

    `bodies` has what is known already of how artifacts are written: what an earlier run made need not be made again.
    """

    record: ArticleRecord
    artifacts: dict[str, BaseModel]
    fingerprints: dict[str, str]
    bodies: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of each article of a batch, in its order, and the seconds spent in each stage."""

    outcomes: tuple[Done | Reject, ...]
    seconds: dict[str, float]


def follow(stages: Sequence[Stage], given: Mapping[type, Any]) -> ArticleRecord:
    """Run stages on one article, one after the other, from the records that are `given`; raises what they raise.

    For an article whose first records are made elsewhere (see `pipeline.component`).
    """
    records = dict(given)
    for stage in stages:
        records[stage.gives()] = stage(*stage.needed(records))
    record: ArticleRecord = records[ArticleRecord]
    return record


class _Work:
    """One article on its way: the records that stand so far, or why it stopped."""

    def __init__(self, raw: Raw, producer: Producer, earlier: Earlier) -> None:
        self.raw = raw
        self.earlier = earlier
        self.records: dict[type, Any] = {Raw: raw, Producer: producer}
        self.as_before: set[type] = {Raw, Producer}  # a record made before is given its new producer when it is read
        self.artifacts: dict[str, BaseModel] = {}
        self.bodies: dict[str, bytes] = {}
        self.reject: Reject | None = None

    def standing(self, stage: type[Stage]) -> bytes | None:
        """Give the record that an earlier run made by a stage, where it would come out the same."""
        name, earlier = stage.name, self.earlier
        if name in earlier.repeatable and self.as_before.issuperset(stage.reads()):
            return earlier.former[name]
        return earlier.kept.get(name)

    def stop(self, stage: str, error: Exception) -> None:
        reason: Reason = "error"
        detail = f"{type(error).__name__}: {error}".split("\n")[0][:300]
        if isinstance(error, RejectError):
            reason, detail = error.reason, error.detail
        self.reject = Reject(
            source=SourceRef(path=self.raw.path, part=self.raw.part),
            stage=stage,
            reason=reason,
            detail=detail,
            sha256=sha256(self.raw.data).hexdigest(),
            fingerprint=self.records[Producer].fingerprint,
        )


class Pipeline:
    """The stages of the plan for one configuration, each set up when it is first needed.

    Where all annotations stand, no model is loaded, and where all entities do, no gazetteer.
    """

    def __init__(self, config: Config) -> None:
        """Digest what records depend on; raises StopError for a missing model or lexicon."""
        self.config = config
        self.marks = Marks(config)
        self.model = Model(name=self.marks.model.name, version=self.marks.model.version)
        self._stages: dict[str, Stage] = {}
        self._to_read = 0
        sections = [section for stage in PLAN if (section := config.section(stage.name))]
        self._producer = Producer(
            dateline=__version__,
            model=self.model,
            config=fingerprint(*(section.model_dump_json() for section in sections)),
            lexicons=fingerprint(*self.marks.own.values()),
            fingerprint="",
        )

    @property
    def nlp(self) -> Language:
        """Give the spaCy pipeline that annotates; raises StopError where it cannot be loaded."""
        return model.load(self.config.annotate.model, self.config.annotate.ner)

    def stage(self, kind: type[Stage]) -> Stage:
        """Give a stage, set up; raises StopError where it cannot be."""
        self.set_up(frozenset({kind.name}))
        return self._stages[kind.name]

    def set_up(self, names: frozenset[str]) -> None:
        """Set up the stages of these names that are not yet; raises StopError where one cannot be."""
        new = [stage for stage in PLAN if stage.name in names and stage.name not in self._stages]
        self._stages.update({stage.name: stage(self.config) for stage in new})
        if new:
            gc.freeze()  # what was loaded stays: the collector need not go through it again and again

    @collector.patient()
    def process(
        self,
        batch: Sequence[Raw],
        keep: frozenset[str] = frozenset(),
        earlier: Sequence[Earlier] | None = None,
    ) -> BatchResult:
        """Run a batch through all stages; `keep` names the stages whose records are given back as artifacts.

        `earlier` holds, for each article, what earlier runs made of it: stages whose records are kept do not run for
        it, and give no artifact.
        """
        earlier = earlier or [Earlier()] * len(batch)
        self.set_up(wanted(made.kept for made in earlier))
        seconds = dict.fromkeys((stage.name for stage in PLAN), 0.0)
        marks = [self.marks.of(raw) for raw in batch]
        last = PLAN[-1].name
        works = [
            _Work(raw, self._producer.model_copy(update={"fingerprint": mark[last]}), made)
            for raw, mark, made in zip(batch, marks, earlier, strict=True)
        ]
        self._make_room(works)
        for stage in PLAN:
            start = time.perf_counter()
            self._run_stage(stage, [work for work in works if work.reject is None], stage.name in keep)
            seconds[stage.name] += time.perf_counter() - start
        outcomes = tuple(
            work.reject or Done(work.records[ArticleRecord], work.artifacts, mark, work.bodies)
            for work, mark in zip(works, marks, strict=True)
        )
        return BatchResult(outcomes, seconds)

    def _make_room(self, works: list[_Work]) -> None:
        """Make ready for the words of a batch: of those that are annotated, and of those whose annotation is read."""
        kept = sum(len(work.raw.data) for work in works if Annotate.name in work.earlier.kept)
        former = sum(len(work.raw.data) for work in works if Annotate.name in work.earlier.former)
        new = sum(len(work.raw.data) for work in works) - kept
        self._to_read = kept + former
        if new:
            zone.of(self.nlp).take(new)

    def _run_stage(self, kind: type[Stage], works: list[_Work], keep: bool) -> None:
        gives = kind.gives()
        new = []
        for work in works:
            body = work.standing(kind)
            if body is None:
                new.append(work)
            else:
                record = _read(gives, body)
                if isinstance(record, ArticleRecord):
                    record = record.model_copy(update={"producer": work.records[Producer]})
                else:
                    work.bodies[kind.name] = body
                self._take(work, kind, record, keep and kind.name not in work.earlier.kept)
                work.as_before.add(gives)
        if not new:
            return
        results = self.stage(kind).batch(self._needed(kind, work.records) for work in new)
        for work, result in zip(new, results, strict=True):
            if isinstance(result, StopError):
                raise result
            if isinstance(result, Exception):
                work.stop(kind.name, result)
                continue
            self._take(work, kind, result, keep)
            former = work.earlier.former.get(kind.name)
            if former is not None:
                body = work.bodies[kind.name] = body_of(
                    kind.name, work.artifacts.get(kind.name) or self._artifact(result)
                )
                if body == former:
                    work.as_before.add(gives)

    def _needed(self, kind: type[Stage], records: dict[type, Any]) -> tuple[Any, ...]:
        """Give what a stage needs; of an annotation that is kept, the doc and the tree are read when needed first."""
        annotation = records.get(Annotation)
        if annotation is not None and Doc not in records:
            if Doc in kind.needs():
                records[Doc] = self._doc(annotation)
            elif Tree in kind.needs() and Tree not in records:
                records[Tree] = trees.of_annotation(annotation)
        return kind.needed(records)

    def _doc(self, annotation: Annotation) -> Doc:
        if self._to_read:
            zone.of(model.reader()).take(self._to_read)
            self._to_read = 0
        return columns.from_columns(annotation, model.reader().vocab)

    def _take(self, work: _Work, kind: type[Stage], record: BaseModel | Doc, keep: bool) -> None:
        work.records[type(record)] = record
        if keep:
            work.artifacts[kind.name] = self._artifact(record)

    def _artifact(self, record: BaseModel | Doc) -> BaseModel:
        if isinstance(record, Doc):
            return columns.to_columns(record, f"{self.model.name} {self.model.version}")
        return record


def _read(kind: type, body: bytes) -> BaseModel:
    """Read a record that an earlier run made; a doc as the annotation that it is kept as."""
    stored: type[BaseModel] = Annotation if kind is Doc else kind
    return stored.model_validate_json(body)
