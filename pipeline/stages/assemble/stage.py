"""The assemble stage: all that was found in an article, tied together and checked."""

from collections.abc import Iterator, Sequence
from itertools import starmap

from pydantic import ValidationError

from pipeline.config import Config
from pipeline.errors import RejectError
from pipeline.stage import Stage
from pipeline.stages.assemble import links
from pipeline.stages.assemble.lexicon import status_words
from pipeline.stages.assemble.links import Contents, Items
from pipeline.stages.assemble.status import Range, StatusFinder
from pipeline.tree import Tree
from schemas.article import Article
from schemas.base import Extent, Id, RecordWarning, Span, grown
from schemas.claim import Claim, Claims, Statement
from schemas.dates import Dates
from schemas.entity import Entities
from schemas.event import Event, Events, Happening
from schemas.figure import Figure, Figures, Quantity
from schemas.ids import stable_id
from schemas.record import ArticleRecord, Producer
from schemas.source import Source
from schemas.status import Status

UNREAL = frozenset({"hypothetical", "planned", "requested"})
"""Statuses of what has not come about."""

HAPPENED = frozenset({"asserted", "attributed", "estimated"})
"""Statuses of what has."""

OWNED = ("credit for ", "responsibility for ")
"""How the content of a claim begins by which somebody owns to a deed."""

ASSUMED = frozenset({"context", "publication"})
"""Where the date of an event may come from without one in its own sentence."""


class Assemble(Stage):
    """Tie figures and events to the claims they stand in, give them their status, and build the record."""

    name = "assemble"
    version = 1
    lexicons = ("status_cues",)
    artifact = "record"
    summary = "ties figures and events to claims, gives statuses, checks every span"

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.words = status_words()

    def __call__(
        self,
        source: Source,
        article: Article,
        tree: Tree,
        entities: Entities,
        dates: Dates,
        figures: Figures,
        claims: Claims,
        events: Events,
        producer: Producer,
    ) -> ArticleRecord:
        """Give the record; raises RejectError where a span or reference of what was found does not hold."""
        contents = Contents(claims.claims)
        ties = Links(tree, entities, dates, figures, events)
        quantities = links.placed(figures.figures, events.events)
        finder = StatusFinder(tree, self.words)
        published = article.info.published.value if article.info.published else None
        warnings = [*source.warnings, *article.warnings]
        for found in (entities, dates, figures, claims, events):
            warnings.extend(found.warnings)
        try:
            return ArticleRecord(
                id=stable_id("article", source.info.path, source.info.part),
                source=source.info,
                article=article.info,
                text=article.text,
                blocks=article.blocks,
                sentences=tuple(sentences(tree)),
                offsets=article.offsets,
                entities=entities.entities,
                dates=dates.dates,
                figures=tuple(figure(item, tree, article.text, contents, finder) for item in quantities),
                claims=tuple(map(ties.claim, claims.claims)),
                events=tuple(event(item, tree, contents, finder, published) for item in events.events),
                warnings=(*warnings, *undated(article, dates)),
                producer=producer,
            )
        except ValidationError as error:
            raise RejectError("error", f"The record does not hold: {_first(error)}") from error


def _first(error: ValidationError) -> str:
    """Say what is wrong first, and where: what of the record names the stage that gave it."""
    wrong = error.errors()[0]
    return ": ".join((*map(str, wrong["loc"]), wrong["msg"].removeprefix("Value error, ")))


def sentences(tree: Tree) -> Iterator[Extent]:
    """Give the sentences in characters; a sentence of nothing but white space keeps its number."""
    for start, end in starmap(tree.extent, tree.sentences):
        yield Extent(start=start, end=end)


def figure(quantity: Quantity, tree: Tree, text: str, contents: Contents, finder: StatusFinder) -> Figure:
    """Give a figure its claim, its speaker and its status."""
    mention = Extent(start=quantity.start, end=quantity.end)
    whole = quantity.unit.type == "money" and quantity.counted is not None  # "cancelled a *$2 billion* contract"
    counts = quantity.kind == "count" or quantity.rule == "figures.member" or whole
    claims, status, cues = _stands(mention, tree, contents, finder, counts=counts)
    if status in UNREAL and quantity.rule == "figures.implicit":  # "he planned to kill *the mayor*", who was shot
        told_again = (_stands(again, tree, contents, finder) for again in quantity.repeats)
        happened = next((standing for standing in told_again if standing[1] in HAPPENED), None)
        claims, status, cues = happened or (claims, status, cues)
    claim, said_by = told(claims)
    if status != "denied" and quantity.value.high == 0:
        status = "negated"
    return grown(
        Figure,
        quantity,
        status=status,
        cues=tuple(Span(start=start, end=end, text=text[start:end]) for start, end in starmap(tree.extent, cues)),
        claim=claim,
        said_by=said_by,
    )


def _stands(
    mention: Extent, tree: Tree, contents: Contents, finder: StatusFinder, *, counts: bool = False
) -> tuple[Sequence[Statement], Status, tuple[Range, ...]]:
    """Give the claims that hold a mention of a figure, its status there and the words that set it.

    Those who own to a deed do not tell how many it befell: "claimed responsibility for *four attacks*", but for "a
    raid that killed *nine*".
    """
    claims = contents.around(mention.start, mention.end)
    if not counts:
        claims = [claim for claim in claims if not claim.contents[0].text.startswith(OWNED)]
    return claims, *finder.status(*tree.overlapping(mention.start, mention.end), claims, counts=counts)


def event(
    happening: Happening, tree: Tree, contents: Contents, finder: StatusFinder, published: str | None = None
) -> Event:
    """Give an event its claim and its status; what is dated after publication is planned ("*meets* on Tuesday").

    What has not come about has no day that the text does not give it ("agreed to *buy* it").
    """
    trigger = happening.trigger
    claims = contents.around(trigger.start, trigger.end)
    words = tree.overlapping(trigger.start, trigger.end)
    status, _ = finder.status(*words, claims)
    if status in ("asserted", "attributed") and tree[words[0]].pos_ == "VERB" and _is_to_come(happening, published):
        status = "planned"
    if status in UNREAL and happening.date is not None and happening.date.basis in ASSUMED:
        happening = happening.model_copy(update={"date": None})
    return grown(Event, happening, status=status, claim=told(claims)[0])


def _is_to_come(happening: Happening, published: str | None) -> bool:
    """Tell whether the clause of an event dates it after publication."""
    date = happening.date
    if published is None or date is None or date.earliest is None:
        return False
    return date.basis in ("explicit", "relative") and date.earliest > published


def told(claims: Sequence[Statement]) -> tuple[Id | None, Id | None]:
    """Give the innermost claim that names its source, else the innermost one, and the entity that it names."""
    claim = next((claim for claim in claims if claim.source is not None), claims[0] if claims else None)
    if claim is None:
        return None, None
    return claim.id, claim.source.entity if claim.source else None


class Links:
    """Ties claims to what stands in their contents."""

    def __init__(self, tree: Tree, entities: Entities, dates: Dates, figures: Figures, events: Events) -> None:
        self.tree = tree
        self.said = sorted(dates.dates, key=lambda date: date.start)
        self.starts = [date.start for date in self.said]
        self.figures = Items((item.id, item) for item in figures.figures)
        self.entities = Items((item.id, mention) for item in entities.entities for mention in item.mentions)
        self.dates = Items((item.id, item) for item in dates.dates)
        self.events = Items((item.id, item.trigger) for item in events.events)

    def claim(self, claim: Statement) -> Claim:
        """Give a claim the figures, entities, dates and events that stand in its content."""
        return grown(
            Claim,
            claim,
            figures=self.figures.within(claim),
            entities=self.entities.within(claim),
            dates=self.dates.within(claim),
            events=self.events.within(claim),
            date=links.said_on(claim, self.tree, self.said, self.starts),
        )


def undated(article: Article, dates: Dates) -> Iterator[RecordWarning]:
    """Warn where relative dates could not be resolved because the article has no publication date."""
    lost = [date.text for date in dates.dates if date.resolution == "unresolved"]
    if article.info.published is None and lost:
        detail = f"No publication date; unresolved: {'; '.join(lost)}."
        yield RecordWarning(stage="assemble", code="no_publication_date", detail=detail)
