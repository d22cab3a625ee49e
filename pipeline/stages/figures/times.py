"""Numbers of time: ages, dates, years, clock times. They are the `dates` stage's, or an age."""

import re

from pipeline import syntax
from pipeline.extents import ExtentIndex
from pipeline.stages.figures.expression import Expression
from pipeline.stages.figures.lexicons import Ages
from pipeline.stages.figures.tokens import DASHES, Tokens
from schemas.dates import DateMention

OLDEST = 120
"""The highest number that is read as an age, in years."""

OLDEST_IN_WORDS = 10
"""Ages below it are written in words."""

COUNTED_ON = frozenset({"another", "fourth", "oldest", "other", "second", "third", "youngest"})
"""Words that stand for one person: "*the third, 15,* was hurt"."""

AGE_WORDS = frozenset({
    "above", "age", "aged", "ages", "as", "below", "between", "from", "of", "over", "to", "turned", "turning", "under",
})  # fmt: skip
PEOPLE = frozenset({"PER", "PERSON"})
"""Labels of names of people, in our pipelines and in others."""

PLACES = frozenset({"GPE", "LOC"})
"""Labels of names of places, which are not so old: "in Chikwawa (70) and *Phalombe (120)*"."""

PARENTS = frozenset({"father", "mother"})
"""Of those the number behind "of" counts the children."""

PERSONS = frozenset({"he", "i", "she", "who"})
AGE_VERBS = frozenset(
    {"'s", "about", "are", "is", "just", "only", "reached", "she's", "he's", "turned", "was", "were", "i'm", "i’m"}
)
"""The last word before an age: the patterns that want more than it are tried behind it alone."""

_AGE_BEHIND = re.compile(r"[- \u2011](?:year|month|week|day)s?[- \u2011]old|[- ]years? of age")
_AGE_BEFORE = re.compile(
    r"\b(?:as old as|as young as|"
    r"aged|ages?|under age|over age|age of|aged between|ages of|turned|turning|aged from)"
    r"(?: above| below| between| from| just| of| only| over| under| up to)? $"
)
_AGE_CLAUSE = re.compile(
    r"\b(?:he|she|i|they|who)(?: (?:are|was|is|were|turned|reached)|['’][sm])(?: just| only| about)? $"
)
_AGES = re.compile(r"(?:, \d{1,2}){0,6},? and \d{1,2}(?=[,;.)]|$)")
"""The ages of several people in a row: "two men, 22 and 25, were shot"."""

_AGE_END = re.compile(r"[,.;)\n]|$| and \d{1,2}[,.;)]| (?:\(|after|before|or so|when|at the|and [a-z]{2,}|so|years?\b)")
_CLOCK = re.compile(
    r" ?(?:[ap]\.?m\b\.?|o['’]clock|hrs\b|hours GMT|(?-i: (?:[AECMP][DES]T|BST|CEST|GMT|HKT|IST|JST|UTC)\b))",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d(?:(?: and | to |-|–)(?:[01]\d|2[0-3])[0-5]\d)?")
_HOUR_BEHIND = re.compile(r" (?:[(\[]\d{4} GMT|(?:hours|local)\b)")
"""What follows four digits that are an hour: "at 1545 *(2145 GMT)*", "at 2100 *hours*"."""

BEFORE_HOURS = frozenset({
    "about", "and", "approximately", "around", "at", "before", "between", "by", "from", "since", "to", "until",
})  # fmt: skip
"""What stands before an hour of four digits."""

HOURS = 12
HUNDRED = 100
FINITE = frozenset({"VBD", "VBN", "VBZ"})

_CLOCK_BEFORE = re.compile(r"\b(?:half|quarter|minutes) (?:past|to) $")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_DAY_BEFORE, _DAY_BEHIND = (
    re.compile(rf"\b(?:{_MONTH}|{_MONTH.upper()})\.? $"),
    re.compile(rf"(?:-\d+)? (?:of )?{_MONTH}\b"),
)
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|by|from|until|till|of|during|after|before|for|with|the|late|early|mid|to|and|through|between|"
    rf"as of|autumn|spring|summer|winter|back to (?:about|around)|{_MONTH},?)|\d,|\() ?$",
    re.IGNORECASE,
)
_ONE_OF = re.compile(r"\b[Oo]ne of (?:the|his|her|their) (?:\w{2,12} )?\w{2,12}, $")
LISTED_REACH = 40
_LISTED_AGE = re.compile(r", \d{1,2}; (?:and )?[^;]{2,20}, $")
"""What stands before the age of one of several: "Joe Perez, 20; and DeEbony Groves, *21*."."""

_APPOSED = re.compile(r"(?:, |\()(?:now |then )?$")
_YEAR_COMPARED = re.compile(
    r"\b(?:earlier than|later than|(?:bearish|bullish|cautious|concerned|confident|gloomy|optimistic|pessimistic|"
    r"positive|upbeat|worried) about|(?<!to )(?<!of )(?<!at )(?<!by )over|(?<!less )(?<!more )(?<!fewer )than) $"
)
"""What stands before a year as it might before a number: "no later than 2009", "3% over 2011", "upbeat about 2011"."""

_YEARS = re.compile(r"(?:19|20)\d\d(?: to |-|–)(?:19|20)\d\d")
_ERA = re.compile(r" ?(?:A\.?D|B\.?C(?:\.?E)?)\b")
_BY_TYPE = {"DURATION": "duration", "TIME": "clock_time", "SET": "duration"}


def age(tokens: Tokens, expression: Expression, left: str, right: str, words: Ages) -> str | None:
    """Read ages: "41-year-old", "aged 19", "John Smith, 41,", "when she was six"."""
    low = left.lower()
    word = low.removesuffix(" just ").removesuffix(" only ").rstrip().rpartition(" ")[2]
    word = word if word in ("at", "of") else low.rstrip().rpartition(" ")[2]  # "became minister *at just 25*"
    if _AGE_BEHIND.match(right) or (word in AGE_WORDS and _AGE_BEFORE.search(low)):
        return "age"
    point, first, last = expression.amount.point, expression.first, expression.last
    if point is None or point > OLDEST or point != point.to_integral_value() or expression.unit != "count":
        return None
    if (word == "at" and _is_age_of_subject(tokens, expression)) or (
        word == "of" and _is_of_one(tokens, expression, words)
    ):
        return "age"
    if word in ("over", "under") and _is_limit(tokens, expression, words):
        return "age"  # "a child under 5", "children under five"
    said = (word in AGE_VERBS or word.endswith(("'s", "’s"))) and _AGE_END.match(right)
    then = word == "then" and right.startswith((", he ", ", she "))  # "*Then 27,* she left for Paris"
    if then or (said and (_AGE_CLAUSE.search(low) or _told_of_one(tokens, expression, words))):
        return "age"
    if (
        last + 1 >= len(tokens.all)
        or first < 2
        or (expression.form != "digits" and not _is_of_child(tokens, expression))
    ):
        return None
    if left.endswith(", ") and tokens.all[first - 2].tag_ == "NNS" and _AGES.match(right):
        return "age"
    if _ONE_OF.search(left) and tokens.lower[last + 1] in (",", ")", ".", ";"):
        return "age"  # "one of the men, 24, was hit"
    if word == "both" and tokens.lower[first - 2] in (",", "(") and tokens.lower[last + 1] in (",", ")", ".", ";"):
        return "age"  # "two girls, both 9, were wounded"
    return "age" if _APPOSED.search(left) and _is_beside_person(tokens, expression, words) else None


def _is_beside_person(tokens: Tokens, expression: Expression, words: Ages) -> bool:
    """Tell whether a number stands between commas or brackets behind a person: "John Doe, *41*, was", "the boy (7)"."""
    first, last, start = expression.first, expression.last, expression.start
    mark = first - 2 if tokens.lower[first - 1] in ("now", "then") else first - 1  # "Harlow, *now 48*,"
    closed = tokens.lower[last + 1] in (",", ")", ".", ";") or _stands_before_dash(tokens, last)
    if tokens.lower[mark] not in (",", "(") or not closed:
        return False
    before = tokens.all[max(0, mark - 1)]
    if before.lower_ in words.one or before.lower_ in PERSONS | COUNTED_ON:
        return True  # a headline's "Boy" may be tagged as a cry
    if before.tag_ == "NN" and before.lemma_ not in words.never and tokens.lower[mark] == ",":
        return True
    if before.pos_ == "PROPN" and before.ent_type_ not in PLACES:
        return True
    told = tokens.all[min(last + 2, len(tokens.all) - 1)].tag_ in FINITE  # "Florence, 41, *was*" is no city
    if told and before.text[:1].isupper() and (before.pos_ == "PROPN" or before.tag_ == "NNS"):
        return True  # "*Simmons*, 41, was"
    listed = _LISTED_AGE.search(tokens.text, max(0, start - LISTED_REACH), start) is not None
    return before.text[:1].isupper() and listed


def _stands_before_dash(tokens: Tokens, last: int) -> bool:
    """Tell whether a dash follows, with no other number behind it: "Jane Roe, 21 *- were* hurt"."""
    follow = tokens.all[last + 1 : last + 3]
    return len(follow) > 1 and follow[0].lower_ in DASHES and follow[1].pos_ != "NUM"


def _is_of_child(tokens: Tokens, expression: Expression) -> bool:
    """Tell whether a number in words is how old a named child is: "Jane Roe, *six*, was hurt"."""
    point = expression.amount.point
    young = expression.form == "words" and point is not None and 1 < point < OLDEST_IN_WORDS
    return young and tokens.all[expression.first - 2].ent_type_ in PEOPLE


def _is_limit(tokens: Tokens, expression: Expression, words: Ages) -> bool:
    """Tell whether a number behind "under" or "over" is how old the people before it are."""
    word = tokens.all[expression.first - 2] if expression.first > 1 else None
    if word is None or counts(tokens, expression):
        return False
    subject = syntax.child(word, "nsubj") if word.lemma_ == "be" else word  # "prove that *they* are over 18"
    said = subject is not word and subject is not None and subject.lower_ in PERSONS | {"they", "we", "you"}
    return said or word.lemma_ in words.one or word.lemma_ in words.several


def _is_of_one(tokens: Tokens, expression: Expression, words: Ages) -> bool:
    """Tell whether a bare number behind "of" is the age of one person: "*a boy of seven* died"."""
    number = tokens.all[expression.first]
    whose = number.head.head
    one = number.dep_ == "pobj" and whose.lemma_ in words.one and whose.tag_ == "NN" and whose.i == expression.first - 2
    return one and whose.lemma_ not in PARENTS and any(child.lower_ in ("a", "an", "the") for child in whose.children)


def _is_age_of_subject(tokens: Tokens, expression: Expression) -> bool:
    """Tell whether a bare number behind "at" is an age: "*she* began to sing at 14", "*his death* at 83"."""
    number = tokens.all[expression.first]
    above = number.head.head
    if number.dep_ != "pobj" or expression.form != "digits" or expression.first != expression.last:
        return False
    behind = tokens.all[expression.last + 1] if expression.last + 1 < len(tokens.all) else None
    if behind is not None and behind.pos_ in ("ADJ", "NOUN", "PROPN"):
        return False  # "put the toll at 17 dead"
    if above.lemma_ in ("death", "die"):
        return True
    while above.dep_ == "xcomp":
        above = above.head
    subject = syntax.child(above, "nsubj", "nsubjpass") if above.pos_ in ("AUX", "VERB") else None
    return subject is not None and (subject.lower_ in PERSONS or subject.ent_type_ in PEOPLE)


def _told_of_one(tokens: Tokens, expression: Expression, words: Ages) -> bool:
    """Tell whether a bare number is what one person is said to be: "the man who died was 25", "Perez was 41"."""
    number = tokens.all[expression.first]
    if number.dep_ not in ("attr", "acomp") or number.head.lemma_ != "be" or expression.form != "digits":
        return False
    who = syntax.child(number.head, "nsubj")
    return who is not None and (
        who.ent_type_ in PEOPLE
        or (who.tag_ == "NN" and any(child.dep_ == "relcl" for child in who.children))
        or who.lemma_ in words.one
    )


def date(tokens: Tokens, dates: ExtentIndex[DateMention], expression: Expression, left: str, right: str) -> str | None:
    """Read numbers inside a time expression, and days, years and clock times that the dates stage left."""
    around = list(dates.around(expression.start, expression.end))
    if around:
        return _BY_TYPE.get(around[-1].timex.type, "date")
    written = tokens.text[expression.start : expression.end]
    hour = is_hour(written) and (written[0] == "0" or _HOUR_BEHIND.match(right))  # "at 0510"
    if hour or _CLOCK.match(right) or (_CLOCK_BEFORE.search(left) and _is_hour(expression)):
        return "clock_time"
    if _ERA.match(right):
        return "date"
    point = expression.amount.point or expression.amount.high  # "May 15-24"
    if point is None or point != point.to_integral_value() or expression.amount.term:
        return None
    if point <= 31 and (_DAY_BEHIND.match(right) or (left[-1:] == " " and _DAY_BEFORE.search(left))):
        return "date"
    year = len(written) == 4 and written.isdigit() and 1000 <= point <= 2100
    if year and right.startswith(" levels"):  # "40 percent below 2005 levels"
        return "date"
    if _YEARS.fullmatch(written) and not counts(tokens, expression):
        return "date"  # "from at least 1997 to 2001"
    if year and point % HUNDRED and written[:2] in ("19", "20") and _is_of_name(tokens, expression):
        return "date"
    compared = year and point % HUNDRED and _YEAR_COMPARED.search(left)
    return "date" if year and (compared or _YEAR_BEFORE.search(left)) and not counts(tokens, expression) else None


def _is_of_name(tokens: Tokens, expression: Expression) -> bool:
    """Tell whether a year stands before a name or behind somebody's: "the *2019* Music Awards", "Kia's *2017* car"."""
    number, before = tokens.all[expression.last], tokens.all[max(0, expression.first - 1)]
    if before.tag_ == "POS":
        return True
    head = number.head
    named = tokens.all[number.i + 1 : head.i + 1]
    return len(named) > 1 and all(word.tag_ in ("NNP", "NNPS") for word in named) and not tokens.is_people(head)


def counts(tokens: Tokens, expression: Expression) -> bool:
    """Tell whether four digits count a plural noun: "in 2000 villages"."""
    place = expression.last + 1
    after = tokens.all[place] if place < len(tokens.all) else None
    if after is None or after.tag_ != "NNS" or tokens.all[expression.last].head.i != after.i:
        return False
    return all(child.tag_ != "POS" for child in after.children)  # "the 1994 men's championship"


def is_hour(written: str) -> bool:
    """Tell whether digits may be an hour or two: "0510", "1830 and 2200"."""
    return _HOUR.fullmatch(written) is not None


def _is_hour(expression: Expression) -> bool:
    """Tell an hour from an amount that something came to: "a quarter to *nine*", "fell by a quarter to *9,000*"."""
    return expression.amount.point is not None and expression.amount.point <= HOURS
