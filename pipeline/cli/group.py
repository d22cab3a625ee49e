"""The command group: turns errors raised on purpose into one sentence and an exit status."""

import signal
from types import FrameType
from typing import Any

import click

from pipeline.cli import environment
from pipeline.text.visible import visible

INTERRUPTED = 128 + signal.SIGINT
TERMINATED = 128 + signal.SIGTERM


class Terminated(KeyboardInterrupt):
    """SIGTERM was received; unwinds the program as Ctrl-C does."""


class Dateline(click.Group):
    """A group whose commands end with a sentence on stderr, never a traceback, when an error was foreseen."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Give the commands in the order they are used in, not by the alphabet."""
        return list(self.commands)

    def invoke(self, context: click.Context) -> Any:
        """Run the command."""
        environment.prepare()
        previous = signal.signal(signal.SIGTERM, _terminate)
        try:
            return super().invoke(context)
        except Terminated:
            context.exit(TERMINATED)
        except KeyboardInterrupt:
            context.exit(INTERRUPTED)
        except Exception as error:
            from pipeline.errors import StopError

            if not isinstance(error, StopError):
                raise
            click.echo(f"dateline: {visible(str(error))}", err=True)
            context.exit(error.exit_status)
        finally:
            signal.signal(signal.SIGTERM, previous)


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise Terminated
