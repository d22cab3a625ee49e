"""Kinds by the words beside a count: "14 dead", "14 people were killed", "killing 14"; they hold whatever the parse."""

from itertools import islice

from pipeline import syntax
from pipeline.stages.figures.counted import Noun
from pipeline.stages.figures.kind_words import FATALLY, HARM, Count, is_act, is_aimed
from pipeline.tree import Token
from schemas.figure import FigureKind

WINDOW = 9
"""How many tokens behind the counted noun its predicate may begin."""

BETWEEN = frozenset({
    "also", "are", "as", "be", "been", "being", "believed", "confirmed", "could", "declared", "either", "estimated",
    "far", "feared", "found", "get", "got", "had", "has", "have", "is", "known", "left", "listed", "may", "might",
    "more", "now", "officially", "other", "others", "people", "persons", "pre", "presumed", "pronounced",
    "registered", "remain", "remained", "rendered", "reported", "reportedly", "said", "so", "still", "thought", "was",
    "were", "who",
})  # fmt: skip
"""Words that may stand between a count and its predicate."""

STRIKES = frozenset({"catch", "graze", "hit", "strike"})
TAKING = frozenset({"hold", "take"})
PASSIVE_AUXILIARIES = frozenset({"are", "be", "been", "being", "get", "got", "is", "was", "were"})


def behind(count: Count) -> FigureKind | None:
    """Read the predicate behind: "14 dead", "14 people were killed", "12 critically injured", "5 fatally"."""
    if count.noun and _is_predicate(count, count.noun) and (kind := _predicate(count, count.noun.head)):
        return count.together(count.noun.head, kind)
    return next((kind for start in count.ends if (kind := _behind(count, start))), None)


def _is_predicate(count: Count, noun: Noun) -> bool:
    """Tell a participle that was taken for the counted noun: "three injured", a headline's "3 shot" or "five drown"."""
    verb = noun.head.lower_ in count.words.agent and count.tokens.lower[count.last] != "one"
    bare = noun.first == noun.last and (verb or noun.head.lower_ in count.words.adjectives)
    return noun.head.tag_ in ("JJ", "VBN", "VBD") or (noun.head.tag_ == "NN" and bare)


def _behind(count: Count, start: int) -> FigureKind | None:
    """Read the predicate that begins at the token `start`, or behind words that may stand before it."""
    tokens = count.tokens
    end = min(tokens.bounds(count.last)[1], start + WINDOW)
    for token in tokens.all[start:end]:
        if kind := _predicate(count, token):
            return count.together(token, kind)
        if not (token.pos_ in ("ADV", "AUX") or token.lower_ in BETWEEN or token.tag_ == "HYPH") or token.dep_ == "neg":
            return None
    return None


def _predicate(count: Count, token: Token) -> FigureKind | None:
    words = count.words
    if token.lower_ in FATALLY and count.tokens.all[min(token.i + 1, len(count.tokens.all) - 1)].pos_ == "VERB":
        return None  # "an officer fatally shot a man"
    if token.tag_ == "VBN" and token.lemma_ == "take" and (kind := _captive(count, token.i + 1)):
        return kind  # "51 taken hostage"
    if token.tag_ in ("VBD", "VBN", "VBP", "VBZ", "VB"):
        passive = token.tag_ == "VBN" and count.tokens.lower[token.i - 1] in PASSIVE_AUXILIARIES
        if not passive and (kind := count.does(token)):
            return kind
        if not _is_active(count, token):
            return count.says(words.patient, token) or count.says(words.adjectives, token)
        return None
    if (token.pos_ == "ADV" and token.tag_ != "RB") or (token.pos_ == "NOUN" and is_act(token)):
        return None
    return count.says(words.adjectives, token) or (
        count.does(token) if token.tag_ == "NN" and token.i > count.last else None
    )


def _is_active(count: Count, verb: Token) -> bool:
    """Tell whether a verb form behind a count is its active predicate ("14 gunmen killed six guards")."""
    tokens = count.tokens
    if verb.tag_ in ("VB", "VBP", "VBZ") or is_aimed(verb):
        return True
    if tokens.lower[verb.i - 1] in PASSIVE_AUXILIARIES or any(
        c.dep_ in ("auxpass", "nsubjpass") for c in verb.children
    ):
        return False
    if any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children):
        return True
    if any(syntax.child(partner, "dobj") is not None for partner in syntax.children(verb, "conj")):
        return True  # "shot and killed the gunman"
    after = tokens.all[verb.i + 1] if verb.i + 1 < len(tokens.all) else None
    return after is not None and verb.tag_ == "VBD" and after.pos_ in ("NUM", "DET", "PRON", "PROPN")


def before(count: Count) -> FigureKind | None:
    """Read the verb right before: "killing 14", "killed at least another 14 people"."""
    tokens, place = count.tokens, count.first - 1
    start = tokens.bounds(count.first)[0]
    while place >= start and (
        tokens.all[place].pos_ in ("ADV", "DET") or tokens.lower[place] in ("other", "another", "its")
    ):
        place -= 1
    if place > start and tokens.all[place - 1].lemma_ in TAKING and (kind := _captive(count, place)):
        return kind  # "took captive some 250 people"
    fatal = tokens.lower[place] in ("dead", "death")  # "shot dead 14", "hacked to death 14"
    while fatal and place > start and tokens.lower[place] in ("dead", "death", "to"):
        place -= 1
    noun = fatal and tokens.lower[place] in count.words.manners  # "a sniper *shot* dead a boy", to the tagger a shot
    if place < start or not (noun or tokens.all[place].tag_.startswith("VB")):
        return None
    verb = tokens.all[place]
    if verb.lemma_ in TAKING and (kind := _taken(count)):
        return kind
    if fatal:
        return "killed" if verb.lemma_ in count.words.manners or verb.lemma_ == "leave" else None
    return None if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) else of_object(count, verb)


def _taken(count: Count) -> FigureKind | None:
    """Read what people are taken as, or by whom: "took 14 villagers *hostage*", "took 14 girls *with them*"."""
    lower = count.tokens.lower
    verb = count.tokens.all[count.first - 1]
    if lower[count.end : count.end + 2] == ["with", "them"] and count.means("abducted", verb):
        return "abducted"
    places = (count.noun.last, count.end) if count.noun is not None else (count.end,)
    return next((kind for place in places if (kind := _captive(count, place))), None)


def _captive(count: Count, place: int) -> FigureKind | None:
    """Give the kind of what people are taken as at a token: "hostage", "prisoner"."""
    return count.words.taken.get(count.tokens.lower[place]) if place < len(count.tokens.all) else None


def _is_in_body(count: Count, verb: Token) -> bool:
    """Tell whether a blow is told to strike a part of the body."""
    preps = (prep for word in (verb, count.anchor) for prep in syntax.children(word, "prep") if prep.lower_ == "in")
    return any(part.lemma_ in count.words.body_parts for prep in preps for part in syntax.children(prep, "pobj"))


def of_object(count: Count, verb: Token) -> FigureKind | None:
    """Read what a verb says of its object, with the verb it is conjoined to ("killed and wounded 14")."""
    for kind, nouns in count.words.objects.get(verb.lemma_.lower(), ()):
        if count.lemma in nouns and count.means(kind, verb):
            return kind
    if count.noun is None and count.tokens.lower[max(count.first - 1, 0)] in ("a", "an"):
        return None  # "shot a 65 on the last day"
    said = count.says(count.words.patient, verb)
    if said in ("missing", "wounded") and (count.deadly(verb) or count.is_end(count.end, verb)):
        said = "killed"  # "shot dead two men", "burned three women alive"
    if said in (None, "affected") and verb.lemma_ in STRIKES and _is_in_body(count, verb):
        said = "wounded"  # "a bullet hit *him* in the leg"
    if said is None or said not in HARM:
        return said
    for partner in (*islice(syntax.conjuncts_before(verb), 1), *syntax.children(verb, "conj")):
        other = count.says(count.words.patient, partner)
        if other is not None and other in HARM and other != said and abs(partner.i - verb.i) == 2:
            return "killed" if {partner.lemma_, verb.lemma_} & count.words.manners else "casualties"
    return said
