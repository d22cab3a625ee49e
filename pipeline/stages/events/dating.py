"""When an event happened: the date of its own clause, then of its sentence, then of the story, then of publication."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import date as day
from itertools import islice, pairwise

import numpy as np
from spacy.tokens import Doc, Token

from pipeline.stages.events.arguments import VERBAL
from pipeline.stages.events.attachment import host, root_of
from pipeline.stages.events.lexicon import NOUN, Words
from pipeline.stages.events.triggers import Found
from schemas.article import Article
from schemas.dates import DateMention, Dates
from schemas.event import DateBasis, EventDate

CALENDAR = frozenset({"explicit", "partial"})

LINKS = frozenset({"xcomp", "conj", "prep", "pobj", "dobj", "nsubj", "nsubjpass", "pcomp", "agent", "attr"})
"""Dependencies along which an event shares the date of the clause above it ("*held* a rally on Friday")."""

CONTENT = frozenset({"ccomp", "xcomp", "parataxis"})
"""What is said, below the verb that says so: the date of the saying is not that of the event."""

ORDER = frozenset({"after", "ahead", "before", "following", "since", "till", "until"})
"""Words that put what they govern at another time than the clause they stand in."""

MAIN = frozenset({"conj", "ccomp", "nsubj", "nsubjpass", "dobj", "pobj", "prep"})
"""Dependencies that keep a word in the main line of its sentence, which carries the story on."""

PERFECT = frozenset({"have", "'ve", "has", "'s", "having"})

FINENESS = ("time", "day", "week", "month", "quarter", "season", "year", "decade", "century")

REACH_SENTENCES = 12
REACH_DAYS = 31
"""How far the date of a story reaches: sentences after it, and days before publication. Older dates are background,
and what follows them has come back to the news (set on the SemEval-2015 timelines: a wider reach gains nothing)."""

FRONT_BLOCKS = 4
"""Within how many blocks of its beginning a text may give its own day on a line by itself."""


class Dating:
    """Dates the events of one article."""

    def __init__(self, article: Article, doc: Doc, dates: Dates, words: Words, triggers: list[Found]) -> None:
        self.words = words
        self.numbers: list[int] = []
        self.own: dict[int, list[DateMention]] = defaultdict(list)
        self.starts = [date.start for date in dates.dates]
        self.ends = [date.end for date in dates.dates]
        published = article.info.published
        self.published = published.value if published else None
        self.line = _own_day(article, dates, self.published)
        blocks = [block.start for block in article.blocks]
        kinds = [block.kind for block in article.blocks]
        self.headlines = [
            kinds[max(bisect_right(blocks, start) - 1, 0)] in ("title", "heading") for start in self._sentences(doc)
        ]
        self.dated: set[int] = set()
        self.story: dict[int, DateMention] = {}
        self.triggers = frozenset(found.token.i for found in triggers)
        self._attach(doc, dates)

    def _attach(self, doc: Doc, dates: Dates) -> None:
        """Tie each date to the clause it stands in, and note those of the main line as the story's."""
        for date in dates.dates:
            if date.timex.type not in ("DATE", "TIME") or not (date.earliest or date.latest) or _is_open(date):
                continue
            root = root_of(doc, date)
            above = host(root, self.triggers) if root is not None else None
            if above is None:
                continue
            self.own[above.i].append(date)
            self.dated.add(self.numbers[above.i])
            if self._is_news(date) and _is_main(above):
                self.story[self.numbers[above.i]] = date

    def _sentences(self, doc: Doc) -> Iterator[int]:
        """Give where each sentence starts, in characters, and number the tokens by sentence on the way."""
        starts = np.flatnonzero(doc.to_array("SENT_START") == 1).tolist()
        if not starts or starts[0] != 0:
            starts.insert(0, 0)
        for number, (first, last) in enumerate(pairwise([*starts, len(doc)])):
            self.numbers += [number] * (last - first)
            yield doc[first].idx

    def of(self, found: Found) -> EventDate | None:
        """Date one event; None where nothing says when."""
        if self.numbers[found.token.i] in self.dated:
            date = self._clause(found.token)
            if date:
                return self._given(date, "explicit" if date.resolution in CALENDAR else "relative")
            date = self._above(found.token)
            if date:
                return self._given(date, "sentence")
        date = self._told_before(found.token)
        if date:
            return self._given(date, "context")
        if not self._has_happened(found.token):
            return None
        if self.line:
            return self._given(self.line, "context")
        if self.published:
            return EventDate(
                date=None,
                edtf=self.published,
                earliest=self.published,
                latest=self.published,
                basis="publication",
            )
        return None

    def is_date(self, token: Token) -> bool:
        """Tell whether a token stands in a time expression."""
        place = bisect_right(self.starts, token.idx) - 1
        return place >= 0 and token.idx < self.ends[place]

    def _given(self, date: DateMention, basis: DateBasis) -> EventDate:
        """Give a date to an event; "today" is the day that the text gives itself, where that is not its publication."""
        if self.line and date.anchor == "publication" and date.earliest == date.latest == self.published:
            date = self.line
        return EventDate(date=date.id, edtf=date.edtf, earliest=date.earliest, latest=date.latest, basis=basis)

    def _clause(self, token: Token) -> DateMention | None:
        """Find the date of the trigger's clause, or of the clause it is a part of."""
        for _ in range(6):
            dates = self.own.get(token.i)
            if dates:
                return min(dates, key=_fineness)
            if token.dep_ not in LINKS or self._is_apart(token):
                return None
            token = token.head
        return None

    def _above(self, token: Token) -> DateMention | None:
        """Find the date of a clause that the event's clause depends on."""
        for _ in range(8):
            above = token.head
            if above.i == token.i or self._is_apart(token):
                return None
            dates = self.own.get(above.i)
            if dates:
                return min(dates, key=_fineness)
            token = above
        return None

    def _is_apart(self, token: Token) -> bool:
        """Tell whether a word is of another time than what it depends on.

        So is what somebody says, what "after" and "before" put in another order, what a date is reckoned from ("three
        years on from *the invasion*"), and what is only spoken about: the object of a verb that does not carry it
        ("condemned *the invasion* on Monday").
        """
        above = token.head
        if above.lemma in self.words.statements or above.lower_ in ORDER or self.is_date(above):
            return True
        if token.dep_ == "advcl" and any(child.lower_ in ORDER for child in token.children if child.dep_ == "mark"):
            return True
        return token.dep_ == "dobj" and token.i in self.triggers and above.lemma not in self.words.carriers

    def _told_before(self, token: Token) -> DateMention | None:
        """Find the day that the story has come to: for a headline that of the lead, else the last one told before."""
        number = self.numbers[token.i]
        if self.headlines[number]:
            body = [
                place for place in range(number + 1, min(number + 6, len(self.headlines))) if not self.headlines[place]
            ]
            return self.story.get(body[0]) if body else None
        if not self.story or not _is_narrated(token):
            return None
        if number in self.story and not any(self._is_apart(word) for word in (token, *token.ancestors)):
            return self.story[number]
        for place in range(number - 1, max(-1, number - REACH_SENTENCES - 1), -1):
            if place in self.story:
                return self.story[place]
        return None

    def _has_happened(self, token: Token) -> bool:
        """Tell whether nothing marks an event as still to come or merely possible ("*will* sign", "plans *to* cut")."""
        for word in (token, *islice(token.ancestors, 3)):
            if word.pos_ not in VERBAL:
                if word.dep_ in ("acl", "relcl", "appos"):
                    return True
                continue
            if any(child.tag_ == "MD" for child in word.children):
                return False
            if word.dep_ in ("xcomp", "acl") and word.tag_ == "VB" and word.head.lemma in self.words.prospective:
                return False
            if word.dep_ not in ("conj", "xcomp"):
                return True
        return True

    def _is_news(self, date: DateMention) -> bool:
        """Tell whether a date is a day shortly before publication, or just a day where that is not known."""
        if date.earliest is None or date.earliest != date.latest:
            return False
        if self.published is None:
            return True
        return 0 <= (day.fromisoformat(self.published) - day.fromisoformat(date.earliest)).days <= REACH_DAYS


def _own_day(article: Article, dates: Dates, published: str | None) -> DateMention | None:
    """Find the day that a text gives itself on a line of its own near its top, where that is not its publication."""
    lines = {(block.start, block.end) for block in article.blocks[:FRONT_BLOCKS]}
    front = max((end for _, end in lines), default=0)
    for date in dates.dates:
        if date.start >= front:
            return None
        if (date.start, date.end) not in lines or date.earliest is None or date.earliest != date.latest:
            continue
        if published and abs((day.fromisoformat(published) - day.fromisoformat(date.earliest)).days) <= REACH_DAYS:
            return date if date.earliest != published else None
    return None


def _is_narrated(token: Token) -> bool:
    """Tell whether an event is told in the simple past, the tense of a story, or hangs on a verb that is."""
    if token.pos == NOUN:
        token = next((above for above in token.ancestors if above.pos_ in VERBAL), token)
    if token.tag_ == "VBN":
        return not any(child.lower_ in PERFECT or child.lower_ == "be" for child in token.children)
    if token.tag_ == "VB":
        return not any(child.dep_ == "aux" and child.lower_ != "to" for child in token.children)
    return token.tag_ == "VBD" or (token.tag_ == "VBG" and not any(child.dep_ == "aux" for child in token.children))


def _is_main(word: Token) -> bool:
    """Tell whether a word stands in the main line of its sentence, not in a clause that gives the background."""
    while word.dep_ in MAIN and word.head.i != word.i:
        word = word.head
    return word.dep_ == "ROOT"


def _is_open(date: DateMention) -> bool:
    """Tell whether a date only says from when on ("since October"), which dates a state, not an event."""
    return date.edtf is not None and date.edtf.endswith("/..")


def _fineness(date: DateMention) -> int:
    return FINENESS.index(date.granularity) if date.granularity else len(FINENESS)
