"""Kinds by the nouns above a count: "the death of 14 miners", "the toll rose to 14", "put the dead at 31"."""

from collections.abc import Iterator
from itertools import islice

from pipeline import syntax
from pipeline.stages.figures.kind_words import Count
from pipeline.stages.figures.lists import in_list
from pipeline.tree import Token
from schemas.figure import FigureKind

STEPS = 4
PHRASE_REACH = 90
"""Characters behind "the number of" in which a phrase may say of what."""

BROUGHT_REACH = 20
"""Tokens from "bringing the number" to the number."""

PARENTHESIS = 12
"""Tokens of a parenthesis between "of" and what it holds."""

OPENING = 6
"""Tokens from the beginning of a sentence to a number behind "of those killed,"."""

HEADING = 4
"""Words before a colon that may say what the number behind it counts."""

DAYTIMES = frozenset({"afternoon", "day", "evening", "morning", "night"})
WHEN_OR_WHERE = frozenset({"at", "in", "near", "on", "outside"})
CIRCUMSTANCES = 2
"""How many phrases for a time or place may stand between a noun and its "of"."""

MONTHS = frozenset({"march"})
"""Months that are nouns of a kind too."""

THE_HARMED = frozenset({"dead", "deceased", "injured", "wounded"})
THAT_REACH = 4
"""Tokens of "that of the kidnapped"."""

AMONG = frozenset({"among", "amongst"})
VICTIMS = frozenset({"casualty", "victim"})

INJURY = frozenset({"harm", "injury"})
"""Nouns that "to" ties to those who bear them: "injuries to six others"."""

SLAYINGS = frozenset({"assassination", "beheading", "killing", "lynching", "murder", "slaying"})
"""Deaths that are told to be somebody's: "the mayor's *murder*"."""

FATAL = frozenset({"deadly", "fatal", "lethal"})
"""What makes a shooting or a stabbing a killing."""


def governor(count: Count) -> FigureKind | None:
    """Read the noun whose "of" holds the count: "the evacuation of 60 families"."""
    token = count.anchor
    if kind := _parted(count) or ("killed" if _is_slain(token) else None):
        return kind
    for _ in range(STEPS):
        prep = token.head
        if token.dep_ == "pobj" and prep.lower_ == "to" and prep.i and prep.tree[prep.i - 1].lemma_ in INJURY:
            return "wounded"
        if token.dep_ == "pobj" and prep.lower_ == "for" and (kind := _sought(count, prep.head)):
            return kind
        if token.dep_ == "pobj" and prep.lower_ == "of":
            above = _past_circumstance(prep.head)
            if above.lemma_ == "loss" and (kind := _lost(count, above)):
                return kind
            month = above.tag_ == "NNP" and above.lower_ in MONTHS  # "a survey in *March* of 300 people"
            names = above.pos_ in ("NOUN", "PROPN", "ADJ") and not month
            housed = above.dep_ == "pobj" and above.head.lower_ == "in"  # "was born *in the body of* a man"
            acts = (above, *syntax.conjuncts_before(above))  # "the *attempted* abduction or murder"
            tried = any(word.lower_ == "attempted" for act in acts for word in syntax.children(act, "amod"))
            names = names and not tried and not (housed and above.lemma_ == "body")
            kind = count.says(count.words.governors, above) if names else None
            beside = prep.tree[prep.i - 1] if prep.i else above  # "the death of two and *injury of* three"
            if kind is None and not tried and beside.i != above.i and beside.tag_ == "NN":
                above, kind = beside, count.says(count.words.governors, beside)
            if kind and (above.lemma_ != "life" or _is_lost(count, above)):
                fatal = kind == "wounded" and any(word.lower_ in FATAL for word in syntax.children(above, "amod"))
                return "killed" if fatal else count.together(above, kind)
        partitive = token.dep_ == "pobj" and prep.lower_ == "of" and count.first <= prep.head.i <= count.last
        if not (partitive or token.dep_ in ("conj", "nummod") or _is_told_besides(count, token)):
            return None
        token = prep.head if partitive else token.head  # "the deaths of three of their men"
    return None


def _is_slain(noun: Token) -> bool:
    """Tell whether somebody is told of by his own death: "*the mayor's* murder", but "his murder of two clerks"."""
    death = noun.head
    return noun.dep_ == "poss" and death.lemma_ in SLAYINGS and death.tag_ == "NN" and not syntax.child(death, "prep")


def _is_told_besides(count: Count, noun: Token) -> bool:
    """Tell an apposition from what begins the next clause: "after the murder of Doe, *the 400 judges* resigned"."""
    next_ = noun.head.tag_ == "NNP" and count.tokens.lower[max(0, count.first - 1)] == "the"
    return noun.dep_ == "appos" and not next_


def _past_circumstance(noun: Token) -> Token:
    """Give the noun that "of" is of past a date or name: "the murder *on 5 May* of two", "the arrest *in Paris* of"."""
    for _ in range(CIRCUMSTANCES):
        prep = noun.head
        timed = noun.pos_ == "PROPN" or noun.lemma_ in DAYTIMES
        if noun.dep_ != "pobj" or not timed or prep.lower_ not in WHEN_OR_WHERE | {"of"}:
            break
        beside = prep.tree[prep.i - 1]  # the parser hangs "*on* 5 May" on the verb too
        noun = beside if prep.head.pos_ == "VERB" and beside.head.i == prep.head.i else prep.head
    return noun


def _sought(count: Count, search: Token) -> FigureKind | None:
    """Read those who are looked for: "the search for 19 others", but not "for two gunmen"."""
    kind = count.says(count.words.sought, search)
    return None if kind is None or count.lemma in count.words.culprits[kind][0] else kind


def _lost(count: Count, loss: Token) -> FigureKind | None:
    """Read whom somebody lost: "for the loss of 12 soldiers", "*with* the loss of 298 people"."""
    if loss.head.lower_ == "with" and count.unit == "person":
        return "killed"
    return next((kind for kind, nouns in count.words.objects.get("lose", ()) if count.lemma in nouns), None)


def _is_lost(count: Count, life: Token) -> bool:
    """Tell whether the lives of people are told to be lost: "claimed the lives of 12", not "the lives of 12 poets"."""
    verb = life.head.head if life.head.lemma_ == "of" else life.head  # "the loss of the lives of 12"
    told = count.words.objects.get(verb.lemma_.lower(), ())
    return verb.lemma_ == "loss" or any(life.lemma_ in nouns for _, nouns in told)


def listed(count: Count) -> FigureKind | None:
    """Read of whom they are told to be: "among the dead were four children", "the wounded include two officers"."""
    token = count.anchor
    for _ in range(STEPS):
        if token.dep_ == "conj" or (token.dep_ == "appos" and in_list(token)):
            token = token.head
    if (people := _opening(count)) is not None:
        return _fate(count, people)
    verb = token.head
    if verb.lemma_ == "include" and token.dep_ == "dobj":
        whole = syntax.child(verb, "nsubj")
        return _fate(count, whole) if whole is not None else None
    if verb.lemma_ != "be" or token.dep_ not in ("nsubj", "attr"):
        return None
    whole = syntax.child(verb, "nsubj") if token.dep_ == "attr" else None
    if whole is not None and whole.lemma_ in THE_HARMED:
        return _fate(count, whole)
    among = (prep for prep in syntax.children(verb, "prep") if prep.lower_ in AMONG)
    wholes = (whole for prep in among for whole in syntax.children(prep, "pobj"))
    return next((kind for whole in wholes if (kind := _fate(count, whole))), None)


def _opening(count: Count) -> Token | None:
    """Give the people of whom the sentence begins to tell a part: "*of the displaced*, 60,000 are in the capital"."""
    tokens, start = count.tokens, count.tokens.bounds(count.first)[0]
    near = 0 < count.first - start <= OPENING and tokens.lower[start] == "of" and tokens.lower[count.first - 1] == ","
    return syntax.child(tokens.all[start], "pobj") if near and count.noun is None else None


def _fate(count: Count, people: Token) -> FigureKind | None:
    """Read what befell people: "the dead", "those injured", "six people killed"."""
    words = count.words
    for word in (people, *syntax.children(people, "acl", "amod", "relcl")):
        kind = count.says(words.adjectives, word) or count.says(words.nouns, word)
        if kind or (kind := count.says(words.patient, word) if word.tag_ == "VBN" else None):
            return count.together(word, kind)
        if word.dep_ == "relcl" and (kind := count.does(word)):
            return kind  # "among those who died"
    return words.members.get(people.lemma_.lower()) if people.lemma_ in VICTIMS else None


def _parted(count: Count) -> FigureKind | None:
    """Read a noun that a parenthesis parts from the count: "the evacuation of, by the latest count, 1,700 people"."""
    tokens, last = count.tokens, count.first - 1
    if last < 0 or tokens.lower[last] != ",":
        return None
    for place in range(last - 1, max(tokens.bounds(last)[0] + 1, last - PARENTHESIS), -1):
        if tokens.lower[place] == ",":
            return count.says(count.words.governors, tokens.all[place - 2]) if tokens.lower[place - 1] == "of" else None
    return None


def toll(count: Count) -> FigureKind | None:
    """Read what a bare number is said to be the number of."""
    if count.lemma not in ("", "person", "people"):
        return None
    if kind := _headed(count):
        return kind
    if (kind := _that_of(count)) is not None:
        return kind
    nouns = [*_gapped(count), *_above(count), *_brought(count)]
    return next((kind for noun in nouns if (kind := _counted_by(count, noun))), None)


def _that_of(count: Count) -> FigureKind | None:
    """Read a number told as the one before: "put the number of dead at five and *that of the kidnapped* at 14"."""
    tokens, place = count.tokens, count.first - 1
    if place < THAT_REACH or tokens.lower[place] not in ("at", "to"):
        return None
    held = tokens.lower[place - THAT_REACH : place]
    if held[:2] != ["that", "of"] and held[1:3] != ["that", "of"]:
        return None
    return _of(count, tokens.all[place - 1])


def _gapped(count: Count) -> Iterator[Token]:
    """Give a noun without its verb: "cases rose to 5,200 and *deaths* to 78", "toll climbs to 9, *wounded* to 40"."""
    tokens, place = count.tokens, count.first - 1
    if place > 1 and tokens.lower[place] in ("at", "to") and tokens.lower[place - 2] in ("and", ","):
        noun = tokens.all[place - 1]
        if noun.tag_ == "NNS" or noun.lemma_ in THE_HARMED or noun.lower_ in THE_HARMED:
            yield noun


def _brought(count: Count) -> Iterator[Token]:
    """Give the noun of "raising the number of those who fled since May to 68,000", which the parse may part from it."""
    tokens, place = count.tokens, count.first - 1
    if place < 0 or tokens.lower[place] not in ("at", "to"):
        return
    start = max(tokens.bounds(place)[0], place - BROUGHT_REACH)
    for noun in reversed(tokens.all[start:place]):
        if noun.lemma_ in count.words.numbers and noun.dep_ == "dobj" and noun.head.lemma_ in count.words.toll_verbs:
            yield noun
            return


def _headed(count: Count) -> FigureKind | None:
    """Read the heading of a list: "Dead: 14", "Houses destroyed: 146"."""
    tokens, colon = count.tokens, count.first - 1
    if colon < 1 or tokens.lower[colon] != ":":
        return None
    words = tokens.all[max(tokens.bounds(colon)[0], colon - HEADING) : colon]
    return _of_things(count, words) or next((kind for word in reversed(words) if (kind := _of(count, word))), None)


def _of_things(count: Count, words: list[Token]) -> FigureKind | None:
    """Read a heading that names the things and what became of them: "Houses destroyed: 146"."""
    lemmas = {word.lemma_.lower() for word in words}
    said = (kind for word in words for kind in count.words.adjectives.get(word.lower_, ()))
    return next((kind for kind in said if lemmas & count.words.things.get(kind, frozenset())), None)


def is_total(count: Count) -> bool:
    """Tell whether the number is a total of what was told before: "the total has reached 57", "a figure of 20"."""
    return not count.lemma and any(noun.lemma_.lower() in count.words.numbers for noun in _above(count))


def _above(count: Count) -> Iterator[Token]:
    """Give the nouns above a number up to its verb, then that verb's subject and object."""
    token, own, label = count.anchor, count.anchor.i, ""
    for _ in range(STEPS):
        if token.head.i == token.i:
            return
        held = token.pos_ == "NOUN" and token.i != own
        label, token = token.dep_, token.head
        if token.lower_ == "with" or (held and token.lower_ == "in"):
            return  # "the toll rose to 86, *with 189 people* in hospital", "the deaths *in a town of 300*"
        joined = token.i > own and token.tree[own + 1].lower_ in ("and", "or")  # "rose to 4,300 *and deaths* to 61"
        if token.pos_ in ("NOUN", "PROPN", "ADJ") and not joined:
            yield token
        if token.pos_ in ("VERB", "AUX") or syntax.child(token, "nsubj") is not None:  # "rises" may be taken for a noun
            break
    others = islice(syntax.conjuncts_before(token), 0 if label in ("nsubj", "nsubjpass") else STEPS)
    for verb in (token, *others):  # "the toll was given as 75, but *four people* had not boarded"
        if verb.lemma_ in count.words.toll_verbs:
            yield from (word for word in syntax.children(verb, "nsubj", "nsubjpass", "dobj", "attr") if word.i != own)


def _counted_by(count: Count, noun: Token) -> FigureKind | None:
    lemma = noun.lemma_.lower()
    if lemma in count.words.numbers:
        words = list(_below(noun))
        said = next((kind for word in words if (kind := _happened(count, word))), None) or _phrase(count, noun)
        said = said or next((kind for word in words if (kind := _of(count, word))), None)
        is_of_dead = lemma == "toll" and said in (None, "affected")  # "the toll from the *floods* reached 120"
        return "killed" if is_of_dead else said
    one_thing = noun.tag_ == "NN" and noun.lower_ not in count.words.adjectives  # "a wide body" is no toll
    kind = count.says(count.words.nouns, noun)
    return None if one_thing and kind != "population" else kind


def _phrase(count: Count, noun: Token) -> FigureKind | None:
    """Read a phrase that says what a number is the number of: "the number of people forced to flee"."""
    start, end = noun.end, min(noun.right_edge.end, noun.end + PHRASE_REACH)
    match = count.words.phrase.search(count.tokens.text[start:end].lower())
    return next((kind for kind in count.words.phrases[match.group()] if count.fits(kind)), None) if match else None


def _happened(count: Count, word: Token) -> FigureKind | None:
    tables = (count.words.nouns, count.words.adjectives, count.words.patient)
    return next((kind for table in tables if (kind := count.says(table, word))), None)


def _of(count: Count, word: Token) -> FigureKind | None:
    """Read what befell them, else who they are: "the number of troops *killed*", "the number of *troops*"."""
    member = count.words.members.get(word.lemma_.lower()) if word.pos_ in ("NOUN", "PROPN") else None
    return _happened(count, word) or (member if member and count.means(member, word) else None)


def _below(noun: Token) -> Iterator[Token]:
    """Give the words that say what a number is the number of: "of *dead*", "*death* toll", "number *killed*"."""
    for child in noun.children:
        if child.dep_ in ("compound", "amod", "acl", "nmod", "relcl"):
            yield child
        elif child.dep_ == "prep":
            held = list(syntax.children(child, "pobj"))
            for inner in held:
                yield inner
                yield from syntax.children(inner, "amod", "acl", "relcl", "compound")
            if not held:  # "the number of confirmed dead stands at 126"
                yield from child.tree[child.i + 1 : child.i + 3]
