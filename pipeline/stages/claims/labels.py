"""A colon in place of a cue: headlines ("Smith: Tax Will Rise"), transcripts, and colons before a quotation."""

from collections.abc import Iterator

from pipeline.stages.claims.agents import noun_phrase
from pipeline.stages.claims.lexicon import CueWords
from pipeline.stages.claims.passage import SPEAKERS, Draft, Passage, Quoted, Range
from pipeline.syntax import child, children
from pipeline.tree import Token

LABEL_LENGTH = 5
"""The longest label of a headline or transcript, in tokens, before the colon."""

NAME_LENGTH = 8
"""The longest name, in tokens, before a colon and a quotation."""

_VERBAL = frozenset({"VERB", "AUX"})


def find(passage: Passage, words: CueWords, places: frozenset[tuple[int, int]]) -> Iterator[Draft]:
    """Give the claims of paragraphs that begin with a speaker's label: headlines, and lines of a transcript.

    `places` are the mentions, in characters, of places that a gazetteer knows: where a story plays says nothing
    ("DHAKA: At least 12 died", "Sudan: Eight Killed").
    """
    for number, (start, end) in enumerate(passage.paragraphs):
        reach = min(start + LABEL_LENGTH + 1, end)
        colon = next((place for place in range(start + 1, reach) if passage.tree[place].text == ":"), None)
        source = passage.trim((start, colon)) if colon is not None else None
        content = passage.trim((colon + 1, end)) if colon is not None else None
        if colon is None or source is None or content is None or passage.tree.extent(*source) in places:
            continue
        if _is_transcript(passage, source) or (number == 0 and _is_speaker(passage, words, source)):
            yield Draft("claims.label", (colon, colon + 1), ":", "say", -1, source, [content])


def _is_speaker(passage: Passage, words: CueWords, piece: Range) -> bool:
    tokens = passage.tree[piece[0] : piece[1]]
    if any(token.pos_ in ("VERB", "AUX", "DET", "NUM") for token in tokens):
        return False
    if all(token.tag_ == "NNP" or token.is_punct for token in tokens):
        return True
    return passage.tree.root(*piece).lemma_.lower() in words.sources or any(
        token.ent_type_ in SPEAKERS for token in tokens
    )


def _is_transcript(passage: Passage, piece: Range) -> bool:
    """Tell a speaker's label in capitals: "WALLACE: If I may"."""
    tokens = passage.tree[piece[0] : piece[1]]
    capitals = all(token.is_upper or token.is_punct for token in tokens)
    return capitals and tokens[-1].end - tokens[0].idx > 2 and not any(token.like_num for token in tokens)


def before_quotation(passage: Passage, quote: Quoted) -> Draft | None:
    """Read 'Smith: "..."' and 'Smith had a new message: "..."', where no verb before the colon is a cue."""
    tree, colon = passage.tree, quote.start - 1
    while colon > 0 and tree[colon].is_space:
        colon -= 1
    if colon < 1 or tree[colon].text != ":" or passage.paragraph[colon] < quote.paragraph - 1:
        return None
    low = max(passage.sentence[colon][0], passage.paragraphs[passage.paragraph[colon]][0])
    source = passage.trim((low, colon))
    if source is None:
        return None
    tokens = tree[source[0] : source[1]]
    if any(token.pos_ in _VERBAL for token in tokens):
        named = _speaking_subject(passage, tree.root(*source)) if quote.speech else None
        return Draft("claims.colon", (colon, colon + 1), ":", "say", -1, named) if named else None
    if len(tokens) > NAME_LENGTH or not any(t.pos_ in ("PROPN", "PRON") or t.is_upper for t in tokens):
        return None
    return Draft("claims.label", (colon, colon + 1), ":", "say", -1, source)


def _speaking_subject(passage: Passage, root: Token) -> Range | None:
    """Give the subject of the sentence before a colon where it can speak: a person, a name, an organisation."""
    subject = child(root, "nsubj")
    if subject is None or root.pos_ not in _VERBAL or passage.in_quotation(subject.i):
        return None
    names = (subject, *children(subject, "appos"))
    named = any(name.ent_type_ in ("PER", "PERSON", "ORG") for name in names)
    speaks = named or subject.lower_ in ("he", "she", "they", "i", "we")
    return noun_phrase(passage, subject, root) if speaks else None
