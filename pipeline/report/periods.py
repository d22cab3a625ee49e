"""Which days, months, years or decades a chart shows, and what it leaves out.

Dates spread unevenly: a hundred events of last week, one of 1812. A chart shows a window of consecutive periods; its
unit is the finest that shows nearly all of what could be shown, and what does not fit is counted, so that the page
can say so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Unit = Literal["day", "month", "year", "decade"]
UNITS: tuple[Unit, ...] = ("day", "month", "year", "decade")

ENOUGH_PERCENT = 80
"""A unit will do when its window shows so much of what the best unit shows; set by eye on runs of two to 10,000
articles: more, and one old date turns days into decades."""


class Spell(NamedTuple):
    """So many things that lie within the days `earliest` to `latest` (ISO); None is an open end."""

    earliest: str | None
    latest: str | None
    times: int


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive periods, and how many things stand in none of them: before, after, or wider than one."""

    unit: Unit
    periods: tuple[int, ...]
    shown: int
    before: int
    after: int
    wider: int

    def place(self, spell: Spell) -> int | None:
        """Give the place of a spell among the periods; None where it stands in none."""
        period = _period(spell, self.unit)
        if period is None or not self.periods or not self.periods[0] <= period <= self.periods[-1]:
            return None
        return period - self.periods[0]

    @property
    def labels(self) -> list[str]:
        """Write the periods: ``2024-03-15``, ``2024-03``, ``2024``, ``2020s``."""
        return [_label(period, self.unit) for period in self.periods]


def window(spells: Iterable[Spell], most: int) -> Window:
    """Choose the window for these spells: at most `most` periods of the finest unit that will do."""
    known = list(spells)
    windows = [_best(known, unit, most) for unit in UNITS]
    wanted = max(found.shown for found in windows)
    return next(found for found in windows if found.shown * 100 >= wanted * ENOUGH_PERCENT)


def _best(spells: list[Spell], unit: Unit, most: int) -> Window:
    """Give the window of one unit that shows the most; of equals the latest."""
    counts: dict[int, int] = {}
    wider = 0
    for spell in spells:
        period = _period(spell, unit)
        if period is None:
            wider += spell.times
        else:
            counts[period] = counts.get(period, 0) + spell.times
    known = sorted(counts)
    if not known:
        return Window(unit, (), 0, 0, 0, wider)
    shown, start, end = _fullest(known, counts, most)
    before = sum(counts[period] for period in known if period < start)
    after = sum(counts[period] for period in known if period > end)
    return Window(unit, tuple(range(start, end + 1)), shown, before, after, wider)


def _fullest(known: list[int], counts: dict[int, int], most: int) -> tuple[int, int, int]:
    """Slide a window of `most` periods over those that hold anything: its count, first and last period with any."""
    best = (0, 0, 0)
    total = first = 0
    for period in known:
        total += counts[period]
        while known[first] <= period - most:
            total -= counts[known[first]]
            first += 1
        if total >= best[0]:
            best = (total, known[first], period)
    return best


def _period(spell: Spell, unit: Unit) -> int | None:
    """Give the number of the period of a spell, counted from year 0; None where it is wider than one, or open."""
    if spell.earliest is None or spell.latest is None:
        return None
    first = _number(spell.earliest, unit)
    return first if first == _number(spell.latest, unit) else None


def _number(day: str, unit: Unit) -> int:
    year, month = int(day[:4]), int(day[5:7])
    if unit == "day":
        return date.fromisoformat(day).toordinal()
    return {"month": year * 12 + month - 1, "year": year, "decade": year // 10}[unit]


def _label(period: int, unit: Unit) -> str:
    if unit == "day":
        return date.fromordinal(period).isoformat()
    if unit == "month":
        return f"{period // 12:04d}-{period % 12 + 1:02d}"
    return f"{period:04d}" if unit == "year" else f"{period}0s"
