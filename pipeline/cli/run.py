"""``dateline run``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options

if TYPE_CHECKING:
    from pipeline.reuse import Reuse

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
@options.include
@options.exclude
@options.any_language
@click.option(
    "--artifacts",
    metavar="all|none|NAMES",
    default="all",
    show_default=True,
    help="Stages whose artifacts are kept for inspection: names with commas (figures,claims).",
)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="End after the first N articles.")
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=0),
    help="Processes that work; 0 works in this one. "
    "[default: 0 for up to about a hundred articles, one for each core for more]",
)
@click.option("--scheduler", metavar="ADDRESS", help="Work on this dask cluster instead (tcp://host:8786).")
@click.option("--dashboard", is_flag=True, help="Show dask's dashboard on http://127.0.0.1:8787.")
@click.option(
    "--batch", metavar="N", type=click.IntRange(min=1), default=32, show_default=True, help="Articles a batch."
)
@click.option(
    "--deadline",
    metavar="SECONDS",
    type=click.FloatRange(min=0.1),
    default=60,
    show_default=True,
    help="Time limit of one article of up to 500 kB, longer ones have more; beyond it comes a reject (too_slow).",
)
@click.option(
    "--memory",
    metavar="MB",
    type=click.IntRange(min=256),
    default=4096,
    show_default=True,
    help="Memory limit of one worker; the article that goes beyond it is rejected (worker_died).",
)
@click.option("--force", is_flag=True, help="Take nothing over from earlier runs.")
@click.option("--from", "since", metavar="STAGE", help="Take nothing over from this stage on.")
@options.config
def run(
    source: Path,
    out: Path,
    model: str | None,
    ner: str | None,
    date: str | None,
    gazetteer: str | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    any_language: bool,
    artifacts: str,
    limit: int | None,
    workers: int | None,
    scheduler: str | None,
    dashboard: bool,
    batch: int,
    deadline: float,
    memory: int,
    force: bool,
    since: str | None,
    config_file: Path | None,
) -> None:
    """Turn the articles below SOURCE (a folder, or one file) into records in the output folder.

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
      dateline run archive/ -o output/ --workers 8
      dateline run articles/ -o output/ --from figures

    Exit status: 0 all done; 3 done, but there are rejects; 1 failed; 2 wrong usage; 130 interrupted (143 terminated).
    """
    settings = options.settings(
        model=model,
        ner=ner,
        date=date,
        gazetteer=gazetteer,
        config_file=config_file,
        any_language=any_language,
        include=include,
        exclude=exclude,
    )
    keep = _stages(artifacts)
    from pipeline import job
    from pipeline.cli.render.progress import shown
    from pipeline.cli.render.summary import show
    from pipeline.executors import Limits
    from pipeline.executors.start import Workers

    how = job.Options(
        keep=keep,
        limit=limit,
        reuse=_reuse(since, force=force),
        batch=batch,
        workers=Workers(workers, scheduler, dashboard),
        limits=Limits(deadline, memory * 2**20),
    )
    try:
        with shown(SUMMARY_SECONDS) as progress:
            summary = job.run(source, out, settings, how, progress)
    except KeyboardInterrupt:
        click.echo("dateline: stopped. What was done is kept; the same command goes on from there.", err=True)
        raise
    show(summary, out)
    if not summary.inputs:
        click.echo(f"dateline: {source} holds nothing to read; see --include, --exclude and docs/ingest.md.", err=True)
    click.get_current_context().exit(3 if summary.rejects else 0)


def _reuse(since: str | None, *, force: bool) -> "Reuse":
    """Read --force and --from; raises BadParameter for a name that no stage has."""
    from pipeline import reuse

    if force:
        return reuse.NOTHING
    if since is not None:
        _check(since, "--from")
    return reuse.Reuse(since)


def _check(stage_name: str, option: str) -> None:
    from pipeline.plan import PLAN

    known = [stage.name for stage in PLAN]
    if stage_name not in known:
        raise click.BadParameter(f"there is no stage {stage_name!r}; there are {', '.join(known)}.", param_hint=option)


def _stages(names: str) -> frozenset[str]:
    """Read --artifacts; raises BadParameter for a name that no stage has."""
    from pipeline.plan import PLAN

    if names in ("all", "none"):
        return frozenset(stage.name for stage in PLAN if names == "all")
    wanted = frozenset(name.strip() for name in names.split(","))
    for name in sorted(wanted):
        _check(name, "--artifacts")
    return wanted
