"""The ``dateline`` command; the only place that prints, reads the environment and picks exit statuses."""

from pathlib import Path

import click


@click.group()
def main() -> None:
    """Turn a folder of news articles into validated JSON records."""


@main.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), required=True)
def run(source: Path, out: Path) -> None:
    """Run the pipeline over SOURCE."""
    from pipeline import config, job

    click.echo(job.run(source, out, config.load()))
