"""Flattening pages that are nested more deeply than parsers bear.

lxml drops all that stands below 256 elements, without an error; other parsers take time that grows with the square of
the depth. What is dropped here instead are the tags of the surplus elements, never text.
"""

import re
from collections import Counter
from collections.abc import Iterator

DEEP = 150
"""Depth from which elements that only group are dropped; real pages have 15 to 60, table-laid ones up to 120."""
DEEPEST = 200
"""Depth from which all are."""

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,30})(?:[\s/][^<>]{0,100000}?)?(?P<empty>/?)>")
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
    """Give the stretches of the tags of elements that stand too deep.

    An end tag closes what was opened since its own start tag as well, as parsers do, and one without a start tag
    nothing; what ends with "/>" is closed at once inside a drawing or a formula, and nowhere else (HTML Living
    Standard, 13.1.2).
    """
    opened: list[tuple[str, bool]] = []
    counts: Counter[str] = Counter()
    depth = 0
    for tag in _TAG.finditer(page):
        name = tag.group("name").lower()
        if name in _EMPTY or name in _UNCLOSED:
            if depth >= DEEPEST and name in _UNCLOSED and name != "p":
                yield tag.span()
            continue
        if tag.group("close"):
            is_kept = True
            while counts[name]:
                last, is_kept = opened.pop()
                counts[last] -= 1
                depth -= is_kept
                if last == name:
                    break
        else:
            is_kept = depth < (DEEPEST if name in _TEXT else DEEP)
            if not (tag.group("empty") and (counts["svg"] or counts["math"])):
                opened.append((name, is_kept))
                counts[name] += 1
                depth += is_kept
        if not is_kept:
            yield tag.span()
