"""Hostile text and the terminal: articles and file names may hold escape sequences, which must never reach it raw."""

from pipeline.text.visible import CONTROL


def escaped(json: str) -> str:
    r"""Write the control characters of a JSON text as ``\u`` escapes: the same JSON, safe to print."""
    return CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", json)
