"""Time expressions: each case of ``tests/cases/dates`` finds all that is marked, as marked, and nothing else."""

import calendar
import re
import time
from collections.abc import Callable

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline import lexicon
from pipeline.stages.dates.lexicon import DateWords, Vocabulary
from pipeline.stages.dates.recogniser import Recogniser
from schemas.dates import DateMention
from schemas.record import ArticleRecord
from tests.conftest import Analyse
from tests.marked import Case, Mark, folder, value_at

CASES = folder("dates")

MONTHS = {
    **{str(21 + i): (3 + 3 * i, 3) for i in range(4)},
    **{str(33 + i): (1 + 3 * i, 3) for i in range(4)},
    "40": (1, 6),
    "41": (7, 6),
}
"""First month and number of months of EDTF's seasons, quarters and halves."""

DAY = r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?)?)?|\d{3}X|\d\dXX"
EDTF = re.compile(rf"(\.\.|({DAY})~?)(/(\.\.|({DAY})~?))?")
TIMEX = re.compile(
    r"[\dX]{4}(-[\dX]{2}(-[\dX]{2})?|-W[\dX]{2}(-(WE|\d))?|-[QH][\dX]|-(SP|SU|FA|WI))?"
    r"(T(\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?|MO|AF|EV|NI|DT))?"
    r"|[\dX]{2,3}|FY\d{4}|(PAST|PRESENT|FUTURE)_REF"
    r"|P(X|[\d.]+)?(([\d.]+|X)?(Y|M|W|D|DE|CE|ML|WE|Q))*(T(([\d.]+|X)[HMS])+)?"
)


def days(edtf: str) -> tuple[str, str]:
    """Give the first and last day of an EDTF date or interval, "" where it is open."""
    begin, _, end = edtf.replace("~", "").partition("/")
    return _ends(begin)[0], _ends(end or begin)[1]


def _ends(edtf: str) -> tuple[str, str]:
    if edtf == "..":
        return "", ""
    if "X" in edtf:
        return f"{edtf.replace('X', '0')}-01-01".replace("0000-", "0001-"), f"{edtf.replace('X', '9')}-12-31"
    year, month, *rest = [*edtf[:10].split("-"), ""] if len(edtf) < 5 else edtf[:10].split("-")
    if rest or not month:
        return (edtf[:10], edtf[:10]) if rest else (f"{year}-01-01", f"{year}-12-31")
    start, count = MONTHS.get(month, (int(month), 1))
    end_year, end_month = divmod(int(year) * 12 + start + count - 2, 12)
    last = calendar.monthrange(end_year, end_month + 1)[1]
    return f"{year}-{start:02}-01", f"{end_year:04}-{end_month + 1:02}-{last}"


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


def test_values_are_timex3_and_edtf(found: dict[str, tuple[DateMention, ...]]):
    dates = [date for dates in found.values() for date in dates]
    assert [date.timex.value for date in dates if not TIMEX.fullmatch(date.timex.value)] == []
    assert [date.edtf for date in dates if date.edtf and not EDTF.fullmatch(date.edtf)] == []


def test_a_resolved_date_has_days_and_an_unresolved_one_has_none(found: dict[str, tuple[DateMention, ...]]):
    for date in (date for dates in found.values() for date in dates):
        has_days = bool(date.earliest or date.latest)
        assert has_days == (date.edtf is not None)
        assert not (has_days and date.resolution == "unresolved")


def test_the_days_are_those_of_the_edtf(found: dict[str, tuple[DateMention, ...]]):
    """What EDTF calls exact is exact in days; what it calls about (~) lies within the days, or bounds one side."""
    for date in (date for dates in found.values() for date in dates if date.edtf and date.edtf != ".."):
        first, last = days(date.edtf or "")
        earliest, latest = date.earliest or "", date.latest or ""
        if "~" in (date.edtf or "") or date.timex.mod or date.rule == "dates.part":  # "earlier this week" ends today
            assert not (first and earliest) or earliest <= (last or "9999"), date
            assert not (last and latest) or latest >= first, date
        else:
            assert (earliest, latest if last else "") == (first, last), date


def test_the_days_are_those_of_the_value(found: dict[str, tuple[DateMention, ...]]):
    """A day, month or year of TIMEX3 that no relation opens or narrows is that day, month or year."""
    for date in (date for dates in found.values() for date in dates if date.timex.type == "DATE"):
        whole = re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date.timex.value)
        if whole and date.earliest and date.latest and not date.timex.mod and "/" not in (date.edtf or ""):
            first, last = days(date.timex.value)
            assert first <= date.earliest <= date.latest <= last, date
            assert date.granularity == {4: "year", 7: "month", 10: "day"}[len(date.timex.value)], date


def test_every_length_of_the_record_names_what_it_is_reckoned_from(analyse: Analyse):
    dates = analyse("The war began on 24 February 2022. A month into the war, prices rose.", "2024-03-15").dates
    assert [(date.text, date.anchor, date.anchor_date) for date in dates] == [
        ("24 February 2022", "none", None),
        ("A month", "text", dates[0].id),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It was shut yesterday.", "there is no publication date to reckon from"),
        ("The next day it was shut.", "there is no earlier date in the text to reckon from, and no publication date"),
        ("It was shut on 30 February 2024.", "there is no such day in the calendar"),
        ("It was shut on 03/04/2024.", "day and month can be read both ways, and there is no publication date to tell"),
        ("A month into the war it was shut.", "the happening it is reckoned from is not dated in the text"),
        ("It was shut recently.", "it names no stretch of the calendar"),
    ],
)
def test_what_is_unresolved_says_why(analyse: Analyse, text: str, reason: str):
    dates = analyse(text).dates
    assert [(date.resolution, date.reason, date.earliest) for date in dates] == [("unresolved", reason, None)]


STAMPS = ["LONDON 2024-03-15", "LONDON, March 15, 2024", "March 15, 2024"]


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_day_with_or_without_its_place_on_a_line_is_the_texts_own(analyse: Analyse, stamp: str):
    found = analyse(f"# Two die in fire\n\n{stamp}\n\nTwo men died on Wednesday.").dates
    assert [date.timex.value for date in found if date.text == "Wednesday"] == ["2024-03-13"]


@pytest.mark.parametrize("line", ["VOTES IN MARCH 15, 2024 ELECTION", "ELECTION OF MARCH 15"])
def test_a_heading_with_a_day_is_not(analyse: Analyse, line: str):
    found = analyse(f"{line}\n\nTwo men died on Wednesday.").dates
    assert [date.resolution for date in found if date.text == "Wednesday"] == ["unresolved"]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_the_ends_of_the_calendar_are_no_error(analyse: Analyse, day: str):
    text = (
        "It comes next week, next century, in 999999 years, 999999 years ago, last winter, the day after tomorrow, "
        "last Monday, the next day, at Christmas, over the past decade and 20 centuries later, since 31 December 9999."
    )
    assert len(analyse(text, day).dates) >= 10


@pytest.mark.parametrize(
    "bait",
    [
        "the first day of ",
        "one million ",
        "1,000,",
        "2024-",
        "12:30:",
        "9" * 5000 + " ",
        "May ",
        "the last ",
        "'90 ",
        "² ٣ ",
    ],
)
def test_hostile_text_is_read_in_linear_time(bait: str):
    words = (bait * (50_000 // len(bait))).split(" ")[:50_000]
    doc = Doc(Vocab(), words=[word or "x" for word in words])
    start = time.process_time()
    Recogniser(Vocabulary(lexicon.load("dates", DateWords))).expressions(doc, doc.text)
    assert time.process_time() - start < 3  # seconds; a quadratic reading takes minutes
