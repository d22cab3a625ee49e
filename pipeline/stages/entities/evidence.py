"""One type for each surface of a document, by the evidence of all its places."""

from collections.abc import Container, Iterator
from itertools import pairwise

from pipeline.stages.entities import results
from pipeline.stages.entities.brackets import RULE as ACRONYM
from pipeline.stages.entities.geonames import Geonames
from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.listed import LONGEST_DATELINE
from pipeline.stages.entities.names import POSSESSIVES, Name, Words, bracketed, is_behind_state
from pipeline.stages.entities.spelling import all_initials
from pipeline.text import dateline
from schemas.entity import EntityType

LEXICON, TITLE, HEAD, BRACKET, REGION, LED, HEADED, SURNAME, MODEL = 100, 30, 25, 25, 15, 12, 12, 12, 10
CALLED, SHORT = 150, 25
CITY, CITIES, LISTED, REPORTED, PLAYED, RELATIVE, APPOSED, TAKEN, ENDING = 8, 12, 6, 25, 25, 9, 25, 12, 15
"""Weights: one vote of the model is 10; a country's name outweighs nine of them."""

_DASHES = (["-"], ["–"], ["—"], ["--"])
_DETERMINERS = (["a"], ["an"], ["the"])
_NOMINAL = frozenset({"CD", "DT", "HY", "JJ", "NN", "PO", "RB"})
_LIST = frozenset({",", "and", "or", "&"})
_INSIDE = frozenset({"in", "near"})
_NAMED = frozenset({"called", "named"})
_FORMAL = (" Emirates", " Federation")
"""Ends of countries' names that no team is called by: "the Russian *Federation*"."""

_QUOTES = frozenset("\"'“‘")

ROLE = 4
"""Tokens behind a comma in which the head of a role is looked for."""

APPOSITION = 9
"""Tokens of an apposition through its head."""

SHOUTED = 5
"""Letters of a word in capitals that is no acronym."""

SQUAD = 5
"""Names with another in brackets that make a list of players."""

TIE = 2
"""Tokens between two names of a list."""

LETTERS = 3
"""Letters of an acronym that tell a body from a person, or that a person is called by at least: "MBS"."""

LONG_WORD = 7
"""Letters from which the end of a word tells an organisation."""

SURE = 0.9
"""Confidence from which the model's word stands against the rest of the document, where a team or a government bears
the name of its city or country."""

DOUBT = 0.55
"""Confidence, from 0 to 1, below which a name is left out: best on GeoVirus, and no worse on GUM."""


type Counts = dict[EntityType, int]
"""How much speaks for each type, in the order in which they stand where two have the same weight."""

type Votes = dict[str, Counts]
"""The counts of each surface."""


def trusted(names: list[Name], words: Words, known: Knowledge, cities: Container[str]) -> list[Name]:
    """Leave out names that the model doubts wherever they stand, and that no lexicon and no gazetteer knows.

    An organisation that another name follows in brackets is one, whatever the doubt.
    """
    best: dict[str, float] = {}
    for name in names:
        best[name.text] = max(1.0 if name.confidence is None else name.confidence, best.get(name.text, 0.0))
    good = {text for text, sure in best.items() if sure >= DOUBT or text in known.names or text in cities}
    for first, second in bracketed(names, words):
        if first.type == second.type == "organisation" and second.text in good:
            good.add(first.text)
    return [name for name in names if name.text in good]


def settle(names: list[Name], words: Words, known: Knowledge, cities: Geonames) -> None:
    """Give every place of a surface the type that most speaks for."""
    borne = _borne(names)
    votes: Votes = {name.text: {"organisation": 0, "person": 0, "place": 0, "group": 0} for name in names}
    for name in names:
        counts = votes[name.text]
        counts[name.type] += MODEL if name.confidence is None else round(MODEL * name.confidence)
        if name.titles:
            counts["person"] += TITLE
        for kind, weight in _cues(name, words, known, cities):
            counts[kind] += weight
        if name.text not in borne and not (name.text in cities or name.text in known.names):
            for kind, weight in _cues_of_nouns(name, words, known):
                counts[kind] += weight
    openers = {name.start for name in names if name.text.isupper() and _opens_report(name, words, known)}
    _add_places_of_reports(votes, names, words, cities, openers)
    _add_members(votes, names, words, known)
    _add_brackets(votes, names, words, known, cities)
    _add_lists(votes, names, words, cities)
    _add_fought(votes, names, words, known, cities)
    _add_known(votes, known, borne)
    _add_cities(votes, cities, borne, known.first_names)
    _add_endings(votes, known)
    _add_surnames(votes)
    _add_capitals(votes)
    _add_acronyms(votes, names, words, known)
    _add_short_forms(votes, {name.text for name in names if name.titles}, known, cities)
    winners = _winners(votes)
    for name in names:
        opens = name.start in openers
        if opens and words.words[name.end : name.end + 1] not in _DASHES:
            name.type = "place"
        elif name.rule != results.RULE and (opens or not _stands(name, winners[name.text], words, known, cities)):
            name.type = winners[name.text]


def _stands(name: Name, winner: EntityType, words: Words, known: Knowledge, cities: Container[str]) -> bool:
    """Tell whether a city or country, or the team or government that bears its name, is meant at just this place."""
    if name.confidence is None or {name.type, winner} != {"organisation", "place"}:
        return False
    if name.type == "place" and name.start and words.words[name.start - 1] == "(":
        return False
    is_inside = name.start > 0 and words.lowers[name.start - 1] in _INSIDE
    if name.confidence < SURE and not (is_inside and name.type == "place"):
        return False
    if name.type == "organisation" and (is_inside or _modifies(name, words, known)):
        return False
    found = known.names.get(name.text)
    return name.text in cities or (found is not None and found.type == "place")


def _modifies(name: Name, words: Words, known: Knowledge) -> bool:
    """Tell whether a noun says what is of the place: "the *DRC* government", "the foreign ministers of *Oman*"."""
    is_formal = " of " in name.text or name.text.endswith(_FORMAL)
    if is_formal or name.end >= words.size:
        return is_formal
    if words.lowers[name.end] in known.rulers and words.tags[name.end] in {"NN", "NNS"}:
        return True
    place = name.start - 1 - (words.lowers[name.start - 1] == "the")
    return place > 0 and words.lowers[place] == "of" and words.lowers[place - 1] in known.rulers


def _winners(votes: Votes) -> dict[str, EntityType]:
    return {text: max(counts, key=counts.__getitem__) for text, counts in votes.items()}


def _cues(name: Name, words: Words, known: Knowledge, cities: Container[str]) -> Iterator[tuple[EntityType, int]]:
    """Weigh what stands in the name and beside it."""
    if " " in name.text:
        yield from _cues_inside(name, words, known)
    before = words.lowers[name.start - 1] if name.start else ""
    if before in known.title_forms or is_behind_state(name.start, words):
        yield "person", TITLE
    if before == "of" and name.start > 1:
        head = words.lowers[name.start - 2]
        if head in known.place_heads:
            yield "place", HEADED
        if head.removesuffix("s") in known.role_heads:
            yield "organisation", LED
    if before == "for" and name.start > 1 and words.lowers[name.start - 2].removesuffix("s") in known.honours:
        yield "place", APPOSED  # "the MP for *Osk*"
    if before == "in" and name.type == "person" and _is_inside(name, words, known):
        yield "place", HEADED
    if name.end < words.size and words.words[name.end] == ",":
        yield from _cues_behind(name, words, known, cities)
    if name.rule == results.RULE and name.type == "organisation":
        yield "organisation", PLAYED


def _is_inside(name: Name, words: Words, known: Knowledge) -> bool:
    """Tell whether something is told of in a place, though its name looks like a person's: "a house in Deir Azzan"."""
    if name.titles or words.words[name.start] in known.first_names or words.words[name.end : name.end + 1] == ["'s"]:
        return False
    return " " in name.text or (words.words[name.start - 1] == "In" and words.words[name.end : name.end + 1] == [","])


def _cues_of_nouns(name: Name, words: Words, known: Knowledge) -> Iterator[tuple[EntityType, int]]:
    """Weigh the noun right beside a name that says what it is: "the newspaper *Vidda*", "a village called *Umma*"."""
    if name.titles or words.words[name.start] in known.first_names:
        return
    place = name.start - 1
    place -= place > 0 and words.words[place] in _QUOTES
    place -= place > 0 and words.lowers[place] in _NAMED
    before = words.words[place] if place >= 0 else ""
    behind = words.words[name.end] if name.end < words.size else ""
    if before in known.organisation_nouns or behind in known.body_nouns_behind:
        yield "organisation", CALLED
        return
    if before in known.place_nouns and (place != name.start - 1 or name.type == "person"):
        yield "place", CALLED
    elif before == behind == "," and " " not in name.text and _is_noun_of_body(name.start - 2, words, known):
        yield "organisation", APPOSED  # "Russia's regulator, *Oskrom*, said"
    elif behind in known.place_endings and words.tags[name.end] == "NN":
        yield "place", APPOSED


def _is_noun_of_body(place: int, words: Words, known: Knowledge) -> bool:
    return place >= 0 and words.words[place] in known.organisation_nouns


def _cues_inside(name: Name, words: Words, known: Knowledge) -> Iterator[tuple[EntityType, int]]:
    """Weigh the head of a name of several words."""
    parts = name.text.lower().replace(".", "").split()
    is_headed = parts[-1] in known.organisation_heads or (" of " in name.text and parts[0] in known.organisation_heads)
    if is_headed and not _is_full_name(name, known):
        yield "organisation", HEAD
    elif parts[-1] in known.district_heads or parts[-1] in known.facility_heads:
        yield "place", HEADED
    elif parts[-1] in known.place_heads and known.rulers.issuperset(_owned(name, words)):
        yield "place", HEADED  # "a former *Kano State* governor"


def _owned(name: Name, words: Words) -> list[str]:
    """Give what stands behind a place that it may be of: "Osk State *governor*", "Osk Region's *governor*"."""
    behind = words.lowers[name.end : name.end + 2]
    return behind[1:] if behind and behind[0] in POSSESSIVES else behind[:1] or ["-"]


def _is_full_name(name: Name, known: Knowledge) -> bool:
    """Tell whether a surname is what organisations are called by as well: "Jim Courier", "David Post"."""
    first, _, last = name.text.partition(" ")
    return name.type == "person" and first in known.first_names and " " not in last


def _cues_behind(
    name: Name, words: Words, known: Knowledge, cities: Container[str]
) -> Iterator[tuple[EntityType, int]]:
    """Weigh what follows after a comma: "..., Texas", "..., who", "..., which", "..., a party spokesman"."""
    if name.type == "person" and " " not in name.text and _has_region(name, words, known):
        yield "place", REGION
    pronoun = words.words[name.end + 1 : name.end + 2]
    if pronoun == ["who"] and name.text not in cities:
        yield "person", RELATIVE
    elif pronoun == ["which"] and name.type == "person":
        yield "organisation" if " " in name.text else "place", RELATIVE
    elif name.type == "person" and _is_called_body(name, words, known):
        yield "organisation", TITLE
    elif name.type != "person" and _is_told_human(name, words, known, cities):
        yield "person", TITLE
    elif head := _apposed_head(name, words):
        if head in known.organisation_nouns:
            yield "organisation", APPOSED
        elif head in known.place_nouns:
            yield "place", APPOSED


def _apposed_head(name: Name, words: Words) -> str | None:
    """Give the noun that says behind a comma what a name is: "Muhammadiyah, the country's largest *organization*,"."""
    first = name.end + 1
    if words.lowers[first : first + 1] not in _DETERMINERS:
        return None
    place = first
    while place < min(first + APPOSITION, len(words.words)) and words.tags[place][:2] in _NOMINAL:
        place += 1
    ends = place < len(words.words) and words.tags[place][:2] not in {"VB", "MD"}
    return words.lowers[place - 1] if ends and words.tags[place - 1] == "NN" else None


def _opens_report(name: Name, words: Words, known: Knowledge) -> bool:
    """Tell whether a name in capitals is the place that a report is from: "*ACCRA*, June 24 (Reuters) -".

    A line that is all in capitals is a headline: "NBA BASKETBALL - STANDINGS".
    """
    if not _begins_line(name, words):
        return False
    found = known.names.get(name.text)
    if found and found.type == "organisation":
        return False
    start = words.starts[name.start]
    line = words.text[start : start + LONGEST_DATELINE]
    length = dateline.length(line)
    return length >= words.end_of(name.end - 1) - start and not line[length:].partition("\n")[0].isupper()


def _add_places_of_reports(
    votes: Votes, names: list[Name], words: Words, cities: Container[str], openers: set[int]
) -> None:
    """Let the place that a report is from speak for its name, in capitals or not: "ACCRA (AP) -", "Lusaka -"."""
    for name in names:
        is_city = words.words[name.end : name.end + 1] in _DASHES and name.text in cities and _begins_line(name, words)
        if is_city or name.start in openers:
            for text in {name.text, name.text.title()} & votes.keys():
                votes[text]["place"] += REPORTED


def _add_members(votes: Votes, names: list[Name], words: Words, known: Knowledge) -> None:
    """Let people speak for whom they belong to: "*Castrillo* coach Emilio Santos", "*Rystad*'s Jorge Leon"."""
    for first, second in pairwise(names):
        if first.end + 1 != second.start or second.type != "person":
            continue
        tie = words.lowers[first.end]
        is_body = tie in POSSESSIVES or tie in known.team_roles or (tie in known.body_leaders and _is_untitled(first))
        if is_body and _is_untitled(second) and " " in second.text:
            votes[first.text]["organisation"] += PLAYED
        elif tie == "of" and first.type == "person" and " " in first.text:  # "Carl Draper of *Feldman Wasser*"
            votes[second.text]["organisation"] += LED


def _is_untitled(name: Name) -> bool:
    return name.type == "person" and not name.titles


def _begins_line(name: Name, words: Words) -> bool:
    return not name.start or "\n" in words.words[name.start - 1]


def _is_told_human(name: Name, words: Words, known: Knowledge, cities: Container[str]) -> bool:
    """Tell whether a role behind a comma is a person's: "Getachew Reda, a party spokesman", "Fauzi, an official of it".

    What stands behind a preposition may be where somebody says something: "in Osk, a resident said".
    """
    if " " in name.text:
        return _has_human_role(name, words, known)
    is_free = name.start == 0 or words.tags[name.start - 1] != "IN"
    return is_free and name.text not in cities and name.text not in known.names and _has_human_role(name, words, known)


def _has_human_role(name: Name, words: Words, known: Knowledge) -> bool:
    """Tell whether an office follows that only a person has: "Getachew Reda, a party spokesman, said"."""
    for place in range(name.end + 1, min(name.end + 1 + ROLE, len(words.lowers))):
        if words.lowers[place] in known.human_roles:
            behind = words.tags[place + 1 : place + 2]
            return not behind or not behind[0].startswith("NN")
        if words.tags[place][:2] not in {"DT", "JJ", "NN", "PR"}:
            return False
    return False


def _is_called_body(name: Name, words: Words, known: Knowledge) -> bool:
    """Tell whether a body is what a name is said to be: "Pais Libre, *an activist group*, says"."""
    lowers, tags, first = words.lowers, words.tags, name.end + 1
    if lowers[first : first + 1] not in (["a"], ["an"]):
        return False
    last = first
    while last + 1 < min(first + 1 + ROLE, len(tags)) and tags[last + 1][:2] in {"JJ", "NN", "VB", "HY"}:
        last += 1
    return (
        last > first and lowers[last] in known.organisation_heads and lowers[last + 1 : last + 2] in ([","], ["that"])
    )


def _has_region(name: Name, words: Words, known: Knowledge) -> bool:
    """Tell whether a country or state follows after a comma: "Tyler, Texas"."""
    if name.end + 1 >= words.size:
        return False
    for size in (1, 2):
        end = min(name.end + 1 + size, words.size)
        found = known.names.get(words.slice(name.end + 1, end))
        if found and found.type == "place":
            return True
    return False


def _add_brackets(votes: Votes, names: list[Name], words: Words, known: Knowledge, cities: Container[str]) -> None:
    """Let an organisation's name in brackets speak for the one before it: "Sotsialnyi Rukh (Social Movement)".

    A well-known one does not: it is whom a person belongs to ("Ann Lee (Labour)"). Who has a country there in results
    is a person where most are: "Ann Lee (U.S.) beat Ida Holm (Norway)".
    """
    players: list[Name] = []
    pairs = [*bracketed(names, words)]
    if _is_squad(pairs):
        for first, second in pairs:
            votes[first.text]["person"] += BRACKET * (first.type != "place")
            votes[second.text]["organisation"] += BRACKET
        return
    for first, second in pairs:
        if first.type == "person" and second.type == "organisation" and second.text not in known.names:
            votes[first.text]["organisation"] += BRACKET
        elif second.type == "place" and first.text not in known.names and first.text not in cities:
            players.append(first)
    others = [name for name in players if name.type != "person" and " " in name.text]
    if others and len(players) > 2 * len(others):
        for name in others:
            votes[name.text]["person"] += BRACKET


def _is_squad(pairs: list[tuple[Name, Name]]) -> bool:
    """Tell whether pairs are players with their clubs, or members with their parties, and no actors with roles."""
    if len(pairs) < SQUAD:
        return False
    people = sum(first.type == "person" and " " in first.text for first, _ in pairs)
    places = sum(second.type == "place" for _, second in pairs)
    bodies = sum(second.type == "organisation" for _, second in pairs)
    return people * 3 >= len(pairs) * 2 and places * 2 < len(pairs) <= bodies * 4


def _add_acronyms(votes: Votes, names: list[Name], words: Words, known: Knowledge) -> None:
    """Let a name speak for the acronym in brackets behind it, and the acronym for a body that looks like a person.

    Who has a first name is a person: "Mohammed bin Salman (MBS)". So is the acronym of one that stands alone, where it
    takes in a particle, as no body's does.
    """
    for first, second in bracketed(names, words):
        if second.rule != ACRONYM or not second.text.isupper():
            continue
        is_body = len(second.text) >= LETTERS and words.words[first.start] not in known.first_names
        if first.type == "person" and not first.titles and is_body:
            votes[first.text]["organisation"] += BRACKET
        for kind, weight in votes[first.text].items():
            votes[second.text][kind] += weight
    alone = {text for text in votes if text.isupper() and LETTERS <= len(text) <= LETTERS + 1 and text.isalpha()}
    for text, counts in votes.items() if alone else ():
        is_one = _winner(counts) == "person" and any(word.islower() for word in text.split())
        short = all_initials(text) if is_one else ""
        if short in alone and short not in known.names:
            votes[short]["person"] += BRACKET


def _add_lists(votes: Votes, names: list[Name], words: Words, cities: Container[str]) -> None:
    """Let the neighbours in a list speak for what stands between them: "Korosten" among three cities."""
    for first, second, third in zip(names, names[1:], names[2:], strict=False):
        if first.type == third.type != second.type and third.start - first.end - (second.end - second.start) <= 4:
            between = (*words.lowers[first.end : second.start], *words.lowers[second.end : third.start])
            if _LIST.issuperset(between):
                is_city = first.type == "place" and second.text in cities
                votes[second.text][first.type] += TAKEN if is_city else LISTED


def _borne(names: list[Name]) -> set[str]:
    """Give the words that people of the article are called by: "Houston" of Whitney Houston."""
    people = (name for name in names if name.type == "person" and (name.titles or " " in name.text))
    return {word for name in people for word in name.text.split()}


def _add_fought(votes: Votes, names: list[Name], words: Words, known: Knowledge, cities: Container[str]) -> None:
    """Let what is shelled, stormed or hit by rockets be a place, and what is so beside it: "shells hit *A and B*"."""
    end, is_taken = 0, False
    for name in names:
        if name.type not in {"person", "place"} or name.titles:
            continue
        is_tied = is_taken and 0 < name.start - end <= TIE and _LIST.issuperset(words.lowers[end : name.start])
        is_taken = is_tied or _is_fought(name, words, known, cities)
        end = name.end
        if is_taken:
            votes[name.text]["place"] += TAKEN


def _is_fought(name: Name, words: Words, known: Knowledge, cities: Container[str]) -> bool:
    verb = words.lowers[name.start - 1] if name.start else ""
    if verb in known.place_verbs:
        return True
    agent = words.lowers[name.start - 2] if name.start > 1 else ""
    return verb in known.city_verbs and (name.text in cities or agent in known.munitions)


def _add_cities(votes: Votes, cities: Geonames, borne: set[str], first_names: Container[str]) -> None:
    for text, counts in votes.items():
        if text not in cities:
            continue
        counts["place"] += CITIES if " " in text else CITY
        if counts["person"] and text not in borne and text not in first_names and cities.is_large(text):
            counts["place"] += counts["person"]


def _add_known(votes: Votes, known: Knowledge, borne: Container[str]) -> None:
    """Let the lexicons speak: for a name that is a common word or a surname as well, where nothing else is meant."""
    for text, counts in votes.items():
        found = known.names.get(text)
        if found is None:
            continue
        is_other = found.careful and (text in borne or counts["organisation"] <= counts["place"])
        is_surname = text in borne and found.type == "organisation" and counts["person"] > counts["organisation"]
        if not is_other and not is_surname:
            counts[found.type] += LEXICON


def _add_endings(votes: Votes, known: Knowledge) -> None:
    """Let the end of a single word speak for an organisation: "Ecopetrol", "Swedbank"."""
    for text, counts in votes.items():
        is_word = counts["person"] > 0 and " " not in text and len(text) >= LONG_WORD
        if is_word and text.endswith(known.organisation_endings):
            counts["organisation"] += ENDING


def _add_surnames(votes: Votes) -> None:
    """Let a full name speak for its surname, and a surname for its full name."""
    winners = _winners(votes)
    for text, winner in winners.items():
        if " " not in text:
            continue
        surname = text.rpartition(" ")[2]
        if surname not in votes:
            continue
        if winner == "person":
            votes[surname]["person"] += SURNAME + votes[text]["person"]
        elif winners[surname] == "person":
            votes[text]["person"] += SURNAME


def _add_capitals(votes: Votes) -> None:
    """Let a name speak for itself in a headline in capitals: "MERCKX", of Axel Merckx."""
    shouted = [text for text in votes if text.isupper() and len(text) >= SHOUTED]
    if not shouted:
        return
    spoken = {
        word.upper(): counts for text, counts in votes.items() if not text.isupper() for word in _said(text, counts)
    }
    for text in shouted:
        if text in spoken:
            for kind, weight in spoken[text].items():
                votes[text][kind] += weight
            votes[text][_winner(spoken[text])] += SURNAME


def _winner(counts: Counts) -> EntityType:
    return max(counts, key=counts.__getitem__)


def _said(text: str, counts: Counts) -> tuple[str, ...]:
    """Give a name, and a person's surname."""
    return (text, text.rpartition(" ")[2]) if _winner(counts) == "person" else (text,)


def _add_short_forms(votes: Votes, titled: set[str], known: Knowledge, cities: Container[str]) -> None:
    """Let a firm speak for its first word, which looks like a surname: "Halvorsen" of "Halvorsen Industries".

    Not where a person of that surname is named in full, or by a title. So too for its name without the last word,
    whatever that looks like: "North Quay" of "North Quay Holdings".
    """
    winners = _winners(votes)
    full = [text for text, winner in winners.items() if winner == "person" and " " in text]
    people = titled.union(word for text in full for word in (text.partition(" ")[0], text.rpartition(" ")[2]))
    for text, winner in winners.items():
        if winner != "organisation" or " " not in text:
            continue
        short = text.partition(" ")[0]
        is_firm = known.is_company_head(text.rpartition(" ")[2])
        is_place = is_firm and winners.get(short) == "place" and short not in cities and short not in known.names
        if is_place or (winners.get(short) == "person" and short not in people):
            weight = SURNAME if is_place or short in known.first_names else SHORT
            votes[short]["organisation"] += weight + votes[text]["organisation"]
        whole, _, head = text.rpartition(" ")
        if head.lower() in known.team_heads and winners.get(head) in {"person", "place"} and head not in people:
            votes[head]["organisation"] += SURNAME + votes[text]["organisation"]  # "Villa" of Aston Villa
        if whole != short and whole in votes and known.is_company_head(head):
            votes[whole]["organisation"] += SURNAME + votes[text]["organisation"]
