"""The benchmark: speed against the stock spaCy pipeline, cost by stage, scaling, and a run with nothing to do.

``make bench`` prints its tables and writes them to docs/bench.md. Speeds are in tokens a second of processor time,
measured in turn on the same texts; scaling is by the clock, so nothing else should be at work on the machine.
"""

import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.cli import environment

environment.prepare()

import orjson  # noqa: E402
import spacy  # noqa: E402

from pipeline import examine, model  # noqa: E402
from pipeline.config import DEFAULT_MODEL, Config  # noqa: E402
from pipeline.raw import Raw  # noqa: E402
from pipeline.run import Pipeline  # noqa: E402

ROOT = Path(__file__).parent.parent
ROUNDS = 3
ARTICLES = int(os.environ.get("ARTICLES", "600"))

type Row = tuple[str, ...]


def main() -> None:
    """Measure, print, write."""
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


def table(head: Row, rows: list[Row]) -> str:
    """Write a Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def speed() -> list[str]:
    """Compare the stock pipeline with the whole of dateline, with either recogniser of names; artifacts off."""
    raws = [Raw(f"{number}.txt", None, "txt", text.encode()) for number, text in enumerate(examine.texts())]
    own, its = (Pipeline(Config.model_validate({"annotate": {"ner": ner}})) for ner in ("dateline", "model"))
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
    seconds = own.process(raws).seconds
    total = sum(seconds.values())
    stages = [(name, f"{used / total:.1%}") for name, used in seconds.items()]
    return [
        table(("system", "tokens a second", "time, of stock"), rows),
        table(("stage", "share of the time"), stages),
    ]


def _interleaved(systems: dict[str, object]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in systems}
    for _ in range(ROUNDS + 1):
        for name, system in systems.items():
            times[name].append(system())  # type: ignore[operator]
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
    main()
