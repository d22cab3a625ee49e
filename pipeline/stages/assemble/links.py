"""What stands in which claim, by characters, the innermost claim first; and what figures have of their events."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pipeline.extents import ExtentIndex
from pipeline.tree import Token, Tree
from schemas.base import Extent, Id
from schemas.claim import Statement
from schemas.dates import DateMention
from schemas.event import Happening
from schemas.figure import Quantity


class Contents:
    """The contents of an article's claims, by place."""

    def __init__(self, claims: Sequence[Statement]) -> None:
        self.claims = claims
        self._pieces = ExtentIndex(
            (piece.start, piece.end, number) for number, claim in enumerate(claims) for piece in claim.contents
        )
        self._size = [sum(piece.end - piece.start for piece in claim.contents) for claim in claims]

    def around(self, start: int, end: int) -> list[Statement]:
        """Give the claims with a content that holds all of ``[start, end)``, innermost (smallest) first."""
        found = self._pieces.around(start, end)
        return [self.claims[number] for number in sorted(found, key=lambda number: (self._size[number], number))]


class Items:
    """Items of one kind by place, to be looked up by the claim they stand in."""

    def __init__(self, items: Iterable[tuple[Id, Extent]]) -> None:
        self._items = sorted((extent.start, extent.end, identifier) for identifier, extent in items)
        self._starts = [start for start, _, _ in self._items]

    def within(self, claim: Statement) -> tuple[Id, ...]:
        """Give the ids of the items that stand in the contents of a claim, each once, in text order."""
        found: dict[Id, None] = {}
        for piece in claim.contents:
            for number in range(bisect_left(self._starts, piece.start), bisect_left(self._starts, piece.end)):
                _, end, identifier = self._items[number]
                if end <= piece.end:
                    found[identifier] = None
        return tuple(found)


def said_on(claim: Statement, tree: Tree, dates: Sequence[DateMention], starts: Sequence[int]) -> Id | None:
    """Give the date a claim was made: a time expression that hangs on its cue ("said on Friday that ...").

    `starts` are the places of `dates`, in text order.
    """
    if claim.cue is None:
        return None
    verb = tree.root(*tree.overlapping(claim.cue.start, claim.cue.end))
    start, end = tree.extent(*tree.sentences[verb.sentence])
    low, high = bisect_left(starts, start), bisect_left(starts, end)
    for date in dates[low:high]:
        if any(piece.start <= date.start < piece.end for piece in claim.contents):
            continue
        if _hangs_on(tree.root(*tree.overlapping(date.start, date.end)), verb):
            return date.id
    return None


def _hangs_on(token: Token, verb: Token) -> bool:
    for above in islice(token.ancestors, 40):
        if above.i == verb.i:
            return True
        if above.pos_ in ("VERB", "AUX"):
            return False
    return False


TOLD = frozenset({"explicit", "relative", "sentence"})
"""Where the date of an event may come from to be that of its figures too: from what its own sentence says."""


def placed(figures: Iterable[Quantity], events: Iterable[Happening]) -> Iterator[Quantity]:
    """Give figures the date and place of their event, where their own clause names none."""
    whose = {figure: event for event in reversed(tuple(events)) for figure in event.figures}
    for figure in figures:
        event = whose.get(figure.id)
        more: dict[str, Id] = {}
        if event and figure.date is None and event.date and event.date.date and event.date.basis in TOLD:
            more["date"] = event.date.date
        if event and figure.place is None and event.place:
            more["place"] = event.place
        yield figure.model_copy(update=more) if more else figure
