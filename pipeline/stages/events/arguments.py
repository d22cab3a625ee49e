"""The arguments of verbs and nominalisations: who does what to whom, read off the tree.

A `Frame` is made once a trigger; senses are told by it, and participants are taken from it.
"""

from dataclasses import dataclass, field

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
PASSIVE = PASSIVE_SUBJECTS | {"auxpass"}
OBLIQUE = frozenset({"prep", "dative", "agent", "prt", "advmod"})
RELATIVES = frozenset({"who", "which", "that", "whom"})


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


def conjoined(head: Token) -> list[Token]:
    """Give `head` and the phrases conjoined to it."""
    found = [head]
    for token in found:
        found.extend(child for child in token.children if child.dep_ == "conj")
    return found


def governed(preposition: Token) -> list[Token]:
    """Give what a preposition governs ("against *Russia and Belarus*"), also through a second one ("out of *town*")."""
    found: list[Token] = []
    for child in preposition.children:
        if child.dep_ == "pobj":
            found.extend(conjoined(child))
        elif child.dep_ == "prep":
            found.extend(governed(child))
    return found


def verb_frame(verb: Token) -> Frame:
    """Read the arguments of a verb, those it shares with another verb or has through control included."""
    frame = Frame(labels=frozenset([child.dep_ for child in verb.children]))
    frame.passive = not PASSIVE.isdisjoint(frame.labels)
    subjects: list[Token] = []
    for child in verb.children:
        label = child.dep_
        if label in SUBJECTS or label in PASSIVE_SUBJECTS:
            subjects.extend(conjoined(child))
        elif label == "dobj":
            frame.objects.extend(conjoined(child))
        elif label in OBLIQUE:
            _add_oblique(frame, child)
    if not subjects:
        subjects = _missing_subjects(verb, frame)
    subjects = [_antecedent(subject, verb) for subject in subjects]
    (frame.objects if frame.passive else frame.subjects).extend(subjects)
    if not frame.objects and verb.dep_ == "relcl" and not frame.passive and "ccomp" not in frame.labels:
        frame.objects.extend(_relative_object(verb, frame))
    return frame


def _add_oblique(frame: Frame, child: Token) -> None:
    """Add a preposition, particle or indirect object; what "by" governs in a passive is who does it."""
    if child.dep_ == "dative" and child.pos_ != "ADP":
        frame.recipients.extend(conjoined(child))
        return
    heads = governed(child)
    if child.dep_ == "agent":
        frame.subjects.extend(heads)
    frame.obliques.append((child.lower_, heads))


def _antecedent(subject: Token, verb: Token) -> Token:
    """Give the noun that a relative pronoun stands for ("the troops *that* invaded")."""
    if subject.lower_ in RELATIVES:
        clause = verb
        while clause.dep_ in ("conj", "xcomp", "ccomp"):
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return subject


def _relative_object(verb: Token, frame: Frame) -> list[Token]:
    """Give the noun that an object relative clause describes ("the town *they took*")."""
    if not frame.subjects or frame.subjects[0] == verb.head:
        return []
    return [verb.head]


def _missing_subjects(verb: Token, frame: Frame) -> list[Token]:
    """Find the subject of a verb that has none of its own, by the construction it stands in."""
    head, label = verb.head, verb.dep_
    if label == "acl":
        if verb.tag_ == "VBN":
            frame.passive = True
            return [head]
        return [head] if verb.tag_ == "VBG" else owners(head)
    if label == "amod":
        frame.passive = verb.tag_ == "VBN"
        return [head]
    if label == "conj":
        if verb.tag_ == "VBN" and is_passive(head) and not any(c.dep_ == "aux" for c in verb.children):
            frame.passive = True
        return _surface_subjects(head)
    if label == "xcomp":
        return _controller(head)
    if label in ("advcl", "ccomp"):
        if label == "advcl" and verb.tag_ == "VBN":
            frame.passive = True
        return _surface_subjects(head) if verb.tag_ != "VBD" and head.pos_ in ("VERB", "AUX") else []
    if label == "pcomp":
        above = head.head
        return _surface_subjects(above) if above.pos_ in ("VERB", "AUX") else owners(above)
    return []


def _controller(head: Token) -> list[Token]:
    """Give whom the infinitive below `head` is about: its object ("urged *them* to go"), or its subject."""
    for child in head.children:
        if child.dep_ == "dobj":
            return conjoined(child)
    return _surface_subjects(head)


def _surface_subjects(verb: Token, depth: int = 4) -> list[Token]:
    """Give the subject in whose voice a verb stands, its own or a shared one, at most `depth` clauses up."""
    for child in verb.children:
        if child.dep_ in SUBJECTS or child.dep_ in PASSIVE_SUBJECTS:
            return [_antecedent(token, verb) for token in conjoined(child)]
    if depth and verb.dep_ in ("conj", "xcomp", "advcl"):
        return _surface_subjects(verb.head, depth - 1)
    if verb.dep_ == "acl":
        return [verb.head]
    return []


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
    if noun.dep_ in ("dobj", "attr") and noun.head.pos_ in ("VERB", "AUX"):
        return _surface_subjects(noun.head)
    return []


def noun_frame(noun: Token) -> Frame:
    """Read the arguments of a noun: possessors as subjects, prepositional phrases, and modifiers."""
    frame = Frame()
    labels = set()
    for child in noun.children:
        label = child.dep_
        labels.add(label)
        if label == "poss":
            frame.subjects.extend(conjoined(child))
        elif label in ("prep", "agent"):
            frame.obliques.append((child.lower_, governed(child)))
        elif label in ("compound", "amod", "nmod"):
            frame.modifiers.append(child)
    frame.labels = frozenset(labels)
    return frame
