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

    lemma: str = Field(description="Its head word in the dictionary's form.")
    type: CueType = Field(description="What sort of saying it is.")


class Attributed(Span):
    """Whom a claim is attributed to (or addressed to): the span, the entity it stands for, and how that is known."""

    entity: Id | None = Field(description="Id of the entity that the words name.")
    type: SourceType = Field(description="What sort of source it is.")
    resolved_by: ResolvedBy = Field(description="How the words were tied to the entity.")


class Statement(Record):
    """A claim as the text has it: what the `claims` stage finds.

    Zero or one source, at most one cue, one or more contents in text order. `via` is the chain of those who
    pass the claim on, outermost first. Quotation marks belong to the content; "that" and the full stop of
    the sentence do not.
    """

    id: Id = Field(description="Stable id, unique within the article.")
    kind: ClaimKind = Field(description="Quoted, reported, or both.")
    contents: Annotated[tuple[Span, ...], Field(min_length=1)] = Field(
        description="What is said: one or more stretches of the text, in text order."
    )
    cue: Cue | None = Field(description="The words that mark the attribution.")
    source: Attributed | None = Field(description="Who says so.")
    via: tuple[Attributed, ...] = Field(default=(), description="Who passes it on, outermost first.")
    addressee: Attributed | None = Field(default=None, description="To whom it is said.")
    polarity: Polarity = Field(description="Whether the attribution is negated: `did not say`.")
    certainty: Certainty = Field(description="How sure the source is said to be.")
    rule: RuleId = Field(description="The rule that found it.")


class Claim(Statement):
    """A claim with what stands in its content: figures, entities, dates and events, by id."""

    figures: tuple[Id, ...] = Field(default=(), description="Ids of the figures in its content.")
    entities: tuple[Id, ...] = Field(default=(), description="Ids of the entities in its content.")
    dates: tuple[Id, ...] = Field(default=(), description="Ids of the time expressions in its content.")
    events: tuple[Id, ...] = Field(default=(), description="Ids of the events in its content.")
    date: Id | None = Field(default=None, description="Id of the time expression when it was said.")


class Claims(Record):
    """All claims of one article in the order of their first content: what `claims` gives."""

    claims: tuple[Statement, ...] = Field(description="The claims.")
    warnings: tuple[RecordWarning, ...] = Field(default=(), description="What a reader would expect and is not there.")
