"""The commands and snippets of the README and of docs/, and what they print.

A block of `sh` or `python` is run; a block of `text` right below it is its output, to the letter. ``python -m
tests.snippets`` (part of ``make docs``) writes the outputs anew; read the diff.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from click.testing import CliRunner

from pipeline import Dateline
from pipeline.cli import main

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
_SET_UP = ("#", "git ", "cd ", "make ")
"""How lines begin that set up a checkout."""
_SHELL = frozenset("|<>;&")


@dataclass(frozen=True)
class Snippet:
    """A block of a page: where it begins, its language, what is run, and what that prints, where the page says it."""

    page: Path
    line: int
    language: str
    body: str
    output: str | None

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"

    def lines(self) -> list[str]:
        """The lines of a shell block; those that are indented belong to the one above."""
        lines = re.sub(r"\n +", " ", self.body).split("\n")
        return [line for line in lines if line and not line.startswith(_SET_UP)]

    def missing(self) -> list[str]:
        """What it needs that is not installed here."""
        if self.language == "python":
            wanted = re.findall(r"^(?:import|from) (\w+)|load\(\"(\w+)\"", self.body, re.MULTILINE)
            return [name for pair in wanted for name in pair if name and find_spec(name) is None]
        words = [word for line in self.lines() for word in ("|", *_words(line))]
        programs = {program for mark, program in pairwise(words) if mark == "|" != program}
        return sorted(name for name in programs if not shutil.which(name, path=_environment()["PATH"]))


def read(page: Path) -> list[Snippet]:
    """Give the blocks of a page."""
    text = page.read_text(encoding="utf-8")
    return [Snippet(page, text.count("\n", 0, m.start()) + 1, *m.groups()) for m in _BLOCK.finditer(text)]


def folder(parent: Path) -> Path:
    """Make a folder with seeds/ and the output of the main job, in which snippets are run."""
    shutil.copytree(ROOT / "seeds", parent / "seeds")
    Dateline().run(parent / "seeds", parent / "output")
    return parent


def run(snippet: Snippet, place: Path) -> str:
    """Run a snippet in `place`, with what is loaded in this process where that will do; give what it prints."""
    with contextlib.chdir(place):
        if snippet.language == "python":
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(snippet.body, str(snippet), "exec"), {"__name__": "__main__"})  # noqa: S102
            return printed.getvalue()
        return "".join(map(_run_line, snippet.lines()))


def _run_line(line: str) -> str:
    if line.startswith("dateline ") and not _SHELL & set(_words(line)):
        result = CliRunner().invoke(main, shlex.split(line)[1:], catch_exceptions=False)
        code, printed, said = result.exit_code, result.stdout, result.stderr
    else:
        done = subprocess.run(line, shell=True, env=_environment(), capture_output=True, text=True, check=False)  # noqa: S602
        code, printed, said = done.returncode, done.stdout, done.stderr
    if code:
        raise AssertionError(f"{line!r} ended with {code}: {said}")
    if not printed.strip() and ">" not in _words(line):
        raise AssertionError(f"{line!r} printed nothing")
    return printed


def _words(line: str) -> list[str]:
    return list(shlex.shlex(line, posix=True, punctuation_chars=True))


def _environment() -> dict[str, str]:
    """The environment in which `dateline` is this checkout's, run by this interpreter."""
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}/usr/local/bin:/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "HOME": "/nonexistent",
    }


def write(page: Path, place: Path) -> None:
    """Run the snippets of a page in their order, and write what they print into the page."""
    text = page.read_text(encoding="utf-8")
    for snippet in read(page):
        if snippet.language in ("sh", "python") and not snippet.missing():
            block, printed = f"```{snippet.language}\n{snippet.body}```\n\n```text\n", run(snippet, place)
            text = text.replace(f"{block}{snippet.output}```\n", f"{block}{printed}```\n")
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        place = folder(Path(name))
        for page in PAGES:
            write(page, place)
