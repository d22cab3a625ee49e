"""Place and date of a figure: those right beside it, on its noun phrase or on the verb of its clause."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pipeline import syntax
from pipeline.mentions import MentionIndex
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.relations import PEOPLE
from pipeline.stages.figures.telling import HARM
from pipeline.stages.figures.tokens import Tokens
from pipeline.tree import Token
from schemas.base import Extent
from schemas.dates import DateMention, Dates
from schemas.entity import Entities, Entity

LOCATIVE = frozenset({
    "across", "along", "around", "at", "between", "from", "in", "inside", "into", "near", "of", "off", "on", "outside",
    "over", "throughout", "to", "within",
})  # fmt: skip
DIRECTIONS = frozenset({"from", "of", "to"})
"""Prepositions that place the counted noun itself alone ("the 200 villagers of Aru"), not what its verb tells."""

DATING = (["during"], ["in"], ["on"])
"""Words between a figure and the date right behind it."""

APART = frozenset({
    "about", "against", "amid", "before", "besides", "despite", "like", "over", "since", "than", "unlike", "until",
    "versus",
})  # fmt: skip
"""Prepositions before something of another place and time: "profit rose 9 percent *despite* a strike in Canada"."""

BOUNDARIES = frozenset({"advcl", "ccomp", "csubj", "csubjpass", "parataxis", "pcomp", "relcl"})
"""Clauses that what is said above them does not reach into ("said on Monday that 40 had died")."""

MEANWHILE = frozenset({"as", "when", "where"})
"""Conjunctions of a clause that is of the same place and time: "killed 12 *when* a bomb went off in Kabul"."""

TIMES = frozenset({"month", "period", "point", "quarter", "stage", "time", "week"})
"""Words for a time of which another says the year: "the same *period* last year"."""

NESTED = 3
"""How many nouns one in the other are gone down for a place."""

STEPS = 8
MOST = 20
"""How many places or dates of one word are looked at; more hang there only in lists."""


@dataclass(frozen=True, slots=True)
class _Hung[T]:
    """A place or date at the token `at`, and whether its preposition tells a direction."""

    at: int
    item: T
    direction: bool = False


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Nouns for places; for those where the hurt are nursed; and verbs of what is done there."""

    localities: frozenset[str]
    care: frozenset[str]
    nursed: frozenset[str]


class Attachment:
    """Finds place and date of figures by the tree: what hangs on which word is read once."""

    def __init__(
        self, tokens: Tokens, entities: Entities, dates: Dates, sentences: Collection[int], words: PlaceWords
    ) -> None:
        """Read what hangs where in the sentences that are asked for."""
        self._tokens = tokens
        self._words = words
        self._sentences = sentences
        self._hung: set[int] = set()
        self._mentions = MentionIndex(entities)
        self._dates: dict[int, list[_Hung[DateMention]]] = defaultdict(list)
        self._places: dict[int, list[_Hung[Entity]]] = defaultdict(list)
        self._places_of_harm: dict[int, list[_Hung[Entity]]] = defaultdict(list)
        self._date_at: dict[int, DateMention] = {}
        self._place_at: dict[int, Entity] = {}
        for date in dates.dates:
            if (date.earliest or date.latest) and (sentence := self._wanted(date)) is not None:
                root = _root(tokens, tokens.at(date.start), tokens.at(date.end - 1))
                self._dates[_host(root).i].append(_Hung(root.i, date))
                self._date_at[tokens.at(date.start) - 1] = date
                self._hung.add(sentence)
        for entity in entities.entities:
            if entity.type == "place":
                self._hang(entity)

    def _wanted(self, extent: Extent) -> int | None:
        """Give the sentence of a mention where there are figures in it."""
        sentence = self._tokens.sentence(self._tokens.at(extent.start))
        return sentence if sentence in self._sentences else None

    def _hang(self, entity: Entity) -> None:
        for mention in entity.mentions:
            sentence = self._wanted(mention) if mention.form != "adjective" else None
            if sentence is None:
                continue
            last = self._tokens.at(mention.end - 1)
            if self._tokens.lower[last + 1 : last + 2] == ["("]:
                self._place_at[last + 1] = entity
                self._hung.add(sentence)
            root = _root(self._tokens, self._tokens.at(mention.start), last)
            prep = root.head
            if root.dep_ == "compound" and prep.lemma_ in self._words.localities:
                root, prep = prep, prep.head
            elif prep.lower_ == "of" and prep.head.lemma_ in self._words.localities:
                root, prep = prep.head, prep.head.head
            if root.dep_ == "pobj" and prep.lower_ in LOCATIVE:
                self._hung.add(sentence)
                hung = _Hung(root.i, entity, prep.lower_ in DIRECTIONS)
                self._places[prep.head.i].append(hung)
                is_origin = prep.lower_ == "from" and not (entity.place and entity.place.level != "country")
                if not (is_origin or self._is_treated(prep.head)):  # "two workers *from Nepal* were killed"
                    self._places_of_harm[prep.head.i].append(hung)

    def _is_treated(self, noun: Token) -> bool:
        """Tell whether the hurt are brought or nursed there, and were not hurt: "taken to a *hospital* in Bonn"."""
        prep = noun.head
        at = noun.lemma_ in self._words.care and noun.dep_ == "pobj"
        return at and (prep.lower_ == "to" or prep.head.lemma_ in self._words.nursed)

    def tie(self, draft: Draft) -> None:
        """Set the counted entity, place and date of a figure where its clause has them."""
        if draft.noun is not None and not draft.noun.anaphor:
            head = draft.noun.head
            found = self._mentions.within(self._tokens.all[draft.noun.first].idx, head.idx + len(head))
            draft.entity = found[-1][1] if found else None
        if draft.sentence not in self._hung:
            return
        levels = _levels(self._tokens, draft)
        draft.date = self._date_behind(draft) or _nearest(self._dates, levels, draft.first)
        places = self._places_of_harm if draft.kind in HARM else self._places
        draft.place = self._place_at.get(draft.first - 1) or _nearest(places, levels, draft.first)

    def _date_behind(self, draft: Draft) -> DateMention | None:
        """Give the date that follows a figure right away: "dropped from 90 in 2013 *to 59 in 2021*"."""
        place = draft.behind
        return self._date_at.get(place) if self._tokens.lower[place : place + 1] in DATING else None


def _nearest[T](hung: dict[int, list[_Hung[T]]], levels: dict[int, int], first: int) -> T | None:
    """Give the item on the lowest level, and of these the nearest; a direction counts on the figure's own phrase."""
    best: tuple[tuple[int, int], T] | None = None
    for word, level in levels.items():
        for found in hung.get(word, ())[:MOST]:
            rank = (level, abs(found.at - first))
            if (best is None or rank < best[0]) and not (found.direction and level > 0):
                best = (rank, found.item)
    return best[1] if best else None


def _root(tokens: Tokens, first: int, last: int) -> Token:
    return next((t for t in tokens.all[first : last + 1] if not first <= t.head.i <= last), tokens.all[last])


def _host(root: Token) -> Token:
    """Give the word that a time expression hangs on: past its prepositions ("on Friday", "in late May").

    What hangs on a word for time hangs on what that hangs on: "seven at the same *time last year*".
    """
    token = root.head if root.dep_ == "npadvmod" and root.head.lemma_ in TIMES else root
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
    for clause in syntax.children(anchor, "acl", "relcl"):
        _add(levels, 0 if anchor.tag_ == "CD" else 1, (clause,))  # "*nine injured* in Aru"
        if draft.kind in PEOPLE:
            _add(levels, 1, _arguments(clause))  # "the 12 people killed in an *attack* in Nice"
    token, further = anchor, 0
    for climbed in range(2, STEPS):
        if token.head.i == token.i or (
            token.dep_ in BOUNDARIES and token.pos_ in ("VERB", "AUX") and not _is_result(token)
        ):
            break
        if token.dep_ in ("conj", "advcl") and token.pos_ == "VERB":
            further += 2 * STEPS  # its own objects come first: "12 died in Aru and 30 were hurt *at a camp in Goma*"
        token, step = token.head, climbed + further
        levels.setdefault(token.i, step)
        if token.pos_ in ("VERB", "AUX"):
            _add_clause(levels, step, token)
            if draft.kind in HARM:
                _add_shared(levels, step + STEPS, token)
    return levels


def _add_clause(levels: dict[int, int], step: int, verb: Token) -> None:
    """Rank the words of a clause behind its verb: verbs joined to it, its nouns, and what happened as it did."""
    joined = [child for child in syntax.children(verb, "xcomp", "conj") if child.pos_ == "VERB"]
    _add(levels, step, joined)
    _add(levels, step + STEPS, _arguments(verb))
    for clause in chain.from_iterable(syntax.children(each, "advcl") for each in (verb, *joined)):
        if any(word.lower_ in MEANWHILE for word in syntax.children(clause, "advmod", "mark")):
            _add(levels, step + STEPS, (clause, *_arguments(clause)))


def _add_shared(levels: dict[int, int], step: int, verb: Token) -> None:
    """Rank what is told behind of those before too: "12 were killed and 30 *injured* in Gaza"."""
    for child in syntax.children(verb, "conj"):
        if child.tag_ == "CD":
            _add(levels, step, (word for word in syntax.children(child, "acl") if word.lemma_ != "take"))
        elif child.tag_ == "VBG":
            _add(levels, step + STEPS, _arguments(child))  # "in a ramming and *stabbing raid* in Haifa"


def _is_result(verb: Token) -> bool:
    """Tell a participle of what came of the clause above it: "buried the village, *killing* nine"."""
    return (
        verb.dep_ == "advcl"
        and verb.tag_ == "VBG"
        and verb.i > verb.head.i
        and not syntax.children(verb, "nsubj", "mark")
    )


def _arguments(verb: Token) -> Iterator[Token]:
    """Give the nouns about a verb whose place and date are its own: "a *blast* in Kabul killed 12"."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj"):
            yield from _nested(child)
        elif child.dep_ in ("prep", "agent") and child.lower_ not in APART:
            for word in syntax.children(child, "pobj"):
                if not _is_amount(word):
                    yield from _nested(word)


def _nested(noun: Token) -> Iterator[Token]:
    """Give a noun and those that tell where it is: "died in an *attack* on a *bus* in Kabul"."""
    for _ in range(NESTED):
        yield noun
        where = (word for word in syntax.children(noun, "prep") if word.lower_ in LOCATIVE - DIRECTIONS)
        below = next((syntax.child(word, "pobj") for word in where), None)
        if below is None or _is_amount(below):
            return
        noun = below


def _is_amount(word: Token) -> bool:
    """Tell an amount, whose date is its own: "rose to 499 *from 438 on Sunday*"."""
    return word.tag_ == "CD" or any(child.dep_ == "nummod" for child in word.children)


def _add(levels: dict[int, int], level: int, words: Iterable[Token]) -> None:
    for word in words:
        levels.setdefault(word.i, level)
