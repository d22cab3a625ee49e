"""The tables described column by column: what `docs/tables.md` says of them, made from their definition.

``python -m pipeline.export.documentation`` writes that part of the page; a test fails when it has drifted.
"""

from collections.abc import Iterator
from pathlib import Path

from pipeline.export.shape import Column, Kind
from pipeline.export.tables import TABLES, Table

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"
START = "<!-- made by `python -m pipeline.export.documentation`; what stands below is overwritten -->\n"

KINDS: dict[Kind, str] = {
    "text": "text", "exact": "digits", "json": "JSON", "texts": "list of text", "date": "day", "integer": "integer",
    "number": "number", "boolean": "true or false",
}  # fmt: skip
MOST_VALUES = 16
"""Of longer closed lists, the page names the schema alone."""


def rendered() -> str:
    """Give the description of all tables as Markdown."""
    return "\n".join(line for table in TABLES for line in _table(table))


def _table(table: Table) -> Iterator[str]:
    key = ", ".join(f"`{name}`" for name in table.key)
    yield from (f"\n## {table.name}\n", f"{table.description} Key: {key}.\n", "| column | type | what it holds |")
    yield "|---|---|---|"
    for column in table.columns:
        kind = f"{KINDS[column.kind]}{' or null' if column.nullable else ''}"
        yield f"| `{column.name}` | {kind} | {_said(column)} |"


def _said(column: Column) -> str:
    said = column.description.replace("|", "\\|")
    if column.references:
        said += f" Names a row of `{column.references}`."
    if 0 < len(column.values) <= MOST_VALUES:
        said += f" One of {', '.join(f'`{value}`' for value in column.values)}."
    return said


def write(page: Path = PAGE) -> None:
    """Write the description into the page, below the part that is written by hand."""
    head, _, _ = page.read_text(encoding="utf-8").partition(START)
    page.write_text(f"{head}{START}{rendered()}\n", encoding="utf-8")


if __name__ == "__main__":
    write()
