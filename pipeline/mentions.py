"""Which entity stands at a place of the text: shared by the stages that tie their findings to entities."""

from bisect import bisect_right

from schemas.entity import Entities, Entity, Mention


class MentionIndex:
    """Entities by the place of their mentions. Mentions of one article never overlap."""

    def __init__(self, entities: Entities) -> None:
        pairs = [(mention, entity) for entity in entities.entities for mention in entity.mentions]
        self._pairs = sorted(pairs, key=lambda pair: pair[0].start)
        self._starts = [mention.start for mention, _ in self._pairs]

    def within(self, start: int, end: int) -> list[tuple[Mention, Entity]]:
        """Give the mentions that overlap ``[start, end)``, in text order."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        found = []
        for place in range(first, len(self._pairs)):
            mention, entity = self._pairs[place]
            if mention.start >= end:
                break
            if mention.end > start:
                found.append((mention, entity))
        return found

    def at(self, start: int, end: int) -> tuple[Mention, Entity] | None:
        """Give the first mention that overlaps ``[start, end)``."""
        first = bisect_right(self._starts, start) - 1
        for pair in self._pairs[max(first, 0) : first + 2]:
            if pair[0].start < end and pair[0].end > start:
                return pair
        return None
