"""Years, decades, centuries, and the quarters, halves and seasons of a year."""

from decimal import Decimal
from typing import Literal

from pipeline.stages.dates.amounts import cardinal, ordinal
from pipeline.stages.dates.calendar_dates import SPELLED_CENTURIES, full_year, year
from pipeline.stages.dates.nodes import Named, Node, Shifted, Years
from pipeline.stages.dates.relative import shifted
from pipeline.stages.dates.scan import Scan

type Found = tuple[Node, int]

_BRACKETED = frozenset([")", ",", ";", "-", "–"])
_WHOSE = frozenset(["his", "her", "their", "my", "your", "our"])
_OWNERS = frozenset(["the", "its", "their", "his", "her", "our", "whose"])
_FULL_YEAR = ["full", "-", "year"]
_TO_DATE = ["year", "-", "to", "-", "date"]
SPOKEN_REACH = 16
"""Within how many words of a year of two digits another one must stand."""

SPELLED_END = 2100

STREET_NAME = 6
"""Within how many words behind a house's number the word for a street must stand: "1408 N. 18th *Street*"."""

_AT_HOUSE = frozenset(["at", "from", "of", "to"])

_SPOKEN_BEFORE = frozenset([",", ".", ";", ")", "?", "!", "and", "or", "", "\n", "-", "–", "—", "when", "then"])
_DECADE_AFTER = frozenset(["the", "early", "mid", "late", "-", "and", "or"])
_NUMBER_NAMES = {"1": 1, "2": 2, "3": 3, "4": 4}


def bare_year(s: Scan, i: int) -> Found | None:
    """Read a number of four digits as a year where its neighbours let it be one; "the year 2006"."""
    word = s.words[i]
    if word == "the":
        found = year(s, i + 2) or _two_thousand(s, i + 2) if s.words[i + 1] == "year" else None
        return (Years(f"{found[0]:04}"), found[1]) if found else None
    found = year(s, i) if len(word) == 4 or word == "'" else None
    if found is None:
        return None
    number, end = found
    before, after, cues = s.word(i - 1), s.word(end), s.vocabulary.words.cues
    if before in cues.never_year_before or (after in cues.never_year_after and s.word(end + 1) != "'"):
        return None  # "1994 men", not "the 1994 men's World Cup"
    if before in ("-", "/", ".", ":") and s.touches(i - 1) and s.word(i - 2).isdecimal():
        return None
    if s.words[i] == "'":
        return (Years(f"{number:04}"), end) if before in cues.year_before else None
    if before in _AT_HOUSE and _is_house(s, end):
        return None
    if not _is_likely(s, i, number):
        return None
    return Years(f"{number:04}"), end


def _is_house(s: Scan, end: int) -> bool:
    """Tell whether a number is that of a house: the name of a street stands behind it ("of *1408* Willow Drive")."""
    for at in range(end, end + STREET_NAME):
        if s.word(at) in s.vocabulary.words.cues.streets and at > end:
            return s.is_capital(at)
        is_name = s.is_capital(at) or s.word(at).isdecimal()
        if not is_name and (at == end or not s.touches(at - 1)):
            return False
    return False


def year_told(s: Scan, i: int) -> Found | None:
    """Read "full-year" and "year-to-date" before what a firm earned in the year that is told of."""
    for words in (_FULL_YEAR, _TO_DATE):
        end = i + len(words)
        if s.words[i:end] == words:
            named = year(s, end) if words is _FULL_YEAR else None
            return (Years(f"{named[0]:04}"), named[1]) if named else (Shifted("year", Decimal(0), "story"), end)
    return None


def _two_thousand(s: Scan, i: int) -> tuple[int, int] | None:
    """Read the "two thousand" of "the year two thousand", "two thousand and one"."""
    found = cardinal(s, i) if s.words[i : i + 2] == ["two", "thousand"] else None
    return (int(found[0]), found[1]) if found and found[0] < SPELLED_END else None


def spelled_year(s: Scan, i: int) -> Found | None:
    """Read "nineteen eighty-nine", "nineteen fourteen" of speech written down."""
    found = year(s, i)
    return (Years(f"{found[0]}"), found[1]) if found else None


def spoken_year(s: Scan, i: int) -> Found | None:
    """Read the years of speech written down: "in 84 and 88", "in 08"; a single "in 84" could count anything."""
    if not _is_spoken(s, i) or not _is_led(s, i):
        return None
    near = range(max(0, i - SPOKEN_REACH), i + SPOKEN_REACH)
    if s.words[i][0] != "0" and not any(at != i and _is_spoken(s, at) and _is_led(s, at) for at in near):
        return None
    return Years(f"{full_year(int(s.words[i])):04}"), i + 1


def _is_led(s: Scan, i: int) -> bool:
    """Tell whether "in" stands before a year, or before the one it is joined to."""
    if s.word(i - 1) in ("and", "or") and _is_spoken(s, i - 2):
        i -= 2
    return s.word(i - 1) in ("in", "since") and not s.word(i - 2).isdecimal()


def _is_spoken(s: Scan, i: int) -> bool:
    word = s.word(i)
    if len(word) != 2 or not word.isdecimal() or not word.isascii() or (word[0] != "0" and word < "50"):
        return False
    apart = not s.touches(i - 1) and not (s.touches(i) and s.word(i + 1).isalnum())
    ends = s.word(i + 1) in _SPOKEN_BEFORE and not (s.touches(i) and s.touches(i + 1) and s.word(i + 2).isdecimal())
    return apart and ends


def _is_likely(s: Scan, i: int, number: int) -> bool:
    token = s.token(i)
    counts = (
        token.dep_ in ("nummod", "quantmod", "compound")
        and token.head.tag_ in ("NNS", "NNPS")
        and token.head.i > token.i
        and token.head.lower_ not in s.vocabulary.words.cues.reported_after
    )
    before = s.word(i - 1)
    if counts and before not in ("the", "this", "in", "its", "their", "since") and not s.is_capital(i - 1):
        return False
    if 1900 <= number <= 2099 and number % 100:
        return True
    if before == "(" and s.word(i + 1) in _BRACKETED and 1000 <= number <= 2199:
        return True
    if before in _OWNERS and token.dep_ in ("nummod", "compound"):
        # "the 2000 election", "the 1918 deaths", not "the 2000 soldiers", "the 1255 cases"
        return not counts or (number % 100 != 0 and 1800 <= number <= 2099)
    return (
        before in s.vocabulary.words.cues.year_before and 1000 <= number <= 2199 and not (counts and number % 100 == 0)
    )


def fiscal_year(s: Scan, i: int) -> Found | None:
    """Read "fiscal 2024", "FY2023", "fiscal year 2023", "calendar 1988"."""
    if s.words[i] not in ("fiscal", "fy", "calendar"):
        return None
    found = year(s, s.skip(i + 1, "year"))
    return (Years(f"{found[0]:04}", is_fiscal=s.words[i] != "calendar"), found[1]) if found else None


def decade(s: Scan, i: int) -> Found | None:
    """Read "1990s", "1930's", "'80s", "80s", "eighties" (after "the")."""
    word = s.word(i)
    if word == "'" and s.touches(i):
        return decade(s, i + 1) if len(s.word(i + 1)) == 2 else None
    if word in SPELLED_CENTURIES:
        return _spelled_decade(s, i)
    if word.isdecimal() and len(word) in (2, 4) and word[-1] == "0" and s.touches(i):
        end = i + 2 if s.word(i + 1) == "'" and s.touches(i + 1) else i + 1
        if s.word(end) != "s":
            return None
        if len(word) == 2:
            is_short = word < "50" and s.word(i - 1) != "'"  # "highs in the mid-30s"
            return (Years(word[0], floating=True), end + 1) if _is_decade_place(s, i) and not is_short else None
        if end > i + 1 and s.word(i - 1) not in _DECADE_AFTER:
            return None  # "1980's best film" is that of a year
        return Years(word[:2] if word.endswith("00") and word < "2000" else word[:3]), end + 1
    ten = s.vocabulary.words.decade_words.get(word)
    if ten is not None and _is_decade_place(s, i) and s.word(i - 1) not in ("and", "or", "'"):
        return Years(str(ten), floating=True), i + 1
    return None


def _spelled_decade(s: Scan, i: int) -> Found | None:
    """Read "nineteen eighties", and "eighteen hundreds" after "the"."""
    hundreds, after = SPELLED_CENTURIES[s.words[i]], s.word(i + 1)
    if after == "hundreds":
        return (Years(f"{hundreds}"), i + 2) if _is_decade_place(s, i) else None
    ten = s.vocabulary.words.decade_words.get(after)
    return (Years(f"{hundreds}{ten}"), i + 2) if ten else None


def _is_decade_place(s: Scan, i: int) -> bool:
    """Tell "the 80s" and "'80s" from "in his 80s" (an age) and "KC-30s"."""
    first = i - 2 if s.word(i - 1) == "-" and s.word(i - 2) == "mid" else i - 1
    place = s.word(first) in ("the", "late", "early", "mid", "and", "or", "'")
    return place and s.word(first - 1) not in _WHOSE


def century(s: Scan, i: int) -> Found | None:
    """Read "19th century", "twenty-first-century"."""
    found = ordinal(s, i)
    if found is None:
        return None
    number, end = found
    end = s.skip(end, "-")
    if s.word(end) != "century" or not 1 <= number <= 30:
        return None
    if s.is_capital(end) and s.is_capital(end + 1) and s.word(end + 1) in s.vocabulary.words.cues.name_after:
        return None  # "20th Century Fox"
    return Years(f"{number - 1:02}"), end + 1


def part_of_year(s: Scan, i: int) -> Found | None:
    """Read "third quarter of 2023", "Q3 2023", "first half of last year", "second-quarter"."""
    found = quarter_name(s, i)
    if found is None:
        return None
    cycle, number, end = found
    within = year_after(s, end)
    if within:
        return Named(cycle, number, within=within[0]), within[1]
    if (
        cycle == "half"
        and s.word(end) not in s.vocabulary.words.cues.reported_after
        and not (s.word(i - 1) == "the" and s.word(i - 2) in ("in", "for", "during", "of"))
    ):
        return None
    if s.word(end) == "of" or s.is_of_match:
        return None
    return Named(cycle, number), end


def part_of_named_year(s: Scan, i: int) -> Found | None:
    """Read "this year's third quarter", "last year's summer", "2023 third quarter"."""
    found = relative_year(s, i)
    if s.words[i - 1 : i + 1] == ["the", "year"]:
        found = Shifted("year", Decimal(0), "story"), i + 1
    at = found[1] + 2 if found and s.words[found[1] : found[1] + 2] == ["'", "s"] else 0
    if found is None:
        full = year(s, s.skip(i, "fiscal"))
        found, at = (Years(f"{full[0]:04}"), full[1]) if full else None, full[1] if full else 0
        if full and s.words[at : at + 2] == ["'", "s"]:
            at += 2
    if found is None or not at:
        return None
    name = quarter_name(s, at)
    if name:
        return Named(name[0], name[1], within=found[0]), name[2]
    season_name = s.vocabulary.words.seasons.get(s.word(at)) if s.word(at - 1) == "s" else None
    return (Named("season", season_name, within=found[0]), at + 1) if season_name else None


def quarter_name(s: Scan, i: int) -> tuple[Literal["quarter", "half"], int, int] | None:
    """Read "third quarter", "first half", "Q3" as its cycle, its number and the place behind it."""
    word = s.word(i)
    if word in ("q", "h") and s.is_capital(i):
        return _lettered(s, i, word, s.word(i + 1))
    if s.word(i + 1) in ("q", "h") and s.is_capital(i + 1):
        return _lettered(s, i, s.words[i + 1], word)
    found = ordinal(s, s.skip(i, "fiscal"))
    if found is None:
        return None
    number, end = found
    end = s.skip(s.skip(end, "-"), "fiscal", "financial", "calendar")
    unit = s.word(end)
    is_quarter = unit == "quarter" or (unit == "period" and s.word(end + 1) in s.vocabulary.words.cues.reported_after)
    if is_quarter and number <= 4:
        return "quarter", number, end + 1
    return ("half", number, end + 1) if unit == "half" and number <= 2 else None


def _lettered(s: Scan, i: int, letter: str, digit: str) -> tuple[Literal["quarter", "half"], int, int] | None:
    """Read "Q3", "3Q", "H1"; "H1N1" is a virus."""
    number = _NUMBER_NAMES.get(digit)
    if number is None or not s.touches(i) or (s.touches(i + 1) and s.word(i + 2).isalnum()):
        return None
    if letter == "h":
        return ("half", number, i + 2) if number <= 2 else None
    return "quarter", number, i + 2


def year_after(s: Scan, i: int) -> Found | None:
    """Read the year that a part of it is followed by: "2023", "of 2023", "of last year", "of the year", "this year"."""
    at = s.skip(i, "of", ",", "in")
    at = s.skip(at, "fiscal")
    found = year(s, at)
    if found:
        return Years(f"{found[0]:04}"), found[1]
    relative = relative_year(s, at)
    if relative:
        return relative
    if at > i and s.words[at : at + 2] == ["the", "year"]:
        return Shifted("year", Decimal(0)), at + 2
    return None


def relative_year(s: Scan, i: int) -> Found | None:
    """Read "last year", "this year"."""
    found = shifted(s, i)
    return found if found and isinstance(found[0], Shifted) and found[0].unit == "year" else None


def season(s: Scan, i: int) -> Found | None:
    """Read "summer 2023", "the summer of 2023", "summer"; names ("Arab Spring", "Winter Olympics") are left."""
    name = s.vocabulary.words.seasons.get(s.word(i))
    if name is None:
        return None
    within = year_after(s, i + 1)
    if within and (s.word(i + 1) != ","):
        return Named("season", name, within=within[0]), within[1]
    if s.is_capital(i) and (s.is_capital(i - 1) or s.is_capital(i + 1)):
        return None
    if s.token(i).pos_ not in ("NOUN", "PROPN") or s.word(i + 1) in ("of", "-"):
        return None
    if s.word(i + 1) in s.vocabulary.words.cues.never_season_after:
        return None
    if s.words[i] in ("fall", "spring") and not _is_time_of_year(s, i):
        return None
    return Named("season", name), i + 1


def _is_time_of_year(s: Scan, i: int) -> bool:
    before = s.word(i - 1)
    if before in ("in", "by", "until", "since", "early", "late", "mid", "during"):
        return True
    return before == "the" and s.word(i - 2) in ("in", "by", "until", "since", "during")
