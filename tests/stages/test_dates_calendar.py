"""The calendar under the dates stage: holidays, periods and their neighbours, lengths, EDTF."""

from datetime import date
from decimal import Decimal

import pytest

from pipeline import lexicon
from pipeline.errors import LexiconError
from pipeline.stages.dates import holidays, periods
from pipeline.stages.dates.lengths import length
from pipeline.stages.dates.lexicon import DateWords
from pipeline.stages.dates.mentions import approximated
from pipeline.stages.dates.nodes import Amount


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, "04-02"), (2000, "04-23"), (2008, "03-23"), (2011, "04-24"), (2024, "03-31"), (2038, "04-25")],
)
def test_easter_falls_on_the_day_of_the_tables(year: int, day: str):
    assert holidays.easter(year).isoformat() == f"{year}-{day}"


@pytest.mark.parametrize(("year", "observed"), [(2019, "05-06"), (2022, "04-02"), (2023, "03-23"), (2024, "03-11")])
def test_ramadan_begins_within_a_day_of_the_observed_one(year: int, observed: str):
    found = holidays.islamic(year, 9, 1)
    assert found is not None
    assert abs((found - date.fromisoformat(f"{year}-{observed}")).days) <= 1


def test_an_islamic_day_that_a_year_does_not_hold_has_no_date():
    held = [year for year in range(1990, 2030) if holidays.islamic(year, 10, 1)]
    assert held == list(range(1990, 2030))
    missing = [year for year in range(1900, 2100) if holidays.islamic(year, 1, 10) is None]
    assert len(missing) <= 1


@pytest.mark.parametrize(
    ("rule", "day"), [((11, 4, 4), "2023-11-23"), ((5, 1, -1), "2023-05-29"), ((9, 1, 1), "2023-09-04")]
)
def test_the_nth_weekday_counts_from_either_end(rule: tuple[int, int, int], day: str):
    assert holidays.nth_weekday(2023, rule).isoformat() == day


@pytest.mark.parametrize(
    ("unit", "value", "first", "last"),
    [
        ("day", "2024-02-29", "2024-02-29", "2024-02-29"),
        ("week", "2024-W09", "2024-02-26", "2024-03-03"),
        ("weekend", "2024-W09-WE", "2024-03-02", "2024-03-03"),
        ("month", "2024-02", "2024-02-01", "2024-02-29"),
        ("quarter", "2024-Q1", "2024-01-01", "2024-03-31"),
        ("half", "2024-H1", "2024-01-01", "2024-06-30"),
        ("season", "2023-WI", "2023-12-01", "2024-02-29"),
        ("year", "2024", "2024-01-01", "2024-12-31"),
        ("decade", "202", "2020-01-01", "2029-12-31"),
        ("century", "20", "2000-01-01", "2099-12-31"),
    ],
)
def test_each_unit_has_a_period_around_a_day(unit: str, value: str, first: str, last: str):
    period = periods.HOLDERS[unit](date(2024, 2, 29))
    assert (period.value, period.first.isoformat(), period.last.isoformat()) == (value, first, last)


def test_the_week_of_new_years_day_may_be_of_the_year_before():
    assert periods.week(date(2023, 1, 1)).value == "2022-W52"


@pytest.mark.parametrize(
    ("count", "unit", "day"),
    [
        (1, "month", "2024-02-29"),
        (13, "month", "2025-02-28"),
        (-2, "fortnight", "2024-01-03"),
        (1, "decade", "2034-01-31"),
    ],
)
def test_moving_by_months_stays_within_the_month(count: int, unit: str, day: str):
    assert periods.move(date(2024, 1, 31), count, unit).isoformat() == day


def test_moving_out_of_the_calendar_is_an_overflow():
    with pytest.raises(OverflowError):
        periods.move(date(2024, 1, 31), -30, "century")


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [("3", "day", "P3D"), ("1.50", "year", "P1.5Y"), ("2", "fortnight", "P4W"), ("30", "minute", "PT30M")],
)
def test_lengths_are_timex_durations(count: str, unit: str, value: str):
    assert length((Amount(Decimal(count), unit),)) == value  # type: ignore[arg-type]


def test_both_ends_of_an_approximate_interval_are_approximate():
    assert approximated("2024-03-04/2024-03-10") == "2024-03-04~/2024-03-10~"
    assert approximated("2024~/..") == "2024~/.."


def test_a_holiday_with_two_rules_is_refused():
    text = lexicon.source("dates").decode() + '\n[[holidays]]\nnames = ["x"]\nfixed = "01-01"\neaster = 0\n'
    with pytest.raises(LexiconError, match="exactly one rule"):
        lexicon.parse(text, DateWords, "dates.toml")
