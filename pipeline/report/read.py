"""What a finished run left, read line by line: memory does not grow with the number of articles."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import OutputError
from pipeline.store import artifacts
from pipeline.store.layout import Layout
from schemas.article import Removal
from schemas.record import ArticleRecord
from schemas.reject import Reject
from schemas.source import SourceRef

_ARTIFACT = re.compile(r"\d+-([a-z_]+)\.json")


class _Section(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Seconds(_Section):
    """How long the run took, in all and by stage."""

    total: float
    stages: dict[str, float]


class Stage(_Section):
    """A stage as it ran."""

    version: int


class Model(_Section):
    """The spaCy pipeline of the run."""

    name: str
    version: str


class Run(_Section):
    """What run.json says of the run, as far as a report shows it."""

    finished: str
    inputs: int
    records: int
    seconds: Seconds
    dateline: str
    schema_version: str
    model: Model
    stages: dict[str, Stage]
    artifacts: list[str]
    config: dict[str, Any]

    @property
    def configuration(self) -> str:
        """Give the configuration as indented JSON."""
        return orjson.dumps(self.config, option=orjson.OPT_INDENT_2).decode()


def run(layout: Layout) -> Run:
    """Give run.json; raises OutputError where no run stands here, or the last one has not finished."""
    again = f"`dateline run SOURCE -o {layout.root}`"
    if not layout.root.is_dir():
        raise OutputError(f"{layout.root}: there is no such folder; {again} makes it.")
    if layout.journal.exists():
        raise OutputError(f"{layout.root}: the last run has not finished; {again} goes on from where it was.")
    if not (layout.summary.is_file() and layout.records.is_file()):
        raise OutputError(f"{layout.root} holds no run; {again} makes one.")
    try:
        return Run.model_validate_json(layout.summary.read_bytes())
    except (OSError, ValidationError) as error:
        raise OutputError(f"{layout.summary} cannot be read; {again} with --force writes it anew.") from error


def records(layout: Layout) -> Iterator[ArticleRecord]:
    """Give the records in their order, by path; raises OutputError at a line that does not hold."""
    return _lines(layout.records, ArticleRecord)


def rejects(layout: Layout) -> Iterator[Reject]:
    """Give the rejects; raises OutputError at a line that does not hold."""
    return _lines(layout.rejects, Reject)


def _lines[Line: BaseModel](path: Path, model: type[Line]) -> Iterator[Line]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield model.model_validate_json(line)
                except ValidationError as error:
                    first = error.errors(include_url=False, include_input=False)[0]
                    raise OutputError(
                        f"{path}:{number} does not hold: {first['msg']}. `dateline validate {path}` says more."
                    ) from error
    except OSError as error:
        raise OutputError(f"{path}: cannot be read: {error.strerror}.") from error


def artifact_files(layout: Layout, source: SourceRef) -> dict[str, Path]:
    """Give the artifacts that stand for an article, by stage, in the order of the stages."""
    folder = layout.article(source.path, source.part)
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return {}
    return {found.group(1): folder / name for name in names if (found := _ARTIFACT.fullmatch(name))}


def removed(files: dict[str, Path]) -> tuple[Removal, ...] | None:
    """Give what cleaning took away; None where the run kept no artifact of it, or it was changed."""
    artifact = artifacts.read(files["clean"]) if "clean" in files else None
    if artifact is None:
        return None
    try:
        return tuple(Removal.model_validate_json(orjson.dumps(item)) for item in orjson.loads(artifact.body)["removed"])
    except (orjson.JSONDecodeError, KeyError, TypeError, ValidationError):
        return None
