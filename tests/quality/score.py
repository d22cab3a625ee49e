"""One table of where each area stands on the gold sets, beside the best so far.

The gold data and its scorers live outside the project (their licences forbid copying the texts in); `floors.toml`
names each set by path and digest and keeps the best value reached of each measure. A fall of more than `SLACK`
below it fails.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.quality import predict

FLOORS = Path(__file__).parent / "floors.toml"

SLACK = 0.005
"""How far below its best a measure may fall, as a share: rounding and other processors, no real loss."""


@dataclass(frozen=True)
class GoldSet:
    """A gold file, the scorer that holds predictions against it, and the measures that are watched.

    `measures` maps a name to its dotted place in the scorer's result; percentages are given as shares.
    """

    name: str
    area: str
    gold: str
    scorer: str
    measures: dict[str, str]
    percent: bool = True
    options: tuple[str, ...] = ()


_ENTITIES = {"exact": "exact/all/f", "overlap": "overlap/all/f"}
_DATES = {"value": "value/f", "strict": "strict/f", "calendar_recall": "calendar/r"}
_FIGURES = {name: f"F1:{name}" for name in ("value", "value+bound", "value+kind", "value+unit")} | {"F1": "F1"}
_CLAIMS = {name: f"all/{name}/f" for name in ("ov80", "soft", "joint80")} | {"ov80_recall": "all/ov80/r"}

SETS = (
    GoldSet(
        "entities gum", "entities", "entities/gum_news_interview.jsonl", "entities/score_entities.py",
        {**_ENTITIES, "b3": "cluster_e2e/b3_f", "country": "country/acc_all"},
    ),
    GoldSet(
        "entities geovirus", "entities", "entities/geovirus.jsonl", "entities/score_entities.py",
        {**_ENTITIES, "country": "country/acc_all"},
    ),
    GoldSet("dates meantime", "dates", "dates/meantime_en.jsonl", "dates/score_dates.py", _DATES),
    GoldSet(
        "dates gum", "dates", "dates/gum_news_interview.jsonl", "dates/score_dates.py",
        {"calendar_recall": "calendar/r"},
    ),
    GoldSet(
        "events semeval", "events", "events/semeval_timeline.jsonl", "events/score_events.py",
        {
            "trigger_recall": "trigger_recall_all", "date_exact": "date/all/e2e_exact",
            "date_compatible": "date/all/e2e_compat", "participants_p": "participants/p",
            "participants_r": "participants/r",
        },
    ),
    GoldSet(
        "events undated", "events_without_publication", "events/semeval_timeline.jsonl", "events/score_events.py",
        {"undated": "undated_ok"},
    ),
    GoldSet(
        "figures wce", "figures", "figures/wce_dev.jsonl", "figures/score_spans.py",
        {**_FIGURES, "strict_bound": "strict_bound_acc"}, percent=False,
    ),
    GoldSet(
        "figures phenomena", "figures", "figures/phenomena.jsonl", "figures/score_spans.py", _FIGURES, percent=False,
    ),
    GoldSet(
        "figures displaced", "figures", "figures/d4d_dev.jsonl", "figures/score_spans.py",
        {"value_recall": "R:value", "value+kind_recall": "R:value+kind"}, percent=False,
    ),
    *(
        GoldSet(
            f"figures {name}", area, "figures/recognizers_dev.jsonl", "figures/score_spans.py",
            {measure: f"F1:{measure}"}, percent=False, options=("--set", name),
        )
        for name, area, measure in (
            ("currency", "figures_of_money", "value+unit"),
            ("number_range", "figures_as_numbers", "value+bound"),
            ("percent", "figures", "value"),
        )
    ),
    GoldSet(
        "claims gum", "claims", "claims/gum_news_dev.jsonl", "claims/score_claims.py",
        {**_CLAIMS, "who": "all/who/right", "who_of": "all/who/n"}, percent=False,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line of the table; shares between 0 and 1, None where there is no value yet."""

    set: str
    measure: str
    value: float
    best: float | None

    @property
    def fell(self) -> bool:
        return self.best is not None and self.value < self.best - SLACK


def rows(evaluation: Path, only: str = "") -> Iterator[Row]:
    """Score every set whose name contains `only`; `evaluation` is the folder with gold data and scorers."""
    best = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    predictions: dict[tuple[str, str], bytes] = {}
    for gold_set in SETS:
        gold = evaluation / gold_set.gold
        if only not in gold_set.name or not gold.is_file():
            continue
        key = (gold_set.area, gold_set.gold)
        if key not in predictions:
            predictions[key] = predict.lines(gold_set.area, gold)
        floor = best.get(gold_set.name, {})
        if floor.get("sha256") not in (None, digest(gold)):
            raise ValueError(f"{gold} has changed since its floors were set; score it again with --raise")
        for name, value in _measured(gold_set, evaluation, gold, predictions[key]).items():
            yield Row(gold_set.name, name, value, floor.get(name))


def digest(gold: Path) -> str:
    """Digest a gold file."""
    return sha256(gold.read_bytes()).hexdigest()


def _measured(gold_set: GoldSet, evaluation: Path, gold: Path, predictions: bytes) -> dict[str, float]:
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(predictions)
        file.flush()
        command = [sys.executable, str(evaluation / gold_set.scorer), str(gold), file.name, *gold_set.options, "--json"]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result = json.loads(output) if output.lstrip().startswith("{") else _printed(output)
    found = {name: _share(_at(result, path), percent=gold_set.percent) for name, path in gold_set.measures.items()}
    if "who_of" in found:
        found["who"] /= found.pop("who_of") or 1
    return found


def _printed(output: str) -> dict[str, float]:
    """Read the scorer's ``name value`` line."""
    pairs = re.findall(r"(\S+) (\d[\d.]*)(?=\s|$)", output.split("\n", maxsplit=1)[0].partition(": ")[2])
    return {name: float(value) for name, value in pairs}


def _at(result: Any, path: str) -> Any:
    """Give what stands at a path of the scorer's result; 0 where it prints none for want of any hit."""
    for part in path.split("/"):
        result = result.get(part, {}) if isinstance(result, dict) else {}
    return result or 0


def _share(value: Any, *, percent: bool) -> float:
    if isinstance(value, str):
        right, _, of = value.partition("/")
        return round(int(right) / int(of), 4)
    return round(float(value) / (100 if percent else 1), 4)


def raise_floors(found: list[Row], evaluation: Path) -> None:
    """Write the better of the old and the new value of each measure to `floors.toml`."""
    old = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    text = "# The best value reached so far of each measure, as shares; `make score` fails where one falls below it.\n"
    for gold_set in SETS:
        values = dict(old.get(gold_set.name, {}))
        for row in found:
            if row.set == gold_set.name:
                values[row.measure] = max(row.value, row.best or 0.0)
                values["sha256"] = digest(evaluation / gold_set.gold)
        if values:
            text += f'\n["{gold_set.name}"]\n'
            text += "".join(f'"{name}" = {json.dumps(value)}\n' for name, value in sorted(values.items()))
    FLOORS.write_text(text, encoding="utf-8")
