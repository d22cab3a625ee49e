"""What things are: the records dateline reads and writes, and the JSON Schema generated from them."""

from schemas.article import Article
from schemas.claim import Claim, Claims
from schemas.dates import DateMention, Dates
from schemas.entity import Entities, Entity
from schemas.event import Event, Events
from schemas.figure import Figure, Figures
from schemas.record import SCHEMA_VERSION, ArticleRecord
from schemas.reject import Reject
from schemas.source import Source

__all__ = [
    "SCHEMA_VERSION", "Article", "ArticleRecord", "Claim", "Claims", "DateMention", "Dates", "Entities", "Entity",
    "Event", "Events", "Figure", "Figures", "Reject", "Source",
]  # fmt: skip
