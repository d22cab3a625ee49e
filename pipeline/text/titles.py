"""Titles of works, told by how they are written: "A Summer in Prague"."""

from collections.abc import Sequence

_SMALL = frozenset(
    {
        "a", "an", "and", "as", "at", "be", "but", "by", "de", "del", "der", "des", "di", "du", "el", "en", "et",
        "for", "from", "if", "in", "into", "is", "it", "la", "le", "no", "nor", "not", "of", "off", "on", "or",
        "out", "per", "so", "the", "to", "und", "up", "van", "via", "von", "vs", "with",
    }
)  # fmt: skip
"""What stands in small letters in a title."""


def is_small(word: str) -> bool:
    """Tell a word that bears no capital inside a title."""
    return word.lower() in _SMALL


def is_title(words: Sequence[str]) -> bool:
    """Tell whether words are written as a title: capitals on all but the small ones, and not all in capitals."""
    inside = [word for word in words if word[0].isalpha()]
    large = [word for word in inside if word not in _SMALL]
    if not large or not words[0][0].isupper() or all(word.isupper() for word in large):
        return False
    return all(word[0].isupper() for word in large)
