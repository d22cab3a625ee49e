"""The component: ``nlp.add_pipe("dateline")`` fills `doc._.dateline` with the record and `doc.spans` with its spans.

It stands behind the tagger, the attribute ruler, the parser and the lemmatizer of an English pipeline, and behind
whatever marks names: `dateline_ner`, or the pipeline's own `ner`. The text is taken as it is, uncleaned, so that every
offset of the record is one of the doc. What it knows of an article beside the text is read off the doc, see `reading`.
"""

from functools import lru_cache
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import __version__, trees
from pipeline.component import groups, paragraphs, reading
from pipeline.config import Config
from pipeline.config import changed as configured
from pipeline.errors import UsageError
from pipeline.fingerprint import fingerprint
from pipeline.plan import PLAN
from pipeline.run import follow
from pipeline.stage import Stage
from pipeline.stages.annotate import Annotate
from pipeline.store.artifacts import encode
from pipeline.text import calendar
from schemas.article import Article
from schemas.record import SCHEMA_VERSION, ArticleRecord, Model, Producer
from schemas.source import Source

NAME = "dateline"
EXTENSION = "dateline"
KEPT = "dateline_record"
"""Where the record stands in `doc.user_data`: as JSON, so that it goes wherever the doc goes."""

STAGES: tuple[type[Stage], ...] = PLAN[PLAN.index(Annotate) + 1 :]
"""What runs on a doc; what comes before makes one."""

NEEDED = {"TAG": "tagger", "POS": "attribute_ruler", "DEP": "parser", "LEMMA": "lemmatizer"}
"""Which component of spaCy's English pipelines sets what the stages read."""


class DatelineComponent:
    """Finds in each doc what dateline finds in an article. The doc's tokens and entities stay as they are."""

    def __init__(self, nlp: Language, config: Config) -> None:
        """Set up the stages; raises StopError where the configuration does not hold."""
        self._nlp = nlp
        self._published = config.clean.date
        self._stages = [stage(config) for stage in STAGES]
        sections = (section for stage in STAGES if (section := config.section(stage.name)))
        self._own = {stage.name: stage.own_fingerprint(config) for stage in STAGES}
        self._config = fingerprint(*(section.model_dump_json() for section in sections))

    def __call__(self, doc: Doc) -> Doc:
        """Find what is in one doc; a doc without a word gets no record.

        Raises UsageError where the doc lacks tags, dependencies or lemmas.
        """
        doc.user_data.pop(KEPT, None)
        if not any(char.isalnum() for char in doc.text):
            return doc
        self._check(doc)
        source = reading.source(doc)
        article = reading.article(doc, source, self._published)
        parsed = paragraphs.apart(doc, article.blocks)
        given = {Source: source, Article: article, Doc: parsed, Producer: self._producer(source, article)}
        try:
            record = follow(self._stages, given)
        finally:
            trees.forget(parsed)
        doc.user_data[KEPT] = encode(record)
        groups.fill(doc, record)
        return doc

    def _check(self, doc: Doc) -> None:
        columns = doc.to_array(list(NEEDED))
        filled = np.count_nonzero(columns, axis=0)  # the attribute ruler alone gives some tokens a lemma
        missing = [part for part, tokens in zip(NEEDED.values(), filled, strict=True) if 2 * tokens < len(doc)]
        if missing:
            raise UsageError(
                f"The component {NAME!r} needs what {', '.join(NEEDED.values())} set, and this doc lacks that of "
                f"{', '.join(missing)}: add them to the pipeline, before {NAME!r}."
            )

    def _producer(self, source: Source, article: Article) -> Producer:
        """Say what made the record; the files of a pipeline in memory are not known, so its parts stand for them."""
        meta = self._nlp.meta
        model = Model(name=f"{meta['lang']}_{meta['name']}", version=str(meta["version"]))
        parts = (__version__, SCHEMA_VERSION, model.name, model.version, *self._nlp.pipe_names, *self._own.values())
        return Producer(
            dateline=__version__,
            model=model,
            config=self._config,
            lexicons=fingerprint(*self._own.values()),
            fingerprint=fingerprint(*parts, source.model_dump_json(), article.model_dump_json()),
        )


@lru_cache(maxsize=32)
def _read(record: bytes) -> ArticleRecord:
    return ArticleRecord.model_validate_json(record)


def record(doc: Doc) -> ArticleRecord | None:
    """Give the record of a doc, or None where there is none; `doc._.dateline` calls this."""
    kept: bytes | None = doc.user_data.get(KEPT)
    return None if kept is None else _read(kept)


if not Doc.has_extension(EXTENSION):
    Doc.set_extension(EXTENSION, getter=record)


@Language.factory(
    NAME,
    requires=["token.tag", "token.dep", "token.lemma", "doc.sents"],
    assigns=["doc._.dateline", "doc.spans"],
    default_config={"published": None, "gazetteer": None},
)
def make(nlp: Language, name: str, published: str | None, gazetteer: str | None) -> DatelineComponent:  # noqa: ARG001
    """Make the component: `published` is the day of docs that have none of their own, `gazetteer` a file of names.

    Raises UsageError for a pipeline that is not English, for a `published` that is no day, and for a gazetteer that
    cannot be read.
    """
    if nlp.lang != "en":
        raise UsageError(f"The component {NAME!r} reads English; the language of this pipeline is {nlp.lang!r}.")
    if published is not None and calendar.day(published) != published:
        raise UsageError(f"published: {published!r} is no calendar day (YYYY-MM-DD).")
    for label in groups.LABELS:
        nlp.vocab.strings.add(label)  # before any memory zone, which would forget it
    overrides: dict[str, dict[str, Any]] = {"clean": {"date": published}, "entities": {"gazetteer": gazetteer}}
    return DatelineComponent(nlp, configured(Config(), overrides))
