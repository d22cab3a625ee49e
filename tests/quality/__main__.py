"""``python -m tests.quality predict AREA GOLD.jsonl PRED.jsonl``."""

from pathlib import Path

import click

from tests.quality import predict as prediction


@click.group()
def main() -> None:
    """Measure the pipeline against gold data."""


@main.command()
@click.argument("area", type=click.Choice(sorted(prediction.AREAS)))
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
def predict(area: str, gold: Path, target: Path) -> None:
    """Run the pipeline over the rows of GOLD and write what it finds of AREA to TARGET."""
    prediction.write(area, gold, target)


main()
