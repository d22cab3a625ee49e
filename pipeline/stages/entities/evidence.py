"""One type for each surface of a document, by the evidence of all its places."""

from collections import Counter, defaultdict

from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name
from schemas.entity import EntityType

LEXICON, TITLE, HEAD, SURNAME, MODEL = 100, 30, 25, 12, 10
"""Weights: one vote of the model is 10; a country's name outweighs nine of them."""


def settle(names: list[Name], known: Knowledge) -> None:
    """Give every place of a surface the type that most speaks for."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for name in names:
        votes[name.text][name.type] += MODEL
        if name.titles:
            votes[name.text]["person"] += TITLE
        head = _head_type(name, known)
        if head:
            votes[name.text][head] += HEAD
    _add_known(votes, known)
    _add_surnames(votes)
    winners = {text: _winner(counts) for text, counts in votes.items()}
    for name in names:
        name.type = winners[name.text]


def _winner(counts: Counter[EntityType]) -> EntityType:
    order: tuple[EntityType, ...] = ("organisation", "person", "place", "group")
    return max(order, key=lambda kind: counts[kind])


def _head_type(name: Name, known: Knowledge) -> EntityType | None:
    words = name.text.lower().replace(".", "").split()
    if len(words) < 2:
        return None
    if words[-1] in known.organisation_heads or (" of " in name.text and words[0] in known.organisation_heads):
        return "organisation"
    if words[-1] in known.place_heads or words[0] in known.place_openers:
        return "place"
    return None


def _add_known(votes: dict[str, Counter[EntityType]], known: Knowledge) -> None:
    for text, counts in votes.items():
        found = known.names.get(text)
        if found and not (found.careful and counts["organisation"] == 0):
            counts[found.type] += LEXICON


def _add_surnames(votes: dict[str, Counter[EntityType]]) -> None:
    """Let a full name speak for its surname."""
    surnames: Counter[str] = Counter()
    for text, counts in votes.items():
        if " " in text and _winner(counts) == "person":
            surnames[text.rpartition(" ")[2]] += counts["person"]
    for surname, count in surnames.items():
        if surname in votes:
            votes[surname]["person"] += SURNAME + count
