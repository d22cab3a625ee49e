"""What the recogniser marks by itself, before any rule of the pipeline, in the form of the scorer of entities."""

from collections.abc import Iterator
from pathlib import Path

import orjson

from pipeline import model
from pipeline.config import Ner
from tests.quality.predict import Row

LABELS = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def lines(gold: Path, ner: Ner) -> bytes:
    """Mark the names in the rows of `gold`, as JSONL."""
    rows = [orjson.loads(line) for line in gold.read_bytes().splitlines() if line.strip()]
    return b"".join(orjson.dumps(row) + b"\n" for row in _marked(rows, ner))


def _marked(rows: list[Row], ner: Ner) -> Iterator[Row]:
    nlp = model.load(ner=ner)
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True):
        mentions = [
            {
                "start": ent.start_char,
                "end": ent.end_char,
                "label": LABELS[ent.label_],
                "cluster": str(number),
                "link": None,
            }
            for number, ent in enumerate(doc.ents)
            if ent.label_ in LABELS
        ]
        yield {"id": row["id"], "mentions": mentions}
