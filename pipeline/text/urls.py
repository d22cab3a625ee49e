"""Web addresses: which are believed, and in what form they are kept."""

import re
from urllib.parse import urlsplit, urlunsplit

TRACKING = re.compile(
    r"(?:utm_\w{1,30}|fbclid|gclid|gclsrc|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|twclid|ttclid|wt\.\w{1,20}|"
    r"_hsenc|_hsmi|mkt_tok|at_medium|at_campaign|at_custom\d|cmpid|ocid|ns_mchannel|ns_source|ns_campaign|ns_linkname|smid)",
    re.IGNORECASE,
)
"""Keys of a query that say how a reader came, and nothing of what is read."""
MOST_CHARACTERS = 2000
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(?::\d{1,5})?|\[[0-9A-Fa-f:]{2,45}\](?::\d{1,5})?")


def canonical(address: str) -> str | None:
    """Give a web address with host in small letters, without fragment and tracking keys; None for what is none.

    The rest of the query stays as it is: for many sites it names the article (``?article8368``).
    """
    address = address.strip()
    if len(address) > MOST_CHARACTERS or any(char.isspace() or ord(char) < 32 for char in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = parts.netloc.rpartition("@")[2]
    if parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(host):
        return None
    query = "&".join(pair for pair in parts.query.split("&") if not TRACKING.fullmatch(pair.partition("=")[0]))
    return urlunsplit((parts.scheme.lower(), host.lower(), parts.path or "/", query, ""))


def day_in(address: str) -> str | None:
    """Give the day that the path of an address names (``/2024/03/15/``, ``/2024-03-15-``), as written."""
    match = _DAY.search(urlsplit(address).path)
    return "-".join(match.group("year", "month", "day")) if match else None


_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[/_-]?)(?P<month>0[1-9]|1[0-2])(?P=sep)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
