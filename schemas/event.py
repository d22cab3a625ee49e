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
DateBasis = Literal["explicit", "relative", "sentence", "context", "publication"]


class Trigger(Span):
    """The word that names the event."""

    lemma: str


class Participant(Span):
    """Who or what takes part, in which role, and the entity it names."""

    role: ParticipantRole
    entity: Id | None


class EventDate(Record):
    """When it happened, and what that rests on.

    `explicit`: a calendar date in the trigger's own clause; `relative`: a relative one there; `sentence`: a
    date elsewhere in the sentence; `context`: carried over from earlier text; `publication`: nothing but the
    day of publication. `date` is the id of the time expression, null for `publication`.
    """

    date: Id | None
    edtf: str | None
    earliest: IsoDate | None
    latest: IsoDate | None
    basis: DateBasis


class Happening(Record):
    """An event as the text has it: what the `events` stage finds."""

    id: Id
    type: EventType
    mode: str | None
    trigger: Trigger
    repeats: tuple[Trigger, ...] = ()
    sentence: Annotated[int, Field(ge=0)]
    participants: tuple[Participant, ...] = ()
    place: Id | None
    date: EventDate | None
    figures: tuple[Id, ...] = ()
    rule: RuleId


class Event(Happening):
    """An event with its epistemic status and the claim it stands in."""

    status: Status
    claim: Id | None = None


class Events(Record):
    """All events of one article in text order: what `events` gives."""

    events: tuple[Happening, ...]
    warnings: tuple[RecordWarning, ...] = ()
