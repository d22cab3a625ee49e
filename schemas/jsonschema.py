"""The JSON Schema (draft 2020-12) of every published record, generated from the models.

``python -m schemas.jsonschema`` writes ``schemas/json/``; a test fails when the files there have drifted.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from schemas.annotation import Annotation
from schemas.article import Article
from schemas.claim import Claims
from schemas.dates import Dates
from schemas.entity import Entities
from schemas.event import Events
from schemas.figure import Figures
from schemas.record import ArticleRecord
from schemas.reject import Reject
from schemas.source import Source

FOLDER = Path(__file__).parent / "json"

PUBLISHED: dict[str, type[BaseModel]] = {
    "record": ArticleRecord,
    "reject": Reject,
    "source": Source,
    "article": Article,
    "annotation": Annotation,
    "entities": Entities,
    "dates": Dates,
    "figures": Figures,
    "claims": Claims,
    "events": Events,
}
"""Name of each schema (``dateline schema NAME``, ``schemas/json/NAME.schema.json``) and its model."""


def json_schema(name: str) -> dict[str, Any]:
    """Give the JSON Schema of the published record `name`; raises KeyError for an unknown name."""
    schema = PUBLISHED[name].model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def rendered(name: str) -> str:
    """Give the schema as the text of its file."""
    return json.dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n"


def write(folder: Path = FOLDER) -> None:
    """Write the schema of every published record to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PUBLISHED:
        (folder / f"{name}.schema.json").write_text(rendered(name), encoding="utf-8")


if __name__ == "__main__":
    write()
