"""Claims."""

from pipeline.stages.claims.stage import FindClaims

__all__ = ["FindClaims"]
