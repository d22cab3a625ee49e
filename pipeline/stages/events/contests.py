"""Words of war in reports of sport: there nobody is hurt by an "attack", a "shot" or a "battle" unless it says so."""

from pipeline.stages.events.found import Found
from pipeline.stages.events.lexicon import Reading, Words
from pipeline.tree import Token, Tree

FORCE = frozenset({"ACCIDENT", "ASSAULT", "COERCE", "DISASTER"})

FEWEST = 4
"""How many different words of sport a report of it has at least."""

MORE = 2
"""How many times more of them than of real force there are: else it tells of players under fire."""

NEAR = 12
"""How far from a word of war one of real force may stand."""

CONTEST = Reading("OTHER", "win", weak=False, rule="events.contest")
HURT = Reading("HEALTH", None, weak=False, rule="events.contest")


def tell_contests(found: dict[int, Found], tree: Tree, words: Words) -> None:
    """Give the words of war of a report of sport what they tell there: a contest, or that somebody is unfit."""
    fights = [trigger for trigger in found.values() if _is_fight(trigger, words)]
    if not fights or not _is_of_sport(tree, words):
        return
    for trigger in fights:
        if not _is_real(trigger.token, words):
            trigger.reading = HURT if trigger.token.lemma in words.injuries else CONTEST


def _is_fight(trigger: Found, words: Words) -> bool:
    lemma = trigger.token.lemma
    return trigger.reading.type in FORCE and (lemma in words.fights or lemma in words.injuries)


def _is_of_sport(tree: Tree, words: Words) -> bool:
    """Tell whether a text is a report of sport, by how many words of it there are, against those of real force."""
    told = words.sport.intersection([token.lemma_.lower() for token in tree.tokens])
    force = words.force.intersection([token.lemma for token in tree.tokens])
    return len(told) >= max(FEWEST, MORE * len(force))


def _is_real(token: Token, words: Words) -> bool:
    """Tell whether real force is told of near by: police, weapons, the dead."""
    near = token.tree[max(0, token.i - NEAR) : token.i + NEAR]
    return any(word.lemma in words.force and word is not token for word in near)
