"""Other names in brackets: "International Organization for Migration (IOM)".

The letters of the acronym are matched against the initials of the words before the bracket, from the last to the
first (after Schwartz and Hearst 2003, with initials alone).
"""

import re
from collections.abc import Iterator

from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name, Words
from schemas.entity import EntityType

_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,5}[A-Z](?:[-/][A-Z]{1,4})?|[A-Z]{1,6}[-/][A-Z]{1,4}|(?:[A-Z]\.){2,6}")
_SKIPPED = frozenset(
    {
        "of",
        "for",
        "the",
        "and",
        "in",
        "on",
        "to",
        "de",
        "la",
        "des",
        "du",
        "del",
        "&",
        "-",
        "–",
        "—",
        "’",
        "'",
        "‘",
        "’s",
        "'s",
    }
)
_QUOTES = frozenset("\"'“”‘’")


def find(names: list[Name], words: Words, known: Knowledge) -> Iterator[Name]:
    """Give names and those in brackets behind them, of one type, so that what one is the other is too."""
    brackets = [place for place, word in enumerate(words.words) if word == "("]
    if not brackets:
        return
    at = {place: name for name in names for place in range(name.start, name.end)}
    for place in brackets:
        alias = _alias(place, at, words, known)
        if alias:
            yield alias
            continue
        short = _inside(place + 1, words)
        start = _long_form(place, words.slice(*short), words) if short else None
        if short is None or start is None:
            continue
        kind = _type(start, place, at, words, known)
        if kind:
            yield Name(start, place, words.slice(start, place), kind, "entities.acronym")
            yield Name(*short, words.slice(*short), kind, "entities.acronym")


def _alias(bracket: int, at: dict[int, Name], words: Words, known: Knowledge) -> Name | None:
    """Give the other name of an organisation in the bracket behind it: "Sotsialnyi Rukh (Social Movement)".

    Where the name before it was taken for a person's, the one in the bracket must say that it is an organisation's.
    """
    before = at.get(bracket - 1)
    if before is None or before.type not in ("organisation", "person") or before.end != bracket:
        return None
    start = end = bracket + 1
    while end < min(start + 6, len(words.words)) and _is_name_word(end, at, words):
        end += 1
    is_whole = end < len(words.words) and words.words[end] == ")" and end - start > 1
    is_told = before.type == "organisation" or words.lowers[end - 1] in known.organisation_heads
    text = words.slice(start, end) if is_whole and is_told else ""
    return Name(start, end, text, "organisation", "entities.alias") if text and text not in known.names else None


def _is_name_word(place: int, at: dict[int, Name], words: Words) -> bool:
    if place in at and at[place].type != "organisation":
        return False
    word = words.words[place]
    return words.lowers[place] in _SKIPPED or (
        word[0].isupper() and word.isalpha() and words.tags[place][:2] in {"NN", "JJ"}
    )


def _inside(start: int, words: Words) -> tuple[int, int] | None:
    """Give the tokens of an acronym that fills a bracket."""
    size = len(words.words)
    end = next((place for place in range(start, min(start + 6, size)) if words.words[place] == ")"), start)
    while start < end and words.words[start] in _QUOTES:
        start += 1
    while end > start and words.words[end - 1] in _QUOTES:
        end -= 1
    return (start, end) if end > start and _ACRONYM.fullmatch(words.slice(start, end)) else None


def _long_form(end: int, short: str, words: Words) -> int | None:
    """Give the first token of the words before `end` whose initials are the acronym's capitals."""
    letters = [letter for letter in short if letter.isupper()]
    place = end
    while letters and place > 0 and end - place < 2 * len(short) + 6:
        place -= 1
        word = words.words[place]
        if word[0].isupper() and word[0] == letters[-1]:
            letters.pop()
        elif words.lowers[place] not in _SKIPPED:
            return None
    return None if letters else place


def _type(start: int, end: int, at: dict[int, Name], words: Words, known: Knowledge) -> EntityType | None:
    kinds = [at[place].type for place in range(start, end) if place in at]
    whole = known.names.get(words.slice(start, end))
    if whole:
        return whole.type
    if "organisation" in kinds or any(lower in known.organisation_heads for lower in words.lowers[start:end]):
        return "organisation"
    return kinds[0] if kinds and start in at and at[start].end == end else None
