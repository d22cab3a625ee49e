"""The entities stage: names of the model and the lexicons, settled, repeated, clustered, and described."""

from spacy.tokens import Doc

from pipeline.config import Config
from pipeline.stage import Stage
from pipeline.stages.entities import clusters, evidence, names, repeats
from pipeline.stages.entities.clusters import Cluster, Member
from pipeline.stages.entities.geonames import gazetteer
from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name, Words
from pipeline.stages.entities.places import Atlas
from pipeline.stages.entities.roles import Roles
from schemas.entity import Entities, Entity, Mention, MentionForm, Place, Role
from schemas.ids import stable_id


class FindEntities(Stage):
    """Find people, organisations, places and groups, each once with all its mentions."""

    name = "entities"
    version = 1
    lexicons = ("countries", "entities")
    summary = "clusters names into people, organisations, places and groups, with roles and countries"

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.known = Knowledge()
        self.atlas = Atlas(self.known, gazetteer())

    def __call__(self, doc: Doc) -> Entities:
        """Give the entities of an article, in the order of their first mention."""
        words = Words(doc)
        found = names.read(doc, words, self.known)
        evidence.settle(found, self.known)
        found = repeats.add(found, words, self.known)
        groups = clusters.build(found, words, self.known)
        places = self.atlas.locate(groups, found, words)
        return Entities(entities=tuple(self._entities(groups, places, Roles(doc, words, found, self.known), words)))

    def _entities(self, groups: list[Cluster], places: dict[int, Place], roles: Roles, words: Words) -> list[Entity]:
        ids = [_id(cluster, words) for cluster in groups]
        owners = {member.name.start: ids[number] for number, cluster in enumerate(groups) for member in cluster.members}
        return [
            self._entity(cluster, ids[number], places.get(number), _roles(cluster, roles, owners, words), words)
            for number, cluster in enumerate(groups)
        ]

    def _entity(
        self, cluster: Cluster, number: str, place: Place | None, roles: tuple[Role, ...], words: Words
    ) -> Entity:
        surfaces = dict.fromkeys(member.name.text for member in cluster.members)
        facts = [self.known.names[text] for text in surfaces if text in self.known.names]
        fact = next((fact for fact in facts if fact.type == cluster.type), None)
        return Entity(
            id=number,
            type=cluster.type,
            name=cluster.name,
            aliases=tuple(text for text in surfaces if text != cluster.name),
            mentions=tuple(_mention(member, cluster, words) for member in cluster.members),
            roles=roles,
            place=place,
            country=fact.country if fact and cluster.type == "group" else None,
            organisation_kind=fact.kind if fact and cluster.type == "organisation" else None,
            rule=cluster.members[0].name.rule,
        )


def _id(cluster: Cluster, words: Words) -> str:
    return stable_id("entity", cluster.type, cluster.name, words.starts[cluster.start])


def _mention(member: Member, cluster: Cluster, words: Words) -> Mention:
    name = member.name
    return Mention(
        start=words.starts[name.start],
        end=words.end_of(name.end - 1),
        text=name.text,
        form=_form(name, cluster, words),
        resolved_by=member.link,
    )


def _form(name: Name, cluster: Cluster, words: Words) -> MentionForm:
    return "adjective" if cluster.type == "group" and words.tags[name.end - 1].startswith("JJ") else "name"


def _roles(cluster: Cluster, roles: Roles, owners: dict[int, str], words: Words) -> tuple[Role, ...]:
    if cluster.type != "person":
        return ()
    found: dict[str, Role] = {}
    for member in cluster.members:
        for role in roles.of(member.name):
            text = words.slice(role.start, role.end)
            owner = owners.get(role.beside) if role.beside is not None else None
            found.setdefault(
                text,
                Role(start=words.starts[role.start], end=words.end_of(role.end - 1), text=text, organisation=owner),
            )
    return tuple(found.values())
