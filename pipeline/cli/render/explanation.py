"""An explanation for the terminal."""

from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.explain.item import Explanation
from pipeline.explain.numbers import NumberToken
from pipeline.text.visible import visible

SHOWN_PLACES = 20
"""Places of an item that are shown; an entity may have hundreds."""


def explanation(found: Explanation) -> RenderableType:
    """Show the explanation of one item."""
    return Group(*_parts(found))


def _parts(found: Explanation) -> Iterator[RenderableType]:
    yield Text(visible(found.said), "bold")
    yield Text(visible(f"{found.id}, in {found.article}\n"), "dim")
    yield _marked(found)
    yield _lines("Rule", [f"{found.rule}: {found.rule_means or 'no documentation'}"])
    yield _lines("Why", found.reasons)
    more = len(found.places) - SHOWN_PLACES
    places = [(each.part, each.text, f"{each.start}-{each.end}") for each in found.places[:SHOWN_PLACES]]
    yield _table(f"In the text{f' (and {more} more)' if more > 0 else ''}", ("part", "words", "characters"), places)
    if found.tokens:
        rows = [(each.text, each.lemma, each.tag, each.dep, each.head, each.part) for each in found.tokens]
        yield _table("Tokens", ("token", "lemma", "tag", "dependency", "of", "part"), rows)
        entries = [(each.word, each.lexicon, each.path) for each in found.entries]
        yield _table("Lexicon entries", ("word", "lexicon", "where"), entries)
    yield _table("Links", ("relation", "what", "id"), [(each.relation, each.said, each.id) for each in found.links])
    if found.missing:
        yield _lines("Missing", found.missing)


def _marked(found: Explanation) -> Text:
    text = Text(visible(found.sentence.rstrip()))
    for place in found.places:
        text.stylize("bold yellow", max(place.start - found.start, 0), max(place.end - found.start, 0))
    return text


def numbers(article: str, found: Iterable[NumberToken], missing: Iterable[str]) -> RenderableType:
    """Show what became of each number of an article."""
    rows = [(each.text, f"{each.start}-{each.end}", each.verdict, each.reason, each.item or "") for each in found]
    parts: list[RenderableType] = [
        _table(f"Numbers of {article}", ("number", "characters", "taken by", "why", "id"), rows)
    ]
    return Group(*parts, *([_lines("Missing", missing)] if missing else []))


def _lines(title: str, lines: Iterable[str]) -> Text:
    text = Text(f"\n{title}\n", "bold")
    for line in lines:
        text.append(f"  {visible(line)}\n", "not bold")
    text.right_crop(1)
    return text


def _table(title: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> RenderableType:
    table = Table(
        *columns, title=f"\n{visible(title)}", title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False
    )
    for row in rows:
        table.add_row(*(Text(visible(" ".join(cell.split()))) for cell in row))
    return table if table.row_count else Text(f"\n{visible(title)}: none", "dim")
