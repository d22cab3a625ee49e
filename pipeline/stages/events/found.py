"""A trigger as it was found: the word that names an event, in the sense its arguments give it."""

from dataclasses import dataclass, field

from pipeline.stages.events.arguments import Frame
from pipeline.stages.events.lexicon import Reading
from pipeline.tree import Token


@dataclass(slots=True)
class Found:
    """A trigger: its token, reading and arguments.

    `second` is the other word of an event named by a verb and its noun ("held talks"), `carrier` the arguments of the
    verb whose subject takes part in the event ("*the firm* posted a loss"), `span` the ends of a trigger of several
    tokens, `told_by` the words below a verb that told its sense, `name` the word that names the event, which is a noun
    where the verb only says that it struck ("an *earthquake* hit").
    """

    token: Token
    reading: Reading
    frame: Frame
    second: Token | None = None
    carrier: Frame | None = None
    span: tuple[int, int] | None = None
    told_by: frozenset[str] = frozenset()
    name: Token = field(init=False)

    def __post_init__(self) -> None:
        """Let an event be named by its trigger, unless a noun does it."""
        self.name = self.token
