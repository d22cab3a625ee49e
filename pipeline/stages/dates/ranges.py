"""Two dates that make one stretch: "between 2 and 5 March", "March 2-5", "from 2003 to 2007"."""

from dataclasses import replace

from pipeline.stages.dates.amounts import amount, cardinal
from pipeline.stages.dates.calendar_dates import day, month, year
from pipeline.stages.dates.modifiers import is_day
from pipeline.stages.dates.nodes import Amount, CalendarDate, Clock, Duration, Ending, Expression, Named, Node, Years
from pipeline.stages.dates.relative import distance
from pipeline.stages.dates.scan import Scan

_JOINTS = frozenset(["to", "until", "till", "through", "-", "–", "—"])
_YEAR_CLOSERS = frozenset([",", ".", ")", ";", ":", "'", "?", "!"])
_AMOUNT_JOINTS = frozenset(["to", "or", "and", "-", "–"])
_LISTS = frozenset(["and", "or", ","])
MAX_YEARS = 110
"""How many years two years with a stroke between them may be apart: a lifetime."""

MAX_LIST_WORDS = 20
"""How far from its first day the month of a list of days is looked for."""

MAX_PHRASE_WORDS = 8
"""How far behind a time its day may stand."""

_OF_NOUNS = frozenset(["poss", "compound", "nmod", "nummod"])
_VERBS = frozenset(["VERB", "AUX"])
_ANY_JOINT = _JOINTS | _LISTS
_AFTER_DIGITS = _ANY_JOINT | {"/", ".", "st", "nd", "rd", "th"}


def several(s: Scan, i: int, ahead: list[str]) -> list[Expression]:
    """Read expressions that share a word: days their month, years their century, lengths their unit.

    `ahead` are the next words, of which one must join the two.
    """
    word = s.words[i]
    if word.isdecimal():
        if ahead[0] not in _AFTER_DIGITS:
            return []
        has_month = not s.vocabulary.month_names.isdisjoint(s.words[i : i + MAX_LIST_WORDS])
        days = _before_month(s, i) if has_month else []
        return days or year_pair(s, i) or ([] if s.vocabulary.unit_forms.isdisjoint(ahead) else amount_pair(s, i))
    is_month = word in s.vocabulary.months
    if not (is_month or word in s.vocabulary.words.cardinals) or _ANY_JOINT.isdisjoint(ahead):
        return []
    return _after_month(s, i) if is_month else amount_pair(s, i)


def _days(s: Scan, i: int) -> list[tuple[int, int, int]]:
    """Read "2, 3 and 5" as (day, start, end); what only a comma joins at the end is no day."""
    found: list[tuple[int, int, int]] = []
    at = i
    while (number := day(s, at)) is not None:
        found.append((number[0], at, number[1]))
        joint = s.word(number[1])
        if (joint not in _JOINTS and joint not in _LISTS) or len(found) == 7:
            break
        at = s.skip(number[1] + 1, "and", "the")
    while len(found) > 1 and s.words[found[-1][1] - 1] == ",":
        found.pop()  # "since July 1, *12 funds* have closed"
    return found


def _before_month(s: Scan, i: int) -> list[Expression]:
    """Read days that share the month behind them: "2 and 5 March", "2-5 March 2024", "2, 3 and 4 March"."""
    days = _days(s, i)
    if len(days) < 2:
        return []
    named = month(s, s.skip(days[-1][2], "of"))
    if named is None:
        return []
    number, end = named
    found = year(s, s.skip(end, ","))
    full, end = found or (None, end)
    ends = [stop for _, _, stop in days[:-1]] + [end]
    return [
        Expression(CalendarDate(full, number, day_number), start, stop, "dates.calendar")
        for (day_number, start, _), stop in zip(days, ends, strict=True)
    ]


def _after_month(s: Scan, i: int) -> list[Expression]:
    """Read days that share the month before them: "March 2 and 3", "March 2-5"."""
    named = month(s, i)
    days = _days(s, named[1]) if named else []
    if named is None or len(days) < 2 or month(s, days[-1][2]):
        return []
    end = days[-1][2]
    found = year(s, s.skip(end, ","))
    full, end = found or (None, end)
    starts = [i] + [start for _, start, _ in days[1:]]
    ends = [stop for _, _, stop in days[:-1]] + [end]
    return [
        Expression(CalendarDate(full, named[0], day_number), start, stop, "dates.calendar")
        for (day_number, _, _), start, stop in zip(days, starts, ends, strict=True)
    ]


def year_pair(s: Scan, i: int) -> list[Expression]:
    """Read two years of which the second may be cut short: "1994-1999", "2014-16", "1998/99"."""
    first = year(s, i)
    if first is None or not s.words[i].isdecimal() or s.word(i + 1) not in ("-", "–", "/"):
        return []
    short = s.word(i + 2)
    if not (s.touches(i) and s.touches(i + 1) and len(short) in (2, 4) and short.isdecimal()):
        return []
    last = int(short) if len(short) == 4 else first[0] // 100 * 100 + int(short)
    if not first[0] < last <= first[0] + MAX_YEARS or (s.touches(i + 2) and s.word(i + 3) not in _YEAR_CLOSERS):
        return []
    return [
        Expression(Years(s.words[i]), i, i + 1, "dates.year"),
        Expression(Years(f"{last:04}"), i + 2, i + 3, "dates.year"),
    ]


def amount_pair(s: Scan, i: int) -> list[Expression]:
    """Read two lengths of which the first leaves its unit to the second: "two to three weeks", "60 and 90 days"."""
    first = cardinal(s, i)
    if first is None or s.word(i) in ("a", "an", "half") or s.word(first[1]) not in _AMOUNT_JOINTS:
        return []
    if s.word(first[1]) == "and" and s.word(i - 1) != "between":
        return []
    second = amount(s, first[1] + 1)
    if second is None or second[0].count is None or s.word(first[1] + 1) in ("a", "an", "half"):
        return []
    if s.word(s.skip(second[1], "-")) in ("old", "olds"):
        return []
    far = distance(s, first[1] + 1)
    if far:
        return [Expression(far[0], i, far[1], "dates.distance", "APPROX")]
    return [
        Expression(Duration((Amount(first[0], second[0].unit),)), i, first[1], "dates.duration"),
        Expression(Duration((second[0],)), first[1] + 1, second[1], "dates.duration"),
    ]


def share_years(s: Scan, expressions: list[Expression]) -> list[Expression]:
    """Give a month or day without a year that of the one it is joined to: "January and February 2023"."""
    shared = list(expressions)
    for i in range(len(shared) - 1, 0, -1):
        first, second = shared[i - 1], shared[i]
        last = second.node
        if isinstance(last, CalendarDate) and last.year is not None and _side_by_side(s, first, second):
            shared[i - 1] = replace(first, node=_with_year_of(first.node, last))
    return shared


def _side_by_side(s: Scan, first: Expression, second: Expression) -> bool:
    if not 1 <= second.start - first.end <= 2:
        return False
    between = s.words[first.end : second.start]
    return all(word in _JOINTS or word in _LISTS or word == "from" for word in between)


def _with_year_of(node: Node, other: CalendarDate) -> Node:
    month_number = node.month if isinstance(node, CalendarDate) else node.name if isinstance(node, Named) else None
    if not isinstance(month_number, int) or month_number > (other.month or 0):
        return node
    if isinstance(node, CalendarDate) and node.year is None:
        return replace(node, year=other.year)
    if isinstance(node, Named) and node.cycle == "month" and node.shift is None and node.within is None:
        return CalendarDate(other.year, month_number, None)
    return node


def share_days(s: Scan, expressions: list[Expression]) -> list[Expression]:
    """Give a time the day further on in its phrase: "at *3 p.m.* in Rome Thursday", "*9 a.m.* to 5 p.m. Monday"."""
    shared = list(expressions)
    for i in range(len(shared) - 1, 0, -1):
        time, behind = shared[i - 1], shared[i]
        if not isinstance(time.node, Clock) or time.node.day is not None or time.node.is_some_part:
            continue
        day = behind.node.day if isinstance(behind.node, Clock) else behind.node if is_day(behind.node) else None
        if day is not None and _is_of_one_phrase(s, time, behind):
            shared[i - 1] = replace(time, node=replace(time.node, day=day))
    return shared


def _is_of_one_phrase(s: Scan, first: Expression, second: Expression) -> bool:
    """Tell whether neither a verb nor a mark stands between two expressions, and the later is none of a noun."""
    between = s.words[first.end : second.start]
    if len(between) > MAX_PHRASE_WORDS or not all(word.isalpha() for word in between):
        return False
    if isinstance(second.node, Clock):
        return len(between) == 1 and between[0] in _ANY_JOINT
    tokens = s.tree[s.token_index(first.end) : s.token_index(second.start)] if between else ()
    return s.root(second).dep_ not in _OF_NOUNS and all(token.pos_ not in _VERBS for token in tokens)


def joined(s: Scan, first: Expression, second: Expression) -> bool:
    """Tell whether two neighbouring expressions are the ends of one stretch."""
    if not 1 <= second.start - first.end <= 2 or isinstance(first.node, Ending):
        return False
    between = s.words[first.end : second.start]
    before = s.word(first.start - 1)
    if between in (["and"], ["and", "the"]):
        return before == "between"
    if len(between) == 1 and between[0] in ("-", "–", "—"):
        return True
    if between == ["/"]:
        return isinstance(first.node, Years) and isinstance(second.node, Years)  # "in 2012/13"
    return between[0] in _JOINTS and between[-1] in (*_JOINTS, "the", "on")
