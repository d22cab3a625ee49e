"""Running mutated files through the corpus, ingest and clean, and holding what comes of them."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline import corpus
from pipeline.config import CleanConfig, Config
from pipeline.corpus import Input
from pipeline.errors import RejectError
from pipeline.raw import Raw
from pipeline.stages.clean import Clean
from pipeline.stages.ingest import Ingest
from schemas.article import Article
from schemas.reject import Reject
from schemas.source import Source

LONGEST_SECONDS = 10
"""Of processor time, so that a busy machine changes nothing; what hangs burns it."""
FIRST = b"<html><body><p>Forty people were hurt on Monday, caf\xe9 owners in Elm said.</p></body></html>"
CONFIG = Config(clean=CleanConfig(any_language=True))


class Fuzz:
    """The stages, set up once, and the count of what came of the files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ingest, self.clean = Ingest(CONFIG), Clean(CONFIG)
        self.counts: Counter[str] = Counter()

    def failures(self, files: Iterable[tuple[str, bytes]]) -> Iterator[str]:
        """Give a sentence for each file that crashed a stage, took too long, was lost or came out broken."""
        self._broken("first.html", FIRST)  # loads the libraries, whose time is no file's
        self.counts.clear()
        for number, (name, data) in enumerate(files):
            start = time.process_time()
            broken = self._broken(name, data)
            seconds = time.process_time() - start
            if broken:
                yield f"{number} ({name}): {broken}"
            if seconds > LONGEST_SECONDS:
                yield f"{number} ({name}): took {seconds:.1f} s"

    def _broken(self, name: str, data: bytes) -> str | None:
        file = self.folder / f"x{Path(name).suffix if not name.endswith('.gz') else '.txt.gz'}"
        file.write_bytes(data)
        try:
            outcomes = list(corpus.articles(Input(file, name), CONFIG))
            faults = [self._fault(outcome) for outcome in outcomes]
        except Exception as error:  # noqa: BLE001 - what is looked for
            return f"{type(error).__name__}: {error}"
        return "not accounted for" if not outcomes else next((fault for fault in faults if fault), None)

    def _fault(self, outcome: Raw | Reject) -> str | None:
        if isinstance(outcome, Reject):
            self.counts[outcome.reason] += 1
            return None
        try:
            source = self.ingest(outcome)
            article = self.clean(source)
        except RejectError as error:
            self.counts[error.reason] += 1
            return None
        self.counts["article"] += 1
        return _wrong(source, article)


def _wrong(source: Source, article: Article) -> str | None:
    """Tell what does not hold of an article; None where all does."""
    for start, place, length in article.offsets or ():
        if article.text[start : start + length] != source.text[place : place + length]:
            return f"[{start}, {start + length}) is not what stands at {place}"
    for block in article.blocks:
        if not article.text[block.start : block.end].strip() or block.end > len(article.text):
            return f"block [{block.start}, {block.end}) is empty or beyond the text"
    for byline in article.info.bylines:
        if byline.start is not None and article.text[byline.start : byline.end] != byline.name:
            return f"byline {byline.name!r} does not stand at {byline.start}"
    if any(0xD800 <= ord(char) < 0xE000 or char == "\0" for char in article.text):
        return "a surrogate or NUL is left in the text"
    return None
