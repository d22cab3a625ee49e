"""Where places are: level, country, coordinates, by what the text says beside them and elsewhere."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from pipeline.stages.entities.clusters import Cluster
from pipeline.stages.entities.geonames import Geonames, Spot
from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name, Words
from schemas.entity import Place

DOMINANT = 2
"""A country carries a place that no gazetteer knows where this many times its mentions exceed those of all others."""

TOWN = 100_000
"""Population from which a city is meant in an article about another country that does not say where it lies."""

METROPOLIS = 1_000_000
"""Population from which a city is meant even where the place named beside it is no place around it."""

_DIRECTIONS = frozenset({"Central", "East", "North", "South", "West"})
_BETWEEN = frozenset({(",",), ("in",), ("in", "the"), ("of",), ("(",)})


class Atlas:
    """Ties the places of an article to the gazetteers."""

    def __init__(self, known: Knowledge, geonames: Geonames) -> None:
        self.known = known
        self.geonames = geonames

    def locate(self, clusters: list[Cluster], names: list[Name], words: Words) -> dict[int, Place]:
        """Give the place of each cluster of that type, by its position in the list."""
        within = _within(names, words)
        context = self._context(clusters)
        places = {
            number: self._place(cluster, within, context)
            for number, cluster in enumerate(clusters)
            if cluster.type == "place"
        }
        loose = {
            number for number in places if not self._is_supported(clusters[number], places[number], within, context)
        }
        return _completed(clusters, places, loose)

    def _context(self, clusters: list[Cluster]) -> Counter[str]:
        """Count how often the article names each country, its regions and its people."""
        countries: Counter[str] = Counter()
        for cluster in clusters:
            found = self.known.names.get(cluster.name)
            if found and found.country and cluster.name not in self.known.doubles:
                countries[found.country] += len(cluster.members)
        return countries

    def _place(self, cluster: Cluster, within: dict[str, str], context: Counter[str]) -> Place:
        around = next((within[text] for text in cluster.surfaces if text in within), None)
        for text in (*cluster.surfaces, cluster.name):
            found = self.known.names.get(text)
            if found and found.type == "place":
                second = self.known.doubles.get(found.name)
                if second and self._is_second(found.name, found.country or "", second, within, context):
                    return self._known(found.name, second, is_country=False)
                return self._known(found.name, found.country, is_country=found.is_country)
        spots = (self._spot(text, around, context) for text in cluster.surfaces)
        spot = next((spot for spot in spots if spot), None)
        return _record(spot) if spot else _unknown(self._country(around, context))

    def _is_second(self, name: str, first: str, second: str, within: dict[str, str], context: Counter[str]) -> bool:
        """Tell whether a name of two places means the second: by a city put in it, else by what the text speaks of."""
        for city, around in within.items():
            if around == name:
                spots = self.geonames.cities(city)
                return bool(spots) and spots[0].country == second
        return context[second] > context[first]

    def _known(self, name: str, country: str | None, *, is_country: bool) -> Place:
        number = self.geonames.country_ids.get(country or "") if is_country else self.geonames.states.get(name)
        return Place(
            level="country" if is_country else "region",
            country=country,
            latitude=None,
            longitude=None,
            geonames_id=number,
        )

    def _spot(self, text: str, around: str | None, context: Counter[str]) -> Spot | None:
        """Choose among namesakes: what the text says beside the name, the countries it names, then size."""
        if text in _DIRECTIONS:
            return None
        spots = list(self._spots(text))
        if around:
            country, state = self._country(around, context), self._state(around)
            inside = [spot for spot in spots if country in {spot.country, None} and state in {spot.region, None}]
            spots = inside or [spot for spot in spots if spot.population >= METROPOLIS]
        if not spots:
            return None
        return max(spots, key=lambda spot: (_weight(spot, context), spot.population))

    def _spots(self, text: str) -> Iterator[Spot]:
        countries = self.geonames.countries(text)
        if countries:
            yield from countries
            return
        yield from self.geonames.cities(text)
        yield from self.geonames.provinces(text)
        stem, _, head = text.rpartition(" ")
        if stem and head.lower() in self.known.place_heads:
            yield from self.geonames.provinces(stem)
            yield from self.geonames.counties(text)

    def _state(self, name: str) -> str | None:
        """Give the code of a state by its name or its short form."""
        found = self.known.names.get(name)
        return self.geonames.state_codes.get(found.name.removesuffix(" state") if found else name)

    def _country(self, name: str | None, context: Counter[str]) -> str | None:
        if name is None:
            return None
        found = self.known.names.get(name)
        if found:
            return found.country
        spot = self._spot(name, None, context)
        return spot.country if spot else None

    def _is_supported(self, cluster: Cluster, place: Place, within: dict[str, str], context: Counter[str]) -> bool:
        """Tell whether a place is no mere namesake: the text puts it there or speaks of its country, or it is big."""
        if any(text in self.known.names for text in cluster.surfaces):
            return True
        if place.country is None:
            return False
        if place.country in context or any(text in within for text in cluster.surfaces):
            return True
        spots = (spot for text in cluster.surfaces for spot in self._spots(text))
        return any(spot.country == place.country and spot.population >= TOWN for spot in spots)


def _completed(clusters: list[Cluster], places: dict[int, Place], loose: set[int]) -> dict[int, Place]:
    """Give places that no gazetteer knows the country that the article is about, where it is about one.

    So too the `loose` ones, which bear the name of a small place elsewhere: "Granville" in an article about Ohio.
    """
    weights: Counter[str] = Counter()
    for number, place in places.items():
        if place.country and number not in loose:
            weights[place.country] += len(clusters[number].members)
    country = _dominant(weights)
    if country is None:
        return places
    return {
        number: _unknown(country)
        if number in loose and place.country != country and place.level != "country"
        else place
        for number, place in places.items()
    }


def _dominant(weights: Counter[str]) -> str | None:
    if not weights:
        return None
    country, weight = weights.most_common(1)[0]
    return country if weight >= DOMINANT * (weights.total() - weight) else None


def _weight(spot: Spot, context: Counter[str]) -> int:
    """Rank a namesake: by its size, and by whether the text names its country, above all if it does so most."""
    size = sum(spot.population >= least for least in (100_000, 500_000, 2_000_000))
    if spot.level != "city":
        size = 1
    share = context[spot.country]
    return size + 2 * (share > 0) + (share > 0 and share == max(context.values()))


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


def _within(names: Iterable[Name], words: Words) -> dict[str, str]:
    """Give, for a place, the one that the text puts it in: "Pandi, Bulacan", "Pandi in Bulacan"."""
    found: dict[str, str] = {}
    for first, second in pairwise(names):
        if first.type == second.type == "place" and tuple(words.lowers[first.end : second.start][:3]) in _BETWEEN:
            found.setdefault(first.text, second.text)
    return found
