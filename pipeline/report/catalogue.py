"""What the lists and charts need of all articles, kept and sorted on disk: memory does not grow with their number.

A temporary SQLite file, deleted with the object; it is no output.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from pipeline.errors import OutputError
from pipeline.report.article import main_events, sentence_of
from pipeline.store.find import label
from pipeline.text.visible import visible
from schemas.record import ArticleRecord
from schemas.reject import Reject

_TABLES = """
CREATE TABLE article (id TEXT PRIMARY KEY, number INTEGER, name TEXT, title TEXT, title_key TEXT, published TEXT,
                      duplicate INTEGER, characters INTEGER, figures INTEGER, claims INTEGER, events INTEGER);
CREATE TABLE event (article TEXT, number INTEGER, type TEXT, earliest TEXT, latest TEXT, basis TEXT, status TEXT,
                    before TEXT, trigger TEXT, after TEXT);
CREATE TABLE figure (published TEXT, kind TEXT, times INTEGER);
CREATE TABLE reject (name TEXT, stage TEXT, reason TEXT, detail TEXT);
"""
_CACHE_KIB = 32 * 1024
"""Memory that SQLite may use."""


class Order(NamedTuple):
    """An order of the articles: its name on the page, the name of its files, and how it sorts."""

    name: str
    file: str
    sql: str


ORDERS = (
    Order("by path", "by-path", "number"),
    Order("by title", "by-title", "title_key = '', title_key, number"),
    Order("newest first", "by-newest", "published IS NULL, published DESC, number"),
    Order("oldest first", "by-oldest", "published IS NULL, published, number"),
    Order("longest first", "by-length", "characters DESC, number"),
    Order("most figures first", "by-figures", "figures DESC, number"),
    Order("most claims first", "by-claims", "claims DESC, number"),
    Order("most events first", "by-events", "events DESC, number"),
)
"""The orders of the list of articles; ties stand by path."""


class Catalogue:
    """Takes records one by one and gives what the lists show; a context manager that deletes its file."""

    def __init__(self, path: Path) -> None:
        """Begin a catalogue at `path`."""
        self._path = path
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.executescript(
            f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-{_CACHE_KIB};"
            f"PRAGMA temp_store=FILE; BEGIN; {_TABLES}"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()
        self._path.unlink(missing_ok=True)

    def add(self, number: int, record: ArticleRecord) -> None:
        """Take a record; raises OutputError where an article of this id was taken before."""
        info = record.article
        published = info.published.value if info.published else None
        title = visible(info.title or "")
        row = (
            record.id, number, name_of(record), title, title.casefold(), published, info.duplicate_of is not None,
            len(record.text), len(record.figures), len(record.claims), len(main_events(record)),
        )  # fmt: skip
        try:
            self._base.execute("INSERT INTO article VALUES (?,?,?,?,?,?,?,?,?,?,?)", row)
        except sqlite3.IntegrityError as error:
            raise OutputError(f"records.jsonl holds two records with the id {record.id}; run anew.") from error
        self._base.executemany("INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?)", _events(record))
        figures = ((published, figure.kind, 1) for figure in record.figures)
        self._base.executemany("INSERT INTO figure VALUES (?,?,?)", figures)

    def add_reject(self, reject: Reject) -> None:
        """Take a reject."""
        name = visible(label((reject.source.path, reject.source.part or 0)))
        self._base.execute(
            "INSERT INTO reject VALUES (?,?,?,?)", (name, reject.stage, reject.reason, visible(reject.detail))
        )

    def rows(self, query: str, *values: object) -> Iterator[dict[str, Any]]:
        """Give the rows of a query, one by one."""
        with closing(self._base.execute(query, values)) as found:
            names = [column[0] for column in found.description]
            for row in found:
                yield dict(zip(names, row, strict=True))

    def number(self, query: str) -> int:
        """Give the one number that a query asks for; 0 where there is none."""
        found: int | None = self._base.execute(query).fetchone()[0]
        return found or 0


def name_of(record: ArticleRecord) -> str:
    """Name an article as a person does: its path, with the line or place where there are several in a file."""
    return visible(label((record.source.path, record.source.part or 0)))


def _events(record: ArticleRecord) -> Iterator[tuple[object, ...]]:
    for number, event in enumerate(main_events(record), 1):
        if event.date and event.date.basis != "publication":
            words = (visible(part) for part in sentence_of(record, event.trigger))
            shown = event.date.earliest, event.date.latest, event.date.basis, event.status
            yield record.id, number, event.type, *shown, *words
        else:
            basis = event.date.basis if event.date else None
            yield record.id, number, event.type, None, None, basis, event.status, "", "", ""
