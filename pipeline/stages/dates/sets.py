"""Sets of times: "every Friday", "twice a week", "annual", "on Mondays"."""

from decimal import Decimal

from pipeline.stages.dates.amounts import quantity
from pipeline.stages.dates.calendar_dates import absolute, weekday
from pipeline.stages.dates.lengths import length
from pipeline.stages.dates.nodes import Amount, Recurring
from pipeline.stages.dates.scan import Scan
from pipeline.tree import Token

type Found = tuple[Recurring, int]

_COUNTED = frozenset(["NOUN", "PROPN", "NUM", "SYM"])
_RATE_TAGS = frozenset(["CD", "NNS", "$", "NNPS"])


def adverb(s: Scan, i: int) -> Found | None:
    """Read "daily", "annual"."""
    value = s.vocabulary.words.sets.get(s.word(i))
    named = s.is_capital(i) and (s.is_capital(i + 1) or not s.begins_sentence(i))
    return (Recurring(value), i + 1) if value and not named else None


def every(s: Scan, i: int) -> Found | None:
    """Read "every Friday", "each year", "every two weeks", "every other day"."""
    if s.word(i) not in ("every", "each"):
        return None
    at = s.skip(i + 1, "single", "passing")
    count: Decimal | None = Decimal(1)
    if s.word(at) in ("other", "second"):
        count, at = Decimal(2), at + 1
    elif s.word(at) not in ("a", "an"):
        number = quantity(s, at)
        if number:
            count, at = number
    named = weekday(s, at)
    if named:
        night = s.vocabulary.words.parts_of_day.get(s.word(named[1]))
        value = f"XXXX-WXX-{named[0]}"
        return (Recurring(f"{value}T{night}"), named[1] + 1) if night else (Recurring(value), named[1])
    part = s.vocabulary.words.parts_of_day.get(s.word(at))
    if part:
        return Recurring(f"XXXX-XX-XXT{part}"), at + 1
    part_of_year = _part_of_year(s, at)
    if part_of_year:
        return part_of_year
    unit = s.vocabulary.units.get(s.word(at))
    if unit is None or unit in ("second", "half"):
        return None
    return Recurring(length((Amount(count, unit),))), at + 1


def _part_of_year(s: Scan, i: int) -> Found | None:
    """Read the "Dec. 10", "March" or "summer" of "each Dec. 10", "every summer"."""
    day = absolute(s, i)
    if day and day[0].year is None and day[0].month and day[0].day:
        return Recurring(f"XXXX-{day[0].month:02}-{day[0].day:02}"), day[1]
    month = s.vocabulary.words.months.get(s.word(i))
    name = f"{month:02}" if month else s.vocabulary.words.seasons.get(s.word(i))
    return (Recurring(f"XXXX-{name}"), i + 1) if name else None


def rate(s: Scan, i: int) -> Found | None:
    """Read the second half of "15 a year", "twice a week", "$5 per day"."""
    word = s.word(i)
    unit = s.vocabulary.units.get(s.word(i + 1))
    if word not in ("a", "an", "per") or unit is None or s.words[i + 1] in s.vocabulary.plurals:
        return None
    if unit in ("second", "half", "quarter") and word != "per":
        return None
    before = s.word(i - 1)
    is_led = (
        before.isdecimal()
        or before in s.vocabulary.words.cues.rate_before
        or (i > 0 and s.token(i - 1).tag_ in _RATE_TAGS)
    )
    if not is_led and not _hangs_on_amount(s.token(i + 1)):
        return None
    return Recurring(length((Amount(Decimal(1), unit),))), i + 2


def _hangs_on_amount(unit: Token) -> bool:
    """Tell whether a unit is what a number of things is held against: "450 litres of water *a day*"."""
    head = unit.head
    if unit.dep_ != "npadvmod" or head.i > unit.i or head.pos_ not in _COUNTED:
        return False
    if head.dep_ == "pobj" and head.head.lower_ == "of":
        head = head.head.head
    return any(child.dep_ == "nummod" for child in head.children) or any(sign.isdecimal() for sign in head.text)


def counted(s: Scan, i: int) -> Found | None:
    """Read "once a week", "twice a year", "three times a month", "six days a week" as a whole."""
    at = i + 1
    if s.words[i] not in ("once", "twice"):
        number = quantity(s, i)
        if number is None or (s.word(number[1]) != "times" and s.word(number[1]) not in s.vocabulary.plurals):
            return None
        at = number[1] + 1
    return rate(s, at)


def weekdays(s: Scan, i: int) -> Found | None:
    """Read "Mondays", "Sunday nights", "on weekends"."""
    word, after = s.word(i), s.word(i + 1)
    if word == "weekends":
        return (Recurring("XXXX-WXX-WE"), i + 1) if s.word(i - 1) in ("on", "at") else None
    part = s.vocabulary.words.parts_of_day.get(after[:-1]) if after.endswith("s") else None
    if part and word in s.vocabulary.words.weekdays:
        return Recurring(f"XXXX-WXX-{s.vocabulary.words.weekdays[word]}T{part}"), i + 2
    number = s.vocabulary.words.weekdays.get(word[:-1]) if word.endswith("s") else None
    return (Recurring(f"XXXX-WXX-{number}"), i + 1) if number else None
