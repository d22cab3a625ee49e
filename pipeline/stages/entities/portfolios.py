"""What ministries and ministers are for: "Tourism, Forestry and Rural Development"."""

from collections.abc import Container, Sequence

_LINKS = frozenset({",", "and", "&"})
_TIES = frozenset({"for", "of"})
BODY_TIES = _TIES | {"on"}
"""What ties a body to what it is for: "Observatory *for* Human Rights", "Commission *on* Fisheries"."""
_OFFICES = frozenset({"minister", "ministers", "secretary", "undersecretary"})
LONGEST = 12
"""Tokens between an office and the last of its fields."""


def is_field(word: str, fields: Container[str]) -> bool:
    """Tell whether a capital word is a field of government."""
    return word[0].isupper() and word.lower() in fields


def is_behind_office(place: int, words: Sequence[str], fields: Container[str]) -> bool:
    """Tell whether nothing but fields stands between a minister's office and a token: "Minister of Trade and *..."."""
    before = place - 1
    while before > max(place - LONGEST, 1) and (words[before] in _LINKS or is_field(words[before], fields)):
        before -= 1
    before -= words[before] == "the"
    return before > 0 and words[before] in _TIES and words[before - 1].lower() in _OFFICES


def are_fields(start: int, end: int, words: Sequence[str], fields: Container[str]) -> bool:
    """Tell whether tokens are fields of government and what ties them."""
    return all(word in _LINKS or is_field(word, fields) for word in words[start:end])


def end_of(place: int, words: Sequence[str], fields: Container[str]) -> int:
    """Give the end of the fields that go on at a token, where "and" ties the last: "Health*, Labour and Welfare*"."""
    size = len(words)
    while place < size and is_field(words[place], fields):
        place += 1
    end, last = place, place
    while end < size and words[end] in _LINKS:
        is_last = words[end] != ","
        end += 1
        is_last = is_last or words[end : end + 1] in (["and"], ["&"])
        end += end < size and words[end] in _LINKS
        first = end
        while end < size and is_field(words[end], fields):
            end += 1
        if end == first:
            break
        if is_last and not (end < size and words[end].lower() in _OFFICES):
            last = end
    return last
