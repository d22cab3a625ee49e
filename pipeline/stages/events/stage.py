"""The events stage."""

from spacy.tokens import Doc

from pipeline.stage import Stage
from schemas.article import Article
from schemas.dates import Dates
from schemas.entity import Entities
from schemas.event import Events
from schemas.figure import Figures


class FindEvents(Stage):
    """Find dated events."""

    name = "events"
    version = 1
    summary = "finds events: trigger, type, participants, place, date"

    def __call__(self, article: Article, doc: Doc, entities: Entities, dates: Dates, figures: Figures) -> Events:
        return Events(events=())
