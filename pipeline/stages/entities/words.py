"""The lexicons of the entities stage: what may stand in them."""

from pipeline.lexicon import Lexicon
from schemas.entity import CountryCode, OrganisationKind

type Forms = tuple[str, ...]


class Careful(Lexicon):
    """Names that are common words or people's names as well."""

    names: Forms


class Matches(Lexicon):
    """Words of sport, by what they say of a match."""

    tables: Forms
    fought: Forms
    met: Forms
    deeds: Forms
    objects: Forms
    play: Forms
    ended: Forms
    outcomes: Forms
    games: Forms
    sports: Forms
    cricket: Forms


class TownWords(Lexicon):
    """``towns.toml``: towns by country, one a line with its facts parted by tabs."""

    towns: dict[str, str]


class KindHeads(Lexicon):
    """Heads of organisations' names by what they say of its kind, and those that say so beside certain words only."""

    alone: dict[OrganisationKind, Forms]
    beside: dict[OrganisationKind, dict[str, Forms]]


class EntityWords(Lexicon):
    """``entities.toml``: words that tell people, organisations and places apart, and well-known organisations."""

    titles: Forms
    given_titles: Forms
    namesakes: Forms
    honours: Forms
    ranks: Forms
    general_offices: Forms
    male_titles: Forms
    female_titles: Forms
    addresses: Forms
    family_names: Forms
    role_heads: Forms
    human_roles: Forms
    role_modifiers: Forms
    organisation_heads: Forms
    organisation_endings: Forms
    place_verbs: Forms
    city_verbs: Forms
    munitions: Forms
    national_bodies: Forms
    owners: Forms
    portfolios: Forms
    capital_ranks: Forms
    rulers: Forms
    place_heads: Forms
    organisation_nouns: Forms
    place_nouns: Forms
    place_endings: Forms
    body_endings: Forms
    body_nouns_behind: Forms
    body_leaders: Forms
    shared_heads: Forms
    nowhere: Forms
    possessive_heads: Forms
    district_heads: Forms
    facility_heads: Forms
    event_heads: Forms
    thing_heads: Forms
    junk: Forms
    diseases: Forms
    storms_and_vessels: Forms
    legal_forms: Forms
    partners: Forms
    team_roles: Forms
    team_heads: Forms
    groups: Forms
    matches: Matches
    organisations: dict[OrganisationKind, tuple[Forms, ...]]
    careful: Careful
    kind_heads: KindHeads
    body_nouns: dict[OrganisationKind, Forms]
    body_forms: dict[str, Forms]
    body_names: dict[str, Forms]
    called: dict[str, Forms]


class CountryForms(Lexicon):
    """A country's names, the best first, and what its people and things are called."""

    names: Forms
    demonyms: Forms = ()


class Region(Lexicon):
    """Parts of one country, or, where `country` is not given, parts of the world."""

    names: Forms
    demonyms: Forms = ()
    country: CountryCode | None = None


class Double(Lexicon):
    """A name of two places in two countries."""

    name: str
    first: CountryCode
    second: CountryCode


class CountryWords(Lexicon):
    """``countries.toml``: countries by ISO 3166-1 alpha-3, regions, and names that two of them share.

    `abbreviations` are the short forms of the parts of a country, by their best name; of the names of a town or
    venue the first is the best.
    """

    countries: dict[CountryCode, CountryForms]
    towns: dict[CountryCode, tuple[Forms, ...]]
    venues: dict[CountryCode, tuple[Forms, ...]]
    regions: tuple[Region, ...]
    abbreviations: dict[CountryCode, dict[str, Forms]]
    doubles: tuple[Double, ...]


class FirstNames(Lexicon):
    """``first_names.toml``: first names by the gender of those who bear them."""

    male: Forms
    female: Forms
