"""``dateline diff``."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pipeline.diff.changes import Changed

SIGNS = {"added": "+", "removed": "-", "changed": "~"}
LONGEST = 100
"""Characters of a value that are shown; --json has it whole."""

type Counts = Counter[tuple[str, str]]
"""Changes by kind of item and kind of change."""


@click.command()
@click.argument("one", metavar="OUT_A", type=click.Path(path_type=Path))
@click.argument("other", metavar="OUT_B", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a change, with whole values.")
def diff(one: Path, other: Path, as_json: bool) -> None:
    """Show what changed between the output folders of two runs, OUT_A and OUT_B.

    \b
    Each change is a line, below the path of its article:
      + figure 315,000 at 4442               found in OUT_B alone
      - event killed at 310                  found in OUT_A alone
      ~ figure 40 at 9: status: "asserted" -> "attributed"

    Items are matched by kind and place in the text, not by id. What made the records (versions, fingerprints) is not
    compared.

    \b
      dateline diff before/ after/
      dateline diff before/ after/ --json | jq -c 'select(.kind == "figure")'

    Exit status: 0 where nothing changed, 1 where anything did, 2 for errors.
    """
    from pipeline.diff.changes import changes
    from pipeline.diff.pairs import pairs
    from pipeline.errors import StopError, UsageError
    from pipeline.store.layout import Layout

    counts: Counts = Counter()
    try:
        found = (change for pair in pairs(Layout(one), Layout(other)) for change in changes(pair))
        for line in _json(_counted(found, counts)) if as_json else _lines(_counted(found, counts)):
            click.echo(line)
    except StopError as error:
        raise UsageError(str(error)) from error  # 1 says that something changed
    if not as_json:
        _show(counts)
    click.get_current_context().exit(1 if counts else 0)


def _counted(found: "Iterable[Changed]", counts: Counts) -> "Iterator[Changed]":
    for change in found:
        counts[change.kind, change.change] += 1
        yield change


def _json(found: "Iterable[Changed]") -> Iterator[str]:
    from dataclasses import asdict

    import orjson

    from pipeline.cli.terminal import escaped

    return (escaped(orjson.dumps(asdict(change)).decode()) for change in found)


def _lines(found: "Iterable[Changed]") -> Iterator[str]:
    from pipeline.text.visible import visible

    article = None
    for change in found:
        if change.article != article:
            article = change.article
            yield visible(_one_line(article))
        yield visible(_one_line(f"  {SIGNS[change.change]} {change.kind} {_said(change)}"))


def _said(change: "Changed") -> str:
    field = "" if change.field is None else f"{change.field}: {_short(change.before)} -> {_short(change.after)}"
    if change.kind == "article":
        return field or change.change
    return f"{change.item} at {change.start}{': ' if field else ''}{field}"


def _short(value: Any) -> str:
    import orjson

    text = orjson.dumps(value).decode()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} ..."


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")


def _show(counts: Counts) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    if not counts:
        click.echo("Nothing changed.")
        return
    table = Table("kind", "added", "removed", "changed fields", box=SIMPLE_HEAD, pad_edge=False)
    for kind in dict.fromkeys(kind for kind, _ in counts):
        table.add_row(kind, *(f"{counts[kind, change]:,}" for change in SIGNS))
    Console(highlight=False).print(table)
