"""All that the README and docs/ say is true: snippets run and print what is shown, pages are fresh, links lead on."""

import re
from pathlib import Path
from typing import Any

import orjson
import pytest

from pipeline import Dateline, config
from pipeline.cli import main, reference
from pipeline.run import Pipeline
from schemas import reference as record_reference
from tests import snippets
from tests.quality import table
from tests.snippets import PAGES, ROOT, Snippet

SNIPPETS = [snippet for page in PAGES for snippet in snippets.read(page)]
RUN = [
    snippet for snippet in SNIPPETS if snippet.language == "python" or (snippet.language == "sh" and snippet.lines())
]


def of(language: str) -> list[Snippet]:
    return [snippet for snippet in SNIPPETS if snippet.language == language]


@pytest.fixture(scope="module")
def place(pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001 - loaded once for all
    """A folder with seeds/ and the output of the main job, in which the snippets are run."""
    return snippets.folder(tmp_path_factory.mktemp("docs"))


@pytest.mark.parametrize("snippet", RUN, ids=str)
def test_a_snippet_runs_and_prints_what_the_page_says(place: Path, snippet: Snippet):
    if snippet.missing():
        pytest.skip(f"not installed: {', '.join(snippet.missing())}")
    printed = snippets.run(snippet, place)
    assert snippet.output in (None, printed)


def test_every_block_has_a_language_that_is_checked():
    assert {snippet.language for snippet in SNIPPETS} <= {"sh", "python", "json", "toml", "text"}


def test_the_record_in_the_readme_is_what_comes_out(place: Path):
    shown = next(snippet.body for snippet in of("json") if snippet.page.name == "README.md")
    records = [orjson.loads(line) for line in (place / "output" / "records.jsonl").read_bytes().splitlines()]
    assert any(_stands_in(orjson.loads(shown), record) for record in records)


def _stands_in(part: Any, whole: Any) -> bool:
    """Tell whether a cut-short object or list stands in a whole one."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(name in whole and _stands_in(part[name], whole[name]) for name in part)
    if isinstance(part, list):
        return isinstance(whole, list) and all(any(_stands_in(item, other) for other in whole) for item in part)
    return bool(part == whole)


@pytest.mark.parametrize("snippet", [s for s in of("json") if s.page.name != "README.md"], ids=str)
def test_names_in_the_docs_are_a_gazetteer(tmp_path: Path, snippet: Snippet):
    (tmp_path / "names.jsonl").write_text(snippet.body, encoding="utf-8")
    assert Dateline(gazetteer=tmp_path / "names.jsonl").config.entities.gazetteer


@pytest.mark.parametrize("snippet", of("toml"), ids=str)
def test_a_configuration_in_the_docs_holds(tmp_path: Path, snippet: Snippet):
    (tmp_path / "dateline.toml").write_text(snippet.body, encoding="utf-8")
    assert config.load(tmp_path / "dateline.toml") != config.Config()


def test_the_page_of_the_record_is_that_of_the_models():
    assert record_reference.PAGE.read_text(encoding="utf-8") == record_reference.page(), "run: make docs"


def test_the_page_of_the_commands_is_their_help():
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page(), "run: make docs"
    assert all(f"## dateline {name}\n" in reference.page() for name in main.commands)


def test_the_page_of_the_quality_has_the_measured_numbers():
    assert table.PAGE.read_text(encoding="utf-8") == table.page(), "run: make docs"


def test_the_numbers_of_the_readme_are_those_of_the_page():
    rows = [line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    measured = [row for row in rows if re.search(r"\d\d\.\d", row)]
    assert measured
    assert set(measured) <= set(table.page().splitlines())


LINKS = sorted(
    (page.name, link)
    for page in PAGES
    for link in set(re.findall(r"\]\((?!http)([^)]+)\)", page.read_text(encoding="utf-8")))
)


@pytest.mark.parametrize(("name", "link"), LINKS)
def test_a_link_leads_somewhere(name: str, link: str):
    page = next(page for page in PAGES if page.name == name)
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    assert target.exists()
    headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
    assert not anchor or anchor in {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_every_page_can_be_reached_from_the_readme():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        links = re.findall(r"\]\((?!http|#)([^)#]+)", page.read_text(encoding="utf-8"))
        waiting += [(page.parent / link).resolve() for link in links]
    assert set(PAGES) <= reached
