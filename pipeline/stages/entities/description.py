"""From clusters to the record: what is said of each entity."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter

from pipeline.stages.entities.clusters import Cluster, Member
from pipeline.stages.entities.knowledge import Knowledge, Known
from pipeline.stages.entities.names import Words
from pipeline.stages.entities.references import Reference
from pipeline.stages.entities.roles import RoleSpan
from pipeline.stages.entities.spelling import without_suffix
from schemas.entity import Entities, Entity, Mention, MentionForm, Place, Role
from schemas.ids import stable_id

_AFTER_WORDS = re.compile(r"['’]| ")


class Description:
    """Writes the record of one article's entities."""

    def __init__(self, words: Words, known: Knowledge) -> None:
        self.words = words
        self.known = known

    def entities(
        self,
        clusters: list[Cluster],
        places: dict[int, Place],
        roles: dict[int, list[RoleSpan]],
        references: Sequence[Reference],
    ) -> Entities:
        """Give the record; `places` and `roles` are by the position of their cluster in the list."""
        ids = [self._id(cluster) for cluster in clusters]
        mentions = [[self._mention(cluster, member) for member in cluster.members] for cluster in clusters]
        for reference in references:
            mentions[reference.cluster].append(self._reference(reference))
        for number in {reference.cluster for reference in references}:
            mentions[number].sort(key=attrgetter("start"))
        facts = [self._fact(cluster) for cluster in clusters]
        seats = self._seats(clusters, places)
        surnames = self._surnames(clusters)
        owners = self._owners(clusters, ids, facts)
        return Entities(
            entities=tuple(
                Entity(
                    id=ids[number],
                    type=cluster.type,
                    name=cluster.name,
                    aliases=tuple(text for text in (*cluster.surfaces, *surnames[number]) if text != cluster.name),
                    mentions=tuple(mentions[number]),
                    roles=tuple(self._role(role, owners) for role in roles.get(number, ())),
                    place=places.get(number),
                    rule=cluster.members[0].name.rule,
                    country=self._country(cluster, facts[number], seats),
                    organisation_kind=facts[number].kind,
                    external_ids=dict(facts[number].ids),
                )
                for number, cluster in enumerate(clusters)
            )
        )

    def _id(self, cluster: Cluster) -> str:
        return stable_id("entity", cluster.type, cluster.name, self.words.starts[cluster.start])

    def _seats(self, clusters: list[Cluster], places: dict[int, Place]) -> dict[str, str]:
        """Give the countries of the places that are named, by their names."""
        return {
            text: place.country
            for number, place in places.items()
            if place.country is not None
            for text in clusters[number].surfaces
            if text.lower() not in self.known.place_nouns
        }

    def _country(self, cluster: Cluster, fact: Known, seats: dict[str, str]) -> str | None:
        """Give the country of a group or organisation: a public body lies where the place lies that it is called by."""
        if cluster.type not in ("group", "organisation") or fact.country or fact.kind != "government":
            return fact.country if cluster.type in ("group", "organisation") else None
        return next(filter(None, (_seat(text, seats) for text in cluster.surfaces)), None)

    def _surnames(self, clusters: list[Cluster]) -> list[tuple[str, ...]]:
        """Give the bare surname of a person as a name that a reader would look up, where the text has it not."""
        found: list[tuple[str, ...]] = []
        names = [self._surname(cluster.name) if cluster.type == "person" else "" for cluster in clusters]
        for cluster, surname in zip(clusters, names, strict=True):
            is_own = surname and names.count(surname) == 1 and " " in cluster.name and surname not in cluster.surfaces
            found.append((surname,) if is_own else ())
        return found

    def _surname(self, name: str) -> str:
        """Give the surname of a person; it stands first in Chinese and Korean names: "*Zhao* Lin"."""
        parts = without_suffix(name.split())
        is_first = parts[0] in self.known.family_names and parts[0] not in self.known.first_names
        return parts[0] if is_first and parts[-1] not in self.known.family_names else parts[-1]

    def _owners(self, clusters: list[Cluster], ids: list[str], facts: list[Known]) -> dict[int, str]:
        """Give, for the first token of each name, whose role begins there: a people's is its country's, if named."""
        countries = {fact.country: number for fact, number in zip(facts, ids, strict=True) if fact.is_country}
        return {
            member.name.start: countries.get(fact.country, number) if cluster.type == "group" else number
            for cluster, number, fact in zip(clusters, ids, facts, strict=True)
            for member in cluster.members
        }

    def _fact(self, cluster: Cluster) -> Known:
        """Give what the lexicons know of a cluster by one of its names, or of an organisation by the head of one."""
        if cluster.fact is not None:
            return cluster.fact
        known = () if cluster.is_own else cluster.surfaces
        facts = [self.known.names[text] for text in known if text in self.known.names]
        own = [fact for fact in facts if fact.type == cluster.type]
        fact = own[0] if own else Known(cluster.type, cluster.name)
        kind = None if cluster.type != "organisation" or fact.kind else self.known.kinds.of(cluster.surfaces)
        return replace(fact, kind=kind) if kind else fact

    def _mention(self, cluster: Cluster, member: Member) -> Mention:
        start, end = member.name.start, member.name.end
        form: MentionForm = "nominal" if member.link == "role" else "name"
        if cluster.type == "group" and self.words.tags[end - 1].startswith("JJ"):
            form = "adjective"
        return Mention(
            start=self.words.starts[start],
            end=self.words.end_of(end - 1),
            text=self.words.slice(start, end) if form == "nominal" else member.name.text,
            form=form,
            resolved_by=member.link,
            confidence=None if member.name.confidence is None else _decimal(member.name.confidence),
        )

    def _reference(self, reference: Reference) -> Mention:
        return Mention(
            start=self.words.starts[reference.start],
            end=self.words.end_of(reference.end - 1),
            text=self.words.slice(reference.start, reference.end),
            form=reference.form,
            resolved_by=reference.link,
        )

    def _role(self, role: RoleSpan, owners: dict[int, str]) -> Role:
        return Role(
            start=self.words.starts[role.start],
            end=self.words.end_of(role.end - 1),
            text=self.words.slice(role.start, role.end),
            organisation=owners.get(role.beside) if role.beside is not None else None,
        )


def _seat(name: str, seats: dict[str, str]) -> str | None:
    """Find the country of the place that a body's name begins with: "*Osk* Police Department"."""
    ends = (match.start() for match in _AFTER_WORDS.finditer(name))
    return next(filter(None, (seats.get(name[:end]) for end in ends)), None)


@lru_cache(maxsize=1000)
def _decimal(confidence: float) -> Decimal:
    return Decimal(f"{confidence:.3f}")
