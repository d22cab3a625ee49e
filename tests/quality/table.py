"""How good dateline is, as a page: ``docs/quality.md``, made from the floors.

``python -m tests.quality.table`` (part of ``make docs``) writes it, and the lines of it that the README has; a test
fails when they have drifted.
"""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGE = ROOT / "docs" / "quality.md"
FLOORS = Path(__file__).with_name("floors.toml")

INTRODUCTION = """\
# How good it is

Measured with the whole pipeline, out of the box, on gold data that is not part of the project. These are development
sets: they were looked at while the rules were written, so expect somewhat less on other texts. `make score` repeats the
measures. The page is made from [tests/quality/floors.toml](../tests/quality/floors.toml) by `make docs`; a change that
falls half a point below a floor is not taken. Numbers are percentages; F is the harmonic mean of precision and recall.
"""

BESIDE = """\
Beside it, on the same data and by the same scorer: en_core_web_md is spaCy's model alone; HeidelTime, CQE and the
GenderGapTracker are open systems for time expressions, quantities and quotations; "nearest date" takes for an event the
date that stands next to it. More, with what each rule is worth: [entities.md](entities.md), [figures.md](figures.md),
[events.md](events.md), and for the reading of files [ingest.md](ingest.md).
"""


@dataclass(frozen=True)
class Row:
    """A line of the table: what is measured, on which data, the floors that hold it, and what others reach."""

    what: str
    data: str
    floors: tuple[tuple[str, str], ...]
    beside: str = ""


ROWS = (
    Row(
        "names of people, organisations, places: exact F",
        "GUM news and interviews",
        (("entities gum", "exact"),),
        "64.2 en_core_web_md",
    ),
    Row(
        "mentions in the right cluster: B3 F",
        "GUM news and interviews",
        (("entities gum", "b3"),),
        "75.9 en_core_web_md",
    ),
    Row(
        "places: exact F; right country",
        "GeoVirus",
        (("entities geovirus", "exact"), ("entities geovirus", "country")),
        "82.0; none en_core_web_md",
    ),
    Row("time expressions: value F", "MEANTIME", (("dates meantime", "value"),), "78.6 HeidelTime"),
    Row(
        "casualties: value and bound F; value and kind F",
        "Wikipedia current events",
        (("figures wce", "value+bound"), ("figures wce", "value+kind")),
        "81.1; none CQE",
    ),
    Row(
        "displaced people: value found; with the right kind",
        "IDMC, Data4Democracy",
        (("figures displaced", "value_recall"), ("figures displaced", "value+kind_recall")),
        "90.6; none CQE",
    ),
    Row(
        "amounts of money: value and currency F", "Recognizers-Text", (("figures currency", "value+unit"),), "55.6 CQE"
    ),
    Row(
        "claims: content F; content and source F",
        "GUM news",
        (("claims gum", "ov80"), ("claims gum", "joint80")),
        "68.9; 58.9 GenderGapTracker",
    ),
    Row(
        "events found; with the right date; with a compatible date",
        "SemEval 2015 timeline",
        (("events semeval", "trigger_recall"), ("events semeval", "date_exact"), ("events semeval", "date_compatible")),
        "none; 50.6; none nearest date",
    ),
)


def page() -> str:
    """Give the page."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"), parse_float=Decimal)
    rows = (f"| {row.what} | {row.data} | {_measured(row, floors)} | {row.beside} |" for row in ROWS)
    head = ("| what | gold data | dateline | beside it |", "|---|---|---|---|")
    return "\n".join((INTRODUCTION, *head, *rows, "", BESIDE))


def renewed(text: str) -> str:
    """Give the text of another page with those lines anew that stand in this one."""
    lines = {line.split(" | ", 1)[0]: line for line in page().splitlines() if line.startswith("| ")}
    return "".join(f"{lines.get(line.split(' | ', 1)[0], line.rstrip('\n'))}\n" for line in text.splitlines())


def _measured(row: Row, floors: dict[str, dict[str, Decimal]]) -> str:
    return "; ".join(f"{100 * floors[section][measure]:.1f}" for section, measure in row.floors)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
