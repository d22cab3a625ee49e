"""``dateline report``."""

from pathlib import Path

import click

LINE_SECONDS = 20
"""How often a report that is not made on a terminal says how far it is."""


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
def report(out: Path) -> None:
    """Write pages that show what a run found, to OUT/report/, in place of an earlier report.

    The overview has counts, charts, rejects by reason and the list of articles; each article has a page with its text,
    everything found marked in it, and tables that lead to the places in the text and back. The pages need no server,
    no network and no script: open OUT/report/index.html, or put the output folder on any web server.

    \b
      dateline run articles/ -o output/ && dateline report output/

    Exit status: 0; 1 when OUT holds no finished run, or the pages cannot be written.
    """
    from pipeline import report as pages
    from pipeline.cli.render.progress import counted

    with counted("articles", LINE_SECONDS) as progress:
        index = pages.write(out, progress)
    click.echo(str(index))
