"""Nasty inputs, each with what must become of it."""

import gzip
import json
import random
import struct

from tests.hostile import bait, languages, markup, rows
from tests.hostile.case import ARTICLE, DIED, LINE, PROSE, ROW, Case, bad, either, good, page, utf8

NOISE = random.Random(7).randbytes(20_000)  # noqa: S311 - the same noise in every run
RUSSIAN = "Спасатели сообщили в понедельник, что погибли 14 человек, ранены 31. "

ENCODINGS = [
    bad("enc/nothing.txt", b"", "empty"),
    bad("enc/blank.txt", b" \t\r\n\x0c\n", "empty"),
    bad("enc/invisible.txt", "\ufeff\u200b\u2060\u00a0\u00ad", "empty"),
    *(
        good(f"enc/{name}.txt", PROSE.encode(name), DIED, "“Old Mole”", lacks=("\ufeff",))
        for name in ("utf-8-sig", "utf-16", "utf-32")
    ),
    good("enc/unmarked.txt", PROSE.encode("utf-16-le"), DIED),
    good("enc/cp1252.txt", PROSE.encode("cp1252"), "“Old Mole”", lacks=("\ufffd",)),
    good("enc/one_byte.txt", PROSE.replace("“", '"').replace("”", '"').encode() + b"That\x92s all.", "That’s all"),
    good("enc/two_bad.txt", PROSE.encode() + b" \xc3\x28 and \xff end.", DIED, "“Old Mole”"),
    good("enc/cut.txt", (PROSE + "€").encode()[:-1], DIED),
    good("enc/twice.txt", PROSE.encode().decode("cp1252", "replace"), DIED, lacks=("â€",)),
    good("enc/surrogates.txt", PROSE.encode() + b"\xed\xa0\x80.", DIED),
    good("enc/some_nul.txt", PROSE.encode().replace(b" people", b"\0 people", 1), DIED, lacks=("\0",)),
    either("enc/replaced.txt", "\ufffd" * 3000 + LINE, "undecodable", "not_text"),
    either("enc/koi8.txt", (RUSSIAN * 8).encode("koi8-r"), "language", has=("погибли",)),
]

BINARIES = [
    bad("bin/noise.txt", NOISE, "not_text", "undecodable"),
    bad("bin/picture.txt", b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + NOISE, "not_text"),
    bad("bin/packed.txt", gzip.compress(PROSE.encode(), mtime=0), "not_text"),
    bad("bin/print.html", b"%PDF-1.7\n" + NOISE, "not_text"),
    bad("bin/base.json", b"SQLite format 3\0" + bytes(3000), "not_text"),
    bad("bin/rows.jsonl", b"SQLite format 3\0" + bytes(3000), "not_text"),
    bad("bin/bomb.txt.gz", gzip.compress(bytes(30_000_000), mtime=0), "too_large"),
    bad("bin/cut.txt.gz", gzip.compress(PROSE.encode(), mtime=0)[:-12], "unreadable"),
    bad("bin/not_packed.txt.gz", PROSE, "unreadable"),
    bad("bin/letter.docx", b"PK\x03\x04" + NOISE, "unsupported_type"),
    good("bin/fine.txt.gz", gzip.compress(PROSE.encode(), mtime=0), DIED),
]

TEXTS = [
    good("text/zero_width.txt", PROSE.replace("people", "peo\u200bple"), DIED, lacks=("\u200b",)),
    good("text/ansi.txt", f"\x1b[2J\x1b[31m{PROSE}\x1b[0m\x07\x9b1m", DIED, lacks=("\x1b", "\x07", "\x9b")),
    good("text/override.txt", PROSE + "It was \u202etxt.exe\u202c.", DIED, lacks=("\u202e",)),
    good(
        "text/line_ends.txt",
        PROSE.replace("\n\n", "\r\r") + PROSE.replace("\n", "\r\n") + "\u2029\x85" + PROSE,
        DIED,
        lacks=("\r",),
    ),
    good("text/marks.txt", PROSE + "Z" + "\u0301" * 5000 + "algo.", DIED),
    good("text/ligatures.txt", "The o\ufb03ce said \uff11\uff14 people had died. " * 6, "office said 14 people"),
    good("text/digits.txt", "1" * 50_000 + " people. " + PROSE, DIED),
    good("text/brackets.txt", "(" * 30_000 + "[" * 30_000 + PROSE, DIED),
    good("text/spaces.txt", "died" + " " * 50_000 + "x" + PROSE, DIED),
    good("text/rules.txt", "-" * 50_000 + "\n" + "=" * 50_000 + "\n" + PROSE, DIED),
    good("text/newlines.txt", LINE + "\n" * 20_000 + PROSE, DIED),
    good("text/page.txt", page(ARTICLE), DIED, lacks=("<p>", "</article>")),
    good("text/object.txt", json.dumps(ROW), DIED, lacks=("{",)),
    good("text/bracketed.txt", "[Corrected] " + PROSE, DIED, "[Corrected]"),
    either("text/word.txt", "a" * 100_000, "language", "no_text"),
    either("text/blocked.txt", "Access denied\n\nPlease enable JavaScript and disable any ad blocker.\n", "no_text"),
]

PAGES = [
    good("html/deep.html", page("<div>" * 400 + ARTICLE + "</div>" * 400), DIED),
    good("html/unclosed.html", f"<html><body><div><p>{PROSE}<p><b><i><table><tr><td><ul><li>{LINE}", DIED),
    good("html/bare.html", PROSE.replace("\n\n", "<br><br>"), DIED),
    good("html/declared.html", '<?xml version="1.0" encoding="utf-8"?>\n' + page(ARTICLE), DIED),
    good("html/wrong_charset.html", page(ARTICLE).encode("cp1252"), DIED, "“Old Mole”", lacks=("\ufffd",)),
    good(
        "html/entities.html",
        '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page(f"<p>&x;</p>{ARTICLE}"),
        DIED,
        lacks=("root:",),
    ),
    good("html/comment.html", page(ARTICLE + "<!-- " + "x" * 5000).replace("</body></html>", ""), DIED),
    good("html/nul.html", page(ARTICLE).replace("<p>", "<p\0>", 1), DIED, lacks=("\0",)),
    good(
        "html/bad_meta.html",
        page(
            ARTICLE,
            "<meta property=article:published_time content='30 Feb 99999'><link rel=canonical href='http://[::x'>",
        ),
        DIED,
    ),
    good("html/script.html", page(f"<script>alert(1)</script>{ARTICLE}"), DIED, lacks=("alert",)),
    either(
        "html/index.html",
        page("".join(f"<a href=/{n}>Story number {n}</a> " for n in range(3000))),
        "no_text",
        "language",
    ),
    either("html/shell.html", page("<div id=root></div><script>window.x=1</script>"), "no_text"),
    bad(
        "html/frames.html",
        "<html><frameset cols='50%,50%'><frame src=a><frame src=b></frameset></html>",
        "no_text",
        "empty",
    ),
]

MARKDOWN = [
    good("md/quotes.md", ">" * 3000 + " " + LINE + "\n\n" + PROSE, DIED),
    good("md/list.md", "".join("  " * n + f"- point {n}\n" for n in range(300)) + "\n" + PROSE, DIED),
    good("md/brackets.md", "[" * 20_000 + "a" + "]" * 20_000 + "(x)\n\n" + PROSE, DIED),
    good("md/emphasis.md", "*a _b " * 5000 + "**" * 5000 + "\n\n" + PROSE, DIED),
    good("md/ticks.md", "".join("e" + "`" * n for n in range(300)) + "\n\n" + PROSE, DIED),
    good("md/fence.md", LINE + "\n\n```\n" + PROSE, DIED, "2 million euros"),
    good("md/front.md", f"---\ntitle: Ferry\ndate: 2023-05-04\ntags: [sea]\n---\n\n{PROSE}", DIED, lacks=("tags",)),
    good("md/front_open.md", f"---\ntitle: Ferry\n\n{PROSE}", DIED),
    either(
        "md/front_object.md",
        f"---\ntitle: !!python/object/apply:os.system ['true']\n---\n\n{PROSE}",
        has=(DIED,),
        lacks=("apply",),
    ),
    good("md/escapes.md", r"Snake\_case, 3 \* 4 &amp; more. " + PROSE, "Snake_case, 3 * 4 & more", lacks=("&amp;",)),
    good(
        "md/raw.md",
        f"<div align=center><img src=x onerror=alert(1)></div>\n\n{PROSE}\n\n<script>alert(1)</script>\n",
        DIED,
        lacks=("alert", "<div"),
    ),
    bad("md/pictures.md", "![a](a.png)\n\n![b](b.png)\n", "no_text"),
]

OBJECTS = [
    good("json/one.json", json.dumps(ROW), DIED),
    good("json/list.json", json.dumps([dict(ROW, id=n, text=f"{PROSE} {n}.") for n in range(4)]), records=4),
    good(
        "json/wrapped.json",
        json.dumps({"articles": [dict(ROW, id=n, text=f"{PROSE} {n}!") for n in range(2)]}),
        records=2,
    ),
    good("json/mark.json", b"\xef\xbb\xbf" + json.dumps(ROW).encode(), DIED),
    good("json/utf16.json", json.dumps(ROW).encode("utf-16"), DIED),
    good("json/surrogate.json", '{"text":' + json.dumps(PROSE)[:-1] + ' \\ud800."}', DIED),
    good("json/nan.json", '{"score":NaN,"text":' + json.dumps(PROSE) + "}", DIED),
    good("json/lines.json", "\n".join(json.dumps(dict(ROW, text=f"{PROSE} Row {n}.")) for n in range(2)), records=2),
    bad("json/number.json", json.dumps(dict(ROW, text=5)), "wrong_type"),
    bad("json/none.json", json.dumps(dict(ROW, text=None)), "missing_text"),
    bad("json/blank.json", json.dumps(dict(ROW, text=" \n")), "empty"),
    bad("json/null.json", "null", "wrong_type"),
    bad("json/cut.json", json.dumps(ROW)[:-30], "bad_json"),
    bad("json/deep.json", "[" * 20_000 + "]" * 20_000, "too_deep", "bad_json"),
    bad("json/empty_list.json", "[]", "empty"),
    good(
        "json/odd_ids.json",
        json.dumps([dict(ROW, id=name, text=f"{PROSE} {name!r}") for name in ("../../x", "/x", "", "a\0b", "=1+1")]),
        records=5,
    ),
    Case(
        "json/middle.jsonl",
        utf8(
            "\n".join(
                [
                    *[json.dumps(dict(ROW, text=f"{PROSE} {n}?")) for n in range(3)],
                    '{"text": "cut',
                    json.dumps(dict(ROW, text=f"{PROSE} last")),
                ]
            )
        ),
        ("bad_json",),
        records=4,
    ),
    good(
        "json/blanks.ndjson",
        "\r\n".join([json.dumps(ROW), "", "  ", json.dumps(dict(ROW, text=PROSE + "B."))]),
        records=2,
    ),
    good(
        "json/separators.jsonl",
        "\n".join(json.dumps(dict(ROW, text=f"One.\u2028{PROSE}\x85{n}"), ensure_ascii=False) for n in range(2)),
        records=2,
    ),
]

NAMES = [
    good(f"names/{name}", PROSE + f"Name {number}.", DIED)
    for number, name in enumerate(
        [
            " two  spaces .txt",
            "new\nline.txt",
            'it\'s "quoted".txt',
            "новини 新聞.txt",
            "café.txt",
            "cafe\u0301.txt",
            "-rf.txt",
            "x" * 251 + ".txt",
            "..%2f..%2fetc.txt",
            "..\\win.txt",
            "<img src=x>.txt",
            "=1+1.txt",
            "\x1b[31mred.txt",
            "%s{x}.txt",
            "UPPER.TXT",
            "upper.txt",
            "a/story.txt",
            "b/story.txt",
            "a/story.md",
        ]
    )
]

CASES = [
    *ENCODINGS, *BINARIES, *TEXTS, *PAGES, *MARKDOWN, *OBJECTS, *NAMES,
    *languages.CASES, *bait.CASES, *markup.CASES, *rows.CASES,
]  # fmt: skip
