"""Text made to hurt patterns: 20,000 characters of it cost the readers next to nothing."""

import time
from collections.abc import Callable

import pytest

from pipeline.stages.clean import markdown, page, page_date, plain
from pipeline.stages.clean.draft import Draft, Facts
from pipeline.stages.clean.furniture import Furniture
from pipeline.stages.clean.markup import Markup
from pipeline.stages.clean.nesting import flatten
from pipeline.text import characters
from pipeline.text.traced import Traced

LENGTH = 20_000
SECONDS = 2
"""Far above what any takes (0.3 at most), far below what a pattern that backtracks takes."""
UNITS = (
    "1,",
    "( ",
    "[",
    "](",
    "![",
    "`",
    "``a",
    "*a _b ",
    "<",
    "<a ",
    "<a href=x>",
    "<p>",
    "<div>",
    "<!--",
    "&amp",
    "\\",
    "|",
    "| - ",
    "- ",
    "> ",
    ">",
    "- a\n",
    "#",
    "---\n",
    "a: b\n",
    " \t",
    "\u200b",
    "\u0301",
    "By Ann Lee, ",
    "http://a.",
    "a > b ",
    "[a](b(c)",
    "[^a]: x\n",
    "<script>",
    "```\n",
    "\x1b[",
    "a-\n",
    "Home | ",
    "<meta name=a content='",
    "<meta name=updated",
    "<svg><path d='M1 1'/>",
    "<script type=application/ld+json>",
)
READERS: dict[str, Callable[[str], object]] = {
    "characters": lambda text: characters.normalise(Traced.whole(text)),
    "plain": lambda text: plain.read(Traced.whole(text)),
    "markdown": lambda text: markdown.read(Traced.whole(text)),
    "furniture": lambda text: Furniture().sort_out([Draft("paragraph", Traced.whole(text))], Facts()),
    "head": Markup,
    "nesting": flatten,
    "date": lambda text: list(page_date.without_prose(text)),
    "changes": page_date.without_changes,
    "index": page.refuse_index,
}


@pytest.mark.parametrize("reader", READERS)
def test_no_bait_costs_a_reader_more_than_its_length(reader: str):
    for unit in UNITS:
        bait = (unit * LENGTH)[:LENGTH] + "x!"
        start = time.process_time()
        READERS[reader](bait)
        assert time.process_time() - start < SECONDS, repr(unit)
