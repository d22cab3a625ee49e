"""The same figure told twice: in title and body, as a conversion in brackets."""

from collections.abc import Sequence

from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.relations import PEOPLE
from pipeline.stages.figures.tokens import Tokens
from schemas.article import Article
from schemas.base import Span

DISTINCTIVE = 10
"""Below it the same number of the same kind may well tell of another event."""

HEADS = frozenset({"heading", "lead", "title"})


def merge(tokens: Tokens, article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """Give the figures with each told once; further mentions become repeats of the one that stays."""
    kept: list[Draft] = []
    heads = [(block.start, block.end) for block in article.blocks if block.kind in HEADS]
    for draft in drafts:
        before = kept[-1] if kept else None
        if before is not None and _converts(tokens, before, draft):
            before.repeats.append(_span(tokens, draft))
            continue
        same = next((other for other in kept if _same(other, draft, heads)), None)
        if same is None:
            kept.append(draft)
        elif _in_head(same, heads) and not _in_head(draft, heads):
            _replace(tokens, kept, same, draft)
        else:
            same.repeats.append(_span(tokens, draft))
            _fill(same, draft)
    gone = {id(draft) for draft in drafts} - {id(draft) for draft in kept}
    for draft in kept:
        if draft.whole is not None and id(draft.whole) in gone:
            draft.whole = next(
                (other for other in kept if _value(other) == _value(draft.whole) and other.kind == draft.whole.kind),
                None,
            )
        draft.repeats.sort(key=lambda span: span.start)
    return kept


def _replace(tokens: Tokens, kept: list[Draft], old: Draft, new: Draft) -> None:
    """Let the mention in the body stand for the one in the title."""
    new.repeats = [*old.repeats, _span(tokens, old)]
    _fill(new, old)
    kept.remove(old)
    kept.append(new)


def _fill(stays: Draft, goes: Draft) -> None:
    stays.place = stays.place or goes.place
    stays.date = stays.date or goes.date
    stays.noun = stays.noun or goes.noun
    stays.entity = stays.entity or goes.entity


def _same(one: Draft, other: Draft, heads: list[tuple[int, int]]) -> bool:
    if one.kind != other.kind or _value(one) != _value(other) or one.unit.code != other.unit.code:
        return False
    if one.sentence == other.sentence or one.kind not in PEOPLE:
        return False
    if _in_head(one, heads) != _in_head(other, heads):
        return True
    number = one.value.point or one.value.low or one.value.high
    return number is not None and number >= DISTINCTIVE and _lemma(one) == _lemma(other) and not one.value.vague_term


def _lemma(draft: Draft) -> str:
    return draft.noun.head.lemma_.lower() if draft.noun is not None and not draft.noun.anaphor else ""


def _value(draft: Draft) -> tuple[object, ...]:
    value = draft.value
    return value.point, value.low, value.high, value.vague_term


def _in_head(draft: Draft, heads: list[tuple[int, int]]) -> bool:
    return any(start <= draft.start < end for start, end in heads)


def _converts(tokens: Tokens, before: Draft, draft: Draft) -> bool:
    """Tell whether an amount in brackets gives the one before it in another currency: "€6.5bn ($7.2bn)"."""
    if before.unit.type != "money" or draft.unit.type != "money" or before.unit.code == draft.unit.code:
        return False
    gap = tokens.text[before.end : draft.start].strip().lower()
    return gap in (
        "(",
        "[",
        "(about",
        "(around",
        "(approximately",
        "(roughly",
        "(nearly",
        "(some",
        "(or",
        "(over",
        "(more than",
        "(us",
    )


def _span(tokens: Tokens, draft: Draft) -> Span:
    return Span(start=draft.start, end=draft.end, text=tokens.text[draft.start : draft.end])
