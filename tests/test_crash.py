"""Killed, stopped, run by several processes: nothing is lost, doubled or torn, and the bytes stay the same."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from pipeline import job
from pipeline.config import Config
from pipeline.executors.start import Workers
from pipeline.job import Options
from pipeline.store import lock
from pipeline.store.layout import Layout
from tests.cli.conftest import tree, write

ROOT = Path(__file__).parent.parent
PLACES = ("Kenya", "Peru", "Chile", "Mali", "Norway", "Japan", "Ghana", "Nepal")
ARTICLES = {
    f"{place.lower()}.txt": f"At least {number + 12} people died in floods in {place} on 3 May 2024, police said.\n"
    for number, place in enumerate(PLACES)
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("source"), ARTICLES)


@pytest.fixture(scope="module")
def untouched(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run leaves that nobody stopped."""
    out = tmp_path_factory.mktemp("untouched")
    job.run(source, out, Config(), Options(workers=Workers(number=0)))
    return tree(out)


def start(source: Path, out: Path, *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "pipeline", "run", str(source), "-o", str(out), *options]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def wait_for_lines(out: Path, count: int) -> None:
    """Wait until a run has so many outcomes in its journal."""
    journal = out / ".dateline" / "journal.jsonl"
    for _ in range(60_000):
        if journal.is_file() and journal.read_bytes().count(b"\n") >= count:
            return
        time.sleep(0.002)  # an article takes some 15 milliseconds, and the journal goes when the run is done
    pytest.fail("the run did not get that far")


def test_a_run_killed_again_and_again_ends_as_one_that_was_not(
    source: Path, tmp_path: Path, untouched: dict[str, bytes]
):
    for count in (1, 5):
        running = start(source, tmp_path, "--workers", "0", "--batch", "1")
        wait_for_lines(tmp_path, count)
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
    summary = job.run(source, tmp_path, Config(), Options(workers=Workers(number=0)))
    assert summary.reused >= 5
    assert tree(tmp_path) == untouched


def test_two_processes_stopped_halfway_end_at_once_and_the_next_run_goes_on(
    source: Path, tmp_path: Path, untouched: dict[str, bytes]
):
    running = start(source, tmp_path, "--workers", "2", "--batch", "1")
    wait_for_lines(tmp_path, 2)
    running.send_signal(signal.SIGTERM)
    _, said = running.communicate()
    assert running.returncode == 128 + signal.SIGTERM
    assert "the same command goes on from there" in said
    assert "Traceback" not in said
    running = start(source, tmp_path, "--workers", "2", "--batch", "3")
    running.communicate()
    assert running.returncode == 0
    assert tree(tmp_path) == untouched


def test_a_run_leaves_no_process_behind(source: Path, tmp_path: Path):
    running = start(source, tmp_path, "--workers", "1")
    running.wait()
    left = [process for process in psutil.process_iter() if _group(process) == running.pid]
    assert [process.cmdline() for process in left] == []


def _group(process: psutil.Process) -> int | None:
    """The process group of a process that still runs."""
    try:
        return os.getpgid(process.pid) if process.status() != psutil.STATUS_ZOMBIE else None
    except (psutil.NoSuchProcess, ProcessLookupError):
        return None


def test_one_run_at_a_time_writes_to_an_output_folder(source: Path, tmp_path: Path):
    with lock.held(Layout(tmp_path).lock):
        second = start(source, tmp_path)
        _, said = second.communicate()
    assert (second.returncode, f"process {os.getpid()}" in said) == (1, True)
