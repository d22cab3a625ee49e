"""The record field by field, as a page: ``docs/record.md``, generated from the models.

``python -m schemas.reference`` (``make docs``) writes it; a test fails when it has drifted.
"""

import re
from pathlib import Path
from typing import Any

from schemas.jsonschema import json_schema

PAGE = Path(__file__).parents[1] / "docs" / "record.md"

INTRODUCTION = """\
# The record, field by field

Generated from the models in [schemas/](../schemas/) by `make docs`; do not edit.

A run writes one record an article, one JSON object a line, to `records.jsonl`, and one reject for each input that gave
none to `rejects.jsonl`. Every field is always there; what is not known is `null`, and an empty list is `[]`. No other
field is allowed. `start` and `end` count characters (Unicode code points) of the record's `text` from 0, `end` not
included: `text[start:end]` is the item's own `text`. An id names an item of the same record. Numbers are exact: what is
read back is the number that was written. `dateline schema record` prints the same as JSON Schema.
"""

ID_PATTERN = "^[a-z]+_[0-9a-f]{12}$"


def page() -> str:
    """Give the page: a section for the record and for the reject, and one for each model within them."""
    sections: dict[str, str] = {}
    for name in ("record", "reject"):
        schema = json_schema(name)
        for model in [schema, *_reached(schema, schema["$defs"])]:
            sections.setdefault(model["title"], _section(model))
    return "\n".join((INTRODUCTION, *sections.values()))


def _reached(model: dict[str, Any], models: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the models that a model holds, in the order of its fields, each with those that it holds itself."""
    reached: dict[str, dict[str, Any]] = {}
    for name in re.findall(r"#/\$defs/(\w+)", str(model["properties"])):
        for found in (models[name], *_reached(models[name], models)):
            reached.setdefault(found["title"], found)
    return list(reached.values())


def _section(model: dict[str, Any]) -> str:
    rows = (f"| `{name}` | {kind(field)} | {_meaning(field)} |" for name, field in model["properties"].items())
    return "\n".join(
        (
            f"## {model['title']}",
            "",
            _tidy(model["description"]),
            "",
            "| field | type | meaning |",
            "|---|---|---|",
            *rows,
            "",
        )
    )


def kind(field: dict[str, Any]) -> str:
    """Say in words what a JSON Schema allows: ``list of [Figure](#figure)``, ``number or null``."""
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in field:
        return " or ".join(kind(choice) for choice in field["anyOf"])
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if field["type"] == "array" and "prefixItems" in field:
        return f"list of {len(field['prefixItems'])} {field['prefixItems'][0]['type']}s"
    if field["type"] == "array":
        return f"list of {kind(field['items'])}"
    if field.get("format") == "date":
        return "day (`YYYY-MM-DD`)"
    if field.get("pattern") == ID_PATTERN:
        return "id"
    return "`null`" if field["type"] == "null" else str(field["type"])


def _meaning(field: dict[str, Any]) -> str:
    return _tidy(field.get("description", "")).replace("|", "\\|").replace("\n", " ")


def _tidy(text: str) -> str:
    """Give a docstring as Markdown: its lines put together into paragraphs, its code marked once."""
    paragraphs = re.split(r"\n\s*\n", text.replace("``", "`").strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
