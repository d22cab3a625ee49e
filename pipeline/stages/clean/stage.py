"""The clean stage: reader, furniture, joins, bylines, metadata, language, and the text that they come to."""

import re
from dataclasses import replace

from pipeline.config import Config
from pipeline.errors import RejectError
from pipeline.stage import Stage
from pipeline.stages.clean import bylines, markdown, metadata, page, plain, runs
from pipeline.stages.clean.draft import Draft, Facts, Reading
from pipeline.stages.clean.furniture import Furniture
from pipeline.stages.clean.joins import join_sentences
from pipeline.stages.clean.language import language
from pipeline.text import characters
from pipeline.text.traced import Traced
from schemas.article import Article, ArticleInfo, Block, Byline
from schemas.base import RecordWarning
from schemas.source import Source

BETWEEN = "\n\n"
"""What stands between two blocks of the clean text, whatever stood there in the source."""
LANGUAGE = "en"
_LINE = re.compile(r"\S[^\n]*")
_AGENCY = re.compile(r"[^()]{0,50}\([A-Z][A-Za-z. ]{1,20}\)(?=[A-Z](?:[a-z]|\s))")


class Clean(Stage):
    """Turn a source into the clean article."""

    name = "clean"
    version = 2
    lexicons = ("furniture",)
    summary = "takes page furniture away, joins broken sentences, finds title, bylines and date"

    def __init__(self, config: Config) -> None:
        self.config = config.clean
        self.furniture = Furniture()

    def __call__(self, source: Source) -> Article:
        """Clean one article; raises RejectError where no text is left, or where it is in another language."""
        reading = self._read(source)
        row = self.furniture.sort_out(runs.take_out(reading.row), reading.facts)
        drafts, removed = join_sentences(row)
        drafts = [_apart(draft) for draft in drafts if any(char.isalnum() for char in draft.text.text)]
        if not drafts:
            raise RejectError("no_text", "No article text is left after cleaning.")
        title = metadata.title(source, reading.facts, drafts)
        if title and _is_rendered(reading):
            drafts = _under_title(drafts, title)
        drafts, names = _with_bylines(titled(drafts, title))
        text = Traced.join((draft.text for draft in drafts), BETWEEN)
        self._refuse_long(len(text))
        found = self._language(text.text, source)
        info = ArticleInfo(
            title=title,
            subtitle=source.metadata.subtitle or reading.facts.subtitle,
            bylines=names or _named(source, reading.facts) or _signed(text.text),
            publisher=metadata.publisher(source, reading.facts),
            url=metadata.url(source, reading.facts),
            language=found,
            published=metadata.published(source, reading.facts, self.config.date),
        )
        return Article(
            info=info,
            text=text.text,
            blocks=_blocks(drafts),
            offsets=None if _is_rendered(reading) else text.runs,
            reader=reading.reader,
            removed=tuple(item.record() for item in removed),
            warnings=_warnings(info),
        )

    def _read(self, source: Source) -> Reading:
        if source.info.format == "html":
            reading = page.read(source.text, self.config.max_tags)
            self._refuse_many(len(reading.row))
            return reading
        self._refuse_long(len(source.text))
        self._refuse_many(len(_LINE.findall(source.text)))
        text = characters.normalise(Traced.whole(source.text))
        is_markdown = source.info.format == "md" or markdown.is_markdown(text.text)
        return markdown.read(text) if is_markdown else plain.read(text)

    def _refuse_many(self, blocks: int) -> None:
        if blocks > self.config.max_blocks:
            limit = self.config.max_blocks
            raise RejectError("too_large", f"The article has {blocks} lines or blocks; the limit is {limit}.")

    def _refuse_long(self, length: int) -> None:
        if length > self.config.max_characters:
            limit = self.config.max_characters
            raise RejectError("too_large", f"The article has {length} characters; the limit is {limit}.")

    def _language(self, text: str, source: Source) -> str | None:
        found = language(text)
        if found and found != LANGUAGE and not self.config.any_language:
            raise RejectError("language", f"The article is in another language than English ({found}).")
        declared = (source.metadata.language or "")[:2].lower()
        return found or (LANGUAGE if declared == LANGUAGE else None)


def _apart(draft: Draft) -> Draft:
    """Put a space behind an agency in brackets that a page's layout alone kept from the first word: "(CNN)Rain"."""
    agency = _AGENCY.match(draft.text.text)
    if agency is None:
        return draft
    end = agency.end()
    return replace(draft, text=Traced.join([draft.text[:end], draft.text[end:]], " "))


def _is_rendered(reading: Reading) -> bool:
    return reading.reader not in ("plain", "markdown")


def titled(drafts: list[Draft], title: str | None) -> list[Draft]:
    """Mark the block that is the title, and lines above others that are headings."""
    marked: list[Draft] = []
    has_title = False
    for draft, after in zip(drafts, [*drafts[1:], None], strict=True):
        if not has_title and draft.kind in ("title", "heading", "paragraph") and draft.text.text == title:
            has_title = True
            marked.append(draft.as_kind("title"))
        elif draft.kind == "paragraph" and after is not None and _is_heading(draft.text.text, after):
            marked.append(draft.as_kind("heading"))
        else:
            marked.append(draft)
    return marked


def _under_title(drafts: list[Draft], title: str) -> list[Draft]:
    """Put the title of a page above its article, where the extractor has left it out."""
    if any(draft.text.text.casefold() == title.casefold() for draft in drafts[:5]):
        return drafts
    return [Draft("title", Traced.new(title)), *drafts]


def _is_heading(text: str, after: Draft) -> bool:
    if not metadata.is_line(text) or bylines.names_in(text) or text.count(" ") > 15:
        return False
    return len(after.text) > len(text) or bool(bylines.names_in(after.text.text))


def _with_bylines(drafts: list[Draft]) -> tuple[list[Draft], tuple[Byline, ...]]:
    """Find the lines that name authors; where there are several, each block belongs to the one that stands above it.

    A heading right above a byline belongs to it.
    """
    names: list[Byline] = []
    groups: list[int | None] = []
    placed: list[Draft] = []
    start = 0
    current: int | None = None
    for draft in drafts:
        found = bylines.names_in(draft.text.text) if draft.kind in ("paragraph", "heading", "lead") else []
        if found:
            current = len(names)
            names += [Byline(name=draft.text.text[a:b], start=start + a, end=start + b) for a, b in found]
            if groups and placed[-1].kind in ("heading", "title"):
                groups[-1] = current
        groups.append(current)
        placed.append(draft.as_kind("byline") if found else draft)
        start += len(draft.text) + len(BETWEEN)
    if sum(draft.kind == "byline" for draft in placed) < 2:
        return placed, tuple(names)
    return [Draft(d.kind, d.text, d.level, group) for d, group in zip(placed, groups, strict=True)], tuple(names)


def _named(source: Source, facts: Facts) -> tuple[Byline, ...]:
    authors = source.metadata.authors or tuple(facts.authors)
    names = dict.fromkeys(name for author in authors for name in bylines.tidy(author))
    return tuple(Byline(name=name, start=None, end=None) for name in names)


def _signed(text: str) -> tuple[Byline, ...]:
    return tuple(Byline(name=text[a:b], start=a, end=b) for a, b in bylines.signed_in(text))


def _blocks(drafts: list[Draft]) -> tuple[Block, ...]:
    blocks, start = [], 0
    for draft in drafts:
        blocks.append(Block(start=start, end=start + len(draft.text), kind=draft.kind, byline=draft.byline))
        start += len(draft.text) + len(BETWEEN)
    return tuple(blocks)


def _warnings(info: ArticleInfo) -> tuple[RecordWarning, ...]:
    missing = []
    if info.published is None:
        missing.append(("no_publication_date", "No publication date was found; relative dates have no anchor."))
    if info.title is None:
        missing.append(("no_title", "No title was found."))
    if info.language is None:
        missing.append(("language_unknown", "There is too little text to tell its language."))
    elif info.language != LANGUAGE:
        missing.append(("language", f"The article is in another language than English ({info.language})."))
    return tuple(RecordWarning(stage="clean", code=code, detail=detail) for code, detail in missing)
