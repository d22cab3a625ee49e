"""All errors that dateline raises on purpose, named by what is done about them.

    DatelineError
    ├── StopError             the run cannot go on; the message says what to do     (exit status 1 or 2)
    │   ├── UsageError        the command line or configuration is wrong            (2)
    │   ├── LexiconError      a lexicon file does not hold against its schema       (1)
    │   ├── ModelError        the spaCy pipeline cannot be loaded                   (1)
    │   ├── OutputError       the output folder cannot be read, locked or written   (1)
    │   └── DependencyError   an optional package is not installed                  (1)
    └── RejectError           this input gives no record; the others go on          (a line of rejects.jsonl)

Errors of libraries are translated where they arise: nothing above a stage sees an lxml or pydantic error.
Anything else that escapes a stage is a bug of ours and costs one article: reason ``error``, with its type.
"""

from schemas.reject import Reason


class DatelineError(Exception):
    """Base of all errors raised on purpose."""


class StopError(DatelineError):
    """The run cannot go on. The message is a sentence for a person that says what to do next."""

    exit_status = 1


class UsageError(StopError):
    """The command line or the configuration is wrong."""

    exit_status = 2


class LexiconError(StopError):
    """A lexicon does not hold against its schema; the message names file and line."""


class ModelError(StopError):
    """The spaCy pipeline cannot be found or lacks a component."""


class OutputError(StopError):
    """The output folder cannot be read, locked or written."""


class DependencyError(StopError):
    """An optional package is missing; the message says which extra of dateline brings it."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"This needs {package}, which is not installed: pip install 'dateline[{extra}]' brings it.")


class RejectError(DatelineError):
    """This input gives no record. `reason` is from the closed list of `schemas.reject`."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason: Reason = reason
        self.detail = detail
