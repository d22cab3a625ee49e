"""Kinds by the dependency tree: what is said of the counted noun, through passives, raising, conjunction."""

from collections.abc import Set

from pipeline import syntax
from pipeline.stages.figures.adjacent import of_object
from pipeline.stages.figures.kind_words import FATALLY, HARM, Count, is_act
from pipeline.stages.figures.lists import in_list
from pipeline.tree import Token
from schemas.figure import FigureKind

STEPS = 4
"""How many conjuncts or appositives up the noun phrase the predicate is looked for."""

WHERE_REACH = 25
"""Tokens from people to "where they died"."""

FATE_REACH = 8
"""Tokens from a verb to the end of what it says: "taken into custody"."""

DIED_REACH = 5
DIED = frozenset({"dead", "died", "dies"})
SUBJECTS = (["he"], ["she"], ["they"])

AROUND = frozenset({"after", "before"})
COPULAS = frozenset({"be", "become", "end", "fall", "feel", "get", "go", "lie", "remain", "stay"})
ONE = frozenset({"her", "him"})
SEVERAL = frozenset({"all", "both", "them"})
"""Words that take up one person, and several."""
REFLEXIVES = frozenset({"herself", "himself", "themselves"})
FEARING = frozenset({"believe", "fear", "presume", "think"})
"""Verbs of a fate that nobody knows: those "missing and *feared* dead" are missing."""

PLURAL = frozenset({"are", "have", "were"})

CAUSES = frozenset({
    "advise", "allow", "ask", "believe", "cause", "claim", "compel", "enable", "expect", "fear", "find", "force",
    "help", "lead", "leave", "let", "make", "oblige", "order", "presume", "prompt", "push", "render", "report",
    "require", "see", "tell", "urge", "want",
})  # fmt: skip
"""Verbs whose object is the subject of what follows: "forced 14 to flee", "left 14 dead"."""


def predicate(count: Count) -> FigureKind | None:
    """Climb from the counted noun to what is said of it."""
    token = count.anchor
    if (verb := _companion(token)) is not None and (kind := _shared_fate(count, verb)):
        return kind
    if token.dep_ == "pobj" and count.first <= token.head.head.i <= count.last:  # "thousands of people": the number
        if kind := clause(count, token):
            return kind
        token = token.head.head
    elif token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_ in count.words.collectives:
        token = token.head.head  # "a family of six was killed"
    own = any(word.pos_ == "AUX" for word in count.tokens.all[count.end : count.end + 1])
    for _ in range(STEPS):
        if kind := clause(count, token) or _role(count, token):
            return kind
        if token.dep_ not in ("conj", "appos", "nmod", "nummod") or token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ in ("VERB", "AUX") or (own and token.dep_ in ("dobj", "pobj")):
            return None  # "lost their homes and *1,200 houses were* damaged": to the parser homes and houses
    return None


def _companion(noun: Token) -> Token | None:
    """Give the verb that people share with somebody: "was killed *along with* two guards", "*alongside* his wife"."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in ("alongside", "with") or prep.i == 0:
        return None
    if prep.lower_ == "with" and prep.tree[prep.i - 1].lower_ not in ("along", "together"):
        return None
    for _ in range(STEPS):
        if prep.pos_ == "VERB":
            return prep
        prep = prep.head
    return None


def _shared_fate(count: Count, verb: Token) -> FigureKind | None:
    """Read what a verb says of those whom "along with" adds to its subject, or to its object."""
    if syntax.negation(verb) is not None:
        return None
    if syntax.is_passive(verb):
        end = min(count.first, verb.i + FATE_REACH)
        match = count.words.phrase.search(count.tokens.text[verb.idx : count.tokens.starts[end]].lower())
        said = (kind for kind in count.words.phrases[match.group()] if count.fits(kind)) if match else iter(())
        return _passive(count, verb) or next(said, None)  # "was *taken into custody* along with four others"
    other = syntax.child(verb, "dobj")
    if other is None:
        return count.does(verb)
    if _dead(verb) and other.i < count.first and verb.lemma_ in count.words.manners:
        return "killed"  # "shot him *dead along with* his wife"
    return of_object(count, verb) if other.i < count.first else None


def clause(count: Count, noun: Token) -> FigureKind | None:
    """Read the clauses on a noun, and on what says who that is: "Jane Doe, the mayor's sister, *who was killed*"."""
    same = (word for word in syntax.children(noun, "appos") if word.tag_ == "NN" and not in_list(word))
    held = ((word, clause) for word in (noun, *same) for clause in syntax.children(word, "acl", "relcl"))
    found = (_clause(count, word, clause) for word, clause in held)
    return next((kind for kind in found if kind), None)


def died(count: Count) -> bool:
    """Tell whether a further verb says that they died: "were abducted and later executed", "shot him dead".

    It shares its subject with the verb of the count, or takes the count up as "him" or "them".
    """
    anchor = count.anchor
    if anchor.dep_ == "pobj" and count.first <= anchor.head.head.i <= count.last:  # "eight of the ten climbers"
        anchor = anchor.head.head
    verb = anchor.head
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    if anchor.dep_ in ("nsubj", "nsubjpass") and _where_they_died(count):
        return True
    if anchor.dep_ == "nsubjpass" or (anchor.dep_ == "nsubj" and verb.dep_ != "relcl"):
        loose = [word for word in syntax.children(verb, "advcl", "dep") if word.i > verb.i and _is_loose(word)]
        loose += [verb.head] if verb.dep_ == "csubj" and not _has_subject(verb.head) else []
        words = (*_shared(verb), *loose)
        certain = (w for w in words if w.lemma_ not in FEARING)  # "are missing *and feared dead*"
        said = (kind for w in certain for kind in (count.does(w), _undergone(count, w), _raised(count, w)))
        return "killed" in said or any(_is_found_dead(word) for word in words)
    if anchor.dep_ != "dobj":
        return False
    again = (w for w in syntax.children(verb, "advcl", "conj") if _takes_up(w, ONE if anchor.tag_ == "NN" else SEVERAL))
    return any(count.together(w, count.says(count.words.patient, w) or "count") == "killed" or _dead(w) for w in again)


def _is_found_dead(verb: Token) -> bool:
    """Tell whether "dead" is right behind a verb of finding, whatever the parser hangs it on: "*found dead* later"."""
    return verb.lemma_ == "find" and [word.lower_ for word in verb.tree[verb.i + 1 : verb.i + 2]] == ["dead"]


def _is_loose(verb: Token) -> bool:
    """Tell whether the parser has hung the main verb on another: "a boy shot on Friday *has died*"."""
    joined = verb.dep_ == "advcl" and syntax.child(verb, "mark", "advmod") is not None
    return verb.tag_ in ("VBD", "VBN") and not joined and not _has_subject(verb)


def _where_they_died(count: Count) -> bool:
    """Tell whether they died where they were brought: "was taken to a hospital, *where he was pronounced dead*"."""
    start, end = count.end, min(count.tokens.bounds(count.last)[1], count.end + WHERE_REACH)
    words = count.tokens.lower[start:end]
    if "where" not in words:
        return False
    place = words.index("where") + 1
    follow = words[place : place + DIED_REACH]
    return follow[:1] in SUBJECTS and not DIED.isdisjoint(follow)


def _undergone(count: Count, verb: Token) -> FigureKind | None:
    """Give what a verb in the passive says of its subject."""
    passive = syntax.is_passive(verb) or (verb.dep_ == "conj" and verb.tag_ == "VBN" and syntax.is_passive(verb.head))
    return count.says(count.words.patient, verb) if passive else None


def _takes_up(verb: Token, words: Set[str]) -> bool:
    """Tell whether a verb takes up who was told of before: "shot three men, *killing all of them*"."""
    own = syntax.child(verb, "dobj")
    if own is None or own.i < verb.i or own.lower_ not in words:
        return False
    return verb.dep_ == "conj" or not _has_subject(verb)


def _dead(verb: Token) -> bool:
    return any(word.lower_ == "dead" for word in syntax.children(verb, "oprd", "acomp", "advmod", "amod"))


def _is_of_others(noun: Token, clause: Token) -> bool:
    """Tell whether a clause is said of those whose one person is: "a colleague of the two men *who were* killed"."""
    who = syntax.child(clause, "nsubj", "nsubjpass")
    if noun.tag_ != "NN" or who is None or who.lower_ != "who":
        return False
    finite = (clause, *syntax.children(clause, "aux", "auxpass"))
    return any(word.lower_ in PLURAL for word in finite)


def _clause(count: Count, noun: Token, clause: Token) -> FigureKind | None:
    """Read a clause on the noun: "people displaced by", "who were killed", "the 14 whom they shot"."""
    if clause.dep_ == "relcl" and (_is_of_others(noun, clause) or syntax.negation(clause) is not None):
        return None  # "her two children, who were *not* hurt"
    if clause.dep_ == "acl":
        if clause.tag_ in ("VBN", "VBD"):
            return _passive(count, clause) or count.does(clause)  # "inmates, among them two women, suffocated"
        return _active(count, clause) if clause.i > count.last else None
    subject = syntax.child(clause, "nsubj", "nsubjpass")
    if subject is not None and (subject.pos_ == "NUM" or any(word.lower_ == "whose" for word in subject.children)):
        return None  # "20 people, 12 of whom drowned", "families whose homes were burned"
    if subject is None or subject.tag_ not in ("WDT", "WP"):
        return count.says(count.words.patient, clause) if subject is not None else None
    return _passive(count, clause) if subject.dep_ == "nsubjpass" else _active(count, clause)


def _role(count: Count, token: Token) -> FigureKind | None:
    kind = _main(count, token)
    if kind and token.dep_ in ("nsubj", "nsubjpass") and syntax.negation(token.head) is not None:
        return None  # "the two children were not hurt"
    return kind or (_undergone_too(count, token.head) if token.dep_ in ("nsubj", "nsubjpass") else None)


def _undergone_too(count: Count, verb: Token) -> FigureKind | None:
    """Read what befell the subject before or after: "opened fire, killing two, *before being shot dead*"."""
    below = [word for word in syntax.children(verb, "advcl", "conj") if syntax.child(word, "nsubj") is None]
    verbs = (verb, *below, *(word for clause in below for word in syntax.children(clause, "conj")))
    for prep in (prep for word in verbs for prep in syntax.children(word, "prep") if prep.lower_ in AROUND):
        for clause in syntax.children(prep, "pcomp"):
            if _reflexive(count, clause) == "killed":
                return "killed"  # "shot two men *before killing himself*"
            kind = "killed" if count.deadly(clause) else count.says(count.words.patient, clause)
            if kind in HARM and syntax.is_passive(clause):
                return kind
    return None


def _main(count: Count, token: Token) -> FigureKind | None:
    verb = token.head
    if token.dep_ == "nsubjpass":
        return _passive(count, verb)
    if token.dep_ == "nsubj" and verb.dep_ in ("aux", "auxpass"):
        return _passive(count, verb.head) if verb.dep_ == "auxpass" else _active(count, verb.head)
    if token.dep_ == "nsubj":
        headline = verb.tag_ == "VBN" and syntax.child(verb, "aux") is None and not is_act(verb)
        return _passive(count, verb) if headline else _active(count, verb)
    if token.dep_ in ("dobj", "dative") or (token.dep_ == "oprd" and count.deadly(verb)):  # "shot dead two men"
        raised = _left(count, token) or _raised(count, verb) if verb.lemma_ in CAUSES else None
        return of_object(count, verb) or raised
    return None


def _left(count: Count, noun: Token) -> FigureKind | None:
    """Read "left four militants and a child *dead*", "saw 20 men and a boy *killed*": it hangs on the last member."""
    member: Token | None = noun
    while member is not None:
        if member.i >= count.anchor.i:
            held = (inner for prep in syntax.children(member, "prep") for inner in syntax.children(prep, "pobj"))
            words = (word for noun in (member, *held) for word in syntax.children(noun, "acl", "amod"))
            for word in (word for word in words if word.i > member.i):
                table = count.words.adjectives if word.dep_ == "amod" else count.words.patient
                if kind := count.says(table, word):
                    return kind
        member = syntax.child(member, "conj") or _next_object(member)
    return None


def _next_object(noun: Token) -> Token | None:
    """Give the object behind a noun of the same verb: the parser takes the first of a list for one of its own."""
    if noun.dep_ != "dobj":
        return None
    return next((other for other in syntax.children(noun.head, "dobj") if other.i > noun.i), None)


def _shared(verb: Token) -> list[Token]:
    """Give a verb and the verbs conjoined to it that share its subject."""
    joined = syntax.children(verb, "conj")
    partners = [word for word in joined if word.pos_ not in ("NOUN", "PROPN") or word.lower_ == "shot"]
    if any(word.pos_ == "NUM" for word in partners):
        return [verb]  # "four were shot and *one*, a student, died"
    return [verb, *(word for word in partners if not _has_subject(word))]


def _has_subject(verb: Token) -> bool:
    """Tell whether a verb has a subject of its own, which the parser may tie to its auxiliary."""
    words = (verb, *syntax.children(verb, "aux", "auxpass"))
    return any(syntax.child(word, "nsubj", "nsubjpass") is not None for word in words)


def _passive(count: Count, verb: Token) -> FigureKind | None:
    for word in _shared(verb):
        if count.deadly(word):
            return "killed"
        kind = count.says(count.words.patient, word) or count.says(count.words.adjectives, word)
        if kind:
            return count.together(word, kind)
    return _raised(count, verb)


def _reflexive(count: Count, verb: Token) -> FigureKind | None:
    """Read what they did to themselves: "killed himself", "blew themselves up"."""
    own, left = syntax.child(verb, "dobj"), STEPS
    while own is not None and own.lower_ not in REFLEXIVES and left:  # "killed his wife, two children and himself"
        own, left = syntax.child(own, "conj", "appos"), left - 1
    then = any(word.lower_ in REFLEXIVES for word in syntax.children(verb, "conj"))  # "killed two and then himself"
    oneself = then or (own is not None and own.lower_ in REFLEXIVES)
    if own is not None and oneself and (count.is_end(own.i + 1, verb) or FATALLY & set(_follow(own))):
        return "killed"  # "shot himself to death", "stabbed herself fatally"
    kind = count.says(count.words.patient, verb) if oneself else None
    return kind if kind in HARM else None  # "drove themselves to a hospital"


def _follow(word: Token) -> list[str]:
    """Give the word behind one, in small letters."""
    return [behind.lower_ for behind in word.tree[word.i + 1 : word.i + 2]]


def _active(count: Count, verb: Token) -> FigureKind | None:
    for word in _shared(verb):
        if kind := count.does(word) or _reflexive(count, word):
            return kind
        complement = syntax.child(word, "acomp", "oprd", "attr", "advmod")
        if (
            complement is not None
            and word.lemma_ in COPULAS
            and (kind := count.says(count.words.adjectives, complement))
        ):
            return count.together(complement, kind)
        if complement is not None and complement.dep_ == "attr" and complement.tag_ == "NNS" and word.lemma_ == "be":
            kind = count.words.members.get(complement.lemma_.lower())  # "6 million Ukrainians are refugees"
            return kind if kind and count.means(kind, complement) else None
    state = verb.pos_ in ("ADJ", "NOUN") or verb.lower_ == "missing"  # which the parser takes for what they do
    nominal = state or verb.dep_ in ("oprd", "acomp")
    if nominal and not is_act(verb) and (kind := count.says(count.words.adjectives, verb)):
        return kind
    return _raised(count, verb)


def _has_another_object(count: Count, verb: Token) -> bool:
    own = syntax.child(verb, "dobj")
    return own is not None and own.i != count.anchor.i and not count.first <= own.i <= count.last


def _raised(count: Count, verb: Token) -> FigureKind | None:
    """Read "are believed to have died", "were forced to flee", "left 14 dead", "had to be evacuated"."""
    has_object = _has_another_object(count, verb)
    if has_object and (count.anchor.dep_ == "nsubj" or (verb.lemma_ in CAUSES and count.anchor.dep_ != "conj")):
        return None  # "a coroner pronounced him dead", "shootings that left two people dead"
    for below in syntax.children(verb, "xcomp", "ccomp", "oprd", "acomp", "advcl"):
        if below.dep_ == "advcl" and (verb.lemma_ != "leave" or below.tag_ not in ("VBN", "VBD")):
            continue
        words = count.words
        own = syntax.child(below, "nsubj", "nsubjpass")
        if own is not None and own.i != count.anchor.i:
            continue
        kind = None
        if below.tag_ == "VBN" or below.dep_ == "advcl" or not below.tag_.startswith("VB"):
            kind = count.says(words.adjectives, below)
            kind = count.together(below, kind) if kind else None
        found = below.tag_ == "VBN" and below.dep_ in ("oprd", "xcomp", "acomp")  # "were found murdered"
        if kind is None and (found or syntax.is_passive(below)):
            kind = "killed" if count.deadly(below) else count.says(words.patient, below)
        kind = kind or count.does(below)
        if kind is None and below.pos_ in ("VERB", "AUX"):
            kind = _raised(count, below)
        if kind:
            return kind
    return None
