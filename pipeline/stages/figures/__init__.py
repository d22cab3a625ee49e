"""Figures."""

from pipeline.stages.figures.stage import FindFigures

__all__ = ["FindFigures"]
