"""Figures: each case of ``tests/cases/figures`` finds all that is marked, as marked, and nothing else.

``subset_of`` of a mark names the text of the whole; ``value`` is short for an exact number.
"""

from collections.abc import Callable
from decimal import Decimal

import pytest

from schemas.figure import Figure
from schemas.record import ArticleRecord
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
