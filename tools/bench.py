"""The benchmark: speed against the stock spaCy pipeline, cost by stage, scaling, repeated runs, memory over a long run.

    python -m tools.bench                         made-up news, into docs/bench.md
    python -m tools.bench --texts FOLDER          on the .txt articles in a folder
    python -m tools.bench --long 20000            with a long run of so many articles

Speeds are in tokens a second of processor time, measured in turn on the same texts; the rest is by the clock, so
nothing else should be at work on the machine.
"""

import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import batched, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.cli import environment

environment.prepare()

import click  # noqa: E402
import numpy as np  # noqa: E402
import orjson  # noqa: E402
import psutil  # noqa: E402
import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402

from pipeline import examine, fast, model, work  # noqa: E402
from pipeline.config import DEFAULT_MODEL, Config  # noqa: E402
from pipeline.raw import Raw  # noqa: E402
from pipeline.run import Pipeline  # noqa: E402
from tests import marked  # noqa: E402

ROOT = Path(__file__).parent.parent
ROUNDS = 3
BATCH = 32
LOOK_SECONDS = 5
SPEED_TEXTS = 150
"""Articles that speed is measured on."""

SENTENCES = 12
"""Sentences of a made-up article."""

type Row = Sequence[str]


@click.command()
@click.option(
    "--texts", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A folder of .txt articles."
)
@click.option("--articles", default=600, show_default=True, help="Articles of the runs that scaling is measured by.")
@click.option("--long", "long_articles", default=0, help="Articles of the long run; 0 for none.")
@click.option("--out", default=ROOT / "docs" / "bench.md", type=click.Path(path_type=Path), help="Where to write.")
def main(texts: Path | None, articles: int, long_articles: int, out: Path) -> None:
    """Measure, print, write."""
    news = read(texts) if texts else made_up()
    named = f"{len(news)} news articles, not part of the project" if texts else "sentences of the tests, as articles"
    parts = [
        "# Benchmark\n\n`make bench`; see [tools/bench.py](../tools/bench.py) for what is measured and how.\n",
        table(("", ""), [*surroundings(), ("processor", processor()), ("texts", named)]),
        *speed(news[:SPEED_TEXTS]),
        *runs(news, articles),
        *(long_run(news, long_articles) if long_articles else ()),
    ]
    text = "\n".join(parts)
    print(text)
    out.write_text(text, encoding="utf-8")


def surroundings() -> Iterator[Row]:
    """Give what speed depends on, without the places of this machine."""
    for name, value in examine.surroundings(os.environ):
        yield name, value.partition(" (")[0]


def read(folder: Path) -> list[str]:
    """Give the texts of a folder."""
    return [file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.txt"))]


def made_up() -> list[str]:
    """Give articles made of the sentences that the tests are written in."""
    cases = [case.text for folder in sorted(marked.FOLDER.iterdir()) for case in marked.folder(folder.name)]
    return ["\n\n".join(" ".join(part) for part in batched(group, 3)) for group in batched(cases, SENTENCES)]


def varied(news: Sequence[str], count: int) -> Iterator[str]:
    """Give any number of articles that differ: those of `news` again and again, with other numbers in them."""
    for number in range(count):
        text = news[number % len(news)]
        turn = number // len(news)
        yield re.sub(r"\d+", lambda found, turn=turn: str(int(found[0][:9]) + turn), text) if turn else text  # type: ignore[misc]


def table(head: Row, rows: Sequence[Row]) -> str:
    """Write a Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def speed(texts: Sequence[str]) -> Iterator[str]:
    """Compare the stock pipeline with the whole of dateline, with either recogniser of names; artifacts off."""
    raws = [Raw(f"{number}.txt", None, "txt", text.encode()) for number, text in enumerate(texts)]
    own, its = (work.ready(Config.model_validate({"annotate": {"ner": ner}})) for ner in ("dateline", "model"))
    stock, quick = (spacy.load(model.folder(DEFAULT_MODEL)) for _ in range(2))
    fast.accelerate(quick)
    tokens = sum(map(len, stock.tokenizer.pipe(texts)))
    systems = {
        "spaCy, stock `nlp.pipe`": lambda: _annotation(stock, texts),
        "spaCy on the fast path": lambda: _annotation(quick, texts),
        "dateline, whole, `--ner model`": lambda: _whole(its, raws),
        "dateline, whole, own recogniser": lambda: _whole(own, raws),
    }
    times = {name: min(times) for name, times in _interleaved(systems).items()}
    base = times["spaCy, stock `nlp.pipe`"]
    yield f"## Speed\n\n{len(texts)} articles, {tokens:,} tokens, one process, no artifacts; best of {ROUNDS} rounds.\n"
    yield table(
        ("system", "tokens a second", "time, of stock"),
        [(name, f"{tokens / used:,.0f}", f"{used / base:.2f}") for name, used in times.items()],
    )
    seconds = _by_stage(its, raws)
    annotate = seconds["annotate"]
    seconds["all but annotate"] = sum(seconds.values()) - annotate
    yield table(
        ("stage", "time, of the fast path"),
        [(name, f"{used / annotate:.1%}") for name, used in seconds.items()],
    )


def _annotation(nlp: Language, texts: Sequence[str]) -> float:
    start = time.process_time()
    for batch in batched(texts, BATCH):
        with nlp.memory_zone():
            for _ in nlp.pipe(batch, batch_size=BATCH):
                pass
    return time.process_time() - start


def _whole(pipeline: Pipeline, raws: list[Raw]) -> float:
    start = time.process_time()
    for batch in batched(raws, BATCH):
        pipeline.process(batch)
    return time.process_time() - start


def _interleaved(systems: dict[str, Callable[[], float]]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in systems}
    for _ in range(ROUNDS + 1):
        for name, system in systems.items():
            times[name].append(system())
    return {name: used[1:] for name, used in times.items()}  # the first round warms up


def _by_stage(pipeline: Pipeline, raws: list[Raw]) -> dict[str, float]:
    """Give the seconds of each stage: the least of several rounds."""
    rounds = []
    for _ in range(ROUNDS):
        batches = [pipeline.process(batch).seconds for batch in batched(raws, BATCH)]
        rounds.append({name: sum(batch[name] for batch in batches) for name in batches[0]})
    return {name: min(seconds[name] for seconds in rounds) for name in rounds[0]}


def runs(news: Sequence[str], count: int) -> Iterator[str]:
    """Run the command over a folder: with several numbers of workers, again with nothing to do, and in part."""
    with TemporaryDirectory() as folder:
        source = _write(Path(folder) / "in", varied(news, count))
        numbers = sorted({0, 1, 2, len(os.sched_getaffinity(0))})
        rows = [_run(str(number), source, Path(folder) / f"out{number}", number) for number in numbers]
        rows.append(_run("2, again, nothing to do", source, Path(folder) / "out2", 2))
        rows.append(_run("2, again from figures on", source, Path(folder) / "out2", 2, "--from", "figures"))
    yield f"## Runs\n\n`dateline run` over {count:,} articles, all artifacts written, start included.\n"
    yield table(("workers", "articles a second", "seconds"), rows)


def _write(folder: Path, texts: Iterator[str]) -> Path:
    for number, text in enumerate(texts):
        file = folder / f"{number // 500:03d}" / f"{number:06d}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def _command(source: Path, out: Path, workers: int, *options: str) -> list[str]:
    where = [str(source), "-o", str(out), "--workers", str(workers)]
    return [sys.executable, "-m", "pipeline", "run", *where, *options]


def _run(name: str, source: Path, out: Path, workers: int, *options: str) -> Row:
    start = time.monotonic()
    subprocess.run(_command(source, out, workers, *options), check=True, capture_output=True, cwd=ROOT)  # noqa: S603 - our own command
    used = time.monotonic() - start
    report = orjson.loads((out / "run.json").read_bytes())
    return name, f"{report['inputs'] / used:.1f}", f"{used:.1f}"


def long_run(news: Sequence[str], count: int) -> Iterator[str]:
    """Run over many articles with two workers, and once more; give memory and speed from the beginning to the end."""
    with TemporaryDirectory() as folder:
        source = _write(Path(folder) / "in", varied(news, count))
        command = _command(source, Path(folder) / "out", 2, "--artifacts", "none")
        start = time.monotonic()
        running = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=ROOT)  # noqa: S603 - our own command
        looks = list(_looks(running, Path(folder) / "out" / ".dateline" / "journal.jsonl"))
        used = time.monotonic() - start
        again = time.monotonic()
        subprocess.run(command, check=False, capture_output=True, cwd=ROOT)  # noqa: S603 - our own command
        again = time.monotonic() - again
    yield f"## A long run\n\n{count:,} articles, two workers, no artifacts: {used:.0f} s; again: {again:.1f} s.\n"
    step = max(1, len(looks) // 12)
    yield table(
        ("articles", "seconds", "MB of the largest worker", "MB of the parent"),
        [(f"{at.done:,}", f"{at.seconds:.0f}", f"{at.worker:,.0f}", f"{at.parent:,.0f}") for at in looks[::step]],
    )
    yield _course(looks, count)


@dataclass(frozen=True, slots=True)
class Look:
    """How far a run is, after how many seconds, and the memory (MB) of its largest worker and of its parent process."""

    done: int
    seconds: float
    worker: float
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


def _course(looks: Sequence[Look], count: int) -> str:
    """Say how memory and speed go from the first articles, when workers have started, to the last."""
    working = [at for at in looks if 0 < at.done < count]
    settled = [at for at in working if at.done > count / 10]
    slope = np.polyfit([at.done / 1000 for at in settled], [at.worker for at in settled], 1)[0]
    first, last = (_rate(working, count * low, count * high) for low, high in ((0, 0.1), (0.9, 1)))
    return (
        f"Behind the first tenth a worker grows by {slope:.2f} MB for 1,000 articles. Articles a second: {first:.1f} "
        f"in the first tenth, {last:.1f} in the last.\n"
    )


def _rate(looks: Sequence[Look], low: float, high: float) -> float:
    part = [at for at in looks if low <= at.done <= high] or list(islice(looks, 2))
    return (part[-1].done - part[0].done) / max(part[-1].seconds - part[0].seconds, 1e-9)


def processor() -> str:
    """Name the processor and count its cores."""
    names = [
        line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
    ]
    return f"{names[0] if names else platform.processor()}, {len(os.sched_getaffinity(0))} cores"


if __name__ == "__main__":
    main()
