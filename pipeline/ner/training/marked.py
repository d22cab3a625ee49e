"""Sentences with marked names: what all readers give and the training reads."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

LEADING = re.compile(r"(?i)(?:the|a|an)\s+(?=\S)")
TRAILING = re.compile(r"(?:['’]s?|[\s,;:\"”]+)$")
TITLE_WORDS = (
    "mr|mrs|ms|miss|dr|sir|dame|lord|lady|prof|professor|president|vice-president|president-elect|minister|premier|"
    "chancellor|senator|sen|rep|representative|congressman|congresswoman|gov|governor|gen|general|secretary-general|lt|"
    "lieutenant|col|colonel|maj|major|capt|captain|sgt|sergeant|admiral|adm|judge|justice|secretary|ambassador|king|"
    "queen|prince|princess|pope|ayatollah|sheikh|imam|mayor|reverend|rev|cardinal|archbishop|bishop|father|spokesman|"
    "spokeswoman|leader|commander|chief|director|chairman|critic|commissioner"
)
TITLES = re.compile(
    r"(?i)(?:(?:(?:acting|deputy|vice|prime|foreign|defen[cs]e|interior|finance|former|late|attorney|first)\s+)?"
    rf"(?:{TITLE_WORDS})\.?\s+(?:of\s+state\s+)?){{1,3}}(?=[A-Z])"
)


@dataclass(frozen=True)
class Name:
    """A name in a sentence, in characters ``[start, end)``."""

    start: int
    end: int
    type: str


@dataclass(frozen=True)
class Sentence:
    """A sentence and its names; what is said of the characters of `masked` spans is not known."""

    text: str
    names: tuple[Name, ...] = ()
    masked: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Document:
    """Sentences of one text in their order; `source` is a key of `sources.SOURCES`."""

    source: str
    sentences: tuple[Sentence, ...] = field(default=())


def trimmed(name: Name, text: str) -> Name:
    """Take the leading article, the trailing possessive and, of people, the titles off a name."""
    start, end = name.start, name.end
    if found := LEADING.match(text, start, end):
        start = found.end()
    if found := TRAILING.search(text[start:end]):
        end = start + found.start() if found.start() else end
    if name.type == "PER" and (found := TITLES.match(text, start, end)):
        start = found.end()
    return Name(start, end, name.type)


def write(path: Path, documents: Iterable[Document]) -> None:
    """Write documents, one a line."""
    with path.open("w", encoding="utf-8") as file:
        for document in documents:
            rows = [
                [s.text, [[n.start, n.end, n.type] for n in s.names], [list(m) for m in s.masked]]
                for s in document.sentences
            ]
            file.write(json.dumps([document.source, rows], ensure_ascii=False) + "\n")


def read(path: Path) -> Iterator[Document]:
    """Read the documents that `write` wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            source, rows = json.loads(line)
            yield Document(
                source,
                tuple(
                    Sentence(text, tuple(Name(*name) for name in names), tuple((s, e) for s, e in masked))
                    for text, names, masked in rows
                ),
            )
