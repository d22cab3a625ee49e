"""What dateline runs on here, and how fast: for ``dateline doctor`` and the benchmark."""

import platform
import sys
import time
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version

import numpy
import spacy
from spacy.language import Language

from pipeline import __version__, fast, model
from pipeline.config import DEFAULT_MODEL

NEWS = (
    "At least {n} people were killed and {m} injured on Friday when a ferry carrying migrants sank off the coast of "
    "{place}, officials said. The coast guard, which had received a call shortly after midnight, sent three ships. "
    "\u201cWe found {n} bodies by dawn,\u201d said {who}, a spokeswoman for the interior ministry, adding that the "
    "search would go on. It was the worst disaster there since 2014, when more than {m} people drowned.\n\n"
    "In {place}, the government of prime minister {who} has promised ${n} million in aid to families. Opposition "
    "leaders accused it of having ignored warnings; the ministry denied that, and said an inquiry had begun in May.\n\n"
)
PLACES = ("Tunis", "Mersin", "Lagos", "Valparaiso", "Colombo", "Odesa", "Tripoli", "Manila")
PEOPLE = ("Leila Haddad", "Jan Novak", "Rosa Martinez", "Amina Yusuf", "Peter Olsen", "Nimal Perera", "Olena Koval")
TEXTS = 64


def surroundings(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give what speed depends on, as pairs of name and value."""
    gains = fast.accelerate(spacy.load(model.folder(DEFAULT_MODEL)))
    blas = numpy.show_config(mode="dicts")["Build Dependencies"]["blas"]
    description = model.describe()
    yield "dateline", __version__
    yield "Python", f"{platform.python_version()} ({sys.executable})"
    yield "spaCy", f"{version('spacy')}, {description.name} {description.version}"
    yield "numpy", f"{numpy.__version__}, {blas['name']} {blas['version']}"
    yield "kernels", environment.get("OPENBLAS_CORETYPE", "as OpenBLAS chooses")
    yield "threads a process", environment.get("OPENBLAS_NUM_THREADS", "as OpenBLAS chooses")
    yield "layers on OpenBLAS", str(gains.layers)
    yield "models that remember words", str(gains.vectors)
    yield "models in small steps", str(gains.windows)
    yield "remembered forms", "yes" if gains.forms else "no"


def seconds(rounds: int) -> tuple[float, float]:
    """Measure the processor time of the stock pipeline and of the fast path: the best of `rounds`, interleaved."""
    stock, quick = (spacy.load(model.folder(DEFAULT_MODEL)) for _ in range(2))
    fast.accelerate(quick)
    times = [(measured(stock), measured(quick)) for _ in range(rounds)]
    return min(one for one, _ in times), min(two for _, two in times)


@cache
def texts() -> tuple[str, ...]:
    """Give made-up news, each text with other names and numbers."""
    return tuple(
        NEWS.format(n=7 * number + 3, m=31 * number + 40, place=PLACES[number % 8], who=PEOPLE[number % 7])
        for number in range(TEXTS)
    )


@cache
def tokens() -> int:
    """Count the tokens of the made-up news."""
    return sum(len(doc) for doc in spacy.blank("en").pipe(texts()))


def measured(nlp: Language) -> float:
    """Give the processor time that a pipeline takes for the made-up news."""
    start = time.process_time()
    with nlp.memory_zone():
        for _ in nlp.pipe(texts(), batch_size=32):
            pass
    return time.process_time() - start
