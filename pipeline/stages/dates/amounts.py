"""Numbers and lengths of time: "three", "twenty-five", "a couple of weeks", "18 days", "two and a half years"."""

from decimal import Decimal

from pipeline.stages.dates.nodes import Amount, Duration
from pipeline.stages.dates.scan import Scan

HALF, QUARTER = Decimal("0.5"), Decimal("0.25")
_FRACTIONS = {"½": HALF, "¼": QUARTER, "¾": Decimal("0.75")}
MAX_DIGITS = 6
MAX_NUMBER_WORDS = 8
_NO_LENGTHS = frozenset(["season", "half", "weekend"])


def cardinal(s: Scan, i: int) -> tuple[Decimal, int] | None:
    """Read a number in digits or words, "a" and "an" included."""
    word = s.word(i)
    if word.isdecimal() and word.isascii():
        return None if _is_of_a_sign(s, i) else _digits(s, i)
    if word in ("a", "an") and s.words[i + 1 : i + 3] == ["half", "-"]:
        return None  # "a half-hour delay": the article is the noun's
    if word in ("a", "an"):
        return _with_half(s, Decimal(1), i + 1) if s.word(i + 1) != "half" else (HALF, i + 2)
    if word == "half":
        return HALF, s.skip(i + 1, "a", "an")
    return _spelled(s, i)


def _is_of_a_sign(s: Scan, i: int) -> bool:
    """Tell whether letters or a clock's sign before a number make it one of another kind: "RM500", "1:58.69"."""
    before = s.word(i - 1)
    return s.touches(i - 1) and (
        before.isalpha() or (before in ".,:" and s.touches(i - 2) and s.word(i - 2).isdecimal())
    )


def _digits(s: Scan, i: int) -> tuple[Decimal, int] | None:
    number, end = s.words[i], i + 1
    while (
        len(number) <= MAX_DIGITS
        and s.word(end) == ","
        and s.touches(end - 1)
        and s.touches(end)
        and len(s.word(end + 1)) == 3
    ):
        if not s.word(end + 1).isdecimal():
            break
        number, end = number + s.words[end + 1], end + 2
    if s.word(end) == "." and s.touches(end - 1) and s.touches(end) and s.word(end + 1).isdecimal():
        number, end = f"{number}.{s.words[end + 1]}", end + 2
    if len(number) > MAX_DIGITS:
        return None
    scale = s.vocabulary.words.cardinals.get(s.word(end), 0)
    if scale >= 100:
        return Decimal(number) * scale, end + 1
    fraction, end = _fraction(s, end)
    return _with_half(s, Decimal(number) + fraction, end)


def _fraction(s: Scan, i: int) -> tuple[Decimal, int]:
    """Read the "1/2" of "2 1/2 years", the "½" of "2½"."""
    sign = _FRACTIONS.get(s.word(i))
    if sign:
        return sign, i + 1
    parts = s.words[i], s.words[i + 2]
    if s.word(i + 1) != "/" or parts[1] not in ("2", "4") or not parts[0].isdecimal() or not s.touches(i):
        return Decimal(0), i
    return (Decimal(parts[0]) / Decimal(parts[1]), i + 3) if len(parts[0]) == 1 else (Decimal(0), i)


def _spelled(s: Scan, i: int) -> tuple[Decimal, int] | None:
    table = s.vocabulary.words.cardinals
    total, current, end = 0, 0, i
    while end - i < MAX_NUMBER_WORDS and (value := table.get(s.word(end))) is not None:
        if value >= 1000:
            total, current = total + max(current, 1) * value, 0
        elif value == 100:
            current = max(current, 1) * 100
        elif current % 10 or (current % 100 and value >= 10):
            break
        else:
            current += value
        end += 1
        if s.word(end) in ("-", "and") and value >= 20 and s.word(end + 1) in table and table[s.words[end + 1]] < 100:
            end += 1
    if end == i:
        return None
    return _with_half(s, Decimal(total + current), end)


def _with_half(s: Scan, number: Decimal, end: int) -> tuple[Decimal, int]:
    at = s.skip(end, "-")
    if s.word(at) == "and":
        at = s.skip(at + 1, "-")
        if s.word(at) == "a" and s.word(s.skip(at + 1, "-")) == "half":
            return number + HALF, s.skip(at + 1, "-") + 1
    return number, end


def quantity(s: Scan, i: int) -> tuple[Decimal | None, int] | None:
    """Read a number or a vague amount (None: "several", "a few")."""
    vague = s.vocabulary.vague_amounts.match(s.words, i)
    if vague:
        end = s.skip(vague[1], "dozen", "hundred", "thousand", "million")
        return (None if vague[0] == "X" or end > vague[1] else Decimal(vague[0])), end
    return cardinal(s, i)


def quarter_of(s: Scan, i: int) -> tuple[Decimal, int] | None:
    """Read the "quarter" of "a quarter-century", "a quarter of a century", "quarter-hour"."""
    at = s.skip(i, "a")
    if s.word(at) != "quarter":
        return None
    end = at + 3 if s.words[at + 1 : at + 3] == ["of", "a"] else s.skip(at + 1, "-")
    return (QUARTER, end) if s.word(end) in ("century", "hour") else None


def all_of(s: Scan, i: int) -> tuple[Duration, int] | None:
    """Read "all day", "all-week"."""
    at = s.skip(i + 1, "-")
    unit = s.vocabulary.units.get(s.word(at))
    if s.words[i] != "all" or unit not in ("day", "week", "month", "year") or unit is None or s.word(at + 1) == "-":
        return None
    return (Duration((Amount(Decimal(1), unit),)), at + 1) if s.words[at] not in s.vocabulary.plurals else None


def amount(s: Scan, i: int) -> tuple[Amount, int] | None:
    """Read a number with its unit of time: "18 days", "12-year", "several weeks"."""
    found = quarter_of(s, i) or quantity(s, i)
    if found is None or (s.word(i + 1) == "year" and len(s.word(i)) == len("2022") and s.word(i).isdecimal()):
        return None  # "2022 year-end"
    count, end = found
    if s.word(end) == "-" and s.word(i) in ("a", "an") and end == i + 1:
        return None  # "24-hours-a-day"
    end = s.skip(end, "-")
    if s.word(end) in s.vocabulary.words.cues.fillers:
        end += 1
    form = s.word(end)
    unit = s.vocabulary.units.get(form)
    if s.word(i) in ("a", "an") and s.word(end + 1) == "-" and s.touches(end) and s.touches(end + 1):
        return None  # "a decade-long war": the article is the noun's
    if (
        unit is None
        or unit in _NO_LENGTHS
        or (form in s.vocabulary.words.cues.units_of_digits and not s.word(i).isdecimal())
    ):
        return None
    if (s.word(i) == "some" and form not in s.vocabulary.plurals) or s.words[i - 1 : i + 1] == ["as", "many"]:
        return None  # "some day", "for the second time in as many days"
    if s.is_capital(end) and s.word(s.skip(end + 1, "'")) == "war":
        return None  # "Six Day War"
    single = s.word(i) in ("a", "an", "one", "half")
    if unit in ("second", "quarter") and (single or form not in s.vocabulary.plurals) and s.word(end - 1) != "-":
        return None  # "a second attack", "a quarter of"
    if (unit == "quarter" and s.word(end + 1) == "of") or (form == "minute" and s.token(end).pos_ == "ADJ"):
        return None
    return (Amount(count, unit), end + 1) if single or not _is_of_table(s, end) else None


def _is_of_table(s: Scan, i: int) -> bool:
    """Tell whether a year is the one that an amount is compared with: "from 39 million *year earlier*"."""
    return s.words[i] == "year" and s.word(i + 1) in ("ago", "earlier") and s.word(i - 1) != "-"


def duration(s: Scan, i: int) -> tuple[Duration, int] | None:
    """Read a length of time, of several units maybe: "two years and three months", "a year and a half"."""
    if i not in s.lengths:
        s.lengths[i] = _duration(s, i)
    return s.lengths[i]


def _duration(s: Scan, i: int) -> tuple[Duration, int] | None:
    first = amount(s, i)
    if first is None:
        return None
    amounts, end = [first[0]], first[1]
    if s.word(i) in ("a", "an") and s.words[end : end + 2] == ["or", "two"]:
        return Duration((Amount(None, first[0].unit),)), end + 2
    if s.words[end : end + 3] == ["and", "a", "half"] and first[0].count is not None:
        return Duration((Amount(first[0].count + HALF, first[0].unit),)), end + 3
    while (finer := _finer(s, end, amounts[-1])) is not None:
        amounts.append(finer[0])
        end = finer[1]
    return Duration(tuple(amounts)), end + 2 * (s.words[end : end + 2] == ["-", "long"])


def _finer(s: Scan, i: int, before: Amount) -> tuple[Amount, int] | None:
    """Read the amount of a smaller unit that goes on from another: "(2 hours,) 32 minutes"."""
    at = s.skip(i, "and", ",")
    found = amount(s, at) if s.word(at) not in ("a", "an") else None
    return found if found and _ORDER[found[0].unit] < _ORDER[before.unit] else None


_ORDER = {
    unit: place
    for place, unit in enumerate(
        ["second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade", "century",
         "millennium"]
    )
}  # fmt: skip


def ordinal(s: Scan, i: int) -> tuple[int, int] | None:
    """Read an ordinal: "third", "3rd", "twenty-first"."""
    word = s.word(i)
    if word.isdecimal() and len(word) <= 2 and s.touches(i) and s.word(i + 1) in ("st", "nd", "rd", "th"):
        return int(word), i + 2
    table = s.vocabulary.words.ordinals
    if word in table:
        return table[word], i + 1
    tens = s.vocabulary.words.cardinals.get(word, 0)
    unit_at = s.skip(i + 1, "-")
    if tens in (20, 30) and table.get(s.word(unit_at), 10) < 10:
        return tens + table[s.words[unit_at]], unit_at + 1
    return None
