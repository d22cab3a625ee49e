"""Place and date of a figure: those that hang on its noun phrase or on the verb of its clause."""

from collections.abc import Iterable

from spacy.tokens import Token

from pipeline import syntax
from pipeline.mentions import MentionIndex
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.tokens import Tokens
from schemas.dates import DateMention, Dates
from schemas.entity import Entity

LOCATIVE = frozenset({
    "across", "along", "around", "at", "between", "from", "in", "inside", "into", "near", "of", "off", "on", "outside",
    "over", "throughout", "to", "within",
})  # fmt: skip
DIRECTIONS = frozenset({"from", "of", "to"})
"""Prepositions that place the counted noun itself alone ("the 200 villagers of Aru"), not what its verb tells."""

BOUNDARIES = frozenset({"advcl", "ccomp", "csubj", "csubjpass", "parataxis", "pcomp", "relcl"})
"""Clauses that what is said above them does not reach into ("said on Monday that 40 had died")."""

STEPS = 8


class Attachment:
    """Finds place and date of figures by the tree."""

    def __init__(self, tokens: Tokens, mentions: MentionIndex, dates: Dates) -> None:
        self._tokens = tokens
        self._mentions = mentions
        self._dates: dict[int, list[tuple[Token, DateMention]]] = {}
        for date in dates.dates:
            if date.earliest or date.latest:
                first, last = tokens.at(date.start), tokens.at(date.end - 1)
                root = _root(tokens, first, last)
                self._dates.setdefault(tokens.sentence(first), []).append((root, date))

    def tie(self, draft: Draft) -> None:
        """Set the counted entity, place and date of a figure where its clause has them."""
        tokens = self._tokens
        if draft.noun is not None and not draft.noun.anaphor:
            head = draft.noun.head
            found = self._mentions.within(tokens.all[draft.noun.first].idx, head.idx + len(head))
            draft.entity = found[-1][1] if found else None
        levels = _levels(tokens, draft)
        draft.date = self._date(draft, levels)
        draft.place = self._place(draft, levels)

    def _date(self, draft: Draft, levels: dict[int, int]) -> DateMention | None:
        found = [
            (levels[above.i], abs(root.i - draft.first), date)
            for root, date in self._dates.get(draft.sentence, ())
            if (above := _host(root)) is not None and above.i in levels
        ]
        return min(found, key=lambda item: item[:2])[2] if found else None

    def _place(self, draft: Draft, levels: dict[int, int]) -> Entity | None:
        start, end = self._tokens.bounds(draft.first)
        last = self._tokens.all[end - 1]
        best: tuple[tuple[int, int], Entity] | None = None
        for mention, entity in self._mentions.within(self._tokens.all[start].idx, last.idx + len(last)):
            if entity.type != "place" or mention.form == "adjective":
                continue
            root = _root(self._tokens, self._tokens.at(mention.start), self._tokens.at(mention.end - 1))
            prep = root.head
            if root.dep_ != "pobj" or prep.lower_ not in LOCATIVE or prep.head.i not in levels:
                continue
            if prep.lower_ in DIRECTIONS and levels[prep.head.i] > 0:
                continue
            rank = (levels[prep.head.i], abs(root.i - draft.first))
            if best is None or rank < best[0]:
                best = (rank, entity)
        return best[1] if best else None


def _root(tokens: Tokens, first: int, last: int) -> Token:
    return next((t for t in tokens.all[first : last + 1] if not first <= t.head.i <= last), tokens.all[last])


def _host(root: Token) -> Token | None:
    """Give the word that a time expression hangs on: past its prepositions ("on Friday", "in late May")."""
    token = root
    while token.dep_ in ("pobj", "pcomp", "prep", "nmod", "compound") and token.head.i != token.i:
        prep = token.dep_ == "prep"
        token = token.head
        if prep:
            return token
    return token.head if token is root and token.head.i != token.i else token


def _levels(tokens: Tokens, draft: Draft) -> dict[int, int]:
    """Rank the words that a place or date of the figure may hang on: its phrase, its clauses, the verbs above."""
    levels: dict[int, int] = dict.fromkeys(range(draft.first, draft.behind), 0)
    anchor = (
        draft.noun.head if draft.noun is not None and not draft.noun.anaphor else _root(tokens, draft.first, draft.last)
    )
    _add(levels, 1, syntax.children(anchor, "acl", "relcl"))
    token = anchor
    for step in range(2, STEPS):
        if token.head.i == token.i or (token.dep_ in BOUNDARIES and token.pos_ in ("VERB", "AUX")):
            break
        token = token.head
        levels.setdefault(token.i, step)
        if token.pos_ in ("VERB", "AUX"):
            verbs = (child for child in syntax.children(token, "xcomp", "conj") if child.pos_ == "VERB")
            _add(levels, step, verbs)
    return levels


def _add(levels: dict[int, int], level: int, words: Iterable[Token]) -> None:
    for word in words:
        levels.setdefault(word.i, level)
