"""The shapes as SPARQL find what a SHACL engine finds."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib

from graph_builder import ontology, rdf
from graph_builder.store.directory import GraphDirectory
from graph_builder.store.oxigraph import OxigraphReader, OxigraphStore
from graph_builder.store.shapes import check_shapes
from graph_builder.store.writing import write_changes, write_dossiers, write_vocabulary
from tests import made_graph, seed_story

BASE = rdf.BASE_IRI
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
DAMAGE = {
    "an actor without a name": "DELETE WHERE { <person/xi-jinping> skos:prefLabel ?x }",
    "two names": "INSERT DATA { <person/xi-jinping> skos:prefLabel 'Xi' }",
    "no status": "DELETE WHERE { <event/nara> chy:status ?x }",
    "a strange status": "DELETE WHERE { <event/nara> chy:status ?x } ; "
    "INSERT DATA { <event/nara> chy:status chy:stated }",
    "an event without claims": "DELETE WHERE { <event/nara> chy:claim ?x }",
    "an edge out of nothing": "INSERT DATA { <person/xi-jinping> chy:met <person/donald-trump> . "
    "<person/donald-trump> chy:met <person/xi-jinping> }",
    "an edge from a plan": "INSERT DATA { <person/lee-jae-myung> chy:met <person/donald-trump> . "
    "<person/donald-trump> chy:met <person/lee-jae-myung> }",
    "a one-way meeting": "DELETE DATA { <person/sanae-takaichi> chy:met <person/lee-jae-myung> }",
    "an end before the start": "DELETE WHERE { <event/nara> chy:end ?x } ; "
    "INSERT DATA { <event/nara> chy:end '2025-01-01'^^xsd:date }",
    "too sure": "DELETE WHERE { <event/nara> chy:confidence ?x } ; "
    "INSERT DATA { <event/nara> chy:confidence 1.5 }",
    "a statement without a speaker": "DELETE WHERE { <statement/new-heights> chy:speaker ?x }",
    "evidence without a place": "DELETE { GRAPH ?g { ?e oa:hasTarget ?t } } "
    "WHERE { GRAPH ?g { ?e a chy:Evidence ; oa:hasTarget ?t } }",
    "offsets that lie": "DELETE { GRAPH ?g { ?p oa:end ?x } } "
    "INSERT { GRAPH ?g { ?p oa:end 9999 } } WHERE { GRAPH ?g { ?p oa:end ?x } "
    "FILTER(?g = <graph/article/a4>) }",
    "a claim without evidence": "DELETE { GRAPH ?g { ?c chy:evidence ?e } } "
    "WHERE { GRAPH ?g { ?c a chy:EventClaim ; chy:evidence ?e } }",
    "a pair of one": "DELETE { ?p chy:between <person/xi-jinping> } "
    "WHERE { ?p chy:between <person/xi-jinping> }",
    "a count of nothing": "INSERT { ?p chy:visitCount 2 } "
    "WHERE { ?p chy:between <person/lee-jae-myung>, <person/shigeru-ishiba> }",
    "a tally of more than happened": "DELETE { ?t chy:times ?n } INSERT { ?t chy:times 7 } "
    "WHERE { ?t chy:tallyOf <person/lee-jae-myung> ; chy:times ?n }",
    "a claim of no article": "DELETE WHERE { ?c chy:inArticle ?a }",
}


def graph_without_loose_ends() -> made_graph.Story:
    """The made story without what no real one has: unread dossiers, and actors of no article."""
    story = seed_story.seeds()
    story.dossiers = {
        name: replace(dossier, reader="1", extraction="1")
        for name, dossier in story.dossiers.items()
    }
    story.things = {
        name: thing
        for name, thing in story.things.items()
        if not (thing.kind == "actor" and not thing.members)
    }
    return story


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> OxigraphReader:
    story = graph_without_loose_ends()
    path = tmp_path_factory.mktemp("shapes") / "store"
    store = OxigraphStore(path)
    write_vocabulary(store)
    write_dossiers(store, (), story.dossiers.values(), BASE)
    write_changes(store, made_graph.changes({}, story.all_things()), BASE)
    store.close()
    return OxigraphReader(path)


def damaged(whole: OxigraphReader, path: Path, update: str) -> OxigraphReader:
    whole.snapshot(path)
    store = pyoxigraph.Store(str(path))
    store.update(update, base_iri=BASE, prefixes=dict(rdf.PREFIXES))
    store.flush()
    del store
    return OxigraphReader(path)


def by_shacl(store: OxigraphReader) -> set[tuple[str, str]]:
    """(message, focus node) of every violation that pyshacl finds in the union of all graphs."""
    graph = rdflib.Graph()
    for quad in store.quads():
        graph.parse(data=f"{quad.subject} {quad.predicate} {quad.object} .", format="nt")
    shapes = rdflib.Graph().parse(data=ontology.path("shapes.ttl").read_text("utf-8"))
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    assert isinstance(report, rdflib.Graph)
    return {
        (str(report.value(result, SH.resultMessage)), str(report.value(result, SH.focusNode)))
        for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)
    }


def by_sparql(store: OxigraphReader) -> set[tuple[str, str]]:
    return {(v.message, v.node) for v in check_shapes(store)}


def test_a_whole_graph_satisfies_its_shapes(whole: OxigraphReader) -> None:
    assert by_sparql(whole) == set()


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found(whole: OxigraphReader, tmp_path: Path, name: str) -> None:
    assert by_sparql(damaged(whole, tmp_path / "store", DAMAGE[name]))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["nothing", *DAMAGE])
def test_a_shacl_engine_finds_the_same(whole: OxigraphReader, tmp_path: Path, name: str) -> None:
    store = damaged(whole, tmp_path / "store", DAMAGE.get(name, "INSERT DATA {}"))
    assert by_sparql(store) == by_shacl(store)


@pytest.mark.slow
def test_a_shacl_engine_passes_the_graph_of_the_seeds(seed_graph: Path) -> None:
    reader = OxigraphReader(GraphDirectory(seed_graph).current().store)
    assert by_sparql(reader) == by_shacl(reader) == set()
