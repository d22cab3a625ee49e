"""What a nasty input is, and the prose that all of them hold; it is made up for the purpose."""

from dataclasses import dataclass

LINE = (
    "Rescuers in Port Alder said on Monday that 14 people had died and 31 were hurt at the “Old Mole” when it fell. "
    "“We are still looking for 6 passengers,” said Ingrid Maas, who leads the coast guard of the province. "
)
PROSE = LINE + "\n\n" + "The owners promised 2 million euros to the families, twice what the law asks for. " * 3


@dataclass(frozen=True)
class Case:
    """One file: no `reasons` means a record; `either` allows both; `has` and `lacks` are for the text of a record."""

    path: str
    data: bytes
    reasons: tuple[str, ...] = ()
    either: bool = False
    records: int = 1
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


def utf8(data: str | bytes) -> bytes:
    """Give the bytes; lone surrogates too, as no good writer would."""
    return data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")


def good(path: str, data: str | bytes, *has: str, lacks: tuple[str, ...] = (), records: int = 1) -> Case:
    return Case(path, utf8(data), has=has, lacks=lacks, records=records)


def bad(path: str, data: str | bytes, *reasons: str) -> Case:
    return Case(path, utf8(data), reasons, records=0)


def either(path: str, data: str | bytes, *reasons: str, has: tuple[str, ...] = (), lacks: tuple[str, ...] = ()) -> Case:
    return Case(path, utf8(data), reasons, either=True, has=has, lacks=lacks)


def page(body: str, head: str = "") -> str:
    head = f"<meta charset=utf-8><title>Ferry</title>{head}"
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>"


ARTICLE = f"<article><h1>Ferry strikes mole</h1><p>{LINE}</p><p>{PROSE[len(LINE) + 2 :]}</p></article>"
ROW = {"id": "r", "title": "Ferry", "text": PROSE, "date": "2023-05-04"}
DIED = "14 people had died"
