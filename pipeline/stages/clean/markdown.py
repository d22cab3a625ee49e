"""Markdown to blocks, line by line.

CommonMark parsers build a tree and give no place for the characters of a paragraph; some recurse, and lose or refuse
what is nested deeply. A news article needs the kinds of its blocks, all of its words and where they stood, so this
reader keeps to lines: headings, rules, quotes, lists, tables, fences, footnotes and front matter, at any depth, in one
pass.
"""

import re
from collections.abc import Iterator

from pipeline.stages.clean import front_matter, inline, plain
from pipeline.stages.clean.draft import Draft, Facts, Reading, Removed, Row
from pipeline.text.traced import Traced
from schemas.article import BlockKind

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_CLOSING = re.compile(r"[ \t]+#{1,20}[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})")
_QUOTE = re.compile(r"[ \t]*>(?:[ \t]?>)*[ \t]?")
_ITEM = re.compile(r"[ \t]*(?:[-*+\u2022]|\d{1,9}[.)])(?:[ \t]+|$)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([^\s`]{0,40})[^`]{0,200}")
_TABLE_RULE = re.compile(r"(?=[^|]*\|)(?=[^-]*-)[ \t|:-]+")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]{0,20}\S{1,2000}(?:[ \t]+[\"'(].{0,300})?")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,40}\]:[ \t]*")
_SCRIPT = re.compile(r"<(?:script|style)\b[^<>]{0,2000}>[^<]{0,100000}</(?:script|style)\s{0,9}>", re.IGNORECASE)
_DROPPED = ((_RULE, "rule"), (_TABLE_RULE, "table_rule"), (_DEFINITION, "link_definition"))
_LEAD = re.compile(r"(\*\*|__)(?!\s)[^*_]{60,}\1")

_EVIDENCE = (
    ("#", re.compile(r"(?m)^ {0,3}#{1,6} \S")),
    ("](", re.compile(r"\[[^\[\]\n]{1,300}\]\([^()\s]{1,500}\)")),
    ("**", re.compile(r"\*\*[^\s*][^*\n]{1,2000}\*\*")),
    ("\n", re.compile(r"(?m)^(?:---+|\*\*\*+|___+)[ \t]*$")),
    ("> ", re.compile(r"(?m)^> \S")),
    ("<http", re.compile(r"(?m)^<https?://[^<>\s]{1,2000}>$")),
)
"""Marks of Markdown, each with a string that it holds: what does not stand in a text need not be searched for."""


def is_markdown(text: str) -> bool:
    """Tell Markdown under another name by two of its marks; one alone stands in plain texts too."""
    return sum(sign in text and bool(pattern.search(text)) for sign, pattern in _EVIDENCE) >= 2


def read(source: Traced) -> Reading:
    """Give the blocks of a Markdown text, and the facts of its front matter."""
    facts = Facts()
    row: Row = []
    body = front_matter.take(source, facts, row)
    scripts = list(_SCRIPT.finditer(body.text))
    row += [Removed(body[match.start() : match.end()], "script") for match in scripts]
    if scripts:
        body = body.sub(_SCRIPT, "")
    row += _Reader(list(body.split("\n"))).blocks()
    return Reading("markdown", row, facts)


class _Reader:
    """One pass over the lines; `lines` collects those of the paragraph that is open, of the kind `kind`."""

    def __init__(self, lines: list[Traced]) -> None:
        self.source = lines
        self.row: Row = []
        self.lines: list[Traced] = []
        self.kind: BlockKind = "paragraph"
        self.fences = self._closed_fences()
        self.width = plain.wrap_width(list(plain.groups(lines)))

    def blocks(self) -> Row:
        number = 0
        while number < len(self.source):
            number = self._line(number)
        self._close()
        return self.row

    def _closed_fences(self) -> dict[int, int]:
        """Give the line that closes each fence; a fence never closed is a line like others, and loses nothing."""
        closed: dict[int, int] = {}
        opened: tuple[int, str] | None = None
        for number, line in enumerate(self.source):
            match = _FENCE.fullmatch(line.text)
            if match is None:
                continue
            if opened is None:
                opened = (number, match.group(1))
            elif match.group(1)[0] == opened[1][0] and len(match.group(1)) >= len(opened[1]) and not match.group(2):
                closed[opened[0]] = number
                opened = None
        return closed

    def _line(self, number: int) -> int:
        """Read one line; gives the number of the next."""
        line = self.source[number]
        if number in self.fences:
            return self._fence(number)
        quote = _QUOTE.match(line.text)
        if quote:
            self._quoted(line[quote.end() :])
        elif not line.text.strip():
            self._close()
        elif self.lines and self.kind == "paragraph" and _UNDERLINE.fullmatch(line.text):
            self._underlined(line)
        else:
            self._marked(line)
        return number + 1

    def _marked(self, line: Traced) -> None:
        """Read a line by the mark that it begins with."""
        text = line.text
        if reason := next((reason for pattern, reason in _DROPPED if pattern.fullmatch(text)), None):
            self._remove(line, reason)
        elif heading := _HEADING.match(text):
            self._heading(line[heading.end() :], len(heading.group(1)))
        elif footnote := _FOOTNOTE.match(text):
            self._open("note", line[footnote.end() :])
        elif item := _ITEM.match(text):
            self._open("list_item", line[item.end() :])
        elif text.lstrip().startswith("|") and text.count("|") >= 2:
            self._table_row(line)
        else:
            self._continue(line)

    def _fence(self, number: int) -> int:
        self._close()
        end = self.fences[number]
        code = Traced.join(self.source[number : end + 1], "\n")
        self.row.append(Removed(code, "code"))
        return end + 1

    def _quoted(self, line: Traced) -> None:
        if not len(line.strip()):
            self._close()
        elif self.kind == "quote" and self.lines:
            self.lines.append(line)
        else:
            self._open("quote", line)

    def _underlined(self, line: Traced) -> None:
        """Make the open paragraph a heading, unless it is too long to be one: then the line is a rule below it."""
        if sum(map(len, self.lines)) <= 200 and len(self.lines) == 1:
            text, self.lines = self.lines[0], []
            self._heading(text, 1 if "=" in line.text else 2)
        self._remove(line, "rule")

    def _heading(self, text: Traced, level: int) -> None:
        self._close()
        closing = _CLOSING.search(text.text)
        text = inline.plain(text[: closing.start()] if closing else text).strip()
        if len(text):
            self.row.append(Draft("heading", text, level))

    def _table_row(self, line: Traced) -> None:
        self._close()
        cells = [inline.plain(cell).strip() for cell in line.split("|")]
        cells = [cell for cell in cells if len(cell)]
        if cells:
            self.row.append(Draft("table", Traced.join(cells, " | ")))

    def _open(self, kind: BlockKind, line: Traced) -> None:
        self._close()
        self.kind = kind
        if len(line.strip()):
            self.lines = [line]

    def _continue(self, line: Traced) -> None:
        if not self.lines:
            self.kind = "paragraph"
        self.lines.append(line)

    def _remove(self, line: Traced, reason: str) -> None:
        self._close()
        self.row.append(Removed(line.strip(), reason))

    def _close(self) -> None:
        if self.lines:
            lines, self.lines = self.lines, []
            self.row.extend(self._paragraphs(lines))

    def _paragraphs(self, lines: list[Traced]) -> Iterator[Draft]:
        bare = [line.strip() for line in lines]
        parts = plain.wrapped_paragraphs(bare, self.width) if self.width else plain.sentences_apart(bare)
        for part in parts:
            whole = plain.unwrap(part)
            text = inline.plain(whole).strip()
            is_lead = self.kind == "paragraph" and _LEAD.fullmatch(whole.text)
            if len(text):
                yield Draft("lead" if is_lead else self.kind, text)
