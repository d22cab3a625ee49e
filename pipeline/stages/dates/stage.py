"""The dates stage."""

from spacy.tokens import Doc

from pipeline.stage import Stage
from schemas.article import Article
from schemas.dates import Dates


class FindDates(Stage):
    """Find and normalise time expressions."""

    name = "dates"
    version = 1
    summary = "finds time expressions and normalises them"

    def __call__(self, article: Article, doc: Doc) -> Dates:
        return Dates(dates=())
