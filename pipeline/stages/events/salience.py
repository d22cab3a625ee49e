"""Which events a reader would list: those told as happenings, not those that clauses of purpose or habit mention."""

from collections.abc import Container

from pipeline.stages.events.arguments import ALL_SUBJECTS
from pipeline.stages.events.dating import Dating
from pipeline.stages.events.found import Found
from pipeline.stages.events.lexicon import NOUN, Words
from pipeline.stages.events.participants import Part
from pipeline.stages.events.reach import BACKGROUND, is_habit
from pipeline.stages.events.telling import telling
from pipeline.tree import Token
from schemas.base import Id
from schemas.event import EventDate

TOLD = frozenset({"future", "past", "perfect", "pluperfect", "progressive"})
"""Tellings of a happening; the others tell what is so, may be, or is meant to be."""

VOICED = frozenset({
    "ACCUSE", "AGREE", "CONCEDE", "CONSULT", "COURT", "PROTEST", "REJECT", "REQUEST", "SUPPORT", "THREATEN",
})  # fmt: skip
"""Types of what is done by saying so, in the present as well ("the council *condemns* the raid")."""

SPEAKERS = frozenset({"i", "we", "you"})
"""Who speaks or is spoken to: without a name, what they do is no news of anybody."""

GRAVE = frozenset({
    "ACCIDENT", "ASSAULT", "COERCE", "COURT", "DEATH", "DISASTER", "ELECTION", "PROTEST", "RETREAT", "SANCTION",
})  # fmt: skip
"""Types of which a noun in passing tells an event of its own ("held over the *murder* of a teacher")."""

HAPPENED = frozenset({"past", "perfect"})

PURPOSE = BACKGROUND | {"advcl"}
"""Places where an infinitive says what something is for ("a method *to protect* the Earth")."""

DETERMINERS = frozenset({"det", "nummod", "poss", "relcl"})
PHASES = frozenset({"begin", "continue"})
"""Modes of verbs that tell a phase of the event beside them ("the strike *began*", "*began* to withdraw")."""


def is_main(
    found: Found,
    parts: tuple[Part | Id, ...],
    date: EventDate | None,
    words: Words,
    dating: Dating,
) -> bool:
    """Tell whether an event of the body belongs in a list of what happened: it is dated by its own clause, or told so.

    Words of many uses ("make", "plan") must be told as happenings with `parts` (those who take part, and figures), one
    of them with a name, or in the main clause. Nouns need a part, or to be one happening of the story's day or another;
    verbs without a tense a part, and that day or a name; verbs of no type of their own a part.
    """
    is_noun = found.token.pos == NOUN
    if _is_measured(found, words) if is_noun else _is_phase(found, words, dating.triggers):
        return False
    if date is not None and date.basis in ("explicit", "relative"):
        return True
    placed = date is not None or found.token.i in dating.told
    if is_noun:
        return _is_listed_noun(found, parts, words, placed=placed)
    return _is_listed_verb(found, parts, words, dating, placed=placed)


def _is_listed_noun(found: Found, parts: tuple[Part | Id, ...], words: Words, *, placed: bool) -> bool:
    token, vague = found.token, words.is_vague(found.token, found.reading)
    if token.dep_ == "attr":  # "it was the worst *disaster*"
        return False
    if vague and found.reading.mode == "make":
        return False
    if token.dep_ == "pobj" and not placed and found.reading.type not in GRAVE:
        return False  # "the dependence on their *supplies*"
    return bool(parts) or (placed and not vague and _is_singled_out(found, words))


def _is_listed_verb(found: Found, parts: tuple[Part | Id, ...], words: Words, dating: Dating, *, placed: bool) -> bool:
    token, vague = found.token, words.is_vague(found.token, found.reading)
    if not SPEAKERS.isdisjoint([subject.lower_ for subject in found.frame.subjects]) and not any(map(_is_named, parts)):
        return False  # "*I went* through all that"
    if found.reading.type == "OTHER" and not parts:
        return False  # nobody and nothing takes part that a reader could know: "which *made* it easier"
    how = telling(token)
    if how == "present":
        is_news = token.sentence in dating.lead or found.reading.type in VOICED
        return is_news and not vague and token.dep_ not in BACKGROUND and not is_habit(token)
    if how == "infinitive" and (token.dep_ in PURPOSE or _is_hoped_for(token.head)):
        return token.dep_ in PURPOSE and token.head.lemma in words.prospective
    if vague:
        if token.dep_ in BACKGROUND:
            return False
        return (how in TOLD and any(map(_is_named, parts))) or (
            how in HAPPENED and token.dep_ == "ROOT" and bool(parts)
        )
    is_planned = how == "infinitive" and token.head.lemma in words.prospective
    return how in TOLD or (bool(parts) and (placed or is_planned or any(map(_is_named, parts))))


def _is_singled_out(noun: Found, words: Words) -> bool:
    """Tell whether a noun is of one happening: "*the* deal", "*held* talks", "fighting *broke out*", not "violence"."""
    token = noun.token
    if noun.second is not None or any(child.dep_ in DETERMINERS for child in token.children):
        return True
    is_told = token.dep_ == "dobj" and token.head.lemma in words.effects
    return (is_told or token.dep_ in ALL_SUBJECTS) and telling(token.head) in HAPPENED


def _is_named(part: Part | Id) -> bool:
    """Tell whether one who takes part has a name; a figure is as good."""
    return isinstance(part, str) or part.entity is not None


def _is_hoped_for(verb: Token) -> bool:
    """Tell whether an infinitive is only what any of a kind wants ("politicians want *to win*")."""
    return telling(verb) == "present" and is_habit(verb)


def _is_measured(noun: Found, words: Words) -> bool:
    """Tell whether a noun of business only names what rises or falls ("*inflation* rose")."""
    return noun.reading.type == "ECONOMIC" and noun.token.dep_ == "nsubj" and words.is_change(noun.token.head)


def _is_phase(found: Found, words: Words, triggers: Container[int]) -> bool:
    """Tell whether a verb tells a phase of an event that is told by its subject, its object or an infinitive.

    What only says that one event brought about another ("*led* to shortages") is no third.
    """
    frame = found.frame
    if found.reading.type != "OTHER":
        return False
    if found.token.lemma in words.effects and found.token.lemma not in words.carriers:
        heads = (head for _, heads in frame.obliques for head in heads)
        tasks = (child for child in found.token.rights if child.dep_ == "xcomp")
        return any(argument.i in triggers for argument in (*frame.objects, *heads, *tasks))
    if found.reading.mode not in PHASES:
        return False
    if any(argument.i in triggers for argument in (*frame.subjects, *frame.objects)):
        return True
    return any(child.dep_ == "xcomp" and child.i in triggers for child in found.token.rights)
