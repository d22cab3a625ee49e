"""What "it", "the company", "the country" and "we" stand for where they take part in an event.

People's pronouns are resolved by the entities; here follow those of organisations and countries, by the subject of the
clause above, then by the subjects of the sentences before (centering, Grosz, Joshi and Weinstein 1995).
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from pipeline.mentions import MentionIndex
from pipeline.stages.events.arguments import ALL_SUBJECTS, VERBAL, surface_subjects
from pipeline.stages.events.lexicon import Words
from pipeline.stages.events.speakers import PLURAL, SINGULAR, Speakers
from pipeline.tree import Token, Tree
from schemas.entity import Entity, Mention

FIRST = SINGULAR | PLURAL
SINGULAR_THING = frozenset({"it", "its", "itself"})
PLURAL_THINGS = frozenset({"they", "them", "their", "themselves"})
NO_FIRMS = frozenset({"armed_group", "government", "international", "military", "ngo", "party"})
"""Kinds of organisation that "the company" does not mean."""

REFLEXIVE = frozenset({"itself", "themselves"})
REACH = 2
"""How many sentences back a referent may stand."""


class References:
    """Resolves the pronouns and nominals of one article that stand for organisations and countries."""

    def __init__(self, tree: Tree, words: Words, mentions: MentionIndex, speakers: Speakers) -> None:
        self.mentions = mentions
        self.speakers = speakers
        self.companies = words.classes["@company"]
        self.firms = words.firms
        self.offices = words.offices
        self.bodies = words.classes["@organisation"] - self.companies
        self.makers = words.classes["@maker"]
        self.beings = words.beings
        self.parts = words.classes["@part"]
        self.localities = words.localities
        self.spots = words.localities | words.classes["@spot"]
        self.countries = words.classes["@country"]
        self.tree = tree
        self.known: dict[int, Entity | None] = {}

    def of(self, head: Token, sentence: int) -> Entity | None:
        """Give the entity that a pronoun or nominal in the given sentence stands for, or None."""
        if head.lower_ in FIRST:
            speaker = self.speakers.at(head.idx, head.lower_)
            if speaker and speaker.type == "person" and head.lower_ in PLURAL and self._is_of_firm(speaker):
                return self._subject_firm(head) or speaker
            return speaker
        wanted = self._wanted(head)
        if not wanted:
            return None
        if head.i not in self.known:
            self.known[head.i] = None  # an answer for a chain of pronouns that comes back to itself
            found = self._so_called(head) or next(self._candidates(head, sentence, wanted), None)
            self.known[head.i] = found or self._topic(head)
        return self.known[head.i]

    def _wanted(self, head: Token) -> tuple[str, ...]:
        """Give the types of entity that a word may stand for."""
        if head.lower_ in SINGULAR_THING:
            return ("organisation", "country")
        if head.lower_ in PLURAL_THINGS:
            return ("organisation", "group")
        lemma = head.lemma_.lower()
        if lemma in self.companies and _is_definite(head):
            return ("organisation",)
        return ("country",) if lemma in self.countries and _is_definite(head) else ()

    def _might_be(self, subject: Token, wanted: tuple[str, ...]) -> bool:
        """Tell whether a pronoun means a subject without a name, and none before it ("*the nation* said *it* ...").

        So may any body, one that is told of for the first time too: "*a committee*, which says *it* holds the notes".
        """
        if subject.pos_ == "PROPN":
            return self.mentions.at(subject.left_edge.idx, subject.end) is None
        lemma = subject.lemma_.lower()
        is_body = (
            "organisation" in wanted and subject.tag_ == "NN" and (lemma in self.bodies or lemma in self.companies)
        )
        return subject.pos_ == "NOUN" and (is_body or not set(wanted).isdisjoint(self._wanted(subject)))

    def entity(self, start: int, end: int) -> Entity | None:
        """Give the entity that is named between two characters."""
        found = self.mentions.at(start, end)
        return found[1] if found else None

    def named(self, head: Token) -> Entity | None:
        """Give the entity that the head of a phrase names, also "the town of *Ely*"."""
        found = self.mentions.at(head.idx, head.idx + len(head.text)) or self._located(head)
        return found[1] if found else None

    def naming(self, head: Token, first: int) -> tuple[Mention, Entity] | None:
        """Find the entity of a phrase that begins at `first`: by its head, or as `naming_around` does."""
        return self.mentions.at(head.idx, head.end) or self.naming_around(head, first)

    def naming_around(self, head: Token, first: int) -> tuple[Mention, Entity] | None:
        """Find the entity of a phrase whose head names none: by an apposition, or a modifier of "troops"."""
        found = self._located(head)
        if found is None and head.dep_ == "appos" and head.lemma_.lower() in self.beings:
            found = self.mentions.at(head.head.idx, head.head.end)
        if found is not None:
            return found
        for child in head.children:
            if child.dep_ == "appos" and (head.pos_ == "PROPN" or head.lemma_.lower() in self.beings):
                found = self.mentions.at(child.idx, child.end)
                break
        if found is None and first < head.idx and head.lemma_.lower() in self.parts:
            found = self.mentions.at(first, head.idx)
        return found

    def _located(self, head: Token) -> tuple[Mention, Entity] | None:
        """Find the place that a noun like "town" has its name from: "*the town* of Ely", "*the capital*, Kabul"."""
        if head.lemma_.lower() not in self.localities:
            return None
        for child in head.rights:
            name = child if child.dep_ == "appos" else None
            if child.dep_ == "prep" and child.lower_ == "of":
                name = next((below for below in child.children if below.dep_ == "pobj"), None)
            found = self.mentions.at(name.idx, name.end) if name is not None else None
            if found is not None and found[1].type == "place":
                return found
        return None

    def _topic(self, head: Token) -> Entity | None:
        """Find the firm that the text before "the company" is about: a company, and the one it has named most often."""
        if head.lemma_.lower() not in self.makers:
            return None
        named = [entity for mention, entity in self._firms if mention.start < head.idx]
        counts = Counter(entity.id for entity in named)
        return max(named, key=lambda firm: (firm.organisation_kind == "company", counts[firm.id]), default=None)

    def _is_of_firm(self, person: Entity) -> bool:
        """Tell whether somebody has an office of a firm without a name: "*chief executive* Ann Cole", not of police."""
        roles = (set(role.text.lower().split()) for role in person.roles)
        return any(role & self.offices and not role & self.bodies for role in roles)

    def _subject_firm(self, head: Token) -> Entity | None:
        """Give the firm that a text is about, if no other body was named more often before a word."""
        starts, bodies = self._foremost
        place = bisect_left(starts, head.idx) - 1
        body = bodies[place] if place >= 0 else None
        return body if body is not None and body.organisation_kind == "company" else None

    @cached_property
    def _foremost(self) -> tuple[list[int], list[Entity]]:
        """Give the places at which organisations are named, and the one named most often up to each."""
        starts: list[int] = []
        bodies: list[Entity] = []
        counts: Counter[str] = Counter()
        for mention, entity in self.mentions.pairs:
            if entity.type == "organisation":
                counts[entity.id] += 1
                first = bodies[-1] if bodies else entity
                starts.append(mention.start)
                bodies.append(entity if counts[entity.id] > counts[first.id] else first)
        return starts, bodies

    @cached_property
    def _firms(self) -> list[tuple[Mention, Entity]]:
        """Give the mentions of bodies that may be firms."""
        return [
            (mention, entity)
            for mention, entity in self.mentions.pairs
            if entity.type == "organisation" and entity.organisation_kind not in NO_FIRMS
        ]

    def _so_called(self, head: Token) -> Entity | None:
        """Find the body that was introduced by the word: "*the union* Aslef", "Avanti, a train *operator*"."""
        named = self._descriptions.get(head.lemma_.lower(), ()) if head.pos_ == "NOUN" else ()
        return next((entity for place, entity in reversed(named) if place < head.i), None)

    @cached_property
    def _descriptions(self) -> dict[str, list[tuple[int, Entity]]]:
        """Give the organisations by the nouns that introduce them, in text order."""
        found: dict[str, list[tuple[int, Entity]]] = {}
        for mention, entity in self.mentions.pairs:
            if entity.type == "organisation" and mention.form == "name":
                first, last = self.tree.overlapping(mention.start, mention.end)
                for noun in self._introducing(first, self.tree.root(first, last)):
                    found.setdefault(noun, []).append((first, entity))
        return found

    def _introducing(self, first: int, name: Token) -> Iterator[str]:
        before = self.tree[first - 1] if first else name
        beside = (before, name.head) if name.dep_ == "appos" else (before,)
        for noun in (*beside, *(child for child in name.rights if child.dep_ == "appos")):
            if noun.pos_ == "NOUN" and noun.lemma_.lower() in self.companies:
                yield noun.lemma_.lower()

    def _candidates(self, head: Token, sentence: int, wanted: tuple[str, ...]) -> Iterator[Entity]:
        single = "group" not in wanted
        is_firm = head.lemma_.lower() in self.firms
        for subject in self._subjects(head, sentence, single=single):
            named = self.naming(subject, subject.idx)
            entity = named[1] if named else self.of(subject, sentence)
            if is_firm and entity and entity.type == "person":
                entity = self.speakers.body(entity)  # "Ann Cole, *Harrow's* head, said *the firm* would close"
            if entity and (entity.type in wanted or ("country" in wanted and _is_country(entity))):
                if not (is_firm and entity.organisation_kind in NO_FIRMS):
                    yield entity
            elif entity is None and self._might_be(subject, wanted):
                return

    def _subjects(self, head: Token, sentence: int, *, single: bool) -> Iterator[Token]:
        """Give the subjects that may be meant, the likeliest first; what is `single` is none of several."""
        for subjects in self._clauses(head, sentence):
            if not single or len(subjects) == 1:
                yield from subjects

    def _clauses(self, head: Token, sentence: int) -> Iterator[list[Token]]:
        """Give the subjects of the clauses above, then of the sentences before; those of the own clause are others."""
        own = _is_complement(head) or _is_expected(head)
        for above in islice(head.ancestors, 12):
            if above.pos_ in VERBAL:
                if not own:
                    yield [subject for subject in surface_subjects(above) if subject.i < head.i]
                own = own and above.dep_ == "conj" and not any(child.dep_ in ALL_SUBJECTS for child in above.lefts)
        reach = 1 if head.lemma_.lower() in self.firms else REACH
        for back in range(1, reach + 1):
            if sentence - back >= 0:
                yield surface_subjects(self.tree.root(*self.tree.sentences[sentence - back]))


def _is_complement(head: Token) -> bool:
    """Tell whether a word cannot mean the subject of its own clause ("*the firm* sold jets to the airline")."""
    if head.dep_ == "pobj":
        return head.head.head.pos_ in VERBAL or head.pos_ == "NOUN"
    return head.dep_ in ("dobj", "dative") and head.lower_ not in REFLEXIVE


def _is_expected(head: Token) -> bool:
    """Tell whether a noun is what a verb expects to do something: not the one who expects it ("*it* to sell")."""
    verb = head.head
    return head.dep_ == "nsubj" and head.pos_ == "NOUN" and verb.tag_ == "VB" and verb.dep_ in ("ccomp", "xcomp")


def _is_country(entity: Entity) -> bool:
    return entity.place is not None and entity.place.level == "country"


def _is_definite(head: Token) -> bool:
    """Tell whether a noun means one that was spoken of: "the firm", not "the firms" or "the Acme firm"."""
    if head.tag_ != "NN" or any(child.pos_ == "PROPN" or child.lower_ == "of" for child in head.children):
        return False
    return any(child.lower_ in ("the", "this", "that") and child.dep_ == "det" for child in head.children)
