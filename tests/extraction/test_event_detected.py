"""Events that the reading model sees beside those that listed wordings tell of.

What the networks see is set by hand here, so that these tests hold whatever they were trained on.
"""

from collections.abc import Callable, Mapping

import pytest
from spacy.language import Language

from graph_builder.extraction import extract
from graph_builder.model import Article, Dossier
from graph_builder.reading.detected_events import DetectedEvent
from tests.extraction.readings import line, lines

Seen = tuple[str, str, float, Mapping[str, float], Mapping[str, float]]
"""Type, trigger, score, and chances of parties and places by their heads."""
See = Callable[..., Dossier]

HERRING = "Premier Lars Berg and President Ana Quispe shared a herring in Lima."
BOTH = {"Lars": 0.9, "Ana": 0.8}
VISITOR = {"Lars": 0.9}


@pytest.fixture(scope="session")
def see(wordings: Language) -> See:
    """What a text says of which the networks see this."""

    def read(text: str, *seen: Seen) -> Dossier:
        doc = wordings(text)
        at = {token.text: token.i for token in doc}
        doc._.detected_events = tuple(
            DetectedEvent(
                kind,
                at[trigger],
                doc[at[trigger]].sent.start,
                doc[at[trigger]].sent.end,
                score,
                {at[word]: chance for word, chance in parties.items()},
                {at[word]: chance for word, chance in places.items()},
            )
            for kind, trigger, score, parties, places in seen
        )
        return extract(doc, Article("a", None, None, None, "2025-04-09", "en", text))

    return read


def test_an_event_that_no_wording_tells_of_is_taken_down(see: See) -> None:
    dossier = see(HERRING, ("meet", "shared", 0.8, BOTH, {"Lima": 0.9}))
    [event] = dossier.events
    assert line(event, dossier) == "meet happened Lima None Ana Quispe, Lars Berg"
    assert event.rule == "detected:share"
    assert event.confidence == pytest.approx(0.8)
    assert event.evidence[0].text == HERRING


@pytest.mark.parametrize(
    "seen",
    [
        ("meet", "shared", 0.3, BOTH, {}),  # unlikely
        ("meet", "shared", 0.9, {"Lars": 0.9, "Ana": 0.2}, {}),  # with whom?
        ("meet", "shared", 0.9, {"herring": 0.9, "Lars": 0.9}, {}),  # a fish is nobody
        ("visit", "shared", 0.6, VISITOR, {"Lima": 0.9}),  # a visit wants to be surer
    ],
)
def test_what_is_unsure_is_left_out(see: See, seen: Seen) -> None:
    assert not see(HERRING, seen).events


def test_negation_and_time_are_those_of_the_clause(see: See) -> None:
    text = "Premier Lars Berg will not share a herring with President Ana Quispe on Friday."
    dossier = see(text, ("meet", "share", 0.8, BOTH, {}))
    assert lines(dossier) == {"meet denied None 2025-04-11 Ana Quispe, Lars Berg"}


def test_what_a_wording_tells_is_not_told_twice(see: See) -> None:
    text = "Premier Lars Berg met President Ana Quispe over a herring."
    dossier = see(text, ("meet", "herring", 0.9, BOTH, {}))
    [event] = dossier.events
    assert event.rule == "verb:meet"


def test_what_is_signed_is_not_agreed_beside_it(see: See) -> None:
    text = "Premier Lars Berg and President Ana Quispe signed a declaration in Lima."
    dossier = see(text, ("joint_statement", "declaration", 0.9, BOTH, {}))
    assert [event.type for event in dossier.events] == ["sign"]


def test_a_word_of_another_sense_tells_of_nothing_here(see: See) -> None:
    text = "President Ana Quispe dismissed Premier Lars Berg."
    dossier = see(text, ("meet", "dismissed", 0.9, BOTH, {}))
    assert "meet" not in {event.type for event in dossier.events}


def test_habits_are_passed_by(see: See) -> None:
    text = "Premier Lars Berg and President Ana Quispe usually share a herring on Fridays."
    assert not see(text, ("meet", "share", 0.9, BOTH, {})).events


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        ("Lars Berg and Ana Quispe reaffirmed their friendship.", "agree", "reaffirmed"),
        (
            "Not the treaties signed but the herring pleased Lars Berg and Ana Quispe.",
            "sign",
            "signed",
        ),
    ],
)
def test_what_is_only_said_again_or_by_the_way_is_left_out(
    see: See, text: str, kind: str, trigger: str
) -> None:
    assert not [e for e in see(text, (kind, trigger, 0.9, BOTH, {})).events if e.type == kind]


def test_parties_of_the_sentence_stand_before_those_of_others(see: See) -> None:
    text = (
        "Premier Lars Berg met President Ana Quispe on Monday. The joint statement that Otto Lind "
        "issued with Ivo Rask was short."
    )
    parties = {"Otto": 0.9, "Ivo": 0.9}
    likely, unlikely = (
        lines(see(text, ("joint_statement", "statement", score, parties, {})))
        for score in (0.9, 0.3)
    )
    assert "joint_statement happened None 2025-04-07 Ana Quispe, Lars Berg" in unlikely
    assert likely == {
        "meet happened None 2025-04-07 Ana Quispe, Lars Berg",
        "joint_statement happened None None Ivo Rask, Otto Lind",
    }


def test_a_land_or_body_beside_its_leaders_takes_no_part(see: See) -> None:
    text = "Leaders of the League said in a joint statement that Peru must yield."
    parties = {"Leaders": 0.9, "League": 0.9, "Peru": 0.9}
    dossier = see(text, ("joint_statement", "statement", 0.9, parties, {}))
    assert not any("Peru" in line(event, dossier) for event in dossier.events)
    text = "Premier Lars Berg of Norway refused to agree with President Ana Quispe to a package."
    parties = {"Lars": 0.9, "Norway": 0.9, "Ana": 0.9}
    assert lines(see(text, ("agree", "agree", 0.9, parties, {}))) == {
        "agree denied None None Ana Quispe, Lars Berg"
    }


@pytest.mark.parametrize(
    "text",
    [
        "In a statement, Peru denounced the raids by Chile.",
        "Peru urged Chile in a statement to keep the truce.",
        "The communiqué of Peru mentioned Chile twice.",
    ],
)
def test_whom_a_text_is_about_is_no_author(see: See, text: str) -> None:
    seen = "communiqué" if "communiqué" in text else "statement"
    dossier = see(text, ("joint_statement", seen, 0.9, {"Peru": 0.9, "Chile": 0.9}, {}))
    assert not any(event.type == "joint_statement" for event in dossier.events)


def test_a_bare_accord_takes_the_parties_that_are_seen(see: See) -> None:
    text = "Peru and Chile have finalised the text of a treaty, officials said."
    parties = {"Peru": 0.9, "Chile": 0.9}
    told = "agree happened None None Chile, Peru"
    assert told in lines(see(text, ("agree", "finalised", 0.5, parties, {})))
    text = "Peru threatens to cut supplies to Chile if no deal is reached."
    assert not any(
        line.startswith("agree") for line in lines(see(text, ("agree", "deal", 0.5, parties, {})))
    )


def test_who_says_that_others_agreed_is_no_party(see: See) -> None:
    text = "Minister Lars Berg told reporters that Peru and Chile had come round to a plan."
    parties = {"Lars": 0.9, "Peru": 0.9, "Chile": 0.9}
    told = lines(see(text, ("agree", "come", 0.9, parties, {})))
    assert told == {"agree happened None None Chile, Peru"}


def test_a_call_with_one_takes_who_is_seen_beside(see: See) -> None:
    text = "In a phone call with Premier Lars Berg, Peru's president, Ana Quispe, urged restraint."
    told = lines(see(text, ("phone_call", "call", 0.95, BOTH, {})))
    assert "phone_call happened None None Ana Quispe, Lars Berg" in told
