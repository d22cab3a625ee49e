"""The inputs of a run: which files there are, and the articles in each."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Config
from pipeline.errors import UsageError
from pipeline.raw import Raw
from schemas.reject import Reject
from schemas.source import Format, SourceRef

FORMATS: dict[str, Format] = {".txt": "txt", ".md": "md", ".html": "html", ".json": "json", ".jsonl": "jsonl"}


@dataclass(frozen=True, slots=True)
class Input:
    """One file of the input folder: its place on disk and its path in records."""

    file: Path
    path: str


def inputs(source: Path) -> list[Input | Reject]:
    """Give all regular files below `source`, sorted by path; raises UsageError where there is no such folder."""
    if not source.exists():
        raise UsageError(f"{source}: there is no such file or folder.")
    if source.is_file():
        return [Input(source, source.name)]
    return [Input(file, file.relative_to(source).as_posix()) for file in sorted(source.rglob("*")) if file.is_file()]


def articles(item: Input, _config: Config) -> Iterator[Raw | Reject]:
    """Give the articles of one file, or rejects for what cannot be read."""
    form = FORMATS.get(item.file.suffix.lower())
    if form is None:
        yield Reject(
            source=SourceRef(path=item.path, part=None),
            stage="corpus",
            reason="unsupported_type",
            detail="No reader for this ending.",
        )
        return
    yield Raw(item.path, None, form, item.file.read_bytes())
