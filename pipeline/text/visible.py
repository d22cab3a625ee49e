"""Characters that steer a display instead of standing on it: made visible before text reaches a terminal or a page."""

import re

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters but tab and line feed, marks that turn the direction of writing, and lone surrogates."""


def visible(text: str) -> str:
    """Replace each control character by one visible sign, so that offsets still hold: ESC becomes ``␛``."""
    return CONTROL.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
