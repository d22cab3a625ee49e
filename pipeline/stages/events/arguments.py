"""The arguments of verbs and nominalisations: who does what to whom, read off the tree.

A `Frame` is made once a trigger; senses are told by it, and participants are taken from it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from pipeline.syntax import FINITE
from pipeline.tree import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
ALL_SUBJECTS = SUBJECTS | PASSIVE_SUBJECTS
PASSIVE = PASSIVE_SUBJECTS | {"auxpass"}
ACTIVE = frozenset({"dobj", "nsubj"})
OBLIQUE = frozenset({"prep", "dative", "agent", "prt", "advmod", "acomp", "oprd", "npadvmod", "ccomp"})
BARE = frozenset({"aux", "ccomp", "xcomp"})
"""Dependencies that a passive without its auxiliary does not have."""
SHARING = frozenset({"conj", "xcomp", "advcl", "acomp", "oprd", "attr"})
"""Places where a clause has the subject of the clause above."""
PAST_FORMS = frozenset({"NN", "VBD", "VBN"})
"""Tags of participles; of that of a headline the tagger may make a noun ("Four *hurt* in crash")."""
HEADLINE_SUBJECTS = SUBJECTS | {"amod", "compound", "nmod"}
"""Places of who does what a verb says that the parser takes for a part of its object."""
VERBAL = frozenset({"VERB", "AUX"})
FOR = frozenset({"for", "from", "of", "over", "with"})
"""Prepositions that tie what was done to a verb of blame, punishment or hindrance."""

EXAMPLES = frozenset({"as", "including", "like", "than"})
"""Prepositions of what is like something, or a case of it; who does it stands nowhere ("steps such *as leaving*")."""

FINITE_CLAUSES = frozenset({"advcl", "ccomp", "relcl"})
"""Places of clauses that have a tense of their own."""

RELATIVE_PARTS = frozenset({"ccomp", "conj", "relcl", "xcomp"})
"""Places of the verbs of a relative clause."""

MEASURE = "magnitude"
"""What the parser takes for a subject beside the one it measures ("a *magnitude* 6 earthquake struck")."""

PEOPLE = frozenset({"PER", "PERSON"})
SUPERLATIVE = frozenset({"JJS", "RBS"})
ORDINAL = frozenset({"first", "last", "latest", "next", "only", "second", "third"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
NO_OBJECTS = RELATIVES | {"how", "when", "where", "why"}
"""Words of a relative clause, before its verb, whose antecedent is not its object."""


CIRCUMSTANCES = frozenset({
    "date", "day", "moment", "month", "morning", "night", "reason", "time", "way", "week", "year",
})  # fmt: skip
"""Nouns that a clause without a pronoun tells when, how or why of: "*the last time* it fell"."""


@dataclass(slots=True)
class Frame:
    """The arguments of one trigger as the heads of their phrases, conjoined ones each by itself.

    `obliques` are prepositions (or particles) with the heads they govern.
    """

    subjects: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    recipients: list[Token] = field(default_factory=list)
    obliques: list[tuple[str, list[Token]]] = field(default_factory=list)
    modifiers: list[Token] = field(default_factory=list)
    labels: frozenset[str] = frozenset()
    passive: bool = False


def clause_above(clause: Token) -> Token:
    """Give what a clause hangs on: behind who says so, what is said ("fired at a bus, police said, *killing* nine").

    Behind a comma it does not hang on what is only tried ("fired at men trying *to storm* the gate, *killing* two").
    Behind what tells of a date it goes on with that ("in 1994, when a car blew up, *killing* nine").
    What goes with a quotation tells how it was said (""We won," he said, *waving*"), and so does "speaking".
    """
    above = clause.head
    if clause.dep_ != "advcl" or clause.tag_ != "VBG" or clause.i < above.i or clause.lower_ == "speaking":
        return above
    told_when = _told_when(clause, above)
    if told_when is not None:
        return told_when
    if above.tag_ == "VB" and clause.tree[clause.left_edge.i - 1].text == ",":
        return next((word for word in above.ancestors if word.tag_ in FINITE), above)
    said = (
        above.head if above.dep_ == "parataxis" else next((word for word in above.lefts if word.dep_ == "ccomp"), None)
    )
    speaker = next((word for word in above.lefts if word.dep_ in SUBJECTS), None)
    if said is None or speaker is None or not said.i < speaker.i:
        return above
    before = speaker.tree[max(speaker.left_edge.i - 1, 0)]
    return said if before.text == "," and not before.tree[max(before.i - 1, 0)].is_quote else above


def _told_when(clause: Token, above: Token) -> Token | None:
    """Find the verb that tells what happened on a date right before a participle behind a comma."""
    before = clause.tree[max(clause.i - 2, 0)]
    if clause.tree[clause.i - 1].text != ",":
        return None
    for word in (before, *before.ancestors):
        if word.i <= above.i:
            return None
        if word.dep_ == "relcl" and any(child.lower_ == "when" for child in word.lefts):
            return word
    return None


def conjoined(head: Token) -> list[Token]:
    """Give `head` and the phrases conjoined to it."""
    found = [head]
    for token in found:
        if token.children:
            found.extend([child for child in token.children if child.dep_ == "conj" and child.i > token.i])
    return found


def governed(preposition: Token, depth: int = 3) -> list[Token]:
    """Give what a preposition governs ("against *Russia and Belarus*"), also through others ("out of *town*")."""
    found: list[Token] = []
    for child in preposition.children:
        if child.i < preposition.i:
            continue
        if child.dep_ == "pobj":
            found.extend(conjoined(child))
        elif child.dep_ == "prep" and depth:
            found.extend(governed(child, depth - 1))
    return found


class Arguments:
    """Reads the arguments of triggers.

    `controls` and `answerable` are the lemmas of verbs whose object does what an infinitive ("urge") or a preposition
    ("blame *them* for leaving") below them says, `controls_by` those that ask with a preposition ("call *on*"),
    `passives` those that nobody does without an object, so that a past form without one is a passive ("*scores injured*
    in blast").
    """

    def __init__(
        self,
        controls: frozenset[int],
        controls_by: Mapping[int, str],
        answerable: frozenset[int],
        passives: frozenset[int],
    ) -> None:
        self.controls = controls
        self.controls_by = controls_by
        self.answerable = answerable
        self.passives = passives

    def of_verb(self, verb: Token) -> Frame:
        """Read the arguments of a verb, those it shares with another verb or has through control included."""
        frame = Frame()
        labels: list[str] = []
        subjects: list[Token] = []
        for child in verb.children:
            label = child.dep_
            labels.append(label)
            if label in ALL_SUBJECTS and child.lower_ != MEASURE:
                subjects.extend(conjoined(child))
            elif label == "dobj":
                frame.objects.extend(conjoined(child))
            elif label in OBLIQUE:
                _add_oblique(frame, child)
        frame.labels = frozenset(labels)
        frame.passive = not PASSIVE.isdisjoint(labels) or (
            verb.tag_ == "VBN"
            and "aux" not in labels
            and (_is_gapped_passive(verb, labels) if verb.dep_ == "conj" else not ACTIVE.issubset(labels))
        )
        if not frame.objects and not frame.passive:
            frame.objects.extend(_borrowed_objects(verb))
            frame.passive = not frame.objects and self._is_bare_passive(verb, frame)
        if not subjects:
            subjects = self._missing_subjects(verb, frame)
        if verb.dep_ in RELATIVE_PARTS:
            subjects = [_antecedent(subject, verb) for subject in subjects]
            frame.objects = [_antecedent(found, verb) for found in frame.objects]
        (frame.objects if frame.passive else frame.subjects).extend(subjects)
        if not frame.objects and verb.dep_ == "relcl" and not frame.passive and "ccomp" not in frame.labels:
            frame.objects.extend(_relative_object(verb, frame))
        return frame

    def _is_bare_passive(self, verb: Token, frame: Frame) -> bool:
        is_passive = verb.lemma in self.passives or any(
            word == "dead" for word, _ in frame.obliques
        )  # "man *shot dead*"
        is_bare = all(child.dep_ not in BARE or (child.dep_ == "ccomp" and child.i < verb.i) for child in verb.children)
        return is_passive and verb.tag_ in PAST_FORMS and is_bare

    def _missing_subjects(self, verb: Token, frame: Frame) -> list[Token]:
        """Find the subject of a verb that has none of its own, by the construction it stands in."""
        head, label = clause_above(verb), verb.dep_
        if verb.tag_ == "VBN" and "aux" not in frame.labels and (label != "conj" or is_passive(head)):
            frame.passive = not _is_finite(verb)
        if label in ("acl", "amod") or (label == "relcl" and verb.tag_ == "VB" and _is_singled_out(head)):
            return [head] if verb.tag_ in ("VBN", "VBG") or _is_singled_out(head) else owners(head)
        if label == "conj":
            return self._shared_subjects(verb, frame)
        if label == "compound":  # "Regulators *ground* jets"
            return [word for word in head.lefts if word.i < verb.i and word.dep_ in HEADLINE_SUBJECTS][-1:]
        if label == "xcomp":
            return self._controller(head)
        if label == "advcl" and head.lemma in self.controls_by and verb.tag_ == "VB":
            return self._controller(head)
        if label == "pcomp":
            return self._subjects_above(head)
        follows = label == "advcl" or (label == "ccomp" and verb.i > head.i)
        if follows and verb.tag_ != "VBD" and head.pos_ in VERBAL:
            return self._subjects_followed(verb, head)
        return []

    def _shared_subjects(self, verb: Token, frame: Frame) -> list[Token]:
        """Give the subject that a verb shares with the one before it: not "*many more* were hurt" without a "were"."""
        if frame.passive and any(word.lower_ == "more" and word.i == verb.i - 1 for word in verb.lefts):
            return []
        partner = _partner(verb)
        if partner is None:
            return surface_subjects(clause_above(verb))
        return surface_subjects(partner, 0) or self._missing_subjects(partner, Frame())

    def _subjects_above(self, preposition: Token) -> list[Token]:
        """Give who does what a preposition governs: "blamed *them* for *leaving*", "*his* way of *leaving*"."""
        above = preposition.head
        accused = _accused(above) if preposition.lower_ in FOR else None
        if accused is not None:
            return conjoined(accused)
        if preposition.lower_ in EXAMPLES or preposition.dep_ == "agent":  # "people uprooted *by fighting*"
            return []
        if preposition.lower_ in FOR and above.dep_ == "dobj" and above.head.lemma in self.answerable:
            return conjoined(above)
        if preposition.lower_ in FOR and above.lemma in self.answerable:
            return _objects(above) or surface_subjects(above)
        return surface_subjects(above) if above.pos_ in VERBAL else owners(above)

    def _subjects_followed(self, verb: Token, head: Token) -> list[Token]:
        """Give who does what follows from the clause above: "accused *the army* of shelling them, *killing* nine"."""
        if verb.dep_ == "advcl" and verb.lemma in self.passives and head.lemma in self.answerable:
            return _objects(head) or surface_subjects(head)
        if verb.dep_ == "advcl" and verb.tag_ == "VBG" and head.dep_ == "pcomp":
            return self._subjects_above(head.head)
        return surface_subjects(head)

    def _controller(self, head: Token) -> list[Token]:
        """Give whom the infinitive below `head` is about: its object ("urged *them* to go"), or its subject."""
        found = _objects(head) if head.lemma in self.controls else []
        asked = self.controls_by.get(head.lemma)
        if asked is not None:
            found = next(
                (governed(word) for word in head.rights if word.dep_ == "prep" and word.lower_ == asked), found
            )
        return found or surface_subjects(head)


def _accused(above: Token) -> Token | None:
    """Give whom a charge, verdict or suit is against: "won a conviction *against him* for *fraud*"."""
    noun = next((child for child in above.children if child.dep_ == "dobj"), None) if above.pos_ in VERBAL else above
    against = (child for child in noun.rights if child.lower_ == "against") if noun is not None else iter(())
    return next((child for word in against for child in word.rights if child.dep_ == "pobj"), None)


def _partner(verb: Token) -> Token | None:
    """Give the verb of the same form that a verb is joined to; the parser may join it to one below or above that.

    "*Causing* the roof to fall and *killing* nine": "killing" hangs on "fall". "Police are asking why it *fell* and
    *killed* nine": it may hang on "asking". What is said goes with nothing of who says so behind it.
    """
    partner = verb.head
    while _form(partner) != _form(verb):
        between = reversed(verb.tree[partner.i + 1 : verb.i])
        below = next((word for word in between if word.dep_ in FINITE_CLAUSES and _form(word) == _form(verb)), None)
        if below is not None:
            return below
        is_said = partner.dep_ == "ccomp" and partner.i < partner.head.i
        if is_said or partner.dep_ not in ("ccomp", "xcomp", "conj") or partner.head.pos_ not in VERBAL:
            return None
        partner = partner.head
    return partner


def _form(verb: Token) -> str:
    """Give the tag of a verb; the tagger takes a past for a participle now and then."""
    labels = {child.dep_ for child in verb.children} if verb.tag_ == "VBN" else frozenset[str]()
    return "VBD" if "nsubj" in labels and labels.isdisjoint(("aux", "auxpass")) else verb.tag_


def _is_finite(verb: Token) -> bool:
    """Tell a verb that the parser takes for a participle: "The firm, which was founded in 1990, *filed* for relief"."""
    noun = verb.head
    if verb.dep_ != "acl" or noun.dep_ != "ROOT" or verb.tree[verb.i - 1].text != ",":
        return False
    return any(child.dep_ in ("appos", "relcl") and child.i < verb.i for child in noun.rights)


def _is_singled_out(noun: Token) -> bool:
    """Tell whether a noun does what the infinitive behind it says: "the *worst* storm *to hit* the island"."""
    words = [noun, *noun.lefts]
    return any(word.tag_ in SUPERLATIVE or word.lower_ in ORDINAL for word in words)


def _objects(verb: Token) -> list[Token]:
    return next((conjoined(child) for child in verb.children if child.dep_ == "dobj"), [])


def _add_oblique(frame: Frame, child: Token) -> None:
    """Add a preposition, particle, measure or indirect object; what "by" governs in a passive is who does it."""
    if child.dep_ == "dative" and child.pos_ != "ADP":
        frame.recipients.extend(conjoined(child))
        return
    if child.dep_ == "ccomp":
        if child.pos_ == "ADJ" and all(word.dep_ != "mark" for word in child.lefts):  # "found *him guilty*"
            frame.obliques.append((child.lower_, []))
            frame.objects.extend(found for word in child.lefts if word.dep_ == "nsubj" for found in conjoined(word))
        return
    if child.dep_ == "npadvmod":
        if any(word.dep_ == "nummod" for word in child.lefts):
            frame.obliques.append(("by", [child]))  # "slipped *2 percent*"
        return
    heads = governed(child)
    if child.dep_ == "agent":
        frame.subjects.extend(heads)
    elif child.dep_ == "prt":  # the parser hangs the object below a particle now and then: "struck *down the law*"
        frame.objects.extend(heads)
    frame.obliques.append((child.lower_, heads))


def _borrowed_objects(verb: Token) -> list[Token]:
    """Give the objects that a verb has in common with the one right behind it ("*killed* and wounded 12 *people*").

    The verb of a headline may be taken for a part of its object ("Judge *jails* banker").
    """
    if verb.dep_ == "compound":
        return [verb.head]
    for child in verb.rights:
        if child.dep_ == "conj" and child.i == verb.i + 2 and child.tag_ == verb.tag_ and child.pos_ == "VERB":
            return [found for below in child.rights if below.dep_ == "dobj" for found in conjoined(below)]
    return []


def _antecedent(argument: Token, verb: Token) -> Token:
    """Give the noun that a relative pronoun stands for ("the troops *that* invaded")."""
    if argument.lower_ in RELATIVES:
        clause = verb
        while clause.dep_ in RELATIVE_PARTS and clause.dep_ != "relcl" and clause.head.i != clause.i:
            clause = clause.head
        if clause.dep_ == "relcl":
            return _nearest_thing(clause) if argument.lower_ == "which" else clause.head
    return argument


def _nearest_thing(clause: Token) -> Token:
    """Give what "which" stands for: no person, but the name before it ("Henderson, head of *GM*, *which* filed")."""
    noun = clause.head
    before = noun.tree[max(clause.left_edge.i - 2, 0)]
    is_named = before.pos_ == "PROPN" and before.ent_type_ not in PEOPLE
    return before if noun.ent_type_ in PEOPLE and is_named else noun


def _relative_object(verb: Token, frame: Frame) -> list[Token]:
    """Give the noun that an object relative clause describes ("the town *they took*")."""
    if not frame.subjects or any(child.lower_ in NO_OBJECTS for child in verb.lefts):
        return []
    if verb.head.lemma_ in CIRCUMSTANCES:
        return []
    if any(word.lower_ == "whose" for word in verb.tree[verb.left_edge.i : verb.i]):
        return []
    return [verb.head]


def surface_subjects(verb: Token, depth: int = 4) -> list[Token]:
    """Give the subject in whose voice a verb stands, its own or a shared one, at most `depth` clauses up."""
    for child in verb.children:
        if child.dep_ in ALL_SUBJECTS and child.lower_ != MEASURE:
            return [_antecedent(token, verb) for token in conjoined(child)]
    if depth and verb.dep_ in SHARING:
        return surface_subjects(clause_above(verb), depth - 1)
    if verb.dep_ == "acl":
        return [verb.head]
    return []


def _is_gapped_passive(verb: Token, labels: Collection[str]) -> bool:
    """Tell a passive that leaves out the auxiliary of the one before it: "13 had been killed and 160 *treated*"."""
    return "nsubj" in labels and "dobj" not in labels and is_passive(verb.head)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb has a passive subject or auxiliary, or is a reduced passive clause."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) or (
        verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN"
    )


def owners(noun: Token) -> list[Token]:
    """Give the possessors of a noun ("*Russia's* decision"), or the subject of the verb it is the object of."""
    for child in noun.children:
        if child.dep_ == "poss":
            return conjoined(child)
    if noun.dep_ in ("dobj", "attr") and noun.head.pos_ in VERBAL:
        return surface_subjects(noun.head)
    return []


def is_under_way(noun: Token) -> bool:
    """Tell whether somebody is just at what a noun names: "is *in talks*", "are *on strike*"."""
    preposition = noun.head
    is_bare = noun.dep_ == "pobj" and not any(child.dep_ in ("det", "poss") for child in noun.lefts)
    return is_bare and preposition.lower_ in ("in", "on") and preposition.head.lemma_ == "be"


def noun_frame(noun: Token) -> Frame:
    """Read the arguments of a noun: possessors as subjects, what "of" governs as objects, obliques and modifiers."""
    frame = Frame()
    labels = set()
    for child in noun.children:
        label = child.dep_
        labels.add(label)
        if label == "poss":
            frame.subjects.extend(conjoined(child))
        elif label in ("prep", "agent"):
            for preposition in (child, *_misplaced(child)):
                heads = governed(preposition)
                frame.obliques.append((preposition.lower_, heads))
                if preposition.lower_ == "of":
                    frame.objects.extend(heads)
        elif label in ("compound", "amod", "nmod"):
            frame.modifiers.append(child)
    frame.labels = frozenset(labels)
    return frame


def _misplaced(by: Token) -> list[Token]:
    """Give what the parser hangs on who did it, and is of what was done: "the arrest *by police of a banker*".

    A name may have an "of" of its own ("by the Bank *of Japan*").
    """
    if by.lower_ != "by":
        return []
    doers = [child for child in by.rights if child.dep_ == "pobj"]
    return [child for doer in doers for child in doer.rights if child.dep_ == "prep" and _is_of_deed(child, doer)]


def _is_of_deed(preposition: Token, doer: Token) -> bool:
    if preposition.lower_ in ("against", "on"):
        return True
    whole = next((child for child in preposition.rights if child.dep_ == "pobj"), None)
    return preposition.lower_ == "of" and whole is not None and (doer.pos_, whole.pos_) != ("PROPN", "PROPN")
