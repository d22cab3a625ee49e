"""Where politicians sit, behind their party and a hyphen: "Kay Granger, R-Texas", "Anna Reid (SNP-Moray)"."""

from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name, Words, disjoint

RULE = "entities.constituency"

LONGEST_PARTY = 5
"""Letters of a party's short form."""

LONGEST_SEAT = 4
"""Tokens of a constituency's name."""

_LETTERS = frozenset({"D", "I", "R"})
"""Parties of the United States, which are named by one letter."""

_OPENINGS = frozenset({"(", ","})
_HYPHENS = frozenset({"-", "–"})


def add(names: list[Name], words: Words, known: Knowledge) -> list[Name]:
    """Give `names` with constituencies, and the parties before them, in place of what the model saw there."""
    people = {name.end for name in names if name.type == "person"}
    found: list[Name] = []
    taken: set[int] = set()
    for place, word in enumerate(words.words):
        if word in _HYPHENS and (end := _end(place, words, people)) and words.slice(place - 1, end) not in known.names:
            party = words.words[place - 1]
            found.append(Name(place + 1, end, words.slice(place + 1, end), "place", RULE))
            if party not in _LETTERS:
                found.append(Name(place - 1, place, party, "organisation", RULE))
            taken.update(range(place - 1, end))
    return disjoint([*found, *(name for name in names if taken.isdisjoint(range(name.start, name.end)))])


def _end(hyphen: int, words: Words, people: set[int]) -> int | None:
    """Give the end of the constituency behind a hyphen, where a party stands before it."""
    opening = words.words[hyphen - 2] if hyphen > 1 else ""
    party = words.words[hyphen - 1]
    end = _seat(hyphen + 1, words)
    if end == hyphen + 1 or opening not in _OPENINGS:
        return None
    if party in _LETTERS:
        return end
    is_closed = opening == "(" and words.words[end : end + 1] == [")"]
    return end if is_closed and hyphen - 2 in people and _is_party(party) else None


def _is_party(word: str) -> bool:
    return word.isalpha() and word.isupper() and 1 < len(word) <= LONGEST_PARTY


def _seat(start: int, words: Words) -> int:
    """Give the end of the capitals that begin at a token."""
    place = start
    while place < min(start + LONGEST_SEAT, len(words.words)):
        word = words.words[place]
        if not word[0].isupper() or not word.replace(".", "").isalpha() or not words.tags[place].startswith("N"):
            break
        place += 1
    return place
