"""The kind lexicon as look-up tables, and the count whose kind is read with them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline import syntax
from pipeline.stages.figures.counted import Noun, singular
from pipeline.stages.figures.lexicons import Kinds
from pipeline.stages.figures.tokens import Tokens
from pipeline.text.alternation import alternation
from pipeline.tree import Token
from schemas.figure import FigureKind

type Table = dict[str, list[FigureKind]]
type Company = dict[tuple[FigureKind, str], frozenset[str]]

LONG = 8
"""Letters of a word that is known again where it is glued to another."""

GLUE = "are|been|being|by|families|had|has|have|in|new|newly|of|people|persons|the|to|was|were|who"
"""Words that stand beside words of a kind, and are glued to them where a line break was lost."""

OF_THINGS: frozenset[FigureKind] = frozenset({"affected", "displaced", "evacuated"})
"""Kinds of people that houses and villages may be counted for too ("5,000 homes were evacuated")."""

THING = "thing"
"""The unit, while its kind is read, of what no kind of people can be said of."""

MOVED = frozenset({THING, "aircraft", "job", "ship", "vehicle", "vote", "weapon"})
"""Units of what is neither lived in nor affected as those who live there are ("hit two trucks")."""

AREA = "area"
"""The same of a part of a country, which may be affected or evacuated."""

OF_PEOPLE: frozenset[FigureKind] = frozenset({"displaced", "evacuated", "homeless", "killed"})
"""Kinds whose phrases are said of none but people ("fled their homes"), so that the noun need not be a known one."""

HARM: frozenset[FigureKind] = frozenset({"killed", "wounded"})

LINKING = frozenset({"be", "go", "remain"})
"""Verbs that tie a fate to people: "dead or *gone* missing", "killed and *are* missing"."""

CHAIN = 4
"""How many verbs up from one its subject may stand: "police raided a farm, *seizing* 12 men"."""

CONDEMN = frozenset({"condemn", "sentence"})
"""Verbs whose "to death" is not yet one."""

AIMED = frozenset({"back", "into", "toward", "towards", "wide"})
"""Below a verb, they tell who did it, not whom it befell: "a gunman shot *into* the crowd"."""

GOALS = frozenset({"bar", "crossbar", "goal", "target"})
"""What players shoot at: "shot *on goal*", "shot *over the bar*"."""

AT_GOAL = frozenset({"on", "over"})

AIRCRAFT = frozenset(
    {"aircraft", "bomber", "helicopter", "helicopters", "jet", "jets", "pilot", "pilots", "plane", "planes"}
)
ALMOST = frozenset({"almost", "nearly"})
FATALLY = frozenset({"fatally", "mortally"})
"""Before a verb of wounding, they make it one of killing."""

SURVIVABLE: frozenset[FigureKind] = frozenset({
    "abducted", "affected", "captured", "detained", "displaced", "evacuated", "infected", "missing", "wounded",
})  # fmt: skip
"""What the same people may have gone through before they died."""


class KindWords:
    """What each word says, by the part it plays: the counted noun, its predicate, its modifier, the noun above."""

    def __init__(self, kinds: Kinds) -> None:
        self.nouns: Table = {}
        self.patient: Table = {}
        self.agent: Table = {}
        self.adjectives: Table = {}
        self.governors: Table = {}
        self.sought: Table = {}
        self.members: dict[str, FigureKind] = {}
        self.things: dict[FigureKind, frozenset[str]] = {}
        self.objects: dict[str, list[tuple[FigureKind, frozenset[str]]]] = {}
        self.subjects: dict[str, list[tuple[FigureKind, frozenset[str]]]] = {}
        self.phrases: Table = {}
        self.culprits: dict[FigureKind, tuple[frozenset[str], frozenset[str]]] = {}
        self.intransitive: frozenset[str] = frozenset(w for kind in kinds.kinds.values() for w in kind.intransitive)
        self.collectives = frozenset(kinds.collectives.words)
        self.body_parts = frozenset(kinds.body_parts.words)
        self._outbreaks, self._injuries = frozenset(kinds.outbreaks.words), frozenset(kinds.injuries.words)
        self.numbers, self.toll_verbs = frozenset(kinds.tolls.numbers), frozenset(kinds.tolls.verbs)
        self.struck = re.compile(
            r"\b(?:grazed|hit|struck|wounded) (?:\w{1,12} ){0,2}?in (?:the|his|her|their) (?:\w{1,12} ){0,2}?"
            rf"{alternation(kinds.body_parts.words)}s?\b"
        )
        self.sheltered = re.compile(
            r"\b(?:accommodated|housed|hosted|living|remain(?:ed|ing)?|sheltered|sheltering|stayed|staying) (?:at|in) "
            rf"(?:[\w'’-]{{1,16}} ){{0,4}}?{alternation(kinds.refuges.words)}e?s?\b"
        )
        self.manners: frozenset[str] = frozenset(verb for kind in kinds.kinds.values() for verb in kind.manners)
        self.only_with: Company = {}
        self.only_beside: Company = {}
        self.not_beside: Company = {}
        self.not_by: Company = {}
        self.taken: dict[str, FigureKind] = {noun: name for name, kind in kinds.kinds.items() for noun in kind.taken}
        self.of_known = frozenset((name, word) for name, kind in kinds.kinds.items() for word in kind.of_known)
        self.undone: dict[FigureKind, frozenset[str]] = {name: frozenset(k.undone) for name, k in kinds.kinds.items()}
        for name, kind in kinds.kinds.items():
            if kind.money:
                continue
            _add(self.nouns, name, kind.nouns)
            _add(self.patient, name, kind.patient)
            _add(self.agent, name, (*kind.agent, *kind.intransitive))
            if kind.not_of or kind.not_with:
                self.culprits[name] = frozenset(kind.not_of), frozenset(kind.not_with)
            _add(self.adjectives, name, kind.adjectives)
            _add(self.governors, name, kind.governors)
            _add(self.sought, name, kind.sought)
            self.members = dict.fromkeys(kind.members, name) | self.members
            _add(self.phrases, name, kind.phrases)
            for company, words in (
                (self.only_with, kind.only_with),
                (self.only_beside, kind.only_beside),
                (self.not_beside, kind.not_beside),
                (self.not_by, kind.not_by),
            ):
                company |= {(name, word): frozenset(others) for word, others in words.items()}
            for table, said in ((self.objects, kind.objects), (self.subjects, kind.subjects)):
                for verb, nouns in said.items():
                    table.setdefault(verb, []).append((name, frozenset(nouns)))
            if kind.things:
                self.things[name] = frozenset(kind.things)
        self.phrase = re.compile(rf"\b{alternation(self.phrases)}\b")
        long = {word for table in (self.patient, self.adjectives, self.nouns) for word in table if len(word) >= LONG}
        self._glued = re.compile(rf"(?:{GLUE})?({alternation(long)})s?(?:{GLUE})?")

    def is_of_disease(self, vocabulary: frozenset[str]) -> bool:
        """Tell whether an article tells of a disease and of no violence or accident."""
        return not self._outbreaks.isdisjoint(vocabulary) and self._injuries.isdisjoint(vocabulary)

    def unglued(self, token: Token) -> str:
        """Give the word of a kind that a bad conversion has glued to its neighbour: "displaced" of "weredisplaced"."""
        found = self._glued.fullmatch(token.lower_) if len(token) > LONG else None
        return found.group(1) if found else ""


def _add(table: Table, kind: FigureKind, words: tuple[str, ...]) -> None:
    for word in words:
        table.setdefault(word, []).append(kind)


@dataclass(frozen=True, slots=True)
class Count:
    """A count under reading: tokens ``[first, last]`` with its bound words, what it counts, and in which unit.

    `understood` is the lemma of what the figure before it counts, where it has no noun of its own.
    """

    words: KindWords
    tokens: Tokens
    first: int
    last: int
    noun: Noun | None
    unit: str | None
    understood: str = ""

    @property
    def thing(self) -> str:
        """The lemma of what is counted, be it understood: "40 houses were damaged and *12* destroyed"."""
        return self.lemma or self.understood

    @property
    def lemma(self) -> str:
        """The lemma of the counted noun, empty where there is none."""
        return singular(self.noun.head) if self.noun and not self.noun.anaphor else ""

    @property
    def end(self) -> int:
        """The token behind the number and its noun."""
        return (self.noun.last if self.noun else self.last) + 1

    @property
    def ends(self) -> tuple[int, ...]:
        """The token behind the number and its noun, and that behind what a bracket, dashes or commas insert there.

        "310 families (1,900 people)", "70 people - most of them women - were killed", "nine *of a party* drowned".
        """
        close = self.tokens.closing(self.end)
        behind = close + 1 if close is not None else self.tokens.past_insertion(self.end)
        if behind is None and self.tokens.lower[self.end : self.end + 1] == ["more"]:
            behind = self.tokens.past_insertion(self.end + 1)  # "six *more, among them a child,* were shot"
        behind = behind or self.tokens.past_of(self.end)
        return (self.end,) if behind is None else (self.end, behind)

    @property
    def anchor(self) -> Token:
        """The token that stands for the count in the tree: its noun, else the number's own head."""
        if self.noun and not self.noun.anaphor:
            return self.noun.head
        outside = (t for t in self.tokens.all[self.first : self.last + 1] if not self.first <= t.head.i <= self.last)
        return next(outside, self.tokens.all[self.last])

    def says(self, table: Mapping[str, list[FigureKind]], token: Token) -> FigureKind | None:
        """Give the first kind that a word says of this count: kinds of things want their things, others people."""
        lemma = token.lemma_.lower()
        if token.i and self.tokens.lower[token.i - 1] in ALMOST and token.pos_ == "VERB":
            return None  # "*nearly killed* two men"
        if token.lemma_ == "shoot" and self._is_brought_down(token):
            return None
        if self.tokens.lower[token.i : token.i + 2] == ["wound", "up"]:
            return None  # "he *wound up* in court"
        found = table.get(lemma) or table.get(token.lower_) or table.get(self.words.unglued(token))
        for kind in found or ():
            if not self.means(kind, token):
                continue
            things = self.words.things.get(kind)
            if things is None:
                if (
                    self.unit is None
                    and self.lemma
                    and not {(kind, lemma), (kind, token.lower_)}.isdisjoint(self.words.of_known)
                ):
                    continue
                if self.unit in (None, "person", "household") or (kind in OF_THINGS and self.unit not in MOVED):
                    return "killed" if kind == "wounded" and self._is_fatal(token) else kind
            elif self.thing in things:
                return kind
        return None

    def _is_brought_down(self, verb: Token) -> bool:
        """Tell whether it is an aircraft that is shot: "was *shot down* in his jet"."""
        if self.tokens.lower[verb.i + 1 : verb.i + 2] != ["down"]:
            return False
        return not AIRCRAFT.isdisjoint(self.tokens.lower[slice(*self.tokens.bounds(verb.i))])

    def _is_fatal(self, verb: Token) -> bool:
        """Tell whether a verb of wounding is one of killing: "fatally wounded", but not "non-fatally"."""
        lower, place = self.tokens.lower, verb.i - 1
        return place >= 0 and lower[place] in FATALLY and lower[max(0, place - 1)] != "-"

    def means(self, kind: FigureKind, word: Token, phrase: str = "") -> bool:
        """Tell whether a word, or the phrase at it, says a kind here: "cases" of a disease, not of a court."""
        key = kind, phrase or word.lemma_.lower()
        if (doers := self.words.not_by.get(key)) and any(doer.lemma_.lower() in doers for doer in _doers(word)):
            return False
        wanted = self.words.only_with.get(key)
        if wanted is not None and wanted.isdisjoint(self.tokens.vocabulary):
            return False
        beside, barred = self.words.only_beside.get(key), self.words.not_beside.get(key)
        if beside is barred is None:
            return True
        sentence = frozenset(self.tokens.lower[slice(*self.tokens.bounds(word.i))])
        return not (beside is not None and beside.isdisjoint(sentence)) and (
            barred is None or barred.isdisjoint(sentence)
        )

    def does(self, verb: Token) -> FigureKind | None:
        """Give what a verb says of its subject."""
        if verb.lemma_ in self.words.intransitive and syntax.child(verb, "dobj") is not None:
            return None
        for arrived, nouns in self.words.subjects.get(verb.lemma_, ()):
            people = self.lemma in nouns or (self.unit == "person" and self.anchor.tag_ == "NNPS")  # "5,000 Armenians"
            if people and self.means(arrived, verb):
                return arrived
        kind = self.says(self.words.agent, verb)
        return None if kind in self.words.culprits and self._gets_away(verb, *self.words.culprits[kind]) else kind

    def _gets_away(self, verb: Token, who: frozenset[str], beside: frozenset[str]) -> bool:
        """Tell the flight of a gunman, on foot or from the scene, from that of people from their homes."""
        if self.lemma in who:
            return True
        nouns = [*syntax.children(verb, "dobj")]
        nouns += (noun for prep in syntax.children(verb, "prep") for noun in syntax.children(prep, "pobj"))
        return any(noun.lemma_.lower() in beside for noun in nouns)

    def _dies(self, verb: Token) -> bool:
        """Tell whether a verb that shares its subject with the one before says that they died of it."""
        if syntax.child(verb, "nsubj", "nsubjpass") is not None:
            return False
        words = (verb, *syntax.children(verb, "oprd", "acomp", "advmod"))
        return "killed" in (self.says(self.words.agent, verb), *(self.says(self.words.adjectives, w) for w in words))

    def fits(self, kind: FigureKind) -> bool:
        """Tell whether a phrase of a kind can be said of what is counted: people, or the things of the kind."""
        if kind == "killed" and self.anchor.head.lemma_ in CONDEMN:
            return False
        things = self.words.things.get(kind)
        people = self.unit in ("person", "household") or not self.thing or (self.unit is None and kind in OF_PEOPLE)
        return (
            people
            if things is None
            else self.thing in things or (kind == "housing_destroyed" and self.unit == "household")
        )

    def deadly(self, verb: Token) -> bool:
        """Tell whether a verb with the words behind it says that they died: "shot dead", "hacked to death"."""
        return self.is_end(verb.i + 1, verb)

    def is_end(self, place: int, verb: Token) -> bool:
        """Tell whether the words from a token on tell that a verb of violence was the end of them."""
        follow = self.tokens.lower[place : place + 2]
        outcome = follow[:1] in (["alive"], ["dead"]) or follow in (["to", "death"], ["and", "killed"])
        return outcome and verb.lemma_ in self.words.manners

    def together(self, word: Token, kind: FigureKind) -> FigureKind:
        """Make "killed or injured" casualties and "shot dead" killed, by the words behind."""
        if kind in HARM | {"affected", "missing"} and self.deadly(word):
            return "killed"  # "buried alive", "starved to death"
        if kind not in HARM:
            return kind
        partners = list(syntax.children(word, "conj")) if kind == "wounded" else []
        if any(self._dies(partner) for partner in partners) and all(partner.pos_ != "NUM" for partner in partners):
            return "killed"  # "was shot in the chest and died", but "four were shot and *one*, a student, died"
        lower, place = self.tokens.lower, word.i + 1
        follow = lower[place : place + 2]
        if len(follow) < 2 or follow[0] not in ("or", "and", "/", "and/or"):
            return kind
        partner = self.tokens.all[place + 1]
        if partner.lemma_ in LINKING and place + 2 < len(lower):
            partner = self.tokens.all[place + 2]  # "died or *gone missing*"
        if kind == "killed" and "missing" in (
            self.says(self.words.adjectives, partner),
            self.says(self.words.agent, partner),
        ):
            return kind if _goes_on_with_number(self.tokens, place + 2) else "casualties"
        other = next(
            (k for t in (self.words.patient, self.words.adjectives, self.words.nouns) if (k := self.says(t, partner))),
            None,
        )
        if other not in HARM or other == kind:
            return kind
        return kind if follow[0] == "and" and _goes_on_with_number(self.tokens, place + 2) else "casualties"


def _doers(verb: Token) -> Iterator[Token]:
    """Give those whose doing a verb tells: its subject, that of a verb it goes on from, and who stands behind "by"."""
    for agent in syntax.children(verb, "agent"):
        yield from syntax.children(agent, "pobj")
    for _ in range(CHAIN):
        subject = syntax.child(verb, "nsubj")
        if subject is not None:
            yield subject
            return
        if verb.dep_ not in ("advcl", "conj", "xcomp") or verb.head.i == verb.i:
            return
        verb = verb.head


def is_aimed(verb: Token) -> bool:
    """Tell whether a verb says at what its subject does it: "shot *into* the crowd", "shot *on goal*"."""
    preps = (child for child in verb.children if child.lower_ in AT_GOAL)
    return any(child.lower_ in AIMED for child in verb.children) or any(
        target.lower_ in GOALS for prep in preps for target in syntax.children(prep, "pobj")
    )


def is_act(word: Token) -> bool:
    """Tell whether what looks like a fate is what its subject does: "a guard *shot* and killed a man", "shot into"."""
    if is_aimed(word) or syntax.child(word, "dobj") is not None:
        return True
    return any(syntax.child(partner, "dobj") is not None for partner in syntax.children(word, "conj"))


def _goes_on_with_number(tokens: Tokens, place: int) -> bool:
    """Tell whether a number follows within three tokens: "killed and wounded at least 60" has its own."""
    return any(
        token.like_num or token.lower_ in ("dozens", "hundreds", "scores", "several", "many")
        for token in tokens.all[place : place + 4]
    )
