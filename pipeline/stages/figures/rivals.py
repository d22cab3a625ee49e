"""Tolls of one happening that differ: an early one and a later one, that of the police and that of the hospital.

The lower is part of the higher, so that nobody is counted twice: "Officials first said seven had died ... A doctor
said 29 bodies were brought in ... The toll later stood at 33".
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline import syntax
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicons import Implicit
from pipeline.stages.figures.relations import STAYING, is_compared
from pipeline.stages.figures.telling import HARM, Telling, is_further, lemma
from pipeline.stages.figures.tokens import Tokens
from pipeline.text.alternation import alternation
from pipeline.tree import Token

MOST = 30
"""How many figures of people before or behind a toll are looked at."""

RISEN_REACH = 3
"""Sentences around a toll whose numbers it may take in."""

REACH = 12
"""Sentences between two tolls of one happening."""

TIMES = 5
"""How many times the lower one the higher one is at most; else it tells of more than that happening."""

CONTRASTS = frozenset({";", "although", "but", "though", "whereas", "while"})
OTHERS_REACH = 2
"""Sentences between the numbers of two sources that have no word for a toll."""

SOURCE_STEPS = 8
"""How many steps above a number the verb of who tells it may stand."""

ALONE_REACH = 7
"""Tokens between a number and "alone"."""

PLACES = frozenset({"FAC", "GPE", "LOC"})
"""Labels of names of places."""

INDEFINITE = frozenset({"a", "an", "another", "two"})
"""Before the happening of a number, they bring in another one: "died in *a* fire"."""

CONFIRMED_WINDOW = 3
BODIES = (["bodies", "of"], ["remains", "of"])
MOST_TIMES = 20
"""The same, where the lower one is said to be an early one."""

LONG_AGO = frozenset({"decade", "month", "season", "year", "years"})
AGO_REACH = 4
"""Tokens from a number to "last year"."""

TOLLS = frozenset({"figures.toll", "figures.total"})

LOWERED = frozenset({"cut", "down", "downgraded", "downwards", "lowered", "reduced", "slashed", "trimmed"})
LOWERED_REACH = 4
"""Tokens from "revised down" to the number that a toll was before."""

TOLL_WINDOW = 10
"""Tokens from "toll" to its numbers: "gave a *toll* of 33 dead and *74* injured"."""


class Rivals:
    """Ties each toll to the higher one of the same happening."""

    def __init__(self, implicit: Implicit, telling: Telling) -> None:
        self._telling = telling
        self._bodies = frozenset(implicit.bodies.words)
        self._verbs, self._confirming = frozenset(implicit.telling.verbs), frozenset(implicit.telling.confirming)
        self._tolls = frozenset(implicit.telling.tolls)
        self._bringing = frozenset(implicit.telling.bringing)
        self._formerly = re.compile(rf"\b{alternation(implicit.formerly.words)}\b")

    def tie(self, tokens: Tokens, people: Sequence[Draft]) -> None:
        """Set the whole of what a higher toll takes in; `people` are the numbers of people, in text order."""
        for place, draft in enumerate(people):
            before, behind = people[max(0, place - MOST) : place], people[place + 1 : place + MOST]
            compared = draft.rule in TOLLS or _was_shortly_before(tokens, draft)
            if compared and tokens.lower[draft.first - 1] == "from":
                draft.whole = next((one for one in before if _is_risen(draft, one)), draft.whole)
                if before and _is_lowered(tokens, before[-1], draft):
                    draft.whole = before[-1]
                    continue
            brought = draft.rule == "figures.toll" and self._is_brought(tokens, draft)
            if brought or (draft.rule == "figures.toll" and draft.measure == "change_to"):
                same = [one for one in before if self._is_of(tokens, one, draft)]
                _take_in(draft, same)
                _take_back(draft, people)
                self._take_in_behind(tokens, draft, behind)
                self._compare(tokens, draft, [one for one in same if one.number < draft.number] if brought else same)
                continue
            if before and self._is_told_otherwise(tokens, before[-1], draft):
                _part_lower(before[-1], draft)
            if (rival := self._rival(tokens, draft, before)) is not None:
                _part_lower(rival, draft)
            if draft.whole is None and self._is_former(tokens, draft, people):
                self._outgrow(draft, (*before, *behind))
            if self._is_toll(tokens, draft):
                self._compare(tokens, draft, before)
                _take_in_further(tokens, draft, behind)
            elif draft.whole is None and (
                self._are_bodies(tokens, draft) or self._is_confirmed(tokens, draft) or _is_of_one_place(tokens, draft)
            ):
                draft.whole = self._higher(tokens, draft, before)

    def _is_of(self, tokens: Tokens, one: Draft, toll: Draft) -> bool:
        """Tell whether a toll may count a number of its sentence, or people like those it says that it counts."""
        return one.sentence == toll.sentence or self._telling.alike(lemma(one), _of_whom(tokens, toll))

    def _take_in_behind(self, tokens: Tokens, toll: Draft, behind: Sequence[Draft]) -> None:
        """Make parts of a risen toll what it came from: "The toll rose to 31 ... At first it had killed 22"."""
        told = [
            draft
            for draft in behind
            if _is_lower(draft, toll)
            and not _is_placed_apart(draft, toll)
            and draft.person is None
            and 0 <= draft.sentence - toll.sentence <= RISEN_REACH
        ]
        for draft in told:
            if draft.sentence == toll.sentence:
                draft.whole = toll  # "rose to 31 after rescuers found *six* more bodies"
        later = [draft for draft in told if draft.whole is None and not self._telling.apart(tokens, toll, draft)]
        if later:
            max(later, key=_number).whole = toll

    def _compare(self, tokens: Tokens, toll: Draft, before: Sequence[Draft]) -> None:
        """Tie a toll to the numbers before it: it is part of a higher one, or takes in the lower ones."""
        same = [
            draft
            for draft in before
            if draft.kind == toll.kind
            and draft.whole is None
            and not _is_placed_apart(toll, draft)
            and toll.sentence - draft.sentence <= REACH
            and _is_near(draft.number, toll.number)
            and not self._telling.apart(tokens, draft, toll)
        ]
        if toll.whole is not None:
            return
        if toll.measure == "level" and (higher := self._higher(tokens, toll, same)):
            toll.whole = higher
            return
        lower = [draft for draft in same if draft.number < toll.number]
        for draft in lower:
            if toll.sentence - draft.sentence <= RISEN_REACH or draft is lower[0]:
                draft.whole = toll

    def _higher(self, tokens: Tokens, toll: Draft, before: Sequence[Draft]) -> Draft | None:
        """Give the highest toll of an earlier sentence that a number may be part of."""
        higher = [
            draft
            for draft in before
            if _is_lower(toll, draft)
            and 0 < toll.sentence - draft.sentence <= REACH
            and not self._telling.apart(tokens, draft, toll)
        ]
        return max(higher, key=_number, default=None)

    def _rival(self, tokens: Tokens, draft: Draft, before: Sequence[Draft]) -> Draft | None:
        """Give the number of another source for the same people: "Police said 12 died. *A doctor said 15* had died"."""
        if draft.person is not None or draft.whole is not None:
            return None
        told = (one for one in reversed(before) if one.kind == draft.kind and one.person is None)
        one = next(told, None)
        if one is None or one.whole is not None or not 0 < draft.sentence - one.sentence <= OTHERS_REACH:
            return None
        placed = draft.place not in (None, one.place) or draft.date not in (None, one.date)
        if placed or not _is_near(one.number, draft.number) or self._telling.apart(tokens, one, draft):
            return None
        alike = self._telling.alike(lemma(one), lemma(draft)) and not _is_elsewhere(tokens, one, draft)
        return one if alike and self._are_others(tokens, one, draft) else None

    def _are_others(self, tokens: Tokens, one: Draft, other: Draft) -> bool:
        """Tell whether two sources tell two numbers, or one source the second of them later."""
        first, second = self._source(tokens, one), self._source(tokens, other)
        if first is None or second is None or second.pos_ == "PRON":
            return False
        later = any(word.lower_ == "later" for word in second.head.children)
        return later or first.lemma_.lower() != second.lemma_.lower()

    def _source(self, tokens: Tokens, draft: Draft) -> Token | None:
        """Give who tells a number, the outermost of several: "*a doctor* said he had counted"."""
        token, found = tokens.all[draft.last], None
        for _ in range(SOURCE_STEPS):
            if token.head.i == token.i:
                break
            token = token.head
            source = syntax.child(token, "nsubj") if token.lemma_ in self._verbs else None
            if source is not None and not source.left_edge.i <= draft.first <= source.right_edge.i:
                found = source
        return found

    def _is_told_otherwise(self, tokens: Tokens, one: Draft, other: Draft) -> bool:
        """Tell whether two sources count the same people: "killed 12, police said, *while doctors said 15* died"."""
        if (
            one.sentence != other.sentence
            or one.kind != other.kind
            or one.person
            or other.person
            or is_further(tokens, other)
        ):
            return False
        between = tokens.all[one.behind : other.first]
        contrast = any(word.lower_ in CONTRASTS for word in between) and any(
            word.lemma_ in self._verbs for word in between
        )
        same = other.noun is None or lemma(other) == lemma(one)
        return contrast and same and (other.place is None or other.place is one.place)

    def _is_confirmed(self, tokens: Tokens, draft: Draft) -> bool:
        """Tell whether a number is all that could be confirmed of a higher one: "could *confirm* only 14 deaths"."""
        start = max(tokens.bounds(draft.first)[0], draft.first - CONFIRMED_WINDOW)
        return draft.number > 1 and any(word.lemma_ in self._confirming for word in tokens.all[start : draft.first])

    def _is_brought(self, tokens: Tokens, draft: Draft) -> bool:
        """Tell whether what was told before is said to make up a toll: "died, *bringing* the toll to 38"."""
        start = max(tokens.bounds(draft.first)[0], draft.first - TOLL_WINDOW)
        return any(word.lemma_ in self._bringing for word in tokens.all[start : draft.first])

    def _is_toll(self, tokens: Tokens, draft: Draft) -> bool:
        """Tell whether a number is told as a toll: "the toll stood at 31", "put the toll at 17 dead and six hurt"."""
        if draft.person is not None or draft.number <= 1:
            return False
        start = max(tokens.bounds(draft.first)[0], draft.first - TOLL_WINDOW)
        summed = tokens.lower[draft.behind : draft.behind + 2] == [
            ",",
            "counting",
        ]  # "five people, counting the gunman,"
        told = draft.rule in ("figures.toll", "figures.total") or summed
        return told or not self._tolls.isdisjoint(tokens.lower[start : draft.first])

    def _are_bodies(self, tokens: Tokens, draft: Draft) -> bool:
        """Tell whether a number is of bodies found: they are of the dead told before."""
        words = tokens.lower[max(0, draft.first - 2) : draft.first]
        return draft.number > 1 and (lemma(draft) in self._bodies or words in BODIES)

    def _is_former(self, tokens: Tokens, draft: Draft, people: Sequence[Draft]) -> bool:
        """Tell whether a number is told to be an early one: "initial reports said seven had died".

        Of several in a sentence it is the one behind these words: "34 died, revising *an earlier toll of 39*".
        """
        start, end = tokens.bounds(draft.first)
        if draft.person is not None or draft.number <= 1:
            return False
        found = self._formerly.search(tokens.text[tokens.starts[start] : tokens.starts[end - 1]].lower())
        if found is None:
            return False
        place = tokens.starts[start] + found.start()
        same = [other for other in people if other.sentence == draft.sentence and other.kind == draft.kind]
        return draft is next((other for other in same if other.start > place), same[-1])

    def _outgrow(self, former: Draft, others: Sequence[Draft]) -> None:
        """Make an early number part of the one that took its place."""
        later = [
            draft
            for draft in others
            if _is_lower(former, draft)
            and _is_near(former.number, draft.number, MOST_TIMES)
            and abs(draft.sentence - former.sentence) <= RISEN_REACH
        ]
        if later:
            told = [draft for draft in later if draft.start < former.start]
            former.whole = max(told or later, key=_number)
            return
        same = (draft for draft in others if draft.kind == former.kind and draft.sentence == former.sentence)
        instead = next((draft for draft in same if draft.whole is None and draft.number < former.number), None)
        former.whole = instead  # "34 died, the ministry said, revising *an earlier toll of 39*"


def _is_placed_apart(one: Draft, other: Draft) -> bool:
    """Tell whether those who are counted place by place are in two: "19,000 here; another *12,000 in Lebanon*"."""
    return one.kind in STAYING and one.place is not None and one.place is not other.place


def _was_shortly_before(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a number is what one was a day or two ago: "507 died, *up from 440 on Thursday*"."""
    lately = draft.date is None or draft.date.granularity in ("day", "time")
    lately = lately and LONG_AGO.isdisjoint(tokens.lower[draft.behind : draft.behind + AGO_REACH])
    return draft.kind in HARM and lately and is_compared(tokens, draft)


def _is_lowered(tokens: Tokens, one: Draft, toll: Draft) -> bool:
    """Tell whether a higher toll was what one is lowered from: "125 died. The figure was *revised down from 174*"."""
    near = 0 <= toll.sentence - one.sentence <= 1 and one.kind == toll.kind and one.whole is None
    words = tokens.lower[max(tokens.bounds(toll.first)[0], toll.first - LOWERED_REACH) : toll.first]
    return near and one.number < toll.number and not LOWERED.isdisjoint(words)


def _is_risen(toll: Draft, one: Draft) -> bool:
    """Tell whether a toll was what it rose from: "at least 52 died, police said, raising the toll *from 37*"."""
    return one.sentence == toll.sentence and _is_lower(toll, one)


def _of_whom(tokens: Tokens, toll: Draft) -> str:
    """Give the lemma of those whose number a toll is: "brought to 13 the *number of soldiers* killed"; else nothing."""
    start, end = tokens.bounds(toll.first)
    for word in tokens.all[max(start, toll.first - TOLL_WINDOW) : min(end, toll.last + TOLL_WINDOW)]:
        if word.lemma_ == "number":
            for prep in syntax.children(word, "prep"):
                return next((held.lemma_.lower() for held in syntax.children(prep, "pobj")), "")
    return lemma(toll)


def _take_in(toll: Draft, before: Sequence[Draft]) -> None:
    """Make the numbers right before a risen toll its parts."""
    for draft in before:
        if 0 <= toll.sentence - draft.sentence <= RISEN_REACH and _is_lower(draft, toll):
            draft.whole = toll


def _take_back(toll: Draft, people: Sequence[Draft]) -> None:
    """Make the higher numbers that a toll was lowered from its parts, so that it counts alone: "from 24 *to 18*"."""
    if toll.direction != "down":
        return
    for draft in people:
        near = 0 <= toll.sentence - draft.sentence <= REACH and draft.kind == toll.kind and draft.whole is None
        if near and draft.number > toll.number and _is_near(draft.number, toll.number):
            draft.whole = toll


def _part_lower(one: Draft, other: Draft) -> None:
    """Make the lower of two numbers part of the higher."""
    if _is_lower(one, other):
        one.whole = other
    elif _is_lower(other, one):
        other.whole = one


def _take_in_further(tokens: Tokens, toll: Draft, behind: Sequence[Draft]) -> None:
    """Make those who came on top parts of a toll: "the toll stood at 11 after *three* more bodies were found"."""
    for draft in behind:
        if draft.sentence == toll.sentence and _is_lower(draft, toll) and is_further(tokens, draft):
            draft.whole = toll


def _is_lower(draft: Draft, toll: Draft) -> bool:
    return draft.kind == toll.kind and draft.whole is None and toll.whole is None and 0 < draft.number < toll.number


def _is_near(one: Decimal, other: Decimal, times: int = TIMES) -> bool:
    return one != other and 0 < max(one, other) <= times * min(one, other)


def _is_elsewhere(tokens: Tokens, one: Draft, other: Draft) -> bool:
    """Tell whether a number has a happening or place of its own: "died *in a fire*", "*in Mosul*, officials said"."""
    start, end = tokens.bounds(other.first)
    known = tokens.lower[slice(*tokens.bounds(one.first))]
    for word in tokens.all[start:end]:
        if word.dep_ != "pobj":
            continue
        new = word.i > other.last and not INDEFINITE.isdisjoint(child.lower_ for child in word.children)
        if new or (word.ent_type_ in PLACES and word.lower_ not in known):
            return True
    return False


def _is_of_one_place(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a number is told of a part of the country alone: "96 people had died in his province *alone*"."""
    return draft.number > 1 and "alone" in tokens.lower[max(0, draft.first - ALONE_REACH) : draft.behind + ALONE_REACH]


def _number(draft: Draft) -> Decimal:
    return draft.number
