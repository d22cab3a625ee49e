"""Everything the README says is true: its commands run, its record comes out, its links lead somewhere."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with seeds/ and the output of the main job, in which the README's lines are run."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    subprocess.run(
        [sys.executable, "-m", "pipeline", "run", f"{folder}/seeds", "-o", f"{folder}/output"], check=True, cwd=ROOT
    )
    return folder


def environment() -> dict[str, str]:
    """The environment in which `dateline` is this checkout's, run by this interpreter."""
    return {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": "/nonexistent"}


def shell_lines() -> list[str]:
    """Every line of the shell blocks but those that set up a checkout."""
    bodies = (re.sub(r"\n +", " ", body) for language, body in BLOCKS if language == "sh")
    lines = [line for body in bodies for line in body.split("\n")]
    return [line for line in lines if line and not line.startswith(("#", "git ", "cd ", "make "))]


@pytest.mark.parametrize("line", shell_lines())
def test_a_command_of_the_readme_runs(place: Path, line: str):
    program = line.split(maxsplit=1)[0]
    if shutil.which(program, path=environment()["PATH"]) is None:
        pytest.skip(f"{program} is not installed")
    done = subprocess.run(line, shell=True, cwd=place, env=environment(), capture_output=True, text=True, check=False)  # noqa: S602
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("body", [body for language, body in BLOCKS if language == "python"])
def test_a_python_snippet_of_the_readme_runs(place: Path, body: str):
    done = subprocess.run(
        [sys.executable, "-c", body], cwd=place, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_record_in_the_readme_is_what_comes_out(place: Path):
    shown = next(body for language, body in BLOCKS if language == "json")
    records = [orjson.loads(line) for line in (place / "output" / "records.jsonl").read_bytes().splitlines()]
    assert any(_stands_in(orjson.loads(shown), record) for record in records)


def _stands_in(part: Any, whole: Any) -> bool:
    """Tell whether a cut-short object or list stands in a whole one."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(name in whole and _stands_in(part[name], whole[name]) for name in part)
    if isinstance(part, list):
        return isinstance(whole, list) and all(any(_stands_in(item, other) for other in whole) for item in part)
    return bool(part == whole)


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\((?!http|#)([^)#]+)", README))))
def test_a_link_of_the_readme_leads_somewhere(link: str):
    assert (ROOT / link).exists()
