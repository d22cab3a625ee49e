"""Single victims over a whole article: who is told of again, who stands together, who is one of a number.

An article tells of one victim many times: "A man was shot ... The victim, 34, died ... John Doe ... He". Each person is
one figure with its further mentions as repeats; people joined by "and" are one figure of their sum.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.stages.figures.bounds import Amount, Bound, value
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicons import Anyone
from pipeline.stages.figures.persons import Person
from pipeline.stages.figures.tokens import Tokens
from pipeline.tree import Token
from schemas.base import Span
from schemas.entity import Entities
from schemas.figure import FigureKind

HARM: frozenset[FigureKind] = frozenset({"killed", "wounded"})
"""Kinds that may be told of one and the same person: first wounded, then dead."""

PRONOUN_REACH = 3
"""Sentences from a person to "he" or "she"."""

REACH = 12
"""Sentences from a person to a description that takes them up ("the victim")."""

MOST = 30
"""How many persons of an article are compared with the next one."""

CONJUNCTS = 12
"""How many people joined by "and" are read as one sum."""


@dataclass(slots=True)
class _Victim:
    """One person of the article: the mentions of them so far."""

    mentions: list[Draft]
    persons: list[Person]
    explicit: bool = False

    @property
    def last(self) -> int:
        return self.mentions[-1].sentence

    @property
    def kind(self) -> FigureKind:
        return "killed" if any(draft.kind == "killed" for draft in self.mentions) else self.mentions[0].kind


class VictimReader:
    """Makes one figure of each person, over all their mentions."""

    def __init__(self, anyone: Anyone) -> None:
        self._anyone = frozenset((*anyone.female, *anyone.male, *anyone.either))

    def settle(
        self, tokens: Tokens, entities: Entities, explicit: Sequence[Draft], implicit: Sequence[Draft]
    ) -> list[Draft]:
        """Give the implicit figures with each person, or sum of persons, told once."""
        singles = [draft for draft in implicit if draft.person is not None]
        kept = [draft for draft in implicit if draft.person is None]
        sums = _sums(tokens, explicit, singles)
        kept += _untold(tokens, explicit, {id(whole): whole for whole in sums.values()}.values())
        places = _places(tokens, entities)
        victims: list[_Victim] = []
        ones = [draft for draft in explicit if _is_one(draft)]
        for draft in sorted([*ones, *singles], key=lambda draft: draft.first):
            if draft.person is None:
                victims.append(_Victim([draft], [], explicit=True))
            elif id(draft) not in sums:
                self._add(victims, draft, draft.person, places)
        found = [main for victim in victims if (main := _figure(tokens, victim))]
        _set_wholes(explicit, found)
        return [*kept, *found]

    def _add(self, victims: list[_Victim], draft: Draft, person: Person, places: dict[int, set[str]]) -> None:
        """Add a mention to the person it takes up, else a new person; a pronoun alone is none."""
        fitting = [v for v in reversed(victims[-MOST:]) if self._same(v, draft, person, places)]
        same = next((v for v in fitting if v.kind == draft.kind), next(iter(fitting), None))
        if same is not None:
            same.mentions.append(draft)
            same.persons.append(person)
        elif person.form != "pronoun" or person.entity is not None:
            victims.append(_Victim([draft], [person]))

    def _same(self, victim: _Victim, draft: Draft, person: Person, places: dict[int, set[str]]) -> bool:
        """Tell whether a mention takes up a person told of before."""
        if draft.kind != victim.kind and not {draft.kind, victim.kind} <= HARM:
            return False
        agree = _agree(victim, person)
        if agree is not None:
            return agree
        apart = draft.sentence - victim.last
        if person.form == "pronoun" and person.entity is None:
            return apart <= PRONOUN_REACH
        if not apart or person.form == "other" or apart > REACH:
            return False
        nouns = {other.noun for other in victim.persons if other.noun} or {"person"}
        if person.form in ("name", "pronoun"):
            return draft.kind in (victim.kind, "killed")
        alike = person.noun in nouns or (person.noun in self._anyone and not nouns.isdisjoint(self._anyone))
        if person.form == "definite":
            return alike
        first, here = places.get(victim.mentions[0].sentence), places.get(draft.sentence)
        elsewhere = bool(first and here and first.isdisjoint(here))
        return person.noun in nouns and draft.kind == victim.kind and not elsewhere


def _agree(victim: _Victim, person: Person) -> bool | None:
    """Compare what is known of two people by name, age and sex; None where that does not settle it."""
    named = {other.entity.id for other in victim.persons if other.entity}
    if person.entity is not None and named:
        return person.entity.id in named
    ages = {other.age for other in victim.persons if other.age is not None}
    if person.age is not None and ages:
        return person.age in ages
    genders = {other.gender for other in victim.persons if other.gender}
    if person.gender and genders and person.gender not in genders:
        return False
    return None


def _figure(tokens: Tokens, victim: _Victim) -> Draft | None:
    """Give the figure of a person with the further mentions as repeats; None where it is an explicit one."""
    kind = victim.kind
    if victim.explicit:
        main = victim.mentions[0]
    else:
        told = [draft for draft in victim.mentions if draft.person and draft.person.form not in ("pronoun", "bare")]
        main = next((draft for draft in told if draft.kind == kind), (told or victim.mentions)[0])
    main.kind = kind
    if main.person is not None:
        main.person.entity = next((person.entity for person in victim.persons if person.entity), None)
    main.repeats += [_span(tokens, draft) for draft in victim.mentions if draft is not main]
    return None if victim.explicit else main


def _sums(tokens: Tokens, explicit: Sequence[Draft], singles: Sequence[Draft]) -> dict[int, Draft]:
    """Give the sum of each coordination with single persons in it, by the identity of these.

    "A mother and her four children" are five, and the four a part of them.
    """
    by_head = {draft.noun.head.i: draft for draft in (*explicit, *singles) if draft.noun is not None}
    found: dict[int, Draft] = {}
    for draft in singles:
        if id(draft) in found or draft.noun is None:
            continue
        heads = _coordination(draft.noun.head)
        members = [by_head[head.i] for head in heads if head.i in by_head]
        if len(heads) < 2 or len(members) < len(heads) or not _adds_up(draft, members):
            continue
        whole = _whole(tokens, draft.kind, members)
        for member in members:
            if member.person is not None:
                found[id(member)] = whole
            else:
                member.whole = whole
                if member.kind != whole.kind:
                    member.kind, member.rule = whole.kind, "figures.part"
    return found


def _coordination(head: Token) -> list[Token]:
    """Give the nouns joined by "and" that a noun stands among."""
    first = head
    for _ in range(CONJUNCTS):
        if first.dep_ != "conj" or first.head.pos_ not in ("NOUN", "PROPN") or first.head.i == first.i:
            break
        first = first.head
    found, place = [first], 0
    while place < len(found) <= CONJUNCTS:
        found += [child for child in found[place].children if child.dep_ == "conj"]
        place += 1
    return found


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
        rule="figures.implicit",
        noun=first.noun,
        implicit=True,
    )


def _untold(tokens: Tokens, explicit: Sequence[Draft], wholes: Iterable[Draft]) -> list[Draft]:
    """Give the sums that no number told before; the others repeat it ("Two men died ... John Doe and Jim Roe")."""
    told = {(draft.kind, draft.value.point): draft for draft in reversed(explicit) if not draft.value.approximate}
    new, instead = [], {}
    for whole in wholes:
        same = told.get((whole.kind, whole.value.point))
        if same is not None and same.sentence < whole.sentence:
            same.repeats.append(_span(tokens, whole))
            instead[id(whole)] = same
        else:
            new.append(whole)
    for part in explicit if instead else ():
        part.whole = instead.get(id(part.whole), part.whole)
    return new


def _is_one(draft: Draft) -> bool:
    """Tell whether an explicit figure counts one person, whom the article may tell of again."""
    return draft.value.point == 1 and draft.kind in HARM and draft.unit.code == "person" and draft.whole is None


def _set_wholes(explicit: Sequence[Draft], found: Sequence[Draft]) -> None:
    """Make persons part of a number told shortly before: "Two men were shot. The driver was hit in the arm"."""
    numbers = [draft for draft in explicit if draft.kind in HARM and (draft.value.low or 0) > 1]
    sentences = [draft.sentence for draft in numbers]
    for draft in found:
        if draft.person is None or draft.person.form not in ("definite", "name"):
            continue
        near = numbers[bisect_left(sentences, draft.sentence - REACH) : bisect_left(sentences, draft.sentence)]
        draft.whole = next((other for other in reversed(near[-MOST:]) if other.kind == draft.kind), None)


def _places(tokens: Tokens, entities: Entities) -> dict[int, set[str]]:
    """Give the places below countries that each sentence names."""
    found: dict[int, set[str]] = defaultdict(set)
    for entity in entities.entities:
        if entity.type == "place" and entity.place is not None and entity.place.level != "country":
            for mention in entity.mentions:
                found[tokens.sentence(tokens.at(mention.start))].add(entity.id)
    return found


def _span(tokens: Tokens, draft: Draft) -> Span:
    return Span(start=draft.start, end=draft.end, text=tokens.text[draft.start : draft.end])
