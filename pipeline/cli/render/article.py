"""One record for the terminal: its text with everything that was found marked in it, and a table of each kind."""

from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from pipeline import wording
from pipeline.text.visible import visible
from schemas.base import Extent
from schemas.claim import Claim
from schemas.record import ArticleRecord

STYLES = {
    "entity": "cyan",
    "date": "magenta",
    "figure": "bold yellow",
    "claim": "italic",
    "cue": "green",
    "event": "bold red",
}


def article(record: ArticleRecord) -> RenderableType:
    """Show a record: metadata, marked text, tables."""
    return Group(_head(record), Rule(style="dim"), _text(record), _legend(), *_tables(record), *_warnings(record))


def _head(record: ArticleRecord) -> Text:
    source, info = record.source, record.article
    published = f"{info.published.value} (found in: {info.published.found_in})" if info.published else "unknown"
    lines = [
        ("", f"{source.path}:{source.part}" if source.part else source.path),
        ("id", record.id),
        ("title", info.title or "-"),
        ("by", ", ".join(byline.name for byline in info.bylines) or "-"),
        ("published", published),
        ("publisher", info.publisher or "-"),
        ("url", info.url or "-"),
    ]
    head = Text()
    for label, value in lines:
        head.append(f"{label:<10}" if label else "", "dim")
        head.append(f"{visible(value)}\n", "" if label else "bold")
    head.right_crop(1)
    return head


def _text(record: ArticleRecord) -> Text:
    text = Text(visible(record.text))
    for style, extent in _marks(record):
        text.stylize(STYLES[style], extent.start, extent.end)
    return text


def _marks(record: ArticleRecord) -> Iterator[tuple[str, Extent]]:
    for claim in record.claims:
        yield from (("claim", content) for content in claim.contents)
        if claim.cue:
            yield "cue", claim.cue
    for entity in record.entities:
        yield from (("entity", mention) for mention in entity.mentions)
    yield from (("date", date) for date in record.dates)
    yield from (("event", event.trigger) for event in record.events)
    yield from (("figure", figure) for figure in record.figures)


def _legend() -> Text:
    return Text("\n").append_tokens((f" {name} ", style) for name, style in STYLES.items())


def _table(title: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> RenderableType:
    table = Table(
        *columns, title=f"\n{title}", title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False
    )
    for row in rows:
        table.add_row(*(Text(visible(" ".join(cell.split()))) for cell in row))
    return table if table.row_count else Text(f"\n{title}: none", "dim")


def _tables(record: ArticleRecord) -> Iterator[RenderableType]:
    names = wording.Names(record)
    yield _table("Entities", ("name", "type", "country", "mentions", "roles"), _entities(record))
    yield _table(
        "Figures", ("text", "value", "unit", "counted", "kind", "status", "who says so"), _figures(record, names)
    )
    yield _table("Dates", ("text", "value", "days", "how"), _dates(record))
    yield _table("Claims", ("source", "cue", "content", "kind"), _claims(record, names))
    yield _table("Events", ("trigger", "type", "who", "where", "when", "status"), _events(record, names))


def _entities(record: ArticleRecord) -> Iterator[tuple[str, ...]]:
    for entity in record.entities:
        country = (entity.place.country if entity.place else None) or entity.country
        roles = "; ".join(dict.fromkeys(role.text for role in entity.roles))
        yield entity.name, entity.type, country or "", str(len(entity.mentions)), roles


def _figures(record: ArticleRecord, names: wording.Names) -> Iterator[tuple[str, ...]]:
    for figure in record.figures:
        counted = figure.counted.text if figure.counted else ""
        unit = figure.unit.code or figure.unit.text or figure.unit.type
        said_by = names.said_by(figure) or "the article"
        yield figure.text, wording.value(figure.value), unit, counted, figure.kind, figure.status, said_by


def _dates(record: ArticleRecord) -> Iterator[tuple[str, ...]]:
    for date in record.dates:
        value = f"{date.timex.value} {date.timex.mod or ''}".strip()
        yield date.text, value, wording.days(date), date.reason or date.resolution


def _claims(record: ArticleRecord, names: wording.Names) -> Iterator[tuple[str, ...]]:
    for claim in record.claims:
        cue = claim.cue.text if claim.cue else ""
        yield _chain(claim, names), cue, " [...] ".join(content.text for content in claim.contents), claim.kind


def _chain(claim: Claim, names: wording.Names) -> str:
    return " < ".join([names.source(claim.source), *(names.source(via) for via in reversed(claim.via))])


def _events(record: ArticleRecord, names: wording.Names) -> Iterator[tuple[str, ...]]:
    for event in record.events:
        if event.salience != "main":
            continue
        who = "; ".join(f"{participant.role}: {participant.text}" for participant in event.participants)
        kind = f"{event.type}/{event.mode}" if event.mode else event.type
        when = f"{wording.days(event.date)} ({event.date.basis})" if event.date else "undated"
        yield event.trigger.text, kind, who, names.entity(event.place), when, event.status


def _warnings(record: ArticleRecord) -> Iterator[RenderableType]:
    if record.warnings:
        rows = [(warning.stage, warning.code, warning.detail) for warning in record.warnings]
        yield _table("Warnings", ("stage", "code", "detail"), rows)
