"""Roles and kinds that stand for a name: "the minister" for Sergei Lavrov, "the agency" for the one agency named.

Resolved where exactly one person named before has that role, or exactly one organisation named before is of that kind.
"""

from collections.abc import Iterator

from pipeline.stages.entities.clusters import Cluster
from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Words
from pipeline.stages.entities.references import Reference
from pipeline.stages.entities.roles import RoleSpan
from schemas.entity import OrganisationKind

LONGEST = 4
"""Tokens between the article and the noun."""

_BINDERS = frozenset({"of", "for", "-"})
_KINDS: dict[OrganisationKind | None, tuple[str, ...]] = {
    "party": ("party",),
    "company": ("company",),
    "media": ("newspaper", "broadcaster"),
}


class Nominals:
    """Resolves the nominals of one article."""

    def __init__(
        self, words: Words, clusters: list[Cluster], roles: dict[int, list[RoleSpan]], known: Knowledge
    ) -> None:
        self.words = words
        self.known = known
        self.taken = {
            place
            for cluster in clusters
            for member in cluster.members
            for place in range(member.name.start, member.name.end)
        }
        self.taken.update(place for spans in roles.values() for role in spans for place in range(role.start, role.end))
        self.bearers: dict[str, dict[int, int]] = {}
        for number, spans in roles.items():
            for role in spans:
                for place in range(role.start, role.end):
                    if words.lowers[place] in known.role_heads:
                        self._bear(words.lowers[place], number, role.start)
        for number, cluster in enumerate(clusters):
            if cluster.type == "organisation":
                self._bear_kinds(number, cluster)

    def _bear(self, noun: str, number: int, start: int) -> None:
        bearers = self.bearers.setdefault(noun, {})
        bearers[number] = min(start, bearers.get(number, start))

    def _bear_kinds(self, number: int, cluster: Cluster) -> None:
        for text in cluster.surfaces:
            head = text.lower().rpartition(" ")[2]
            if head in self.known.organisation_heads:
                self._bear(head, number, cluster.start)
            found = self.known.names.get(text)
            for noun in _KINDS.get(found.kind if found else self.known.kinds.of([text]), ()):
                self._bear(noun, number, cluster.start)

    def find(self) -> Iterator[Reference]:
        """Give the nominals in text order."""
        for place, lower in enumerate(self.words.lowers if self.bearers else ()):
            if lower in self.bearers and place not in self.taken and self.words.tags[place] in {"NN", "NNP"}:
                start = self._article(place)
                number = self._bearer(lower, place)
                if start is not None and number is not None and not self._goes_on(place):
                    yield Reference(start, place + 1, number, "nominal", "role")

    def _article(self, noun: int) -> int | None:
        """Give the token of "the" that opens the noun's phrase."""
        for place in range(noun - 1, max(noun - 2 - LONGEST, -1), -1):
            if place in self.taken:
                return None
            if self.words.lowers[place] == "the":
                return None if place and self.words.words[place - 1] == "," and place - 2 in self.taken else place
            if self.words.tags[place] not in {"JJ", "NN", "NNP"}:
                return None
        return None

    def _bearer(self, noun: str, place: int) -> int | None:
        before = [number for number, start in self.bearers[noun].items() if start < place]
        return before[0] if len(before) == len(self.bearers[noun]) == 1 else None

    def _goes_on(self, noun: int) -> bool:
        """Tell whether the noun is the part of a longer one, or named by what follows it."""
        after = noun + 1
        if after >= len(self.words.words):
            return False
        is_noun = self.words.tags[after].startswith("NN")
        return after in self.taken or is_noun or self.words.lowers[after] in _BINDERS
