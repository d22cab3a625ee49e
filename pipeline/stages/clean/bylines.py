"""Bylines: lines that name the author of what stands below them."""

import re

_PARTICLE = r"(?:de|del|della|der|den|di|da|dos|du|van|von|ten|ter|la|le|el|al|bin|ibn|bint|y|zu|of|af|st\.)"
_WORD = r"(?:[^\W\d_a-z][\w.'\u2019\u2018-]{0,30}|[A-Z]\.)"
_NAME = rf"{_WORD}(?:\s(?:{_PARTICLE}\s)?(?:{_PARTICLE}\s)?{_WORD}){{0,4}}"
_LINE = re.compile(
    rf"(?:By|BY|by)(?::|\s)\s?(?P<names>{_NAME}(?:(?:,\s|\s&\s|\sand\s|,\sand\s){_NAME}){{0,5}})"
    rf"(?P<rest>(?:\s?[,|/\u2022\u00b7\u2013\u2014(-]\s?.{{0,100}}|\s(?:in|for|at)\s[A-Z].{{0,60}})?)"
)
_SIGNER_WORD = rf"(?!(?:Additional|Editing|Writing)\b){_WORD}"
_SIGNER = rf"{_SIGNER_WORD}(?:\s(?:{_PARTICLE}\s)?(?:{_PARTICLE}\s)?{_SIGNER_WORD}){{1,4}}"
_SIGNED = re.compile(
    rf"(?:^|[(.]\s{{0,3}}|\s\s)(?:Reporting|Reported)\sby:?\s"
    rf"(?P<names>{_SIGNER}(?:(?:,\sand\s|,\s|\s&\s|\sand\s){_SIGNER}){{0,7}})"
)
"""What agencies sign a report with at its end: "(Reporting by Ann Lee in Kyiv; editing by Bo Ek)"."""
_SEPARATOR = re.compile(r",\sand\s|,\s|\s&\s|\sand\s")
_NO_NAME = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april", "may", "june", "july", "august", "september", "october", "november", "december", "then", "now",
     "contrast", "comparison", "the", "a", "an", "this", "that", "his", "her", "their", "our"}
)  # fmt: skip
"""First words that make a line a clause and no byline ("By Tuesday", "By The Numbers")."""
_PREFIX = re.compile(
    r"^(?:(?:analysis|commentary|opinion|perspective|posted|reporting|review|story|words|written)\sby|by|authors?|from)"
    r"[:\s]\s{0,3}",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"(?:analyst|columnist|correspondent|editor(?:-at-large)?|journalist|producer|reporter|writer)$", re.IGNORECASE
)
_OUTLET = re.compile(r"(?:AP|[A-Z]{3,5})\s[A-Z][a-z]")
"""What an author is or works for, behind the name: "Ann Lee, *AP Auto Writer*", "Bo Ek, *CNN Business*"."""
_STAFF = re.compile(r"\s(?:desk|editors?|newsroom|reporters?|staff|team)$", re.IGNORECASE)
_NOBODY = frozenset({"admin", "administrator", "webmaster"})
_WHOLE = re.compile(rf"{_WORD}(?:\s(?:{_PARTICLE}\s)?(?:{_PARTICLE}\s)?{_WORD}){{1,4}}")
_BESIDE = re.compile(
    r"(?<!\S)(?:about|authors?|authority|by|edited|editors?|follow|last|posted|published|staff|updated|username|"
    r"(?:jan|febr)(?:uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|(?:octo|nov(?:em)?|dec(?:em)?)(?:ber)?|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?!\S)",
    re.IGNORECASE,
)
"""What stands beside an author's name on a page and is none of it."""
_TITLE_WORDS = re.compile(r"\s?[,|].{0,200}$")
MOST_LINE = 200
MOST_SIGNATURE = 400
"""Characters at the end of a text in which its signature is looked for."""
MOST_NAME = 80
"""Characters of the longest name; what is longer is a biography."""


def names_in(line: str) -> list[tuple[int, int]]:
    """Give the stretches of the names in a byline ("By Ann Lee and Bo Ek, in Kyiv"); none where it is no byline."""
    if len(line) > MOST_LINE or line.rstrip().endswith(("?", "!", ":")):
        return []
    match = _LINE.fullmatch(line)
    found = _cut(line, match) if match else []
    if any(line[first:last].split(maxsplit=1)[0].casefold() in _NO_NAME for first, last in found):
        return []
    return found


def signed_in(text: str) -> list[tuple[int, int]]:
    """Give the stretches of the names of those whom a text is signed with at its end."""
    match = _SIGNED.search(text, max(len(text) - MOST_SIGNATURE, 0))
    return _cut(text, match) if match else []


def _cut(line: str, match: re.Match[str]) -> list[tuple[int, int]]:
    start = match.start("names")
    found: list[tuple[int, int]] = []
    for cut in [*_SEPARATOR.finditer(match.group("names")), None]:
        end = match.start("names") + cut.start() if cut else match.end("names")
        if found and _OUTLET.match(line, start, end):
            break  # "Ann Lee, *BBC News, London*"
        found.append((start, end))
        start = match.start("names") + cut.end() if cut else end
    return found


def shown(author: str) -> list[str]:
    """Give the names in what a page shows as its author, where boxes and dates stand beside it: "Ann Lee May"."""
    return [name for text in tidy(author) if _WHOLE.fullmatch(name := _BESIDE.split(text)[0].strip(" .,"))]


def name_people(authors: list[str], publishers: list[str]) -> bool:
    """Tell whether metadata name a person: not the outlet ("ABC News", "Us Weekly Staff"), nor an account ("jdoe")."""
    outlets = [name.casefold() for name in publishers]
    for author in authors:
        name = _STAFF.sub("", author).strip().casefold()
        is_outlet = any(name in outlet or outlet in name for outlet in outlets)
        if " " in author.strip() and not is_outlet:
            return True
    return False


def tidy(author: str) -> list[str]:
    """Give the names in what metadata have for the author: "By ANN LEE, Reporter" is Ann Lee."""
    text = _PREFIX.sub("", " ".join(author.split()))
    if text.startswith(("http:", "https:", "www.", "/")) or "<" in text:
        return []
    parts = re.split(r"\s?;\s?|\s&\s|\sand\s|,\sand\s", text)
    if (
        len(parts) == 1
        and text.count(",") >= 1
        and all(1 <= part.count(" ") <= 4 for part in re.split(r",\s?", text.strip()))
    ):
        first, *others = (part.strip() for part in text.split(","))
        parts = [first, *(part for part in others if not _JOB.search(part) and not _OUTLET.match(part))]
    cleaned = [_TITLE_WORDS.sub("", part).strip(" .,") for part in parts]
    return [
        name
        for name in cleaned
        if 2 <= len(name) <= MOST_NAME and any(char.isalpha() for char in name) and name.lower() not in _NOBODY
    ]
