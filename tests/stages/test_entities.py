"""Entities: names and their types, clusters, roles, references, places."""

from itertools import pairwise

import pytest

from pipeline.stages.entities import evidence, names
from pipeline.stages.entities.clusters import initials
from pipeline.stages.entities.geonames import gazetteer
from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import Name
from pipeline.stages.entities.spelling import fold, skeleton
from schemas.entity import Entity, Mention
from schemas.record import ArticleRecord
from tests.conftest import Analyse
from tests.marked import Case, Mark, folder, value_at

CASES = folder("entities")
PATHS = {"by": "resolved_by", "country": "country", "kind": "organisation_kind", "is": "name", "level": "place.level"}
PLACE = frozenset({"latitude", "longitude", "geonames_id"})


@pytest.fixture(scope="module")
def found(analyse_cases) -> dict[str, ArticleRecord]:
    """The records of all cases, annotated together."""
    return dict(zip(map(str, CASES), analyse_cases(CASES), strict=True))


def at(mark: Mark, record: ArticleRecord) -> tuple[Mention, Entity] | None:
    """The mention that has just the mark's characters."""
    return next(
        (
            (mention, entity)
            for entity in record.entities
            for mention in entity.mentions
            if (mention.start, mention.end) == (mark.start, mark.end)
        ),
        None,
    )


def overlaps(mark: Mark, record: ArticleRecord) -> list[str]:
    return [
        mention.text
        for entity in record.entities
        for mention in entity.mentions
        if mention.start < mark.end and mark.start < mention.end
    ]


def held(path: str, wanted: str, mention: Mention, entity: Entity, record: ArticleRecord) -> str:
    """What stands at a path, as the cases write it."""
    if path in {"form", "by"}:
        return value_at(mention, PATHS.get(path, path))
    if path == "country":
        return value_at(entity, "place.country" if entity.type == "place" else "country")
    if path in PLACE:
        return value_at(entity, f"place.{path}")
    several = {
        "alias": list(entity.aliases),
        "role": [role.text for role in entity.roles],
        "of": [other.name for role in entity.roles for other in record.entities if other.id == role.organisation],
    }
    if path in several:
        return wanted if wanted in several[path] else "; ".join(several[path]) or "null"
    return value_at(entity, PATHS.get(path, path))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_names_are_what_is_marked(case: Case, found: dict[str, ArticleRecord]):
    record = found[str(case)]
    for mark in case.marks:
        if dict(mark.holds) == {"none": "true"}:
            assert overlaps(mark, record) == []
            continue
        place = at(mark, record)
        assert place is not None, (mark.text, overlaps(mark, record))
        assert {path: held(path, value, *place, record) for path, value in mark.holds} == dict(mark.holds), mark.text
    if not case.marks:
        assert record.entities == ()


def test_there_are_enough_cases():
    assert len(CASES) >= 120


def test_mentions_of_an_article_never_overlap(found: dict[str, ArticleRecord]):
    for record in found.values():
        spans = sorted((m.start, m.end) for entity in record.entities for m in entity.mentions)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_entities_stand_in_the_order_of_their_first_mention(found: dict[str, ArticleRecord]):
    for record in found.values():
        starts = [entity.mentions[0].start for entity in record.entities]
        assert starts == sorted(starts)


def test_an_alias_is_never_the_name_itself(found: dict[str, ArticleRecord]):
    assert not [e.name for record in found.values() for e in record.entities if e.name in e.aliases]


def test_the_same_text_gives_the_same_ids(analyse: Analyse):
    text = "Anna Kowalska met Jan Kral in Prague."
    assert analyse(text).entities == analyse(text).entities


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zelensky", "Zelenskyy"), ("Zelensky", "Zelenski"), ("Zaporijia", "Zaporizhzhia"), ("Mikolaiev", "Mykolaiv")],
)
def test_transliterations_of_one_name_have_one_skeleton(one: str, other: str):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Kowalska", "Kowalski"), ("Lopez", "Lopes"), ("Iran", "Iraq")])
def test_different_names_have_different_skeletons(one: str, other: str):
    assert skeleton(one) != skeleton(other)


def test_the_initials_of_a_long_form_leave_small_words_out():
    assert initials("National Union of Teachers") == "NUT"


def test_keys_know_no_accents_case_or_hyphens():
    assert fold("Rhône-Alpes") == fold("rhone alpes")


def test_the_gazetteer_knows_cities_provinces_and_counties():
    geonames = gazetteer()
    assert [spot.country for spot in geonames.cities("Nairobi")] == ["KEN"]
    assert [spot.country for spot in geonames.provinces("Bulacan")] == ["PHL"]
    assert [spot.country for spot in geonames.counties("Santa Clara County")] == ["USA"]
    assert geonames.cities("Nowhere at all") == []


def test_every_country_of_the_lexicon_is_one_of_the_gazetteer():
    known = Knowledge()
    codes = {fact.country for fact in known.names.values() if fact.country}
    assert codes <= set(gazetteer().country_ids)


def test_no_name_of_the_lexicon_is_a_person():
    assert all(fact.type != "person" for fact in Knowledge().names.values())


def test_a_line_break_ends_a_name(analyse: Analyse):
    record = analyse("By Anna Kowalska\nPrague\n\nThe river rose.")
    assert "Anna Kowalska\nPrague" not in [m.text for e in record.entities for m in e.mentions]


def test_lines_of_results_tell_teams_wherever_they_are_named(analyse: Analyse):
    record = analyse(
        "Reis scored twice as Valdoro beat Castrillo on Sunday.\n\nValdoro 2 Castrillo 1\n\nNorvale 3, Zaragoza 0"
    )
    types = {entity.name: entity.type for entity in record.entities}
    assert {"Valdoro", "Castrillo", "Norvale", "Zaragoza"} == {name for name in types if types[name] == "organisation"}


def test_a_report_of_sport_speaks_of_cities_as_teams_and_of_clubs_by_nicknames(analyse: Analyse):
    record = analyse(
        "NBA BASKETBALL - DENVER JAZZ EDGE HEAT.\n\nDENVER 1997-01-06\n\nThe Miami Heat fell on Sunday after a loss to "
        "Seattle. Houston has won 16 games. It snowed in Houston."
    )
    teams = {m.text for e in record.entities if e.type == "organisation" for m in e.mentions}
    assert {"HEAT", "Miami Heat", "Seattle", "Houston"} <= teams
    assert "Houston" in {m.text for e in record.entities if e.type == "place" for m in e.mentions}


def test_nations_that_are_no_states_play_as_places(analyse: Analyse):
    record = analyse("CRICKET - RESULTS\n\nWest Indies 214 England 202\n\nScotland beat Wales 2-1 on Sunday.")
    assert {entity.name for entity in record.entities if entity.type == "place"} >= {"West Indies", "England", "Wales"}


def test_a_surname_stands_on_a_ranking(analyse: Analyse):
    record = analyse("Anna Lindqvist won the race in Oslo on Sunday.\n\nStandings:\n\n1. Lindqvist 160 points")
    person = next(entity for entity in record.entities if entity.name == "Anna Lindqvist")
    assert [mention.text for mention in person.mentions] == ["Anna Lindqvist", "Lindqvist"]


def test_for_whom_people_of_a_ranking_ride_is_an_organisation(analyse: Analyse):
    record = analyse(
        "Result of the stage on Friday:\n\n1. Jan Holm (Norway) Brandt 4 hours 12 minutes\n\n"
        "2. Ivo Horak (Austria) Telva same time\n\nThe race was won by Jan Holm (Norway)."
    )
    types = {entity.name: entity.type for entity in record.entities}
    assert types == {
        "Jan Holm": "person",
        "Norway": "place",
        "Brandt": "organisation",
        "Ivo Horak": "person",
        "Austria": "place",
        "Telva": "organisation",
    }


def test_a_paper_in_capitals_stands_over_what_it_says(analyse: Analyse):
    record = analyse("LUMIAN HERALD\n\nThe president left for Geneva on Friday, and the price of bread rose again.")
    assert [(entity.name, entity.type) for entity in record.entities][:1] == [("LUMIAN HERALD", "organisation")]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (  # a ranking, with the country in brackets
            (
                "Result of the race on Friday:\n\n1. Renate Gotschnik (Austria) 1:27\n\n"
                "2. Anna Lindqvist (Sweden) 1:28\n\n3. Maria Santos (Spain) 1:29\n\n4. Katja Weber (Germany) 1:30"
            ),
            {"Renate Gotschnik", "Anna Lindqvist", "Maria Santos", "Katja Weber"},
        ),
        (  # a list of scores, behind numbers
            (
                "Leading scores after the second round on Friday:\n\n134 Dudley Marsh 66 68\n\n136 Carl Moss 70 66\n\n"
                "137 Nils Brandt (Sweden) 71 66\n\n138 Scott Hock 68 70"
            ),
            {"Dudley Marsh", "Carl Moss", "Nils Brandt", "Scott Hock"},
        ),
        (  # the lines of a scorecard
            (
                "CRICKET - SCOREBOARD\n\nFirst innings of the second test on Friday:\n\n"
                "Saeed Malik c Hussain b Mullins 31\n\nInzamam-ul-Haq not out 2\n\nExtras (lb-4 w-1) 5\n\n"
                "Bowling: Mullins 20-4-66-1, Corrie 17-3-61-1"
            ),
            {"Saeed Malik", "Hussain", "Mullins", "Inzamam-ul-Haq", "Corrie"},
        ),
        (  # the scorers behind their side
            "Second round results\n\nUtrecht 2 (Molster 33rd, van Wanroy 60) Heerenveen 0",
            {"Molster", "van Wanroy"},
        ),
    ],
)
def test_people_stand_on_lists_of_results(analyse: Analyse, text: str, people: set[str]):
    assert {entity.name for entity in analyse(text).entities if entity.type == "person"} == people


def test_a_line_of_results_may_say_where_a_match_was_played_and_whence_the_sides_come(analyse: Analyse):
    record = analyse("Second round results\n\nIn Athens: AEK (Greece) 2 Olympique Nimes (France) 0 (halftime 1-0)")
    types = {entity.name: entity.type for entity in record.entities}
    assert types.items() >= {("AEK", "organisation"), ("Olympique Nimes", "organisation"), ("Greece", "place")}


def test_lines_of_a_table_and_of_fixtures_tell_teams(analyse: Analyse):
    record = analyse(
        "LISBON 1997-05-02\n\nStandings (played, won, drawn, lost, points):\n\n1. Lens 12 8 2 2 26\n\n"
        "2. Saint-Etienne 12 7 3 2 24\n\nLISBON 12 3 4 5 13\n\nSATURDAY'S SCHEDULE\n\nBOSTON AT MIAMI"
    )
    types = [(entity.name, entity.type) for entity in record.entities]
    assert {name for name, kind in types if kind == "organisation"} == {
        "BOSTON",
        "LISBON",
        "Lens",
        "MIAMI",
        "Saint-Etienne",
    }
    assert ("LISBON", "place") in types


def test_a_table_of_anything_else_tells_no_teams(analyse: Analyse):
    record = analyse("Deaths, injured and missing by province:\n\nBali 12 34 5\n\nLombok 3 4 6")
    assert {entity.type for entity in record.entities} == {"place"}


class Line:
    """Words of a line as the rules read them."""

    def __init__(self, line: str) -> None:
        self.words = line.split()
        self.lowers = [word.lower() for word in self.words]
        self.tags = ["NNP" if word[0].isupper() else "IN" for word in self.words]


def doubted(start: int, text: str, sure: float) -> Name:
    return Name(start, start + len(text.split()), text, "organisation", "entities.model", confidence=sure)


def test_an_organisation_whose_other_name_follows_in_brackets_is_not_left_out():
    line = Line("comrades of Svitla Hromada ( Bright Community ) and of Zelena Hata spoke")
    found = [doubted(2, "Svitla Hromada", 0.4), doubted(5, "Bright Community", 0.6), doubted(10, "Zelena Hata", 0.4)]
    kept = evidence.trusted(found, line, Knowledge(), ())
    assert [name.text for name in kept] == ["Svitla Hromada", "Bright Community"]


def test_a_persons_name_goes_on_behind_a_particle_that_the_model_left_at_its_end():
    line = Line("notes of Pere Maria del Olmo and others")
    assert names._particles(line, 5) == 6
    assert names._particles(line, 4) == 6
    assert names._particles(line, 6) == 6
