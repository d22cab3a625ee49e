"""The pages in a browser: probes stay text, nothing is fetched but the style sheet, and everyone can use them."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pipeline import report
from tests.report import folder, pages

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (make test-browser)")

CHROMIUM = shutil.which("chromium")
AXE = Path(__file__).parents[2] / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
WIDE, NARROW = (1280, 900), (375, 800)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (make test-browser)"),
]


@dataclass
class Watched:
    """A page, and all that happened on it and should not have."""

    page: Any
    events: list[str] = field(default_factory=list)

    def open(self, path: Path, place: str = "") -> None:
        """Open a page of the report."""
        self.page.goto(path.as_uri() + place)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM)
        yield started
        started.close()


@pytest.fixture(params=[("light", WIDE), ("dark", NARROW)], ids=["light-wide", "dark-narrow"])
def watched(browser: Any, request: pytest.FixtureRequest) -> Iterator[Watched]:
    scheme, (width, height) = request.param
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": height})
    context.set_default_timeout(120_000)  # a busy machine is slow, and not wrong
    page = context.new_page()
    found = Watched(page)
    page.on("dialog", lambda dialog: (found.events.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: found.events.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: found.events.append(f"error: {error}"))
    page.on("popup", lambda popup: found.events.append(f"popup: {popup.url}"))
    page.on("request", lambda made: _note(found, made.url))
    yield found
    context.close()


def _note(found: Watched, url: str) -> None:
    if not url.startswith("file:") or not url.partition("#")[0].endswith((".html", "/style.css")):
        found.events.append(f"request: {url}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the golden record of a seed, a record full of probes, and rejects."""
    probed = folder.probed()
    rejects = [folder.reject(path=probe, detail=probe) for probe in folder.PROBES]
    layout = folder.write(tmp_path_factory.mktemp("site"), [folder.golden()[0], probed], rejects)
    folder.write_removed(layout, probed, *folder.PROBES)
    return report.write(layout.root).parent


def test_nothing_on_any_page_runs_asks_or_complains(site: Path, watched: Watched):
    for path in pages.all_of(site):
        watched.open(path)
        watched.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        watched.page.mouse.move(200, 300)
    assert watched.events == []


def test_the_style_sheet_is_in_force_and_a_script_is_not(site: Path, watched: Watched, tmp_path: Path):
    shutil.copy(site / "style.css", tmp_path)
    page = (site / "index.html").read_text(encoding="utf-8")
    attack = "<script>document.title = 'run'</script><img src='x' onerror=\"document.title = 'run'\" />"
    (tmp_path / "index.html").write_text(page.replace("</main>", f"{attack}</main>"), encoding="utf-8")
    watched.open(tmp_path / "index.html")
    assert watched.page.title() == "Overview – dateline report"
    assert watched.page.evaluate("getComputedStyle(document.body).margin") == "0px"
    assert len([event for event in watched.events if "Content Security Policy" in event]) >= 2


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (make test-browser)")
def test_axe_finds_nothing_on_any_kind_of_page(site: Path, watched: Watched):
    lists = [site / "lists" / f"{name}-1.html" for name in ("by-title", "timeline", "rejects")]
    for path in [site / "index.html", *lists, *pages.all_of(site / "articles")[:2]]:
        watched.open(path)
        watched.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        watched.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = watched.page.evaluate("axe.run()")
        assert {rule["id"]: [node["target"] for node in rule["nodes"]] for rule in found["violations"]} == {}, path


def test_no_page_is_wider_than_the_window(site: Path, watched: Watched):
    for path in pages.all_of(site):
        watched.open(path)
        assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_first_tab_reaches_the_skip_link_and_the_focus_is_seen(site: Path, watched: Watched):
    watched.open(site / "index.html")
    watched.page.keyboard.press("Tab")
    link = watched.page.locator(":focus")
    assert link.inner_text() == "Skip to the content"
    assert link.bounding_box()["x"] >= 0
    assert link.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


def test_a_tag_leads_to_its_row_and_the_row_back_to_the_text(site: Path, watched: Watched):
    record = folder.golden()[0]
    watched.open(site / "articles" / f"{record['id']}.html")
    watched.page.locator(".text .figure-tag").first.click()
    assert watched.page.locator("tr:target").get_attribute("id") == "f1"
    watched.page.locator("tr:target .tag").click()
    marked = watched.page.locator(".text :target")
    assert record["figures"][0]["text"].startswith(marked.inner_text())
    box = marked.bounding_box()
    assert 0 <= box["y"] < watched.page.viewport_size["height"]


def test_a_kind_of_mark_is_put_away_without_a_script(site: Path, watched: Watched):
    watched.open(site / "articles" / f"{folder.golden()[0]['id']}.html")
    tag = watched.page.locator(".text .figure-tag").first
    assert tag.is_visible()
    watched.page.locator("#show-figure").uncheck()
    assert not tag.is_visible()
    style = "one => getComputedStyle(one).textDecorationLine"
    assert watched.page.locator(".text p .figure").first.evaluate(style) == "none"
