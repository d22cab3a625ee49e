"""``python -m tests.quality``: predictions in the scorers' form, and the table of where each area stands."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from pipeline.config import Ner
from tests.quality import names as raw_names
from tests.quality import pages
from tests.quality import predict as prediction
from tests.quality import score as scoring
from tests.quality import seeds as gold_seeds
from tests.quality.encodings import measure as measure_encodings


@click.group()
def main() -> None:
    """Measure the pipeline against gold data."""


@main.command()
@click.argument("area", type=click.Choice(sorted(prediction.AREAS)))
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
def predict(area: str, gold: Path, target: Path) -> None:
    """Run the pipeline over the rows of GOLD and write what it finds of AREA to TARGET."""
    target.write_bytes(prediction.lines(area, gold))


@main.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--ner", type=click.Choice(["dateline", "model"]), default="dateline", help="Whose names.")
def names(gold: Path, target: Path, ner: Ner) -> None:
    """Write what the recogniser alone marks in the rows of GOLD to TARGET, for the scorer of entities."""
    target.write_bytes(raw_names.lines(gold, ner))


@main.command()
@click.argument("evaluation", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--only", default="", help="Only sets whose name contains this.")
@click.option("--raise", "raise_floors", is_flag=True, help="Keep what got better as the new floors.")
def score(evaluation: Path, only: str, *, raise_floors: bool) -> None:
    """Score every gold set in the folder EVALUATION; exit 1 where a measure fell below its floor."""
    found = list(scoring.rows(evaluation, only))
    table = Table("set", "measure", "now", "best", "")
    for row in found:
        best = "" if row.best is None else f"{row.best:.3f}"
        table.add_row(row.set, row.measure, f"{row.value:.3f}", best, "FELL" if row.fell else "")
    Console().print(table)
    if raise_floors:
        scoring.raise_floors(found, evaluation)
    elif any(row.fell for row in found):
        raise SystemExit(1)


@main.command()
@click.argument("checkout", type=click.Path(exists=True, file_okay=False, path_type=Path))
def articles(checkout: Path) -> None:
    """Write output/dateline.json into a CHECKOUT of article-extraction-benchmark, for its evaluate.py."""
    print(f"{pages.articles(checkout)} pages without text; now run evaluate.py there")


@main.command()
@click.argument("checkout", type=click.Path(exists=True, file_okay=False, path_type=Path))
def published(checkout: Path) -> None:
    """Count right and wrong days of publication on the pages in a CHECKOUT of htmldate."""
    counts = pages.published(checkout)
    right, wrong, missing = counts["right"], counts["wrong"], counts["missing"]
    print(f"precision {right / (right + wrong):.3f}, recall {right / (right + missing):.3f} ({dict(counts)})")


@main.command()
@click.argument("articles", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("pages", type=click.Path(exists=True, file_okay=False, path_type=Path))
def encodings(articles: Path, pages: Path) -> None:
    """Encode the texts in checkouts of article-extraction-benchmark and htmldate; count those that are read again."""
    for row in measure_encodings(articles, pages):
        print(f"{row.what}: {row.right} of {row.texts} exact")
        for line in row.wrong:
            print(f"    {line}")


@main.command()
def seeds() -> None:
    """Say which lines of the reader's gold for the two seeds hold; exit 1 where something is found that must not be."""
    found = list(gold_seeds.verdicts(gold_seeds.records()))
    for verdict in found:
        print("holds  " if verdict.holds else "MISSING", verdict.article[:3], verdict.section, verdict.line)
    print(f"{sum(verdict.holds for verdict in found)} of {len(found)} hold")
    raise SystemExit(any(not verdict.holds for verdict in found if verdict.section == "must_not"))


main()
