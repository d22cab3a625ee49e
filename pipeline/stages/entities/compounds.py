"""Names made of two: firms called by their partners ("Alvarez & Marsal"), branches by their country ("Amnesty Kenya").

A model sees two names in them.
"""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name, Words, disjoint

RULE = "entities.compound"

_WITH_BRANCHES = frozenset({"company", "ngo"})
"""Kinds of organisations that have branches by country."""


def join(names: list[Name], words: Words, known: Knowledge) -> list[Name]:
    """Give `names` with those made one that are one organisation's."""
    people = {name.text.split()[-1] for name in names if name.type == "person" and (" " in name.text or name.titles)}
    firms = [(a.start, b.end) for a, b in pairwise(names) if _are_partners(a, b, words, known, people)]
    branches = [(a.start, b.end) for a, b in pairwise(names) if a.end == b.start and _is_branch(a, b, known)]
    houses = list(_houses(names, words, known))
    runs = (*firms, *branches, *houses)
    whole = [Name(start, end, words.slice(start, end), "organisation", RULE) for start, end in runs]
    return disjoint([*whole, *names]) if whole else names


def _houses(names: list[Name], words: Words, known: Knowledge) -> Iterator[tuple[int, int]]:
    """Give the firms of one partner "and Co", or of two: "Burns, *Pauli and Co Inc*"."""
    before: Name | None = None
    for name in names:
        end = name.end + 1
        if words.lowers[name.end : end] in (["and"], ["&"]) and _is_form(end, words, known.partners):
            while _is_form(end, words, known.partners | known.legal_forms):
                end += 1
            is_second = before is not None and before.end + 1 == name.start and words.words[before.end] == ","
            is_partner = is_second and before is not None and " " not in before.text and before.text not in known.names
            yield before.start if before and is_partner else name.start, end
        before = name


def _is_form(place: int, words: Words, forms: frozenset[str]) -> bool:
    word = words.words[place : place + 1]
    return bool(word) and word[0][:1].isupper() and words.lowers[place].rstrip(".") in forms


def _are_partners(first: Name, second: Name, words: Words, known: Knowledge, people: set[str]) -> bool:
    """Tell partners of a firm from two people or places that are told of elsewhere: "*Clinton & Trump* debate".

    Behind a comma stand two partners more: "*Harlow*, Sykes & Co".
    """
    if second.start != first.end + 1 or words.words[first.end] not in {"&", ","}:
        return False
    if words.words[first.end] == "," and not (first.end - first.start == 1 and " & " in second.text):
        return False
    return not any(name.text in known.names or name.text.split()[-1] in people for name in (first, second))


def _is_branch(body: Name, country: Name, known: Knowledge) -> bool:
    """Tell whether a country behind the name of an aid or rights group, or of a firm, says which branch is meant.

    So does a people before what many have one of: "*Congolese* Red Cross".
    """
    first, second = known.names.get(body.text), known.names.get(country.text)
    if body.type == "group" and first is not None and first.country:
        return country.text in known.national_bodies
    return first is not None and first.kind in _WITH_BRANCHES and second is not None and second.is_country
