"""Titles of works in quotation marks: a name inside one is part of it ("A Summer in Prague") and names nobody here."""

from collections.abc import Iterator

from pipeline.stages.entities.names import Name, Words

LONGEST = 14
"""Tokens of a title at most."""

SHORTEST = 3
"""Tokens of a title at least: "Free Tibet" is no title."""

_OPENING = frozenset({'"', "“", "``"})
_CLOSING = frozenset({'"', "”", "''"})
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or", "the", "to", "vs", "with"}
)


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
            if SHORTEST <= place - start <= LONGEST and _is_title(start, place, words):
                yield start, place
            start = None
        elif word in _OPENING:
            start = place + 1
        elif "\n" in word:
            start = None


def _is_title(start: int, end: int, words: Words) -> bool:
    """Tell whether all words but the small ones begin with a capital, and not all are in capitals."""
    inside = [word for word in words.words[start:end] if word[0].isalpha()]
    large = [word for word in inside if word not in _SMALL]
    if not large or not words.words[start][0].isupper() or all(word.isupper() for word in large):
        return False
    return all(word[0].isupper() for word in large)


def _says_more(start: int, end: int, named: set[int], words: Words) -> bool:
    """Tell whether a title has large words beside the names in it: "Israel, Egypt and Jordan" is a list."""
    return any(
        words.words[place][0].isupper() and words.lowers[place] not in _SMALL
        for place in range(start, end)
        if place not in named
    )
