"""Who did what a noun names, where that is told by the words for blame and responsibility around it."""

from collections.abc import Container, Iterator

from pipeline.stages.events.arguments import FOR, VERBAL, conjoined, surface_subjects
from pipeline.tree import Token

BLAMED_ON = {"ascribe": "to", "attribute": "to", "blame": "on", "pin": "on"}
"""Verbs whose object was done by whom their preposition governs: "*blamed* the attack *on rebels*"."""

OWNING = frozenset({"accept", "acknowledge", "admit", "assume", "claim", "take"})
"""Verbs by which somebody says to have done something: "*claimed* responsibility for the attack"."""

MUTUAL = frozenset({
    "battle", "clash", "conflict", "crisis", "fight", "fighting", "hostility", "unrest", "violence", "war",
})  # fmt: skip
"""What nobody does alone: who is blamed for a *war* has not made it by that."""

NOBODY = frozenset({"any", "neither", "no", "nobody", "none"})

DOING = frozenset(
    {"carry", "commit", "conduct", "launch", "mount", "orchestrate", "perpetrate", "plan", "stage", "unleash", "wage"}
)
"""Participles behind a noun, whose "by" tells who did that: "the violence *unleashed by* the gang"."""


def answering(noun: Token, answerable: Container[int]) -> list[Token]:
    """Give those who did what a noun names: "blamed *the army* for the raid", "*Reed* claimed responsibility for it".

    `answerable` are the verbs of blame and punishment, by lemma.
    """
    doers = next((_agents(clause) for clause in noun.rights if clause.dep_ == "acl" and clause.lemma_ in DOING), [])
    if doers:
        return doers
    above = noun.head
    if noun.lemma_ in MUTUAL:
        return []
    if noun.dep_ in ("dobj", "nsubjpass"):
        return _governed(above, BLAMED_ON.get(above.lemma_, ""))
    if noun.dep_ != "pobj" or above.lower_ not in FOR:
        return []
    what = above.head
    if what.lemma_ == "responsibility":
        owns = what.dep_ == "dobj" and what.head.lemma_ in OWNING
        return _affirmed(what.head) if owns else []
    if what.lemma_ == "responsible":
        return _affirmed(what.head) if what.dep_ == "acomp" else []
    if what.pos_ not in VERBAL or what.lemma not in answerable:
        return []
    blamed = (child for child in what.children if child.dep_ in ("dobj", "nsubjpass"))
    return [one for child in blamed for one in conjoined(child)] or ([what.head] if what.dep_ == "acl" else [])


def _affirmed(verb: Token) -> list[Token]:
    """Give the subjects of a clause that is not negated: not "*nobody* claimed responsibility"."""
    subjects = surface_subjects(verb)
    words = (*verb.children, *(word for subject in subjects for word in (subject, *subject.lefts)))
    return [] if any(word.dep_ == "neg" or word.lower_ in NOBODY for word in words) else subjects


def _agents(clause: Token) -> list[Token]:
    return [one for by in clause.rights if by.dep_ == "agent" for one in _objects(by)]


def _governed(verb: Token, preposition: str) -> list[Token]:
    return [one for child in verb.rights if child.lower_ == preposition for one in _objects(child)]


def _objects(preposition: Token) -> Iterator[Token]:
    for child in preposition.rights:
        if child.dep_ == "pobj":
            yield from conjoined(child)
