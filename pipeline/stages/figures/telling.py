"""Whether two places of an article may tell of the same people."""

from datetime import date, timedelta

from pipeline import syntax
from pipeline.stages.figures.counted import singular
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicons import Implicit
from pipeline.stages.figures.tokens import Tokens
from pipeline.stages.figures.tolls import SLAYINGS
from pipeline.tree import Token
from schemas.dates import DateMention
from schemas.figure import FigureKind

HARM: frozenset[FigureKind] = frozenset({"killed", "wounded"})
"""Kinds that may be told of one and the same people: first wounded, then dead."""

FURTHER = frozenset({"additional", "another", "extra", "fresh", "further", "more", "other", "separate"})
"""Before a number or behind it, they say that it comes on top of what was told."""

WOUNDED = frozenset({"injured", "wounded"})
DEATHS = SLAYINGS | {"death", "loss"}
THEMSELVES = frozenset({"herself", "himself", "self-inflicted"})

NEW = frozenset({"a", "an", "another"})
"""Before a happening, they bring in one that was not told of."""

NEAR = 8
"""Tokens behind a figure that may say what befell its people."""

FAR = 12
"""The same of "gunshot", which is said of nothing else."""

DAYS = timedelta(days=2)
"""How far apart two dates of one happening may lie: shot on Friday night, pronounced dead on Saturday."""


class Telling:
    """Compares figures of people by their nouns, places, dates, and by words such as "another"."""

    def __init__(self, implicit: Implicit) -> None:
        self._general = frozenset((*implicit.anyone.general, ""))
        anyone = implicit.anyone
        self._anyone = frozenset((*anyone.female, *anyone.male, *anyone.either, *anyone.general))
        self._open, self._hurt = frozenset(implicit.outcome.open), frozenset(implicit.outcome.hurt)
        self._alive = frozenset(implicit.outcome.alive)
        self._young = frozenset(implicit.anyone.young)
        self._armed = frozenset(implicit.anyone.armed)
        self._elsewhere = frozenset(implicit.elsewhere.words)
        self._harm = frozenset(implicit.harm.words)
        self._bodies = frozenset(implicit.bodies.words)

    def alike(self, one: str, other: str) -> bool:
        """Tell whether two nouns (lemmas) may stand for the same people."""
        return one in self._general or other in self._general or self.same(one, other)

    def same(self, one: str, other: str) -> bool:
        """Tell whether two nouns name the same sort of people."""
        return one == other or {one, other} <= self._young or {one, other} <= self._armed

    def are_bodies(self, lemma: str) -> bool:
        """Tell whether a noun is one for the dead themselves: "counted 12 *bodies*"."""
        return lemma in self._bodies

    def are_young(self, lemma: str) -> bool:
        """Tell whether a noun is one for children and teenagers."""
        return lemma in self._young

    def is_general(self, lemma: str) -> bool:
        """Tell whether a noun may stand for anybody: "a person"."""
        return lemma in self._general

    def is_anyone(self, lemma: str) -> bool:
        """Tell whether a noun says no more of people than age and sex."""
        return lemma in self._anyone

    def is_open(self, tokens: Tokens, draft: Draft) -> bool:
        """Tell whether wounded people may have died of it: "were shot", "with gunshot wounds", not "were injured"."""
        start, end = tokens.bounds(draft.first)
        words = tokens.all[max(start, draft.first - 3) : min(end, draft.behind + NEAR)]
        verb = syntax.governing_verb(draft.top(tokens))
        lemmas = {word.lemma_ for word in words} | ({verb.lemma_} if verb is not None else set())
        gunshot = "gunshot" in tokens.lower[draft.first : min(end, draft.behind + FAR)]
        return gunshot or "gunshot" in lemmas or (not self._open.isdisjoint(lemmas) and self._hurt.isdisjoint(lemmas))

    def is_called_hurt(self, tokens: Tokens, draft: Draft) -> bool:
        """Tell whether people are called wounded: "*the wounded man* was taken away"."""
        return not self._hurt.isdisjoint(tokens.lower[draft.first : draft.last + 1])

    def is_alive(self, tokens: Tokens, draft: Draft) -> bool:
        """Tell whether the sentence says that they live: "is in stable condition"."""
        return not self._alive.isdisjoint(tokens.lower[slice(*tokens.bounds(draft.first))])

    def apart(self, tokens: Tokens, one: Draft, other: Draft) -> bool:
        """Tell whether `other`, the later one, plainly tells of others than `one`."""
        if self._is_elsewhere(tokens, other) or is_further(tokens, other):
            return True
        return parted(one, other)

    def befell_apart(self, tokens: Tokens, one: Draft, other: Draft) -> bool:
        """Tell whether what befell a person, told later, is not what befell those of `one`.

        It has a place or time of its own, brings in a happening ("was killed *in an ambush*", "*another strike*
        killed"), or is spoken of as known: "since *the murder of* the mayor".
        """
        start, end = tokens.bounds(other.first)
        elsewhere = not self._elsewhere.isdisjoint(set(tokens.lower[start:end]) - {"also"})
        top = other.top(tokens)
        return elsewhere or parted(one, other) or is_of_death(top) or self._brings_in(top)

    def _brings_in(self, person: Token) -> bool:
        """Tell whether the verb of a person has a happening for its subject or circumstance that is told for new."""
        verb = syntax.governing_verb(person)
        if verb is None:
            return False
        held = (prep for prep in syntax.children(verb, "prep", "agent") if prep.i > person.i)
        nouns = (noun for prep in held for noun in syntax.children(prep, "pobj"))
        subject = syntax.child(verb, "nsubj")
        return any(
            noun.lemma_ in self._harm and any(word.lower_ in NEW for word in syntax.children(noun, "det"))
            for noun in (*nouns, *([subject] if subject is not None else ()))
        )

    def _is_elsewhere(self, tokens: Tokens, draft: Draft) -> bool:
        """Tell whether a sentence says that it tells of others; "also" says it of its own verb alone."""
        start, end = tokens.bounds(draft.first)
        words = self._elsewhere.intersection(tokens.lower[start:end])
        if words != {"also"}:
            return bool(words)
        top = draft.top(tokens)
        verb = syntax.governing_verb(top)
        below = {top.i, verb.i} if verb is not None else {top.i}
        above = {word.i for word in top.ancestors}  # "it was *also* said that one died", but "one died; two also fell"
        also = (word for word in tokens.all[start:end] if word.lower_ == "also")
        return any(word.head.i in (above if word.i < draft.first else below) for word in also)


def is_of_death(person: Token) -> bool:
    """Tell whether somebody is told of by a noun for his death: "the murder *of the mayor*", "*his* killing"."""
    held = person.dep_ == "pobj" and person.head.lower_ == "of"
    death = person.head.head if held else person.head if person.dep_ == "poss" else None
    return death is not None and death.tag_ == "NN" and death.lemma_ in DEATHS


def is_like(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a sentence tells of a happening like the one before: "in a *similar* accident last year"."""
    return "similar" in tokens.lower[slice(*tokens.bounds(draft.first))]


def parted(one: Draft, other: Draft) -> bool:
    """Tell whether two figures have different cities or countries, or days far apart."""
    countries = {draft.place.place.country for draft in (one, other) if draft.place and draft.place.place}
    if len(countries - {None}) > 1:
        return True
    cities = [draft.place for draft in (one, other) if draft.place and _is_city(draft)]
    return (len(cities) == len((one, other)) and cities[0].id != cities[1].id) or _days_apart(one, other)


def is_by_oneself(tokens: Tokens, mention: Draft) -> bool:
    """Tell whether a sentence tells of one who killed himself: a gunman told of later is the same."""
    return not THEMSELVES.isdisjoint(tokens.lower[slice(*tokens.bounds(mention.first))])


def is_of_victims(draft: Draft) -> bool:
    """Tell whether a number says of its people no more than that they are victims."""
    return draft.kind == "casualties" and draft.rule in ("figures.listed", "figures.member")


def is_of_wounded(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a number is said to be of the wounded: "three *of the injured* died"."""
    behind = tokens.lower[draft.last + 1 : draft.last + 4]
    return behind[:1] == ["of"] and not WOUNDED.isdisjoint(behind[1:])


def is_further(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a number comes on top of what was told: "another two", "two more people"."""
    for place in range(max(0, draft.first - 1), min(draft.last + 2, len(tokens.all))):
        word = tokens.lower[place]
        if word in FURTHER if place <= draft.last else word == "more":
            return tokens.lower[place + 1 : place + 2] != ["than"]  # "put it at *more than* 70"
    return False


def lemma(draft: Draft) -> str:
    """Give the lemma of the counted noun, empty where there is none."""
    return singular(draft.noun.head) if draft.noun is not None and not draft.noun.anaphor else ""


def _is_city(draft: Draft) -> bool:
    return draft.place is not None and draft.place.place is not None and draft.place.place.level == "city"


def _days_apart(one: Draft, other: Draft) -> bool:
    if one.date is None or other.date is None or one.date is other.date:
        return False
    return _ends_before(one.date, other.date) or _ends_before(other.date, one.date)


def _ends_before(one: DateMention, other: DateMention) -> bool:
    if not one.latest or not other.earliest:
        return False
    return date.fromisoformat(other.earliest) - date.fromisoformat(one.latest) > DAYS
