"""Inputs that gave no record: every one is named, with a reason from a closed list."""

from typing import Literal

from pydantic import Field

from schemas.base import Record
from schemas.source import SourceRef

Reason = Literal[
    "empty",
    "not_text",
    "undecodable",
    "too_large",
    "too_deep",
    "too_slow",
    "unreadable",
    "not_regular_file",
    "dangling_symlink",
    "symlink_loop",
    "outside_root",
    "unsupported_type",
    "bad_json",
    "wrong_type",
    "missing_text",
    "no_text",
    "linked_folder",
    "language",
    "worker_died",
    "error",
]
"""Why an input gave no record; `REASONS` says what each means."""

REASONS: dict[Reason, str] = {
    "empty": "no bytes, or nothing but white space and invisible characters",
    "not_text": "binary: NUL bytes, a known magic number, or too many bytes that are no text",
    "undecodable": "text, but no encoding fits",
    "too_large": "over the size limit",
    "too_deep": "nested more deeply than the limit",
    "too_slow": "over the time limit for one article",
    "unreadable": "permission denied or an input/output error",
    "not_regular_file": "a pipe, socket or device",
    "dangling_symlink": "a link whose target is missing",
    "symlink_loop": "a link that leads to itself or to one of its own parents",
    "outside_root": "a link that leads out of the input folder",
    "unsupported_type": "no reader for this kind of file",
    "bad_json": "not JSON (the file, or one line of it)",
    "wrong_type": "a field of the wrong type, or the top level is no object or list of objects",
    "missing_text": "an article object without text",
    "no_text": "markup with no article text left after cleaning",
    "linked_folder": "a link to a folder of the input, which is read under its own name",
    "language": "a language the pipeline does not read",
    "worker_died": "the process that worked on it was killed (signal or memory limit), twice",
    "error": "anything else, with the exception's type",
}


class Reject(Record):
    """An input that gave no record.

    `source` names it as a record does; `stage` is where it stopped (``corpus`` for what was never opened);
    `detail` is one sentence for a person.
    """

    source: SourceRef = Field(description="Which input it is.")
    stage: str = Field(description="Where it stopped; `corpus` for what was never opened.")
    reason: Reason = Field(description="Why it gave no record.")
    detail: str = Field(description="The same as a sentence for a person.")
    sha256: str | None = Field(default=None, description="SHA-256 of its bytes.")
    fingerprint: str | None = Field(default=None, description="Digest of all that could change the outcome.")
