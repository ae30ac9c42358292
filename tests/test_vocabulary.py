"""The vocabulary file: complete, documented, and in step with the code."""

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from graph_builder import ontology, rdf
from graph_builder.model import EVENT_TYPES
from graph_builder.store.shapes import checks

CHY = rdf.PREFIXES["chy"]
ROOT = Path(__file__).parent.parent
STANDARD = ("schema", "org", "sem", "foaf", "skos", "time", "oa", "prov")


@pytest.fixture(scope="module")
def vocabulary() -> Store:
    store = Store()
    store.load(ontology.path("chancery.ttl").read_bytes(), RdfFormat.TURTLE)
    return store


def terms(store: Store) -> set[str]:
    """Every term of ours that the file defines."""
    return {
        quad.subject.value
        for quad in store.quads_for_pattern(None, NamedNode(rdf.PREFIXES["rdf"] + "type"), None)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(CHY)
    }


def objects(store: Store, subject: str, predicate: str) -> list[str]:
    prefix, _, local = predicate.partition(":")
    found = store.quads_for_pattern(
        NamedNode(subject), NamedNode(rdf.PREFIXES[prefix] + local), None
    )
    return [q.object.value for q in found if isinstance(q.object, NamedNode | Literal)]


@pytest.mark.parametrize("predicate", ["rdfs:label", "rdfs:comment"])
def test_every_term_is_labelled_and_commented_once(vocabulary: Store, predicate: str) -> None:
    wrong = {t: n for t in terms(vocabulary) if (n := len(objects(vocabulary, t, predicate))) != 1}
    assert wrong == {}


def test_every_term_that_is_spoken_of_is_defined(vocabulary: Store) -> None:
    spoken = {
        node.value
        for quad in vocabulary
        for node in (quad.subject, quad.predicate, quad.object)
        if isinstance(node, NamedNode) and node.value.startswith(CHY)
    }
    assert spoken - terms(vocabulary) == set()


def test_terms_that_code_shapes_and_queries_name_are_defined(vocabulary: Store) -> None:
    files = [*(ROOT / "graph_builder").rglob("*.py"), *(ROOT / "service").rglob("*.py")]
    files += [*(ROOT / "ontology").rglob("*.rq"), ROOT / "ontology/shapes.ttl"]
    named = {
        (path.name, name)
        for path in files
        for name in re.findall(r"\bchy:([A-Za-z]+)\b", path.read_text("utf-8"))
    }
    known = {term.removeprefix(CHY) for term in terms(vocabulary)}
    assert {(file, name) for file, name in named if name not in known} == set()


def test_no_blank_nodes(vocabulary: Store) -> None:
    assert "_:" not in "".join(map(str, vocabulary))


def test_vocabulary_is_aligned_with_the_standard_ones(vocabulary: Store) -> None:
    spoken = {node.value for q in vocabulary for node in (q.predicate, q.object)
              if isinstance(node, NamedNode)}  # fmt: skip
    missing = [p for p in STANDARD if not any(i.startswith(rdf.PREFIXES[p]) for i in spoken)]
    assert missing == []


def test_every_event_type_has_a_class_and_every_coded_one_a_notation(vocabulary: Store) -> None:
    classes = rdf.event_classes()
    assert set(classes) == set(EVENT_TYPES)
    assert len({c.iri for c in classes.values()}) == len(EVENT_TYPES)
    without = {t for t, c in classes.items() if not objects(vocabulary, c.iri, "skos:notation")}
    assert without == {"appoint", "resign", "other"}


def test_symmetric_edges() -> None:
    symmetric = {t for t, c in rdf.event_classes().items() if c.symmetric}
    assert symmetric == {"meet", "phone_call", "joint_statement", "agree", "sign"}
    assert rdf.event_classes()["meet"].edge == CHY + "met"
    assert rdf.event_classes()["other"].edge is None


def test_topics_are_labelled_in_the_default_graph() -> None:
    quads = rdf.vocabulary_quads()
    labelled = {q.subject for q in quads if q.predicate.value == rdf.PREFIXES["rdfs"] + "label"}
    concepts = {q.subject for q in quads if q.predicate.value == rdf.PREFIXES["skos"] + "prefLabel"}
    assert len(concepts) >= 150
    assert concepts <= labelled


def test_shapes_name_only_what_can_be_checked() -> None:
    found = checks()
    assert len(found) > 60
    assert all(check.message for check in found)
    for check in found:
        Store().query(check.query, prefixes=dict(rdf.PREFIXES))
