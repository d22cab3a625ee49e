"""People joined by "and" with a single person among them: "a mother and her four children" are five."""

from collections.abc import Sequence
from decimal import Decimal

from pipeline import syntax
from pipeline.stages.figures.bounds import Amount, Bound, value
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lists import Lists, in_list
from pipeline.stages.figures.tokens import Tokens
from pipeline.tree import Token
from schemas.figure import FigureKind

CONJUNCTS = 12
"""How many people joined by "and" are read as one sum."""


def sums(
    tokens: Tokens, counts: Sequence[Draft], singles: Sequence[Draft], lists: Lists
) -> tuple[dict[int, Draft], list[Draft]]:
    """Give the sum of each coordination with people in it that no number counts, and which of the sums are new.

    The sums are by the identity of the single persons in them; the numbers in them become their parts. A list that
    explains a number before it ("two men, a driver and his son") is that number.
    """
    by_head = {draft.top(tokens).i: draft for draft in (*counts, *singles) if draft.noun is not None}
    found: dict[int, Draft] = {}
    made: list[Draft] = []
    for draft in (*singles, *(group for group in counts if group.implicit and group.value.point)):
        if id(draft) in found or draft.noun is None or draft.whole is not None:
            continue
        heads = max(_coordination(draft.noun.head), lists.around(tokens, draft.top(tokens)), key=len)
        if len(heads) > 1 and heads[0].i not in by_head and heads[1].dep_ == "appos":
            heads = heads[1:]  # "both victims, a man and a woman"
        members = [by_head[head.i] for head in heads if head.i in by_head]
        if len(heads) < 2 or len(members) < len(heads):
            continue
        whole = _explained(members)
        if whole is not None:
            members = members[1:]
        elif _adds_up(draft, members):
            whole = _whole(tokens, draft.kind, members)
            made.append(whole)
        else:
            continue
        _tie(found, whole, members)
    return found, made


def _tie(found: dict[int, Draft], whole: Draft, members: Sequence[Draft]) -> None:
    for member in members:
        if member.person is not None:
            found[id(member)] = whole
        else:
            member.whole = whole
            if member.kind != whole.kind:
                member.kind, member.rule = whole.kind, "figures.part"


def _coordination(head: Token) -> list[Token]:
    """Give the nouns of a list that a noun stands in; the parser ties a list to its first noun as an apposition too."""
    first = head
    for _ in range(CONJUNCTS):
        joined = first.dep_ == "conj" or (first.dep_ == "appos" and in_list(first))
        if not joined or first.head.pos_ not in ("NOUN", "PROPN", "NUM") or first.head.i == first.i:
            break
        first = first.head
    found, place = [first], 0
    while place < len(found) <= CONJUNCTS:
        found += [
            child
            for child in found[place].children
            if child.dep_ == "conj" or (child.dep_ == "appos" and in_list(child))
        ]
        place += 1
    return found


def _explained(members: Sequence[Draft]) -> Draft | None:
    """Give the number that the list behind it explains, person by person."""
    number, *others = members
    told = sum((draft.value.point or Decimal(0) for draft in others), Decimal(0))
    apposed = others[0].noun is not None and others[0].noun.head.dep_ == "appos"
    described = all(
        draft.person is not None
        and (draft.person.age or draft.person.gender)
        and syntax.child(draft.person.head, "det") is not None  # but "two daughters, *wife and mother*"
        for draft in others
    )
    return number if number.person is None and (apposed or described) and number.value.point == told else None


def _adds_up(draft: Draft, members: Sequence[Draft]) -> bool:
    return all(
        member.value.point is not None
        and not member.value.approximate
        and member.unit.type == "count"
        and member.kind in (draft.kind, "count")
        and (member.person is None or member.person.form != "pronoun")
        for member in members
    )


def _whole(tokens: Tokens, kind: FigureKind, members: Sequence[Draft]) -> Draft:
    first = min(members, key=lambda draft: draft.first)
    last = tokens.all[max(draft.behind - 1 for draft in members)]
    size = sum((draft.value.point or Decimal(0) for draft in members), Decimal(0))
    return Draft(
        start=first.start,
        end=last.idx + len(last),
        first=first.first,
        last=last.i,
        sentence=first.sentence,
        kind=kind,
        unit=first.unit.model_copy(update={"code": "person"}),
        value=value(Amount(size), Bound()),
        rule="figures.listed" if first.rule == "figures.listed" else "figures.implicit",
        noun=first.noun,
        implicit=True,
        place=first.place,
        date=first.date,
    )
