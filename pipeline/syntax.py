"""Reading dependency trees: the grammar that several stages share.

Labels are those of spaCy's English pipelines (ClearNLP's, https://github.com/clir/clearnlp-guidelines).
"""

from collections.abc import Iterator

from pipeline.tree import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "dative"})
FINITE = frozenset({"VBD", "VBP", "VBZ"})
"""Tags of verbs in the past and the present, which head a clause of their own; modals aside."""

CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj", "csubjpass"})


def children(token: Token, *labels: str) -> list[Token]:
    """Give the children of `token` that bear one of the dependency labels, left to right."""
    return [child for child in token.children if child.dep_ in labels]


def child(token: Token, *labels: str) -> Token | None:
    """Give the first child with one of the labels."""
    for found in token.children:
        if found.dep_ in labels:
            return found
    return None


def is_passive(verb: Token) -> bool:
    """Tell whether a verb stands in the passive: it has a passive subject or auxiliary."""
    return any(child.dep_ in ("auxpass", "nsubjpass", "csubjpass") for child in verb.children)


def negation(head: Token) -> Token | None:
    """Give the negation directly below a verb or noun ("not", "n't", "never", the determiner "no")."""
    for child in head.children:
        if child.dep_ == "neg" or (child.dep_ in ("det", "nummod") and child.lower_ == "no"):
            return child
    return None


def conjuncts_before(token: Token) -> Iterator[Token]:
    """Give the tokens that `token` is conjoined to, nearest first ("was killed and *buried*" -> killed)."""
    while token.dep_ == "conj" and token.head.i != token.i:  # a sentence that was cut may begin with a conjunct
        token = token.head
        yield token


def governing_verb(token: Token) -> Token | None:
    """Give the nearest verb or auxiliary above `token`; None below a nominal root."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return above
    return None


def subject(verb: Token) -> Token | None:
    """Give the subject of a verb: its own, or one it shares with the verb it is conjoined to."""
    for candidate in (verb, *conjuncts_before(verb)):
        found = child(candidate, *SUBJECTS, *PASSIVE_SUBJECTS)
        if found is not None:
            return found
    return None
