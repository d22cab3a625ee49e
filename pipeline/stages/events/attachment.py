"""Which trigger a time expression or a figure belongs to: the nearest one above it in the tree."""

from collections import defaultdict
from collections.abc import Container, Iterable

from pipeline.stages.events.arguments import VERBAL
from pipeline.tree import Token, Tree
from schemas.base import Extent, Id
from schemas.figure import Figures, Quantity


def root_of(tree: Tree, extent: Extent) -> Token:
    """Give the topmost token of a stretch of text."""
    return tree.root(*tree.overlapping(extent.start, extent.end))


def host(token: Token, triggers: Container[int]) -> Token | None:
    """Climb from a token to the trigger or verb it belongs to; None below a nominal root.

    A preposition below a word that is no event belongs to the event noun between them ("three years on from the
    *invasion* in 2022").
    """
    while token.head.i != token.i:
        below, token = token, token.head
        if token.i in triggers or (token.pos_ in VERBAL and token.dep_ != "amod"):
            return token
        if below.dep_ == "prep":
            between = [place for place in range(token.i + 1, below.i) if place in triggers]
            if between:
                return token.tree[between[-1]]
    return None


def figures_by_trigger(tree: Tree, figures: Figures, triggers: Container[int]) -> dict[int, list[Id]]:
    """Give the figures of each trigger ("killed *40 people*", "an attack by *three men*")."""
    found: dict[int, dict[Id, None]] = defaultdict(dict)  # a dict for its order, and to stay linear in long lists
    for figure in figures.figures:
        for extent in _extents(figure):
            above = host(root_of(tree, extent), triggers)
            if above is not None and above.i in triggers:
                found[above.i][figure.id] = None
    return {trigger: list(ids) for trigger, ids in found.items()}


def _extents(figure: Quantity) -> Iterable[Extent]:
    return (figure, *figure.repeats)
