"""Which events a reader would list: those told as happenings, not those that clauses of purpose or habit mention."""

from collections.abc import Container

from pipeline.stages.events.arguments import ALL_SUBJECTS
from pipeline.stages.events.dating import Dating
from pipeline.stages.events.found import Found
from pipeline.stages.events.lexicon import NOUN, Words
from pipeline.stages.events.participants import Part
from pipeline.stages.events.reach import BACKGROUND, is_conditional, is_habit
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

OWN = frozenset({"explicit", "relative"})
BY_TEXT = OWN | {"context", "sentence"}
"""What the date of an event rests on where the text itself gives it."""

NARRATED = frozenset({"past", "pluperfect"})

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
    """Tell whether an event of the body belongs in a list of what happened.

    It does if its own clause dates it or counts something of it, or if it is told as a happening with `parts` (those
    who take part, and figures). Beyond the lead, what goes on, may be or is to be needs more.
    """
    is_noun = found.token.pos == NOUN
    if _is_measured(found, words) if is_noun else _is_phase(found, words, dating.triggers):
        return False
    if not is_noun and _is_silence(found, words):
        return False
    if date is not None and date.basis in OWN:
        return True
    if is_noun:
        placed = found.token.i in dating.told or (date is not None and date.basis in BY_TEXT)
        return _is_listed_noun(found, parts, words, placed=placed)
    return _is_listed_verb(found, parts, date, words, dating)


def _is_listed_noun(found: Found, parts: tuple[Part | Id, ...], words: Words, *, placed: bool) -> bool:
    token, vague = found.token, words.is_vague(found.token, found.reading)
    if token.dep_ == "attr" or (vague and found.reading.mode == "make"):
        return False  # "it was the worst *disaster*"
    if any(map(_is_figure, parts)):
        return True
    if not placed:  # "the dependence on their *supplies*"
        return found.reading.type in GRAVE and any(map(_is_named, parts))
    return bool(parts) or (not vague and _is_singled_out(found, words))


def _is_listed_verb(
    found: Found, parts: tuple[Part | Id, ...], date: EventDate | None, words: Words, dating: Dating
) -> bool:
    token, kind = found.token, found.reading.type
    named, counted = any(map(_is_named, parts)), any(map(_is_figure, parts))
    if not named and not SPEAKERS.isdisjoint([subject.lower_ for subject in found.frame.subjects]):
        return False  # "*I went* through all that"
    if kind == "OTHER" and not parts:
        return False  # nobody and nothing takes part that a reader could know: "which *made* it easier"
    how, lead = telling(token), token.sentence in dating.lead
    vague, aside = words.is_vague(token, found.reading), token.dep_ in BACKGROUND
    if how == "present":
        is_news = lead or (named and kind in VOICED)
        return is_news and not vague and not aside and not is_habit(token)
    if vague:
        return (
            not aside and how in TOLD and (named or (lead and how in HAPPENED and token.dep_ == "ROOT" and bool(parts)))
        )
    if how == "infinitive" and (token.dep_ in PURPOSE or _is_hoped_for(token.head)):
        return token.dep_ in PURPOSE and token.head.lemma in words.prospective
    if lead or counted:
        return how in TOLD or bool(parts)
    if how in NARRATED and not is_conditional(token):
        return named or kind in GRAVE or (kind != "OTHER" and bool(parts))
    if how == "perfect":
        return named and (kind in GRAVE or kind in VOICED)
    if how == "future":
        return bool(parts)
    return named and date is not None and date.basis in BY_TEXT


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


def _is_figure(part: Part | Id) -> bool:
    return isinstance(part, str)


def _is_hoped_for(verb: Token) -> bool:
    """Tell whether an infinitive is only what any of a kind wants ("politicians want *to win*")."""
    return telling(verb) == "present" and is_habit(verb)


def _is_measured(noun: Found, words: Words) -> bool:
    """Tell whether a noun of business only names what rises or falls ("*inflation* rose")."""
    return noun.reading.type == "ECONOMIC" and noun.token.dep_ == "nsubj" and words.is_change(noun.token.head)


def _is_silence(found: Found, words: Words) -> bool:
    """Tell whether somebody only says nothing: "*declined* to comment"."""
    if found.reading.type != "REJECT":
        return False
    return any(child.dep_ == "xcomp" and child.lemma in words.statements for child in found.token.rights)


def _is_phase(found: Found, words: Words, triggers: Container[int]) -> bool:
    """Tell whether a verb tells a phase of an event that is told by its subject, its object or an infinitive.

    What only says that one event brought about another ("*led* to shortages") is no third.
    """
    frame = found.frame
    if found.reading.type != "OTHER":
        return False
    if found.token.lemma in words.moving | words.prospective:  # "the vote is *scheduled* for Monday"
        return found.frame.passive and any(argument.i in triggers for argument in frame.objects)
    if found.token.lemma in words.effects and found.token.lemma not in words.carriers:
        heads = (head for _, heads in frame.obliques for head in heads)
        tasks = (child for child in found.token.rights if child.dep_ == "xcomp")
        return any(argument.i in triggers for argument in (*frame.objects, *heads, *tasks))
    if found.reading.mode not in PHASES:
        return False
    if any(argument.i in triggers for argument in (*frame.subjects, *frame.objects)):
        return True
    return any(child.dep_ == "xcomp" and child.i in triggers for child in found.token.rights)
