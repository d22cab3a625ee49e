"""Reading the report's pages: they are well-formed XML as well as HTML, so a strict parser reads them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree

Element = ElementTree.Element


@cache
def parsed(path: Path) -> Element:
    """The page; raises ParseError where it is not well-formed."""
    return ElementTree.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own page


def all_of(root: Path) -> list[Path]:
    """Every page of a report."""
    return sorted(root.rglob("*.html"))


def text(element: Element) -> str:
    """The text of an element, without the tags that refer to rows."""
    inner = ((not child.get("class", "").startswith("tag")) * text(child) + (child.tail or "") for child in element)
    return (element.text or "") + "".join(inner)


def words(element: Element) -> str:
    """The text of an element with its white space as single spaces."""
    return " ".join("".join(element.itertext()).split())


def by_id(page: Element) -> dict[str, Element]:
    """The elements of a page by id; no id stands twice."""
    found = [element for element in page.iter() if element.get("id")]
    named = {element.attrib["id"]: element for element in found}
    assert len(named) == len(found)
    return named


def broken_links(path: Path) -> Iterator[str]:
    """The addresses on a page that lead nowhere: to no file, or to no place of it."""
    for element in parsed(path).iter():
        href = element.get("href")
        if href is None or href.startswith(("https://", "http://")):
            continue
        address, place = urldefrag(href)
        target = (path.parent / unquote(address)).resolve() if address else path
        if not target.is_file() or (place and place not in by_id(parsed(target))):
            yield href
