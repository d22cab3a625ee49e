"""The artifact of one stage for one article: its record in an envelope that says what made it.

An artifact is JSON whose first line holds the stage, its version, the fingerprint and a checksum, and whose rest is
the record. The checksum is that of the record's bytes as they stand, so an artifact is checked without parsing it;
one that was cut or changed is none, and what it held is made again.
"""

from dataclasses import dataclass
from pathlib import Path

import orjson
from pydantic import BaseModel

from pipeline.errors import OutputError
from pipeline.fingerprint import fingerprint as digest

_BORDER = b',\n"record": '
_END = b"}\n"
READABLE = 1
"""Indentation of artifacts, in columns."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """What stands in an artifact; `body` is the JSON of the record."""

    stage: str
    version: int
    fingerprint: str
    body: bytes


def encode(record: BaseModel, indent: int | None = None) -> bytes:
    """Write a record as JSON."""
    return record.__pydantic_serializer__.to_json(record, indent=indent)


def body_of(stage: str, record: BaseModel) -> bytes:
    """Write the record of a stage as its artifact holds it: to be read by eye, but for an annotation's long columns."""
    return encode(record, None if stage == "annotate" else READABLE)


def frame(artifact: Artifact) -> bytes:
    """Put an artifact into its envelope."""
    head = {
        "stage": artifact.stage,
        "version": artifact.version,
        "fingerprint": artifact.fingerprint,
        "checksum": digest(artifact.body),
    }
    return b"".join((orjson.dumps(head)[:-1], _BORDER, artifact.body, _END))


def read(path: Path) -> Artifact | None:
    """Give the artifact at `path`; None where there is none, or where it was cut or changed."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(f"{path}: cannot be read: {error.strerror}.") from error
    return unframe(data)


def unframe(data: bytes) -> Artifact | None:
    """Take an artifact out of its envelope; None where its checksum does not hold."""
    head, border, rest = data.partition(_BORDER)
    if not border or not rest.endswith(_END):
        return None
    try:
        names = orjson.loads(head + b"}")
    except orjson.JSONDecodeError:
        return None
    body = rest[: -len(_END)]
    if names.get("checksum") != digest(body):
        return None
    return Artifact(names["stage"], names["version"], names["fingerprint"], body)
