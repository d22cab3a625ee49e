"""When an event happened: the date of its own clause, then of its sentence, then of the story, then of publication."""

from bisect import bisect_right
from collections import defaultdict

from spacy.tokens import Doc, Token

from pipeline.stages.events.attachment import host, root_of
from pipeline.stages.events.lexicon import Words
from pipeline.stages.events.triggers import Found
from schemas.article import Article
from schemas.dates import DateMention, Dates
from schemas.event import DateBasis, EventDate

CALENDAR = frozenset({"explicit", "partial"})

LINKS = frozenset({"xcomp", "conj", "prep", "pobj", "dobj", "nsubj", "nsubjpass", "pcomp", "agent", "attr"})
"""Dependencies along which an event shares the date of the clause above it ("*held* a rally on Friday")."""

CONTENT = frozenset({"ccomp", "xcomp", "parataxis"})
FINENESS = ("time", "day", "week", "month", "quarter", "season", "year", "decade", "century")


class Dating:
    """Dates the events of one article."""

    def __init__(self, article: Article, doc: Doc, dates: Dates, words: Words, triggers: list[Found]) -> None:
        published = article.info.published
        self.published = published.value if published else None
        self.words = words
        self.numbers = sentence_numbers(doc)
        self.triggers = {found.token.i for found in triggers}
        self.own: dict[int, list[DateMention]] = defaultdict(list)
        self.starts = [date.start for date in dates.dates]
        self.ends = [date.end for date in dates.dates]
        for date in dates.dates:
            if date.timex.type in ("DATE", "TIME") and (date.earliest or date.latest) and not _is_open(date):
                self._place(doc, date)

    def _place(self, doc: Doc, date: DateMention) -> None:
        root = root_of(doc, date)
        if root is None:
            return
        above = host(root, self.triggers)
        if above is not None:
            self.own[above.i].append(date)

    def of(self, found: Found) -> EventDate | None:
        """Date one event; None where nothing says when."""
        date = self._clause(found)
        if date:
            return _event_date(date, "explicit" if date.resolution in CALENDAR else "relative")
        date = self._sentence(found)
        if date:
            return _event_date(date, "sentence")
        if self.published and _is_past(found):
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

    def _clause(self, found: Found) -> DateMention | None:
        """Find the date of the trigger's clause, or of the clause it is a part of."""
        token = found.token
        for _ in range(6):
            dates = self.own.get(token.i)
            if dates:
                return min(dates, key=_fineness)
            if token.dep_ not in LINKS or token.head.lemma in self.words.statements:
                return None
            token = token.head
        return None

    def _sentence(self, found: Found) -> DateMention | None:
        """Find the date of a clause that the event's clause depends on, but not when a statement was made."""
        token = found.token
        for _ in range(8):
            above = token.head
            if above.i == token.i or (token.dep_ in CONTENT and above.lemma in self.words.statements):
                return None
            dates = self.own.get(above.i)
            if dates and above.lemma not in self.words.statements:
                return min(dates, key=_fineness)
            token = above
        return None


def sentence_numbers(doc: Doc) -> list[int]:
    """Give the number of its sentence for each token."""
    numbers: list[int] = []
    for number, sentence in enumerate(doc.sents):
        numbers += [number] * len(sentence)
    return numbers


def _is_open(date: DateMention) -> bool:
    """Tell whether a date only says from when on ("since October"), which dates a state, not an event."""
    return date.edtf is not None and date.edtf.endswith("/..")


def _fineness(date: DateMention) -> int:
    return FINENESS.index(date.granularity) if date.granularity else len(FINENESS)


def _event_date(date: DateMention, basis: DateBasis) -> EventDate:
    return EventDate(date=date.id, edtf=date.edtf, earliest=date.earliest, latest=date.latest, basis=basis)


def _is_past(found: Found) -> bool:
    """Tell whether the story tells the event as one that has happened: a finite verb, or a noun with its verb."""
    return True
