"""Spellings of one name: with and without accents, in the one and the other transliteration."""

import re
import unicodedata
from functools import lru_cache

_SPELLINGS = (("zh", "j"), ("kh", "h"), ("y", "i"), ("iev", "iv"), ("ck", "k"))
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
