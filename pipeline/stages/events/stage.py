"""The events stage."""

from itertools import pairwise

from spacy.tokens import Doc

from pipeline import lexicon
from pipeline.config import Config
from pipeline.mentions import MentionIndex
from pipeline.stage import Stage
from pipeline.stages.events.attachment import figures_by_trigger
from pipeline.stages.events.dating import Dating
from pipeline.stages.events.lexicon import EventLexicon, Words
from pipeline.stages.events.participants import Participants
from pipeline.stages.events.references import References
from pipeline.stages.events.repeats import Draft, merge
from pipeline.stages.events.salience import is_main
from pipeline.stages.events.speakers import Speakers
from pipeline.stages.events.triggers import Found, find_triggers
from pipeline.tree import Token, read
from schemas.article import Article
from schemas.claim import Claims
from schemas.dates import Dates
from schemas.entity import Entities
from schemas.event import Events, Happening, Trigger
from schemas.figure import Figures
from schemas.ids import stable_id


class FindEvents(Stage):
    """Find what happened: triggers with their participants, place and date."""

    name = "events"
    version = 1
    lexicons = ("events",)
    summary = "finds events: trigger, type, participants, place, date"

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.words = Words(lexicon.load("events", EventLexicon))

    def __call__(
        self, article: Article, doc: Doc, entities: Entities, dates: Dates, figures: Figures, claims: Claims
    ) -> Events:
        """Give the events of one article, in the order of their triggers."""
        tree = read(doc)
        mentions = MentionIndex(entities)
        triggers = find_triggers(tree, self.words, mentions)
        dating = Dating(article, tree, dates, self.words, triggers)
        references = References(tree, self.words, mentions, Speakers(claims, entities))
        participants = Participants(article.text, self.words, mentions, references, dating)
        counts = figures_by_trigger(tree, figures, {found.token.i for found in triggers})
        drafts = []
        for found in triggers:
            place = found.token.i
            if dating.is_date(found.token):  # "by the *end* of 2019"
                continue
            numbers = tuple(counts.get(place, ()))
            number = dating.numbers[place]
            headline = dating.headlines[number]
            who, date = participants.of(found), dating.of(found)
            main = headline or is_main(found, who, date, self.words, dating.triggers)
            drafts.append(Draft(found, number, who, date, numbers, headline, main))
        events = [_happening(draft) for draft in merge(drafts, self.words)]
        return Events(events=tuple(sorted(events, key=lambda event: event.trigger.start)))


def _happening(draft: Draft) -> Happening:
    reading, trigger = draft.found.reading, _trigger(draft.found)
    again = [_trigger(found) for found in draft.repeats]
    if draft.found.second is not None:
        again.append(_word(draft.found.second, draft.found.second))
    return Happening(
        id=stable_id("event", trigger.start, trigger.end, reading.type),
        type=reading.type,
        mode=reading.mode,
        salience="main" if draft.main else "minor",
        trigger=trigger,
        repeats=tuple(sorted(again, key=lambda one: one.start)),
        sentence=draft.sentence,
        participants=draft.participants,
        place=next((who.entity for who in draft.participants if who.role == "place" and who.entity), None),
        date=draft.date,
        figures=draft.figures,
        rule=reading.rule,
    )


def _trigger(found: Found) -> Trigger:
    if found.span is None:
        return _word(found.token, found.token)
    first, last = found.span
    return _word(found.token.tree[first], found.token.tree[last])


def _word(first: Token, last: Token) -> Trigger:
    """Give a trigger of one token, or of the tokens that a hyphen parts."""
    tokens = first.tree[first.i : last.i + 1]
    gaps = [*(" " * (after.idx - token.end) for token, after in pairwise(tokens)), ""]
    text = "".join(token.text + gap for token, gap in zip(tokens, gaps, strict=True))
    lemma = "".join(token.lemma_ + gap for token, gap in zip(tokens, gaps, strict=True))
    return Trigger(start=first.idx, end=last.end, text=text, lemma=lemma)
