"""The figures stage: from the numbers of an article to its figures, with every number accounted for."""

from itertools import pairwise

from pipeline import lexicon
from pipeline.config import Config
from pipeline.stage import Stage
from pipeline.stages.figures.amounts import AmountKinds
from pipeline.stages.figures.attachment import Attachment, PlaceWords
from pipeline.stages.figures.bounds import Bound, BoundReader, interval, value
from pipeline.stages.figures.counted import CountedReader, Noun
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.draft import unit as make_unit
from pipeline.stages.figures.exclusion import reasons
from pipeline.stages.figures.expression import Expression, ExpressionReader
from pipeline.stages.figures.implicit import ImplicitReader
from pipeline.stages.figures.kind_words import AREA, THING, Count, KindWords
from pipeline.stages.figures.kinds import read_kind
from pipeline.stages.figures.lexicons import (
    Bounds,
    Currencies,
    FirstNames,
    Implicit,
    Kinds,
    Measures,
    NotFigures,
    Units,
)
from pipeline.stages.figures.measures import MeasureReader
from pipeline.stages.figures.money import CurrencyReader, countries_of
from pipeline.stages.figures.names import NameReader
from pipeline.stages.figures.relations import PEOPLE, is_gapped, relate
from pipeline.stages.figures.repeats import headings, merge
from pipeline.stages.figures.retold import Retold
from pipeline.stages.figures.telling import Telling, lemma
from pipeline.stages.figures.tokens import Tokens
from pipeline.stages.figures.tolls import is_total
from pipeline.stages.figures.victims import VictimReader
from pipeline.text.numbers import NumberReader, NumberWords
from pipeline.tree import Tree
from schemas.article import Article
from schemas.dates import Dates
from schemas.entity import Entities
from schemas.figure import Figures, PassedOver

SUMS = frozenset({"aid", "damage", "debt", "trade"})
"""Kinds of sums of money, which nobody tells in cents: those are the price of a bond or a share."""

LEAST_OF_MONEY = 1_000_000_000
"""From here on a bare number is of no people."""

LAKHS = frozenset({"crore", "crores", "lakh", "lakhs"})
"""Scales of South Asia."""

JOINTS = frozenset({",", "and", "but"})
"""What may part the two bounds of an interval."""


class FindFigures(Stage):
    """Find quantities with bounds, unit, kind and what is counted."""

    name = "figures"
    version = 3
    lexicons = (
        "numbers",
        "bounds",
        "currencies",
        "units",
        "figure_kinds",
        "not_figures",
        "measures",
        "implicit",
        "first_names",
    )
    summary = "finds figures: value with bounds, unit, kind, what is counted"

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        words = lexicon.load("numbers", NumberWords)
        units = lexicon.load("units", Units)
        kinds = lexicon.load("figure_kinds", Kinds)
        measures = lexicon.load("measures", Measures)
        self._currencies = CurrencyReader(lexicon.load("currencies", Currencies))
        self._numbers = NumberReader(words, self._currencies.letters)
        self._expressions = ExpressionReader(units, self._currencies, words.suffixes, measures.changes)
        self._bounds = BoundReader(lexicon.load("bounds", Bounds))
        self._counted = CountedReader(units)
        self._names = NameReader(lexicon.load("not_figures", NotFigures))
        self._kind_words = KindWords(kinds)
        self._amounts = AmountKinds(kinds)
        self._places = PlaceWords(*(frozenset(table.words) for table in (kinds.localities, kinds.care, kinds.nursed)))
        self._measures = MeasureReader(measures, units)
        implicit = lexicon.load("implicit", Implicit)
        self._implicit = ImplicitReader(
            implicit, lexicon.load("first_names", FirstNames), self._counted, self._kind_words
        )
        self._telling = Telling(implicit)
        self._victims = VictimReader(implicit, self._telling)
        self._retold = Retold(implicit, self._telling)
        self._things = frozenset(thing for kind in kinds.kinds.values() for thing in kind.things)
        self._kind_units = {name: kind.unit for name, kind in kinds.kinds.items()}

    def __call__(self, article: Article, tree: Tree, entities: Entities, dates: Dates) -> Figures:
        """Give the figures of an article in text order, and the numbers that are none with the reason."""
        peoples = (mention.start for group in entities.entities if group.type == "group" for mention in group.mentions)
        tokens = Tokens(tree, article.text, peoples)
        countries = countries_of(entities)
        drafts: list[Draft] = []
        passed: list[PassedOver] = []
        expressions = self._expressions.read(tokens, self._numbers.read(tokens.text, tokens.words()), countries)
        why = reasons(self._names, tokens, dates, expressions)
        marked = self._currencies.tells_dollars_apart(expression.name for expression in expressions)
        in_lakhs = not LAKHS.isdisjoint(tokens.vocabulary)
        for expression, reason in zip(expressions, why, strict=True):
            before = drafts[-1] if drafts else None
            draft = self._draft(tokens, expression, before) if reason is None else None
            if draft is not None and expression.unit == "money" and expression.name:
                code = self._currencies.code(expression.name, countries, marked=marked, in_lakhs=in_lakhs)
                draft.unit = make_unit("money", code, expression.unit_text)
            if draft is not None:
                if drafts and _closes(tokens, drafts[-1], draft):
                    drafts.pop()
                drafts.append(draft)
            else:
                passed.append(_passed(tokens, expression, reason or ("vague" if expression.amount.term else "pronoun")))
        relate(tokens, drafts)
        for draft in drafts:
            self._set_unit(draft)
        heads = headings(article)
        implicit, lists = self._implicit.read(tokens, entities, drafts, heads)
        told = {draft.sentence for draft in (*drafts, *implicit)}
        attachment = Attachment(tokens, entities, dates, told, self._places)
        for draft in (*drafts, *implicit):
            attachment.tie(draft)
        drafts = sorted(self._victims.settle(tokens, drafts, implicit, lists), key=_place)
        for draft in drafts:
            self._measures.read(tokens, draft)
        for before, draft in pairwise(drafts):
            self._measures.again(tokens, before, draft)
        drafts = sorted(merge(tokens, heads, self._telling, drafts), key=_place)
        self._retold.tie(tokens, drafts)
        return Figures(figures=tuple(draft.quantity(tokens) for draft in drafts), passed_over=tuple(passed))

    def _draft(self, tokens: Tokens, expression: Expression, before: Draft | None) -> Draft | None:
        """Read one figure behind another; None for a vague word without an interval that says nothing of people."""
        noun = self._counted.find(tokens, expression)
        follow = tokens.lower[expression.last + 1 : expression.last + 3]
        within = noun is not None and follow[:1] == ["in"] and follow[1:] != ["-"]
        if noun and within and (self._counted.is_duration(noun.head) or not self._amounts.names_money(noun)):
            noun = None  # "$300 in his pocket", "in the quarter", but "42 in-depth interviews"
        bound = self._bounds.read(tokens, expression.first, expression.last, noun.last if noun else None)
        draft = Draft(
            start=expression.start,
            end=expression.end,
            first=bound.first,
            last=max(expression.last, bound.last),
            sentence=tokens.sentence(expression.first),
            kind="other",
            unit=make_unit(expression.unit, expression.code, expression.unit_text),
            value=value(expression.amount, bound),
            rule=f"figures.{expression.unit}",
            noun=noun,
        )
        match expression.unit:
            case "money":
                draft.kind = self._amounts.money(tokens, draft.first, expression.last, noun)
                if draft.kind in SUMS and self._currencies.is_minor(expression.name):
                    draft.kind = "money"
            case "percent" | "percentage_point" | "ratio":
                draft.kind = self._amounts.percent(tokens, draft.first, expression.last, noun)
            case "count" if kind := self._amounts.of_money(tokens, expression, noun):
                draft.kind, draft.rule, draft.unit = kind, "figures.money", make_unit("money", None, None)
            case "count":
                self._count(tokens, draft, bound, before)
        value_ = draft.value
        boundless = value_.low is value_.high is value_.point is None
        one = tokens.lower[expression.first] == "one" and expression.first == expression.last
        pronoun = one and (noun is None or tokens.lower[expression.last + 1] == "of")
        if pronoun and before is not None and before.kind in PEOPLE and before.sentence == draft.sentence:
            pronoun = not is_gapped(tokens, draft)  # "four died in Barja and *one* in Deir Billa"
        nobody = boundless and draft.unit.code != "person"
        return None if nobody or (draft.open and (boundless or pronoun)) else draft

    def _count(self, tokens: Tokens, draft: Draft, bound: Bound, before: Draft | None) -> None:
        """Read the unit and kind of a count; an amount of "debt" is money though no currency is said."""
        noun = draft.noun
        unit = self._counted.unit(noun.head) if noun and not noun.anaphor else None
        strong = tokens.lower[draft.last + 1 : draft.last + 3] == ["-", "strong"]  # "a 5,000-strong force"
        if unit is None and noun and (strong or tokens.is_people(noun.head)):
            unit = "person"
        kind_unit = unit
        if unit is None and noun and not noun.anaphor:
            kind_unit = (
                THING if self._counted.is_thing(noun.head) else AREA if self._counted.is_area(noun.head) else None
            )
        understood = lemma(before) if before and noun is None and before.sentence == draft.sentence else ""
        understood = understood if understood in self._things else ""
        count = Count(self._kind_words, tokens, bound.first, draft.last, noun, kind_unit, understood)
        reading = read_kind(count)
        excepted = tokens.lower[max(0, bound.first - 2) : bound.first] == ["all", "but"]
        if excepted or (noun is None and draft.number >= LEAST_OF_MONEY):
            reading = None  # "*all but three* perished", "to raise billions"
        draft.kind, draft.rule = (reading.kind, reading.rule) if reading else ("count", "figures.count")
        draft.thing = kind_unit == THING
        draft.sort = self._kind_words.members.get(count.lemma, "count")
        draft.total = reading is None and is_total(count)
        draft.unit = make_unit("count", unit, noun.head.text if noun and not noun.anaphor else None)

    def _set_unit(self, draft: Draft) -> None:
        """Take the unit that the kind is counted in where no noun says it ("14 dead")."""
        if draft.unit.type != "count" or draft.unit.code is not None:
            return
        if draft.kind == "affected" and draft.noun is not None and draft.noun.head.tag_ in ("NN", "NNS"):
            return  # "a million *species* are threatened"
        of_things = draft.noun is not None and draft.rule != "figures.noun" and self._is_of_things(draft.noun)
        if draft.noun is None or draft.noun.anaphor or (draft.kind in PEOPLE and not of_things):
            draft.unit = make_unit("count", self._kind_units[draft.kind], draft.unit.text)

    def _is_of_things(self, noun: Noun) -> bool:
        return (
            noun.head.lemma_.lower() in self._things
            or self._counted.is_thing(noun.head)
            or self._counted.is_area(noun.head)
        )


def _place(draft: Draft) -> tuple[int, int]:
    return draft.start, draft.end


def _closes(tokens: Tokens, before: Draft, draft: Draft) -> bool:
    """Make one figure of an interval told by its two bounds, "more than 20 but fewer than 35", and tell whether."""
    between = tokens.lower[before.last + 1 : draft.first]
    whole = interval(before.value, draft.value)
    bare = before.noun is None or (draft.noun is not None and before.noun.head.i == draft.noun.head.i)
    alike = before.unit.type == draft.unit.type and before.unit.code in (draft.unit.code, None)
    if whole is None or not bare or not alike or len(between) > 2 or not set(between) <= JOINTS:
        return False
    draft.start, draft.first, draft.value = before.start, before.first, whole
    if draft.kind == "count" != before.kind:
        draft.kind, draft.rule = before.kind, before.rule
    return True


def _passed(tokens: Tokens, expression: Expression, reason: str) -> PassedOver:
    start, end = expression.start, expression.end
    return PassedOver(start=start, end=end, text=tokens.text[start:end], reason=reason)
