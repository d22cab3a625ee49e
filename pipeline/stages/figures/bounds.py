"""Bounds: "at least", "nearly", "or more" and what they make of a number."""

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.stages.figures.lexicons import Bounds, BoundWords
from pipeline.stages.figures.tokens import Tokens
from schemas.figure import Value

PASSED = frozenset({
    "a", "additional", "an", "another", "as", "further", "just", "now", "only", "other", "still", "well",
})  # fmt: skip
"""Words that may stand between a bound and its number: "at least another 40"."""

ARTICLES = frozenset({"a", "an"})
PLACING = frozenset({"above", "below", "over", "under"})
"""Bounds that are prepositions of place and rule too, before an article: "signed *over a* 5 million dollar debt"."""

DENIALS = frozenset({"hardly", "n't", "never", "not", "without"})
VERBS_ALONE = frozenset({"exceed", "outnumber", "surpass"})
"""Verbs of a bound that are nothing else, whatever they are tagged."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What bound words say; `first` and `last` are the outermost tokens of quantity and bound words together."""

    low: bool = False
    high: bool = False
    inclusive: bool = True
    approximate: bool = False
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Amount:
    """The number or numbers of a quantity, before any bound: a point, or an interval (range or vague word)."""

    point: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    term: str | None = None


class BoundReader:
    """Reads the bound words around a quantity."""

    def __init__(self, bounds: Bounds) -> None:
        self._before: dict[str, list[tuple[tuple[str, ...], BoundWords]]] = defaultdict(list)
        self._after: dict[str, list[tuple[tuple[str, ...], BoundWords]]] = defaultdict(list)
        self._verbs: dict[str, BoundWords] = {}
        for words in bounds.classes():
            for phrase in words.before:
                parts = tuple(phrase.split())
                self._before[parts[-1]].append((parts, words))
            for phrase in words.after:
                parts = tuple(phrase.replace("-", "- ").split())
                self._after[parts[0]].append((parts, words))
            self._verbs |= dict.fromkeys(words.verbs, words)
        self._no_bound = {tuple(phrase.split()): frozenset(verbs) for phrase, verbs in bounds.no_bound.items()}
        for table in (self._before, self._after):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def read(self, tokens: Tokens, first: int, last: int, counted: int | None = None) -> Bound:
        """Read the bound of the quantity in tokens ``[first, last]``; `counted` is the last token of what it counts."""
        bound = Bound(first=first, last=last)
        start, end = tokens.bounds(first)
        place = first
        for _ in range(3):
            found = self._left(tokens, place, start)
            if found is None:
                break
            place, words = found
            bound = replace(_with(bound, words), first=place)
        if place == first:
            bound = self._verb(tokens, first, start, bound)
        for inside in range(first + 1, last):  # "40-*plus* million"
            if (within := self._right(tokens, inside, last)) is not None:
                return _with(bound, within[1])
        for behind in {last + 1, (counted + 1) if counted is not None else last + 1}:
            after = self._right(tokens, behind, end)
            if after is not None:
                return replace(_with(bound, after[1]), last=max(last, after[0]))
        return bound

    def _left(self, tokens: Tokens, place: int, start: int) -> tuple[int, BoundWords] | None:
        lower = tokens.lower
        for skipped in range(4):
            at = place - 1 - skipped
            if at < start:
                return None
            for parts, words in self._before.get(lower[at], ()):
                first = at - len(parts) + 1
                if parts[-1] in PLACING and not ARTICLES.isdisjoint(lower[at + 1 : place]):
                    continue  # "*under a* $44 billion programme"
                if first >= start and tuple(lower[first : at + 1]) == parts and not self._is_none(tokens, first, parts):
                    return first, words
            if lower[at] not in PASSED and not lower[at].isspace():
                return None
        return None

    def _is_none(self, tokens: Tokens, first: int, parts: tuple[str, ...]) -> bool:
        """Tell whether the words belong to the verb before them: "worried about 30 people", "went up to 80"."""
        return first > 0 and tokens.all[first - 1].lemma_ in self._no_bound.get(parts, ())

    def _verb(self, tokens: Tokens, first: int, start: int, bound: Bound) -> Bound:
        """Read "has passed 5,000", "will not exceed 300"."""
        at = first - 1
        while at >= start and tokens.lower[at] in ("the", "a"):
            at -= 1
        if at < start or (tokens.all[at].pos_ not in ("VERB", "AUX") and tokens.all[at].lemma_ not in VERBS_ALONE):
            return bound
        words = self._verbs.get(tokens.all[at].lemma_)
        if words is None:
            return bound
        if DENIALS & set(tokens.lower[max(start, at - 2) : at]):
            return replace(bound, high=True, inclusive=True)
        return _with(bound, words)

    def _right(self, tokens: Tokens, place: int, end: int) -> tuple[int, BoundWords] | None:
        if place >= end:
            return None
        for parts, words in self._after.get(tokens.lower[place], ()):
            last = place + len(parts) - 1
            if last < end and tuple(tokens.lower[place : last + 1]) == parts:
                compared = parts[0] == "or" and tokens.lower[last + 1 : last + 2] == ["than"]  # "20 or less than 30"
                return None if compared else (last, words)
        return None


def _with(bound: Bound, words: BoundWords) -> Bound:
    """Add what `words` say; the bound nearest to the number goes first, a second side makes an interval no wider."""
    approximate = bound.approximate or words.approximate
    if words.side == "point" or bound.low or bound.high:
        again = (bound.low and words.side == "low") or (bound.high and words.side == "high")
        inclusive = bound.inclusive or (again and bool(words.inclusive))  # "more than 40 or equal to"
        return replace(bound, inclusive=inclusive, approximate=approximate)
    inclusive = bool(words.inclusive)
    return replace(
        bound, low=words.side == "low", high=words.side == "high", inclusive=inclusive, approximate=approximate
    )


def interval(before: Value, after: Value) -> Value | None:
    """Give the interval that a lower bound and an upper bound make ("more than 20 but fewer than 35")."""
    low, high = before.low, after.high
    if low is None or high is None or before.high is not None or after.low is not None or low >= high:
        return None
    approximate = before.approximate or after.approximate
    return _value(None, low, before.low_inclusive, high, after.high_inclusive, approximate, None)


def value(amount: Amount, bound: Bound) -> Value:
    """Put a number and its bound together (CONTRACT: bounds)."""
    low, high, term = amount.low, amount.high, amount.term
    approximate = bound.approximate or (amount.point is not None and term is not None)
    if amount.point is not None:
        point = amount.point
        if bound.low:
            return _value(None, point, bound.inclusive, None, None, bound.approximate, term)
        if bound.high:
            return _value(None, None, None, point, bound.inclusive, bound.approximate, term)
        if approximate:
            return _value(point, None, None, None, None, True, term)
        return _value(point, point, True, point, True, False, None)
    if bound.low and low is not None:
        return _value(None, low, bound.inclusive, None, None, bound.approximate, term)
    if bound.high and high is not None:
        return _value(None, None, None, high, bound.inclusive, bound.approximate, term)
    return _value(None, low, None if low is None else True, high, None if high is None else True, approximate, term)


def _value(
    point: Decimal | None, low: Decimal | None, low_in: bool | None, high: Decimal | None, high_in: bool | None,
    approximate: bool, term: str | None,
) -> Value:  # fmt: skip
    return Value(
        point=point,
        low=low,
        low_inclusive=low_in,
        high=high,
        high_inclusive=high_in,
        approximate=approximate,
        vague_term=term,
    )
