"""Cases with the gold marked inside the text: reading ``tests/cases/**/*.cases``.

A case is a paragraph of lines; blank lines part cases, lines that begin with ``#`` are comments, lines that begin
with ``@`` set a field of the case (``@published 2024-03-15``). The rest is its text, in which

    At least [[40 people|kind=killed value.low=40]] died.

marks a finding: its characters, and after the bar what must hold of it (``shlex`` words, ``path=value``). Marks may
nest. A case without marks says that nothing is to be found. `read` refuses marks that are not closed, words without
``=``, unknown fields, and two cases with the same text and fields.
"""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"
FIELDS = frozenset({"published", "title", "why", "format", "gives"})
_TOKEN = re.compile(r"\[\[|\]\]|\|(?=[^|\[\]]*\]\])")


@dataclass(frozen=True)
class Mark:
    """A finding that must be made: ``[start, end)`` of the case's text, and what must hold of it."""

    start: int
    end: int
    text: str
    holds: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Case:
    """A text with its marks, in the order of their start; `line` is where it stands in its file."""

    file: str
    line: int
    text: str
    marks: tuple[Mark, ...]
    fields: tuple[tuple[str, str], ...] = ()

    def field(self, name: str) -> str | None:
        return dict(self.fields).get(name)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class CaseError(ValueError):
    """A case file that says nothing certain."""


def read(path: Path) -> list[Case]:
    """Read the cases of one file."""
    cases: list[Case] = []
    seen: dict[object, int] = {}
    for line, block in _blocks(path.read_text(encoding="utf-8")):
        case = _case(path.stem, line, block)
        key = (case.text, case.fields)
        if key in seen:
            raise CaseError(f"{path}:{line}: the case of line {seen[key]} again")
        seen[key] = line
        cases.append(case)
    if not cases:
        raise CaseError(f"{path}: no cases")
    return cases


def folder(name: str) -> list[Case]:
    """Read all cases of ``tests/cases/NAME/``, file by file."""
    cases = [case for path in sorted((FOLDER / name).glob("*.cases")) for case in read(path)]
    if not cases:
        raise CaseError(f"{FOLDER / name}: no cases")
    return cases


def _blocks(text: str) -> list[tuple[int, list[str]]]:
    blocks: list[tuple[int, list[str]]] = []
    fresh = True
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            fresh = True
        elif not line.startswith("#"):
            if fresh:
                blocks.append((number, []))
                fresh = False
            blocks[-1][1].append(line)
    return blocks


def _case(file: str, line: int, block: list[str]) -> Case:
    where = f"{file}:{line}"
    fields = []
    for row in [row for row in block if row.startswith("@")]:
        name, _, value = row[1:].partition(" ")
        if name not in FIELDS or not value.strip():
            raise CaseError(f"{where}: unknown or empty field {row!r}")
        fields.append((name, value.strip()))
    body = "\n".join(row for row in block if not row.startswith("@"))
    if not body:
        raise CaseError(f"{where}: a case without text")
    text, marks = unmark(body, where)
    return Case(file, line, text, marks, tuple(fields))


def unmark(body: str, where: str = "") -> tuple[str, tuple[Mark, ...]]:
    """Part a marked text into the text and its marks; raises CaseError where marks do not pair."""
    text, marks, open_marks, place = "", [], [], 0
    for token in _TOKEN.finditer(body):
        if token.start() < place:
            continue
        text += body[place : token.start()]
        place = token.end()
        if token.group() == "[[":
            open_marks.append(len(text))
            continue
        if not open_marks:
            raise CaseError(f"{where}: a mark is closed that was not opened")
        words = ""
        if token.group() == "|":
            end = body.index("]]", place)
            words, place = body[place:end], end + 2
        start = open_marks.pop()
        marks.append(Mark(start, len(text), text[start:], _holds(words, where)))
    if open_marks:
        raise CaseError(f"{where}: a mark is not closed")
    text += body[place:]
    return text, tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def _holds(words: str, where: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for word in shlex.split(words):
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise CaseError(f"{where}: {word!r} is no path=value")
        pairs.append((name, value))
    return tuple(pairs)


def value_at(item: object, path: str) -> str:
    """Give what stands at a dotted path of a record, as the cases write it (``null``, ``true``, ``40``, ``0.name``)."""
    for name in path.split("."):
        if item is None:
            break
        item = item[int(name)] if isinstance(item, tuple) else getattr(item, name)
    if item is None:
        return "null"
    return (
        str(item).lower() if isinstance(item, bool) else f"{item:f}" if type(item).__name__ == "Decimal" else str(item)
    )
