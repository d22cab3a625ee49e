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

    form: MentionForm = Field(description="A name, a noun phrase, a pronoun, or an adjective of nationality.")
    resolved_by: MentionLink = Field(description="How the mention was tied to its entity.")
    confidence: Number | None = Field(
        default=None, description="How sure the recogniser was, from 0 to 1; null where a rule found the mention."
    )


class Role(Span):
    """A title or function as the text gives it, with the organisation or country it belongs to."""

    organisation: Id | None = Field(description="Id of the organisation or country that the role belongs to.")


class Place(Record):
    """Where a place is. `country` is ISO 3166-1 alpha-3; what is not known is null."""

    level: PlaceLevel = Field(description="Country, region, city or other.")
    country: CountryCode | None = Field(description="ISO 3166-1 alpha-3 code.")
    latitude: Number | None = Field(description="Degrees north.")
    longitude: Number | None = Field(description="Degrees east.")
    geonames_id: Annotated[int, Field(ge=1)] | None = Field(description="Number of the place at geonames.org.")


class Entity(Record):
    """A person, organisation, place or group of the article under its best name.

    A `group` is a people, nationality, religious or political group ("Russians", "Ukrainian"); `country` is
    the country it belongs to. `place` stands for places alone, `organisation_kind` for organisations alone.
    """

    id: Id = Field(description="Stable id, unique within the article.")
    type: EntityType = Field(description="Person, organisation, place or group.")
    name: Annotated[str, StringConstraints(min_length=1)] = Field(description="The best name that the article gives.")
    aliases: tuple[Annotated[str, Field(min_length=1)], ...] = Field(description="Other names in the article.")
    mentions: Annotated[tuple[Mention, ...], Field(min_length=1)] = Field(
        description="All places where the text names it, in text order."
    )
    roles: tuple[Role, ...] = Field(default=(), description="Titles and functions.")
    place: Place | None = Field(default=None, description="Where a place is.")
    country: CountryCode | None = Field(
        default=None, description="ISO 3166-1 alpha-3 code of the country that a group or an organisation belongs to."
    )
    organisation_kind: OrganisationKind | None = Field(default=None, description="What sort of organisation it is.")
    external_ids: dict[str, str] = Field(
        default_factory=dict, description="Ids that a gazetteer gives, by its name for them."
    )
    rule: RuleId = Field(description="The rule that found its first name.")


class Entities(Record):
    """All entities of one article, in the order of their first mention: what `entities` gives."""

    entities: tuple[Entity, ...] = Field(description="The entities.")
    warnings: tuple[RecordWarning, ...] = Field(default=(), description="What a reader would expect and is not there.")
