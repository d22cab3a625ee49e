"""People in the lines of scores, where no sentence tells a model so: batsmen, bowlers, and who scored goals.

Cricket has them in lines ("Ijaz Ahmed c Russell b Cork 141", "Bowling: Caddick 20-4-66-1"), results of football in
brackets ("Utrecht 1 (Mols 33rd)").
"""

from collections.abc import Iterator

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
    found = [Name(*run, words.slice(*run), "person", RULE) for run in runs if words.slice(*run) not in known.names]
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
