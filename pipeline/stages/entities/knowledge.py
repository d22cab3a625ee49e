"""The lexicons as indexes that are asked while an article is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.lang.en import English
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from pipeline import lexicon
from pipeline.stages.entities.gazetteer import Entry
from pipeline.stages.entities.kinds import Kinds
from pipeline.stages.entities.words import CountryWords, EntityWords, FirstNames
from schemas.entity import EntityType, OrganisationKind

type Gender = Literal["male", "female"]
GENDERS: tuple[Gender, ...] = ("male", "female")

SPOKEN = 4
"""Letters from which British papers write an acronym as a word: "Uefa"."""

SHORTEST_CAPITALS: dict[EntityType, int] = {"place": 4, "group": 5}
"""Letters of the shortest names that are known in capitals as well: "OMAN", but "POLE" may be any pole."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the lexicons say of a name: its type, its best name, its country or kind, a user's identifiers.

    A `careful` name is a common word or a person's as well; one that `is_short` means what it does behind a comma.
    Of places, some are a country, some a town and some a venue, where matches and shows are; the others are regions.
    """

    type: EntityType
    name: str
    country: str | None = None
    is_country: bool = False
    is_town: bool = False
    is_venue: bool = False
    kind: OrganisationKind | None = None
    careful: bool = False
    is_short: bool = False
    ids: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MatchWords:
    """Words of sport, by what they say of a match (see ``entities.toml``)."""

    tables: frozenset[str]
    fought: frozenset[str]
    met: frozenset[str]
    deeds: frozenset[str]
    objects: frozenset[str]
    play: frozenset[str]
    ended: frozenset[str]
    outcomes: frozenset[str]
    games: frozenset[str]
    sports: frozenset[str]
    cricket: frozenset[str]


class Knowledge:
    """Names and words of the lexicons, ready for look-up."""

    def __init__(self, own: tuple[Entry, ...] = ()) -> None:
        """Read the lexicons; the entries of a user's `own` list go before them."""
        words = lexicon.load("entities", EntityWords)
        self.titles = frozenset(words.titles)
        firsts = lexicon.load("first_names", FirstNames)
        self.given_titles, self.namesakes, self.honours, self.ranks, self.general_offices = map(
            frozenset, (words.given_titles, words.namesakes, words.honours, words.ranks, words.general_offices)
        )
        self.first_names = _genders(firsts.male, firsts.female)
        self.gender_titles = _genders(words.male_titles, words.female_titles)
        self.role_heads = frozenset(words.role_heads)
        self.human_roles = frozenset(words.human_roles)
        self.role_words = self.role_heads | frozenset(words.role_modifiers) | self.titles
        self.role_forms = _abbreviated(self.role_words)
        self.title_forms = _abbreviated(self.titles)
        self.organisation_heads = frozenset(words.organisation_heads)
        self.organisation_endings = words.organisation_endings
        self.place_verbs, self.city_verbs = frozenset(words.place_verbs), frozenset(words.city_verbs)
        self.munitions = frozenset(words.munitions)
        self.owners, self.rulers = frozenset(words.owners), frozenset(words.rulers)
        self.addresses = frozenset(words.addresses) | {f"{word}." for word in words.addresses}
        self.family_names = frozenset(words.family_names)
        self.portfolios, self.capital_ranks = frozenset(words.portfolios), frozenset(words.capital_ranks)
        self.national_bodies = frozenset(words.national_bodies)
        self.organisation_nouns = frozenset(words.organisation_nouns)
        self.place_nouns = frozenset(words.place_nouns)
        self.place_endings, self.body_endings, self.body_nouns_behind, self.body_leaders = map(
            frozenset, (words.place_endings, words.body_endings, words.body_nouns_behind, words.body_leaders)
        )
        self.shared_heads, self.nowhere = frozenset(words.shared_heads), frozenset(words.nowhere)
        self.place_heads = frozenset(words.place_heads)
        self.possessive_heads = frozenset(words.possessive_heads)
        self.event_heads = frozenset(words.event_heads)
        self.thing_heads = frozenset(words.thing_heads)
        self.facility_heads = frozenset(words.facility_heads)
        self.district_heads = frozenset(words.district_heads)
        self.junk = frozenset(words.junk)
        self.diseases = frozenset(words.diseases)
        self.storms_and_vessels = frozenset(words.storms_and_vessels)
        self.legal_forms = frozenset(words.legal_forms)
        self.team_roles = frozenset(words.team_roles)
        self.matches = MatchWords(**{name: frozenset(forms) for name, forms in words.matches})
        self.partners = frozenset(words.partners)
        self.team_heads = frozenset(words.team_heads)
        self.nicknames = self.team_heads - self.place_heads
        self.kinds = Kinds(words)
        self.names: dict[str, Known] = {}
        self._add_organisations(words)
        self._add_countries(lexicon.load("countries", CountryWords))
        for group in words.groups:
            self.names.setdefault(group, Known("group", group))
        self._add_capitals()
        self._add_own(own)
        english = English()
        self._matcher = PhraseMatcher(english.vocab)
        self._matcher.add("known", [english.make_doc(name) for name in self.names])

    def _add_organisations(self, words: EntityWords) -> None:
        """Add well-known organisations, and the nouns that bodies of a state are called by."""
        careful = frozenset(words.careful.names)
        for kind, organisations in words.organisations.items():
            for best, *others in organisations:
                for name in (best, *others):
                    found = self.names[name] = Known("organisation", best, kind=kind, careful=name in careful)
                    if name.isupper() and name.isalpha():
                        self.names.setdefault("".join(f"{letter}." for letter in name), found)
                        if len(name) >= SPOKEN and name.title() not in self.first_names:
                            self.names.setdefault(name.title(), found)  # "Nasa"
        self._add_bodies(words)

    def _add_bodies(self, words: EntityWords) -> None:
        """Add the nouns that bodies of a state or town are called by, the usual one of each by all its forms."""
        self.body_kinds = {noun: kind for kind, nouns in words.body_nouns.items() for noun in nouns}
        self.body_forms = {noun: (noun, *words.body_forms.get(noun, ())) for noun in self.body_kinds}
        self.body_nouns = {form: noun for noun, forms in self.body_forms.items() for form in forms}
        self.body_starts = frozenset(form.replace("'", " ").partition(" ")[0] for form in self.body_nouns)
        self.body_words = frozenset(form.rpartition(" ")[2] for form in self.body_nouns) | {"department"}
        self.called = {word: frozenset(nouns) for word, nouns in words.called.items()}
        self.body_names: dict[tuple[str | None, str], str] = {}
        for name, (country, *nouns) in words.body_names.items():
            self.body_names.update(((country, noun), name) for noun in nouns)

    def is_company_head(self, word: str) -> bool:
        """Tell whether a word is left out where one speaks of a firm again: "New World *Holdings*"."""
        lower = word.lower().rstrip(".")
        return lower in self.legal_forms or self.kinds.of_head(lower) == "company"

    def _add_capitals(self) -> None:
        """Add names as headlines in capitals have them; short ones, and an organisation's single word, would be any."""
        for name, known in list(self.names.items()):
            shortest = SHORTEST_CAPITALS.get(known.type)
            is_long = " " in name if shortest is None else len(name) >= shortest
            if is_long and not known.is_short:
                self.names.setdefault(name.upper(), known)

    def _add_own(self, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            known = Known(entry.type, entry.name, entry.country, kind=entry.kind, ids=tuple(entry.ids.items()))
            self.names.update(dict.fromkeys((entry.name, *entry.aliases), known))

    def _add_countries(self, words: CountryWords) -> None:
        for code, forms in words.countries.items():
            for name in forms.names:
                self.names[name] = Known("place", forms.names[0], code, is_country=True)
            for demonym in _plurals(forms.demonyms):
                self.names.setdefault(demonym, Known("group", forms.demonyms[0], code))
        self._add_towns(words)
        for code, parts in words.abbreviations.items():
            for name, shorts in parts.items():
                self.names.update(dict.fromkeys(shorts, Known("place", name, code, is_short=True)))
        self.doubles = {double.name: double.second for double in words.doubles}
        for region in words.regions:
            for name in region.names:
                self.names.setdefault(name, Known("place", name, region.country))
            for demonym in _plurals(region.demonyms):
                self.names.setdefault(demonym, Known("group", region.demonyms[0], region.country))

    def _add_towns(self, words: CountryWords) -> None:
        for code, towns in words.towns.items():
            for best, *others in towns:
                self.names.update(dict.fromkeys((best, *others), Known("place", best, code, is_town=True)))
        for code, venues in words.venues.items():
            for best, *others in venues:
                self.names.update(dict.fromkeys((best, *others), Known("place", best, code, is_venue=True)))

    def spans(self, doc: Doc) -> list[tuple[int, int]]:
        """Give the places of known names as tokens ``[start, end)``; they may overlap."""
        return [(start, end) for _, start, end in self._matcher(doc)]


def _abbreviated(words: frozenset[str]) -> frozenset[str]:
    """Give words without and with a full stop: "gen", "gen."."""
    return words.union([f"{word}." for word in words])


def _genders(male: tuple[str, ...], female: tuple[str, ...]) -> dict[str, Gender]:
    genders: dict[str, Gender] = {}
    genders.update((word, "male") for word in male)
    genders.update((word, "female") for word in female)
    return genders


def _plurals(demonyms: tuple[str, ...]) -> Iterator[str]:
    for demonym in demonyms:
        yield demonym
        if not demonym.endswith(("s", "ese", "sh", "ch", "men", "man", "x", "z")):
            yield f"{demonym}s"
