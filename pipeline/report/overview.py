"""What stands in the overview: counts, charts with what they leave out, rejects by reason."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.report import charts, periods
from pipeline.report.article import spaced
from pipeline.report.catalogue import Catalogue
from pipeline.report.lists import address, page_at
from pipeline.report.periods import Spell, Window
from schemas.reject import REASONS

BARS = 40
"""Bars of the timeline."""
COLUMNS = 20
"""Columns of the chart of figures; a dot with its number needs more room than a bar."""
KINDS = 12
"""Kinds of figure that the chart shows."""

BASES = {
    "explicit": "a date beside it", "relative": "a relative date beside it", "sentence": "a date of its sentence",
    "context": "a date of the text before it", "publication": "the day of publication alone",
}  # fmt: skip
"""What an event's date rests on, in words."""

_OWN = ("explicit", "relative", "sentence")
_UNREAL = ("denied", "negated", "hypothetical", "planned", "requested")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of all."""

    articles: int
    duplicates: int
    rejects: int
    figures: int
    claims: int
    events: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with the words around it; `svg` is empty where there is nothing to draw."""

    title: str
    says: str
    left_out: str
    unit: str
    periods: Sequence[str]
    series: Mapping[str, Sequence[int]]
    svg: Markup
    keyed: bool = False
    more: str = ""
    more_name: str = ""

    def any(self, place: int) -> bool:
        """Tell whether any series has something in the period at `place`."""
        return any(counts[place] for counts in self.series.values())


@dataclass(frozen=True, slots=True)
class Rejected:
    """A reason, what it means, and where the rejects for it are listed."""

    name: str
    meaning: str
    times: int
    href: str


def counts(catalogue: Catalogue) -> Counts:
    """Count all."""
    names = ("count(*)", "sum(duplicate)", "sum(figures)", "sum(claims)", "sum(events)")
    articles, duplicates, figures, claims, events = (
        catalogue.number(f"SELECT {name} FROM article")  # noqa: S608 - constants
        for name in names
    )
    return Counts(articles, duplicates, catalogue.number("SELECT count(*) FROM reject"), figures, claims, events)


def rejected(catalogue: Catalogue) -> list[Rejected]:
    """Give the reasons, by name, with the page on which each begins."""
    found, before = [], 0
    for row in catalogue.rows("SELECT reason, count(*) AS times FROM reject GROUP BY reason ORDER BY reason"):
        href = f"{address('rejects', page_at(before), '')}#{row['reason']}"
        found.append(Rejected(row["reason"], REASONS[row["reason"]], row["times"], href))
        before += row["times"]
    return found


def dated_events(catalogue: Catalogue) -> int:
    """Count the events that rest on a date of the text."""
    return catalogue.number("SELECT count(*) FROM event WHERE earliest IS NOT NULL OR latest IS NOT NULL")


def timeline(catalogue: Catalogue, events: int) -> Chart:
    """Draw the events that rest on a date of the text."""
    known = [
        (Spell(row["earliest"], row["latest"], row["times"]), row["basis"])
        for row in catalogue.rows(
            "SELECT earliest, latest, basis, count(*) AS times FROM event "
            "WHERE earliest IS NOT NULL OR latest IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        )
    ]
    window = periods.window((spell for spell, _ in known), BARS)
    series = {
        "dated in its own sentence": _column(window, (spell for spell, basis in known if basis in _OWN)),
        "dated by the text before it": _column(window, (spell for spell, basis in known if basis not in _OWN)),
    }
    listed = sum(spell.times for spell, _ in known)
    published = catalogue.number("SELECT count(*) FROM event WHERE basis = 'publication'")
    unreal = catalogue.number(
        f"SELECT count(*) FROM event WHERE (earliest IS NOT NULL OR latest IS NOT NULL) AND status IN {_UNREAL}"  # noqa: S608
    )
    title = f"Events by {window.unit}"
    says = (
        f"{_times(window.shown, 'event')} of {events:,}, at the {window.unit} that the text gives for them. "
        f"Of all {listed:,} dated ones, {unreal:,} {'is' if unreal == 1 else 'are'} denied, planned, requested or "
        "hypothetical."
    )
    left_out = (
        (published, "dated by nothing but the day of publication"),
        (events - listed - published, "without a date"),
        *_outside(window),
    )
    return Chart(
        title, says, _sentence(left_out), window.unit.capitalize(), window.labels, series,
        charts.stacked_bars(title, window.labels, series) if window.shown else Markup(), keyed=True,
        more=address("timeline", 1, "") if listed else "", more_name=f"All {_times(listed, 'dated event')}, day by day",
    )  # fmt: skip


def figures(catalogue: Catalogue, total: int) -> Chart:
    """Draw how many figures of each kind the articles give, by their day of publication."""
    by_kind: dict[str, Counter[str]] = {}
    for row in catalogue.rows("SELECT published, kind, sum(times) AS times FROM figure GROUP BY 1, 2 ORDER BY 1, 2"):
        if row["published"]:
            by_kind.setdefault(row["kind"], Counter())[row["published"]] += row["times"]
    window = periods.window(
        (Spell(day, day, times) for days in by_kind.values() for day, times in sorted(days.items())), COLUMNS
    )
    rows = {
        kind: _column(window, (Spell(day, day, times) for day, times in days.items())) for kind, days in by_kind.items()
    }
    ranked = sorted((kind for kind in rows if any(rows[kind])), key=lambda kind: (-sum(rows[kind]), kind))
    series = {spaced(kind): rows[kind] for kind in ranked[:KINDS]}
    others = sum(sum(rows[kind]) for kind in ranked[KINDS:])
    dated = sum(sum(days.values()) for days in by_kind.values())
    title = f"Figures by kind and {window.unit} of publication"
    says = (
        f"{_times(window.shown - others, 'figure')} of {total:,}. A dot is the number of figures of its kind in the "
        f"articles of that {window.unit}: how often such a figure is given, not how many people or how much money it "
        "stands for."
    )
    left_out = (
        (total - dated, "in articles without a date of publication"),
        (others, f"of {len(ranked) - KINDS} rarer kinds"),
        *_outside(window),
    )
    return Chart(
        title, says, _sentence(left_out), window.unit.capitalize(), window.labels, series,
        charts.dots(title, window.labels, series) if series else Markup(),
    )  # fmt: skip


def _column(window: Window, spells: Iterable[Spell]) -> list[int]:
    column = [0] * len(window.periods)
    for spell in spells:
        place = window.place(spell)
        if place is not None:
            column[place] += spell.times
    return column


def _outside(window: Window) -> tuple[tuple[int, str], ...]:
    first, last = (window.labels[0], window.labels[-1]) if window.periods else ("", "")
    return (
        (window.wider, f"whose date is wider than one {window.unit}, or open"),
        (window.before, f"before {first}"),
        (window.after, f"after {last}"),
    )


def _sentence(left_out: Iterable[tuple[int, str]]) -> str:
    parts = [f"{times:,} {why}" for times, why in left_out if times]
    return f"{'; '.join(parts)}." if parts else "nothing."


def _times(number: int, name: str) -> str:
    return f"{number:,} {name}{'s' * (number != 1)}"
