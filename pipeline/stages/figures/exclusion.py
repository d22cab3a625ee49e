"""Which numbers are no figures, and why: what each is by itself, then what its neighbours and namesakes are."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from pipeline.extents import ExtentIndex
from pipeline.stages.figures import times
from pipeline.stages.figures.expression import LONG, Expression
from pipeline.stages.figures.names import NameReader
from pipeline.stages.figures.tokens import Tokens
from schemas.base import MAX_DIGITS, MAX_EXPONENT
from schemas.dates import DateMention, Dates

SERIES = frozenset({
    "- and ", "- or ", "- to ", " and ", " or ", " to ", ", ", ", and ", ", or ", "-", "–", " -- ", " – ",
})  # fmt: skip
"""What stands between two numbers of one series: "aged 19 and 23", "posts 542 and 543", "five, six, seven years"."""

_SET = r"\b\d{1,2}[-–]\d{1,2}(?: \(\d{1,2}(?:[-–]\d{1,2})?\))?(?![\w-])"
_SETS = re.compile(rf"{_SET}(?:,? (?:and )?{_SET}){{0,4}}")
"""The scores of a game, one after the other: "6-4, 5-7, 7-6 (7-5)"."""

_TIE_BREAK = re.compile(r"(?:7[-–]6|6[-–]7) \(")

_PHONE = re.compile(r"\+\d{1,3}(?:[ .-]\(?\d{1,5}\)?){2,5}(?!\d)|(?<![\d.,])0\d{2,4}(?: \d{3,4}){2}(?!\d)")
"""A telephone number in full: "+44 118 984 0520", "0118 984 0520"."""

_PIXELS = re.compile(
    r"(?:[248]K|(?:480|720|1,?080|1,?440|2,?160)[ip])(?: U?HD)?[ -]"
    r"(?:cameras?|clips?|content|displays?|footage|HD|monitors?|movies?|panels?|recording|resolution|screens?|streaming|TVs?|videos?)\b"
)
"""How fine a picture is: "1080p video"."""

_PICTURE = re.compile(r"(?:[48]K|(?:720|1080|1440|2160)[ip])(?![A-Za-z])", re.IGNORECASE)
_OF_PICTURES = re.compile(r"\d0 ?fps\b|\b(?:[48]K|[UH]HD|HDR|HDTV)\b")
"""What an article tells of that tells how fine its pictures are bare too: "runs at *1080p*"."""

FIRST_REFERENCES = frozenset({"1", "2", "3"})
"""Where these stand in brackets of their own, all that do are references or marks of a list."""

_REFERENCE = re.compile(r"\((\d{1,3}(?:, ?\d{1,3}){0,6})\)")

BEARERS = frozenset({"GPE", "LOC", "PER", "PERSON"})
"""Labels of names that have no number: "Martinez *1 goal*"."""

MODEL_DIGITS = 3
"""A number of at least so many digits that names a model once ("Boeing 787") names it wherever it stands bare."""

LENGTHS = frozenset({"decade", "hour", "minute", "month", "week", "year"})
"""Words for a time that tell how long what follows lasts: "24 *hour* periods", no sort of it."""

_OLDS = re.compile(r"[- ](?:year|month)[- ]olds\b")

WORDS = 2
"""Words of "night watchmen"."""


def reasons(names: NameReader, tokens: Tokens, dates: Dates, expressions: Sequence[Expression]) -> list[str | None]:
    """Give for each expression of a text, in order, why it is no figure; None where it is one."""
    when = ExtentIndex((date.start, date.end, date) for date in dates.dates)
    found = [_own(names, tokens, when, expression) for expression in expressions]
    _follow_series(tokens, expressions, found)
    _follow_sets(tokens.text, expressions, found)
    _follow_hours(tokens, expressions, found)
    phones = (
        [match.span() for match in _PHONE.finditer(tokens.text)] if "+" in tokens.text or " 0" in tokens.text else []
    )
    for place, expression in enumerate(expressions) if phones else ():
        if any(start <= expression.start < end for start, end in phones):
            found[place] = "identifier"
    _exclude_references(tokens.text, expressions, found)
    _exclude_pictures(tokens.text, expressions, found)
    _follow_names(tokens, expressions, found)
    return found


def _follow_names(tokens: Tokens, expressions: Sequence[Expression], found: list[str | None]) -> None:
    """Leave out the numbers of names that the article tells with their name elsewhere: "Apollo 11", "the 787"."""
    named = [place for place, reason in enumerate(found) if reason == "identifier"]
    models = {tokens.text[expressions[place].start : expressions[place].end] for place in named}
    names = {_name(tokens, expressions[place]) for place in named} - {None}
    for place, expression in enumerate(expressions) if named else ():
        written = tokens.text[expression.start : expression.end]
        if found[place] is not None or written not in models or not written.isdigit():
            continue
        if len(written) >= MODEL_DIGITS or _name(tokens, expression) in names:
            found[place] = "identifier"


def _name(tokens: Tokens, expression: Expression) -> tuple[str, str] | None:
    """Give the name right before a number, with the number."""
    before = tokens.all[expression.first - 1] if expression.first else None
    if before is None or before.pos_ != "PROPN" or expression.unit != "count" or before.ent_type_ in BEARERS:
        return None
    return before.text, tokens.text[expression.start : expression.end]


def _exclude_references(text: str, expressions: Sequence[Expression], found: list[str | None]) -> None:
    """Leave out the references of an article that numbers them: "of sleep *(2)*", "less stress *(14, 15)*"."""
    bracketed = list(_REFERENCE.finditer(text)) if "(1)" in text else []
    if not {number for match in bracketed for number in match.group(1).split(", ")} >= FIRST_REFERENCES:
        return
    spans = [match.span(1) for match in bracketed]
    for place, expression in enumerate(expressions):
        free = found[place] in (None, "age")
        if free and any(start <= expression.start < end for start, end in spans):
            found[place] = "reference"


def _exclude_pictures(text: str, expressions: Sequence[Expression], found: list[str | None]) -> None:
    """Leave out how fine pictures are, in an article that tells of them: "at *4K* and 60fps"."""
    told = [place for place, expression in enumerate(expressions) if _PICTURE.match(text, expression.start)]
    if told and _OF_PICTURES.search(text):
        for place in told:
            found[place] = found[place] or "identifier"


def _own(names: NameReader, tokens: Tokens, dates: ExtentIndex[DateMention], expression: Expression) -> str | None:
    if expression.reason and expression.reason != "duration":
        return expression.reason
    if _PIXELS.match(tokens.text, expression.start):
        return "identifier"
    if expression.unit in ("money", "percent", "percentage_point"):
        return _size(expression)
    left = tokens.text[max(0, expression.start - 24) : expression.start]
    right = tokens.text[expression.end : expression.end + 70]
    if expression.reason and _is_of_kind(tokens, expression):
        return names.reason(tokens, expression, left, right) or _size(expression)
    return (
        times.age(tokens, expression, left, right, names.ages)
        or times.date(tokens, dates, expression, left, right)
        or expression.reason
        or names.reason(tokens, expression, left, right)
        or _size(expression)
    )


def _is_of_kind(tokens: Tokens, expression: Expression) -> bool:
    """Tell whether a word for a time says who is counted: "six *night* watchmen", "two *second* lieutenants"."""
    words = tokens.all[expression.last + 1 : expression.last + 3]
    if len(words) < WORDS or words[0].dep_ not in ("amod", "compound") or words[1].tag_ != "NNS":
        return False
    if words[0].tag_ not in ("JJ", "NN") or words[0].lower_ in LONG or words[0].lower_ in LENGTHS:
        return False
    several = expression.amount.point is None or expression.amount.point > 1
    return several and words[0].head.i == words[1].i


def _follow_series(tokens: Tokens, expressions: Sequence[Expression], found: list[str | None]) -> None:
    """Give bare numbers the reason of the one before them (ages, names) or behind them (durations)."""
    pairs = list(pairwise(range(len(expressions))))
    for before, place in pairs:
        if found[before] in ("age", "identifier") and _in_series(tokens, expressions, found, before, place, place):
            found[place] = found[before]
    for place, behind in reversed(pairs):
        bare_year = found[place] is None and found[behind] == "date" and _is_year(tokens, expressions[place])
        if bare_year and _in_series(tokens, expressions, found, place, behind, place):
            found[place] = "date"
        suspended = found[behind] == "age" and (  # "5- and 6-year-old sons", "5 and 6 year olds"
            tokens.text[expressions[place].end] == "-" or _OLDS.match(tokens.text, expressions[behind].end)
        )
        if suspended and _in_series(tokens, expressions, found, place, behind, place):
            found[place] = "age"
        rises = _point(expressions[place]) < _point(expressions[behind])  # "hurt *three, two days* after"
        if found[behind] == "duration" and rises and _in_series(tokens, expressions, found, place, behind, place):
            found[place] = "duration"


def _follow_sets(text: str, expressions: Sequence[Expression], found: list[str | None]) -> None:
    """Give the scores of a match that follow each other one reason, where one is a score or has a tie-break."""
    if "score" not in found and "-6 (" not in text and "-7 (" not in text:
        return
    for match in _SETS.finditer(text):
        told = [at for at, expression in enumerate(expressions) if match.start() <= expression.start < match.end()]
        if any(found[at] == "score" for at in told) or _TIE_BREAK.search(match.group()):
            for at in told:
                found[at] = found[at] or "score"


def _follow_hours(tokens: Tokens, expressions: Sequence[Expression], found: list[str | None]) -> None:
    """Read four bare digits as an hour where the article tells others so: "began at 0510 ... *from 2300* to 0200"."""
    written = [tokens.text[expression.start : expression.end] for expression in expressions]
    if not any(reason == "clock_time" and times.is_hour(digits) for reason, digits in zip(found, written, strict=True)):
        return
    for place, expression in enumerate(expressions):
        before = tokens.lower[max(0, expression.first - 1)]
        bare = found[place] is None and expression.unit == "count" and before in times.BEFORE_HOURS
        if bare and times.is_hour(written[place]) and not times.counts(tokens, expression):
            found[place] = "clock_time"


def _point(expression: Expression) -> Decimal:
    return expression.amount.point or expression.amount.low or Decimal(0)


def _is_year(tokens: Tokens, expression: Expression) -> bool:
    written = tokens.text[expression.start : expression.end]
    return len(written) == 4 and written.isdigit() and written[:2] in ("18", "19", "20")


def _in_series(
    tokens: Tokens, expressions: Sequence[Expression], found: list[str | None], one: int, other: int, bare: int
) -> bool:
    expression = expressions[bare]
    if found[bare] is not None or expression.unit != "count" or expression.amount.point is None:
        return False
    if tokens.text[expressions[one].end : expressions[other].start] not in SERIES:
        return False
    after = tokens.all[expression.last + 1] if expression.last + 1 < len(tokens.all) else None
    return after is None or after.pos_ not in ("NOUN", "ADJ", "PROPN")


def _size(expression: Expression) -> str | None:
    """Tell of numbers that no record can hold: they are misreadings."""
    for number in (expression.amount.point, expression.amount.low, expression.amount.high):
        if number is None or not number:
            continue
        if abs(number.adjusted()) > MAX_EXPONENT or len(number.normalize().as_tuple().digits) > MAX_DIGITS:
            return "too_large"
    return None
