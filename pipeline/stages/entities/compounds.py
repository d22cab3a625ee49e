"""Names made of two: firms called by their partners ("Alvarez & Marsal"), branches by their country ("Amnesty Kenya").

A model sees two names in them.
"""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.stages.entities import portfolios
from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name, Words, disjoint

RULE = "entities.compound"

_TIES = frozenset({"for", "of"})

_BRITISH = "UK"
"""What bodies of several words are called by as well."""

_WITH_BRANCHES = frozenset({"company", "ngo"})
"""Kinds of organisations that have branches by country."""


def join(names: list[Name], words: Words, known: Knowledge) -> list[Name]:
    """Give `names` with those made one that are one organisation's."""
    people = {name.text.split()[-1] for name in names if name.type == "person" and (" " in name.text or name.titles)}
    joint = [(a.start, b.end) for a, b in pairwise(names) if _are_joint(a, b, words, known)]
    firms = [(a.start, b.end) for a, b in pairwise(names) if _are_partners(a, b, words, known, people)]
    branches = [(a.start, b.end) for a, b in pairwise(names) if a.end == b.start and _is_branch(a, b, known)]
    houses = list(_houses(names, words, known))
    bodies = list(_bodies(names, words, known))
    runs = (*firms, *branches, *houses, *bodies, *joint)
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


def _bodies(names: list[Name], words: Words, known: Knowledge) -> Iterator[tuple[int, int]]:
    """Give bodies whose name a model cuts: "Ministry of Trade*, Tourism and Sport*", "Central Bank *of Lumia*".

    So are those cut before what they are for: "Northern Observatory *for Human Rights*".
    """
    places = {name.start: name.end for name in names if name.type == "place"}
    for name in names:
        if name.type == "place" and (start := _governed(name, words)) is not None:
            yield start, name.end
        if name.type != "organisation":
            continue
        end = name.end
        if _is_of_fields(name, words, known):
            end = portfolios.end_of(end, words.words, known.portfolios)
        elif (
            end < words.size
            and words.lowers[end] in portfolios.BODY_TIES
            and _has_head(words.lowers[name.start : end], known)
        ):
            fields = portfolios.end_of(end + 1, words.words, known.portfolios)
            end = fields if fields > end + 1 else end
        if words.lowers[end : end + 1] == ["of"] and _has_head(words.lowers[name.start : end], known):
            place = end + 1 + (words.lowers[end + 1 : end + 2] == ["the"])
            behind = places.get(place, end)
            is_seat = words.words[behind : behind + 1] == [","] and behind + 1 in places  # "a court of Como, Italy"
            end = end if is_seat else behind
        if end > name.end:
            yield name.start, end


def _is_of_fields(name: Name, words: Words, known: Knowledge) -> bool:
    """Tell whether a body is for several fields, named behind "of": "Ministry of Trade", "Chamber of Commerce"."""
    lowers = words.lowers[name.start : name.end]
    tie = next((place for place, lower in enumerate(lowers) if place and lower in _TIES), 0)
    return tie > 0 and lowers[tie - 1] in known.organisation_heads


def _are_joint(first: Name, second: Name, words: Words, known: Knowledge) -> bool:
    """Tell whether names are one body's for two fields: "Foreign Affairs and Trade Committee", or one in a country."""
    if first.type != "organisation":
        return False
    tie = words.lowers[first.end : second.start]
    if tie == ["and"] and second.type == "organisation" and words.lowers[second.end - 1] in known.organisation_heads:
        return portfolios.are_fields(first.start, first.end, words.words, known.portfolios)
    return second.type == "place" and tie in (["in"], ["in", "the"]) and _has_short_form(second.end, words, known)


def _has_short_form(place: int, words: Words, known: Knowledge) -> bool:
    """Tell whether an acronym in brackets stands at a token, and no agency's: "Mission in Lumia *(AMIL)*"."""
    if words.words[place : place + 1] != ["("] or words.words[place + 2 : place + 3] != [")"]:
        return False
    short, found = words.words[place + 1], known.names.get(words.words[place + 1])
    return short.isupper() and short.isalpha() and (found is None or found.kind != "media")


def _governed(place: Name, words: Words) -> int | None:
    """Give the start of a government's name that a place ends: "the *Government of* Lumia"."""
    start = place.start - 1 - (words.lowers[place.start - 1] == "the")
    is_one = start > 0 and words.words[start - 1 : start + 1] == ["Government", "of"]
    return start - 1 if is_one else None


def _has_head(lowers: list[str], known: Knowledge) -> bool:
    """Tell whether a name of several words ends with, or has before "of", what bodies are called by."""
    head = next((place for place, lower in enumerate(lowers) if place and lower in _TIES), len(lowers)) - 1
    return len(lowers) > 1 and lowers[head] in known.organisation_heads and lowers[head] not in known.legal_forms


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
    if second is None or not second.is_country:
        return False
    is_word = body.type == "organisation" and " " not in body.text
    is_called = is_word and body.text.lower() not in known.organisation_heads
    if body.type == "organisation" and country.text == _BRITISH:
        return True  # "Harlow Research *UK*"
    return first.kind in _WITH_BRANCHES if first is not None else is_called  # "Transparencia *Lumia*"
