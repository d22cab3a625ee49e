"""How far the day of a story, or that of publication, may stand for an event that names no date of its own."""

from collections.abc import Container
from itertools import chain, islice
from typing import Literal

from pipeline.stages.events.arguments import FOR, RELATIVES, VERBAL, is_under_way
from pipeline.stages.events.lexicon import NOUN, Words
from pipeline.stages.events.telling import WAS, Telling, telling
from pipeline.syntax import children, conjuncts_before
from pipeline.tree import Token

ORDER = frozenset({"after", "ahead", "before", "following", "since", "till", "until"})
"""Words that put what they govern at another time than the clause they stand in."""

AT_ONCE = frozenset({
    "hour", "hours", "immediately", "just", "minutes", "moments", "seconds", "shortly", "soon", "straight",
})  # fmt: skip
"""Words before "after" and "before" by which both happened on one day ("*hours* after it fell")."""

CONDITIONS = frozenset({"if", "once", "unless", "when", "whenever", "where"})
"""Words under which the simple present tells of any time or one to come ("*when* markets reopen")."""

BACKGROUND = frozenset({"acl", "amod", "relcl"})
"""Clauses that tell who or what a noun is: their past is not that of the story ("the firm, *founded* by a priest")."""

UNDATED = frozenset({"future", "participle", "pluperfect", "possible"})
"""Tellings of what has not happened on the day of the story."""

UNREAL = frozenset({"future", "infinitive", "pluperfect", "possible"})
"""Tellings of a clause on an event that do not say what has happened with it ("a deal *to sell*")."""

STRETCHES = frozenset({"anniversary", "decade", "month", "week", "year"})
"""Nouns of stretches of time, and of what is marked after one."""

STATES = frozenset({"be", "have"})
"""Verbs whose present says what has come of an event ("the *deal* is the first of its kind")."""

NOW = frozenset({"present", "progressive"})

HABITUAL = frozenset({
    "always", "annually", "commonly", "daily", "every", "frequently", "generally", "monthly", "never", "normally",
    "occasionally", "often", "rarely", "regularly", "seldom", "sometimes", "typically", "usually", "weekly", "yearly",
})  # fmt: skip

REPEATED = HABITUAL - {"never"}
"""Adverbs of what happened again and again, over more than a day."""

JUDGEMENTS = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
"""Types of verb by which somebody takes a stand on an event: "the invasion was *condemned* on Monday"."""

RESPONSIBLE = frozenset({"responsibility", "responsible"})
"""Words for having done what stands behind "for"."""

CONFESSING = frozenset({"admit", "confess", "plead"})
"""Verbs whose "to" stands before what somebody has done."""

COUNTS = frozenset({"charge", "count"})

type Reach = Literal["day", "by", "now"]
"""On the day that the story has come to, at some time up to publication, or at publication."""


def reach_of(
    token: Token, words: Words, triggers: Container[int], *, headline: bool, lead: bool, depth: int = 3
) -> Reach | None:
    """Tell where the story's day may stand for an event: on that day, by that day, or not at all.

    What is still to come or merely possible ("*will* sign", "plans *to* cut"), what went before ("*had* signed"),
    what is so or happens again and again ("*makes* cars"), and what only tells who somebody is ("*founded* by a
    priest") has no day here. What a clause tells of an event ("floods that *killed* ten") has the day of that event.
    """
    is_mentioned = is_answered_for(token, words) or (is_spoken_of(token, words) and not headline)
    if is_mentioned or _has_no_day(token, words) or (token.pos == NOUN and token.lemma in words.enduring):
        return None
    for word in chain((token,), islice(token.ancestors, 5)):
        if headline and _is_bare_passive(word):
            return "day"
        how = telling(word) if word.pos_ in VERBAL else None
        if how and depth and word.head.i in triggers and word.dep_ in ("acl", "relcl") and how not in UNREAL:
            return reach_of(word.head, words, triggers, headline=headline, lead=lead, depth=depth - 1)
        if (
            _is_elsewhere(word, how, words, headline=headline)
            or _has_no_day(word, words)
            or (how and is_repeated(word))
        ):
            return None
        if how:
            if how == "present" and not headline:
                is_past = token.pos == NOUN and word.lemma_ in STATES and not is_under_way(token)
                return None if is_habit(word) else "by" if is_past else "now"
            is_to_date = not (headline or lead) or any(child.lemma in words.enduring for child in word.lefts)
            if is_to_date and (how == "perfect" or is_perfect_infinitive(word)):
                return "by"
            if how not in ("infinitive", "ing"):
                return "day"
    return "day" if headline or lead else None


def is_perfect_infinitive(verb: Token) -> bool:
    """Tell whether an infinitive says what has been: "is believed *to have killed* him"."""
    return any(child.lower_ == "have" and child.dep_ == "aux" for child in verb.lefts) and any(
        child.lower_ == "to" for child in verb.lefts
    )


def _is_bare_passive(word: Token) -> bool:
    """Tell whether a participle is the verb of a headline: "Defector *arrested* after visit"."""
    return word.tag_ == "VBN" and word.dep_ == "acl" and word.head.dep_ == "ROOT"


def _is_elsewhere(word: Token, how: Telling | None, words: Words, *, headline: bool) -> bool:
    """Tell whether a word on the way up from an event puts it at another time than the story's."""
    if not headline and (is_ordered(word) or (word.dep_ == "pobj" and is_order(word.head))):
        return True
    if how is None:
        return word.dep_ in BACKGROUND
    if how == "infinitive":  # a root is a headline's future ("Firm *to* shut mill") or an imperative
        is_to_come = word.head.lemma in words.prospective and not is_tried(word, words)
        return word.dep_ == "ROOT" or word.dep_ in BACKGROUND or is_to_come
    if how == "ing" and word.dep_ == "xcomp":  # "is considering *selling*"
        return not {word.head.lemma}.isdisjoint(words.prospective | words.unrealised | words.statements)
    is_background = _is_background(word) and how not in NOW
    return how in UNDATED or (is_background and not is_adjunct(word) and not is_going_on(word))


def is_tried(verb: Token, words: Words) -> bool:
    """Tell whether an infinitive is what somebody tried to do: "they *tried to storm* the gate"."""
    return verb.dep_ == "xcomp" and verb.head.lemma in words.trying and telling(verb.head) in ("past", "ing")


def _is_background(verb: Token) -> bool:
    """Tell whether a verb, or the one it is conjoined to, tells who or what a noun is ("who *robbed* and *fled*")."""
    return any(word.dep_ in BACKGROUND for word in (verb, *conjuncts_before(verb)))


def is_spoken_of(token: Token, words: Words) -> bool:
    """Tell whether a noun is the object of a verb that does not carry it ("condemned *the invasion*").

    In the passive it may be said of it when it was ("*the strike* was ended on Monday"), but for a verb of judgement.
    """
    if token.dep_ not in ("dobj", "nsubjpass") or token.head.lemma in words.effects | words.meeting:
        return False
    reading = words.verbs.get(token.head.lemma)
    return token.dep_ == "dobj" or (reading is not None and reading.type in JUDGEMENTS)


def _has_no_day(token: Token, words: Words) -> bool:
    """Tell whether a noun goes on ("the *ongoing* invasion"), or has not come about ("*postponed* the tour")."""
    if token.pos != NOUN:
        return False
    if is_stretched(token) or is_left_behind(token, words):
        return True
    if token.dep_ in ("dobj", "nsubjpass") and token.head.lemma in words.unrealised:
        return True
    return any(child.lower_ in words.lasting for child in token.children)


def is_stretched(noun: Token) -> bool:
    """Tell whether a noun goes on for, or was long before, what a date is told of: "the second year *of the war*"."""
    of = noun.head
    return noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_ in STRETCHES


def is_left_behind(noun: Token, words: Words) -> bool:
    """Tell whether an event is what something was left by, or is told of: "the survivors *of the quake*"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("from", "of") and noun.head.head.lemma in words.aftermath


def is_answered_for(token: Token, words: Words) -> bool:
    """Tell whether an event is what somebody is blamed or punished for, which was before ("jailed *for taking* it")."""
    if token.dep_ not in ("pcomp", "pobj"):
        return False
    above = token.head.head
    if token.head.lower_ == "to":  # "pleaded guilty *to taking* bribes"
        return above.lower_ == "guilty" or above.lemma_ in CONFESSING
    if token.head.lower_ not in FOR:
        return False
    if above.lemma_ in COUNTS and above.pos == NOUN:  # "charged with two counts *of murder*"
        return True
    is_absolute = any(child.dep_ == "nsubj" for child in token.children)  # "recovered, *with it climbing* again"
    if token.dep_ == "pobj" and above.lemma_ in RESPONSIBLE:
        return True
    return above.lemma in words.answerable and not is_absolute


def is_narrated(token: Token) -> bool:
    """Tell whether an event is told in the simple past, the tense of a story, or hangs on a verb that is."""
    if token.pos == NOUN:
        token = next((above for above in token.ancestors if above.pos_ in VERBAL), token)
    return telling(token) in ("past", "ing", "infinitive", "participle")


def is_ordered(clause: Token) -> bool:
    """Tell whether a clause is put before or after the one above it ("*after* they had fled")."""
    for child in clause.children:  # noqa: SIM110 - asked of every word above events
        if child.dep_ == "mark" and is_order(child):
            return True
    return False


def is_order(word: Token) -> bool:
    """Tell whether a preposition or conjunction puts what it governs at another time, not on the same day."""
    return word.lower_ in ORDER and not is_at_once(word)


def is_at_once(word: Token) -> bool:
    """Tell whether "after" or "before" ties two things that happened on one day ("*hours after* it fell")."""
    return word.lower_ in ORDER and word.i > 0 and word.tree[word.i - 1].lower_ in AT_ONCE


def is_summary(noun: Token) -> bool:
    """Tell whether a noun sums up the clause before it: "broke the dam on Sunday, *a move* that drowned ten"."""
    return noun.dep_ in ("appos", "npadvmod") and noun.head.pos_ in VERBAL


def is_adjunct(verb: Token) -> bool:
    """Tell whether a clause set off by a comma goes on with the story ("fell again, *closing* at 900").

    So does one about where somebody got to ("was taken to hospital, *where* he *died*").
    """
    if verb.tag_ != "VBG" and not _is_arrival(verb):
        return False
    return verb.left_edge.i > 0 and verb.tree[verb.left_edge.i - 1].text == ","


def _is_arrival(verb: Token) -> bool:
    """Tell whether a relative clause says what happened where somebody was brought."""
    goes = verb.dep_ == "relcl" and verb.head.head.lower_ in ("into", "to")
    return goes and any(child.lower_ == "where" for child in verb.lefts)


def is_backshifted(clause: Token) -> bool:
    """Tell whether what is said was going on as it was said: "they said they *were leaving*" (sequence of tenses)."""
    return clause.tag_ == "VBG" and any(child.dep_ == "aux" and child.lower_ in WAS for child in clause.lefts)


def is_going_on(clause: Token) -> bool:
    """Tell whether a clause on a noun tells what went on with the clause above ("hit a bus that *was waiting*")."""
    if clause.dep_ != "relcl" or not is_backshifted(clause):
        return False
    above = next((word for word in clause.ancestors if word.pos_ in VERBAL), None)
    return above is not None and telling(above) == "past"


def is_habit(verb: Token) -> bool:
    """Tell whether the simple present says what happens again and again, to any of a kind ("*asteroids* often hit")."""
    if is_each_time(verb):
        return True
    for child in verb.children:
        if child.lower_ in HABITUAL or _is_condition(child):
            return True
        if child.dep_ == "advcl" and any(map(_is_condition, child.lefts)):
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and _is_kind(verb.head if child.lower_ in RELATIVES else child):
            return True
    return False


def is_each_time(verb: Token) -> bool:
    """Tell whether a verb says what happens every so often: "*each year* on 3 May they march"."""
    return any(
        time.dep_ == "npadvmod" and any(word.lower_ in ("each", "every") for word in time.lefts)
        for time in verb.children
    )


def is_repeated(verb: Token) -> bool:
    """Tell whether the past of a verb is of no one day: "*often* clashed", "*used to* meet"."""
    above = verb.head
    if verb.dep_ == "xcomp" and above.lower_ == "used" and above.tag_ == "VBD" and not children(above, "dobj"):
        return True
    return any(word.lower_ in REPEATED for word in verb.children) or is_each_time(verb)


def is_conditional(verb: Token) -> bool:
    """Tell whether the past of a verb is that of what is only supposed ("*if it adopted* the plan")."""
    return any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in verb.lefts)


def _is_kind(noun: Token) -> bool:
    """Tell whether a bare plural means all of a kind ("*asteroids*", "*politicians* who promise")."""
    return noun.tag_ == "NNS" and not any(noun.lefts)


def _is_condition(word: Token) -> bool:
    return word.dep_ in ("mark", "advmod") and word.lower_ in CONDITIONS
