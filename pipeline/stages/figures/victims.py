"""Single victims over a whole article: who is told of again, who stands together, who is one of a number.

An article tells of one victim many times: "A man was shot ... The victim, 34, died ... John Doe ... He". Each person is
one figure with its further mentions as repeats; people joined by "and" are one figure of their sum.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline import syntax
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicons import Implicit
from pipeline.stages.figures.lists import Lists
from pipeline.stages.figures.persons import OF_AGE, Gender, Person
from pipeline.stages.figures.sums import sums
from pipeline.stages.figures.telling import HARM, Telling, is_by_oneself, is_of_wounded, lemma, parted
from pipeline.stages.figures.tokens import Tokens
from schemas.base import Span
from schemas.figure import FigureKind

PRONOUN_REACH = 3
"""Sentences from a person to "he" or "she"."""

REACH = 12
"""Sentences from a person to a description that takes them up ("the victim")."""

PRONOUNS_OF: dict[str, Gender] = {"her": "female", "his": "male"}

MOST = 30
"""How many persons of an article are compared with the next one."""


@dataclass(slots=True)
class _Victim:
    """One person of the article: the mentions of them so far; `whole` is the sum they were first told of in."""

    mentions: list[Draft]
    persons: list[Person]
    whole: Draft | None = None

    @property
    def last(self) -> int:
        return self.mentions[-1].sentence

    @property
    def is_minor(self) -> bool:
        """Whether a mention tells that they are under age."""
        return any(person.minor for person in self.persons)

    @property
    def kind(self) -> FigureKind:
        return "killed" if any(draft.kind == "killed" for draft in self.mentions) else self.mentions[0].kind


class VictimReader:
    """Makes one figure of each person, over all their mentions."""

    def __init__(self, implicit: Implicit, telling: Telling) -> None:
        anyone = implicit.anyone
        self._anyone = frozenset((*anyone.female, *anyone.male, *anyone.either, *anyone.general))
        self._kin = frozenset(implicit.kin.words)
        self._culprits = frozenset(implicit.culprits.words)
        self._found = frozenset(implicit.bodies.found)
        self._gender: dict[str, Gender] = dict.fromkeys(anyone.female, "female")
        self._gender |= dict.fromkeys(anyone.male, "male")
        self._telling = telling

    def settle(self, tokens: Tokens, explicit: Sequence[Draft], implicit: Sequence[Draft], lists: Lists) -> list[Draft]:
        """Give all figures with each person, or sum of persons, told once."""
        singles = [draft for draft in implicit if draft.person is not None]
        kept = [draft for draft in implicit if draft.person is None]
        wholes, made = sums(tokens, (*explicit, *kept), singles, lists)
        made = [whole for whole in made if not self._is_known(whole, wholes, singles)]
        instead = _retold(tokens, self._telling, explicit, made)
        kept += [whole for whole in made if id(whole) not in instead]
        victims: list[_Victim] = []
        again = _told_again(tokens, explicit, singles)
        ones = [draft for draft in explicit if _is_one(draft)]
        for draft in sorted([*ones, *singles], key=lambda draft: draft.first):
            person = draft.person or self._one(tokens, draft)
            if id(draft) in wholes:
                victims.append(_Victim([draft], [person], wholes[id(draft)]))
            else:
                self._add(tokens, victims, draft, person, again.get(id(draft)))
        merged = [(main, victim.mentions) for victim in victims if (main := _figure(tokens, victim))]
        found = [main for main, _ in merged]
        counted = {id(draft) for draft in ones}
        found += [*kept, *(draft for draft in explicit if id(draft) not in counted)]
        instead |= {id(draft): main for main, drafts in merged for draft in drafts}
        for draft in found:
            draft.whole = instead.get(id(draft.whole), draft.whole)
        return found

    def _one(self, tokens: Tokens, draft: Draft) -> Person:
        """Read an explicit "one man" as the person it counts."""
        noun = lemma(draft)
        head = draft.noun.head if draft.noun is not None else tokens.all[draft.last]
        return Person(head, draft.first, draft.last, "indefinite", noun or "person", self._gender.get(noun))

    def _is_known(self, whole: Draft, wholes: dict[int, Draft], singles: Sequence[Draft]) -> bool:
        """Tell whether a sum is of people each told of before, and then count none anew: "*the man and woman* were"."""
        members = [draft for draft in singles if wholes.get(id(draft)) is whole]
        told = [d.person for d in singles if d.person is not None and d.first < whole.first and d not in members]
        before = {person.noun for person in told}
        known = [d.person for d in members if d.person is not None and d.person.form != "other"]
        named = [person for person in known if person.form == "name"]
        if len(known) != whole.number or known[0].form not in ("definite", "name") or self._is_own(known[0]):
            return False
        if named and (len(named) == len(known) or len({person.noun for person in told if person.noun}) < len(known)):
            return False
        if any(person.noun not in before for person in known if person.form != "name"):
            return False
        for draft in members:
            del wholes[id(draft)]
            if draft.person is not None and draft.person.form != "name":
                draft.person.form = "definite"
        return True

    @staticmethod
    def _is_own(person: Person) -> bool:
        """Tell whether a person is told of as somebody's: "*his* wife"."""
        return syntax.child(person.head, "poss") is not None

    def _add(
        self, tokens: Tokens, victims: list[_Victim], draft: Draft, person: Person, again: int | None = None
    ) -> None:
        """Add a mention to the person it takes up, else a new person; a pronoun is one where it fits none.

        `again` is the sentence that has told it all before: "Two were killed and *another* was hurt".
        """
        fitting = [v for v in reversed(victims[-MOST:]) if self._same(tokens, v, draft, person)]
        if again is not None:
            told = (v for v in victims if v.kind == draft.kind)
            fitting += [v for v in told if any(mention.sentence == again for mention in v.mentions)]
        fitting.sort(key=lambda v: (not _is_named_so(v, person), v.kind != draft.kind))
        same = next(iter(fitting), None)
        if same is not None:
            same.mentions.append(draft)
            same.persons.append(person)
        elif person.form != "pronoun" or person.entity is not None or self._is_new(victims, draft, person):
            victims.append(_Victim([draft], [person]))

    @staticmethod
    def _is_new(victims: Sequence[_Victim], draft: Draft, person: Person) -> bool:
        """Tell whether a pronoun stands for nobody told of yet: "killed his *wife* before officers shot *him*"."""
        if draft.kind != "killed":
            return not victims
        return all(_agree(victim, person) is False for victim in victims)

    def _same(self, tokens: Tokens, victim: _Victim, draft: Draft, person: Person) -> bool:
        """Tell whether a mention takes up a person told of before."""
        if draft.kind != victim.kind and not {draft.kind, victim.kind} <= HARM:
            return False
        agree = self._agree(victim, person)
        if agree is not None or self._is_other(tokens, victim, draft, person):
            return agree or False
        away = draft.sentence - victim.last
        if person.form == "pronoun" and person.entity is None:
            return away <= PRONOUN_REACH
        if not away and person.form == "definite":
            return person.noun in {other.noun for other in victim.persons}  # "shot a guard; the guard died"
        if not away or person.form == "other" or away > REACH:
            return False
        if person.form in ("name", "pronoun"):
            return draft.kind in (victim.kind, "killed") or self._telling.is_open(tokens, draft)
        nouns = {other.noun for other in victim.persons if other.noun} or {"person"}
        alike = any(self._telling.alike(person.noun, noun) for noun in nouns)
        if person.form == "definite" and person.noun in self._culprits and draft.kind == "killed":
            return alike or any(is_by_oneself(tokens, mention) for mention in victim.mentions)
        if person.noun == "other":
            return draft.kind == victim.kind
        if person.form == "definite":
            aged = person.age is not None and not self._is_own(person) and person.noun not in self._culprits
            return alike or aged or (person.noun in self._anyone and not nouns.isdisjoint(self._anyone))
        first = victim.mentions[0]
        shot = draft if draft.kind == "wounded" else first  # who was shot may have died; who was wounded has not
        found = person.head.dep_ == "dobj" and person.head.head.lemma_ in self._found
        again = draft.kind == victim.kind or found or self._telling.is_open(tokens, shot)
        return alike and again and not self._telling.apart(tokens, first, draft)

    def _is_other(self, tokens: Tokens, victim: _Victim, draft: Draft, person: Person) -> bool:
        """Tell whether a mention is of another: "killing one ... *The wounded man*", "He died ... *A boy* died"."""
        if person.form == "name" and _is_known_before(tokens, victim, draft, person):
            return True
        if person.form == "name" and draft.whole is not None:
            return all(mention.whole is None for mention in victim.mentions)  # "killed ten, *including Jane Roe*"
        if person.form == "indefinite" and self._is_brought_in(tokens, victim, draft, person):
            return True
        if person.form == "name" and any(_is_ones_own(other) for other in victim.persons):
            return True  # "I lost *my mother* ... the murder of *John Doe*"
        nouns = {other.noun for other in victim.persons}
        bare = draft.person is None and (draft.noun is None or draft.noun.anaphor)
        if bare and nouns and nouns <= self._kin:
            return True  # "the wife of the envoy died ... *one*, an architect, was killed"
        named = nouns == {""} and any(other.form == "name" for other in victim.persons)
        if person.noun in self._kin and person.form == "definite" and named:
            return True  # "John Doe and Jane Roe died ... *The daughter of a clerk* was shot"
        if _is_kin_of(victim, person):
            return True  # "a girl was shot ... *Her mother* was hit too"
        if victim.kind != "killed":
            return False
        if draft.person is None and is_of_wounded(tokens, draft):
            return True  # "killed one and hurt two ... *One of the injured* died"
        return draft.kind == "wounded" and self._telling.is_called_hurt(tokens, draft)

    def _is_brought_in(self, tokens: Tokens, victim: _Victim, draft: Draft, person: Person) -> bool:
        """Tell whether one told of with an article is none of those told of by name or by number alone.

        "The death of John Doe ... *A girl* was killed", but a headline may tell a name first; "two died, *one* of them
        a woman ... *A teacher* died of a heart attack".
        """
        forms = {other.form for other in victim.persons}
        named = forms <= {"name", "pronoun"} and victim.mentions[0].sentence > 0
        if forms == {"pronoun"} or (named and not self._telling.is_general(person.noun)):
            return True
        if person.noun in self._anyone or self._telling.is_open(tokens, draft):
            return False
        numbers = all(m.person is None and (m.noun is None or m.noun.anaphor) for m in victim.mentions)
        return numbers and victim.mentions[0].kind == draft.kind

    def _agree(self, victim: _Victim, person: Person) -> bool | None:
        """Compare what is known of two people; None where that does not settle it.

        One who is counted on ("a third") is the third, and two relatives ("his mother ... the boy's sister") are two.
        """
        if person.order:
            return person.order in {other.order for other in victim.persons}
        told = _agree(victim, person)
        kin = {other.noun for other in victim.persons} & self._kin
        return False if told is None and kin and person.noun in self._kin - kin else told


def _is_known_before(tokens: Tokens, victim: _Victim, draft: Draft, person: Person) -> bool:
    """Tell whether a name is none of one brought in without it: "Doe said ... *a guard* was shot ... Doe was killed".

    The name stands before that, but for the title, or is told of another place or time.
    """
    first = victim.mentions[0]
    new = victim.persons[0].form in ("indefinite", "other")
    told = person.entity.mentions if person.entity is not None and new else ()
    before = (tokens.sentence(tokens.at(mention.start)) for mention in told if mention.start < first.start)
    return any(0 < number < first.sentence for number in before) or parted(first, draft)


def _is_kin_of(victim: _Victim, person: Person) -> bool:
    """Tell whether somebody is told of as the kin of one told of before: "*her* mother", of a girl."""
    own = syntax.child(person.head, "poss") if person.form == "definite" else None
    gender = PRONOUNS_OF.get(own.lower_) if own is not None else None
    return gender is not None and all(other.gender == gender and other.noun != person.noun for other in victim.persons)


def _is_named_so(victim: _Victim, person: Person) -> bool:
    """Tell whether a person told of before has the name that a mention has."""
    return person.entity is not None and any(other.entity is person.entity for other in victim.persons)


def _is_ones_own(person: Person) -> bool:
    """Tell whether somebody is told of by one who speaks: "*my* mother"."""
    own = syntax.child(person.head, "poss")
    return own is not None and own.lower_ in ("my", "our")


def _told_again(tokens: Tokens, explicit: Sequence[Draft], singles: Sequence[Draft]) -> dict[int, int]:
    """Give the sentences that have told before what one with "another" tells: "left two dead and one hurt".

    There the number beside "another" is told again as well.
    """
    found: dict[int, int] = {}
    for draft in singles:
        if tokens.lower[draft.first] != "another":
            continue
        beside = [d for d in explicit if d.sentence == draft.sentence and d.first < draft.first]
        if beside:
            told = (d for d in explicit if (d.kind, d.value) == (beside[-1].kind, beside[-1].value))
            first = next((d for d in told if d.sentence < draft.sentence), None)
            if first is not None:
                found[id(draft)] = first.sentence
    return found


def _agree(victim: _Victim, person: Person) -> bool | None:
    """Compare what is known of two people by name, age and sex; None where that does not settle it."""
    named = {other.entity.id for other in victim.persons if other.entity}
    if person.entity is not None and named:
        return person.entity.id in named
    ages = {other.age for other in victim.persons if other.age is not None}
    if person.age is not None and ages:
        return person.age in ages
    if (person.minor or victim.is_minor) and max(*ages, person.age or 0, 0) >= OF_AGE:
        return False
    genders = {other.gender for other in victim.persons if other.gender}
    if person.gender and genders and person.gender not in genders:
        return False
    return None


def _figure(tokens: Tokens, victim: _Victim) -> Draft | None:
    """Give the figure of a person with the further mentions as repeats; one of a sum has none of its own at first."""
    mentions = victim.mentions[1:] if victim.whole else victim.mentions
    if not mentions:
        return None
    kind = victim.kind
    explicit = next((draft for draft in mentions if draft.person is None), None)
    told = [draft for draft in mentions if draft.person and draft.person.form not in ("pronoun", "bare")]
    main = explicit or next((draft for draft in told if draft.kind == kind), (told or mentions)[0])
    wholes = (victim.whole, main.whole, *(draft.whole for draft in mentions))
    main.kind, main.whole = kind, next((whole for whole in wholes if whole is not None), None)
    if main.person is not None:
        main.person.entity = next((person.entity for person in victim.persons if person.entity), None)
    main.repeats += [_span(tokens, draft) for draft in mentions if draft is not main]
    return main


def _retold(tokens: Tokens, telling: Telling, explicit: Sequence[Draft], wholes: Iterable[Draft]) -> dict[int, Draft]:
    """Give the numbers told before that stand for a sum ("Two men died ... John Doe and Jim Roe"), by its identity."""
    exact = (draft for draft in reversed(explicit) if draft.whole is None and not draft.value.approximate)
    told = {(draft.kind, draft.value.point): draft for draft in exact}
    lived = any(draft.kind == "wounded" for draft in explicit)
    instead: dict[int, Draft] = {}
    for whole in wholes:
        same = told.get((whole.kind, whole.value.point))
        if same is None and whole.kind == "wounded" and telling.is_open(tokens, whole) and not lived:
            same = told.get(("killed", whole.value.point))
        if same is not None and same.sentence < whole.sentence and not telling.apart(tokens, same, whole):
            same.repeats.append(_span(tokens, whole))
            instead[id(whole)] = same
    return instead


def _is_one(draft: Draft) -> bool:
    """Tell whether an explicit figure counts one person, whom the article may tell of again."""
    return draft.value.point == 1 and draft.kind in HARM and draft.unit.code == "person"


def _span(tokens: Tokens, draft: Draft) -> Span:
    return Span(start=draft.start, end=draft.end, text=tokens.text[draft.start : draft.end])
