"""The figures stage."""

from spacy.tokens import Doc

from pipeline.stage import Stage
from schemas.article import Article
from schemas.dates import Dates
from schemas.entity import Entities
from schemas.figure import Figures


class FindFigures(Stage):
    """Find quantities with bounds, unit, kind and what is counted."""

    name = "figures"
    version = 1
    summary = "finds figures: value with bounds, unit, kind, what is counted"

    def __call__(self, article: Article, doc: Doc, entities: Entities, dates: Dates) -> Figures:
        return Figures(figures=())
