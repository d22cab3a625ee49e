"""Values in words say neither more nor less than their bounds."""

from typing import Any

import pytest

from pipeline import wording
from schemas.figure import Value

OPEN: dict[str, Any] = {
    "point": None, "low": None, "low_inclusive": None, "high": None, "high_inclusive": None, "approximate": False,
    "vague_term": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"point": 315000, "low": 315000, "low_inclusive": True, "high": 315000, "high_inclusive": True}, "315,000"),
        ({"point": 12, "approximate": True}, "about 12"),
        ({"low": 40, "low_inclusive": True}, "at least 40"),
        ({"low": 40, "low_inclusive": False}, "more than 40"),
        ({"low": 40, "low_inclusive": False, "approximate": True}, "just over 40"),
        ({"high": 40, "high_inclusive": True}, "at most 40"),
        ({"high": 40, "high_inclusive": False}, "less than 40"),
        ({"high": 40, "high_inclusive": False, "approximate": True}, "nearly 40"),
        ({"low": 3, "low_inclusive": True, "high": 9, "high_inclusive": True, "vague_term": "several"},
         "3 to 9 (several)"),
        ({"low": 3, "low_inclusive": False, "high": 9, "high_inclusive": True}, "more than 3 and at most 9"),
        ({"vague_term": "countless"}, "countless"),
    ],
)  # fmt: skip
def test_a_value_is_said_with_its_bounds(bounds: dict[str, Any], words: str):
    assert wording.value(Value(**OPEN | bounds)) == words
