"""The clean stage: reader, furniture, joins, bylines, metadata, language, and the text that they come to."""

from pipeline.config import Config
from pipeline.errors import RejectError
from pipeline.stage import Stage
from pipeline.stages.clean import bylines, markdown, metadata, page, plain
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
        reading = _read(source)
        row = self.furniture.sort_out(reading.row, reading.facts)
        drafts, removed = join_sentences(row)
        drafts = [draft for draft in drafts if any(char.isalnum() for char in draft.text.text)]
        if not drafts:
            raise RejectError("no_text", "No article text is left after cleaning.")
        title = metadata.title(source, reading.facts, drafts)
        drafts, names = _with_bylines(_titled(drafts, title))
        text = Traced.join((draft.text for draft in drafts), BETWEEN)
        found = self._language(text.text, source)
        info = ArticleInfo(
            title=title,
            subtitle=source.metadata.subtitle or reading.facts.subtitle,
            bylines=names or _named(source, reading.facts),
            publisher=metadata.publisher(source, reading.facts),
            url=metadata.url(source, reading.facts),
            language=found,
            published=metadata.published(source, reading.facts, self.config.date),
        )
        return Article(
            info=info,
            text=text.text,
            blocks=_blocks(drafts),
            offsets=None if _is_rendered(reading) else tuple(text.segments()),
            reader=reading.reader,
            removed=tuple(item.record() for item in removed),
            warnings=_warnings(info),
        )

    def _language(self, text: str, source: Source) -> str | None:
        found = language(text)
        if found and found != LANGUAGE and not self.config.any_language:
            raise RejectError("language", f"The article is in another language than English ({found}).")
        declared = (source.metadata.language or "")[:2].lower()
        return found or (LANGUAGE if declared == LANGUAGE else None)


def _read(source: Source) -> Reading:
    if source.info.format == "html":
        return page.read(source.text)
    text = characters.normalise(Traced.whole(source.text))
    if source.info.format == "md" or markdown.is_markdown(text.text):
        return markdown.read(text)
    return plain.read(text)


def _is_rendered(reading: Reading) -> bool:
    return reading.reader not in ("plain", "markdown")


def _titled(drafts: list[Draft], title: str | None) -> list[Draft]:
    """Mark the block that is the title, and lines above others that are headings."""
    marked: list[Draft] = []
    for place, draft in enumerate(drafts):
        if (
            title
            and draft.kind in ("heading", "paragraph")
            and draft.text.text == title
            and "title" not in _kinds(marked)
        ):
            marked.append(draft.as_kind("title"))
        elif draft.kind == "paragraph" and _is_heading(drafts, place):
            marked.append(draft.as_kind("heading"))
        else:
            marked.append(draft)
    return marked


def _kinds(drafts: list[Draft]) -> set[str]:
    return {draft.kind for draft in drafts}


def _is_heading(drafts: list[Draft], place: int) -> bool:
    text = drafts[place].text.text
    after = next((draft for draft in drafts[place + 1 :]), None)
    if after is None or not metadata.is_line(text) or bylines.names_in(text) or text.count(" ") > 15:
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
