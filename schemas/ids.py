"""Stable ids: the same article gives the same ids, on any machine, in any run."""

from hashlib import blake2b
from typing import Literal

ItemKind = Literal["article", "entity", "date", "figure", "claim", "event"]


def stable_id(kind: ItemKind, *parts: object) -> str:
    """Name an item by what it is: ``figure_3f2a90bc11de`` from its kind, spans and value.

    The parts are joined by a character that no text holds, so ``("ab", "c")`` and ``("a", "bc")`` differ.
    Twelve hexadecimal digits keep a clash within one article below one in a billion.
    """
    key = "\x00".join(map(str, (kind, *parts)))
    return f"{kind}_{blake2b(key.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"
