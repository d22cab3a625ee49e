"""Run one batch of articles through the plan: the only loop over stages.

Executors differ in *where* they call `Pipeline.process`; what it gives depends on the batch's articles alone, not
on their order or number.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pydantic import BaseModel
from spacy.tokens import Doc

from pipeline import __version__, collector, columns, model, zone
from pipeline.config import Config, Section
from pipeline.errors import RejectError, StopError
from pipeline.fingerprint import fingerprint
from pipeline.marks import Marks
from pipeline.plan import PLAN
from pipeline.raw import Raw
from pipeline.stage import Stage
from schemas.annotation import Annotation
from schemas.record import ArticleRecord, Model, Producer
from schemas.reject import Reason, Reject
from schemas.source import SourceRef


@dataclass(frozen=True, slots=True)
class Done:
    """An article that gave a record, with the artifacts that were asked for (stage -> record)."""

    record: ArticleRecord
    artifacts: dict[str, BaseModel]
    fingerprints: dict[str, str]


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
        records[stage.gives()] = stage(*(records[kind] for kind in stage.needs()))
    record: ArticleRecord = records[ArticleRecord]
    return record


class _Work:
    """One article on its way: the records that stand so far, or why it stopped."""

    def __init__(self, raw: Raw, producer: Producer, made: Mapping[str, bytes]) -> None:
        self.raw = raw
        self.made = made
        self.records: dict[type, Any] = {Raw: raw, Producer: producer}
        self.artifacts: dict[str, BaseModel] = {}
        self.reject: Reject | None = None

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
    """The stages of the plan, set up for one configuration."""

    def __init__(self, config: Config) -> None:
        """Load the model and set up every stage; raises StopError where one cannot be."""
        self.nlp = model.load(config.annotate.model, config.annotate.ner)
        self._zone = zone.of(self.nlp)
        self.marks = Marks(config)
        self.model = Model(name=self.marks.model.name, version=self.marks.model.version)
        self.stages = [stage(config) for stage in PLAN]
        self._producer = Producer(
            dateline=__version__,
            model=self.model,
            config=fingerprint(*(section.model_dump_json() for section in self._sections(config))),
            lexicons=fingerprint(*self.marks.own.values()),
            fingerprint="",
        )

    def _sections(self, config: Config) -> list[Section]:
        """Give the sections that stages read; what merely picks the inputs changes no record."""
        return [section for stage in self.stages if (section := config.section(stage.name))]

    @collector.patient()
    def process(
        self,
        batch: Sequence[Raw],
        keep: frozenset[str] = frozenset(),
        made: Sequence[Mapping[str, bytes]] | None = None,
    ) -> BatchResult:
        """Run a batch through all stages; `keep` names the stages whose records are given back as artifacts.

        `made` holds, for each article, records of earlier runs as JSON (stage -> record): those stages do not run
        for it, and give no artifact.
        """
        seconds = dict.fromkeys((stage.name for stage in self.stages), 0.0)
        marks = [self.marks.of(raw) for raw in batch]
        last = self.stages[-1].name
        works = [
            _Work(raw, self._producer.model_copy(update={"fingerprint": mark[last]}), kept)
            for raw, mark, kept in zip(batch, marks, made or [{}] * len(batch), strict=True)
        ]
        self._zone.take(sum(len(raw.data) for raw in batch))
        for stage in self.stages:
            start = time.perf_counter()
            self._run_stage(stage, [work for work in works if work.reject is None], stage.name in keep)
            seconds[stage.name] += time.perf_counter() - start
        outcomes = tuple(
            work.reject or Done(work.records[ArticleRecord], work.artifacts, mark)
            for work, mark in zip(works, marks, strict=True)
        )
        return BatchResult(outcomes, seconds)

    def _run_stage(self, stage: Stage, works: list[_Work], keep: bool) -> None:
        needs, gives = stage.needs(), stage.gives()
        for work in works:
            if stage.name in work.made:
                work.records[gives] = self._read(gives, work.made[stage.name])
        works = [work for work in works if stage.name not in work.made]
        results = stage.batch(tuple(work.records[kind] for kind in needs) for work in works)
        for work, result in zip(works, results, strict=True):
            if isinstance(result, StopError):
                raise result
            if isinstance(result, Exception):
                work.stop(stage.name, result)
                continue
            work.records[gives] = result
            if keep:
                work.artifacts[stage.name] = self._artifact(result)

    def _read(self, kind: type, body: bytes) -> BaseModel | Doc:
        if issubclass(kind, BaseModel):
            return kind.model_validate_json(body)
        return columns.from_columns(Annotation.model_validate_json(body), self.nlp.vocab)

    def _artifact(self, record: BaseModel | Doc) -> BaseModel:
        if isinstance(record, Doc):
            return columns.to_columns(record, f"{self.model.name} {self.model.version}")
        return record
