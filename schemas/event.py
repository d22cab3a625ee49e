"""Events: what happened, to whom, where and when."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Id, IsoDate, Record, RecordWarning, RuleId, Span
from schemas.status import Status

EventType = Literal[
    # PLOVER (Halterman et al. 2023)
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    # what is not political
    "DISASTER", "ACCIDENT", "DEATH", "HEALTH", "ELECTION", "COURT", "ECONOMIC", "ANNIVERSARY", "OTHER",
]  # fmt: skip
ParticipantRole = Literal["agent", "patient", "recipient", "place", "other"]
Salience = Literal["main", "minor"]
DateBasis = Literal["explicit", "relative", "sentence", "context", "publication"]


class Trigger(Span):
    """The word that names the event."""

    lemma: str = Field(description="The word in the dictionary's form.")


class Participant(Span):
    """Who or what takes part, in which role, and the entity it names."""

    role: ParticipantRole = Field(description="Which part it plays.")
    entity: Id | None = Field(description="Id of the entity that the words name.")


class EventDate(Record):
    """When it happened, and what that rests on.

    `explicit`: a calendar date in the trigger's own clause; `relative`: a relative one there; `sentence`: a
    date elsewhere in the sentence; `context`: carried over from earlier text; `publication`: nothing but the
    day of publication. `date` is the id of the time expression, null for `publication`.
    """

    date: Id | None = Field(description="Id of the time expression; null where it is the day of publication.")
    edtf: str | None = Field(description="When it happened, as EDTF (ISO 8601-2).")
    earliest: IsoDate | None = Field(description="First day on which it may have happened.")
    latest: IsoDate | None = Field(description="Last day on which it may have happened.")
    basis: DateBasis = Field(
        description="What the date rests on, surest first: explicit, relative, sentence, context, publication."
    )


class Happening(Record):
    """An event as the text has it: what the `events` stage finds."""

    id: Id = Field(description="Stable id, unique within the article.")
    type: EventType = Field(description="PLOVER's type, or one of what is not political.")
    mode: str | None = Field(description="PLOVER's mode: what sort of event of its type it is.")
    salience: Salience = Field(
        default="main",
        description="main: told as a happening, planned, feared or denied ones included; minor: a purpose, a habit, a "
        "state or a vague word that the text only mentions.",
    )
    trigger: Trigger = Field(description="The word that names it.")
    repeats: tuple[Trigger, ...] = Field(default=(), description="Further words of the text that name the same event.")
    sentence: Annotated[int, Field(ge=0)] = Field(description="Number of its sentence, from 0.")
    participants: tuple[Participant, ...] = Field(default=(), description="Who or what takes part.")
    place: Id | None = Field(description="Id of the place (an entity) where it happened.")
    date: EventDate | None = Field(description="When it happened; null where nothing says so.")
    figures: tuple[Id, ...] = Field(default=(), description="Ids of the figures that belong to it.")
    rule: RuleId = Field(description="The rule that found its trigger.")


class Event(Happening):
    """An event with its epistemic status and the claim it stands in."""

    status: Status = Field(description="How firmly the article stands behind it.")
    claim: Id | None = Field(
        default=None, description="Id of the innermost claim that it stands in; null in the article's own voice."
    )


class Events(Record):
    """All events of one article in text order: what `events` gives."""

    events: tuple[Happening, ...] = Field(description="The events.")
    warnings: tuple[RecordWarning, ...] = Field(default=(), description="What a reader would expect and is not there.")
