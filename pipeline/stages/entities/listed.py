"""Names that need no model: those of the lexicons, seats ("Dallas-based"), and places that reports are from."""

from collections.abc import Container, Iterator

from spacy.tokens import Doc

from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name, Words, begins_event, is_of_currency, is_of_event, is_prefixed
from pipeline.text import dateline

LONGEST_DATELINE = 160
"""Characters that the dateline of a report takes at most."""

SHORTEST_SURNAME = 3
"""Letters of a surname behind an initial."""

LONGEST_CITY = 3
"""Tokens of the name that it begins with."""

_OFFICE = "Commissioner"
"""What a body of the United Nations is called by, and who leads it."""

_HYPHENS = frozenset({"-", "–"})
_SEATED = frozenset({"based", "born"})


def find(doc: Doc, words: Words, known: Knowledge, cities: Container[str]) -> Iterator[Name]:
    """Give the names of an article that the lexicons know; they may overlap."""
    yield from _seats(words, cities)
    yield from _reported(words, known)
    yield from _with_initials(words, known, cities)
    for start, end in known.spans(doc):
        text = words.slice(start, end)
        found = known.names.get(text)  # none where blanks stand around a hyphen of the name: "Rolls - Royce"
        if found is None or (found.careful and not _stands_alone(words, start, end)):
            continue
        if _OFFICE in text and _names_holder(words, end):
            continue
        if found.is_short and words.words[start - 1 : start] != [","]:
            continue
        if found.type == "place" and _is_of_other(words, start, end, known):
            continue
        if found.type == "organisation" and begins_event(words, end, known):
            continue
        if not is_prefixed(words, start) and not _is_part(words, start, end, known):
            yield Name(start, end, text, found.type, "entities.lexicon")


def _names_holder(words: Words, end: int) -> bool:
    """Tell whether who holds an office is named behind it: "the UN High Commissioner for Refugees, *Ida* Holm"."""
    place = end + (words.words[end : end + 1] == [","])
    return place < words.size and words.tags[place] == "NNP" and words.words[place][0].isupper()


def _is_of_other(words: Words, start: int, end: int, known: Knowledge) -> bool:
    """Tell whether a place only names an event, a disease or money: "*Kenya* Open", "*Hong Kong* flu", "*US* $5"."""
    if end < words.size and words.lowers[end] in known.diseases:
        return True
    return is_of_event(words, start, end, known) or is_of_currency(words, start, end)


def _seats(words: Words, cities: Container[str]) -> Iterator[Name]:
    """Give the cities that somebody is "based" or "born" in: "a Dallas-based airline"."""
    for place, word in enumerate(words.lowers):
        if word not in _SEATED or place < 2 or words.words[place - 1] != "-":
            continue
        city, is_alone = words.words[place - 2], place < 3 or not words.tags[place - 3].startswith("NNP")
        if city[0].isupper() and is_alone and city in cities:
            yield Name(place - 2, place - 1, city, "place", "entities.lexicon")


def _reported(words: Words, known: Knowledge) -> Iterator[Name]:
    """Give the place in capitals that a report is from, where its region or agency follows: "PRICE, Utah -"."""
    for start in (0, *(place + 1 for place, word in enumerate(words.words) if "\n" in word)):
        end = start
        while (
            end < min(start + LONGEST_CITY, len(words.words))
            and words.words[end].replace("'", "").isalpha()
            and words.words[end].isupper()
        ):
            end += 1
        if start < end < len(words.words) and words.words[end] in {",", "("}:
            first, text = words.starts[start], words.slice(start, end)
            if text not in known.names and dateline.length(words.text[first : first + LONGEST_DATELINE]):
                yield Name(start, end, text, "place", "entities.dateline")


def _with_initials(words: Words, known: Knowledge, cities: Container[str]) -> Iterator[Name]:
    """Give people by initial and surname, as lists of players have them: "(T. Wardle 52; D. Byass 55)"."""
    last = len(words.words) - 1
    initials = [
        place for place, word in enumerate(words.words) if word[-1] == "." and _is_initial(word) and place < last
    ]
    for place in initials:
        initial = words.words[place]
        if initial in known.names or initial.lower() in known.junk:
            continue
        is_whole = not _has_capital_beside(words, place, place + 2) and words.words[place + 2 : place + 3] != ["&"]
        if is_whole and _is_surname(words, place + 1, known, cities):
            yield Name(place, place + 2, words.slice(place, place + 2), "person", "entities.initial")


def _is_initial(word: str) -> bool:
    """Tell whether a token is one or two capitals, each with its full stop: "T.", "J.R."."""
    return len(word) in {2, 4} and word[1::2] in {".", ".."} and word[::2].isupper()


def _is_surname(words: Words, place: int, known: Knowledge, cities: Container[str]) -> bool:
    word = words.words[place]
    is_word = len(word) >= SHORTEST_SURNAME and word.isalpha() and word[0].isupper()
    if not is_word or word in known.names or word in cities or words.lowers[place] in known.role_words:
        return False
    return words.tags[place].startswith("NN") and words.starts[place] > words.end_of(place - 1)


def _has_capital_beside(words: Words, start: int, end: int) -> bool:
    """Tell whether a capital word stands before tokens or behind them."""
    before = words.words[start - 1] if start else "."
    after = words.words[end] if end < len(words.words) else "."
    return before[:1].isupper() or after[:1].isupper()


def _stands_alone(words: Words, start: int, end: int) -> bool:
    """Tell whether a name inside a sentence has no other capital word beside it."""
    return words.tags[start].startswith("NNP") and not _has_capital_beside(words, start, end)


def _is_part(words: Words, start: int, end: int, known: Knowledge) -> bool:
    """Tell whether the name is tied to a capital word: "Anglo-French", "Tour de France", but two countries are two."""
    size = len(words.words)
    is_tied = end < size and words.words[end] in _HYPHENS and words.starts[end] == words.end_of(end - 1)
    if is_tied and end + 1 < size and words.words[end + 1][:1].isupper():
        return not _are_countries(words, start, end, known)
    if start >= 2 and words.words[start - 1] in {"de", "du"} and words.words[start - 2][:1].isupper():
        return True
    is_behind = start >= 2 and words.words[start - 1] in _HYPHENS and words.words[start - 2][:1].isupper()
    is_behind = is_behind and words.starts[start - 1] == words.end_of(start - 2)
    return is_behind and not _are_countries(words, start - 2, start - 1, known)


def _are_countries(words: Words, start: int, end: int, known: Knowledge) -> bool:
    """Tell whether countries stand on both sides of the hyphen at `end`: "the Syria-Iraq border"."""
    first = known.names.get(words.slice(start, end))
    behind = (known.names.get(words.slice(end + 1, min(end + 1 + size, len(words.words)))) for size in (1, 2))
    return first is not None and first.is_country and any(second and second.is_country for second in behind)
