"""The pages as files: rendered by templates, written to a folder beside, and put in place when all stand.

The templates escape every value, and control characters are made visible before that (`finalize`): nothing that an
article, a file name or a page's metadata holds can become markup, or turn the direction of the text around it. The
pages allow no script and no address but their own style sheet (their Content-Security-Policy). No file is named after
anything but ids and numbers.
"""

import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import chain, pairwise
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.errors import OutputError
from pipeline.report import lists, overview, page, read
from pipeline.report.catalogue import ORDERS, Catalogue
from pipeline.report.overview import BASES
from pipeline.store import lock
from pipeline.store.layout import Layout
from pipeline.text.visible import visible
from schemas.record import ArticleRecord

REPORT = "report"
"""The folder of the report within the output folder."""

LAYERS = (
    ("claim", "claims", "C1"), ("cue", "words of saying", ""), ("figure", "figures", "F1"), ("date", "dates", "D1"),
    ("event", "events", "E1"), ("entity", "names", ""),
)  # fmt: skip
"""What is marked in a text: class, name and the look of its tag."""

ELEMENTS = {"title": "h3", "heading": "h3", "quote": "blockquote"}
"""The elements that blocks become; the others are paragraphs."""

type Progress = Callable[[int, int], None]
"""Called after each article: how many pages of articles stand, and how many there will be."""


def write(out: Path, progress: Progress | None = None) -> Path:
    """Write the report on the output folder `out`, in place of an earlier one; gives the path of the overview.

    Raises OutputError where `out` holds no finished run, holds something else under the report's name, or cannot be
    written; an earlier report then stays as it was.
    """
    layout = Layout(out)
    read.run(layout)
    with lock.held(layout.lock):
        run = read.run(layout)
        place = layout.root / REPORT
        if place.exists() and not _is_report(place):
            raise OutputError(f"{place} was not made by dateline; move it away, for the report takes its place.")
        building = layout.state / REPORT
        try:
            shutil.rmtree(building, ignore_errors=True)
            _Site(layout, building, run, progress).build()
            _swap(building, place)
        except OSError as error:
            raise OutputError(f"{place}: cannot be written: {error.strerror}.") from error
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return place / "index.html"


def _is_report(place: Path) -> bool:
    try:
        with (place / "index.html").open(encoding="utf-8") as file:
            return 'name="generator" content="dateline report"' in file.read(2000)
    except (OSError, UnicodeDecodeError):
        return False


def _swap(building: Path, place: Path) -> None:
    old = building.with_name(f"{REPORT}.old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    building.rename(place)
    shutil.rmtree(old, ignore_errors=True)


class _Site:
    """Writes all pages below `folder`."""

    def __init__(self, layout: Layout, folder: Path, run: read.Run, progress: Progress | None) -> None:
        self.layout = layout
        self.folder = folder
        self.progress = progress
        self.environment = Environment(
            loader=PackageLoader("pipeline.report"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
            undefined=StrictUndefined, finalize=_shown, keep_trailing_newline=True, auto_reload=False,
        )  # fmt: skip
        self.environment.globals |= {"run": run, "bases": BASES, "layers": LAYERS, "elements": ELEMENTS}
        self.run = run

    def build(self) -> None:
        """Write the pages of the articles, and then those that need to know all of them."""
        for part in ("articles", "lists"):
            (self.folder / part).mkdir(parents=True)
        style = files("pipeline.report").joinpath("style.css").read_bytes()
        (self.folder / "style.css").write_bytes(style)
        with Catalogue(self.folder / "catalogue.sqlite") as catalogue:
            self._articles(catalogue)
            for reject in read.rejects(self.layout):
                catalogue.add_reject(reject)
            self._lists(catalogue)
            self._overview(catalogue)

    def _articles(self, catalogue: Catalogue) -> None:
        previous = None
        following: Iterator[ArticleRecord | None] = chain(read.records(self.layout), [None])
        for number, (record, after) in enumerate(pairwise(following), 1):
            if record is None:
                break
            catalogue.add(number, record)
            shown = page.of(record, self.layout, previous, after.id if after else None)
            self._render("article.html", f"articles/{record.id}.html", root="../", page=shown)
            previous = record.id
            if self.progress:
                self.progress(number, self.run.records)

    def _lists(self, catalogue: Catalogue) -> None:
        total = catalogue.number("SELECT count(*) FROM article")
        for order in ORDERS:
            for part in lists.articles(catalogue, order, total):
                if (order, part.page) != (ORDERS[0], 1):
                    self._render("list.html", f"lists/{order.file}-{part.page}.html", root="../", list=part)
        for part in lists.timeline(catalogue, overview.dated_events(catalogue)):
            self._render("timeline.html", f"lists/timeline-{part.page}.html", root="../", list=part)
        for part in lists.rejects(catalogue, catalogue.number("SELECT count(*) FROM reject")):
            self._render("rejects.html", f"lists/rejects-{part.page}.html", root="../", list=part)

    def _overview(self, catalogue: Catalogue) -> None:
        counts = overview.counts(catalogue)
        charts = (overview.timeline(catalogue, counts.events), overview.figures(catalogue, counts.figures))
        self._render(
            "index.html",
            "index.html",
            root="",
            counts=counts,
            charts=charts,
            rejected=overview.rejected(catalogue),
            list=lists.overview(catalogue, counts.articles),
            configuration=self.run.configuration,
        )

    def _render(self, template: str, name: str, **values: object) -> None:
        text = self.environment.get_template(template).render(**values)
        (self.folder / name).write_text(text, encoding="utf-8", newline="\n")


def _shown(value: object) -> object:
    """Make control characters visible in all that a template writes and that is no markup of its own."""
    if not isinstance(value, str) or value.isprintable() or isinstance(value, Markup):
        return value
    return visible(value)
