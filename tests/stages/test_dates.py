"""Time expressions: each case of ``tests/cases/dates`` finds all that is marked, as marked, and nothing else."""

from collections.abc import Callable

import pytest

from schemas.dates import DateMention
from schemas.record import ArticleRecord
from tests.marked import Case, Mark, folder, value_at

CASES = folder("dates")


@pytest.fixture(scope="module")
def found(analyse_cases: Callable[[list[Case]], list[ArticleRecord]]) -> dict[str, tuple[DateMention, ...]]:
    records = analyse_cases(CASES)
    return {str(case): record.dates for case, record in zip(CASES, records, strict=True)}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_marked_time_expressions_are_found_as_marked(case: Case, found: dict[str, tuple[DateMention, ...]]):
    dates = found[str(case)]
    by_place = {(date.start, date.end): date for date in dates}
    assert sorted(by_place) == sorted((mark.start, mark.end) for mark in case.marks), [
        (date.text, date.timex.value) for date in dates
    ]
    assert [_holds(by_place[mark.start, mark.end], mark) for mark in case.marks] == [list(m.holds) for m in case.marks]


def _holds(date: DateMention, mark: Mark) -> list[tuple[str, str]]:
    return [(path, value_at(date, path)) for path, _ in mark.holds]
