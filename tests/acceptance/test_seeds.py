"""What the graph of the five seed articles must say, asked of the running service.

The expected answers were read out of the articles by a person.
"""

import json
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[[str], list[dict[str, str]]]
Get = Callable[..., Any]

LEE, ISHIBA, TAKAICHI = "Lee Jae-myung", "Shigeru Ishiba", "Sanae Takaichi"
XI, TRUMP, KISHIDA = "Xi Jinping", "Donald Trump", "Fumio Kishida"

PREFIXES = """
PREFIX chy: <https://w3id.org/chancery/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX topics: <https://w3id.org/chancery/topics#>
"""


@pytest.fixture(scope="module")
def get(seed_service: str) -> Get:
    def fetch(path: str, **parameters: Any) -> Any:
        url = f"{seed_service}{path}?{urllib.parse.urlencode(parameters, doseq=True)}"
        request = urllib.request.Request(url, headers={"Accept": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)

    return fetch


@pytest.fixture(scope="module")
def ask(seed_service: str) -> Ask:
    def run(query: str) -> list[dict[str, str]]:
        body = urllib.parse.urlencode({"query": PREFIXES + query}).encode()
        headers = {"Accept": "application/sparql-results+json"}
        request = urllib.request.Request(f"{seed_service}/sparql", body, headers)
        with urllib.request.urlopen(request, timeout=60) as response:
            rows = json.load(response)["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in rows]

    return run


def meetings(ask: Ask, a: str, b: str) -> list[dict[str, str]]:
    """Meetings of two persons: IRI, status, basis, date, precision, place, number of articles."""
    return ask(f"""
        SELECT ?event ?status ?basis ?date ?precision ?place ?articles WHERE {{
          ?x a chy:Person ; skos:prefLabel "{a}" . ?y a chy:Person ; skos:prefLabel "{b}" .
          ?event a chy:Meeting ; chy:participant ?x, ?y ; chy:status/skos:notation ?status ;
                 chy:basis/skos:notation ?basis ; chy:articleCount ?articles .
          OPTIONAL {{ ?event chy:hasTime ?t . ?t chy:date ?date ; chy:precision ?precision }}
          OPTIONAL {{ ?event chy:placeName ?place }}
        }}""")


def test_the_tokyo_summit_is_one_event_with_four_articles(ask: Ask) -> None:
    dated = [m for m in meetings(ask, LEE, ISHIBA) if "date" in m]
    [tokyo] = dated
    assert tokyo["date"] == "2025-08-23"
    assert tokyo["precision"] == "day"
    assert tokyo["status"] == "happened"
    assert tokyo["place"] == "Tokyo"
    assert tokyo["articles"] == "4"


def test_an_earlier_meeting_is_only_inferred_and_makes_no_edge(ask: Ask) -> None:
    others = [m for m in meetings(ask, LEE, ISHIBA) if "date" not in m]
    assert all(m["basis"] == "inferred" and m["status"] == "happened" for m in others)
    assert len(others) == 1


def test_the_nara_meeting_is_another_one_known_to_the_month(ask: Ask) -> None:
    [nara] = meetings(ask, TAKAICHI, LEE)
    assert nara["date"] == "2026-01"
    assert nara["precision"] == "month"
    assert nara["place"] == "Nara"
    assert nara["status"] == "happened"


def test_exactly_four_pairs_of_persons_met(ask: Ask) -> None:
    rows = ask("""
        SELECT ?x ?y WHERE {
          ?a a chy:Person ; chy:met ?b ; skos:prefLabel ?x .
          ?b a chy:Person ; skos:prefLabel ?y .
        }""")
    pairs = {(LEE, ISHIBA), (LEE, TAKAICHI), (LEE, XI), (ISHIBA, TRUMP)}
    assert sorted((r["x"], r["y"]) for r in rows) == sorted(pairs | {(b, a) for a, b in pairs})


def test_talks_that_a_trip_was_for_are_inferred(ask: Ask) -> None:
    [talks] = meetings(ask, LEE, XI)
    assert (talks["status"], talks["basis"]) == ("happened", "inferred")


def test_a_summit_to_come_is_planned_only(ask: Ask) -> None:
    coming = meetings(ask, LEE, TRUMP)
    assert coming
    assert {m["status"] for m in coming} == {"planned"}


def quotes(ask: Ask, speaker: str) -> list[tuple[str, set[str]]]:
    """The quotes of a person, each with the names of the actors and topics it mentions."""
    rows = ask(f"""
        SELECT ?quote (GROUP_CONCAT(?name; separator="|") AS ?names) WHERE {{
          ?x skos:prefLabel "{speaker}" . ?s chy:speaker ?x ; chy:quote|chy:paraphrase ?quote .
          OPTIONAL {{ ?s chy:mentions/(skos:prefLabel|rdfs:label) ?name }}
        }} GROUP BY ?s ?quote""")
    return [(row["quote"], set(row["names"].split("|"))) for row in rows]


def test_the_close_friends_quote_is_lees_in_two_wordings(ask: Ask) -> None:
    rows = ask("""
        SELECT ?speaker ?statement (COUNT(DISTINCT ?wording) AS ?wordings) WHERE {
          ?statement chy:quote ?quote, ?wording ; chy:speaker/skos:prefLabel ?speaker .
          FILTER(CONTAINS(?quote, "close friends"))
        } GROUP BY ?speaker ?statement""")
    assert [(row["speaker"], row["wordings"]) for row in rows] == [(LEE, "2")]


def test_each_quote_has_its_own_speaker(ask: Ask) -> None:
    [(_, mentioned)] = [q for q in quotes(ask, KISHIDA) if "East Asia’s tomorrow" in q[0]]
    assert "Ukraine" in mentioned
    [(_, mentioned)] = [q for q in quotes(ask, TAKAICHI) if "new heights" in q[0]]
    assert "Japan–South Korea relations" in mentioned
    by_lee = " ".join(quote for quote, _ in quotes(ask, LEE))
    assert "tomorrow" not in by_lee
    assert "transactional diplomacy" not in by_lee
    assert any("transactional diplomacy" in quote for quote, _ in quotes(ask, "Jeffrey Kingston"))


def test_the_joint_statement_is_about_what_it_says(ask: Ask) -> None:
    rows = ask("""
        SELECT DISTINCT ?topic WHERE {
          ?s a chy:JointStatement ; chy:status chy:happened ; chy:mentions ?concept .
          ?concept skos:prefLabel|skos:altLabel|rdfs:label ?topic .
        }""")
    named = {row["topic"].casefold() for row in rows}
    assert {"artificial intelligence", "trade"} <= named
    assert any("denuclearization" in topic for topic in named)


def test_the_predecessor_whom_lee_criticized_is_not_kishida(ask: Ask) -> None:
    rows = ask(f"""
        SELECT ?name WHERE {{
          ?lee skos:prefLabel "{LEE}" ; chy:criticized ?other . ?other skos:prefLabel ?name .
        }}""")
    assert KISHIDA not in {row["name"] for row in rows}


def test_every_way_to_write_lee_is_one_person_with_an_office(ask: Ask) -> None:
    rows = ask(f"""
        SELECT ?person ?alias WHERE {{
          ?person a chy:Person ; skos:prefLabel "{LEE}" ; skos:altLabel ?alias .
        }}""")
    assert len({row["person"] for row in rows}) == 1
    assert {"Lee Jae Myung", "President Lee", "Lee"} <= {row["alias"] for row in rows}
    [count] = ask("""
        SELECT (COUNT(?p) AS ?n) {
          ?p a chy:Person ; skos:prefLabel ?l . FILTER(REGEX(?l, "^Lee( [^ ']+)*$"))
        }""")
    assert count["n"] == "1"
    offices = ask(f"""
        SELECT ?office ?of WHERE {{
          ?t org:member/skos:prefLabel "{LEE}" ; chy:office ?office ; chy:officeOf ?of .
        }}""")
    assert {("President", "South Korea")} == {(row["office"], row["of"]) for row in offices}


def test_the_path_from_takaichi_to_trump_has_a_sentence_on_every_hop(get: Get) -> None:
    found = get("/paths", source="Takaichi", target="Trump")
    [path] = found["paths"]
    assert [actor["name"] for actor in path["actors"]] == [TAKAICHI, LEE, ISHIBA, TRUMP]
    for hop in path["hops"]:
        [best, *_] = hop["events"]
        assert best["status"] == "happened"
        assert best["evidence"][0]["text"]


def test_every_fact_leads_to_a_sentence_at_its_offsets(ask: Ask, get: Get) -> None:
    """For all claims: the text of each piece of evidence stands at its offsets in its article."""
    rows = ask("""
        SELECT ?id ?start ?end ?exact WHERE {
          GRAPH ?g {
            ?evidence a ?kind ; oa:hasTarget ?target . VALUES ?kind { chy:Evidence chy:Mention }
            ?target oa:hasSelector ?position, ?quote .
            ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact .
          }
          ?article chy:graph ?g ; <http://purl.org/dc/terms/identifier> ?id .
        }""")
    texts = {id_: get(f"/articles/{id_}")["text"] for id_ in {row["id"] for row in rows}}
    assert len(texts) == 5
    wrong = [
        row for row in rows if texts[row["id"]][int(row["start"]) : int(row["end"])] != row["exact"]
    ]
    assert not wrong
    unfounded = ask("""
        SELECT ?thing WHERE {
          { ?thing a chy:Event } UNION { ?thing a chy:Statement } UNION { ?thing a chy:Tenure }
          FILTER NOT EXISTS { ?thing chy:claim/chy:sentence ?sentence }
        }""")
    assert not unfounded
