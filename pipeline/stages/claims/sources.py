"""Sources: what kind of source a span is, and which entity it stands for."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from pipeline.mentions import MentionIndex
from pipeline.stages.claims.agents import parted
from pipeline.stages.claims.documents import Documents
from pipeline.stages.claims.lexicon import CueWords
from pipeline.stages.claims.passage import Passage, Range
from pipeline.syntax import child, children
from pipeline.tree import Token
from schemas.claim import ResolvedBy, SourceType
from schemas.entity import Entities, Entity, Mention

_LINKS: Mapping[str, ResolvedBy] = {
    "name": "name", "acronym": "name", "alias": "name", "variant": "name", "demonym": "name",
    "surname": "surname", "pronoun": "pronoun", "role": "role",
}  # fmt: skip
_FEMALE, _MALE = frozenset({"she", "her", "hers", "herself"}), frozenset({"he", "him", "his", "himself"})
_SINGULAR = frozenset({"he", "she", "him", "her", "his"})
_FIRST = frozenset({"i", "me", "my"})
_PLURAL = frozenset({"they", "them", "their", "it", "its"})
_PRONOUNS = _SINGULAR | _PLURAL
_BODILY = frozenset({"it", "they"})
_BODIES = frozenset({"group", "organisation"})
_SINGLE_BODIES = frozenset({"organisation", "place"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_FROM = frozenset({"by", "from"})
_NAMED = (["named"], ["surnamed"], ["name", "as"], ["himself", "as"], ["herself", "as"])
"""What stands before the name that a source is given."""

_HUMAN = ("er", "or", "ian", "ist", "man", "person")
"""Endings of what human beings do."""


_SORTS: Mapping[str, tuple[str | None, ...]] = {
    "media": ("media",), "organisation": ("armed_group", "company", "international", "ngo", "party", None),
}  # fmt: skip
"""What kinds of organisation nouns take up: "the newspaper", "the group"."""


CLAUSES = 10
"""How many words above a pronoun the subjects of clauses are looked for."""

AGED = 6
"""Tokens of "the 57-year-old"."""

NATION = 4
"""Letters that a country and its people have in common at least: "Somalia", "Somali"."""

JUST_BEFORE = 2
"""How many sentences behind a speaker "they" is theirs, though a body is named in between."""

NEAR = 2
"""How many paragraphs behind the last mention of a speaker a pronoun may take them up."""


class Sources:
    """Resolves the source spans of one article, in text order: a pronoun may take up the speaker before it.

    `last` is who spoke last, `person` the last human being who did, with the place; `nameless` is the last speaker
    where the text gives no name, `since` the first token of the source that is resolved or of what it says.
    """

    def __init__(self, passage: Passage, words: CueWords, entities: Entities) -> None:
        self.passage = passage
        self.words = words
        self.entities = entities
        self.mentions = MentionIndex(entities)
        self.named_by = {entity.id: entity for entity in entities.entities}
        self.roles = [
            (role, person) for person in entities.entities if person.type == "person" for role in person.roles
        ]
        self.last: tuple[Entity, int] | None = None
        self.person: tuple[Entity, int] | None = None
        self.nameless: Token | None = None
        self.since = 0
        self.known: dict[Range, tuple[Entity | None, ResolvedBy]] = {}
        self.documents = Documents(passage, words)

    def attributed(self, piece: Range, content: Range | None = None, within: Range | None = None) -> dict[str, Any]:
        """Give the fields of the span of tokens, with its entity and type.

        `content` is what it says, where known, and `within` the source of the claim that it stands in.
        """
        root = self.passage.head(piece)
        root = child(root, "pobj") or root  # "*Under* Secretary Ana Paz", to the parser a phrase
        start, end = self.passage.extent(piece)
        self.since = min(root.i, content[0]) if content else root.i
        if piece not in self.known:
            told = self._told(root, content) if content and root.lower_ in _PLURAL else None
            said = self.known.get(within) if within and root.lower_ in _FIRST else None
            found = (said[0], "pronoun") if said and said[0] else told or self._resolve(piece, root)
            if content and found[0] and not told and self._is_spoken_of(found[0], root, content):
                found = self._other_speaker(found[0], root) if root.lower_ in _SINGULAR else (None, "none")
            self.known[piece] = found
        entity, how = self.known[piece]
        return {
            "start": start, "end": end, "text": self.passage.text[start:end],
            "entity": entity.id if entity else None, "type": self._type(root, entity), "resolved_by": how,
        }  # fmt: skip

    def _is_spoken_of(self, entity: Entity, root: Token, content: Range) -> bool:
        """Tell whom a pronoun cannot mean, as what it says names them: '"Cole was a friend of mine," *he* said'.

        Principle C of binding theory (Chomsky 1981): "*She* said Cole had apologised", "Cole, *she* said, had left".
        News names a speaker in a content before the pronoun: "Rosenberg will resign, he said"; and bodies quote what
        names themselves: '"The ministry confirms the talks," it added'.
        """
        if root.lower_ not in _SINGULAR | _BODILY:
            return False
        inside = self.mentions.within(*self.passage.extent(content))
        named = [mention for mention, found in inside if found is entity and mention.form == "name"]
        if self.passage.in_quotation(content[0]) and root.lower_ != "it":
            return bool(named)
        if root.lower_ in _SINGULAR:
            is_split = content[1] <= root.i and self.passage.head(content).dep_ in ("nsubj", "nsubjpass")
            return any(is_split or mention.start > root.idx for mention in named)
        return bool(named) and not self.passage.in_quotation(content[0])

    def _other_speaker(self, person: Entity, root: Token) -> tuple[Entity | None, ResolvedBy]:
        """Take a pronoun for the speaker before, where it does not mean the person that it speaks of."""
        if self.person is None or self.person[0] is person or not self._is_near(*self.person, root):
            return None, "none"
        if self.nameless is not None and self.nameless.i > self.person[1]:
            return None, "none"
        speaker = self.person[0]
        return (speaker, "carry_over") if _suits(speaker, root) is not False else (None, "none")

    def _told(self, root: Token, content: Range) -> tuple[Entity | None, ResolvedBy] | None:
        """Find who "it" is behind its content, by whom that tells of: "*The firm* will close two mines, it said"."""
        head = self.passage.head(content)
        subject = child(head, "nsubj", "nsubjpass")
        if self.passage.in_quotation(content[0]):
            return None  # who is quoted calls itself "we"
        if content[1] > root.i or subject is None or subject.i < content[0] or head.sentence != root.sentence:
            return None
        found = self._named((subject.left_edge.i, subject.i + 1), subject)
        if found is not None and found[0].type in ("organisation", "group"):
            return found[0], "pronoun"
        is_body = found is None and root.lower_ == "it" and self._number(subject) == "body"
        is_body = is_body and self._kind(subject) != "document"
        return (None, "none") if is_body else None

    def remember(self, piece: Range, verb: Token | None) -> None:
        """Keep who spoke, for the pronouns behind: the outermost source of a claim, no other that it mentions."""
        root, (entity, how) = self.passage.head(piece), self.known[piece]
        self.documents.note(root, entity, verb)
        if how == "role" and self._kind(root) == "document":
            entity = None  # "the results of the study ... *They* say": not the study, and nobody named
        if entity is not None:
            self.last = entity, root.i
            self.person = self.last if entity.type == "person" else self.person
        if root.pos_ == "PRON":
            return
        number = self._number(root)
        is_nameless = entity is None or (entity.type != "person" and number == "one")
        if number == "many" and self._are_of_body(root):
            is_nameless = False
        self.nameless = root if is_nameless else None

    def _are_of_body(self, root: Token) -> bool:
        """Tell people who are those of a body: "the comrades *of Acme*", and not "*Acme* officers"."""
        of = next((word for word in children(root, "prep") if word.lower_ == "of" and word.i == root.i + 1), None)
        return of is not None and bool(self.mentions.within(of.idx, of.right_edge.end))

    def _number(self, root: Token) -> str | None:
        """Tell which pronoun may take a noun up: "one" human being, a "body", or "many"."""
        if root.tag_ in ("NNS", "NNPS") or (parted(root) is not None and root.lower_ != "one"):
            return "many"
        kind = self._kind(root)
        if root.lemma_.lower() in self.words.bodies or kind in ("organisation", "media", "document"):
            return "body"
        return "one" if kind is not None and root.lemma_.lower() not in self.words.callings else None

    def _is_nameless(self, root: Token) -> bool:
        """Tell a pronoun for a speaker before it who was given no name: "*a resident* said ... *She* added"."""
        before = self.nameless
        if before is None or not before.i < root.i:
            return False
        wanted = "one" if root.lower_ in _SINGULAR else "body" if root.lower_ in ("it", "its") else "many"
        is_human = before.tag_ == "NN" and before.lemma_.endswith(_HUMAN)  # "the driver"
        number = self._number(before) or ("one" if is_human else None)
        if number != wanted or self.passage.paragraph[root.i] - self.passage.paragraph[before.i] > NEAR:
            return False
        kinds = ("person",) if wanted == "one" else ("organisation", "group")
        between = self.mentions.within(before.right_edge.end, root.idx)
        named = [mention for mention, entity in between if mention.form == "name" and entity.type in kinds]
        is_just_before = wanted == "many" and root.sentence - before.sentence <= JUST_BEFORE
        is_just_before = is_just_before or (wanted == "one" and self._kind(before) != "official")
        return not any(not is_just_before or self._leads(mention) for mention in named)

    def _leads(self, mention: Mention) -> bool:
        """Tell a name that is the subject of a clause, and not only mentioned in it."""
        tree = self.passage.tree
        name = tree.root(*tree.overlapping(mention.start, mention.end))
        name = name.head if name.dep_ == "appos" else name  # "the minister, *Ada Li*, spoke"
        return name.dep_ in ("nsubj", "nsubjpass")

    def _resolve(self, piece: Range, root: Token) -> tuple[Entity | None, ResolvedBy]:
        if root.lower_ in _RELATIVE and not root.is_upper:  # "the WHO"
            return self._antecedent(root)
        doer = self._as_doer(root) if root.lower_ in _PRONOUNS else None
        if doer is not None:
            return doer
        if root.lower_ in _PRONOUNS and self._is_nameless(root):
            return None, "none"
        found = self._apposed_last(piece) or self._in_office(piece, root) or self._named(piece, root)
        if found is not None:
            return found
        if root.lower_ in _PRONOUNS:
            return self._carried(root)
        called = self._called(piece)
        if called is not None:
            return called
        if piece[1] - piece[0] == 1 and root.is_title:
            borne = {entity.id: entity for mention, entity in self.mentions.pairs if mention.text.endswith(f" {root}")}
            people = [entity for entity in borne.values() if entity.type == "person"]
            if len(people) == 1:
                return people[0], "surname"  # a headline's name that the recogniser has missed
        if self._is_aged(piece):
            person = self._person_named_before(root)
            return (person, "role") if person else (None, "none")
        return self._described(piece, root)

    def _of_nation(self, piece: Range, root: Token) -> Entity | None:
        """Find who has an office in a country: "the *Iranian* foreign minister", of all that the text names."""
        within = self.mentions.within(self.passage.extent(piece)[0], root.idx)
        if not within or self.passage.tree[piece[0]].lower_ != "the":
            return None
        mention, nation = within[-1]
        office = self.passage.text[mention.end : root.end].strip().lower()
        found = {
            person.id: person
            for role, person in self.roles
            if role.text.lower().startswith(office) and _is_nation(self.named_by.get(role.organisation or ""), nation)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _is_aged(self, piece: Range) -> bool:
        """Tell "the 57-year-old" and "the 33-year-old pharmacist": somebody who was named before."""
        lowers = [token.lower_ for token in self.passage.tree[piece[0] : piece[0] + AGED]]
        return lowers[:1] == ["the"] and "old" in lowers and any(word.startswith("year") for word in lowers)

    def _person_named_before(self, root: Token) -> Entity | None:
        """Give the person mentioned last before a token, in its paragraph or the one before."""
        number = max(self.passage.paragraph[root.i] - 1, 0)
        low = self.passage.tree[self.passage.paragraphs[number][0]].idx
        people = [entity for _, entity in self.mentions.within(low, root.idx) if entity.type == "person"]
        return people[-1] if people else None

    def _apposed_last(self, piece: Range) -> tuple[Entity, ResolvedBy] | None:
        """Find whom a description names at its end: "the Police Union's local president, *Brian Steel*".

        "The owner of the ship, *Maine Marine*", is a firm; "a spokesman for the firm, Maine Marine", is none.
        """
        start, end = self.passage.extent(piece)
        within = self.mentions.within(start, end)
        if not within or any(token.lower_ == "and" for token in self.passage.tree[piece[0] : piece[1]]):
            return None
        mention, entity = within[-1]
        root = self.passage.head(piece)
        if entity.type == "organisation":
            describes = root.pos_ == "NOUN" and self._number(root) in (None, "body")
        else:
            describes = entity.type == "person" and len(within) > 1 and within[-2][1].type == "organisation"
        is_beside = entity.type == "organisation" and root.i + 1 == self.passage.tree.at(mention.start)
        is_last = mention.end == end and (is_beside or self._is_apposed(mention))
        return (entity, self._how(mention)) if describes and is_last else None

    def _in_office(self, piece: Range, root: Token) -> tuple[Entity, ResolvedBy] | None:
        """Find whom a source names behind their role: "the Secretary of the Interior *Ana Paz*".

        The parser hangs such a name on the last word of the role, or joins it to the first of two.
        """
        start, end = self.passage.extent(piece)
        for role, person in self.roles:
            if start <= role.start <= root.idx < role.end <= end:
                named = (mention for mention in person.mentions if role.end <= mention.start < end)
                mention = next((mention for mention in named if mention.form == "name"), None)
                return (person, self._how(mention)) if mention else None
        if self._number(root) == "one" or root.lemma_.endswith(_HUMAN):
            for other in children(root, "conj"):
                found = self.mentions.at(other.idx, other.end)
                if found and found[1].type == "person" and _is_same(root, other, found[0]):
                    return found[1], self._how(found[0])
        return None

    def _called(self, piece: Range) -> tuple[Entity, ResolvedBy] | None:
        """Find whom a source gives a name: "a resident *named Sin*", "a man who gave his name as *Omar*"."""
        for mention, entity in self.mentions.within(*self.passage.extent(piece)):
            place = self.passage.tree.at(mention.start)
            before = [token.lower_ for token in self.passage.tree[max(place - 2, piece[0]) : place]]
            names = before[-1:] in _NAMED or before in _NAMED
            if names and mention.form == "name" and entity.type == "person":
                return entity, self._how(mention)
        return None

    def _named(self, piece: Range, root: Token) -> tuple[Entity, ResolvedBy] | None:
        """Find the mention at the head of the span, or in apposition to it."""
        heads = {root.i, *(token.i for token in children(root, "appos", "compound", "flat"))}
        for token in list(children(root, "appos")):
            heads.update(other.i for other in children(token, "appos"))
            heads.update(other.i for other in children(token, "compound") if token.pos_ == "PROPN")
        if root.lower_ == "one":  # "one of the two clerks, *Ada Li*"
            heads.update(
                name.i for of in children(root, "prep") for noun in of.children for name in children(noun, "appos")
            )
        best: tuple[Entity, ResolvedBy] | None = None
        tree = self.passage.tree
        start, end = self.passage.extent(piece)
        for mention, entity in self.mentions.within(start, end):
            if not any(
                mention.start <= tree[place].idx < mention.end for place in heads if piece[0] <= place < piece[1]
            ):
                continue
            is_root = mention.start <= root.idx < mention.end
            describes = mention.end <= root.idx and root.tag_ in ("NN", "NNS")  # "the *Obama* adviser"
            if not is_root and (entity.type != "person" or mention.form != "name" or describes):
                continue
            found = entity, self._how(mention)
            if is_root and mention.form == "name" and entity.type != "place":
                return found
            if best is None or entity.type == "person":
                best = found
        return best

    def _how(self, mention: Mention) -> ResolvedBy:
        return _LINKS[mention.resolved_by]

    def _antecedent(self, root: Token) -> tuple[Entity | None, ResolvedBy]:
        """Find whom a relative pronoun means; several people are no one: "actors such as Ada Li, *who say* ..."."""
        entity = self._person_before(root) or self._head_of_clause(root)
        verbs = (root.head, *children(root.head, "aux"))
        is_many = any(verb.tag_ == "VBP" for verb in verbs)
        if entity is None or (is_many and entity.type in ("person", "place")):
            return None, "none"
        return entity, "pronoun"

    def _head_of_clause(self, root: Token) -> Entity | None:
        """Give whom the noun names that the clause of a relative pronoun hangs on."""
        for above in root.ancestors:
            if above.dep_ in ("relcl", "acl"):
                head = above.head
                low, high = head.left_edge.i, min(head.right_edge.i + 1, root.i)
                found = self._named((low, max(high, head.i + 1)), head)
                return found[0] if found else None
        return None

    def _person_before(self, root: Token) -> Entity | None:
        """Give the person named right before "who"."""
        place = root.i - 1
        while place > 0 and self.passage.tree[place].is_punct:
            place -= 1
        token = self.passage.tree[max(place, 0)]
        found = self.mentions.at(token.idx, token.idx + 1)
        return found[1] if found and found[1].type == "person" and root.lower_ == "who" else None

    def _carried(self, root: Token) -> tuple[Entity | None, ResolvedBy]:
        """Take a pronoun for the speaker before it, where that one is near and of the right kind."""
        last = self.person if root.lower_ in _SINGULAR else self.last
        if last is not None and (last is self.person) == (root.lower_ in _SINGULAR) and self._is_near(*last, root):
            return self._speaker_or_other(*last, root)
        found = self._body_before(root) if root.lower_ in _PLURAL else None
        return (found, "pronoun") if found else (None, "none")

    def _as_doer(self, root: Token) -> tuple[Entity | None, ResolvedBy] | None:
        """Find who does a thing to what they say it is: "Israel struck what *it* said were rebels"."""
        if root.i == 0 or root.tree[root.i - 1].lower_ != "what":
            return None
        subjects = (child(verb, "nsubj", "nsubjpass") for verb in islice(root.head.ancestors, CLAUSES))
        doer = next((subject for subject in subjects if subject is not None and subject.i < root.i - 1), None)
        if doer is None or doer.pos_ == "PRON":
            return None
        named = self._named((doer.left_edge.i, doer.i + 1), doer) if child(doer, "conj") is None else None
        if named is None:
            return (None, "none") if root.lower_ in _PLURAL else None
        return named[0], "pronoun"

    def _speaker_or_other(self, speaker: Entity, spoke: int, root: Token) -> tuple[Entity | None, ResolvedBy]:
        """Take "he" for the speaker before, unless the text calls that one "she": then for the one other person named.

        Where somebody else has been a subject since, it is the one of them that the text calls so elsewhere.
        """
        if root.lower_ in _SINGULAR and _suits(speaker, root) is False:
            since = self.mentions.within(self.passage.tree[spoke].idx, root.idx)
            named = {entity.id: entity for mention, entity in since if mention.form == "name"}
            people = [
                entity for entity in named.values() if entity.type == "person" and _suits(entity, root) is not False
            ]
            return (people[0], "pronoun") if len(people) == 1 else (None, "none")
        others = self._since_spoken(speaker, root)
        suited = [other for other in others if _suits(other, root)]
        if len(others) == 1 and _suits(others[0], root) is not False and self._has_just_led(others[0], root):
            return others[0], "pronoun"
        if not others or (_suits(speaker, root) and not suited):
            return speaker, "carry_over"
        return (suited[0], "pronoun") if len(suited) == 1 and not _suits(speaker, root) else (None, "none")

    def _is_near(self, entity: Entity, spoke: int, root: Token) -> bool:
        """Tell whether a speaker is near enough to a pronoun, by what they said or where they are mentioned."""
        tree, paragraph = self.passage.tree, self.passage.paragraph
        mentioned = max((mention.start for mention in entity.mentions if mention.start < root.idx), default=0)
        return paragraph[self.since] - max(paragraph[spoke], paragraph[tree.at(mentioned)]) <= NEAR

    def _since_spoken(self, speaker: Entity, root: Token) -> list[Entity]:
        """Give the other people who have been the subject of a sentence since a speaker was mentioned."""
        if speaker.type != "person" or root.lower_ not in _SINGULAR:
            return []
        others: dict[str, Entity] = {}
        tree = self.passage.tree
        mentioned = max((mention.end for mention in speaker.mentions if mention.start < root.idx), default=1)
        for mention, entity in self.mentions.within(mentioned, root.idx):
            named = tree[tree.at(mention.end - 1)]
            named = named.head if named.dep_ == "appos" else named
            is_subject = named.dep_ in ("nsubj", "nsubjpass") or named.head.dep_ == "agent"
            is_subject = is_subject and not self.passage.in_quotation(named.i)
            is_other = entity.type == "person" and entity is not speaker
            if is_other and is_subject and named.sentence > tree[tree.at(mentioned - 1)].sentence:
                others[entity.id] = entity
        return list(others.values())

    def _has_just_led(self, person: Entity, root: Token) -> bool:
        """Tell whether a person is the subject of the sentence before a pronoun's."""
        low = self.passage.sentence[root.i][0]
        if low == 0 or self.passage.in_quotation(low - 1):
            return False
        subject = child(self.passage.tree.root(*self.passage.sentence[low - 1]), "nsubj", "nsubjpass")
        if subject is None:
            return False
        found = self._named((subject.left_edge.i, subject.i + 1), subject)
        return found is not None and found[0] is person

    def _body_before(self, root: Token) -> Entity | None:
        """Give the organisation or group that a "they" or "it" takes up: the subject before, else who is named last.

        The subject is that of a clause above, else that of the sentence before. A place is taken up as a subject alone:
        what "reached *Minova*" is not the town.
        """
        start = self.passage.sentence[root.i][0]
        low = self.passage.sentence[start - 1][0] if start else 0
        tree = self.passage.tree
        is_many = root.lower_.startswith("the")
        for subject in self._subjects_before(root, low, start):
            phrase = self.passage.trim((subject.left_edge.i, subject.right_edge.i + 1))
            apposed = self._apposed_last(phrase) if phrase and not is_many else None
            found = apposed or self._named((subject.left_edge.i, subject.i + 1), subject)
            if found is not None and found[0].type in (_BODIES if is_many else _SINGLE_BODIES):
                return found[0]
            is_last = subject.i < start and not is_many and found is None
            if is_last and self._number(subject) != "one" and subject.pos_ == "NOUN":
                return None
        named = [pair for pair in self.mentions.within(tree[low].idx, root.idx) if pair[1].type in _BODIES]
        if not named or (is_many and self._are_others(named[-1][0], root)):
            return None
        return named[-1][1]

    def _are_others(self, mention: Mention, root: Token) -> bool:
        """Tell people without a name between a body and "they": "a letter from *Acme* ... *activists* say *they*"."""
        between = self.passage.tree[self.passage.tree.at(mention.end) : root.i]
        people = (word for word in between if word.tag_ == "NNS" and self._kind(word) is not None)
        others = (word for word in people if word.left_edge.idx > mention.start)  # not "*Acme* officials"
        return any(self._kind(word) not in ("document", "media", "organisation") for word in others)

    def _subjects_before(self, root: Token, low: int, start: int) -> Iterator[Token]:
        """Give the subjects of the clauses above that of a pronoun, then that of the sentence ``[low, start)``."""
        above = [verb for verb in islice(root.head.ancestors, CLAUSES) if verb.pos_ in ("VERB", "AUX")]
        if low < start:
            above.append(self.passage.tree.root(low, start))
        for verb in above:
            subject = child(verb, "nsubj", "nsubjpass")
            if subject is not None and subject.i < root.i:
                yield subject

    def _described(self, piece: Range, root: Token) -> tuple[Entity | None, ResolvedBy]:
        """Find whom a description means that is no mention itself: "a spokesman for X" speaks for X."""
        start, end = self.passage.extent(piece)
        lemma = root.lemma_.lower()
        if self.words.sources.get(lemma) == "official":
            person = self._of_nation(piece, root)
            if person is not None:
                return person, "role"
            inside = self.mentions.within(start, end)
            named = [entity for mention, entity in inside if entity.type == "person" and self._is_apposed(mention)]
            clause = min((word.left_edge.idx for word in children(root, "relcl")), default=end)
            bodies = [e for mention, e in inside if e.type == "organisation" and mention.end <= clause]
            if self._number(root) == "one" and named:
                return named[0], "name"
            if bodies:
                return bodies[0], "role"
        if self._kind(root) == "document":
            owner = self._owner(root, "poss", "compound", "nmod")
            issuer = self.documents.issuer(root)
            return (owner, "role") if owner else (issuer, "carry_over") if issuer else (None, "none")
        if lemma in self.words.bodies or self._kind(root) == "organisation":
            owner = self._owner(root, "compound", "nmod")  # "the *UN* refugee agency", but "the *Obama* team"
            if owner and owner.type == "organisation":
                return owner, "role"
            told = self._body_told_of(piece, root)
            if told is not None:
                return told, "role"
        carried = self._carried_body(piece, root) or self._carried_person(piece, root)
        return (carried, "carry_over") if carried else (None, "none")

    def _carried_body(self, piece: Range, root: Token) -> Entity | None:
        """Give the organisation that spoke before where a noun takes it up: "*The Britain-based group* added"."""
        if self.last is None or self.passage.tree[piece[0]].lower_ != "the" or root.tag_ != "NN":
            return None
        (speaker, spoke), kinds = self.last, _SORTS.get(self._kind(root) or "unspecified", ())
        if speaker.type != "organisation" or speaker.organisation_kind not in kinds:
            return None
        if speaker.organisation_kind is None and child(root, "compound") is not None:
            return None  # "the arms *watchdog*" may be another
        since = self.mentions.within(self.passage.tree[spoke].end, root.idx)
        others = (mention for mention, entity in since if entity.type == "organisation" and entity is not speaker)
        is_other = any(mention.form == "name" and self._leads(mention) for mention in others)
        return speaker if self._is_near(speaker, spoke, root) and not is_other else None

    def _body_told_of(self, piece: Range, root: Token) -> Entity | None:
        """Give the one organisation of the sentence before, its subject: "Acme raised fares. *The airline* said"."""
        tree, (low, _) = self.passage.tree, self.passage.sentence[root.i]
        if tree[piece[0]].lower_ != "the" or root.tag_ != "NN" or piece[1] - piece[0] != 2 or low == 0:
            return None
        before = self.mentions.within(tree[self.passage.sentence[low - 1][0]].idx, tree[piece[0]].idx)
        bodies = [pair for pair in before if pair[1].type == "organisation"]
        if len({entity.id for _, entity in bodies}) != 1:
            return None
        kinds, (mention, found) = _SORTS.get(self._kind(root) or "unspecified", ()), bodies[0]
        leads = found.organisation_kind in kinds and self._leads(mention)
        return found if leads and not self.passage.in_quotation(tree.at(mention.start)) else None

    def _carried_person(self, piece: Range, root: Token) -> Entity | None:
        """Give the person who spoke before where a noun takes them up: '"I am ill," Cole said. *The singer* added'."""
        if root.lemma_.lower() not in self.words.callings or self.last is None or self.last is not self.person:
            return None
        speaker, spoke = self.last
        is_whole = self.passage.tree[piece[0]].lower_ == "the" and piece[1] == root.i + 1
        if not is_whole or (self.nameless is not None and self.nameless.i > spoke):
            return None
        if speaker.roles and not any(root.lower_ in role.text.lower() for role in speaker.roles):
            return None
        mentioned = max((mention.end for mention in speaker.mentions if mention.start < root.idx), default=1)
        since = self.mentions.within(mentioned, root.idx)
        is_other = any(entity.type == "person" and mention.form == "name" for mention, entity in since)
        is_meant = not is_other and self._is_told_of(speaker)
        return speaker if is_meant and self._is_near(speaker, spoke, root) else None

    def _is_told_of(self, person: Entity) -> bool:
        """Tell whether an article is about a person: nobody is mentioned more often."""
        people = (entity for entity in self.entities.entities if entity.type == "person")
        return len(person.mentions) >= max(len(other.mentions) for other in people)

    def _owner(self, noun: Token, *labels: str) -> Entity | None:
        """Give whose something is: "*Hamas*'s statement", "a *UN* report", "a letter from *Mr. Aoun*"."""
        phrases = [word for word in children(noun, "prep", "agent") if word.lower_ in _FROM]
        owners = (*children(noun, *labels), *(child(word, "pobj") for word in phrases))
        for word in owners:
            found = self.mentions.at(word.idx, word.idx + 1) if word is not None else None
            if word is None or found is None or (word.dep_ == "compound" and found[1].name in self.words.platforms):
                continue  # "a *Twitter* post" is not Twitter's
            is_named = found[0].form == "name" or word.dep_ == "poss"  # "*his* letter"
            if found[1].type == "organisation" or (found[1].type == "person" and is_named):
                return found[1]
        return None

    def _is_apposed(self, mention: Mention) -> bool:
        """Tell a name behind a comma: "the chairman of Sony, *Norio Ohga*" (the parser hangs it on the firm)."""
        place = self.passage.tree.at(mention.start)
        if place > 0 and self.passage.tree[place - 1].lower_ == "the":
            place -= 1
        return mention.form == "name" and place > 0 and self.passage.tree[place - 1].text == ","

    def _type(self, root: Token, entity: Entity | None) -> SourceType:
        by_noun = self._kind(root) if root.pos_ != "PRON" else None
        if by_noun is not None and (entity is None or by_noun in ("official", "witness", "document", "media")):
            return by_noun
        if entity is None:
            return "person" if root.lower_ in _SINGULAR else "unspecified"
        return self._entity_type(entity)

    def _kind(self, root: Token) -> SourceType | None:
        """Give what a noun, with the one before it, says of a source: "news agency", "agency"."""
        root = parted(root) or root
        lemma = root.lemma_.lower()
        before = root.tree[root.i - 1].lemma_.lower() if root.i else ""
        kind = self.words.sources.get(f"{before} {lemma}") or self.words.sources.get(lemma)
        return kind or ("person" if lemma in self.words.callings else None)

    def _entity_type(self, entity: Entity) -> SourceType:
        if entity.type == "person":
            official = any(
                self.words.sources.get(word) == "official"
                for role in entity.roles
                for word in role.text.lower().split()
            )
            return "official" if official else "person"
        if entity.type == "organisation":
            kinds: Mapping[str, SourceType] = {"media": "media", "government": "official", "military": "official"}
            return kinds.get(entity.organisation_kind or "", "organisation")
        return "official" if entity.type == "place" else "group"


def _is_nation(employer: Entity | None, nation: Entity) -> bool:
    """Tell whether a country or people is the one that another name is of: "Egypt" and "Egyptian"."""
    if employer is None or nation.type not in ("group", "place"):
        return False
    stem = max(NATION, min(len(employer.name), len(nation.name)) - len("ly"))  # "Italy", "Italian"
    return employer is nation or employer.name[:stem] == nation.name[:stem]


def _is_same(noun: Token, other: Token, mention: Mention) -> bool:
    """Tell one human being in two roles, "the writer and critic *Ada Li*", from two: "the writer and Mayor *Li*"."""
    first = other.left_edge
    described = first.idx < mention.start and first.dep_ not in ("det", "poss")
    return described and (child(noun, "det") is None or first.text.islower())


def _suits(entity: Entity, root: Token) -> bool | None:
    """Tell whether the text calls a person "he" or "she" elsewhere, as it does here; None where it does neither."""
    called = {mention.text.lower() for mention in entity.mentions if mention.form == "pronoun"}
    wanted, other = (_FEMALE, _MALE) if root.lower_ in _FEMALE else (_MALE, _FEMALE)
    return True if called & wanted else False if called & other else None
