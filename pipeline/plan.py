"""The plan: which stages run, in which order. Adding a stage is a line here."""

from collections.abc import Iterable, Mapping

from pipeline.raw import Raw
from pipeline.stage import Stage
from pipeline.stages.annotate import Annotate
from pipeline.stages.assemble import Assemble
from pipeline.stages.claims import FindClaims
from pipeline.stages.clean import Clean
from pipeline.stages.dates import FindDates
from pipeline.stages.entities import FindEntities
from pipeline.stages.events import FindEvents
from pipeline.stages.figures import FindFigures
from pipeline.stages.ingest import Ingest
from schemas.record import Producer

GIVEN: tuple[type, ...] = (Raw, Producer)
"""What a run hands in for each article; all else is given by a stage."""

PLAN: tuple[type[Stage], ...] = (
    Ingest,
    Clean,
    Annotate,
    FindEntities,
    FindDates,
    FindFigures,
    FindClaims,
    FindEvents,
    Assemble,
)


NAMES = frozenset(stage.name for stage in PLAN)


def wanted(made: Iterable[Mapping[str, bytes]]) -> frozenset[str]:
    """Give the names of the stages that must run for articles; `made` holds what is made already of each."""
    return NAMES - NAMES.intersection(*made)


def check(plan: tuple[type[Stage], ...]) -> None:
    """Raise TypeError where a stage needs a record that no earlier stage gives, or stages share a name or record."""
    given = dict.fromkeys(GIVEN, "the run")
    names: set[str] = set()
    for stage in plan:
        if stage.name in names:
            raise TypeError(f"two stages are named {stage.name!r}")
        for kind in stage.reads():
            if kind not in given:
                raise TypeError(f"{stage.name} needs {kind.__name__}, which no earlier stage gives")
        if stage.gives() in given:
            raise TypeError(f"{stage.name} gives {stage.gives().__name__}, which {given[stage.gives()]} gives already")
        given[stage.gives()] = stage.name
        names.add(stage.name)


def artifact_name(stage: type[Stage]) -> str:
    """Give the file name of a stage's artifact: ``40-entities.json``."""
    return f"{10 * (PLAN.index(stage) + 1)}-{stage.artifact or stage.name}.json"


check(PLAN)
