"""Records made by hypothesis from the published schema: any that hold, with hostile text wherever text may stand."""

from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from pipeline.export.shape import TARGETS
from schemas.jsonschema import json_schema
from schemas.record import ArticleRecord

SCHEMA = json_schema("record")
BAIT = (
    "=1+1", "=HYPERLINK(\"http://a.example\")", "@SUM(A1)", "+1", "-1", "-cmd|' /C calc'!A0", "\t=1", "\r=1", "\n=1",
    "'", "''", "'=1", "＝1", '"', '""', ",", ";", "a,b\r\nc", "a\x00b", "\x1b[31m", "\ufeffx", "", " ", "null",
    "NULL", "\\N", "true", "1e5", "007", "--x", "/* */", "%s", "{}", "[]", "🇺🇦", "é", "\u2028",
)  # fmt: skip
texts = st.one_of(st.sampled_from(BAIT), st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
article_texts = st.lists(texts, min_size=1, max_size=6).map("x".join).filter(bool)
days = st.dates().map(str)
numbers = st.one_of(
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.decimals(-(10**6), 10**6, places=4, allow_nan=False, allow_infinity=False).map(float),
    st.sampled_from([1e30, -1e30, 1e-30, 123456789012345e15, 0.1, 0.3, 999999999999999]),
)
LISTS = {"entities": "entity", "dates": "date", "figures": "figure", "claims": "claim", "events": "event"}


class Maker:
    """Draws what the schema describes; ids name items that are there, and spans slice to their text."""

    def __init__(self, draw: st.DrawFn, number: int) -> None:
        self.draw = draw
        self.text = draw(article_texts)
        self.article = f"article_{number:012x}"
        self.ids = {
            field: [f"{kind}_{place:012x}" for place in range(draw(st.integers(0, 3)))] for field, kind in LISTS.items()
        }

    def record(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for field, given in SCHEMA["properties"].items():
            if field in LISTS:
                made[field] = [{**self.of(given["items"], field), "id": name} for name in self.ids[field]]
            elif field not in ("id", "text", "sentences", "blocks", "offsets", "schema_version"):
                made[field] = self.of(given, field)
        cuts = sorted({0, len(self.text), *self.draw(st.lists(st.integers(0, len(self.text)), max_size=2))})
        extents = [{"start": start, "end": end} for start, end in pairwise(cuts)]
        made |= {"id": self.article, "text": self.text, "sentences": extents, "schema_version": "1.0.0"}
        made["blocks"] = [{**extents[0], "kind": "paragraph", "byline": None}]
        made["offsets"] = self.draw(st.sampled_from([None, [], [[0, 5, 1]]]))
        made["article"] |= {"bylines": [{"name": self.draw(texts) or "-", "start": None, "end": None}]}
        made["article"]["duplicate_of"] = self.draw(st.sampled_from([None, self.article]))
        made["source"]["part"] = None
        return made

    def of(self, given: dict[str, Any], field: str) -> Any:
        if "anyOf" in given:
            given = self.draw(st.sampled_from(given["anyOf"]))
        if "$ref" in given:
            given = SCHEMA["$defs"][given["$ref"].rpartition("/")[2]]
        match given:
            case {"enum": values}:
                return self.draw(st.sampled_from(values))
            case {"const": value}:
                return value
            case {"type": "object", "properties": _}:
                return self.object(given)
            case {"type": "object"}:
                return self.draw(st.dictionaries(texts, texts, max_size=2))
            case {"type": "array"}:
                least = given.get("minItems", 0)
                return [self.of(given["items"], field) for _ in range(self.draw(st.integers(least, least + 2)))]
            case {"type": kind}:
                return self.plain(kind, given, field)

    def plain(self, kind: str, given: dict[str, Any], field: str) -> Any:
        match kind:
            case "string" if given.get("pattern", "").endswith("{12}$"):
                return self.draw(
                    st.sampled_from(self.ids.get(TARGETS.get(field, field.replace("ends", "dates")), []) or [None])
                )
            case "string" if "pattern" in given and given.get("format") != "date":
                return "0" * 64 if "64" in given["pattern"] else "UKR" if "A-Z" in given["pattern"] else "a"
            case "string":
                if given.get("format") == "date":
                    return self.draw(days)
                return self.draw(texts.filter(bool) if given.get("minLength") else texts)
            case "integer":
                return 0 if field == "sentence" else self.draw(st.integers(given.get("minimum", 0), 2**40))
            case "number":
                return self.draw(numbers)
            case "boolean":
                return self.draw(st.booleans())
        return None

    def object(self, given: dict[str, Any]) -> dict[str, Any]:
        if given["title"] == "Value":
            return self.value()
        made = {field: self.of(inner, field) for field, inner in given["properties"].items() if field != "id"}
        if {"start", "end"} <= made.keys():
            start = self.draw(st.integers(0, len(self.text) - 1))
            end = self.draw(st.integers(start + 1, len(self.text)))
            made |= {"start": start, "end": end}
            if "text" in made:
                made["text"] = self.text[start:end]
        if given["title"] == "DateMention":
            first, last = sorted(self.draw(st.tuples(days, days)))
            made |= {"earliest": first, "latest": self.draw(st.sampled_from([None, last])), "reason": "why"}
        for field, inner in made.items():
            if isinstance(inner, list):
                made[field] = [element for element in inner if element is not None]
        return made

    def value(self) -> dict[str, Any]:
        low, high = sorted(self.draw(st.tuples(numbers, numbers)))
        made = self.draw(
            st.sampled_from([
                {"point": low, "low": None, "high": None}, {"point": None, "low": low, "high": high},
                {"point": high, "low": low, "high": None}, {"point": None, "low": None, "high": high},
            ])
        )  # fmt: skip
        truth = st.booleans()
        bounds = {f"{end}_inclusive": None if made[end] is None else self.draw(truth) for end in ("low", "high")}
        return {**made, **bounds, "approximate": self.draw(truth), "vague_term": self.draw(st.none() | texts)}


@st.composite
def outputs(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The records of a run, as they stand in records.jsonl."""
    made = [Maker(draw, number).record() for number in range(draw(st.integers(0, 3)))]
    return [ArticleRecord.model_validate(_frozen(record)).model_dump(mode="json") for record in made]


def _frozen(value: Any) -> Any:
    """Lists as the tuples that strict models ask for."""
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


@st.composite
def rejects(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The lines of rejects.jsonl."""
    row = st.fixed_dictionaries({
        "source": st.fixed_dictionaries({"path": texts.filter(bool), "part": st.none() | st.integers(1, 9)}),
        "stage": texts, "reason": st.sampled_from(["empty", "error"]), "detail": texts,
        "sha256": st.none() | texts, "fingerprint": st.none() | texts,
    })  # fmt: skip
    return draw(st.lists(row, max_size=2))
