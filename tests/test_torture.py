"""The torture set, where it is at hand: 201 nasty inputs, each with what must come of it, shrunk for a test.

``EVAL`` names the folder of the evaluation data, as for ``make score``; without it the project's own nasty inputs
(`tests.hostile`) stand alone.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import job
from pipeline.config import CleanConfig, Config
from pipeline.executors import Limits
from pipeline.job import Options

SCRIPTS = Path(os.environ.get("EVAL", "")) / "ingest"
SHORT = Config(clean=CleanConfig(max_characters=300_000))
"""Two inputs of millions of characters may be refused, and would only take time."""
PATIENT = Limits(seconds=600)
"""What a busy machine may need for one of them; most take no second of an idle one."""
FIELDS = (
    "--f-path=source.path",
    "--f-line=source.part",
    "--f-date=article.published.value",
    "--f-lang=article.language",
)


def python(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPTS / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not (SCRIPTS / "make_torture.py").is_file(), reason="EVAL names no folder with the torture set")
def test_each_input_of_the_torture_set_comes_to_what_it_must(tmp_path: Path):
    assert python("make_torture.py", tmp_path, "--small").returncode == 0
    out = tmp_path / "out"
    summary = job.run(tmp_path / "in", out, SHORT, Options(keep=frozenset(), limits=PATIENT))
    assert summary.unaccounted == 0
    outputs = ("--records", out / "records.jsonl", "--rejects", out / "rejects.jsonl")
    checked = python("check_torture.py", tmp_path / "manifest.json", *outputs, *FIELDS)
    assert (checked.returncode, checked.stdout.splitlines()[:-1]) == (0, [])
