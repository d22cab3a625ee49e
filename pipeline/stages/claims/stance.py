"""How a source stands to its claim: polarity and certainty, from the cue and the head of the content."""

from pipeline.stages.claims.passage import LONGEST, Draft, Passage
from schemas.claim import Certainty, CueType, Polarity

_NEGATIVE: frozenset[CueType] = frozenset({"deny", "refuse"})
_PROBABLE: frozenset[CueType] = frozenset({"believe", "estimate", "forecast"})
_OPEN: frozenset[CueType] = frozenset({"ask", "demand"})
_POSSIBLE_WORDS = frozenset({"may", "might", "could", "possibly", "perhaps", "maybe", "possible"})
_PROBABLE_WORDS = frozenset({"probably", "likely", "apparently", "seemingly", "presumably", "should"})
_DOUBTFUL_CUES = frozenset(
    {
        "suggest",
        "fear",
        "suspect",
        "hint",
        "imply",
        "doubt",
        "hope",
        "reportedly",
        "allegedly",
        "purportedly",
        "supposedly",
        "indicate",
    }
)


def polarity(draft: Draft) -> Polarity:
    """Tell whether the source stands behind the content or against it; "did not deny" is no denial."""
    return "negative" if (draft.type in _NEGATIVE) != draft.negated else "positive"


def certainty(passage: Passage, draft: Draft) -> Certainty:
    """Tell how sure the source is: modals and hedges of the content's main clause first, then the cue."""
    if draft.type in _OPEN or (draft.negated and draft.type not in _NEGATIVE):
        return "unspecified"
    words = _head_words(passage, draft)
    if words & _POSSIBLE_WORDS:
        return "possible"
    if words & _PROBABLE_WORDS or draft.type in _PROBABLE:
        return "probable"
    if draft.lemma in _DOUBTFUL_CUES:
        return "possible"
    return "certain"


def _head_words(passage: Passage, draft: Draft) -> set[str]:
    """Give the auxiliaries and adverbs of the main verb of the content."""
    start, end = draft.contents[0]
    root = passage.head((start, min(end, start + LONGEST)))
    return {token.lower_ for token in root.children if token.dep_ in ("aux", "advmod", "acomp")} | {root.lower_}
