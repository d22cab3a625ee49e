"""DocBin: the articles as spaCy's documents, with what was found in `doc.spans` and the record in `doc._.dateline`.

The tokens are those of the run, read from the artifacts of `annotate`. The spans are those that the component
`dateline` gives (see `pipeline.component`): for whoever reads the files, a doc is as if that had run.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from pipeline.errors import OutputError
from pipeline.export.reading import lines
from pipeline.plan import artifact_name
from pipeline.stages.annotate import Annotate
from pipeline.store import artifacts
from pipeline.store.layout import Layout
from schemas.annotation import Annotation
from schemas.record import ArticleRecord

if TYPE_CHECKING:
    from spacy.tokens import Doc

DOCS_A_FILE = 200
"""Documents in one file; a DocBin is held in memory whole, about 0.3 MB an article."""


def write(layout: Layout, folder: Path) -> Counter[str]:
    """Write all articles to ``00000.spacy``, ``00001.spacy``, ...; gives the number of documents and files.

    Raises OutputError where an article has no annotation.
    """
    from spacy.tokens import DocBin

    counts = Counter(documents=0, files=0)
    for number, docs in enumerate(batched(_docs(layout), DOCS_A_FILE)):
        DocBin(docs=docs, store_user_data=True).to_disk(folder / f"{number:05d}.spacy")
        counts.update(documents=len(docs), files=1)
    return counts


def _docs(layout: Layout) -> "Iterator[Doc]":
    from spacy.vocab import Vocab

    from pipeline import columns
    from pipeline.component import groups
    from pipeline.component.factory import KEPT

    vocab = Vocab()
    for line in lines(layout.records):
        record = _record(layout, line)
        doc = columns.from_columns(_annotation(layout, record), vocab)
        if doc.text != record.text:
            raise OutputError(f"{record.source.path}: its annotation is of another text; `dateline run` makes it anew.")
        doc.user_data = {KEPT: line.rstrip(b"\n")}
        groups.fill(doc, record)
        yield doc


def _record(layout: Layout, line: bytes) -> ArticleRecord:
    try:
        return ArticleRecord.model_validate_json(line)
    except ValidationError as error:
        raise OutputError(
            f"{layout.records} holds a record that is none; `dateline validate` says which and why."
        ) from error


def _annotation(layout: Layout, record: ArticleRecord) -> Annotation:
    path = layout.article(record.source.path, record.source.part) / artifact_name(Annotate)
    artifact = artifacts.read(path)
    if artifact is None:
        raise OutputError(
            f"{path} is missing or damaged, and documents need their tokens; "
            "`dateline run` with --artifacts annotate, or all, makes it."
        )
    return Annotation.model_validate_json(artifact.body)
