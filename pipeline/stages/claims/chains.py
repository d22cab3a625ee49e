"""Chains of sources: who passes on what another said ("the ministry said, citing police"; "X said that Y said")."""

from pipeline.stages.claims.agents import CITING, noun_phrase
from pipeline.stages.claims.lexicon import CueWords
from pipeline.stages.claims.passage import SPEAKERS, Draft, Passage, Range
from pipeline.syntax import child
from pipeline.tree import Token

DEEPEST = 8
"""How many sources pass a claim on at most: those nearest to it; only nonsense nests more deeply."""


def cite(passage: Passage, words: CueWords, drafts: list[Draft]) -> list[Draft]:
    """Make "the ministry said, citing police" a claim of the police that the ministry passes on.

    Gives back the drafts without those of "citing" itself.
    """
    by_verb = {draft.verb: draft for draft in drafts}
    beside = {place: draft for draft in drafts for place in draft.apart}
    gone: set[int] = set()
    for draft in drafts:
        cited = _cited(passage, words, draft)
        owner = (beside.get(draft.verb) or by_verb.get(_above(passage.tree[draft.verb]).i)) if cited else None
        if cited and owner and owner is not draft and owner.source and owner.rule != "claims.passive":
            owner.via.insert(0, _without(passage, owner.source, draft.verb))
            owner.source = cited
            gone.add(draft.verb)
    return [draft for draft in drafts if draft.verb not in gone or draft.verb < 0]


def _above(verb: Token) -> Token:
    """Give the cue that a participle hangs on, also by its subject: "the paper, *citing police*, *said*"."""
    return verb.head.head if verb.dep_ == "acl" else verb.head


def _without(passage: Passage, source: Range, verb: int) -> Range:
    """Give a source without the participle in it that says whom it cites."""
    start, end = source
    first = passage.tree[verb].left_edge.i
    return passage.trim((start, first)) or source if start < first < end else source


def _cited(passage: Passage, words: CueWords, draft: Draft) -> Range | None:
    """Give who is cited in a participle that hangs on another cue: somebody who can speak, not a reason."""
    if draft.lemma not in CITING or draft.verb < 0:
        return None
    verb = passage.tree[draft.verb]
    lower = child(verb, "dobj")
    if verb.tag_ != "VBG" or verb.dep_ not in ("acl", "advcl", "prep", "conj") or lower is None:
        return None
    speaks = lower.ent_type_ in SPEAKERS or lower.lemma_.lower() in words.sources
    return noun_phrase(passage, lower, verb) if speaks else None


def nest(drafts: list[Draft]) -> None:
    """Give every claim that stands in another's content the sources around it, outermost first.

    `drafts` are in the order of their content.
    """
    around: list[tuple[int, Draft]] = []
    pieces = sorted(
        ((start, -end, number, draft) for number, draft in enumerate(drafts) for start, end in draft.contents),
        key=lambda piece: piece[:3],
    )
    seen: set[int] = set()
    for start, negative_end, number, draft in pieces:
        around = [(end, outer) for end, outer in around if end > start]
        if number not in seen and draft.source:
            outer_sources = [outer.source for end, outer in around if outer.source and end >= draft.source[1]]
            passing = [source for source in outer_sources if source and source != draft.source]
            draft.via = passing[-DEEPEST:] + draft.via
        seen.add(number)
        around.append((-negative_end, draft))
