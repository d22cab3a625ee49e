"""Whether the clause around a time expression tells of what was, or of what is to come."""

from itertools import islice

from pipeline.stages.dates.lexicon import TenseVerbs
from pipeline.syntax import child, children
from pipeline.tree import Token

PAST, FUTURE, UNKNOWN = -1, 1, 0

_VERBS = frozenset(["VERB", "AUX"])
_PRESENT = frozenset(["VBZ", "VBP"])
_BARE = frozenset(["acl", "relcl", "advcl", "ROOT"])
"""Where a participle without an auxiliary tells of what was: "the talks held on Monday", "millions watched"."""

_BEFORE_NOW = frozenset(["after", "following", "since"])

_BY_THEN = frozenset(["after", "at", "before", "by", "until"])

MAX_STEPS = 5
"""How far below "ahead of" or "preparing for" a day may stand: "ahead of the summit of ministers on Monday"."""


def direction(token: Token, verbs: TenseVerbs) -> int:
    """Give PAST, FUTURE or UNKNOWN for the clause that a word stands in."""
    below = _governor(token)
    for _ in range(12):
        if token.pos_ in _VERBS and (token is below or not _is_purpose(token)):
            found = _of_verb(token, verbs)
            if found is not None:
                return found
        if token.head.i == token.i:
            break
        token = token.head
    return UNKNOWN


def _governor(token: Token) -> Token:
    """Give what a word hangs on, by itself or by a preposition."""
    return token.head.head if token.head.pos_ == "ADP" else token.head


def is_direct(token: Token, verbs: TenseVerbs) -> bool:
    """Tell whether a date hangs, by itself or by a preposition, on a verb with a tense."""
    head = _governor(token)
    return token.dep_ not in ("poss", "compound", "nmod", "nummod") and (
        head.pos_ in _VERBS and _of_verb(head, verbs) is not None
    )


def is_closed(token: Token, verbs: TenseVerbs) -> bool:
    """Tell whether a day is that of a price that something is held against: "41 euros, above *Wednesday*'s close"."""
    price = token.head
    return token.dep_ == "poss" and price.lemma_.lower() in verbs.closed and price.head.lower_ not in _BY_THEN


def is_of_sudden_event(token: Token, verbs: TenseVerbs) -> bool:
    """Tell whether a day is that of what nobody knows of before: "since the *7 October* attacks"."""
    event = _governor(token)
    return event.lemma_.lower() in verbs.sudden and event.pos_ not in _VERBS


def is_of_event(token: Token, verbs: TenseVerbs) -> bool:
    """Tell whether a month is that of an event that is planned long before: "for the convention in July"."""
    noun = _governor(token)
    return noun.lemma_.lower() in verbs.events and noun.dep_ not in ("nsubj", "nsubjpass")


def is_of_what_was(token: Token, verbs: TenseVerbs) -> bool:
    """Tell whether what a present clause tells of was before: "comes *after* a loss", "*follows* a loss in May"."""
    for word in islice(token.ancestors, MAX_STEPS):
        if word.lower_ in _BEFORE_NOW or word.lemma_.lower() in verbs.looking_back:
            return True
        if word.pos_ in _VERBS:
            return False
    return False


def is_awaited_event(token: Token) -> bool:
    """Tell whether the event of a month may be waited for: "is a candidate *in* the November election", not "since"."""
    noun = _governor(token)
    return noun.dep_ != "pobj" or noun.head.lower_ in ("before", "for", "in", "until")


def is_set(token: Token, verbs: TenseVerbs) -> bool:
    """Tell whether a day hangs on a verb in the present: "the court meets on Tuesday", "the deadline is Friday"."""
    head = _governor(token)
    if token.dep_ == "npadvmod" and head.dep_ == "dobj":
        head = head.head  # "makes his first *start* Saturday"
    if head.lemma_.lower() in verbs.looking_back and _has_object(head):
        return False  # "follows a *hearing* Tuesday"
    named_before = token.head is head and token.dep_ == "npadvmod" and token.i < head.i
    if named_before or _is_headline(token):
        return False  # "the ruling Wednesday means ..."
    if head.lemma_.lower() in verbs.posing:
        return False
    if head.lemma_.lower() in verbs.saying:
        return head.tag_ in _PRESENT and _has_object(head)
    helpers = {child.tag_ for child in head.children if child.dep_ in ("aux", "auxpass") and child.lemma_ != "have"}
    if head.tag_ in _PRESENT or (head.tag_ == "VBG" and head.lemma_.lower() in verbs.first and not helpers):
        return True
    is_told = head.tag_ == "VBN" or (head.tag_ == "VBG" and head.lemma_.lower() in verbs.under_way)
    return is_told and not helpers.isdisjoint(_PRESENT)


def _has_object(verb: Token) -> bool:
    """Tell whether a verb has an object and no clause: "it reports its results on Monday", not "he says that"."""
    deps = {child.dep_ for child in verb.children}
    return "dobj" in deps and "ccomp" not in deps


def is_to_come(token: Token, verbs: TenseVerbs) -> bool:
    """Tell whether what a day hangs on has it to come, whatever the tense of the clause.

    Surface forms: "postponed to March 10", "adjourned until Monday"; "a strike called for Monday", "set a trial date
    of May 4"; "due on March 15", "effective Monday"; "ahead of the summit on Monday", "preparing for Sunday's vote".
    """
    return (
        _is_put_off(token, verbs)
        or _is_set_for(token, verbs)
        or _is_due(token, verbs)
        or _is_awaited(token, verbs)
        or _is_of_deadline(token, verbs)
    )


def _is_of_deadline(token: Token, verbs: TenseVerbs) -> bool:
    """Tell whether a day is that of a deadline that nobody has missed yet: "with a *Friday deadline* looming"."""
    noun = token.head
    if token.dep_ not in ("compound", "nmod", "nummod", "poss") or noun.lemma_.lower() not in verbs.dates:
        return False
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return verb.lemma_.lower() not in verbs.missed


def _is_put_off(token: Token, verbs: TenseVerbs) -> bool:
    preposition = token.head
    verb = preposition.head
    if preposition.lower_ not in ("to", "until", "till"):
        return False
    lemma = verb.lemma_.lower()
    if lemma == "have" and child(verb, "dobj") is None:
        return preposition.lower_ == "until"  # "they had until Friday to pay"
    return lemma in verbs.put_off or any(f"{lemma} {child.lower_}" in verbs.put_off for child in children(verb, "prt"))


def _is_set_for(token: Token, verbs: TenseVerbs) -> bool:
    preposition = token.head
    above = preposition.head
    if preposition.lower_ == "of":
        return above.lower_ in verbs.dates and above.head.lemma_.lower() in verbs.for_day
    if preposition.lower_ != "for" or _is_given_up(above, verbs):
        return False
    return any(
        word.lemma_.lower() in verbs.for_day for word in ((above, above.head) if above.pos_ == "NOUN" else (above,))
    )


def _is_given_up(verb: Token, verbs: TenseVerbs) -> bool:
    """Tell whether what was planned may be off: "originally planned for January"."""
    return any(child.lower_ in verbs.once for child in verb.children)


def _is_due(token: Token, verbs: TenseVerbs) -> bool:
    head = _governor(token)
    return head.lower_ in verbs.due or any(child.lower_ in verbs.due for child in children(head, "acomp"))


def _is_awaited(token: Token, verbs: TenseVerbs) -> bool:
    """Tell whether a day is that of something awaited: "ahead of the summit on Monday"."""
    for word in islice(token.ancestors, MAX_STEPS):
        if word.lower_ == "of" and word.head.lower_ == "ahead":
            return True
        if word.lower_ == "for" and word.head.lemma_.lower() in verbs.awaiting:
            return True
        if word.pos_ not in ("NOUN", "PROPN", "ADP"):
            return False
    return False


def is_seen_from_past(token: Token) -> bool:
    """Tell whether what is to come may be long over: "he said they *would* pay by the end of the year"."""
    return any(child.lower_ in ("would", "'d") for child in children(_governor(token), "aux"))


def is_of_past_plan(token: Token) -> bool:
    """Tell whether what was to come when it was said or set may be over: "*were to* meet", "*was planned* for"."""
    verb = _governor(token)
    if is_seen_from_past(token):
        return True
    if verb.tag_ == "VB":
        if verb.dep_ != "xcomp":
            return False
        verb = verb.head
        if verb.dep_ == "acomp":  # "was *due* to meet"
            verb = verb.head
    return verb.tag_ == "VBD" or any(helper.tag_ == "VBD" for helper in children(verb, "aux", "auxpass"))


def is_perfect(token: Token) -> bool:
    """Tell whether a date hangs on a verb in the present perfect."""
    auxiliaries = children(_governor(token), "aux")
    return any(helper.lemma_ == "have" and helper.tag_ in _PRESENT for helper in auxiliaries)


def is_infinitive(token: Token, verbs: TenseVerbs) -> bool:
    """Tell whether a date hangs on an infinitive of what need not be: "told to be ready by Monday"."""
    head = _governor(token)
    is_complement = head.tag_ == "VB" and head.dep_ in ("xcomp", "ccomp")
    is_done = head.head.lemma_.lower() in verbs.done  # "was *able* to restore it by Monday"
    return is_complement and not is_done and any(child.tag_ == "TO" for child in head.children)


def _is_headline(token: Token) -> bool:
    """Tell whether a word stands in a first line without a full stop, which tells what was in the present."""
    if token.sentence != 0:
        return False
    end = token.tree.sentences[0][1]
    return not any(word.text in (".", "?", "!") for word in token.tree[end - 2 : end])


def _of_verb(verb: Token, verbs: TenseVerbs) -> int | None:
    """Give the direction of a verb group; None where it is not finite and its head must tell."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    tags = {helper.tag_ for helper in helpers}
    is_perfect = any(helper.lemma_ == "have" for helper in helpers)
    modals = verbs.modals.intersection(helper.lower_ for helper in helpers)
    if modals:
        return PAST if is_perfect and modals <= verbs.doubtful else FUTURE
    if verb.tag_ == "VBN" and verb.lemma_.lower() in verbs.planned and not _is_fixed(verb):
        return UNKNOWN if _is_given_up(verb, verbs) else FUTURE
    if "TO" in tags:
        is_ahead = _is_planned(verb, verbs) or (verb.dep_ in ("acl", "relcl") and not _is_tried(verb.head, verbs))
        return PAST if is_perfect else FUTURE if is_ahead else None
    is_present = not tags.isdisjoint(_PRESENT)
    if verb.tag_ == "VBD" or "VBD" in tags or is_perfect:
        return FUTURE if _is_supposed(verb, verbs) else PAST
    if verb.tag_ == "VBN" and verb.dep_ in _BARE and not is_present:
        return PAST
    if verb.tag_ not in _PRESENT and not is_present:
        return None
    is_condition = verb.dep_ == "advcl" and any(child.lower_ in verbs.conditions for child in verb.children)
    return FUTURE if is_condition else UNKNOWN


def _is_fixed(verb: Token) -> bool:
    """Tell what was set at a time from what is set for one: "rates were *set in* February"."""
    prepositions = {preposition.lower_ for preposition in children(verb, "prep")}
    return verb.lemma_ == "set" and child(verb, "xcomp") is None and "for" not in prepositions


def _is_supposed(verb: Token, verbs: TenseVerbs) -> bool:
    """Tell whether a past tense is that of a condition of what is to come: "if it *was* not signed, they would go"."""
    if verb.dep_ != "advcl" or not any(child.lower_ in ("if", "unless") for child in verb.children):
        return False
    above = verb.head
    if above.lower_ == "going":
        return True
    helpers = [child for child in above.children if child.dep_ == "aux"]
    return any(child.lower_ in verbs.modals for child in helpers) and all(child.lemma_ != "have" for child in helpers)


def _is_planned(verb: Token, verbs: TenseVerbs) -> bool:
    """Tell whether an infinitive is planned: "they plan to meet", "they expect her to win"."""
    return verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_.lower() in verbs.ahead


def _is_tried(noun: Token, verbs: TenseVerbs) -> bool:
    """Tell whether the infinitive of a noun may be of the past: "an effort to leave", "the first to leave"."""
    return noun.lemma_.lower() in verbs.tried or any(child.lower_ in verbs.ranks for child in (noun, *noun.children))


def _is_purpose(verb: Token) -> bool:
    """Tell whether a verb is the active infinitive of a noun: it tells little of what hangs further below it."""
    is_passive = any(child.dep_ == "auxpass" for child in verb.children)
    return verb.dep_ == "acl" and verb.tag_ == "VB" and not is_passive
