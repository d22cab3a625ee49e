"""What a figure is a figure of: read off the counted noun, the predicate it stands in, and the nouns above it.

The order of evidence is fixed: the counted noun where it says the kind by itself ("14 fatalities"); the word beside it
("14 dead", "killing 14"); the predicate by the tree ("14 are feared to have died"); its modifiers; the noun it depends
on ("the death of 14", "the toll rose to 14"); a phrase behind it ("lost their homes"); the sort of noun ("800 troops").
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from pipeline import syntax
from pipeline.stages.figures.adjacent import before, behind
from pipeline.stages.figures.kind_words import HARM, SURVIVABLE, Count, KindWords
from pipeline.stages.figures.predicates import STEPS, clause, died, predicate
from pipeline.stages.figures.tolls import governor, listed, toll
from schemas.figure import FigureKind

type Evidence = tuple[tuple[str, Callable[[Count], FigureKind | None]], ...]

PHRASE_REACH = 90
"""Characters behind the counted noun in which a phrase may say the kind."""

PARENTS = tuple([parent, "of"] for parent in ("dad", "father", "grandfather", "grandmother", "mom", "mother", "parent"))
"""What befell "a mother of three" befell none of the three."""

OWN = ("self", "selves", "own life", "own lives")
"""Ends of phrases for what people do to themselves: they hold of the subject alone."""

DONE_TO = ("alive", "dead", "down", "execution style", "execution-style", "to death")
"""Ends of phrases for what is done to others, where their verb has an object."""

LODGED: frozenset[FigureKind | None] = frozenset({"abducted", "captured", "detained", "troops"})
"""Kinds of people who stay at a base or camp though they did not flee there."""

HARMLESS: frozenset[FigureKind] = frozenset({"affected", "evacuated"})
"""Kinds whose verbs are said of the wounded too."""

FATES = frozenset({"figures.behind", "figures.predicate"})

_NUMBERED_PLACES = re.compile(r"\b(from|in|into|to|within) (?:an? |about |around |some )?\d[\d,.]{0,12}[ -]")
"""How many places they are in does not end a phrase: "living in 60 camps"."""

_AGED = re.compile(r"\b\d{1,3}-(?:month|year)-old ")
"""Nor does somebody's age: "shot his *5-year-old* son before killing himself"."""

_TO_HOSPITAL = re.compile(
    r"(?:^ ?to|\b(?:admitted|airlifted|brought|flown|rushed|sent|taken|transported) to|\btreated (?:at|in)) "
    r"(?:[\w.'’-]{1,20} ){0,5}?"
    r"(?:clinics?|hospitals?|medical cent(?:er|re)s?|trauma cent(?:er|re)s?)\b"
)
"""The hospital's name is passed over: "taken to University Hospital"."""

_SUFFERED = re.compile(
    r"\b(?:received|suffered|sustained) (?!any |no |none )(?:(?:[a-z-]{2,12}|\d{1,2}) ){1,4}?injuries\b"
)
"""How severe they are is passed over: "suffered *various degrees of* injuries"."""

_IN_CONDITION = re.compile(r"\bin an? (critical|fair|good|grave|guarded|serious|stable|very serious) condition\b")
_WITH_BURNS = re.compile(
    r"\bwith (?:bad|extensive|minor|second-degree|serious|severe|third-degree) (burns|injuries|wounds)\b"
)
"""How bad they are is passed over: "with *severe* burns"."""

_JOINED = re.compile(
    r"\b(?:joined|took part in|taken part in|participated in) (?:[\w.'’-]{1,16} ){1,3}?"
    r"(?:demonstrations?|march(?:es)?|protests?|sit-in)\b"
)
"""Whose march it is is passed over: "joined *Sunday's march*"."""

_TO_DEATH = re.compile(
    r"\b(?:drove|fall(?:en|ing|s)?|fell|jump(?:ed|ing|s)?|leap(?:ed|ing|s|t)?|plummet(?:ed|ing|s)?|plung(?:ed|es|ing)|"
    r"pushed|sent|swept|thrown|went) (?:[\w-]{1,16} ){0,4}?to (?:his|her|their) deaths?\b"
)
"""From where they fell is passed over: "plunged *nine floors to his death*", but "charges linked to his death"."""

ASIDE = (",", "among them", "including")
"""How an insertion between the counted and its verb begins."""

_PARENTHESIS = re.compile(
    r"^, [^;:]{1,60}?,"
    r"(?= (?:also |later |then )?(?:are|had|has|have|is|remain|remained|remains|suffered|sustained|was|were) )"
)
"""What stands between commas behind the counted, before its verb: "a man, 41, *was struck in the arm*"."""

_AGE = re.compile(r"^,? (?:aged )?\d{1,2},(?= )")
"""Nor does how old the counted is: "the third boy, *16,* underwent surgery"."""

_INSERTED = re.compile(r"^,? (?:among them|including) [^;]{1,60}?,(?!\d)")
_PHRASE_END = re.compile(
    r"[;:]|, (?!who)|\d| (?:after|because|if|that|when|while) (?!being )|(?:^| )(?:added|said|says|told) (?!to )"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A kind and the rule that found it."""

    kind: FigureKind
    rule: str


def read_kind(count: Count, *, by_noun: bool = True) -> Reading | None:
    """Read the kind of a count; None where nothing says it. `by_noun` tells whether its noun may ("victim")."""
    if count.tokens.lower[max(count.first - 2, 0) : count.first] in PARENTS:
        kind = clause(count, count.anchor)  # "the mother of a boy who was gunned down"
        return Reading(kind, "figures.predicate") if kind else None
    found = _first(count, EVIDENCE if by_noun else EVIDENCE[1:])
    if found is not None and found.kind in HARMLESS and found.rule in FATES and _phrase(count) == "wounded":
        found = Reading("wounded", "figures.phrase")  # "was hit in the leg", "were airlifted to a hospital"
    if found is None or found.kind in SURVIVABLE:
        shot = found is not None and found.kind == "wounded" and found.rule in FATES
        object_ = found is not None and found.rule == "figures.before"  # "injured *80 people* and 12 were killed"
        misread = object_ and count.anchor.dep_ in ("nsubj", "nsubjpass")
        if (died(count) and not misread and not _is_of_part(count)) or (
            shot and _phrase(count) == "killed"
        ):  # "were lined up and shot"
            return Reading("killed", "figures.predicate")
        if found and found.rule in FATES and governor(count) == "killed":
            return Reading("killed", "figures.governor")  # "the bodies of 14 people who had been kidnapped"
    return found


def _is_of_part(count: Count) -> bool:
    """Tell whether what is said behind is said of a part alone: "*one of* three people shot on Friday has died"."""
    place = count.first - 2
    return place >= 0 and count.tokens.lower[place + 1] == "of" and count.tokens.all[place].like_num


def _first(count: Count, order: Evidence) -> Reading | None:
    for rule, evidence in order:
        if kind := evidence(count):
            if kind == "displaced" and count.words.members.get(count.lemma) == "refugees":
                kind = "refugees"
            return Reading(kind, rule)
    return None


def _noun(count: Count) -> FigureKind | None:
    """Read a counted noun that says the kind by itself; "11 injured" is read as a predicate."""
    if count.noun is None or count.noun.anaphor:
        return None
    head = count.noun.head
    if head.tag_ in ("JJ", "VBN", "VBD") and count.tokens.lower[count.noun.first] != "the":
        return None
    if head.lemma_ == "population" and count.tokens.lower[count.last + 1] == "of":
        return None  # "8,000 of the population of 40,000 have fled"
    led = count.tokens.lower[count.last + 1 : count.noun.last]
    if "attempted" in led or (head.lemma_ == "case" and _is_instance(count)):
        return None  # "three attempted murders"
    found = count.words.nouns.get(head.lemma_.lower()) or count.words.nouns.get(head.lower_)
    return count.together(head, found[0]) if found and count.means(found[0], head) else None


def _is_instance(count: Count) -> bool:
    """Tell whether a case is no more than one in point: "*in one case* she slept at the station"."""
    noun, first = count.noun, count.first
    bare = noun is not None and noun.first == noun.last
    return (
        bare
        and first > 0
        and count.tokens.lower[first - 1] == "in"
        and count.tokens.lower[count.end : count.end + 1] != ["of"]
    )


def _modifier(count: Count) -> FigureKind | None:
    """Read "14 displaced families", "three dead men"."""
    if count.noun is None or count.noun.anaphor:
        return None
    glued = count.words.unglued(count.noun.head)  # "displacedpeople"
    if found := count.words.adjectives.get(glued) or count.words.nouns.get(glued):
        return found[0]
    words = count.tokens.all[count.noun.first : count.noun.last]
    return next((kind for word in words if (kind := count.says(count.words.adjectives, word))), None)


def _phrase(count: Count) -> FigureKind | None:
    """Read words behind the count: "lost their homes", "in need of aid"."""
    return next((kind for start in count.ends if (kind := _phrase_at(count, start))), None)


def _phrase_at(count: Count, start: int) -> FigureKind | None:
    tokens = count.tokens
    end = tokens.bounds(count.last)[1]
    if start >= end:
        return None
    begin, stop = tokens.all[start].idx, tokens.all[end - 1].idx + len(tokens.all[end - 1])
    infinitive = tokens.lower[start : start + 1] == ["to"] and tokens.all[min(start + 1, end - 1)].tag_ == "VB"
    begin = tokens.all[start + 1].idx if infinitive else begin  # "millions *to give to hospitals*"
    window = tokens.text[begin : min(begin + PHRASE_REACH, stop)].lower()
    if window.startswith("of "):
        window = window.partition(" who ")[0]  # "the mother *of a boy who* was gunned down"
    match = count.words.phrase.search(_PHRASE_END.split(_plain(count.words, window), maxsplit=1)[0])
    if match is None:
        return None
    phrase = match.group()
    if phrase.endswith(OWN) and count.anchor.dep_ not in ("nsubj", "nsubjpass"):
        return None  # "shot three students before killing himself"
    kinds = [
        kind for kind in count.words.phrases[phrase] if count.fits(kind) and count.means(kind, count.anchor, phrase)
    ]
    of_homes = (
        "housing_destroyed" in kinds and count.unit == "household"
    )  # one that lost its house stands for the house
    kind: FigureKind | None = "housing_destroyed" if of_homes else next(iter(kinds), None)
    if kind == "displaced" and (_sort(count) in LODGED or count.lemma in count.words.culprits[kind][0]):
        return None
    if kind == "wounded" and count.words.is_of_disease(tokens.vocabulary):
        return "infected"  # "1,600 are in hospital", of an outbreak
    return None if kind in HARM and phrase.endswith(DONE_TO) and _does_it(count) else kind


def _plain(words: KindWords, text: str) -> str:
    """Give the words behind a count without parentheses and names of places, so that a phrase stands as listed."""
    if text.startswith(ASIDE):
        text = _PARENTHESIS.sub("", _INSERTED.sub("", text))
    text = _AGE.sub("", text)
    text = _NUMBERED_PLACES.sub(r"\1 ", _AGED.sub("", text))
    if "hospital" in text or " cent" in text:
        text = _TO_HOSPITAL.sub("taken to hospital", text)
    if "injuries" in text:
        text = _SUFFERED.sub("suffered injuries", text)
    if "with " in text:
        text = _WITH_BURNS.sub(r"with \1", text)
    if "condition" in text:
        text = _IN_CONDITION.sub(r"in \1 condition", text)
    if "joined " in text or "part in " in text or "participated in " in text:
        text = _JOINED.sub("joined the protest", text)
    if " death" in text:
        text = _TO_DEATH.sub("lost their lives", text)
    if " in " in text or " at " in text:
        text = words.sheltered.sub("in shelters", words.struck.sub("struck by gunfire", text))
    return text


def _does_it(count: Count) -> bool:
    """Tell whether the counted are those who did it: "a gunman shot dead *a lawyer*"."""
    doer = count.anchor
    for joined in islice(syntax.conjuncts_before(doer), STEPS):
        doer = joined  # "a student and *resident* stabbed two friends to death"
    verb = doer.head
    if doer.dep_ != "nsubj":
        return False
    verbs = (verb, *syntax.children(verb, "conj"))  # "burst into a hall and shot six people dead"
    return any(syntax.child(word, "dobj") is not None and not syntax.is_passive(word) for word in verbs)


def _sort(count: Count) -> FigureKind | None:
    """Give the kind of the sort of people or things counted: of "soldiers", of "military personnel"."""
    members, before = count.words.members, count.noun.last - 1 if count.noun else 0
    return members.get(f"{count.tokens.lower[before]} {count.lemma}") or members.get(count.lemma)


def _member(count: Count) -> FigureKind | None:
    """Read the sort of people or things counted: "800 troops", "120,000 asylum seekers"."""
    if not count.lemma or count.noun is None:
        return None
    kind = _sort(count)
    if kind and not count.means(kind, count.noun.head):
        return None
    verb = count.anchor.head
    if count.anchor.dep_ == "pobj" and count.first <= verb.head.i <= count.last:
        verb = verb.head.head  # "freed four of the captives"
    return None if kind and verb.lemma_ in count.words.undone[kind] else kind


EVIDENCE: Evidence = (
    ("figures.noun", _noun),
    ("figures.behind", behind),
    ("figures.before", before),
    ("figures.predicate", predicate),
    ("figures.modifier", _modifier),
    ("figures.governor", governor),
    ("figures.toll", toll),
    ("figures.listed", listed),
    ("figures.phrase", _phrase),
    ("figures.member", _member),
)
"""The evidence in its order: rule id and reader."""
