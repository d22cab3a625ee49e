"""Reading numbers: digits in all groupings, number words, scales, fractions and vague words, as exact decimals.

Pure text in, `Numeral` out. What a number counts, and whether it is a figure, a date or a flight number, is for others
to say. Every number of the text is read, so that they can account for each.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.lexicon import Lexicon
from pipeline.text.alternation import alternation, lowered

Form = Literal["digits", "words", "fraction", "vague", "ordinal", "decade", "identifier"]
Joint = Literal["space", "and", "a", "and_a", "of_a", "of", "bound"]

SIGN = 4
"""Characters before digits in which letters stand that may be a sign of money, with the one before them."""

MAX_DIGITS = 30
"""Digits of a number that are read; a longer run is an identifier."""

_COMMA_BEFORE = r"(?:%|per ?cent\b|pct\b|(?:m|b|tr)illion\b|[mb]n\b|[€£])"
"""What makes the comma before it a decimal one, as other languages write it: "8,26%", "2,5 million"."""

_DOTTED = r"\d{1,3}(?:\.000){1,3}(?![\d.,]|[ \u00a0]?(?:%|[a-z]{1,2}\b))"
_DOTTED_GROUPS = re.compile(_DOTTED, re.ASCII)
"""Groups of noughts after dots, as other languages write thousands: "25.000"; no measure follows, "5.000 mm"."""

_NUMBER = re.compile(
    rf"(?P<comma>\d{{1,4}},\d{{1,2}}(?=[ \u00a0]?{_COMMA_BEFORE})|(?<=[€£])\d{{1,4}},\d\d(?![\d,]))"
    r"|\d{1,3}(?:,\d{2,3}){0,7},\d{3}(?![\d])(?:\.\d{1,12})?"
    rf"|{_DOTTED}"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,5}(?!,?\d)(?:\.\d{1,12})?"
    r"|\d{1,60}(?:\.\d{1,60})?"
    r"|\.\d{1,12}"
    r"|(?P<vulgar>[¼-¾⅐-⅞])",
    re.ASCII,
)
_DECIMAL_COMMA = re.compile(r"\d{1,4},\d{1,2}", re.ASCII)
_SIGN = re.compile(r"[0-9¼-¾⅐-⅞]")
_TAIL = re.compile(r"[A-Za-z]{1,12}")
_DOTTED_TO = re.compile(r"(?:[.:/]\d)")
_BEFORE_GLUED = re.compile(
    r"(?:with|around|about|than|least|nearly|almost|some|of|to|and|the|as|at|in|for|from)$", re.IGNORECASE
)
_CODE_BEFORE = re.compile(r"(?:\b[A-Z]{3}|[A-Z]{1,3}\$)$")
_LETTERS_BEFORE = re.compile(r"\b[A-Z][A-Za-z]{0,2}$")
_MONEY_BEHIND = re.compile(r"[ -]?(?:m|b|mn|bn|(?:m|b|tr)illion|lakh|crore)\b")
"""Behind a number right behind letters, what makes them a sign of money whatever they are: "KD35 million"."""

_BOUNDED = re.compile(
    r"\b(?:above|about|almost|approximately|around|at least|below|exceeding|fewer than|just (?:over|under)|less than|"
    r"more than|nearly|only|over|roughly|under|up to|well over|"
    r"by(?: about| almost| around| more than| nearly| over| up to)?)(?: an?)? $",
    re.IGNORECASE,
)
"""Words that make the fraction behind them a share, though no "of" follows: "more than half were children"."""

_SHARE_END = re.compile(
    r" (?:after|and|are|compared|did|do|during|from|had|has|have|in|is|last|on|over|said|say|since|that|this|to|was|"
    r"were|who|would) |[.,;:)]|$"
)
_HALF_OF_ONE = re.compile(
    r"[- ](?:an?|as|century|day|dozen|hour|mile|past|the (?:size|time|way)|time|way|year)\b|-|’|'"
)
"""What stands behind a half that is no share, though bounded: "about half an hour", "more than half way"."""

_SLASHED = re.compile(r"(\d{1,2})/(2|3|4|8|16|32)(?![\d/])", re.ASCII)
_WHOLE_BEFORE = re.compile(r"(?<![\d.,/])\d{1,4}[ -]$", re.ASCII)
_PRICE_BEFORE = re.compile(
    r"\b(?:added|advanced|by|climbed|declined|dipped|down|dropped|eased|fell|gained|jumped|lost|off|plunged|rose|shed|"
    r"slid|slipped|surged|tumbled|up) $"
)
"""What stands before a fraction alone that tells a step of a price: "rose 3/8 to 27 1/4"."""

_MODEL = re.compile(r" (?:Dreamliner|MAX|Max)\b")
"""Behind the second of two numbers that are none of one: "380 *737 Max* jets"."""

_MONTH_BEFORE = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.? $")
_JOINTS: dict[str, Joint] = {
    " ": "space", "-": "space", "‐": "space", "‑": "space", "\u00a0": "space", "": "space", "\n": "space",
    " and ": "and", "-and-": "and", " a ": "a", "-a-": "a", " and a ": "and_a", "-and-a-": "and_a",
    " and one ": "and_a", " of a ": "of_a", " of ": "of", "-plus ": "bound", "-odd ": "bound", "+ ": "bound",
}  # fmt: skip

SCALED: frozenset[Joint] = frozenset({"space", "bound"})
"""What may stand between digits and their scale: "1.2 million", "40-plus million"."""

VULGAR = frozenset("½¼¾⅓⅔")
"""The fractions that go with the whole number before them; one with a slash is taken for the first."""

COUNTS = frozenset({"digits", "scale", "teen", "ten", "unit"})
"""Kinds of what may count a scale behind it."""

LONGEST_JOINT = max(map(len, _JOINTS))
SHORTEST = 3
"""A word of at most so many characters that is no number word holds none."""


class Example(Lexicon):
    """A number as written and what it must read as."""

    text: str
    value: Decimal


class Boundless(Lexicon):
    """Words for a number that cannot be told."""

    words: tuple[str, ...]


class NumberWords(Lexicon):
    """The words of numbers: ``pipeline/lexicons/numbers.toml``."""

    units: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    suffixes: dict[str, int]
    fractions: dict[str, int]
    plurals: dict[str, tuple[int, int]]
    counted_plurals: dict[str, int]
    quantifiers: dict[str, tuple[int, int]]
    about: dict[str, int]
    boundless: Boundless
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number of the text, ``[start, end)`` in characters.

    `value` is exact and null for vague words, which have `low` and `high` (inclusive) unless they are boundless;
    `term` is the vague word. `suffix` is a bare scale letter behind digits ("5m") that may be a unit instead;
    `value` does not hold it yet. `scale` is that of its last scale word ("1.2 million": 1000000).
    """

    start: int
    end: int
    form: Form
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    term: str | None = None
    suffix: str | None = None
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    kind: str
    word: str
    value: Decimal = Decimal(0)
    numeral: Numeral | None = None
    scale: Decimal = Decimal(1)


def plain(number: Decimal) -> Decimal:
    """Give a number without the trailing zeros that a product may leave: 500000.0 is 500000."""
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


class NumberReader:
    """Finds the numbers of a text."""

    def __init__(self, words: NumberWords, signs: Iterable[str] = ()) -> None:
        """Take the words of numbers, and the signs of letters that may stand right before digits ("Rs500")."""
        self._words = words
        self._signs = frozenset(signs)
        self._longest_sign = max(map(len, self._signs), default=0)
        self._kinds: dict[str, tuple[str, Decimal]] = {}
        tables: tuple[tuple[str, Mapping[str, object]], ...] = (
            ("unit", words.units), ("teen", words.teens), ("ten", words.tens), ("scale", words.scales),
            ("fraction", words.fractions), ("plural", words.plurals), ("quantifier", words.quantifiers),
            ("about", words.about),
        )  # fmt: skip
        for kind, table in tables:
            for word, value in table.items():
                self._kinds[word] = (kind, Decimal(value if isinstance(value, int) else 0))
        self._kinds |= {word: ("suffix", Decimal(value)) for word, value in words.suffixes.items() if len(word) > 1}
        self._glued = {**words.suffixes, **words.scales}
        self._kinds |= dict.fromkeys(words.boundless.words, ("boundless", Decimal(0)))
        phrases = (word.rpartition(" ") for word in self._kinds if " " in word)
        self._phrases = {last: f"{before} " for before, _, last in phrases}
        self._known_words = frozenset({*self._kinds, *self._phrases})
        self._word = re.compile(rf"\b{alternation(self._kinds)}\b")

    def read(self, text: str, words: Iterable[tuple[int, str]] | None = None) -> list[Numeral]:
        """Give the numbers of `text`, left to right; `words` are its words in small letters, where they are known."""
        atoms = self._digit_atoms(text)
        atoms += self._spelled(text) if words is None else self._known(text, words)
        atoms.sort(key=_start)
        self._count_plurals(text, atoms)
        found, place = [], 0
        while place < len(atoms):
            numeral, place = self._parse(text, atoms, place)
            if numeral is not None:
                found.append(numeral)
        return found

    def _count_plurals(self, text: str, atoms: list[_Atom]) -> None:
        """Make scales of the plurals that a number before them counts: "70 lakhs", "two crores"."""
        for place, atom in enumerate(atoms):
            if atom.kind != "plural" or place == 0 or atom.word not in self._words.counted_plurals:
                continue
            follow = _next(text, atoms, place - 1)
            if follow and follow[1] == "space" and atoms[place - 1].kind in COUNTS:
                scale = Decimal(self._words.counted_plurals[atom.word])
                atoms[place] = _Atom(atom.start, atom.end, "scale", atom.word, scale)

    def _digit_atoms(self, text: str) -> list[_Atom]:
        atoms, place = [], 0
        while found := _SIGN.search(text, place):
            begin = found.start()
            if text[begin - 1 : begin] == "." and not text[max(0, begin - 2) : begin - 1].isalnum():
                begin -= 1  # ".08"
            match = _NUMBER.match(text, begin)
            if match is None:
                break
            atom = _vulgar(match) if match.lastgroup == "vulgar" else self._digits(text, *match.span())
            place = atom.end
            atoms.append(atom)
        return atoms

    def _spelled(self, text: str) -> list[_Atom]:
        """Find the number words of a text."""
        return [self._atom(match.start(), match.group()) for match in self._word.finditer(lowered(text))]

    def _known(self, text: str, words: Iterable[tuple[int, str]]) -> Iterator[_Atom]:
        """Find the number words among the words of a text: the same as `_spelled`, without a look at every letter."""
        kinds, phrases, known = self._kinds, self._phrases, self._known_words
        for start, word in [(start, word) for start, word in words if word in known or not word.isalpha()]:
            if word in known:
                before = phrases.get(word, "")
                left = len(before)
                whole = before != "" and text[start - left : start].lower() == before and _bounded(text, start - left)
                if (whole or (word in kinds and _bounded(text, start))) and _bounded(text, start + len(word)):
                    yield self._atom(start - left, before + word) if whole else self._atom(start, word)
            elif len(word) > SHORTEST:
                for match in self._word.finditer(word):
                    if _bounded(text, start + match.start()) and _bounded(text, start + match.end()):
                        yield self._atom(start + match.start(), match.group())

    def _atom(self, start: int, word: str) -> _Atom:
        kind, value = self._kinds[word]
        return _Atom(start, start + len(word), kind, word, value)

    def _digits(self, text: str, start: int, end: int) -> _Atom:
        """Read a run of digits with what is glued to it: ordinal ending, scale letter, or an identifier."""
        if (part := _slashed(text, start)) is not None:
            return part
        written = text[start:end]
        if " " in written and (_MONTH_BEFORE.search(text[max(0, start - 12) : start]) or _MODEL.match(text, end)):
            end = start + written.index(" ")
            written = text[start:end]
        named = _inside_identifier(text, start, end) and not self._is_signed(text, start, end)
        if named or len(written) > MAX_DIGITS:
            return _identifier(text, start, end)
        dotted = _DOTTED_GROUPS.match(text, start) if written.endswith(".000") else None
        value = Decimal(written.replace(".", "")) if dotted and dotted.end() == end else _exact(written)
        if not text[end : end + 1].isalpha():
            return _Atom(start, end, "digits", written, value)
        tail = _TAIL.match(text, end)
        letters = tail.group() if tail else ""
        lowered = letters.lower()
        if lowered in ("st", "nd", "rd", "th"):
            return _Atom(start, end + 2, "done", "", numeral=Numeral(start, end + 2, "ordinal", value))
        if lowered == "s" and value % 10 == 0:
            return _Atom(start, end + 1, "done", "", numeral=Numeral(start, end + 1, "decade", value))
        if lowered in self._glued and not text[end + len(letters) : end + len(letters) + 1].isdigit():
            scale = Decimal(self._glued[lowered])  # "5bn", "£54.2million"
            if len(lowered) == 1:
                return _Atom(
                    start, end + 1, "done", "", numeral=Numeral(start, end + 1, "digits", value, suffix=lowered)
                )
            return _Atom(start, end + len(letters), "digits", written + letters, plain(value * scale), scale=scale)
        return _Atom(start, end, "digits", written, value)

    def _is_signed(self, text: str, start: int, end: int) -> bool:
        """Tell whether the letters or the stroke right before digits are a sign of money: "Tk45", "S/62 million"."""
        for length in range(1, self._longest_sign + 1):
            if (
                text[max(0, start - length) : start] in self._signs
                and not text[max(0, start - length - 1) : start - length].isalnum()
            ):
                return True
        if not _LETTERS_BEFORE.search(text, max(0, start - SIGN), start):
            return False
        return "," in text[start:end] or _MONEY_BEHIND.match(text, end) is not None

    def _parse(self, text: str, atoms: list[_Atom], place: int) -> tuple[Numeral | None, int]:
        atom = atoms[place]
        match atom.kind:
            case "done":
                return atom.numeral, place + 1
            case "digits":
                return self._scaled(text, atoms, place)
            case "unit" | "teen" | "ten" | "scale":
                return self._cardinal(text, atoms, place)
            case "fraction":
                return self._fraction(text, atoms, place, Decimal(1), place)
            case "plural":
                return self._plural(text, atoms, place)
            case "quantifier":
                return self._quantifier(text, atoms, place)
            case "suffix":
                return None, place + 1
            case "about":
                return Numeral(atom.start, atom.end, "words", atom.value, term=atom.word), place + 1
            case _:
                return Numeral(atom.start, atom.end, "vague", term=atom.word), place + 1

    def _scaled(self, text: str, atoms: list[_Atom], place: int) -> tuple[Numeral, int]:
        """Read digits and the scale words behind them: "1.2 million", "5 lakh crore"."""
        first, value, last, scale = atoms[place], atoms[place].value, place, atoms[place].scale
        follow = _next(text, atoms, place)
        if follow and follow[1] == "space" and follow[0].kind == "digits" and follow[0].word in VULGAR:
            value, last = value + follow[0].value, place + 1
        while (follow := _next(text, atoms, last)) and follow[1] in SCALED and follow[0].kind in ("scale", "suffix"):
            value, scale, last = value * follow[0].value, scale * follow[0].value, last + 1
        follow = _next(text, atoms, last)
        if last == place and follow and follow[1] == "and_a" and follow[0].kind == "fraction":
            return self._and_a_half(text, atoms, place, last + 1, value)
        return Numeral(first.start, atoms[last].end, "digits", plain(value), scale=scale), last + 1

    def _cardinal(self, text: str, atoms: list[_Atom], place: int) -> tuple[Numeral | None, int]:
        """Read number words: "two hundred and twelve thousand", "a dozen", "one and a half million", "two-thirds"."""
        total, current, ceiling, last = Decimal(0), None, Decimal(10) ** 30, place
        atom: _Atom = atoms[place]
        joint: Joint = "space"
        while True:
            if atom.kind == "scale" and (current is not None or last == place):
                part = Decimal(1) if current is None else current
                if atom.word == "hundred":
                    current = part * 100
                elif atom.value < ceiling:
                    total, current, ceiling = total + part * atom.value, None, atom.value
                else:
                    total, current = (total + part) * atom.value, None
            else:
                current = (current or Decimal(0)) + atom.value
            last = last if atom is atoms[place] else last + 1
            follow = _next(text, atoms, last)
            if follow is None or not self._joins(follow, current, total, ceiling, text, atoms, last):
                break
            atom, joint = follow
        value = total + (current or 0)
        follow = _next(text, atoms, last)
        if follow and follow[0].kind == "fraction":
            if follow[1] == "and_a":
                return self._and_a_half(text, atoms, place, last + 1, value)
            # "the par-four third hole" is no fraction
            agrees = value == 1 or follow[0].word.endswith("s") or text[atoms[last].end] != " "
            if joint == "space" and follow[1] == "space" and value < 100 and agrees:
                return self._fraction(text, atoms, last + 1, value, place)
        word = atoms[place].word
        start = _with_article(text, atoms[place]) if atoms[place].kind == "scale" else atoms[place].start
        term = "dozen" if word == "dozen" and last == place and start < atoms[place].start else None
        scale = atoms[last].value if atoms[last].kind == "scale" else Decimal(1)
        return Numeral(start, atoms[last].end, "words", value, term=term, scale=scale), last + 1

    def _joins(
        self, follow: tuple[_Atom, Joint], current: Decimal | None, total: Decimal, ceiling: Decimal, text: str,
        atoms: list[_Atom], last: int,
    ) -> bool:  # fmt: skip
        """Tell whether the next word goes on with the number that stands."""
        atom, joint = follow
        if joint not in ("space", "and"):
            return False
        if atom.kind == "scale":
            if joint == "and":
                return False
            if atom.word == "hundred":
                return current is not None and current < 100
            return current is not None or (total > 0 and atom.value >= ceiling and atom.word != "dozen")
        if atom.kind not in ("unit", "teen", "ten"):
            return False
        if joint == "and" and not ((current and current % 100 == 0) or (current is None and total)):
            return False
        if current is None:
            after = _next(text, atoms, last + 1)
            return total > 0 and not (
                after and after[1] == "space" and after[0].kind == "scale" and after[0].value >= ceiling
            )
        if atom.kind == "unit":
            return current % 10 == 0 and current != 10 and current > 0 and (atom.value > 0)
        return current % 100 == 0 and current > 0

    def _and_a_half(self, text: str, atoms: list[_Atom], place: int, half: int, value: Decimal) -> tuple[Numeral, int]:
        """Read "one and a half million", "a million and a half": the fraction goes with the scale beside it."""
        part = Decimal(1) / atoms[half].value
        start = _with_article(text, atoms[place]) if atoms[place].kind == "scale" else atoms[place].start
        follow = _next(text, atoms, half)
        if follow and follow[1] == "space" and follow[0].kind == "scale":
            return Numeral(start, follow[0].end, "words", plain((value + part) * follow[0].value)), half + 2
        scale = atoms[half - 1].value if atoms[half - 1].kind == "scale" else Decimal(1)
        return Numeral(start, atoms[half].end, "words", plain(value + part * scale)), half + 1

    def _fraction(
        self, text: str, atoms: list[_Atom], place: int, over: Decimal, first: int
    ) -> tuple[Numeral | None, int]:
        """Read a fraction: of a scale ("half a million") a number, else a share ("a third of", "two-thirds")."""
        atom = atoms[place]
        start = atoms[first].start if first < place else _with_article(text, atom)
        value = over / atom.value
        follow = _next(text, atoms, place)
        if follow and follow[0].kind == "scale" and follow[1] in ("space", "a", "of_a"):
            return Numeral(start, follow[0].end, "words", plain(value * follow[0].value)), place + 2
        if not self._is_share(text, atom, start, first < place):
            return None, place + 1
        return Numeral(start, atom.end, "fraction", value), place + 1

    @staticmethod
    def _is_share(text: str, atom: _Atom, start: int, counted: bool) -> bool:
        after = text[atom.end : atom.end + 11].lower()
        ends = _SHARE_END.match(after) or (atom.word == "half" and not _HALF_OF_ONE.match(after))
        if ends and _BOUNDED.search(text[max(0, start - 24) : start]):
            return True
        if atom.word == "half":
            return after.startswith((" of ", " the ", " its ", " their ", " a ", " an ")) or counted
        if counted:
            return True
        return start < atom.start and after.startswith(" of ")

    def _plural(self, text: str, atoms: list[_Atom], place: int) -> tuple[Numeral | None, int]:
        """Read "dozens", "tens of thousands", "hundreds of millions"; "scores" and "tens" alone only before "of"."""
        atom = atoms[place]
        low, high = map(Decimal, self._words.plurals[atom.word])
        last = place
        follow = _next(text, atoms, place)
        while (
            follow
            and follow[1] == "of"
            and follow[0].kind == "plural"
            and follow[0].word not in ("tens", "scores", "dozens")
        ):
            scale = Decimal(self._words.plurals[follow[0].word][0]) / 2
            low, high, last = low * scale, (high + 1) * scale - 1, last + 1
            follow = _next(text, atoms, last)
        if atom.word == "tens" and last == place:
            return None, place + 1
        term = text[atom.start : atoms[last].end].lower()
        return Numeral(atom.start, atoms[last].end, "vague", None, low, high, term), last + 1

    def _quantifier(self, text: str, atoms: list[_Atom], place: int) -> tuple[Numeral | None, int]:
        """Read "several", "a few", and before a scale word its multiples: "a few hundred"."""
        atom = atoms[place]
        low, high = map(Decimal, self._words.quantifiers[atom.word])
        last = place
        while (follow := _next(text, atoms, last)) and follow[1] == "space" and follow[0].kind == "scale":
            low, high, last = low * follow[0].value, high * follow[0].value, last + 1
        if atom.word == "few" and last == place:
            return None, place + 1
        return Numeral(
            atom.start, atoms[last].end, "vague", None, low, high, text[atom.start : atoms[last].end].lower()
        ), last + 1


def _start(atom: _Atom) -> int:
    return atom.start


def _bounded(text: str, place: int) -> bool:
    """Tell whether a word may begin or end at a place: no letter, digit or underscore on both sides."""
    if not 0 < place < len(text):
        return True
    left, right = text[place - 1], text[place]
    return not ((left.isalnum() or left == "_") and (right.isalnum() or right == "_"))


def _exact(written: str) -> Decimal:
    """Give the value of digits with their group and decimal marks."""
    if written.isdecimal():
        return Decimal(written)
    if "," in written and _DECIMAL_COMMA.fullmatch(written):
        return Decimal(written.replace(",", "."))
    return Decimal(re.sub(r"[^\d.]", "", written))


def _next(text: str, atoms: list[_Atom], place: int) -> tuple[_Atom, Joint] | None:
    if place + 1 >= len(atoms):
        return None
    end, start = atoms[place].end, atoms[place + 1].start
    if start - end > LONGEST_JOINT:
        return None
    joint = _JOINTS.get(text[end:start].lower())
    return (atoms[place + 1], joint) if joint else None


def _with_article(text: str, atom: _Atom) -> int:
    """Give the start of a scale or fraction word with its article: "a hundred", "an eighth"."""
    for article in ("a ", "an ", "A ", "An "):
        if text.endswith(article, 0, atom.start) and not text[: atom.start - len(article)][-1:].isalnum():
            return atom.start - len(article)
    return atom.start


def _inside_identifier(text: str, start: int, end: int) -> bool:
    """Tell whether digits are part of a name or code: "M-16", "G20", "12.05.2023", "192.168.0.1", "7:15"."""
    before = text[max(0, start - 12) : start]
    last = before[-1:]
    if last.isalpha() or last == "_":
        glued = _BEFORE_GLUED.search(before) and (len(text[start:end]) > 2)
        return not (glued or _CODE_BEFORE.search(before))
    if last in "-‐‑" and before[-2:-1].isalpha() and last:
        return True
    if (last in ".:/" and before[-2:-1].isdigit()) and last:
        return True
    return bool(_DOTTED_TO.match(text, end))


def _slashed(text: str, start: int) -> _Atom | None:
    """Read a fraction as prices are told: behind a whole number ("4 1/2 cents"), or a step ("rose 3/8")."""
    found = _SLASHED.match(text, start)
    if found is None:
        return None
    behind_whole = _WHOLE_BEFORE.search(text, max(0, start - len("1234 ")), start)
    if behind_whole is None and not _PRICE_BEFORE.search(text, max(0, start - len(" advanced ")), start):
        return None
    part, whole = map(Decimal, found.groups())
    return _Atom(start, found.end(), "digits", "½", part / whole) if part < whole else None


def _vulgar(match: re.Match[str]) -> _Atom:
    value = Decimal(unicodedata.numeric(match.group())).quantize(Decimal("0.001"))
    return _Atom(match.start(), match.end(), "digits", match.group(), value)


def _identifier(text: str, start: int, end: int) -> _Atom:
    while end < len(text) and (text[end].isalnum() or (text[end] in "-.:/" and text[end + 1 : end + 2].isdigit())):
        end += 1
    return _Atom(start, end, "done", "", numeral=Numeral(start, end, "identifier"))
