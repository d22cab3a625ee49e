"""How a clause tells what it tells: the tense and aspect of its verb group, auxiliaries it shares included.

Whether a thing has happened, and how near to the day of the story, is said by the verb group (Comrie 1985, *Tense*):
the simple past carries a story on, the pluperfect goes back behind it, the perfect says that it has happened by now,
the simple present says what is so or happens again and again.
"""

from typing import Literal

from pipeline.stages.events.arguments import VERBAL
from pipeline.tree import Token

type Telling = Literal[
    "past", "perfect", "pluperfect", "present", "progressive", "future", "possible", "infinitive", "participle", "ing"
]

WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})
HAD = frozenset({"had", "'d", "’d"})
HAVE = frozenset({"has", "have", "'ve", "’ve", "'s", "’s"})
WAS = frozenset({"was", "were"})
PAST = frozenset({"VBD", "VBN"})
UNMARKED = frozenset({"VB", "VBG"})
"""Verb forms that say nothing by themselves: alone, they share the auxiliaries of the verb they are conjoined to."""

SMALL = frozenset({"get", "have", "hear", "see", "want", "watch"})
"""Verbs whose small clause is told as they are ("the deal *will see* jets *delivered*")."""


def telling(verb: Token, depth: int = 4) -> Telling:
    """Give how a verb is told; a conjunct without auxiliaries of its own is told as the verb before it."""
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    tag = verb.tag_
    if verb.dep_ == "conj" and depth and verb.head.pos_ in VERBAL and _is_bare(verb, auxiliaries):
        return telling(verb.head, depth - 1)
    if verb.head.lower_ == "going" and verb.dep_ == "xcomp" and tag == "VB":
        return "future"
    if auxiliaries:
        return _by_auxiliaries(verb, auxiliaries)
    if tag in ("VB", "VBN") and verb.dep_ == "ccomp" and verb.head.lemma_ in SMALL and verb.i > verb.head.i:
        return telling(verb.head, depth - 1) if depth else "participle"  # "*saw* its shares *drop*"
    if tag == "VBD":
        return "past"
    if tag in ("VBZ", "VBP"):
        return "present"
    if tag == "VBG":
        return "ing"
    if tag == "VBN":  # a headline has no auxiliaries: "Mayor jailed over bribes"
        return "past" if verb.dep_ in ("ROOT", "ccomp", "parataxis") else "participle"
    return "infinitive"


def _is_bare(conjunct: Token, auxiliaries: list[Token]) -> bool:
    """Tell whether a conjunct has no tense of its own ("had met and *been told*", "has met and *told*")."""
    if auxiliaries:
        return all(auxiliary.lower_ in ("be", "been") for auxiliary in auxiliaries)
    return _shares(conjunct.tag_, conjunct.head.tag_)


def _by_auxiliaries(verb: Token, auxiliaries: list[Token]) -> Telling:
    words = [auxiliary.lower_ for auxiliary in auxiliaries]
    modal = next((auxiliary for auxiliary in auxiliaries if auxiliary.tag_ == "MD"), None)
    if modal is not None:
        return "future" if modal.lower_ in WILL else "possible"
    if "to" in words:
        return "infinitive"
    perfect = [auxiliary for auxiliary in auxiliaries if auxiliary.lemma_ == "have"]
    if perfect:
        return "pluperfect" if perfect[0].lower_ in HAD else "perfect" if perfect[0].lower_ in HAVE else "ing"
    tags = {auxiliary.tag_ for auxiliary in auxiliaries}
    if "VBD" in tags or not WAS.isdisjoint(words):  # "did", "was", "got"
        return "past"
    if tags == {"VBG"}:
        return "ing"
    if words == ["be"]:  # "asked that it *be signed*"
        return "infinitive"
    return "progressive" if verb.tag_ == "VBG" or "being" in words else "present"


def _shares(tag: str, above: str) -> bool:
    """Tell whether a conjunct may stand below the auxiliaries of the verb before it ("has *met* and *told*")."""
    if tag in PAST:  # the tagger tells the two apart badly here
        return above in PAST
    return tag in UNMARKED and tag == above
