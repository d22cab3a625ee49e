"""The stage: one small, pure step that reads earlier records of an article and writes one new record.

A stage is a class with a `name`, a `version` and the `lexicons` it reads; it does its configuration work once in
``__init__`` and has one ``__call__(records...) -> record`` with no input or output, no clock and no globals. What
it needs and gives is read off that method's types.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from inspect import getfile
from pathlib import Path
from typing import Any, ClassVar, get_type_hints

from spacy.tokens import Doc

from pipeline import lexicon, trees
from pipeline.config import Config
from pipeline.fingerprint import code, fingerprint, shared_code
from pipeline.tree import Tree

READ_OFF: Mapping[type, tuple[type, Callable[[Any], Any]]] = {Tree: (Doc, trees.read)}
"""Records that are read off another one, when a stage needs them first: off which, and how."""

type Result = Any | Exception
"""What a stage makes of one article: a record, or the exception that its call raised."""


class Stage:
    """Base of all stages."""

    name: ClassVar[str]
    version: ClassVar[int]
    lexicons: ClassVar[tuple[str, ...]] = ()
    summary: ClassVar[str] = ""
    artifact: ClassVar[str | None] = None  # the name of its artifact, where that is not the stage's own

    __call__: Callable[..., Any]

    def __init__(self, config: Config) -> None:
        """Do the work that needs no article: read the section of `config`, load lexicons, build matchers."""

    @classmethod
    @cache
    def needs(cls) -> tuple[type, ...]:
        """Give the types of the records it reads, in the order of its parameters."""
        return tuple(kind for name, kind in get_type_hints(cls.__call__).items() if name != "return")

    @classmethod
    @cache
    def reads(cls) -> tuple[type, ...]:
        """Give the types of the records of other stages that it reads, be it by what is read off them."""
        return tuple(READ_OFF[kind][0] if kind in READ_OFF else kind for kind in cls.needs())

    @classmethod
    def needed(cls, records: dict[type, Any]) -> tuple[Any, ...]:
        """Give the records it needs, in the order of its parameters; adds to `records` what is read off others."""
        for kind in cls.needs():
            if kind not in records:
                source, read = READ_OFF[kind]
                records[kind] = read(records[source])
        return tuple(records[kind] for kind in cls.needs())

    @classmethod
    @cache
    def gives(cls) -> type:
        """Give the type of the record it writes."""
        kind: type = get_type_hints(cls.__call__)["return"]
        return kind

    def batch(self, inputs: Iterable[tuple[Any, ...]]) -> Iterator[Result]:
        """Give the result of each article in turn; an exception costs its article alone.

        Only a stage that gains by it (a model) overrides this.
        """
        for records in inputs:
            try:
                yield self(*records)
            except Exception as error:  # noqa: BLE001 - the policy of pipeline.errors: it costs one article
                yield error

    @classmethod
    def own_fingerprint(cls, config: Config) -> str:
        """Digest all of the stage that could change its records: version, code, lexicons, its section of the config.

        The code counts, so that a changed rule is never hidden behind a version that nobody raised.
        """
        section = config.section(cls.name)
        return fingerprint(
            cls.name,
            str(cls.version),
            cls._code(),
            lexicon.digest(cls.lexicons),
            section.model_dump_json() if section else "",
        )

    @classmethod
    def _code(cls) -> str:
        file = Path(getfile(cls))
        whole = file if file.parent.name == "stages" else file.parent
        return fingerprint(code(whole), shared_code())
