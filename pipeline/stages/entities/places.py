"""Where places are: level, country, coordinates, by what the text says beside them and elsewhere."""

from collections import Counter
from itertools import pairwise

from pipeline.stages.entities.clusters import Cluster
from pipeline.stages.entities.geonames import Geonames, Spot
from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name, Words
from schemas.entity import Place

_DIRECTIONS = frozenset({"East", "North", "South", "West"})


class Atlas:
    """Ties the places of an article to the gazetteers."""

    def __init__(self, known: Knowledge, geonames: Geonames) -> None:
        self.known = known
        self.geonames = geonames

    def locate(self, clusters: list[Cluster], names: list[Name], words: Words) -> dict[int, Place]:
        """Give the place of each cluster of that type, by its position in the list."""
        within = _followers(names, words)
        context = self._context(clusters)
        return {
            number: self._place(cluster, within, context)
            for number, cluster in enumerate(clusters)
            if cluster.type == "place"
        }

    def _context(self, clusters: list[Cluster]) -> Counter[str]:
        """Count how often the article names each country and its people."""
        countries: Counter[str] = Counter()
        for cluster in clusters:
            found = self.known.names.get(cluster.name)
            if found and found.country:
                countries[found.country] += len(cluster.members)
        return countries

    def _place(self, cluster: Cluster, within: dict[str, str], context: Counter[str]) -> Place:
        surfaces = cluster.surfaces
        around = next((within[text] for text in surfaces if text in within), None)
        for text in (cluster.name, *surfaces):
            found = self.known.names.get(text)
            if found and found.type == "place":
                return self._known(found.name, found.country, found.is_country)
        for text in surfaces:
            spot = self._spot(text, around, context)
            if spot:
                return _record(spot)
        return Place(level="other", country=self._country(around), latitude=None, longitude=None, geonames_id=None)

    def _known(self, name: str, country: str | None, is_country: bool) -> Place:
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
        spots = [*self.geonames.cities(text), *self.geonames.provinces(text)]
        if text in _DIRECTIONS:
            return None
        if around:
            country, state = self._country(around), self.geonames.state_codes.get(around)
            spots = [spot for spot in spots if spot.country == country and (not state or spot.region == state)]
        if not spots:
            return None
        return max(spots, key=lambda spot: (_weight(spot, context), spot.population))

    def _country(self, name: str | None) -> str | None:
        if name is None:
            return None
        found = self.known.names.get(name)
        if found:
            return found.country
        spots = self.geonames.provinces(name) or self.geonames.cities(name)
        return spots[0].country if spots else None


def _weight(spot: Spot, context: Counter[str]) -> int:
    """Rank a namesake: a city of a million, or in a country that the text names, before all others."""
    return int(spot.population >= 1_000_000) + 2 * int(context[spot.country] > 0)


def _record(spot: Spot) -> Place:
    return Place(
        level=spot.level,
        country=spot.country,
        latitude=spot.latitude,
        longitude=spot.longitude,
        geonames_id=spot.geonames_id,
    )


def _followers(names: list[Name], words: Words) -> dict[str, str]:
    """Give, for a place, the place that follows it after a comma: "Pandi, Bulacan"."""
    found: dict[str, str] = {}
    for first, second in pairwise(names):
        beside = second.start == first.end + 1 and words.words[first.end] == ","
        if beside and first.type == second.type == "place":
            found.setdefault(first.text, second.text)
    return found
