"""How a figure measures: a level, a change by or to it, a rate; of one incident, or a running total."""

import re

from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicons import Change, Measures, Units
from pipeline.stages.figures.relations import PEOPLE
from pipeline.stages.figures.tokens import Tokens
from pipeline.text.alternation import alternation
from schemas.figure import Direction, FigureKind, Measure

STEPS = 5
"""How many steps above a number its verb or noun of change may stand."""

REACH = 300
"""Characters to either side of a figure, within its sentence, whose words tell its scope."""

STOCKS: frozenset[FigureKind] = frozenset({"debt", "population", "refugees", "troops", "weapons"})
"""Kinds that are levels unless something is said to have happened."""


class MeasureReader:
    """Reads measure, direction and scope."""

    def __init__(self, measures: Measures, units: Units) -> None:
        changes: tuple[tuple[Direction | None, Change], ...] = (
            ("up", measures.changes.up),
            ("down", measures.changes.down),
            (None, measures.changes.open),
        )
        self._verbs: dict[str, Direction | None] = {verb: way for way, change in changes for verb in change.verbs}
        self._nouns: dict[str, Direction | None] = {noun: way for way, change in changes for noun in change.nouns}
        self._rate = re.compile(rf",? ?(?:{alternation(units.rates.words)})\b")
        self._cumulative = re.compile(rf"\b{alternation(measures.cumulative.words)}\b")
        self._stock = re.compile(rf"\b{alternation(measures.stock.words)}\b")

    def read(self, tokens: Tokens, draft: Draft) -> None:
        """Set what the words around a figure say of it."""
        if self._is_rate(tokens, draft):
            draft.measure = "rate"
        elif change := self._change(tokens, draft):
            draft.measure, draft.direction = change
        self._scope(tokens, draft)

    def _is_rate(self, tokens: Tokens, draft: Draft) -> bool:
        places = {draft.end}
        if draft.noun is not None:
            last = tokens.all[draft.noun.last]
            places.add(last.idx + len(last))
        return any(self._rate.match(tokens.text, place) for place in places)

    def _change(self, tokens: Tokens, draft: Draft) -> tuple[Measure, Direction | None] | None:
        """Read "rose to 45", "fell by 3%", "rose 3%", "an increase of 200", "from 40" (the level before: no change)."""
        inside = range(draft.first, draft.last + 1)
        token = next((t for t in tokens.all[draft.first : draft.last + 1] if t.head.i not in inside), None)
        preposition = ""
        for _ in range(STEPS):
            if token is None or token.head.i == token.i:
                return None
            label, token = token.dep_, token.head
            if token.pos_ == "ADP":
                preposition = preposition or token.lower_
            elif token.lemma_ in self._verbs and token.pos_ == "VERB":
                way = self._verbs[token.lemma_]
                return _by_preposition(preposition, label, way, draft)
            elif token.lemma_ in self._nouns and token.pos_ == "NOUN" and preposition in ("of", "to", "by"):
                return ("change_to" if preposition == "to" else "change_by"), self._nouns[token.lemma_]
            elif token.pos_ in ("VERB", "AUX"):
                return None
        return None

    def _scope(self, tokens: Tokens, draft: Draft) -> None:
        start, end = tokens.bounds(draft.first)
        behind = tokens.all[end - 1].idx + len(tokens.all[end - 1])
        text = tokens.text[max(tokens.all[start].idx, draft.start - REACH) : min(behind, draft.end + REACH)].lower()
        if draft.unit.type != "count":
            return
        if draft.kind in PEOPLE and self._cumulative.search(text):
            draft.scope = "cumulative"
        elif draft.kind in STOCKS or (draft.kind in PEOPLE and self._stock.search(text)):
            draft.scope = "stock"
        elif draft.kind in PEOPLE:
            draft.scope = "incident"


def _by_preposition(
    preposition: str, label: str, way: Direction | None, draft: Draft
) -> tuple[Measure, Direction | None] | None:
    if preposition == "to":
        return "change_to", way
    if preposition == "by" or (
        not preposition and label in ("npadvmod", "advmod", "dobj", "nummod", "attr") and draft.unit.type != "count"
    ):
        return "change_by", way
    return None
