"""The articles in one file: one, or one for each line of JSONL and each item of a JSON list.

Every file is read up to a limit and no further, packed or not. One bad line costs one line.
"""

import gzip
import itertools
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from pipeline.config import Config
from pipeline.corpus.walk import STDIN, Input, refusal
from pipeline.errors import RejectError
from pipeline.raw import Raw
from pipeline.text import encoding, json_values
from schemas.reject import Reject
from schemas.source import Format

FORMATS: dict[str, Format] = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
"""Format by the ending of the name, in small letters; each also with ``.gz`` behind it."""

_ENDINGS = f"{', '.join(FORMATS)}, each also with .gz"

LISTS = ("articles", "items", "results", "data", "docs", "documents")
"""Names under which an object holds a list of articles, where it has no text of its own."""

HEAD_BYTES = 1 << 16
"""How much of a file is looked at to tell what it holds."""


def articles(item: Input, config: Config) -> Iterator[Raw | Reject]:
    """Give the articles of one file, or rejects for what cannot be read."""
    form, packed = _format(item)
    if form is None:
        yield refusal(item.path, "unsupported_type", f"No reader for files with this ending; read are {_ENDINGS}.")
        return
    limit = config.corpus.max_bytes
    try:
        with _opened(item.file) as file:
            yield from _read(item.path, form, _unpacked(file) if packed else file, config, _size(file, packed), limit)
    except RejectError as error:
        yield refusal(item.path, error.reason, error.detail)
    except (zlib.error, EOFError, gzip.BadGzipFile) as error:
        yield refusal(item.path, "unreadable", f"The gzip data is broken: {error}.")
    except OSError as error:
        yield refusal(item.path, "unreadable", f"The file cannot be read: {error.strerror}.")


def expected_bytes(item: Input, config: Config) -> int:
    """Tell by its name and size how many bytes of a file will be worked on: none of what is too large or not read."""
    form, packed = _format(item)
    is_refused = form is None or (form != "jsonl" and not packed and item.size > config.corpus.max_bytes)
    return 0 if is_refused else item.size


def _format(item: Input) -> tuple[Format | None, bool]:
    if str(item.file) == STDIN:
        return "txt", False
    name = Path(item.file.name.lower())
    packed = name.suffix == ".gz"
    return FORMATS.get(Path(name.stem).suffix if packed else name.suffix), packed


def _opened(file: Path) -> BinaryIO:
    """Open a regular file; O_NONBLOCK, so that a pipe put in its place since the walk cannot hang the run."""
    if str(file) == STDIN:
        return sys.stdin.buffer
    opened = os.fdopen(os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
        opened.close()
        raise RejectError("not_regular_file", "A pipe, socket or device; only regular files are read.")
    return opened


def _unpacked(file: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=file))


def _size(file: BinaryIO, packed: bool) -> int:
    return 0 if packed or file is sys.stdin.buffer else os.fstat(file.fileno()).st_size


def _read(path: str, form: Format, file: BinaryIO, config: Config, size: int, limit: int) -> Iterator[Raw | Reject]:
    if form == "jsonl":
        head = file.read(min(HEAD_BYTES, limit))
        encoding.refuse_binary(head)
        if not _wide(head) and not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
            encoding.refuse_controls(head)
            yield from _lines(path, _stream(head, file, limit), limit)
            return
        data = head + _all(file, limit, size)
    else:
        data = _all(file, limit, size)
    yield from _whole(path, form, data, config)


def _wide(head: bytes) -> bool:
    mark = encoding.byte_order_mark(head)
    return mark is not None and mark[1] != "utf-8"


def _all(file: BinaryIO, limit: int, size: int) -> bytes:
    if size > limit:
        raise RejectError("too_large", f"The file has {size} bytes; the limit is {limit}.")
    data = file.read(limit + 1)
    if len(data) > limit:
        raise RejectError("too_large", f"The file has more than {limit} bytes, the limit.")
    return data


def _whole(path: str, form: Format, data: bytes, config: Config) -> Iterator[Raw | Reject]:
    form = _by_content(form, data, config)
    if form not in ("json", "jsonl"):
        yield Raw(path, None, form, data)
        return
    text = encoding.decode(data).text
    if form == "jsonl" and not text.lstrip().startswith("["):
        yield from _lines(path, iter(text.encode("utf-8", "replace").split(b"\n")), len(data))
        return
    try:
        value = json_values.parse(text).value
    except RejectError:
        if not _is_lines(text):
            raise
        yield from _lines(path, iter(text.encode("utf-8", "replace").split(b"\n")), len(data))
        return
    yield from _values(path, value, data, config)


def _by_content(form: Format, data: bytes, config: Config) -> Format:
    """Give the format that the content has, where a name that says text lies."""
    if form not in ("txt", "md"):
        return form
    head = data[:HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    start = head[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<?xml") and b"<html" in head.lower()):
        return "html"
    if start.startswith((b"{", b"[")):
        return "json" if _is_json(data, config) else form
    return form


def _is_json(data: bytes, config: Config) -> bool:
    """Tell whether text is JSON with articles in it, not prose that begins with a bracket."""
    try:
        text = encoding.decode(data).text
        if _is_lines(text):
            return True
        value = json_values.parse(text).value
    except RejectError:
        return False
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and any(name in first for name in (*config.ingest.fields.text, *LISTS))


def _is_lines(text: str) -> bool:
    """Tell JSONL by its first two lines that are not blank: an object each."""
    lines = [line for line in itertools.islice(text.lstrip().split("\n"), 1000) if line.strip()][:2]
    return len(lines) == 2 and all(line.lstrip().startswith("{") and line.rstrip().endswith("}") for line in lines)


def _values(path: str, value: object, data: bytes, config: Config) -> Iterator[Raw | Reject]:
    if isinstance(value, dict) and not any(name in value for name in config.ingest.fields.text):
        value = next((value[name] for name in LISTS if isinstance(value.get(name), list)), value)
    if not isinstance(value, list):
        yield Raw(path, None, "json", data)
        return
    if not value:
        yield refusal(path, "empty", "The list has no items.")
    for part, item in enumerate(value, 1):
        if isinstance(item, dict):
            yield Raw(path, part, "json", json_values.dump(item))
        else:
            yield refusal(path, "wrong_type", f"Item {part} of the list is no object.", part)


def _stream(head: bytes, file: BinaryIO, limit: int) -> Iterator[bytes]:
    """Give the lines of a file whose head has been read; of a line over the limit, a little more than the limit."""
    rest = head
    while True:
        piece, end, rest = rest.partition(b"\n")
        line = bytearray(piece)
        while not end:
            more = file.read(HEAD_BYTES)
            if not more:
                break
            piece, end, rest = more.partition(b"\n")
            if len(line) <= limit:
                line += piece
        if line or end:
            yield bytes(line)
        if not end:
            return


def _lines(path: str, lines: Iterator[bytes], limit: int) -> Iterator[Raw | Reject]:
    """Give an article a line; blank lines count as lines and are no articles."""
    empty = True
    for number, line in enumerate(lines, 1):
        bare = line.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n")
        if not bare:
            continue
        empty = False
        if len(bare) > limit:
            yield refusal(path, "too_large", f"The line has more than {limit} bytes, the limit.", number)
        else:
            yield Raw(path, number, "jsonl", bare)
    if empty:
        yield refusal(path, "empty", "The file has no lines but blank ones.")
