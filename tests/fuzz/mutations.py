"""Making many broken files of a few: bytes are flipped, cut, doubled, moved, and files are spliced."""

import random
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.cases import CASES

SEEDS = Path(__file__).parents[2] / "seeds"
TOKENS = (
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\r",
    b"\x0c",
    b"\xe2\x80\xa8",
    b"<",
    b">",
    b"</p>",
    b"<div>",
    b"<!--",
    b"&#0;",
    b"&amp;",
    b"]]>",
    b"[",
    b"](",
    b"**",
    b"`",
    b"\\",
    b"---\n",
    b"\n> ",
    b"\n# ",
    b"|",
    b"{",
    b"}",
    b'"',
    b"\\ud800",
    b"NaN",
    b"\n\n",
    b"By Ann Lee\n",
    b"Source: ",
    b"1e400",
    b"\xcc\x81" * 30,
    b"\xe2\x80\x8b",
    b"  ",
    b"\t",
    b"<script>",
    b"<a href=x>",
)
LARGEST = 60_000
"""Bytes of the largest input that is mutated; larger ones only cost time."""


def inputs() -> list[tuple[str, bytes]]:
    """Give the files that mutations start from: name and bytes."""
    nasty = [(Path(case.path).name[-40:], case.data) for case in CASES if len(case.data) <= LARGEST]
    return [*nasty, *((path.name, path.read_bytes()) for path in sorted(SEEDS.iterdir()))]


def mutations(count: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """Give so many mutated files; the same for the same seed."""
    files = inputs()
    for number in range(count):
        chance = random.Random(seed * 1_000_003 + number)  # noqa: S311 - repeatable on purpose
        name, data = chance.choice(files)
        for _ in range(chance.choice((1, 1, 2, 4, 12))):
            data = chance.choice(_KINDS)(data, chance, files)
        yield name, data[: 2 * LARGEST]


def _flip(data: bytes, chance: random.Random, _: object) -> bytes:
    changed = bytearray(data)
    for _number in range(chance.randint(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random, _: object) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def _end(data: bytes, chance: random.Random, _: object) -> bytes:
    return data[: chance.randint(0, len(data))]


def _double(data: bytes, chance: random.Random, _: object) -> bytes:
    start, end = _stretch(data, chance)
    return data[:end] + data[start:end] * chance.randint(1, 20) + data[end:]


def _insert(data: bytes, chance: random.Random, _: object) -> bytes:
    place = chance.randint(0, len(data))
    return data[:place] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 3, 200)) + data[place:]


def _splice(data: bytes, chance: random.Random, files: list[tuple[str, bytes]]) -> bytes:
    other = chance.choice(files)[1]
    return data[: chance.randint(0, len(data))] + other[chance.randint(0, len(other)) :]


def _stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.choice((1, 8, 100, 2000)))


_KINDS = (_flip, _cut, _end, _double, _insert, _insert, _splice)
