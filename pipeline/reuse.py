"""What can be taken over from earlier runs: same fingerprint, so reuse.

An article whose record has the fingerprint it would get now is taken over whole. Of any other, the artifacts whose
fingerprints still hold are taken over, so that a changed lexicon costs the stages that it touches and no others. And
where what it touches comes out as before, the stages that read it need not run either: their artifacts are taken over
by what they were made from (the early cutoff of Mokhov, Mitchell and Peyton Jones, Build Systems a la Carte, 2018).
"""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

import orjson

from pipeline.batch import Earlier, Task
from pipeline.config import Config
from pipeline.marks import Marks
from pipeline.plan import PLAN, artifact_name
from pipeline.raw import Raw
from pipeline.store import artifacts, journal
from pipeline.store.artifacts import Artifact
from pipeline.store.layout import Layout
from pipeline.store.outcome import Key, Outcome


@dataclass(frozen=True, slots=True)
class Reuse:
    """How much may be taken over: everything that holds, or nothing from stage `since` on (see `FROM_THE_START`)."""

    since: str | None = None

    def allows(self, stage: str) -> bool:
        """Tell whether the artifact of a stage may be taken over."""
        names = [stage.name for stage in PLAN]
        return self.since is None or names.index(stage) < names.index(self.since)


EVERYTHING = Reuse()
NOTHING = Reuse(since=PLAN[0].name)


class History:
    """What earlier runs left in an output folder: the last finished one, and what a stopped one had reached."""

    def __init__(self, layout: Layout, config: Config, keep: frozenset[str], reuse: Reuse = EVERYTHING) -> None:
        """Index the outcomes; `keep` names the stages whose artifacts must be there for a record to be taken over."""
        self.layout = layout
        self.keep = keep
        self.reuse = reuse
        self.marks = Marks(config)
        self.reasons: Counter[str] = Counter()
        finished = (journal.entries(layout.records, "record"), journal.entries(layout.rejects, "reject"))
        self._finished = {entry.key: entry for entries in finished for entry in entries}
        self._whole = layout.summary.is_file()
        self._known = {**self._finished, **{entry.key: entry for entry in journal.entries(layout.journal)}}
        self.keys = self._known.keys()

    def look_up(self, raw: Raw) -> journal.Entry | Task:
        """Give the outcome of an article where nothing has changed that could change it, and else what is to be done.

        `reasons` counts why articles are not taken over.
        """
        marks = self.marks.of(raw)
        entry = self._known.get((raw.path, raw.part or 0))
        found = self._artifacts(raw) if entry else {}
        allowed = {name: artifact for name, artifact in found.items() if self.reuse.allows(name)}
        kept = {name: artifact.body for name, artifact in allowed.items() if artifact.fingerprint == marks[name]}
        mark = marks[PLAN[-1].name]
        same = entry is not None and entry.fingerprint == mark and self.reuse.since is None
        if entry and same and (entry.kind == "reject" or self.keep <= kept.keys()):
            return entry
        self.reasons[self._why(raw, entry, marks, found)] += 1
        former = {name: artifact.body for name, artifact in allowed.items() if name not in kept}
        fingerprints = {name: artifact.fingerprint for name, artifact in allowed.items()}
        return Task(raw, mark, Earlier(kept, former, self.marks.repeatable(raw, fingerprints) & former.keys()))

    def same(self, outcome: Outcome) -> journal.Entry | None:
        """Give the entry that already holds just this outcome."""
        entry = self._known.get(outcome.key)
        return entry if entry and entry.kind == outcome.kind and entry.read() == outcome.body else None

    def is_all(self, outcomes: dict[Key, journal.Entry]) -> bool:
        """Tell whether the last finished run came to just these outcomes."""
        return self._whole and outcomes == self._finished

    def _artifacts(self, raw: Raw) -> dict[str, Artifact]:
        folder = self.layout.article(raw.path, raw.part)
        read = ((stage.name, artifacts.read(folder / artifact_name(stage))) for stage in PLAN)
        return {name: artifact for name, artifact in read if artifact}

    def _why(self, raw: Raw, entry: journal.Entry | None, marks: dict[str, str], found: dict[str, Artifact]) -> str:
        """Say why an article is not taken over, in the words of the summary."""
        if entry is None:
            return "new"
        if self.reuse.since:
            return "asked for"
        if _digest(entry) != sha256(raw.data).hexdigest():
            return "changed"
        if entry.fingerprint == marks[PLAN[-1].name]:
            return "artifact missing or damaged"
        changed = (name for name, artifact in found.items() if artifact.fingerprint != marks[name])
        stage = next(changed, None)
        return f"{stage} changed" if stage else "rules or configuration changed"


def _digest(entry: journal.Entry) -> str | None:
    outcome = orjson.loads(entry.read())
    digest: str | None = outcome["source"].get("sha256") if entry.kind == "record" else outcome["sha256"]
    return digest
