"""Flattening pages that are nested more deeply than parsers bear.

lxml drops all that stands below 256 elements, without an error; other parsers take time that grows with the square of
the depth. What is dropped here instead are the tags of the surplus elements, never text.
"""

import re
from collections.abc import Iterator

DEEP = 150
"""Depth from which elements that only group are dropped; real pages have 15 to 60, table-laid ones up to 120."""
DEEPEST = 200
"""Depth from which all are."""

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,30})(?:[\s/][^<>]{0,100000})?>")
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
"""Elements without content (HTML Living Standard, 13.1.2, void elements)."""
_UNCLOSED = frozenset({"p", "li", "dt", "dd", "option", "tr", "td", "th", "tbody", "thead", "tfoot", "body", "html"})
"""Elements whose end tag may be left out; their depth cannot be told from tags, and authors seldom nest them."""
_TEXT = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "article", "main", "blockquote", "ul", "ol"})


def flatten(page: str) -> str:
    """Give the page with no element nested too deeply; the same page where there is none."""
    if page.count("</") < DEEP and page.count("<") < 2 * DEEP:
        return page
    parts: list[str] = []
    end = 0
    for start, stop in _surplus(page):
        parts += [page[end:start], "\n"]
        end = stop
    return "".join([*parts, page[end:]]) if parts else page


def _surplus(page: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of the tags of elements that stand too deep."""
    kept_of: list[tuple[str, bool]] = []
    depth = 0
    for tag in _TAG.finditer(page):
        name = tag.group("name").lower()
        if name in _EMPTY or name in _UNCLOSED:
            if depth >= DEEPEST and name in _UNCLOSED and name != "p":
                yield tag.span()
            continue
        if not tag.group("close"):
            is_kept = depth < (DEEPEST if name in _TEXT else DEEP)
            kept_of.append((name, is_kept))
        elif kept_of and kept_of[-1][0] == name:
            is_kept = kept_of.pop()[1]
        else:
            continue
        if is_kept:
            depth += -1 if tag.group("close") else 1
        else:
            yield tag.span()
