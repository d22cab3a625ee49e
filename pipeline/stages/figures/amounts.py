"""Kinds of money and percentages: read off the nouns and verbs around the amount."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from pipeline import syntax
from pipeline.stages.figures.counted import Noun
from pipeline.stages.figures.expression import Expression
from pipeline.stages.figures.lexicons import Kinds
from pipeline.stages.figures.tokens import Tokens
from pipeline.tree import Token
from schemas.figure import FigureKind

REACH = 5
"""How many steps up the tree a noun or verb may stand from the amount it speaks of."""


GENERAL = frozenset({"bill", "deal", "order", "package"})
"""Nouns that say less of an amount than what stands before them."""

PHRASE = 4
"""Tokens of a noun phrase behind an amount: "foreign aid package"."""

SUING = frozenset({
    "award", "awarded", "awarding", "compensatory", "court", "defamation", "judge", "jury", "lawsuit", "libel",
    "plaintiff", "punitive", "sue", "sued", "suing", "suit", "won",
})  # fmt: skip
"""Words beside "damages" that somebody has to pay, to whom it was done."""

BAILING = frozenset(
    {"bail", "bailed", "booked", "custody", "inmate", "jail", "jailed", "magistrate", "post", "posted", "posting"}
)
"""Words beside a "bond" that sets somebody free until a court has judged."""

OFF = frozenset({"gift", "store", "tax", "travel"})
"""What stands before a "credit" that nobody has to pay back."""

LEAST_MONEY = 1000
"""A smaller number "in loans" counts loans."""

MILLION = 1_000_000
SUMS_OF_MONEY = frozenset({
    "bailout", "budget", "cost", "debt", "deficit", "earnings", "expenditure", "income", "investment", "loan", "loss",
    "profit", "revenue", "subsidy", "surplus", "turnover",
})  # fmt: skip
"""Nouns whose "of" holds an amount of money, though no currency is said."""

OBJECTS = frozenset({"dative", "dobj", "oprd"})


class AmountKinds:
    """Reads the kind of an amount of money or of a percentage."""

    def __init__(self, kinds: Kinds) -> None:
        self._words: dict[str, FigureKind] = {}
        self._purposes: dict[str, FigureKind] = {}
        self._percent: dict[str, FigureKind] = {}
        self._results = frozenset(kinds.results.words)
        self._spending = frozenset(kinds.spending.words)
        for name, kind in kinds.kinds.items():
            if kind.money:
                for word in (*kind.nouns, *kind.verbs):
                    self._words.setdefault(word, name)
                self._purposes |= dict.fromkeys(kind.purposes, name)
            if kind.percent is not None:
                self._percent |= dict.fromkeys(kind.percent, name)

    def money(self, tokens: Tokens, first: int, last: int, noun: Noun | None) -> FigureKind:
        """Give the kind of an amount: what it is an amount of, then what is done with it, then what it is for."""
        start, end = tokens.bounds(first)
        if noun and noun.head.lower_ == "damages" and not SUING.isdisjoint(tokens.lower[start:end]):
            return "cost"
        bails = noun is not None and noun.head.lower_ == "bond" and not BAILING.isdisjoint(tokens.lower[start:end])
        if noun and (bails or _is_off(tokens, noun)):
            return "money"
        if noun and (kind := self._of_noun(tokens, noun)):
            return kind
        if noun is None and (kind := self._past_bracket(tokens, last)):
            return kind
        near = tokens.all[max(start, first - 3) : first]
        led = first > start and tokens.lower[first - 1] in ("by", "from", "to")  # "lost 7 percent *to* 112 francs"
        for token in _around(tokens, first, last):
            kind = None if _is_price(token, first, last) else self._words.get(token.lemma_.lower())
            if kind and not (led and token.pos_ == "VERB"):
                return "money" if kind == "damage" and self._is_result(token) else kind
        if kind := self._near(tokens, near):
            return kind
        follow = tokens.all[last + 1 : min(end, last + 8)]
        for to, verb in pairwise(follow):
            if to.lower_ in ("to", "for") and (kind := self._purposes.get(verb.lemma_.lower())):
                return kind
        return "money"

    def _near(self, tokens: Tokens, near: Sequence[Token]) -> FigureKind | None:
        """Read the words right before an amount, but no court's charge: "*charged with* stealing $5 million"."""
        for token in reversed(near):
            if token.dep_ == "cc":
                return None  # "tax credits *and* a £200 refund"
            charge = token.lemma_ == "charge" and tokens.lower[token.i + 1] in ("of", "with")
            priced = token.lemma_ == "trade" and token.pos_ == "VERB"
            if not (charge or priced) and (kind := self._words.get(token.lemma_.lower())):
                return kind
        return None

    def _past_bracket(self, tokens: Tokens, last: int) -> FigureKind | None:
        """Read the noun behind the same amount in other money: "a 10 billion euro ($13 billion) *bailout*"."""
        close = tokens.closing(last + 1)
        if close is None or tokens.lower[last + 1] != "(":
            return None
        words = tokens.all[close + 1 : close + 1 + PHRASE]
        nouns = list(takewhile(lambda word: word.pos_ in ("ADJ", "NOUN", "PROPN"), words))
        said = (self._words.get(word.lemma_.lower()) for word in reversed(nouns))
        return next((kind for kind in said if kind), None)

    def _is_result(self, loss: Token) -> bool:
        """Tell whether a loss is what a company reports."""
        words = syntax.children(loss, "amod", "compound")
        return any(
            word.lower_ in self._results
            or "".join(part.lower_ for part in word.tree[word.i - 2 : word.i + 1]) == "pre-tax"
            for word in words
        )

    def _of_noun(self, tokens: Tokens, noun: Noun) -> FigureKind | None:
        """Read a noun phrase from its end; what stands before a "package" tells more: "a bailout package deal"."""
        if noun.head.lower_ == "worth":  # "$58 million *worth of aid*"
            held = (inner for prep in syntax.children(noun.head, "prep") for inner in syntax.children(prep, "pobj"))
            return next((self._words.get(inner.lemma_.lower()) for inner in held), None)
        lemmas = [tokens.all[place].lemma_.lower() for place in range(noun.last, noun.first - 1, -1)]
        said = [lemma for lemma in lemmas if lemma in self._words]
        told = next((lemma for lemma in said if lemma not in GENERAL), next(iter(said), None))
        return self._words[told] if told else None

    def of_money(self, tokens: Tokens, expression: Expression, noun: Noun | None) -> FigureKind | None:
        """Give the kind of an amount whose currency is not said: "20 billion in international debt"."""
        point = expression.amount.point or expression.amount.low
        if point is None or point < LEAST_MONEY:
            return None
        if noun is None:
            spent = self._is_spent(tokens, expression) if expression.amount.term else self._is_sum(tokens, expression)
            return self.money(tokens, expression.first, expression.last, None) if spent else None
        return self._words.get(noun.head.lemma_.lower()) if tokens.lower[expression.last + 1] == "in" else None

    @staticmethod
    def _is_sum(tokens: Tokens, expression: Expression) -> bool:
        """Tell whether a bare number in millions is an amount of what tells of money: "a profit of *340 million*"."""
        number = tokens.all[expression.last]
        held = number.dep_ == "pobj" and number.head.lower_ == "of"
        return expression.scale >= MILLION and held and number.head.head.lemma_ in SUMS_OF_MONEY

    def _is_spent(self, tokens: Tokens, expression: Expression) -> bool:
        """Tell whether a vague number is one of money, by its verb: "poured *billions* into", "paid *thousands*"."""
        inside = range(expression.first, expression.last + 1)
        roots = (token for token in tokens.all[expression.first : expression.last + 1] if token.head.i not in inside)
        return any(
            root.head.lower_ == "worth" or (root.dep_ in OBJECTS and root.head.lemma_ in self._spending)
            for root in roots
        )

    def names_money(self, noun: Noun) -> bool:
        """Tell whether a noun is a kind of money: "debt", "aid"."""
        return noun.head.lemma_.lower() in self._words

    def percent(self, tokens: Tokens, first: int, last: int, noun: Noun | None) -> FigureKind:
        """Give ``rate`` beside a word for one ("inflation", "growth"), else ``share``, as "of" says too."""
        if tokens.lower[last + 1 : last + 2] == ["of"]:
            return "share"  # "39 percent *of revenue*"
        if noun is not None:
            found = self._percent.get(noun.head.lemma_.lower())
            return found or "share"
        for token in _around(tokens, first, last):
            if kind := self._percent.get(token.lemma_.lower()):
                return kind
        return "share"


def _is_price(verb: Token, first: int, last: int) -> bool:
    """Tell what something is traded at from what is traded: "the euro *traded* at $1.30"."""
    traded = (word.i for word in syntax.children(verb, "dobj"))
    return verb.lemma_ == "trade" and verb.pos_ == "VERB" and not any(first <= at <= last for at in traded)


def _is_off(tokens: Tokens, noun: Noun) -> bool:
    """Tell whether an amount is taken off what is to be paid: "a $2,000 *tax credit*"."""
    credit = noun.head
    return credit.lemma_ == "credit" and noun.first < credit.i and tokens.lower[credit.i - 1] in OFF


def _around(tokens: Tokens, first: int, last: int) -> Iterator[Token]:
    """Give the words above an amount with their subjects, objects and complements, nearest first."""
    inside = range(first, last + 1)
    token = next((token for token in tokens.all[first : last + 1] if token.head.i not in inside), tokens.all[last])
    yield from _complements(token, last, "of", "in", "for")
    yield from (clause for clause in syntax.children(token, "acl") if clause.i > last)  # "$3 billion *owed* to banks"
    others: set[int] = set(inside)
    for _ in range(REACH):
        if token.head.i == token.i:
            return
        beside = token.dep_ == "conj" and token.i not in inside  # "tax credits and a *£200* refund"
        of_subject = token.dep_ == "nsubj" and token.i not in inside  # "reserves of *$9 billion* beat its debt"
        token = token.head
        if beside and token.pos_ in ("NOUN", "PROPN"):
            others.add(token.i)
        if token.i in others:
            continue
        if token.pos_ in ("NOUN", "PROPN"):
            modifiers = syntax.children(token, "compound", "amod")
            yield from (*modifiers, token) if token.lemma_.lower() in GENERAL else (token, *modifiers)  # "a net debt"
        elif token.pos_ in ("VERB", "AUX"):
            kept = (child for child in token.children if not (of_subject and child.dep_ == "dobj"))
            yield from _about(token, last, (child for child in kept if child.i not in others))
            return


def _about(verb: Token, last: int, children: Iterable[Token]) -> Iterator[Token]:
    """Give a verb with its subjects, objects and complements; `children` are those that may tell of the amount."""
    yield verb
    for child in children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "acomp"):
            yield child
            yield from syntax.children(child, "compound", "amod")
    if verb.dep_ == "xcomp":
        yield from _raised(verb.head)
    yield from _complements(verb, last, "in", "for", "as")
    if verb.dep_ in ("acl", "relcl"):
        yield verb.head  # "*damage* that one insurer put at $4 billion", "its *debt*, now at $3 billion"


def _raised(verb: Token) -> Iterator[Token]:
    """Give the subject that an infinitive leaves to the verb above it: "*exports* are expected to reach $4 billion"."""
    for subject in syntax.children(verb.head if verb.dep_ == "acomp" else verb, "nsubj", "nsubjpass"):
        yield subject
        yield from syntax.children(subject, "compound", "amod")


def _complements(token: Token, after: int, *prepositions: str) -> Iterator[Token]:
    for prep in syntax.children(token, "prep"):
        if prep.i > after and prep.lower_ in prepositions:
            yield from syntax.children(prep, "pobj")
