"""From a doc to the article that the stages read: its text as it stands, its blocks, and what the user says of it.

What is known of an article is looked for by name (`published`, `title`, `author`, `publisher`, `url`): in an extension
(`doc._.published`, where the user has set one up), in `doc.user_data`, and in the context of ``nlp.pipe(...,
as_tuples=True)`` where that is a mapping. The first that is there counts.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from hashlib import sha256

from spacy.tokens import Doc

from pipeline.stages.clean import bylines, metadata, plain
from pipeline.stages.clean.draft import Draft, Facts
from pipeline.stages.clean.stage import LANGUAGE, titled
from pipeline.text.traced import Traced
from schemas.article import Article, ArticleInfo, Block, Byline
from schemas.base import RecordWarning
from schemas.source import Metadata, Source, SourceInfo


def source(doc: Doc) -> Source:
    """Give the doc as a source. It is named by its text, as it has no path: the same text has the same name."""
    data = doc.text.encode("utf-8", "surrogatepass")
    digest = sha256(data).hexdigest()
    info = SourceInfo(
        path=f"doc-{digest[:12]}",
        part=None,
        format="txt",
        sha256=digest,
        bytes=len(data),
        encoding="utf-8",
        replaced_bytes=0,
    )
    warnings: list[RecordWarning] = []
    facts = {name: _string(doc, name, warnings) for name in ("title", "url", "publisher")}
    return Source(
        info=info,
        text=doc.text,
        metadata=Metadata(**facts, date=_string(doc, "published", warnings), authors=_authors(doc, warnings)),
        warnings=(*warnings, *_unnamed(doc)),
    )


def article(doc: Doc, source: Source, published: str | None) -> Article:
    """Give the article of a doc; `published` is the day of docs that have none of their own."""
    drafts = [draft for draft in plain.read(Traced.whole(doc.text)).row if isinstance(draft, Draft)]
    title = metadata.title(source, Facts(), drafts)
    day = metadata.published(source, Facts(), None) or metadata.published(source, Facts(), published)
    info = ArticleInfo(
        title=title,
        subtitle=None,
        bylines=tuple(
            Byline(name=name, start=None, end=None)
            for author in source.metadata.authors
            for name in bylines.tidy(author)
        ),
        publisher=metadata.publisher(source, Facts()),
        url=metadata.url(source, Facts()),
        language=LANGUAGE,
        published=day,
    )
    length = len(doc.text)
    return Article(
        info=info,
        text=doc.text,
        blocks=tuple(_blocks(titled(drafts, title))) or (Block(start=0, end=length, kind="paragraph"),),
        offsets=((0, 0, length),),
        reader="plain",
        warnings=() if day else (_undated(),),
    )


def _blocks(drafts: list[Draft]) -> Iterator[Block]:
    for draft in drafts:
        extent = draft.text.extent()
        if extent and any(char.isalnum() for char in draft.text.text):
            yield Block(start=extent[0], end=extent[1], kind=draft.kind)


def _look_up(doc: Doc, name: str) -> object:
    """Give what the user says of a doc under a name; None where nothing is said."""
    context = getattr(doc, "_context", None)
    places = (
        doc._.get(name) if Doc.has_extension(name) else None,
        doc.user_data.get(name),
        context.get(name) if isinstance(context, Mapping) else None,
    )
    return next((found for found in places if found is not None), None)


def _string(doc: Doc, name: str, warnings: list[RecordWarning]) -> str | None:
    found = _look_up(doc, name)
    if isinstance(found, datetime):
        found = found.date()
    if isinstance(found, date):
        return found.isoformat()
    if found is None or isinstance(found, str):
        return found or None
    warnings.append(_not_used(name, found))
    return None


def _authors(doc: Doc, warnings: list[RecordWarning]) -> tuple[str, ...]:
    found = _look_up(doc, "author")
    names = found if isinstance(found, list | tuple) else [] if found is None else [found]
    warnings += [_not_used("author", name) for name in names if not isinstance(name, str)]
    return tuple(name for name in names if isinstance(name, str) and name.strip())


def _not_used(name: str, found: object) -> RecordWarning:
    detail = f"What the doc has for {name} is of type {type(found).__name__} and was not used."
    return RecordWarning(stage="ingest", code="metadata_type", detail=detail)


def _unnamed(doc: Doc) -> Iterator[RecordWarning]:
    """Warn where nothing has looked for names."""
    if not doc.has_annotation("ENT_IOB"):
        detail = "Nothing has marked names; add 'dateline_ner' or 'ner' to the pipeline, before 'dateline'."
        yield RecordWarning(stage="annotate", code="no_names", detail=detail)


def _undated() -> RecordWarning:
    detail = "No publication date was given; relative dates have no anchor."
    return RecordWarning(stage="clean", code="no_publication_date", detail=detail)
