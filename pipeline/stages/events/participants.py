"""Who takes part in an event, in which role."""

from spacy.tokens import Token

from pipeline.mentions import MentionIndex
from pipeline.stages.events.lexicon import NOUN, NUM, PRON, PROPN, Words
from pipeline.stages.events.triggers import Found
from schemas.entity import Entity
from schemas.event import Participant, ParticipantRole

NOMINAL = frozenset({NOUN, PROPN, PRON, NUM})

PLACES = frozenset({"in", "at", "near", "outside", "inside", "across", "throughout", "around", "from", "off", "over"})
"""Prepositions after which a place is where it happened."""

TARGETS = frozenset({"against", "on", "upon", "at", "toward", "towards", "into"})
"""Prepositions after which stands whom an attack, a sanction or a charge is directed at."""

AGAINST = frozenset({"ASSAULT", "SANCTION", "COERCE", "ACCUSE", "THREATEN", "REJECT", "PROTEST"})

PARTNERS = frozenset({"with", "between", "among", "alongside"})

DOERS_OF = frozenset({"CONSULT", "RETREAT", "PROTEST", "OTHER", "ECONOMIC", "COOPERATE", "CONCEDE", "ANNIVERSARY"})
"""Types of noun whose "of" gives the one who does it ("the arrival *of the delegation*")."""

type Role = tuple[ParticipantRole, Token]


class Participants:
    """Gives the participants of triggers, tied to the entities of the article."""

    def __init__(self, text: str, words: Words, mentions: MentionIndex) -> None:
        self.text = text
        self.words = words
        self.mentions = mentions
        self.parts = words.classes["@part"]

    def of(self, found: Found) -> tuple[Participant, ...]:
        """Give the participants of one event, in text order, each once."""
        roles = self._noun_roles(found) if found.token.pos == NOUN else self._verb_roles(found)
        participants: dict[tuple[int, int], Participant] = {}
        for role, head in roles:
            participant = self._participant(role, head)
            if participant is not None:
                participants.setdefault((participant.start, participant.end), participant)
        return tuple(participants[place] for place in sorted(participants))

    def _verb_roles(self, found: Found) -> list[Role]:
        frame = found.frame
        roles: list[Role] = [("agent", head) for head in frame.subjects]
        roles += [("patient", head) for head in frame.objects]
        roles += [("recipient", head) for head in frame.recipients]
        return roles + self._obliques(found)

    def _noun_roles(self, found: Found) -> list[Role]:
        token, frame = found.token, found.frame
        owner: ParticipantRole = "patient" if token.lemma in self.words.patient_owners else "agent"
        roles: list[Role] = [(owner, head) for head in frame.subjects]
        for head in frame.modifiers:
            named = self.mentions.at(head.idx, head.idx + len(head))
            if named:
                roles.append(("place" if named[1].type == "place" and named[0].form == "name" else owner, head))
        roles += self._obliques(found)
        if found.light is not None and not any(role == "agent" for role, _ in roles):
            roles += [("agent", head) for head in found.light_frame.subjects] if found.light_frame else []
        return roles

    def _obliques(self, found: Found) -> list[Role]:
        kind = found.reading.type
        noun = found.token.pos == NOUN
        roles: list[Role] = []
        for word, heads in found.frame.obliques:
            for head in heads:
                role = self._oblique(word, head, kind, noun, found.token.lemma)
                if role:
                    roles.append((role, head))
        return roles

    def _oblique(self, word: str, head: Token, kind: str, noun: bool, lemma: int) -> ParticipantRole | None:
        if word == "by":
            return "agent" if noun else None
        if word == "of" and noun:
            return "agent" if kind in DOERS_OF and lemma not in self.words.patient_owners else "patient"
        if word in TARGETS and kind in AGAINST:
            return "patient"
        named = self.mentions.at(head.idx, head.idx + len(head))
        if named is None:
            return None
        if word in PLACES:
            return "place" if named[1].type == "place" else None
        if word == "to":
            return "place" if named[1].type == "place" and kind in ("OTHER", "RETREAT") else "recipient"
        return "other" if word in PARTNERS or word == "for" else None

    def _participant(self, role: ParticipantRole, head: Token) -> Participant | None:
        if head.pos not in NOMINAL:
            return None
        doc = head.doc
        start, end = head.left_edge.i, head.i + 1
        while start < head.i and (doc[start].is_punct or doc[start].pos_ in ("CCONJ", "ADP")):
            start += 1
        first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        named = self._named(head, first)
        if named is None and head.pos == PRON:
            return None
        entity = None
        if named:
            (mention_start, mention_end), entity = named
            if mention_start <= head.idx < mention_end:
                first, last = mention_start, mention_end
        return Participant(
            start=first, end=last, text=self.text[first:last], role=role, entity=entity.id if entity else None
        )

    def _named(self, head: Token, first: int) -> tuple[tuple[int, int], Entity] | None:
        """Find the entity of a phrase: named by its head, by an apposition, or by a modifier of "troops"."""
        found = self.mentions.at(head.idx, head.idx + len(head))
        if found is None:
            for child in head.children:
                if child.dep_ == "appos":
                    found = self.mentions.at(child.idx, child.idx + len(child))
                    break
        if found is None and head.lemma_.lower() in self.parts:
            found = self.mentions.at(first, head.idx) if first < head.idx else None
        return ((found[0].start, found[0].end), found[1]) if found else None
