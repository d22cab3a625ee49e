"""``dateline validate``."""

from collections.abc import Iterator
from typing import IO

import click

from pipeline.cli.options import name_of
from pipeline.text.visible import visible


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option(
    "--schema", "name", default="record", show_default=True, help="The schema (see `dateline schema --help`)."
)
def validate(file: IO[bytes], name: str) -> None:
    """Hold each line of a JSONL FILE ("-": standard input) against a schema.

    For every line that does not hold, its number, its first broken field and what is wrong there are printed. Records
    are also held against themselves: every span is its stretch of the text, every id that is named is there.

    \b
      dateline validate output/records.jsonl
      dateline validate output/rejects.jsonl --schema reject

    Exit status: 0 when all lines hold, 1 when any does not.
    """
    from schemas.jsonschema import PUBLISHED

    if name not in PUBLISHED:
        raise click.BadParameter(f"{name!r} is none of {', '.join(PUBLISHED)}.", param_hint="--schema")
    lines = bad = 0
    for lines, broken in enumerate(_broken(file, name), 1):
        if broken:
            bad += 1
            click.echo(visible(f"{name_of(file)}:{lines}: {broken}"))
    click.echo(f"{lines} lines, {bad} of them broken." if bad else f"{lines} lines, all hold.")
    click.get_current_context().exit(1 if bad else 0)


def _broken(lines: IO[bytes], name: str) -> Iterator[str | None]:
    """Give, for each line, its first broken field and why; None where it holds."""
    from pydantic import ValidationError

    from schemas.jsonschema import PUBLISHED

    model = PUBLISHED[name]
    for line in lines:
        try:
            model.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            field = ".".join(str(part) for part in first["loc"]) or "(the line)"
            yield f"{field}: {first['msg']}"
        else:
            yield None
