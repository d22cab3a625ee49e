"""Which kernels OpenBLAS uses: chosen by environment variables that it reads once, when numpy is imported."""

import os
from collections.abc import Mapping
from pathlib import Path

AVX512 = frozenset({"avx512f", "avx512dq", "avx512bw", "avx512vl"})
"""What the kernels named SkylakeX need. OpenBLAS itself picks narrower ones on AMD processors that have all of it."""


def settings(processor: str, given: Mapping[str, str]) -> dict[str, str]:
    """Give the variables to set: one thread a process, and the widest kernels; what the user set is left alone.

    `processor` is the text of /proc/cpuinfo.
    """
    wanted = {"OPENBLAS_NUM_THREADS": "1"}
    flags = next((line.split(":", 1)[1].split() for line in processor.splitlines() if line.startswith("flags")), [])
    if AVX512.issubset(flags):
        wanted["OPENBLAS_CORETYPE"] = "SkylakeX"
    return {name: value for name, value in wanted.items() if name not in given}


def prepare() -> None:
    """Set the variables for this process and those it starts; to be called before numpy is imported."""
    try:
        processor = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        processor = ""
    os.environ.update(settings(processor, os.environ))
