"""How things are found: the stages that turn an article into a record, and what runs them over a folder.

``from pipeline import Dateline`` is the way in from Python (see `pipeline.api`). Importing this package loads no model
and no spaCy; the names below are imported when they are asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.api import Dateline
    from pipeline.config import Config
    from pipeline.errors import DatelineError, ModelError, OutputError, RejectError, StopError, UsageError
    from pipeline.job import Options
    from schemas.record import ArticleRecord
    from schemas.reject import Reject

__version__ = "0.1.0"

__all__ = [
    "ArticleRecord",
    "Config",
    "Dateline",
    "DatelineError",
    "ModelError",
    "Options",
    "OutputError",
    "Reject",
    "RejectError",
    "StopError",
    "UsageError",
]

_HOMES = {
    "Dateline": "pipeline.api",
    "Config": "pipeline.config",
    "Options": "pipeline.job",
    "ArticleRecord": "schemas.record",
    "Reject": "schemas.reject",
}

if not TYPE_CHECKING:  # a type checker that saw this would take any name for one of ours

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_HOMES.get(name, "pipeline.errors")), name)
