"""The date of what an event was a part of, where that is told in another sentence."""

from collections.abc import Iterator

from pipeline.stages.events.arguments import ALL_SUBJECTS, governed
from pipeline.stages.events.dating import CAUSES, Dating, is_past
from pipeline.stages.events.lexicon import NOUN
from pipeline.stages.events.repeats import ASSUMED, Draft
from pipeline.stages.events.telling import telling
from pipeline.tree import Token

WITHIN = frozenset({"at", "by", "during", "in"})
"""Prepositions between what happened and the event that it was a part of, or that did it."""


def date_parts(drafts: list[Draft], dating: Dating) -> None:
    """Give what is told as a part of an earlier event the day of that: "A riot broke out in May. Ten died *in it*"."""
    again = {found.token.i: draft for draft in drafts for found in draft.repeats}
    if not again:
        return
    for draft in drafts:
        if draft.date is None or draft.date.basis in ASSUMED:
            whole = next((again[noun.i] for noun in _wholes(draft.found.token) if noun.i in again), None)
            date = whole.date if whole is not None and whole is not draft else None
            if date is not None and date.earliest is not None and date.basis not in ASSUMED:
                draft.date = dating.from_context(date)


def leave_assumed(drafts: list[Draft], dating: Dating) -> None:
    """Take the mere day of publication from what nobody would list: what was has happened by then.

    Beyond the lead that day is right for one in five of them. Harm is news in passing, too.
    """
    for draft in drafts:
        is_minor = not draft.main and draft.sentence not in dating.lead and draft.found.reading.type not in CAUSES
        is_assumed = draft.date is not None and draft.date.basis == "publication"
        if is_minor and is_assumed and is_past(draft.found.token):
            draft.date = dating.by_publication()


def _wholes(verb: Token) -> Iterator[Token]:
    """Give the nouns that may say what a verb tells a part of: "died *in the riot*", "*the raid* sparked anger"."""
    if verb.pos == NOUN or telling(verb) != "past":
        return
    yield from (child for child in verb.lefts if child.dep_ in ALL_SUBJECTS)
    for preposition in verb.rights:
        if preposition.dep_ in ("agent", "prep") and preposition.lower_ in WITHIN:
            yield from governed(preposition)
