"""Quantity expressions: numerals with their currency, percent or measure word, joined into ranges and ratios.

The span of an expression is the number with its unit sign ("$1.2bn", "40 per cent", "200 and 300"); bound words
("at least") and the counted noun stay outside.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from pipeline.stages.figures.bounds import Amount
from pipeline.stages.figures.lexicons import Changes, Units
from pipeline.stages.figures.money import CurrencyReader
from pipeline.stages.figures.tokens import Tokens
from pipeline.text.alternation import alternation
from pipeline.text.numbers import Numeral, plain
from schemas.figure import UnitType

HUNDRED = Decimal(100)
SHARE_PLACES = Decimal("0.001")
"""Fractions are given in percent, to this place: "two-thirds" is 66.667."""

ROUND_WHOLES = frozenset(map(Decimal, (3, 4, 5, 6, 8, 10, 12, 20, 25, 50, 100, 1000, 10000, 100000)))
"""What "N in M" and "N out of M" are reckoned from when they tell a share and not a part of a counted whole."""

STEP_RATIO = 2
"""How many times a step its level is at least: what is nearer is a range ("would cut 2% to 3%")."""

LEADING = frozenset({"by", "down", "up"})
"""What leads to a step: "ended *up* $3 to $61.20"."""

LAST_DAY = 31

_MONTH_BEFORE = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? $")
"""A month before a number makes it a day: "since Dec. *5* to 922"."""

CHANGE_REACH = 8
"""How many tokens before "from A to B" its verb of change may stand."""

LONG = frozenset({
    "brutal", "consecutive", "extra", "full", "further", "hard", "long", "more", "short", "straight", "successive",
    "tough", "whole",
})  # fmt: skip
"""What may stand between a number and the time it counts: "28 *tough* months"."""

UNIT_REACH = 28
"""Characters behind a number in which its unit stands."""

SIGN_REACH = 13
"""Characters before a number in which its currency sign stands: "US dollars "."""

FARTHEST = 24
"""Characters that may lie between two numbers of one expression."""

ELIDING = (
    " a further ", " an additional ", " an extra ", " another ", " at ", " by ", " from ", " of which ",
    " on top of the ", " to ",
)  # fmt: skip
"""What stands before an amount in millions that leaves out the currency of the one before it."""

_GAPPED = re.compile(r"(?:,|;|,? and)(?: the)?(?: [A-Z][\w.'’-]{0,20}){1,3} (?:about |another |nearly )?")
"""The same, with its verb left out too: "pledged $40 million *and Sweden* 25 million"."""

FARTHEST_BILLION = 120
"""Characters from an amount to one in billions that leaves out the currency."""

MILLION, BILLION = Decimal(1_000_000), Decimal(1_000_000_000)
SIGNS = frozenset({"$", "£", "€"})

TEMPERATURES = {"C": "Cel", "F": "degF"}

CENTS = Decimal(100)
"""How many minor units make one of a currency, where both are told ("3 dollars 50 cents")."""

SYMBOL = 3
"""A unit of at most so many letters is a symbol and has no plural ("ha", "km")."""

_LETTERS = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]{0,3}\.?$")
"""Letters right before a number: a sign of money or a name."""

_GROUP = re.compile(r"\d[ \u00a0]\d{3}\b")

COSTING = frozenset({
    "about", "another", "at", "cost", "costing", "costs", "fined", "for", "from", "is", "just", "least", "of", "only",
    "over", "paid", "pay", "paying", "spent", "than", "to", "under", "was", "worth",
})  # fmt: skip
"""Words before an amount that tell what something costs: "at *R20*", but "the R300"."""

_RANGE = re.compile(r"(?:-|–|—| - | – | — |-? to |-to-| or | and )$")
_RANGE_OF_MONEY = re.compile(r"[$€£]\d[\d.,]{0,9}[-–]$")
_NEGATIVE = re.compile(r"(?:(?:^|[\s(\[<>=])[-−]|\b[Mm]inus )$")
DASHES = frozenset({"-", "–", "—"})
PLURALS = frozenset({"NNPS", "NNS"})
DIMENSIONS = frozenset({
    "away", "backstroke", "breaststroke", "butterfly", "deep", "freestyle", "heat", "high", "hurdle", "hurdles", "long",
    "medley", "relay", "row", "sprint", "swimming", "tall", "thick", "wide",
})  # fmt: skip
"""Behind a number with an "m", they tell of metres: "10m *high* walls", "the 100m *butterfly* heats"."""

_HIGHER = re.compile(r" (?:above|below|down|fewer|higher|less|lower|more|up)\b")
_FROM_YEAR = re.compile(r" in (?:early |late |mid-)?\d{4} to (?:about |around |just |nearly )?")
"""What stands between two levels that years are told of: "from 31 percent *in 2003 to* 28 in 2011"."""

_COMPARED = re.compile(r"[<>=≤≥] *[-−]$")
COMPARED = 5
"""Characters before a number in which a sign of comparison makes it a negative one: "<= -30"."""

_COMPARISON = re.compile(
    r"\)?(?:,? [\w./-]{1,12}){0,6}?,?(?: (?:up|down|higher|lower))? "
    r"(?:against|compared (?:to|with)|from|(?:higher|less|lower|more) than|instead of|versus|vs\.?|"
    r"(?:almost |nearly |more than |roughly )?(?:double|triple|twice)) "
    r"(?:the (?:about )?|an? (?:peak|record) of |about |around |nearly |just |last (?:month|week|year)['’]s )?"
)
"""What stands between a level and the one it is compared with, which may leave out the unit."""

FARTHEST_COMPARED = 64
"""Characters that such words take at most."""

LEVELS = frozenset({"at", "be", "hit", "is", "of", "reached", "to", "was", "were"})
"""What stands before a share that is a level, not a change."""

COMPARABLE = frozenset({"measure", "money", "percent"})

PARTED = frozenset({"measure", "percent", "percentage_point"})
"""Units of which one may be parted: "three-tenths of one percent"."""

_WEIGHT = re.compile(
    r"-pound (?!(?:bet|bill|coin|deal|fee|fine|note|prize|ticket|voucher)\b)[a-z]"
    r"| pounds? of (?!(?:aid|cash|damage|debt|funding|income|investment|money|public|savings|spending|tax\w*)\b)[a-z]"
)
"""A pound that weighs: "a 200-pound man", "a 500-pound bomb", "40 pounds of cocaine"."""

_OF_ONE = re.compile(r"( of)? an?(?= [a-z])")
"""What stands between a fraction and what it is a part of: "a quarter *of a* mile", "half *a* mile"."""

_DUE = re.compile(r" (?:dollar|euro|peso|rand|rupee|sterling|yen) (?:bond|debt|eurobond|issue|note|paper)s?\b")

_WEIGHED = re.compile(
    r"\b(?:[Ww]eigh(?:s|ed|ing|t)?(?: [\w.'-]{1,12}){0,4}"
    r"|(?:gain|haul|lift|los|put on|shed|tow)(?:e|ed|es|ing|s|t)?"
    r"(?: (?:a|about|almost|another|at|extra|least|more|nearly|over|some|than)){0,3}) $"
)
WEIGHED_REACH = 60
"""Characters before a number in which a verb says that it weighs: "*weighing* less than three", "*lost* 30 pounds"."""

_CENTS = re.compile(r"(?: and |, | )$")
_AMOUNT_END = re.compile(r"[.,;)\n]|$")
_RATIO = re.compile(r" (?:in|in every|out of|out of every|of every) $")
_PER = re.compile(r"(?: [a-z]{4,12})? (?:for every|per) $")
"""What stands between a rate and how many it is told for: "26 deaths per 100,000", "12 for every 1,000"."""

OPENINGS = frozenset({",", "(", "-", "about", "almost", "nearly", "or", "roughly", "some", "than", "that", "–", "—"})
"""What stands before "one in 15" where it is a share."""

LEAST_PER = 100
"""How many a rate is told for at least."""

_TIMES = frozenset({"fold", "time", "times", "x"})


@dataclass(slots=True)
class Expression:
    """A quantity of the text: ``[start, end)`` in characters, tokens `first` to `last`.

    `head` is its syntactically topmost token; `name` the currency sign or word; `reason` says why it is no figure.
    """

    start: int
    end: int
    first: int
    last: int
    amount: Amount
    form: str
    unit: UnitType = "count"
    code: str | None = None
    name: str | None = None
    unit_text: str | None = None
    reason: str | None = None
    scale: Decimal = Decimal(1)


class ExpressionReader:
    """Builds expressions from the numerals of a text."""

    def __init__(self, units: Units, currencies: CurrencyReader, suffixes: dict[str, int], changes: Changes) -> None:
        self._change_verbs = frozenset((*changes.up.verbs, *changes.down.verbs, *changes.open.verbs))
        self._currencies = currencies
        self._suffixes = suffixes
        self._percent = re.compile(rf"[ \u00a0-]?(?:{alternation(units.percents.words)})(?![a-z])")
        self._points = re.compile(rf"[ \u00a0-]?(?:{alternation(units.percents.points)})(?![a-z])")
        long = alternation(word for word in units.measures if len(word) > SYMBOL)
        self._measure = re.compile(
            rf"[ \u00a0-]?({long}(?=e?s?(?![a-z]))|{alternation(units.measures)}(?![a-z]))(?:s|es)?"
        )
        words = (
            *units.percents.words, *units.percents.points, *units.measures, *units.durations.words,
            *currencies.behinds, *LONG, "°", "º", "plus", "+",
        )  # fmt: skip
        self._beginnings = frozenset(word.lower()[:2] for word in words)
        self._temperature = re.compile(r" ?[°º](?:([CF])\b)?")
        self._measures = units.measures
        durations = alternation(units.durations.words)
        self._durations = re.compile(
            rf"(?:-plus|\+)?(?: {alternation(LONG)}(?= ))?[ \u00a0-]?({durations})(?:s|es)?(?![a-z])"
        )

    def read(self, tokens: Tokens, numerals: list[Numeral], countries: Counter[str]) -> list[Expression]:
        """Give the expressions of a text, in order; those that are plainly no figures carry their reason.

        `countries` are those that the article tells of.
        """
        expressions: list[Expression] = []
        for numeral in numerals:
            before = expressions[-1] if expressions else None
            if before and numeral.start < before.end:
                continue  # "400 parts per *million*"
            expression = self._single(tokens, numeral, before.end if before else 0, countries)
            joined = self._join(tokens, before, expression) if before else None
            if joined:
                expressions[-1] = joined
            else:
                expressions.append(expression)
        amount: Expression | None = None
        for place, (one, other) in enumerate(pairwise(expressions)):
            bracketed = place > 0 and tokens.text[one.start - 1] == "(" and expressions[place - 1].unit == one.unit
            amount = one if one.unit == "money" and not bracketed else amount
            if amount and other.scale >= BILLION and other.start - amount.end <= FARTHEST_BILLION:
                self._share_unit(tokens, amount, other, amount.end)
            told = expressions[place - 1]
            if place and other.unit == "count" and _FROM_YEAR.fullmatch(tokens.text, told.end, other.start):
                self._share(told, other)
            if one.unit != other.unit and other.start - one.end <= FARTHEST_COMPARED:
                told = expressions[place - 1] if bracketed else one  # "3 million pounds ($4 million) from 2 million"
                self._share_unit(tokens, told, other, one.end)
        return expressions

    def _share_unit(self, tokens: Tokens, before: Expression, after: Expression, end: int) -> None:
        """Give a bare number the unit of the one it is compared with: "5.5 percent from *5.1*", "from *3.1* to 4%".

        What stands between them begins at the character `end`.
        """
        between = tokens.text[end : after.start]
        left = tokens.lower[max(0, before.first - 1) : before.first]
        if after.unit == "count" and before.unit in COMPARABLE and _COMPARISON.fullmatch(between):
            bare, told = after, before
            if told.unit == "percent" and not (LEVELS & {*left} or between.startswith(",")):
                return  # "rose 8 percent from 310"
        elif after.unit == "count" and before.unit in ("measure", "money") and between == " to " and left == ["by"]:
            bare, told = after, before  # "cut by 2 million tonnes to *9.8 million*"
        elif after.unit == "count" and before.unit == "money" and _goes_on(before, after, between):
            bare, told = after, before  # "spending by 177 billion shillings and borrowing by *169 billion*"
        elif before.unit == "count" and _is_told_behind(after, between, left):
            bare, told = before, after
        elif before.scale >= MILLION and _is_in_millions(tokens, before, after, between):
            after.scale, after.amount = MILLION, Amount(plain((after.amount.point or Decimal(0)) * MILLION))
            self._share(before, after)
            return
        else:
            return
        follow = tokens.all[bare.last + 1] if bare.last + 1 < len(tokens.all) else None
        counts = follow is not None and (
            follow.pos_ in ("NOUN", "PROPN", "NUM", "SYM") or (follow.pos_ == "ADJ" and follow.head.i > follow.i)
        )
        if counts and told.unit == "money" and bare.scale >= BILLION and follow is not None:
            counts = follow.tag_ != "NN"  # "up from 2 billion euros, with a *1.2 billion* order"
        point = bare.amount.point
        if bare.reason or point is None or counts or bare.form not in ("digits", "words") or _may_be_year(tokens, bare):
            return
        self._share(told, bare)
        if bare.scale == 1 < told.scale and between != " to ":
            bare.scale, bare.amount = told.scale, Amount(plain(point * told.scale))

    @staticmethod
    def _share(told: Expression, bare: Expression) -> None:
        """Give a bare number the unit of another."""
        bare.unit, bare.code, bare.name, bare.unit_text = told.unit, told.code, told.name, told.unit_text

    def _single(self, tokens: Tokens, numeral: Numeral, floor: int, countries: Counter[str]) -> Expression:
        """Read one numeral with its unit; what stands before the character `floor` belongs to the one before."""
        text, start, end = tokens.text, numeral.start, numeral.end
        point = numeral.value
        amount = Amount(point, numeral.low, numeral.high, numeral.term)
        first, last = tokens.at(start), tokens.at(end - 1)
        expression = Expression(start, end, first, last, amount, numeral.form, scale=numeral.scale)
        if numeral.form in ("ordinal", "decade", "identifier"):
            expression.reason = numeral.form
            return expression
        if numeral.form == "fraction" and point is not None:
            self._part(text, expression, point)
        elif numeral.term and text.startswith(" of ", end):
            self._attach_beyond(text, expression, end + len(" of"))
        else:
            self._attach(text, expression, floor)
            self._read_letters(tokens, expression, start, floor, countries)
        if numeral.suffix and point is not None:
            self._suffix(tokens, expression, numeral.suffix, point)
        self._sign(text, expression, floor)
        if expression.start != start:
            expression.first = tokens.at(expression.start)
        if expression.end != end:
            expression.last = tokens.at(expression.end - 1)
        return expression

    def _part(self, text: str, expression: Expression, part: Decimal) -> None:
        """Read a fraction: of a unit ("half a percentage point", "a tenth of an inch"), else of what is counted."""
        if whole := _OF_ONE.match(text, expression.end):
            self._attach_beyond(text, expression, whole.end())
            if expression.unit != "count":
                expression.amount = Amount(part.quantize(SHARE_PLACES).normalize())
                return
            if not whole.group(1) and expression.reason is None:
                expression.reason = "part"  # "half a loaf"
        expression.amount = Amount((part * HUNDRED).quantize(SHARE_PLACES).normalize())
        expression.unit, expression.code, expression.unit_text = "ratio", "%", None

    def _attach_beyond(self, text: str, expression: Expression, place: int) -> None:
        """Widen the expression by a unit behind "of" or an article: "millions of *dollars*", "half a *mile*"."""
        end, expression.end = expression.end, place
        self._attach(text, expression, place)
        if expression.end == place:
            expression.end = end

    def _attach(self, text: str, expression: Expression, floor: int) -> None:
        """Widen the expression by the unit beside it."""
        end = expression.end
        right = text[end : end + UNIT_REACH].lower()
        units = self._may_follow(right)
        if units and (match := self._points.match(right)):
            self._set(expression, "percentage_point", "%", text, match.end())
        elif units and (match := self._percent.match(right)):
            self._set(expression, "percent", "%", text, match.end())
        elif found := self._currencies.before(text[max(floor, expression.start - SIGN_REACH) : expression.start]):
            self._set_sign(text, expression, *found)
        elif units:
            self._attach_behind(text, expression, right)

    def _read_letters(
        self, tokens: Tokens, expression: Expression, number: int, floor: int, countries: Counter[str]
    ) -> None:
        """Read letters before a number: a currency of the article's country ("KD35 million"), or a name ("COP 12").

        `number` is the first character of the number itself.
        """
        text, start = tokens.text, expression.start
        if expression.unit == "money":
            if expression.name and self._currencies.is_word(expression.name) and not _is_sum(text, expression):
                expression.start = start = number
                expression.unit, expression.name, expression.unit_text = "count", None, None
            else:
                return
        if expression.unit != "count" or expression.form != "digits" or expression.reason:
            return
        glued = _LETTERS.search(text, max(floor, start - SIGN_REACH), start)
        found = self._currencies.local(text[max(floor, start - SIGN_REACH) : start])
        if found and self._is_local(tokens, expression, found[1], countries, glued=glued is not None):
            self._set_sign(text, expression, *found)
        elif glued and (expression.scale > 1):
            self._set_sign(text, expression, start - glued.start(), glued.group())
        elif glued:
            expression.reason = "identifier"

    def _is_local(
        self, tokens: Tokens, expression: Expression, letters: str, countries: Counter[str], *, glued: bool
    ) -> bool:
        """Tell whether letters are a sign of money here: one letter needs an amount that is told as money is."""
        told = _is_sum(tokens.text, expression)
        if not self._currencies.is_local(letters, countries):
            return told and glued
        return len(letters) > 1 or told or (glued and tokens.lower[max(0, expression.first - 1)] in COSTING)

    def _set_sign(self, text: str, expression: Expression, length: int, name: str) -> None:
        """Make it an amount of the currency whose sign stands before it; the word behind tells more ("$5 Canadian")."""
        end = expression.end
        expression.start, expression.name, expression.unit = expression.start - length, name, "money"
        expression.unit_text = name
        follow = self._currencies.behind(text[end : end + UNIT_REACH])
        if (
            follow
            and follow[1] not in SIGNS
            and not text[end + follow[0] : end + follow[0] + UNIT_REACH].lstrip(" ")[:1].isdigit()
        ):
            expression.end, expression.name = end + follow[0], follow[1]

    def _attach_behind(self, text: str, expression: Expression, right: str) -> None:
        end = expression.end
        found = self._currencies.behind(text[end : end + UNIT_REACH])
        if found and not _weighs(text, expression) and not _matures(text, expression):
            expression.end, expression.name, expression.unit = end + found[0], found[1], "money"
            expression.unit_text = text[end : end + found[0]].strip(" -\u00a0")
        elif expression.scale > 1 and (found := self._currencies.behind_scale(text[end : end + UNIT_REACH])):
            expression.end, expression.name, expression.unit = end + found[0], found[1], "money"
            expression.unit_text = found[1]
        elif match := self._durations.match(right):
            expression.reason = "duration"
        elif match := self._temperature.match(text, end):
            self._set(expression, "measure", TEMPERATURES.get(match.group(1) or "", "deg"), text, match.end() - end)
        elif (match := self._measure.match(right)) and not (match.group() == "g" and text[end] == "G"):  # "3G" names
            self._set(expression, "measure", self._measures[match.group(1)], text, match.end())

    def _may_follow(self, right: str) -> bool:
        """Tell whether the text behind a number begins as some unit does; the patterns of the units take their time."""
        word = right.lstrip(" \u00a0-")
        if right.startswith(self._currencies.glued):
            return True
        return word[:2] in self._beginnings or word[:1] in self._beginnings

    @staticmethod
    def _sign(text: str, expression: Expression, floor: int) -> None:
        """Read the sign of a negative amount, share or measure: "-5%", "minus 12 degrees"."""
        point, start = expression.amount.point, expression.start
        if expression.unit == "ratio" or not point or expression.amount.term:
            return
        if expression.unit == "count" and not _COMPARED.search(text, max(floor, start - COMPARED), start):
            return
        if sign := _NEGATIVE.search(text, max(floor, start - len(" minus ")), start):
            expression.amount = Amount(-point)
            expression.start -= len(sign.group().lstrip(" (\n[<>=\t"))

    @staticmethod
    def _set(expression: Expression, unit: UnitType, code: str, text: str, length: int) -> None:
        end = expression.end
        expression.unit, expression.code, expression.end = unit, code, end + length
        expression.unit_text = text[end : end + length].strip(" -\u00a0") or None

    def _suffix(self, tokens: Tokens, expression: Expression, suffix: str, point: Decimal) -> None:
        """Read a bare letter: a scale beside money or before a plural ("5m people"), else a unit ("a 5m wall")."""
        plural = _counts_several(tokens, expression.last + 1)
        plural = plural or tokens.lower[max(0, expression.first - 2) : expression.first] == ["population", "of"]
        plural = plural or tokens.text[expression.end - 1] == "M"  # "pushes *49M* to the brink": no metres
        if _RANGE_OF_MONEY.search(tokens.text, max(0, expression.start - UNIT_REACH), expression.start):
            plural = True  # "$40-55M"
        if expression.unit in ("measure", "money") or suffix == "k" or (plural and suffix in "mb"):
            expression.scale = Decimal(self._suffixes[suffix])
            expression.amount = Amount(plain(point * expression.scale))
        elif suffix == "m":
            expression.unit, expression.code, expression.unit_text = "measure", "m", "m"
        else:
            expression.reason = "identifier"

    def _join(self, tokens: Tokens, before: Expression, after: Expression) -> Expression | None:
        """Join two expressions into a range ("10-15") or a ratio ("one in five")."""
        if after.start - before.end > FARTHEST:
            return None
        between = tokens.text[before.end : after.start]
        if before.unit == "money" and (whole := self._whole(tokens, before, after, between)):
            return whole
        if before.reason not in (None, "duration") or after.reason not in (None, "duration"):
            return None
        if before.amount.point is None or after.amount.point is None:
            return None
        if before.unit == "ratio" and after.amount.point == 1 and between == " of " and after.unit in PARTED:
            return _part_of_one(before, after)
        if _RATIO.match(between):
            return _ratio(tokens, before, after)
        if before.unit == "count" and after.amount.point >= LEAST_PER and _PER.match(between):
            return _per_so_many(tokens, before, after)
        if _RANGE.match(between):
            return self._range(tokens, before, after, between.strip().removeprefix("- "))
        return None

    def _whole(self, tokens: Tokens, before: Expression, after: Expression, between: str) -> Expression | None:
        """Join an amount with what follows it: its scale ("75 USD million"), or its cents ("3 dollars 50 cents")."""
        major, part = before.amount.point, after.amount.point
        if major is None or part is None or after.reason or not _CENTS.match(between):
            return None
        named = tokens.text[before.end - 1 : before.end].isalpha() and not self._currencies.is_minor(before.name)
        if between == " " and after.scale == part and named and before.scale == 1:
            amount = plain(major * part)
        elif named and part < CENTS and major == major.to_integral_value() and self._is_cents(tokens, after, between):
            amount = major + part / CENTS
        else:
            return None
        return replace(before, end=after.end, last=after.last, amount=Amount(amount), scale=after.scale)

    def _is_cents(self, tokens: Tokens, after: Expression, between: str) -> bool:
        """Tell whether a number tells the cents of the amount before it, by its word or by its two bare digits."""
        if after.unit == "money":
            return self._currencies.is_minor(after.name)
        written = tokens.text[after.start : after.end]
        bare = len(written) == 2 and written.isdigit() and after.unit == "count"
        return between == " " and bare and _AMOUNT_END.match(tokens.text, after.end) is not None

    def _range(self, tokens: Tokens, before: Expression, after: Expression, joint: str) -> Expression | None:
        low, high = before.amount.point, after.amount.point
        if low is None or high is None or not _same_unit(before, after):
            return None
        if joint == "-" and before.form == "digits" and after.form == "words" and after.scale == 1:
            before.reason = after.reason = "identifier"  # "a 7-Eleven"
            return None
        left = tokens.lower[max(0, before.first - 3) : before.first]
        if joint == "and" and "between" not in left:
            return None
        if joint in DASHES and before.unit == after.unit != "count" and _HIGHER.match(tokens.text, after.end):
            return None  # "rose 6.2 percent – 17.8 percent *higher* than a year ago"
        if joint == "or" and not (low < high <= low * 2 and high < 13):
            return None
        if joint == "to" and _may_be_year(tokens, before) and left[-1:] == ["in"] and not _may_be_year(tokens, after):
            return None  # "fell from 7,400 *in 1998 to 5,100*"
        if joint == "to" and (
            (high > LAST_DAY and _MONTH_BEFORE.search(tokens.text, max(0, before.start - 12), before.start))
            or ("from" in left[-2:] and self._changes(tokens, before.first))
            or self._steps(tokens, before, after)
            or (before.name and self._currencies.is_minor(before.name) != self._currencies.is_minor(after.name))
        ):
            return None
        scaled = _reach(before, after, low, high)
        if scaled >= high:
            if joint in ("-", "–", "—", "to") and before.unit == after.unit == "count" and high < 1000:
                before.reason = after.reason = "score"
            return None
        return Expression(
            before.start, after.end, before.first, after.last, Amount(None, scaled, high), after.form,
            before.unit if after.unit == "count" else after.unit,
            after.code, after.name or before.name, after.unit_text or before.unit_text, after.reason,
        )  # fmt: skip

    def _steps(self, tokens: Tokens, before: Expression, after: Expression) -> bool:
        """Tell whether "A to B" is a step and the level it led to: "rose $8.20 to $1,310", "cut by 3 cents to 45"."""
        low, high = before.amount.point, after.amount.point
        if low is None or high is None or after.unit not in (before.unit, "count") or low * STEP_RATIO > high:
            return False
        last = before.first - 1
        return last >= 0 and (tokens.lower[last] in LEADING or tokens.all[last].lemma_ in self._change_verbs)

    def _changes(self, tokens: Tokens, first: int) -> bool:
        """Tell whether "from A to B" is a change: a verb of change stands before it ("rose from 31 to 45")."""
        start = max(tokens.bounds(first)[0], first - CHANGE_REACH)
        return any(tokens.all[place].lemma_ in self._change_verbs for place in range(start, first))


def _counts_several(tokens: Tokens, place: int) -> bool:
    """Tell whether a plural follows, with a word that says what sort it is: "*text messages*", "*new homes*"."""
    words = tokens.all[place : place + 2]
    if not words or words[0].lower_ in DIMENSIONS:
        return False
    if words[0].tag_ in PLURALS:
        return True
    sorted_ = len(words) > 1 and words[0].tag_ in ("JJ", "NN")
    return sorted_ and words[1].tag_ in PLURALS and words[0].head.i == words[1].i


def _is_sum(text: str, expression: Expression) -> bool:
    """Tell whether an amount is told as sums of money are: with a scale, or with groups of digits."""
    written = text[expression.start : expression.end]
    return expression.scale > 1 or "," in written or _GROUP.search(written) is not None


def _weighs(text: str, expression: Expression) -> bool:
    """Tell whether the pounds behind a number are a weight, no money."""
    start, end = expression.start, expression.end
    if expression.scale != 1 or text[end + 1 : end + 6] != "pound":
        return False
    return bool(_WEIGHT.match(text, end) or _WEIGHED.search(text, max(0, start - WEIGHED_REACH), start))


def _goes_on(before: Expression, after: Expression, between: str) -> bool:
    """Tell whether an amount leaves out the currency of the one before it, both in millions or more."""
    if after.scale >= BILLION:
        return "\n" not in between  # people are not counted in billions
    if min(before.scale, after.scale) < MILLION or not (between.endswith(ELIDING) or _GAPPED.fullmatch(between)):
        return False
    return not any(mark in between for mark in ".;\n")


def _is_in_millions(tokens: Tokens, before: Expression, after: Expression, between: str) -> bool:
    """Tell whether an "m" behind an amount of money is of millions too: "1bn euros now and *another 350m* later"."""
    metres = after.code == "m" and tokens.text[after.end - 1] == "m"
    if before.unit != "money" or not metres or any(mark in between for mark in ".;\n"):
        return False
    return between.endswith(ELIDING) and not any(
        word.pos_ in ("ADJ", "NOUN", "PROPN") for word in tokens.all[after.last + 1 : after.last + 2]
    )


def _matures(text: str, expression: Expression) -> bool:
    """Tell whether a number is the year in which a bond of that currency is due: "the 2028 dollar bond"."""
    return _DUE.match(text, expression.end) is not None and text[expression.start : expression.end].isdigit()


def _is_told_behind(after: Expression, between: str, left: list[str]) -> bool:
    """Tell whether the unit of a number is that of the next: "from *3.1* to 4%", "a cell of *2* by 3 metres"."""
    if between == " to ":
        return after.unit in COMPARABLE and left == ["from"]
    return after.unit == "measure" and between in (" by ", " x ", " × ")


def _may_be_year(tokens: Tokens, expression: Expression) -> bool:
    written = tokens.text[expression.start : expression.end]
    return len(written) == 4 and written.isdigit() and written[:2] in ("18", "19", "20")


def _same_unit(before: Expression, after: Expression) -> bool:
    """Tell whether two numbers can make a range: one unit, told once or twice ("$2-3 billion", "5 to 6%")."""
    return before.unit in (after.unit, "count") or (before.unit == "money" and after.unit == "count")


def _reach(before: Expression, after: Expression, low: Decimal, high: Decimal) -> Decimal:
    """Let the scale word of the second number reach the first: "5 to 6 million"."""
    if before.scale == 1 and after.scale > 1 and low * after.scale < high:
        return low * after.scale
    return low


def _part_of_one(before: Expression, after: Expression) -> Expression:
    """Read "one-tenth of 1 percent"."""
    part = ((before.amount.point or Decimal(0)) / HUNDRED).normalize()
    return replace(after, start=before.start, first=before.first, amount=Amount(part), form="fraction")


def _ratio(tokens: Tokens, before: Expression, after: Expression) -> Expression | None:
    part, whole = before.amount.point, after.amount.point
    if part is None or not whole or part >= whole or before.unit != "count":
        return None
    if whole not in ROUND_WHOLES and not (part == 1 and whole < LEAST_PER and _stands_alone(tokens, before.first)):
        return None
    share = (part / whole * HUNDRED).quantize(SHARE_PLACES).normalize()
    return Expression(
        before.start, after.end, before.first, after.last, Amount(share), "fraction", "ratio", "%"
    )  # fmt: skip


def _stands_alone(tokens: Tokens, first: int) -> bool:
    """Tell whether "one in 15" is a share, not one of something told before: it begins a phrase."""
    return first == tokens.bounds(first)[0] or tokens.lower[first - 1] in OPENINGS


def _per_so_many(tokens: Tokens, before: Expression, after: Expression) -> Expression:
    """Read a rate as it is told: "26 per 100,000" stays 26, its unit says of how many."""
    text = tokens.text[before.end : after.end].strip()
    code = f"/{after.amount.point}"
    return replace(before, end=after.end, last=after.last, unit="ratio", code=code, unit_text=text)


def heads(tokens: Tokens, expression: Expression) -> Iterator[int]:
    """Give the tokens of an expression whose syntactic heads lie outside it."""
    for place in range(expression.first, expression.last + 1):
        head = tokens.all[place].head.i
        if head < expression.first or head > expression.last or head == place:
            yield place
