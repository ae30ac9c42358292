"""The topic scheme: whole, well connected, and found in text."""

import itertools

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import RDF, SKOS

from graph_builder.errors import ArtefactError
from graph_builder.ontology import TOPICS, Concept, Topics, path, topics

CONCEPTS = list(topics())
SCHEME = rdflib.URIRef("https://w3id.org/chancery/topics")


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=path("topics.ttl").read_text("utf-8"), format="turtle")


# ---- the file -----------------------------------------------------------------------------------


def test_an_rdf_parser_reads_the_same_concepts(graph: rdflib.Graph) -> None:
    def all_of(iri: str, predicate: rdflib.URIRef) -> set[str]:
        return {str(value) for value in graph.objects(rdflib.URIRef(iri), predicate)}

    assert {str(s) for s in graph.subjects(RDF.type, SKOS.Concept)} == {c.iri for c in CONCEPTS}
    for concept in CONCEPTS:
        assert all_of(concept.iri, SKOS.prefLabel) == {concept.pref}
        assert all_of(concept.iri, SKOS.altLabel) == set(concept.alts)
        assert all_of(concept.iri, SKOS.definition) == {concept.definition}
        assert all_of(concept.iri, SKOS.broader) == set(concept.broader)
        assert all_of(concept.iri, SKOS.narrower) == set(concept.narrower)
        assert all_of(concept.iri, SKOS.related) == set(concept.related)
        assert all_of(concept.iri, SKOS.closeMatch) == set(concept.close_match)


def test_there_are_no_blank_nodes(graph: rdflib.Graph) -> None:
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)


def test_every_label_is_english(graph: rdflib.Graph) -> None:
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.definition):
        labels = list(graph.objects(predicate=predicate))
        assert {x.language for x in labels if isinstance(x, rdflib.Literal)} == {"en"}


def test_every_concept_is_in_the_scheme_and_top_concepts_have_nothing_above(
    graph: rdflib.Graph,
) -> None:
    tops = set(graph.objects(SCHEME, SKOS.hasTopConcept))
    assert tops == set(graph.subjects(SKOS.topConceptOf, SCHEME))
    assert {str(top) for top in tops} == {c.iri for c in CONCEPTS if not c.broader}
    assert set(graph.subjects(SKOS.inScheme, SCHEME)) == {rdflib.URIRef(c.iri) for c in CONCEPTS}


# ---- the concepts -------------------------------------------------------------------------------


def test_there_are_many_concepts_with_the_phrases_that_news_uses() -> None:
    assert len(CONCEPTS) >= 200
    assert [c.iri for c in CONCEPTS if not c.alts or not c.definition] == []
    assert all(c.iri.startswith(TOPICS) for c in CONCEPTS)


def test_preferred_labels_are_unique() -> None:
    assert len({c.pref.casefold() for c in CONCEPTS}) == len(CONCEPTS)


def above(concept: Concept) -> set[str]:
    """The IRIs of all concepts broader than this one, at any height."""
    open_, seen = list(concept.broader), set[str]()
    while open_:
        iri = open_.pop()
        if iri not in seen:
            seen.add(iri)
            wider = topics().get(iri)
            assert wider is not None, iri
            open_.extend(wider.broader)
    return seen


def test_the_hierarchy_is_whole_and_acyclic() -> None:
    assert [concept.iri for concept in CONCEPTS if concept.iri in above(concept)] == []


def test_narrower_mirrors_broader_and_related_goes_both_ways() -> None:
    by_iri = {c.iri: c for c in CONCEPTS}
    for concept in CONCEPTS:
        assert {c.iri for c in CONCEPTS if concept.iri in c.broader} == set(concept.narrower)
        assert all(concept.iri in by_iri[other].related for other in concept.related)
        # SKOS Reference, S27: related concepts must not lie above one another
        assert not set(concept.related) & above(concept)


# ---- matching -----------------------------------------------------------------------------------


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda c: c.iri.partition("#")[2])
def test_every_label_is_matched_and_found(concept: Concept) -> None:
    for label in (concept.pref, *concept.alts):
        assert topics().match(label) == concept.iri
        assert topics().match(f"the {label.upper()}") == concept.iri
        text = f"They spoke of {label}."
        assert [(text[s:e], iri) for s, e, iri in topics().find_in(text)] == [
            (text[len("They spoke of ") : -1], concept.iri)
        ] or label.endswith(".")


@pytest.mark.parametrize(
    ("phrase", "slug"),
    [
        ("artificial intelligence", "artificial-intelligence"),
        ("A.I.", "artificial-intelligence"),
        ("the tariffs", "tariffs"),
        ("tariff", "tariffs"),
        ("cease-fires", "ceasefires"),
        ("ceasefire", "ceasefires"),
        ("human right", "human-rights"),
        ("Japan–South Korea relations", "japan-south-korea-relations"),
        ("South Korea-Japan ties", "japan-south-korea-relations"),
        ("North Korea’s denuclearization", "denuclearization"),
        ("denuclearisation", "denuclearization"),
        ("climate crises", "climate-change"),
        ("talks", "negotiations"),
    ],
)
def test_match(phrase: str, slug: str) -> None:
    assert topics().match(phrase) == TOPICS + slug


@pytest.mark.parametrize(
    "phrase", ["talk", "", "the", "--", "a nice cup of tea", "trade routes to"]
)
def test_what_is_no_topic_matches_nothing(phrase: str) -> None:
    assert topics().match(phrase) is None


def found(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], iri.partition("#")[2]) for start, end, iri in topics().find_in(text)]


def test_the_longest_label_wins() -> None:
    assert found("a free trade agreement on steel") == [
        ("free trade agreement", "free-trade"),
        ("steel", "manufacturing"),
    ]


def test_a_phrase_does_not_reach_over_punctuation_or_paragraphs() -> None:
    assert found("trade, war") == [("trade", "trade"), ("war", "armed-conflict")]
    assert found("trade\n\nwar") == [("trade", "trade"), ("war", "armed-conflict")]
    assert found("trade\nwar") == [("trade\nwar", "trade-war")]


def test_a_plural_that_begins_other_labels_finds_its_singular() -> None:
    assert found("the refugees were fed") == [("refugees", "refugees")]


def test_words_are_whole() -> None:
    assert found("the warlord traded softwares") == []


def test_offsets_are_code_points() -> None:
    assert topics().find_in("🇰🇷 “trade”") == [(4, 9, TOPICS + "trade")]


@given(
    st.lists(
        st.sampled_from(["trade", "war", "the", "human", "rights", "North", "Korea's", ",", "\n\n"])
    )
)
def test_finds_are_ordered_disjoint_and_match_by_themselves(words: list[str]) -> None:
    text = " ".join(words)
    spans = topics().find_in(text)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert all(topics().match(text[start:end]) == iri for start, end, iri in spans)


def test_a_label_of_two_concepts_is_refused() -> None:
    with pytest.raises(ArtefactError, match='"free trade" labels both'):
        Topics([Concept("x:a", "Free trade"), Concept("x:b", "B", alts=("free-trade",))])
