"""Relative expressions: yesterday, last week, next Tuesday, the following month, three weeks ago, the day before."""

from dataclasses import replace
from decimal import Decimal

from pipeline.stages.dates.amounts import duration, quantity, quarter_of
from pipeline.stages.dates.calendar_dates import absolute, day, month, weekday
from pipeline.stages.dates.nodes import Amount, Clock, Duration, Frame, Measured, Named, Node, Removed, Shifted, Vague
from pipeline.stages.dates.scan import Scan

type Found = tuple[Node, int]

TODAY, YESTERDAY, TOMORROW = (Shifted("day", Decimal(n)) for n in (0, -1, 1))

DAY_WORDS: dict[str, Node] = {
    "today": TODAY,
    "yesterday": YESTERDAY,
    "tomorrow": TOMORROW,
    "tonight": Clock("TNI", "", TODAY),
    "overnight": Clock("TNI", "", YESTERDAY, to_next_day=True),
}
_SHORT_UNITS = frozenset(["second", "minute", "hour"])
_SHIFTING_UNITS = frozenset(["day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century"])
_NEARLY = frozenset(["almost", "nearly", "not"])
"""Words that take the "exactly" of "almost exactly a year ago" back."""

_LENGTHS = frozenset(["hour", "day", "week", "fortnight", "month", "year", "decade", "century", "millennium"])
_LANDMARK_PREPOSITIONS = {"after": 1, "before": -1, "since": 1, "into": 1, "following": 1}
MAX_WORDS_BETWEEN, MAX_WORDS_BETWEEN_FAR = 9, 20
"""How far before "a year earlier" the word that compares may stand: "from a restated $2.1 million a year earlier".

One that does hardly anything else may stand further off: "from $11.5 million, or 50 cents a share, a year earlier".
"""

_WHICH = frozenset(["before", "for", "he", "it", "she", "that", "they", "to", "when"])
"""Behind "the last day" where something else tells which one."""

_QUOTES = frozenset(['"', "“", "”", "'"])
_FAR = frozenset(["week", "month", "year"])
"""Units of what is "away" in time: two hours away may be a drive."""

_OPEN_ENDED = frozenset(["before", "after", "on", "prior"])
_CLAUSE_ENDS = frozenset(["", ".", ",", ";", ":", "!", "?", ")", "\n", "—", "–", "-", "'", '"', "”", "and", "but"])


def day_word(s: Scan, i: int) -> Found | None:
    """Read "yesterday", "overnight", "the day before yesterday"."""
    word = s.word(i)
    if word in DAY_WORDS:
        return None if _is_title(s, i) else (DAY_WORDS[word], i + 1)
    begin = s.skip(i, "the")
    if s.word(begin) == "day" and (s.word(begin + 1), s.word(begin + 2)) == ("before", "yesterday"):
        return Shifted("day", Decimal(-2)), begin + 3
    if s.word(begin) == "day" and (s.word(begin + 1), s.word(begin + 2)) == ("after", "tomorrow"):
        return Shifted("day", Decimal(2)), begin + 3
    return None


def _is_title(s: Scan, i: int) -> bool:
    """Tell whether "Today" is a paper or a broadcast: "USA Today", "the Today show"."""
    if not s.is_capital(i):
        return False
    quoted = s.word(i - 1) in _QUOTES and s.word(i + 1) in _QUOTES
    cues = s.vocabulary.words.cues
    return quoted or s.word(i - 1) in cues.today_before or s.word(i + 1) in cues.today_after


def shifted(s: Scan, i: int) -> Found | None:
    """Read a unit or a name after "last", "this", "next", "the previous", ..., and windows ("the past two weeks")."""
    begin = s.skip(s.skip(i, "the"), "very")
    if s.words[begin : begin + 2] == ["most", "recent"]:
        return _shifted_unit(s, begin + 2, -1, "speech")
    definite = s.word(i) == "the"
    word = s.word(begin)
    shift = s.vocabulary.shifts.get(word)
    if (
        shift is None
        or _is_conjunction(s, begin)
        or (definite and word in ("this", "that"))
        or (not definite and s.word(i - 1) == "the")
    ):
        return None
    if not definite and ((word == "last" and s.token(begin).pos_ == "VERB") or word in ("following", "ensuing")):
        return None  # "it will last two years", "following Monday's debate"
    frame: Frame = "told" if word == "that" else "story" if word in s.vocabulary.words.story_shifts else "speech"
    at = begin + 1
    if word in ("this", "that") and s.word(at) == "same":
        frame, at = ("told" if word == "that" else "story"), at + 1
    if word == "this" and s.word(at) in ("past", "last", "coming", "next"):
        shift, at = s.vocabulary.shifts[s.words[at]], at + 1
    found = _window(s, at, shift, frame, definite=definite)
    if found and not _is_misspelt(s, at):
        return found
    if definite and s.word(at + 1) == "of":
        return None  # "the last day of the session"
    if word == "past" and not definite:
        return _shifted_unit(s, at, shift, frame)  # "she looked past November"
    if definite and word == "next":
        frame = "story"
    return shifted_name(s, at, shift, frame) or _shifted_unit(s, at, shift, frame)


def _is_conjunction(s: Scan, i: int) -> bool:
    """Tell whether "that" opens a clause: "reported *that* February's sales fell", "said *that* day one was hard"."""
    is_numbered = s.word(i + 1) == "day" and s.word(i + 2) == "one"
    is_other = is_numbered or s.is_capital(i + 1) or s.word(i + 1) == "the"
    return s.words[i] == "that" and is_other and s.token(i).tag_ == "IN"


def _window(s: Scan, i: int, shift: int, frame: Frame, *, definite: bool) -> Found | None:
    """Read what follows "the past": a number of units, or a single one ("the past year")."""
    if shift == 0:
        return None
    reach = shift if frame == "speech" else None
    if s.word(i) not in ("a", "an") and (quantity(s, i) or quarter_of(s, i)):
        length = duration(s, i)
        return (Duration(length[0].amounts, reach), length[1]) if length else None
    form = s.word(i)
    unit = s.vocabulary.units.get(form)
    if unit not in _LENGTHS or unit is None or s.word(i + 1) == "of":
        return None
    if s.words[i - 1 : i + 1] == ["last", "day"] and s.word(i + 1) in _WHICH:
        return None
    if form in s.vocabulary.plurals:
        return Duration((Amount(None, unit),), reach), i + 1
    if unit == "century" and s.word(i - 1) == "last":
        return None  # the one before this
    ahead = (
        s.word(i - 1) == "next"
        and (unit == "decade" or s.word(i - 3) in s.vocabulary.words.cues.window_before)
        and unit not in ("day", "century")
    )
    if definite and (ahead or s.word(i - 1) in ("past", "last", "coming")) and frame == "speech":
        return Duration((Amount(Decimal(1), unit),), reach), i + 1
    return None


def shifted_name(s: Scan, i: int, shift: int, frame: Frame) -> Found | None:
    """Read a name of a cycle after its shift: "Friday", "September", "summer", "Christmas", "night".

    A weekday with its date is that day, whatever is before it: "this *Wednesday, July 13*".
    """
    found = weekday(s, i)
    dated = absolute(s, i) if found else None
    if dated and dated[0].month:
        return dated
    if found:
        return Named("weekday", found[0], shift, frame), found[1]
    found = month(s, i)
    if found and day(s, found[1]):
        return None  # "that Sept. 26 meeting"
    if found:
        return Named("month", found[0], shift, frame), found[1]
    season = s.vocabulary.words.seasons.get(s.word(i))
    if season:
        return Named("season", season, shift, frame), i + 1
    holiday = s.vocabulary.holidays.match(s.words, i)
    if holiday:
        return Named("holiday", holiday[0], shift, frame), holiday[1]
    part = s.vocabulary.words.parts_of_day.get(s.word(i))
    if part:
        return Clock(f"T{part}", "", Shifted("day", Decimal(shift), frame)), i + 1
    return None


def _shifted_unit(s: Scan, i: int, shift: int, frame: Frame) -> Found | None:
    fiscal = s.word(i) in ("fiscal", "financial")
    if fiscal:
        year = s.word(i + 1) == "year"
        return (Shifted("year", Decimal(shift), frame, is_fiscal=True), i + 2) if year else None
    unit = "quarter" if s.words[i - 1 : i + 1] == ["latest", "period"] else s.vocabulary.units.get(s.word(i))
    if unit is None or unit not in _SHIFTING_UNITS or (s.words[i] in s.vocabulary.plurals and not _is_misspelt(s, i)):
        return None
    if s.words[i + 1 : i + 3] == ["and", "age"] or s.words[i - 2 : i + 1] == ["to", "this", "day"]:
        return None
    part = s.vocabulary.words.parts_of_day.get(s.word(i + 1))
    if unit == "day" and (part or (shift < 0 and s.word(i - 1) in ("last", "past", "latest"))):
        return None  # "our last day" is no yesterday
    return Shifted(unit, Decimal(shift), frame), i + 1


def _is_misspelt(s: Scan, i: int) -> bool:
    """Tell whether the apostrophe is left out: "this years festival"."""
    possessed = s.words[i] in ("years", "months", "weeks") and s.token(i + 1).pos_ in ("NOUN", "PROPN", "ADJ")
    return possessed and s.word(i - 1) in ("this", "last") and s.word(i - 2) != "the"


def distance(s: Scan, i: int) -> Found | None:
    """Read a length with what it is reckoned from: "ago", "later", "earlier", "from now", "after the invasion"."""
    found = duration(s, i)
    if found is None or len(found[0].amounts) > 1:
        return None
    length, end = found
    amount = length.amounts[0]
    if s.words[end : end + 3] == ["or", "so", "ago"]:
        end += 2
    word = s.word(end)
    removed = _removed(s, end + 1, amount, word, is_exact=_is_exact(s, i, end + 1))
    if removed:
        return removed
    if word == "ago" or (word == "back" and amount.unit not in _SHORT_UNITS):
        return _as_compared(s, i, _from_speech(amount, -1)), end + 1
    ahead = _ahead_of_now(s, i, end)
    if ahead:
        return _from_speech(amount, 1), ahead
    if word == "-" and s.word(end + 1) == "earlier":
        return _from_story(amount, -1), end + 2
    if (word, s.word(end + 1)) == ("on", "from"):
        return Measured(amount, 1, s.token_index(end + 1), is_date=True), end + 1
    direction = s.vocabulary.words.story_distances.get(word)
    if direction and s.word(end + 1) != "than" and (word not in _OPEN_ENDED or _ends_clause(s, end + 1)):
        return _as_compared(s, i, _from_story(amount, direction)), end + 1
    return None


def _ahead_of_now(s: Scan, i: int, end: int) -> int | None:
    """Give the place behind what reckons a length on from now: "two weeks *hence*", "in two weeks*' time*"."""
    if s.word(end) == "hence":
        return end + 1
    if (s.word(end), s.word(end + 1)) in (("from", "now"), ("from", "today")):
        return end + 2
    if s.word(end) == "away" and s.word(end + 1) != "from" and s.vocabulary.units.get(s.words[end - 1]) in _FAR:
        return end + 1 if s.token(end).head.tag_ in ("VBZ", "VBP") else None  # "the vote is *two weeks away*"
    at = s.skip(end + 1, "s") if s.word(end) == "'" and s.word(i - 1) == "in" else end
    return at + 1 if at > end and s.word(at) == "time" else None


def _is_exact(s: Scan, i: int, end: int) -> bool:
    """Tell whether a length is told to the day: "*exactly* a year ago", "a year ago *to the day*"."""
    is_exact = s.word(i - 1) == "exactly" and s.word(i - 2) not in _NEARLY
    return is_exact or s.words[end : end + 3] == ["to", "the", "day"]


def _removed(s: Scan, i: int, amount: Amount, word: str, *, is_exact: bool) -> Found | None:
    """Read the day that "ten years ago" or "a week from" is reckoned from: "today", "Friday", "this week".

    "*Exactly* ten years ago" is on that day.
    """
    if word not in ("ago", "from") or amount.count is None or amount.unit not in _LENGTHS - {"hour", "day"}:
        return None
    named = weekday(s, i)
    of: Found | None = (Named("weekday", named[0]), named[1]) if named else day_word(s, i)
    if of is None and s.word(i) == "this" and word == "ago":
        of = shifted(s, i)
    if of is None and is_exact and word == "ago":
        of = TODAY, i
    if of is None or not isinstance(of[0], Named | Shifted):
        return None
    return Removed(amount.count * (-1 if word == "ago" else 1), amount.unit, of[0]), of[1]


def _as_compared(s: Scan, i: int, node: Node) -> Node:
    """Mark what something is held against: "up from $2 million a year earlier"."""
    if not isinstance(node, Shifted) or node.unit != "year" or node.offset > 0:
        return node
    cues = s.vocabulary.words.cues
    near, far = s.words[max(0, i - MAX_WORDS_BETWEEN) : i], s.words[max(0, i - MAX_WORDS_BETWEEN_FAR) : i]
    is_near = node.offset == -1 and not cues.comparing.isdisjoint(near)  # not "with the team two years ago"
    if not is_near and cues.comparing_far.isdisjoint(far):
        return node
    return replace(node, compared=True)


def _ends_clause(s: Scan, i: int) -> bool:
    return s.word(i) in _CLAUSE_ENDS


def _from_speech(amount: Amount, direction: int) -> Node:
    if amount.count is None:
        return Vague("PAST_REF" if direction < 0 else "FUTURE_REF", "DATE")
    return Shifted(amount.unit, amount.count * direction, "speech", counted=True)


def _from_story(amount: Amount, direction: int) -> Node:
    if amount.count is None:
        return Vague("PAST_REF" if direction < 0 else "FUTURE_REF", "DATE")
    return Shifted(amount.unit, amount.count * direction, "story", counted=True)


def measured(s: Scan, i: int) -> Found | None:
    """Read a length reckoned from a happening: "a month" in "a month into the war"; the happening stays outside."""
    found = duration(s, i)
    if found is None or len(found[0].amounts) > 1:
        return None
    direction = _LANDMARK_PREPOSITIONS.get(s.word(found[1]))
    if direction is None:
        return None
    return Measured(found[0].amounts[0], direction, s.token_index(found[1])), found[1]


def neighbour(s: Scan, i: int) -> Found | None:
    """Read "the day before", "the week after", "the night before", "the weeks ahead", "the week before last"."""
    if s.word(i) != "the" or (s.words[i - 1 : i + 2] == ["to", "the", "day"] and s.word(i - 2) in s.vocabulary.units):
        return None  # "three years to the day after the crash"
    word = s.word(i + 2)
    if word == "ahead":
        return _ahead(s, i + 1)
    if word not in ("before", "after"):
        return None
    direction = 1 if word == "after" else -1
    unit = s.vocabulary.units.get(s.word(i + 1))
    part_name = s.vocabulary.words.parts_of_day.get(s.word(i + 1))
    part = f"T{part_name}" if part_name else ""
    day: Node
    if unit and s.words[i + 1] in s.vocabulary.plurals:
        return Duration((Amount(None, unit),)), i + 2
    if unit in _SHIFTING_UNITS and unit:
        day = Shifted(unit, Decimal(direction), "story")
    elif part:
        day = Clock(part, "", Shifted("day", Decimal(direction), "story"))
    else:
        return None
    if (word, s.word(i + 3)) in (("before", "last"), ("after", "next")) and _ends_clause(s, i + 4):
        twice = Shifted(unit or "day", Decimal(2 * direction))
        return Clock(part, "", twice) if part else twice, i + 4
    if _ends_clause(s, i + 3):
        return day, i + 3
    if unit == "weekend":
        return None
    return Measured(Amount(Decimal(1), unit or "day"), direction, s.token_index(i + 2), is_date=True, part=part), i + 2


def _ahead(s: Scan, i: int) -> Found | None:
    """Read the "weeks ahead", the "year ahead" of "the weeks ahead"."""
    unit = s.vocabulary.units.get(s.words[i])
    if unit is None or unit not in _LENGTHS or s.word(i + 2) == "of":
        return None
    is_plural = s.words[i] in s.vocabulary.plurals
    return Duration((Amount(None if is_plural else Decimal(1), unit),), None if is_plural else 1), i + 2
