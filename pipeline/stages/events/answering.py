"""Who did what a noun names, where that is told by the words for blame and responsibility around it."""

from collections.abc import Iterator

from pipeline.stages.events.arguments import FOR, VERBAL, conjoined, surface_subjects
from pipeline.stages.events.lexicon import Words
from pipeline.tree import Token

NOBODY = frozenset({"any", "neither", "no", "nobody", "none"})


def answering(noun: Token, words: Words) -> list[Token]:
    """Give those who did what a noun names: "blamed *the army* for the raid", "*Reed* owned to it"."""
    doers = next(
        (_agents(clause) for clause in noun.rights if clause.dep_ == "acl" and clause.lemma in words.perpetrating), []
    )
    if doers:
        return doers
    above = noun.head
    if noun.lemma in words.mutual:
        return []
    if noun.dep_ in ("dobj", "nsubjpass"):
        return _governed(above, words.blamed_on.get(above.lemma, ""))
    if noun.dep_ != "pobj" or above.lower_ not in FOR:
        return []
    what = above.head
    if what.lemma_ == "responsibility":
        owns = what.dep_ == "dobj" and what.head.lemma in words.owning
        return _affirmed(what.head) if owns else []
    if what.lemma_ == "responsible":
        return _affirmed(what.head) if what.dep_ == "acomp" else []
    if what.pos_ not in VERBAL or what.lemma not in words.answerable:
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
