"""The place and day that a report begins with: "KYIV, Feb 24 (Reuters) -"."""

import re

_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_ARTICLE = r"(?:[A-Z]['\u2019]|(?:AL|EL|LA|LE|ST\.?)[ -])"
_CAPITALS = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'\u2019 -]{1,40}"
_REGION = r"[A-Z][A-Za-z.'\u2019 -]{1,30}"
_AGENCY = r"(?: ?\([^()\n]{2,40}\))?"
_AGENCIES = "AFP|AFX|ANI|AP|APP|BBC|CNN|DPA|EFE|IANS|IPS|IRIN|PTI|Reuters|TASS|UPI|Xinhua"
_LINE = re.compile(
    rf"(?={_ARTICLE}?[A-Z]{{3}}){_CAPITALS}(?:[,/] ?(?!\w{{3,9}}\.? \d){_REGION}){{0,2}}(?:,? {_DAY})?{_AGENCY}"
    rf"(?:(?: ?(?:--|\u2014) ?| [-\u2013_|] |- )(?:{_DAY}: ?)?|: )(?=[A-Z\"'\u201c\u2018\d])"
)
"""A place in capitals, the region or country, the day and the agency where they are given, and a dash, bar or colon."""

_MIXED = re.compile(
    r"[A-Z][a-z.'\u2019-]{2,20}(?: [A-Z][a-z.'\u2019-]{1,20}){0,2}"
    rf"(?:[,/] ?(?!{_DAY}){_REGION})?(?:,? {_DAY}{_AGENCY}| \((?:{_AGENCIES})\))"
    r"(?: ?(?:--|\u2014) ?| [-\u2013] |: |(?<=\)) )(?=[A-Z\"'\u201c\u2018])"
)
"""The same with the place in small letters, as relief agencies write it: there the day or the agency must be given."""

_NAMED = re.compile(
    r"[A-Z][a-z.'\u2019-]{2,20}(?: [A-Z][a-z.'\u2019-]{1,20}){0,2}(?:: |(?<=[a-z])- )(?=[A-Z\"'\u201c\u2018])"
)
"""A place, or whatever else is named, before a colon: "Doha: The forum"; some papers set a hyphen ("Srinagar- Two")."""

_BRACKETED = re.compile(r"\[[A-Z]{3}[^\[\]\n]{0,40}\] ?(?=[A-Z\"'\u201c\u2018\d])")
"""The place, or the agency and the place, in brackets: "[PARIS] Two thirds", "[AFP, Kabul] At least"."""

_CREDITED = re.compile(
    r"(?:[A-Z][\w.'\u2019-]{1,20}"
    r"(?:(?:, | and | |/)(?:[A-Z][\w.'\u2019-]{1,20}|eastern|northern|region|southern|western)){0,6},? )?"
    rf"(?:{_AGENCIES}|\((?:{_AGENCIES})\))(?: ?(?:--|\u2014) ?| [-\u2013] )(?=[A-Z\"'\u201c\u2018\d])"
)
"""The places and the agency without brackets, or the agency alone: "Turin, Italy CNN \u2014", "(Reuters) -"."""

_STAMP = re.compile(rf"{_CAPITALS}(?:, ?{_REGION})? \d{{4}}-\d\d-\d\d(?=\s|$)")
"""A place in capitals and a day, as archives of agencies have them on a line of their own."""


def length(text: str) -> int:
    """Give the characters of the dateline that a paragraph begins with; 0 where it begins with none."""
    match = _LINE.match(text) or _MIXED.match(text) or _NAMED.match(text)
    match = match or _CREDITED.match(text) or _BRACKETED.match(text) or _STAMP.match(text)
    return match.end() if match else 0
