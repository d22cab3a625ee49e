"""The page of one article as a whole: what frames its text and tables."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pipeline.report import read
from pipeline.report.article import Block, ClaimRow, DateRow, EntityRow, EventRow, FigureRow, Rows, shortened
from pipeline.report.catalogue import name_of
from pipeline.store.layout import Layout
from schemas.article import Removal
from schemas.base import Id, RecordWarning
from schemas.record import ArticleRecord

REMOVED_SHOWN = 200
"""Stretches taken away that a page shows; pages of some sites have thousands."""

REMOVED_CHARACTERS = 600
"""Characters of one such stretch."""

FOUND_IN = {
    "option": "given on the command line", "metadata": "from the metadata", "frontmatter": "from the front matter",
    "text": "found in the text", "url": "from the address", "filename": "from the file name",
}  # fmt: skip
"""Where a publication date was found, in words."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that a template needs of one article. `previous` and `next` are ids; `removed` is None where unknown."""

    id: Id
    name: str
    title: str
    subtitle: str
    authors: tuple[str, ...]
    publisher: str
    url: str
    url_leads: bool
    published: str
    duplicate_of: Id | None
    similarity: str
    previous: Id | None
    next: Id | None
    blocks: tuple[Block, ...]
    figures: tuple[FigureRow, ...]
    claims: tuple[ClaimRow, ...]
    events: tuple[EventRow, ...]
    minor_events: int
    dates: tuple[DateRow, ...]
    entities: tuple[EntityRow, ...]
    warnings: tuple[RecordWarning, ...]
    removed: tuple[Removal, ...] | None
    removed_times: int
    artifacts: tuple[tuple[str, str], ...]
    fingerprint: str


def of(record: ArticleRecord, layout: Layout, previous: Id | None, following: Id | None) -> Page:
    """Give the page of a record, with what stands of its artifacts."""
    info, rows = record.article, Rows(record)
    files = read.artifact_files(layout, record.source)
    removed = read.removed(files)
    return Page(
        id=record.id,
        name=name_of(record),
        title=info.title or name_of(record),
        subtitle=info.subtitle or "",
        authors=tuple(byline.name for byline in info.bylines),
        publisher=info.publisher or "",
        url=info.url or "",
        url_leads=(info.url or "").lower().startswith(("https://", "http://")),
        published=f"{info.published.value}, {FOUND_IN[info.published.found_in]}" if info.published else "unknown",
        duplicate_of=info.duplicate_of,
        similarity="" if info.similarity is None else f"{info.similarity:.0%}",
        previous=previous,
        next=following,
        blocks=tuple(rows.blocks()),
        figures=tuple(rows.figures()),
        claims=tuple(rows.claims()),
        events=(events := tuple(rows.events())),
        minor_events=len(record.events) - len(events),
        dates=tuple(rows.date_rows()),
        entities=tuple(rows.entities()),
        warnings=record.warnings,
        removed=None if removed is None else tuple(_short(removal) for removal in removed[:REMOVED_SHOWN]),
        removed_times=len(removed or ()),
        artifacts=tuple((stage, _href(path, layout)) for stage, path in files.items()),
        fingerprint=record.producer.fingerprint,
    )


def _short(removal: Removal) -> Removal:
    return removal.model_copy(update={"text": shortened(removal.text, REMOVED_CHARACTERS)})


def _href(path: Path, layout: Layout) -> str:
    """Give the address of a file of the output folder from the page of an article."""
    return f"../../{quote(path.relative_to(layout.root).as_posix())}"
