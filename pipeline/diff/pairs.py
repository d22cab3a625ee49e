"""The outcomes of two output folders side by side: read as they stand, sorted, one article of each at a time."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from pipeline.errors import OutputError
from pipeline.store.layout import Layout
from pipeline.store.outcome import Key, Kind

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What one run says of an article: its record or reject."""

    key: Key
    kind: Kind
    line: bytes
    body: Json


type Pair = tuple[Told | None, Told | None]
"""What two runs say of one article; None where a run did not see it."""


def pairs(one: Layout, other: Layout) -> Iterator[Pair]:
    """Give the articles of two output folders, in the order of their paths.

    Raises OutputError where a folder holds no records, and where lines are no outcomes or not in order.
    """
    left, right = _outcomes(one), _outcomes(other)
    before, after = next(left, None), next(right, None)
    while before or after:
        if after is None or (before and before.key < after.key):
            yield before, None
            before = next(left, None)
        elif before is None or after.key < before.key:
            yield None, after
            after = next(right, None)
        else:
            yield before, after
            before, after = next(left, None), next(right, None)


def _outcomes(layout: Layout) -> Iterator[Told]:
    if not layout.records.is_file():
        raise OutputError(f"{layout.root} holds no records; `dateline run SOURCE -o {layout.root}` makes them.")
    return heapq.merge(_told(layout.records, "record"), _told(layout.rejects, "reject"), key=lambda told: told.key)


def _told(path: Path, kind: Kind) -> Iterator[Told]:
    last: Key = ("", -1)
    if not path.is_file():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                body = orjson.loads(line)
                key = (body["source"]["path"], body["source"]["part"] or 0)
            except (orjson.JSONDecodeError, LookupError, TypeError) as error:
                raise OutputError(
                    f"{path}, line {number}, is no {kind}; `dateline validate {path}` says more."
                ) from error
            if key <= last:
                raise OutputError(f"{path}, line {number}: the lines are not sorted by path, as dateline writes them.")
            last = key
            yield Told(key, kind, line, body)
