"""Results of matches, a line each: "Leeds 2 Derby 1". A side is a club, whatever city bears its name, or a country."""

from collections.abc import Iterator

from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name, Words, disjoint, is_junk

LONGEST_LINE = 24
LONGEST_NAME = 3
"""Tokens of a line of results, and of a side's name in it."""

PLACE = 4
"""Tokens in which a line may say where a match was played."""

LONGEST_SCORE = 3
"""Digits of a score."""

type _Run = tuple[int, int]

RULE = "entities.result"


def add(names: list[Name], words: Words, known: Knowledge) -> list[Name]:
    """Give `names` with the sides of results among them.

    Lines are results where the model found a name in one of them, a side's or its country's, or elsewhere a side's.
    """
    at = {place: name for name in names for place in range(name.start, name.end)}
    sides = [side for line in _lines(words) for side in _sides(*line, words) if _is_free(side, at)]
    spoken = {name.text for name in names}
    if not any(_is_side(run, at) or words.slice(*run) in spoken for side in sides for run in side):
        return names
    found = [name for pair in sides for run in pair if (name := _side(*run, words, known))]
    if not found:
        return names
    taken = {place for name in found for place in range(name.start, name.end)}
    return disjoint([*found, *(name for name in names if taken.isdisjoint(range(name.start, name.end)))])


def _lines(words: Words) -> Iterator[_Run]:
    start = 0
    for place in [*(place for place, word in enumerate(words.words) if "\n" in word), len(words.words)]:
        if 4 <= place - start <= LONGEST_LINE:
            yield start, place
        start = place + 1


def _sides(start: int, end: int, words: Words) -> Iterator[tuple[_Run, _Run]]:
    """Read a line: a name, its score, maybe who scored in brackets, and the same of the other side.

    Before it may stand where ("In Athens:"), and behind a name the country in brackets ("AEK (Greece) 2").
    """
    start += next((place + 1 for place in range(PLACE) if words.words[start + place : start + place + 1] == [":"]), 0)
    first = _run(start, end, words)
    place = _behind_score(first[1], end, words) if first else None
    second = _run(place, end, words) if place else None
    if first and second and _behind_score(second[1], end, words):
        yield first, second


def _run(start: int, end: int, words: Words) -> _Run | None:
    """Give the capitals that begin at a token, a side's name."""
    place = start
    while place < min(end, start + LONGEST_NAME) and words.words[place][0].isupper() and words.words[place].isalpha():
        place += 1
    return (start, place) if place > start else None


def _behind_score(place: int, end: int, words: Words) -> int | None:
    """Give the token behind a score, and behind the brackets on either side of it."""
    place = _behind_bracket(place, end, words)
    if place >= end or not words.words[place].isdigit() or len(words.words[place]) > LONGEST_SCORE:
        return None
    place = _behind_bracket(place + 1, end, words)
    return place + (words.words[place : place + 1] == [","])


def _behind_bracket(place: int, end: int, words: Words) -> int:
    """Give the token behind the bracket that opens at one; that one where none does, or where it is never closed."""
    if place >= end or words.words[place] != "(":
        return place
    return next((close + 1 for close in range(place, end) if words.words[close] == ")"), place)


def _is_side(run: _Run, at: dict[int, Name]) -> bool:
    """Tell whether a name was found in a side, or in the bracket behind it."""
    return any(place in at for place in (*range(*run), run[1] + 1))


def _is_free(side: tuple[_Run, _Run], at: dict[int, Name]) -> bool:
    """Tell that no side is a person by full name, and that no name goes on beyond a side's."""
    inside = ((run, at[place]) for run in side for place in range(*run) if place in at)
    return all(
        run[0] <= name.start and name.end <= run[1] and (name.type != "person" or name.end - name.start == 1)
        for run, name in inside
    )


def _side(start: int, end: int, words: Words, known: Knowledge) -> Name | None:
    text = words.slice(start, end)
    if is_junk(text, words, start, end, known):
        return None
    found = known.names.get(text)
    return Name(start, end, text, "place" if found and found.is_country else "organisation", RULE)
