"""People counted without a number: "a journalist was shot dead", "the couple", "a mother and her four children"."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from spacy.tokens import Token

from pipeline import syntax
from pipeline.stages.figures.bounds import Amount, Bound, value
from pipeline.stages.figures.counted import CountedReader, Noun
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.kind_words import Count, KindWords
from pipeline.stages.figures.kinds import read_kind
from pipeline.stages.figures.lexicons import Implicit
from pipeline.stages.figures.tokens import Tokens
from schemas.figure import FigureKind, Unit

SINGLE_KINDS: frozenset[FigureKind] = frozenset({"abducted", "killed", "missing", "wounded"})
"""What may happen to a single person so that the article counts them."""

RULES = frozenset({"figures.before", "figures.behind", "figures.predicate"})
NONE_KINDS: frozenset[FigureKind] = SINGLE_KINDS | {"casualties", "affected", "displaced", "evacuated"}
ONE = Decimal(1)


class ImplicitReader:
    """Reads counts that are told without a number."""

    def __init__(self, implicit: Implicit, counted: CountedReader, words: KindWords) -> None:
        self._groups = {noun: Decimal(size) for noun, size in implicit.groups.items()}
        self._determiners = frozenset(implicit.nobody.determiners)
        self._pronouns = frozenset(implicit.nobody.pronouns)
        self._counted = counted
        self._words = words
        self._starts = frozenset({"a", "an", "the"}) | self._determiners | self._pronouns

    def read(self, tokens: Tokens, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """Give the implicit figures of the article that overlap none of its explicit ones."""
        taken = {place for draft in drafts for place in range(draft.first, draft.last + 1)}
        nouns = {draft.noun.head.i: draft for draft in drafts if draft.noun is not None}
        for place, word in enumerate(tokens.lower):
            if word not in self._starts or place in taken:
                continue
            draft = self._none(tokens, place, word) or self._person(tokens, place, word, nouns)
            if draft is not None:
                yield draft

    def _person(self, tokens: Tokens, place: int, word: str, nouns: dict[int, Draft]) -> Draft | None:
        head = tokens.all[place].head
        if tokens.all[place].dep_ != "det" or not place < head.i <= place + 6 or head.pos_ != "NOUN" or head.i in nouns:
            return None
        size = self._groups.get(head.lemma_.lower()) or self._groups.get(head.lower_)
        if size is None and (word == "the" or head.tag_ != "NN" or self._counted.unit(head) != "person"):
            return None
        if any(child.lower_ == "of" for child in head.children) and size is not None:
            return None
        if head.dep_ in ("appos", "attr") and head.head.pos_ == "PROPN":  # "John Doe, a teacher": a person by name
            return None
        draft = self._draft(tokens, place, head.i, head, size or ONE)
        if draft is None or draft.kind not in SINGLE_KINDS:
            return None
        return self._with_family(tokens, draft, head, nouns)

    @staticmethod
    def _with_family(tokens: Tokens, draft: Draft, head: Token, nouns: dict[int, Draft]) -> Draft:
        """Add the counted conjuncts: "a mother and her four children" are five, the four a part of them."""
        for partner in syntax.children(head, "conj"):
            part = nouns.get(partner.i)
            if part is None or part.value.point is None or part.value.approximate:
                continue
            if not any(child.dep_ == "poss" for child in partner.children):
                continue
            last = tokens.all[part.noun.last if part.noun else part.last]
            draft.value = value(Amount((draft.value.point or ONE) + part.value.point), Bound())
            draft.end, draft.last = last.idx + len(last), last.i
            part.whole = draft
            if part.kind == "count":
                part.kind, part.rule = draft.kind, "figures.part"
        return draft

    def _none(self, tokens: Tokens, place: int, word: str) -> Draft | None:
        """Read "no casualties", "no one was hurt", "none of the hostages had been killed": a figure of zero."""
        if word in self._pronouns:
            head = tokens.all[place]
        elif word in self._determiners and place + 1 < len(tokens.all):
            head = tokens.all[place].head if tokens.all[place].dep_ == "det" else tokens.all[place + 1]
            if word == "no" and tokens.lower[place + 1] == "one":
                head = tokens.all[place + 1]
        else:
            return None
        if not place <= head.i <= place + 5:
            return None
        draft = self._draft(tokens, place, head.i, head, Decimal(0))
        return draft if draft is not None and draft.kind in NONE_KINDS else None

    def _draft(self, tokens: Tokens, first: int, last: int, head: Token, size: Decimal) -> Draft | None:
        noun = Noun(head, min(first + 1, last), last)
        unit = self._counted.unit(head)
        reading = read_kind(Count(self._words, tokens, first, last, noun, unit if size else "person"))
        if reading is None or (size and reading.rule not in RULES):
            return None
        end = tokens.all[last]
        return Draft(
            start=tokens.all[first].idx,
            end=end.idx + len(end),
            first=first,
            last=last,
            sentence=tokens.sentence(first),
            kind=reading.kind,
            unit=Unit(type="count", code="person", text=head.text),
            value=value(Amount(size), Bound()),
            rule="figures.implicit" if size else "figures.nobody",
            noun=noun,
            implicit=True,
        )
