"""Spellings of one name: with and without accents, in the one and the other transliteration."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_SUFFIXES = frozenset({"ii", "iii", "iv", "jr", "sr"})
_SPELLINGS = (("'", ""), ("zh", "j"), ("kh", "h"), ("y", "i"), ("iev", "iv"), ("ck", "k"))
_ENDING = re.compile(r"i[ij]+\b")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Give a name without accents, case, full stops and hyphens, as the key of an index."""
    if not name.isascii():
        name = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    return name.lower().replace("-", " ").replace(".", "").replace("’", "'")


@lru_cache(maxsize=20_000)
def skeleton(name: str) -> str:
    """Give a name without what transliterations differ in: Zelensky, Zelenskyy and Zelenski are one."""
    folded = fold(name)
    for spelling, common in _SPELLINGS:
        folded = folded.replace(spelling, common)
    return _DOUBLED.sub(r"\1", _ENDING.sub("i", folded))


def all_initials(name: str) -> str:
    """Give the letters that begin all words of a name, small ones too: "MBS" of Mohammed bin Salman."""
    return "".join(word[0] for word in name.split()).upper()


def without_suffix(parts: Sequence[str]) -> Sequence[str]:
    """Give the words of a person's name, or of its skeleton, without what tells sons from fathers: "Carl Young IV"."""
    return parts[:-1] if len(parts) > 2 and (is_suffix(parts[-1]) or parts[-1] == skeleton("III")) else parts


def is_suffix(word: str) -> bool:
    """Tell whether a word behind a surname is none itself: "Jr.", "III"."""
    return word.lower().rstrip(".") in _SUFFIXES
