"""``dateline inspect``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.terminal import escaped
from pipeline.text.visible import visible

if TYPE_CHECKING:
    from pipeline.store.layout import Layout
    from pipeline.store.outcome import Key


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("article")
@click.option("--stage", metavar="NAME", help="Show the artifact of this stage instead (see `dateline stages`).")
@click.option("--json", "as_json", is_flag=True, help="Print the record as JSON.")
def inspect(out: Path, article: str, stage: str | None, as_json: bool) -> None:
    """Show one ARTICLE of the output folder OUT: its text with what was found marked in it, and tables of it all.

    ARTICLE is the article's id, or any part of its path that no other path holds; an article of a JSONL file is
    path:line.

    \b
      dateline inspect output/ 000_ceb5
      dateline inspect output/ wires.jsonl:17
      dateline inspect output/ 000_ceb5 --stage figures
      dateline inspect output/ 000_ceb5 | less -R

    Exit status: 0; 1 when there is no such record or artifact; 2 when ARTICLE fits none or several.
    """
    from pipeline.errors import OutputError
    from pipeline.store import find
    from pipeline.store.layout import Layout

    layout = Layout(out)
    entry = find.one(layout, article)
    if stage is not None:
        _show_artifact(layout, entry.key, stage)
        return
    body = entry.read().decode("utf-8")
    if entry.kind == "reject":
        raise OutputError(_why_rejected(body))
    if as_json:
        click.echo(escaped(body))
        return
    _show_record(body)


def _show_record(body: str) -> None:
    from rich.console import Console

    from pipeline.cli.render.article import article as rendered
    from schemas.record import ArticleRecord

    console = Console(highlight=False)
    console.print(rendered(ArticleRecord.model_validate_json(body)))


def _show_artifact(layout: "Layout", key: "Key", stage_name: str) -> None:
    from rich.console import Console
    from rich.syntax import Syntax

    text = escaped(_artifact(layout, key, stage_name))
    console = Console()
    if console.is_terminal:
        console.print(Syntax(text, "json", background_color="default", word_wrap=True))
    else:
        click.echo(text)


def _artifact(layout: "Layout", key: "Key", stage_name: str) -> str:
    """Give the artifact of a stage as JSON text; raises UsageError for an unknown stage, OutputError where none is."""
    from pipeline.errors import OutputError, UsageError
    from pipeline.plan import PLAN, artifact_name
    from pipeline.store import artifacts

    stage = next((stage for stage in PLAN if stage_name in (stage.name, stage.artifact)), None)
    if stage is None:
        raise UsageError(f"There is no stage {stage_name!r}; there are {', '.join(stage.name for stage in PLAN)}.")
    path = layout.article(key[0], key[1] or None) / artifact_name(stage)
    artifact = artifacts.read(path)
    if artifact is None:
        raise OutputError(f"{path} is missing or damaged; `dateline run` with --artifacts {stage.name} makes it.")
    return artifacts.frame(artifact).decode("utf-8")


def _why_rejected(body: str) -> str:
    from schemas.reject import REASONS, Reject

    reject = Reject.model_validate_json(body)
    return visible(f"{reject.source.path} gave no record: {reject.reason} ({REASONS[reject.reason]}). {reject.detail}")
