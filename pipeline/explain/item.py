"""Where one item comes from: its sentence, tokens, rule, lexicon entries and links, and why it says what it says."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from pipeline import wording
from pipeline.explain import reasons
from pipeline.explain.article import ExplainedArticle, Item, Token
from pipeline.explain.meanings import meanings
from pipeline.explain.words import Entry, entries
from pipeline.plan import PLAN
from schemas.base import Span
from schemas.claim import Claim
from schemas.dates import DateMention
from schemas.entity import Entity
from schemas.event import Event
from schemas.figure import Figure

STAGES = {"entity": "entities", "date": "dates", "figure": "figures", "claim": "claims", "event": "events"}
"""The stage that finds items of a kind."""
LONG = frozenset({"contents", "repeats"})
"""Spans that are told, but whose tokens are not."""
HEADS = 6
"""How far up the tree of the sentence the words above an item are shown."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the text that the item rests on, and what it is there for."""

    part: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ShownToken:
    """A token of the item, or one above it in the tree (`part` is "above")."""

    part: str
    text: str
    lemma: str
    tag: str
    dep: str
    head: str


@dataclass(frozen=True, slots=True)
class Link:
    """Another item of the record: `relation` is the field that names it, with ``<-`` where it names this one."""

    relation: str
    id: str
    said: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of why an item is as it is. `start` is where the sentence begins in the text."""

    article: str
    id: str
    kind: str
    said: str
    start: int
    sentence: str
    places: tuple[Place, ...]
    rule: str
    rule_means: str
    tokens: tuple[ShownToken, ...]
    entries: tuple[Entry, ...]
    reasons: tuple[str, ...]
    links: tuple[Link, ...]
    missing: tuple[str, ...]


def explain(article: ExplainedArticle, item_id: str) -> Explanation:
    """Explain one item; raises KeyError where the article has no such item."""
    item = article.items[item_id]
    kind = item_id.partition("_")[0]
    places = tuple(_places(item))
    start, end = _sentence(article, places[0])
    own, above = _own_tokens(article, places)
    return Explanation(
        article=article.label,
        id=item_id,
        kind=kind,
        said=said(article, item),
        start=start,
        sentence=article.record.text[start:end],
        places=places,
        rule=item.rule,
        rule_means=meanings().rules.get(item.rule, ""),
        tokens=(
            *(_shown(article, part, token) for part, token in own),
            *(_shown(article, "above", token) for token in above),
        ),
        entries=tuple(entries([token for _, token in own] + above, _lexicons(kind))),
        reasons=tuple(reasons.reasons(article, item)),
        links=tuple(_links(article, item)),
        missing=tuple(article.missing),
    )


def said(article: ExplainedArticle, item: Item) -> str:
    """Say what an item is, in a few words."""
    names = wording.Names(article.record)
    match item:
        case Entity():
            return f"{item.name} ({item.type})"
        case DateMention():
            return f"{item.text}: {wording.days(item)}"
        case Figure():
            unit = item.unit.code or item.unit.text or ""
            return f"{item.text}: {item.kind}, {wording.value(item.value)} {unit}".rstrip()
        case Claim():
            content = " [...] ".join(content.text for content in item.contents)
            return f"{names.source(item.source)}: {content if len(content) <= 100 else content[:100] + ' ...'}"
        case Event():
            return f"{item.trigger.text}: {item.type}, {wording.days(item.date)}"


def _lexicons(kind: str) -> tuple[str, ...]:
    stages = (STAGES[kind], "assemble") if kind in ("figure", "event") else (STAGES[kind],)
    return tuple(name for stage in PLAN if stage.name in stages for name in stage.lexicons)


def _places(item: BaseModel, part: str = "") -> Iterator[Place]:
    if isinstance(item, Span):
        yield Place(part or "text", item.start, item.end, item.text)
    for name in type(item).model_fields:
        value = getattr(item, name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, BaseModel):
                yield from _places(inner, name)


def _sentence(article: ExplainedArticle, place: Place) -> tuple[int, int]:
    for sentence in article.record.sentences:
        if sentence.start <= place.start < sentence.end:
            return sentence.start, sentence.end
    return place.start, place.end


def _own_tokens(article: ExplainedArticle, places: tuple[Place, ...]) -> tuple[list[tuple[str, Token]], list[Token]]:
    """Give the tokens of the first place of each part, and those above them in the tree, nearest first."""
    firsts: dict[str, Place] = {}
    for place in places:
        if place.part not in LONG:
            firsts.setdefault(place.part, place)
    own: dict[int, str] = {}
    for number, token in enumerate(article.tokens):
        for part, place in firsts.items():
            if token.start < place.end and token.end > place.start and token.text.strip():
                own.setdefault(number, part)
    above = {head: None for number in own for head in _heads(article.tokens, number) if head not in own}
    return [(part, article.tokens[number]) for number, part in own.items()], [article.tokens[each] for each in above]


def _heads(tokens: list[Token], number: int) -> Iterator[int]:
    for _ in range(HEADS):
        if tokens[number].head == number:
            return
        number = tokens[number].head
        yield number


def _shown(article: ExplainedArticle, part: str, token: Token) -> ShownToken:
    head = article.tokens[token.head]
    return ShownToken(part, token.text, token.lemma, token.tag, token.dep, "" if head is token else head.text)


def _links(article: ExplainedArticle, item: Item) -> Iterator[Link]:
    for relation, target in reasons.references(item):
        yield Link(relation, target, said(article, article.items[target]))
    for other in article.items.values():
        for relation in dict.fromkeys(relation for relation, target in reasons.references(other) if target == item.id):
            yield Link(f"<- {relation}", other.id, said(article, other))
