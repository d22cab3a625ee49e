"""Currencies: which sign or word beside a number makes it money, and of which code."""

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.stages.figures.lexicons import Currencies
from pipeline.text.alternation import alternation
from schemas.entity import Entities

DOLLAR = "$"
AMERICAN = "USD"


class CurrencyReader:
    """Reads currency signs and words beside a number."""

    def __init__(self, currencies: Currencies) -> None:
        self._code: dict[str, str | None] = {}
        self._shared = currencies.shared
        self._share_of: dict[str, str] = {}
        scaled: set[str] = set()
        small = {code.lower() for code in currencies.codes} - {*currencies.everyday.words}
        signs: set[str] = set()
        words: set[str] = set()
        for code, currency in currencies.codes.items():
            self._code |= dict.fromkeys((code, *currency.signs, *currency.words, *currency.scaled), code)
            scaled |= {*currency.scaled}
            signs |= {code, *currency.signs}
            words |= {*currency.words}
            self._code[code.lower()] = code
        self._locals: dict[str, frozenset[str]] = {}
        for name, shared in currencies.shared.items():
            known = (*shared.signs, *shared.words, *((name,) if not name.isalpha() or name == "Rs" else ()))
            self._share_of |= dict.fromkeys(known, name)
            if shared.local:
                self._locals |= dict.fromkeys(shared.signs, frozenset(shared.countries))
                continue
            signs |= {*shared.signs} | ({name} if name in ("$", "¥", "Rs") else set())
            words |= set(shared.words)
        self._foreign = frozenset(currencies.shared[DOLLAR].countries.values()) - {AMERICAN}
        self._words_too = frozenset(word.upper() for word in currencies.everyday.words)
        self._minor = frozenset((*currencies.minor.words, *currencies.minor.glued))
        self.glued = currencies.minor.glued
        self.behinds = frozenset({*signs, *words, *small, *currencies.minor.words, *scaled, "in", "worth of"})
        self._endings = frozenset(sign[-2:] for sign in (*signs, *small, "$"))
        sign, word = alternation(signs), alternation(words | {*currencies.minor.words})
        self._glued = re.compile(rf"({alternation(self.glued)})(?![A-Za-z0-9]|\.m)")
        self._before = re.compile(rf"(?<![A-Za-z])({sign})\$?[ \u00a0]?$")
        self.letters = frozenset(name for name in (*signs, *self._locals) if name[:1].isalpha() and name[-1] != "$")
        self._local_endings = frozenset(sign[-1] for sign in self._locals)
        self._local = re.compile(rf"(?<![A-Za-z]){alternation(self._locals)}[ \u00a0]?$")
        self._before_low = re.compile(rf"(?<![A-Za-z])({alternation(small)})\$?[ \u00a0]?$")
        self._behind = re.compile(rf"[ \u00a0-]?({sign})(?![A-Za-z0-9])")
        self._words = re.compile(rf"[ \u00a0-]{{1,2}}(?:({word})(?:s|es)?|({alternation(small)}))\b")
        self._scaled = re.compile(rf"[ \u00a0-]({alternation(scaled)})(?:s|es)?\b")
        self._named = re.compile(rf" (?:in|worth of) ({alternation(words | small)})(?:s|es)?\b")

    def before(self, left: str) -> tuple[int, str] | None:
        """Give the length of a currency sign at the end of `left` and its name: "US$", "EUR "."""
        end = left.rstrip(" \u00a0")[-2:]
        if end not in self._endings and end[-1:] not in self._endings:
            return None
        match = self._before.search(left) or self._before_low.search(left)
        return (len(left) - match.start(), match.group(1)) if match else None

    def local(self, left: str) -> tuple[int, str] | None:
        """Give the same of the letters that stand for a currency in the papers of its country alone: "KD"."""
        if left.rstrip(" \u00a0")[-1:] not in self._local_endings:
            return None
        match = self._local.search(left)
        return (len(left) - match.start(), match.group().rstrip(" \u00a0")) if match else None

    def is_local(self, letters: str, countries: Counter[str]) -> bool:
        """Tell whether letters are a currency of one of the countries that an article tells of."""
        return not self._locals[letters].isdisjoint(countries)

    def is_word(self, name: str) -> bool:
        """Tell whether a code is a word or a name of its own: "TOP 10", "COP 27"."""
        return name in self._words_too

    def behind(self, right: str) -> tuple[int, str] | None:
        """Give the length of a currency word or sign at the start of `right` and its name: " dollars"."""
        match = self._words.match(right.lower()) or self._behind.match(right) or self._glued.match(right)
        return (match.end(), match[match.lastindex or 1]) if match else None

    def behind_scale(self, right: str) -> tuple[int, str] | None:
        """Give the currency behind a scale word, and its length: "5 trillion *won*", "5 million *in euros*"."""
        low = right.lower()
        match = self._scaled.match(low) or self._named.match(low)
        return (match.end(), match.group(1)) if match else None

    def is_minor(self, name: str | None) -> bool:
        """Tell whether a word is a part of a currency's unit: "cent"."""
        return name in self._minor

    def tells_dollars_apart(self, names: Iterable[str | None]) -> bool:
        """Tell whether one of the signs and words of an article says whose dollar it is: "HK$", "Hong Kong dollars"."""
        return any(name and name not in self._share_of and self._code.get(name) in self._foreign for name in names)

    def code(self, name: str, countries: Counter[str], *, marked: bool = False, in_lakhs: bool = False) -> str | None:
        """Give the ISO 4217 code of a sign or word, by the article's countries where several share it; null if open.

        `marked` says that the article tells its local dollars apart, so that a bare "$" is none of them, `in_lakhs`
        that it counts in lakhs or crores.
        """
        if name in self._minor:
            return None
        if name not in self._share_of:
            return self._code.get(name)
        shared = self._shared[self._share_of[name]]
        if marked and name == DOLLAR:
            return shared.default
        if in_lakhs and shared.lakhs:
            countries = Counter({country: countries[country] for country in shared.lakhs if country in countries})
        for country, _ in countries.most_common(1 if shared.default else None):  # else a country in passing would do
            if country in shared.countries:
                return shared.countries[country]
        return shared.default


def countries_of(entities: Entities) -> Counter[str]:
    """Count the mentions of each country in the article, by its places and groups."""
    counts: Counter[str] = Counter()
    for entity in entities.entities:
        country = entity.country or (entity.place.country if entity.place else None)
        if country:
            counts[country] += len(entity.mentions)
    return counts
