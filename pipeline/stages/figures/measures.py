"""How a figure measures: a level, a change by or to it, a rate; of one incident, or a running total."""

import re
from itertools import islice

from pipeline import syntax
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicons import Change, Measures, Units
from pipeline.stages.figures.relations import PEOPLE
from pipeline.stages.figures.tokens import Tokens
from pipeline.text.alternation import alternation
from pipeline.tree import Token
from schemas.figure import Direction, FigureKind, Measure

BARE = frozenset({"advmod", "attr", "dobj", "npadvmod", "nummod"})
"""How an amount hangs on its verb of change without a preposition: "rose 3%"."""

STEPS = 5
"""How many steps above a number its verb or noun of change may stand."""

COMPARED = frozenset({"fewer", "less", "more"})
DISTANCES = frozenset({"ft", "km", "ly", "m", "mi", "nmi", "yd"})
AWAY = frozenset({
    "away", "below", "deep", "down",
    "east", "inland", "north", "northeast", "northwest", "off", "offshore", "outside", "south", "southeast",
    "southwest", "west",
})  # fmt: skip
"""Behind a distance, they say where something is: "sank 40 miles *off* the coast"."""

MADE_UP = frozenset(
    {"buy", "eat", "give", "make", "mop", "pick", "run", "set", "snap", "soak", "sum", "swallow", "take", "use"}
)
MEMBERS = frozenset({"amod", "compound", "nmod", "nummod", "quantmod"})
"""How an amount stands before its noun of change: "a 5 percent *rise*"."""

_WAY_BEHIND = re.compile(
    r"(?: [a-z]{4,10})?(?:,? or [^,;()]{1,30})?"
    r"(?:,? (higher|lower)\b(?![- ](?:from|than|[a-z]{4,10}s\b))"
    r"| (up|down)(?= (?:after|as|at|by|for|from|in|on|over|since|this|year)\b|[.,;)]))"
)
"""What tells the way of a change, behind the same change in other terms too: "87 cents, or 1 percent, *higher*"."""

_LED = re.compile(r"(?:,? or [^,;]{1,40})?,? (?:at|to)(?: (?:close|end|finish|settle|trade) at)? (?:a price of )?\$?\d")
"""What leads from a step to the level it reached: "rose 14.77, or 0.9 percent, to 1,560.20"."""

_TOLD_AGAIN = re.compile(r"(?: a share| apiece)?,? or (?:about |nearly )?[\d.]{1,6} ?(?:%|per ?cent)")
"""What tells a step in other terms: "lost 98 cents, *or 1.2 percent*"."""

ADDED_REACH = 3
"""Tokens from "adding" to the number that something comes on top of."""

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
        self._ways: dict[str, Direction] = dict.fromkeys(measures.directions.up, "up")
        self._ways |= dict.fromkeys(measures.directions.down, "down")
        self._alone = frozenset(measures.directions.alone)
        self._of_money = frozenset(measures.of_money.words)
        self._steps = frozenset(measures.steps.words)
        self._nouns: dict[str, Direction | None] = {noun: way for way, change in changes for noun in change.nouns}
        each = alternation(unit for unit in units.measures if unit.isalpha() and len(unit) > 1)
        self._rate = re.compile(
            rf"(?:,? ?|-)(?:{alternation(units.rates.words)})\b(?! (?:after|ago|before|earlier|later)\b)"
        )
        self._price = re.compile(
            rf"(?: an? | per | each | apiece|/)(?:{each}\b|piece\b|unit\b|dollar\b|euro\b|$|[.,;)])"
            r"|(?: per| to the| against the) (?:U\.?S\.? )?(?:dollar|euro)\b"
        )
        self._cumulative = re.compile(rf"\b{alternation(measures.cumulative.words)}\b")
        self._stock = re.compile(rf"\b{alternation(measures.stock.words)}\b")

    def read(self, tokens: Tokens, draft: Draft) -> None:
        """Set what the words around a figure say of it."""
        away = draft.unit.code in DISTANCES and AWAY.intersection(tokens.lower[draft.last + 1 : draft.last + 2])
        if not away and (change := self._beside(tokens, draft) or self._change(tokens, draft)):
            draft.measure, draft.direction = change
        elif self._is_rate(tokens, draft):
            draft.measure = "rate"
        self._scope(tokens, draft)

    def again(self, tokens: Tokens, before: Draft, draft: Draft) -> None:
        """Read the same change in other terms: "fell 62 cents, or *0.8 percent*, to $77.93"."""
        joint = [word for word in tokens.lower[before.behind : draft.first] if word != ","]
        if before.measure == "change_by" and draft.measure == "level" and joint == ["or"]:
            draft.measure, draft.direction = before.measure, before.direction

    def _is_rate(self, tokens: Tokens, draft: Draft) -> bool:
        if draft.unit.type == "ratio" and draft.unit.code != "%":
            return True  # "26 per 100,000"
        places = {draft.end}
        if draft.noun is not None:
            last = tokens.all[draft.noun.last]
            places.add(last.idx + len(last))
        each = draft.unit.type in ("measure", "money") or (draft.unit.type == "count" and draft.noun is None)
        return any(
            self._rate.match(tokens.text, place) or (each and self._price.match(tokens.text, place)) for place in places
        )

    def _beside(self, tokens: Tokens, draft: Draft) -> tuple[Measure, Direction | None] | None:
        """Read the word beside a figure: "settled *down* $2.84", "15 percent *fewer* deaths"."""
        before = tokens.lower[draft.first - 1] if draft.first else ""
        behind = tokens.lower[draft.last + 1] if draft.last + 1 < len(tokens.all) else ""
        if before == "by" and draft.first > 1 and tokens.lower[draft.first - 2] in self._alone:
            before = tokens.lower[draft.first - 2]  # "were *down by* a fifth"
        if before in self._alone and self._is_step(tokens, draft) and not _is_particle(tokens.all[draft.first - 1]):
            return "change_by", self._ways[before]
        if (way := _WAY_BEHIND.match(tokens.text, draft.end)) and self._is_step(tokens, draft):
            return "change_by", self._ways[way.group(1) or way.group(2)]
        bare = draft.unit.type == "count" and draft.noun is None
        than = tokens.lower[draft.last + 2 : draft.last + 3] == ["than"]  # "1,000 *fewer than* the week before"
        step = behind in COMPARED and (draft.unit.type == "percent" or (bare and than))
        return ("change_by", self._ways[behind]) if step else None

    def _change(self, tokens: Tokens, draft: Draft) -> tuple[Measure, Direction | None] | None:
        """Read "rose to 45", "fell by 3%", "rose 3%", "an increase of 200", "from 40" (the level before: no change)."""
        inside = range(draft.first, draft.last + 1)
        token = next((t for t in tokens.all[draft.first : draft.last + 1] if t.head.i not in inside), None)
        preposition = "to" if tokens.lower[max(0, draft.first - 1)] == "to" else ""  # "from 4.8 *to* 5.2 percent"
        for _ in range(STEPS):
            if token is None or token.head.i == token.i:
                return None
            label, token = token.dep_, token.head
            if label == "appos":
                return None  # "swelled to 5.9 percent, nearly twice *the 3 percent limit*"
            if token.pos_ == "ADP" or token.dep_ == "prep":
                preposition = preposition or token.lower_
            elif token.lower_ in self._alone and not preposition and _is_beside(tokens, draft, token):
                return "change_by", self._ways[token.lower_]
            elif token.pos_ == "VERB" and (verb := self._verb(token)) and not _is_beaten(token, preposition, draft):
                way = self._verbs[verb] or self._way(token)
                if token.lemma_ in self._of_money and draft.unit.type == "money" and not preposition:
                    return _of_price(tokens, draft, way)
                return self._by_preposition(tokens, preposition, label, way, draft)
            elif token.lemma_ in self._nouns and token.pos_ == "NOUN" and (how := _by_noun(token, preposition, label)):
                return how, self._nouns[token.lemma_]
            elif token.pos_ in ("VERB", "AUX"):
                return None
        return None

    def _is_step(self, tokens: Tokens, draft: Draft) -> bool:
        """Tell whether a figure beside a word of change may be what it changed by: "12%", "12 points", "3/8"."""
        if draft.unit.type != "count":
            return True
        if draft.noun is not None:
            return draft.noun.head.lemma_ in self._steps
        return "/" in tokens.text[draft.start : draft.end] or bool(_LED.match(tokens.text, draft.end))

    def _verb(self, token: Token) -> str | None:
        """Give a verb of change with its particle, if it has one: "rise", "go up"."""
        particles = (word.lower_ for word in syntax.children(token, "prt", "advmod") if word.lower_ in ("down", "up"))
        verb = " ".join((token.lemma_, *islice(particles, 1)))
        return next((found for found in (verb, token.lemma_) if found in self._verbs), None)

    def _way(self, verb: Token) -> Direction | None:
        """Read the direction of a verb that leaves it open: "edged *down*"."""
        ways = (self._ways[word.lower_] for word in verb.children if word.lower_ in self._ways)
        return next(ways, None)

    def _by_preposition(
        self, tokens: Tokens, preposition: str, label: str, way: Direction | None, draft: Draft
    ) -> tuple[Measure, Direction | None] | None:
        if preposition == "to":
            added = "adding" in tokens.lower[max(0, draft.first - ADDED_REACH) : draft.first]
            return None if added else ("change_to", way)  # "*adding to* the 200 killed since May"
        step = not preposition and label in BARE and self._is_step(tokens, draft)
        if preposition == "by" or step:
            return "change_by", way
        return None

    def _scope(self, tokens: Tokens, draft: Draft) -> None:
        start, end = tokens.bounds(draft.first)
        behind = tokens.all[end - 1].idx + len(tokens.all[end - 1])
        text = tokens.text[max(tokens.all[start].idx, draft.start - REACH) : min(behind, draft.end + REACH)].lower()
        if draft.unit.type != "count":
            return
        if draft.kind in PEOPLE and draft.person is None and self._cumulative.search(text):
            draft.scope = "cumulative"
        elif draft.kind in STOCKS or (draft.kind in PEOPLE and self._stock.search(text)):
            draft.scope = "stock"
        elif draft.kind in PEOPLE:
            draft.scope = "incident"


def _is_beaten(verb: Token, preposition: str, draft: Draft) -> bool:
    """Tell by how much somebody lost from what something lost: "lost *by 12 votes*"."""
    return verb.lemma_ == "lose" and preposition == "by" and draft.unit.type == "count"


def _of_price(tokens: Tokens, draft: Draft, way: Direction | None) -> tuple[Measure, Direction | None] | None:
    """Read what a price lost, "98 cents, or 1.2 percent", and no company: money, not damage."""
    if not (_LED.match(tokens.text, draft.end) or _TOLD_AGAIN.match(tokens.text, draft.end)):
        return None
    draft.kind = "money" if draft.kind == "damage" else draft.kind
    return "change_by", way


def _by_noun(change: Token, preposition: str, label: str) -> Measure | None:
    """Read how an amount hangs on a noun of change: "a 5 percent rise", "a rise of 5 percent", "a rise to 45"."""
    if not preposition:
        return "change_by" if change.tag_ == "NN" and label in MEMBERS else None
    if preposition == "to":
        return "change_to"
    return "change_by" if preposition in ("by", "of") else None


def _is_particle(way: Token) -> bool:
    """Tell whether "up" belongs to a verb that tells no change: "made *up* 18 percent"."""
    return way.lower_ == "up" and way.dep_ == "prt" and way.head.lemma_ in MADE_UP


def _is_beside(tokens: Tokens, draft: Draft, way: Token) -> bool:
    """Tell whether an amount stands beside a word for the way of a change: "15% higher", not "61%, 3 points higher"."""
    joined = tokens.lower[max(0, way.i - 1)] == "-"  # "a 3bn euro *pay-off*"
    return draft.unit.type != "count" and not joined and "," not in tokens.lower[draft.last + 1 : way.i]
