"""Which articles of a run are the same text again, or nearly: marked, never dropped.

Two texts are near duplicates where at least `NEAR` of the word triples that either has are in both (Jaccard index of
3-shingles; Broder 1997, "On the resemblance and containment of documents"). Candidates are found with MinHash in
bands, so that each article is compared with a few others and not with all; the similarity that is told is counted.
"""

import hashlib
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR = Decimal("0.8")
"""Least similarity of near duplicates: agency copy with another headline and last paragraph has 0.8 to 0.95."""
BANDS, ROWS = 12, 6
"""At a similarity of 0.8 a pair shares one of 12 bands of 6 hashes in 97 % of cases, at 0.9 nearly always."""
LEAST_WORDS = 20
"""Words below which only the same text counts: short texts share too much by chance."""
HASHES = 1_000
"""Hashes of one article that are permuted at a time: 600 KB of numbers, whatever its length."""

_WORD = re.compile(r"\w+")
_PLACES = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""What the hash of a word counts at each place of a triple: odd, so that nothing of it is lost (multiply-shift)."""


@dataclass(frozen=True, slots=True)
class Duplicate[Name]:
    """The first article of the run with this text, and how much of it is the same (1 for all)."""

    of: Name
    similarity: Decimal


def find[Name](texts: Iterable[tuple[Name, str]], text_of: Callable[[Name], str]) -> dict[Name, Duplicate[Name]]:
    """Give, by name, the articles that are duplicates of earlier ones.

    `texts` are pairs of name and text in the order of the run; `text_of` gives the text of a name again, so that only
    digests are held. An article is always marked with one that is no duplicate itself.
    """
    whole: dict[bytes, Name] = {}
    bands: dict[int, Name] = {}
    found: dict[Name, Duplicate[Name]] = {}
    for name, text in texts:
        words = _words(text)
        digest = hashlib.blake2b(" ".join(words).encode(), digest_size=16).digest()
        if digest in whole:
            found[name] = Duplicate(whole[digest], Decimal(1))
            continue
        triples = _triples(words)
        keys = list(_bands(triples)) if len(words) >= LEAST_WORDS else []
        near = _nearest(triples, dict.fromkeys(bands[key] for key in keys if key in bands), text_of)
        if near:
            found[name] = near
            continue
        whole[digest] = name
        bands.update((key, name) for key in keys if key not in bands)
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _triples(words: list[str]) -> frozenset[int]:
    """Give the hashes of the triples of words, each made of the hashes of its words; a shorter text is one itself."""
    import numpy as np

    if len(words) < len(_PLACES):
        return frozenset([zlib.crc32(" ".join(words).encode())])
    hashes = np.fromiter((zlib.crc32(word.encode()) for word in words), dtype=np.uint64, count=len(words))
    last = len(words) - len(_PLACES) + 1
    triples = sum(hashes[place : place + last] * np.uint64(factor) for place, factor in enumerate(_PLACES))
    return frozenset(np.asarray(triples).tolist())


def _nearest[Name](
    triples: frozenset[int], names: Iterable[Name], text_of: Callable[[Name], str]
) -> Duplicate[Name] | None:
    best: Duplicate[Name] | None = None
    for name in names:
        others = _triples(_words(text_of(name)))
        similarity = _share(len(triples & others), len(triples | others))
        if similarity >= NEAR and (best is None or similarity > best.similarity):
            best = Duplicate(name, similarity)
    return best


def _share(part: int, whole: int) -> Decimal:
    """Give a share in thousandths; only all of it is 1."""
    thousandths = (2000 * part + whole) // (2 * whole)
    return Decimal(min(thousandths, 999)) / 1000 if part < whole else Decimal(1)


def _bands(triples: frozenset[int]) -> Iterator[int]:
    least = _least(triples)
    for band in range(BANDS):
        key = repr((band, least[band * ROWS : (band + 1) * ROWS])).encode()
        yield int.from_bytes(hashlib.blake2b(key, digest_size=8).digest())


def _least(triples: frozenset[int]) -> list[int]:
    """Give the least of the hashes under each permutation, all permutations of some hashes at a time."""
    import numpy as np

    hashes = np.fromiter(triples, dtype=np.uint64, count=len(triples))[:, None]
    factors, shifts = _permutations()
    parts = [(hashes[start : start + HASHES] * factors + shifts).min(axis=0) for start in range(0, len(hashes), HASHES)]
    least: list[int] = (np.min(parts, axis=0) >> np.uint64(32)).tolist()
    return least


@cache
def _permutations() -> "tuple[NDArray[np.uint64], NDArray[np.uint64]]":
    """Give the factor and the shift of each permutation (multiply-shift, Dietzfelbinger 1996)."""
    import numpy as np

    seeds = [hashlib.blake2b(number.to_bytes(4), digest_size=16).digest() for number in range(BANDS * ROWS)]
    factors = [int.from_bytes(seed[:8]) | 1 for seed in seeds]
    shifts = [int.from_bytes(seed[8:]) for seed in seeds]
    return np.array(factors, dtype=np.uint64), np.array(shifts, dtype=np.uint64)
