"""``dateline export``."""

from pathlib import Path

import click

NAMES = ("parquet", "csv", "sqlite", "duckdb", "docbin")


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--to", "name", type=click.Choice(NAMES), required=True, help="The format.")
@click.option(
    "-o",
    "--output",
    "place",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Folder (parquet, csv, docbin) or file (sqlite, duckdb) to write  [default: within OUT]",
)
@click.option("--force", is_flag=True, help="Replace an earlier export.")
def export(out: Path, name: str, place: Path | None, force: bool) -> None:
    """Write the records of the output folder OUT as tables that a program loads.

    \b
    The tables are articles, entities, mentions, dates, figures, claims, events, links and rejects, one row an item;
    an item is known by its columns `article` and `id`. docs/tables.md describes every column.
      parquet  a file a table, for pandas, polars, R, Spark, DuckDB
      csv      a file a table, safe to open in a spreadsheet: what would be a formula has an apostrophe before it
      sqlite   one file, with keys, full-text search and views; ready for Datasette
      duckdb   one file, with the same views
      docbin   spaCy's documents, with what was found in doc.spans; needs the artifacts of `annotate`

    \b
      dateline export output/ --to sqlite
      dateline export output/ --to parquet -o tables/ --force

    Exit status: 0; 1 where PATH is there already, or a package or an artifact is missing.
    """
    from pipeline.export.formats import FORMATS
    from pipeline.export.formats import export as write
    from pipeline.store.layout import Layout
    from pipeline.text.visible import visible

    form = FORMATS[name]
    target = place or out / form.place
    for what, count in write(Layout(out), form, target, force=force).items():
        click.echo(f"{count:>12,}  {what}")
    click.echo(visible(f"in {target}"))
