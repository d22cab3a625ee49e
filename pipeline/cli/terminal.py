"""Hostile text and the terminal: articles and file names may hold escape sequences, which must never reach it raw."""

import re

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters but tab and line feed, marks that turn the direction of writing, and lone surrogates."""


def visible(text: str) -> str:
    """Replace each control character by one visible sign, so that offsets still hold: ESC becomes ``␛``."""
    return CONTROL.sub(_sign, text)


def escaped(json: str) -> str:
    r"""Write the control characters of a JSON text as ``\u`` escapes: the same JSON, safe to print."""
    return CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", json)


def _sign(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
