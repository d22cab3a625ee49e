"""Clubs that are called by their city alone: "Seattle" of the Seattle Mariners, in a text that names them in full."""

from collections.abc import Container, Iterable

from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name, Words

_FOR = frozenset({"against", "behind", "by", "for", "over", "with"})
"""Prepositions that stand before a club as well as before nobody's city."""

_MARKS = frozenset({"(", "-", "–", "--"})
_RELATIVE = (["which"], ["who"], ["whose"])
_NO_CLUB = ("IN", "JJ", "TO")
"""Tags of what stands before a city itself: "in Seattle", "to Seattle", "northern Seattle"."""


def clubs(names: Iterable[Name], known: Knowledge, cities: Container[str]) -> set[str]:
    """Give the cities by which clubs that the text names in full may be called."""
    found = set()
    for name in names:
        city, _, last = name.text.rpartition(" ")
        if city and name.type == "organisation" and last.lower() in known.team_heads and city in cities:
            found.add(city)
    return found


def is_meant(name: Name, words: Words) -> bool:
    """Tell whether the club is meant by its city, by what stands beside: "for *Seattle*", "*Doncaster* host Wigan".

    A noun behind a city says what is in it ("Seattle police"), and a comma or bracket where the city is.
    """
    behind = words.tags[name.end : name.end + 1]
    if behind and (behind[0].startswith("NN") or words.words[name.end] in _MARKS):
        return False
    if words.words[name.end : name.end + 1] == [","] and words.lowers[name.end + 1 : name.end + 2] not in _RELATIVE:
        return False
    if not name.start or "\n" in words.words[name.start - 1]:
        return True
    return words.lowers[name.start - 1] in _FOR or not words.tags[name.start - 1].startswith(_NO_CLUB)
