"""The entities stage: names of the model and the lexicons, settled, repeated, clustered, and described."""

from pathlib import Path

from spacy.tokens import Doc

from pipeline.config import Config
from pipeline.fingerprint import fingerprint
from pipeline.stage import Stage
from pipeline.stages.entities import (
    bodies,
    brackets,
    clusters,
    compounds,
    constituencies,
    evidence,
    gazetteer,
    geonames,
    headed,
    listed,
    lists,
    names,
    people,
    possessives,
    repeats,
    results,
    scorecards,
    works,
)
from pipeline.stages.entities.description import Description
from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Words
from pipeline.stages.entities.nominals import Nominals
from pipeline.stages.entities.places import Atlas
from pipeline.stages.entities.references import References
from pipeline.stages.entities.roles import Roles
from pipeline.trees import read
from schemas.article import Article
from schemas.entity import Entities


class FindEntities(Stage):
    """Find people, organisations, places and groups, each once with all its mentions."""

    name = "entities"
    version = 1
    lexicons = ("countries", "entities", "first_names", "towns")
    summary = "clusters names into people, organisations, places and groups, with roles and countries"

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        path = config.entities.gazetteer
        self.known = Knowledge(gazetteer.read(Path(path)) if path else ())
        self.atlas = Atlas(self.known, geonames.gazetteer())

    @classmethod
    def own_fingerprint(cls, config: Config) -> str:
        """Digest what could change its records: beside what every stage has, the bytes of a user's gazetteer."""
        path = config.entities.gazetteer
        return fingerprint(super().own_fingerprint(config), gazetteer.content(Path(path)) if path else b"")

    def __call__(self, article: Article, doc: Doc) -> Entities:
        """Give the entities of an article, in the order of their first mention."""
        tree = read(doc)
        words = Words(tree, article.text)
        known = list(listed.find(doc, words, self.known, self.atlas.geonames))
        known += people.with_hyphens(words, self.known)
        found = names.read(doc, words, self.known, self.atlas.geonames, known)
        found = people.with_titles(people.with_nicknames(found, words), words, self.known)
        found = brackets.without_terms(found, words, self.known)
        found = constituencies.add(found, words, self.known)
        found = possessives.join(found, words, self.known, self.atlas.geonames)
        found = compounds.join(found, words, self.known)
        found = names.disjoint([*brackets.find(found, words, self.known), *found])
        found = evidence.trusted(found, words, self.known, self.atlas.geonames)
        found = names.beside(found, known)
        found = headed.add(found, words, self.known)
        found = results.add(found, words, self.known, self.atlas.geonames)
        found = scorecards.add(found, words, self.known)
        evidence.settle(found, words, self.known, self.atlas.geonames)
        found = lists.add(found, words, self.known)
        found = works.left_out(repeats.add(found, words, self.known), words)
        groups = clusters.build(found, words, self.known, self.atlas.geonames)
        groups = bodies.add(groups, words, self.known, tree)
        groups, places = clusters.merged(groups, self.atlas.locate(groups, found, words))
        reader = Roles(words, [*found, *bodies.names(groups)], self.known)
        roles = reader.of_clusters(groups)
        references = (
            *References(tree, words, groups, self.known).find(),
            *Nominals(words, groups, roles, self.known).find(),
        )
        roles = reader.owned(roles, groups, references)
        return Description(words, self.known).entities(groups, places, roles, references)
