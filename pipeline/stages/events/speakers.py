"""Who "I" and "we" are: the source of the quotation they stand in, and for "we" the body that one speaks for."""

from bisect import bisect_right

from schemas.claim import Claims
from schemas.entity import Entities, Entity

SINGULAR = frozenset({"i", "me", "my", "myself"})
PLURAL = frozenset({"we", "us", "our", "ourselves"})


class Speakers:
    """The sources of the quotations of one article, by place."""

    def __init__(self, claims: Claims, entities: Entities) -> None:
        self.entities = {entity.id: entity for entity in entities.entities}
        self._pieces = sorted(
            (piece.start, piece.end, claim.source.entity)
            for claim in claims.claims
            if claim.kind != "indirect" and claim.source and claim.source.entity
            for piece in claim.contents
        )
        self._starts = [piece[0] for piece in self._pieces]

    def at(self, place: int, word: str) -> Entity | None:
        """Give the one whom a pronoun of the first person means at a place of the text."""
        number = bisect_right(self._starts, place) - 1
        if number < 0 or place >= self._pieces[number][1]:
            return None
        speaker = self.entities.get(self._pieces[number][2])
        if speaker is None or word in SINGULAR or speaker.type != "person":
            return speaker
        return self.body(speaker) or speaker

    def body(self, person: Entity) -> Entity | None:
        """Give the body that a person has a role in, the first one named."""
        bodies = [self.entities.get(role.organisation or "") for role in person.roles]
        return next((body for body in bodies if body), None)
