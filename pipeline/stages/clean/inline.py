"""The inline part of Markdown: marks are taken away, what they marked stays, and every character keeps its place.

One pass of one pattern, without recursion, so that text made to hurt a parser costs no more than other text.
"""

import html
import re

from pipeline.text.traced import Traced

_LINK_TARGET = (
    r"\((?:<[^<>\n]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)(?:\s{1,3}\"[^\"\n]{0,300}\")?\)"
)
_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)"
    r"|(?P<comment><!--.{0,1000}?-->)"
    r"|(?P<autolink><(?:https?|ftp|mailto):[^<>\s]{1,2000}>)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9-]{0,30}(?:\s[^<>]{0,2000})?/?>)"
    r"|(?P<footnote>\[\^[^\]\s]{1,40}\](?!:))"
    rf"|(?P<image>!\[[^\[\]]{{0,500}}\](?:{_LINK_TARGET})?)"
    rf"|(?P<link>\[(?P<label>[^\[\]]{{0,1000}})\]{_LINK_TARGET})"
    r"|(?P<reference>\[(?P<name>[^\[\]]{1,500})\]\[[^\[\]]{0,200}\])"
    r"|(?P<code>(?<!`)(?P<ticks>`{1,8})(?P<literal>[^`]{1,1000})(?P=ticks)(?!`))"
    r"|(?P<emphasis>\*{1,3}|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_])|~~)",
    re.DOTALL,
)
_DANGLING = re.compile(r"[*_]{1,3}")


def plain(text: Traced, depth: int = 0) -> Traced:
    """Give the text without its marks: emphasis, links (their words stay), images, tags, escapes, entities."""
    parts: list[Traced] = []
    end = 0
    for match in _TOKEN.finditer(text.text):
        kept = _kept(match, text, depth)
        if kept is not None:
            parts += [text[end : match.start()], kept]
            end = match.end()
    if not parts:
        return text
    return Traced.join([*parts, text[end:]])


def _kept(match: re.Match[str], text: Traced, depth: int) -> Traced | None:
    """Give what stays of a mark; None where it is no mark but text."""
    start, end = match.span()
    match match.lastgroup:
        case "escape":
            return text[start + 1 : end]
        case "entity":
            char = html.unescape(match.group())
            return Traced.new(char.replace("\u00a0", " ")) if char != match.group() else None
        case "autolink":
            return text[start + 1 : end - 1]
        case "link" | "reference":
            label = "label" if match.lastgroup == "link" else "name"
            inner = text[slice(*match.span(label))]
            return plain(inner, depth + 1) if depth < 3 else inner
        case "code":
            return text[slice(*match.span("literal"))]
        case "emphasis":
            return None if _stands_alone(text.text, start, end) else text[start:start]
        case _:
            return text[start:start]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether stars have white space on both sides ("3 * 4"): then they are no emphasis."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return before.isspace() and after.isspace()
