"""The lists that are cut into pages: articles in several orders, dated events, rejects."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pipeline.report.catalogue import ORDERS, Catalogue, Order

ROWS = 200
"""Rows of one page: some 80 kB, and still one scroll of a phone's thumb."""

type Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column: the page that is sorted by it, and whether this one is."""

    name: str
    href: str
    sorted: str
    css: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list. `root` leads from it to the report's own folder, `href` to the other pages."""

    order: str
    page: int
    pages: range
    rows: Sequence[Row]
    caption: str
    root: str
    href: Callable[[int], str]
    columns: tuple[Column, ...] = ()


_ORDER_OF_COLUMN = {
    "Title": "by-title", "Path": "by-path", "Published": "by-newest", "Characters": "by-length",
    "Figures": "by-figures", "Claims": "by-claims", "Events": "by-events",
}  # fmt: skip
_ASCENDING = ("by-path", "by-title", "by-oldest")


def articles(catalogue: Catalogue, order: Order, total: int) -> Iterator[ListPage]:
    """Give the pages of the list of articles in one order."""
    query = f"SELECT * FROM article ORDER BY {order.sql}"  # noqa: S608 - the orders are constants
    for number, rows in _cut(catalogue.rows(query)):
        yield _article_page(order, number, rows, total, root="../")


def overview(catalogue: Catalogue, total: int) -> ListPage:
    """Give the first page of the list by path, as it stands in the overview."""
    query = f"SELECT * FROM article ORDER BY {ORDERS[0].sql} LIMIT {ROWS}"  # noqa: S608
    return _article_page(ORDERS[0], 1, list(catalogue.rows(query)), total, root="")


def _article_page(order: Order, number: int, rows: list[Row], total: int, root: str) -> ListPage:
    def column(name: str, file: str) -> Column:
        shown = order.file == file or (name == "Published" and order.file == "by-oldest")
        target = "by-oldest" if order.file == file == "by-newest" else file
        direction = ("ascending" if order.file in _ASCENDING else "descending") if shown else ""
        css = "" if name in ("Title", "Path", "Published") else "number"
        return Column(name, address(target, 1, root), direction, css)

    columns = tuple(column(name, file) for name, file in _ORDER_OF_COLUMN.items())
    caption = f"{_extent(number, len(rows), total)}, {order.name}. The name of a column leads to the list sorted by it."
    href = partial(address, order.file, root=root)
    return ListPage(order.name, number, _pages(total), rows, caption, root, href, columns)


def timeline(catalogue: Catalogue, total: int) -> Iterator[ListPage]:
    """Give the pages of the events that rest on a date of the text, by their first day."""
    query = """SELECT event.*, title, name FROM event JOIN article ON article.id = event.article
               WHERE earliest IS NOT NULL OR latest IS NOT NULL
               ORDER BY coalesce(earliest, latest), latest, article.number, event.number"""
    for number, rows in _cut(catalogue.rows(query)):
        caption = _extent(number, len(rows), total, "Events")
        shown = [row | {"days": _days(row["earliest"], row["latest"])} for row in rows]
        yield ListPage("day", number, _pages(total), shown, caption, "../", partial(address, "timeline", root="../"))


def rejects(catalogue: Catalogue, total: int) -> Iterator[ListPage]:
    """Give the pages of the rejects, by reason; the first of each reason is marked `first`."""
    seen = ""
    for number, rows in _cut(catalogue.rows("SELECT * FROM reject ORDER BY reason, name, detail")):
        for row in rows:
            row["first"] = row["reason"] != seen
            seen = row["reason"]
        caption = f"{_extent(number, len(rows), total, 'Rejects')}, by reason"
        yield ListPage("reason", number, _pages(total), rows, caption, "../", partial(address, "rejects", root="../"))


def address(file: str, page: int, root: str) -> str:
    """Give the address of a page of a list; the first one by path stands in the overview."""
    return f"{root}index.html#articles" if (file, page) == ("by-path", 1) else f"{root}lists/{file}-{page}.html"


def page_at(place: int) -> int:
    """Give the number of the page that the row at `place` (from 0) stands on."""
    return place // ROWS + 1


def _pages(total: int) -> range:
    return range(1, max(1, -(-total // ROWS)) + 1)


def _extent(page: int, rows: int, total: int, name: str = "Articles") -> str:
    first = (page - 1) * ROWS + 1
    return f"{name} {first:,} to {first + rows - 1:,} of {total:,}"


def _cut(rows: Iterator[Row]) -> Iterator[tuple[int, list[Row]]]:
    """Give the pages that the rows make, with their numbers."""
    number, held = 1, []
    for row in rows:
        held.append(row)
        if len(held) == ROWS:
            yield number, held
            number, held = number + 1, []
    if held:
        yield number, held


def _days(earliest: str | None, latest: str | None) -> str:
    if earliest == latest:
        return str(earliest)
    return f"{earliest or ''} .. {latest or ''}".strip()
