"""A small record that holds, with one item of every kind, for tests that break it."""

from typing import Any

import orjson

from schemas.ids import stable_id
from schemas.record import ArticleRecord

TEXT = "Kyiv said on 3 May 2023 that at least 40 people were killed. Oleh Hnat fled."

ENTITY = stable_id("entity", "Kyiv")
PERSON = stable_id("entity", "Oleh Hnat")
DATE = stable_id("date", 13)
FIGURE = stable_id("figure", 29)
CLAIM = stable_id("claim", 29)
EVENT = stable_id("event", 53)


def span(text: str) -> dict[str, Any]:
    """The first place of `text` in the sample, as a span."""
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text), "text": text}


def sample() -> dict[str, Any]:
    """The sample record as JSON-ready objects: a fresh copy each time."""
    return {
        "schema_version": "1.0.0",
        "id": stable_id("article", "a/b.txt", None),
        "source": {
            "path": "a/b.txt", "part": None, "format": "txt", "sha256": "0" * 64, "bytes": len(TEXT),
            "encoding": "utf-8", "replaced_bytes": 0, "repairs": [], "external_id": None,
        },
        "article": {
            "title": None, "subtitle": None, "bylines": [{"name": "Ann Lee", "start": None, "end": None}],
            "publisher": None, "url": None, "language": "en",
            "published": {"value": "2023-05-04", "found_in": "metadata"}, "duplicate_of": None, "similarity": None,
        },
        "text": TEXT,
        "blocks": [{"start": 0, "end": len(TEXT), "kind": "paragraph", "byline": None}],
        "sentences": [{"start": 0, "end": 60}, {"start": 61, "end": len(TEXT)}],
        "offsets": [[0, 0, len(TEXT)]],
        "entities": [
            {
                "id": ENTITY, "type": "place", "name": "Kyiv", "aliases": [],
                "mentions": [{**span("Kyiv"), "form": "name", "resolved_by": "name", "confidence": 0.98}],
                "roles": [], "place": {
                    "level": "city", "country": "UKR", "latitude": 50.45466, "longitude": 30.5238,
                    "geonames_id": 703448,
                },
                "country": None, "organisation_kind": None, "external_ids": {}, "rule": "entities.name",
            },
            {
                "id": PERSON, "type": "person", "name": "Oleh Hnat", "aliases": [],
                "mentions": [{**span("Oleh Hnat"), "form": "name", "resolved_by": "name", "confidence": None}],
                "roles": [], "place": None, "country": None, "organisation_kind": None, "external_ids": {},
                "rule": "entities.name",
            },
        ],
        "dates": [
            {
                **span("3 May 2023"), "id": DATE, "timex": {"type": "DATE", "value": "2023-05-03", "mod": None},
                "edtf": "2023-05-03", "earliest": "2023-05-03", "latest": "2023-05-03", "granularity": "day",
                "anchor": "none", "anchor_date": None, "ends": [], "resolution": "explicit", "reason": None,
                "rule": "dates.day_month_year",
            }
        ],
        "figures": [
            {
                **span("at least 40 people"), "id": FIGURE, "sentence": 0, "kind": "killed",
                "unit": {"type": "count", "code": "person", "text": "people"},
                "value": {
                    "point": None, "low": 40, "low_inclusive": True, "high": None, "high_inclusive": None,
                    "approximate": False, "vague_term": None,
                },
                "counted": {**span("people"), "entity": None}, "subset_of": None, "repeats": [], "measure": "level",
                "direction": None, "scope": "incident", "place": ENTITY, "date": DATE, "rule": "figures.passive",
                "status": "attributed", "cues": [span("said")], "claim": CLAIM, "said_by": ENTITY,
            }
        ],
        "claims": [
            {
                "id": CLAIM, "kind": "indirect", "contents": [span("at least 40 people were killed")],
                "cue": {**span("said"), "lemma": "say", "type": "say"},
                "source": {**span("Kyiv"), "entity": ENTITY, "type": "organisation", "resolved_by": "name"},
                "via": [], "addressee": None, "polarity": "positive", "certainty": "unspecified",
                "rule": "claims.verb", "figures": [FIGURE], "entities": [], "dates": [], "events": [EVENT],
                "date": DATE,
            }
        ],
        "events": [
            {
                "id": EVENT, "type": "DEATH", "mode": None, "salience": "main",
                "trigger": {**span("killed"), "lemma": "kill"},
                "repeats": [], "sentence": 0,
                "participants": [{**span("people"), "role": "patient", "entity": None}], "place": None,
                "date": {
                    "date": DATE, "edtf": "2023-05-03", "earliest": "2023-05-03", "latest": "2023-05-03",
                    "basis": "sentence",
                },
                "figures": [FIGURE], "rule": "events.passive", "status": "attributed", "claim": CLAIM,
            }
        ],
        "warnings": [{"stage": "clean", "code": "no_title", "detail": "No title was found."}],
        "producer": {
            "dateline": "0.1.0", "model": {"name": "en_core_web_md", "version": "3.8.0"}, "config": "0",
            "lexicons": "0", "fingerprint": "0",
        },
    }  # fmt: skip


def sample_record() -> ArticleRecord:
    """The sample as a record."""
    return ArticleRecord.model_validate_json(orjson.dumps(sample()))
