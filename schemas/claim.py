"""Claims: who says what (after PARC, Pareti 2012, and PolNeAR, Newell et al. 2018)."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Id, Record, RecordWarning, RuleId, Span

ClaimKind = Literal["direct", "indirect", "mixed"]
CueType = Literal[
    "say",
    "claim",
    "deny",
    "confirm",
    "warn",
    "accuse",
    "estimate",
    "forecast",
    "demand",
    "promise",
    "refuse",
    "believe",
    "show",
    "rule",
    "ask",
]
SourceType = Literal["person", "organisation", "official", "witness", "document", "media", "group", "unspecified"]
ResolvedBy = Literal["name", "surname", "pronoun", "role", "carry_over", "none"]
Polarity = Literal["positive", "negative"]
Certainty = Literal["certain", "probable", "possible", "unspecified"]


class Cue(Span):
    """The words that mark the attribution: the whole verb group with its negation, or a noun or preposition."""

    lemma: str
    type: CueType


class Attributed(Span):
    """Whom a claim is attributed to (or addressed to): the span, the entity it stands for, and how that is known."""

    entity: Id | None
    type: SourceType
    resolved_by: ResolvedBy


class Statement(Record):
    """A claim as the text has it: what the `claims` stage finds.

    Zero or one source, at most one cue, one or more contents in text order. `via` is the chain of those who
    pass the claim on, outermost first. Quotation marks belong to the content; "that" and the full stop of
    the sentence do not.
    """

    id: Id
    kind: ClaimKind
    contents: Annotated[tuple[Span, ...], Field(min_length=1)]
    cue: Cue | None
    source: Attributed | None
    via: tuple[Attributed, ...] = ()
    addressee: Attributed | None = None
    polarity: Polarity
    certainty: Certainty
    rule: RuleId


class Claim(Statement):
    """A claim with what stands in its content: figures, entities, dates and events, by id."""

    figures: tuple[Id, ...] = ()
    entities: tuple[Id, ...] = ()
    dates: tuple[Id, ...] = ()
    events: tuple[Id, ...] = ()
    date: Id | None = None


class Claims(Record):
    """All claims of one article in the order of their first content: what `claims` gives."""

    claims: tuple[Statement, ...]
    warnings: tuple[RecordWarning, ...] = ()
