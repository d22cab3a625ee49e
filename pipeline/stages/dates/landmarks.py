"""Lengths reckoned from a happening: "a month into the war", "two years since the invasion".

The happening is dated by a date in its own noun phrase or clause ("Russia's invasion in 2022"), or else by a date
that the text gives elsewhere to the same word ("the verdict came on Monday") or to one of the same kind ("On 24
February 2022 Putin invaded Ukraine"); which words are of one kind says the lexicon. "It will be two years since the
invasion on 24 February" dates the invasion by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from pipeline.stages.dates import periods
from pipeline.stages.dates.context import FINENESS, UNIT_FINENESS, Base, Resolved
from pipeline.stages.dates.lengths import length
from pipeline.stages.dates.nodes import Amount, Expression, Measured
from pipeline.stages.dates.periods import Period
from pipeline.stages.dates.reckoning import grain_of, moved
from pipeline.stages.dates.scan import Scan
from pipeline.syntax import OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, children
from pipeline.tree import Token

MAX_STEPS = 4
"""How far above a date in the tree its happening may be: "on 24 February" hangs two steps below its verb."""

NEIGHBOURS = 8
"""How many expressions away a date of the same clause may be."""

_KNOWN = frozenset(["det", "poss"])

_EXACT = frozenset(["day", "time"])

type Name = tuple[Literal["word", "kind"], str]
"""What a happening is known by."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The period that a happening is dated to, and the expression that dates it."""

    period: Period
    index: int


def resolve_all(
    s: Scan, expressions: list[Expression], resolved: list[Resolved], speech: Base | None
) -> list[Resolved]:
    """Resolve the expressions that are reckoned from a happening; the others stay as they are."""
    measured = [(i, found.node) for i, found in enumerate(expressions) if isinstance(found.node, Measured)]
    if not measured:
        return resolved
    landmarks = _Landmarks(s, expressions, resolved, speech)
    for i, node in sorted(measured, key=lambda entry: (not landmarks.is_since(entry[1]), entry[0])):
        try:
            landmarks.resolve(i, node)
        except (OverflowError, ValueError):  # outside the years 1 to 9999: stays unresolved
            continue
    return landmarks.resolved


class _Landmarks:
    """The happenings of a text that are dated, by their kind, and the expressions reckoned from them."""

    def __init__(self, s: Scan, expressions: list[Expression], resolved: list[Resolved], speech: Base | None) -> None:
        self.s = s
        self.expressions = expressions
        self.resolved = list(resolved)
        self.speech = speech
        self.known: dict[Name, Dated] = {}
        self.measured_from = _measured_from(s, expressions)
        for i, (found, result) in enumerate(zip(expressions, resolved, strict=True)):
            if result.period and result.type != "DURATION" and not found.relation:
                self._learn_from(found, i, result.period)

    def _learn_from(self, found: Expression, index: int, period: Period) -> None:
        """Date the happening that an expression hangs on."""
        for token in _above(self.s, found):
            happenings = [one for one in _named_by(self.s, token) if found.start > self.measured_from.get(one.i, -1)]
            for happening in happenings:
                self._learn(happening, Dated(period, index))
            if token.pos_ == "VERB" or any(self._kind(happening) for happening in happenings):
                return

    def _learn(self, happening: Token, dated: Dated) -> None:
        """Keep the finest date of a word and of its kind, the first one of these."""
        for name in self._names(happening):
            old = self.known.get(name)
            if old is None or FINENESS[dated.period.grain] < FINENESS[old.period.grain]:
                self.known[name] = dated

    def _names(self, token: Token) -> list[Name]:
        """Give what a happening is known by: its word, unless it says too little, and its kind."""
        lemma, kind = token.lemma_.lower(), self._kind(token)
        tells = token.pos_ in ("NOUN", "VERB") and lemma not in self.s.vocabulary.words.onset.light
        names: list[Name] = [("word", lemma)] if tells else []
        return [*names, ("kind", kind)] if kind else names

    def _kind(self, token: Token) -> str | None:
        return self.s.vocabulary.landmarks.get(token.lemma_.lower())

    def is_since(self, node: Measured) -> bool:
        """Tell whether the length reaches from the happening on: "two years since the invasion"."""
        return self.s.tree[node.preposition].lower_ == "since"

    def resolve(self, index: int, node: Measured) -> None:
        """Resolve one expression, if its happening is dated; may raise OverflowError."""
        landmark = _landmark(self.s.tree[node.preposition])
        if landmark is None or node.amount.count is None:
            return
        base = self._base(index, node, landmark)
        if base and FINENESS[base.period.grain] > FINENESS["year"]:
            return
        if not self.is_since(node):
            if base:
                self.resolved[index] = _reckoned(node, node.amount.count, base)
            return
        end = self._same_clause(index) or self.speech
        since = _since(node.amount, node.amount.count, base, end) if end else None
        if since and end:
            self.resolved[index] = since[0]
            self._learn(landmark, Dated(since[1], end.index if end.index is not None else index))

    def _base(self, index: int, node: Measured, landmark: Token) -> Dated | None:
        """Give the landmark's date: from its own phrase or clause first, then from the rest of the text."""
        last = landmark.right_edge.i
        for i in range(index + 1, len(self.expressions)):
            found, result = self.expressions[i], self.resolved[i]
            if self.s.token_index(found.start) > last:
                break
            is_its = not isinstance(found.node, Measured) and not _is_said(self.s.root(found), landmark)
            if result.period and result.type != "DURATION" and is_its:
                return Dated(result.period, i)
        lasting = landmark.lemma_.lower() in self.s.vocabulary.words.lasting.nouns
        if (lasting and self.s.tree[node.preposition].lower_ == "after") or _is_another(landmark):
            return None
        return next((self.known[name] for name in self._names(landmark) if name in self.known), None)

    def _same_clause(self, index: int) -> Base | None:
        """Give the day the verb above the length is dated to: "On 24 February it will be two years since ..."."""
        verb = _verb(self.s, self.expressions[index])
        if verb is None:
            return None
        for i in range(max(0, index - NEIGHBOURS), min(index + NEIGHBOURS + 1, len(self.expressions))):
            result = self.resolved[i]
            is_day = i != index and result.period and result.period.grain in _EXACT and result.type == "DATE"
            if is_day and result.period and _verb(self.s, self.expressions[i]) == verb:
                return Base(result.period.first, "text", i)
        return None


def _measured_from(s: Scan, expressions: list[Expression]) -> dict[int, int]:
    """Give the happenings that a length is reckoned from, with its place.

    A date before it is not theirs: "Today, 30 years after he was killed".
    """
    starts = [(found.node.preposition, found.start) for found in expressions if isinstance(found.node, Measured)]
    landmarks = [(_landmark(s.tree[preposition]), start) for preposition, start in starts]
    return {landmark.i: start for landmark, start in landmarks if landmark is not None}


def _above(s: Scan, found: Expression) -> Iterator[Token]:
    """Give the tokens above an expression's head, nearest first."""
    token = s.root(found)
    for _ in range(MAX_STEPS):
        if token.head is token:
            return
        token = token.head
        yield token


def _named_by(s: Scan, token: Token) -> list[Token]:
    """Give the words whose happening a date below `token` dates: its own, or with "begin" that of its arguments.

    What one goes "to" is an argument as well ("go to the polls"), and what is "due" is what the word stands by.
    """
    if token.lemma_.lower() in s.vocabulary.words.onset.verbs:
        aims = [place for to in children(token, "prep") if to.lower_ == "to" for place in children(to, "pobj")]
        return [token, *children(token, *SUBJECTS, *PASSIVE_SUBJECTS, *OBJECTS), *aims]
    if token.lower_ in s.vocabulary.words.tense.due:
        return [token.head, *children(token.head, *SUBJECTS)]
    return [token]


def _landmark(preposition: Token) -> Token | None:
    """Give the noun below a preposition, or the verb of the clause it opens."""
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            return child
    return preposition.head if preposition.dep_ == "mark" else None


def _is_another(happening: Token) -> bool:
    """Tell whether a happening is none that was told of before: "after *an attack*", "after shelling *killed* five"."""
    if happening.pos_ == "NOUN":
        return any(word.lower_ in ("a", "an", "another") for word in happening.lefts)
    parts = children(happening, *SUBJECTS, *PASSIVE_SUBJECTS, *OBJECTS)
    return any(part.pos_ == "NOUN" and not any(word.dep_ in _KNOWN for word in part.lefts) for part in parts)


def _is_said(token: Token, landmark: Token) -> bool:
    """Tell whether a date is that of what the happening says: "a day after it *reported* that March sales rose"."""
    while token.i not in (landmark.i, token.head.i):
        if token.dep_ == "ccomp":
            return True
        token = token.head
    return False


def _reckoned(node: Measured, count: Decimal, base: Dated) -> Resolved:
    """Go the length on from the landmark's date; the result is as fine as the coarser of the two."""
    at = moved(base.period.first, count * node.direction, node.amount.unit)
    period = _around(at, node.amount, base.period)
    value = f"{period.value}{node.part}" if node.is_date else length((node.amount,))
    return Resolved(
        "TIME" if node.part else "DATE" if node.is_date else "DURATION",
        value,
        replace(period, value=value),
        "relative",
        Base(base.period.first, "text", base.index),
        approximate=period.grain not in _EXACT,
    )


def _around(at: date, amount: Amount, base: Period) -> Period:
    if UNIT_FINENESS[amount.unit] < FINENESS[base.grain]:
        return periods.HOLDERS[base.grain](at)
    unit = "day" if UNIT_FINENESS[amount.unit] <= 1 else amount.unit
    period = periods.HOLDERS[{"fortnight": "week", "millennium": "century"}.get(unit, unit)](at)
    return replace(period, edtf=at.isoformat()) if period.grain == "week" else period


def _since(amount: Amount, count: Decimal, base: Dated | None, end: Base) -> tuple[Resolved, Period] | None:
    """Give the stretch from the landmark to the date in the same clause, or else to the time of speech.

    The second of the pair is the landmark's own date, from the text or reckoned back.
    """
    back = moved(end.at, -count, amount.unit)
    exact = end.kind == "text"
    begin = base.period if base else periods.day(back) if exact else _around(back, amount, periods.day(back))
    if begin.first > end.at:
        return None
    value = length((amount,))
    edtf = f"{begin.edtf}{'' if exact or base else '~'}/{end.at.isoformat()}"
    stretch = Period(grain_of(amount.unit), begin.first, end.at, value, edtf)
    anchor = Base(begin.first, "text", base.index) if base and not exact else end
    return Resolved("DURATION", value, stretch, "relative", anchor), begin


def _verb(s: Scan, found: Expression) -> Token | None:
    token = s.root(found)
    for _ in range(MAX_STEPS):
        if token.pos_ in ("VERB", "AUX") or token.head is token:
            break
        token = token.head
    return token if token.pos_ in ("VERB", "AUX") else None
