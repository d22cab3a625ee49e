"""What can be taken over from earlier runs: same fingerprint, so reuse."""

from pipeline.config import Config
from pipeline.marks import Marks
from pipeline.plan import PLAN, artifact_name
from pipeline.raw import Raw
from pipeline.store import artifacts, journal
from pipeline.store.layout import Layout
from pipeline.store.outcome import Key, Outcome


class History:
    """What earlier runs left in an output folder: the last finished one, and what a stopped one had reached."""

    def __init__(self, layout: Layout, config: Config, keep: frozenset[str]) -> None:
        """Index the outcomes; `keep` names the stages whose artifacts must be there for a record to be taken over."""
        self.layout = layout
        self.keep = [stage for stage in PLAN if stage.name in keep]
        self.marks = Marks(config)
        finished = (journal.entries(layout.records, "record"), journal.entries(layout.rejects, "reject"))
        self._finished = {entry.key: entry for entries in finished for entry in entries}
        self._whole = layout.summary.is_file()
        self._known = {**self._finished, **{entry.key: entry for entry in journal.entries(layout.journal)}}
        self.keys = self._known.keys()

    def outcome(self, raw: Raw) -> journal.Entry | None:
        """Give the outcome of an article, where nothing has changed that could change it."""
        entry = self._known.get((raw.path, raw.part or 0))
        if entry is None or entry.fingerprint is None:
            return None
        marks = self.marks.of(raw)
        if entry.fingerprint != marks[PLAN[-1].name]:
            return None
        return entry if entry.kind == "reject" or self._has_artifacts(raw, marks) else None

    def same(self, outcome: Outcome) -> journal.Entry | None:
        """Give the entry that already holds just this outcome."""
        entry = self._known.get(outcome.key)
        return entry if entry and entry.kind == outcome.kind and entry.read() == outcome.body else None

    def is_all(self, outcomes: dict[Key, journal.Entry]) -> bool:
        """Tell whether the last finished run came to just these outcomes."""
        return self._whole and outcomes == self._finished

    def _has_artifacts(self, raw: Raw, marks: dict[str, str]) -> bool:
        folder = self.layout.article(raw.path, raw.part)
        for stage in self.keep:
            found = artifacts.read(folder / artifact_name(stage))
            if found is None or found.fingerprint != marks[stage.name]:
                return False
        return True
