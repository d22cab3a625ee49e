"""Finding one article in an output folder, by what a person knows of it."""

import orjson

from pipeline.errors import OutputError, UsageError
from pipeline.store import journal
from pipeline.store.layout import Layout
from pipeline.store.outcome import Key

SHOWN = 10
"""Candidates that a message names where a name fits several articles."""


def one(layout: Layout, name: str) -> journal.Entry:
    """Give the outcome of the article that `name` names: its id, its path, or a part of its path.

    Raises OutputError where the folder holds no outcomes, UsageError where `name` fits none or several.
    """
    known = {entry.key: entry for entry in _outcomes(layout)}
    if not known:
        raise OutputError(f"{layout.root} holds no records; `dateline run SOURCE -o {layout.root}` makes them.")
    labels = {label(key): key for key in known}
    if name in labels:
        return known[labels[name]]
    fitting = [shown for shown in labels if name in shown] or _with_id(known, name)
    if not fitting:
        raise UsageError(f"No article in {layout.root} has {name!r} in its path or as its id.")
    if len(fitting) > 1:
        more = f" and {len(fitting) - SHOWN} more" if len(fitting) > SHOWN else ""
        raise UsageError(f"{name!r} fits {len(fitting)} articles: {', '.join(sorted(fitting)[:SHOWN])}{more}.")
    return known[labels[fitting[0]]]


def label(key: Key) -> str:
    """Write a key as a person names it: the path, with the line or place where there are several in a file."""
    path, part = key
    return f"{path}:{part}" if part else path


def _outcomes(layout: Layout) -> list[journal.Entry]:
    return [*journal.entries(layout.records, "record"), *journal.entries(layout.rejects, "reject")]


def _with_id(known: dict[Key, journal.Entry], name: str) -> list[str]:
    wanted = f'"id":"{name}"'.encode()
    return [
        label(key)
        for key, entry in known.items()
        if entry.kind == "record" and wanted in (body := entry.read()) and orjson.loads(body)["id"] == name
    ]
