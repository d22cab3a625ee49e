"""The events stage."""

from spacy.tokens import Doc, Token

from pipeline import lexicon
from pipeline.config import Config
from pipeline.mentions import MentionIndex
from pipeline.stage import Stage
from pipeline.stages.events.dating import Dating
from pipeline.stages.events.lexicon import EventLexicon, Words
from pipeline.stages.events.participants import Participants
from pipeline.stages.events.triggers import Found, find_triggers
from schemas.article import Article
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
        self.words = Words(lexicon.load("events", EventLexicon))

    def __call__(self, article: Article, doc: Doc, entities: Entities, dates: Dates, figures: Figures) -> Events:
        mentions = MentionIndex(entities)
        triggers = find_triggers(doc, self.words, mentions)
        participants = Participants(self.words, mentions)
        dating = Dating(article, doc, dates, self.words, triggers)
        sentences = _sentence_numbers(doc)
        return Events(
            events=tuple(
                self._happening(found, sentences[found.token.i], participants, dating) for found in triggers
            )
        )

    def _happening(self, found: Found, sentence: int, participants: Participants, dating: Dating) -> Happening:
        trigger = _trigger(found.token)
        taking_part = participants.of(found)
        return Happening(
            id=stable_id("event", trigger.start, trigger.end, found.reading.type),
            type=found.reading.type,
            mode=found.reading.mode,
            trigger=trigger,
            repeats=(_trigger(found.light),) if found.light is not None else (),
            sentence=sentence,
            participants=taking_part,
            place=next((who.entity for who in taking_part if who.role == "place" and who.entity), None),
            date=dating.of(found),
            rule=found.reading.rule,
        )


def _trigger(token: Token) -> Trigger:
    return Trigger(start=token.idx, end=token.idx + len(token), text=token.text, lemma=token.lemma_)


def _sentence_numbers(doc: Doc) -> list[int]:
    """Give the number of its sentence for each token."""
    numbers, number = [], -1
    for token in doc:
        number += bool(token.is_sent_start)
        numbers.append(max(number, 0))
    return numbers
