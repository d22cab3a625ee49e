"""Dates of the calendar as written: "Friday, 15 March 2024", "24th of February", "2024-03-15", "March 2024"."""

from calendar import monthrange

from pipeline.stages.dates.amounts import cardinal, ordinal
from pipeline.stages.dates.nodes import CalendarDate
from pipeline.stages.dates.scan import Scan

type Found = tuple[CalendarDate, int]

KNOWN_REACH = 10
"""Words before a day in which it may be told what made it known: "*Hamas*'s *assault* of 7 October"."""

_OTHER_CALENDARS = frozenset(["ah", "hijri", "hijra"])
"""Words behind a year that is not of the common era: "1433 AH"."""


def weekday(s: Scan, i: int) -> tuple[int, int] | None:
    """Read a weekday's name, or its abbreviation with a capital letter."""
    number = s.vocabulary.weekdays.get(s.word(i))
    if number is None or not s.is_capital(i):
        return None
    short = s.words[i] in s.vocabulary.words.weekday_abbreviations
    end = i + 1
    if short and s.word(end) == "." and s.touches(i):
        end += 1
    return number, end


def month(s: Scan, i: int) -> tuple[int, int] | None:
    """Read a month's name, or its abbreviation with a capital letter and maybe a full stop."""
    word = s.word(i)
    number = s.vocabulary.months.get(word)
    if number is None:
        return None
    if not s.is_capital(i) and (word in ("may", "march", "august") or word in s.vocabulary.words.month_abbreviations):
        return None
    end = i + 1
    if word in s.vocabulary.words.month_abbreviations and s.word(end) == "." and s.touches(i):
        end += 1
    return number, end


def day(s: Scan, i: int) -> tuple[int, int] | None:
    """Read the number of a day, "24", "24th" or, after "the", "twenty-fourth"."""
    word = s.word(i)
    if not word.isdecimal() or not word.isascii():
        return ordinal(s, i) if s.word(i - 1) == "the" else None
    if len(word) > 2 or not 1 <= int(word) <= 31:
        return None
    found = ordinal(s, i)
    if found:
        return found
    after = s.word(i + 1)
    is_joined = s.touches(i) and after in (":", ",", ".", "/", "%") and s.touches(i + 1) and s.word(i + 2).isdecimal()
    if is_joined and not (after == "," and len(s.words[i + 2]) == YEAR_DIGITS):
        return None  # 16:08, 10,000, 5.5; but "24,2005"
    if after in s.vocabulary.words.cues.magnitudes or (s.touches(i) and after.isalpha()):
        return None
    return int(word), i + 1


SPELLED_CENTURIES = {"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19}
"""The numbers that spelled years begin with: "nineteen eighty-nine"."""

FIRST_TEEN, CENTURY = 10, 100

YEAR_DIGITS = 4
GROUP_DIGITS = 3
"""Digits of a year, and of the thousands of a number: "24,2005" is a day and its year, "24,200" a number."""


def spelled_year(s: Scan, i: int) -> tuple[int, int] | None:
    """Read "nineteen eighty-nine", "nineteen fourteen" of speech written down."""
    rest = cardinal(s, i + 1) if s.words[i + 1] in s.vocabulary.words.cardinals else None
    if rest is None or not FIRST_TEEN <= rest[0] < CENTURY:
        return None
    return SPELLED_CENTURIES[s.words[i]] * CENTURY + int(rest[0]), rest[1]


def year(s: Scan, i: int) -> tuple[int, int] | None:
    """Read a year of four digits, of two after an apostrophe ('08), or in words."""
    word = s.word(i)
    if word in SPELLED_CENTURIES:
        return spelled_year(s, i)
    if (
        word == "'"
        and s.touches(i)
        and len(s.word(i + 1)) == 2
        and s.word(i + 1).isdecimal()
        and not _is_plural(s, i + 1)
    ):
        return full_year(int(s.words[i + 1])), i + 2
    if len(word) != 4 or not word.isdecimal() or not word.isascii() or not 1000 <= int(word) <= 2999:
        return None
    if s.touches(i) and (s.word(i + 1).isalpha() or (s.word(i + 1) in (",", ".", ":") and _goes_on(s, i + 1))):
        return None
    if _is_numbered(s, i) or s.word(i + 1) in _OTHER_CALENDARS:
        return None
    return int(word), i + 1


def _is_numbered(s: Scan, i: int) -> bool:
    """Tell whether two more groups of digits hang on the number: "2024-13-45" is no year."""
    joined = all(s.touches(i + offset) for offset in range(4))
    return joined and s.word(i + 1) == s.word(i + 3) == "-" and s.word(i + 2).isdecimal() and s.word(i + 4).isdecimal()


def _goes_on(s: Scan, i: int) -> bool:
    """Tell whether a number goes on behind a sign: with a group of digits behind a comma ("2,013,950")."""
    digits = s.word(i + 1) if s.touches(i) else ""
    return digits.isdecimal() and (s.words[i] != "," or len(digits) == GROUP_DIGITS)


def _is_plural(s: Scan, i: int) -> bool:
    return s.touches(i) and s.word(i + 1) in ("s", "'")


def full_year(number: int) -> int:
    """Give the year that two digits stand for: 50 to 99 are of the 20th century."""
    return number + (1900 if number >= 50 else 2000)


def day_first(s: Scan, i: int) -> Found | None:
    """Read "24 February 2022", "the 24th of February", "24 Feb"."""
    begin = s.skip(i, "the")
    number = day(s, begin)
    if number is None:
        return None
    named = month(s, s.skip(number[1], "of", "-", "–"))
    if named is None:
        return None
    return _with_year(s, i, (named[0], number[0]), named[1])


def month_first(s: Scan, i: int) -> Found | None:
    """Read "February 24, 2022", "Feb. 24", "February the 24th"."""
    named = month(s, i)
    if named is None:
        return None
    number = day(s, s.skip(named[1], "the")) or _spelled_day(s, named[1])
    if number is None:
        return None
    return _with_year(s, i, (named[0], number[0]), number[1])


def _spelled_day(s: Scan, i: int) -> tuple[int, int] | None:
    """Read the "fifth" of "May fifth"; "the May second round" has its own noun."""
    found = ordinal(s, i) if s.words[i].isalpha() else None
    if found is None or s.word(found[1]) == "-" or not s.is_capital(i - 1):
        return None
    return None if s.token(found[1]).tag_.startswith("NN") else found


def _known_year(s: Scan, i: int, month_and_day: tuple[int, int], end: int) -> int | None:
    """Give the year of a day that what stands around it makes known: "the Sept. 11 attacks"."""
    year_and_words = s.vocabulary.known_days.get(month_and_day)
    if year_and_words is None:
        return None
    known_year, words = year_and_words
    if not words.told_by.isdisjoint(s.words[end : end + 2]):
        return known_year
    before = s.words[max(i - KNOWN_REACH, 0) : i]
    return None if words.told_by.isdisjoint(before) or words.whose.isdisjoint(before) else known_year


def _with_year(s: Scan, i: int, month_and_day: tuple[int, int], end: int) -> Found:
    found = year(s, s.skip(end, ",", "-", "–", "of", "in"))
    if found is None:
        return CalendarDate(None, *month_and_day, known=_known_year(s, i, month_and_day, end)), end
    return CalendarDate(found[0], *month_and_day), found[1]


def month_and_year(s: Scan, i: int) -> Found | None:
    """Read "March 2024", "March of 2024", "March, 2024"."""
    named = month(s, i)
    if named is None:
        return None
    found = year(s, s.skip(named[1], ",", "of", "-"))
    if found is None:
        return None
    return CalendarDate(found[0], named[0], None), found[1]


def numeric(s: Scan, i: int) -> Found | None:
    """Read dates in digits alone: 2024-03-15, 15/03/2024, 15.03.2024, 3/15/24, 03-15-24."""
    parts = [s.word(i), s.word(i + 2), s.word(i + 4)]
    sign = s.word(i + 1)
    if sign not in ("-", "/", ".") or s.word(i + 3) != sign or not all(part.isdecimal() for part in parts):
        return None
    if s.touches(i + 4) and s.word(i + 5).isalpha() and s.word(i + 5) != "t":
        return None
    if not all(s.touches(i + offset) for offset in range(4)) or (s.word(i - 1) in ("/", "-", ".") and s.touches(i - 1)):
        return None
    lengths = tuple(len(part) for part in parts)
    numbers = [int(part) for part in parts]
    if lengths == (4, 2, 2) and 1000 <= numbers[0] <= 2999:
        # Digits that name no real day are a number of some other kind: a part, a file, another calendar.
        year, month_number, day_number = numbers
        return (CalendarDate(year, month_number, day_number), i + 5) if _is_real(*numbers) else None
    if lengths == (2, 2, 2) and sign == "-" and numbers[0] > 31 and _is_real(full_year(numbers[0]), *numbers[1:]):
        return CalendarDate(full_year(numbers[0]), numbers[1], numbers[2]), i + 5
    whole_year = lengths[2] == 4 or sign == "/" or (sign == "-" and lengths == (2, 2, 2))
    if max(lengths[:2]) > 2 or lengths[2] not in (2, 4) or not whole_year:
        return None
    return _day_and_month(numbers, lengths[2], sign), i + 5


def _is_real(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _day_and_month(numbers: list[int], year_length: int, sign: str) -> CalendarDate:
    first, second, last = numbers
    full = last if year_length == 4 else full_year(last)
    if second > 12:
        return CalendarDate(full, first, second)
    if first > 12 or sign == "." or first == second:
        return CalendarDate(full, second, first)
    return CalendarDate(full, first, second, alternative=(second, first))


def _day_alone(s: Scan, i: int) -> Found | None:
    """Read the "the 13th" of "Friday the 13th"."""
    found = day(s, i + 1) if s.word(i) == "the" else None
    if found and s.token(found[1]).tag_ == "NN":
        return None  # "Saturday, the 30th anniversary"
    return (CalendarDate(None, None, found[0]), found[1]) if found else None


def absolute(s: Scan, i: int) -> Found | None:
    """Read a date of the calendar, with its weekday where that stands before it."""
    named = weekday(s, i)
    if named is None:
        return numeric(s, i) or day_first(s, i) or month_first(s, i) or month_and_year(s, i)
    begin = s.skip(named[1], ",")
    found = numeric(s, begin) or day_first(s, begin) or month_first(s, begin) or _day_alone(s, begin)
    if found is None:
        return None
    date, end = found
    return CalendarDate(date.year, date.month, date.day, named[0], date.alternative), end
