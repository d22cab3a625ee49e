"""``dateline stages``."""

import click


@click.command()
def stages() -> None:
    """List the stages in the order they run: version, what each reads and gives, its lexicons and its artifact.

    The version, the lexicons' bytes and the stage's section of the configuration are in its fingerprint: when one of
    them changes, `dateline run` does this stage again, and of those that read it what came out otherwise;
    the rest is taken over.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    from pipeline.plan import PLAN, artifact_name

    table = Table(
        "stage", "version", "reads", "gives", "lexicons", "artifact", "what it does", box=SIMPLE_HEAD, pad_edge=False
    )
    for stage in PLAN:
        table.add_row(
            stage.name,
            str(stage.version),
            ", ".join(kind.__name__ for kind in stage.needs()),
            stage.gives().__name__,
            ", ".join(stage.lexicons) or "-",
            artifact_name(stage),
            stage.summary,
        )
    Console(width=None if Console().is_terminal else 160).print(table)
