"""Page furniture: what stands around an article on its page and is no part of it.

Every rule is for whole blocks and is careful with prose: a phrase of the lexicon counts only in a block of few words,
so that an article *about* cookies or donations loses nothing. What is taken away is listed with its reason.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from pipeline import lexicon
from pipeline.lexicon import Lexicon
from pipeline.stages.clean import fact_lines
from pipeline.stages.clean.draft import Draft, Facts, Removed, Row

MOST_WORDS = 150
"""Words of the longest block that the lexicon is asked about (the largest `most_words` that it may have)."""
LEAST_TITLE_WORDS = 4
"""Words of the shortest running header that is taken for the title; shorter ones name the paper."""
MOST_TRAIL = 400
"""Characters of the longest line that names the sections an article stands in."""
MOST_HEADLINE_WORDS = 18
"""Words of the longest line that is taken for the headline of another article."""
MOST_HEADER_WORDS = 25
"""Words of the longest line that is taken for a running header when it stands again."""

_TITLE_LINE = re.compile(r"(?:subject|title|headline)\s?:\s(?P<title>\S.{2,200})", re.IGNORECASE)
_BREADCRUMB = re.compile(r"[^>›»/|]{1,40}(?:\s?[>›»]\s?[^>›»|]{1,60}){1,8}")
_TRAIL = re.compile(r"[-–|\s]{0,3}[^-–|]{1,50}(?:\s[-–|]\s?[^-–|]{1,50}){2,8}[-–|\s]{0,3}")
_ENTRY_END = re.compile(r"\s?[|\u00b7\u2022\u2013\u2014/]\s?|\s-\s")
_ENTRY_MARK = re.compile(r"[|\u00b7\u2022\u2013\u2014/-]")
"""What every such end holds: most lines hold none of it, and are not cut at all."""
_DIGIT = re.compile(r"\d")
_EDGES = " \t.:!\u2026*\u2022\u00bb\u203a>\u2192|-\u2013\u2014[]()"


class Phrases(Lexicon):
    """Phrases of one reason: whole blocks (`equals`), how they begin, or what they hold, in small letters."""

    reason: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    equals: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    most_words: Annotated[int, Field(ge=1, le=150)] = 25


class Example(Lexicon):
    """A block, and the reason it is taken away for; none where it must stay."""

    text: str
    reason: str | None = None


class FurnitureLexicon(Lexicon):
    """All phrases of furniture; labels of what is taken away below them; entries that tell the menu of a site."""

    phrases: tuple[Phrases, ...]
    labels: tuple[str, ...]
    menus: tuple[str, ...]
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class _Beginning:
    text: str
    reason: str
    most_words: int


class Furniture:
    """The rules, set up once."""

    def __init__(self) -> None:
        found = lexicon.load("furniture", FurnitureLexicon)
        self._equals = {text: group.reason for group in found.phrases for text in group.equals}
        self._starts = [
            _Beginning(text, group.reason, group.most_words) for group in found.phrases for text in group.starts
        ]
        self._holds = [
            _Beginning(text, group.reason, group.most_words) for group in found.phrases for text in group.holds
        ]
        self._beginnings = tuple(phrase.text for phrase in self._starts)
        self._labels = frozenset(found.labels)
        self._menus = frozenset(found.menus)

    def sort_out(self, row: Row, facts: Facts) -> Row:
        """Replace the furniture among the drafts by what says why it goes, and note the facts that it holds."""
        row = _without_headers(_without_section(_with_title(row, facts)), facts)
        first_prose = next((place for place, item in enumerate(row) if _is_prose(item)), len(row))
        sorted_out: Row = []
        for place, item in enumerate(row):
            reason = None
            if isinstance(item, Draft):
                above = place < first_prose
                reason = fact_lines.take(item, facts, above=above, alone=len(row) == 1) or self.reason(item.text.text)
                reason = reason or (_trail(item) if above else None)
            sorted_out.append(Removed(item.text, reason) if reason and isinstance(item, Draft) else item)
        return self._without_labels(self._without_links(sorted_out))

    def reason(self, text: str) -> str | None:
        """Tell why a block is furniture by its words alone; None where it is not."""
        if text.count(" ") > MOST_WORDS:
            return None
        line = " ".join(text.casefold().replace("\u2019", "'").split())
        bare = line.strip(_EDGES)
        if bare in self._equals:
            return self._equals[bare]
        if reason := self._menu(bare):
            return reason
        words = line.count(" ") + 1
        for phrase in self._starts if bare.startswith(self._beginnings) else ():
            if words <= phrase.most_words and bare.startswith(phrase.text):
                return phrase.reason
        for phrase in self._holds:
            if words <= phrase.most_words and phrase.text in line:
                return phrase.reason
        return None

    def _menu(self, line: str) -> str | None:
        """Tell why a line of several entries goes: all are furniture, or they are those of a site's menu."""
        if not _ENTRY_MARK.search(line):
            return None
        entries = [entry.strip(_EDGES) for entry in _ENTRY_END.split(line) if entry.strip(_EDGES)]
        if len(entries) < 2:
            return None
        reasons = [self._equals.get(entry) for entry in entries]
        if all(reasons):
            return reasons[0]
        is_menu = len(entries) >= 3 and all(entry.count(" ") < 4 and not _DIGIT.search(entry) for entry in entries)
        return "menu" if is_menu and any(entry in self._menus for entry in entries) else None

    def _without_links(self, row: Row) -> Row:
        """Take away the headlines of other articles that end a page below "Related" or "Most read"."""
        tail = next((place for place in range(len(row), 0, -1) if not _is_link(row[place - 1])), 0)
        label = next((place for place in range(tail, len(row)) if self._is_label(row[place])), len(row))
        return [
            Removed(item.text, "related") if place > label and isinstance(item, Draft) else item
            for place, item in enumerate(row)
        ]

    def _is_label(self, item: Draft | Removed) -> bool:
        return isinstance(item, Removed) and self._equals.get(item.text.text.casefold().strip(_EDGES)) == "read_more"

    def _without_labels(self, row: Row) -> Row:
        """Take away labels ("PS:", "Share") that are left with nothing below them but what was taken away."""
        last = max((place for place, item in enumerate(row) if self._says_more(item)), default=-1)
        return [
            Removed(item.text, "label") if place > last >= 0 and isinstance(item, Draft) else item
            for place, item in enumerate(row)
        ]

    def _says_more(self, item: Draft | Removed) -> bool:
        return isinstance(item, Draft) and item.text.text.casefold().strip(_EDGES) not in self._labels


def _trail(draft: Draft) -> str | None:
    """Tell a line above the article's prose that names the sections it stands in ("Home > News > Courts")."""
    text = draft.text.text.strip()
    if len(text) > MOST_TRAIL or draft.kind in ("heading", "quote", "table") or text[-1:] in ".!?":
        return None
    return "breadcrumb" if _BREADCRUMB.fullmatch(text) or _TRAIL.fullmatch(text) else None


def _is_prose(item: Draft | Removed) -> bool:
    return isinstance(item, Draft) and item.text.text.count(" ") >= 12 and item.kind != "heading"


def _is_link(item: Draft | Removed) -> bool:
    """Tell what may stand in a list of headlines at the end of a page: short lines that are no sentences."""
    if isinstance(item, Removed):
        return True
    text = item.text.text
    return text.count(" ") < MOST_HEADLINE_WORDS and text[-1:] not in '.!:;,"\u201d' and item.kind != "table"


def _with_title(row: Row, facts: Facts) -> Row:
    """Take the mark off a first line that says that it is the title ("Subject: ..." in mail, "Headline: ...")."""
    first = next((place for place, item in enumerate(row) if isinstance(item, Draft)), None)
    if first is None or (match := _TITLE_LINE.fullmatch(row[first].text.text)) is None:
        return row
    text = row[first].text
    facts.titles.append(match.group("title"))
    title = Draft("title", text[match.start("title") :])
    return [*row[:first], Removed(text[: match.start("title")].strip(), "label"), title, *row[first + 1 :]]


def _without_section(row: Row) -> Row:
    """Take away the name of the section that stands above the headline ("Ukraine", then "# Russian troops out")."""
    first, second = ([place for place, item in enumerate(row) if isinstance(item, Draft)] + [0, 0])[:2]
    label, headline = row[first : first + 1], row[second : second + 1]
    if not (first < second and isinstance(label[0], Draft) and isinstance(headline[0], Draft)):
        return row
    text = label[0].text.text
    is_label = label[0].kind == "paragraph" and text.count(" ") < LEAST_TITLE_WORDS - 1 and text[-1:] not in ".!?"
    if not (is_label and headline[0].kind == "heading" and headline[0].level == 1):
        return row
    return [*row[:first], Removed(label[0].text, "section"), *row[first + 1 :]]


def _without_headers(row: Row, facts: Facts) -> Row:
    """Take away running headers: the title again, and short lines that stand three times or more among paragraphs."""
    lines = [_line(item) for item in row]
    counts = Counter(line for line in lines if line)
    first_heading = next((line for item, line in zip(row, lines, strict=True) if _is_heading(item)), None)
    titles = {first_heading, *(" ".join(text.casefold().split()) for text in facts.titles)}
    seen: set[str] = set()
    kept: Row = []
    for item, line in zip(row, lines, strict=True):
        repeats = line in seen and line.count(" ") < MOST_HEADER_WORDS
        if repeats and isinstance(item, Draft) and (line in titles or (counts[line] >= 3 and _is_header(item, line))):
            kept.append(Removed(item.text, "repeated_header"))
            if line not in titles and line.count(" ") >= LEAST_TITLE_WORDS - 1:
                facts.titles.append(" ".join(item.text.text.split()))
                titles.add(line)
            continue
        seen.add(line)
        kept.append(item)
    return kept


def _is_heading(item: Draft | Removed) -> bool:
    return isinstance(item, Draft) and item.kind == "heading"


def _is_header(item: Draft, line: str) -> bool:
    """Tell a line that ends in no sentence mark; headings and rows of a table may stand again for good reasons."""
    return item.kind == "paragraph" and line[-1:] not in ".!?\"'\u201d\u2019)"


def _line(item: Draft | Removed) -> str:
    return " ".join(item.text.text.casefold().split()) if isinstance(item, Draft) else ""
