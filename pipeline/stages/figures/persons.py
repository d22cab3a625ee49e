"""Single persons that a text tells of: "a man", "the driver", "his wife", "John Doe, 34", "the 34-year-old", "he"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from pipeline import syntax
from pipeline.extents import ExtentIndex
from pipeline.stages.figures.counted import CountedReader
from pipeline.stages.figures.lexicons import Anyone, Words
from pipeline.stages.figures.tokens import Tokens
from pipeline.tree import Token
from schemas.article import BlockKind
from schemas.entity import Entities, Entity

type Heads = ExtentIndex[BlockKind]
Form = Literal["indefinite", "other", "definite", "bare", "pronoun", "name"]
Gender = Literal["female", "male"]

LONGEST = 8
"""Tokens of the longest noun phrase before its head."""

MOST = 8
"""How many names joined by "and" stand beside one noun."""

DEFINITE = frozenset({"the", "that", "this"})
PRONOUNS: dict[str, Gender] = {"he": "male", "him": "male", "she": "female", "her": "female"}

_AGE_BEFORE = re.compile(r"\b(\d{1,3})[-‐‑ ]year[-‐‑ ]old\b")
_AGE_BEHIND = re.compile(r",? aged (\d{1,3})\b|, (\d{1,3})(?=[,;.)]|$)| \((\d{1,3})\)")


@dataclass(slots=True)
class Person:
    """One person in tokens ``[first, last]``; `noun` is the lemma, empty for names and pronouns."""

    head: Token
    first: int
    last: int
    form: Form
    noun: str = ""
    gender: Gender | None = None
    age: int | None = None
    entity: Entity | None = None


class PersonReader:
    """Finds single persons in the sentences that are asked for."""

    def __init__(self, anyone: Anyone, no_person: Words, counted: CountedReader) -> None:
        self._counted = counted
        self._no_person = frozenset(no_person.words)
        self._gender: dict[str, Gender] = dict.fromkeys(anyone.female, "female")
        self._gender |= dict.fromkeys(anyone.male, "male")

    def read(self, tokens: Tokens, entities: Entities, wanted: set[int], heads: Heads) -> Iterator[Person]:
        """Give the persons of the sentences `wanted`; `heads` are titles, which leave articles out."""
        names = _mentions(tokens, entities, wanted)
        for number in sorted(wanted):
            start, end = tokens.extent(number)
            for token in tokens.all[start:end]:
                person = names.get(token.i) or self._nominal(tokens, token, heads)
                if person is not None and not (person.form == "name" and _is_beside(token)):
                    self._describe(tokens, person, names)
                    yield person

    def _nominal(self, tokens: Tokens, token: Token, heads: Heads) -> Person | None:
        if token.pos_ == "PRON":
            gender = PRONOUNS.get(token.lower_) if token.tag_ == "PRP" else None
            return Person(token, token.i, token.i, "pronoun", gender=gender) if gender else None
        old = token.lower_ == "old" and token.i > 1 and tokens.lower[token.i - 2] == "year"
        if not old and (token.tag_ != "NN" or token.pos_ != "NOUN" or self._counted.unit(token) != "person"):
            return None
        if token.lemma_.lower() in self._no_person:
            return None
        if token.dep_ in ("compound", "amod", "appos", "nmod") and not (old and token.dep_ == "appos"):
            return None
        found = _form(token) or self._headline(tokens, token, heads, 4 if old else 0)
        if found is None or token.i - found[1] > LONGEST:
            return None
        return Person(token, found[1], token.i, found[0], "old" if old else token.lemma_.lower())

    @staticmethod
    def _headline(tokens: Tokens, token: Token, heads: Heads, before: int) -> tuple[Form, int] | None:
        """Read a headline's "Man, 34, shot dead": the articles are left out there."""
        if not any(heads.around(token.idx, token.idx + 1)):
            return None
        first = token.i - before
        while first > tokens.bounds(token.i)[0] and tokens.all[first - 1].dep_ in ("amod", "compound"):
            first -= 1
        return "bare", first

    def _describe(self, tokens: Tokens, person: Person, names: dict[int, Person]) -> None:
        """Read sex and age, and whose name stands beside the noun."""
        person.gender = person.gender or self._gender.get(person.noun) or PRONOUNS.get(person.head.lower_)
        start, last = tokens.all[person.first].idx, tokens.all[person.last]
        end = last.idx + len(last)
        if person.age is None:
            before = _AGE_BEFORE.search(tokens.text, start, end)
            person.age = int(before.group(1)) if before else _age_behind(tokens, end)
        if person.form not in ("name", "pronoun"):
            named = (names[child.i] for child in syntax.children(person.head, "appos") if child.i in names)
            person.entity = next((name.entity for name in named), None)


def _is_beside(token: Token) -> bool:
    """Tell whether a name stands beside a noun for the same people: "the driver, John Doe,"."""
    return any(word.dep_ == "appos" for word in (token, *islice(syntax.conjuncts_before(token), MOST)))


def _form(token: Token) -> tuple[Form, int] | None:
    """Tell how a noun is determined, and where its phrase begins; None where it is not, or means nobody certain."""
    for child in token.children:
        if child.dep_ == "det":
            word = child.lower_
            form: Form | None = "other" if word == "another" else "definite" if word in DEFINITE else None
            form = "indefinite" if word in ("a", "an") else form
            return (form, child.i) if form else None
        if child.dep_ == "poss":
            return "definite", child.left_edge.i
    joined = token.dep_ == "conj" and token.i - token.head.i <= 4
    return ("indefinite", token.i) if joined and _form(token.head) else None


def _mentions(tokens: Tokens, entities: Entities, wanted: set[int]) -> dict[int, Person]:
    """Give the people that names and pronouns of the sentences `wanted` stand for, by the head of the mention."""
    found: dict[int, Person] = {}
    for entity in entities.entities:
        if entity.type != "person":
            continue
        age = next((age for mention in entity.mentions if (age := _age_behind(tokens, mention.end))), None)
        for mention in entity.mentions:
            first, last = tokens.at(mention.start), tokens.at(mention.end - 1)
            if mention.form not in ("name", "pronoun") or tokens.sentence(first) not in wanted:
                continue
            head = next((t for t in tokens.all[first : last + 1] if not first <= t.head.i <= last), tokens.all[last])
            if head.dep_ not in ("compound", "poss", "nmod"):
                found[head.i] = Person(head, first, last, mention.form, age=age, entity=entity)
    return found


def _age_behind(tokens: Tokens, end: int) -> int | None:
    match = _AGE_BEHIND.match(tokens.text, end)
    return int(next(group for group in match.groups() if group)) if match else None
