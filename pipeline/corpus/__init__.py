"""The inputs of a run: which files there are, and the articles in each."""

from pipeline.corpus.contents import articles
from pipeline.corpus.walk import Input, inputs, name_of

__all__ = ["Input", "articles", "inputs", "name_of"]
