"""The report says what the records say, nothing of a text becomes markup, and every link leads somewhere."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest

from pipeline import report, wording
from pipeline.cli import main
from pipeline.errors import OutputError
from pipeline.report import lists
from pipeline.report.article import main_events
from pipeline.store.layout import Layout
from pipeline.text.visible import visible
from schemas.record import ArticleRecord
from schemas.reject import REASONS
from tests.report import folder, pages
from tests.sample import sample, sample_record

PLAIN_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        """html head meta title link body a header nav main footer section div p h1 h2 h3 ul li dl dt dd table caption
           thead tbody tr th td figure figcaption details summary pre code span fieldset legend label input blockquote
           svg g rect path text circle""",
    )
)
"""What the pages are made of; none of it runs or loads anything."""


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the golden records of the seeds."""
    layout = folder.write(tmp_path_factory.mktemp("seeds"), folder.golden(), [folder.reject()])
    return report.write(layout.root).parent


@pytest.fixture(scope="module")
def probed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on a record with probes in all fields, and on rejects with them."""
    record = folder.probed()
    rejects = [folder.reject(path=probe, detail=probe) for probe in folder.PROBES]
    layout = folder.write(
        tmp_path_factory.mktemp("probed"), [record], rejects, finished=folder.PROBES[0], dateline=folder.PROBES[1],
        model={"name": folder.PROBES[3], "version": folder.PROBES[4]}, artifacts=list(folder.PROBES),
        config={"clean": {"date": folder.PROBES[1]}}, stages={folder.PROBES[0]: {"version": 1}},
    )  # fmt: skip
    folder.write_removed(layout, record, *folder.PROBES)
    return report.write(layout.root).parent


def page_of(root: Path, record: ArticleRecord) -> pages.Element:
    return pages.parsed(root / "articles" / f"{record.id}.html")


RECORDS = [ArticleRecord.model_validate_json(orjson.dumps(record)) for record in folder.golden()]


@pytest.fixture(params=RECORDS, ids=lambda record: record.source.path)
def seed(request: pytest.FixtureRequest) -> ArticleRecord:
    """The record of one seed."""
    record: ArticleRecord = request.param
    return record


def test_the_text_of_a_page_is_the_text_of_the_record(seeds: Path, seed: ArticleRecord):
    section = next(part for part in page_of(seeds, seed).iter("section") if part.get("class") == "text")
    shown = [pages.text(block) for block in section if block.tag not in ("h2", "fieldset")]
    assert shown == [seed.text[block.start : block.end] for block in seed.blocks]


def test_every_figure_stands_on_the_page_with_its_value_status_source_date_place_and_rule(
    seeds: Path, seed: ArticleRecord
):
    rows, names = pages.by_id(page_of(seeds, seed)), wording.Names(seed)
    dates = {date.id: date for date in seed.dates}
    for number, figure in enumerate(seed.figures, 1):
        row = pages.words(rows[f"f{number}"])
        said_by = names.said_by(figure) or "the article itself"
        expected = [wording.value(figure.value), figure.status, figure.rule, said_by.strip("()")]
        expected += [figure.counted.text if figure.counted else figure.text, names.entity(figure.place)]
        expected += [wording.days(dates[figure.date]) if figure.date else "no date"]
        assert [part for part in expected if " ".join(part.split()) not in row] == []


def test_every_item_is_marked_in_the_text_and_tied_to_its_row_and_back(seeds: Path, seed: ArticleRecord):
    named = pages.by_id(page_of(seeds, seed))
    items: tuple[tuple[str, list[str]], ...] = (
        ("f", [figure.text for figure in seed.figures]),
        ("c", [claim.contents[0].text for claim in seed.claims]),
        ("e", [event.trigger.text for event in main_events(seed)]),
        ("d", [date.text for date in seed.dates]),
    )
    links = [element.get("href") for element in page_of(seeds, seed).iter("a")]
    for letter, texts in items:
        for number, words in enumerate(texts, 1):
            assert words.startswith(pages.text(named[f"t-{letter}{number}"]))
            assert f"#{letter}{number}" in links
            assert f"#t-{letter}{number}" in links


def test_every_claim_stands_with_its_source_and_cue_and_every_event_with_its_days(seeds: Path, seed: ArticleRecord):
    rows, names = pages.by_id(page_of(seeds, seed)), wording.Names(seed)
    for number, claim in enumerate(seed.claims, 1):
        row = pages.words(rows[f"c{number}"])
        assert names.source(claim.source).strip("()") in row
        assert claim.cue is None or claim.cue.text in row
    for number, event in enumerate(main_events(seed), 1):
        assert (wording.days(event.date) if event.date else "no date") in pages.words(rows[f"e{number}"])


def test_the_overview_counts_what_the_records_hold(seeds: Path):
    overview = pages.parsed(seeds / "index.html")
    counts = {pages.words(box[0]): int(pages.words(box[1]).replace(",", "")) for box in _boxes(overview, "counts")}
    assert counts == {
        "figures": sum(len(record.figures) for record in RECORDS),
        "claims": sum(len(record.claims) for record in RECORDS),
        "main events": sum(len(main_events(record)) for record in RECORDS),
    }
    assert REASONS["empty"] in pages.words(overview)


def _boxes(page: pages.Element, css: str) -> list[pages.Element]:
    return list(next(found for found in page.iter("dl") if found.get("class") == css))


def test_each_chart_accounts_for_every_event_and_figure(seeds: Path):
    overview = pages.parsed(seeds / "index.html")
    totals = [int(pages.words(box[1]).replace(",", "")) for box in _boxes(overview, "counts")]
    events, figures = (pages.words(chart) for chart in overview.iter("figure"))
    for chart, total in ((events, totals[2]), (figures, totals[0])):
        drawn = int(re.findall(rf"(\d+) \w+ of {total}[,.]", chart)[0])
        _, _, left_out = chart.partition("Left out: ")
        assert (
            drawn + sum(int(part.split()[0].replace(",", "")) for part in left_out.split(".")[0].split("; ")) == total
        )


@pytest.mark.parametrize("site", ["seeds", "probed"])
def test_every_link_leads_to_a_file_and_a_place(site: str, request: pytest.FixtureRequest):
    root: Path = request.getfixturevalue(site)
    if site == "seeds":
        for name in ("records.jsonl", "rejects.jsonl", "run.json"):
            assert (root.parent / name).is_file()
    assert {str(path): list(pages.broken_links(path)) for path in pages.all_of(root)} == {
        str(path): [] for path in pages.all_of(root)
    }


@pytest.mark.parametrize("site", ["seeds", "probed"])
def test_no_page_holds_an_element_attribute_or_address_that_could_do_anything(
    site: str, request: pytest.FixtureRequest
):
    root: Path = request.getfixturevalue(site)
    for path in pages.all_of(root):
        for element in pages.parsed(path).iter():
            assert element.tag in PLAIN_ELEMENTS, path
            assert not [name for name in element.attrib if name.startswith("on") or name in ("style", "src", "action")]
            href = element.get("href", "")
            assert ":" not in href or href.startswith(("https://", "http://")), path


def test_probes_stand_on_the_page_as_the_text_they_are(probed: Path):
    shown = "".join("".join(pages.parsed(path).itertext()) for path in pages.all_of(probed))
    assert [probe for probe in folder.PROBES if visible(probe) not in shown] == []
    assert "49" not in pages.words(pages.parsed(probed / "index.html")).split()


def test_pages_are_named_after_ids_and_numbers_alone(probed: Path):
    names = {path.name.rstrip("0123456789abcdef.html") for path in pages.all_of(probed / "articles")}
    assert names == {"article_"}


def test_every_page_forbids_scripts_and_addresses(probed: Path):
    for path in pages.all_of(probed):
        policies = [meta.get("content", "") for meta in pages.parsed(path).iter("meta") if meta.get("http-equiv")]
        assert [policy.split("; ")[0] for policy in policies] == ["default-src 'none'"]


def test_what_cleaning_took_away_is_shown_or_said_to_be_unknown(tmp_path: Path):
    layout = folder.write(tmp_path, [sample()])
    page = tmp_path / "report" / "articles" / f"{sample_record().id}.html"
    report.write(tmp_path)
    assert "What cleaning took away is not known" in page.read_text(encoding="utf-8")
    folder.write_removed(layout, sample(), "Share this article")
    report.write(tmp_path)
    assert "Share this article" in page.read_text(encoding="utf-8")
    assert 'href="../../articles/a/b.txt/20-clean.json"' in page.read_text(encoding="utf-8")


def test_artifacts_of_an_oddly_named_file_are_found(tmp_path: Path):
    record = sample()
    record["source"]["path"] = "50% #1?/ü.txt"
    layout = folder.write(tmp_path, [record])
    folder.write_removed(layout, record, "Ad")
    root = report.write(tmp_path).parent
    assert "Ad" in pages.words(pages.parsed(root / "articles" / f"{record['id']}.html"))
    assert [list(pages.broken_links(path)) for path in pages.all_of(root / "articles")] == [[]]


def listed(root: Path, name: str) -> list[str]:
    page = pages.parsed(root / name)
    return [pages.words(row[1]) for table in page.iter("tbody") for row in table if row[0].get("data-label") == "Title"]


def test_lists_are_cut_into_pages_and_sorted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lists, "ROWS", 2)
    titles = ("delta", "Alpha", None, "charlie", "Bravo")
    days = ("2024-01-03", "2024-01-01", "2024-01-02", None, "2024-01-05")
    records = [
        folder.numbered(n, title=title, published=day and {"value": day, "found_in": "text"})
        for n, (title, day) in enumerate(zip(titles, days, strict=True))
    ]
    root = report.write(folder.write(tmp_path, records).root).parent
    assert listed(root, "index.html") == ["0000.txt", "0001.txt"]
    assert [path for n in (1, 2, 3) for path in listed(root, f"lists/by-title-{n}.html")] == [
        "0001.txt", "0004.txt", "0003.txt", "0000.txt", "0002.txt",
    ]  # fmt: skip
    assert [path for n in (1, 2, 3) for path in listed(root, f"lists/by-newest-{n}.html")] == [
        "0004.txt", "0000.txt", "0002.txt", "0001.txt", "0003.txt",
    ]  # fmt: skip
    assert listed(root, "lists/by-path-3.html") == ["0004.txt"]
    assert [list(pages.broken_links(path)) for path in pages.all_of(root) if list(pages.broken_links(path))] == []


def test_rejects_are_listed_by_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lists, "ROWS", 2)
    rejects = [folder.reject(f"{n}.txt", reason) for n, reason in enumerate(("language", "empty", "language", "empty"))]
    root = report.write(folder.write(tmp_path, [], rejects).root).parent
    rows = [pages.words(row) for n in (1, 2) for row in pages.parsed(root / f"lists/rejects-{n}.html").iter("tr")]
    assert [row.split()[:2] for row in rows if ".txt" in row] == [
        ["1.txt", "empty"], ["3.txt", "empty"], ["0.txt", "language"], ["2.txt", "language"],
    ]  # fmt: skip
    assert [list(pages.broken_links(path)) for path in pages.all_of(root) if list(pages.broken_links(path))] == []


def contents(root: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_same_output_gives_the_same_bytes(tmp_path: Path):
    first, second = (
        report.write(folder.write(tmp_path / name, folder.golden(), [folder.reject()]).root).parent for name in "ab"
    )
    assert contents(first) == contents(second)


def test_a_report_takes_the_place_of_an_earlier_one(tmp_path: Path):
    folder.write(tmp_path, [folder.numbered(1), folder.numbered(2)])
    report.write(tmp_path)
    folder.write(tmp_path, [folder.numbered(2)])
    root = report.write(tmp_path).parent
    assert len(list((root / "articles").iterdir())) == 1
    assert [path.name for path in (tmp_path / ".dateline").iterdir()] == ["lock"]


def test_a_report_that_fails_leaves_the_earlier_one(tmp_path: Path):
    layout = folder.write(tmp_path, [sample()])
    before = contents(report.write(tmp_path).parent)
    layout.records.write_bytes(layout.records.read_bytes() + b'{"torn')
    with pytest.raises(OutputError, match=r"records.jsonl:2 does not hold"):
        report.write(tmp_path)
    assert contents(tmp_path / "report") == before
    assert [path.name for path in (tmp_path / ".dateline").iterdir()] == ["lock"]


def test_a_folder_that_is_no_report_is_not_replaced(tmp_path: Path):
    folder.write(tmp_path, [sample()])
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "index.html").write_text("My own notes")
    with pytest.raises(OutputError, match="was not made by dateline"):
        report.write(tmp_path)


def test_a_folder_without_a_finished_run_is_refused_with_what_to_do(tmp_path: Path):
    with pytest.raises(OutputError, match=r"no such folder; `dateline run SOURCE -o .*` makes it"):
        report.write(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(OutputError, match=r"holds no run; `dateline run"):
        report.write(tmp_path)
    layout = Layout(folder.write(tmp_path, [sample()]).root)
    layout.state.mkdir()
    layout.journal.touch()
    with pytest.raises(OutputError, match=r"has not finished; `dateline run"):
        report.write(tmp_path)


def test_a_run_json_that_was_changed_is_refused(tmp_path: Path):
    folder.write(tmp_path, [sample()]).summary.write_text("{}")
    with pytest.raises(OutputError, match=r"run.json cannot be read"):
        report.write(tmp_path)


def test_two_records_of_one_id_are_refused(tmp_path: Path):
    folder.write(tmp_path, [sample(), sample()])
    with pytest.raises(OutputError, match="two records with the id"):
        report.write(tmp_path)


def test_the_command_names_the_page_to_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder.write(tmp_path, [sample()])
    _call("report", str(tmp_path), status=0)
    assert capsys.readouterr().out == f"{tmp_path}/report/index.html\n"
    _call("report", str(tmp_path / "nowhere"), status=1)
    assert "no such folder" in capsys.readouterr().err


def _call(*arguments: Any, status: int) -> None:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert (ended.value.code or 0) == status
