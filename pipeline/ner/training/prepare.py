"""Prepare: from the folder of public sources to one file of sentences, ``python -m pipeline.ner.training.prepare``.

The Groningen Meaning Bank was tagged by machine and is noisy. spaCy's own recogniser reads it too, and where the two
do not agree on a name, span and type, the training takes no side: the characters are masked.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import model
from pipeline.ner.training import marked, readers
from pipeline.ner.training.marked import Document, Name, Sentence, trimmed
from pipeline.ner.training.sources import CROSSNER_DOMAINS, GUM_GENRES, SOURCES

SPACY_TYPES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def documents(folder: Path, nlp: Language) -> Iterator[Document]:
    """Give the documents of all sources below `folder`; `nlp` is asked about the silver ones."""
    place = {name: folder / source.place for name, source in SOURCES.items()}
    yield from readers.gum(place["gum"], GUM_GENRES)
    yield from readers.uner("uner", [place["uner"] / f"en_ewt-ud-{part}.iob2" for part in ("dev", "test")])
    yield from readers.uner("pud", [place["pud"] / "en_pud-ud-test.iob2"])
    yield from readers.crossner("politics", [place["politics"]])
    yield from readers.crossner("crossner", [place["crossner"] / domain for domain in CROSSNER_DOMAINS])
    yield from readers.wikigold(place["wikigold"])
    yield from readers.btc(place["btc"])
    yield from checked(readers.gmb(place["gmb"]), nlp)


def checked(silver: Iterable[Document], nlp: Language) -> Iterator[Document]:
    """Mask what `nlp` sees otherwise than the documents say."""
    pairs = ((sentence.text, (document, sentence)) for document in silver for sentence in document.sentences)
    done: list[Sentence] = []
    of: Document | None = None
    for doc, (document, sentence) in nlp.pipe(pairs, as_tuples=True, batch_size=256):
        if of is not None and document is not of:
            yield Document(of.source, tuple(done))
            done = []
        of = document
        done.append(agreed(sentence, names_of(doc)))
    if of is not None:
        yield Document(of.source, tuple(done))


def names_of(doc: Doc) -> set[Name]:
    """Give the names that spaCy's recogniser found, cut as the gold names are."""
    return {
        trimmed(Name(ent.start_char, ent.end_char, SPACY_TYPES[ent.label_]), doc.text)
        for ent in doc.ents
        if ent.label_ in SPACY_TYPES
    }


def agreed(sentence: Sentence, others: set[Name]) -> Sentence:
    """Keep the names both have; mask the rest of either."""
    own = set(sentence.names)
    kept = sorted(own & others, key=lambda name: name.start)
    masked = sorted((name.start, name.end) for name in own ^ others)
    return Sentence(sentence.text, tuple(kept), tuple(masked))


def main(arguments: list[str]) -> int:
    """Write the prepared file; say what is missing and where to get it."""
    parser = argparse.ArgumentParser(description="Prepare the training data of dateline's recogniser.")
    parser.add_argument("sources", type=Path, help="folder of the public sources")
    parser.add_argument("out", type=Path, help="file to write (JSON lines)")
    options = parser.parse_args(arguments)
    missing = [source for source in SOURCES.values() if not (options.sources / source.place).exists()]
    for source in missing:
        print(f"missing: {options.sources / source.place}: {source.title} ({source.licence}); get it: {source.get}")
    if missing:
        return 1
    nlp = model.load(ner="model")
    with nlp.select_pipes(enable=["ner"]):
        found = list(documents(options.sources, nlp))
    marked.write(options.out, found)
    for name in SOURCES:
        sentences = [sentence for document in found if document.source == name for sentence in document.sentences]
        types = Counter(mention.type for sentence in sentences for mention in sentence.names)
        print(f"{name}: {len(sentences)} sentences, names {dict(sorted(types.items()))}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
