"""Measuring how encodings are told apart, on real texts that are encoded on purpose.

The texts are those of the pages of article-extraction-benchmark (`ground-truth.json`) and the longer paragraphs of the
pages of htmldate's evaluation (see `tests.quality.pages`), and the sentences in many languages that spaCy brings along.
None of them is kept.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from pipeline.errors import RejectError
from pipeline.text import encoding

UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-32")
WESTERN = ("cp1252", "iso8859-1")
EIGHT_BIT = {
    "Polish": ("pl", ("cp1250", "iso8859-2")),
    "Czech": ("cs", ("cp1250", "iso8859-2")),
    "Slovak": ("sk", ("cp1250", "iso8859-2")),
    "Slovene": ("sl", ("cp1250", "iso8859-2")),
    "Croatian": ("hr", ("cp1250", "iso8859-2")),
    "Hungarian": ("hu", ("cp1250", "iso8859-2")),
    "Russian": ("ru", ("cp1251", "koi8-r", "iso8859-5")),
    "Ukrainian": ("uk", ("cp1251", "koi8-u", "iso8859-5")),
    "Bulgarian": ("bg", ("cp1251", "iso8859-5")),
    "Serbian": ("sr", ("cp1251", "iso8859-5")),
    "Greek": ("el", ("cp1253", "iso8859-7")),
    "Turkish": ("tr", ("cp1254",)),
}
"""Languages with their code in spaCy, and what they were written in before Unicode."""
SENTENCES = 4
"""Of a short text: few enough to be hard."""
LEAST_CHARACTERS = 500
MOST_PARAGRAPHS = 30

_PARAGRAPH = re.compile(r"<p\b[^<>]{0,500}>(.{80,3000}?)</p>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,5000}>")


@dataclass(frozen=True)
class Exact:
    """How many texts came back as they were; `wrong` are some that did not: what they were read as, and their start."""

    what: str
    right: int
    texts: int
    wrong: tuple[str, ...]


def measure(articles: Path, pages: Path) -> Iterator[Exact]:
    """Encode and read again; `articles` and `pages` are checkouts of the two projects."""
    texts = [*_articles(articles), *_paragraphs(pages)]
    for name in UNICODE:
        yield _exact(name, texts, (name,))
    yield _exact("western, beyond ASCII", [text for text in texts if not text.isascii()], WESTERN)
    for language, (code, names) in EIGHT_BIT.items():
        yield _exact(language, _examples(code), names)


def _exact(what: str, texts: Iterable[str], names: tuple[str, ...]) -> Exact:
    outcomes = [outcome for text in texts for name in names for outcome in _read_again(text, name)]
    wrong = tuple(outcome for outcome in outcomes if outcome)
    return Exact(what, len(outcomes) - len(wrong), len(outcomes), wrong[:5])


def _read_again(text: str, name: str) -> Iterator[str | None]:
    """Give what is wrong with a text read again, None where it is the same; nothing where it cannot be encoded."""
    try:
        data = text.encode(name)
    except UnicodeEncodeError:
        return
    try:
        found = encoding.decode(data)
    except RejectError as error:
        yield f"{name} rejected as {error.reason}: {text[:60]!r}"
        return
    yield None if found.text == text else f"{name} read as {found.encoding}: {text[:60]!r}"


def _articles(checkout: Path) -> Iterator[str]:
    for entry in json.loads((checkout / "ground-truth.json").read_bytes()).values():
        yield entry["articleBody"]


def _paragraphs(checkout: Path) -> Iterator[str]:
    """Give the longer paragraphs of each page that is UTF-8."""
    for folder in ("cache", "eval", "test_set"):
        for file in sorted((checkout / "tests" / folder).iterdir()):
            try:
                page = file.read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                continue
            found = _PARAGRAPH.findall(page)[:MOST_PARAGRAPHS]
            text = "\n\n".join(" ".join(html.unescape(_TAG.sub("", paragraph)).split()) for paragraph in found)
            if len(text) >= LEAST_CHARACTERS:
                yield text


def _examples(code: str) -> list[str]:
    """Give all example sentences of a language as one text, and short texts of a few each."""
    sentences = import_module(f"spacy.lang.{code}.examples").sentences
    short = (sentences[place : place + SENTENCES] for place in range(len(sentences) - SENTENCES + 1))
    return [text for text in (" ".join(sentences), *map(" ".join, short)) if not text.isascii()]
