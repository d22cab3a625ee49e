"""Assemble: all that was found, tied together and checked."""

from pipeline.stages.assemble.stage import Assemble

__all__ = ["Assemble"]
