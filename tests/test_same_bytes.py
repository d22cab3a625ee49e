"""Same input, configuration and versions give the same bytes, whatever the surroundings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import corpus, job
from pipeline.config import Config
from tests.cli.conftest import ARTICLES, tree, write

ROOT = Path(__file__).parent.parent


def run_elsewhere(source: Path, out: Path, folder: Path, **surroundings: str) -> dict[str, bytes]:
    """Run the command in a process of its own, in another folder and environment."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **surroundings}
    command = [sys.executable, "-m", "pipeline", "run", str(source), "-o", str(out)]
    subprocess.run(command, check=True, cwd=folder, env=environment, capture_output=True)
    return tree(out)


def test_hash_seed_time_zone_language_and_working_folder_change_nothing(tmp_path: Path):
    source, other = write(tmp_path / "in", ARTICLES), tmp_path / "elsewhere"
    other.mkdir()
    one = run_elsewhere(source, tmp_path / "one", ROOT, PYTHONHASHSEED="1", TZ="UTC", LANG="C")
    two = run_elsewhere(
        source, tmp_path / "two", other, PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", LANG="de_DE.UTF-8", LC_ALL="C"
    )
    assert one == two


def test_the_order_of_files_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    source = write(tmp_path / "in", ARTICLES)
    job.run(source, tmp_path / "one", Config())
    inputs = corpus.inputs
    monkeypatch.setattr(corpus, "inputs", lambda *arguments: list(reversed(list(inputs(*arguments)))))
    job.run(source, tmp_path / "two", Config())
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
