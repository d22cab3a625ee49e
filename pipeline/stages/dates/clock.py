"""Times of day: "16:08 UTC", "6:40 p.m.", "noon", "10 o'clock", and parts of the day."""

from dataclasses import replace
from decimal import Decimal

from pipeline.stages.dates.nodes import Clock, Shifted
from pipeline.stages.dates.scan import Scan

_DAYS_AFTER = frozenset(["the", "today", "yesterday", "tomorrow", "on"])
"""After "2:30" without a preposition: "2:30 the next day"."""

_LATE_HOURS = {"AF": range(1, 12), "EV": range(4, 12), "NI": range(6, 12)}
"""The hours of these parts of the day that a clock of twelve hours leaves short of twelve."""

MAX_HOUR = 24

_IN_THE = frozenset(["during", "in", "through", "throughout"])
"""Before "the morning", where that is one and not any."""

type Found = tuple[str, str, int]
"""The TIMEX3 time ("T16:08"), the zone's sign ("Z" or ""), and the place after it."""


def clock(s: Scan, i: int) -> Found | None:
    """Read a time of the clock with its zone."""
    word = s.word(i)
    if word in s.vocabulary.words.clock_words:
        time, end = s.vocabulary.words.clock_words[word], i + 1
        return time, *_zone(s, end)
    if not word.isdecimal():
        found = _hour(s, i, s.vocabulary.words.cardinals.get(word, MAX_HOUR + 1))
    elif len(word) <= 4:
        found = _hours_and_minutes(s, i) or _hour(s, i, int(word)) or _military(s, i)
    else:
        return None
    if found is None:
        return None
    zone, end = _zone(s, found[1])
    bare = found[1] == i + 3 and end == found[1]
    led = s.word(i - 1) in s.vocabulary.words.cues.clock_before or s.word(i - 1) == "t"
    if bare and not led and s.word(end) not in _DAYS_AFTER:
        return None
    return found[0], zone, end


def _hours_and_minutes(s: Scan, i: int) -> tuple[str, int] | None:
    sign, minutes = s.word(i + 1), s.word(i + 2)
    if sign not in (":", ".") or not s.touches(i) or not s.touches(i + 1) or len(minutes) != 2:
        return None
    if not minutes.isdecimal() or len(s.words[i]) > 2 or int(minutes) > 59:
        return None
    end, seconds = i + 3, ""
    minutes = f"{int(minutes):02}"
    if s.word(end) == ":" and s.touches(end - 1) and s.word(end + 1).isdecimal() and len(s.word(end + 1)) == 2:
        end, seconds = end + 2, f":{int(s.words[end + 1]):02}"
    if s.word(end) == "." and s.touches(end - 1) and s.touches(end) and s.word(end + 1).isdecimal():
        return None  # "2:23.9" is how long a race took
    half = _half_of_day(s, end)
    if sign == "." and half is None:
        return None
    hour = _hour_of_day(int(s.words[i]), half[0] if half else None)
    if hour is None:
        return None
    return f"T{hour:02}:{minutes}{seconds}", half[1] if half else end


def _hour(s: Scan, i: int, number: int) -> tuple[str, int] | None:
    """Read "10 o'clock", "nine a.m.", and "2 in the morning" behind "at" or "until"."""
    if number > MAX_HOUR:
        return None
    if s.words[i + 1 : i + 4] == ["o", "'", "clock"]:
        end = i + 4
        half = _half_of_day(s, end)
        hour = _hour_of_day(number, half[0] if half else None)
        return (f"T{hour:02}:00", half[1] if half else end) if hour is not None else None
    half = _half_of_day(s, i + 1) or _half_by_part(s, i)
    hour = _hour_of_day(number, half[0]) if half else None
    return (f"T{hour:02}:00", half[1]) if half and hour is not None else None


def _half_by_part(s: Scan, i: int) -> tuple[str, int] | None:
    """Read the "in the morning" of "until 2 in the morning" as the half of the day."""
    if s.words[i + 1 : i + 3] != ["in", "the"] or s.word(i - 1) not in s.vocabulary.words.cues.clock_before:
        return None
    part = s.vocabulary.words.parts_of_day.get(s.word(i + 3))
    return ("am" if part == "MO" else "pm", i + 4) if part in ("MO", "AF", "EV") else None


def _military(s: Scan, i: int) -> tuple[str, int] | None:
    """Read "1600 GMT", "1430 local time", "0930 hours"."""
    digits = s.words[i]
    if len(digits) != 4 or int(digits[:2]) > 24 or int(digits[2:]) > 59:
        return None
    time = f"T{int(digits[:2]):02}:{int(digits[2:]):02}"
    if s.word(i + 1) in s.vocabulary.words.zones or s.words[i + 1 : i + 3] == ["local", "time"]:
        return time, i + 1
    return (time, i + 2) if s.word(i + 1) in ("hours", "hrs") and digits[0] == "0" else None


def _half_of_day(s: Scan, i: int) -> tuple[str, int] | None:
    if s.word(i) in ("am", "pm"):
        return s.words[i], i + 1
    if s.word(i) in ("a", "p") and s.words[i + 1 : i + 3] == [".", "m"] and s.touches(i) and s.touches(i + 1):
        end = i + 3
        if s.word(end) == "." and s.touches(end - 1):
            end += 1
        return f"{s.words[i]}m", end
    return None


def _hour_of_day(hour: int, half: str | None) -> int | None:
    if half is None:
        return hour if hour <= 24 else None
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half == "pm" else 0)


def _zone(s: Scan, i: int) -> tuple[str, int]:
    begin = i + 1 if s.word(i) == "(" else i
    if s.word(i) == "z" and s.touches(i - 1):
        return "Z", i + 1
    zone: str | None = s.vocabulary.words.zones.get(s.word(begin))
    if zone is None or not s.is_capital(begin):
        return "", _behind_time(s, i)
    end = begin + 1
    if s.word(end) in ("+", "-") and s.word(end + 1).isdecimal():
        zone, end = f"{s.words[end]}{int(s.words[end + 1]):02}:00", end + 2
    if begin > i:
        return (zone, end + 1) if s.word(end) == ")" else ("", i)
    return zone, end


def _behind_time(s: Scan, i: int) -> int:
    """Give the place behind "local time", "Eastern time", "Moscow Standard Time"."""
    if s.word(i) != "local" and (not s.is_capital(i) or s.words[i] in s.vocabulary.weekdays):
        return i
    end = s.skip(i + 1, "standard", "daylight", "summer")
    return end + 1 if s.word(end) == "time" else i


def with_part_of_day(s: Scan, i: int, node: Clock) -> tuple[Clock, int] | None:
    """Take in "this morning" or "in the afternoon" behind a time; the half of the day it tells sets the hour."""
    part, day, end = None, node.day, i + 2
    if s.word(i) in ("this", "last", "yesterday", "tomorrow") and not node.zone:
        part = s.vocabulary.words.parts_of_day.get(s.word(i + 1))
        offset = {"last": -1, "yesterday": -1, "tomorrow": 1}.get(s.words[i], 0)
        day = Shifted("day", Decimal(offset))
    elif s.word(i) == "tonight":
        part, day, end = "NI", Shifted("day", Decimal(0)), i + 1
    elif s.words[i : i + 2] == ["in", "the"]:
        part, end = s.vocabulary.words.parts_of_day.get(s.word(i + 2)), i + 3
    if part is None or not node.time[1:3].isdecimal():
        return None
    hour = int(node.time[1:3])
    if hour in _LATE_HOURS.get(part, ()) and s.word(i - 1) not in ("m", ".", "am", "pm"):
        hour += 12
    return replace(node, time=f"T{hour:02}{node.time[3:]}", day=day), end


def part_of_day(s: Scan, i: int) -> tuple[str, int] | None:
    """Read "morning", "night"; also in the plural no more: "nights" are a length."""
    part = s.vocabulary.words.parts_of_day.get(s.word(i))
    return (f"T{part}", i + 1) if part else None


def some_part_of_day(s: Scan, i: int) -> tuple[Clock, int] | None:
    """Read "dawn" behind a preposition ("at dawn", "before sunset"): names of a moment that take no article."""
    words = s.vocabulary.words
    part = words.parts_of_day.get(s.words[i]) if s.words[i] in words.cues.turns_of_day else None
    if part is None or s.word(i - 1) not in words.cues.clock_before or s.is_capital(i) or s.word(i + 1) == "-":
        return None
    return (Clock(f"T{part}", "", None), i + 1) if s.token(i).dep_ != "compound" else None


def definite_part_of_day(s: Scan, i: int) -> tuple[Clock, int] | None:
    """Read "morning" after the article of "in the morning", "hours of the night" after "in the small"."""
    if s.word(i - 2) not in _IN_THE:
        return None
    if s.words[i] in s.vocabulary.words.cues.small_hours and s.word(i + 1) == "hours":
        tail = s.words[i + 2 : i + 5]
        is_whole = tail[:2] == ["of", "the"] and tail[2] in ("morning", "night")
        return (Clock("TMO", "", None), i + 5 if is_whole else i + 2) if is_whole or tail[0] != "of" else None
    part = s.vocabulary.words.parts_of_day.get(s.words[i])
    is_named = part and s.words[i] not in s.vocabulary.words.cues.turns_of_day and s.words[i] != "daytime"
    goes_on = s.word(i + 1) in ("of", "before", "after", "-", "when") or s.token(i).dep_ == "compound"
    return (Clock(f"T{part}", "", None), i + 1) if is_named and not goes_on and not s.is_capital(i) else None
