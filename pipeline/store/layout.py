"""Where things stand in an output folder.

The path of an article comes from outside and may hold anything: it is never used as it is. Each of its parts is
percent-escaped to letters, digits and ``. _ - ,`` and cut where it is longer than a file name may be.
"""

import hashlib
import string
from pathlib import Path

SAFE = frozenset(string.ascii_letters + string.digits + "._-,")
MAX_NAME = 180
"""Longest folder name in bytes; file systems allow 255, and what stands beside needs room for an ending."""
MAX_PATH = 1500
"""Longest escaped path in bytes; beyond it one digest stands for the whole (the system's limit is 4096)."""


class Layout:
    """The paths of one output folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.records = root / "records.jsonl"
        self.rejects = root / "rejects.jsonl"
        self.summary = root / "run.json"
        self.articles = root / "articles"
        self.state = root / ".dateline"
        self.journal = self.state / "journal.jsonl"
        self.lock = self.state / "lock"
        self.scratch = self.state / "scratch"

    def article(self, path: str, part: int | None) -> Path:
        """Give the folder of an article's artifacts."""
        names = [escape(name) for name in path.split("/")]
        if sum(map(len, names)) > MAX_PATH:
            names = [f"~{_digest(path)}"]
        if part is not None:
            names.append(f"{part:06d}")
        return self.articles.joinpath(*names)


def escape(name: str) -> str:
    """Make a file name that is safe on any file system; different names stay different."""
    safe = "".join(char if char in SAFE else "".join(f"%{byte:02X}" for byte in _bytes(char)) for char in name)
    if safe.strip(".") == "":
        safe = safe.replace(".", "%2E")
    if len(safe) > MAX_NAME:
        safe = f"{safe[: MAX_NAME - 34]}~{_digest(name)}"
    return safe


def _bytes(char: str) -> bytes:
    return char.encode("utf-8", "surrogatepass")


def _digest(text: str) -> str:
    return hashlib.blake2b(_bytes(text), digest_size=16).hexdigest()
