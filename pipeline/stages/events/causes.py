"""Harm that nobody has done: who is "killed" by a flood or in a crash has died, and is not the victim of an assault.

What does it is the subject, or stands beside it ("in the crash", "when a quake struck"), or is what the text has just
told of.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from pipeline.stages.events.found import Found
from pipeline.stages.events.lexicon import NOUN, Words
from pipeline.tree import Token

UNDONE = frozenset({"ACCIDENT", "DISASTER"})
"""Types of what happens without anybody doing it."""

DONE = UNDONE | {"ASSAULT"}
IN = frozenset({"after", "by", "during", "from", "in", "when"})
REACH_SENTENCES = 2
"""How many sentences before may tell of what did the harm."""


REACH_BLAST = 6
"""How many sentences before may tell of the attack that "the blast" was."""

ANAPHORS = frozenset({
    "another", "it", "its", "one", "others", "second", "that", "their", "these", "they", "third", "this",
})  # fmt: skip
TOLD_BY_SUBJECT = frozenset({"ACCIDENT", "OTHER"})
"""Types that "struck" and "hit" have where the subject does not say what struck."""

REACH_STRIKE = 12
"""How many events around may tell what kind of strike is meant."""

EXPLOSIVE = frozenset({"aerial", "explosives", "heavy"})


def tell_causes(found: dict[int, Found], words: Words) -> None:
    """Give verbs of harm the type that they have where nature or an accident is the cause."""
    places = sorted(found)
    for place in places:
        if found[place].reading.mode == "strike":
            _tell_strike(found[place], places, found, words)
    others = {
        found[place].token.sentence: found[place]
        for place in reversed(places)
        if found[place].reading.type in DONE and found[place].token.lemma not in words.harms
    }
    for place in places:
        trigger = found[place]
        if trigger.token.lemma in words.blasts and trigger.reading.type == "ACCIDENT":
            before = _told_before(trigger, others, REACH_BLAST)
            if before is not None and before.reading.mode in EXPLOSIVE:
                trigger.reading = before.reading
        if trigger.token.lemma in words.striking:
            _tell_blow(trigger, others, found)
        if trigger.token.lemma in words.harms:
            _tell_harm(trigger, others, found, words)


def _tell_blow(blow: Found, others: dict[int, Found], found: dict[int, Found]) -> None:
    """Give what struck its kind by what the text has just told of, and what struck by fire from guns that of it."""
    if blow.reading.type in TOLD_BY_SUBJECT and _is_taken_up(blow):
        before = _told_before(blow, others)
        if before is not None and before.reading.type in ("ASSAULT", "DISASTER"):
            blow.reading = before.reading
    elif blow.reading.type == "DISASTER":
        by = (found.get(subject.i) for subject in blow.frame.subjects)
        blow.reading = next((one.reading for one in by if one and one.reading.type == "ASSAULT"), blow.reading)


def _tell_harm(harm: Found, others: dict[int, Found], found: dict[int, Found], words: Words) -> None:
    """Give a verb of harm the type of what did it."""
    cause = next(_beside(harm, found), None)
    if cause is None and (not harm.frame.subjects or _is_taken_up(harm)):
        cause = _told_before(harm, others)
    if cause is not None and cause.reading.type == "ASSAULT":
        harm.reading = words.verbs.get(harm.token.lemma, harm.reading)
    elif cause is not None:
        kind = words.harms[harm.token.lemma] or cause.reading.type
        harm.reading = replace(harm.reading, type=kind, mode=None, rule="events.cause")


def _tell_strike(strike: Found, places: list[int], found: dict[int, Found], words: Words) -> None:
    """Read "the strike" near an attack from afar as that, and as one of workers where its sentence speaks of them."""
    token = strike.token
    if (
        token.pos != NOUN
        or token.lemma_.lower() != "strike"
        or (token.dep_ == "pobj" and token.head.lower_ == "on" and not any(token.lefts))
    ):
        return
    first, last = token.tree.sentences[token.sentence]
    labour = words.classes["@labour"] | words.classes["@worker"]
    if any(word.lower_ in labour or word.lemma_.lower() in labour for word in token.tree[first:last]):
        return
    at = bisect_left(places, token.i)
    near = places[max(0, at - REACH_STRIKE) : at + REACH_STRIKE]
    if any(found[place].reading.mode in EXPLOSIVE for place in near):
        strike.reading = replace(strike.reading, type="ASSAULT", mode="aerial")


def _is_taken_up(strike: Found) -> bool:
    """Tell whether what strikes is what the text has just told of: "A missile hit the port. *A second one* struck"."""
    return any(subject.lower_ in ANAPHORS for subject in strike.frame.subjects)


def _told_before(harm: Found, others: dict[int, Found], reach: int = REACH_SENTENCES) -> Found | None:
    """Find what the sentence of a harm tells of besides, or one just before it."""
    number = harm.token.sentence
    told = (others.get(back) for back in range(number, number - reach - 1, -1))
    return next((cause for cause in told if cause is not None and cause is not harm), None)


def _beside(harm: Found, found: dict[int, Found]) -> Iterator[Found]:
    """Give the triggers that stand as the cause of a harm, the nearest first."""
    for token in _causes(harm):
        cause = found.get(token.i)
        if cause is not None and cause.reading.type in DONE:
            yield cause


def _causes(harm: Found) -> Iterator[Token]:
    verb, frame = harm.token, harm.frame
    yield from frame.subjects
    if verb.tag_ == "VBG" and verb.dep_ == "advcl":  # "plunged into a ravine, *killing* 18"
        yield verb.head
    if any(subject.lemma_.lower() not in ("it", "that", "which", "this") for subject in frame.subjects):
        return
    for word, heads in frame.obliques:
        if word in IN:
            yield from heads
    yield from (child for child in verb.children if child.dep_ == "advcl")
    if verb.dep_ in ("advcl", "conj"):
        yield verb.head
