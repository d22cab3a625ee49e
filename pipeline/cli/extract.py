"""``dateline extract``."""

from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import click

from pipeline.cli import options

if TYPE_CHECKING:
    from schemas.source import Format

FORMATS = ("txt", "md", "html", "json")


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Format  [default: by FILE's ending, else txt]")
@options.model
@options.ner
@options.date
@options.gazetteer
@options.any_language
@options.config
def extract(
    file: IO[bytes],
    form: str | None,
    model: str | None,
    ner: str | None,
    date: str | None,
    gazetteer: str | None,
    any_language: bool,
    config_file: Path | None,
) -> None:
    """Print the record of one text: FILE, or standard input.

    \b
      dateline extract story.html | jq '.figures[] | {text, kind, value, status}'
      echo "At least 40 people were killed on Friday, police said." | dateline extract --date 2024-03-15

    Exit status: 0, or 3 when the text gives no record (the error stream says why).
    """
    settings = options.settings(
        model=model, ner=ner, date=date, gazetteer=gazetteer, config_file=config_file, any_language=any_language
    )
    from pipeline import work
    from pipeline.cli.terminal import escaped
    from pipeline.raw import Raw
    from pipeline.run import Done

    name = options.name_of(file)
    ending = Path(name).suffix.lower().lstrip(".")
    raw = Raw(name, None, cast("Format", form or (ending if ending in FORMATS else "txt")), file.read())
    outcome = work.ready(settings).process([raw]).outcomes[0]
    if isinstance(outcome, Done):
        click.echo(escaped(outcome.record.model_dump_json(indent=2)))
        return
    click.echo(f"dateline: no record: {outcome.reason} ({outcome.stage}): {escaped(outcome.detail)}", err=True)
    click.get_current_context().exit(3)
