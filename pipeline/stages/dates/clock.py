"""Times of day: "16:08 UTC", "6:40 p.m.", "noon", "10 o'clock", and parts of the day."""

from dataclasses import replace
from decimal import Decimal

from pipeline.stages.dates.nodes import Clock, Shifted
from pipeline.stages.dates.scan import Scan

_DAYS_AFTER = frozenset(["the", "today", "yesterday", "tomorrow", "on"])
"""After "2:30" without a preposition: "2:30 the next day"."""

_LATE_HOURS = {"AF": range(1, 12), "EV": range(4, 12), "NI": range(6, 12)}
"""The hours of these parts of the day that a clock of twelve hours leaves short of twelve."""

type Found = tuple[str, str, int]
"""The TIMEX3 time ("T16:08"), the zone's sign ("Z" or ""), and the place after it."""


def clock(s: Scan, i: int) -> Found | None:
    """Read a time of the clock with its zone."""
    word = s.word(i)
    if word in s.vocabulary.words.clock_words:
        time, end = s.vocabulary.words.clock_words[word], i + 1
        return time, *_zone(s, end)
    if not word.isdecimal() or len(word) > 4:
        return None
    found = _hours_and_minutes(s, i) or _hour(s, i) or _military(s, i)
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


def _hour(s: Scan, i: int) -> tuple[str, int] | None:
    if len(s.words[i]) > 2:
        return None
    if s.words[i + 1 : i + 4] == ["o", "'", "clock"]:
        end = i + 4
        half = _half_of_day(s, end)
        hour = _hour_of_day(int(s.words[i]), half[0] if half else None)
        return (f"T{hour:02}:00", half[1] if half else end) if hour is not None else None
    half = _half_of_day(s, i + 1)
    hour = _hour_of_day(int(s.words[i]), half[0]) if half else None
    return (f"T{hour:02}:00", half[1]) if half and hour is not None else None


def _military(s: Scan, i: int) -> tuple[str, int] | None:
    """Read "1600 GMT", "0930 hours"."""
    digits = s.words[i]
    if len(digits) != 4 or int(digits[:2]) > 24 or int(digits[2:]) > 59:
        return None
    time = f"T{int(digits[:2]):02}:{int(digits[2:]):02}"
    if s.word(i + 1) in s.vocabulary.words.zones:
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
        return ("", i + 2) if s.words[i : i + 2] == ["local", "time"] else ("", i)
    end = begin + 1
    if s.word(end) in ("+", "-") and s.word(end + 1).isdecimal():
        zone, end = f"{s.words[end]}{int(s.words[end + 1]):02}:00", end + 2
    if begin > i:
        return (zone, end + 1) if s.word(end) == ")" else ("", i)
    return zone, end


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
