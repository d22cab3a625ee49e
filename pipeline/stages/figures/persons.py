"""Single persons that a text tells of: "a man", "the driver", "his wife", "John Doe, 34", "the 34-year-old", "he"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from pipeline import syntax
from pipeline.extents import ExtentIndex
from pipeline.stages.figures.counted import CountedReader
from pipeline.stages.figures.lexicons import Implicit
from pipeline.stages.figures.lists import SINGULAR, Lists, Member, in_list, read_lists, says_who
from pipeline.stages.figures.tokens import Tokens
from pipeline.stages.figures.tolls import SLAYINGS
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

OLD = 4
"""Tokens of "3-year-" before "old"."""

PASSER_BY = 2
"""Tokens of "passer-by" behind its noun."""

CLOSE = 4
"""How near to the noun before it a noun without an article stands: "a husband and wife"."""

NO_PERSON = frozenset({"ADP", "ADV", "AUX", "CCONJ", "INTJ", "NUM", "PART", "PUNCT", "SCONJ", "SPACE", "SYM", "VERB"})
"""What never stands for a person."""

REFLEXIVES = frozenset({"herself", "himself"})
NAMING = frozenset({"call", "identify", "know", "name"})
AGE_PARTS = frozenset({"-", "old", "year", "years", "‐", "‑"})
CLOSED = frozenset({"(", ")", ",", ".", ";", "\n", "\n\n"})
"""What may stand behind a name that stands beside a noun; "and" makes it one of a list."""

JOINED = frozenset({"&", "and", "plus"})
"""Without one of them, a sentence lists nobody."""

INNER = frozenset({"amod", "compound", "nmod"})
"""Labels of words that stand within the phrase of another noun."""

INSIDE = INNER | {"poss"}
HEADS = frozenset({"CD", "JJ", "NN", "NNP", "NNPS", "NNS"})
"""Tags of words that a member of a list may be headed by."""

MINOR = frozenset({"teen", "teenage", "teenaged"})
OF_ANY_AGE = frozenset({"student", "youngster", "youth"})
"""Nouns for the young that grown-ups are called too."""

OF_AGE = 20
"""Nobody so old is a child or a teenager."""

CONTRASTED = frozenset({"older", "younger"})
PERIODS = frozenset({"month", "since", "week", "year"})
PERIOD_REACH = 9
"""Tokens behind "the fifth reporter" in which a stretch of time may be told."""

ORDINALS = frozenset({"fifth", "fourth", "second", "sixth", "third"})
FURTHER = ORDINALS | {"another", "other"}
"""Words that may stand for a person by themselves."""

DEFINITE = frozenset({"the", "that", "this"})
PRONOUNS: dict[str, Gender] = {"he": "male", "him": "male", "she": "female", "her": "female"}

_NUMBERED = re.compile(r"\d{1,4}(?:st|nd|rd|th)")
_AGE_BEFORE = re.compile(r"\b(\d{1,3})[-‐‑ ]year[-‐‑ ]old\b")
_AGE_BEHIND = re.compile(r",? aged (\d{1,3})\b|, (\d{1,3})(?=[,;.)]|$)| \((\d{1,3})\)")


@dataclass(slots=True)
class Person:
    """One person in tokens ``[first, last]``; `noun` is the lemma, empty for names and pronouns.

    `order` is the ordinal of one who is counted on: "*a third* was hurt", "*the third victim*"; a `minor` is told to be
    under age.
    """

    head: Token
    first: int
    last: int
    form: Form
    noun: str = ""
    gender: Gender | None = None
    age: int | None = None
    entity: Entity | None = None
    order: str = ""
    minor: bool = False


class PersonReader:
    """Finds single persons in the sentences that are asked for."""

    def __init__(self, implicit: Implicit, counted: CountedReader) -> None:
        anyone = implicit.anyone
        self._counted = counted
        self._no_person = frozenset(implicit.no_person.words)
        self.bodies = frozenset(implicit.bodies.words)
        self._found = frozenset(implicit.bodies.found)
        self._gender: dict[str, Gender] = dict.fromkeys(anyone.female, "female")
        self._gender |= dict.fromkeys(anyone.male, "male")
        self._minors = frozenset(anyone.young) - OF_ANY_AGE

    def read(
        self, tokens: Tokens, names: dict[int, Person], lists: Lists, wanted: set[int], heads: Heads
    ) -> Iterator[Person]:
        """Give the persons of the sentences `wanted`; `heads` are titles, which leave articles out."""
        for number in sorted(wanted):
            start, end = tokens.extent(number)
            for token in tokens.all[start:end]:
                if token.pos_ in NO_PERSON and token.i not in names:
                    continue
                person = names.get(token.i) or self._nominal(tokens, token, heads, lists)
                if person is None:
                    continue
                beside = person.form == "name" and self._is_beside(tokens, person)
                if not beside or self._follows(tokens, names, lists, token.i):
                    self._describe(tokens, person, names)
                    yield person

    def lists(
        self, tokens: Tokens, names: Mapping[int, Person], counts: Mapping[int, tuple[int, int]], wanted: set[int]
    ) -> Lists:
        """Give the lists of people in the sentences `wanted`; `counts` are the numbers of people, by their nouns."""
        extents = [tokens.extent(number) for number in sorted(wanted)]
        joined = [extent for extent in extents if not JOINED.isdisjoint(tokens.lower[slice(*extent)])]
        return read_lists(tokens, (self._people(tokens, names, counts, *extent) for extent in joined))

    def _people(
        self, tokens: Tokens, names: Mapping[int, Person], counts: Mapping[int, tuple[int, int]], start: int, end: int
    ) -> Iterator[Member]:
        for token in tokens.all[start:end]:
            if token.tag_ not in HEADS:
                continue
            if (count := counts.get(token.i)) is not None:
                yield Member(token, min(count[0], token.left_edge.i), count[1], single=False)
            elif (name := names.get(token.i)) is not None:
                yield Member(token, name.first, name.last, named=name.form == "name")
            elif token.dep_ not in INSIDE and (self._is_person(tokens, token) or _is_old(token)):
                yield Member(token, token.left_edge.i, token.i)

    def _nominal(self, tokens: Tokens, token: Token, heads: Heads, lists: Lists) -> Person | None:
        if token.lower_ in FURTHER and (further := _further(tokens, token)) is not None:
            return further
        if token.pos_ == "PRON":
            gender = PRONOUNS.get(token.lower_) if token.tag_ == "PRP" else None
            return Person(token, token.i, token.i, "pronoun", gender=gender) if gender else None
        old = token.lower_ == "old" and _is_old(token)
        if not old and not self._is_person(tokens, token):
            return None
        among = tokens.lower[token.left_edge.i - 1] == "them"  # "60 inmates, among them *a policeman*"
        listed = token.dep_ == "appos" and (among or old or lists.before(token.i) is not None or in_list(token))
        if (token.dep_ in INNER or token.dep_ == "appos") and not listed:
            return None
        if self._is_same(token):
            return None
        found = _form(token) or _listed(tokens, token, lists) or self._headline(tokens, token, heads, OLD if old else 0)
        if found and found[0] != "indefinite" and _is_counted_on(tokens, token):
            return None
        if found is None or token.i - found[1] > LONGEST:
            return None
        last = token.i + PASSER_BY if tokens.lower[token.i + 1 : token.i + 3] == ["-", "by"] else token.i
        return Person(token, found[1], last, found[0], "old" if old else token.lemma_.lower())

    def _is_person(self, tokens: Tokens, token: Token) -> bool:
        if tokens.is_one_of_people(token):
            return True
        if token.tag_ != "NN" and (token.tag_ != "NNP" or token.text != token.lower_):  # "her father, *uncle* and"
            return False
        one = self._counted.unit(token) == "person" and token.lemma_.lower() not in self._no_person
        return one or self.is_found_body(token)

    def _is_same(self, noun: Token) -> bool:
        """Tell a second noun for one person: "an activist and *friend of* the mayor", "a father and *husband was*"."""
        first = noun.head
        if noun.dep_ == "conj" and first.dep_ == "appos" and (first.lower_ in ("age", "aged") or says_who(first, noun)):
            return True  # "John Doe, age 27 and *the father* of three"
        if noun.dep_ != "conj" or syntax.child(noun, "det", "poss") is not None or syntax.child(first, "det") is None:
            return False
        if len({self._gender.get(word.lemma_.lower()) for word in (first, noun)} - {None}) > 1:
            return False  # "a boy and girl of the same school"
        verb = first.head if first.dep_ in ("nsubj", "nsubjpass") else None
        if verb is not None:
            finite = (verb, *syntax.children(verb, "aux", "auxpass"))
            return any(word.lower_ in SINGULAR for word in finite)
        return [word.lower_ for word in noun.tree[noun.i + 1 : noun.i + 2]] == ["of"]

    def is_found_body(self, token: Token) -> bool:
        """Tell whether a body stands for the person: "a body was found", but not "the body of a woman was"."""
        if token.lemma_ not in self.bodies or token.tag_ != "NN" or token.dep_ not in ("dobj", "nsubjpass"):
            return False
        whole = all(child.lower_ != "of" and child.dep_ != "poss" for child in token.children)
        return whole and token.head.lemma_ in self._found

    @staticmethod
    def _headline(tokens: Tokens, token: Token, heads: Heads, before: int) -> tuple[Form, int] | None:
        """Read a headline's "Man, 34, shot dead": the articles are left out there."""
        if not any(heads.around(token.idx, token.idx + 1)):
            return None
        first = token.i - before
        while first > tokens.bounds(token.i)[0] and tokens.all[first - 1].dep_ in ("amod", "compound"):
            first -= 1
        if tokens.lower[first] == "old" and first < token.i:
            first -= OLD  # "3-year-old boy"
        return "bare", max(first, tokens.bounds(token.i)[0])

    def _is_beside(self, tokens: Tokens, person: Person) -> bool:
        """Tell whether a name stands beside a noun for the same person: "the driver, John Doe,"."""
        token = person.head
        apposed = any(word.dep_ == "appos" for word in (token, *islice(syntax.conjuncts_before(token), MOST)))
        if apposed or _names(token) is not None:
            return True
        edge = token.left_edge.i
        if edge > 1 and tokens.lower[edge - 2 : edge] == ["one", ","]:
            return True  # "five were hurt. *One,* lawyer John Doe, died"
        first = person.first - 1
        while first > 0 and (tokens.lower[first] in AGE_PARTS or tokens.lower[first].isdigit()):
            first -= 1  # "his friend, 18-year-old John Doe,"
        behind = tokens.lower[person.last + 1] if person.last + 1 < len(tokens.lower) else "."
        return (
            first > 1
            and tokens.lower[first] == ","
            and behind in CLOSED
            and self._is_person(tokens, tokens.all[first - 1])
        )

    def _follows(self, tokens: Tokens, names: Mapping[int, Person], lists: Lists, head: int) -> bool:
        """Tell whether a name follows others in a list of names alone: "Jane Roe, 7, *John Doe*, 9, and Max Orr"."""
        first = head
        while (before := lists.before(first)) is not None and before in names:
            first = before
        return before is None and first != head and not self._is_beside(tokens, names[first])

    def _describe(self, tokens: Tokens, person: Person, names: dict[int, Person]) -> None:
        """Read sex and age, and whose name stands beside the noun."""
        if not person.order:
            person.order = next((w.lower_ for w in person.head.children if w.lower_ in ORDINALS | CONTRASTED), "")
        adjectives = syntax.children(person.head, "amod")
        person.minor = person.noun in self._minors or any(word.lower_ in MINOR for word in adjectives)
        person.gender = person.gender or self._gender.get(person.noun) or PRONOUNS.get(person.head.lower_)
        start, last = tokens.all[person.first].idx, tokens.all[person.last]
        end = last.idx + len(last)
        if person.age is None:
            before = _AGE_BEFORE.search(tokens.text, start, end)
            person.age = int(before.group(1)) if before else _age_behind(tokens, end)
        if person.form not in ("name", "pronoun"):
            named = (names[word.i] for word in _beside(person.head) if word.i in names)
            person.entity = next((name.entity for name in named), None)


def _names(name: Token) -> Token | None:
    """Give the noun for a name: "a trader identified as John Doe", "*the victim* was identified as John Doe"."""
    above = name.head.head if name.dep_ == "pobj" and name.head.lower_ == "as" else name.head
    if above.lemma_ not in NAMING or name.i < above.i:
        return None
    if above.dep_ == "acl":
        return above.head
    named = syntax.child(above, "nsubjpass", "dobj")
    return named if named is not None and named.i != name.i and named.pos_ != "PROPN" else None


def _beside(noun: Token) -> Iterator[Token]:
    """Give the words that may name the person of a noun."""
    yield from syntax.children(noun, "appos")
    named = noun.dep_ in ("nsubjpass", "dobj") and noun.head.lemma_ in NAMING
    for clause in (*syntax.children(noun, "acl"), *([noun.head] if named else ())):
        if clause.lemma_ in NAMING:
            yield from syntax.children(clause, "oprd", "dobj", "attr")
            for prep in syntax.children(clause, "prep"):
                yield from syntax.children(prep, "pobj")


def _is_old(token: Token) -> bool:
    """Tell whether a word stands for one of an age: "the 19-year-*old*"."""
    return token.lower_ == "old" and token.i > 1 and token.tree[token.i - 2].lower_ == "year"


def _further(tokens: Tokens, token: Token) -> Person | None:
    """Read a person told by place alone: "wounded *a third*", "*another* is in hospital", "*the other* died"."""
    participle = (
        token.dep_ == "advmod" and token.head.i == token.i + 1 and token.head.tag_ == "VBN"
    )  # "*a second* hurt"
    if not (token.dep_ in ("nsubj", "nsubjpass", "dobj", "conj") or participle) or token.i == 0:
        return None
    before = tokens.lower[token.i - 1]
    if token.lower_ == "another" and before != "one" and not token.tree[token.i + 1].like_num:
        return Person(token, token.i, token.i, "other")
    if token.lower_ in ORDINALS and before == "a":
        return Person(token, token.i - 1, token.i, "other", order=token.lower_)
    if token.lower_ == "other" and before == "the":
        return Person(token, token.i - 1, token.i, "definite", "other")
    return None


def _form(token: Token) -> tuple[Form, int] | None:
    """Tell how a noun is determined, and where its phrase begins; None where it is not, or means nobody certain."""
    for child in token.children:
        if child.dep_ == "det":
            word = child.lower_
            form: Form | None = "other" if word == "another" else "definite" if word in DEFINITE else None
            further = any(w.lower_ in ORDINALS for w in token.children)  # "a second person", "the third victim"
            if word in ("a", "an"):
                form = "indefinite"
            form = "other" if form and further else form
            return (form, child.i) if form else None
        if child.dep_ == "poss":
            return "definite", child.left_edge.i
    if token.i > 1 and token.tree[token.i - 1].lower_ == "-" and token.tree[token.i - 2].lower_ == "ex":
        return _form(token.tree[token.i - 2])  # "killed *his ex-wife*"
    joined = token.dep_ == "conj" and token.i - token.head.i <= CLOSE
    joined = joined and (token.head.dep_ != "appos" or in_list(token.head))  # "John Doe, a *husband and father*"
    above = _form(token.head) if joined else None
    return ("definite" if above[0] == "definite" else "indefinite", token.i) if above else None


def _listed(tokens: Tokens, token: Token, lists: Lists) -> tuple[Form, int] | None:
    """Read one whose article is that of the list: "killed his mother, *brother and infant sister*"."""
    before = lists.before(token.i)
    if before is None:
        return None
    for _ in range(MOST):
        found = _form(tokens.all[before])
        if found is not None:
            return found[0], token.left_edge.i
        before = lists.before(before)
        if before is None:
            break
    return None


def _is_counted_on(tokens: Tokens, token: Token) -> bool:
    """Tell whether somebody told before is counted among others: "*the fifth reporter* killed there this year"."""
    ordinal = any(word.lower_ in ORDINALS or _NUMBERED.fullmatch(word.lower_) for word in token.children)
    return ordinal and not PERIODS.isdisjoint(tokens.lower[token.i + 1 : token.i + PERIOD_REACH])


def mentions(
    tokens: Tokens, entities: Entities, wanted: set[int], first_names: Mapping[str, Gender]
) -> dict[int, Person]:
    """Give the people that names and pronouns of the sentences `wanted` stand for, by the head of the mention.

    `first_names` tell the sex of those who are never called "he" or "she".
    """
    found: dict[int, Person] = {}
    if not wanted:
        return found
    for entity in entities.entities:
        if entity.type != "person":
            continue
        told: list[Person] = []
        for mention in entity.mentions:
            first = tokens.at(mention.start)
            if tokens.all[first].sentence not in wanted or mention.form not in ("name", "pronoun"):
                continue
            if tokens.lower[first] in REFLEXIVES:
                continue  # "her husband, who had shot *himself*": they are told of already
            if mention.form == "pronoun" and tokens.lower[first - 1] == "where":
                continue  # "the victim was taken to a clinic, where *he* died"
            last = tokens.at(mention.end - 1)
            head = next((t for t in tokens.all[first : last + 1] if not first <= t.head.i <= last), tokens.all[last])
            slain = mention.form == "name" and head.dep_ == "poss" and head.head.lemma_ in SLAYINGS  # "*Doe's* murder"
            owns = [word.tag_ for word in tokens.all[last + 1 : last + 2]] == ["POS"]  # to the parser a second noun too
            if slain or not (owns or head.dep_ in ("compound", "poss", "nmod")):
                found[head.i] = Person(head, first, last, mention.form, entity=entity)
                told.append(found[head.i])
        age = next((age for m in entity.mentions if (age := _age_behind(tokens, m.end))), None) if told else None
        gender = _gender(tokens, entity, first_names) if told else None
        for person in told:
            person.age, person.gender = age, gender
    return found


def _gender(tokens: Tokens, entity: Entity, first_names: Mapping[str, Gender]) -> Gender | None:
    """Give the sex of a person by a pronoun that means them, else by their first name."""
    words = (tokens.lower[tokens.at(mention.start)] for mention in entity.mentions if mention.form == "pronoun")
    called = next((PRONOUNS[word] for word in words if word in PRONOUNS), None)
    return called or first_names.get(entity.name.partition(" ")[0])


def _age_behind(tokens: Tokens, end: int) -> int | None:
    match = _AGE_BEHIND.match(tokens.text, end)
    return int(next(group for group in match.groups() if group)) if match else None
