"""Gold as examples for the networks of events."""

import pytest
from spacy.language import Language

from graph_builder import reading
from graph_builder.evaluate.event_counterexamples import counterexample
from graph_builder.evaluate.event_examples import examples

TEXT = "Lars Berg received Ana Quispe in Oslo, Ole Dahl said. Ole Dahl cooked."
GOLD = {
    "id": "x",
    "published": "2025-04-09",
    "actors": [
        {"id": "b", "name": "Lars Berg", "type": "person", "aliases": []},
        {"id": "q", "name": "Ana Quispe", "type": "person", "aliases": []},
    ],
    "events": [
        {
            "type": "meet",
            "participants": [{"actor": "b"}, {"actor": "q"}],
            "place": "Oslo",
            "evidence": "Lars Berg received Ana Quispe in Oslo, Ole Dahl said.",
        },
        {"type": "criticize", "participants": [{"actor": "b"}], "evidence": "Ole Dahl cooked."},
    ],
    "statements": [],
    "offices": [],
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return reading.load()


def test_an_example_says_where_the_words_of_parties_and_places_stand(nlp: Language) -> None:
    found = examples(GOLD, TEXT, nlp(TEXT))
    [event] = found["events"]  # of the types that gold has all of
    assert found["text"] == TEXT
    assert event["type"] == "meet"
    assert TEXT[event["sentence"] :].startswith("Lars Berg")
    assert [TEXT[i:].split(maxsplit=1)[0] for i in event["parties"]] == ["Lars", "Ana"]
    assert [TEXT[i : i + 3] for i in event["others"]][-1] == "Ole"
    assert [TEXT[i : i + 4] for i in event["places"]] == ["Oslo"]


def test_nothing_is_learnt_where_wordings_tell_of_an_event(nlp: Language) -> None:
    text = "The firm fled to Ohio . Lars Berg met Ana Quispe in Oslo . She cooked ."
    found = counterexample(text, nlp(text))
    assert found == {"text": text, "events": [], "doubtful": [text.index("Lars")]}
