"""The artifact of one stage for one article: its record in an envelope that says what made it."""

from pathlib import Path
from typing import Any

import orjson
from pydantic import BaseModel

from pipeline.errors import OutputError
from pipeline.fingerprint import fingerprint as digest
from pipeline.store import atomic


def encode(record: BaseModel) -> bytes:
    """Write a record as one line of JSON, without the line's end."""
    return orjson.dumps(record.model_dump(mode="json", by_alias=True))


def write(path: Path, stage: str, version: int, fingerprint: str, record: BaseModel) -> None:
    """Write an artifact, readable by a person: an envelope of five keys, the record last."""
    body = record.model_dump(mode="json", by_alias=True)
    envelope = {
        "stage": stage,
        "version": version,
        "fingerprint": fingerprint,
        "checksum": digest(orjson.dumps(body)),
        "record": body,
    }
    atomic.write(path, [orjson.dumps(envelope, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)])


def read(path: Path) -> dict[str, Any] | None:
    """Give the envelope at `path`; None where there is none, or where it was cut or changed."""
    try:
        envelope = orjson.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(f"{path}: cannot be read: {error.strerror}.") from error
    except orjson.JSONDecodeError:
        return None
    if not isinstance(envelope, dict) or envelope.get("checksum") != digest(orjson.dumps(envelope.get("record"))):
        return None
    return envelope
