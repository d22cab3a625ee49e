"""Output folders for the report's tests, made without a pipeline: of golden records, and of a record full of probes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from pipeline.store import artifacts
from pipeline.store.artifacts import Artifact
from pipeline.store.layout import Layout
from schemas.ids import stable_id
from schemas.record import ArticleRecord
from tests.sample import sample

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*.json"))

PROBES = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "</p></section></main><iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}<!-- ]]> &lt;script&gt;",
    "\u202eevil\u2066 \x1b[31m\x00\x85\ufeff",
)
"""Text that would do something, were it taken for markup, a template, an address or a direction."""

WORDS = dict(zip(("Kyiv", "said", "3 May 2023", "at least 40", "people", "killed", "Oleh Hnat"), PROBES, strict=False))


def golden() -> list[dict[str, Any]]:
    """The golden records of the seeds."""
    return [orjson.loads(path.read_bytes()) | {"producer": sample()["producer"]} for path in GOLDEN]


def write(root: Path, records: Sequence[dict[str, Any]], rejects: Sequence[dict[str, Any]] = (), **run: Any) -> Layout:
    """Write the files of a finished run."""
    layout = Layout(root)
    root.mkdir(parents=True, exist_ok=True)
    layout.records.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    layout.rejects.write_bytes(b"".join(orjson.dumps(reject) + b"\n" for reject in rejects))
    summary = {
        "finished": "2024-03-15T12:00:00+00:00", "inputs": len(records) + len(rejects), "records": len(records),
        "seconds": {"total": 1.5, "stages": {"clean": 0.5}}, "dateline": "0.1.0", "schema_version": "1.0.0",
        "model": {"name": "en_core_web_md", "version": "3.8.0", "digest": "0"},
        "stages": {"clean": {"version": 1, "fingerprint": "0"}}, "artifacts": ["clean"], "config": {"clean": {}},
    }  # fmt: skip
    layout.summary.write_bytes(orjson.dumps(summary | run))
    return layout


def write_removed(layout: Layout, record: dict[str, Any], *texts: str) -> None:
    """Write an artifact of `clean` that took these stretches away."""
    removed = [{"start": 0, "end": 5, "text": text, "reason": "copyright"} for text in texts]
    path = layout.article(record["source"]["path"], record["source"]["part"]) / "20-clean.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(artifacts.frame(Artifact("clean", 1, "0", orjson.dumps({"removed": removed}))))


def reject(path: str = "a.txt", reason: str = "empty", detail: str = "No text.") -> dict[str, Any]:
    """A reject."""
    return {
        "source": {"path": path, "part": None}, "stage": "ingest", "reason": reason, "detail": detail, "sha256": None,
        "fingerprint": None,
    }  # fmt: skip


def numbered(number: int, **article: Any) -> dict[str, Any]:
    """The sample record under a path and id of its own."""
    path = f"{number:04d}.txt"
    record = sample()
    record["id"] = stable_id("article", path, None)
    record["source"]["path"] = path
    record["article"] |= article
    return record


def probed() -> dict[str, Any]:
    """The sample record with a probe in every field that takes any text, and as the words of its spans."""
    record = _with_probes_as_words(sample())
    for place, (holder, key) in enumerate(list(_strings(record))):
        before = holder[key]
        holder[key] = PROBES[place % len(PROBES)]
        if not _holds(record):
            holder[key] = before
    record["article"]["url"] = "javascript:alert(1)//"
    ArticleRecord.model_validate_json(orjson.dumps(record))
    return record


def _holds(record: dict[str, Any]) -> bool:
    try:
        ArticleRecord.model_validate_json(orjson.dumps(record))
    except ValueError:
        return False
    return True


def _strings(value: Any) -> Any:
    """Every place in a record that holds text, or nothing where text may stand."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, str) or item is None:
            yield value, key
        elif isinstance(item, dict | list):
            yield from _strings(item)


def _with_probes_as_words(record: dict[str, Any]) -> dict[str, Any]:
    text = record["text"]
    found = sorted((text.index(word), word) for word in WORDS)
    parts, moved, end, length = [], {}, 0, 0
    for start, word in found:
        for place in range(end, start + 1):
            moved[place] = length + place - end
        parts += [text[end:start], WORDS[word]]
        length += start - end + len(WORDS[word])
        end = start + len(word)
        moved[end] = length
    for place in range(end, len(text) + 1):
        moved[place] = length + place - end
    record["text"] = "".join(parts) + text[end:]
    record["offsets"] = None
    _move(record, moved, record["text"])
    return record


def _move(value: Any, moved: dict[int, int], text: str) -> None:
    if isinstance(value, list):
        for item in value:
            _move(item, moved, text)
    elif isinstance(value, dict):
        if isinstance(value.get("start"), int):
            value["start"], value["end"] = moved[value["start"]], moved[value["end"]]
            if "text" in value:
                value["text"] = text[value["start"] : value["end"]]
        for item in value.values():
            _move(item, moved, text)
