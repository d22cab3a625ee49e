"""What changed in one article between two runs.

Items are matched by what they are, never by their ids: an item is the same where its kind and its place in the text
are (its words and their how-manieth occurrence, where the text itself changed). Ids within fields count as the items
that they name, so that a figure of another kind, whose id is another, is one change and not a change of all that
names it. What made the records (`producer`) is not compared.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.diff.pairs import Json, Pair
from pipeline.store import find

Change = Literal["added", "removed", "changed"]
LISTS = {"entities": "entity", "dates": "date", "figures": "figure", "claims": "claim", "events": "event"}
"""Lists of a record, and the kind of their items."""
APART = frozenset({"id", "producer", "text", "blocks", "sentences", "offsets", *LISTS})
"""Fields of a record that are not compared as they stand."""
EXCERPT = 30
"""Characters that are shown around the first place where two texts part."""

type Place = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """One change. `before` and `after` are the field's values, or the whole item where it was added or removed."""

    article: str
    kind: str
    change: Change
    item: str
    start: int | None
    field: str | None
    before: Any
    after: Any


def changes(pair: Pair) -> Iterator[Changed]:
    """Give what changed in an article; nothing where both runs say the same."""
    before, after = pair
    if before and after:
        label = find.label(before.key)
        if before.kind != after.kind or before.kind == "reject":
            yield from _fields(label, "article", label, None, _outcome(before.body), _outcome(after.body))
        elif before.line != after.line:
            yield from _Records(label, before.body, after.body).changes()
        return
    for told, change in ((before, "removed"), (after, "added")):
        if told:
            label = find.label(told.key)
            sides = (_outcome(told.body), None) if told is before else (None, _outcome(told.body))
            yield Changed(label, "article", "removed" if change == "removed" else "added", label, None, None, *sides)


def _outcome(body: Json) -> Json:
    return {"outcome": body.get("reason", "record")}


class _Records:
    """Two records of one article."""

    def __init__(self, label: str, before: Json, after: Json) -> None:
        self.label, self.before, self.after = label, before, after
        self.same_text = before["text"] == after["text"]

    def changes(self) -> Iterator[Changed]:
        """Give the changes: of the article first, then of its items by kind."""
        yield from _fields(self.label, "article", self.label, None, self._head(self.before), self._head(self.after))
        ours, theirs = _Items(self.before, self.same_text), _Items(self.after, self.same_text)
        for field, kind in LISTS.items():
            yield from self._items(kind, ours.of(field), theirs.of(field))

    def _head(self, record: Json) -> Json:
        other = self.after if record is self.before else self.before
        head = {name: value for name, value in record.items() if name not in APART}
        head["text"] = record["text"] if self.same_text else _excerpt(record["text"], other["text"])
        if self.same_text:
            head |= {name: record[name] for name in ("blocks", "sentences", "offsets")}
        return _flat(head)

    def _items(self, kind: str, before: dict[Place, "_Item"], after: dict[Place, "_Item"]) -> Iterator[Changed]:
        for place in sorted({**before, **after}, key=lambda place: ((after.get(place) or before[place]).start, place)):
            old, new = before.get(place), after.get(place)
            if old and new:
                yield from _fields(self.label, kind, new.text, new.start, old.fields, new.fields)
            elif old:
                yield Changed(self.label, kind, "removed", old.text, old.start, None, old.body, None)
            elif new:
                yield Changed(self.label, kind, "added", new.text, new.start, None, None, new.body)


@dataclass(frozen=True, slots=True)
class _Item:
    text: str
    start: int
    fields: Json
    body: Json


class _Items:
    """The items of one record by their places, with the ids in them read as the items that they name."""

    def __init__(self, record: Json, with_offsets: bool) -> None:
        self.record = record
        self.with_offsets = with_offsets
        self.places: dict[str, dict[Place, Json]] = {field: self._placed(record[field], field) for field in LISTS}
        self.names = {
            item["id"]: f"{LISTS[field]} {_span(field, item)['text']!r} {place}"
            for field, items in self.places.items()
            for place, item in items.items()
        }

    def _placed(self, items: list[Json], field: str) -> dict[Place, Json]:
        seen: Counter[Place] = Counter()
        placed: dict[Place, Json] = {}
        for item in items:
            span = _span(field, item)
            place: Place = (span["start"], span["end"]) if self.with_offsets else (span["text"],)
            placed[*place, seen[place]] = item
            seen[place] += 1
        return placed

    def of(self, field: str) -> dict[Place, _Item]:
        """Give the items of a list by place."""
        return {place: self._item(field, item) for place, item in self.places[field].items()}

    def _item(self, field: str, item: Json) -> _Item:
        span = _span(field, item)
        fields = {name: value for name, value in item.items() if name != "id"}
        return _Item(span["text"], span["start"], _flat(self._named(fields)), item)

    def _named(self, value: Any) -> Any:
        if isinstance(value, dict):
            apart = () if self.with_offsets else ("start", "end", "sentence")
            return {name: self._named(inner) for name, inner in value.items() if name not in apart}
        if isinstance(value, list):
            return [self._named(inner) for inner in value]
        return self.names.get(value, value) if isinstance(value, str) else value


def _span(field: str, item: Json) -> Json:
    """Give the stretch of the text that stands for an item."""
    where = {"entities": "mentions", "claims": "contents", "events": "trigger"}.get(field)
    found: Any = item[where] if where else item
    span: Json = found[0] if isinstance(found, list) else found
    return span


def _flat(value: Json, prefix: str = "") -> Json:
    """Lay an object flat: ``value.low``; lists count as one value."""
    flat: Json = {}
    for name, inner in value.items():
        flat |= _flat(inner, f"{prefix}{name}.") if isinstance(inner, dict) else {f"{prefix}{name}": inner}
    return flat


def _fields(label: str, kind: str, item: str, start: int | None, before: Json, after: Json) -> Iterator[Changed]:
    """Give the fields that differ; one that only one side has counts as null on the other."""
    for field in dict.fromkeys((*before, *after)):
        old, new = before.get(field), after.get(field)
        if old != new:
            yield Changed(label, kind, "changed", item, start, field, old, new)


def _excerpt(text: str, other: str) -> str:
    """Give what stands around the first place where a text parts from another."""
    place = next(
        (place for place, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other))
    )
    return f"... {text[max(place - EXCERPT, 0) : place + EXCERPT]} ... ({len(text)} characters)"
