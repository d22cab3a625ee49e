"""YAML front matter: metadata above a Markdown text, between two lines of three dashes.

It is read with PyYAML's loader for plain strings alone, up to a size limit, and only the top level is looked at: no
tag makes an object, and an alias is never expanded.
"""

import re
from typing import Any

import yaml

from pipeline.stages.clean.draft import Facts, Removed, Row
from pipeline.text.traced import Traced

MOST_CHARACTERS = 20_000
_FRONT = re.compile(r"\s{0,20}---[ \t]*\n(?P<yaml>(?:.*\n){0,400}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_KEYED = re.compile(r"[A-Za-z_][\w -]{0,40}:(?:\s|$)")

_TITLE = ("title", "headline")
_SUBTITLE = ("subtitle", "standfirst")
_AUTHOR = ("author", "authors", "byline")
_DATE = ("date", "published", "publishdate", "publish_date", "datepublished", "pubdate", "created")
_URL = ("url", "canonical", "canonical_url", "source_url", "link", "permalink")
_PUBLISHER = ("publisher", "publication", "site", "site_name", "source")
_LANGUAGE = ("language", "lang")


def take(source: Traced, facts: Facts, row: Row) -> Traced:
    """Read the front matter into `facts`, list it as removed, and give the text below it.

    What is no mapping of keys is no front matter (a rule, some lines, a rule), and stays text.
    """
    match = _FRONT.match(source.text[: MOST_CHARACTERS + 20])
    if match is None or not _KEYED.match(match.group("yaml").lstrip()):
        return source
    row.append(Removed(source[: match.end()].strip(), "front_matter"))
    values = _values(match.group("yaml"))
    facts.titles += _strings(values, _TITLE)
    facts.subtitle = next(iter(_strings(values, _SUBTITLE)), None)
    facts.authors += _strings(values, _AUTHOR)
    facts.front_dates += _strings(values, _DATE)
    facts.urls += _strings(values, _URL)
    facts.publishers += _strings(values, _PUBLISHER)
    facts.languages += _strings(values, _LANGUAGE)
    return source[match.end() :]


def _values(text: str) -> dict[str, list[str]]:
    """Give the strings of the top level, by key in small letters; nothing where the YAML does not hold."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value.casefold(): _scalars(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _scalars(node: Any) -> list[str]:
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return [
        item.value.strip()
        for item in items
        if isinstance(item, yaml.ScalarNode)
        and item.value.strip()
        and item.tag.startswith("tag:yaml.org,2002:")
        and "python" not in item.tag
    ]


def _strings(values: dict[str, list[str]], keys: tuple[str, ...]) -> list[str]:
    return next((values[key] for key in keys if values.get(key)), [])
