"""Which clause a time expression tells the time of."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date as day
from itertools import islice, pairwise
from typing import NamedTuple

from spacy.strings import get_string_id

from pipeline.stages.events.arguments import FOR, VERBAL, clause_above
from pipeline.stages.events.attachment import host, root_of
from pipeline.stages.events.clause_times import is_of_amount_before, is_pointed_at, is_record
from pipeline.stages.events.lexicon import NOUN, Words
from pipeline.stages.events.reach import ORDER, is_each_time, is_ordered
from pipeline.stages.events.telling import telling
from pipeline.stages.events.time_expressions import (
    DAY,
    MEASURED,
    REACH_DAYS,
    is_bound,
    is_clock,
    is_open,
    is_reckoned,
    is_stretch,
    is_until,
    named,
)
from pipeline.stages.events.triggers import is_onset
from pipeline.syntax import children, conjuncts_before
from pipeline.tree import Token, Tree
from schemas.base import Id, IsoDate
from schemas.dates import DateMention, Dates

NAMING = frozenset({"amod", "compound", "nmod", "nummod"})
"""Places before a noun where a year is a part of its name."""

DYING = frozenset(map(get_string_id, ("die", "pass")))
"""Verbs that have the date behind what brought them about: "*died* after an illness on Tuesday"."""

PAST_TIMES = frozenset({"past", "pluperfect"})

MOVED = ("dobj", "nsubjpass")
"""Places of what is put off."""

COMPARED = frozenset({"half", "month", "quarter", "year"})
"""Granularities of the times that reports compare with."""

AGAINST = frozenset({"against", "from", "versus", "vs", "with"})
"""Words before an amount that another is held against."""

AMOUNTS = frozenset({"$", "#", ",", "CC", "CD", "DT", "NN", "NNS"})
"""Tags of the words of an amount: "11.5 million pounds, or 50 cents a share"."""

AMOUNT_WORDS = 10

NEW_DAYS = frozenset({"for", "till", "to", "until"})
"""Words before the day that something is put off to, or fixed for."""

LATE = frozenset({"future", "perfect", "progressive"})
"""Tellings of what is so now or later: a day that is over is not theirs; the present may be that of a caption."""

ARGUMENTS = frozenset({"acomp", "conj", "dobj", "oprd", "pcomp", "pobj"})
"""Places of what a verb does, and of what that is of."""

BLAME = frozenset({"ACCUSE", "COERCE", "COURT", "SANCTION"})
"""Types of verb by which somebody answers for what was done."""

WAY_DOWN = 6
"""How many words below a verb what it is about may stand."""

LAW_WORDS = 5
"""How many words stand between a law and its year: "Act (No. 23 *of 1992*)"."""

REPORTED = frozenset({"quarter", "year"})
"""Granularities of the periods that companies report on."""


class Tie(NamedTuple):
    """A time expression with the topmost word of it, and the clause or event noun whose time it tells."""

    date: DateMention
    root: Token
    clause: Token


class Length(NamedTuple):
    """A length between a clause and what it is from, and the way there: "*quit* a week after *losing*": -1."""

    date: DateMention
    clause: Token
    landmark: Token
    way: int

    @property
    def follows(self) -> bool:
        """Tell whether it adds to a clause of the story what had happened earlier."""
        return self.way < 0 and self.landmark.dep_ != "pobj" and self.clause.idx < self.date.start


class Ties:
    """The time expressions of one article by their clauses.

    `own` are those that name days, `since` those that only say from when on; `timed` are clauses with a time that names
    no days ("recently"), `clocked` those with a mere hour, `dated` the sentences in which any stands. `lengths` are
    those from a happening of no known day.
    """

    def __init__(
        self,
        tree: Tree,
        dates: Dates,
        words: Words,
        triggers: frozenset[int],
        published: IsoDate | None,
        stamps: frozenset[Id],
    ) -> None:
        self.words = words
        self.triggers = triggers
        self.published = published
        self.own: dict[int, list[DateMention]] = defaultdict(list)
        self.since: dict[int, DateMention] = {}
        self.timed: set[int] = set()
        self.dated: set[int] = set()
        self.clocked: set[int] = set()
        self.told: list[Tie] = []
        self.lengths: list[Length] = []
        self._attach(tree, dates, stamps)

    def _attach(self, tree: Tree, dates: Dates, stamps: frozenset[Id]) -> None:
        """Tie each date to the clause it stands in, but `stamps` to none; an interval stands for both its ends."""
        within = {*stamps, *(end for date in dates.dates for end in date.ends)}
        within.update(date.id for stretch, date in pairwise(dates.dates) if is_bound(stretch, date))
        for date in dates.dates:
            is_far = date.rule == MEASURED and date.resolution == "unresolved"
            names_time = date.timex.type in ("DATE", "TIME") or date.ends or is_reckoned(date) or is_stretch(date)
            if date.id in within or not (names_time or is_far):
                continue
            root = root_of(tree, date)
            above = self._preceding(tree, date) or self._host(root, date)
            if above is not None and date.rule == MEASURED and is_ordered(above):
                above = host(above, self.triggers)  # "*a day* after they *fled*, ..."
            if is_far:
                self._measure(tree, date, above)
            elif above is not None:
                is_new = is_until(date) and above.head.lemma in self.words.moving  # "postponed the *vote* until May 4"
                deed = self._deed(above, root, date) or self._deed(host(root, self.triggers) or above, root, date)
                self._tie(named(date) if is_new else date, root, deed or above, is_told=deed is None)

    def _measure(self, tree: Tree, length: DateMention, clause: Token | None) -> None:
        """Note between what a length from a happening of no known day lies; its clause is of a time of its own."""
        lengths = list(_between(tree, length))
        self.lengths.extend(lengths)
        is_past = clause is not None and clause.pos_ in VERBAL and telling(clause) in PAST_TIMES
        if clause is not None and is_past and not any(between.follows for between in lengths):
            self.timed.add(clause.i)

    def _tie(self, date: DateMention, root: Token, clause: Token, *, is_told: bool) -> None:
        """Note a date with its clause; the story goes on with it where the clause tells its own time."""
        if is_open(date):
            self.dated.add(clause.sentence)
            if not is_record(clause):
                self.since[clause.i] = date
        elif is_clock(date):
            self.clocked.add(clause.i)
        elif (date.earliest or date.latest) and not is_each_time(clause):
            self.own[clause.i].append(date)
            self.dated.add(clause.sentence)
            if is_told:
                self.told.append(Tie(date, root, clause))
        elif date.timex.value != "PRESENT_REF":
            self.timed.add(clause.i)

    def _preceding(self, tree: Tree, date: DateMention) -> Token | None:
        """Find the event noun that a date right behind it belongs to: "rose after *losses* yesterday"."""
        place = tree.at(date.start) - 1
        if place not in self.triggers:
            return None
        noun = tree[place]
        return noun if noun.pos == NOUN and noun.dep_ == "pobj" and noun.head.lower_ in ORDER else None

    def _host(self, root: Token, date: DateMention) -> Token | None:
        """Find the clause or event of a date; what something is or has at the time leaves it to the clause above.

        A year that says which one is meant dates nothing ("its *2030 bond* fell"), nor does the day of an amount that
        another is held against ("rose to 499, *from 438 on Sunday*").
        """
        if self._is_vintage(root) or is_of_amount_before(root) or self._is_of_law(date, root.tree):
            return None
        above = host(root, self.triggers)
        if above is not None and _is_told_then(above, root, date):
            return above.head
        if above is not None and self._is_moved(above, root, date):
            moved = (above.head,) if above.dep_ in ("acl", "relcl") else children(above, *MOVED)
            return None if date.ends else next((noun for noun in moved if noun.i in self.triggers), None)
        if self._is_held_against(date, root.tree):
            if above is not None:
                self.timed.add(above.i)
            return None
        if above is not None and self._is_of_what_it_tells(above, date):
            above = next((noun for noun in above.rights if noun.dep_ == "dobj" and noun.i in self.triggers), above)
        while above is not None and self._is_passing(above, root, date):
            above = host(above, self.triggers)
        return above

    def _deed(self, verb: Token, root: Token, date: DateMention) -> Token | None:
        """Find the event that a date behind a verb is of, where that was told or done later.

        "*Has denied* it after a *fire* on Sunday": no perfect has a day that is over. "*Was jailed* for *killing* him
        in 2011": too long ago for the verdict.
        """
        if verb.pos_ not in VERBAL or root.i < verb.i or not self._is_over(date):
            return None
        is_late = telling(verb) in LATE or self._is_asked_for(verb)
        if not is_late and not (self._is_old(date) and self._is_judging(verb)):
            return None
        for place in range(root.left_edge.i - 1, verb.i, -1):
            if place not in self.triggers:
                continue
            event = root.tree[place]
            ways = list(_way_down(verb, event))
            is_told = event.tag_ == "VBG" or is_late  # "was jailed for fraud in 2011" tells when that was
            if ways and is_told and ((is_late and date.granularity in DAY) or not FOR.isdisjoint(ways)):
                return event
        return None

    def _is_asked_for(self, verb: Token) -> bool:
        """Tell whether a verb is what somebody is to do: "urged them *to investigate* the killing on Friday"."""
        first = next(reversed(list(conjuncts_before(verb))), verb)
        return telling(first) == "infinitive" and first.head.lemma in self.words.prospective - self.words.trying

    def _is_judging(self, verb: Token) -> bool:
        """Tell whether a verb says what somebody is blamed or punished for, or "found guilty of"."""
        is_verdict = verb.lemma_ == "find" and any(child.lower_ == "guilty" for child in verb.rights)
        reading = self.words.verbs.get(verb.lemma)
        is_blame = reading is not None and reading.type in BLAME and verb.lemma in self.words.answerable
        return is_verdict or is_blame

    def _is_old(self, date: DateMention) -> bool:
        """Tell whether a date is too long before publication for the news."""
        if self.published is None or date.latest is None:
            return False
        return (day.fromisoformat(self.published) - day.fromisoformat(date.latest)).days > REACH_DAYS

    def _is_of_law(self, date: DateMention, tree: Tree) -> bool:
        """Tell whether a date names the law before it: "the Firearms Act *1990*", "Decree No. 5 of *3 May 2004*"."""
        place = tree.at(date.start) - 1
        if date.resolution != "explicit" or not (date.granularity == "year" or tree[place].lower_ == "of"):
            return False
        for word in reversed(tree[max(place - LAW_WORDS, 0) : place + 1]):
            if word.lower_.removesuffix("s") in self.words.classes["@law"]:
                return True
            if not (word.is_punct or word.tag_ == "CD" or word.lower_ in ("of", "no", "no.")):
                return False
        return False

    def _is_moved(self, verb: Token, root: Token, date: DateMention) -> bool:
        """Tell whether a date is that to which something is put off: "adjourned the trial *to May 4*"."""
        if verb.lemma not in self.words.moving:
            return False
        return bool(date.ends) or root.head.lower_ in NEW_DAYS or (root.dep_ == "dobj" and root.head is verb)

    def _is_held_against(self, date: DateMention, tree: Tree) -> bool:
        """Tell whether a time is of an amount that another is held against: "from $2 million *a year ago*"."""
        if date.granularity not in COMPARED:
            return False
        behind = tree.at(date.start)
        behind -= tree[behind - 1].lower_ == "in"
        first = behind
        while first > max(0, behind - AMOUNT_WORDS) and tree[first - 1].tag_ in AMOUNTS:
            first -= 1
        if first == 0 or tree[first - 1].lower_ not in AGAINST:
            return False
        words = tree[first:behind]
        is_counted = any(word.tag_ == "CD" for word in words)  # not "against the dollar this year"
        return is_counted and any(word.tag_ == "$" or word.lemma_.lower() in self.words.amounts for word in words)

    def _is_of_what_it_tells(self, verb: Token, date: DateMention) -> bool:
        """Tell whether a date beside a verb is that of its object ("posted a *loss* in 2023")."""
        is_period = date.granularity in REPORTED or is_stretch(date)
        told = is_period and verb.lemma in self.words.bookkeeping
        return told or (verb.lemma in self.words.sequels and telling(verb) == "present")

    def _is_vintage(self, root: Token) -> bool:
        """Tell whether a date says which thing is meant: "a *2030* bond", "bonds due *May 1*", "forecast for *May*"."""
        if root.dep_ in NAMING:
            return root.head.lemma in self.words.vintages or self._is_model(root.head)
        if any(word.lemma in self.words.terms and word.dep_ != "acomp" for word in islice(root.ancestors, 4)):
            return True
        if root.dep_ != "pobj" or root.head.lower_ != "for":
            return False
        above = root.head.head
        return any(
            word.lemma in self.words.vintages for word in (above, *above.rights) if word is above or word.pos == NOUN
        )

    def _is_model(self, name: Token) -> bool:
        """Tell whether a year before a name tells its make: "a 2003 *Mesa*", not "the 1991 *Gulf War*"."""
        first = name.left_edge
        owned = first.tag_ == "PRP$" or first.lower_ in ("a", "an")
        return owned and name.tag_ == "NNP" and get_string_id(name.lower_) not in self.words.noun_lemmas

    def _is_passing(self, clause: Token, root: Token, date: DateMention) -> bool:
        """Tell whether a clause gives its date to the one above it."""
        if is_onset(clause) or (clause.dep_ == "xcomp" and clause.head.lemma in self.words.phases):
            return True  # "*began* to fall in June"
        if clause.dep_ == "acl":
            lasts = clause.lemma in self.words.lasting_verbs and clause.head.i not in self.triggers
            return lasts and clause.tag_ in ("VBN", "VBG") and clause.i < root.i
        if clause.tag_ == "VB" and clause.dep_ in ("acl", "advcl", "xcomp") and self._is_over(date):
            return telling(clause) == "infinitive"  # "*walked away* from talks to buy it on Sunday"
        if clause.dep_ == "dobj":  # "*announced* the move on Wednesday"
            reading = self.words.verbs.get(clause.head.lemma)
            return date.granularity in DAY and reading is not None and reading.mode == "announce"
        if clause.pos == NOUN:
            if is_pointed_at(clause):
                return True  # "were *convicted* in that attack last year"
            # "*died* after a short *illness* on Tuesday"
            above = clause.head.head
            is_death = clause.dep_ == "pobj" and clause.head.lower_ in ORDER and above.lemma in DYING
            return is_death and not any(child.dep_ == "det" and child.lower_ != "a" for child in clause.lefts)
        return False

    def _is_over(self, date: DateMention) -> bool:
        """Tell whether a date lies before publication, where nothing was still to come."""
        return self.published is not None and date.latest is not None and date.latest < self.published


def _way_down(verb: Token, event: Token) -> Iterator[str]:
    """Give the prepositions between a verb and an event below it; nothing where it is no argument of it."""
    prepositions: list[str] = []
    for word in (event, *islice(event.ancestors, WAY_DOWN)):
        if word.i == verb.i:
            yield from prepositions or ("",)
            return
        if word.dep_ == "prep":
            prepositions.append(word.lower_)
        elif word.dep_ not in ARGUMENTS:
            return


def _is_told_then(clause: Token, root: Token, date: DateMention) -> bool:
    """Tell whether a date before a clause is of the verb that it follows: "told us *last week* he would stay"."""
    verb = clause.head
    if clause.dep_ not in ("ccomp", "xcomp") or not verb.idx < date.start < clause.idx:
        return False
    if any(child.end <= date.start for child in clause.lefts):
        return False
    return not any(word.is_punct for word in clause.tree[verb.i + 1 : root.left_edge.i])


def _between(tree: Tree, length: DateMention) -> Iterator[Length]:
    """Find the clauses that a length parts, by the "after" behind it."""
    place = tree.at(length.end - 1) + 1
    order = tree[place] if place < len(tree) else tree[place - 1]
    if order.lower_ not in ("after", "before"):
        return
    clause, way = order.head, -1 if order.lower_ == "after" else 1
    if order.dep_ == "mark" and clause.dep_ == "advcl":
        yield Length(length, clause_above(clause), clause, way)
    elif order.dep_ == "prep":
        yield from (Length(length, clause, child, way) for child in order.rights if child.dep_ in ("pcomp", "pobj"))
