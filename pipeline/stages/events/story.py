"""The day that the story has come to, sentence by sentence."""

from datetime import date as day

from pipeline.stages.events.clause_times import goes_on, is_main, is_of, is_unreal
from pipeline.stages.events.lexicon import NOUN
from pipeline.stages.events.telling import telling
from pipeline.stages.events.ties import Tie, Ties
from pipeline.stages.events.time_expressions import DAY, REACH_DAYS
from schemas.base import IsoDate
from schemas.dates import DateMention

REACH_SENTENCES = 12

HEADLINE_REACH = 5
"""How many sentences behind a headline the lead may begin."""

SOON = 2
"""How many sentences behind the lead may tell when it was."""

BACK_DAYS = 2
"""A day before the first one told of is looked back to in one paragraph: the next has come back.

Where the first only reported the news ("police *said* on Friday"), a day just before it, by so many days, may be its.
"""


class Story:
    """The days that an article tells of: `at` those that its sentences come to, `blocks` the paragraphs they stand in.

    `past` are days too long ago for the news, `spans` longer times that are over, `reports` the sentences whose day is
    that of a mere report ("police *said* on Friday"), `later` those that go on to a time of no one day, with the first
    day of that.
    """

    def __init__(self, ties: Ties, blocks: list[int], headlines: list[bool], published: IsoDate | None) -> None:
        self.words = ties.words
        self.blocks = blocks
        self.headlines = headlines
        self.published = published
        self.at: dict[int, DateMention] = {}
        self.past: dict[int, DateMention] = {}
        self.spans: dict[int, DateMention] = {}
        self.reports: set[int] = set()
        self.later: dict[int, IsoDate] = {}
        for tie in ties.told:
            if self._is_news(tie.date):
                if not is_of(tie.root):
                    self._carry_on(tie)
            elif tie.date.granularity in DAY and goes_on(tie.clause) and self._is_told_of(tie):
                self.past[tie.clause.sentence] = tie.date
            elif tie.date.earliest and self._is_later(tie.date) and goes_on(tie.clause):
                self.later[tie.clause.sentence] = tie.date.earliest
                if self._is_over(tie):
                    self.spans.setdefault(tie.clause.sentence, tie.date)
        self.old = {**self.spans, **self.past}  # those that their own sentence tells

    def _is_news(self, date: DateMention) -> bool:
        """Tell whether a date is a day shortly before publication, or just a day where that is not known."""
        if date.earliest is None or date.earliest != date.latest:
            return False
        if self.published is None:
            return True
        return 0 <= (day.fromisoformat(self.published) - day.fromisoformat(date.earliest)).days <= REACH_DAYS

    def _is_later(self, date: DateMention) -> bool:
        """Tell whether a time of several days may have begun by publication."""
        return date.earliest != date.latest and (self.published is None or (date.earliest or "") <= self.published)

    def _is_told_of(self, tie: Tie) -> bool:
        """Tell whether a day of long ago may be gone on about: not that of a birth, nor one that is to come."""
        if self.published is not None and (tie.date.latest or "") >= self.published:
            return False
        reading = self.words.verbs.get(tie.clause.lemma)
        return tie.clause.lemma_ != "bear" and (reading is None or reading.mode != "birth")

    def _is_over(self, tie: Tie) -> bool:
        """Tell whether a main clause in the simple past is of a time that was over by publication: "rose in 1986"."""
        if self.published is None or tie.date.latest is None or tie.date.latest >= self.published:
            return False
        is_frame = tie.date.granularity != "week"  # a week before is looked back to in passing
        return is_frame and tie.clause.dep_ == "ROOT" and telling(tie.clause) == "past"

    def _carry_on(self, tie: Tie) -> None:
        """Take the story on to a date: "today" wherever it stands, others in the main line, if they do not go back."""
        number = tie.clause.sentence
        if tie.clause.pos == NOUN and number in self.at:
            return  # "*crashed on Monday* despite a cut in rates the evening before"
        if tie.date.earliest == self.published:
            self.at.setdefault(number, tie.date)
        elif is_main(tie.clause) and not is_unreal(tie.clause):
            self.at[number] = tie.date
        if tie.clause.lemma in self.words.statements and self.at.get(number) is tie.date:
            self.reports.add(number)

    def of_headline(self, number: int) -> DateMention | None:
        """Give the day of the sentence that the body begins with."""
        behind = range(number + 1, min(number + 1 + HEADLINE_REACH, len(self.headlines)))
        lead = next((place for place in behind if not self.headlines[place]), None)
        return None if lead is None else self.at.get(lead)

    def last_old(self, number: int) -> DateMention | None:
        """Give the time of long ago that the sentence before, of the same paragraph, tells of."""
        if number == 0 or number in self.at or self.blocks[number - 1] != self.blocks[number]:
            return None
        return self.old.get(number - 1)

    def looking_back(self, number: int) -> DateMention | None:
        """Find the day of long ago that a sentence goes on about: "It sank on 9 May 1912. *It took down 40 men*"."""
        date = self.past.get(number - 1)
        if date is None or number in self.at or self.blocks[number - 1] != self.blocks[number]:
            return None
        self.past.setdefault(number, date)
        return date

    def going_on(self, number: int, *, to_next: bool) -> DateMention | None:
        """Find the time that a paragraph goes on about: "It lost $4 million in 1986. *Sales fell*".

        `to_next`: so may the sentence behind it.
        """
        date = self.spans.get(number - 1)
        if date is None or number in self.at or self.blocks[number - 1] != self.blocks[number]:
            return None
        if to_next and number not in self.later:
            self.spans.setdefault(number, date)
        return date

    def soon(self, number: int) -> DateMention | None:
        """Find the day that the sentences behind the lead give it: "*has won* the vote. He beat Cole *on Sunday*"."""
        date = next((self.at[place] for place in range(number + 1, number + 1 + SOON) if place in self.at), None)
        if date is None or date.earliest is None or self.published is None:
            return None
        back = (day.fromisoformat(self.published) - day.fromisoformat(date.earliest)).days
        return date if back <= BACK_DAYS else None

    def before(self, number: int) -> DateMention | None:
        """Find the day told last before a sentence, unless the text has gone on since ("*Three years on*, it ...")."""
        later = self.later.get(number, "")
        for place in range(number - 1, max(-1, number - REACH_SENTENCES - 1), -1):
            if place in self.at and not (self.blocks[place] != self.blocks[number] and self._goes_back(place)):
                date = self.at[place]
                return None if later > (date.latest or "9999") else date
            if place in self.later:
                later = max(later, self.later[place])
        return None

    def _goes_back(self, number: int) -> bool:
        """Tell whether a sentence goes back behind the first day of the story; well behind that of a report."""
        opening = min(self.at)
        first, here = self.at[opening].earliest or "", self.at[number].earliest or ""
        days = BACK_DAYS if opening in self.reports else 0
        return here < first and (day.fromisoformat(first) - day.fromisoformat(here)).days > days
