"""Which entity stands at a place of the text: shared by the stages that tie their findings to entities."""

from bisect import bisect_left, bisect_right

from schemas.entity import Entities, Entity, Mention


class MentionIndex:
    """Entities by the place of their mentions. Mentions of one article never overlap."""

    def __init__(self, entities: Entities) -> None:
        pairs = [(mention, entity) for entity in entities.entities for mention in entity.mentions]
        self.pairs = sorted(pairs, key=lambda pair: pair[0].start)
        self._starts = [mention.start for mention, _ in self.pairs]
        self._ends = [mention.end for mention, _ in self.pairs]

    def within(self, start: int, end: int) -> list[tuple[Mention, Entity]]:
        """Give the mentions that overlap ``[start, end)``, in text order."""
        first = bisect_right(self._starts, start)
        if first and self._ends[first - 1] > start:
            first -= 1
        return self.pairs[first : bisect_left(self._starts, end, first)]

    def at(self, start: int, end: int) -> tuple[Mention, Entity] | None:
        """Give the first mention that overlaps ``[start, end)``."""
        place = bisect_right(self._starts, start)  # of the first that begins behind `start`
        if place and self._ends[place - 1] > start and self._starts[place - 1] < end:
            return self.pairs[place - 1]
        if place < len(self.pairs) and self._starts[place] < end:
            return self.pairs[place]
        return None
