"""Figures: each case of ``tests/cases/figures`` finds all that is marked, as marked, and nothing else.

``subset_of`` of a mark names the text of the whole; ``value`` is short for an exact number.
"""

import re
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import lexicon
from pipeline.raw import Raw
from pipeline.run import Done, Pipeline
from pipeline.stages.figures.lexicons import BoundExample, Bounds, Currencies, CurrencyExample, Kinds
from pipeline.text.numbers import Example as NumberExample
from pipeline.text.numbers import NumberReader, NumberWords
from schemas.figure import Figure, FigureKind, Figures
from schemas.record import ArticleRecord
from tests.conftest import Analyse, raw
from tests.marked import Case, Mark, folder, value_at

CASES = folder("figures")


@pytest.fixture(scope="module")
def found(analyse_cases: Callable[[list[Case]], list[ArticleRecord]]) -> dict[str, ArticleRecord]:
    return {str(case): record for case, record in zip(CASES, analyse_cases(CASES), strict=True)}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_marked_figures_are_found_as_marked(case: Case, found: dict[str, ArticleRecord]):
    record = found[str(case)]
    by_place = {(figure.start, figure.end): figure for figure in record.figures}
    assert sorted(by_place) == sorted((mark.start, mark.end) for mark in case.marks), [
        (figure.text, figure.kind) for figure in record.figures
    ]
    assert [_holds(record, by_place[mark.start, mark.end], mark) for mark in case.marks] == [
        list(mark.holds) for mark in case.marks
    ]


def _holds(record: ArticleRecord, figure: Figure, mark: Mark) -> list[tuple[str, str]]:
    return [(path, _value(record, figure, path)) for path, _ in mark.holds]


def _value(record: ArticleRecord, figure: Figure, path: str) -> str:
    """Give what a mark asks for: a path of the figure, or a name for what it refers to."""
    match path:
        case "n":
            value = figure.value
            return value_at(figure, "value.point") if value.point == value.low == value.high else "not exact"
        case "subset_of":
            return next((other.text for other in record.figures if other.id == figure.subset_of), "null")
        case "place" | "of":
            id_ = figure.place if path == "place" else figure.counted and figure.counted.entity
            return next((entity.name for entity in record.entities if entity.id == id_), "null")
        case "date":
            return next((date.text for date in record.dates if date.id == figure.date), "null")
        case "counted":
            return figure.counted.text if figure.counted else "null"
        case "repeats":
            return "; ".join(span.text for span in figure.repeats) or "null"
        case _:
            return value_at(figure, path)


def test_a_value_is_exact_where_nothing_bounds_it(found: dict[str, ArticleRecord]):
    for record in found.values():
        for figure in record.figures:
            value = figure.value
            exact = value.point is not None and not value.approximate
            assert not exact or value.low == value.high == value.point


def test_every_figure_is_a_decimal_that_survives_json(found: dict[str, ArticleRecord]):
    for record in found.values():
        for figure in record.figures:
            numbers = (figure.value.point, figure.value.low, figure.value.high)
            assert all(number is None or Decimal(str(float(number))) == number for number in numbers)


NUMBERS = lexicon.load("numbers", NumberWords)
BOUNDS = lexicon.load("bounds", Bounds)
CURRENCIES = lexicon.load("currencies", Currencies)


@pytest.mark.parametrize("example", NUMBERS.examples, ids=lambda example: example.text)
def test_each_example_of_the_number_lexicon_reads_as_its_value(example: NumberExample):
    (numeral,) = NumberReader(NUMBERS).read(example.text)
    assert (numeral.start, numeral.end, numeral.value) == (0, len(example.text), example.value)


@pytest.mark.parametrize("example", BOUNDS.examples, ids=lambda example: example.text)
def test_each_example_of_the_bounds_lexicon_has_its_value(example: BoundExample, analyse: Callable[..., ArticleRecord]):
    (figure,) = analyse(f"Officials counted {example.text}.").figures
    expected = example.model_dump(exclude={"text"})
    assert {name: getattr(figure.value, name) for name in expected} == expected


@pytest.mark.parametrize("example", CURRENCIES.examples, ids=lambda example: example.text)
def test_each_example_of_the_currency_lexicon_has_its_code(
    example: CurrencyExample, analyse: Callable[..., ArticleRecord]
):
    (figure,) = analyse(f"The bank paid {example.text}.").figures
    assert (figure.unit.type, figure.unit.code) == ("money", example.code)


def test_every_kind_of_the_schema_stands_in_the_lexicon_and_in_a_case():
    kinds = set(get_args(FigureKind))
    assert set(lexicon.load("figure_kinds", Kinds).kinds) == kinds
    assert {value for case in CASES for mark in case.marks for path, value in mark.holds if path == "kind"} == kinds


HOSTILE = {
    "digits": "9" * 50_000,
    "groups": "1,000" * 10_000,
    "spaced": "1 000 " * 8_000,
    "words": "one hundred and " * 3_000,
    "hyphens": "1-" * 25_000,
    "points": "1." * 25_000,
    "money": "$" * 25_000 + "€ 5",
    "letters": "a" * 50_000 + "1",
    "fractions": "½" * 50_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_reading_numbers_stays_linear_on_hostile_text(text: str):
    reader = NumberReader(NUMBERS)
    start = time.process_time()
    reader.read(text)
    assert time.process_time() - start < 1.0


def assert_accounted(outcome: object) -> None:
    """Hold every digit of an article against its figures, their repeats, and the numbers passed over."""
    assert isinstance(outcome, Done)
    figures = outcome.artifacts["figures"]
    assert isinstance(figures, Figures)
    told = [(span.start, span.end) for figure in figures.figures for span in (figure, *figure.repeats)]
    told += [(number.start, number.end) for number in figures.passed_over]
    assert all(number.reason for number in figures.passed_over)
    for digits in re.finditer(r"[0-9]+", outcome.record.text):
        assert any(start <= digits.start() and digits.end() <= end for start, end in told), digits


def test_numbers_are_the_same_with_the_words_of_the_text_at_hand():
    reader = NumberReader(NUMBERS)
    for case in CASES:
        words = [(match.start(), match.group().lower()) for match in re.finditer(r"\w+|[^\w\s]", case.text)]
        assert reader.read(case.text, words) == reader.read(case.text)


def test_every_number_is_a_figure_or_is_passed_over_with_a_reason(pipeline: Pipeline):
    seeds = [Raw(path.name, None, "txt", path.read_bytes()) for path in sorted(Path("seeds").glob("*.txt"))]
    texts = [raw(case.text, path=f"{case}.json") for case in CASES]
    for outcome in pipeline.process([*seeds, *texts], keep=frozenset({"figures"})).outcomes:
        assert_accounted(outcome)


written_numbers = st.from_regex(r"[0-9]{1,6}([,.][0-9]{1,3})?", fullmatch=True)
BESIDE_NUMBERS = (
    "people killed and to from between of in aged May million % $ € £ USD dollars cents m k th s / : ; ( ) - – , . x "
    "more than no fewer half per cent year-old o'clock block Flight a.m. GMT km one two dozen hundred"
)
beside_numbers = st.sampled_from(BESIDE_NUMBERS.split())


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(written_numbers | beside_numbers, min_size=1, max_size=20), gap=st.sampled_from([" ", ""]))
def test_every_number_of_any_text_is_accounted_for(pipeline: Pipeline, parts: list[str], gap: str):
    text = f"The report of the mayor of the city said this: {gap.join(parts)}\n\nAt least 40 people were hurt there."
    (outcome,) = pipeline.process([raw(text)], keep=frozenset({"figures"})).outcomes
    assert_accounted(outcome)


def test_a_figure_of_the_title_and_the_body_is_told_once(analyse: Callable[..., ArticleRecord]):
    text = "# Blast kills 12 in market\n\nA bomb killed 12 people in a market on Friday, police said.\n"
    record = analyse(text)
    (figure,) = record.figures
    assert record.text[: figure.start].endswith("bomb killed ")
    assert [span.text for span in figure.repeats] == ["12"]


def test_a_figure_of_the_title_has_the_bounds_of_the_body(analyse: Callable[..., ArticleRecord]):
    text = "# Storm kills 40, costs $13 billion\n\nThe storm killed at least 40 people and cost about $13 billion.\n"
    people, money = analyse(text).figures
    assert (people.value.low, people.value.high) == (Decimal(40), None)
    assert (money.value.point, money.value.approximate) == (Decimal(13_000_000_000), True)
    assert [span.text for figure in (people, money) for span in figure.repeats] == ["40", "$13 billion"]


def test_a_sign_that_the_tagger_takes_for_a_noun_costs_no_article(analyse: Analyse):
    assert analyse("The index has gone up in value by 8,26%, to take the lead in Europe.").figures
