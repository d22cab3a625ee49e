"""Status: how firmly a figure or event is said to be so.

A cue counts where its scope, read off the dependency tree, holds the figure or event: the walk goes from the word
upwards, and every step is either followed (object, complement, modifier, subject) or ends the scope (relative
clause, adverbial clause, a conjunct with a subject of its own), as ConText's terminators end it in flat text
(Harkema et al. 2009). The claims that hold the word come after the cues below their own cue.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.stages.assemble.lexicon import StatusWords
from pipeline.tree import Token, Tree
from schemas.base import Id
from schemas.claim import CueType, Statement
from schemas.status import Status

PRECEDENCE: tuple[Status, ...] = (
    "denied", "negated", "requested", "planned", "hypothetical", "estimated", "attributed", "asserted",
)  # fmt: skip
"""Where several hold, the first is the status: what takes most away from the statement."""

BY_CUE: dict[CueType, Status] = {
    "deny": "denied",
    "refuse": "negated",
    "estimate": "estimated",
    "forecast": "planned",
    "demand": "requested",
    "promise": "planned",
    "ask": "hypothetical",
}
"""What a claim's cue makes of its content; all others attribute it."""

_THROUGH = frozenset({
    "nsubj", "nsubjpass", "dobj", "pobj", "prep", "nummod", "amod", "det", "compound", "attr", "acomp", "xcomp",
    "ccomp", "pcomp", "agent", "dative", "oprd", "appos", "quantmod", "npadvmod", "nmod", "poss", "advmod", "csubj",
    "csubjpass", "conj", "acl", "advcl", "relcl", "dep", "predet",
})  # fmt: skip
_MARKING = frozenset({
    "neg", "aux", "auxpass", "mark", "advmod", "amod", "prep", "det", "nsubj", "nsubjpass", "preconj", "cc",
})  # fmt: skip
"""What may hang on a word and set its status: most words around it do not."""
_VERBAL = frozenset({"VERB", "AUX"})
_BEFORE = frozenset({"amod", "det", "advmod", "quantmod", "neg"})
REACH = 40
"""How many steps up a tree a scope is followed."""

_CIRCUMSTANCES = frozenset({
    "after", "against", "amid", "before", "because", "despite", "due", "during", "following", "since", "until",
})  # fmt: skip
_PERCEIVING = frozenset({"feel", "hear", "see", "smell"})
"""Verbs that "can" tells as going on ("traders *can see* support"), not as possible."""
_GIVEN = frozenset({"after", "although", "because", "since", "though"})
"""Conjunctions of a clause that tells a fact, whatever is asked or promised around it."""
_GIVEN_PREPOSITIONS = frozenset({"amid", "despite", "following"})
_RELATIVE = frozenset({"that", "which", "who", "whom", "whose"})
_QUALIFYING = frozenset({"amod", "compound", "nmod", "nummod", "poss", "quantmod"})
_REFUSED = frozenset({"dobj", "oprd", "attr", "npadvmod", "dative", "nsubjpass"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_OF_NOUN = frozenset({"for", "of", "on", "to"})
_PRESUPPOSING = frozenset({"how", "what", "when", "where", "which", "who", "why"})
"""Words of a question that takes its content for a fact: "did not say *when* it was closed"."""
_OPEN = frozenset({"if", "whether"})
_NO = frozenset({"neither", "no", "none"})
_BOUNDING = frozenset({"exceed", "surpass"})
"""Verbs whose negation bounds their number and takes nothing back: "the toll did *not* exceed 30"."""
_NO_PLACE = frozenset({"of", "without"})
"""Prepositions whose noun before a verb is no circumstance of it: "*of the 300* none came"."""
_NUMBERED = frozenset({"no", "no."})
_OF_VERB = frozenset({"at", "for", "from", "of", "on", "to"})


type Range = tuple[int, int]
"""Tokens ``[first, last)``."""


@dataclass(slots=True)
class Cue:
    """A word that sets a status, as tokens ``[start, end)``."""

    status: Status
    start: int
    end: int


class StatusFinder:
    """Finds the status of figures and events of one article."""

    def __init__(self, tree: Tree, words: StatusWords) -> None:
        self.tree = tree
        self.words = words
        self._cues: dict[Id, Range] = {}

    def status(
        self, first: int, last: int, claims: Sequence[Statement], *, counts: bool = False
    ) -> tuple[Status, tuple[Range, ...]]:
        """Give the status of the tokens ``[first, last)`` and the words that set it.

        `claims` are those whose content holds them, innermost first. What `counts` things and tells of nothing that
        is done to them stands whatever may come of them, where the text takes them for known: "would free *the 20*".
        """
        root = self.tree.root(first, last)
        cues = list(self._within(first, last, root))
        known = counts and _is_known(root)
        if not known and not _is_presupposed(root):
            cues.extend(self._above(root, claims))
        if claims:
            said = self._claimed(root, claims)
            cues.extend(cue for cue in said if not known or cue.status == "attributed")
        if counts:
            cues = [cue for cue in cues if not self._is_counted_all_the_same(cue)]
        if not cues:
            return "asserted", ()
        status = min((cue.status for cue in cues), key=PRECEDENCE.index)
        places = {(cue.start, cue.end) for cue in cues if cue.status == status and cue.end > cue.start}
        return status, tuple(_widest(places))

    def _is_counted_all_the_same(self, cue: Cue) -> bool:
        """Tell the end of things from that of their number: "*cancelled* 100 flights", "*stopped* 40 migrants"."""
        return cue.status == "negated" and self.tree[cue.start].lemma_.lower() in self.words.verbs_object

    def _claimed(self, token: Token, claims: Sequence[Statement]) -> Iterator[Cue]:
        """Give what the claims around it make of it: the innermost counts, outer ones attribute.

        What nobody is named for is taken up by who speaks of it: "denied *reports* that 200 are missing" denies.
        Denials, estimates, demands and the like hold for what is said, not for a relative clause that adds to it.
        """
        above = [token, *islice(token.ancestors, REACH)]
        presupposed = any(_is_presupposed(word) for word in above)
        given = any(map(_is_given, above))
        aside = presupposed or any(word.dep_ == "relcl" for word in above)
        is_said, is_told = False, True
        for claim in claims:
            start, end = self._cue(claim)
            if self._is_shared(above, claim):
                continue
            status = self._by_claim(claim)
            if is_said and not (status == "denied" and is_told):
                status = "attributed"
            if claim.cue and claim.cue.type == "refuse" and self._is_offered(above, claim):
                continue
            is_said = is_said or claim.source is not None
            is_told = is_told and claim.rule == "claims.noun"  # "denied *X's claim that*" denies the content too
            if given and status in ("planned", "requested"):
                status = "attributed"
            if aside and status != "attributed" and (presupposed or self._relative_lies_within(above, claim)):
                if claim.source is None:
                    continue
                status = "attributed"
            yield Cue(status, start, end)

    def _is_shared(self, path: Sequence[Token], claim: Statement) -> bool:
        """Tell what is told of a subject before what is said of it: "*one of them* was *shot* and is expected to live".

        So are clauses within it: "the group, *founded* in 1964, is thought to have 8,000 fighters".
        """
        start, _ = self._cue(claim)
        if claim.source is not None or len(claim.contents) == 1 or path[0].i >= start:
            return False
        verb = next((word for word in path if word.pos_ in _VERBAL), None)
        return verb is not None and verb.i < start

    def _is_offered(self, path: Sequence[Token], claim: Statement) -> bool:
        """Tell the offer that is refused, and its attributes, from what it offers: "rejected *the $2 billion bid*"."""
        first, _ = self._cue(claim)
        for word in path:
            if word.head.i == first or word.head.lower_ == (claim.cue.lemma if claim.cue else ""):
                return word.dep_ == "dobj"
            if word.dep_ not in _QUALIFYING:
                return False
        return False

    def _cue(self, claim: Statement) -> Range:
        """Give the cue of a claim in tokens; none where it has none."""
        if claim.id not in self._cues:
            cue = claim.cue
            self._cues[claim.id] = self.tree.overlapping(cue.start, cue.end) if cue else (0, 0)
        return self._cues[claim.id]

    def _relative_lies_within(self, path: Sequence[Token], claim: Statement) -> bool:
        """Tell whether the relative clause around a word, set off by a comma, is a part of the content."""
        for above in path:
            if above.dep_ == "relcl":
                before = self.tree[max(above.left_edge.i - 1, 0)]
                return before.text == "," and any(piece.start < before.idx < piece.end for piece in claim.contents)
        return False

    def _by_claim(self, claim: Statement) -> Status:
        if claim.cue is None:
            return "attributed"
        status = BY_CUE.get(claim.cue.type, "attributed")
        if status == "denied":
            return "denied" if claim.polarity == "negative" else "attributed"
        if claim.cue.type == "believe" and claim.source is None:
            return "estimated"
        if claim.polarity == "negative" and claim.rule == "claims.noun":
            return "negated"  # "there were *no reports* of 20 deaths"
        if claim.polarity == "negative" and claim.cue.type in ("say", "confirm", "show"):
            content = self._first_content(claim)
            clause = any(token.pos_ in _VERBAL and token.dep_ in ("ccomp", "ROOT", "advcl") for token in content)
            presupposed = content[0].lower_ in _PRESUPPOSING
            return "hypothetical" if clause and not presupposed else "asserted"
        if claim.cue.type == "ask" and self._first_content(claim)[0].lower_ == "why":
            return "attributed"  # "asked *why* 30 guards were absent"
        if claim.cue.type == "refuse" and self._first_content(claim)[0].lower_ in _PRESUPPOSING:
            return "asserted"  # "declined to say *how many* of the 700 had been freed"
        return status

    def _first_content(self, claim: Statement) -> Sequence[Token]:
        first, last = self.tree.overlapping(claim.contents[0].start, claim.contents[0].end)
        return self.tree[first:last]

    def _within(self, first: int, last: int, root: Token) -> Iterator[Cue]:
        """Give cues inside the span itself or before its number: "no casualties", "an estimated 500"."""
        low = max(self.tree.sentences[self.tree[first].sentence][0], first - 3)
        while first > low and self.tree[first - 1].dep_ in _BEFORE:
            first -= 1
        for token in self.tree[first:last]:
            if token is not root:
                yield from self._single(token)

    def _single(self, token: Token) -> Iterator[Cue]:
        lower = token.lower_
        status = self.words.modifiers.get(lower) or self.words.determiners.get(lower)
        if status is None and token.dep_ == "neg":
            status = "negated"
        if status is not None and not self._is_pseudo(token):
            yield Cue(status, token.i, token.i + 1)

    def _above(self, token: Token, claims: Sequence[Statement]) -> Iterator[Cue]:
        """Walk from a word to the top of its scope and give the cues on the way."""
        stops = {place for claim in claims for place in range(*self._cue(claim))}
        yield from self._around(token, token)
        settled = _is_definite(token)
        for _ in range(REACH):
            if token.head.i == token.i or token.dep_ not in _THROUGH:
                return
            head = token.head
            if self._ends_scope(token, head):
                return
            if head.i in stops:  # the claim says what its cue makes of a clause; an infinitive is the cue's own act
                yield from self._governor(token, head) if token.dep_ == "xcomp" else ()
                return
            cues = [*self._governor(token, head)]
            settled = settled or self._is_beyond_negation(token, head)
            if token.dep_ != "conj" or head.pos_ not in _VERBAL or _is_alternative(head):
                about = token.dep_ == "prep" and token.lower_ != "of" and head.pos_ == "NOUN"
                cues.extend(cue for cue in self._around(head, token) if not about or cue.status != "negated")
            elif _is_bare(token):
                cues.extend(self._shared_auxiliaries(head))
            yield from (cue for cue in cues if not settled or cue.status != "negated" or cue.start == head.i)
            if head.pos_ in ("NOUN", "PROPN") and _is_definite(head) and token.dep_ in ("prep", "poss", "compound"):
                return  # "did not mention the death of 40 people": the death is a fact
            settled = settled or (head.pos_ in ("NOUN", "PROPN") and token.dep_ == "prep")
            token = head

    def _is_beyond_negation(self, token: Token, head: Token) -> bool:
        """Tell what a negation around it does not take back.

        That is what somebody does not know or mention ("did not know *that 40 had died*"), what nobody knows ("was not
        clear *whether he had*"), and a circumstance that is set off or told before it: "was not put out, *with only a
        handful of men*", "*at 30 stations* no votes were counted".
        """
        if token.dep_ in ("ccomp", "dobj") and head.lemma_ in self.words.factive:
            return True
        if token.dep_ == "ccomp":
            return any(child.dep_ == "mark" and child.lower_ in _OPEN for child in token.children)
        if token.dep_ == "prep" and token.i < head.i and head.pos_ in _VERBAL:
            return token.lower_ not in _NO_PLACE
        return token.dep_ == "prep" and token.lower_ == "with" and self.tree[token.i - 1].text == ","

    def _ends_scope(self, token: Token, head: Token) -> bool:
        if (
            token.dep_ == "advcl"
        ):  # what something is done for is as little so as that: "due to meet *to approve* a loan"
            return not (token.tag_ == "VB" and any(child.lower_ == "to" for child in token.children))
        if token.dep_ in ("relcl", "dep") or (token.dep_ == "ccomp" and token.right_edge.i < head.i):
            return True  # "300 were sent; the army has *not* commented", to the parser a content before its cue
        if token.dep_ == "acl":
            return head.lemma_ not in self.words.nouns or token.tag_ == "VBN"  # "a report *published* on Monday"
        if token.dep_ == "conj" and any(child.dep_ == "relcl" and child.i < token.i for child in head.children):
            return True  # "planned a raid in which 300 died and *51* were hurt", to the parser a raid and the 51
        if token.dep_ == "conj" and token.pos_ in _VERBAL:
            if token.tag_ == "VBD" and head.tag_ == "VB":
                return True  # "tried to kill the mayor *and wounded* his driver"
            return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in token.children)
        if token.dep_ == "prep" and head.pos_ in _VERBAL and token.lower_ in _CIRCUMSTANCES:
            return True
        if token.dep_ == "prep" and token.lower_ == "with" and token.i < head.i:
            return True  # "*with* 98 percent of the votes counted, he can claim victory"
        return token.dep_ == "appos" and head.pos_ in _VERBAL

    def _around(self, head: Token, below: Token) -> Iterator[Cue]:
        """Give the cues that hang on a word of the walk: its negation, auxiliaries, determiners, subordinator."""
        for child in head.children:
            if child.dep_ not in _MARKING or child is below:
                continue
            if child.dep_ == "neg" and head.lemma_ in _BOUNDING and below.dep_ == "dobj":
                continue
            status = self._hangs(child, head)
            if status is not None and not self._is_pseudo(child):
                if status != "negated" or not _is_before_negation(below, child):
                    yield Cue(status, child.i, child.i + 1)
            elif child.dep_ in ("nsubj", "nsubjpass"):  # "no soldiers were killed", seen from the verb
                yield from (Cue("negated", no.i, no.i + 1) for no in child.children if self._is_none(no))

    def _is_none(self, word: Token) -> bool:
        return word.lower_ in _NO and not self._is_pseudo(word)

    def _hangs(self, child: Token, head: Token) -> Status | None:
        dep, lower = child.dep_, child.lower_
        if dep == "neg":
            return "negated"
        if dep in ("aux", "auxpass"):
            return self._auxiliary(child, head)
        if dep == "mark":
            return self.words.subordinators.get(lower)
        if dep in ("advmod", "amod"):
            return self.words.modifiers.get(lower)
        if dep == "prep":
            return "negated" if self._is_never(child) else None
        return self.words.determiners.get(lower)

    def _shared_auxiliaries(self, head: Token) -> Iterator[Cue]:
        """Give the modals of a verb that the one conjoined to it stands below too: "*will* sell and *buy*"."""
        for child in head.children:
            status = self._auxiliary(child, head) if child.dep_ == "aux" else None
            if status is not None:
                yield Cue(status, child.i, child.i + 1)

    def _is_never(self, preposition: Token) -> bool:
        """Tell "under no circumstances", "at no time"."""
        for noun in preposition.children:
            if noun.lemma_ in self.words.never and any(child.lower_ == "no" for child in noun.children):
                return True
        return False

    def _auxiliary(self, child: Token, head: Token) -> Status | None:
        if child.lower_ == "to" and head.dep_ == "ROOT" and any(other.dep_ == "nsubj" for other in head.children):
            return "planned"  # the future of headlines: "Firm *to* shut mill"
        if child.lower_ in ("can", "could") and head.lemma_ in _PERCEIVING:
            return None
        status = self.words.auxiliaries.get(child.lower_)
        if status == "hypothetical" and child.lower_ in ("would", "'d") and head.dep_ == "ccomp":
            return "planned"  # the future seen from the past: "said it would send 500"
        return status

    def _governor(self, token: Token, head: Token) -> Iterator[Cue]:
        """Give the cue that a governing word is for its complement: "plans to", "request for", "without"."""
        status = self._governs(token, head)
        if status is None or self._is_pseudo(head):
            return
        if status in ("negated", "denied") and any(child.dep_ == "neg" for child in head.children):
            return
        yield Cue(status, head.i, head.i + 1)

    def _governs(self, token: Token, head: Token) -> Status | None:
        dep = token.dep_
        if head.lower_ in _NO and dep == "prep":  # "none of the 12"
            return "negated"
        if head.pos_ in _VERBAL:
            return self._verb_governs(token, head)
        if head.pos_ in ("NOUN", "PROPN") and (dep in ("acl", "compound") or _is_phrase(token, _OF_NOUN)):
            lemma = head.lemma_.lower()
            return None if dep != "acl" and lemma in self.words.nouns_infinitive else self.words.nouns.get(lemma)
        if head.pos_ == "ADJ" and dep in ("xcomp", "ccomp"):
            return self.words.predicates.get(head.lower_)
        if head.pos_ in ("ADP", "SCONJ") and dep in ("pobj", "pcomp"):
            return self.words.prepositions.get(head.lower_)
        return None

    def _verb_governs(self, token: Token, head: Token) -> Status | None:
        dep, lemma = token.dep_, head.lemma_.lower()
        if lemma == "go":  # "is going to"
            return self.words.verbs.get(lemma) if head.tag_ == "VBG" and dep == "xcomp" else None
        if lemma in self.words.refused and dep not in ("ccomp", "xcomp"):
            objects = {child.lemma_.lower() for child in head.children if child.dep_ in _REFUSED}
            if not objects.isdisjoint(self.words.refused[lemma]):
                return "negated" if token.lemma_.lower() in self.words.refused[lemma] else None
        if dep in ("xcomp", "ccomp"):
            return self.words.verbs.get(lemma) or (self.words.predicates.get(head.lower_) if dep == "xcomp" else None)
        if dep == "dobj" and any(child.lower_ == "from" and _is_deed(child) for child in head.children):
            return None  # "prevented *40 men* from leaving": they are there
        if dep in ("dobj", "nsubjpass") and lemma in self.words.verbs_object and not _has_come(head):
            return self.words.verbs.get(lemma)
        is_plea = lemma == "plead" and any(child.lower_ == "guilty" for child in head.children)
        if lemma in self.words.verbs_phrase and _is_phrase(token, _OF_VERB) and not is_plea:
            return self.words.verbs.get(lemma)
        return None

    def _is_pseudo(self, token: Token) -> bool:
        """Tell whether a cue word stands in a phrase that makes it none: "not only", "no doubt", "No. 15"."""
        if token.lower_ in _NUMBERED:
            follow = self.tree[token.i + 1 : token.i + 3]
            if any(other.text[0].isdigit() for other in follow[: 2 if follow and follow[0].text == "." else 1]):
                return True
        if token.lower_ == "not" and token.i and self.tree[token.i - 1].lower_ == "if":
            return True  # "hundreds, *if not thousands*"
        for words in self.words.pseudo.get(token.lower_, ()):
            following = tuple(other.lower_ for other in self.tree[token.i : token.i + len(words)])
            if following == words:
                return True
        return False


def _widest(places: set[Range]) -> Iterator[Range]:
    """Give the stretches that lie in no other, in text order."""
    reach = -1
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if end > reach:
            yield start, end
            reach = end


def _is_before_negation(below: Token, negation: Token) -> bool:
    """Tell what a negation is said of, which it does not take back: "*300* do *not* vote"."""
    subject = below.dep_ in ("nsubj", "nsubjpass") and below.pos_ not in _VERBAL
    return subject and below.i < negation.i and negation.dep_ in ("advmod", "neg")


def _is_presupposed(token: Token) -> bool:
    """Tell what is taken for granted whatever is said around it: "*the 350* people who *fled*" (number and verb)."""
    noun = token.head
    if token.dep_ not in ("nummod", "relcl") or not _is_definite(noun):
        return False
    return any(child.dep_ == "relcl" and child.left_edge.lower_ in _RELATIVE for child in noun.children)


def _is_given(clause: Token) -> bool:
    """Tell whether a clause gives what came before what is asked for or promised.

    "Ordered them to stop *after one had burned*", "promised to pay those *whose homes were destroyed*", "asked them to
    think again *despite* three deaths".
    """
    if clause.dep_ == "relcl":
        return _is_past(clause)
    if clause.dep_ == "prep" and clause.lower_ in _GIVEN_PREPOSITIONS:
        return True
    marks = (child.lower_ for child in clause.children if child.dep_ == "mark")
    return clause.dep_ == "advcl" and clause.tag_ in ("VBD", "VBN") and any(mark in _GIVEN for mark in marks)


def _is_past(verb: Token) -> bool:
    if verb.tag_ == "VBD":
        return True
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return verb.tag_ == "VBN" and bool(auxiliaries) and all(child.tag_ in ("VBD", "VBN") for child in auxiliaries)


def _is_phrase(token: Token, prepositions: frozenset[str]) -> bool:
    return token.dep_ == "prep" and token.lower_ in prepositions


def _is_bare(verb: Token) -> bool:
    """Tell whether a conjunct has its infinitive from the auxiliaries of the verb before it ("will sell and *buy*").

    The tagger takes some for others: "would cut jobs, *close* three plants".
    """
    labels = {child.dep_ for child in verb.children}
    is_form = verb.tag_ == "VB" or (verb.tag_ in ("JJ", "NN", "VBP") and "dobj" in labels)
    return is_form and verb.head.tag_ == "VB" and labels.isdisjoint(("aux", "nsubj"))


def _has_come(verb: Token) -> bool:
    """Tell what has happened by now: "the verdict *had been expected*", "the town *was targeted*"."""
    if verb.lower_ == "targeted":
        return True
    labels = {child.dep_ for child in verb.children}
    is_over = verb.lower_ == "expected" and any(child.lower_ == "had" and child.dep_ == "aux" for child in verb.lefts)
    return is_over and "auxpass" in labels and labels.isdisjoint(("xcomp", "ccomp"))


def _is_alternative(head: Token) -> bool:
    """Tell whether a negation reaches the second conjunct: "did not kill or wound"."""
    return any(child.dep_ == "cc" and child.lower_ in ("or", "nor") for child in head.children)


def _is_known(number: Token) -> bool:
    """Tell the number of things that are known: "*the two* sides", "*his 20* men"."""
    noun = number.head
    known = (child for child in noun.children if child.lower_ in _DEFINITE or child.dep_ == "poss")
    return number.dep_ == "nummod" and any(child.i < number.i for child in known)


def _is_deed(preposition: Token) -> bool:
    """Tell a preposition with a gerund: "from *leaving*"."""
    return any(child.dep_ == "pcomp" for child in preposition.children)


def _is_definite(noun: Token) -> bool:
    return noun.pos_ in ("NOUN", "PROPN") and any(
        child.lower_ in _DEFINITE or child.dep_ == "poss" for child in noun.children
    )
