"""The fingerprints of an article: for each stage, a digest of all that could change its record. No stage is run."""

from hashlib import sha256

from pipeline import __version__, model
from pipeline.config import Config
from pipeline.fingerprint import fingerprint
from pipeline.plan import PLAN
from pipeline.raw import Raw
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
        by_kind: dict[type, str] = {
            Raw: fingerprint(raw.path, str(raw.part), raw.format, sha256(raw.data).digest()),
            Producer: self._run,
        }
        marks: dict[str, str] = {}
        for stage in PLAN:
            needs = [by_kind[kind] for kind in stage.needs()]
            marks[stage.name] = by_kind[stage.gives()] = fingerprint(self.own[stage.name], self._run, *needs)
        return marks
