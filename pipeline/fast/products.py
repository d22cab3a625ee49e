"""Matrix products by numpy, that is by OpenBLAS.

thinc multiplies with BLIS, which has no tuned kernels for many recent processors. (`pipeline.cli.environment` picks
the kernels of OpenBLAS, before numpy is loaded.)
"""

from collections.abc import Iterator
from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model, NumpyOps


class DatelineOps(NumpyOps):  # type: ignore[misc]  # thinc has no types
    """Array operations of thinc on the processor, with the products of matrices by numpy."""

    name = "dateline"

    def gemm(
        self,
        x: NDArray[Any],
        y: NDArray[Any],
        out: NDArray[Any] | None = None,
        trans1: bool = False,
        trans2: bool = False,
    ) -> NDArray[Any]:
        """Multiply two matrices, each transposed where asked, into `out` where given."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        product: NDArray[Any] = numpy.dot(left, right) if out is None else numpy.dot(left, right, out=out)
        return product


def use_openblas(nlp: Language) -> int:
    """Let every layer of every component multiply with OpenBLAS; give the number of layers that do."""
    ops = DatelineOps()
    plain = [layer for layer in layers(nlp) if type(layer.ops) is NumpyOps]
    for layer in plain:
        layer.ops = ops
    return len(plain)


def layers(nlp: Language) -> Iterator[Model[Any, Any]]:
    """Give every layer of the models of all components."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            yield from model.walk()
