"""The figures stage: from the numbers of an article to its figures, with every number accounted for."""

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from pipeline import lexicon
from pipeline.config import Config
from pipeline.mentions import MentionIndex
from pipeline.stage import Stage
from pipeline.stages.figures.amounts import AmountKinds
from pipeline.stages.figures.bounds import BoundReader, value
from pipeline.stages.figures.counted import CountedReader, Noun
from pipeline.stages.figures.exclusion import Exclusion
from pipeline.stages.figures.expression import Expression, ExpressionReader
from pipeline.stages.figures.kinds import KindReader, Reading
from pipeline.stages.figures.lexicons import Bounds, Currencies, Kinds, Units
from pipeline.stages.figures.money import CurrencyReader, countries_of
from pipeline.stages.figures.tokens import Tokens
from pipeline.text.numbers import NumberReader, NumberWords
from schemas.article import Article
from schemas.dates import Dates
from schemas.entity import Entities
from schemas.figure import Counted, FigureKind, Figures, PassedOver, Quantity, Unit
from schemas.ids import stable_id


class FindFigures(Stage):
    """Find quantities with bounds, unit, kind and what is counted."""

    name = "figures"
    version = 2
    lexicons = ("numbers", "bounds", "currencies", "units", "figure_kinds")
    summary = "finds figures: value with bounds, unit, kind, what is counted"

    def __init__(self, config: Config) -> None:
        words = lexicon.load("numbers", NumberWords)
        units = lexicon.load("units", Units)
        kinds = lexicon.load("figure_kinds", Kinds)
        self._numbers = NumberReader(words)
        self._currencies = CurrencyReader(lexicon.load("currencies", Currencies))
        self._expressions = ExpressionReader(units, self._currencies, words.suffixes)
        self._bounds = BoundReader(lexicon.load("bounds", Bounds))
        self._counted = CountedReader(units)
        self._kinds = KindReader(kinds)
        self._amounts = AmountKinds(kinds)

    def __call__(self, article: Article, doc: Doc, entities: Entities, dates: Dates) -> Figures:
        tokens = Tokens(doc)
        exclusion = Exclusion(tokens, dates)
        mentions = MentionIndex(entities)
        countries = countries_of(entities)
        figures, passed = [], []
        for expression in self._expressions.read(tokens, self._numbers.read(tokens.text)):
            reason = exclusion.reason(expression)
            if reason is None:
                figures.append(self._figure(tokens, expression, mentions, countries))
            else:
                passed.append(
                    PassedOver(
                        start=expression.start,
                        end=expression.end,
                        text=tokens.text[expression.start : expression.end],
                        reason=reason,
                    )
                )
        return Figures(figures=tuple(f for f in figures if f), passed_over=tuple(passed))

    def _figure(self, tokens, expression, mentions, countries):
        noun = self._counted.find(tokens, expression)
        unit = self._counted.unit(noun.head) if noun and not noun.anaphor else None
        bound = self._bounds.read(tokens, expression.first, expression.last, noun.last if noun else None)
        rule = "figures.number"
        if expression.unit == "money":
            kind = self._amounts.money(tokens, bound.first, expression.last, noun)
            code = self._currencies.code(expression.name, countries) if expression.name else None
            u = Unit(type="money", code=code, text=expression.unit_text)
        elif expression.unit in ("percent", "percentage_point", "ratio"):
            kind = self._amounts.percent(tokens, bound.first, expression.last, noun)
            u = Unit(type=expression.unit, code="%", text=expression.unit_text)
        elif expression.unit == "measure":
            kind = "other"
            u = Unit(type="measure", code=expression.code, text=expression.unit_text)
        else:
            reading = self._kinds.read(tokens, bound.first, max(expression.last, bound.last), noun, unit)
            kind = reading.kind if reading else "count"
            rule = reading.rule if reading else rule
            u = Unit(type="count", code=unit, text=noun.head.text if noun and not noun.anaphor else None)
        counted = None
        if noun and not noun.anaphor:
            s, e = tokens.all[noun.first].idx, tokens.all[noun.last].idx + len(tokens.all[noun.last])
            counted = Counted(start=s, end=e, text=tokens.text[s:e], entity=None)
        v = value(expression.amount, bound)
        if v.vague_term and v.low is None and v.high is None and v.point is None and kind == "count":
            return None
        text = tokens.text[expression.start : expression.end]
        return Quantity(
            id=stable_id("figure", expression.start, expression.end, kind),
            start=expression.start,
            end=expression.end,
            text=text,
            sentence=tokens.sentence(expression.first),
            kind=kind,
            unit=u,
            value=v,
            counted=counted,
            measure="level",
            scope="unknown",
            rule=rule,
        )
