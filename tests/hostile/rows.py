"""JSON and JSONL that its writers got wrong, and names and folders that mislead."""

import json

from tests.hostile.case import ARTICLE, DIED, PROSE, ROW, Case, bad, either, good, page, utf8

LINES = [json.dumps(dict(ROW, text=f"{PROSE} Line {n} of them.")) for n in range(4)]


def written(**fields: object) -> str:
    return json.dumps(dict(ROW, **fields))


CASES = [
    either("json/text_list.json", written(text=[PROSE, PROSE]), "wrong_type"),
    either(
        "json/other_names.json",
        json.dumps({"headline": "Ferry", "articleBody": PROSE, "datePublished": "2023-05-04"}),
        has=(DIED,),
    ),
    either(
        "json/wrong_types.json", written(title=["x"], date={"y": 1}, url=7, author=[1, None, {"a": 2}]), has=(DIED,)
    ),
    good("json/same_id.json", json.dumps([dict(ROW, text=f"{PROSE} {n}") for n in "aab"]), records=3),
    either("json/same_key.json", '{"text": "x", "text": ' + json.dumps(PROSE) + "}", has=(DIED,)),
    either(
        "json/huge.json",
        '{"a": 1' + "0" * 5000 + ', "b": 1e999, "text": ' + json.dumps(PROSE) + "}",
        "bad_json",
        has=(DIED,),
    ),
    either(
        "json/deep_field.json",
        '{"text": ' + json.dumps(PROSE) + ', "a": ' + "[" * 900 + "]" * 900 + "}",
        "too_deep",
        has=(DIED,),
    ),
    bad("json/string.json", json.dumps(PROSE), "wrong_type"),
    good("json/nul.json", written(text=PROSE.replace(" people", "\0 people", 1)), DIED, lacks=("\0",)),
    good("json/script_url.json", written(url="javascript:alert(1)", source="data:text/html,x"), DIED),
    Case("json/last_cut.jsonl", utf8("\n".join(LINES[:3]) + "\n" + LINES[3][:80]), ("bad_json",), records=3),
    good(
        "json/many.jsonl",
        "".join(written(text=f"Town {n}: {n + 2} people died. {PROSE}") + "\n" for n in range(40)),
        records=40,
    ),
    good("json/list.jsonl", "[" + ",".join(LINES) + "]", records=4),
    good("names/reserved/con.txt", PROSE + " Reserved.", DIED),
    good("names/[a-z]*?.txt", PROSE + " Glob.", DIED),
    good("names/story.html.txt", page(ARTICLE), DIED, lacks=("<p>",)),
    good("names/page.htm", page(ARTICLE), DIED),
    good("names/rows.ndjson", LINES[0] + "\n", DIED),
    good("names/" + "/".join(f"folder_{n:02d}_{'y' * 40}" for n in range(20)) + "/deep.txt", PROSE + " Deep.", DIED),
    good("names/story.txt.gz.txt", PROSE + " Three endings.", DIED),
]
