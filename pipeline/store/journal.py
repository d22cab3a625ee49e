"""The journal: outcomes as they are reached, so that a run that was killed goes on where it was.

One line an outcome, ``{"record":{...}}`` or ``{"reject":{...}}``, appended batch by batch and synced; a torn last
line is a batch that is done again. The journal and the output files are read alike, as places in files, so that
the parent process holds an index and never all records.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import orjson

from pipeline.errors import OutputError
from pipeline.store.outcome import Key, Kind, Outcome
from schemas.reject import Reason


@dataclass(frozen=True, slots=True)
class Entry:
    """Where the JSON of one outcome stands: `length` bytes of `file` from `offset`."""

    key: Key
    kind: Kind
    fingerprint: str | None
    reason: Reason | None
    file: Path
    offset: int
    length: int

    def read(self) -> bytes:
        """Give the JSON of the outcome."""
        with Reader() as reader:
            return reader.read(self)


class Reader:
    """Reads entries, with each file opened once; a context manager that closes them."""

    def __init__(self) -> None:
        self._files: dict[Path, BinaryIO] = {}

    def read(self, entry: Entry) -> bytes:
        """Give the JSON of an outcome."""
        file = self._files.get(entry.file) or self._files.setdefault(entry.file, entry.file.open("rb"))
        file.seek(entry.offset)
        return file.read(entry.length)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()


class Journal:
    """Appends outcomes; a context manager that closes its file."""

    def __init__(self, path: Path) -> None:
        """Open the journal at `path`, cutting off a torn last line; raises OutputError."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("ab", buffering=0)  # what a full disk refuses is not tried again on closing
            self._file.truncate(_whole(path))
            self._file.seek(0, os.SEEK_END)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {error.strerror}.") from error
        self.path = path

    def append(self, outcomes: Iterable[Outcome]) -> list[Entry]:
        """Append outcomes and sync them to disk; gives where each stands."""
        entries, lines = [], []
        place = self._file.tell()
        for outcome in outcomes:
            head = b'{"%s":' % outcome.kind.encode()
            where = (self.path, place + len(head), len(outcome.body))
            entries.append(Entry(outcome.key, outcome.kind, outcome.fingerprint, outcome.reason, *where))
            lines.append(b"%s%s}\n" % (head, outcome.body))
            place += len(lines[-1])
        try:
            data = memoryview(b"".join(lines))
            while data:
                data = data[self._file.write(data) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            raise OutputError(f"{self.path}: cannot be written: {error.strerror}.") from error
        return entries

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def entries(path: Path, kind: Kind | None = None) -> Iterator[Entry]:
    """Give an entry for each whole line of a file: of the journal, or of one whose lines are all of one `kind`.

    Lines that do not parse (torn, or changed by hand) are passed over: what they held is done again.
    """
    if not path.is_file():
        return
    with path.open("rb") as file:
        place = 0
        for line in file:
            body, head = line.rstrip(b"\n"), 0
            name = kind
            if kind is None and body[:10] in (b'{"record":', b'{"reject":'):
                name, head = ("record" if body[2:8] == b"record" else "reject"), 10
                body = body[10:-1]
            entry = _parsed(name, body, path, place + head) if name and line.endswith(b"\n") else None
            if entry:
                yield entry
            place += len(line)


def _parsed(kind: Kind, body: bytes, path: Path, offset: int) -> Entry | None:
    try:
        outcome: Any = orjson.loads(body)
        source = outcome["source"]
        mark = outcome["producer"]["fingerprint"] if kind == "record" else outcome["fingerprint"]
        reason = None if kind == "record" else outcome["reason"]
        return Entry((source["path"], source["part"] or 0), kind, mark, reason, path, offset, len(body))
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return None


def _whole(path: Path) -> int:
    """Give the length of the file up to its last line end."""
    data_end = path.stat().st_size
    with path.open("rb") as file:
        while data_end:
            start = max(0, data_end - 65536)
            file.seek(start)
            found = file.read(data_end - start).rfind(b"\n")
            if found >= 0:
                return start + found + 1
            data_end = start
    return 0
