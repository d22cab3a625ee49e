"""``dateline explain``."""

from pathlib import Path

import click


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("name", metavar="ITEM|ARTICLE")
@click.option("--numbers", "of_numbers", is_flag=True, help="Account for every number of ARTICLE.")
@click.option("--in", "within", metavar="ARTICLE", help="Article of the item, which may then be given by its words.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def explain(out: Path, name: str, of_numbers: bool, within: str | None, as_json: bool) -> None:
    """Say where an item of the output folder OUT comes from, and why it says what it says.

    ITEM is the id of an entity, date, figure, claim or event, or with --in its words. Shown are its sentence, the
    tokens it rests on, its rule, the entries of the lexicons that stand there, what it is linked to, and why it has
    this status, date and source. With --numbers: each number of ARTICLE (named as for `dateline inspect`) with the
    figure or date that took it, or the reason why it was passed over.

    \b
      dateline explain output/ figure_1c41f3f30880
      dateline explain output/ 315,000 --in 000_ceb5
      dateline explain output/ 000_ceb5 --numbers

    Exit status: 0; 2 where there is no such item or article, or several.
    """
    from dataclasses import asdict

    import orjson
    from rich.console import Console

    from pipeline.cli.render import explanation
    from pipeline.cli.terminal import escaped
    from pipeline.explain import article
    from pipeline.explain.item import explain as explained
    from pipeline.explain.numbers import numbers
    from pipeline.store.layout import Layout

    layout, console = Layout(out), Console(highlight=False)
    if of_numbers:
        holder = article.named(layout, name)
        found = numbers(holder)
        shown = explanation.numbers(holder.label, found, holder.missing)
        plain: object = {
            "article": holder.label,
            "numbers": [asdict(each) for each in found],
            "missing": holder.missing,
        }
    else:
        holder = article.named(layout, within) if within else article.holding(layout, name)
        result = explained(holder, article.chosen(holder, name))
        shown, plain = explanation.explanation(result), asdict(result)
    if as_json:
        click.echo(escaped(orjson.dumps(plain, option=orjson.OPT_INDENT_2).decode()))
    else:
        console.print(shown)
