"""TIMEX3 values of lengths of time: P3D, PT30M, P2Y6M, PXW."""

from decimal import Decimal

from pipeline.stages.dates.nodes import Amount

_CODES = {
    "day": "D", "week": "W", "weekend": "WE", "fortnight": "W", "month": "M", "quarter": "Q", "season": "S",
    "year": "Y", "decade": "Y", "century": "Y", "millennium": "Y", "half": "H",
}  # fmt: skip
_CLOCK_CODES = {"second": "S", "minute": "M", "hour": "H"}
_FACTORS = {"fortnight": 2, "decade": 10, "century": 100, "millennium": 1000}
_BROKEN: dict[tuple[Decimal | None, str], str] = {
    (Decimal("0.25"), "hour"): "15M",
    (Decimal("0.5"), "hour"): "30M",
    (Decimal("0.5"), "minute"): "30S",
    (Decimal("0.5"), "year"): "6M",
}
"""Broken units that are whole ones of the next smaller unit."""
_VAGUE_CODES = {"decade": "DE", "century": "CE", "millennium": "ML"}


def length(amounts: tuple[Amount, ...]) -> str:
    """Write amounts as a TIMEX3 duration; an unknown number is X ("several weeks": PXW)."""
    days = "".join(_part(amount) for amount in amounts if amount.unit in _CODES)
    clock = "".join(_part(amount) for amount in amounts if amount.unit in _CLOCK_CODES)
    return f"P{days}" + (f"T{clock}" if clock else "")


def _part(amount: Amount) -> str:
    if (amount.count, amount.unit) in _BROKEN:
        return _BROKEN[amount.count, amount.unit]
    if amount.count is None:
        return "X" + (_VAGUE_CODES.get(amount.unit) or _CODES.get(amount.unit) or _CLOCK_CODES[amount.unit])
    code = _CODES.get(amount.unit) or _CLOCK_CODES[amount.unit]
    return f"{plain(amount.count * _FACTORS.get(amount.unit, 1))}{code}"


def plain(number: Decimal) -> str:
    """Write a number without exponent or trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
