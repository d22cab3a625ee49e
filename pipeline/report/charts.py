"""Charts as inline SVG: pygal lays them out, the page's own style sheet colours them.

What pygal adds for stand-alone files goes: scripts, styles, tooltips, comments with the day of drawing. Places are
rounded to a tenth of a pixel, so that the bytes do not depend on how a machine prints the last digit of a float.
"""

import re
from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any
from xml.etree import ElementTree

import pygal
from markupsafe import Markup
from pygal.style import Style

WIDTH = 960
_FONT = {"label_font_size": 12, "major_label_font_size": 12, "value_font_size": 12, "legend_font_size": 13}
_NUMBER = re.compile(r"-?\d+\.\d+")
_DROPPED = frozenset({"defs", "title", "desc", "script", "style"})
_KEPT = frozenset({"class", "transform", "d", "x", "y", "width", "height", "cx", "cy", "r"})
_LABELS = 14
"""Labels of the time axis that find room."""


def stacked_bars(title: str, periods: Sequence[str], series: Mapping[str, Sequence[int]]) -> Markup:
    """Draw counts over time, one bar a period, the series on top of each other."""
    chart = pygal.StackedBar(height=300, show_legend=False, spacing=4, margin=10, **_settings(periods))
    tallest = max((sum(counts) for counts in zip(*series.values(), strict=True)), default=0)
    step = _step(tallest)
    chart.y_labels = list(range(0, tallest + step, step))
    for name, counts in series.items():
        chart.add(name, list(counts))
    return _svg(chart, title)


def dots(title: str, periods: Sequence[str], rows: Mapping[str, Sequence[int]]) -> Markup:
    """Draw counts over time, one row of dots a name; the area of a dot is its count, which stands in it."""
    chart = pygal.Dot(height=60 + 34 * len(rows), show_legend=False, margin=10, print_values=True, **_settings(periods))
    for name, counts in rows.items():
        chart.add(name, [_dot(count) for count in counts])
    return _svg(chart, title)


def _dot(count: int) -> dict[str, Any] | None:
    return {"value": sqrt(count), "formatter": lambda _root: str(count)} if count else None


def _settings(periods: Sequence[str]) -> dict[str, Any]:
    every = -(-len(periods) // _LABELS)
    return {
        "width": WIDTH, "js": (), "css": (), "truncate_label": -1, "no_prefix": True, "style": Style(**_FONT),
        "x_labels": list(periods), "x_labels_major": list(periods)[::every], "show_minor_x_labels": False,
    }  # fmt: skip


def _step(tallest: int) -> int:
    """Give the distance of lines such that at most six fit: 1, 2 or 5 times a power of ten."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if step * 6 >= tallest:
                return step
        size *= 10


def _svg(chart: Any, title: str) -> Markup:
    """Give the drawing as SVG that is an image of the name `title` to a screen reader."""
    box = f"0 0 {chart.config.width} {chart.config.height}"
    root = ElementTree.Element("svg", {"class": "chart", "viewBox": box, "role": "img", "aria-label": title})
    _copy(chart.render_tree(), root)
    return Markup(ElementTree.tostring(root, encoding="unicode"))  # noqa: S704 - ElementTree escapes the labels


def _copy(source: Any, target: ElementTree.Element) -> None:
    """Copy the elements that draw something."""
    for child in source:
        if not isinstance(child.tag, str):
            continue  # a comment
        name = child.tag.rpartition("}")[2]
        if name in _DROPPED or child.get("class") in ("plot tooltip-overlay", "titles"):
            continue
        kept = {key: _NUMBER.sub(_rounded, value) for key, value in child.attrib.items() if key in _KEPT and value}
        made = ElementTree.SubElement(target, name, kept)
        made.text = child.text if name == "text" else None
        _copy(child, made)
        if name == "g" and not len(made):
            target.remove(made)


def _rounded(found: re.Match[str]) -> str:
    return f"{float(found.group()):.1f}".removesuffix(".0")
