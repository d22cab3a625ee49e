"""Lengths reckoned from a happening: "a month into the war", "two years since the invasion".

The happening is dated by a date in its own noun phrase or clause ("Russia's invasion in 2022"), or else by a date
that the text gives elsewhere to a word of the same kind ("On 24 February 2022 Putin invaded Ukraine"); which words are
of one kind says the lexicon. "It will be two years since the invasion on 24 February" dates the invasion by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from spacy.tokens import Token

from pipeline.stages.dates import periods
from pipeline.stages.dates.lengths import length
from pipeline.stages.dates.nodes import Amount, Expression, Measured
from pipeline.stages.dates.periods import Period
from pipeline.stages.dates.resolve import FINENESS, UNIT_FINENESS, Base, Resolved, grain_of, moved
from pipeline.stages.dates.scan import Scan
from pipeline.syntax import OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, children

MAX_STEPS = 4
"""How far above a date in the tree its happening may be: "on 24 February" hangs two steps below its verb."""

_EXACT = frozenset(["day", "time"])


@dataclass(frozen=True, slots=True)
class Dated:
    """A happening's word with the period it is dated to, and the expression that dates it."""

    kind: str
    period: Period
    index: int


def resolve_all(
    s: Scan, expressions: list[Expression], resolved: list[Resolved], speech: Base | None
) -> list[Resolved]:
    """Resolve the expressions that are reckoned from a happening; the others stay as they are."""
    measured = [(i, found.node) for i, found in enumerate(expressions) if isinstance(found.node, Measured)]
    if not measured:
        return resolved
    result = list(resolved)
    known = list(_dated(s, expressions, resolved))
    measured.sort(key=lambda entry: (s.doc[entry[1].preposition].lower_ != "since", entry[0]))
    for i, node in measured:
        landmark = _landmark(s.doc[node.preposition])
        if landmark is None or node.amount.count is None:
            continue
        base = _base(s, node, landmark, expressions, result, known)
        try:
            if s.doc[node.preposition].lower_ != "since":
                result[i] = _reckoned(node, node.amount.count, base) if base else result[i]
            elif end := _same_clause(s, i, expressions, result) or speech:
                result[i], begin = _since(node.amount, node.amount.count, base, end) or (result[i], None)
                if begin:
                    known.append(Dated(_kind(s, landmark), begin, end.index if end.index is not None else i))
        except (OverflowError, ValueError):  # outside the years 1 to 9999: stays unresolved
            continue
    return result


def _dated(s: Scan, expressions: list[Expression], resolved: list[Resolved]) -> Iterator[Dated]:
    """Give the happenings that a date of the text hangs on."""
    for i, (found, result) in enumerate(zip(expressions, resolved, strict=True)):
        if result.period is None or result.type == "DURATION" or found.relation:
            continue
        for token in _above(s, found):
            kinds = [_kind(s, named) for named in _named_by(s, token)]
            yield from (Dated(kind, result.period, i) for kind in kinds)
            if kinds:
                break


def _above(s: Scan, found: Expression) -> Iterator[Token]:
    """Give the tokens above an expression's head, nearest first."""
    token = s.tokens(found).root
    for _ in range(MAX_STEPS):
        if token.head is token:
            return
        token = token.head
        yield token


def _named_by(s: Scan, token: Token) -> list[Token]:
    """Give the words whose happening a date below `token` dates: a noun of the lexicon, a verb, what a verb begins."""
    lemma = token.lemma_.lower()
    if lemma in s.vocabulary.words.onset.verbs:
        return [token, *children(token, *SUBJECTS, *PASSIVE_SUBJECTS, *OBJECTS)]
    return [token] if token.pos_ == "VERB" or lemma in s.vocabulary.landmarks else []


def _kind(s: Scan, landmark: Token) -> str:
    lemma = landmark.lemma_.lower()
    return s.vocabulary.landmarks.get(lemma, lemma)


def _landmark(preposition: Token) -> Token | None:
    """Give the noun below a preposition, or the verb of the clause it opens."""
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            return child
    return preposition.head if preposition.dep_ == "mark" else None


def _base(
    s: Scan,
    node: Measured,
    landmark: Token,
    expressions: list[Expression],
    resolved: list[Resolved],
    known: list[Dated],
) -> Dated | None:
    """Give the landmark's date: from its own phrase first, then from the rest of the text, the finest first."""
    begin, end = landmark.left_edge.i, landmark.right_edge.i
    kind = _kind(s, landmark)
    for i, (found, result) in enumerate(zip(expressions, resolved, strict=True)):
        inside = begin <= s.token_index(found.start) <= end and s.token_index(found.start) > node.preposition
        if inside and result.period and result.type != "DURATION" and not isinstance(found.node, Measured):
            return Dated(kind, result.period, i)
    if s.doc[node.preposition].lower_ == "after" and landmark.lemma_.lower() in s.vocabulary.words.lasting.nouns:
        return None
    same = [entry for entry in known if entry.kind == kind]
    return min(same, key=lambda entry: (FINENESS[entry.period.grain], entry.index), default=None)


def _reckoned(node: Measured, count: Decimal, base: Dated) -> Resolved:
    """Go the length on from the landmark's date; the result is as fine as the coarser of the two."""
    at = moved(base.period.first, count * node.direction, node.amount.unit)
    period = _around(at, node.amount, base.period)
    value = period.value if node.is_date else length((node.amount,))
    return Resolved(
        "DATE" if node.is_date else "DURATION",
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


def _same_clause(s: Scan, index: int, expressions: list[Expression], resolved: list[Resolved]) -> Base | None:
    """Give the day that the verb above the length is dated to: "On 24 February it will be two years since ..."."""
    verb = _verb(s, expressions[index])
    if verb is None:
        return None
    for i, result in enumerate(resolved):
        is_day = i != index and result.period and result.period.grain in _EXACT and result.type == "DATE"
        if is_day and result.period and _verb(s, expressions[i]) == verb:
            return Base(result.period.first, "text", i)
    return None


def _verb(s: Scan, found: Expression) -> Token | None:
    token = s.tokens(found).root
    for _ in range(MAX_STEPS):
        if token.pos_ in ("VERB", "AUX") or token.head is token:
            break
        token = token.head
    return token if token.pos_ in ("VERB", "AUX") else None
