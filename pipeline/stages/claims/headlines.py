"""Headlines and transcripts: a name and a colon stand for source and cue ("Smith: Tax Will Rise")."""

from collections.abc import Iterator

from pipeline.stages.claims.passage import Draft, Passage, Range

LABEL_LENGTH = 5
"""The longest label, in tokens, before the colon."""


def find(passage: Passage) -> Iterator[Draft]:
    """Give the claims of paragraphs that begin with a speaker's label: headlines, and lines of a transcript."""
    for number, (start, end) in enumerate(passage.paragraphs):
        colon = next(
            (i for i in range(start + 1, min(start + LABEL_LENGTH + 1, end)) if passage.doc[i].text == ":"), None
        )
        if colon is None:
            continue
        source = passage.trim((start, colon))
        content = passage.trim((colon + 1, end))
        if source and content and ((number == 0 and _names(passage, source)) or _is_transcript(passage, source)):
            yield Draft("claims.label", (colon, colon + 1), ":", "say", -1, source, [content])


def _names(passage: Passage, piece: Range) -> bool:
    tokens = passage.doc[piece[0] : piece[1]]
    return not any(t.pos_ in ("VERB", "AUX", "DET", "NUM") for t in tokens) and any(
        t.ent_type_ in ("PER", "PERSON", "ORG", "LOC", "GPE", "NORP") for t in tokens
    )


def _is_transcript(passage: Passage, piece: Range) -> bool:
    """Tell a speaker's label in capitals: "WALLACE: If I may"."""
    tokens = passage.doc[piece[0] : piece[1]]
    return (
        all(t.is_upper or t.is_punct for t in tokens) and len(tokens.text) > 2 and not any(t.like_num for t in tokens)
    )
