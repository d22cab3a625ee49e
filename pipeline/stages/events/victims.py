"""The day on which somebody was killed, wherever the text tells it again: nobody is killed twice.

"Jane Roe was murdered in June 2005. ... Roe *was shot* outside her home. ... her *death* shocked the town".
"""

from collections.abc import Iterator

from pipeline.stages.events.dating import Dating
from pipeline.stages.events.found import Found
from pipeline.stages.events.lexicon import NOUN, Words
from pipeline.stages.events.participants import Part
from pipeline.stages.events.reach import UNREAL
from pipeline.stages.events.references import References
from pipeline.stages.events.telling import telling
from pipeline.stages.events.time_expressions import fineness
from pipeline.tree import Token
from schemas.base import Id
from schemas.dates import DateMention

ATTEMPTED = frozenset({"attempted", "planned", "possible", "threatened", "would-be"})
"""Words before a noun of killing by which nobody was killed."""

HARM = frozenset({"ACCIDENT", "ASSAULT", "DEATH"})

type Telling = tuple[Found, tuple[Part, ...]]


def date_victims(tellings: list[Telling], dating: Dating, references: References, words: Words) -> None:
    """Give what is told of somebody's killing without a day the day that another telling of it has."""
    undated: list[tuple[Found, Id]] = []
    killed: dict[Id, DateMention] = {}
    for found, parts in tellings:
        lemma = found.token.lemma
        if found.reading.type not in HARM or lemma not in words.fatal | words.wounding:
            continue
        date = dating.told_by(found.token)
        for victim in _victims(parts, references):
            if date is None:
                undated.append((found, victim))
            elif lemma in words.fatal and dating.is_over(date) and _is_done(found.token):
                known = killed.get(victim)
                killed[victim] = date if known is None or fineness(date) < fineness(known) else known
    for found, victim in undated:
        if victim in killed:
            dating.lend(found.token, killed[victim])


def _is_done(token: Token) -> bool:
    """Tell whether a killing is told as one that happened: not "threatened *to kill* him", "the attempted *murder*"."""
    if token.pos == NOUN:
        return not any(child.lower_ in ATTEMPTED for child in token.lefts)
    return telling(token) not in UNREAL


def _victims(parts: tuple[Part, ...], references: References) -> Iterator[Id]:
    """Give the people with a name whom something happens to."""
    for part in parts:
        entity = references.speakers.entities.get(part.entity or "")
        if part.role == "patient" and entity is not None and entity.type == "person":
            yield entity.id
