"""A chart shows the periods that hold nearly all, and counts what it leaves out."""

from pipeline.report.periods import Spell, window


def days(*dates: str) -> list[Spell]:
    return [Spell(day, day, 1) for day in dates]


def test_a_few_days_are_shown_as_days():
    found = window(days("2024-02-28", "2024-03-01"), 40)
    assert found.labels == ["2024-02-28", "2024-02-29", "2024-03-01"]


def test_dates_of_two_years_are_shown_as_months():
    found = window(days("2023-01-15", "2023-07-01", "2024-05-30"), 40)
    assert (found.unit, found.labels[0], found.labels[-1]) == ("month", "2023-01", "2024-05")


def test_one_old_date_does_not_turn_days_into_decades():
    found = window([*days("1812-06-24"), Spell("2024-03-01", "2024-03-01", 9)], 40)
    assert (found.unit, found.shown, found.before, found.after) == ("day", 9, 1, 0)


def test_a_spell_wider_than_a_period_or_open_is_counted_and_not_shown():
    found = window([*days("2024-03-01") * 9, Spell("2024-03-01", "2024-03-31", 2), Spell("2024-01-01", None, 1)], 40)
    assert (found.unit, found.shown, found.wider) == ("day", 9, 3)


def test_years_are_shown_where_most_dates_are_no_finer():
    found = window([Spell(f"{year}-01-01", f"{year}-12-31", 1) for year in range(2000, 2010)], 40)
    assert (found.unit, found.labels[0], len(found.labels)) == ("year", "2000", 10)


def test_centuries_are_shown_as_decades_of_the_latest_window():
    found = window([Spell(f"{year}-05-05", f"{year}-05-05", 1) for year in range(1000, 2000, 10)], 40)
    assert (found.unit, found.labels[0], found.labels[-1], found.before) == ("decade", "1600s", "1990s", 60)


def test_a_spell_finds_its_place():
    found = window(days("2024-03-01", "2024-03-03"), 40)
    assert [found.place(spell) for spell in days("2024-03-02", "2024-02-01")] == [1, None]


def test_without_dates_there_is_no_period():
    assert window([], 40).periods == ()
