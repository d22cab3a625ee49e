"""Roles of people: "Russia's Foreign Minister Sergei Lavrov", "Marco Rubio, the new Secretary of State"."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipeline.stages.entities.clusters import Cluster
from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name, Words

_OPENERS = frozenset({"the", "a", "an", ",", "his", "her", "their", "its"})
_ENDS = frozenset({",", "(", ";", "–", "—", ":"})


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A role in tokens ``[start, end)``; `beside` is the first token of the name it belongs to, if there is one."""

    start: int
    end: int
    beside: int | None


class Roles:
    """Finds the roles of one article's people."""

    def __init__(self, doc: Doc, words: Words, names: list[Name], known: Knowledge) -> None:
        self.doc = doc
        self.words = words
        self.known = known
        self.starts = {name.start: name for name in names}
        self.at = {place: name for name in names for place in range(name.start, name.end)}

    def of_clusters(self, clusters: list[Cluster]) -> dict[int, list[RoleSpan]]:
        """Give the roles of each person, by position in the list; a role that is named again counts once."""
        return {
            number: list({self.words.slice(role.start, role.end): role for role in self._of_cluster(cluster)}.values())
            for number, cluster in enumerate(clusters)
            if cluster.type == "person"
        }

    def _of_cluster(self, cluster: Cluster) -> Iterator[RoleSpan]:
        for member in reversed(cluster.members):
            yield from self.of(member.name)

    def of(self, name: Name) -> Iterator[RoleSpan]:
        """Give the roles that the text gives a person where `name` stands."""
        before = self._before(name)
        if before:
            yield before
        yield from self._appositions(name)

    def _before(self, name: Name) -> RoleSpan | None:
        """Titles and roles right before the name."""
        start = name.start
        while start > 0 and self._is_role_word(start - 1):
            start -= 1
        if not any(self._is_head(place) for place in range(start, name.start)):
            return None
        beside = None
        if start and start - 1 in self.at:
            beside = self.at[start - 1]
        elif start > 1 and self.words.words[start - 1] in ("'s", "’s", "'", "’"):
            beside = self.at.get(start - 2)
        return RoleSpan(start, name.start, beside.start if beside else None)

    def _is_role_word(self, place: int) -> bool:
        word = self.words.lowers[place].rstrip(".")
        return word in self.known.role_words or (word == "of" and place > 0 and self._is_role_word(place - 1))

    def _is_head(self, place: int) -> bool:
        word = self.words.lowers[place].rstrip(".")
        return word in self.known.role_heads

    def _appositions(self, name: Name) -> Iterator[RoleSpan]:
        """Give the roles set beside the name between commas, on either side."""
        root = self.doc[name.start : name.end].root
        nouns = [child for child in root.children if child.dep_ == "appos"]
        if root.dep_ == "appos":
            nouns.append(root.head)
        for noun in nouns:
            if noun.i not in self.at and noun.lower_ in self.known.role_heads:
                phrase = self._phrase(noun, name)
                if phrase:
                    yield phrase

    def _phrase(self, noun: Token, name: Name) -> RoleSpan | None:
        """Cut the noun's phrase to the role: no article before it, no aside behind it, the name left out."""
        start, end = noun.left_edge.i, noun.right_edge.i + 1
        if noun.i > name.start:
            start = max(start, name.end)
        else:
            end = min(end, name.start)
        end = next((place for place in range(noun.i + 1, end) if self.words.words[place] in _ENDS), end)
        while start < noun.i and self.words.lowers[start] in _OPENERS:
            start += 1
        beside = next((self.at[place] for place in range(start, end) if place in self.at), None)
        return RoleSpan(start, end, beside.start if beside else None) if start <= noun.i < end else None
