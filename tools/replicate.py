"""Make a large output folder of a small one: its records again and again, under other paths, ids and days.

    python tools/replicate.py output/ /tmp/large --count 10000

For measuring what reads an output folder (reports, exports) on a size that would take hours to annotate. Artifacts
are hard links to those of the small folder; fingerprints are those of the copied records, so no run goes on from it.
"""

import argparse
import itertools
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import orjson

from pipeline.store.layout import Layout
from schemas.ids import stable_id

FIRST_DAY = date(2024, 1, 1)
DAYS = 700
REJECTS = ("empty", "language", "bad_json")


def replicate(source: Layout, target: Layout, count: int) -> None:
    """Write `count` records, a reject for every hundredth, and run.json."""
    originals = [orjson.loads(line) for line in source.records.read_bytes().splitlines()]
    target.root.mkdir(parents=True)
    with target.records.open("wb") as file:
        for number, original in zip(range(count), itertools.cycle(originals), strict=False):
            copy = copied(original, number)
            file.write(orjson.dumps(copy) + b"\n")
            link(source.article(original["source"]["path"], None), target.article(copy["source"]["path"], None))
    with target.rejects.open("wb") as file:
        file.writelines(orjson.dumps(reject(number)) + b"\n" for number in range(count // 100))
    summary = orjson.loads(source.summary.read_bytes())
    summary |= {"inputs": count + count // 100, "records": count, "rejects": count // 100}
    target.summary.write_bytes(orjson.dumps(summary))


def copied(original: dict[str, Any], number: int) -> dict[str, Any]:
    """Give a record under another path, id and day of publication."""
    path = f"{number // 1000:03d}/{number:06d}.txt"
    day = (FIRST_DAY + timedelta(days=number * 7919 % DAYS)).isoformat()
    return original | {
        "id": stable_id("article", path, None),
        "source": original["source"] | {"path": path},
        "article": original["article"] | {"published": {"value": day, "found_in": "metadata"}},
    }


def link(source: Path, target: Path) -> None:
    """Link the artifacts of an article to those of another."""
    target.mkdir(parents=True)
    for path in source.iterdir():
        os.link(path, target / path.name)


def reject(number: int) -> dict[str, Any]:
    """Give a made-up reject."""
    return {
        "source": {"path": f"rejected/{number:06d}.txt", "part": None}, "stage": "ingest",
        "reason": REJECTS[number % len(REJECTS)], "detail": "Made up.", "sha256": None, "fingerprint": None,
    }  # fmt: skip


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    arguments = parser.parse_args()
    replicate(Layout(arguments.source), Layout(arguments.target), arguments.count)


if __name__ == "__main__":
    main()
