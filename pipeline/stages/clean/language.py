"""The language of an article, from its letters alone: figures, names of sites and marks say nothing."""

import re
from functools import cache
from typing import Any

LEAST_LETTERS = 120
"""Letters below which nothing certain can be said of the language."""
MOST_CHARACTERS = 20_000
"""How much of an article is looked at."""

_NO_LETTERS = re.compile(r"[\W\d_]+")


def language(text: str) -> str | None:
    """Give the ISO 639-1 code of the language that most of the text is in; None for too little text."""
    letters = _NO_LETTERS.sub(" ", text[:MOST_CHARACTERS])
    if len(letters) - letters.count(" ") < LEAST_LETTERS:
        return None
    code: str = _identifier().classify(letters)[0]
    return code


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
