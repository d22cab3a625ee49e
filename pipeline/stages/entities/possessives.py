"""Names that hold a possessive: "Cox's Bazar", "St Antony's College". A model cuts them in two."""

from collections.abc import Container, Iterator

from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import POSSESSIVES, Name, Words, disjoint
from schemas.entity import EntityType

LONGEST = 3
"""Tokens of a name behind its possessive at most."""

RULE = "entities.possessive"

LONGEST_OWNED = 6
"""Tokens of the name of a body before its possessive, or behind it."""

_SAINTS = frozenset({"St", "St.", "Saint", "Sts"})


def join(names: list[Name], words: Words, known: Knowledge, cities: Container[str]) -> list[Name]:
    """Give `names` with those made whole that go on behind a possessive.

    That is so where a city has the whole name; where a saint's name goes on in capitals; and where one word stands
    before what schools and places are called by ("King's College"), unless a person of that name is spoken of
    elsewhere ("Smith's Bridge").
    """
    possessed = (name for name in names if _has_possessive(name, words))
    whole = [found for name in possessed if (found := _whole(name, names, words, known, cities))]
    whole += _owned(words, known)
    return disjoint([*whole, *names]) if whole else names


def _owned(words: Words, known: Knowledge) -> Iterator[Name]:
    """Give the bodies of those who have many: "Osk *Magistrate's Court*", "the Lorn *Women's Union*"."""
    for place, word in enumerate(words.words):
        if word not in POSSESSIVES or place < 2 or words.lowers[place - 1] not in known.owners:
            continue
        start, end = place - 1, place + 1
        while start and place - start < LONGEST_OWNED and _is_capital(start - 1, words):
            start -= 1
        while end < min(place + LONGEST_OWNED, words.size) and _is_capital(end, words):
            end += 1
        while end > place + 1 and words.lowers[end - 1] not in known.organisation_heads:
            end -= 1
        if end > place + 1 and start < place - 1 and words.words[place - 1][0].isupper():
            yield Name(start, end, words.slice(start, end), "organisation", RULE)


def _has_possessive(name: Name, words: Words) -> bool:
    if words.words[name.end - 1] in POSSESSIVES:
        return True
    if name.end >= len(words.words) or words.words[name.end] not in POSSESSIVES:
        return False
    return words.starts[name.end] == words.end_of(name.end - 1)


def _whole(name: Name, names: list[Name], words: Words, known: Knowledge, cities: Container[str]) -> Name | None:
    holds_it = words.words[name.end - 1] in POSSESSIVES
    end = behind = name.end + (not holds_it)
    while end < min(behind + LONGEST, len(words.words)) and _is_capital(end, words):
        end += 1
    for stop in range(end, behind, -1):
        text = words.slice(name.start, stop)
        if text in cities:
            return Name(name.start, stop, text, "place", RULE)
    if end == behind or not (holds_it or _goes_on(name, names, words.lowers[behind:end], words, known, cities)):
        return None
    if words.lowers[end - 1] == "day":
        return None
    kind: EntityType = "organisation" if words.lowers[end - 1] in known.organisation_heads else "place"
    return Name(name.start, end, words.slice(name.start, end), kind, RULE)


def _is_capital(place: int, words: Words) -> bool:
    return words.words[place][0].isupper() and words.tags[place].startswith("NN")


def _goes_on(
    name: Name, names: list[Name], behind: list[str], words: Words, known: Knowledge, cities: Container[str]
) -> bool:
    """Tell whether capitals behind a possessive belong to the name; St Lucia is a country, with offices of its own."""
    is_known = name.text in known.names or (name.type == "place" and name.text in cities)
    is_saint = words.words[name.start] in _SAINTS
    if {behind[0], behind[-1]}.isdisjoint(known.possessive_heads):
        return is_saint and not is_known
    if is_saint:
        return True
    return name.end - name.start == 1 and not is_known and not _is_person(name, names, words)


def _is_person(name: Name, names: list[Name], words: Words) -> bool:
    """Tell whether a person of that surname stands elsewhere, owning nothing."""
    return any(
        other.type == "person" and other.start != name.start and other.text.split()[-1] == name.text
        for other in names
        if not _has_possessive(other, words)
    )
