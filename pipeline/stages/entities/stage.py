"""The entities stage."""

from spacy.tokens import Doc

from pipeline.stage import Stage
from schemas.article import Article
from schemas.entity import Entities


class FindEntities(Stage):
    """Find people, organisations, places and groups."""

    name = "entities"
    version = 1
    summary = "clusters names into people, organisations, places and groups, with roles and countries"

    def __call__(self, article: Article, doc: Doc) -> Entities:
        return Entities(entities=())
