"""What "it", "the company", "the country" and "we" stand for where they take part in an event.

People's pronouns are resolved by the entities; here follow those of organisations and countries, by the subject of the
clause above, then by the subjects of the sentences before (centering, Grosz, Joshi and Weinstein 1995).
"""

from collections.abc import Iterator
from itertools import islice

from pipeline.mentions import MentionIndex
from pipeline.stages.events.arguments import VERBAL, surface_subjects
from pipeline.stages.events.lexicon import Words
from pipeline.stages.events.speakers import PLURAL, SINGULAR, Speakers
from pipeline.tree import Token, Tree
from schemas.entity import Entity, Mention

FIRST = SINGULAR | PLURAL
SINGULAR_THING = frozenset({"it", "its", "itself"})
PLURAL_THINGS = frozenset({"they", "them", "their", "themselves"})
REFLEXIVE = frozenset({"itself", "themselves"})
REACH = 2
"""How many sentences back a referent may stand."""


class References:
    """Resolves the pronouns and nominals of one article that stand for organisations and countries."""

    def __init__(self, tree: Tree, words: Words, mentions: MentionIndex, speakers: Speakers) -> None:
        self.mentions = mentions
        self.speakers = speakers
        self.companies = words.classes["@company"]
        self.beings = words.beings
        self.parts = words.classes["@part"]
        self.countries = words.classes["@country"]
        self.tree = tree
        self.known: dict[int, Entity | None] = {}

    def of(self, head: Token, sentence: int) -> Entity | None:
        """Give the entity that a pronoun or nominal in the given sentence stands for, or None."""
        if head.lower_ in FIRST:
            return self.speakers.at(head.idx, head.lower_)
        wanted = self._wanted(head)
        if not wanted:
            return None
        if head.i not in self.known:
            self.known[head.i] = None  # an answer for a chain of pronouns that comes back to itself
            self.known[head.i] = next(self._candidates(head, sentence, wanted), None)
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

    def named(self, head: Token) -> Entity | None:
        """Give the entity that the head of a phrase names."""
        found = self.mentions.at(head.idx, head.idx + len(head.text))
        return found[1] if found else None

    def naming(self, head: Token, first: int) -> tuple[Mention, Entity] | None:
        """Find the entity of a phrase that begins at `first`: by its head, or as `naming_around` does."""
        return self.mentions.at(head.idx, head.end) or self.naming_around(head, first)

    def naming_around(self, head: Token, first: int) -> tuple[Mention, Entity] | None:
        """Find the entity of a phrase whose head names none: by an apposition, or a modifier of "troops"."""
        found = None
        for child in head.children:
            if child.dep_ == "appos" and (head.pos_ == "PROPN" or head.lemma_.lower() in self.beings):
                found = self.mentions.at(child.idx, child.end)
                break
        if found is None and first < head.idx and head.lemma_.lower() in self.parts:
            found = self.mentions.at(first, head.idx)
        return found

    def _candidates(self, head: Token, sentence: int, wanted: tuple[str, ...]) -> Iterator[Entity]:
        single = "group" not in wanted
        for subject in self._subjects(head, sentence, single=single):
            named = self.naming(subject, subject.idx)
            entity = named[1] if named else self.of(subject, sentence)
            if entity and (entity.type in wanted or ("country" in wanted and _is_country(entity))):
                yield entity

    def _subjects(self, head: Token, sentence: int, *, single: bool) -> Iterator[Token]:
        """Give the subjects that may be meant, the likeliest first; what is `single` is none of several."""
        for subjects in self._clauses(head, sentence):
            if not single or len(subjects) == 1:
                yield from subjects

    def _clauses(self, head: Token, sentence: int) -> Iterator[list[Token]]:
        """Give the subjects of the clauses above, then of the sentences before; those of the own clause are others."""
        own = _is_complement(head)
        for above in islice(head.ancestors, 12):
            if above.pos_ in VERBAL:
                if not own:
                    yield [subject for subject in surface_subjects(above) if subject.i < head.i]
                own = False
        for back in range(1, REACH + 1):
            if sentence - back >= 0:
                yield surface_subjects(self.tree.root(*self.tree.sentences[sentence - back]))


def _is_complement(head: Token) -> bool:
    """Tell whether a word cannot mean the subject of its own clause ("*the firm* sold jets to the airline")."""
    if head.dep_ == "pobj":
        return head.head.head.pos_ in VERBAL
    return head.dep_ in ("dobj", "dative") and head.lower_ not in REFLEXIVE


def _is_country(entity: Entity) -> bool:
    return entity.place is not None and entity.place.level == "country"


def _is_definite(head: Token) -> bool:
    """Tell whether a noun means one that was spoken of: "the firm", not "the firms" or "the Acme firm"."""
    if head.tag_ != "NN" or any(child.pos_ == "PROPN" or child.lower_ == "of" for child in head.children):
        return False
    return any(child.lower_ in ("the", "this", "that") and child.dep_ == "det" for child in head.children)
