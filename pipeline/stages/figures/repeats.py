"""The same figure told twice: in title and body, as a conversion in brackets."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pipeline.extents import ExtentIndex
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.persons import Heads
from pipeline.stages.figures.relations import PEOPLE
from pipeline.stages.figures.telling import Telling, is_further, is_like, is_of_victims, lemma
from pipeline.stages.figures.tokens import Tokens
from schemas.article import Article
from schemas.base import Span
from schemas.figure import FigureKind

DISTINCTIVE = 10
"""Below it the same number of the same kind may well tell of another event."""

MOST = 20
"""How many figures of the same kind and value are compared; more stand only in tables."""

DRIVEN_OUT: frozenset[FigureKind] = frozenset({"displaced", "evacuated", "homeless"})
"""Kinds of which a title and its text may tell one for the other."""

REACH = 12
"""Sentences from people to "the two men" who are the same."""

LEAD = 2
"""The last sentence of a title and a lead."""

LEAD_REACH = 5
"""Sentences from a vague number there to the exact one."""

DEFINITE = frozenset({"all", "the", "these", "those"})
"""What stands before a number that was told before."""

OTHER = (["other"], ["others"])
HEADS = frozenset({"heading", "lead", "title"})

CONVERTING = frozenset({
    "(", "(about", "(approximately", "(around", "(equal to", "(just over", "(just under", "(more than", "(nearly",
    "(or", "(over", "(roughly", "(some", "(us", "(worth", "(worth about", "[",
})  # fmt: skip
"""What stands between an amount and the same in other money."""

AGAIN = frozenset({",", ", or", "/", ";", "; or", "and", "or"})
"""What stands between that and the same in a third money."""


def headings(article: Article) -> Heads:
    """Give the titles, headings and leads of an article."""
    return ExtentIndex((block.start, block.end, block.kind) for block in article.blocks if block.kind in HEADS)


def merge(tokens: Tokens, heads: Heads, telling: Telling, drafts: Sequence[Draft]) -> list[Draft]:
    """Give the figures with each told once; further mentions become repeats of the one that stays."""
    _take_outcomes(tokens, telling, drafts)
    alike: dict[tuple[object, ...], list[Draft]] = defaultdict(list)
    stays: dict[int, Draft] = {}
    before: Draft | None = None
    on_top = _on_top(tokens, drafts)
    for draft in drafts:
        rivals = alike[_key(draft)]
        near = (other for other in rivals[-MOST:] if (id(draft) in on_top) <= (id(other) in on_top))
        same = next((other for other in near if _same(tokens, telling, other, draft, heads)), None)
        if before is not None and _converts(tokens, before, draft):
            _absorb(tokens, stays, before, draft)
        elif (people := _takes_up(tokens, telling, drafts, draft)) is not None:
            _absorb(tokens, stays, people, draft)
        elif same is None:
            rivals.append(draft)
            before = draft
        elif _in_head(same, heads) and not _in_head(draft, heads):
            rivals[_place(rivals, same)] = before = draft
            _absorb(tokens, stays, draft, same)
        else:
            _absorb(tokens, stays, same, draft)
    _make_exact(tokens, telling, [draft for draft in drafts if id(draft) not in stays], stays)
    kept = [draft for draft in drafts if id(draft) not in stays]
    for draft in kept:
        while draft.whole is not None and id(draft.whole) in stays:
            draft.whole = stays[id(draft.whole)]
        draft.repeats.sort(key=lambda span: span.start)
    return kept


def _make_exact(tokens: Tokens, telling: Telling, drafts: Sequence[Draft], stays: dict[int, Draft]) -> None:
    """Make a vague number of the beginning one with the exact number behind: "killed *dozens* ... the 29 dead"."""
    vague = [draft for draft in drafts if draft.value.vague_term and draft.value.high and draft.sentence <= LEAD]
    for lead in vague:
        if lead.kind not in PEOPLE or lead.whole is not None:
            continue
        exact = (
            draft
            for draft in drafts
            if draft.kind == lead.kind
            and draft.whole is None
            and draft.value.vague_term is None
            and 0 < draft.sentence - lead.sentence <= LEAD_REACH
            and _is_within(lead, draft)
            and telling.alike(lemma(lead), lemma(draft))
            and not telling.apart(tokens, lead, draft)
        )
        if (main := next(exact, None)) is not None:
            _absorb(tokens, stays, main, lead)


def _is_within(vague: Draft, exact: Draft) -> bool:
    low, high = vague.value.low, vague.value.high
    return low is not None and high is not None and low <= exact.number <= high * 2


def _take_outcomes(tokens: Tokens, telling: Telling, drafts: Sequence[Draft]) -> None:
    """Make killed those shot who are told to have died later on: "Two men were shot ... Both died"."""
    shot: list[Draft] = []
    for draft in drafts:
        if draft.kind == "wounded" and _is_several(draft) and telling.is_open(tokens, draft):
            shot.append(draft)
        elif shot and draft.kind == "killed" and _is_several(draft) and _is_known(tokens, draft):
            same = (
                before
                for before in reversed(shot[-MOST:])
                if before.value == draft.value
                and telling.alike(lemma(before), lemma(draft))
                and not telling.apart(tokens, before, draft)
            )
            if (before := next(same, None)) is not None:
                before.kind = "killed"


def _is_several(draft: Draft) -> bool:
    return draft.value.point is not None and draft.value.point > 1 and draft.unit.code == "person"


def _is_known(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether the people of a number were told of before: "the two men", "both"."""
    known = draft.first > 0 and tokens.lower[draft.first - 1] in DEFINITE
    return known or tokens.lower[draft.first] == "both"


def _takes_up(tokens: Tokens, telling: Telling, drafts: Sequence[Draft], draft: Draft) -> Draft | None:
    """Find the people that a number without a kind takes up: "*the two men*, both in their 20s"."""
    shot = draft.kind == "wounded" and telling.is_open(tokens, draft)
    told = draft.kind == "count" and telling.is_anyone(lemma(draft))
    victims = is_of_victims(draft) and not is_further(tokens, draft)  # "two were shot ... found *two victims*"
    if _is_bare(tokens, draft):
        return _bare_again(drafts, draft)
    known = (shot or told) and _is_known(tokens, draft)
    if not (known or victims) or not _is_several(draft):
        return None
    same = (
        before
        for before in reversed(drafts)
        if before.kind in (("killed",) if shot else PEOPLE)
        and before.value == draft.value
        and before.first < draft.first
    )
    before = next(same, None)
    near = before is not None and 0 < draft.sentence - before.sentence <= REACH
    return before if before and near and telling.alike(lemma(before), lemma(draft)) else None


def _is_bare(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a number stands for people told before: "*the three* were taken away"."""
    return draft.noun is None and draft.kind == "count" and draft.first > 0 and tokens.lower[draft.first - 1] == "the"


def _bare_again(drafts: Sequence[Draft], draft: Draft) -> Draft | None:
    """Give the people of just that number who were told of last, if nothing else of that number was since."""
    same = (
        other
        for other in reversed(drafts)
        if other.first < draft.first and other.value == draft.value and other.unit.type == "count"
    )
    last = next(same, None)
    near = last is not None and 0 < draft.sentence - last.sentence <= REACH
    return last if last is not None and near and last.kind in PEOPLE and last.number > 1 else None


def _place(rivals: list[Draft], same: Draft) -> int:
    return next(place for place in range(len(rivals) - 1, -1, -1) if rivals[place] is same)


def _absorb(tokens: Tokens, stays: dict[int, Draft], main: Draft, gone: Draft) -> None:
    """Let `main` stand for a figure told again: it takes its mentions, and what it did not know itself."""
    main.repeats += [_span(tokens, gone), *gone.repeats]
    main.place, main.date = main.place or gone.place, main.date or gone.date
    main.whole = main.whole or gone.whole
    stays[id(gone)] = main


def _key(draft: Draft) -> tuple[object, ...]:
    """Give what two mentions of a figure share: what it is of, and its numbers whatever bounds them."""
    value, unit = draft.value, draft.unit
    kind = "displaced" if draft.kind in DRIVEN_OUT else draft.kind
    what = kind if unit.type == "count" else draft.measure if unit.type == "percent" else None
    numbers = {number for number in (value.point, value.low, value.high) if number is not None}
    return unit.type, unit.code, what, frozenset(numbers), value.vague_term


def _same(tokens: Tokens, telling: Telling, one: Draft, other: Draft, heads: Heads) -> bool:
    """Tell whether two figures of one key are one: in title and body, or of the same people.

    A title leaves out "at least" and "about": the bounds are those of the body.
    """
    if one.sentence == other.sentence:
        return False
    people = one.kind in PEOPLE
    if _in_head(one, heads) != _in_head(other, heads):
        return people or one.unit.type in ("money", "percent") or (lemma(one) == lemma(other) != "")
    if not people or one.kind != other.kind:
        return False
    first, later = (one, other) if one.sentence < other.sentence else (other, one)
    if later.implicit and first.noun is not None and first.noun.anaphor:
        return False  # "84 died, *ten of them* children ... The dead included two men, a woman"
    bounded = first.value.point is None and (later.rule == "figures.toll" or telling.are_bodies(lemma(later)))
    if one.value != other.value and not bounded:
        return False  # but "killed *at least 44* ... the toll rose to *44*"
    if later.first and tokens.lower[later.first - 1] in DEFINITE and not later.implicit:
        return True  # "the three wounded victims"
    number = one.value.point or one.value.low or one.value.high
    if number is None or number <= 1 or one.value.vague_term or not telling.alike(lemma(one), lemma(other)):
        return False
    if number >= DISTINCTIVE:
        return not (is_further(tokens, later) or is_like(tokens, later))
    return not telling.apart(tokens, first, later)


def _on_top(tokens: Tokens, drafts: Sequence[Draft]) -> frozenset[int]:
    """Give the numbers that come on top of one of the same kind: "killed one nurse *and five other* drivers"."""
    return frozenset(
        id(draft)
        for before, draft in pairwise(drafts)
        if before.sentence == draft.sentence
        and before.kind == draft.kind
        and tokens.lower[draft.last + 1 : draft.last + 2] in OTHER
        and tokens.lower[max(0, draft.first - 1)] in ("and", "plus")
    )


def _in_head(draft: Draft, heads: Heads) -> bool:
    return any(heads.around(draft.start, draft.start + 1))


def _converts(tokens: Tokens, before: Draft, draft: Draft) -> bool:
    """Tell whether an amount in brackets gives the one before it in another currency: "€6.5bn ($7.2bn; £4.9bn)"."""
    if before.unit.type != "money" or draft.unit.type != "money" or before.unit.code == draft.unit.code:
        return False
    again = bool(before.repeats) and before.repeats[-1].start > before.start
    gap = tokens.text[before.repeats[-1].end if again else before.end : draft.start].strip().lower()
    return gap in (AGAIN if again else CONVERTING)


def _span(tokens: Tokens, draft: Draft) -> Span:
    return Span(start=draft.start, end=draft.end, text=tokens.text[draft.start : draft.end])
