"""The formats of an export: what each writes, and where."""

import gc
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.export import csv_files, docbin_files, duckdb_file, parquet_files, sqlite_file
from pipeline.export.reading import Batch, batches
from pipeline.store import atomic
from pipeline.store.layout import Layout

type Counts = Counter[str]
"""How many rows each table has, or how many documents there are."""


@dataclass(frozen=True)
class Format:
    """A format. `place` is where it goes below the output folder; `names` matches the names of the files it writes.

    Where it is several files, `place` is their folder.
    """

    place: str
    names: re.Pattern[str] | None
    write: Callable[[Layout, Path], Counts]


def _tables(write: Callable[[Iterator[Batch], Path], None]) -> Callable[[Layout, Path], Counts]:
    def written(layout: Layout, place: Path) -> Counts:
        counts: Counts = Counter()

        def counted() -> Iterator[Batch]:
            for batch in batches(layout):
                counts.update({table.name: len(rows) for table, rows in batch})
                yield batch

        with _no_collector():
            write(counted(), place)
        return counts

    return written


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep the collector of cycles from going through millions of rows, which hold none: a quarter of all time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


FORMATS = {
    "parquet": Format("parquet", re.compile(r"[a-z]+\.parquet"), _tables(parquet_files.write)),
    "csv": Format("csv", re.compile(r"[a-z]+\.csv"), _tables(csv_files.write)),
    "sqlite": Format("dateline.sqlite", None, _tables(sqlite_file.write)),
    "duckdb": Format("dateline.duckdb", None, _tables(duckdb_file.write)),
    "docbin": Format("docbin", re.compile(r"[0-9]{5}\.spacy"), docbin_files.write),
}
"""The formats by name."""


def export(layout: Layout, form: Format, place: Path, *, force: bool) -> Counts:
    """Write the records of an output folder to `place`, a file or a folder.

    Nothing is seen of it before it is whole. Raises OutputError where there are no records, where `place` holds an
    export and `force` is not given, and where something cannot be read or written; DependencyError where a package is
    missing.
    """
    if not layout.records.is_file():
        raise OutputError(f"{layout.root} holds no records; `dateline run SOURCE -o {layout.root}` makes them.")
    earlier = _earlier(place, form)
    if earlier and not force:
        raise OutputError(f"{place} is there already; --force replaces it.")
    with atomic.staged(place if form.names else place.parent, place.name) as folder:
        counts = form.write(layout, folder if form.names else folder / place.name)
        for file in earlier:
            if form.names and not (folder / file.name).exists():
                file.unlink()
    return counts


def _earlier(place: Path, form: Format) -> list[Path]:
    """Give the files of an earlier export; raises OutputError where a file stands for a folder, or the reverse."""
    if form.names is None:
        if place.is_dir():
            raise OutputError(f"{place} is a folder; a file is wanted.")
        return [place] if place.exists() else []
    if place.exists() and not place.is_dir():
        raise OutputError(f"{place} is a file; a folder is wanted.")
    return [file for file in sorted(place.glob("*")) if form.names.fullmatch(file.name)]
