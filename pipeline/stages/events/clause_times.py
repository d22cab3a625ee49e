"""How a clause stands to the one that a date or another event of its sentence is in."""

from itertools import islice

from pipeline.stages.events.arguments import ALL_SUBJECTS, VERBAL
from pipeline.stages.events.lexicon import NOUN
from pipeline.stages.events.reach import (
    NOW,
    ORDER,
    UNREAL,
    is_at_once,
)
from pipeline.stages.events.telling import telling
from pipeline.stages.events.time_expressions import DAY
from pipeline.stages.events.triggers import BE
from pipeline.tree import Token
from schemas.dates import DateMention

MAIN = frozenset({"conj", "ccomp", "nsubj", "nsubjpass", "dobj", "pobj", "prep"})
"""Dependencies that keep a word in the main line of its sentence, which carries the story on."""

WHILE = frozenset({"as", "when", "while"})
"""Conjunctions of what happens at the same time: "*when* it fell on Monday, they fled"."""

OCCASIONS = frozenset({"day", "date", "time"})
"""Nouns of which "be" tells when what their clause tells happened: "the last *time* it fell was in 2007"."""

TURNING = NOW | {"future", "perfect", "pluperfect"}
"""Tellings by which a conjunct leaves the simple past before it."""

PART_OF = frozenset({"at", "by", "during", "from", "in", "out"})
"""Prepositions between what happened and the event that it was a part of, or that did it ("by a *vote* on Friday")."""

FRAMING = frozenset({"at", "during", "in"})
"""Those of them that open a clause: "*at* a meeting in Accra on May 3, the bank agreed"."""

AT_SOME_TIME = frozenset({"allegedly", "formerly", "once"})
"""Adverbs before the verb of what has been, nobody says on which day."""

FIRST = frozenset({"first", "only"})

SUPERLATIVE = frozenset({"JJS", "RBS"})

ARGUMENTS = frozenset({"advmod", "attr", "dobj", "nsubj", "nsubjpass"})

AMOUNT = 4
"""How many words above a date the amount stands that it is of."""


def is_occasion(preposition: Token) -> bool:
    """Tell whether a phrase says on what occasion something was said ("told us *at the conference* on Monday")."""
    return preposition.dep_ == "prep" and preposition.lower_ in PART_OF


def is_pointed_at(noun: Token) -> bool:
    """Tell whether "that" or "this" makes of an event behind a preposition one that was told of before."""
    return noun.dep_ == "pobj" and any(child.dep_ == "det" and child.lower_ in ("that", "this") for child in noun.lefts)


def is_of_once(token: Token) -> bool:
    """Tell whether what happened was at some time: "was *once* jailed", "*allegedly* ordered it"."""
    return any(child.lower_ in AT_SOME_TIME and child.i < token.i for child in token.lefts)


def is_judged(noun: Token) -> bool:
    """Tell whether a clause only says what an event was ("the *vote* was a farce"), whenever that was."""
    return noun.pos == NOUN and noun.dep_ == "nsubj" and noun.head.lemma == BE


def is_of_amount_before(root: Token) -> bool:
    """Tell whether a date is of the amount behind "from": "from 438 *on Sunday*", "up from 95 *on Friday*"."""
    for word in islice(root.ancestors, AMOUNT):
        if word.pos_ in VERBAL:
            return False
        if word.head.lower_ == "from" and (word.tag_ == "CD" or any(child.dep_ == "nummod" for child in word.children)):
            return True
        if word.lower_ in ("down", "up") and any(child.lower_ == "from" and child.i < root.i for child in word.rights):
            return True
    return False


def is_while(clause: Token) -> bool:
    """Tell whether a clause says at what time the one above it happened ("*when* it fell", "*hours after* it fell")."""
    return clause.dep_ == "advcl" and (
        clause.left_edge.lower_ in WHILE or any(word.lower_ in WHILE or is_at_once(word) for word in clause.lefts)
    )


def is_record(clause: Token) -> bool:
    """Tell whether "since" says how far back nothing was like what happened: "its *first* loss since 2009"."""
    words = [clause, *(child for child in clause.children if child.dep_ in ARGUMENTS)]
    return any(child.tag_ in SUPERLATIVE or child.lower_ in FIRST for word in words for child in word.children)


def is_one_day(verb: Token, conjunct: Token, date: DateMention) -> bool:
    """Tell whether the day behind the second of two verbs is that of both ("*killed* and 12 hurt on Monday")."""
    if verb.dep_ == "pcomp" and verb.tag_ == conjunct.tag_ == "VBG":
        return True  # "guilty of *killing* two and wounding nine in 2011"
    if date.granularity not in DAY or telling(conjunct) != telling(verb):
        return False
    if conjunct.tag_ == "VBN" and not any(child.dep_ in ("aux", "auxpass") for child in conjunct.children):
        return True
    return not any(child.dep_ in ALL_SUBJECTS for child in conjunct.children)


def is_listed(clause: Token) -> bool:
    """Tell whether a clause is one of a list that semicolons part ("in June *they sued*; a court agreed")."""
    tree, behind = clause.tree, clause.right_edge.i + 1
    return clause.dep_ in ("ccomp", "parataxis") and behind < len(tree) and tree[behind].text == ";"


def turns(clause: Token) -> bool:
    """Tell whether a conjunct leaves the time of the verb before it ("*defaulted* in 2020 and *is* seeking relief")."""
    if clause.dep_ != "conj" or clause.pos_ not in VERBAL or clause.head.pos_ not in VERBAL:
        return False
    how = telling(clause)
    return how in TURNING and how != telling(clause.head)


def predicated(clause: Token) -> Token | None:
    """Find the "be" that says when a clause happened ("it *was* in 2014 that they fled", "the last time it *was*")."""
    above = clause.head
    if clause.dep_ == "ccomp" and above.lemma_ == "be":
        return above if any(child.dep_ == "nsubj" and child.lower_ == "it" for child in above.lefts) else None
    if clause.dep_ == "relcl" and above.lower_ in OCCASIONS and above.dep_ == "nsubj" and above.head.lemma_ == "be":
        return above.head
    return None


def is_of(root: Token) -> bool:
    """Tell whether a date only says which thing is meant ("the events *of today*")."""
    return root.dep_ == "pobj" and root.head.lower_ == "of"


def is_main(word: Token) -> bool:
    """Tell whether a word stands in the main line of its sentence, not in a clause that gives the background."""
    while (word.dep_ in MAIN or is_while(word)) and word.head.i != word.i and word.lower_ not in ORDER:
        word = word.head
    return word.dep_ == "ROOT"


def goes_on(clause: Token) -> bool:
    """Tell whether a dated clause takes the story on, and is not what somebody says is to come."""
    return is_main(clause) and (clause.dep_ == "ROOT" or not is_unreal(clause))


def is_unreal(clause: Token) -> bool:
    """Tell whether a clause says that something is to come or may be, not that it happened."""
    return clause.pos_ in VERBAL and telling(clause) in UNREAL
