"""What the head of an HTML page says of its article: meta tags, JSON-LD, canonical link, language, title.

Tags are found by their own patterns, each of bounded length, and not with a tree: a page too deep or too broken for a
tree still has its metadata.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

from pipeline.errors import RejectError
from pipeline.stages.clean.draft import Facts
from pipeline.text import calendar, json_values

ARTICLE_TYPES = frozenset(
    {"Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BlogPosting",
     "BackgroundNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "Report", "TechArticle", "ScholarlyArticle",
     "SocialMediaPosting", "AdvertiserContentArticle", "SatiricalArticle", "WebPage", "CreativeWork", "Review"}
)  # fmt: skip
"""Types of schema.org that stand for an article; `WebPage` too, where a page has nothing better."""

MOST_HEAD = 1_000_000
"""Characters of a page that are searched for metadata."""

_TAG = re.compile(r"<(meta|link|html|time)\b([^<>]{0,20000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""([A-Za-z][\w:.-]{0,60})\s{0,9}=\s{0,9}(?:"([^"]{0,10000})"|'([^']{0,10000})'|([^\s"'>]{1,5000}))"""
)
_TITLE = re.compile(r"<title\b[^>]{0,500}>([^<]{1,2000})", re.IGNORECASE)
_LD_JSON = re.compile(r"""<script\b[^>]{0,500}?application/ld\+json[^>]{0,500}>""", re.IGNORECASE)

_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "headline", "title")
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dcsext.author",
    "citation_author",
)
_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "publisher", "citation_journal_title")
_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published",
    "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date", "dcterms.date", "pubdate", "publishdate",
    "publish-date", "publish_date", "published_time", "sailthru.date", "parsely-pub-date", "article.published",
    "dc.date.created", "citation_publication_date", "date",
)  # fmt: skip
_URLS = ("og:url", "twitter:url", "parsely-link")


class Markup:
    """The metadata of one page."""

    def __init__(self, page: str) -> None:
        self.meta: dict[str, list[str]] = {}
        self.times: list[str] = []
        self.canonical: str | None = None
        self.language: str | None = None
        for tag in _TAG.finditer(page, 0, MOST_HEAD):
            self._read(tag.group(1).lower(), _attributes(tag.group(2)))
        title = _TITLE.search(page, 0, MOST_HEAD)
        self.title = _tidy(title.group(1)) if title else None
        self.articles = sorted(_articles(page), key=_rank)

    def _read(self, tag: str, values: dict[str, str]) -> None:
        if tag == "meta":
            name = values.get("property") or values.get("name") or values.get("itemprop") or ""
            if values.get("content", "").strip():
                self.meta.setdefault(name.lower(), []).append(_tidy(values["content"]))
        elif tag == "link" and "canonical" in values.get("rel", "").lower().split():
            self.canonical = self.canonical or values.get("href")
        elif tag == "time" and (day := calendar.day(values.get("datetime", ""))):
            self.times.append(day)
        elif tag == "html":
            self.language = self.language or values.get("lang") or values.get("xml:lang")

    def body(self) -> str | None:
        """Give the longest text that the JSON-LD has for the article."""
        texts = [item["articleBody"] for item in self.articles if isinstance(item.get("articleBody"), str)]
        return max(texts, key=len, default=None)

    def days(self) -> list[str]:
        """Give the days of publication that JSON-LD and meta tags name."""
        texts = [text for item in self.articles for text in _strings(item.get("datePublished"))]
        return [day for text in (*texts, *self._first(_DATES)) if (day := calendar.day(text))]

    def note(self, facts: Facts) -> None:
        """Note what the page says of its article, the most trusted first."""
        facts.titles += [title for item in self.articles for title in _strings(item.get("headline"))]
        facts.titles += self._first(_TITLES)
        facts.page_title = self.title
        facts.subtitle = next(
            (text for item in self.articles for text in _strings(item.get("alternativeHeadline"))), None
        )
        facts.authors += next(filter(None, map(_authors, self.articles)), [])
        if not facts.authors:
            facts.authors += [name for name in self._first(_AUTHORS) if not name.startswith(("http", "/"))]
        facts.publishers += [name for item in self.articles for name in _strings(item.get("publisher"))]
        facts.publishers += self._first(_PUBLISHERS)
        facts.urls += [url for url in (self.canonical, *self._first(_URLS)) if url]
        facts.urls += [url for item in self.articles for url in _strings(item.get("mainEntityOfPage"), "@id")]
        facts.languages += [code for code in (self.language, *self.meta.get("og:locale", [])) if code]

    def _first(self, names: tuple[str, ...]) -> list[str]:
        return [value for name in names for value in self.meta.get(name, [])]


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        found.setdefault(match.group(1).lower(), html.unescape(value))
    return found


def _articles(page: str) -> Iterator[dict[str, Any]]:
    for match in _LD_JSON.finditer(page):
        end = page.find("</script", match.end())
        if end < 0:
            return
        try:
            value = json_values.parse(page[match.end() : end].strip().rstrip(";")).value
        except RejectError:  # one broken block says nothing; the others do
            continue
        yield from _typed(value)


def _typed(value: object) -> Iterator[dict[str, Any]]:
    """Give the objects of an article's type, also in lists and ``@graph``."""
    waiting = [value]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item[:1000])
        elif isinstance(item, dict):
            kinds = item.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and name in ARTICLE_TYPES for name in names):
                yield item
            waiting.extend(item[key] for key in ("@graph", "mainEntity") if key in item)


def _rank(item: dict[str, Any]) -> int:
    """Put what says that it is a page behind what says that it is an article."""
    return 1 if item.get("@type") in ("WebPage", "CreativeWork") else 0


def _authors(item: dict[str, Any]) -> list[str]:
    return _strings(item.get("author")) or _strings(item.get("creator"))


def _strings(value: object, key: str = "name") -> list[str]:
    """Give the strings of a value of JSON-LD: a string, an object with a name, or a list of such."""
    items = value if isinstance(value, list) else [value]
    names = [item.get(key) if isinstance(item, dict) else item for item in items]
    flat = [name for entry in names for name in (entry if isinstance(entry, list) else [entry])]
    return [_tidy(name) for name in flat if isinstance(name, str) and name.strip()]


def _tidy(text: str) -> str:
    """Give a text in one line; some pages escape what they have escaped already: "&amp;#039;"."""
    return " ".join(html.unescape(html.unescape(text)).split())
