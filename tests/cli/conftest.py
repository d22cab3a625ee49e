"""What the tests of the command share: running it in this process, and one finished output folder."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main

ARTICLES = {
    "flood.txt": "At least 40 people were killed in floods in Kenya on 3 May 2024, police said.\n",
    "north/quake.txt": "An earthquake killed 12 people in Peru. Maria Lopez, a doctor, said she saw the dead.\n",
    "south/quake.txt": "Officials in Chile denied that the quake had killed anybody. They were asked on Friday.\n",
    "wire.json": '{"text": "Two soldiers died in Mali, ministers who met in Oslo on Monday said."}\n',
}

type Dateline = Callable[..., Result]


@pytest.fixture(scope="session")
def dateline() -> Dateline:
    """Run a command in this process; what it raised by mistake is raised again."""

    def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(word) for word in arguments], input=stdin, catch_exceptions=False)

    return run


def write(folder: Path, articles: dict[str, str]) -> Path:
    """Write articles below `folder`."""
    for name, text in articles.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """All files below `folder` but run.json, which holds clock times, by relative path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name not in ("run.json", "lock")
    }


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a few articles."""
    return write(tmp_path_factory.mktemp("source"), ARTICLES)


@pytest.fixture(scope="session")
def finished(dateline: Dateline, source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a run over `source`; not to be written to."""
    out = tmp_path_factory.mktemp("finished")
    assert dateline("run", source, "-o", out).exit_code == 0
    return out
