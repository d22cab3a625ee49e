"""Numbers that are no figures: ages, dates, durations, clock times, scores, addresses, names and numbers of things."""

import re

from pipeline.stages.figures.expression import Expression
from pipeline.stages.figures.lexicons import NotFigures
from pipeline.stages.figures.tokens import Tokens
from pipeline.text.alternation import alternation
from schemas.base import MAX_DIGITS, MAX_EXPONENT
from schemas.dates import DateMention, Dates

_AGE_BEHIND = re.compile(r"[- \u2011](?:year|month|week|day)s?[- \u2011]old|[- ]years? of age")
_AGE_BEFORE = re.compile(
    r"\b(?:aged|ages?|under age|over age|age of|aged between|ages of|turned|turning|aged from)(?: between| from| of)? $"
)
_MAGNITUDE = re.compile(r"[- ](?:magnitude|on the Richter|Richter|on the open-ended|calib(?:er|re)\b)")
_MAGNITUDE_BEFORE = re.compile(r"\b(?:magnitude(?: of)?|measuring|measured|Richter)(?: an?| at)? $", re.IGNORECASE)
_CLOCK = re.compile(r" ?(?:[ap]\.?m\b\.?|o['’]clock|hrs\b|hours GMT| GMT\b)", re.IGNORECASE)
_VOTE = re.compile(r"(?: (?:votes? )?to )(?=\d)|(?:[–—-])(?=\d)")
_ORDINAL_WORDS = re.compile(r"(?:st|nd|rd|th)\b")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_DAY_BEFORE, _DAY_BEHIND = re.compile(rf"\b{_MONTH}\.? $"), re.compile(rf"(?:-\d+)? (?:of )?{_MONTH}\b")
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|by|from|until|till|of|during|after|before|for|the|late|early|mid|to|and|through|between|as of|"
    rf"autumn|spring|summer|winter|{_MONTH},?)|\d,|\() ?$",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"[-‐‑]([A-Za-z]{3,20})")
PEOPLE = frozenset({"man", "men", "odd", "people", "person", "plus", "strong", "troop"})
"""What may follow a hyphen in a count of people: "a 5,000-strong army"; else it is an attribute: "4-cylinder"."""

_TIMES = re.compile(r"[- ]?(?:times|fold|x)\b")
_LIST_MARK = re.compile(r"[.)]\s")


class ExclusionWords:
    """Words beside a number that make it the number of a thing: "Flight 2276", "221 Baker Street"."""

    def __init__(self, words: NotFigures) -> None:
        nouns = alternation(words.numbered.words)
        self._numbered = re.compile(rf"(?:(?<![A-Za-z])(?:{nouns})|\bGroup of|P\.?O\.? Box)[  -]?$")
        self._street = re.compile(rf" (?:[A-Z][\w'’]{{1,20}} ){{1,3}}(?:{alternation(words.streets.words)})\b")

    def named(self, expression: Expression, left: str, right: str) -> str | None:
        """Name the number of a thing, a place in an order, a score."""
        if expression.unit == "measure" and expression.code == "m" and left.endswith(" the "):
            return "discipline"  # "won the 100 metres"
        if _MAGNITUDE.match(right) or _MAGNITUDE_BEFORE.search(left):
            return "magnitude"
        if expression.unit == "count" and self._numbered.search(left):
            return "identifier"
        if self._street.match(right) and expression.form == "digits":
            return "address"
        if _TIMES.match(right):
            return "multiple"
        if expression.unit == "count" and (behind := _ATTRIBUTE.match(right)) and behind.group(1).lower() not in PEOPLE:
            return "attribute"
        if left[-1:] in ("-", "–") and left[-2:-1].isdigit():
            return "identifier"
        if right[:1] == "/" or left[-1:] == "/" or (right.startswith(("-", "–", ".")) and right[1:2].isdigit()):
            return "score" if right[:1] in "-–" else "identifier"
        if (left == "" or left.endswith("\n")) and _LIST_MARK.match(right) and expression.form == "digits":
            return "list_number"
        return None


class Exclusion:
    """Says why an expression is no figure, or that it may be one."""

    def __init__(self, words: ExclusionWords, tokens: Tokens, dates: Dates) -> None:
        self._words = words
        self._tokens = tokens
        self._age_end = 0
        self._dates = [date for date in dates.dates if _has_number(date)]

    def reason(self, expression: Expression) -> str | None:
        """Give the reason why this number is no figure; None where it is one. Call it in text order."""
        reason = self._own_reason(expression)
        between = self._tokens.text[self._age_end : expression.start] if self._age_end else ""
        if reason is None and between in (" and ", ", ", " to ", "-", ", and ") and expression.unit == "count":
            follow = self._tokens.all[expression.last + 1] if expression.last + 1 < len(self._tokens.all) else None
            if follow is None or follow.pos_ not in ("NOUN", "ADJ", "PROPN"):
                reason = "age"
        self._age_end = expression.end if reason == "age" else 0
        return reason

    def _own_reason(self, expression: Expression) -> str | None:
        if expression.reason and expression.reason != "duration":
            return expression.reason
        if expression.unit in ("money", "percent", "percentage_point"):
            return _size(expression)
        text = self._tokens.text
        left, right = text[max(0, expression.start - 24) : expression.start], text[expression.end : expression.end + 70]
        return (
            self._age(expression, left, right)
            or self._date(expression, left, right)
            or expression.reason
            or self._words.named(expression, left, right)
            or self._pronoun(expression)
            or self._name(expression)
            or _size(expression)
        )

    def _age(self, expression: Expression, left: str, right: str) -> str | None:
        if _AGE_BEHIND.match(right) or _AGE_BEFORE.search(left.lower()):
            return "age"
        tokens, first, last = self._tokens, expression.first, expression.last
        point = expression.amount.point
        if point is None or point > 120 or last + 1 >= len(tokens.all) or first < 2 or expression.form != "digits":
            return None
        apposed = tokens.lower[first - 1] in (",", "(") and tokens.lower[last + 1] in (",", ")", ".", ";")
        return "age" if apposed and tokens.all[first - 2].pos_ == "PROPN" and left.endswith((", ", "(")) else None

    def _date(self, expression: Expression, left: str, right: str) -> str | None:
        for date in self._dates:
            if date.start <= expression.start and expression.end <= date.end:
                return {"DURATION": "duration", "TIME": "clock_time", "SET": "duration"}.get(date.timex.type, "date")
        point, written = expression.amount.point, self._tokens.text[expression.start : expression.end]
        if point is None or point != point.to_integral_value():
            return "clock_time" if _CLOCK.match(right) else None
        if point <= 31 and (_DAY_BEFORE.search(left) or _DAY_BEHIND.match(right)):
            return "date"
        if _CLOCK.match(right):
            return "clock_time"
        if len(written) == 4 and written.isdigit() and 1000 <= point <= 2100 and self._is_year(expression, left):
            return "date"
        return None

    def _is_year(self, expression: Expression, left: str) -> bool:
        """Tell whether four digits are a year: after a preposition or month, or with no noun that they count."""
        place = expression.last + 1
        after = self._tokens.all[place] if place < len(self._tokens.all) else None
        counts = after is not None and after.tag_ == "NNS" and self._tokens.all[expression.last].head == after
        return bool(_YEAR_BEFORE.search(left)) and not counts

    def _name(self, expression: Expression) -> str | None:
        """Read a capitalised number word inside a name: "World War Two"."""
        tokens, first = self._tokens, expression.first
        if expression.form != "words" or first != expression.last or first == tokens.bounds(first)[0]:
            return None
        name = tokens.all[first].text.istitle() and tokens.all[first - 1].pos_ == "PROPN"
        hyphenated = tokens.text[expression.start - 1] == "-" and tokens.all[first].text.istitle()
        return "identifier" if name or hyphenated else None

    def _pronoun(self, expression: Expression) -> str | None:
        """Read "one" that counts nothing: "the one", "no one", "one another", "one day"."""
        tokens, first = self._tokens, expression.first
        if tokens.lower[first] != "one" or expression.first != expression.last:
            return None
        before = tokens.lower[first - 1] if first else ""
        after = tokens.lower[first + 1] if first + 1 < len(tokens.all) else ""
        token = tokens.all[first]
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.tag_ in ("VBZ", "VB", "VBP") and after != "of":
            return "pronoun"
        if before in (
            "no",
            "the",
            "this",
            "that",
            "which",
            "any",
            "every",
            "each",
            "some",
            "another",
            "not",
            "-",
            "only",
        ) or after in ("another", "day", "'s", "’s", "-", "thing", "can", "should", "must", "or"):
            return "pronoun"
        return None


def _size(expression: Expression) -> str | None:
    """Numbers that no record can hold are misreadings."""
    for number in (expression.amount.point, expression.amount.low, expression.amount.high):
        if number is None or not number:
            continue
        if abs(number.adjusted()) > MAX_EXPONENT or len(number.normalize().as_tuple().digits) > MAX_DIGITS:
            return "too_large"
    return None


def _has_number(date: DateMention) -> bool:
    return any(character.isdigit() for character in date.text) or " " in date.text
