"""Dateline from Python: the record of a text, of a stream of texts, and of all the articles of a folder.

    from pipeline import Dateline

    dateline = Dateline()
    record = dateline("At least 40 people were killed on Friday, police said.", published="2024-03-15")
    for figure in record.figures:
        print(figure.text, figure.kind, figure.value.low, figure.status)

A text goes the way of a file: what comes out is the record that ``dateline extract`` prints and ``dateline run``
writes for the same bytes and options.
"""

import json
import re
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, overload

import orjson

from pipeline import config as configuration
from pipeline import job, work
from pipeline.batch import Task
from pipeline.config import Config, FieldNames, Ner, Overrides
from pipeline.errors import RejectError, UsageError
from pipeline.job import Options, Progress
from pipeline.marks import Marks
from pipeline.raw import Raw
from pipeline.run import Done
from pipeline.summary import Summary
from pipeline.text import calendar
from schemas.record import ArticleRecord
from schemas.reject import Reject
from schemas.source import Format

type Given = str | bytes | Mapping[str, object]
"""An article: its text; the bytes of a file; or an object with its text and metadata, as a line of a JSONL file is.

The names that an object's fields may have are those of ``[ingest.fields]`` in the configuration: `text`, `title`,
`date` or `published`, `url`, `author`, `publisher`, and others.
"""

type Day = str | date

UNNAMED = "-"
"""Path of an article that has none, as ``dateline extract`` names standard input."""

_NEVER_IN_A_FILE = re.compile("[\0\ud800-\udfff]")
"""What makes bytes be read as another encoding, or can have none; JSON has a way to write it."""

_TURN = threading.RLock()
"""One batch at a time in one process: spaCy's memory zones, and so the pipeline, are not for several threads."""


class Dateline:
    """Turns articles into records. Texts may come from several threads; they are worked on one after the other.

    The model is loaded with the first text, once for all objects with the same configuration.
    """

    def __init__(
        self,
        config: Config | Path | str | None = None,
        *,
        model: str | Path | None = None,
        ner: Ner | None = None,
        gazetteer: str | Path | None = None,
        published: Day | None = None,
        any_language: bool | None = None,
        overrides: Overrides | None = None,
    ) -> None:
        """Settle the configuration: `config` (an object, or the path of a TOML file), and what goes before it.

        `model`, `ner`, `gazetteer` and `any_language` are the options of the same names of ``dateline run``;
        `published` is its ``--date``: the day of publication of every article. `overrides` reaches all else:
        section -> key -> value, as in the file.

        Raises UsageError for a configuration that does not hold, ModelError for a spaCy pipeline that is not there.
        """
        given = config if isinstance(config, Config) else configuration.load(Path(config) if config else None)
        options: dict[str, dict[str, object]] = {
            "annotate": {"model": None if model is None else str(model), "ner": ner},
            "entities": {"gazetteer": None if gazetteer is None else str(gazetteer)},
            "clean": {"date": None if published is None else _day(published), "any_language": any_language},
        }
        for section, values in (overrides or {}).items():
            options[section] = {**options.get(section, {}), **values}
        self.config = configuration.changed(given, {name: _set(values) for name, values in options.items()})
        _check(self.config)

    def __call__(
        self,
        text: Given,
        *,
        title: str | None = None,
        subtitle: str | None = None,
        author: str | Sequence[str] | None = None,
        publisher: str | None = None,
        url: str | None = None,
        published: Day | None = None,
        format: Format | None = None,  # noqa: A002 - its name in the record
        path: str = UNNAMED,
    ) -> ArticleRecord:
        """Give the record of one article.

        A text with metadata is read as the JSON object that holds them, so `source.format` is ``json`` then.
        `format` says how the text is to be read where it is no plain text (``html`` and ``md`` bring their own
        metadata); `path` is what the record calls the article, and what its id is made from.

        Raises RejectError, with a `reason`, where the article gives no record; UsageError where `published` is no day.
        """
        facts = {
            "title": title,
            "subtitle": subtitle,
            "authors": author if author is None or isinstance(author, str) else list(author),
            "publisher": publisher,
            "url": url,
            "date": None if published is None else _day(published),
        }
        raw = _raw(text, _set(facts), format, self.config.ingest.fields, path, None)
        (outcome,) = self._records([raw])
        if isinstance(outcome, Reject):
            raise RejectError(outcome.reason, outcome.detail)
        return outcome

    @overload
    def pipe(
        self,
        texts: Iterable[Given],
        *,
        as_tuples: Literal[False] = False,
        batch_size: int = job.BATCH,
        format: Format | None = None,
        path: str = UNNAMED,
    ) -> Iterator[ArticleRecord | Reject]: ...

    @overload
    def pipe[Context](
        self,
        texts: Iterable[tuple[Given, Context]],
        *,
        as_tuples: Literal[True],
        batch_size: int = job.BATCH,
        format: Format | None = None,
        path: str = UNNAMED,
    ) -> Iterator[tuple[ArticleRecord | Reject, Context]]: ...

    def pipe(
        self,
        texts: Iterable[Any],
        *,
        as_tuples: bool = False,
        batch_size: int = job.BATCH,
        format: Format | None = None,  # noqa: A002
        path: str = UNNAMED,
    ) -> Iterator[Any]:
        """Give what comes of each article of a stream, in its order: its record, or the Reject that says why not.

        No article is lost and none stops the stream. Articles are worked on in batches, much faster than one by one;
        never more than one batch is held, so the stream may be endless. With `as_tuples` each article comes with a
        context, any object, that goes out with its record. An article is part 1, 2, ... of `path`, as a line of a
        JSONL file is; what a mapping holds is read as such a line is.
        """
        if batch_size < 1:
            raise UsageError(f"batch_size: {batch_size} is less than 1.")
        pairs = iter(texts) if as_tuples else ((text, None) for text in texts)
        return self._stream(pairs, as_tuples, batch_size, format, path)

    def _stream(
        self, pairs: Iterator[tuple[Given, object]], as_tuples: bool, batch_size: int, form: Format | None, path: str
    ) -> Iterator[object]:
        contexts: deque[object] = deque()

        def tasks() -> Iterator[Task]:
            for part, (text, context) in enumerate(pairs, 1):
                contexts.append(context)
                yield Task(_raw(text, {}, form, self.config.ingest.fields, path, part), "")

        for batch in job.batched(tasks(), batch_size):
            for outcome in self._records([task.raw for task in batch]):
                context = contexts.popleft()
                yield (outcome, context) if as_tuples else outcome

    def run(
        self, source: Path | str, out: Path | str, options: Options | None = None, progress: Progress | None = None
    ) -> Summary:
        """Turn the articles below `source` into the records of the folder `out`: what ``dateline run`` does.

        `options` says how (artifacts, a limit, workers); none of it changes a record. `progress` is called after each
        batch. A run that was stopped goes on where it was, and takes over what has not changed.

        Raises StopError where the run cannot go on; what was done until then is kept.
        """
        with _TURN:
            return job.run(Path(source), Path(out), self.config, options or Options(), progress)

    def _records(self, raws: Sequence[Raw]) -> list[ArticleRecord | Reject]:
        with _TURN:
            outcomes = work.ready(self.config).process(raws).outcomes
        return [outcome.record if isinstance(outcome, Done) else outcome for outcome in outcomes]


@cache
def _check(config: Config) -> None:
    """Raise StopError where the model or the file of names is missing, before any text is read."""
    Marks(config)


def _raw(
    given: object, facts: Mapping[str, object], form: Format | None, fields: FieldNames, path: str, part: int | None
) -> Raw:
    """Give an article the form that a run reads: the bytes of a text, or of a JSON object."""
    if form and form not in get_args(Format):
        raise UsageError(f"format: {form!r} is none of {', '.join(get_args(Format))}.")
    if isinstance(given, bytes) and not facts:
        return Raw(path, part, form or "txt", given)
    if isinstance(given, str) and not facts and not _NEVER_IN_A_FILE.search(given):
        return Raw(path, part, form or "txt", given.encode("utf-8"))
    if isinstance(given, bytes) or form:
        raise UsageError(f"format {form or 'txt'!r}: metadata, NUL and lone surrogates go with a plain text alone.")
    value = dict(given) if isinstance(given, Mapping) else {_name(fields, "text"): given}
    for field, fact in facts.items():
        value = {name: there for name, there in value.items() if name not in getattr(fields, field)}
        value[_name(fields, field)] = fact
    return Raw(path, part, "json" if part is None else "jsonl", _json(value))


def _name(fields: FieldNames, field: str) -> str:
    """Give the name that a JSON object has for a field; raises UsageError where the configuration has none."""
    names: tuple[str, ...] = getattr(fields, field)
    if not names:
        raise UsageError(f"ingest.fields.{field}: the configuration has no name for it.")
    return names[0]


def _json(value: Mapping[str, object]) -> bytes:
    """Write an object as JSON, days as ISO 8601."""
    option = orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY
    try:
        return orjson.dumps(value, default=_plain, option=option)
    except TypeError:  # lone surrogates, whole numbers beyond 64 bits
        return json.dumps(value, default=_plain).encode("ascii")


def _plain(value: object) -> str | None:
    """Give what JSON can hold of an object: nothing of bytes, nor of the marks that data frames have for "missing"."""
    return None if isinstance(value, bytes) or type(value).__name__ in ("NAType", "NaTType") else str(value)


def _day(day: Day) -> str:
    """Give a day as ``YYYY-MM-DD``; raises UsageError for what names none."""
    if isinstance(day, date):
        return (day.date() if isinstance(day, datetime) else day).isoformat()
    found = calendar.day(day)
    if found is None:
        raise UsageError(f"published: {day!r} is no calendar day (YYYY-MM-DD).")
    return found


def _set[Value](values: Mapping[str, Value | None]) -> dict[str, Value]:
    """Leave out what is not given."""
    return {name: value for name, value in values.items() if value is not None}
