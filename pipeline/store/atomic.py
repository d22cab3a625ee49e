"""Writing files so that a reader sees the old state or the new one, never a torn one."""

import os
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import OutputError


def write(path: Path, chunks: Iterable[bytes]) -> None:
    """Write `chunks` to `path` by way of a temporary file beside it; raises OutputError, and leaves the old file."""
    temporary = path.with_name(f".{path.name[:200]}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written: {error.strerror}.") from error
