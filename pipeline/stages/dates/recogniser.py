"""Find the time expressions of a text: one pass over its words, the local grammar where one may begin.

Surface forms: see the modules of each kind (`calendar_dates`, `names`, `years`, `relative`, `clock`, `sets`, `amounts`,
`vague`, `modifiers`). Of the readings that begin at a word the longest wins, and no other begins within it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pipeline.stages.dates import calendar_dates, clock, modifiers, ranges, relative, rules
from pipeline.stages.dates.lexicon import Vocabulary
from pipeline.stages.dates.modifiers import Found
from pipeline.stages.dates.nodes import (
    Clock,
    Duration,
    Ending,
    Expression,
    Measured,
    Named,
    Portion,
    Recurring,
    Relation,
    Shifted,
    Vague,
)
from pipeline.stages.dates.rules import MAX_OPENERS, Rule, Tried, key
from pipeline.stages.dates.scan import Cutter, Scan
from pipeline.tree import Token

_LENGTHS = (Duration, Measured)
_PREMODIFIERS = frozenset(["amod", "compound", "nmod", "nummod"])
_ATTRIBUTIVE = frozenset(f"dates.{kind}" for kind in ("part", "part_of_year", "definite", "compared"))
"""The rules of what may stand before a noun as an adjective does."""

_WITHOUT_RELATION = (*_LENGTHS, Recurring, Vague, Portion, Ending)


class Recogniser:
    """The grammar over one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._rules = {word: Tried(tried) for word, tried in rules.by_first_word(vocabulary).items()}
        self._cores = rules.cores(vocabulary)
        known = self._cores.union(self._rules)
        self._cutter = Cutter(known)
        self._seconds = known | rules.second_words(vocabulary)

    def expressions(self, doc: Doc, text: str) -> tuple[Scan, list[Expression]]:
        """Give the scan of a text and its expressions in order; `text` is that of `doc`."""
        scan = Scan(doc, text, self.vocabulary, self._cutter)
        return scan, ranges.share_days(scan, ranges.share_years(scan, list(self._find(scan))))

    def _find(self, s: Scan) -> Iterator[Expression]:
        """Try the rules of each word that one may begin with."""
        words, after = s.words, 0
        for i in self._places(s):
            if i < after:
                continue
            ahead = words[i + 1 : i + MAX_OPENERS]
            tried = (self._rules.get(words[i]) or self._rules[key(words[i])]).by(ahead)
            found = ranges.several(s, i, ahead) or (_one(s, i, tried) if tried else [])
            yield from found
            after = found[-1].end if found else after

    def _places(self, s: Scan) -> list[int]:
        """Give the words that an expression may begin with: one that may be its core, or leads on to one."""
        words, cores, openers, seconds = s.words, self._cores, self._rules, self._seconds
        places, core = [], len(words)
        for i in reversed(s.known):
            word, after = words[i], words[i + 1]
            if word in cores or "0" <= word < ":":
                core = i
                if word in openers or word not in cores:
                    places.append(i)
            elif core - i < MAX_OPENERS and (after in seconds or "0" <= after < ":"):
                places.append(i)
        return places[::-1]


def _one(s: Scan, i: int, tried: Sequence[Rule]) -> list[Expression]:
    best: Expression | None = None
    for rule in tried:
        found = rule.read(s, i)
        if found and (best is None or found.end > best.end):
            best = found
    if best is None or _is_age(s, best):
        return []
    best = _without_article(s, _with_tail(s, _joined_with_day(s, best)))
    relation = best.relation or _relation(s, best)
    return [best if relation is best.relation else replace(best, relation=relation)]


def _without_article(s: Scan, found: Expression) -> Expression:
    """Leave the article to the noun that it is of: "the *third-quarter* loss", "the *mid-May* vote"."""
    if s.words[found.start] != "the" or found.rule not in _ATTRIBUTIVE:
        return found
    article, last = s.token_index(found.start), s.token_index(found.end - 1)
    noun = s.tree[article].head
    is_noun = noun.i > last and noun.pos_ in ("NOUN", "PROPN") and s.tree[last].dep_ in _PREMODIFIERS
    return replace(found, start=found.start + 1) if is_noun else found


def _relation(s: Scan, found: Expression) -> Relation | None:
    before = s.word(found.start - 1)
    if isinstance(found.node, _WITHOUT_RELATION) or (before == "through" and _is_stretch(s, found)):
        return None
    if before == "by" and _is_of_noun(s.root(found)):
        return None  # "was hit by *2004* floods", "by *Friday*'s quake"
    return s.vocabulary.words.relations.get(before)


def _is_of_noun(root: Token) -> bool:
    """Tell whether a time says which one the noun behind it is."""
    return root.head.i > root.i and (root.dep_ in _PREMODIFIERS or root.dep_ == "poss")


def _is_stretch(s: Scan, found: Expression) -> bool:
    """Tell whether something goes on for the whole of a time: "through *the night*", not "through *the end of May*"."""
    return s.words[found.start] == "the" and found.mod != "END"


def _is_age(s: Scan, found: Expression) -> bool:
    """Tell whether a length is somebody's age: "25 years old", "a 12-year-old", "aged 25 years"."""
    if not isinstance(found.node, Duration):
        return False
    end = s.skip(found.end, "-")
    old = s.word(end) in ("old", "olds", "older", "younger") or s.words[end : end + 2] == ["of", "age"]
    return old or s.word(found.start - 1) == "aged"


def _joined_with_day(s: Scan, found: Expression) -> Expression:
    """Join a day and the time beside it: "Friday night", "16:00 UTC today", "2:30 the next day".

    A day in a phrase of its own ("3 a.m. on Friday", "16:15 UTC, June 1") stays a mention of its own and lends the
    time its day.
    """
    node = found.node
    if isinstance(node, Clock) and node.to_next_day:
        named = _weekday_name(s, s.skip(found.end, "on"))
        return replace(found, node=replace(node, day=named[0]), end=named[1]) if named else found
    if isinstance(node, Clock) and node.day is None:
        day = _day(s, found.end)
        if day:
            return replace(found, node=replace(node, day=day[0]), end=day[1])
        told = clock.with_part_of_day(s, found.end, node)
        if told:
            return replace(found, node=told[0], end=told[1])
        day = _day(s, s.skip(_behind_brackets(s, found.end), "on", ","))
        return replace(found, node=replace(node, day=day[0])) if day else found
    if modifiers.is_day(node):
        part = clock.part_of_day(s, found.end)
        if part:
            return replace(found, node=Clock(part[0], "", node), end=part[1])
        at = found.end + (s.word(found.end) == "t" and s.touches(found.end - 1))
        time = clock.clock(s, at)
        if time:
            return replace(found, node=Clock(time[0], time[1], node), end=time[2])
    return found


def _behind_brackets(s: Scan, i: int) -> int:
    """Give the place behind the other time of "11 p.m. (0400 GMT)"."""
    inner = clock.clock(s, i + 1) if s.word(i) == "(" else None
    return inner[2] + 1 if inner and s.word(inner[2]) == ")" else s.skip(i, ")")


def _with_tail(s: Scan, found: Expression) -> Expression:
    """Take in "or so", "or more", "or less" after a length or distance."""
    node = found.node
    if not isinstance(node, _LENGTHS) and not (isinstance(node, Shifted) and node.counted):
        return found
    mod = s.vocabulary.words.tails.get(s.word(found.end + 1)) if s.word(found.end) == "or" else None
    return replace(found, end=found.end + 2, mod=mod) if mod else found


def _day(s: Scan, i: int) -> Found | None:
    found = calendar_dates.absolute(s, i) or relative.day_word(s, i) or relative.shifted(s, i) or _weekday_name(s, i)
    return found if found and modifiers.is_day(found[0]) else None


def _weekday_name(s: Scan, i: int) -> Found | None:
    found = calendar_dates.weekday(s, i)
    return (Named("weekday", found[0]), found[1]) if found else None
