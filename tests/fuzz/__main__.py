"""``python -m tests.fuzz [--count 10000] [--seed 0]``: mutate, read, hold; exit status 1 where anything broke."""

import sys
import tempfile
from pathlib import Path

import click

from tests.fuzz.mutations import mutations
from tests.fuzz.run import Fuzz


@click.command()
@click.option("--count", default=10_000, show_default=True)
@click.option("--seed", default=0, show_default=True)
def main(count: int, seed: int) -> None:
    """Run seeded mutations of the hostile inputs and the seeds through corpus, ingest and clean."""
    with tempfile.TemporaryDirectory() as folder:
        fuzz = Fuzz(Path(folder))
        broken = 0
        for failure in fuzz.failures(mutations(count, seed)):
            broken += 1
            click.echo(failure)
        click.echo(f"{count} files: {dict(fuzz.counts.most_common())}; {broken} broken")
    sys.exit(bool(broken))


main()
