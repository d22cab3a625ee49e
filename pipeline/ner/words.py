"""The words of a segment, and the shape of each: how it is cased, as the model's second input.

The model's vocabulary is uncased, as BERT's uncased ones are; the case of a word reaches it as a shape. Measured on
news, the shapes are worth 2.4 to 3.6 points of F.
"""

import re

WORD = re.compile(r"[^\W_]+|[^\s\w]|_")
"""A run of letters and digits, or one other character."""

PAD, LOWER, TITLE, UPPER, INITIAL, MIXED, DIGITS, ALPHANUMERIC, PUNCTUATION = range(9)
START_TITLE, START_INITIAL = 9, 10
HEADLINE = {TITLE: 11, START_TITLE: 11, UPPER: 12, MIXED: 13, INITIAL: 14, START_INITIAL: 14}
ALL_CAPITALS = 15

CAPITALISED = frozenset({TITLE, UPPER, INITIAL, MIXED, ALPHANUMERIC})
"""Shapes, of words alone, that can begin a name."""

SENTENCE_CASE = frozenset({TITLE, INITIAL})
"""Shapes, of words alone, that the first word of a sentence has in any case."""

_ENDS = frozenset(".!?:;•*…")
_GLUE = frozenset("\"'“”‘’«»-–—(")


def within(text: str, words: list[tuple[int, int]], alone: list[int]) -> list[int]:
    """Give the shapes of the words of a segment from those they have alone."""
    if all_capitals(alone):
        return [ALL_CAPITALS if shape in {UPPER, INITIAL} else shape for shape in alone]
    shapes = list(alone)
    for place, shape in enumerate(alone):
        if shape in (TITLE, INITIAL) and starts_sentence(text, words, place):
            shapes[place] = START_TITLE if shape == TITLE else START_INITIAL
    if is_headline(words, shapes):
        return [HEADLINE.get(shape, shape) for shape in shapes]
    return shapes


def split(text: str) -> list[tuple[int, int]]:
    """Give the words of `text` as half-open character spans."""
    return [match.span() for match in WORD.finditer(text)]


def shape_of(word: str) -> int:
    """Give the shape of a word that stands alone."""
    if not word[0].isalnum():
        return PUNCTUATION
    if not word.isalpha():
        return ALPHANUMERIC if any(character.isalpha() for character in word) else DIGITS
    if word.isupper():
        return INITIAL if len(word) == 1 else UPPER
    if word[0].isupper() and word[1:].islower():
        return TITLE
    return LOWER if word.lower() == word else MIXED


def starts_sentence(text: str, words: list[tuple[int, int]], place: int) -> bool:
    """Tell whether a word may owe its capital to its place: first, or after an end, a line end or an opening mark."""
    if place == 0:
        return True
    start, end = words[place - 1]
    gap = text[end : words[place][0]]
    mark = text[start:end]
    if mark in _ENDS or "\n" in gap:
        return True
    return mark in _GLUE and (bool(gap) or start == 0 or text[start - 1].isspace())


def all_capitals(shapes: list[int]) -> bool:
    """Tell whether a segment is set in capitals: at least three of its words of letters, and 80 % of them."""
    capitals = shapes.count(UPPER) + shapes.count(INITIAL)
    if capitals < 3:
        return False
    return capitals >= 0.8 * (capitals + shapes.count(LOWER) + shapes.count(TITLE) + shapes.count(MIXED))


def is_headline(words: list[tuple[int, int]], shapes: list[int]) -> bool:
    """Tell whether a segment is cased as a headline: 75 % of its words of four letters and more are capitalised."""
    long = [
        shape
        for (start, end), shape in zip(words, shapes, strict=True)
        if end - start >= 4 and (shape <= MIXED or shape >= START_TITLE)
    ]
    return len(long) >= 4 and len(long) - long.count(LOWER) >= 0.75 * len(long)
