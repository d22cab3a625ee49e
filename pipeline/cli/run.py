"""``dateline run``."""

from pathlib import Path

import click

from pipeline.cli import options

SUMMARY_SECONDS = 60
"""How often a run that is not on a terminal says how far it is."""


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "out", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="Output folder."
)
@options.model
@options.ner
@options.date
@options.gazetteer
@click.option(
    "--artifacts",
    metavar="all|none|NAMES",
    default="all",
    show_default=True,
    help="Stages whose artifacts are kept for inspection: names with commas (figures,claims).",
)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="End after the first N articles.")
@options.config
def run(
    source: Path,
    out: Path,
    model: str | None,
    ner: str | None,
    date: str | None,
    gazetteer: str | None,
    artifacts: str,
    limit: int | None,
    config_file: Path | None,
) -> None:
    r"""Turn the articles below SOURCE (a folder, or one file) into records in the output folder.

    \b
    The output folder then holds
      records.jsonl   one record a line, sorted by path
      rejects.jsonl   one line for every input that gave no record, with the reason
      run.json        counts, timings, versions, configuration
      articles/       the artifact of each stage for each article (see `dateline inspect`)

    Every file below SOURCE is in one of the first two. The same articles, configuration and versions give the same
    bytes. A run that was stopped goes on where it was; what has not changed since the last run is taken over.

    \b
      dateline run articles/ -o output/
      dateline run articles/ -o output/ --date 2024-03-15 --artifacts none
      dateline run wires.jsonl -o output/ --limit 100

    Exit status: 0 all done; 3 done, but there are rejects; 1 failed; 2 wrong usage; 130 interrupted (143 terminated).
    """
    settings = options.settings(model=model, ner=ner, date=date, gazetteer=gazetteer, config_file=config_file)
    keep = _stages(artifacts)
    from pipeline import job
    from pipeline.cli.render.progress import shown
    from pipeline.cli.render.summary import show

    with shown(SUMMARY_SECONDS) as progress:
        summary = job.run(source, out, settings, keep=keep, limit=limit, progress=progress)
    show(summary, out)
    click.get_current_context().exit(3 if summary.rejects else 0)


def _stages(names: str) -> frozenset[str]:
    """Read --artifacts; raises BadParameter for a name that no stage has."""
    from pipeline.plan import PLAN

    known = [stage.name for stage in PLAN]
    if names in ("all", "none"):
        return frozenset(known if names == "all" else ())
    wanted = frozenset(name.strip() for name in names.split(","))
    unknown = sorted(wanted - set(known))
    if unknown:
        raise click.BadParameter(
            f"there is no stage {unknown[0]!r}; there are {', '.join(known)}.", param_hint="--artifacts"
        )
    return wanted
