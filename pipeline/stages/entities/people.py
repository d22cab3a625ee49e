"""People that a model passes over or cuts: "Han Jae-in", "Gen Somchai", "Ivo “Bear” Horak"."""

from collections.abc import Iterator

from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import PARTICLES, PREFIXES, Name, Words, beside, disjoint, is_junk

HYPHEN_RULE = "entities.given_name"
TITLE_RULE = "entities.title"
NICKNAME_RULE = "entities.nickname"

LONGEST_SYLLABLE = 6
"""Letters of each half of a given name with a hyphen."""

LONGEST = 4
"""Tokens of a name behind a title."""

LONGEST_NICKNAME = 3
"""Tokens of a nickname in quotation marks."""

_OPENING = frozenset("\"“‘'")
_CLOSING = frozenset("\"”’'")


def with_hyphens(words: Words, known: Knowledge) -> Iterator[Name]:
    """Give people of East Asian names by the hyphen in the given one: "*Han Jae-in*", "*Su Tseng-chang*"."""
    for place, word in enumerate(words.words):
        if word != "-" or not 1 < place < words.size - 1 or words.words[place - 2] not in known.family_names:
            continue
        if words.tags[place - 2] == "NNP" and _is_given_name(place, words, known):
            yield Name(place - 2, place + 2, words.slice(place - 2, place + 2), "person", HYPHEN_RULE)


def _is_given_name(hyphen: int, words: Words, known: Knowledge) -> bool:
    """Tell whether a hyphen ties the two halves of a given name, and no peoples ("Anglo-Irish")."""
    first, second = words.words[hyphen - 1], words.words[hyphen + 1]
    is_tied = words.starts[hyphen] == words.end_of(hyphen - 1) and words.starts[hyphen + 1] == words.starts[hyphen] + 1
    if not is_tied or not first.istitle() or not second.isalpha() or second.isupper():
        return False
    if second.endswith("ed") or words.slice(hyphen - 2, hyphen) in known.names:
        return False  # "a Hong Kong-based firm"
    is_short = max(len(first), len(second)) <= LONGEST_SYLLABLE
    return is_short and first.lower() not in PREFIXES and known.names.keys().isdisjoint((first, second))


def with_titles(names: list[Name], words: Words, known: Knowledge) -> list[Name]:
    """Give `names` and people that a form of address shows to be ones: "as *Gen Somchai* left"."""
    places = [place for place, lower in enumerate(words.lowers) if lower in known.addresses]
    if not places:
        return names
    taken = {place for name in names for place in range(name.start, name.end)}
    return beside(names, [name for place in places for name in _addressed(place, words, known, taken)])


def _addressed(title: int, words: Words, known: Knowledge, taken: set[int]) -> Iterator[Name]:
    start = title + 1 + (words.words[title + 1 : title + 2] == ["."])
    end = start
    while end < min(start + LONGEST, words.size) and end not in taken and _is_part(end, words):
        end += 1
    is_free = start < end and title not in taken and end not in taken and words.words[title][0].isupper()
    if not is_free or not _is_capital(end - 1, words) or not _is_capital(start, words):
        return
    text = words.slice(start, end)
    is_office = words.lowers[start] in known.role_forms or words.lowers[end - 1] in known.role_words
    if text not in known.names and not is_office and not is_junk(text, words, start, end, known):
        yield Name(start, end, text, "person", TITLE_RULE, start - title)


def _is_part(place: int, words: Words) -> bool:
    return words.words[place] in PARTICLES or _is_capital(place, words)


def _is_capital(place: int, words: Words) -> bool:
    return words.words[place].istitle() and words.words[place].isalpha() and words.tags[place] == "NNP"


def with_nicknames(names: list[Name], words: Words) -> list[Name]:
    """Give `names` with those made whole that have a nickname in them: "Ivo *“Bear”* Horak"."""
    ends = {name.start: name.end for name in names if name.type == "person"}
    whole: list[Name] = []
    for name in names:
        end = ends.get(_behind_nickname(name, words), 0) if name.type == "person" else 0
        if end:
            whole.append(Name(name.start, end, words.slice(name.start, end), "person", NICKNAME_RULE, name.titles))
    return disjoint([*whole, *names]) if whole else names


def _behind_nickname(name: Name, words: Words) -> int:
    """Give the token behind a nickname in quotation marks that begins in a name or behind it; -1 if there is none."""
    places = range(name.start + 1, min(name.end + 1, words.size))
    opening = next((place for place in places if words.words[place] in _OPENING), words.size)
    if opening + 1 >= words.size or not words.words[opening + 1][0].isupper():
        return -1
    inside = range(opening + 2, min(opening + LONGEST_NICKNAME + 2, words.size))
    return next((place + 1 for place in inside if words.words[place] in _CLOSING), -1)
