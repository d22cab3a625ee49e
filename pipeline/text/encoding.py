"""Bytes to text: which encoding a file is in, told from the bytes and never from the machine's locale.

The order is: byte order mark; NUL bytes (UTF-16 without a mark, or no text at all); UTF-8; the charset that an HTML
page declares; nearly UTF-8, whose bad bytes become U+FFFD and are counted; and for other 8-bit text, what
`resiliparse` tells where that is no Latin-1 relative, else Windows-1252 as browsers read it (WHATWG Encoding
Standard). Text that was UTF-8 and has been read as something else once or twice is repaired by `repair_mojibake`.
"""

import codecs
import operator
import re
from dataclasses import dataclass

from pipeline.errors import RejectError

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF media file"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\0", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"ID3", "an MP3 file"),
)
"""First bytes of kinds of file that are no text (https://en.wikipedia.org/wiki/List_of_file_signatures)."""

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

MOST_CONTROLS = 0.02
"""Share of NUL and control bytes above which a file is binary; random bytes have 0.1."""
MOST_REPLACED = 0.1
"""Share of characters that may be U+FFFD; above it nothing can be read from the text."""
MOST_REPAIRED = 5_000_000
"""Characters of the longest text that is looked through for mojibake; no article is as long."""
LEAST_OTHER = 0.009
"""Share of letters that a guess must read otherwise than Windows-1252 to be believed.

Croatian in Windows-1250 has 0.01 and more, Polish 0.05, Russian 1. English, whose quotation marks and few accents may
be guessed to be anything, has 0, and 0.0087 with an Icelandic name in every 30 words. ``tests.quality encodings`` holds
it.
"""
LATIN = frozenset({"iso8859-1", "cp1252", "iso8859-15", "ascii", "iso8859-3", "iso8859-10", "mac-roman"})
"""Western encodings that cannot be told apart, and guesses that pages do not bear out: all read as Windows-1252."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b\x08\x07") | {127})
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the encoding it was read in; `replaced_bytes` fitted none and became U+FFFD."""

    text: str
    encoding: str
    replaced_bytes: int = 0


def decode(data: bytes, *, markup: bool = False) -> Decoded:
    """Read bytes as text; with `markup`, a charset that the page declares is believed where it fits.

    Raises RejectError with ``empty``, ``not_text`` or ``undecodable``.
    """
    if not data:
        raise RejectError("empty", "The file has no bytes.")
    refuse_binary(data)
    found = _marked(data) or _unmarked_utf16(data)
    if found is None:
        refuse_controls(data)
        found = _utf8(data) or (_declared(data) if markup else None) or _nearly_utf8(data) or _eight_bit(data)
    if found.text.count("\ufffd") > MOST_REPLACED * len(found.text):
        raise RejectError("undecodable", f"Read as {found.encoding}, most of the characters are no text.")
    return found


def refuse_binary(data: bytes) -> None:
    """Raise RejectError where the first bytes are those of a kind of file that is no text."""
    for magic, kind in MAGIC:
        if data.startswith(magic):
            raise RejectError("not_text", f"The bytes are those of {kind}.")


def refuse_controls(data: bytes) -> None:
    """Raise RejectError where more bytes than text could have are NUL or controls."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > MOST_CONTROLS * len(data):
        raise RejectError("not_text", f"Of {len(data)} bytes, {controls} are NUL or control bytes.")


def repair_mojibake(text: str) -> str:
    """Undo that UTF-8 was read as something else, line by line, where a line looks like it; else give the same text."""
    if len(text) > MOST_REPAIRED or not may_be_mojibake(text):
        return text
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    if not is_bad(text):
        return text
    return "\n".join(fix_encoding(line) if is_bad(line) else line for line in text.split("\n"))


_OTHER = re.compile(r"[^\x00-\x7f]+")
_LEADS = "\u00c2\u00c3\u00d8\u00d9\u0152\u0153\u0392\u0393\u039e\u039f\u0412\u0413\u0420\u0421"
_LONE = frozenset({*map(chr, range(0x80, 0xA0)), *_LEADS})
"""Characters that ftfy takes for mojibake with nothing but ASCII beside them: C1 controls, and letters that stand for
lead bytes. All else that it looks for has two characters beyond ASCII side by side."""


def may_be_mojibake(text: str) -> bool:
    """Tell whether a text could look like mojibake at all: most hold a few quotation marks, which is told at once."""
    return any(len(run) > 1 or run in _LONE for run in set(_OTHER.findall(text)))


def byte_order_mark(data: bytes) -> tuple[bytes, str] | None:
    """Give the byte order mark that the data begins with, and the encoding it names."""
    return next(((mark, name) for mark, name in MARKS if data.startswith(mark)), None)


def _marked(data: bytes) -> Decoded | None:
    mark = byte_order_mark(data)
    return _lossy(data[len(mark[0]) :], mark[1]) if mark else None


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """Tell UTF-16 of Latin text by its NUL bytes: nearly every second one, all on the same side."""
    head = data[: 1 << 16]
    if head.count(0) < len(head) / 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) > max(even, odd) / 20:
        return None
    return _lossy(data, "utf-16-le" if odd > even else "utf-16-be")


def _lossy(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd") - data.count("\ufffd".encode(encoding))
    return Decoded(text, encoding, max(0, lost))


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _declared(data: bytes) -> Decoded | None:
    match = _DECLARED.search(data[:_HEAD_BYTES])
    if match is None:
        return None
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
        if name in LATIN:
            return _windows_1252(data)
        return None if name.startswith("utf") else Decoded(data.decode(name), name)
    except (LookupError, UnicodeError):
        return None


_SEQUENCES = (
    (re.compile("[\x80-\u07ff]"), 1),
    (re.compile("[\u0800-\ufffc\ufffe\uffff]"), 5),
    (re.compile("[\U00010000-\U0010ffff]"), 10),
)
"""How far a well-formed sequence of two, three or four bytes speaks for UTF-8: in Windows-1252 text, two bytes make
one by chance now and then ("\u00c9\u201d"), three hardly ever."""


def _nearly_utf8(data: bytes) -> Decoded | None:
    found = _lossy(data, "utf-8")
    weight = sum(points * len(pattern.findall(found.text)) for pattern, points in _SEQUENCES)
    return found if weight > found.replaced_bytes else None


def _eight_bit(data: bytes) -> Decoded:
    name = _guess(data)
    if name and name not in LATIN:
        try:
            text = data.decode(name)
        except UnicodeError:
            return _windows_1252(data)
        other = sum(map(operator.ne, text, data.decode("cp1252", "replace")))
        if other > LEAST_OTHER * sum(map(str.isalpha, text)):
            return Decoded(text, name)
    return _windows_1252(data)


_UKRAINIAN = re.compile(rb"[\xa4\xa6\xa7\xad\xb4\xb6\xb7\xbd]")
"""The letters that KOI8-U has where KOI8-R has lines to draw boxes with."""


def _guess(data: bytes) -> str | None:
    from resiliparse.parse.encoding import detect_encoding

    try:
        name = codecs.lookup(detect_encoding(data) or "").name
    except LookupError:
        return None
    return "koi8-u" if name == "koi8-r" and _UKRAINIAN.search(data) else name


def _windows_1252(data: bytes) -> Decoded:
    """Read as browsers do: the five bytes that Windows-1252 leaves out become C1 controls, which are no text."""
    try:
        return Decoded(data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        text = "".join(_WINDOWS_1252[byte] for byte in data)
    unknown = sum(text.count(char) for char in "\x81\x8d\x8f\x90\x9d")
    if unknown > len(text) / 1000 + 2:
        raise RejectError("undecodable", "The bytes are no UTF-8, and no other encoding fits.")
    return Decoded(text, "cp1252", unknown)


_WINDOWS_1252 = [bytes([byte]).decode("cp1252", "ignore") or "\ufffd" for byte in range(256)]
