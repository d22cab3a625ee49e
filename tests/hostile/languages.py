"""Encodings that are rare or wrong, and languages other than English."""

from tests.hostile.case import DIED, LINE, PROSE, bad, either, good

SPANISH = "El alcalde dijo el lunes que catorce personas habían muerto y treinta y una estaban heridas en el puerto. "
UKRAINIAN = "Рятувальники повідомили у понеділок, що загинули чотирнадцять людей, ще тридцять один поранений. "
ARABIC = "قال رجال الإنقاذ يوم الاثنين إن أربعة عشر شخصا لقوا حتفهم وأصيب واحد وثلاثون آخرون في الميناء. "
CHINESE = "救援人员周一表示，港口有十四人死亡，三十一人受伤，仍有六名乘客失踪。"
JAPANESE = "救助隊は月曜日、港で14人が死亡し、31人が負傷したと発表した。"
FRENCH = "Le préfet a déclaré lundi que quatorze personnes avaient été tuées : « C’est inacceptable. » Coût : 50 €. "
CODE = "def main(argv):\n    for name in argv[1:]:\n        print(open(name).read())\n" * 40

CASES = [
    bad("enc/mark_only.txt", b"\xef\xbb\xbf", "empty"),
    bad("enc/newlines.txt", "\n" * 20_000, "empty"),
    *(
        good(f"enc/{name}.txt", mark + PROSE.encode(name), DIED, "“Old Mole”", lacks=("\ufeff", "\0"))
        for name, mark in (
            ("utf-16-be", b"\xfe\xff"),
            ("utf-16-le", b"\xff\xfe"),
            ("utf-32-be", b"\0\0\xfe\xff"),
            ("utf-32-le", b"\xff\xfe\0\0"),
        )
    ),
    good("enc/twice_over.txt", PROSE.encode().decode("latin-1").encode().decode("latin-1"), DIED, lacks=("Ã",)),
    good(
        "enc/not_twice.txt", "The sign read “CAFÉ™ — À LA CARTE”. Ângela paid £50. " * 4, "CAFÉ™ — À", "Ângela", "£50"
    ),
    good("enc/overlong.txt", PROSE.encode() + b"\xc0\xaf ../ \xf8\x88\x80\x80\x80 \xfe end.", DIED),
    either("enc/french.txt", (FRENCH * 4).encode("cp1252"), "language", has=("préfet", "€", "’")),
    either("enc/shift_jis.txt", (JAPANESE * 12).encode("shift_jis"), "language", "undecodable", "not_text"),
    either("enc/cp1251.txt", (UKRAINIAN * 8).encode("cp1251"), "language", has=("загинули",)),
    either("lang/spanish.txt", SPANISH * 6, "language"),
    either("lang/ukrainian.txt", UKRAINIAN * 6, "language"),
    either("lang/arabic.txt", ARABIC * 6, "language"),
    either("lang/chinese.txt", CHINESE * 12, "language"),
    good("lang/mixed.txt", PROSE * 2 + "\n\n" + UKRAINIAN, DIED, "загинули"),
    either("lang/code.txt", CODE, "language", "no_text"),
    either("lang/one_letter.txt", "x", "no_text"),
    either("lang/headline.txt", "Fourteen dead in Port Alder\n", "no_text"),
    good("lang/quotes.txt", LINE.replace("”", "") * 20, DIED),
]
