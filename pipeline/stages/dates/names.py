"""Names of the calendar on their own: weekdays, months, holidays."""

from dataclasses import replace

from pipeline.stages.dates import calendar_dates, relative, years
from pipeline.stages.dates.nodes import CalendarDate, Named, Node, Shifted, Vague, Years
from pipeline.stages.dates.scan import Scan

type Found = tuple[Node, int]

FIRST_COMMON_YEAR = 1600
"""The years before it that stand behind a month of the Islamic calendar are of that one."""


def weekday(s: Scan, i: int) -> Found | None:
    """Read "Friday"; "Black Monday" is a name."""
    found = calendar_dates.weekday(s, i)
    if found is None:
        return None
    short = s.words[i] in s.vocabulary.words.weekday_abbreviations
    cues = s.vocabulary.words.cues
    if short and (s.words[i] in cues.words_too or s.word(i - 1) not in cues.short_weekday_before):
        return None
    if (s.word(i - 1) in cues.name_before and s.is_capital(i - 1)) or _is_named_after(s, found[1]):
        return None
    if (
        s.word(i - 1) in ("a", "any")
        and not s.touches(i - 2)
        and not s.token(found[1]).pos_.startswith(("NOUN", "PROPN", "ADJ"))
    ):
        return None
    if s.word(found[1]) == "night" and _is_named_after(s, found[1] + 1):
        return None  # "Monday Night Football"
    within = _week_after(s, found[1])
    if within:
        return Named("weekday", found[0], within=within[0]), within[1]
    return Named("weekday", found[0]), found[1]


def _week_after(s: Scan, i: int) -> Found | None:
    """Read the "of next week" of "Thursday of next week", the "last week" of "Thursday last week"."""
    week = relative.shifted(s, s.skip(i, "of"))
    return week if week and isinstance(week[0], Shifted) and week[0].unit == "week" else None


def some_weekday(s: Scan, i: int) -> Found | None:
    """Read "a Monday", "a recent Monday", which is no certain one; "a Monday meeting" is."""
    recent = s.word(i + 1) == "recent"
    found = calendar_dates.weekday(s, i + 1 + recent)
    if found is None or (not recent and (weekday(s, i + 1) or s.is_capital(found[1]))):
        return None
    if s.word(found[1]) in ("in", "of", "the"):
        return None
    return Vague(f"XXXX-WXX-{found[0]}", "DATE"), found[1]


def _is_named_after(s: Scan, end: int) -> bool:
    """Tell whether the name goes on: "Sunday Times", "Good Friday Agreement"."""
    return s.word(end) in s.vocabulary.words.cues.name_after and s.is_capital(end)


def month(s: Scan, i: int) -> Found | None:
    """Read "October", "Oct."; names of people ("Theresa May", "April Smith") and verbs are left."""
    found = calendar_dates.month(s, i)
    if found is None:
        return None
    word, token = s.words[i], s.token(i)
    if s.word(found[1]) == "of" and s.is_capital(found[1] + 1):
        return None  # "March of Dimes"
    before = s.word(i - 2) if s.word(i - 1) == "-" else s.word(i - 1)  # "mid-May"
    if before in s.vocabulary.words.cues.month_before:
        return Named("month", found[0]), found[1]
    if word in s.vocabulary.words.month_abbreviations or (
        word in s.vocabulary.words.cues.words_too and token.tag_ != "NNP"
    ):
        return None
    if token.ent_type_.startswith("PER") or (s.is_capital(found[1]) and s.token(found[1]).tag_ == "NNP"):
        return None
    if word in s.surnames:
        return None
    if s.is_capital(i - 1) and s.token(i - 1).tag_ == "NNP" and token.dep_ != "npadvmod":
        return None
    return Named("month", found[0]), found[1]


def holiday(s: Scan, i: int) -> Found | None:
    """Read "Christmas", "Easter 2023", "Christmas last year"."""
    found = s.vocabulary.holidays.match(s.words, i)
    if found is None or not s.is_capital(s.skip(i, "the")):
        return None
    if s.word(i - 1) in s.vocabulary.words.cues.other_new_year_before or _is_named_after(s, found[1]):
        return None
    if s.word(found[1]) == ",":
        year = calendar_dates.year(s, found[1] + 1)
        within: Found | None = (Years(f"{year[0]:04}"), year[1]) if year else None
    else:
        within = years.year_after(s, found[1])
    if within and found[0].islamic and isinstance(within[0], Years) and int(within[0].digits) < FIRST_COMMON_YEAR:
        return None  # "12 Ramadan 1433"
    if within:
        return Named("holiday", found[0], within=within[0]), within[1]
    return Named("holiday", found[0]), found[1]


def named_day(s: Scan, i: int) -> Found | None:
    """Read "9/11"."""
    found = s.vocabulary.named_days.match(s.words, i)
    if found is None or s.words[found[1]] in ("/", "-"):
        return None
    year, month_number, day = found[0].split("-")
    return CalendarDate(int(year), int(month_number), int(day)), found[1]


def day_of_year(s: Scan, i: int) -> Found | None:
    """Read "June 16th of last year", and "5 May" before "last year", which stays an expression of its own."""
    found = calendar_dates.absolute(s, i)
    if found is None or found[0].day is None or found[0].month is None or found[0].year is not None:
        return None
    within = years.relative_year(s, s.skip(found[1], "of"))
    end = within[1] if within and s.word(found[1]) == "of" else found[1]
    return (replace(found[0], within=within[0]), end) if within else None


def day_of_month(s: Scan, i: int) -> Found | None:
    """Read "the 5th of this month", "5th of last month"."""
    number = calendar_dates.day(s, s.skip(i, "the"))
    if number is None or s.word(number[1]) != "of":
        return None
    month = relative.shifted(s, number[1] + 1)
    is_month = month is not None and isinstance(month[0], Shifted) and month[0].unit == "month"
    return (CalendarDate(None, None, number[0], within=month[0]), month[1]) if month and is_month else None


def month_of_year(s: Scan, i: int) -> Found | None:
    """Read "October last year", "May of this year"."""
    named = calendar_dates.month(s, i)
    if named is None:
        return None
    within = years.relative_year(s, s.skip(named[1], "of"))
    return (Named("month", named[0], within=within[0]), within[1]) if within else None
