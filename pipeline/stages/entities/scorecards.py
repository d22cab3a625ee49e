"""People in the lines of scores, where no sentence tells a model so: batsmen, bowlers, and who scored goals.

Cricket has them in lines ("Ijaz Ahmed c Russell b Cork 141", "Bowling: Caddick 20-4-66-1"), results of football in
brackets ("Utrecht 1 (Mols 33rd)").
"""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.stages.entities import results
from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import PARTICLES, Name, Words, beside

RULE = "entities.scorecard"

LONGEST_LINE = 80
"""Tokens of a line that says who bowled how much."""

LONGEST_NAME = 5
"""Tokens of a player's name."""

LEAST_PEERS = 2
"""People on a ranking from whom the others are known to be people too."""

_DISMISSED = frozenset({"b", "lbw", "out"})
_HOW = _DISMISSED | {"(", ")", "and", "c", "hit", "hurt", "not", "retired", "run", "st", "sub", "wicket"}
_CLOSERS = frozenset({",", ";", ".", "(", "all", "same"})
_BOWLING = "Bowling"

type _Run = tuple[int, int]


def add(names: list[Name], words: Words, known: Knowledge) -> list[Name]:
    """Give `names` and the players in lines of scores, in reports of cricket and behind the sides of results."""
    is_cricket = not known.matches.cricket.isdisjoint(words.lowers)
    sides = {name.end for name in names if name.rule == results.RULE}
    lines = results.lines(words, LONGEST_LINE) if is_cricket else ()
    runs = [run for line in lines for run in _players(*line, words)]
    runs.extend(run for side in sides for run in _scorers(side, words))
    runs.extend(_ranked(names, words))
    runs.extend(_numbered(names, words))
    found = [Name(*run, words.slice(*run), "person", RULE) for run in runs if words.slice(*run) not in known.names]
    found.extend(_teams(names, words))
    return beside(names, found) if found else names


def _players(start: int, end: int, words: Words) -> Iterator[_Run]:
    """Read a line of a scoreboard: who batted, who caught and bowled, and the runs; or who bowled how much."""
    if words.words[start] == _BOWLING:
        yield from (run for run in _runs(start + 1, end, words) if words.words[run[1]][0].isdigit())
        return
    how = set(words.words[start:end])
    if how.isdisjoint(_DISMISSED) or not words.words[end - 1].isdigit():
        return
    runs = list(_runs(start, end - 1, words))
    named = {place for run in runs for place in range(*run)}
    if (
        runs
        and runs[0][0] == start
        and all(words.words[place] in _HOW for place in range(start, end - 1) if place not in named)
    ):
        yield from runs


def _scorers(side: int, words: Words) -> Iterator[_Run]:
    """Read who scored when, in the bracket behind a side and its score."""
    opening = side + 1
    if words.words[side : side + 1] == ["("] or words.words[opening : opening + 1] != ["("]:
        return
    line = range(opening, min(opening + results.LONGEST_LINE, words.size))
    end = next((place for place in line if words.words[place] == ")"), opening)
    yield from (run for run in _runs(opening + 1, end, words) if words.words[run[1]][0].isdigit())


def _ranked(names: list[Name], words: Words) -> Iterator[_Run]:
    """Read who stands before a country in brackets on a line of a ranking, where others there are people.

    "2. Renate Lindqvist (Austria) 1:27.69".
    """
    ends = {name.end: name.type for name in names}
    countries = [name.start - 1 for name in names if name.type == "place" and words.words[name.start - 1] == "("]
    if sum(ends.get(bracket) == "person" for bracket in countries) < LEAST_PEERS:
        return
    for bracket in countries:
        start = bracket
        while start > max(bracket - LONGEST_NAME, 0) and bracket not in ends and _is_of_name(start - 1, 0, words):
            start -= 1
        rank = words.words[start - 1] if start else ""
        if bracket - start > 1 and (rank in {".", "-"} or "\n" in rank):
            yield start, bracket


def _numbered(names: list[Name], words: Words) -> Iterator[_Run]:
    """Read who stands behind a number in a line-up or on a list of scores, where others there are people.

    "4-Jan Holm (15-Ivo Brandt 46), 7-Carl Moss", "138 Sven Brandt 68 70".
    """
    kinds = [name.type == "person" for name in names if _number_before(name.start, words) is not None]
    if sum(kinds) < max(LEAST_PEERS, len(kinds) / 2):
        return
    taken = {name.start for name in names}
    for place in range(1, words.size - 1):
        if place in taken or not words.words[place][0].isupper() or _number_before(place, words) is None:
            continue
        run = next(_runs(place, min(place + LONGEST_NAME, words.size), words), None)
        if run is not None and run[0] == place and run[1] - place > 1 and _is_closed(run[1], words):
            yield run


def _number_before(place: int, words: Words) -> int | None:
    """Give the token of the number that a hyphen ties to a capital, or that begins its line: "4-*Jan*"."""
    before = place - 1
    if before > 0 and words.words[before] == "-" and words.starts[place] == words.end_of(before):
        return before - 1 if words.words[before - 1].isdigit() else None
    begins = before >= 0 and (not before or "\n" in words.words[before - 1])
    return before if begins and words.words[before].isdigit() else None


def _is_closed(place: int, words: Words) -> bool:
    """Tell whether a mark, a number or the end of the line follows behind a name."""
    word = words.words[place] if place < words.size else "."
    return word in _CLOSERS or word.isdigit() or "\n" in word


def _teams(names: list[Name], words: Words) -> Iterator[Name]:
    """Read for whom people of a ranking ride or drive, behind their country: "1. Jan Holm (Norway) *Brandt* 4 hours".

    One that the model took for something else is an organisation.
    """
    starts = {name.start: name for name in names}
    for first, second in pairwise(names):
        bracket = second.end
        if first.type != "person" or second.type != "place" or words.words[bracket : bracket + 1] != [")"]:
            continue
        if second.start != first.end + 1 or not _is_ranked(first.start, words):
            continue
        start = bracket + 1
        run = next(_runs(start, min(start + LONGEST_NAME, words.size), words), None)
        if run is None or run[0] != start or not (_is_closed(run[1], words) or words.words[run[1]][0].isdigit()):
            continue
        if run[0] in starts:
            starts[run[0]].type, starts[run[0]].rule = "organisation", results.RULE
        else:
            yield Name(*run, words.slice(*run), "organisation", results.RULE)


def _is_ranked(place: int, words: Words) -> bool:
    """Tell whether a token begins a line, or stands behind its number: "1. *Jan*", "1-*Jan*"."""
    if not place or "\n" in words.words[place - 1]:
        return True
    return place > 1 and words.words[place - 1] in {".", "-"} and words.words[place - 2].isdigit()


def _runs(start: int, end: int, words: Words) -> Iterator[_Run]:
    """Give the runs of capitals, with the particles before and the hyphens between them."""
    place = start
    while place < end:
        first = place
        while place < end and place - first < LONGEST_NAME and _is_of_name(place, first, words):
            place += 1
        if place > first and any(words.words[at][0].isupper() for at in range(first, place)):
            yield first, place
        place = max(place, first + 1)


def _is_of_name(place: int, first: int, words: Words) -> bool:
    word = words.words[place]
    return word[0].isupper() or word in PARTICLES or (place > first and (word == "-" or words.words[place - 1] == "-"))
