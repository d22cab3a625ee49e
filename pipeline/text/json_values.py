"""JSON as it is found in the wild: strict first, then with the two slips that scrapers' own writers make.

Python's `json` writes NaN and lone surrogates, neither of which is JSON; such values are read as null and U+FFFD, and
that is said.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

import orjson

from pipeline.errors import RejectError

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A JSON value, and what had to be repaired to read it."""

    value: Any
    repairs: tuple[str, ...] = ()


def parse(text: str) -> Parsed:
    """Read JSON; raises RejectError with ``bad_json`` or ``too_deep``."""
    try:
        return Parsed(orjson.loads(text))
    except orjson.JSONDecodeError as error:
        if "recursion" in str(error).lower():
            raise RejectError("too_deep", "The JSON is nested too deeply.") from error
        strict = error
    repairs: dict[str, None] = {}

    def constant(name: str) -> None:
        repairs[f"json_{name.strip('-').lower()}"] = None

    try:
        value = json.loads(text, parse_constant=constant)
    except RecursionError as error:
        raise RejectError("too_deep", "The JSON is nested too deeply.") from error
    except ValueError as error:
        raise RejectError(
            "bad_json", f"Not JSON: {strict.msg} (line {strict.lineno}, column {strict.colno})."
        ) from error
    value, changed = _without_surrogates(value)
    return Parsed(value, (*repairs, *(("lone_surrogate",) if changed else ())))


def dump(value: dict[str, Any]) -> bytes:
    """Write an item of a list as the bytes of an article of its own."""
    try:
        return orjson.dumps(value)
    except TypeError:  # whole numbers beyond 64 bits
        return json.dumps(value, ensure_ascii=False).encode("utf-8")


def _without_surrogates(value: Any) -> tuple[Any, bool]:
    if isinstance(value, str):
        text = _SURROGATE.sub("\ufffd", value)
        return text, text != value
    if isinstance(value, list):
        pairs = [_without_surrogates(item) for item in value]
        return [item for item, _ in pairs], any(changed for _, changed in pairs)
    if isinstance(value, dict):
        both = [(_without_surrogates(name), _without_surrogates(item)) for name, item in value.items()]
        return {name[0]: item[0] for name, item in both}, any(name[1] or item[1] for name, item in both)
    return value, False
