"""When an event happened: the date of its own clause, then of its sentence, then of the story, then of publication."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date as day
from itertools import chain, islice

from pipeline.stages.events.arguments import ALL_SUBJECTS, FOR, VERBAL, clause_above, governed
from pipeline.stages.events.clause_times import (
    FRAMING,
    PART_OF,
    is_judged,
    is_listed,
    is_main,
    is_occasion,
    is_of_once,
    is_one_day,
    is_pointed_at,
    is_while,
    predicated,
    turns,
)
from pipeline.stages.events.found import Found
from pipeline.stages.events.lexicon import NOUN, Words
from pipeline.stages.events.reach import (
    BACKGROUND,
    NOW,
    Reach,
    is_adjunct,
    is_answered_for,
    is_at_once,
    is_backshifted,
    is_going_on,
    is_left_behind,
    is_narrated,
    is_order,
    is_ordered,
    is_spoken_of,
    is_stretched,
    is_summary,
    is_tried,
    reach_of,
)
from pipeline.stages.events.story import Story
from pipeline.stages.events.telling import PAST, telling
from pipeline.stages.events.ties import Length, Ties
from pipeline.stages.events.time_expressions import (
    CALENDAR,
    DAY,
    MEASURED,
    REACH_DAYS,
    counted,
    fineness,
    hour_bound,
    is_as_fine,
    is_open,
    is_until,
    named,
    own_day,
    stamps,
)
from pipeline.syntax import conjuncts_before
from pipeline.tree import Token, Tree
from schemas.article import Article
from schemas.base import Id, IsoDate
from schemas.dates import DateMention, Dates
from schemas.event import DateBasis, EventDate

LINKS = frozenset({"xcomp", "conj", "prep", "pobj", "dobj", "nsubj", "nsubjpass", "pcomp", "agent", "attr"})
"""Dependencies along which an event shares the date of the clause above it ("*held* a rally on Friday")."""

SHARED = frozenset({"conj", "pobj", "prep", "xcomp"})
"""Dependencies along which an event has the time that a clause of time gives the verb above it."""

CARRIED = frozenset({"acl", "dobj", "nsubj", "nsubjpass", "pobj", "prep", "relcl"})
"""Dependencies along which an event has the vague time of the word above it ("the blast *recently killed* ten")."""


NEAR = 10
"""Within how many words two verbs of harm tell of one happening."""


ABOUT = frozenset({"about", "against", "for", "on", "over"})
"""Prepositions after an event noun behind which stands what it is about."""

ABOUT_EVENTS = frozenset({"ACCUSE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Types of verb whose object may be an event of another time ("condemned the attack")."""


LEAD_SENTENCES = 2
"""How many sentences of the body tell the news itself: their perfect is of the day ("has *resigned*")."""


GOING_ON = frozenset({"he", "it", "she", "they"})

CAUSES = frozenset({"ACCIDENT", "ASSAULT", "DISASTER"})
"""Types of what does harm."""

LATER = frozenset({"complication", "hospital", "infection", "injury", "wound"})
"""What one dies in or of some time after the harm was done."""

COMMON = frozenset({"ECONOMIC", "OTHER"})
"""Types of which the news tells behind any look back."""

HISTORY_DAYS = 180
"""How long ago a time must be for what is told next to be of it rather than of the news."""

PHASES = frozenset({"begin", "continue"})
"""Modes of verbs that tell when their subject is."""

UNFINISHED = frozenset({"infinitive", "ing", "participle"})
"""Tellings that have their time from the verb above them."""

PERFECT = frozenset({"perfect", "pluperfect"})
"""Tellings after which "since" says when it happened ("has been *closed* since May")."""


class Dating:
    """Dates the events of one article."""

    def __init__(self, article: Article, tree: Tree, dates: Dates, words: Words, triggers: list[Found]) -> None:
        self.words = words
        self.dates = dates.dates
        self.starts = [date.start for date in dates.dates]
        self.in_dates = frozenset(
            [place for date in dates.dates for place in range(*tree.overlapping(date.start, date.end))]
        )
        published = article.info.published
        self.published = published.value if published else None
        stamped = stamps(article, dates)
        self.line = own_day(article, dates, self.published, stamped)
        blocks = [block.start for block in article.blocks]
        kinds = [block.kind for block in article.blocks]
        block = [bisect_right(blocks, tree.starts[first], lo=1) - 1 for first, _ in tree.sentences]
        self.headlines = [kinds[number] in ("title", "heading") for number in block]
        body = [number for number, headline in enumerate(self.headlines) if not headline]
        self.lead = frozenset(body[:LEAD_SENTENCES])
        self.told: set[int] = set()  # triggers for which the day of the story may stand, known or not
        self.made: dict[tuple[str | None, Id | None, DateBasis], EventDate] = {}
        self.lent: set[int] = set()  # dates that come from another telling, by their identity
        self.types = {found.token.i: found.reading.type for found in triggers}
        self.triggers = frozenset(self.types)
        ties = Ties(tree, dates, words, self.triggers, self.published, stamped)
        self.own, self.since, self.timed, self.dated = ties.own, ties.since, ties.timed, ties.dated
        self.clocked = ties.clocked
        self.story = Story(ties, block, self.headlines, self.published)
        for length in ties.lengths:
            self._reckon(length)

    def _reckon(self, length: Length) -> None:
        """Date what a length is reckoned from, where that has a day: "fled on Friday, *a day after* it fell"."""
        at = self._day_of(length)
        there = counted(length.date, day.fromisoformat(at), length.way) if at else None
        if there is not None:
            self.own[length.landmark.i].append(there)
            self.dated.add(length.landmark.sentence)

    def _day_of(self, length: Length) -> IsoDate | None:
        """Give the day that a length leads to: that of its clause, else of the story ("it *comes* a day after")."""
        clause = length.clause
        while clause.dep_ == "xcomp" and clause.head.i != clause.i:
            clause = clause.head
        date = self._clause(clause) or self._around(clause)
        how = telling(clause)
        if date is None and (how == "present" or (how == "past" and length.follows)):
            date = self.story.before(clause.sentence)
            if date is None:
                return self.line.earliest if self.line else self.published
        return date.earliest if date is not None and is_as_fine(date, length.date) else None

    def told_by(self, token: Token) -> DateMention | None:
        """Give the date that the sentence of an event gives it."""
        return (self._clause(token) or self._around(token)) if token.sentence in self.dated else None

    def is_over(self, date: DateMention) -> bool:
        """Tell whether a date lies before publication, or is of that day."""
        return date.earliest is not None and (self.published is None or date.earliest <= self.published)

    def lend(self, token: Token, date: DateMention) -> None:
        """Date an event as another telling of it is dated, and with it what goes with it."""
        lent = date.model_copy()
        self.lent.add(id(lent))
        self.own[token.i].append(lent)
        self.dated.add(token.sentence)

    def of(self, found: Found) -> EventDate | None:
        """Date one event; None where nothing says when."""
        token = found.token
        if token.sentence in self.dated:
            date = self._clause(token) or (self._clause(found.second) if found.second is not None else None)
            if date:
                return self._given(date, "explicit" if date.resolution in CALENDAR else "relative")
            date = self._around(token)
            if date:
                return self._given(date, "sentence")
        since = self._since(token)
        if since and telling(token) in PERFECT:
            return self._given(since, "explicit" if since.resolution in CALENDAR else "relative")
        if token.sentence in self.dated and self._is_of_another(token):
            return None
        return self._assumed(token)

    def _assumed(self, token: Token) -> EventDate | None:
        """Give an event without a time of its own the day that the story has come to, else that of publication."""
        reach = self._reach(token)
        if reach is None:
            return None
        if self._is_timed(token):  # "recently", "years ago": at another time than the story's
            return self._published("by")
        date = self._told_before(token) if reach == "day" else None
        if self._is_history(token, date):
            return None
        if date:
            return self._given(date, "context")
        if self.line:
            return self._given(self.line, "context")
        is_vague = is_judged(token) or is_pointed_at(token) or is_of_once(token)
        return self._published("by" if reach == "day" and is_vague else reach)

    def _reach(self, token: Token) -> Reach | None:
        """Tell how far the story's day stands for it; an hour of its own is of that day: "who *quit* at noon"."""
        if token.i in self.clocked and telling(token) == "past":
            return "day"
        headline, lead = self.headlines[token.sentence], token.sentence in self.lead
        reach = reach_of(token, self.words, self.triggers, headline=headline, lead=lead)
        if reach == "day":
            self.told.add(token.i)
        return reach

    def _is_timed(self, token: Token) -> bool:
        """Tell whether a clause, or the event it tells of, has a time of its own that names no days."""
        for _ in range(4 if self.timed else 0):
            if token.i in self.timed:
                return True
            if token.dep_ not in CARRIED:
                return False
            token = token.head
        return False

    def _is_of_past(self, token: Token) -> bool:
        """Tell whether a verb goes with one behind it of long ago ("*studied* law and moved away in 1955")."""
        behind = (child for child in token.rights if child.dep_ == "conj" and child.i in self.own)
        return any(self._is_old(min(self.own[verb.i], key=fineness)) for verb in behind)

    def _is_of_another(self, token: Token) -> bool:
        """Tell whether what a verb stands by puts it at another time than the story's."""
        order = token.head
        is_after_old = self._is_after_old(token) or (
            token.dep_ == "pcomp" and is_order(order) and self._is_after_old(order.head)
        )
        is_ordered = self._is_of_past(token) or self._is_before_dated(token)
        return is_ordered or is_after_old or self._is_said_before(token)

    def _is_said_before(self, token: Token) -> bool:
        """Tell whether an event is told in words of no day of the story: "said *last month* that it sold the mine"."""
        said = next((word for word in (token, *islice(token.ancestors, 4)) if word.dep_ == "ccomp"), None)
        dates = self.own.get(said.head.i) if said is not None else None
        if not dates or said is None or said.head.lemma not in self.words.statements or telling(said) != "past":
            return False
        date = min(dates, key=fineness)
        is_of_story = date.granularity in DAY and not self._is_old(date)
        return not is_of_story and (date.earliest or "") < (self.published or "")

    def _is_after_old(self, token: Token) -> bool:
        """Tell whether a verb is put after something of long ago ("was jailed *after leaving* office in 2019").

        What a length leads back to from the story is no such thing ("said so six weeks *after* she *quit*").
        """
        later = (word.children for word in token.rights if word.dep_ == "prep" and is_order(word))
        marked = (word for word in token.rights if word.dep_ == "advcl" and is_ordered(word))
        events = (event for word in chain(marked, chain.from_iterable(later)) for event in (word, *_answered_for(word)))
        dates = (min(self.own[event.i], key=fineness) for event in events if event.i in self.own)
        return any(date.rule != MEASURED and self._is_old(date) for date in dates)

    def _is_before_dated(self, token: Token) -> bool:
        """Tell whether a verb is put before or after one with a date of its own ("quit in June *after losing*")."""
        first = next(reversed(list(conjuncts_before(token))), token)
        order = first.head
        return first.dep_ == "pcomp" and is_order(order) and order.head.i in self.own

    def _is_old(self, date: DateMention) -> bool:
        """Tell whether a date is too long before publication for the news."""
        return self._age(date) > REACH_DAYS

    def _age(self, date: DateMention) -> int:
        """Give how many days before publication a date ends."""
        if self.published is None or date.latest is None:
            return 0
        return (day.fromisoformat(self.published) - day.fromisoformat(date.latest)).days

    def _since(self, token: Token) -> DateMention | None:
        """Find the "since" of a verb, also of one behind it ("has *killed* 40 and hurt 90 since May")."""
        if not self.since:
            return None
        own = self.since.get(token.i)
        if own:
            return own
        shared = (child for child in token.children if child.dep_ == "conj" and child.tag_ == "VBN")
        return next((self.since[verb.i] for verb in shared if verb.i in self.since), None)

    def _published(self, reach: Reach) -> EventDate | None:
        """Give the day of publication, or all days up to it."""
        day = self.published
        if day is None:
            return None
        if reach == "by":
            return self._made(None, f"../{day}", None, day, "publication")
        return self._made(None, day, day, day, "publication")

    def by_publication(self) -> EventDate | None:
        """Give the date of what has happened by publication."""
        return self._published("by")

    def is_date(self, token: Token) -> bool:
        """Tell whether a token stands in a time expression ("by the *end* of 2019")."""
        return token.i in self.in_dates

    def is_of_date(self, token: Token) -> bool:
        """Tell whether a verb only says which stretch of time is meant: "the quarter *ended* Sept. 30"."""
        return token.dep_ == "acl" and token.lemma_ == "end" and token.head.i in self.in_dates

    def _given(self, date: DateMention, basis: DateBasis) -> EventDate:
        """Give a date to an event; "today" is the day that the text gives itself, where that is not its publication."""
        if id(date) in self.lent:
            basis = "context"
        if self.line and date.anchor == "publication" and date.earliest == date.latest == self.published:
            date = self.line
        at = hour_bound(date)
        if at is not None:
            return self._made(date.id, at, at, at, basis)
        return self._made(date.id, date.edtf, date.earliest, date.latest, basis)

    def from_context(self, date: EventDate) -> EventDate:
        """Give the date of another event, for what was a part of it."""
        return self._made(date.date, date.edtf, date.earliest, date.latest, "context")

    def _made(
        self, date: Id | None, edtf: str | None, earliest: str | None, latest: str | None, basis: DateBasis
    ) -> EventDate:
        """Make a date, one for all events that have it in common."""
        made = self.made.get((edtf, date, basis))
        if made is None:
            made = EventDate(date=date, edtf=edtf, earliest=earliest, latest=latest, basis=basis)
            self.made[edtf, date, basis] = made
        return made

    def _clause(self, token: Token) -> DateMention | None:
        """Find the date of the trigger's clause, or of the clause it is a part of."""
        for _ in range(6):
            dates = self.own.get(token.i) or self._described(token)
            if dates:
                return min(dates, key=fineness)
            clause = predicated(token)
            if clause is not None and clause.i in self.own:
                return min(self.own[clause.i], key=fineness)
            if token.dep_ not in LINKS or token.i in self.timed or self._is_apart(token):
                return None
            token = token.head
        return None

    def _described(self, clause: Token) -> list[DateMention]:
        """Give the date that a clause describes ("in 2014, *when* rebels seized the town")."""
        if clause.dep_ not in ("relcl", "advcl") or not self.is_date(clause.head):
            return []
        place = bisect_right(self.starts, clause.head.idx) - 1
        date = self.dates[place]
        if date.timex.type not in ("DATE", "TIME"):
            return []
        if is_open(date) or is_until(date):
            return [named(date)] if date.granularity in ("year", "month", "day") else []
        return [date] if date.earliest and date.latest else []

    def _above(self, token: Token) -> DateMention | None:
        """Find the date of a clause that the event's clause depends on."""
        for _ in range(8):
            above = clause_above(token)
            if above.i == token.i or token.i in self.timed or self._is_apart(token):
                return None
            opening = self._opening(above) if token.dep_ in SHARED else None
            dates = self.own.get(above.i) or self._described(above) or opening
            if dates:
                return min(dates, key=fineness)
            token = above
        return None

    def _opening(self, verb: Token) -> list[DateMention] | None:
        """Give the date of a clause of time beside two verbs ("*when* it fell in 2016, they sold and *he bought*")."""
        clauses = (child for child in verb.children if child.i in self.own and is_while(child))
        return next((self.own[clause.i] for clause in clauses), None)

    def _is_apart(self, token: Token) -> bool:
        """Tell whether a word is of another time than what it depends on.

        So is what tells who somebody is (but not what tells of an event: "an attack that *killed* four"), what somebody
        says, what "after" and "before" put in another order, what a date is reckoned from ("three years on from *the
        invasion*"), and what is only spoken about.
        """
        above = clause_above(token)
        if token.dep_ in BACKGROUND and above.i not in self.triggers and not is_adjunct(token):
            return not is_summary(above) and not is_going_on(token)
        is_bare = token.tag_ == "VB" and above.lemma in self.words.controls and telling(token) == "infinitive"
        if token.dep_ == "ccomp" and (is_bare or is_backshifted(token)):
            return False  # "helped the bank *take over* its rival"
        if (
            token.dep_ == "ccomp"
            or (above.lemma in self.words.statements and not is_occasion(token))
            or is_order(above)
            or is_stretched(token)
            or is_left_behind(token, self.words)
            or self.is_date(above)
        ):
            return True
        if self._is_to_come(token):
            return True
        if (token.dep_ == "advcl" and is_ordered(token)) or turns(token) or is_answered_for(token, self.words):
            return True
        if token.pos == NOUN and (is_pointed_at(token) or self._is_of_what_it_will_do(token)):
            return True
        return self._is_content(token) or (token.i in self.triggers and is_spoken_of(token, self.words))

    def _is_to_come(self, token: Token) -> bool:
        """Tell whether a date before an infinitive is only that of the verb above: "*asked* her on Friday *to go*"."""
        verb = token.head
        if token.dep_ != "xcomp" or token.tag_ != "VB" or verb.lemma not in self.words.prospective:
            return False
        if is_tried(token, self.words):
            return False
        return verb.i in self.own and all(date.start < token.idx for date in self.own[verb.i])

    def _is_of_what_it_will_do(self, noun: Token) -> bool:
        """Tell whether a date is of what an event may do to something ("*the merger* will save it cash in May")."""
        verb = noun.head
        if noun.dep_ != "nsubj" or verb.lemma in self.words.effects or telling(verb) not in ("future", "possible"):
            return False
        reading = self.words.verbs.get(verb.lemma)
        is_phase = reading is not None and (reading.mode in PHASES or reading.mode == "end")
        return not is_phase and any(child.dep_ == "dobj" for child in verb.rights)

    def _is_content(self, token: Token) -> bool:
        """Tell whether a noun is what another event is about ("support for *the invasion*")."""
        above = token.head
        return (
            token.dep_ == "pobj" and above.lower_ in ABOUT and above.head.pos == NOUN and above.head.i in self.triggers
        )

    def _told_before(self, token: Token) -> DateMention | None:
        """Find the day that the story has come to: for a headline that of the lead, else the last one told before."""
        number = token.sentence
        if self.headlines[number]:
            return self.story.of_headline(number) or self._soon_behind(number)
        if not self.story.at and not self.story.past and not self.story.spans:
            return None
        here = self.story.at.get(number)
        if not is_narrated(token):
            if telling(token) != "perfect":
                return None
            is_opening = number in self.lead and self.story.before(number) is None
            return here or (self.story.soon(number) if is_opening else None)
        if here and not any(self._is_apart(word) for word in (token, *token.ancestors)):
            return here
        is_same = _is_same_subject(token) or self._is_toll(token)
        back = self.story.looking_back(number) if is_same else None
        if back is None and self.story.spans:
            is_amount = self._is_amount(token)
            if (is_same or is_amount) and self._goes_on(token):
                back = self.story.going_on(number, to_next=is_amount)
        told = back or self.story.before(number) or (here if number in self.story.reports else None)
        return told or (self.story.soon(number) if number in self.lead and is_past(token) else None)

    def _soon_behind(self, number: int) -> DateMention | None:
        """Find the day that the sentences behind the lead give the headline of a text."""
        lead = min(self.lead, default=number)
        return self.story.soon(lead) if number < lead else None

    def _is_toll(self, token: Token) -> bool:
        """Tell whether an event only says how many were harmed: "a quake struck in 2012. *Five people died*"."""
        verb = next((word for word in (token, *token.ancestors) if word.pos_ in VERBAL), token)
        if verb.lemma not in self.words.harms and self.types.get(verb.i) != "DEATH":
            return False
        subjects = (child for child in verb.lefts if child.dep_ in ALL_SUBJECTS)
        return any(word.tag_ == "CD" for subject in subjects for word in (subject, *subject.lefts))

    def _is_history(self, token: Token, date: DateMention | None) -> bool:
        """Tell whether what stands behind a sentence of long ago, in its paragraph, may be of that time."""
        old = None if token.sentence in self.lead else self.story.last_old(token.sentence)
        if old is None or self.types[token.i] in COMMON or (date is not None and self._is_old(date)):
            return False
        return self._age(old) > HISTORY_DAYS and is_narrated(token)

    def _goes_on(self, token: Token) -> bool:
        """Tell whether an event may be of the time of the sentence before it: not what is said about that now."""
        clause = next((word for word in (token, *token.ancestors) if word.pos_ in VERBAL), token)
        if telling(clause) != "past" or any(child.dep_ == "neg" for child in clause.children):
            return False
        is_said = clause.dep_ == "ccomp" and clause.head.lemma in self.words.statements
        return is_main(clause) if not is_said else telling(clause.head) == "past"

    def _is_amount(self, token: Token) -> bool:
        """Tell whether an event, or the verb above it, is of what is measured or traded ("*sales fell*")."""
        verb = next((word for word in (token, *token.ancestors) if word.pos_ in VERBAL), token)
        nouns = (token, *(child for child in verb.lefts if child.dep_ in ALL_SUBJECTS))
        readings = (self.words.verbs.get(verb.lemma), *(self.words.nouns.get(noun.lemma) for noun in nouns))
        return any(reading is not None and reading.type == "ECONOMIC" for reading in readings)

    def _around(self, token: Token) -> DateMention | None:
        """Find a date elsewhere in the sentence; what is so now does not get one that is over."""
        date = self._above(token) or self._below(token)
        if date is None and (is_while(token) or self._has_phase(token)):
            date = self._around(clause_above(token))
        if date and self.published and date.latest and date.latest < self.published and token.pos != NOUN:
            return None if telling(token) in NOW else date
        return date

    def _below(self, token: Token) -> DateMention | None:
        """Find the date of a clause of the same time ("when it fell *on Monday*", "met and signed *today*")."""
        harmed = self._harmed_beside(token)
        if harmed is not None:
            return self._clause(harmed) or self._below(harmed)
        before = token.head
        if token.dep_ == "pcomp" and before.lower_ == "before" and before.head.i in self.own:
            date = min(self.own[before.head.i], key=fineness)
            return date if date.granularity in DAY else None  # "rose on Friday *before falling*"
        harm = self._harm_by(token)
        if harm is not None:
            return min(self.own[harm.i], key=fineness)
        part = self._part_of(token) or self._phase_of(token)
        if part is not None:
            return min(self.own[part.i], key=fineness)
        for child in _below(token) if token.pos == NOUN else token.children:
            dates = self.own.get(child.i) or self._begun(child)
            if not dates:
                continue
            date = min(dates, key=fineness)
            if self._is_clause_of_day(token, child, date) or self._is_event_of_day(token, child, date):
                return date
        return None

    def _part_of(self, verb: Token) -> Token | None:
        """Find the dated event that a verb tells a part of: "walked out of *the talks* over pay on Friday"."""
        if verb.pos == NOUN:
            return None
        for preposition in verb.children:
            is_part = preposition.lower_ in (PART_OF if preposition.i > verb.i else FRAMING)
            if preposition.dep_ in ("agent", "prep") and (is_part or is_at_once(preposition)):
                events = (noun for noun in governed(preposition) if noun.i in self.triggers)
                dated = next((day for noun in events for day in self._dated(noun)), None)
                if dated is not None:
                    return dated
        return None

    def _dated(self, noun: Token) -> Iterator[Token]:
        """Give where the date of an event stands: at its noun, or the verb that carries it ("talks *held* in May")."""
        clauses = (word for word in noun.rights if word.dep_ in BACKGROUND and word.lemma in self.words.light)
        yield from (word for word in (noun, *clauses) if word.i in self.own)

    def _phase_of(self, noun: Token) -> Token | None:
        """Find the dated phase that an event is to come to ("*the trial* is due to start in May")."""
        verb = noun.head
        if noun.dep_ not in ("nsubj", "nsubjpass") or noun.pos != NOUN or verb.lemma not in self.words.prospective:
            return None
        for below in (verb, *(child for child in verb.rights if child.dep_ == "acomp")):
            for phase in below.rights:
                reading = self.words.verbs.get(phase.lemma) if phase.dep_ == "xcomp" and phase.i in self.own else None
                is_done = any(child.dep_ == "auxpass" for child in phase.lefts)  # "is due *to be completed*"
                if reading is not None and (reading.mode in PHASES or (is_done and reading.mode == "end")):
                    return phase
        return None

    def _has_phase(self, noun: Token) -> bool:
        """Tell whether the verb above an event tells that it began or ended ("*the strike* ended")."""
        reading = self.words.verbs.get(noun.head.lemma) if noun.dep_ == "nsubj" and noun.pos == NOUN else None
        return reading is not None and (reading.mode in PHASES or reading.mode == "end")

    def _begun(self, clause: Token) -> list[DateMention]:
        """Give the date of what a clause of time says began ("when they *began selling* in 2007, prices fell")."""
        if not is_while(clause):
            return []
        return next((self.own[child.i] for child in clause.rights if child.dep_ == "xcomp" and child.i in self.own), [])

    def _is_clause_of_day(self, token: Token, clause: Token, date: DateMention) -> bool:
        """Tell whether a clause below an event happened with it, and so its date is that of both."""
        if clause.dep_ == "advcl":
            is_day = date.granularity in DAY
            return is_while(clause) or (is_day and (is_adjunct(clause) or self._is_harm_of(clause, token)))
        if clause.dep_ == "acl":
            is_set = any(child.lower_ == "for" for child in clause.rights)  # "talks *scheduled for* Friday"
            makers = self.words.prospective if is_set else self.words.makers  # "a pact *brokered* on Friday"
            return token.pos == NOUN and clause.lemma in makers
        if clause.dep_ == "conj":
            return is_one_day(token, clause, date)
        return clause.i < token.i and is_listed(clause) and telling(clause) == telling(token)

    def _is_harm_of(self, clause: Token, verb: Token) -> bool:
        """Tell whether a verb of harm has the day of what did it: "nine *drowned* after a ferry sank on Monday"."""
        is_harm = verb.lemma in self.words.harms or self.types.get(verb.i) == "DEATH"
        is_after = any(child.dep_ == "mark" and child.lower_ == "after" for child in clause.lefts)
        return is_harm and is_after and self.types.get(clause.i) in CAUSES

    def _harm_by(self, token: Token) -> Token | None:
        """Find the dated harm that was done at once by what a verb tells: "*died* on Friday after *falling*"."""
        if self.types.get(token.i) not in CAUSES:
            return None
        first = next(reversed(list(conjuncts_before(token))), token)
        if first.dep_ == "pcomp":
            order, harm = first.head, first.head.head
        else:
            order, harm = next((word for word in first.lefts if word.dep_ == "mark"), first), first.head
        if order.lower_ != "after" or harm.i not in self.own or self.types.get(harm.i) not in ("ACCIDENT", "DEATH"):
            return None
        return None if any(word.lemma_ in LATER for word in _governed_by(harm)) else harm

    def _is_event_of_day(self, token: Token, noun: Token, date: DateMention) -> bool:
        """Tell whether an event noun has its date in common with the verb above it."""
        if noun.dep_ == "dobj":
            return noun.idx < date.start and self._is_of_object(token, noun)
        return (
            noun.dep_ == "nsubj" and noun.i in self.triggers and (self._is_effect(token) or self.words.is_change(token))
        )

    def _harmed_beside(self, verb: Token) -> Token | None:
        """Find the second of two verbs of harm in one sentence ("two were *killed* and five *wounded* when ...")."""
        if verb.lemma not in self.words.passives or not any(child.dep_ == "cc" for child in verb.rights):
            return None
        beside = (*verb.rights, *(child for child in verb.head.children if verb.i < child.i < verb.i + NEAR))
        harmed = (other for other in beside if other.dep_ in ("conj", verb.dep_) and other.tag_ in PAST)
        other = next((other for other in harmed if other.lemma in self.words.passives), None)
        return other if telling(verb) == "past" else None

    def _is_of_object(self, verb: Token, noun: Token) -> bool:
        """Tell whether a verb and the event that is its object have one date ("*missed* a *payment* in March")."""
        reading = self.words.verbs.get(verb.lemma)
        if noun.i not in self.triggers or reading is None or verb.lemma in self.words.prospective | self.words.moving:
            return False
        return reading.type not in ABOUT_EVENTS and reading.mode != "announce"

    def _is_effect(self, verb: Token) -> bool:
        """Tell whether a verb says what an event brought about ("the quakes of May *left* 40 dead")."""
        return verb.lemma_ == "leave" or verb.lemma in self.words.harms or verb.lemma in self.words.effects


def _answered_for(verb: Token) -> Iterator[Token]:
    """Give what somebody is tried or punished for: "convicted *of stabbing* him in 1999"."""
    for preposition in verb.rights:
        if preposition.lower_ in FOR:
            yield from preposition.rights


def _governed_by(verb: Token) -> Iterator[Token]:
    """Give what the prepositions of a verb govern."""
    for preposition in verb.rights:
        if preposition.dep_ == "prep":
            yield from governed(preposition)


def _below(noun: Token) -> Iterator[Token]:
    """Give what hangs on a noun, and on what it is of ("the *talks* of four ministers *planned* for May")."""
    yield from noun.children
    for of in noun.rights:
        if of.lower_ == "of":
            for whose in of.rights:
                yield from (child for child in whose.rights if child.dep_ == "acl")


def is_past(token: Token) -> bool:
    """Tell whether the clause of an event is told in the simple past."""
    hows = (telling(word) for word in (token, *token.ancestors) if word.pos_ in VERBAL)
    return next((how for how in hows if how not in UNFINISHED), None) == "past"


def _is_same_subject(token: Token) -> bool:
    """Tell whether a sentence goes on about the one before it: its subject is a pronoun ("*They* fired at a guard")."""
    root = next((word for word in token.ancestors if word.dep_ == "ROOT"), token)
    return any(child.dep_ in ALL_SUBJECTS and child.lower_ in GOING_ON for child in root.lefts)
