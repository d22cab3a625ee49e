"""Places that the model passed over, by those beside: "in Lviv, Korosten and Mykolaiv", "from Lviv to Korosten"."""

from itertools import pairwise

from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name, Words, disjoint, is_junk

_LINKS = frozenset({",", "and", "or", "&"})


def add(names: list[Name], words: Words, known: Knowledge) -> list[Name]:
    """Give `names` and the single capital nouns that places beside them show to be places: two of a list, or a way."""
    taken = {place for name in names for place in range(name.start, name.end)}
    found: list[Name] = []
    for first, second in pairwise(names):
        if first.type != "place" or second.type != "place":
            continue
        gap = range(first.end, second.start)
        if len(gap) <= 4 and _is_item(first.end, second.start, words):
            _take(found, first.end + 1, taken, words, known)
        elif len(gap) <= 2 and all(words.lowers[place] in _LINKS for place in gap):
            _behind(found, second.end, taken, words, known)
    for name in names:
        if name.type == "place" and name.start and words.lowers[name.start - 1] == "from":
            _to(found, name.end, taken, words, known)
    return disjoint([*names, *found]) if found else names


def _is_item(start: int, end: int, words: Words) -> bool:
    """Tell whether just one capital noun stands between two places: ``, X ,`` or ``, X and``."""
    lowers = words.lowers
    return end - start >= 3 and lowers[start] in _LINKS and all(lower in _LINKS for lower in lowers[start + 2 : end])


def _behind(found: list[Name], place: int, taken: set[int], words: Words, known: Knowledge) -> None:
    """Take the last item of a list: ``A, B and X``."""
    start = place
    while place < min(start + 2, len(words.words)) and words.lowers[place] in _LINKS:
        place += 1
    if place > start and words.lowers[place - 1] in {"and", "or"}:
        _take(found, place, taken, words, known)


def _to(found: list[Name], place: int, taken: set[int], words: Words, known: Knowledge) -> None:
    """Take the end of a way that begins in a place: "from A *to X*"."""
    if words.lowers[place : place + 1] == ["to"]:
        _take(found, place + 1, taken, words, known)


def _take(found: list[Name], place: int, taken: set[int], words: Words, known: Knowledge) -> None:
    size = len(words.words)
    if place >= size or place in taken or words.tags[place] != "NNP" or not words.words[place][0].isupper():
        return
    if place + 1 < size and (words.tags[place + 1].startswith("NN") or words.words[place + 1] in {"'s", "’s", "-"}):
        return
    text = words.words[place]
    if len(text) > 2 and not is_junk(text, words, place, place + 1, known):
        found.append(Name(place, place + 1, text, "place", "entities.list"))
