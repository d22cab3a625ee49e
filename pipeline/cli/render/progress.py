"""The progress of a run: a bar on a terminal, one line a minute elsewhere. It goes to stderr; stdout is for results."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn

from pipeline.summary import Position

Report = Callable[[Position], None]


@contextmanager
def shown(line_seconds: float) -> Iterator[Report]:
    """Show the positions that the run reports, in the way that fits the error stream."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines(line_seconds, console.file)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[said]}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None, said="loading the model")

        def report(position: Position) -> None:
            bar.update(task, total=position.bytes_known, completed=position.bytes_done, said=described(position))

        yield report


@contextmanager
def counted(things: str, line_seconds: float) -> Iterator[Callable[[int, int], None]]:
    """Show how many of so many things are done: a bar on a terminal, a line now and then elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        last = time.monotonic()

        def write(done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last >= line_seconds:
                last = time.monotonic()
                console.file.write(f"{done:,} of {total:,} {things}\n")
                console.file.flush()

        yield write
        return
    columns = (TextColumn(things), BarColumn(), TaskProgressColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(things, total=None)
        yield lambda done, total: bar.update(task, total=total, completed=done)


class _Lines:
    """Writes a line when the last one is `seconds` old."""

    def __init__(self, seconds: float, stream: IO[str]) -> None:
        self.seconds = seconds
        self.stream = stream
        self.last = time.monotonic()

    def __call__(self, position: Position) -> None:
        now = time.monotonic()
        if now - self.last >= self.seconds:
            self.last = now
            self.stream.write(f"{described(position)}\n")
            self.stream.flush()


def described(position: Position) -> str:
    """Say how far a run is: articles, articles a second, rejects, what was reused, time left."""
    parts = [f"{position.done:,} articles"]
    if position.reused:
        parts.append(f"{position.reused:,} reused")
    parts.append(f"{position.articles_a_second:.1f}/s")
    parts.append(f"{position.rejects:,} rejects")
    if position.seconds_left is not None:
        parts.append(f"{clock(position.seconds_left)} left")
    return ", ".join(parts)


def clock(seconds: float) -> str:
    """Write a duration as ``1:02:03`` or ``2:03``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
