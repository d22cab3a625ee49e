"""Clean: the source to the one text that all offsets refer to."""

from pipeline.stages.clean.stage import Clean

__all__ = ["Clean"]
