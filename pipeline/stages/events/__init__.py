"""Events."""

from pipeline.stages.events.stage import FindEvents

__all__ = ["FindEvents"]
