"""One article of an output folder with all that explains it: its record, its tokens, its artifacts where they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel

from pipeline.errors import OutputError, UsageError
from pipeline.plan import artifact_name
from pipeline.stage import Stage
from pipeline.stages.annotate import Annotate
from pipeline.stages.figures import FindFigures
from pipeline.store import artifacts, find, journal
from pipeline.store.layout import Layout
from schemas.annotation import Annotation
from schemas.claim import Claim
from schemas.dates import DateMention
from schemas.entity import Entity
from schemas.event import Event
from schemas.figure import Figure, Figures
from schemas.record import ArticleRecord

type Item = Entity | DateMention | Figure | Claim | Event

KINDS = ("entity", "date", "figure", "claim", "event")
"""What items are there; an id begins with its kind."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token in characters ``[start, end)``; `head` is the number of the token that it depends on."""

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: int


class ExplainedArticle:
    """A record with its artifacts. `missing` says what is not there, and how to get it."""

    def __init__(self, layout: Layout, entry: journal.Entry) -> None:
        """Read the article; raises OutputError where it gave no record."""
        self.layout = layout
        if entry.kind == "reject":
            raise OutputError(f"{find.label(entry.key)} gave no record; `dateline inspect` says why.")
        self.record = ArticleRecord.model_validate_json(entry.read())
        self.label = find.label(entry.key)
        self.missing: list[str] = []

    @cached_property
    def items(self) -> dict[str, Item]:
        """All items by id."""
        record = self.record
        found: list[Item] = [*record.entities, *record.dates, *record.figures, *record.claims, *record.events]
        return {item.id: item for item in found}

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens of the text; none where the artifact of `annotate` is not there, or of another text."""
        annotation = self._artifact(Annotate, Annotation)
        tokens = list(_tokens(annotation)) if annotation else []
        if all(self.record.text[token.start : token.end] == token.text for token in tokens):
            return tokens
        self.missing.append(f"The artifact of {Annotate.name!r} is of another text; `dateline run` makes it anew.")
        return []

    @cached_property
    def figures(self) -> Figures | None:
        """What the figures stage gave, with the numbers it passed over; None where its artifact is not there."""
        return self._artifact(FindFigures, Figures)

    def _artifact[R: BaseModel](self, stage: type[Stage], model: type[R]) -> R | None:
        source = self.record.source
        path = self.layout.article(source.path, source.part) / artifact_name(stage)
        artifact = artifacts.read(path)
        if artifact is None:
            self.missing.append(
                f"The artifact of {stage.name!r} is not there: "
                f"`dateline run SOURCE -o {self.layout.root} --artifacts annotate,figures` makes it."
            )
            return None
        return model.model_validate_json(artifact.body)


def _tokens(annotation: Annotation) -> Iterator[Token]:
    place = 0
    columns = (
        annotation.words,
        annotation.spaces,
        annotation.lemmas,
        annotation.tags,
        annotation.deps,
        annotation.heads,
    )
    for word, space, lemma, tag, dep, head in zip(*columns, strict=True):
        yield Token(place, place + len(word), word, lemma, tag, dep, head)
        place += len(word) + space


def chosen(article: ExplainedArticle, name: str) -> str:
    """Give the id of an item by its id or its words; raises UsageError where the article has none, or several."""
    if name in article.items:
        return name
    found = [item.id for item in article.items.values() if name in _words(item)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"{article.label} holds no item {name!r}, by its id or its words.")
    raise UsageError(
        f"{len(found)} items of {article.label} are {name!r}; give an id: {', '.join(found[: find.SHOWN])}."
    )


def _words(item: Item) -> tuple[str, ...]:
    match item:
        case Entity():
            return (item.name, *item.aliases)
        case Claim():
            return tuple(content.text for content in item.contents)
        case Event():
            return (item.trigger.text,)
        case _:
            return (item.text,)


def named(layout: Layout, name: str) -> ExplainedArticle:
    """Give the article that `name` names (see `pipeline.store.find`)."""
    return ExplainedArticle(layout, find.one(layout, name))


def holding(layout: Layout, item: str) -> ExplainedArticle:
    """Give the article that holds the item with an id; raises UsageError where none does, or several do."""
    wanted = f'"id":"{item}"'.encode()
    found = [entry for entry in journal.entries(layout.records, "record") if wanted in entry.read()]
    if not found:
        raise UsageError(
            f"No record in {layout.root} holds an item with the id {item!r}; name it by its words with --in ARTICLE, "
            "or see `dateline inspect --json`."
        )
    if len(found) > 1:
        names = ", ".join(find.label(entry.key) for entry in found[: find.SHOWN])
        raise UsageError(f"{len(found)} articles hold an item {item!r}; name one with --in: {names}.")
    return ExplainedArticle(layout, found[0])
