"""The benchmark: speed against the stock spaCy pipeline, cost by stage, scaling, memory, a run with nothing to do.

``make bench`` prints its tables and writes them to docs/bench.md. Speeds are in tokens a second of processor time,
measured in turn on the same texts; scaling is by the clock, so nothing else should be at work on the machine.
With a folder as argument (``python tools/bench.py FOLDER``) only the last part is done, on the articles in it.
"""

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.cli import environment

environment.prepare()

import orjson  # noqa: E402
import psutil  # noqa: E402
import spacy  # noqa: E402

from pipeline import examine, model, work  # noqa: E402
from pipeline.config import DEFAULT_MODEL, Config  # noqa: E402
from pipeline.raw import Raw  # noqa: E402
from pipeline.run import Pipeline  # noqa: E402

ROOT = Path(__file__).parent.parent
ROUNDS = 3
LOOK_SECONDS = 10
ARTICLES = int(os.environ.get("ARTICLES", "600"))

type Row = Sequence[str]


def main(arguments: list[str]) -> None:
    """Measure, print, write."""
    if arguments:
        with TemporaryDirectory() as out:
            print(long_run(Path(arguments[0]), Path(out)))
        return
    parts = [
        "# Benchmark\n\n`make bench` on this machine; see `tools/bench.py` for what is measured and how.\n",
        table(("", ""), [*examine.surroundings(os.environ), ("processor", processor())]),
        *speed(),
        *runs(),
    ]
    text = "\n".join(parts)
    print(text)
    (ROOT / "docs").mkdir(exist_ok=True)
    (ROOT / "docs" / "bench.md").write_text(text, encoding="utf-8")


def table(head: Row, rows: Sequence[Row]) -> str:
    """Write a Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def speed() -> list[str]:
    """Compare the stock pipeline with the whole of dateline, with either recogniser of names; artifacts off."""
    raws = [Raw(f"{number}.txt", None, "txt", text.encode()) for number, text in enumerate(examine.texts())]
    own, its = (work.ready(Config.model_validate({"annotate": {"ner": ner}})) for ner in ("dateline", "model"))
    stock = spacy.load(model.folder(DEFAULT_MODEL))
    systems = {
        "spaCy, stock `nlp.pipe`": lambda: examine.measured(stock),
        "spaCy on the fast path": lambda: examine.measured(its.nlp),
        "dateline, whole, `--ner model`": lambda: _whole(its, raws),
        "dateline, whole, own recogniser": lambda: _whole(own, raws),
    }
    times = {name: min(times) for name, times in _interleaved(systems).items()}
    base = times["spaCy, stock `nlp.pipe`"]
    rows = [(name, f"{examine.tokens() / used:,.0f}", f"{used / base:.2f}") for name, used in times.items()]
    seconds = _by_stage(own, raws)
    total, fast = sum(seconds.values()), times["spaCy on the fast path"]
    seconds["all but annotate"] = total - seconds["annotate"]
    stages = [(name, f"{used / total:.1%}", f"{used / fast:.1%}") for name, used in seconds.items()]
    return [
        table(("system", "tokens a second", "time, of stock"), rows),
        table(("stage", "share of the time", "time, of the fast path"), stages),
    ]


def _by_stage(pipeline: Pipeline, raws: list[Raw]) -> dict[str, float]:
    """Give the seconds of each stage: the least of several rounds."""
    rounds = []
    for _ in range(ROUNDS):
        batches = [pipeline.process(raws[begin : begin + 32]).seconds for begin in range(0, len(raws), 32)]
        rounds.append({name: sum(batch[name] for batch in batches) for name in batches[0]})
    return {name: min(seconds[name] for seconds in rounds) for name in rounds[0]}


def _interleaved(systems: dict[str, Callable[[], float]]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in systems}
    for _ in range(ROUNDS + 1):
        for name, system in systems.items():
            times[name].append(system())
    return {name: used[1:] for name, used in times.items()}  # the first round warms up


def _whole(pipeline: Pipeline, raws: list[Raw]) -> float:
    start = time.process_time()
    for begin in range(0, len(raws), 32):
        pipeline.process(raws[begin : begin + 32])
    return time.process_time() - start


def runs() -> list[str]:
    """Run the command over a folder: with several numbers of workers, and once more with nothing to do."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "in"
        source.mkdir()
        for number in range(ARTICLES):
            text = examine.texts()[number % examine.TEXTS]
            (source / f"{number:06d}.txt").write_text(f"{text}Filed as story {number}.\n", encoding="utf-8")
        numbers = sorted({0, 1, 2, len(os.sched_getaffinity(0))})
        rows = [_run(source, Path(folder) / f"out{workers}", workers) for workers in numbers]
        again = _run(source, Path(folder) / "out2", 2)
    head = ("workers", "articles a second", "seconds")
    return [table(head, [*rows, ("again, nothing to do", *again[1:])])]


def long_run(source: Path, out: Path) -> str:
    """Run over a folder with two workers, and over it again; give memory and speed from its beginning to its end."""
    command = [sys.executable, "-m", "pipeline", "run", str(source), "-o", str(out), "--workers", "2"]
    start = time.monotonic()
    running = subprocess.Popen([*command, "--artifacts", "none"], stderr=subprocess.DEVNULL, cwd=ROOT)  # noqa: S603 - our own command
    looks = list(_looks(running, out / ".dateline" / "journal.jsonl"))
    used = time.monotonic() - start
    again = time.monotonic()
    subprocess.run([*command, "--artifacts", "none"], check=False, capture_output=True, cwd=ROOT)  # noqa: S603
    again = time.monotonic() - again
    rows = [(f"{look.done:,}", f"{look.seconds:.0f}", f"{look.workers:,.0f}", f"{look.parent:,.0f}") for look in looks]
    step = max(1, len(rows) // 20)
    return (
        table(("articles", "seconds", "MB of the largest worker", "MB of the parent"), rows[::step])
        + f"\nThe whole run took {used:.0f} s, the same again {again:.1f} s.\n"
    )


@dataclass(frozen=True, slots=True)
class Look:
    """How far a run is, after how many seconds, and the memory (MB) of its largest worker and of its parent process."""

    done: int
    seconds: float
    workers: float
    parent: float


def _looks(running: "subprocess.Popen[bytes]", journal: Path) -> Iterator[Look]:
    start = time.monotonic()
    parent = psutil.Process(running.pid)
    while running.poll() is None:
        time.sleep(LOOK_SECONDS)
        with suppress(psutil.NoSuchProcess, FileNotFoundError):
            done = journal.read_bytes().count(b"\n")
            memory = [child.memory_info().rss / 2**20 for child in parent.children(recursive=True)]
            yield Look(done, time.monotonic() - start, max(memory, default=0), parent.memory_info().rss / 2**20)


def _run(source: Path, out: Path, workers: int) -> Row:
    command = [sys.executable, "-m", "pipeline", "run", str(source), "-o", str(out), "--workers", str(workers)]
    start = time.monotonic()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)  # noqa: S603 - our own command
    used = time.monotonic() - start
    report = orjson.loads((out / "run.json").read_bytes())
    return str(workers), f"{report['inputs'] / used:.1f}", f"{used:.1f}"


def processor() -> str:
    """Name the processor and count its cores."""
    names = [
        line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
    ]
    return f"{names[0] if names else platform.processor()}, {len(os.sched_getaffinity(0))} cores"


if __name__ == "__main__":
    main(sys.argv[1:])
