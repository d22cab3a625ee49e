"""Values, dates and sources in words, as a person would say them."""

from decimal import Decimal

from schemas.claim import Attributed, Claim
from schemas.dates import DateMention
from schemas.entity import Entity
from schemas.event import EventDate
from schemas.figure import Figure, Value
from schemas.record import ArticleRecord


def number(value: Decimal) -> str:
    """Write a number with thousands separators: ``315,000``."""
    return f"{value:,f}"


def value(value: Value) -> str:
    """Say a value with its bounds: ``at least 40``, ``about 12``, ``3 to 9 (several)``."""
    said = _bounds(value)
    if value.vague_term:
        return f"{said} ({value.vague_term})" if said else value.vague_term
    return said


def _bounds(value: Value) -> str:
    if value.point is not None:
        return f"about {number(value.point)}" if value.approximate else number(value.point)
    if value.low is not None and value.high is not None and value.low_inclusive and value.high_inclusive:
        return f"{'about ' if value.approximate else ''}{number(value.low)} to {number(value.high)}"
    return " and ".join(bound for bound in (_lowest(value), _highest(value)) if bound)


def _lowest(value: Value) -> str:
    if value.low is None:
        return ""
    over = "just over" if value.approximate else "more than"
    return f"{'at least' if value.low_inclusive else over} {number(value.low)}"


def _highest(value: Value) -> str:
    if value.high is None:
        return ""
    under = "nearly" if value.approximate else "less than"
    return f"{'at most' if value.high_inclusive else under} {number(value.high)}"


def days(date: DateMention | EventDate | None) -> str:
    """Say which days a date spans: one day, ``a .. b``, or ``..`` where a bound is open."""
    if date is None or not (date.earliest or date.latest):
        return "unknown"
    if date.earliest == date.latest:
        return str(date.earliest)
    return f"{date.earliest or ''} .. {date.latest or ''}".strip()


class Names:
    """Looks up what the ids of one record stand for."""

    def __init__(self, record: ArticleRecord) -> None:
        self.entities: dict[str, Entity] = {entity.id: entity for entity in record.entities}
        self.claims: dict[str, Claim] = {claim.id: claim for claim in record.claims}

    def entity(self, reference: str | None, otherwise: str = "") -> str:
        """Give the name of an entity."""
        return self.entities[reference].name if reference else otherwise

    def source(self, source: Attributed | None) -> str:
        """Say whom a claim is attributed to, with the entity where that is another name."""
        if source is None:
            return "(nobody named)"
        name = self.entity(source.entity)
        return source.text if not name or name == source.text else f"{source.text} = {name}"

    def said_by(self, figure: Figure) -> str:
        """Say who states a figure; empty where it is the article itself."""
        if figure.said_by:
            return self.entity(figure.said_by)
        return self.source(self.claims[figure.claim].source) if figure.claim else ""
