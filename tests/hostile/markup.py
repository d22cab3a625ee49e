"""HTML and Markdown that hide, bend or repeat the article."""

from tests.hostile.case import ARTICLE, DIED, LINE, PROSE, either, good, page
from tests.hostile.languages import UKRAINIAN

LOL = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
BODY = "<p>" + LINE + "</p>"
WALL = (
    "<div id=consent><p>We use cookies and similar technologies. Accept all</p></div><nav><a href=/>Home</a></nav>"
    "<aside><p>Sign up for our newsletter: 40,000 readers have done so.</p></aside>"
)

CASES = [
    either(
        "html/laughs.html",
        f'<!DOCTYPE x [<!ENTITY l0 "lol">{LOL}]>' + page(f"<p>&l9;</p>{ARTICLE}"),
        "no_text",
        has=(DIED,),
    ),
    good(
        "html/handlers.html",
        page(
            ARTICLE.replace("<p>", "<p onclick=alert(1)>")
            + "<p>&lt;script&gt;alert(2)&lt;/script&gt; was on the sign.</p>"
        ),
        DIED,
        lacks=("onclick",),
    ),
    good(
        "html/remote.html",
        page("<img src=http://192.0.2.1/x.png><iframe src=http://192.0.2.1/></iframe>" + ARTICLE),
        DIED,
    ),
    either(
        "html/declared_1251.html",
        f"<html><head><meta charset=windows-1251></head><body><p>{UKRAINIAN * 6}</p></body></html>".encode("cp1251"),
        "language",
        has=("загинули",),
    ),
    good("html/marked_utf16.html", page(ARTICLE).encode("utf-16"), DIED, lacks=("\ufeff",)),
    either(
        "html/data_only.html",
        page(
            "<div id=root></div>",
            '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"'
            + PROSE.replace("\n", " ").strip()
            + '"}</script><script type="application/ld+json">{"@type": broken</script>',
        ),
        "no_text",
        has=(DIED,),
    ),
    good(
        "html/attribute.html",
        page(f"<p data-x='{'x' * 300_000}'><img src='data:,{'A' * 300_000}'>{LINE}</p>{ARTICLE}"),
        DIED,
    ),
    good("html/table.html", page(ARTICLE + "<table>" + "<tr><td>Elm<td>14<td>31</tr>" * 1500 + "</table>"), DIED),
    good("html/wall.html", page(WALL + ARTICLE + WALL), DIED, lacks=("cookies", "newsletter", "40,000")),
    good("html/two.html", page(ARTICLE + ARTICLE.replace("14 people", "15 people")), DIED),
    good("html/divided.html", page("<div>" * 120 + ARTICLE + "</div>" * 120), DIED),
    good(
        "html/code.html",
        page(ARTICLE.replace("</p>", " <script>if (a < b) { x('<p>'); }</script></p>", 1)),
        DIED,
        lacks=("x('",),
    ),
    good("md/long_table.md", "| Town | Dead |\n| --- | --- |\n" + "| Elm | 14 |\n" * 1500 + "\n" + PROSE, DIED),
    good("md/wide_table.md", "|" + "Elm|" * 1500 + "\n|" + "---|" * 1500 + "\n| 14 |\n\n" + PROSE, DIED),
    either(
        "md/front_bomb.md",
        "---\na: &a [x, x]\n"
        + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)}, ' * 9}x]\n" for n in range(9))
        + f"title: Ferry\n---\n\n{PROSE}",
        has=(DIED,),
    ),
    good("md/script_link.md", f"[Read](javascript:alert(1)) it. {PROSE}", DIED, lacks=("alert",)),
]
