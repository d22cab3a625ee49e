"""The words around a cue: its whole verb group, its subject, and the whole noun phrase of a source."""

from collections.abc import Iterator

from pipeline.stages.claims.lexicon import DAYS
from pipeline.stages.claims.passage import Passage, Range
from pipeline.syntax import FINITE, child, children, conjuncts_before
from pipeline.tree import Token

CITING = frozenset({"cite", "quote"})
"""Verbs whose object is where the subject has a claim from."""

APPOSITION = 6
"""How many tokens may stand between a noun and a name in apposition to it."""

_OUTLETS = frozenset(
    {"address", "briefing", "email", "filing", "interview", "notice", "post", "release", "speech", "statement", "tweet"}
)
"""Where somebody speaks, and not who: "the group *in a statement*"."""

_NOT = frozenset({"n't", "n\u2019t"})
_HAVING = frozenset({"find", "get", "have", "lack", "need"})
_ISSUING = frozenset({"issue", "make", "post", "publish", "put", "release", "send", "write"})
"""What is done with a statement by whom it is of: "*the group* issued a statement saying"."""

_VERBAL = frozenset({"VERB", "AUX"})
_SOME = frozenset({"few", "many", "most", "others", "some"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_ABOVE = frozenset({"xcomp", "advcl", "ccomp", "dep", "parataxis"})


def find_subject(verb: Token, controllers: frozenset[str], depth: int = 4) -> Token | None:
    """Give the subject of a verb: its own, or the one it takes from the verb or noun above it.

    `controllers` are verbs whose object is the subject of their infinitive ("urged *him* to say") or of what it is
    blamed for; `depth` bounds how many verbs the search climbs.
    """
    own = _relative(verb) or _inverted(verb) or _own(verb) or _unlabelled(verb)
    if own is not None or depth == 0:
        return own
    for above in conjuncts_before(verb):
        shared = joined_subject(verb) or child(above, "nsubj", "nsubjpass")
        if shared is not None:
            return shared if _agrees(shared, verb) else _agreeing(above, verb) or shared
        if above.dep_ in ("acl", "relcl", "xcomp", "advcl", "pcomp"):
            return find_subject(above, controllers, depth - 1)
    return _inherited(verb, controllers, depth - 1) or _listed(verb) or _neighbour(verb)


def _own(verb: Token) -> Token | None:
    """Give the subject that the parser gives a verb, but for a "n't" and for where somebody posts.

    "*The colleagues* wo*n't* say", "*Ann Cole* posted on *Twitter* accusing them".
    """
    subject = child(verb, "nsubj", "nsubjpass", "csubj")
    if subject is None:  # "*Kyiv* had for months asked"
        return next((found for word in children(verb, "aux") if (found := child(word, "nsubj")) is not None), None)
    if subject.lower_ in _NOT:
        before = verb.tree[max(subject.i - 2, verb.sentence_start)]
        return before if before.pos_ in _NOMINAL else None
    on, above = verb.head, verb.head.head
    is_medium = verb.dep_ == "pcomp" and subject.tag_ == "NNP" and above.pos_ == "VERB"
    is_medium = is_medium and on.lower_ == "on" and on.i + 1 == subject.left_edge.i
    return child(above, "nsubj") if is_medium else subject


def joined_subject(verb: Token) -> Token | None:
    """Give a subject that the parser joins to the noun before: "denied meddling in the vote and *Li* denied talks"."""
    start = min([verb.i, *(word.i for word in children(verb, "aux", "auxpass", "neg", "advmod") if word.i < verb.i)])
    before = verb.tree[max(start - 1, verb.sentence_start)]
    if verb.tag_ not in FINITE and not any(word.tag_ in FINITE for word in children(verb, "aux", "auxpass")):
        return None
    joined = before.dep_ == "conj" and before.pos_ in _NOMINAL and before.head.i < before.i < start
    link = verb.tree[max(before.left_edge.i - 1, 0)]
    return before if joined and link.lower_ in ("and", "but", "while") and before.head.pos_ in _NOMINAL else None


def _listed(verb: Token) -> Token | None:
    """Give the subject of the clause before a verb that goes on with it: "*He* read a poem, complained that ..."."""
    before, mark = child(verb, "ccomp", "advcl"), verb.tree[max(verb.i - 1, 0)]
    is_verb = before is not None and before.tag_ in ("VBD", "VBN") and child(before, "mark", "advmod") is None
    if before is not None and before.dep_ == "advcl" and not is_verb:
        return None  # "When it rained, ..., said"
    if before is None or verb.tag_ not in FINITE or before.i > verb.i or not (mark.text == "," or mark.is_quote):
        return None
    subject = child(before, "nsubj", "nsubjpass")
    goes_on = any(word.i > verb.i for word in children(verb, "ccomp", "xcomp", "oprd"))
    if subject is None or not goes_on:
        return None
    opens = not mark.is_quote or any(word.is_quote for word in verb.tree[subject.i : mark.i])
    return subject if opens else None  # '"*She* is ready," said an adviser'


def _inverted(verb: Token) -> Token | None:
    """Give the noun behind a verb that has taken a headline's words for its subject: "No deal, says *minister*"."""
    found = list(children(verb, "nsubj"))
    if len(found) > 1 and found[0].i > verb.i and _is_hyphened(found[0]):
        return found[-1]  # "says *co-director Ana Paz*"
    if len(found) > 1 and found[-1].i < verb.i and (_is_parted(found[-1].left_edge) or found[0].tag_ == "WP"):
        return found[-1]  # '"Blast in Beirut," the army said', "what it said were rebels"
    parted = _is_parted(verb)
    return found[-1] if parted and len(found) > 1 and found[0].i < verb.i < found[-1].i else None


def _is_hyphened(token: Token) -> bool:
    """Tell whether a hyphen ties a token to the next one."""
    after = token.tree[min(token.i + 1, len(token.tree) - 1)]
    return after.text == "-" and after.idx == token.end


def _is_parted(token: Token) -> bool:
    """Tell whether a comma or a quotation mark stands right before a token."""
    before = token.tree[max(token.i - 1, 0)]
    return before.text == "," or before.is_quote


def _unlabelled(verb: Token) -> Token | None:
    """Give a subject that the parser has given another label.

    "*Some* fear that" is no determiner, and "..., *the UN* estimates." no compound: the verb is one by its tag.
    """
    for word in verb.lefts:
        if word.dep_ == "det" and word.lower_ in _SOME:
            return word
        if word.dep_ == "compound" and word.i == verb.i - 1 and verb.tag_ in FINITE:
            return word
        if _is_named_may(word):
            return word
    return None


def _is_named_may(word: Token) -> bool:
    """Tell a name that the parser takes for an auxiliary: '"No," *May* said'."""
    return word.dep_ == "aux" and word.tag_ == "NNP"


def _agrees(subject: Token, verb: Token) -> bool:
    return verb.tag_ != "VBZ" or subject.tag_ not in ("NNS", "NNPS")


def _agreeing(clause: Token, verb: Token) -> Token | None:
    """Give a subject of another number from the clauses above: "*she* recalls when bombs fell and *believes*"."""
    above = (word for word in clause.ancestors if word.pos_ in _VERBAL)
    subjects = (child(word, "nsubj", "nsubjpass") for word in above)
    return next((subject for subject in subjects if subject is not None and _agrees(subject, verb)), None)


def _relative(verb: Token) -> Token | None:
    """Give the "who" right before a verb, whatever the parser has made of it."""
    before = verb.tree[verb.i - 1] if verb.i > verb.sentence_start else verb
    return before if before.lower_ == "who" else None


def _neighbour(verb: Token) -> Token | None:
    """Give the noun that stands before a finite verb which the parser has left without a subject."""
    place, start = verb.i - 1, verb.sentence_start
    while place > start and (verb.tree[place].text == "," or verb.tree[place].dep_ in ("aux", "neg", "advmod")):
        if verb.tree[place].tag_ == "WRB":  # "he told reporters on Monday *when* asked"
            return None
        place -= 1
    before = verb.tree[max(place, start)]
    if before.tag_ == "CD" and before.dep_ == "appos" and before.head.pos_ == "PROPN":
        before = before.head  # "*Ada Li*, 35, said"
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ == "conj" or before.pos_ not in _NOMINAL or place < start:
        return None
    named = before.dep_ == "appos" and before.head.pos_ in _NOMINAL and before.i - before.head.i <= APPOSITION
    named = named and before.head.dep_ != "pobj"  # "in an interview with the *paper*, Ham said"
    return before.head if named else before


def _inherited(verb: Token, controllers: frozenset[str], depth: int) -> Token | None:
    head, dep = verb.head, verb.dep_
    if dep in ("acl", "relcl") and head.pos_ in _NOMINAL:
        if dep == "acl" and verb.tag_ in FINITE and (top := _left_alone(head)) is not None:
            return top
        above = head.head if head.dep_ == "dobj" else verb
        has = verb.tag_ == "VB" and above.lemma_ in _HAVING  # "*The union* has ten days to say"
        issues = verb.tag_ == "VBG" and above.lemma_ in _ISSUING and head.lemma_ in _OUTLETS
        return (child(above, "nsubj") if has or issues else None) or head
    if dep == "pcomp" and head.dep_ == "prep" and head.head.pos_ in _VERBAL:
        is_quoted = head.lower_ == "as" and head.head.lemma_ in CITING
        is_blamed = head.lower_ in ("for", "of") and head.head.lemma_ in controllers  # "praised *them* for saying"
        told = child(head.head, "dobj") if is_quoted or is_blamed else None
        return told or find_subject(head.head, controllers, depth)
    if dep == "xcomp" and head.dep_ == "acomp" and head.head.pos_ in _VERBAL:
        subject = child(head.head, "nsubj")  # "*Democrats* are quick to note"
        reaches = subject is not None and subject.lower_ != "it"
        return subject if reaches and all(word.lower_ != "too" for word in children(head, "advmod")) else None
    if dep in _ABOVE and head.pos_ in _VERBAL and head.i != verb.i:
        led = dep in ("ccomp", "xcomp") or (
            dep == "advcl" and verb.tag_ == "VB" and _is_behind(child(head, "dobj"), verb)
        )
        controlled = child(head, "dobj") if led and head.lemma_ in controllers else None
        if controlled is not None:
            return controlled
        if dep in ("ccomp", "xcomp") or verb.tag_ in ("VBG", "VB", "VBN"):
            return find_subject(head, controllers, depth)
    return None


def _is_behind(noun: Token | None, verb: Token) -> bool:
    """Tell an infinitive right behind a noun, whose it is: "led *some* to say", but "drove *them* home to say"."""
    return noun is not None and noun.right_edge.i + 2 == verb.i and verb.tree[verb.i - 1].lower_ == "to"


def _left_alone(noun: Token) -> Token | None:
    """Give a subject whose verb the parser hangs on a noun before it: "*Residents* that want the library accused X"."""
    top = noun.tree[noun.sentence_start]
    while top.head.i != top.i:
        top = top.head
    is_alone = top.pos_ in _NOMINAL and top.i < noun.i and child(top, "relcl", "acl") is not None
    return top if is_alone else None


def parted(root: Token) -> Token | None:
    """Give of whom somebody is some: "two of those *people*", "one of the *officials*"."""
    if root.pos_ not in ("DET", "NUM", "PRON"):
        return None
    of = child(root, "prep")
    return child(of, "pobj") if of is not None and of.lower_ == "of" else None


def following_noun(verb: Token) -> Token | None:
    """Give the noun whose phrase begins right behind a verb, whatever the parser has hung it on.

    '"Yes," added *Khan*' is no compound, and '"No," said *Khan*, adding' no subject of what he adds.
    """
    tree, last = verb.tree, verb.tree.sentences[verb.sentence][1]
    if verb.i + 1 == last:
        return None
    noun = tree[verb.i + 1]
    if noun.dep_ == "prep" and noun.text.istitle():  # "said *Under* Secretary Khan"
        name = child(noun, "pobj")
        return name if name is not None and name.tag_ == "NNP" else None
    while noun.i < noun.head.i < last and noun.head.pos_ in _NOMINAL:
        noun = noun.head
    return noun if noun.pos_ in _NOMINAL else None


def noun_phrase(passage: Passage, head: Token, verb: Token) -> Range:
    """Give the noun phrase of `head` with all its modifiers, cut where the cue `verb` or a quotation begins."""
    low, high = passage.sentence[head.i]
    start, end = max(head.left_edge.i, low), min(head.right_edge.i + 1, high)
    start = max([start, *_set_off(head)])
    if head.dep_ == "compound" and head.head is verb:  # "..., *the* UN estimates."
        start = min([start, *(word.i for word in children(verb, "det", "amod", "poss"))])
    if head.i < verb.i:
        helpers = [helper.i for helper in children(verb, "aux", "auxpass", "neg") if helper.i > head.i]
        end = min([end, verb.i, *helpers])
    else:
        start = max(start, verb.i + 1)
    if verb.dep_ in ("acl", "relcl") and verb.head.i == head.i and verb.left_edge.i > head.i:
        end = min(end, verb.left_edge.i)
    start, end = passage.trim((start, _behind_name(head, verb, end))) or (head.i, head.i + 1)
    while start - 2 > max(low, verb.i if head.i > verb.i else -1) and _is_hyphened(passage.tree[start - 2]):
        start = max(passage.tree[start - 2].left_edge.i, low, verb.i + 1 if head.i > verb.i else 0)
    here = passage.quote_at[head.i]
    while start < head.i and passage.quote_at[start] not in (-1, here):
        start += 1
    for place in range(head.i + 1, end):
        quote = passage.quote_at[place]
        if quote not in (-1, here) and passage.quotes[quote].speech:
            end = place
            break
    cut = passage.quote_at[end - 1]
    if cut not in (-1, here) and passage.quotes[cut].title:
        end = passage.quotes[cut].end
    while end - 1 > head.i and passage.tree[end - 1].pos_ == "ADV" and passage.tree[end - 2].text == ",":
        end -= 2  # "Trump, unusually"
    found = passage.trim((start, _before_aside(head, _before_aside(head, end)))) or (head.i, head.i + 1)
    return (found[0], head.i + 2) if found[1] == head.i + 1 and _is_of_name(head) else found


def _behind_name(head: Token, verb: Token, end: int) -> int:
    """Give the end of a name right behind a noun, which the parser takes for a subject of its own.

    "The head of the police *Ivan Petrov* said", "the news agency *IRNA* said".
    """
    beside = (word for word in children(verb, "nsubj") if word.left_edge.i == end and word.tag_ == "NNP")
    return next((word.right_edge.i + 1 for word in beside), end) if head.pos_ == "NOUN" else end


def _set_off(head: Token) -> Iterator[int]:
    """Give the tokens behind what stands before a noun and is no part of it: "Though it rained, *the crowd* say"."""
    for word in head.lefts:
        after = word.right_edge.i + 1
        if word.dep_ in ("advcl", "npadvmod", "prep") and after < head.i and head.tree[after].text == ",":
            yield after + 1


def _before_aside(head: Token, end: int) -> int:
    """Give the end of a source before when or where it spoke: "the ministry *on Monday*", "the group *in a tweet*"."""
    last = next((token for token in head.rights if token.right_edge.i == end - 1), head)
    said = child(last, "pobj") if last.dep_ == "prep" and last.lower_ in ("in", "on") else None
    is_aside = said is not None and (said.text in DAYS or said.lemma_.lower() in _OUTLETS or said.lower_ == "eve")
    return last.i if is_aside else end


def _is_of_name(head: Token) -> bool:
    """Tell whether the "'s" behind a noun is a part of it and no genitive ("*Moody's* warned")."""
    return head.dep_ in ("nsubj", "pobj") and any(
        child.dep_ == "case" and child.i == head.i + 1 for child in head.rights
    )


def _is_bound(particle: Token) -> bool:
    """Tell the "up" of an amount that the parser takes for a particle: "said *up to* 160 millimetres fell"."""
    after = particle.tree[min(particle.i + 1, len(particle.tree) - 1)]
    return particle.lower_ == "up" and after.lower_ == "to" and after.dep_ == "quantmod"


def cue_group(passage: Passage, verb: Token) -> Range:
    """Give the verb with its auxiliaries, negation, particles and the adverbs between them."""
    parts = [t.i for t in verb.children if t.dep_ in _GROUP and not _is_bound(t) and not _is_named_may(t)]
    low, high = min([verb.i, *parts]), max([verb.i, *parts])
    for token in passage.tree[low : high + 1]:
        if token.i != verb.i and (token.dep_ in _SUBJECTS or token.ent_type_):
            return verb.i, verb.i + 1
    return low, high + 1
