"""Other names in brackets: "International Organization for Migration (IOM)".

The letters of the acronym are matched against the initials of the words before the bracket, from the last to the
first (after Schwartz and Hearst 2003, with initials alone).
"""

import re
from collections.abc import Iterator

from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import POSSESSIVES, Name, Words
from schemas.entity import EntityType

_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,5}[A-Z](?:[-/][A-Z]{1,4})?|[A-Z]{1,6}[-/][A-Z]{1,4}|(?:[A-Z]\.){2,6}")
_SKIPPED = frozenset(
    {
        "al",
        "el",
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
        ",",
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
RULE = "entities.acronym"

LONGEST_SHORT_NAME = 10
"""Letters of a short name that is said as a word."""

_TIES = frozenset({"for", "of", "in", "on"})
LONGEST_TERM = 6
"""Letters of the short form of a term."""

_QUOTES = frozenset("\"'“”‘’")


def without_terms(names: list[Name], words: Words, known: Knowledge) -> list[Name]:
    """Leave out short forms of what is no body, as the words before their bracket say: "a trade agreement (TA)"."""
    terms = {short for place in words.brackets for short in _terms(place, words, known)}
    if not terms:
        return names
    return [name for name in names if name.type == "place" or name.text not in terms or name.text in known.names]


def _terms(bracket: int, words: Words, known: Knowledge) -> Iterator[str]:
    """Give the short form in a bracket, and its plural, where common nouns stand before it that name no body."""
    short = words.words[bracket + 1] if bracket + 2 < words.size and words.words[bracket + 2] == ")" else ""
    letters = short.removesuffix("s")
    if not (2 <= len(letters) <= LONGEST_TERM and letters.isalpha() and letters[0].isupper() and letters[-1].isupper()):
        return
    start = _spelled(bracket, letters.lower(), words)
    if start is not None and _is_term(start, bracket, words, known):
        yield from (letters, f"{letters}s")


def _spelled(end: int, letters: str, words: Words) -> int | None:
    """Give the first token of the words before `end` that begin with the letters; small ones may be passed over."""
    place, left = end, len(letters)
    while left and place > max(0, end - 2 * len(letters) - 2):
        place -= 1
        if words.lowers[place][0] == letters[left - 1] and not (
            words.lowers[place] in _SKIPPED and left > 1 and words.lowers[place - 1][0] == letters[left - 1]
        ):
            left -= 1
        elif words.lowers[place] not in _SKIPPED:
            return None
    return None if left else place


def _is_term(start: int, end: int, words: Words, known: Knowledge) -> bool:
    """Tell whether words are those of a thing or an office; the head stands before "of"."""
    head = next((place for place in range(start + 1, end) if words.lowers[place] in _TIES), end) - 1
    lower = words.lowers[head]
    if lower.removesuffix("s") in known.role_heads or lower in known.event_heads:
        return True
    is_body = lower in known.organisation_heads or lower in known.organisation_nouns
    return not is_body and words.words[start].islower() and words.words[head].islower()


def find(names: list[Name], words: Words, known: Knowledge) -> Iterator[Name]:
    """Give names and those in brackets behind them, of one type, so that what one is the other is too."""
    if not words.brackets:
        return
    at = {place: name for name in names for place in range(name.start, name.end)}
    for place in words.brackets:
        alias = _alias(place, at, words, known)
        if alias:
            yield alias
            continue
        short = _inside(place + 1, words)
        start = _long_form(place, words.slice(*short), words) if short else None
        if short is None or start is None:
            continue
        end = place - (words.words[place - 1] in POSSESSIVES)
        kind = _type(start, end, at, words, known)
        if kind:
            yield Name(start, end, words.slice(start, end), kind, RULE)
            yield Name(*short, words.slice(*short), kind, RULE)


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
    is_closed = end < len(words.words) and words.words[end] == ")"
    if is_closed and end - start == 1:
        return _short_name(before, start, words, known)
    is_whole = is_closed and end - start > 1
    is_told = before.type == "organisation" or words.lowers[end - 1] in known.organisation_heads
    text = words.slice(start, end) if is_whole and is_told else ""
    return Name(start, end, text, "organisation", "entities.alias") if text and text not in known.names else None


def _short_name(body: Name, place: int, words: Words, known: Knowledge) -> Name | None:
    """Give the short form of a body's name that is said as a word: "Regulatory Authority of Norland (*Ran*)"."""
    word = words.words[place]
    if body.type != "organisation" or not word.istitle() or not 3 <= len(word) <= LONGEST_SHORT_NAME:
        return None
    if word in known.names or word in known.first_names or " " not in body.text:
        return None
    letters = iter(body.text.lower())
    is_made_of_it = word[0] in body.text and all(letter in letters for letter in word.lower())
    return Name(place, place + 1, word, "organisation", "entities.alias") if is_made_of_it else None


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
