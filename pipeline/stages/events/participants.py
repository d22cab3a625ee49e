"""Who takes part in an event, in which role."""

from typing import NamedTuple

from pipeline.mentions import MentionIndex
from pipeline.stages.events.answering import answering
from pipeline.stages.events.arguments import VERBAL, surface_subjects
from pipeline.stages.events.dating import Dating
from pipeline.stages.events.found import Found
from pipeline.stages.events.lexicon import NOUN, NUM, PRON, PROPN, Reading, Words
from pipeline.stages.events.references import References
from pipeline.syntax import FINITE
from pipeline.tree import Token
from schemas.base import Id
from schemas.entity import Entity
from schemas.event import ParticipantRole

NOMINAL = frozenset({NOUN, PROPN, PRON, NUM})

PLACES = frozenset({
    "across", "around", "at", "from", "in", "inside", "near", "off", "outside", "over", "through", "throughout",
    "within",
})  # fmt: skip
"""Prepositions after which a place is where it happened."""

TARGETS = frozenset({"against", "on", "upon", "at", "toward", "towards", "into"})
"""Prepositions after which stands whom an attack, a sanction or a charge is directed at; "at" only what is thrown."""

AGAINST = frozenset({"ASSAULT", "SANCTION", "COERCE", "ACCUSE", "THREATEN", "REJECT", "PROTEST"})

SUFFERING = frozenset({"suffer", "sustain", "undergo"})
"""Verbs whose subject is the victim of what they carry: "the bank *suffered* an attack"."""

OPPOSING = frozenset({"against", "over", "to"})
"""Prepositions of whom something is won from or lost to."""

PARTNERS = frozenset({"with", "between", "among", "alongside"})

DOERS_OF = frozenset({"CONSULT", "RETREAT", "PROTEST", "OTHER", "COOPERATE", "CONCEDE", "ANNIVERSARY"})
"""Types of noun whose "of" gives the one who does it ("the arrival *of the delegation*")."""

PHYSICAL = frozenset({"ASSAULT", "COERCE", "DEATH", "ACCIDENT", "DISASTER", "HEALTH", "MOBILIZE", "SANCTION"})
"""Types in which things are harmed, seized or banned, and so take part; elsewhere they are what it is about."""

ACTS_OF_STATE = frozenset({"AID", "CONCEDE", "MOBILIZE", "REJECT", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"})
"""Types of which "US" before a noun tells who does it, as an adjective would ("the *US* embargo")."""

ACTS_OF_FORCE = frozenset({"aerial", "ban", "heavy", "seize"})
"""Modes of other types of which it does so ("a *US* drone strike"; not "US arrests", "the US riots")."""

BEFALLING = frozenset({"ACCIDENT", "ASSAULT", "DISASTER"})
"""Types of noun that those who only watch, tell or end it have no part in ("police *attended* a fight")."""

TELLING = frozenset({"record", "report", "reveal"})
"""Verbs by which somebody only tells of what others did, whatever that is: "the visit was *reported* by the Herald"."""

PAYING = frozenset({"AID", "ECONOMIC"})
"""Types in which sums are given, made or lost."""

COUNTING = frozenset({"nmod", "nummod", "predet", "quantmod"})

REACH_MEMBERS = 8
"""How many words behind a word for many those may stand whom it counts: "a *group* of heavily armed *men*"."""

type Role = tuple[ParticipantRole, Token]


class Part(NamedTuple):
    """A participant in the making; the fields are those of the record's `Participant`."""

    start: int
    end: int
    text: str
    role: ParticipantRole
    entity: Id | None


class Participants:
    """Gives the participants of triggers, tied to the entities of the article."""

    def __init__(self, text: str, words: Words, mentions: MentionIndex, references: References, dating: Dating) -> None:
        self.text = text
        self.words = words
        self.means = words.classes["@weapon"] | words.classes["@thrown"]
        self.mentions = mentions
        self.references = references
        self.dating = dating

    def of(self, found: Found) -> tuple[Part, ...]:
        """Give the participants of one event, in text order, each once."""
        is_noun = found.token.pos == NOUN and not found.frame.passive  # "Four *hurt* in crash" is tagged as one
        roles = self._noun_roles(found) if is_noun else self._verb_roles(found)
        participants: dict[tuple[int, int], Part] = {}
        for role, head in roles:
            participant = self._participant(role, head, found)
            if participant is not None:
                participants.setdefault((participant.start, participant.end), participant)
        return tuple([participants[place] for place in sorted(participants)])

    def _verb_roles(self, found: Found) -> list[Role]:
        frame = found.frame
        dies = self._dies(found)
        subject: ParticipantRole = "patient" if dies else "agent"
        roles: list[Role] = [(subject, head) for head in frame.subjects if head is not found.second]
        if not dies:
            roles += [(self._object_role(found, head), head) for head in frame.objects if head is not found.second]
        roles += [("recipient", head) for head in frame.recipients]
        return roles + self._obliques(found)

    def _dies(self, found: Found) -> bool:
        """Tell whether it is the subject that dies: "*he* died the next day", "*two men* lost their lives"."""
        if found.reading.type != "DEATH" or found.token.lemma in self.words.passives:
            return False
        own = "life" if found.token.lemma_ == "lose" and not found.frame.passive else None
        return all(self.dating.is_date(head) or head.lemma_ == own for head in found.frame.objects)

    def _object_role(self, found: Found, head: Token) -> ParticipantRole:
        """Give the part of an object: a weapon that is fired is the means."""
        thing = self._members(head) or head
        is_means = found.token.lemma in self.words.hurling and thing.lemma_.lower() in self.means
        return "other" if is_means and "prt" not in found.frame.labels else "patient"

    def _noun_roles(self, found: Found) -> list[Role]:
        token, frame = found.token, found.frame
        owner: ParticipantRole = "patient" if token.lemma in self.words.patient_owners else "agent"
        roles: list[Role] = [(owner, self._meant(head)) for head in frame.subjects]
        for head in frame.modifiers:
            named = self.mentions.at(head.idx, head.idx + len(head.text))
            if named:
                is_place = named[1].type == "place" and named[0].form == "name"
                roles.append(("place" if is_place and not self._acts(head, owner, found) else owner, head))
        roles += self._obliques(found)
        if any(role == "agent" for role, _ in roles):
            return roles
        if found.reading.type in AGAINST:
            roles += [("agent", head) for head in answering(token, self.words)]
        if found.carrier is None or any(role == "agent" for role, _ in roles) or self._is_watched(found):
            return roles
        if found.second is None and owner == "patient":  # "*his son* announced his death"
            return roles
        suffers = found.second is not None and found.second.lemma_ in SUFFERING
        carrying: ParticipantRole = "patient" if suffers and found.reading.type in AGAINST else "agent"
        return roles + [(carrying, head) for head in found.carrier.subjects]

    def _acts(self, country: Token, owner: ParticipantRole, found: Found) -> bool:
        """Tell whether a country that stands for its adjective does what the noun names ("*US* sanctions")."""
        if owner != "agent" or country.lower_ not in self.words.classes["@attributive"]:
            return False
        reading = found.reading
        return (reading.type in ACTS_OF_STATE and reading.mode != "return") or reading.mode in ACTS_OF_FORCE

    def _is_watched(self, found: Found) -> bool:
        """Tell whether the subject of the verb that carries a noun only attends, tells or ends what it names."""
        verb, kind = found.token.head.lemma_, found.reading.type
        is_told = verb in TELLING and kind != "ECONOMIC"  # "the bank *reported* a loss"
        if found.second is not None or not (is_told or kind in BEFALLING):
            return False
        return verb in self.words.classes["@onlooking"]

    def _meant(self, owner: Token) -> Token:
        """Give the one without a name that a possessive of its clause means: "*a worker* died of *his* injuries"."""
        clause = next((word for word in owner.ancestors if word.pos_ in VERBAL), None) if owner.tag_ == "PRP$" else None
        subjects = surface_subjects(clause) if clause is not None else []
        if len(subjects) != 1 or subjects[0].lemma_.lower() not in self.words.beings:
            return owner
        one = subjects[0]
        is_new = one.tag_ == "NN" and any(word.lower_ in ("a", "an", "another") for word in one.lefts)
        return one if is_new and self.mentions.at(one.left_edge.idx, one.end) is None else owner

    def _obliques(self, found: Found) -> list[Role]:
        roles: list[Role] = []
        for word, heads in found.frame.obliques:
            for head in heads:
                is_told_by = head.lemma_ in found.told_by  # "set tyres on *fire*"
                role = None if is_told_by else self._oblique(word, head, found)
                if role:
                    roles.append((role, head))
        return roles

    def _oblique(self, word: str, head: Token, found: Found) -> ParticipantRole | None:
        kind, noun = found.reading.type, found.token.pos == NOUN
        if word == "by":
            return "agent" if noun else None
        if word == "of" and noun:
            return self._role_of(found)
        if word == "on" and head.lemma_.lower() in self.words.classes["@channel"]:
            return None  # "an attack *on Twitter*" is made there
        is_target = self._is_target(word, found)
        if kind in AGAINST and (word == "against" or (is_target and kind == "ASSAULT")):
            return "patient"
        named = self.references.named(head)
        if named is None and head.lemma_.lower() not in self.words.beings:
            return None
        if is_target and kind in AGAINST:
            return "patient"
        if word == "from" and noun and kind == "AID":  # "loans *from the bank*"
            return "agent"
        return self._role_beside(word, found, is_place=named is not None and named.type == "place")

    def _role_beside(self, word: str, found: Found, *, is_place: bool) -> ParticipantRole | None:
        """Give the part of one who is named behind a preposition that is of no target."""
        if word in OPPOSING and found.reading.mode == "win":  # "victory *over Peru*", "lost *to Peru*"
            return "other" if word == "to" else "patient"
        if word in PLACES:
            return "place" if is_place else None
        if word == "to":
            return "place" if is_place and found.reading.type in ("OTHER", "RETREAT") else "recipient"
        return "other" if word in PARTNERS or word == "for" else None

    def _is_target(self, word: str, found: Found) -> bool:
        """Tell whether a preposition is of what is attacked: "opened fire *on a bus*", not "killed 20 *on a bus*"."""
        if word == "on" and found.token.pos != NOUN:
            return not any(
                head.tag_ == "CD" or head.lemma_.lower() in self.words.beings for head in found.frame.objects
            )
        return word in TARGETS and (word != "at" or found.token.lemma in self.words.hurling)

    def _role_of(self, found: Found) -> ParticipantRole:
        """Give the part of what a noun is "of": who does it, unless that is told ("*Oslo's* withdrawal of troops")."""
        is_done_to = found.token.lemma in self.words.patient_owners or found.reading.mode == "boycott"
        if found.reading.type not in DOERS_OF or is_done_to:
            return "patient"
        is_told = bool(found.frame.subjects) or any(word == "by" and heads for word, heads in found.frame.obliques)
        return "patient" if is_told else "agent"

    def _participant(self, role: ParticipantRole, head: Token, found: Found) -> Part | None:
        if self.dating.is_date(head) or (head.pos not in NOMINAL and self.references.named(head) is None):
            return None
        entity: Entity | None
        mentioned = self.mentions.at(head.idx, head.idx + len(head.text))
        if mentioned is not None:
            mention, entity = mentioned
            first = self._first(head) if mention.form == "nominal" else mention.start  # "*the Syrian* regime"
            first, last = min(first, mention.start), mention.end
        else:
            first, last = self._first(head), head.idx + len(head.text)
            named = self.references.naming_around(head, first)
            entity = named[1] if named else self.references.of(head, head.sentence)
            members = self._members(head)
            counts = members is not None and self._are_beings(members)
            if entity is None and not counts and not self._takes_part(role, head, found):
                return None
            last = members.end if members is not None else last
        return Part(first, last, self.text[first:last], role, entity.id if entity else None)

    def _first(self, head: Token) -> int:
        """Give where the phrase of a head begins, in characters, without a date or what joins it to the one before."""
        tokens = head.tree.tokens
        start = head.left_edge.i
        for child in head.children:
            if child.dep_ == "compound" and child.tag_ in FINITE:  # "Regulators ground *jets*"
                start = child.i + 1
        while start < head.i and (tokens[start].is_punct or tokens[start].pos_ in ("CCONJ", "ADP")):
            if tokens[start + 1].lower_ in ("least", "most"):  # "*at least* 57 people"
                break
            start += 1
        return tokens[self._behind_date(tokens, start, head.i)].idx

    def _behind_date(self, tokens: list[Token], start: int, head: int) -> int:
        """Give where a phrase begins behind a day that it has caught: "*Sunday morning* gunmen", not "2016 talks"."""
        behind = start
        while behind < head and self.dating.is_date(tokens[behind]):
            behind += 1
        is_year = behind == start + 1 and tokens[start].tag_ == "CD"
        return start if is_year or tokens[start].lower_ == "the" or tokens[behind].tag_ == "POS" else behind

    def _members(self, head: Token) -> Token | None:
        """Give those whom a number or a word for many is of: "a *group* of armed *men*", "two of the *rebels*"."""
        if head.pos != NUM and head.lemma_.lower() not in self.words.classes["@gathering"]:
            return None
        members = _counted(head)
        return members if members is not None and members.i < head.i + REACH_MEMBERS else None

    def _are_beings(self, members: Token) -> bool:
        lemma = members.lemma_.lower()
        return members.pos == PROPN or lemma in self.words.beings or lemma in self.words.classes["@fighter"]

    def _takes_part(self, role: ParticipantRole, head: Token, found: Found) -> bool:
        """Tell whether a phrase that names no entity is one who takes part, or a thing that something happens to."""
        if head.pos == PRON or head.i in self.dating.triggers:
            return False
        reading = found.reading
        if reading.type in PAYING and self._is_amount(head):
            return False
        if head.pos == NUM and reading.type == "AID":  # "*182* were taken to hospitals"
            return True
        if reading.type in PHYSICAL or (reading.type == "ECONOMIC" and self._is_measured(head, reading)):
            return True
        return head.pos == PROPN or head.lemma_.lower() in (self.words.movers if role == "agent" else self.words.beings)

    def _is_amount(self, head: Token) -> bool:
        """Tell whether a phrase is a sum or a share, which is told as a figure ("lost *$2 million*")."""
        if head.lemma_.lower() not in self.words.amounts:
            counted = _counted(head)
            return counted is not None and counted.lemma_.lower() in self.words.amounts
        return head.pos == NUM or any(child.dep_ in COUNTING for child in head.lefts)

    def _is_measured(self, head: Token, reading: Reading) -> bool:
        """Tell whether a thing is what rises, falls or closes: "*the index* ended the day at 900"."""
        return reading.mode in ("rise", "fall") or head.lemma_.lower() in self.words.classes["@market"]


def _counted(number: Token) -> Token | None:
    """Give what a number is of: "hundreds *of points*"."""
    of = next((child for child in number.rights if child.lower_ == "of"), None)
    return next((child for child in of.rights if child.dep_ == "pobj"), None) if of is not None else None
