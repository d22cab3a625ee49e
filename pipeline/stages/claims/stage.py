"""The claims stage."""

from spacy.tokens import Doc

from pipeline.stage import Stage
from schemas.article import Article
from schemas.claim import Claims
from schemas.entity import Entities


class FindClaims(Stage):
    """Find who says what."""

    name = "claims"
    version = 1
    summary = "finds claims: source, cue, content, chain"

    def __call__(self, article: Article, doc: Doc, entities: Entities) -> Claims:
        return Claims(claims=())
