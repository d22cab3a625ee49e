"""Measuring the cleaning of HTML on two public sets of pages.

- article-extraction-benchmark (github.com/scrapinghub/article-extraction-benchmark, 181 pages, MIT): `articles` writes
  ``output/dateline.json`` into a checkout, for its own ``evaluate.py``.
- the pages of htmldate's evaluation (github.com/adbar/htmldate, 1,000 pages): `published` counts days that are right,
  wrong and missing.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import orjson

from pipeline.config import CleanConfig, Config
from pipeline.errors import RejectError
from pipeline.raw import Raw
from pipeline.stages.clean import Clean
from pipeline.stages.clean.page import day_of
from pipeline.stages.ingest import Ingest
from pipeline.text import encoding
from schemas.article import Article

ANY = Config(clean=CleanConfig(any_language=True))


def articles(checkout: Path) -> int:
    """Write the text of each page of the benchmark; gives how many have none."""
    ingest, clean = Ingest(ANY), Clean(ANY)
    bodies = {}
    for name in orjson.loads((checkout / "ground-truth.json").read_bytes()):
        page = gzip.decompress((checkout / "html" / f"{name}.html.gz").read_bytes())
        try:
            bodies[name] = _body(clean(ingest(Raw(name, None, "html", page))))
        except RejectError:
            bodies[name] = ""
    output = {name: {"articleBody": body} for name, body in bodies.items()}
    (checkout / "output" / "dateline.json").write_bytes(orjson.dumps(output))
    return sum(not body for body in bodies.values())


def _body(article: Article) -> str:
    """Give the text without the title, which the benchmark leaves out."""
    return "\n\n".join(article.text[block.start : block.end] for block in article.blocks if block.kind != "title")


def published(checkout: Path) -> Counter[str]:
    """Count the days of publication: ``right``, ``wrong``, ``missing``."""
    return Counter(
        "missing" if found is None else "right" if found == wanted else "wrong" for found, wanted in _days(checkout)
    )


def _days(checkout: Path) -> Iterator[tuple[str | None, str]]:
    tests = checkout / "tests"
    for gold in ("eval_mediacloud_2020.json", "eval_default.json"):
        for entry in json.loads((tests / gold).read_bytes()).values():  # with what strict readers refuse
            folders = (tests / folder / entry["file"] for folder in ("test_set", "cache", "eval"))
            page = next(path for path in folders if path.is_file()).read_bytes()
            yield day_of(encoding.decode(page, markup=True).text), entry["date"]
