"""Which entries of the lexicons stand at some tokens of a text."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import lexicon
from pipeline.explain.article import Token

LONGEST_PHRASE = 5
"""Words of the longest phrase that is looked up."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a lexicon, and where it stands there: ``kinds.killed.patient`` of ``figure_kinds``."""

    word: str
    lexicon: str
    path: str


def entries(tokens: Sequence[Token], names: Sequence[str]) -> list[Entry]:
    """Give the entries of the lexicons `names` that the tokens are, or that neighbours among them are together.

    A token is looked up as it is written and by its lemma, without regard to capitals.
    """
    found: dict[Entry, None] = {}
    for phrase in _phrases(tokens):
        for name in names:
            found.update((Entry(phrase, name, path), None) for path in _index(name).get(phrase, ()))
    return list(found)


def _phrases(tokens: Sequence[Token]) -> Iterator[str]:
    for place, token in enumerate(tokens):
        yield from dict.fromkeys((token.text.lower(), token.lemma.lower()))
        phrase = token.text.lower()
        for before, behind in zip(tokens[place:], tokens[place + 1 : place + LONGEST_PHRASE], strict=False):
            if behind.start - before.end > 1 or behind.start < before.end:
                break
            phrase += (" " if behind.start > before.end else "") + behind.text.lower()
            yield phrase


@cache
def _index(name: str) -> dict[str, tuple[str, ...]]:
    """Give the paths of every entry of a lexicon: strings of lists, and keys of what is no table."""
    index: dict[str, dict[str, None]] = {}
    for word, path in _walk(tomllib.loads(lexicon.source(name).decode("utf-8")), ""):
        index.setdefault(word.lower(), {})[path] = None
    return {word: tuple(paths) for word, paths in index.items()}


def _walk(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "examples":
                continue
            if not isinstance(inner, dict | list):
                yield key, path
            yield from _walk(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, str):
                yield inner, path
            yield from _walk(inner, path)
