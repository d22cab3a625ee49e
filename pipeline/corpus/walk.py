"""Which files there are below a folder, in a fixed order; what is passed over is named, with the reason.

Links are followed to regular files within the folder only. Nothing is opened here, so a pipe, socket or device cannot
hang the walk, and each real folder is walked once.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from pipeline.config import CorpusConfig
from pipeline.errors import UsageError
from schemas.reject import Reason, Reject
from schemas.source import SourceRef

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One file of the input folder: its place on disk (``-`` for standard input) and its path in records.

    `size` is in bytes, as the walk saw it; 0 for standard input.
    """

    file: Path
    path: str
    size: int = 0


def inputs(source: Path, config: CorpusConfig | None = None, output: Path | None = None) -> list[Input | Reject]:
    """Give all files below `source`, or the one file that it is, sorted by path.

    Files that the globs of `config` leave out, and the folder `output` of the run itself, are no inputs. Raises
    UsageError where `source` cannot be read.
    """
    config = config or CorpusConfig()
    if str(source) == STDIN:
        return [Input(Path(STDIN), STDIN)]
    if not source.exists():
        raise UsageError(f"{source}: there is no such file or folder.")
    if not source.is_dir():
        return [Input(source, name_of(source.name), source.stat().st_size)]
    root = os.path.realpath(source)
    leave = os.path.realpath(output) if output else None
    try:
        found = list(_walk(root, leave))
    except OSError as error:
        raise UsageError(f"{source}: cannot be read: {error.strerror}.") from error
    return sorted((item for item in found if _wanted(_path(item), config)), key=_path)


def name_of(relative: str) -> str:
    r"""Write a path for records: bytes that are no UTF-8 (lone surrogates in Python) as ``\xNN``.

    Different paths stay different: the backslash of a name that itself has ``\xNN`` in it is written as ``\x5c``.
    """
    return _LIKE_A_BYTE.sub(rb"\\x5c", os.fsencode(relative)).decode("utf-8", "backslashreplace")


_LIKE_A_BYTE = re.compile(rb"\\(?=x[0-9a-f]{2})")


def refusal(path: str, reason: Reason, detail: str, part: int | None = None) -> Reject:
    """Say that an input gives no article."""
    return Reject(source=SourceRef(path=path, part=part), stage="corpus", reason=reason, detail=detail)


def _path(item: Input | Reject) -> str:
    return item.path if isinstance(item, Input) else item.source.path


def _wanted(path: str, config: CorpusConfig) -> bool:
    return (not config.include or _matches(path, config.include)) and not _matches(path, config.exclude)


def _matches(path: str, globs: tuple[str, ...]) -> bool:
    name = path.rsplit("/", 1)[-1]
    return any(fnmatchcase(path, glob) or fnmatchcase(name, glob) for glob in globs)


def _walk(root: str, leave: str | None) -> Iterator[Input | Reject]:
    """Walk without recursion: folders may be nested more deeply than Python's stack."""
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            if folder == root:
                raise
            yield refusal(_relative(folder, root), "unreadable", f"The folder cannot be opened: {error.strerror}.")
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not _is_hidden(entry.name):
                if entry.path != leave:
                    folders.append(entry.path)
            else:
                yield _entry(entry, root)


def _is_hidden(name: str) -> bool:
    """Tell a hidden name; one that begins with two stops only looks like a way up."""
    return name.startswith(".") and not name.startswith("..")


def _entry(entry: "os.DirEntry[str]", root: str) -> Input | Reject:
    path = _relative(entry.path, root)
    if _is_hidden(entry.name):
        return refusal(path, "unsupported_type", "A hidden file or folder; such are passed over.")
    if entry.is_symlink():
        return _link(entry.path, path, root)
    if not entry.is_file(follow_symlinks=False):
        return refusal(path, "not_regular_file", "A pipe, socket or device; only regular files are read.")
    return Input(Path(entry.path), path, entry.stat(follow_symlinks=False).st_size)


def _link(file: str, path: str, root: str) -> Input | Reject:
    try:
        target = os.path.realpath(file, strict=True)
        found = Path(target).stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            return refusal(path, "symlink_loop", "A link that leads to itself.")
        if error.errno == errno.ENOENT:
            return refusal(path, "dangling_symlink", "A link whose target is missing.")
        return refusal(path, "unreadable", f"A link that cannot be followed: {error.strerror}.")
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        return refusal(path, "not_regular_file", "A link to a pipe, socket or device.")
    if os.path.commonpath([root, target]) != root:
        return refusal(path, "outside_root", "A link that leads out of the input folder; it is not followed.")
    if stat.S_ISREG(found.st_mode):
        return Input(Path(file), path, found.st_size)
    if os.path.commonpath([target, file]) == target:
        return refusal(path, "symlink_loop", "A link to a folder that it stands in.")
    return refusal(path, "linked_folder", "A link to a folder of the input, which is read under its own name.")


def _relative(file: str, root: str) -> str:
    return name_of(os.path.relpath(file, root))
