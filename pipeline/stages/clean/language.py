"""The language of an article, from its letters alone: figures, names of sites and marks say nothing."""

import re
from functools import cache
from typing import Any

LEAST_LETTERS = 200
"""Letters (and spaces between) below which nothing certain can be said; a paragraph that stands again adds none."""
LEAST_SMALL = 100
"""The same of words that begin with a small letter: lists of results have little but names, in any language."""
MOST_CHARACTERS = 4_000
"""How much of an article is looked at, in paragraphs spread over all of it."""
LONGEST_PARAGRAPH = 1_000
PLAINLY = 0.1
"""Share of the words below at which a text is English without doubt: of 318 articles of news, all but three."""

_ENGLISH = frozenset({
    "and", "been", "from", "had", "has", "have", "of", "said", "that", "the", "their", "they", "this", "were", "which",
    "with",
})  # fmt: skip

_WORD = re.compile(r"(?<![\w/.@-])[^\W\d_]{2,30}(?![\w/@])")
"""A word of letters that stands in no address; scripts without spaces have long ones, cut into pieces below."""
_ASCII_WORD = re.compile(r"(?<![\w/.@-])[A-Za-z]{2,30}(?![\w/@])", re.ASCII)
"""The same in a text of ASCII alone, in half the time."""
_LONG = re.compile(r"[^\W\d_a-zA-Z]{31,}")


def language(text: str) -> str | None:
    """Give the ISO 639-1 code of the language that most of the text is in; None for too little text."""
    lines = [line for line in text.split("\n") if line]
    step = max(1, sum(min(len(line), LONGEST_PARAGRAPH) for line in lines) // MOST_CHARACTERS)
    paragraphs = [_words(line[:LONGEST_PARAGRAPH]) for line in lines[::step]]
    if sum(map(len, set(paragraphs))) < LEAST_LETTERS:
        return None
    text = " ".join(paragraphs)
    if _is_plainly_english(text):
        return "en"
    words = text if text.isupper() else " ".join(word for word in text.split() if not word[0].isupper())
    return str(_identifier().classify(words)[0]) if len(words) >= LEAST_SMALL else None


def _is_plainly_english(text: str) -> bool:
    """Tell by the words that hold English together, as no other language has them: ten times cheaper than to weigh."""
    words = text.lower().split()
    return sum(word in _ENGLISH for word in words) >= PLAINLY * len(words)


def _words(text: str) -> str:
    if text.isascii():
        return " ".join(_ASCII_WORD.findall(text))
    return " ".join([*_WORD.findall(text), *_LONG.findall(text)])


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
