"""The golden records of the seeds: what is found today, kept in full so that every change is read as a diff.

``python -m tests.golden`` (``make golden``) writes them anew. The producer is left out: it changes with the code.
"""

from pathlib import Path
from typing import Any

import orjson

from schemas.base import dump
from schemas.record import ArticleRecord
from tests.quality import seeds

FOLDER = Path(__file__).parent / "golden"


def golden(record: ArticleRecord) -> dict[str, Any]:
    """Give the record as its golden file holds it."""
    return {name: value for name, value in dump(record).items() if name != "producer"}


def file(name: str) -> Path:
    """Give the golden file of a seed."""
    return FOLDER / f"{Path(name).stem}.json"


def write() -> None:
    """Write the golden records of all seeds."""
    FOLDER.mkdir(exist_ok=True)
    for name, record in seeds.records().items():
        option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        file(name).write_bytes(orjson.dumps(golden(record), option=option))


if __name__ == "__main__":
    write()
