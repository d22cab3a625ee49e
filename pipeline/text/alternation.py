"""One regex for many words, factored by their beginnings, so that its cost does not grow with their number."""

import re
from collections import defaultdict
from collections.abc import Iterable


def alternation(words: Iterable[str]) -> str:
    """Give a regex that matches the longest of `words` at a place: ``(?:h(?:alf|undreds?))``."""
    branches: dict[str, list[str]] = defaultdict(list)
    ends = False
    for word in words:
        if word:
            branches[word[0]].append(word[1:])
        else:
            ends = True
    if not branches:
        return ""
    parts = [re.escape(first) + alternation(rest) for first, rest in sorted(branches.items())]
    body = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
    return f"{body}?" if ends else body


def lowered(text: str) -> str:
    """Give `text` in lower case with every character at its place; those that would grow stay as they are."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
