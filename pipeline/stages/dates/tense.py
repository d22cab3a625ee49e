"""Whether the clause around a time expression tells of what was, or of what is to come."""

from pipeline.stages.dates.lexicon import TenseVerbs
from pipeline.tree import Token

PAST, FUTURE, UNKNOWN = -1, 1, 0

_FUTURE_AUXILIARIES = frozenset(
    ["will", "shall", "'ll", "’ll", "would", "wo", "may", "might", "could", "should", "can", "must"]
)
_VERBS = frozenset(["VERB", "AUX"])


def direction(token: Token, verbs: TenseVerbs) -> int:
    """Give PAST, FUTURE or UNKNOWN for the clause that a word stands in."""
    for _ in range(12):
        if token.pos_ in _VERBS:
            found = _of_verb(token, verbs)
            if found is not None:
                return found
        if token.head.i == token.i:
            break
        token = token.head
    return UNKNOWN


def is_set(token: Token, verbs: TenseVerbs) -> bool:
    """Tell whether a day hangs on a verb in the present: "the court meets on Tuesday", "the deadline is Friday"."""
    head = token.head.head if token.head.pos_ == "ADP" else token.head
    if _is_headline(token):
        return False
    return head.tag_ in ("VBZ", "VBP") and head.lemma_.lower() not in verbs.saying


def is_put_off(token: Token, verbs: TenseVerbs) -> bool:
    """Tell whether something was put off to that day: "postponed to March 10", "adjourned until Monday"."""
    preposition = token.head
    return preposition.lower_ in ("to", "until", "till") and preposition.head.lemma_.lower() in verbs.put_off


def _is_headline(token: Token) -> bool:
    """Tell whether a word stands in a first line without a full stop, which tells what was in the present."""
    if token.sentence != 0:
        return False
    end = token.tree.sentences[0][1]
    return not any(word.text in (".", "?", "!") for word in token.tree[end - 2 : end])


def _of_verb(verb: Token, verbs: TenseVerbs) -> int | None:
    """Give the direction of a verb group; None where it is not finite and its head must tell."""
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass") and child.lower_ in _FUTURE_AUXILIARIES:
            return FUTURE
    auxiliaries = {child.tag_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if verb.tag_ == "VBN" and verb.lemma_.lower() in verbs.planned:
        return FUTURE
    if "TO" in auxiliaries:
        planned = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in verbs.ahead
        return FUTURE if planned or verb.dep_ in ("acl", "relcl") else None
    if verb.tag_ == "VBD" or "VBD" in auxiliaries or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl", "advcl")):
        return PAST
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return PAST
    if verb.tag_ in ("VBZ", "VBP") or auxiliaries & {"VBZ", "VBP"}:
        return UNKNOWN
    return None
