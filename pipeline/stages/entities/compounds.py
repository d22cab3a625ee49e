"""Names made of two: firms called by their partners ("Alvarez & Marsal"), branches by their country ("Amnesty Kenya").

A model sees two names in them.
"""

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
    whole = [Name(start, end, words.slice(start, end), "organisation", RULE) for start, end in (*firms, *branches)]
    return disjoint([*whole, *names]) if whole else names


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
