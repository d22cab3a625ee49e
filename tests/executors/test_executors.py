"""The executors: every article comes back, and one that is poison is rejected with its reason, whatever it does."""

import os
import socket
import threading
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import dask
import orjson
import psutil
import pytest
from distributed import LocalCluster

from pipeline.batch import Order, Results
from pipeline.config import Config
from pipeline.errors import UsageError
from pipeline.executors import Batch, Executor, Limits
from pipeline.executors.cluster import tapered
from pipeline.executors.local import Local
from pipeline.executors.serial import Serial
from pipeline.executors.start import Workers, executor
from tests.executors import poison

ORDER = Order(Config(), frozenset())
LIMITS = Limits(seconds=6, memory=600 * 2**20)


def batches(*asks: str, size: int = 4) -> list[Batch]:
    tasks = [poison.task(f"{number:02d}", ask) for number, ask in enumerate(asks)]
    return [tuple(tasks[start : start + size]) for start in range(0, len(tasks), size)]


def outcomes(running: Executor, work: list[Batch]) -> dict[str, str]:
    """What became of each article: ``record``, or the reason and detail of its reject."""
    found: dict[str, str] = {}
    for batch, results in running.results(iter(work)):
        assert len(batch) == len(results.outcomes)
        for outcome in results.outcomes:
            assert outcome.path not in found
            detail = orjson.loads(outcome.body)["detail"] if outcome.kind == "reject" else ""
            found[outcome.path] = f"{outcome.reason}: {detail}" if detail else outcome.kind
    return found


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    with Local(ORDER, LIMITS, 2, tmp_path_factory.mktemp("scratch"), poison.work) as running:
        yield running


def test_work_of_several_processes_comes_back_whole(local: Local):
    work = batches(*[""] * 50)
    assert outcomes(local, work) == {task.raw.path: "record" for batch in work for task in batch}


def test_workers_have_their_next_batch_before_the_results_of_the_last_are_stored(local: Local):
    taken: list[Batch] = []

    def watched() -> Iterator[Batch]:
        for batch in batches(*[""] * 24):
            taken.append(batch)
            yield batch

    results = local.results(watched())
    next(results)
    assert len(taken) == 5  # three are handed out, and two seen that could be the last
    assert sum(len(batch) for batch, _ in results) == 20


def test_the_last_batches_are_given_in_parts_one_for_each_worker():
    whole = batches(*[""] * 16)
    assert list(tapered(iter(whole), 2)) == [*whole[:2], *((task,) for batch in whole[2:] for task in batch)]


@pytest.mark.parametrize("sizes", [[], [1], [2], [3, 4], [32, 32, 7]])
def test_no_article_is_lost_or_doubled_between_the_parts(sizes: list[int]):
    tasks = iter([poison.task(f"{number:03d}", "") for number in range(sum(sizes))])
    whole = [tuple(islice(tasks, size)) for size in sizes]
    assert list(chain(*tapered(iter(whole), 2))) == list(chain(*whole))


def test_a_process_that_dies_costs_a_retry_and_an_article_that_kills_is_rejected_with_the_signal(local: Local):
    found = outcomes(local, batches("", "SEGFAULT", "", "KILL", "", size=1))
    expected = {f"{number:02d}.txt": "record" for number in range(5)}
    expected["01.txt"] = "worker_died: Its worker was killed by SIGSEGV, twice."
    expected["03.txt"] = "worker_died: Its worker was killed by SIGKILL, twice."
    assert found == expected


def test_an_article_beyond_the_time_limit_is_rejected(local: Local):
    found = outcomes(local, batches("SLEEP", "", size=2))
    assert found.pop("00.txt") == "too_slow: It took longer than 6 seconds."
    assert set(found.values()) == {"record"}


def test_an_article_beyond_the_memory_limit_is_rejected(local: Local):
    found = outcomes(local, batches("MEMORY", "", size=2))
    assert found == {
        "00.txt": "worker_died: Its worker was over the memory limit of 600 MB, twice.",
        "01.txt": "record",
    }


def test_a_worker_that_takes_long_to_come_back_is_not_given_up(local: Local):
    """dask gives a lost worker up after 15 seconds, and reads that setting when the worker is lost."""
    local.client.wait_for_workers(1, timeout=60)  # those of the test before may be on their way back
    assert local.client.nthreads()
    assert dask.config.get("distributed.deploy.lost-worker-timeout") == "24h"


def test_an_article_whose_work_raises_is_rejected_with_the_type(local: Local):
    found = outcomes(local, batches("", "RAISE"))
    assert found == {"00.txt": "record", "01.txt": "error: RuntimeError: no reason"}


def test_a_worker_killed_from_outside_costs_no_article(local: Local):
    work = batches(*[""] * 400, size=1)
    pids = [nanny.pid for nanny in local.cluster.workers.values()]
    threading.Timer(0.05, lambda: psutil.Process(pids[0]).kill()).start()
    assert set(outcomes(local, work).values()) == {"record"}


def test_the_processes_listen_on_loopback_only_and_show_no_dashboard(local: Local):
    processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
    listening = [
        connection.laddr
        for process in processes
        for connection in process.net_connections(kind="inet")
        if connection.status == psutil.CONN_LISTEN
    ]
    assert listening
    assert {address.ip for address in listening} == {"127.0.0.1"}
    assert 8787 not in {address.port for address in listening}
    assert local.cluster.scheduler.workers


def test_one_process_keeps_the_time_limit_and_names_what_raises():
    with Serial(ORDER, Limits(seconds=0.3), poison.work) as running:
        found = outcomes(running, batches("", "SLEEP", ""))
    assert found == {"00.txt": "record", "01.txt": "too_slow: It took longer than 0.3 seconds.", "02.txt": "record"}


def test_one_process_goes_on_after_an_article_that_raises_or_hides_the_alarm():
    with Serial(ORDER, Limits(seconds=0.3), poison.work) as running:
        found = outcomes(running, batches("", "RAISE", "WRAP", ""))
    assert found == {
        "00.txt": "record",
        "01.txt": "error: RuntimeError: no reason",
        "02.txt": "too_slow: It took longer than 0.3 seconds.",
        "03.txt": "record",
    }


def test_a_cluster_elsewhere_does_the_same_work(tmp_path: Path):
    with LocalCluster(
        n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, local_directory=str(tmp_path)
    ) as cluster:
        workers = Workers(scheduler=cluster.scheduler_address, function=poison.work)
        with executor(workers, ORDER, LIMITS, tmp_path) as running:
            assert set(outcomes(running, batches(*[""] * 9)).values()) == {"record"}


def test_a_scheduler_that_does_not_answer_is_named(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(UsageError, match="no dask scheduler answers there"):
            executor(Workers(scheduler=address), ORDER, LIMITS, tmp_path)


def test_a_handful_of_batches_starts_no_process_unless_asked_to(tmp_path: Path):
    assert isinstance(executor(Workers(None), ORDER, LIMITS, tmp_path, many=False), Serial)
    assert isinstance(executor(Workers(0), ORDER, LIMITS, tmp_path, many=True), Serial)


def test_many_batches_get_a_process_for_each_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    with executor(Workers(None, function=poison.work), ORDER, LIMITS, tmp_path, many=True) as running:
        assert isinstance(running, Local)
        assert len(running.cluster.workers) == 2


def test_the_results_of_nothing_are_nothing():
    def never(_order: Order, _batch: Batch) -> Results:
        raise AssertionError

    assert list(Serial(ORDER, LIMITS, never).results(iter([]))) == []
