"""What stands in which claim: containment by characters, the innermost claim first."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from schemas.base import Extent, Id
from schemas.claim import Statement
from schemas.dates import DateMention
from schemas.entity import Entity


class Contents:
    """The contents of an article's claims, by place."""

    def __init__(self, claims: Sequence[Statement]) -> None:
        self.claims = claims
        pieces = [(piece.start, piece.end, number) for number, claim in enumerate(claims) for piece in claim.contents]
        self._pieces = sorted(pieces)
        self._size = [sum(piece.end - piece.start for piece in claim.contents) for claim in claims]

    def around(self, start: int, end: int) -> list[Statement]:
        """Give the claims with a content that holds all of ``[start, end)``, innermost (smallest) first."""
        found = []
        for first, last, number in self._pieces:
            if first > start:
                break
            if end <= last:
                found.append(number)
        return [self.claims[number] for number in sorted(found, key=lambda number: (self._size[number], number))]


def within(claim: Statement, items: Iterable[tuple[Id, Extent]]) -> tuple[Id, ...]:
    """Give the ids of the items that stand in the contents of a claim, each once, in the order given."""
    found = dict.fromkeys(
        identifier
        for identifier, extent in items
        if any(piece.start <= extent.start and extent.end <= piece.end for piece in claim.contents)
    )
    return tuple(found)


def mentions(entities: Iterable[Entity]) -> list[tuple[Id, Extent]]:
    """Give every mention with its entity's id, in text order."""
    found: list[tuple[Id, Extent]] = [(entity.id, mention) for entity in entities for mention in entity.mentions]
    return sorted(found, key=lambda pair: pair[1].start)


def said_on(claim: Statement, doc: Doc, dates: Iterable[DateMention]) -> Id | None:
    """Give the date a claim was made: a time expression that hangs on its cue ("said on Friday that ...")."""
    cue = doc.char_span(claim.cue.start, claim.cue.end, alignment_mode="expand") if claim.cue else None
    if cue is None:
        return None
    verb, sentence = cue.root, cue.root.sent
    for date in dates:
        if not sentence.start_char <= date.start < sentence.end_char:
            continue
        if any(piece.start <= date.start < piece.end for piece in claim.contents):
            continue
        span = doc.char_span(date.start, date.end, alignment_mode="expand")
        if span is not None and _hangs_on(span.root, verb):
            return date.id
    return None


def _hangs_on(token: Token, verb: Token) -> bool:
    for above in token.ancestors:
        if above.i == verb.i:
            return True
        if above.pos_ in ("VERB", "AUX"):
            return False
    return False
