"""Writing the hostile inputs to a folder, and what stands in a folder beside regular files."""

import os
import socket
from pathlib import Path

from tests.hostile.case import PROSE
from tests.hostile.cases import CASES

PASSED_OVER = {
    "fs/dangling.txt": "dangling_symlink",
    "fs/self.txt": "symlink_loop",
    "fs/loop": "symlink_loop",
    "fs/sister": "linked_folder",
    "fs/outside.txt": "outside_root",
    "fs/zero.txt": "not_regular_file",
    "fs/pipe.txt": "not_regular_file",
    "fs/pipe.jsonl": "not_regular_file",
    "fs/socket.txt": "not_regular_file",
    "fs/.hidden.txt": "unsupported_type",
    "fs/.git": "unsupported_type",
    "fs/README": "unsupported_type",
    "fs/story.txt~": "unsupported_type",
    "fs/sparse.txt": "too_large",
}
"""What no article comes of, by path, with the reason."""


def write(root: Path) -> None:
    """Write all cases, and links, pipes and sockets that must not hang or mislead the walk."""
    for case in CASES:
        _file(root / case.path, case.data)
    special = root / "fs"
    for name in (".hidden.txt", ".git/config.txt", "README", "story.txt~", "folder.txt/inner.txt", "real/in.txt"):
        _file(special / name, f"{PROSE} {name}".encode())
    _file(root.parent / "outside.txt", PROSE.encode())
    (special / "empty").mkdir()
    for name, target in {
        "dangling.txt": "nothing.txt", "self.txt": "self.txt", "loop": "..", "sister": "real", "zero.txt": "/dev/zero",
        "outside.txt": "../../outside.txt", "inside.txt": "real/in.txt",
    }.items():  # fmt: skip
        (special / name).symlink_to(target)
    os.mkfifo(special / "pipe.txt")
    os.mkfifo(special / "pipe.jsonl")
    _socket(special / "socket.txt")
    with (special / "sparse.txt").open("wb") as file:
        file.truncate(3 << 30)
    (special / "hard.txt").hardlink_to(special / "real/in.txt")
    (special / os.fsdecode(b"bad\xffname.txt")).write_text(PROSE + "Bad name.", encoding="utf-8")


def _file(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _socket(path: Path) -> None:
    """Bind a socket by a short relative name: the system allows 108 bytes."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)
