"""Fingerprints: one short digest of all that could change a record.

Resume, caching and "redo only what changed" are one rule: same fingerprint, so reuse.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path


def fingerprint(*parts: str | bytes) -> str:
    """Digest `parts` into 32 hexadecimal digits; the parts are length-prefixed, so their borders count."""
    data: list[bytes] = []
    for part in parts:
        body = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        data += (len(body).to_bytes(8, "big"), body)
    return hashlib.blake2b(b"".join(data), digest_size=16).hexdigest()


def combined(fingerprints: Iterable[str]) -> str:
    """Digest fingerprints into one; as all are of one length, their borders need no mark: a run makes 27 an article."""
    return hashlib.blake2b("".join(fingerprints).encode("ascii"), digest_size=16).hexdigest()


SHARED = ("columns.py", "extents.py", "mentions.py", "syntax.py", "text", "tree.py", "trees.py")
"""What several stages are built on, within the package; with the schemas, part of every stage's code."""


@cache
def code(path: Path) -> str:
    """Digest the Python files at `path` (a file, or a folder and all below it), by relative name and content."""
    files = [path] if path.is_file() else sorted(path.rglob("*.py"))
    return fingerprint(
        *(part for file in files for part in (file.relative_to(path.parent).as_posix(), file.read_bytes()))
    )


@cache
def shared_code() -> str:
    """Digest the code that every stage stands on: the schemas and the shared grammar."""
    package = Path(__file__).parent
    return fingerprint(code(package.parent / "schemas"), *(code(package / name) for name in SHARED))
