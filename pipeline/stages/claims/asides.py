"""What stands within a sentence beside a content and is not its source's: the words of others.

"The army said nine had died, *a figure that Okoth rejected*"; "officials spoke of 212 dead; *the army says they were
fighters*"; "she said the vote was fair, *and observers warned of fraud*".
"""

from collections.abc import Collection, Iterator

from pipeline.stages.claims.agents import joined_subject
from pipeline.stages.claims.lexicon import CueWords
from pipeline.stages.claims.passage import Draft, Passage, Range
from pipeline.syntax import FINITE, child
from pipeline.tree import Token

NOUN = 5
"""Tokens of the noun phrase that takes a content up: "a charge", "an old accusation"."""

LAST = 6
"""Tokens between who reports a sentence and its end: "*on Tuesday*"."""

_PASSING_ON = frozenset({"report", "say"})
_SUBJECTS = ("nsubj", "nsubjpass")
_PERSONAL = frozenset({"he", "i", "it", "she", "they", "we", "you"})
_RELATIVES = frozenset({"that", "which", "whom"})
_LINKS = frozenset({"and", "but"})
_NOMINAL = frozenset({"ADJ", "DET", "NOUN", "NUM", "PROPN"})


def cut(passage: Passage, words: CueWords, drafts: list[Draft]) -> None:
    """Take the words of others off the contents that run into them, before the cue and behind it."""
    if not drafts:
        return
    breaks = list(_breaks(passage, words))
    reports = {verb: place for place, verb, _ in breaks if _ends_report(passage, passage.tree[verb])}
    for draft in drafts if breaks else ():
        if draft.verb in reports and draft.contents and draft.end <= draft.verb:
            whole = passage.trim((passage.sentence[draft.verb][0], reports[draft.verb]))
            draft.contents = [whole] if whole else draft.contents
        draft.contents = [_rest(passage, draft, piece, breaks) for piece in draft.contents]


def _rest(passage: Passage, draft: Draft, piece: Range, breaks: Collection[tuple[int, int, int]]) -> Range:
    start, end = piece
    for place, verb, last in breaks:
        if not start < place < end or verb == draft.verb:
            continue
        if draft.verb < start and (place < verb < end <= last + 2 or end <= verb):
            return passage.trim((start, place)) or piece
        if draft.verb >= end and start <= verb < place:
            start = place + 1
    return passage.trim((start, end)) or piece


def _breaks(passage: Passage, words: CueWords) -> Iterator[tuple[int, int, int]]:
    """Give each mark at which somebody else's words begin or end, with their cue and their last token.

    A semicolon parts such words from what stands on either side of it.
    """
    tree = passage.tree
    for verb in passage.tokens(words.verbs):
        joined = joined_subject(verb) if verb.dep_ == "conj" and verb.lemma_ not in words.quote_only else None
        if joined is not None:
            yield joined.left_edge.i - 1, verb.i, verb.right_edge.i
        if joined is not None or verb.tag_ not in FINITE or verb.lemma_ in words.quote_only:
            continue
        speaker = child(verb, *_SUBJECTS)
        if speaker is None or speaker.i > verb.i or speaker.lower_ in _PERSONAL or speaker.tag_ in ("WDT", "WP"):
            continue
        last = verb.right_edge.i
        mark = _mark(passage, verb, speaker.left_edge)
        if mark is not None:
            yield mark, verb.i, last
        high = passage.sentence[verb.i][1]
        behind = next((place for place in range(verb.i, high) if tree[place].text == ";"), None)
        if behind is not None and not passage.in_quotation(behind):
            yield behind, verb.i, last


def _mark(passage: Passage, verb: Token, first: Token) -> int | None:
    """Give the mark before a clause: a semicolon, or a comma with "and", "but" or a noun that takes up what is said."""
    tree, place = passage.tree, first.i - 1
    low = passage.sentence[verb.i][0]
    is_taken_up = verb.dep_ in ("acl", "relcl") and verb.head.i < first.i
    if is_taken_up:
        place -= tree[place].lower_ in _RELATIVES
        noun = place
        while place > max(low, noun - NOUN) and tree[place].pos_ in _NOMINAL:
            place -= 1
    linked = tree[place].lower_ in _LINKS
    place -= linked
    if place <= low or passage.in_quotation(place):
        return None
    text = tree[place].text
    parted = linked or is_taken_up or _ends_report(passage, verb)
    return place if text == ";" or (text == "," and parted) else None


def _ends_report(passage: Passage, verb: Token) -> bool:
    """Tell who reports all that stands before them: "Acme told the paper it would pay, *the paper reported*."."""
    high = passage.sentence[verb.i][1]
    told = child(verb, "ccomp", "dobj", "prt")
    ends = verb.lemma_ in _PASSING_ON and high - verb.i <= LAST and (told is None or told.i < verb.i)
    return ends and not any(word.pos_ in ("VERB", "AUX") for word in passage.tree[verb.i + 1 : high])
