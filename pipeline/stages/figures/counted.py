"""What a number counts: the noun phrase, by the dependency tree and, where that fails, by the words that follow."""

import re
from calendar import month_name
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline import syntax
from pipeline.stages.figures.expression import Expression, heads
from pipeline.stages.figures.lexicons import Units
from pipeline.stages.figures.tokens import Tokens
from pipeline.tree import Token

NOUNS = frozenset({"NOUN", "PROPN"})
MODIFIERS = frozenset({"advmod", "amod", "appos", "compound", "det", "nmod", "nummod", "quantmod"})
HUNDRED = 100
DAYS = frozenset({
    "friday", "monday", "saturday", "sunday", "thursday", "today", "tomorrow", "tuesday", "wednesday", "yesterday",
})  # fmt: skip
MONTHS = frozenset(name.lower() for name in month_name[1:])
ANAPHORS = frozenset({"it", "them", "these", "those", "us", "which", "whom", "you"})
NUMBER_NOUNS = frozenset({"figure", "number", "tally", "toll", "total"})
"""Nouns that a number stands beside but does not count ("bringing to 148 the number killed")."""

_CLOSED = re.compile(r"\.\s+[“\"‘']?[A-Z]|\s[-–—]\s")
"""What parts a number from what follows, whatever the parser makes of it: "$45m. Shareholders", "40% - most of it"."""

ADJECTIVES = frozenset({"JJ", "NNP"})
CAPTIVE = frozenset({"held", "taken"})
NP_TAGS = frozenset({"HYPH", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "POS", "PRP$", "RB", "VBG", "VBN"})


@dataclass(frozen=True, slots=True)
class Noun:
    """The counted noun: its head token and the tokens ``[first, last]`` of its phrase; `anaphor` for "of them"."""

    head: Token
    first: int
    last: int
    anaphor: bool = False


def singular(noun: Token) -> str:
    """Give the lemma of a noun in small letters; the lemmatizer leaves names in the plural ("10 *Marines*")."""
    lemma = noun.lemma_.lower()
    named = noun.tag_ == "NNPS" and lemma.endswith("s") and not lemma.endswith("ss")
    return lemma[:-1] if named else lemma


class CountedReader:
    """Finds what a quantity counts, and the unit of that noun."""

    def __init__(self, units: Units) -> None:
        self._unit_of = {noun: code for code, unit in units.counts.items() for noun in unit.nouns}
        self._suffixes = tuple((code, unit.suffixes) for code, unit in units.counts.items() if unit.suffixes)
        self._durations = frozenset(units.durations.words)
        self._things, self._areas = frozenset(units.things.words), frozenset(units.areas.words)
        self._headed = frozenset(units.headed.words)

    def unit(self, noun: Token) -> str | None:
        """Give the unit code of a counted noun: "person" of "villagers"; null where the lexicon has none."""
        lemma = singular(noun)
        code = self._unit_of.get(lemma) or self._unit_of.get(noun.lower_)
        if code:
            return code
        if lemma == "head" and any(
            child.dep_ == "compound" and child.lemma_ in self._headed for child in noun.children
        ):
            return "person"  # "the village head", but "oil well heads"
        if noun.ent_type_ == "NORP" and noun.tag_ in ("NNS", "NNPS"):
            return "person"
        if lemma in self._things:
            return None  # "seven assists" are no people
        return next((code for code, suffixes in self._suffixes if lemma.endswith(suffixes)), None)

    def is_thing(self, noun: Token) -> bool:
        """Tell whether a noun is that of a thing which is killed or displaced in no more than words."""
        return noun.lemma_.lower() in self._things

    def is_area(self, noun: Token) -> bool:
        """Tell whether a noun is that of a part of a country, or of a country."""
        return noun.lemma_.lower() in self._areas

    def is_duration(self, noun: Token) -> bool:
        """Tell whether a noun counts time."""
        return noun.lemma_.lower() in self._durations

    def find(self, tokens: Tokens, expression: Expression) -> Noun | None:
        """Find the noun that an expression counts."""
        roots = [tokens.all[place] for place in heads(tokens, expression)]
        noun = self._partitive(tokens, expression, roots) or self._modified(tokens, expression, roots)
        noun = self._livestock(noun) or noun or self._following(tokens, expression)
        if noun is None or noun.head.lemma_.lower() in NUMBER_NOUNS or self._is_when(expression, noun):
            return None
        if noun.first == expression.last + 1 and _CLOSED.match(tokens.text, expression.end):
            return None
        return None if _is_captivity(tokens, noun) else noun

    def _is_when(self, expression: Expression, noun: Noun) -> bool:
        """Tell whether the words behind a figure tell when: "fined $45,000 *last year*", "5 points *Friday*"."""
        if noun.first != expression.last + 1:
            return False
        head = noun.head
        month = head.lower_ in MONTHS and head.tag_ == "NNP"  # "fined $45,000 *last May*"
        return month or self.is_duration(head) or head.lower_ in DAYS or head.ent_type_ in ("DATE", "TIME")

    def _modified(self, tokens: Tokens, expression: Expression, roots: Iterable[Token]) -> Noun | None:
        """Read "40 *people*", "the 32-billion-dollar *debt*": the noun above the number."""
        for root in roots:
            head = root.head
            if head.dep_ == "compound" and head.head.tag_ == "NNS" and self.is_duration(head):
                head = head.head  # "two day *nurses*"
            if (
                root.dep_ in MODIFIERS
                and head.pos_ in NOUNS
                and head.i > expression.last
                and head.i - expression.last <= 8
            ):
                apart = expression.unit == "count" and tokens.lower[expression.last + 1] == ","
                if apart or not _same_phrase(tokens, expression.last + 1, head.i):
                    continue
                return Noun(head, _phrase_start(tokens, expression.last + 1, head.i), head.i)
        return None

    def _partitive(self, tokens: Tokens, expression: Expression, roots: Iterable[Token]) -> Noun | None:
        """Read "dozens of *people*", "90% of *the workers*", "$20 million in *damage*", "15 of *them*"."""
        place = expression.last + 1
        if place >= len(tokens.all):
            return None
        place += tokens.lower[place] == "more" and place + 1 < len(tokens.all)  # "$25 million *more* in aid"
        joint = tokens.lower[place]
        many = expression.scale > HUNDRED or (
            expression.amount.term is not None and (expression.amount.low or 0) > HUNDRED
        )
        if joint == "of" or (joint == "in" and (expression.unit == "money" or many)):
            return self._complement(tokens, place)
        for root in roots:
            for prep in syntax.children(root, "prep"):
                if prep.lower_ == "of" and prep.i > expression.last and prep.i - expression.last <= 2:
                    return self._complement(tokens, prep.i)
        return None

    def _livestock(self, noun: Noun | None) -> Noun | None:
        """Read "200 head of *cattle*": they are what is counted."""
        if noun is None or noun.head.lemma_.lower() != "head":
            return None
        beasts = (child for prep in syntax.children(noun.head, "prep") for child in prep.children)
        beast = next((child for child in beasts if self.unit(child) == "animal"), None)
        return Noun(beast, noun.first, beast.i) if beast is not None else None

    def _complement(self, tokens: Tokens, prep: int) -> Noun | None:
        end = tokens.bounds(prep)[1]
        head = next((child for child in tokens.all[prep].children if child.dep_ == "pobj" and child.i > prep), None)
        if head is None or head.i >= end:
            place = prep + 1
            while place < end and tokens.all[place].pos_ == "NUM":
                place += 1  # "one *of three people* died"
            found = self._run(tokens, place, end)
            return found and Noun(found.head, prep + 1, found.last)
        if head.lower_ in ANAPHORS:
            return Noun(head, head.i, head.i, anaphor=True)
        named = head.pos_ == "ADJ" or head.tag_ == "VBN"
        if named and (
            tokens.lower[prep + 1] == "the" or head.i == prep + 1
        ):  # "nine of the displaced", "dozens of dead"
            return Noun(head, prep + 1, head.i)
        if head.pos_ not in NOUNS:
            return self._run(tokens, prep + 1, end) if head.pos_ == "NUM" else None
        return Noun(head, max(prep + 1, head.left_edge.i), head.i)

    def _following(self, tokens: Tokens, expression: Expression) -> Noun | None:
        """Read the words that follow, where the tree has none: "14,593 internally displaced households"."""
        end = tokens.bounds(expression.first)[1]
        return self._run(tokens, expression.last + 1, end)

    @staticmethod
    def _run(tokens: Tokens, start: int, end: int) -> Noun | None:
        """Read a run of modifiers that ends in a noun."""
        last = None
        place = start
        joined = _joined(tokens, start)  # "seven *Nepali and* Indian guards"
        if joined and (noun := CountedReader._run(tokens, joined, end)) and noun.head.tag_ in ("NNS", "NNPS"):
            return Noun(noun.head, start, noun.last)
        while place < min(end, start + 7) and (
            tokens.all[place].tag_ in NP_TAGS
            or (place > start and tokens.lower[place + 1 : place + 2] == ["mm"])  # "five spent *9 mm* casings"
            or (place == start and tokens.lower[place] in ("the", "its", "their", "his", "more", "other"))
        ):
            token = tokens.all[place]
            if token.pos_ in NOUNS:
                last = place
            elif last is not None:
                break
            place += 1
        return None if last is None else Noun(tokens.all[last], start, last)


def _is_captivity(tokens: Tokens, noun: Noun) -> bool:
    """Tell whether the words behind a number tell what those counted were taken as: "51 *taken hostage*"."""
    return noun.head.tag_ == "NN" and noun.first + 1 == noun.last and tokens.lower[noun.first] in CAPTIVE


def _joined(tokens: Tokens, start: int) -> int | None:
    """Give the second of two adjectives joined by "and" that a phrase begins with; they may be tagged as names."""
    words = tokens.all[start : start + 3]
    pair = len(words) == 3 and words[1].lower_ in ("and", "or") and {words[0].tag_, words[2].tag_} <= ADJECTIVES
    return start + 2 if pair else None


def _phrase_start(tokens: Tokens, start: int, head: int) -> int:
    """Pass over marks and "or so" before the noun phrase; the head itself may be one ("%" is a noun to the tagger)."""
    if tokens.lower[start] == "or" and start + 1 < head:
        start += 2
    while start < head and (tokens.all[start].is_punct or tokens.lower[start] == "plus"):
        start += 1
    return start


def _same_phrase(tokens: Tokens, start: int, head: int) -> bool:
    """Tell whether nothing parts the number from its noun: no comma, verb or other number."""
    if tokens.lower[start] in ("and", "or") and tokens.lower[start + 1] not in ("more", "so"):
        return False
    for place in range(start, head):
        token = tokens.all[place]
        if token.tag_ == ":" or (token.lower_ in (",", ".", "and", "or") and token.head.i > head):
            return False
        if token.pos_ == "NUM" and token.head.i == head:
            return False
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD") or token.dep_ in ("ROOT", "relcl"):
            return False
    return True
