"""From what an expression comes to, to the record: EDTF, the days it spans, its relation and modifier."""

from datetime import date

from pipeline.stages.dates.context import Resolved
from pipeline.stages.dates.nodes import Expression
from pipeline.stages.dates.periods import Period
from pipeline.stages.dates.scan import Scan
from schemas.dates import DateMention, Granularity, Timex, TimexMod
from schemas.ids import stable_id

type Bounds = tuple[str | None, date | None, date | None]
"""EDTF, earliest and latest day."""

_RELATION_MODS: dict[str, TimexMod] = {"after": "AFTER", "before": "BEFORE"}


def mention_id(s: Scan, found: Expression, value: str) -> str:
    """Name an expression by its place and value."""
    return stable_id("date", s.starts[found.start], s.end(found.end), value)


def build(
    s: Scan, index: int, found: Expression, resolved: Resolved, published: date | None, ids: list[str]
) -> DateMention:
    """Give the record of the expression with that place; `ids` are those of all expressions, for its anchor."""
    edtf, earliest, latest = _bounds(found, resolved, published)
    base = resolved.base
    return DateMention(
        id=ids[index],
        start=s.starts[found.start],
        end=s.end(found.end),
        text=s.text(found.start, found.end),
        timex=Timex(
            type=resolved.type, value=resolved.value, mod=found.mod or _RELATION_MODS.get(found.relation or "")
        ),
        edtf=edtf,
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        granularity=_granularity(resolved),
        anchor=base.kind if base else "none",
        anchor_date=ids[base.index] if base and base.index is not None else None,
        resolution=resolved.resolution,
        reason=resolved.reason,
        rule=found.rule,
    )


def _granularity(resolved: Resolved) -> Granularity | None:
    return resolved.period.grain if resolved.period else None


def _bounds(found: Expression, resolved: Resolved, published: date | None) -> Bounds:
    period = resolved.period
    if period is None:
        return None, None, None
    vague = resolved.approximate or found.mod or (found.relation in _RELATION_MODS and period.grain == "day")
    edtf = approximated(period.edtf) if vague else period.edtf
    if found.relation is None:
        return _open_ended(found, edtf, period, published) if found.mod else (edtf, period.first, period.last)
    if found.relation in ("earlier", "later"):
        return _narrowed(edtf, found.relation, period, resolved)
    first, last = edtf.split("/")[0], edtf.split("/")[-1]
    known_end = published if published and published >= period.last else None
    match found.relation:
        case "since":
            return f"{first}/..", period.first, published if published and published >= period.first else None
        case "after":
            return f"{last}/..", period.last, known_end
        case "before":
            return f"../{first}", None, period.first
        case _:
            return f"../{last}", None, period.last


def _open_ended(found: Expression, edtf: str, period: Period, published: date | None) -> Bounds:
    """Give "more than ten years ago" all days up to that year, "less than a year ago" all since."""
    first, last = edtf.split("/", maxsplit=1)[0], edtf.rsplit("/", maxsplit=1)[-1]
    if found.mod in ("BEFORE", "ON_OR_BEFORE"):
        return f"../{last}", None, period.last
    if found.mod in ("AFTER", "ON_OR_AFTER"):
        return f"{first}/..", period.first, published if published and published >= period.first else None
    return edtf, period.first, period.last


def _narrowed(edtf: str, relation: str, period: Period, resolved: Resolved) -> Bounds:
    """Cut "earlier this week" at the time of speech, "later this week" likewise from the other side."""
    at = resolved.base.at if resolved.base else None
    if at is None or not period.first <= at <= period.last:
        return edtf, period.first, period.last
    return (edtf, period.first, at) if relation == "earlier" else (edtf, at, period.last)


def interval(first: DateMention, last: DateMention, text: str) -> DateMention | None:
    """Give the interval that two dates make; None where they are not both dates, in order."""
    if not (first.earliest and last.latest and first.earliest < last.latest) or "DURATION" in (
        first.timex.type,
        last.timex.type,
    ):
        return None
    begin, end = date.fromisoformat(first.earliest), date.fromisoformat(last.latest)
    edtf = f"{(first.edtf or '').split('/')[0]}/{(last.edtf or '').split('/')[-1]}"
    return DateMention(
        id=stable_id("date", first.start, last.end, edtf),
        start=first.start,
        end=last.end,
        text=text[first.start : last.end],
        timex=Timex(type="DURATION", value=_inclusive_length(begin, end, first.granularity), mod=None),
        edtf=edtf,
        earliest=first.earliest,
        latest=last.latest,
        granularity=first.granularity,
        anchor=first.anchor,
        anchor_date=first.anchor_date,
        ends=(first.id, last.id),
        resolution=first.resolution,
        reason=None,
        rule="dates.range",
    )


def _inclusive_length(begin: date, end: date, grain: Granularity | None) -> str:
    """Count the units from the first to the last, both included: 2 to 5 March is P4D, 2003 to 2007 is P5Y."""
    if grain in ("year", "decade", "century"):
        return f"P{end.year - begin.year + 1}Y"
    if grain in ("month", "quarter", "season"):
        return f"P{(end.year - begin.year) * 12 + end.month - begin.month + 1}M"
    return f"P{(end - begin).days + 1}D"


def approximated(edtf: str) -> str:
    """Mark an EDTF date or both ends of an interval as approximate."""
    return "/".join(
        f"{part}~" if part and not part.endswith("~") and part != ".." else part for part in edtf.split("/")
    )
