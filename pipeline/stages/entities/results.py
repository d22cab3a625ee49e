"""Results of matches: a side is a club, whatever city bears its name, or a country.

They stand in lines ("Leeds 2 Derby 1"), in tables ("Leeds 6 4 1 1 9 5 13"), on fixture lists ("DENVER AT DALLAS") and
in sentences ("Leeds beat Derby 2-1").
"""

from collections.abc import Container, Iterator
from itertools import pairwise

from pipeline.stages.entities import teams
from pipeline.stages.entities.knowledge import Knowledge, MatchWords
from pipeline.stages.entities.names import POSSESSIVES, Name, Words, beside, is_junk

LONGEST_LINE = 24
LONGEST_NAME = 5
"""Tokens of a line of results, and of a side's name in it."""

LONGEST_DEED = 6
"""Tokens between the names of two sides that say what they did, articles among them: "lost to the"."""

PLACE = 4
"""Tokens in which a line may say where a match was played."""

LONGEST_SCORE = 3
"""Digits of a score."""

LEAST_COLUMNS = 3
"""Numbers that a line of a table has at least."""

BEHIND_SCORE = 2
"""Words between a score and the side that it was won against: "a 2-1 home win over Derby"."""

SCORE = 3
"""Tokens of a score: "2-1"."""

LEAST_PLAY = 3
"""Words of team games that make a text a report of one."""

_NATIONS = frozenset({"England", "Northern Ireland", "Scotland", "Wales", "West Indies"})
_VERSUS = frozenset({"at", "v", "versus", "vs", "vs."})
_DASHES = frozenset({"-", "--", "–", "—"})
_HEADLINED = _DASHES | {":"}
_CLAUSE_OPENERS = frozenset({".", ":", ";", ")", "v", "-", "--"})
_AGAINST = frozenset({"against", "by", "over", "to", "with"})
_WITHIN = frozenset({"at", "in", "near"})
_FOR = frozenset({"for", "with"})
_TIES = _AGAINST | _FOR
_PLURALS = frozenset({"are", "have", "were"})
_AUXILIARIES = _PLURALS | {"could", "had", "has", "may", "will", "would"}
_LISTED = frozenset({",", "and", "or"})

type _Run = tuple[int, int]

RULE = "entities.result"


def add(names: list[Name], words: Words, known: Knowledge, cities: Container[str]) -> list[Name]:
    """Give `names` with the sides of results among them.

    Lines are results where the model found a name in one of them, a side's or its country's, or elsewhere a side's.
    """
    clubs = teams.clubs(names, known, cities)
    _mark_spoken(names, words, known, clubs, cities)
    at = {place: name for name in names for place in range(name.start, name.end)}
    whole = list(lines(words))
    sides = [side for line in whole for side in _sides(*line, words) if _is_free(side, at)]
    spoken = {name.text for name in names}
    if not any(_is_side(run, at) or words.slice(*run) in spoken for side in sides for run in side):
        sides = []
    rows = (
        [row for line in whole for row in _rows(*line, words) if _is_free(row, at)] if _has_tables(words, known) else []
    )
    found = [name for runs in (*sides, *rows) for run in runs if (name := _side(*run, words, known))]
    return beside(found, names) if found else names


def _mark_spoken(names: list[Name], words: Words, known: Knowledge, clubs: set[str], cities: Container[str]) -> None:
    """Let the places that a sentence says played a match be teams."""
    is_sport = _is_sport(words, known)
    is_cricket = not known.matches.cricket.isdisjoint(words.lowers)
    borne = {name.text.rpartition(" ")[2] for name in names if name.type == "person" and " " in name.text}
    for first, second in pairwise(names):
        if _played(first, second, words, known.matches, clubs, is_sport=is_sport):
            _play(first, known)
            _play(second, known)
        elif is_sport and _is_player(first, second, words) and _is_home(first, known, cities):
            _play(first, known)
    for name in names:
        is_club = name.type == "place" and name.text in clubs and teams.is_meant(name, words)
        if is_sport and not is_club and name.text not in borne and _is_home(name, known, cities):
            is_club = _plays(name, words, known) or (name.type == "organisation" and not _is_within(name, words))
        if (
            is_club
            or _won(name, words)
            or _is_opponent(name.start - 1, words, known.matches)
            or (is_cricket and _bats(name, words))
        ):
            _play(name, known)


def _is_home(name: Name, known: Knowledge, cities: Container[str]) -> bool:
    """Tell whether a name is that of a city or a part of a country, by which a club may be called."""
    found, head = known.names.get(name.text), name.text.rpartition(" ")[2].lower()
    if found is None:
        return name.text in cities or (name.type == "place" and head not in known.place_heads | known.facility_heads)
    return found.type == "place" and found.country is not None and head not in known.place_heads


def _is_within(name: Name, words: Words) -> bool:
    """Tell whether something is told of in a city: "in *Denby*", "at *Denby*"."""
    return name.start > 0 and words.lowers[name.start - 1] in _WITHIN


def _is_player(club: Name, player: Name, words: Words) -> bool:
    """Tell whether somebody plays for a club: "*Denby*'s Carl Moss"."""
    is_owned = player.start == club.end + 1 and words.words[club.end] in POSSESSIVES
    return is_owned and player.type == "person" and " " in player.text and not player.titles


def _won(name: Name, words: Words) -> bool:
    """Tell whether a score belongs to a name: "Leeds's 2-1 win"."""
    return words.words[name.end : name.end + 1] in (["'s"], ["’s"]) and _has_score(name.end + 1, words)


def _plays(name: Name, words: Words, known: Knowledge) -> bool:
    """Tell whether a report of a game says how a city fared: "*Houston* has won 16 of 18", "a loss to *Dallas*".

    So does who is of it ("*Denby* striker"), and a verb in the plural ("*Denby* are third").
    """
    matches = known.matches
    before = words.lowers[max(name.start - 2, 0) : name.start]
    last = before[-1] if before else ""
    if last in matches.objects:
        return True
    if len(before) == 2 and before[0] in (matches.deeds if last in _FOR else matches.outcomes) and last in _TIES:
        return True
    if name.end >= words.size or words.tags[name.start - 1 : name.start] == ["IN"]:
        return False
    behind = words.lowers[name.end]
    if behind in _AUXILIARIES:
        is_plural = behind in _PLURALS and last not in _LISTED
        return is_plural or not matches.ended.isdisjoint(words.lowers[name.end + 1 : name.end + 2])
    return behind in known.team_roles or behind in matches.ended or behind in matches.deeds


def _is_sport(words: Words, known: Knowledge) -> bool:
    """Tell whether a text is of a team game: by its first words ("RUGBY LEAGUE - Harlow beat Denby"), or by many."""
    if not known.matches.sports.isdisjoint(words.lowers[:3]) and not _HEADLINED.isdisjoint(words.words[1:4]):
        return True
    return len(known.matches.play.intersection(words.lowers)) >= LEAST_PLAY


def _bats(name: Name, words: Words) -> bool:
    """Tell whether an innings of cricket follows a name that begins a clause: "Canterbury: *Kent* 214 and 88-2"."""
    before = words.lowers[name.start - 1] if name.start else "."
    score = words.words[name.end : name.end + 1]
    is_first = before in _CLAUSE_OPENERS or "\n" in before
    return is_first and bool(score) and score[0].isdigit() and 2 <= len(score[0]) <= LONGEST_SCORE


def _played(first: Name, second: Name, words: Words, matches: MatchWords, clubs: set[str], *, is_sport: bool) -> bool:
    """Tell whether two names are those of the sides: "Leeds v Derby", "the final between Leeds and Derby"."""
    if not 0 < second.start - first.end <= LONGEST_DEED:
        return False
    between = [word for word in words.lowers[first.end : second.start] if word != "the"]
    did = " ".join(between)
    if did in matches.fought:
        return is_sport or _has_score(second.end, words) or first.text in clubs or second.text in clubs
    if did.removeprefix("will ") in matches.met:
        return first.text in clubs or (is_sport and {first.type, second.type} <= {"organisation", "place"})
    before = words.lowers[max(first.start - 2, 0) : first.start]
    is_match = len(before) == 2 and before[0] in matches.games and before[1] == "between" and between == ["and"]
    return is_match or between in (["v"], ["v", "."], ["vs"], ["vs."])


def _is_opponent(place: int, words: Words, matches: MatchWords) -> bool:
    """Tell whether a preposition follows a score and its word: "a 2-1 home win *over*", "drew 1-1 *with*"."""
    if place < SCORE or words.lowers[place] not in _AGAINST:
        return False
    start = place
    while start > place - BEHIND_SCORE and words.lowers[start - 1] in matches.outcomes:
        start -= 1
    is_told = start < place or (place > SCORE and words.lowers[place - SCORE - 1] in matches.ended)
    return is_told and _has_score(start - SCORE, words)


def _play(name: Name, known: Knowledge) -> None:
    if name.type in {"organisation", "place"} and not _is_nation(name.text, known):
        name.type, name.rule = "organisation", RULE


def _is_nation(text: str, known: Knowledge) -> bool:
    """Tell whether a side is a country's, or one of those that play without being one."""
    found = known.names.get(text)
    return found is not None and (found.is_country or found.name.title() in _NATIONS)


def _has_score(place: int, words: Words) -> bool:
    """Tell whether a score stands at a token: "2-1"."""
    numbers = words.words[place : place + SCORE]
    if len(numbers) < SCORE or numbers[1] not in {"-", "–"}:
        return False
    return all(number.isdigit() and len(number) <= LONGEST_SCORE for number in (numbers[0], numbers[2]))


def _has_tables(words: Words, known: Knowledge) -> bool:
    lowers = set(words.lowers)
    return not lowers.isdisjoint(known.matches.tables) or {"won", "drawn", "lost"} <= lowers


def lines(words: Words, longest: int = LONGEST_LINE) -> Iterator[_Run]:
    """Give the lines of a text, as tokens, that are as long as one of results."""
    start = 0
    for place in [*(place for place, word in enumerate(words.words) if "\n" in word), len(words.words)]:
        if 3 <= place - start <= longest:
            yield start, place
        start = place + 1


def _rows(start: int, end: int, words: Words) -> Iterator[tuple[_Run, ...]]:
    """Read a line of a table, "Leeds 6 4 1 1 9 5 13", or of fixtures, "DENVER AT DALLAS"."""
    if words.words[start].isdigit() and words.words[start + 1] == ".":
        start += 2
    run = _run(start, end, words)
    if run is None or run[1] == end:
        return
    rest = words.words[run[1] : end]
    if not any(letter.isalpha() for word in rest for letter in word):
        if sum(word[-1].isdigit() for word in rest) >= LEAST_COLUMNS:
            yield (run,)
        return
    other = _run(run[1] + 1, end, words) if words.lowers[run[1]] in _VERSUS else None
    if other and other[1] == end:
        yield run, other


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
    """Give the capitals that begin at a token, a side's name; a hyphen may tie two of them."""
    place = start
    while place < min(end, start + LONGEST_NAME) and _is_inside(start, place, words):
        place += 1
    return (start, place) if place > start else None


def _is_inside(start: int, place: int, words: Words) -> bool:
    word = words.words[place]
    if place > start and words.lowers[place] in _VERSUS:
        return False
    is_hyphen = word == "-" and place > start and words.starts[place] == words.end_of(place - 1)
    return is_hyphen or (word[0].isupper() and word.replace(".", "").isalpha())


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


def _is_free(side: tuple[_Run, ...], at: dict[int, Name]) -> bool:
    """Tell that no side is a person by full name, and that no name goes on beyond a side's, but one with a score."""
    inside = ((run, at[place]) for run in side for place in range(*run) if place in at)
    return all(
        (run[0] <= name.start and name.end <= run[1] and (name.type != "person" or name.end - name.start == 1))
        or (name.type == "organisation" and any(word.isdigit() for word in name.text.split()))
        for run, name in inside
    )


def _side(start: int, end: int, words: Words, known: Knowledge) -> Name | None:
    text = words.slice(start, end)
    if is_junk(text, words, start, end, known):
        return None
    return Name(start, end, text, "place" if _is_nation(text, known) else "organisation", RULE)
