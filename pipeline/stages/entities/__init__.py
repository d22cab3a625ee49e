"""Entities."""

from pipeline.stages.entities.stage import FindEntities

__all__ = ["FindEntities"]
