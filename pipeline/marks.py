"""The fingerprints of an article: for each stage, a digest of all that could change its record. No stage is run."""

from collections.abc import Mapping
from hashlib import sha256

from pipeline import __version__, model
from pipeline.config import Config
from pipeline.fingerprint import combined, fingerprint
from pipeline.plan import PLAN
from pipeline.raw import Raw
from pipeline.stage import Stage
from schemas.record import SCHEMA_VERSION, Producer


class Marks:
    """Fingerprints under one configuration; needs the model's files, but loads no model."""

    def __init__(self, config: Config) -> None:
        """Digest what is the same for all articles; raises StopError for a missing model or lexicon."""
        self.model = model.describe(config.annotate.model, config.annotate.ner)
        self.own = {stage.name: stage.own_fingerprint(config) for stage in PLAN}
        self._run = fingerprint(__version__, SCHEMA_VERSION, self.model.name, self.model.version, self.model.digest)

    def of(self, raw: Raw) -> dict[str, str]:
        """Give the fingerprint of each stage's record of this article."""
        by_kind = self._given(raw)
        marks: dict[str, str] = {}
        for stage in PLAN:
            marks[stage.name] = by_kind[stage.gives()] = self._mark(stage, by_kind)
        return marks

    def repeatable(self, raw: Raw, earlier: Mapping[str, str]) -> frozenset[str]:
        """Name the stages that would make their earlier records again of the earlier records that they read.

        `earlier` has the fingerprint of each stage's earlier record. A stage whose code, lexicons or configuration
        changed is not among them, nor one of which an earlier record that it read is not known.
        """
        by_kind = self._given(raw)
        names = set()
        for stage in PLAN:
            if stage.name in earlier:
                if by_kind.keys() >= set(stage.reads()) and earlier[stage.name] == self._mark(stage, by_kind):
                    names.add(stage.name)
                by_kind[stage.gives()] = earlier[stage.name]
        return frozenset(names)

    def _given(self, raw: Raw) -> dict[type, str]:
        data = sha256(raw.data).digest()
        return {Raw: fingerprint(raw.path, str(raw.part), raw.format, data), Producer: self._run}

    def _mark(self, stage: type[Stage], by_kind: Mapping[type, str]) -> str:
        return combined((self.own[stage.name], self._run, *(by_kind[kind] for kind in stage.reads())))
