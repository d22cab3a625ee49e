"""Titles of works in quotation marks: a name inside one is part of it ("A Summer in Prague") and names nobody here."""

from collections.abc import Iterator

from pipeline.stages.entities.names import Name, Words
from pipeline.text.titles import is_small, is_title

LONGEST = 14
"""Tokens of a title at most."""

SHORTEST = 3
"""Tokens of a title at least: "Free Tibet" is no title."""

_OPENING = frozenset({'"', "“", "``"})
_CLOSING = frozenset({'"', "”", "''"})


def left_out(names: list[Name], words: Words) -> list[Name]:
    """Give `names` but those that are only a part of a title."""
    named = {place for name in names for place in range(name.start, name.end)}
    titles = [(start, end) for start, end in _titles(words) if _says_more(start, end, named, words)]
    return [name for name in names if not any(start <= name.start and name.end <= end for start, end in titles)]


def _titles(words: Words) -> Iterator[tuple[int, int]]:
    """Give the tokens between quotation marks that are written as titles are."""
    start = None
    for place, word in enumerate(words.words):
        if start is not None and word in _CLOSING:
            if SHORTEST <= place - start <= LONGEST and is_title(words.words[start:place]):
                yield start, place
            start = None
        elif word in _OPENING:
            start = place + 1
        elif "\n" in word:
            start = None


def _says_more(start: int, end: int, named: set[int], words: Words) -> bool:
    """Tell whether a title has large words beside the names in it: "Israel, Egypt and Jordan" is a list."""
    return any(
        words.words[place][0].isupper() and not is_small(words.words[place])
        for place in range(start, end)
        if place not in named
    )
