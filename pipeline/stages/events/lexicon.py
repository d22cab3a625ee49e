"""The lexicon of event triggers: what may stand in `events.toml`, and its words made ready for look-up."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from spacy.strings import get_string_id

from pipeline.lexicon import Lexicon
from pipeline.tree import Token
from schemas.event import EventType

ANY = "@any"
NOUN, VERB, PRON, PROPN, NUM = (get_string_id(tag) for tag in ("NOUN", "VERB", "PRON", "PROPN", "NUM"))
"""Universal tags as the numbers that `Token.pos` gives."""
BEINGS = ("person", "worker", "part", "organisation", "country")
"""Classes of nouns for those who act."""
BEING_PRONOUNS = frozenset({"he", "i", "she", "they", "we", "who", "you"})
ENTITY_CLASSES = {
    "@person": ("person", "group"),
    "@place": ("place",),
    "@organisation": ("organisation",),
    "@being": ("person", "organisation", "group", "place"),
}
"""Word classes that names belong to as well, by the type of their entity."""


class Group(Lexicon):
    """Words of one type and mode. Two words are a verb and its particle, or a noun and its modifier."""

    type: EventType
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


class Sense(Lexicon):
    """One sense of a word, told by its arguments: all conditions given must hold, each by one of its words.

    `objects` and `subjects` are lemmas of the arguments of a verb (a passive subject is an object), `after`
    prepositions or particles below it, `modifiers` adjectives and compounds of a noun, `children` dependency labels.
    `under` are nouns that a preposition ties to it ("go to the *polls*"), `carried` the verbs that a noun is the object
    of, `doing` those it is the subject of, `passive` asks for a verb in the passive, a reduced one too. ``@name``
    stands for a class of words, ``@any`` for any word. Type ``NONE`` is no event. A list of lemmas has the sense in
    common.
    """

    lemma: str | tuple[str, ...]
    pos: Literal["verb", "noun"]
    objects: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    passive: bool = False
    type: EventType | Literal["NONE"]
    mode: str | None = None

    @property
    def is_default(self) -> bool:
        """Tell whether the sense asks for nothing."""
        asked = (
            self.objects,
            self.subjects,
            self.after,
            self.under,
            self.carried,
            self.doing,
            self.modifiers,
            self.children,
        )
        return not any(asked) and not self.passive


class Same(Lexicon):
    """Words of one type that may tell one event ("robbed", "the theft")."""

    type: EventType
    words: tuple[str, ...]


class Harm(Lexicon):
    """Verbs of harm, and the type that they have where nature or an accident does it; none: that of what does it."""

    type: EventType | None = None
    words: tuple[str, ...]


class EventLexicon(Lexicon):
    """The whole of `events.toml`."""

    light: tuple[str, ...]
    statements: tuple[str, ...]
    carriers: tuple[str, ...]
    controls: tuple[str, ...]
    controls_by: dict[str, str]
    prospective: tuple[str, ...]
    trying: tuple[str, ...]
    meeting: tuple[str, ...]
    fatal: tuple[str, ...]
    wounding: tuple[str, ...]
    patient_owners: tuple[str, ...]
    adverbial: tuple[str, ...]
    vague: tuple[str, ...]
    vague_modes: tuple[str, ...]
    passives: tuple[str, ...]
    effects: tuple[str, ...]
    phases: tuple[str, ...]
    answerable: tuple[str, ...]
    blamed_on: dict[str, str]
    owning: tuple[str, ...]
    perpetrating: tuple[str, ...]
    mutual: tuple[str, ...]
    hurling: tuple[str, ...]
    blasts: tuple[str, ...]
    striking: tuple[str, ...]
    enduring: tuple[str, ...]
    naming: tuple[str, ...]
    sport: tuple[str, ...]
    fights: tuple[str, ...]
    injuries: tuple[str, ...]
    force: tuple[str, ...]
    lasting: tuple[str, ...]
    lasting_verbs: tuple[str, ...]
    vintages: tuple[str, ...]
    bookkeeping: tuple[str, ...]
    moving: tuple[str, ...]
    terms: tuple[str, ...]
    aftermath: tuple[str, ...]
    sequels: tuple[str, ...]
    offices: tuple[str, ...]
    unrealised: tuple[str, ...]
    harms: tuple[Harm, ...]
    same: tuple[Same, ...]
    groups: tuple[Group, ...]
    senses: tuple[Sense, ...]
    classes: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word means as a trigger: its type and mode, whether it needs an argument, and the rule that says so."""

    type: EventType
    mode: str | None
    weak: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Test:
    """The conditions of a sense with its classes written out; empty sets ask for nothing.

    A sense that asks for nothing at all is the default of its word, and gives way to a particle ("*set up* a fund").
    """

    objects: frozenset[str]
    subjects: frozenset[str]
    after: frozenset[str]
    under: frozenset[str]
    carried: frozenset[str]
    doing: frozenset[str]
    modifiers: frozenset[str]
    children: frozenset[str]
    passive: bool
    is_default: bool
    reading: Reading | None


class Words:
    """The lexicon by lemma, keyed by the hash that spaCy's tokens carry."""

    def __init__(self, lexicon: EventLexicon) -> None:
        self.verbs: dict[int, Reading] = {}
        self.nouns: dict[int, Reading] = {}
        self.verb_pairs: dict[int, dict[str, Reading]] = defaultdict(dict)
        self.noun_pairs: dict[int, dict[str, Reading]] = defaultdict(dict)
        self.verb_senses: dict[int, list[Test]] = defaultdict(list)
        self.noun_senses: dict[int, list[Test]] = defaultdict(list)
        self.light = frozenset(map(get_string_id, lexicon.light))
        self.statements = frozenset(map(get_string_id, lexicon.statements))
        self.carriers = self.light | frozenset(map(get_string_id, lexicon.carriers))
        self.controls_by = {get_string_id(verb): preposition for verb, preposition in lexicon.controls_by.items()}
        self.controls = frozenset(map(get_string_id, lexicon.controls))
        self._add_dating(lexicon)
        self.patient_owners = frozenset(map(get_string_id, lexicon.patient_owners))
        self.adverbial = frozenset(map(get_string_id, lexicon.adverbial))
        self.vague = frozenset(map(get_string_id, lexicon.vague))
        self.makers = self.light | frozenset(map(get_string_id, lexicon.effects))
        self.effects = self.carriers | self.makers
        self.phases = frozenset(map(get_string_id, lexicon.phases))
        self.blasts = frozenset(map(get_string_id, lexicon.blasts))
        self._add_blame(lexicon)
        self._add_sport(lexicon)
        self.hurling = frozenset(map(get_string_id, lexicon.hurling))
        self.striking = frozenset(map(get_string_id, lexicon.striking))
        self.lasting = frozenset(lexicon.lasting)
        self.lasting_verbs = frozenset(map(get_string_id, lexicon.lasting_verbs))
        self.vintages = frozenset(map(get_string_id, lexicon.vintages))
        self.moving = frozenset(map(get_string_id, lexicon.moving))
        self.terms = frozenset(map(get_string_id, lexicon.terms))
        self.bookkeeping = frozenset(map(get_string_id, lexicon.bookkeeping))
        self.offices = frozenset(lexicon.offices)
        self.sequels = frozenset(map(get_string_id, lexicon.sequels))
        self.aftermath = frozenset(map(get_string_id, lexicon.aftermath))
        self.passives = frozenset(map(get_string_id, lexicon.passives))
        self.harms = {get_string_id(word): harm.type for harm in lexicon.harms for word in harm.words}
        self.vague_modes = frozenset(lexicon.vague_modes)
        self.same = {(same.type, word): same.words[0] for same in lexicon.same for word in same.words}
        self.classes = {f"@{name}": frozenset(words) for name, words in lexicon.classes.items()}
        self.beings = frozenset().union(*(self.classes[f"@{name}"] for name in BEINGS))
        self.firms = self.classes["@company"] - self.classes["@body"]
        self.amounts = self.classes["@money"] | self.classes["@percent"]
        self.localities = self.classes["@locality"]
        self.movers = self.beings | self.classes["@vehicle"]
        self.classes["@being"] = self.beings | BEING_PRONOUNS
        for group in lexicon.groups:
            self._add(group)
        for sense in lexicon.senses:
            senses = self.verb_senses if sense.pos == "verb" else self.noun_senses
            for lemma in (sense.lemma,) if isinstance(sense.lemma, str) else sense.lemma:
                senses[get_string_id(lemma)].append(self._test(sense))
        self.hyphened = {
            noun: reading
            for group in lexicon.groups
            for noun in (*group.nouns, *group.weak)
            if "-" in noun and " " not in noun
            for reading in [Reading(group.type, group.mode, weak=False, rule="events.noun")]
        }
        self.verb_lemmas = frozenset({*self.verbs, *self.verb_pairs, *self.verb_senses})
        self.noun_lemmas = frozenset({*self.nouns, *self.noun_pairs, *self.noun_senses})
        self.lemmas = self.verb_lemmas | self.noun_lemmas

    def _add_dating(self, lexicon: EventLexicon) -> None:
        """Index the words by which it is told whether an event has the day of another."""
        self.prospective = frozenset(map(get_string_id, lexicon.prospective))
        self.enduring = frozenset(map(get_string_id, lexicon.enduring))
        self.naming = frozenset(map(get_string_id, lexicon.naming))
        self.trying = frozenset(map(get_string_id, lexicon.trying))
        self.meeting = frozenset(map(get_string_id, lexicon.meeting))
        self.unrealised = frozenset(map(get_string_id, lexicon.unrealised))
        self.fatal = frozenset(map(get_string_id, lexicon.fatal))
        self.wounding = frozenset(map(get_string_id, lexicon.wounding))

    def _add_sport(self, lexicon: EventLexicon) -> None:
        """Index the words by which reports of sport are told, and what their words of war tell."""
        self.sport = frozenset(lexicon.sport)
        self.fights = frozenset(map(get_string_id, lexicon.fights))
        self.injuries = frozenset(map(get_string_id, lexicon.injuries))
        self.force = frozenset(map(get_string_id, lexicon.force))

    def _add_blame(self, lexicon: EventLexicon) -> None:
        """Index the words by which it is told who did something."""
        self.answerable = frozenset(map(get_string_id, lexicon.answerable))
        self.blamed_on = {get_string_id(verb): preposition for verb, preposition in lexicon.blamed_on.items()}
        self.owning = frozenset(map(get_string_id, lexicon.owning))
        self.perpetrating = frozenset(map(get_string_id, lexicon.perpetrating))
        self.mutual = frozenset(map(get_string_id, lexicon.mutual))

    def is_vague(self, token: Token, reading: Reading) -> bool:
        """Tell whether a word says hardly what happened ("make", "plan", "use")."""
        return reading.type == "OTHER" and (reading.mode in self.vague_modes or token.lemma in self.vague)

    def is_change(self, verb: Token) -> bool:
        """Tell whether a verb says how what was measured has changed ("March sales *rose*")."""
        reading = self.verbs.get(verb.lemma)
        return reading is not None and reading.mode in ("rise", "fall")

    def _add(self, group: Group) -> None:
        for verb in group.verbs:
            reading = Reading(group.type, group.mode, weak=False, rule="events.verb")
            head, _, particle = verb.partition(" ")
            if particle:
                self.verb_pairs[get_string_id(head)][particle] = reading
            else:
                self.verbs[get_string_id(verb)] = reading
        for noun, weak in [(noun, False) for noun in group.nouns] + [(noun, True) for noun in group.weak]:
            reading = Reading(group.type, group.mode, weak, "events.noun")
            modifier, _, head = noun.rpartition(" ")
            if modifier:
                self.noun_pairs[get_string_id(head)][modifier] = reading
            else:
                self.nouns[get_string_id(noun)] = reading

    def _test(self, sense: Sense) -> Test:
        return Test(
            objects=self._words(sense.objects),
            subjects=self._words(sense.subjects),
            after=self._words(sense.after),
            under=self._words(sense.under),
            carried=frozenset(sense.carried),
            doing=frozenset(sense.doing),
            modifiers=self._words(sense.modifiers),
            children=frozenset(sense.children),
            passive=sense.passive,
            is_default=sense.is_default,
            reading=_sense_reading(sense),
        )

    def _words(self, words: tuple[str, ...]) -> frozenset[str]:
        """Write the classes out as their words; the class names stay, for names and ``@any``."""
        return frozenset(words).union(*(self.classes.get(word, ()) for word in words))


def _sense_reading(sense: Sense) -> Reading | None:
    if sense.type == "NONE":
        return None
    return Reading(sense.type, sense.mode, weak=False, rule="events.sense")


def lemma(token: Token) -> str:
    """Give the lemma of a token in small letters."""
    return token.lemma_.lower()
