"""The events stage."""

from itertools import pairwise
from typing import Any

from pipeline import lexicon
from pipeline.config import Config
from pipeline.mentions import MentionIndex
from pipeline.stage import Stage
from pipeline.stages.events.attachment import figures_by_trigger
from pipeline.stages.events.dating import Dating
from pipeline.stages.events.found import Found
from pipeline.stages.events.lexicon import EventLexicon, Words
from pipeline.stages.events.participants import Part, Participants
from pipeline.stages.events.places import place_events
from pipeline.stages.events.references import References
from pipeline.stages.events.repeats import Draft, merge
from pipeline.stages.events.salience import is_main
from pipeline.stages.events.speakers import Speakers
from pipeline.stages.events.triggers import find_triggers
from pipeline.stages.events.victims import date_victims
from pipeline.stages.events.wholes import date_parts, leave_assumed
from pipeline.tree import Token, Tree
from schemas.article import Article
from schemas.claim import Claims
from schemas.dates import Dates
from schemas.entity import Entities
from schemas.event import Events
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
        self, article: Article, tree: Tree, entities: Entities, dates: Dates, figures: Figures, claims: Claims
    ) -> Events:
        """Give the events of one article, in the order of their triggers."""
        mentions = MentionIndex(entities)
        triggers = find_triggers(tree, self.words, mentions)
        dating = Dating(article, tree, dates, self.words, triggers)
        references = References(tree, self.words, mentions, Speakers(claims, entities))
        participants = Participants(article.text, self.words, mentions, references, dating)
        values = {figure.id: figure.value for figure in figures.figures}
        counts = figures_by_trigger(tree, figures, {found.token.i for found in triggers})
        told = (found for found in triggers if not (dating.is_date(found.token) or dating.is_of_date(found.token)))
        tellings = [(found, participants.of(found)) for found in told]
        date_victims(tellings, dating, references, self.words)
        drafts = []
        for found, who in tellings:
            numbers = tuple(counts.get(found.token.i, ()))
            number = found.token.sentence
            headline = dating.headlines[number]
            date = dating.of(found)
            main = headline or is_main(found, (*who, *numbers), date, self.words, dating)
            amounts = frozenset([values[figure] for figure in numbers])
            drafts.append(Draft(found, number, who, date, numbers, headline, main, amounts))
        place_events(drafts, references)
        events = merge(drafts, self.words)
        date_parts(events, dating)
        leave_assumed(events, dating)
        happenings = [_happening(draft) for draft in events]
        happenings.sort(key=lambda happening: happening["trigger"]["start"])
        return Events.model_validate({"events": tuple(happenings)})


def _happening(draft: Draft) -> dict[str, Any]:
    """Give the fields of an event; all of an article are validated at once, which costs half of one by one."""
    reading, trigger = draft.found.reading, _trigger(draft.found)
    again = [_trigger(found) for found in draft.repeats]
    if draft.found.second is not None:
        again.append(_word(draft.found.second, draft.found.second))
    again.sort(key=lambda one: one["start"])
    return {
        "id": stable_id("event", trigger["start"], trigger["end"], reading.type),
        "type": reading.type,
        "mode": reading.mode,
        "salience": "main" if draft.main else "minor",
        "trigger": trigger,
        "repeats": tuple(again),
        "sentence": draft.sentence,
        "participants": tuple([_participant(who) for who in draft.participants]),
        "place": draft.place,
        "date": draft.date,
        "figures": draft.figures,
        "rule": reading.rule,
    }


def _participant(who: Part) -> dict[str, Any]:
    start, end, text, role, entity = who
    return {"start": start, "end": end, "text": text, "role": role, "entity": entity}


def _trigger(found: Found) -> dict[str, Any]:
    if found.span is None:
        return _word(found.token, found.token)
    first, last = found.span
    return _word(found.token.tree[first], found.token.tree[last])


def _word(first: Token, last: Token) -> dict[str, Any]:
    """Give a trigger of one token, or of the tokens that a hyphen parts."""
    if first is last:
        return {"start": first.idx, "end": first.end, "text": first.text, "lemma": first.lemma_}
    tokens = first.tree[first.i : last.i + 1]
    gaps = [*(" " * (after.idx - token.end) for token, after in pairwise(tokens)), ""]
    text = "".join(token.text + gap for token, gap in zip(tokens, gaps, strict=True))
    lemma = "".join(token.lemma_ + gap for token, gap in zip(tokens, gaps, strict=True))
    return {"start": first.idx, "end": last.end, "text": text, "lemma": lemma}
