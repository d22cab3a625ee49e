"""Figures of one sentence read together: parts of a whole, kinds that coordination shares, totals."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.telling import HARM
from pipeline.stages.figures.tokens import DASHES, Tokens
from pipeline.tree import Token
from schemas.figure import FigureKind

OPENING = 6
"""Tokens between "of the 40" and the number of its part."""

PARENTS = frozenset({"father", "grandfather", "grandmother", "mother", "parent"})

INCLUDING = frozenset({"among", "amongst", "comprising", "include", "included", "includes", "including", "namely"})
PLACES = frozenset({"across", "around", "at", "from", "in", "near", "on", "outside", "throughout"})
LINKS = frozenset({"&", "(", ")", ",", "also", "and", "another", "as", "but", "or", "plus", "well", "with"})
OPENS = frozenset({"(", ",", ":", "-", "–", "—", "--"})
SPLITS = OPENS | {")", "and", "a", "an", "total", "of"}
"""What may stand between a number and its parts, and between these."""

OF_REACH = 4
"""Tokens between a number and the one it is a part of: "14 of the 172", "three of the squad's 22"."""

OF_THEM = (["of", "which"], ["of", "whom"])

PARTING = frozenset({"after", "before", "when", "while"})
"""Between two numbers, they begin what is said of the second alone."""

OTHERS = frozenset({"more", "others"})
MORE = frozenset({"another", "further", "more"})
"""Beside a bare number, they say that it counts what the number before it does."""

THINGS = frozenset({"aircraft", "animal", "building", "dwelling", "ship", "vehicle", "weapon"})
"""Units of no people: "two missiles hit the port, and three men were killed", "12 dead and 300 cows stolen"."""

COMPARED = (["compared", "to"], ["compared", "with"], ["down", "from"], ["up", "from"])
"""What stands between a number and the one it was before, which leaves out its noun."""

AGAINST = frozenset({"against", "versus"})
PASSED = frozenset({
    "a", "about", "an", "around", "earlier", "high", "low", "nearly", "of", "peak", "record", "some", "the",
})  # fmt: skip
"""Words between them and the number: "down from *a peak of* 5,500"."""

COMPARED_REACH = 6
TOTAL_REACH = 5
"""Tokens from "total" to its amount."""

BRACKET_REACH = 12
"""Words between a number and the bracket that tells its parts: "16 deaths were reported today *(* nine men ..."."""

LONGEST_PART = 5
"""Tokens from "including" to its number, and between two parts of one whole."""

NEAR_PART = 8
FARTHEST_PART = 20
"""Tokens from a whole to ", including" and its part."""

FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})

SHOT = frozenset({"gunfire", "shot", "stabbed"})
OUTCOME_REACH = 10
"""Tokens from "one" to "died"."""

SHOOTING = frozenset({"shoot", "stab"})
"""Of those, the dead may be told of next to them: "four teens shot at bus stop, one dies", "shot two, killing one"."""

ABOUT_SUBJECT = frozenset({"figures.behind", "figures.phrase", "figures.predicate"})
"""Rules of what is said of "71 of the 77": of the 71 alone."""

SHARED = frozenset({"figures.behind", "figures.coordination", "figures.phrase", "figures.predicate"})
"""Rules of what is said of all that it follows: "two guards and 13 rebels *lost their lives*"."""

TOLD = frozenset({"ADJ", "AUX", "NOUN", "NUM", "PROPN", "VERB"})
"""What follows "30,000 more" where they have a noun or a verb of their own."""

SAID = frozenset({"said", "say", "says"})
CLOSES = frozenset({",", ".", ";"})
"""What stands before and behind a number that a source gives in a word: "organisers said *25,000*."."""

WHERE = frozenset({"across", "in", "inside", "into", "to"})
STAY_REACH = 4
"""Tokens from "another 9,000" to where they are: "another 9,000 *have settled in* Kenya"."""

STAYING: frozenset[FigureKind] = frozenset({"detained", "displaced", "homeless", "refugees", "returned"})
"""Kinds of people who may be told of place by place."""

PARTS = 8
TWO = 2
PEOPLE: frozenset[FigureKind] = frozenset({
    "abducted", "affected", "captured", "casualties", "detained", "displaced", "evacuated", "homeless", "infected",
    "killed", "missing", "refugees", "returned", "wounded",
})  # fmt: skip
"""Kinds that a total or a part without its own words takes over."""


def relate(tokens: Tokens, drafts: Sequence[Draft]) -> None:
    """Set what figures say of each other, sentence by sentence and in text order."""
    _leave_to_next(tokens, drafts)
    outer: Draft | None = None
    for before, draft in pairwise(drafts):
        within = outer if outer is not None and (is_of(before, outer) or _are_too_few(before, draft)) else before
        of_people = outer is not None and _are_no_people(outer, before, draft)
        within = outer if outer is not None and of_people and _is_near_part(tokens, outer, draft) else within
        outer = before
        if draft.kind == before.kind in PEOPLE and before.unit.code == "person" and _is_held(draft, before):
            draft.kind, draft.rule, draft.thing = "count", "figures.count", True  # "five of *one* family were killed"
        elif draft.kind == before.kind in PEOPLE and _is_of_place(draft, before):
            _give_back(draft)
        if before.unit.type in ("percent", "ratio") and _is_shared(tokens, before, draft):
            _give_back(draft)
        if before.sentence == draft.sentence and draft.unit.type == before.unit.type == "count":
            among = INCLUDING & set(tokens.lower[before.behind : draft.first]) or _are_too_few(before, draft)
            held = is_of(before, within) and within.whole is not None  # "six members *of one family*, four teachers"
            _part(tokens, within if among or held else before, draft)
    _break_down(tokens, drafts)
    _understand(tokens, drafts)
    _spread(tokens, drafts)
    _compare(tokens, drafts)
    for draft in drafts:
        beasts = draft.whole is not None and draft.whole.kind == "casualties_other" and _is_anaphor(draft)
        sort = draft.open or (draft.kind == "troops" and draft.rule == "figures.phrase")  # "12 members *of the army*"
        if draft.whole is not None and (beasts or (sort and draft.whole.kind in PEOPLE)):
            draft.kind, draft.rule = draft.whole.kind, "figures.part"
    _totals(tokens, drafts)


def _understand(tokens: Tokens, drafts: Sequence[Draft]) -> None:
    """Let "450 *others*", "damaged 12,000 *more*" count the things that the number before them counts."""
    for before, draft in pairwise(drafts):
        noun = draft.noun
        others = noun is not None and noun.first == noun.last and noun.head.lower_ == "others"
        further = noun is None and not MORE.isdisjoint((
            tokens.lower[max(0, draft.first - 1)], tokens.lower[min(draft.last + 1, len(tokens.all) - 1)]
        ))  # fmt: skip
        near = before.sentence == draft.sentence and before.unit.type == draft.unit.type == "count"
        of_things = before.noun is not None and before.unit.code != "person" and before.kind not in PEOPLE
        if near and of_things and (others or further) and draft.kind not in HARM:
            draft.unit, draft.thing = before.unit, before.thing
            if draft.kind in PEOPLE:
                draft.kind, draft.rule = "count", "figures.count"


def _is_held(inner: Draft, outer: Draft) -> bool:
    """Tell whether a number tells of where or of whom another is: "30 people *of one* family", "*from seven* towns"."""
    if is_of(inner, outer):
        return True
    if inner.noun is None or outer.noun is None or inner.unit.code is not None:
        return False
    prep = inner.noun.head.head
    return prep.lower_ in ("at", "from", "in") and prep.head.i == outer.noun.head.i


def _is_of_place(inner: Draft, outer: Draft) -> bool:
    """Tell whether a number tells how many live where another is: "40 families in *a village of 500*"."""
    if inner.noun is None or outer.noun is None or inner.noun.head.head.lower_ != "of":
        return False
    prep = inner.noun.head.head.head.head
    return prep.lower_ in ("at", "from", "in") and prep.head.i == outer.noun.head.i


def is_of(inner: Draft, outer: Draft) -> bool:
    """Tell whether a number stands in what another counts: "14 members of *two families*, among them four children"."""
    if inner.noun is None or outer.noun is None or outer.unit.type != "count":
        return False
    prep = inner.noun.head.head
    return prep.lower_ == "of" and prep.head.i == outer.noun.head.i


def _are_no_people(outer: Draft, before: Draft, draft: Draft) -> bool:
    """Tell whether people are of those told before things: "300 guests from 90 states, *including 79 women*"."""
    nouns = before.noun is not None and before.unit.code != "person" and outer.sentence == before.sentence
    return nouns and outer.unit.code == draft.unit.code == "person" and draft.number < outer.number


def _is_near_part(tokens: Tokens, outer: Draft, draft: Draft) -> bool:
    """Tell whether what a number includes may be told behind another one."""
    return _is_included(tokens, outer, draft, tokens.lower[outer.behind : draft.first])


def _is_shared(tokens: Tokens, share: Draft, draft: Draft) -> bool:
    """Tell whether a share of people did what the sentence tells: "half of the 30,000 inhabitants have fled"."""
    between = tokens.lower[share.last + 1 : draft.first]
    near = between[:1] == ["of"] and len(between) <= OF_REACH and share.sentence == draft.sentence
    return near and draft.unit.type == "count" and _is_said_of_part(tokens, draft)


def _is_said_of_part(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether what is said behind a number is said of the part before it: not "of the 14 *who died*"."""
    behind = tokens.all[min(draft.behind, len(tokens.all) - 1)]
    own = behind.dep_ in ("acl", "amod") or behind.lower_ in ("that", "who")
    return draft.rule in ABOUT_SUBJECT and not own and not _is_named(tokens, draft)


def _give_back(draft: Draft) -> None:
    """Let a number tell no more than its noun does: what is said of its part is not said of it."""
    draft.kind, draft.rule = draft.sort, "figures.count" if draft.sort == "count" else "figures.member"


def _are_too_few(before: Draft, draft: Draft) -> bool:
    """Tell whether "of them" means others than the last: "killed 54 people in two villages, *21 of them* women"."""
    return draft.noun is not None and draft.noun.anaphor and before.number < draft.number


def _part(tokens: Tokens, before: Draft, draft: Draft) -> None:
    """Read "17 people, including three children", "15 of them babies", "14 of the 172 on board"."""
    between = tokens.lower[before.last + 1 : draft.first]
    gap = tokens.lower[before.behind : draft.first]
    own = before.noun is not None and before.noun.head.i < draft.first and not before.noun.anaphor
    anaphor = before.noun is not None and before.noun.anaphor  # "six of them - two Thais, four Danes -"
    near = (len(between) <= OF_REACH and not own and not anaphor) or between[-2:] == ["population", "of"]
    if between[:1] == ["of"] and near and before.unit.type == "count" and not draft.total:
        _make_part(tokens, before, draft)
    elif between[-2:] not in OF_THEM and ["out", "of"] in (between[-3:-1], between[-2:]):
        before.whole = draft
        if draft.open and before.kind != "count":
            draft.kind, draft.rule = before.kind, "figures.whole"
    elif _holds(before, draft, between) or _is_part(tokens, before, draft, between, gap):
        draft.whole = _first(before)
        _share_phrase(tokens, draft.whole, draft)
    elif _is_among(before, draft, gap):
        before.whole = draft  # "nine women were among 32 people slaughtered"
        if before.open and draft.kind in PEOPLE:
            before.kind, before.rule = draft.kind, "figures.part"
    elif _goes_on(tokens, before, draft, gap):
        draft.whole = _first(before)


def _make_part(tokens: Tokens, part: Draft, whole: Draft) -> None:
    """Make a number part of the one that its "of" holds: "24 of the 31 drones", "120 of the 900 inhabitants"."""
    part.whole = whole
    if part.kind == whole.kind == "population":
        part.kind, part.rule = "count", "figures.count"
    elif part.kind == "count" and whole.rule == "figures.member" and whole.kind != "population":
        part.kind, part.rule = whole.kind, "figures.whole"
    if whole.kind == part.kind and _is_said_of_part(tokens, whole):
        _give_back(whole)


def _is_among(before: Draft, draft: Draft, gap: list[str]) -> bool:
    """Tell whether a number is of the one behind it: "two officers were *among (the) 34* who died"."""
    people = draft.unit.code == "person" or (draft.noun is None and draft.kind in PEOPLE)
    among = gap[-1:] == ["among"] or gap[-2:] == ["among", "the"]
    return among and before.number < draft.number and before.unit.code == "person" and people


def _is_anaphor(draft: Draft) -> bool:
    return draft.noun is None or draft.noun.anaphor


def _holds(before: Draft, draft: Draft, between: list[str]) -> bool:
    """Tell whether "of which" ties a number to the one before it: "80 dead, *of which* the army admits only *12*"."""
    if before.value.high == 0:
        return False  # "weeks with zero murders, of which six were in May"
    if between[-2:] in OF_THEM:
        return True
    place = next((place for place in range(len(between) - 2, -1, -1) if between[place : place + 2] in OF_THEM), None)
    bare = draft.noun is None and draft.open and draft.number < before.number
    return bare and place is not None and len(between) - place <= NEAR_PART and "," not in between[place:]


def _goes_on(tokens: Tokens, before: Draft, draft: Draft, gap: list[str]) -> bool:
    """Tell whether a part follows another of one whole: "including three in the north *and two in the south*"."""
    whole = before.whole
    again = draft.open or (draft.kind == before.kind and is_gapped(tokens, draft))
    if whole is None or whole.start > before.start or not gap or not again or draft.number > whole.number > 0:
        return False
    if set(gap) <= LINKS or _is_further_part(tokens, before, draft, gap):
        return True
    of_those = gap[0] == "of" and draft.unit.code == before.unit.code == "person"  # "six members *of a band*, four"
    between = tokens.all[before.behind : draft.first]
    longest = NEAR_PART if of_those else LONGEST_PART
    parted = any(token.pos_ in ("AUX", "VERB") for token in between) or len(gap) > longest
    joined = gap[-1] in ("and", ",") and (draft.noun is None or of_those)
    return joined and not parted and before.number + draft.number <= whole.number


def _is_further_part(tokens: Tokens, before: Draft, draft: Draft, gap: list[str]) -> bool:
    """Tell whether "of whom" goes on behind a verb: "525, *of whom* 202 died in the square *and 43 were* policemen"."""
    of_whom = tokens.lower[max(0, before.first - 2) : before.first] in OF_THEM
    said = tokens.lower[draft.behind : draft.behind + 1] in (["are"], ["were"])
    fits = before.whole is not None and before.number + draft.number <= before.whole.number
    return of_whom and gap[-1:] == ["and"] and draft.noun is None and said and fits


def _is_bracketed(tokens: Tokens, before: Draft, draft: Draft) -> bool:
    """Tell whether a bare number tells a name's part: "40 refugees, from Somalia (*25*) and Eritrea (*15*)"."""
    opens, closes = draft.first - 1, draft.last + 1
    if draft.noun is not None or opens < 1 or closes >= len(tokens.all) or tokens.lower[closes] != ")":
        return False
    if before.first and tokens.lower[before.first - 1] == "(":
        return False  # "Aru (*300,000* inhabitants) and Boga (*125,000*)"
    named = tokens.lower[opens] == "(" and tokens.all[opens - 1].pos_ == "PROPN"
    return named and (before.noun is not None or before.kind in PEOPLE) and draft.number < before.number


def _is_named(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether the word behind a number stands for its people: "14 of the 20 *injured* are in hospital"."""
    word = tokens.all[min(draft.last + 1, len(tokens.all) - 1)]
    return draft.noun is None and word.tag_ in ("JJ", "VBN") and word.pos_ != "AUX"


def _share_phrase(tokens: Tokens, whole: Draft, part: Draft) -> None:
    """Let a phrase behind a part tell of the whole: "300 people, including 20 children, are living in tents"."""
    of_them = part.noun is not None and part.noun.anaphor  # "21 got out, nine of them with burns"
    own = of_them or tokens.lower[part.behind : part.behind + 1] in (["that"], ["who"])
    if whole.kind == "count" and part.rule == "figures.phrase" and not own:
        whole.kind, whole.rule = part.kind, "figures.whole"


def _break_down(tokens: Tokens, drafts: Sequence[Draft]) -> None:
    """Read the parts that a number is made of: "25 people (15 men, ten women)", "26 - 15 in Ado, 11 in B"."""
    for place, whole in enumerate(drafts):
        size, left = whole.value.point, whole.value.point
        if size is None or size < TWO or whole.unit.type != "count" or whole.whole is not None:
            continue
        parts: list[Draft] = []
        for part in drafts[place + 1 : place + 1 + PARTS]:
            before = parts[-1] if parts else whole
            gap = set(tokens.lower[before.behind : part.first])
            bracketed = not parts and tokens.lower[part.first - 1] == "(" and len(gap) <= BRACKET_REACH
            joined = bracketed or (gap <= SPLITS and not _are_peoples(whole, part)) or _is_placed(tokens, before, part)
            opened = parts or not gap.isdisjoint(OPENS)
            if (
                not (joined and opened)
                or part.sentence != whole.sentence
                or part.unit.type != "count"
                or part.value.point is None
                or left is None
            ):
                break
            parts.append(part)
            left -= part.value.point
            if left <= 0:
                break
        if len(parts) > 1 and left == 0:
            for part in parts:
                part.whole = whole


def _are_peoples(whole: Draft, part: Draft) -> bool:
    """Tell whether two numbers count peoples, of which none is part of another: "*nine Italians, seven Danes*"."""
    nouns = (whole.noun, part.noun)
    return all(noun is not None and noun.head.tag_ in ("NNP", "NNPS") for noun in nouns)


def _is_placed(tokens: Tokens, before: Draft, part: Draft) -> bool:
    """Tell whether a bare number is that of another place: "- *15 in* Kaga and *11 in* Bama"."""
    between = tokens.all[before.behind : part.first]
    placed = part.noun is None and not PLACES.isdisjoint(tokens.lower[part.behind : part.behind + 1])
    return placed and len(between) <= NEAR_PART and all(token.tag_ not in FINITE for token in between)


def _is_part(tokens: Tokens, before: Draft, draft: Draft, between: list[str], gap: list[str]) -> bool:
    if draft.noun is not None and draft.noun.anaphor:
        return True
    return (
        _is_included(tokens, before, draft, gap)
        or _is_among_them(tokens, before, draft, gap)
        or _is_bracketed(tokens, _first(before), draft)
        or _qualified(tokens, before, draft)
        or _is_outcome(tokens, before, draft)
        or _opened(tokens, before, draft, between)
    )


def _is_among_them(tokens: Tokens, before: Draft, draft: Draft, gap: list[str]) -> bool:
    """Tell whether a number is told behind to be of the one before it: "59 people, *a dozen children among them*"."""
    said = tokens.lower[draft.behind : draft.behind + 2] == ["among", "them"]
    return said and gap[:1] == [","] and len(gap) <= 2 and draft.number < before.number


def _is_included(tokens: Tokens, before: Draft, draft: Draft, gap: list[str]) -> bool:
    """Tell whether a number is of those that the one before it includes: no verb of its own stands between."""
    place = next((place for place in range(len(gap) - 1, -1, -1) if gap[place] in INCLUDING), None)
    if draft.number > before.number and not before.value.vague_term:
        return False
    if tokens.lower[draft.first - 1] == "of" and tokens.lower[draft.first - 2] in PARENTS:
        return False  # "including a mother of *five*"
    if place is None or len(gap) - place > LONGEST_PART + 1 or gap[place:] == ["among", "the"]:
        return False  # "spoken by 45 million people, *among the* 24 languages"
    behind = tokens.all[before.behind + place + 1 : draft.first]
    if behind and behind[0].lower_ in PLACES:
        return False  # "killed 14, including *in two villages*"
    if [token.lower_ for token in behind[:2]] in (["whom", "are"], ["whom", "were"]):
        behind = behind[2:]  # "62 people, among whom *were 20 Danes*"
    if any(token.tag_ in FINITE for token in behind) or _includes_others(tokens, before, draft):
        return False
    if len(gap) <= NEAR_PART:
        return True
    alike = draft.noun is None or draft.unit.code == before.unit.code
    apart = place > 0 and gap[place - 1] == "," and alike and draft.number < before.number
    return apart and len(gap) <= FARTHEST_PART


def _includes_others(tokens: Tokens, before: Draft, draft: Draft) -> bool:
    """Tell whether what includes a number is another noun: "24 shells hit *targets*, which include three tanks"."""
    for verb in tokens.all[before.behind : draft.first]:
        if verb.lemma_ == "include" and verb.dep_ == "relcl" and before.noun is not None:
            return verb.head.pos_ == "NOUN" and verb.head.i > before.noun.last
    return False


def _qualified(tokens: Tokens, before: Draft, draft: Draft) -> bool:
    """Tell whether a bare number tells a part: "a dozen were hurt, *two seriously*", "40 died, *22 in* Haiti"."""
    if draft.noun is not None or before.kind not in PEOPLE or draft.behind >= len(tokens.all) or draft.first == 0:
        return False
    died = (
        draft.kind == "killed"
        and before.kind == "wounded"
        and not SHOT.isdisjoint(tokens.lower[before.behind : before.behind + 3])
    )
    lower = before.noun is not None and draft.number < before.number
    placed = lower and tokens.lower[draft.behind] in PLACES
    if placed and tokens.lower[draft.first - 1] in DASHES and draft.first - before.behind <= NEAR_PART:
        return True  # "36 people were killed - *21 from* Aru -"
    placed = placed and before.behind == draft.first - 1
    return tokens.lower[draft.first - 1] == "," and (died or placed or tokens.all[draft.behind].tag_ == "RB")


def _is_outcome(tokens: Tokens, before: Draft, draft: Draft) -> bool:
    """Tell whether a bare number is of those shot who died of it: "shot two men in a bar, *killing one*"."""
    shot = before.noun.head if before.noun is not None else tokens.all[before.last]
    verb = tokens.all[max(0, draft.first - 1)]
    if draft.noun is not None or draft.kind != "killed" or before.kind != "wounded":
        return False
    behind = tokens.all[draft.behind : draft.behind + OUTCOME_REACH]
    if verb.lower_ in (";", "and") and not SHOT.isdisjoint(tokens.lower[before.behind : draft.first]):
        return any(word.lemma_ == "die" for word in behind)  # "four were shot *and one died*"
    if verb.tag_ != "VBG":
        return False
    return shot.dep_ == "dobj" and verb.head.i == shot.head.i and verb.head.lemma_ in SHOOTING


def _opened(tokens: Tokens, before: Draft, draft: Draft, between: list[str]) -> bool:
    """Tell whether the whole opens the sentence: "of the 40 injured, 12 are in danger"."""
    opening = tokens.lower[max(0, before.first - 2) : before.first]
    if "of" not in opening or before.first - tokens.bounds(before.first)[0] > 2:
        return False
    closed = between[-1:] == [","] and draft.noun is None and draft.number < before.number
    return "," in between and len(between) <= (FARTHEST_PART if closed else OPENING)


def _first(draft: Draft) -> Draft:
    """Give the whole that a figure and its fellow parts belong to."""
    return draft.whole if draft.whole is not None and draft.whole.start < draft.start else draft


def _spread(tokens: Tokens, drafts: Sequence[Draft]) -> None:
    """Share the kind along a coordination: "two guards and 13 rebels died", "5 million displaced, 8 million abroad"."""
    for before, draft in _neighbours(tokens, drafts):
        open_ = before.open and not (is_compared(tokens, draft) or is_gapped(tokens, draft))
        again = (
            draft.rule == "figures.phrase" and is_gapped(tokens, draft) and tokens.lower[draft.first - 1] == "another"
        )
        if not (draft.open or again) or open_ or before.kind not in PEOPLE or _has_predicate(tokens, draft):
            continue
        if draft.unit.code in THINGS or (before.rule == "figures.noun" and draft.noun is not None):
            continue  # "17 bodies and 5 survivors"
        if _coordinated(tokens, before, draft):
            shared = before.rule in ("figures.before", "figures.predicate", "figures.governor", "figures.coordination")
            if draft.kind == "count" or shared or again:
                listed = before.rule == "figures.listed"
                draft.kind, draft.rule = before.kind, before.rule if listed else "figures.coordination"
    _go_on(tokens, drafts)
    for before, draft in reversed(list(pairwise(drafts))):
        shared = draft.rule in SHARED and draft.kind in PEOPLE
        if (
            before.open
            and before.whole is None
            and draft.whole is not before  # "of the 90 passengers, 14 died"
            and shared
            and before.noun
            and before.unit.code not in THINGS
            and (before.unit.code is not None or not _is_held_by_preposition(before.noun.head))
            and _coordinated(tokens, before, draft)
            and _free(tokens, before)
            and not _is_object(tokens, before, draft)
            and not (is_gapped(tokens, draft) or is_compared(tokens, draft))
        ):
            before.kind, before.rule = draft.kind, "figures.coordination"


def _is_held_by_preposition(noun: Token) -> bool:
    """Tell whether a noun tells a circumstance: "in *one report*, 40 people were", "in Aru and *two towns*"."""
    return (noun.head if noun.dep_ == "conj" else noun).dep_ == "pobj"


def _go_on(tokens: Tokens, drafts: Sequence[Draft]) -> None:
    """Let a bare number count on: those in another place, those on top, and those of another source."""
    for before, draft in pairwise(drafts):
        people = before.kind in PEOPLE | {"protesters", "troops"}
        more = people and before.sentence == draft.sentence and _are_more(tokens, draft)
        told = before if before.whole is None or before.kind != "count" else before.whole
        if _is_said_otherwise(tokens, told, draft):
            draft.kind, draft.rule, draft.unit = told.kind, "figures.coordination", told.unit
            lower, higher = sorted((before, draft), key=attrgetter("number"))
            lower.whole = higher if lower.whole is None and lower is not higher else lower.whole
        elif draft.open and (more or (before.kind in STAYING and _are_elsewhere(tokens, before, draft))):
            draft.kind, draft.rule = before.kind, "figures.coordination"


def _leave_to_next(tokens: Tokens, drafts: Sequence[Draft]) -> None:
    """Leave a verb to the number before it: "118 were killed, *including 16 guards*, and more than 400 *wounded*"."""
    given = False
    for place in range(1, len(drafts)):
        before, draft = drafts[place - 1], drafts[place]
        gap = tokens.lower[before.behind : draft.first]
        opened = before.kind in HARM and before.kind != draft.kind and not INCLUDING.isdisjoint(gap[:LONGEST_PART])
        told = (opened or (given and set(gap) <= LINKS)) and draft.rule == "figures.predicate" and draft.kind in HARM
        given = told and _is_said_of_next(tokens, draft, drafts[place + 1 : place + PARTS])
        if given:
            _give_back(draft)


def _is_said_of_next(tokens: Tokens, draft: Draft, behind: Sequence[Draft]) -> bool:
    """Tell whether the verb that the parser gives to a number stands right behind another, with none between."""
    other = next((other for other in behind if other.rule == "figures.behind"), None)
    if other is None or other.sentence != draft.sentence or other.kind != draft.kind:
        return False
    return all(token.tag_ not in FINITE for token in tokens.all[draft.behind : other.first])


def _compare(tokens: Tokens, drafts: Sequence[Draft]) -> None:
    """Let a bare number count what the one it is compared with does: "8,000 fighters, *down from about 20,000*"."""
    told: Draft | None = None
    for draft in drafts:
        near = told is not None and draft.sentence == told.sentence
        if told is not None and near and draft.open and draft.kind == "count" and is_compared(tokens, draft):
            draft.kind, draft.rule = told.kind, "figures.coordination" if told.kind != "count" else draft.rule
            draft.unit, draft.thing = told.unit, told.thing
        told = draft if draft.unit.type == "count" and draft.noun is not None else told


def _are_elsewhere(tokens: Tokens, before: Draft, draft: Draft) -> bool:
    """Tell whether a bare number goes on with those who are in another place: "*Another 9,000* are in Kenya"."""
    further = draft.noun is None and draft.first > 0 and tokens.lower[draft.first - 1] in ("another", "further")
    spoken = draft.behind < len(tokens.all) and tokens.all[draft.behind].tag_ in FINITE
    placed = not WHERE.isdisjoint(tokens.lower[draft.behind + 1 : draft.behind + STAY_REACH])
    return further and spoken and placed and draft.sentence - before.sentence <= 1


def _is_said_otherwise(tokens: Tokens, before: Draft, draft: Draft) -> bool:
    """Tell whether another source gives a bare number of the same.

    "9,000 marched; *organisers said 25,000*", "9,000, police said, or *25,000, according to* the organisers".
    """
    ends = draft.last + 1 >= len(tokens.all) or tokens.lower[draft.last + 1] in CLOSES
    said = draft.first > 0 and tokens.lower[draft.first - 1] in SAID
    said = said or tokens.lower[draft.last + 1 : draft.last + 4] == [",", "according", "to"]
    bare = draft.noun is None and draft.open and ends and said
    of_people = before.unit.type == "count" and before.kind in PEOPLE | {"protesters", "troops"}
    return bare and of_people and draft.sentence - before.sentence <= 1 and draft.number != before.number


def _are_more(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a bare number comes on top, with nothing told of it: "and *30,000 more* in May"."""
    place = draft.last + 1
    if draft.noun is not None or tokens.lower[place : place + 1] != ["more"] or place + 1 >= len(tokens.all):
        return False
    follow = tokens.all[place + 1]
    return follow.pos_ not in TOLD and follow.lower_ not in ("of", "than", "to")


def _neighbours(tokens: Tokens, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, Draft]]:
    """Give each figure with the one before it; one gapped or compared with the last that tells of people."""
    people: Draft | None = None
    for before, draft in pairwise(drafts):
        if before.kind in PEOPLE:
            people = before
        near = people is not None and people.sentence == draft.sentence
        far = near and (is_gapped(tokens, draft) or is_compared(tokens, draft))
        yield (people if far and people is not None else before), draft


def _coordinated(tokens: Tokens, before: Draft, draft: Draft) -> bool:
    """Tell whether two figures stand side by side with no verb between them."""
    if before.sentence != draft.sentence or draft.unit.type != "count" or before.unit.type != "count" or draft.total:
        return False
    if is_gapped(tokens, draft) or is_compared(tokens, draft):
        return True
    gap = tokens.all[before.behind : draft.first]
    words = {token.lower_ for token in gap}
    held = (
        bool(gap) and gap[-1].pos_ == "ADP" and gap[-1].lower_ not in LINKS | INCLUDING
    )  # "in a cell built *for* ten"
    if held or len(gap) > 9 or words & PARTING or not words & {",", "and", "or", ";", "with", "("}:
        return False
    spoken = [token for token in gap if token.tag_ in ("VBD", "VBZ", "VBP", "VB", "MD") or _is_done_to(token, draft)]
    nouns = draft.noun is None or before.noun is None or bool(words & {"and", ",", "or"})
    return not spoken and nouns


def _is_done_to(verb: Token, draft: Draft) -> bool:
    """Tell a participle with an object of its own: "killing six gunmen and *freeing 13* hostages"."""
    return (
        verb.tag_ == "VBG"
        and draft.noun is not None
        and any(child.dep_ == "dobj" and child.i == draft.noun.head.i for child in verb.children)
    )


def is_compared(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a bare number is what the one before it was at first: "4,500 came, *up from 3,900*"."""
    if draft.noun is not None:
        return False
    place = draft.first - 1
    while place > max(0, draft.first - COMPARED_REACH) and tokens.lower[place] in PASSED:
        place -= 1
    return tokens.lower[max(0, place - 1) : place + 1] in COMPARED or tokens.lower[place] in AGAINST


def _has_predicate(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a verb of its own follows: "78 drowned; 150 *were* rescued", "two people on the list *had* left"."""
    if draft.behind < len(tokens.all) and tokens.all[draft.behind].tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    subject = draft.noun.head if draft.noun is not None else None
    return subject is not None and subject.dep_ in ("nsubj", "nsubjpass") and subject.head.i > draft.behind


def is_gapped(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a bare number takes up the predicate before it in another place: "and three in the south"."""
    others = draft.noun is not None and draft.noun.first == draft.noun.last and draft.noun.head.lower_ in OTHERS
    if (draft.noun is not None and not others) or draft.first == 0 or draft.behind >= len(tokens.all):
        return False
    place = draft.first - (2 if tokens.lower[draft.first - 1] == "another" else 1)
    return tokens.lower[max(0, place)] in ("and", ",", "but", ";") and tokens.lower[draft.behind] in PLACES


def _is_object(tokens: Tokens, before: Draft, draft: Draft) -> bool:
    """Tell whether something else was done to those before: "fired at 3,000 people, and *20 were* taken away"."""
    own = draft.behind < len(tokens.all) and tokens.all[draft.behind].pos_ == "AUX"
    return own and before.top(tokens).dep_ in ("dobj", "pobj") and "and" in tokens.lower[before.behind : draft.first]


def _free(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether no verb governs a figure from right before it."""
    start = tokens.bounds(draft.first)[0]
    return draft.first == start or not tokens.all[draft.first - 1].tag_.startswith("VB")


def _ends(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether no verb of its own stands behind an amount: "lost $3 million and *$5 million* was stolen"."""
    return draft.behind >= len(tokens.all) or tokens.all[draft.behind].pos_ not in ("AUX", "VERB")


def _totals(tokens: Tokens, drafts: Sequence[Draft]) -> None:
    """Read "the total has reached 57", "bringing the total to $3 billion": a number of what the figures before told."""
    for before, draft in pairwise(drafts):
        if (
            before.unit.type == draft.unit.type == "money"
            and draft.kind == "money"
            and before.sentence == draft.sentence
        ):
            told = tokens.lower[max(before.last + 1, draft.first - TOTAL_REACH) : draft.first]
            of_it = told[-2:] == ["of", "which"]
            joined = told == ["and"] and _ends(tokens, draft)  # "losses of $3 million *and $5 million*, respectively"
            if joined or of_it or "total" in told or is_compared(tokens, draft):
                draft.kind = before.kind
    kind: FigureKind | None = None
    sentence = -2
    for draft in drafts:
        if draft.total and draft.kind == "count" and kind is not None and draft.sentence - sentence <= 1:
            draft.kind, draft.rule = kind, "figures.total"
        if draft.kind in PEOPLE:
            kind, sentence = draft.kind, draft.sentence
