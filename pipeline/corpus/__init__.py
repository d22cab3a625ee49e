"""The inputs of a run: which files there are, and the articles in each."""

from pipeline.corpus.contents import articles, expected_bytes
from pipeline.corpus.walk import Input, inputs, name_of

__all__ = ["Input", "articles", "expected_bytes", "inputs", "name_of"]
