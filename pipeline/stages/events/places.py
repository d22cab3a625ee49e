"""Where an event happened that names no place of its own: what it befell or is beside tells it, or the clause above."""

from collections.abc import Iterator

from pipeline.stages.events.arguments import governed
from pipeline.stages.events.clause_times import PART_OF, is_while
from pipeline.stages.events.found import Found
from pipeline.stages.events.lexicon import NOUN
from pipeline.stages.events.references import References
from pipeline.stages.events.repeats import Draft
from pipeline.tree import Token
from schemas.base import Id

AT_PLACE = frozenset({
    "ACCIDENT", "ASSAULT", "COERCE", "DEATH", "DISASTER", "HEALTH", "MOBILIZE", "PROTEST",
})  # fmt: skip
"""Types of what happens where those are whom it befalls: "attacked *the embassy in Lima*", not "condemned" it."""

BEFALLEN = frozenset({"ACCIDENT", "ASSAULT", "DISASTER"})
"""Types that happen where a place is that they befall: "bombed *Aleppo*", not "deployed troops to" it."""

WHERE = frozenset(
    {"across", "along", "around", "at", "in", "inside", "near", "off", "on", "outside", "through", "within"}
)
"""Prepositions that tell where something is."""

OCCURRING = frozenset({"begin", "break", "erupt", "happen", "occur", "start", "take", "unfold"})
"""Verbs by which an event only happens."""

DEPTH = 2
"""How many nouns one in the other are gone down for a place: "a bomb on *a bus* in *a suburb* of Aleppo"."""

SHARED = frozenset({"advcl", "agent", "conj", "dobj", "nsubj", "nsubjpass", "pobj", "prep", "relcl"})
"""Dependencies along which what befalls somebody is where what it depends on is."""


def place_events(drafts: list[Draft], references: References) -> None:
    """Give events of `AT_PLACE` the place that their clause tells deeper down, else that of the event above them."""
    wanted = [draft for draft in drafts if draft.place is None and draft.found.reading.type in AT_PLACE]
    for draft in wanted:
        draft.place = next(_nested_places(draft, references), None)
    placed = [draft for draft in drafts if draft.place is not None and draft.found.reading.type in AT_PLACE]
    known = {draft.found.token.i: draft.place for draft in placed}
    for draft in sorted(wanted, key=lambda draft: draft.found.token.pos != NOUN):
        token = draft.found.token
        place = draft.place or next((known[word.i] for word in _shared(token) if word.i in known), None)
        if place is not None:
            draft.place = known[token.i] = place


def _nested_places(draft: Draft, references: References) -> Iterator[Id]:
    """Find where those are whom an event befalls: "attacked *the embassy in Lima*", "an attack *on a bus in Kabul*"."""
    found = draft.found
    beside = [(word, head) for word, heads in found.frame.obliques for head in heads]
    for verb in _carriers(found):
        beside += [(child.lower_, head) for child in verb.rights if child.dep_ == "prep" for head in governed(child)]
    for word, head in beside:
        if word in WHERE:
            yield from _at(head, references)
    if found.reading.type in BEFALLEN:
        yield from _befallen(draft, references)
    others = (head for word, head in beside if word not in ("by", "from"))
    for head in (*found.frame.objects, *others, *found.frame.subjects):
        yield from _within(head, references, DEPTH)


def _carriers(found: Found) -> Iterator[Token]:
    """Give the verbs that only say that what a noun names happened: "an attack that *occurred* in Goma"."""
    noun = found.token
    if found.second is not None and noun.pos == NOUN:
        yield found.second
    clauses = [clause for clause in noun.rights if clause.dep_ in ("acl", "relcl")]
    above = [noun.head] if noun.dep_ == "nsubj" else []
    yield from (verb for verb in (*above, *clauses) if noun.pos == NOUN and verb.lemma_ in OCCURRING)


def _befallen(draft: Draft, references: References) -> Iterator[Id]:
    """Give the places that an event befalls: "an attack on *Goma*"."""
    for who in draft.participants:
        entity = references.entity(who.start, who.end) if who.role == "patient" and who.entity else None
        if entity is not None and entity.type == "place":
            yield entity.id


def _within(noun: Token, references: References, depth: int) -> Iterator[Id]:
    for preposition in noun.rights:
        if preposition.dep_ != "prep" or preposition.lower_ not in WHERE:
            continue
        for head in governed(preposition):
            yield from _at(head, references)
            if depth > 1 and references.named(head) is None:
                yield from _within(head, references, depth - 1)


def _at(head: Token, references: References) -> Iterator[Id]:
    """Give the place that a phrase names, or is a spot of: "in *Goma*", "on the outskirts of *Goma*"."""
    named = references.named(head)
    if named is None and head.lemma_.lower() in references.spots and head.tag_ != "RB":
        of = (child for child in head.rights if child.lower_ == "of")
        named = next((references.named(whole) for child in of for whole in governed(child)), None)
    if named is not None and named.type == "place":
        yield named.id


def _shared(token: Token) -> Iterator[Token]:
    """Give what an event happened with: "hit a market in Aru, *killing* nine", "a blast in Aru *killed* nine"."""
    above = token
    for _ in range(3):
        if above.dep_ not in SHARED or (above.dep_ == "advcl" and above.tag_ != "VBG" and not is_while(above)):
            break
        above = above.head
        yield above
    if token.pos == NOUN:
        yield from (clause for clause in token.rights if clause.dep_ in ("acl", "relcl"))
        return
    for child in token.children:
        if child.dep_ == "nsubj" or is_while(child):
            yield child
        elif child.lower_ in PART_OF and child.i > token.i:
            yield from governed(child)
