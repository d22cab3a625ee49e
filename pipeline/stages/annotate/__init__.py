"""Annotation."""

from pipeline.stages.annotate.stage import Annotate

__all__ = ["Annotate"]
