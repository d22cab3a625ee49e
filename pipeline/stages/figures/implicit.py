"""People counted without a number: "a journalist was shot dead", "the couple", "a mother and her four children"."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from itertools import chain

from pipeline import syntax
from pipeline.stages.figures.bounds import Amount, Bound, value
from pipeline.stages.figures.counted import CountedReader, Noun
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.draft import unit as make_unit
from pipeline.stages.figures.kind_words import HARM, SURVIVABLE, Count, KindWords
from pipeline.stages.figures.kinds import Reading, read_kind
from pipeline.stages.figures.lexicons import FirstNames, Implicit
from pipeline.stages.figures.lists import Lists
from pipeline.stages.figures.persons import Gender, Heads, Person, PersonReader, mentions
from pipeline.stages.figures.predicates import clause
from pipeline.stages.figures.tokens import Tokens
from pipeline.stages.figures.tolls import SLAYINGS
from pipeline.tree import Token
from schemas.entity import Entities
from schemas.figure import FigureKind

SINGLE_KINDS: frozenset[FigureKind] = frozenset({"abducted", "killed", "missing", "wounded"})
"""What may happen to a single person so that the article counts them."""

RULES = frozenset({"figures.before", "figures.behind", "figures.listed", "figures.predicate"})
HARM_RULES = RULES | {"figures.governor", "figures.phrase"}
"""Evidence for a single person; what stands farther off is believed where the text tells of violence or accident."""

LISTED = RULES | {"figures.coordination", "figures.governor", "figures.implicit", "figures.phrase"}
"""Evidence for one of a list that holds of those behind them too."""

NONE_KINDS: frozenset[FigureKind] = SINGLE_KINDS | {"casualties", "affected", "displaced", "evacuated"}
ONE = Decimal(1)
OWN = frozenset({"her", "his", "their"})

BODY = Reading("killed", "figures.noun")
"""What a body that was found says by itself."""

PARTITIVE = 3
"""Tokens from a number to the one it is of: "*11* of the 60"."""

INCLUDED_REACH = 16
"""Tokens from a number to "including" and one of those whom it counts."""

GROUP_REACH = 4
"""Tokens from "a trio of" to its noun."""

PREDICATE_REACH = 3
"""Tokens from a subject's phrase to its verb, with auxiliaries between."""

HARM_REACH = 3
"""How many sentences before a person's own may tell of the harm that befell them."""


class ImplicitReader:
    """Reads counts that are told without a number."""

    def __init__(self, implicit: Implicit, names: FirstNames, counted: CountedReader, words: KindWords) -> None:
        self._first_names: dict[str, Gender] = dict.fromkeys(names.male, "male")
        self._first_names |= dict.fromkeys(names.female, "female")
        self._groups = {noun: Decimal(size) for noun, size in implicit.groups.items()}
        self._relatives = {noun: Decimal(size) for noun, size in implicit.relatives.items()}
        self._again = {word: Decimal(size) for word, size in implicit.again.items()}
        self._determiners = frozenset(implicit.nobody.determiners)
        self._pronouns = frozenset(implicit.nobody.pronouns)
        self._counted = counted
        self._words = words
        self._persons = PersonReader(implicit, counted)
        self._starts = frozenset({"a", "an", "the"}) | self._again.keys() | self._determiners | self._pronouns
        tables = (words.nouns, words.patient, words.agent, words.adjectives, words.governors)
        said = {word: kinds for table in tables for word, kinds in table.items() if not NONE_KINDS.isdisjoint(kinds)}
        single = {word for table in tables for word, kinds in table.items() if not SINGLE_KINDS.isdisjoint(kinds)}
        self._single_said = frozenset({*single, *words.manners, *words.objects, *implicit.told_of.words})
        self._said = self._single_said | said.keys()
        self._harm = frozenset(implicit.harm.words)

    def read(
        self, tokens: Tokens, entities: Entities, drafts: Sequence[Draft], heads: Heads
    ) -> tuple[list[Draft], Lists]:
        """Give the implicit figures of the article that overlap none of its explicit ones, and the lists of people.

        `heads` are its titles and headings. A number in a list of people takes the kind that the list is told of.
        """
        taken = {place for draft in drafts for place in range(draft.first, draft.last + 1)}
        nouns = {draft.noun.head.i for draft in drafts if draft.noun is not None}
        told = tokens.holding(self._said)
        own = OWN if not self._relatives.keys().isdisjoint(tokens.vocabulary) else frozenset()
        starts = self._starts | own
        found: list[Draft] = []
        for place in chain.from_iterable(range(*tokens.extent(number)) for number in sorted(told)):
            if tokens.lower[place] in starts and place not in taken:
                draft = self._several(tokens, place, nouns)
                if draft is not None:
                    taken |= set(range(draft.first, draft.last + 1))
                    found.append(draft)
        told = tokens.holding(self._single_said, told)
        if not told:
            return found, Lists({})
        names = mentions(tokens, entities, told, self._first_names)
        people = {draft.top(tokens).i: draft for draft in drafts if _counts_people(draft)}
        lists = self._persons.lists(tokens, names, {at: (d.first, d.behind - 1) for at, d in people.items()}, told)
        persons = self._persons.read(tokens, names, lists, told, heads)
        free = [p for p in persons if p.head.i not in nouns and taken.isdisjoint(range(p.first, p.last + 1))]
        ones = {draft.last for draft in drafts if draft.number == ONE and draft.kind in SINGLE_KINDS}
        free = [person for person in free if not ones or _whom_it_describes(person.head) not in ones]
        counted = any(draft.kind in HARM for draft in drafts)  # else "the injured captain" is one of a team
        rules = HARM_RULES | {"figures.modifier"} if counted else HARM_RULES
        parts = _parts(tokens, drafts, free, lists)
        found += self._singles(tokens, free, rules, lists, people, parts)
        return found, lists

    def _singles(
        self, tokens: Tokens, persons: Iterable[Person], rules: Set[str], lists: Lists, people: dict[int, Draft],
        parts: Mapping[int, Draft],
    ) -> Iterator[Draft]:  # fmt: skip
        """Give what became of single persons; `people` are the numbers of people, to which they come as found.

        `parts` are the numbers that persons are told to be of, by the heads of these.
        """
        kinds = {at: Reading(d.kind, d.rule) for at, d in people.items() if d.kind in SINGLE_KINDS and d.whole is None}
        harmed = tokens.holding(self._harm) | _found_dead(tokens)
        for person in persons:
            if (whole := parts.get(person.head.i)) is not None:
                yield self._part(tokens, person, whole)
                continue
            draft = self._single(tokens, person, harmed, rules, _before(lists, kinds, person.head.i))
            if draft is not None:
                kinds[person.head.i] = Reading(draft.kind, draft.rule)
                people[person.head.i] = draft
                yield draft
        for at, draft in people.items():
            if draft.open and (reading := _before(lists, kinds, at)) is not None:
                draft.kind, draft.rule = reading.kind, "figures.coordination"
        self._share_end(tokens, lists, people)

    def _share_end(self, tokens: Tokens, lists: Lists, people: Mapping[int, Draft]) -> None:
        """Let what is behind the last of a list be the end of all: "shot his wife and a guard *to death*"."""
        for first in lists:
            told = [people[head.i] for head in lists.around(tokens, tokens.all[first]) if head.i in people]
            shot = [draft for draft in told if draft.kind == "wounded"]
            if shot and any(draft.kind == "killed" for draft in told):
                verb = syntax.governing_verb(tokens.all[first])
                own = any(syntax.child(draft.top(tokens), "acl", "amod", "relcl") is not None for draft in told)
                if verb is not None and verb.lemma_ in self._words.manners and not own:
                    for draft in shot:
                        draft.kind = "killed"

    def _several(self, tokens: Tokens, place: int, nouns: set[int]) -> Draft | None:
        """Read nobody, a group, or people told of before, whichever begins at the token `place`."""
        return self._none(tokens, place) or self._group(tokens, place, nouns) or self._both(tokens, place, nouns)

    def _group(self, tokens: Tokens, place: int, nouns: set[int]) -> Draft | None:
        """Read "the couple were found dead", "a trio of thieves" (whose "of" says another number) left aside."""
        head = tokens.all[place].head
        own = tokens.all[place].dep_ == "poss"  # "*his parents* were shot"
        if (
            not (own or tokens.all[place].dep_ == "det")
            or not place < head.i <= place + 6
            or head.pos_ != "NOUN"
            or head.i in nouns
        ):
            return None
        size = (self._relatives if own else self._groups).get(head.lower_) or self._groups.get(head.lemma_.lower())
        if size is None:
            return None
        if (of := next((child for child in head.children if child.lower_ == "of"), None)) is not None:
            members = syntax.child(of, "pobj")  # "*a trio of* teenagers"
            people = members is not None and members.tag_ == "NNS" and self._counted.unit(members) == "person"
            if not people or members is None or members.i > head.i + GROUP_REACH or own:
                return None
            noun = Noun(members, head.i, members.i)
            reading = read_kind(Count(self._words, tokens, place, head.i, noun, "person"))
            return _draft(tokens, place, head.i, members, size, reading) if reading and _is_told(reading) else None
        reading = self._reading(tokens, place, head.i, head)
        return _draft(tokens, place, head.i, head, size, reading) if reading and _is_told(reading) else None

    def _both(self, tokens: Tokens, place: int, nouns: set[int]) -> Draft | None:
        """Read "both men died", "both were taken to a hospital", "both of the victims were shot"."""
        word, head = tokens.all[place], tokens.all[place].head
        size = self._again.get(word.lower_)
        if size is None or word.dep_ not in ("det", "nsubj", "nsubjpass"):
            return None
        if word.dep_ != "det":
            head = word
        elif syntax.child(head, "conj") is not None:
            return None  # "both men and women"
        elif not place < head.i <= place + 4 or head.i in nouns or self._counted.unit(head) != "person":
            return None
        reading = self._reading(tokens, place, head.i, head)
        if reading is None or reading.rule not in HARM_RULES or reading.kind not in SINGLE_KINDS:
            return None
        return _draft(tokens, place, head.i, head, size, reading)

    def _single(
        self, tokens: Tokens, person: Person, harmed: set[int], rules: Set[str], before: Reading | None
    ) -> Draft | None:
        """Read what became of one person, by the evidence of `rules` where the text tells of violence or accident.

        `before` is what the list tells of those before them: "killed the dean, *a professor* and two students".
        """
        sentence = tokens.sentence(person.first)
        harm = any(sentence - back in harmed for back in range(HARM_REACH + 1)) or sentence + 1 in harmed
        certain = person.form in ("indefinite", "other") or before is not None or _is_beside_certain(person)
        if not (harm or certain):
            return None
        noun = Noun(person.head, min(person.first + 1, person.last), person.last)
        count = Count(self._words, tokens, person.first, person.last, noun, "person")
        reading = read_kind(count, by_noun=False) or (BODY if self._persons.is_found_body(person.head) else None)
        reading = reading or before
        if reading is None or reading.kind not in SINGLE_KINDS or _is_unharmed(tokens, person):
            return None
        if reading.kind in SURVIVABLE and self._is_body_of(person):
            reading = BODY  # "the body of a kidnapped trader"
        if reading.rule == "figures.behind" and _is_of_subject(person):
            return None
        if person.head.dep_ == "poss" and person.head.head.lemma_ not in self._words.body_parts | SLAYINGS:
            return None  # "the boy's sister was shot", but "grazed a woman's head"
        told = reading is before or reading is BODY or reading.rule in (rules if harm else RULES)
        if not told and not self._is_body_of(person):
            return None
        return _of_person(tokens, person, reading)

    def _part(self, tokens: Tokens, person: Person, whole: Draft) -> Draft:
        """Give one of those that a number counts: "three people, including *a child*, were killed"."""
        noun = Noun(person.head, min(person.first + 1, person.last), person.last)
        own = clause(Count(self._words, tokens, person.first, person.last, noun, "person"), person.head)
        kind = own if own in SINGLE_KINDS else whole.kind  # "five were shot, including a boy *who died*"
        draft = _of_person(tokens, person, Reading(kind, "figures.part"))
        draft.whole = whole
        return draft

    def _is_body_of(self, person: Person) -> bool:
        """Tell whether a person is told of by what is left of them: "the bodies of a woman and her son were found"."""
        joined = (person.head, *syntax.conjuncts_before(person.head))
        head = next((word for word in joined if word.dep_ != "conj"), None)
        if head is None or head.dep_ != "pobj" or head.head.lower_ != "of":
            return False
        body = head.head.head
        return body.lemma_ in self._persons.bodies and not (body.dep_ == "pobj" and body.head.lower_ == "in")

    def _none(self, tokens: Tokens, place: int) -> Draft | None:
        """Read "no casualties", "no one was hurt", "none of the hostages had been killed": a figure of zero."""
        word = tokens.lower[place]
        if word in self._pronouns:
            head = tokens.all[place]
        elif word in self._determiners and place + 1 < len(tokens.all) and tokens.all[place + 1].pos_ != "DET":
            head = tokens.all[place].head if tokens.all[place].dep_ == "det" else tokens.all[place + 1]
            if word == "no" and tokens.lower[place + 1] == "one":
                head = tokens.all[place + 1]
        else:
            return None
        if not place <= head.i <= place + 5:
            return None
        reading = self._reading(tokens, place, head.i, head)
        if reading is None or reading.kind not in NONE_KINDS:
            return None
        is_person = word in self._pronouns or head.lower_ == "one" or self._counted.unit(head) == "person"
        if reading.rule != "figures.noun" and not is_person:
            return None  # "*no evidence* that anybody died" counts nobody
        return _draft(tokens, place, head.i, head, Decimal(0), reading)

    def _reading(self, tokens: Tokens, first: int, last: int, head: Token) -> Reading | None:
        noun = Noun(head, min(first + 1, last), last)
        return read_kind(Count(self._words, tokens, first, last, noun, "person"))


def _is_told(reading: Reading) -> bool:
    """Tell whether evidence is near enough for a group: "the couple were found dead"."""
    return reading.rule in RULES and reading.kind in SINGLE_KINDS


def _of_person(tokens: Tokens, person: Person, reading: Reading) -> Draft:
    draft = _draft(tokens, person.first, person.last, person.head, ONE, reading)
    draft.person = person
    if person.form == "name" or (person.form == "pronoun" and person.entity):
        draft.unit = make_unit("count", "person", None)
        draft.noun = Noun(person.head, person.first, person.last)
    return draft


def _parts(tokens: Tokens, drafts: Sequence[Draft], persons: Sequence[Person], lists: Lists) -> dict[int, Draft]:
    """Give the numbers that single persons are told to be of, by the heads of these."""
    heads = {draft.first: draft.top(tokens).i for draft in drafts} | {person.first: person.head.i for person in persons}
    heads |= {person.head.left_edge.i: person.head.i for person in persons if person.form == "name"}  # "*leader* Doe"
    found: dict[int, Draft] = {}
    for place, draft in enumerate(drafts):
        behind = drafts[place + 1].first if place + 1 < len(drafts) else len(tokens.all)
        if draft.kind not in SINGLE_KINDS or draft.unit.code != "person" or draft.number == ONE:
            continue
        first = _included(tokens, draft, behind)
        before = drafts[place - 1] if place else draft  # "*11* of the 60 wounded have died, among them a mother"
        whole = before if before.whole is draft and before.first == draft.first - PARTITIVE else draft
        if first in heads:
            members = lists.around(tokens, tokens.all[heads[first]])
            found |= {member.i: whole for member in members if member.i >= heads[first]}
    for draft in drafts:  # "among them a mother and *two girls*"
        of = found.get(draft.top(tokens).i) if draft.whole is None else None
        if of is not None and of is not draft and draft.number < of.number and _counts_people(draft):
            draft.whole = of
    return found


def _included(tokens: Tokens, whole: Draft, behind: int) -> int | None:
    """Give the token behind the word that tells who is of a number; another number begins at the token `behind`."""
    end = min(tokens.bounds(whole.first)[1], behind, whole.behind + INCLUDED_REACH)
    for place in range(whole.behind, end):
        word = tokens.lower[place]
        if word in ("among", "amongst") and tokens.lower[place + 1 : place + 2] == ["them"]:
            return place + 2
        if word in ("including", "among", "include", "includes"):
            return place + 1 if word == "including" else None
    return None


def _counts_people(draft: Draft) -> bool:
    """Tell whether a number is one of people that its noun names."""
    return draft.noun is not None and not draft.noun.anaphor and draft.unit.code == "person"


def _before(lists: Lists, kinds: Mapping[int, Reading], at: int) -> Reading | None:
    """Give what is told of the nearest one before in a list of whom something is told."""
    before = lists.before(at)
    while before is not None:
        if (reading := kinds.get(before)) is not None:
            return reading if reading.rule in LISTED else None
        before = lists.before(before)
    return None


def _found_dead(tokens: Tokens) -> set[int]:
    """Give the sentences that tell of people who were found dead, as those who died in their beds are not."""
    if "dead" not in tokens.vocabulary:
        return set()
    places = (place for place, word in enumerate(tokens.lower) if word == "dead" and place)
    return {tokens.sentence(place) for place in places if tokens.lower[place - 1] == "found"}


def _whom_it_describes(noun: Token) -> int | None:
    """Give the word that a noun says who it is: "*one* of them *a child*", "*one* of the dead was *a boy*"."""
    word = noun.head if noun.dep_ == "appos" else syntax.child(noun.head, "nsubj") if noun.dep_ == "attr" else None
    return word.i if word is not None and word.i < noun.i else None


def _is_unharmed(tokens: Tokens, person: Person) -> bool:
    """Tell whether it did not befall them: "the driver was *not* hurt", "near Clarke, *where* a man was shot"."""
    if person.form == "name" and tokens.lower[person.last + 1 : person.last + 3] == [",", "where"]:
        return True
    return person.head.dep_ in ("nsubj", "nsubjpass") and syntax.negation(person.head.head) is not None


def _is_beside_certain(person: Person) -> bool:
    """Tell whether a person is joined to one that the text brings in: "a woman and *her son*"."""
    return any(child.lower_ in ("a", "an") for word in syntax.conjuncts_before(person.head) for child in word.children)


def _is_of_subject(person: Person) -> bool:
    """Tell whether what follows is said of the noun above: "the son of a minister was killed"."""
    if person.head.dep_ != "pobj":
        return False
    above = person.head.head.head
    return above.dep_ in ("nsubj", "nsubjpass") and 0 < above.head.i - person.last <= PREDICATE_REACH


def _draft(tokens: Tokens, first: int, last: int, head: Token, size: Decimal, reading: Reading) -> Draft:
    end = tokens.all[last]
    return Draft(
        start=tokens.all[first].idx,
        end=end.idx + len(end),
        first=first,
        last=last,
        sentence=tokens.sentence(first),
        kind=reading.kind,
        unit=make_unit("count", "person", head.text),
        value=value(Amount(size), Bound()),
        rule="figures.implicit" if size else "figures.nobody",
        noun=Noun(head, min(first + 1, last), last),
        implicit=True,
    )
