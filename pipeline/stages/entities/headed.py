"""Organisations by the head of their name, which the model passed over: "the *Employees Provident Fund*"."""

from collections.abc import Iterator

from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name, Words, beside, is_junk

LONGEST = 6
"""Tokens of such a name."""

RULE = "entities.head"

_TIES = frozenset({"for", "of"})


def add(names: list[Name], words: Words, known: Knowledge) -> list[Name]:
    """Give `names` and the runs of capitals inside sentences that end with what organisations are called by."""
    taken = {place for name in names for place in range(name.start, name.end)}
    found = list(_find(words, known, taken))
    return beside(names, found) if found else names


def _find(words: Words, known: Knowledge, taken: set[int]) -> Iterator[Name]:
    for place, lower in enumerate(words.lowers):
        if lower not in known.organisation_heads or place in taken or not _is_capital(place, words):
            continue
        start = place
        while start > max(place - LONGEST, 0):
            before = start - 1 - _is_behind_owners(start, words)
            if before in taken or not _is_capital(before, words):
                break
            start = before
        end = _end(place, words, known, taken)
        if start < place and end and _is_inside(start, words, taken):
            text = words.slice(start, end)
            if not is_junk(text, words, start, end, known):
                yield Name(start, end, text, "organisation", RULE)


def _is_behind_owners(place: int, words: Words) -> bool:
    """Tell whether those of whom a body is stand before a token: "Harlow *Magistrates'* Court"."""
    return place > 1 and words.words[place - 1] in {"'", "’"} and words.words[place - 2][-1] == "s"


def _is_capital(place: int, words: Words) -> bool:
    return words.words[place].istitle() and words.tags[place].startswith("NNP")


def _end(place: int, words: Words, known: Knowledge, taken: set[int]) -> int | None:
    """Give the end of a name behind its head: a title may follow ("High Court Judge"), "of" and capitals belong to it.

    None where it goes on otherwise.
    """
    end = place + 1
    if end + 1 < len(words.words) and words.lowers[end] in _TIES:
        end += 1
        while end < min(place + LONGEST, len(words.words)) and end not in taken and _is_capital(end, words):
            end += 1
        if end == place + 2:
            return None
    behind = words.words[end] if end < len(words.words) else "."
    goes_on = behind[:1].isupper() and behind.lower() not in known.role_words
    return None if goes_on or behind == "-" or behind in _TIES else end


def _is_inside(start: int, words: Words, taken: set[int]) -> bool:
    """Tell whether lower case stands before a name, as in a sentence and not in a headline."""
    before = words.words[start - 1] if start else ""
    return before.islower() and start - 1 not in taken
