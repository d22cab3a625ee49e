"""Where places are: level, country, coordinates, by what the text says beside them and elsewhere."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from math import log10
from operator import itemgetter

from pipeline.stages.entities.clusters import Cluster
from pipeline.stages.entities.geonames import LARGE, Geonames, Spot
from pipeline.stages.entities.knowledge import Knowledge, Known
from pipeline.stages.entities.names import POSSESSIVES, Name, Words
from schemas.entity import Place

DOMINANT = 2
"""A country carries a place that no gazetteer knows where this many times its mentions exceed those of all others."""

TOWN = 100_000
"""Population from which a city is meant in an article about another country that does not say where it lies."""

PLAIN = 10
"""A city's name tells its country where it has this many times the people of all namesakes abroad."""

METROPOLIS = 1_000_000
"""Population from which a city is meant even where the place named beside it is no place around it."""

SMALLEST = 1000
"""People from whom sizes of cities are told apart."""

PROVINCE = 5.0
"""Weight of a province among cities: that of one of 100,000 people."""

COUNTRY = 1.2
NEAR = 2.5
STATE = 0.8
NAMED = 0.3
CAPITAL = 0.6
"""Weights of a namesake's country, where all that the article names lies in it, of one that it is local news of, of its
state, of a country that it names at all, and of a large capital, in powers of ten."""

MOSTLY = 0.5
"""Share of what an article names that lies in a country, from which a small town of it is meant."""

BODY = 2
"""Mentions of a country that the name of a body of it counts for: it acts where it is from."""

_AUSTRALIAN = frozenset({"WA"})
"""Codes of states of the United States that Australia's bear as well."""

_REGIONS = frozenset({"governorate", "oblast", "prefecture", "province", "region", "state"})
_DIRECTIONS = frozenset({"Central", "East", "North", "South", "West"})

_BETWEEN = frozenset({(",",), ("in",), ("in", "the"), ("of",), ("(",), (",", "in"), (",", "in", "the")})
_NEAR = frozenset({("near",), (",", "near")})
_PARTS = frozenset(
    {"central", "downtown", "east", "eastern", "north", "northern", "south", "southern", "west", "western"}
)
"""What stands between a place and the part of a country or city that it lies in: "Harlow in *north* London"."""

LONGEST_TIE = 4
"""Tokens between a place and what it lies in."""


@dataclass(frozen=True)
class Context:
    """What the article names elsewhere: how often each country, its regions and its people, and which states.

    `within` is what it puts places in, `regions` are names that it calls a state or province. `plain` are cities whose
    names tell their country by themselves: what such a one adds to the count speaks for all names but its own.
    `local` are the countries of which it names a county or a body of one part: such an article speaks of what is near.
    """

    countries: Counter[str]
    states: frozenset[str]
    within: dict[str, str]
    regions: frozenset[str]
    plain: dict[str, str]
    local: frozenset[str]

    @cached_property
    def main(self) -> str | None:
        """The country in which most of what the article names lies."""
        country, count = max(self.countries.items(), key=itemgetter(1), default=(None, 0))
        return country if count >= MOSTLY * self.countries.total() else None

    def __contains__(self, country: object) -> bool:
        """Tell whether the article names a country."""
        return country in self.countries

    def share(self, country: str, name: str = "") -> float:
        """Give how much of what the article names is of one country, a city's own name left out."""
        own = self.plain.get(name)
        return (self.countries[country] - (own == country)) / max(1, self.countries.total() - (own is not None))


class Atlas:
    """Ties the places of an article to the gazetteers."""

    def __init__(self, known: Knowledge, geonames: Geonames) -> None:
        self.known = known
        self.geonames = geonames

    def locate(self, clusters: list[Cluster], names: list[Name], words: Words) -> dict[int, Place]:
        """Give the place of each cluster of that type, by its position in the list."""
        context = self._context(clusters, names, words)
        places = {
            number: self._place(cluster, context) for number, cluster in enumerate(clusters) if cluster.type == "place"
        }
        loose = {number for number in places if not self._is_supported(clusters[number], places[number], context)}
        return self._completed(clusters, places, loose, self._beside(clusters, places, loose, words), context)

    def _beside(
        self, clusters: list[Cluster], places: dict[int, Place], loose: set[int], words: Words
    ) -> dict[int, str]:
        """Give, for loose places, the one country of which alone something is named in a sentence with them."""
        countries: dict[int, set[str]] = {}
        for number, cluster in enumerate(clusters):
            known = self.known.names.get(cluster.name)
            place = places.get(number)
            country = known.country if known and known.type == cluster.type else place.country if place else None
            if country and number not in loose and cluster.name not in self.known.doubles:
                for member in cluster.members:
                    countries.setdefault(words.sentence(member.name.start), set()).add(country)
        found: dict[int, str] = {}
        for number in loose:
            beside = (countries.get(words.sentence(member.name.start)) for member in clusters[number].members)
            named = {country for one in beside if one for country in one}
            if len(named) == 1:
                found[number] = named.pop()
        return found

    def _completed(
        self,
        clusters: list[Cluster],
        places: dict[int, Place],
        loose: set[int],
        beside: dict[int, str],
        context: Context,
    ) -> dict[int, Place]:
        """Give places that no gazetteer knows the country that the article, or the sentence, is about.

        Where no place tells it, the peoples and bodies of a country do. So too the `loose` ones, which bear the name of
        a small place elsewhere: "Granville" in an article about Ohio.
        """
        weights: Counter[str] = Counter()
        small: Counter[str] = Counter()
        for number, place in places.items():
            if place.country:
                (small if number in loose else weights)[place.country] += len(clusters[number].members)
        told = Counter({country: weights[country] + small[country] for country in weights or small})
        dominant = _dominant(told or context.countries)
        completed = dict(places)
        for number in loose:
            country = None if clusters[number].name in self.known.nowhere else dominant or beside.get(number)
            if country and places[number].country != country and places[number].level != "country":
                completed[number] = _unknown(country)
        return completed

    def _context(self, clusters: list[Cluster], names: list[Name], words: Words) -> Context:
        """Count what the article names of each country; without any, its cities that have no namesake of their size."""
        countries: Counter[str] = Counter()
        states: set[str | None] = set()
        plain: dict[str, str] = {}
        local: set[str] = set()
        for cluster in clusters:
            found = self.known.names.get(cluster.name)
            if found and found.country and cluster.name not in self.known.doubles:
                countries[found.country] += len(cluster.members)
                states.add(self._state(cluster.name))
            elif cluster.type == "place" and not found:
                if country := self._plain(cluster.name):
                    plain[cluster.name] = country
                elif self.geonames.counties(cluster.name):
                    countries["USA"] += BODY
                    local.add("USA")
            elif cluster.type == "organisation" and not found:
                self._add_body(cluster.name, countries, states, local)
        countries.update(plain.values())
        named = frozenset(state for state in states if state)
        return Context(
            countries, named, _within(names, words, self.known), _regions(names, words), plain, frozenset(local)
        )

    def _add_body(self, name: str, countries: Counter[str], states: set[str | None], local: set[str]) -> None:
        """Add the countries that a body's name tells of: "Nottinghamshire Police", "Philippine Coast Guard".

        It is of one place in it where it is a county's, a province's or a state's.
        """
        of: set[str] = set()
        parts = name.split()
        is_shire = name.endswith("County Council")  # of England, where its name is a province's
        for word, after in zip(parts, [*parts[1:], ""], strict=True):
            found = self.known.names.get(word)
            if found and found.country and word not in self.known.doubles:
                of.add(found.country)
                if state := self._state(word):
                    states.add(state)
                    local.add(found.country)
            elif after == "County" and not is_shire and self.geonames.counties(f"{word} County"):
                of.add("USA")
                local.add("USA")
            elif not found and word[0].isupper() and not self._is_common(word):
                provinces = {spot.country for spot in self.geonames.provinces(word)}
                if len(provinces) == 1:
                    of |= provinces
                    local |= provinces
        countries.update(dict.fromkeys(of, BODY))

    def _is_common(self, word: str) -> bool:
        """Tell whether a word of a body's name is no province's, though one is called so: "East", "Coast", "Mary"."""
        return word in _DIRECTIONS or word in self.known.first_names or word.lower() in self.known.place_heads

    def _plain(self, name: str) -> str | None:
        """Give the country of a city that no other of a tenth of its size abroad is named like."""
        spots = self.geonames.cities(name)
        if not spots or spots[0].population < TOWN:
            return None
        others = (spot.population for spot in spots if spot.country != spots[0].country)
        return spots[0].country if max(others, default=0) * PLAIN <= spots[0].population else None

    def _place(self, cluster: Cluster, context: Context) -> Place:
        around = next((context.within[text] for text in cluster.surfaces if text in context.within), None)
        for text in (*cluster.surfaces, cluster.name):
            found = self.known.names.get(text)
            if found and found.type == "place":
                if found.is_country and around and self._is_region(around) and self._state(around):
                    is_state = self.known.doubles.get(found.name) == "USA"  # "in Georgia, Texas and Ohio"
                    return self._known(found.name, "USA", is_country=False) if is_state else _unknown("USA")
                if found.is_venue:
                    return _unknown(found.country)
                if found.is_town:
                    return self._town(found, cluster)
                if found.name in self.known.doubles:
                    country = self._of_double(found.name, found.country or "", context)
                    return self._known(found.name, country, is_country=found.is_country and country == found.country)
                return self._known(found.name, found.country, is_country=found.is_country)
        if cluster.name in context.within.values() and (state := self.geonames.state_names.get(cluster.name)):
            return self._known(state, self._country(cluster.name, context), is_country=False)
        spots = (self._spot(text, around, context) for text in cluster.surfaces)
        spot = next((spot for spot in spots if spot), None)
        if spot:
            return _record(spot)
        return _unknown(self._country(around, context) or self._told(cluster.name))

    def _town(self, found: Known, cluster: Cluster) -> Place:
        """Give a town of the lexicon, with its coordinates where the gazetteer has it by one of its names."""
        spots = (spot for text in (found.name, *cluster.surfaces) for spot in self.geonames.cities(text))
        spot = next((spot for spot in spots if spot.country == found.country), None)
        if spot:
            return _record(spot)
        return Place(level="city", country=found.country, latitude=None, longitude=None, geonames_id=None)

    def _told(self, name: str) -> str | None:
        """Give the country that a name of several words tells: "Southern *Lebanon*", "*Beirut* Airport"."""
        parts = name.split()
        if len(parts) == 1 or not self.known.shared_heads.isdisjoint(map(str.lower, parts)):
            return None
        city = next((first for end in (2, 1) if self.geonames.is_large(first := " ".join(parts[:end]))), "")
        if city and city not in self.known.first_names and city not in self.known.names:
            return self._plain(city)
        facts = [self.known.names.get(part) for part in parts if part not in self.known.doubles]
        countries = {fact.country for fact in facts if fact and fact.type == "place" and fact.country}
        return countries.pop() if len(countries) == 1 else None

    def _of_double(self, name: str, first: str, context: Context) -> str:
        """Give the country that a name of two places means: by a city put in it, else by what the text speaks of."""
        second = self.known.doubles[name]
        for city, around in context.within.items():
            spots = self.geonames.cities(city) if around == name else []
            if spots:
                return second if spots[0].country == second else first
        return second if context.countries[second] > context.countries[first] else first

    def _known(self, name: str, country: str | None, *, is_country: bool) -> Place:
        number = (
            self.geonames.country_ids.get(country or "")
            if is_country
            else self.geonames.states.get(name.removesuffix(" state"))
        )
        return Place(
            level="country" if is_country else "region",
            country=country,
            latitude=None,
            longitude=None,
            geonames_id=number,
        )

    def _spot(self, text: str, around: str | None, context: Context) -> Spot | None:
        """Choose among namesakes: what the text says beside the name, the countries it names, then size."""
        if text in _DIRECTIONS:
            return None
        spots = list(self._spots(text, context))
        if text in context.regions:
            spots = [spot for spot in spots if spot.level != "city"] or spots
        if around:
            country = self._country(around, context)
            state = self._state(around) if country == "USA" else None
            inside = [spot for spot in spots if country in {spot.country, None} and state in {spot.region, None}]
            least = METROPOLIS if around in self.known.names else TOWN
            spots = inside or [spot for spot in spots if spot.population >= least and not self._is_region(around)]
        if not spots:
            return None
        return max(spots, key=lambda spot: (self._weight(spot, text, context), spot.population))

    def _weight(self, spot: Spot, name: str, context: Context) -> float:
        """Rank a namesake: by its size, and by how much of what the text names lies in its country and its state."""
        size = log10(max(spot.population, SMALLEST)) if spot.level == "city" else PROVINCE
        is_named = spot.country == "USA" and spot.region in context.states
        if spot.country in context.local:
            return size + NEAR * context.share(spot.country, name) + STATE * is_named
        is_capital = spot.population >= LARGE and self.geonames.is_capital(name, spot.country)
        size += CAPITAL * (is_capital and not context.local) + NAMED * (context.share(spot.country, name) > 0)
        return size + COUNTRY * context.share(spot.country) + STATE * is_named

    def _spots(self, text: str, context: Context) -> Iterator[Spot]:
        """Give the places of a name; small towns where the article names something else of their country."""
        countries = self.geonames.countries(text)
        if countries:
            yield from countries
            return
        yield from self.geonames.cities(text)
        if context.local:
            yield from (spot for spot in self.geonames.towns(text) if spot.country in context.local)
        elif context.main and text not in self.known.nowhere:
            yield from self._small_town(text, context)
        yield from self.geonames.provinces(text)
        stem, _, head = text.rpartition(" ")
        if stem and head.lower() in self.known.place_heads:
            yield from self.geonames.provinces(stem)
            yield from self.geonames.counties(text)

    def _small_town(self, name: str, context: Context) -> Iterator[Spot]:
        """Give the one town of a name in the country of which most is told of; "Hyde *Park*" is none."""
        head = name.rpartition(" ")[2].lower()
        towns = [town for town in self.geonames.towns(name) if town.country == context.main]
        if len(towns) > 1:
            towns = [town for town in towns if town.region in context.states]
        if len(towns) == 1 and (head == name.lower() or head not in self.known.place_heads):
            yield towns[0]

    def _is_region(self, name: str) -> bool:
        """Tell whether a name is no city's, so that what stands before it lies there: "London, Ohio"."""
        if name in self.geonames.state_names:
            return True
        found = self.known.names.get(name)
        is_region = found is not None and found.country is not None and not found.is_country
        return is_region and not any(spot.population >= TOWN for spot in self.geonames.cities(name))

    def _state(self, name: str) -> str | None:
        """Give the code of a state by its name, its short form or that code itself."""
        found = self.known.names.get(name)
        if found is None and name in self.geonames.state_names:
            return name
        return self.geonames.state_codes.get(found.name.removesuffix(" state") if found else name)

    def _country(self, name: str | None, context: Context) -> str | None:
        if name is None:
            return None
        found = self.known.names.get(name)
        if found and name in self.known.doubles:
            return self._of_double(name, found.country or "", context)
        if found:
            return found.country
        if name in self.geonames.state_names:
            return "AUS" if name in _AUSTRALIAN and context.share("AUS") else "USA"
        spot = self._spot(name, None, context)
        return spot.country if spot else None

    def _is_supported(self, cluster: Cluster, place: Place, context: Context) -> bool:
        """Tell whether a place is no mere namesake: the text puts it there or speaks of its country, or it is big."""
        if any(text in self.known.names for text in cluster.surfaces):
            return True
        if place.country is None:
            return False
        if place.level == "other" and self._told(cluster.name) == place.country:
            return True
        if any(self.geonames.is_capital(text, place.country) for text in cluster.surfaces):
            return True
        if context.share(place.country, cluster.name) or any(text in context.within for text in cluster.surfaces):
            return True
        spots = (spot for text in cluster.surfaces for spot in self._spots(text, context))
        return any(spot.country == place.country and spot.population >= TOWN for spot in spots)


def _dominant(weights: Counter[str]) -> str | None:
    if not weights:
        return None
    country, weight = weights.most_common(1)[0]
    return country if weight >= DOMINANT * (weights.total() - weight) else None


def _record(spot: Spot) -> Place:
    return Place(
        level=spot.level,
        country=spot.country,
        latitude=None if spot.latitude is None else Decimal(str(spot.latitude)),
        longitude=None if spot.longitude is None else Decimal(str(spot.longitude)),
        geonames_id=spot.geonames_id,
    )


def _unknown(country: str | None) -> Place:
    return Place(level="other", country=country, latitude=None, longitude=None, geonames_id=None)


def _within(names: Iterable[Name], words: Words, known: Knowledge) -> dict[str, str]:
    """Give, for a place, what the text puts it in: "Pandi, Bulacan", "Pandi in Bulacan", "the Syrian town of Azaz".

    So does "Bulacan's Pandi".
    """
    found: dict[str, str] = {}
    listed = {name.start for name in names if name.type == "place"}
    for first, second in pairwise(names):
        if second.type != "place":
            continue
        between = tuple(words.lowers[first.end : second.start]) if second.start - first.end <= LONGEST_TIE else ()
        is_near = between in _NEAR and second.text not in known.names  # near a country is another one
        is_list = between == (",",) and second.text not in known.names and _goes_on(second.end, words, listed)
        if first.type == "place" and (is_near or _puts(between)) and not is_list:
            found.setdefault(first.text, second.text)
        owns = first.type == "place" and len(between) == 1 and between[0] in POSSESSIVES
        if owns or (first.type == "group" and between[-1:] == ("of",)):
            found.setdefault(second.text, first.text)
    return found


def _goes_on(place: int, words: Words, listed: Container[int]) -> bool:
    """Tell whether a list of places goes on behind one: "in Harlow, Denby *and Osk*"."""
    return words.lowers[place : place + 1] in (["and"], [","], ["or"]) and place + 1 in listed


def _puts(between: tuple[str, ...]) -> bool:
    """Tell whether words say that the place before them lies in the one behind them, or in a part of that."""
    bare = between[:-1] if between and between[-1] in _PARTS else between
    return bare in _BETWEEN and (bare == between or "in" in bare)


def _regions(names: Iterable[Name], words: Words) -> frozenset[str]:
    """Give the names that are called a state or province: "the state of Victoria", "Nyanza province"."""
    return frozenset(
        name.text
        for name in names
        if name.type == "place"
        and (
            (words.lowers[name.end : name.end + 1] and words.lowers[name.end] in _REGIONS)
            or (
                name.start > 1
                and words.lowers[name.start - 1] == "of"
                and words.lowers[name.start - 2].removesuffix("s") in _REGIONS
            )
        )
    )
