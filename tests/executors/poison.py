"""A batch function that loads no model, and does to its process what an article's bytes ask for."""

import os
import signal
import time
from collections.abc import Sequence

from pipeline.batch import Order, Results, Task
from pipeline.raw import Raw
from pipeline.store.outcome import Outcome


def work(_order: Order, tasks: Sequence[Task]) -> Results:
    """Give the bytes of each article as its record, after doing what they ask for."""
    return Results(tuple(_outcome(task) for task in tasks), {})


def task(name: str, ask: str = "") -> Task:
    """An article that asks for something: SLEEP, WRAP, SEGFAULT, KILL, MEMORY, RAISE, or nothing."""
    return Task(Raw(f"{name}.txt", None, "txt", ask.encode()), f"fingerprint of {name}")


def _outcome(item: Task) -> Outcome:
    ASKS.get(item.raw.data, bool)()
    return Outcome(item.raw.path, None, "record", item.fingerprint, None, item.raw.data)


def _die(number: signal.Signals) -> None:
    os.kill(os.getpid(), number)


def _eat() -> None:
    eaten = []
    while True:
        eaten.append(b"\1" * 2**25)
        time.sleep(0.002)


def _raise() -> None:
    raise RuntimeError("no reason")


def _wrap() -> None:
    try:
        time.sleep(600)
    except BaseException as error:  # as pydantic's serializer does
        raise ValueError("while writing") from error


ASKS = {
    b"WRAP": _wrap,
    b"SLEEP": lambda: time.sleep(600),
    b"SEGFAULT": lambda: _die(signal.SIGSEGV),
    b"KILL": lambda: _die(signal.SIGKILL),
    b"MEMORY": _eat,
    b"RAISE": _raise,
}
