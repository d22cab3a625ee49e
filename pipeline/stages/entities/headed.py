"""Bodies and buildings by the head of their name, which the model passed over: "the *Employees Provident Fund*"."""

from collections.abc import Iterator

from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import ORDINALS, PARTICLES, Name, Words, beside, is_junk

LONGEST = 6
"""Tokens of such a name."""

RULE = "entities.head"

_TIES = frozenset({"for", "of"})


def add(names: list[Name], words: Words, known: Knowledge) -> list[Name]:
    """Give `names` and the runs of capitals inside sentences that end with what bodies or buildings are called by."""
    taken = {place for name in names if name.type != "group" for place in range(name.start, name.end)}
    peoples = {name.start for name in names if name.type == "group"}
    found = list(_find(words, known, taken, peoples))
    if not found:
        return names
    inside = {place for name in found for place in range(name.start, name.end)}
    return beside([name for name in names if name.type != "group" or name.start not in inside], found)


def _find(words: Words, known: Knowledge, taken: set[int], peoples: set[int]) -> Iterator[Name]:
    for place, lower in enumerate(words.lowers):
        is_union = lower in known.owners and known.body_endings.issuperset(words.words[place + 1 : place + 2] or "-")
        is_body = is_union or lower in known.organisation_heads
        is_head = is_body or lower in known.facility_heads
        if not is_head or place in taken or not _is_capital(place, words):
            if (
                is_body
                and place not in taken
                and words.words[place].isupper()
                and known.kinds.of_head(lower) == "media"
            ):
                yield from _on_line(place, words, taken)
            continue
        start = _start(place, words, taken, peoples)
        end = _end(place, words, known, taken) if is_body else _end_of_place(place, words)
        if start < place and end and (is_union or start not in peoples) and _is_inside(start, words, taken):
            start -= is_body and _is_ordinal(words.lowers[start - 1])
            text = words.slice(start, end)
            if not is_junk(text, words, start, end, known):
                yield Name(start, end, text, "organisation" if is_body else "place", RULE)


def _on_line(head: int, words: Words, taken: set[int]) -> Iterator[Name]:
    """Give a paper in capitals that fills a line, over what stands in it: "THE *LUMIAN HERALD*"."""
    start, end = head, head + 1
    while start > max(head - LONGEST, 0) and start - 1 not in taken and words.words[start - 1].isupper():
        start -= 1
    is_line = (not start or "\n" in words.words[start - 1]) and (end == words.size or "\n" in words.words[end])
    start += words.words[start] == "THE"
    if is_line and start < end:
        yield Name(start, end, words.slice(start, end), "organisation", RULE)


def _start(head: int, words: Words, taken: set[int], peoples: set[int]) -> int:
    """Give the first of the capitals before a head; one of a people may stand among them: "Grand *Lumian* Dam"."""
    start = head
    while start > max(head - LONGEST, 0):
        before = start - 1 - (_is_behind_owners(start, words) or words.words[start - 1] in PARTICLES)
        if before in taken or not (before in peoples or _is_capital(before, words)):
            break
        start = before
    return start


def _end_of_place(head: int, words: Words) -> int | None:
    """Give the end of a building's name that goes on no further than its head: "the *Umma International Airport*"."""
    behind = words.words[head + 1] if head + 1 < words.size else "."
    return None if behind[:1].isupper() or behind == "of" else head + 1


def _is_ordinal(lower: str) -> bool:
    """Tell a number that a unit is called by: "the *42nd* Motor Brigade"."""
    return lower[-2:] in ORDINALS and lower[:-2].isdigit()


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
    return (before.islower() or before == "The") and start - 1 not in taken
