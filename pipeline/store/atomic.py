"""Writing files so that a reader sees the old state or the new one, never a torn one."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import OutputError


def write(path: Path, chunks: Iterable[bytes], *, durable: bool = True) -> None:
    """Write `chunks` to `path` by way of a temporary file beside it; raises OutputError, and leaves the old file.

    What has a checksum of its own need not be `durable` (synced to the disk before it takes its name).
    """
    temporary = path.with_name(f".{path.name[:200]}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as file:
                file.writelines(chunks)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}.") from error


@contextmanager
def staged(folder: Path, name: str) -> Iterator[Path]:
    """Give an empty folder, called after `name`, whose files take their places in `folder` at the end, each atomically.

    Where anything is raised, nothing of it is seen. Raises OutputError where files cannot be written.
    """
    temporary, is_new = folder / f".{name}.tmp", not folder.exists()
    try:
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir(parents=True)
        try:
            yield temporary
            for file in sorted(temporary.iterdir()):
                with file.open("rb") as written:
                    os.fsync(written.fileno())
                file.replace(folder / file.name)
        except BaseException:
            if is_new:
                shutil.rmtree(folder, ignore_errors=True)
            raise
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}.") from error
