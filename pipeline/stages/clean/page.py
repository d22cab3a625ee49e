"""HTML to blocks: the article within the page.

`trafilatura` finds the article, in its precise mode first and in its default mode where that finds little; then
`resiliparse` is tried, and the `articleBody` of JSON-LD is the last resort. Nothing is fetched, and no entity of the
page's own is expanded.
"""

import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

from pipeline.errors import RejectError
from pipeline.stages.clean import bylines, fact_lines, page_date, page_head, plain
from pipeline.stages.clean.draft import Draft, Facts, Reading, Row
from pipeline.stages.clean.markup import Markup
from pipeline.stages.clean.nesting import flatten
from pipeline.text import characters
from pipeline.text.traced import Traced
from schemas.article import BlockKind, Reader

LEAST_CHARACTERS = 300
"""Below it, an extraction has missed the article, and the next mode is tried."""
ENOUGH = 1_200
MUCH = 3
"""Below so many characters the precise mode may have found a box beside the article, such as the rules for comments:
the default mode is tried as well, and believed where it finds so many times as much."""
LONGEST_CELL = 300
"""Characters of the longest cell of a table that holds data; one that holds the page has more."""
MOST_LINKS = 1_000
LEAST_UNLINKED = 0.25
"""A page with more links, whose text is mostly in them, is an index and no article."""

_ANCHOR = re.compile(r"<a\b[^<>]{0,5000}>[^<>]{0,5000}</a\s{0,9}>", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,20000}>")
_CODE = re.compile(r"<(script|style)\b[^<>]{0,5000}>", re.IGNORECASE)
_CODE_END = {name: re.compile(rf"</{name}\b[^<>]{{0,100}}>", re.IGNORECASE) for name in ("script", "style")}
_DECLARATION = re.compile(r"\s{0,100}<\?xml[^>]{0,500}\?>")
_DOCTYPE_ENTITIES = re.compile(r"<!(?:DOCTYPE[^\[<>]{0,2000}\[|ENTITY)", re.IGNORECASE)
_SUBSET_END = re.compile(r"\]\s{0,100}>")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def read(source: str, most_tags: int) -> Reading:
    """Give the blocks of the article in a page.

    Raises RejectError with ``no_text`` where there is none, and ``too_large`` where there are more than `most_tags`.
    """
    page = flatten(_tame(source))
    if page.count("<") > most_tags:
        raise RejectError("too_large", f"The page has more than {most_tags} tags, the limit.")
    refuse_index(page)
    markup = Markup(page)
    facts = Facts()
    markup.note(facts)
    page_date.note(page, markup, facts)
    shown = without_code(page)
    _note_shown(shown, facts)
    tried: list[tuple[Reader, Callable[[], Row]]] = [
        ("trafilatura_precise", lambda: list(_extracted(shown, precise=True))),
        ("trafilatura", lambda: list(_extracted(shown, precise=False))),
        ("resiliparse", lambda: list(_rendered(shown))),
        ("json_ld", lambda: plain.read(characters.normalise(Traced.new(markup.body() or ""))).row),
    ]
    best: Reading | None = None
    for reader, read_row in tried:
        row = read_row()
        found = _characters(best.row) if best else 0
        if _characters(row) > found * (1 if found < LEAST_CHARACTERS else MUCH):
            best = Reading(reader, row, facts)
        if best and _characters(best.row) >= (ENOUGH if reader == "trafilatura_precise" else LEAST_CHARACTERS):
            break
    if best is None:
        raise RejectError("no_text", "The page has no article text.")
    return best


def day_of(source: str) -> str | None:
    """Give the day of publication that a page states, without reading its article."""
    page = flatten(_tame(source))
    markup, facts = Markup(page), Facts()
    markup.note(facts)
    page_date.note(page, markup, facts)
    return facts.page_date.value if facts.page_date else None


def _tame(source: str) -> str:
    """Take out what no parser should see: controls, the XML declaration, and entities that a page declares itself."""
    page = _DECLARATION.sub("", _NO_TEXT.sub("", source), count=1)
    entities = _DOCTYPE_ENTITIES.search(page, 0, 5000)
    if entities:
        end = _SUBSET_END.search(page, entities.end())
        page = page[: entities.start()] + page[end.end() if end else entities.end() :]
    return page


def without_code(page: str) -> str:
    """Give the page without its scripts and styles, which extractors take for text where a paragraph holds them."""
    parts: list[str] = []
    end = 0
    while code := _CODE.search(page, end):
        close = _CODE_END[code.group(1).lower()].search(page, code.end())
        if close is None:
            break
        parts.append(page[end : code.start()])
        end = close.end()
    return "".join([*parts, page[end:]])


def refuse_index(page: str) -> None:
    """Raise RejectError where a page is a list of links and no article."""
    if len(_ANCHOR.findall(page)) < MOST_LINKS:
        return
    unlinked = len(_TAGS.sub("", _ANCHOR.sub("", page)).split())
    if unlinked < LEAST_UNLINKED * len(_TAGS.sub("", page).split()):
        raise RejectError("no_text", "The page is an index of links and no article.")


def _characters(row: Row) -> int:
    return sum(len(item.text) for item in row)


def _note_shown(page: str, facts: Facts) -> None:
    """Note the authors and the day that a page shows around its headline, where its metadata name none."""
    from trafilatura.metadata import extract_author
    from trafilatura.utils import load_html

    if facts.page_date and bylines.name_people(facts.authors, facts.publishers):
        return
    tree = load_html(page)
    if tree is None:
        return
    head = page_head.read(tree)
    if not facts.page_date:
        facts.dates += fact_lines.days(head.lines)
    if not bylines.name_people(facts.authors, facts.publishers):
        names = head.names()
        if not names and not facts.authors:
            names = bylines.shown(extract_author(tree) or "")
        facts.authors = names or facts.authors


def _extracted(page: str, precise: bool) -> Iterator[Draft]:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = trafilatura.bare_extraction(page, favor_precision=precise, include_comments=False, include_tables=True)
    if isinstance(document, trafilatura.settings.Document):
        yield from _blocks(document.body)


_KINDS: dict[str, BlockKind] = {
    "head": "heading",
    "item": "list_item",
    "quote": "quote",
    "row": "table",
    "cell": "table",
}
_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "list", "table", "div", "body", "code"})


def _blocks(body: Any) -> Iterator[Draft]:
    """Walk trafilatura's tree without recursion; every stretch of text becomes a block of what it stands in."""
    from lxml import etree

    stack: list[tuple[str, int]] = [("body", 0)]
    buffer: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _BLOCKS:
                yield from _flush(buffer, stack)
                stack.append(("div" if tag == "row" and not _is_tabular(element) else tag, _level(element)))
            elif tag == "lb":
                buffer.append("\n")
            elif tag == "cell":
                buffer.append(" | " if "".join(buffer).strip() else "")
            buffer.append((element.text or "").replace("\n", " "))
        else:
            if tag in _BLOCKS:
                yield from _flush(buffer, stack)
                stack.pop()
            buffer.append((element.tail or "").replace("\n", " ") if element is not body else "")
    yield from _flush(buffer, stack)


def _is_tabular(row: Any) -> bool:
    """Tell a row of a table from one that lays out a page: it has cells beside each other, none of them long."""
    cells = row.findall("cell")
    return len(cells) > 1 and all(len("".join(cell.itertext())) <= LONGEST_CELL for cell in cells)


def _level(element: Any) -> int:
    rend = element.get("rend") or ""
    return int(rend[1]) if len(rend) == 2 and rend[1].isdigit() else 0


def _flush(buffer: list[str], stack: list[tuple[str, int]]) -> Iterator[Draft]:
    text = characters.normalise(Traced.new("".join(buffer)))
    buffer.clear()
    kind: BlockKind = next((_KINDS[tag] for tag, _ in reversed(stack) if tag in _KINDS), "paragraph")
    lines = [line.strip() for line in text.split("\n") if len(line.strip())]
    for part in plain.sentences_apart(lines):
        yield Draft(kind, plain.unwrap(part), stack[-1][1] if stack else 0)


def _rendered(page: str) -> Iterator[Draft]:
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(page, main_content=True, alt_texts=False, list_bullets=False)
    for item in plain.read(characters.normalise(Traced.new(text))).row:
        if isinstance(item, Draft):
            yield item
