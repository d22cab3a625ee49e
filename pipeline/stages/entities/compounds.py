"""Names made of two: firms called by their partners ("Alvarez & Marsal"), branches by their country ("Amnesty Kenya").

A model sees two names in them.
"""

from itertools import pairwise

from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name, Words, disjoint

RULE = "entities.compound"


def join(names: list[Name], words: Words, known: Knowledge) -> list[Name]:
    """Give `names` with those made one that are one organisation's."""
    people = {name.text.split()[-1] for name in names if name.type == "person" and (" " in name.text or name.titles)}
    firms = [(a.start, b.end) for a, b in pairwise(names) if _are_partners(a, b, words, known, people)]
    branches = [(name.start - 1, name.end) for name in names if name.start and _is_branch(name, words, known)]
    whole = [Name(start, end, words.slice(start, end), "organisation", RULE) for start, end in (*firms, *branches)]
    return disjoint([*whole, *names]) if whole else names


def _are_partners(first: Name, second: Name, words: Words, known: Knowledge, people: set[str]) -> bool:
    """Tell partners of a firm from two people or places that are told of elsewhere: "*Clinton & Trump* debate"."""
    if second.start != first.end + 1 or words.words[first.end] != "&":
        return False
    return not any(name.text in known.names or name.text.split()[-1] in people for name in (first, second))


def _is_branch(country: Name, words: Words, known: Knowledge) -> bool:
    """Tell whether a country behind the name of an aid or rights group says which branch is meant."""
    body, place = known.names.get(words.words[country.start - 1]), known.names.get(country.text)
    return body is not None and body.kind == "ngo" and place is not None and place.is_country
