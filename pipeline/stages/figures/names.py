"""Numbers that name: flights, resolutions, streets, models, ranks, scores; and "one" that counts nothing."""

import re

from pipeline.stages.figures.expression import Expression
from pipeline.stages.figures.lexicons import NotFigures
from pipeline.stages.figures.tokens import Tokens
from pipeline.text.alternation import alternation
from pipeline.tree import Token

PEOPLE = frozenset({"man", "men", "odd", "people", "person", "plus", "strong", "troop"})
"""What may follow a hyphen in a count of people: "a 5,000-strong army"; else it is an attribute: "4-cylinder"."""

PRONOUN_BEFORE = frozenset({
    "-", "another", "any", "each", "every", "no", "not", "only", "some", "that", "the", "this", "which",
})  # fmt: skip
COUNTED_BEFORE = frozenset({"only", "which"})
"""Of these, the ones before a "one" that may count the noun behind it: "only *one* person was killed"."""

PRONOUN_BEHIND = frozenset({
    "'s", "-", "another", "can", "day", "must", "or", "point", "should", "stage", "that", "thing", "which", "who", "’s",
})  # fmt: skip

BY_ONE = (["after", "another"], ["at", "a"], ["by", "one"])

BESIDE = frozenset({"appos", "attr", "dep", "npadvmod", "oprd", "ROOT"})
OF_ALL = 6
"""Where "one" says what something is, and how near behind it that is said to be the most of all:
"*one* of the city's largest raids"."""

MOST = frozenset({"JJS", "RBS"})
ROLES = frozenset({"conj", "dobj", "nsubj", "nsubjpass"})
"""What "another one" is where it stands for a person or thing of its own."""

MODEL_DIGITS = 3
"""Digits of a model's number that stands without its maker's name."""

ZIP_DIGITS = 5
"""Digits of an American place of post, behind the letters of its state."""

CODE_DIGITS = 3
"""Digits of a telephone number or a code, or more; it begins with a nought."""

QUAKE_REACH = 60
"""Characters before a number in which the quake stands whose strength it is."""

ZERO_OF = frozenset({"absolute", "day", "ground", "net", "sub"})
"""Words before a "zero" that is none: "net *zero*"."""

ASKED = (" as ", " how ", "how ", " too ")
"""Ends of what stands before a "many" that tells no number: "did not say *how* many", "twice *as* many"."""

COUPLE = "a couple"

COORDINATE = frozenset("°′″")
"""Marks of a place on the globe: "59°10′25″N"."""

STANDING = frozenset(
    {"be", "beat", "begin", "defeat", "finish", "go", "lead", "lose", "open", "start", "take", "trail", "win"}
)
"""Verbs behind which two numbers joined by a hyphen are a score."""

LOCATIVE = frozenset({"around", "at", "in", "near", "outside"})
DESCRIBED = frozenset({"amod", "compound", "det", "poss"})
"""What "scores" that are a number never have before them."""

EMERGENCY = frozenset({"112", "911", "999"})
"""Numbers that are called for help."""

STROKES = frozenset({"/", "×"})

_CALLED = re.compile(r"\b(?:call|dial|phon|ring)(?:e|ed|ing|l?ed|l?ing|s)? $", re.IGNORECASE)
_CALL = re.compile(r" (?:call|caller|calls|dispatch|dispatcher|dispatchers|operator)\b")
_ATTRIBUTE = re.compile(r"[-‐‑]([A-Za-z]{3,20})")
_MAGNITUDE = re.compile(r"[- ](?:magnitude|on the Richter|Richter|on the open-ended|calib(?:er|re)\b)")
_MAGNITUDE_BEFORE = re.compile(r"\b(?:magnitude(?: of)?|measuring|measured|Richter)(?: an?| at)? $", re.IGNORECASE)
_TIMES = re.compile(r"[- ]?(?:times|fold|x)\b")
_ORDINAL = re.compile(r" (?:st|nd|rd|th)\b")
_BLOCK = re.compile(r"(?:[- ]hundred)? block of ")
_REFERENCE = re.compile(r"[\w.,;:!?)\]]\[$")
_PAIR = re.compile(r"\d{1,3}[-–]\d{1,3}")
_POINT = re.compile(r"\d{1,2}['’′]|[NSEW]\b")
_RACE = re.compile(r"[- ](?:[\w-]{1,16} )?(?:championship|event|race|run|walk)\b|[.,;]| and ")
_LIST_MARK = re.compile(r"[-.)]\s|_")
_IN_ONE = re.compile(r"-in-(?:1|one)\b")
_SCORED = re.compile(r" (?:an?|early|first|his|her|late|once|the|twice|winner)\b")
"""What is scored, or how: "City's striker *scores twice*"."""

_MODEL = re.compile(r" (?:Dreamliner|MAX|Max|Mini|Plus|Pro|Ultra)\b")
"""What follows the number of a model: "iPhone 11 and *11 Pro*"."""

_ZIP_BEFORE = re.compile(r"\b[A-Z]{2} $")
_GLUED = re.compile(r"[A-Z]|[a-z]{1,3}(?![a-z])")


class NameReader:
    """Reads numbers that are parts of names."""

    def __init__(self, words: NotFigures) -> None:
        self.ages = words.ages
        self._nouns = frozenset(words.numbered.words)
        quake = alternation(words.quakes.words)
        self._quake = re.compile(rf"[ -]{quake}\b(?!s)")
        self._of_quake = re.compile(
            rf"\b{quake}s?\b[^.;]{{0,24}} (?:of|above|over|measured at|measuring|registering|up to|at|"
            r"(?:bigger|greater|higher|larger|more|stronger) than)(?: (?:about|a|up to|at least))? $"
        )
        self._calibre = re.compile(rf"[ -]{alternation(words.calibres.words)}s?\b")
        street = rf"(?:[A-Z][\w'’]{{1,20}} ){{1,3}}(?:{alternation(words.streets.words)})\b"
        self._street = re.compile(rf" (?:[NESW]\.? (?=[A-Z])|{street})")  # "5890 *E. Broadway*"

    def _is_calibre(self, tokens: Tokens, expression: Expression) -> bool:
        """Tell whether a number is how wide a gun is: "a 9mm pistol", "155 mm shells", "a .38 revolver"."""
        written = tokens.text[expression.start : expression.end]
        if expression.code != "mm" and not (written[:1] == "." and expression.unit == "count"):
            return False
        return self._calibre.match(tokens.text, expression.end) is not None

    def _is_strength(self, tokens: Tokens, expression: Expression, right: str) -> bool:
        """Tell whether a number with one decimal is how strong an earthquake was: "a 5.9 quake", "a tremor of 4.5"."""
        written = tokens.text[expression.start : expression.end]
        if len(written) != len("4.5") or written[1] != "." or expression.form != "digits":
            return False
        left = tokens.text[max(0, expression.start - QUAKE_REACH) : expression.start].lower()
        return self._quake.match(right) is not None or self._of_quake.search(left) is not None

    def reason(self, tokens: Tokens, expression: Expression, left: str, right: str) -> str | None:
        """Give what a number names, or None."""
        if self._is_calibre(tokens, expression):
            return "calibre"
        if expression.form == "words" and expression.scale > 1 and left.endswith(" per "):
            return "multiple"  # "$8 per million tonnes"
        if expression.form == "digits" and right[:1] == "]" and _REFERENCE.search(left):
            return "reference"  # "in 2008.[1]"
        if left[-1:] in COORDINATE or right[:1] in COORDINATE or (expression.code == "deg" and _POINT.match(right)):
            return "coordinate"
        if expression.unit == "measure":
            return "discipline" if expression.code == "m" and left.endswith(" the ") else None  # "won the 100 metres"
        return self._name(tokens, expression, left, right) or _no_count(tokens, expression, left, right)

    def _name(self, tokens: Tokens, expression: Expression, left: str, right: str) -> str | None:
        digits = expression.form == "digits"
        if (
            _MAGNITUDE.match(right)
            or _MAGNITUDE_BEFORE.search(left[-14:])
            or self._is_strength(tokens, expression, right)
        ):
            return "magnitude"
        if _ORDINAL.match(right):
            return "ordinal"
        written = tokens.text[expression.start : expression.end]
        if digits and written[-1:] == "K" and left.endswith((" a ", " the ")) and _RACE.match(right):
            return "discipline"  # "won the 50K"
        if digits and (_is_code(written) or _is_owner(tokens, expression, right)):
            return "identifier"
        if digits and written in EMERGENCY and (_CALLED.search(left) or _CALL.match(right)):
            return "identifier"
        numbered = _is_numbered(left, self._nouns) and (digits or not left.lower().endswith("no "))
        if numbered or (digits and _GLUED.match(right)) or _named(tokens, expression):
            return "identifier"
        if digits and _MODEL.match(right) and written.isdigit():
            return "identifier"  # "the 737 Max"
        if digits and (_BLOCK.match(right) or self._street.match(right)):
            return "address"
        if digits and len(written) == ZIP_DIGITS and written.isdigit() and _ZIP_BEFORE.search(left):
            return "address"  # "Austin, TX 78701"
        return None


def _is_code(written: str) -> bool:
    """Tell whether digits begin with a nought: "call *0800123456*", "agent *007*"."""
    return written[0] == "0" and len(written) >= CODE_DIGITS and written.isdigit()


def _is_owner(tokens: Tokens, expression: Expression, right: str) -> bool:
    """Tell whether digits behind a name own what follows: "Radio *4's* audience"."""
    before = tokens.all[max(0, expression.first - 1)]
    return before.pos_ == "PROPN" and right.startswith(("'s ", "’s "))


def _no_count(tokens: Tokens, expression: Expression, left: str, right: str) -> str | None:
    """Tell of a number that names nothing why it counts nothing either."""
    if _TIMES.match(right):
        return "multiple"
    if expression.amount.term == "scores" and _are_results(tokens.all[expression.first], right):
        return "score"
    if expression.amount.term == "many" and left.lower().endswith(ASKED):
        return "vague"
    if expression.amount.term == COUPLE and _is_pair(tokens, expression):
        return "group"
    if expression.form == "words" and left[-1:] in ("-", "‐", "‑") and left[-2:-1].isalpha():
        return "attribute"  # "a high-five"
    if tokens.lower[expression.first] == "zero" and _says_what_sort(tokens, expression):
        return "attribute"
    if (behind := _ATTRIBUTE.match(right)) and behind.group(1).lower() not in PEOPLE:
        return "attribute"
    if _is_result(tokens, expression) or (_are_joined(tokens, expression) and _is_standing(tokens, expression)):
        return "score"
    return _punctuated(expression, left, right) or _pronoun(tokens, expression)


def _says_what_sort(tokens: Tokens, zero: Expression) -> bool:
    """Tell whether "zero" counts nothing: "net zero", "zero tolerance", "zero emissions cars"."""
    if zero.first and tokens.lower[zero.first - 1] in ZERO_OF:
        return True
    after = tokens.all[zero.last + 1] if zero.last + 1 < len(tokens.all) else None
    if after is None or after.pos_ not in ("NOUN", "PROPN"):
        return False
    held = after.dep_ == "compound"
    plural = after.tag_ in ("NNS", "NNPS")
    return plural if held and after.head.tag_ in ("NNS", "NNPS") else held or not plural  # but "zero Covid cases"


def _are_joined(tokens: Tokens, expression: Expression) -> bool:
    """Tell whether digits joined by a hyphen count nothing: "5-7", but "5-7 people"."""
    joined = expression.unit == "count" and expression.amount.low is not None and expression.form == "digits"
    if not joined or not _PAIR.fullmatch(tokens.text, expression.start, expression.end):
        return False
    after = tokens.all[expression.last + 1] if expression.last + 1 < len(tokens.all) else None
    return after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ")


def _is_result(tokens: Tokens, expression: Expression) -> bool:
    """Tell whether digits joined by a hyphen stand between two teams: "Norway *2-4* Iceland"."""
    if not _PAIR.fullmatch(tokens.text, expression.start, expression.end) or not expression.first:
        return False
    beside = (expression.first - 1, expression.last + 1)
    return beside[1] < len(tokens.all) and all(tokens.all[place].pos_ == "PROPN" for place in beside)


def _is_standing(tokens: Tokens, expression: Expression) -> bool:
    """Tell whether such digits are a score or the games won and lost: "the Tigers are 2-9", "lost 3-5", "began 0-2"."""
    if tokens.text[expression.start] == "0" or expression.first == 0:
        return True
    before = tokens.all[expression.first - 1]
    return (before.pos_ in ("AUX", "VERB") and before.lemma_ in STANDING) or before.lemma_ == "record"


def _is_numbered(left: str, nouns: frozenset[str]) -> bool:
    """Tell whether the word before a number is one that is numbered: "Flight 2276", "the Group of 77", "#3"."""
    word = left.rstrip().rstrip("-").rpartition(" ")[2].rpartition("\n")[2]
    return (
        word.lstrip("([“\"'‘") in nouns
        or word[-1:] in ("#", "№", "§")
        or left.endswith(("Group of ", "P.O. Box ", "PO Box "))
    )


def _is_pair(tokens: Tokens, expression: Expression) -> bool:
    """Tell two people who belong together, "a couple was found dead", from "a couple of days", "a couple hundred"."""
    after = tokens.all[expression.last + 1] if expression.last + 1 < len(tokens.all) else None
    return after is None or (after.lower_ != "of" and after.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"))


def _punctuated(expression: Expression, left: str, right: str) -> str | None:
    if left[-1:] in ("-", "–") and left[-2:-1].isdigit():
        return "identifier"
    if right.startswith("-to-") and right[len("-to-") :][:1].isdigit():
        return "score"  # "by 2-to-1"
    if _IN_ONE.match(right):
        return "attribute"  # "a 3-in-1 printer"
    if right[:1] in STROKES or left[-1:] in STROKES or (right.startswith(("-", "–", ".")) and right[1:2].isdigit()):
        return "score" if right[:1] in ("-", "–") else "identifier"
    if (not left or left.endswith("\n")) and _LIST_MARK.match(right) and expression.form == "digits":
        return "list_number"
    return None


def _named(tokens: Tokens, expression: Expression) -> bool:
    """Tell whether a number closes a name: "Explorer 6", "the Trent 900 engines", "posts 542", "World War Two"."""
    first = expression.first
    if first == 0 or first != expression.last or tokens.text[expression.start - 1] not in " -\u00a0":
        return False
    number, before = tokens.all[first], tokens.all[first - 1]
    if expression.form == "words":
        title = number.text.istitle() and first > tokens.bounds(first)[0]
        return title and (before.pos_ == "PROPN" or before.lower_ == "-")
    if before.text == "AK" or (before.pos_ == "PROPN" and number.text == "1" and _is_plural(tokens, first + 1)):
        return True  # "AK 47 rifles", "Fadi 1 rockets"
    if "," in tokens.text[expression.start : expression.end] or before.ent_type_ in ("GPE", "LOC", "DATE"):
        return False
    if before.tag_ == "POS" and _is_bare_model(tokens, expression):
        return True
    if before.pos_ == "PROPN" and number.head.i == before.head.i and before.dep_ in ("compound", "nmod"):
        return not _is_behind_place(tokens, first)
    if before.pos_ not in ("PROPN", "NOUN") or number.dep_ not in ("nummod", "appos") or number.head.i != before.i:
        return False
    after = tokens.all[first + 1] if first + 1 < len(tokens.all) else None
    return after is None or not (after.pos_ in ("NOUN", "ADJ", "VERB", "NUM") or _are_people(tokens, first + 1))


def _is_plural(tokens: Tokens, place: int) -> bool:
    return place < len(tokens.all) and tokens.all[place].tag_ == "NNS"


def _are_people(tokens: Tokens, place: int) -> bool:
    """Tell whether names in the plural follow: "hacked to death *26 Ashaninka Indians*"."""
    while place + 1 < len(tokens.all) and tokens.all[place].tag_ == "NNP":
        place += 1
    return tokens.all[place].tag_ == "NNPS"


def _is_behind_place(tokens: Tokens, number: int) -> bool:
    """Tell whether a number counts the people behind it, after a place of one sentence: "In Dogo Gari *14* people"."""
    start, place = tokens.bounds(number)[0], number - 1
    while place > start and tokens.all[place].pos_ == "PROPN":
        place -= 1
    behind = tokens.all[number + 1] if number + 1 < len(tokens.all) else None
    return place == start and tokens.lower[place] in LOCATIVE and behind is not None and behind.tag_ == "NNS"


def _are_results(scores: Token, right: str) -> bool:
    """Tell whether scores are those of a game: "leading scores:", "Jordan scores"."""
    verb = (scores.tag_ == "VBZ" and not right.startswith(" of ")) or _SCORED.match(right) is not None
    return verb or right[:1] == ":" or any(child.dep_ in DESCRIBED for child in scores.children)


def _is_bare_model(tokens: Tokens, expression: Expression) -> bool:
    """Tell whether digits behind a maker's genitive name what it makes: "Boeing's 787,"."""
    maker, last = tokens.all[max(0, expression.first - 2)], expression.last + 1
    ends = last >= len(tokens.all) or tokens.all[last].is_punct
    return maker.pos_ == "PROPN" and ends and len(tokens.text[expression.start : expression.end]) == MODEL_DIGITS


def _pronoun(tokens: Tokens, expression: Expression) -> str | None:
    """Read "one" that counts nothing: "the one", "no one", "one another", "one day"."""
    first = expression.first
    if tokens.lower[first] != "one" or first != expression.last:
        return None
    before = tokens.lower[first - 1] if first else ""
    after = tokens.lower[first + 1] if first + 1 < len(tokens.all) else ""
    if before == "-" and tokens.text[expression.start - 1] != "-":
        before = ""  # "BOSTON - One person was killed"
    if tokens.lower[first + 1 : first + 3] in BY_ONE or tokens.lower[max(0, first - 2) : first] == ["one", "by"]:
        return "pronoun"  # "executed them *one by one*"
    token = tokens.all[first]
    if before == "that" and tokens.all[first - 1].dep_ == "mark":
        before = ""  # "said *that one* person was killed"
    if before == "another" and token.dep_ in ROLES:
        before = ""  # "while *another one* was injured"
    if token.dep_ == "nummod" and token.head.i > first and before in COUNTED_BEFORE and after not in PRONOUN_BEHIND:
        return None
    beside = token.dep_ in BESIDE or (token.dep_ == "conj" and token.head.dep_ == "appos")
    if beside and after == "of" and any(word.tag_ in MOST for word in tokens.all[first + 2 : first + OF_ALL]):
        return "pronoun"
    generic = token.dep_ in ("nsubj", "nsubjpass") and token.head.tag_ in ("VBZ", "VB", "VBP") and after != "of"
    return "pronoun" if generic or before in PRONOUN_BEFORE or after in PRONOUN_BEHIND else None
