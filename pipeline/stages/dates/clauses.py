"""Whether what happens at each time expression was or is to come: by the clause it stands in, and by the whole text."""

from dataclasses import dataclass
from itertools import pairwise

from pipeline.stages.dates import tense
from pipeline.stages.dates.nodes import (
    CalendarDate,
    Clock,
    Compared,
    Ending,
    Expression,
    Inside,
    Named,
    Node,
    Portion,
    Removed,
    Shifted,
)
from pipeline.stages.dates.scan import Scan

_OF_TENSE = (CalendarDate, Named, Shifted, Portion, Compared)
"""What is found by the tense of its clause."""

_MODIFIERS = frozenset(["compound", "nmod", "nummod"])
_POSSESSED = _MODIFIERS | {"poss"}
_LEFT = frozenset([("left",), ("remaining",), ("to", "come"), ("to", "go")])


_LATE = frozenset(["early", "late"])

NEAR = 6
"""How far before a day the word that compares may stand: "against a revised 143.02 yen late Friday"."""

LENT = 3
"""How many words may stand between a time and the day it is of."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The tense that tells of a time expression; `is_sure` where it is that of the very verb it hangs on."""

    tense: int
    is_sure: bool


_UNTOLD = Clause(tense.UNKNOWN, is_sure=False)
_TO_COME = Clause(tense.FUTURE, is_sure=True)
_DEADLINE = Clause(tense.FUTURE, is_sure=False)


def of_all(s: Scan, expressions: list[Expression]) -> list[Clause]:
    """Give the clauses of all expressions of a text.

    "Monday's debate" is the one that "they meet on Monday" tells of, whatever the tense around it; and "the 7 October
    attack" is of the day that "on 7 October gunmen attacked" tells of. So is what may come of "Monday's strike" where
    "nine died on Monday".
    """
    found = [_of(s, expression) for expression in expressions]
    for i, (clock, day) in enumerate(pairwise(expressions), 1):
        if isinstance(clock.node, Clock) and clock.node.day == day.node and day.start - clock.end <= LENT:
            found[i] = found[i - 1]  # "until midnight on *Friday*"
    names = [weekday_name(expression.node) or _day_of_year(expression.node) for expression in expressions]
    sure: dict[int | tuple[int, int], set[int]] = {}
    for clause, name in zip(found, names, strict=True):
        if name and _is_told(clause, name):
            sure.setdefault(name, set()).add(clause.tense)
    followed = {name: _followed(name, tenses) for name, tenses in sure.items()}
    return [
        Clause(followed[name], is_sure=not isinstance(name, int))
        if name and followed.get(name) and not _is_told(clause, name)
        else clause
        for clause, name in zip(found, names, strict=True)
    ]


def _is_told(clause: Clause, name: int | tuple[int, int]) -> bool:
    return clause.is_sure and (isinstance(name, int) or clause.tense != tense.UNKNOWN)


def _followed(name: int | tuple[int, int], tenses: set[int]) -> int:
    """Give the tense that all mentions of a day follow, where it is sure of some and they agree."""
    if isinstance(name, int) and tenses == {tense.FUTURE}:
        return tense.FUTURE
    return tense.PAST if tense.PAST in tenses and tense.FUTURE not in tenses else tense.UNKNOWN


def _day_of_year(node: Node) -> tuple[int, int] | None:
    """Give the month and day that an expression names without its year."""
    inner = _innermost(node)
    if not isinstance(inner, CalendarDate) or inner.year is not None or inner.within is not None:
        return None
    return (inner.month, inner.day) if inner.month and inner.day else None


def weekday_name(node: Node) -> int | None:
    """Give the weekday that an expression names without more."""
    inner = _innermost(node)
    is_bare = isinstance(inner, Named) and inner.cycle == "weekday" and inner.shift is None and inner.within is None
    return int(inner.name) if is_bare and isinstance(inner, Named) and isinstance(inner.name, int) else None


def _of(s: Scan, found: Expression) -> Clause:
    """Give the clause around an expression that needs it; a deadline without a tense is to come."""
    if found.relation == "since":
        return Clause(tense.PAST, is_sure=True)
    if s.words[max(0, found.start - 2) : found.start] == ["ahead", "of"] or s.word(found.start - 1) == "come":
        return _TO_COME
    node = _innermost(found.node)
    is_at = node is None and s.word(found.start - 1) in s.vocabulary.words.cues.moment_before
    if is_at or (isinstance(found.node, Clock) and (found.node.to_next_day or found.node.is_some_part)):
        return Clause(tense.direction(s.root(found), s.vocabulary.words.tense), is_sure=True)
    if not isinstance(node, _OF_TENSE) or _is_certain(node):
        return _UNTOLD
    is_day = isinstance(node, CalendarDate) or _is_weekday(node)
    if (is_day and tense.is_of_sudden_event(s.root(found), s.vocabulary.words.tense)) or _is_held_against(
        s, found, node
    ):
        return Clause(tense.PAST, is_sure=True)
    if _is_delivered(s, found) or _is_left(s, found):
        return _TO_COME
    return _by_tense(s, found, node)


def _by_tense(s: Scan, found: Expression, node: Node) -> Clause:
    """Give the clause of an expression that its tense makes another date of."""
    root, verbs = s.root(found), s.vocabulary.words.tense
    is_limit = found.relation in ("by", "until")
    if tense.is_to_come(root, verbs) or (is_limit and tense.is_infinitive(root, verbs)):
        return _TO_COME if _is_weekday(node) else _DEADLINE
    if found.relation == "until" and _is_weekday(node) and tense.is_perfect(root):
        return _TO_COME  # "a curfew has been imposed until *Friday*"
    is_past = tense.is_closed(root, verbs) or _follows_verb(s, found, node)
    direction = tense.PAST if is_past else tense.direction(root, verbs)
    if isinstance(node, Shifted) and tense.is_seen_from_past(root):
        return _UNTOLD
    if direction == tense.PAST and not isinstance(node, Shifted) and tense.is_of_event(root, verbs):
        return _UNTOLD
    if direction == tense.UNKNOWN:
        if _is_month(node) and tense.is_of_what_was(root, verbs):
            return Clause(tense.PAST, is_sure=False)
        is_bare_day = _is_weekday(node) and s.word(found.start - 1) != "from"
        if is_limit or (is_bare_day and tense.is_set(root, verbs)):
            return _TO_COME
        if _is_month(node) and tense.is_of_event(root, verbs) and tense.is_awaited_event(root):
            return _DEADLINE
    if direction == tense.FUTURE and isinstance(node, CalendarDate) and tense.is_of_past_plan(root):
        return _DEADLINE
    return Clause(direction, is_sure=tense.is_direct(root, verbs))


def _follows_verb(s: Scan, found: Expression, node: Node) -> bool:
    """Tell whether a day stands right behind a verb in the past: "said *Thursday night* it would close".

    So does a month behind one of saying: "said in *July* it would close".
    """
    is_month = _is_month(node) and found.start > 1 and s.word(found.start - 1) == "in"
    before = found.start - 1 - is_month
    if before < 0 or not (is_month or _is_weekday(node)) or s.words[found.end : found.end + 2] == ["'", "s"]:
        return False
    verb = s.token(before)
    is_told = not is_month or verb.lemma_ in s.vocabulary.words.tense.saying
    return is_told and verb.tag_ == "VBD" and s.root(found).dep_ not in _POSSESSED


def _is_held_against(s: Scan, found: Expression, node: Node) -> bool:
    """Tell whether a day is that of a price that another is held against: "compared with 143.02 *late Wednesday*"."""
    if not _is_weekday(node) or s.words[found.start] not in _LATE:
        return False
    return not s.vocabulary.words.cues.comparing_far.isdisjoint(s.words[max(0, found.start - NEAR) : found.start])


def _is_delivered(s: Scan, found: Expression) -> bool:
    """Tell whether a month is that of a delivery: "gold for December delivery", "November crude futures"."""
    if not isinstance(found.node, Named) or found.node.cycle != "month":
        return False
    token = s.root(found)
    return token.dep_ in _MODIFIERS and token.head.lower_ in s.vocabulary.words.cues.delivered


def _is_left(s: Scan, found: Expression) -> bool:
    """Tell whether what is on a day is still to be done: "with *Sunday*'s race left", "only *Monday*'s vote to go"."""
    token = s.root(found)
    if token.dep_ not in _POSSESSED or token.head.i < token.i:
        return False
    after = s.tree[token.head.i + 1 : token.head.i + 4]
    words = [word.lower_ for word in after]
    length = 2 if words[:1] == ["to"] else 1
    return tuple(words[:length]) in _LEFT and all(word.is_punct for word in after[length : length + 1])


def _innermost(node: Node) -> Node | None:
    """Give what an expression hangs on: the day of a time, the end of a period, the whole of a part."""
    match node:
        case Clock():
            return _innermost(node.day) if node.day else None
        case Ending():
            return _innermost(node.end)
        case Inside():
            return _innermost(node.within)
        case Removed():
            return _innermost(node.of)
        case _:
            return node


def _is_certain(node: Node) -> bool:
    """Tell whether no tense makes another date of it: a day with its year, "last week"."""
    if isinstance(node, CalendarDate):
        return node.year is not None or node.known is not None
    if not isinstance(node, Shifted) or node.unit in ("weekend", "quarter"):
        return False
    return node.frame != "story" or (node.offset != 0 and not node.counted)


def _is_month(node: Node) -> bool:
    return isinstance(node, Named) and node.cycle == "month" and node.shift is None


def _is_weekday(node: Node) -> bool:
    return isinstance(node, Named) and node.cycle == "weekday" and node.shift is None
