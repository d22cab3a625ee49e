"""People, organisations, places and groups: each once, with all its mentions."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from schemas.base import Id, Number, Record, RecordWarning, RuleId, Span

EntityType = Literal["person", "organisation", "place", "group"]
MentionForm = Literal["name", "nominal", "pronoun", "adjective"]
MentionLink = Literal["name", "surname", "acronym", "alias", "variant", "pronoun", "role", "demonym"]
OrganisationKind = Literal[
    "government", "armed_group", "military", "international", "ngo", "party", "media", "company", "other"
]
PlaceLevel = Literal["country", "region", "city", "other"]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Mention(Span):
    """One place where the text names an entity; `resolved_by` says how it was tied to it."""

    form: MentionForm
    resolved_by: MentionLink
    confidence: Number | None = None


class Role(Span):
    """A title or function as the text gives it, with the organisation or country it belongs to."""

    organisation: Id | None


class Place(Record):
    """Where a place is. `country` is ISO 3166-1 alpha-3; what is not known is null."""

    level: PlaceLevel
    country: CountryCode | None
    latitude: Number | None
    longitude: Number | None
    geonames_id: Annotated[int, Field(ge=1)] | None


class Entity(Record):
    """A person, organisation, place or group of the article under its best name.

    A `group` is a people, nationality, religious or political group ("Russians", "Ukrainian"); `country` is
    the country it belongs to. `place` stands for places alone, `organisation_kind` for organisations alone.
    """

    id: Id
    type: EntityType
    name: Annotated[str, StringConstraints(min_length=1)]
    aliases: tuple[str, ...]
    mentions: Annotated[tuple[Mention, ...], Field(min_length=1)]
    roles: tuple[Role, ...] = ()
    place: Place | None = None
    country: CountryCode | None = None
    organisation_kind: OrganisationKind | None = None
    external_ids: dict[str, str] = Field(default_factory=dict)
    rule: RuleId


class Entities(Record):
    """All entities of one article, in the order of their first mention: what `entities` gives."""

    entities: tuple[Entity, ...]
    warnings: tuple[RecordWarning, ...] = ()
