"""Why an item has its value, status, source and date, in sentences."""

from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel

from pipeline import wording
from pipeline.explain.article import KINDS, ExplainedArticle, Item
from pipeline.explain.meanings import meanings
from schemas.claim import Attributed, Claim
from schemas.dates import DateMention
from schemas.entity import Entity
from schemas.event import Event
from schemas.figure import Figure


def references(item: BaseModel, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Give every other item that an item names, with the path of the field that does."""
    for name in type(item).model_fields:
        value = getattr(item, name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, BaseModel):
                yield from references(inner, f"{prefix}{name}.")
            elif isinstance(inner, str) and name != "id" and _is_id(inner):
                yield f"{prefix}{name}", inner


def _is_id(value: str) -> bool:
    kind, _, rest = value.partition("_")
    return kind in KINDS and len(rest) == 12 and all(digit in "0123456789abcdef" for digit in rest)


def reasons(article: ExplainedArticle, item: Item) -> Iterator[str]:
    """Give the sentences for one item."""
    match item:
        case Entity():
            yield from _entity(item)
        case DateMention():
            yield from _date(article, item)
        case Figure():
            yield from _figure(article, item)
        case Claim():
            yield from _claim(article, item)
        case Event():
            yield from _event(article, item)


def _entity(entity: Entity) -> Iterator[str]:
    said = meanings().resolved_by
    counts = Counter(mention.resolved_by for mention in entity.mentions)
    yield "Mentions: " + "; ".join(f"{count} {said[how]}" for how, count in counts.items()) + "."
    sure = [mention.confidence for mention in entity.mentions if mention.confidence is not None]
    if sure:
        yield f"The recogniser was sure of its names by {min(sure):f} to {max(sure):f}."
    if entity.place:
        where = entity.place.country or "unknown"
        yield f"Place: {entity.place.level}, country {where}, geonames.org {entity.place.geonames_id or 'unknown'}."


def _date(article: ExplainedArticle, date: DateMention) -> Iterator[str]:
    yield f"TIMEX3 {date.timex.type} {date.timex.value}{f' {date.timex.mod}' if date.timex.mod else ''}."
    yield f"Resolution: {date.resolution}. {meanings().resolutions[date.resolution]}"
    if date.reason:
        yield f"Unresolved because: {date.reason}."
    if date.anchor == "publication":
        yield f"Anchor: the day of publication, {_published(article)}."
    elif date.anchor_date:
        other = article.items[date.anchor_date]
        yield f"Anchor: the date {getattr(other, 'text', '')!r} of the text ({date.anchor_date})."


def _published(article: ExplainedArticle) -> str:
    published = article.record.article.published
    return f"{published.value} (found in: {published.found_in})" if published else "which is unknown"


def _figure(article: ExplainedArticle, figure: Figure) -> Iterator[str]:
    yield f"Value: {wording.value(figure.value)}; measure: {figure.measure}; scope: {figure.scope}."
    yield from _status(article, figure)
    if figure.date is None:
        yield "Date: none; no time expression was tied to it."
    else:
        date = article.items[figure.date]
        yield f"Date: {getattr(date, 'text', '')!r}, {wording.days(date) if isinstance(date, DateMention) else ''}."
    if figure.claim is None:
        yield "Source: the article itself; it stands in no claim."
    else:
        yield from _source(article, figure.claim)


def _status(article: ExplainedArticle, item: Figure | Event) -> Iterator[str]:
    yield f"Status: {item.status}. {meanings().statuses[item.status]}"
    cues = item.cues if isinstance(item, Figure) else ()
    if cues:
        yield "The words that set it: " + ", ".join(f"{cue.text!r} at {cue.start}" for cue in cues) + "."
    elif item.claim is not None and item.status != "asserted":
        claim = article.items[item.claim]
        cue = claim.cue if isinstance(claim, Claim) else None
        yield f"It stands in a claim{f' whose cue is {cue.text!r} ({cue.type})' if cue else ''} ({item.claim})."


def _source(article: ExplainedArticle, claim_id: str) -> Iterator[str]:
    claim = article.items[claim_id]
    source = claim.source if isinstance(claim, Claim) else None
    if source is None:
        yield f"Source: nobody is named by the claim that it stands in ({claim_id})."
    else:
        yield f"Source: {_attributed(article, source)}, by the innermost claim that it stands in ({claim_id})."


def _attributed(article: ExplainedArticle, source: Attributed) -> str:
    who = wording.Names(article.record).source(source)
    return f"{who!r} ({source.type}), {meanings().resolved_by[source.resolved_by]}"


def _claim(article: ExplainedArticle, claim: Claim) -> Iterator[str]:
    yield f"Kind: {claim.kind}; polarity: {claim.polarity}; certainty: {claim.certainty}."
    if claim.cue:
        yield f"Cue: {claim.cue.text!r}, of the class {claim.cue.type!r} by its lemma {claim.cue.lemma!r}."
    yield f"Source: {_attributed(article, claim.source)}." if claim.source else "Source: nobody is named."
    for via in claim.via:
        yield f"Passed on by {_attributed(article, via)}."


def _event(article: ExplainedArticle, event: Event) -> Iterator[str]:
    yield f"Type: {event.type}{f', {event.mode}' if event.mode else ''}, by its lemma {event.trigger.lemma!r}."
    yield from _status(article, event)
    if event.date is None:
        yield "Date: none; nothing says when."
    else:
        days, basis = wording.days(event.date), event.date.basis
        published = f", {_published(article)}" if basis == "publication" else ""
        yield f"Date: {days}; it rests on {meanings().bases[basis]} (basis: {basis}){published}."
    if event.claim is not None:
        yield from _source(article, event.claim)
