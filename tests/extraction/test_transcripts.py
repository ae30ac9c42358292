"""Transcripts, interviews and radio scripts: whose words stand behind a label, and who is "I"."""

import pytest

from graph_builder.model import Dossier
from tests.extraction.readings import Read, lines


def _said(dossier: Dossier) -> list[tuple[str, str]]:
    names = {actor.id: actor.name for actor in dossier.actors}
    return [(names[s.speaker], s.quote) for s in dossier.statements if s.kind == "direct"]


_BRIEFING = """Noon briefing in Sundby
Given by the spokeswoman of the Presidency, Tarja Lindqvist.

MS LINDQVIST: Good day. The President left for Port Vell this morning.

On the ferry dispute: I have nothing new.

Q: Is the accord dead?

MS LINDQVIST: Quite the opposite. I expect a signature."""

_SCRIPT = """Norland Radio, evening news

PRESENTER: The harbour strike goes on. Jonas Vik reports.

VIK: I walked along the quays this morning. Union leader Mara Pell was there.

PELL: We will not move an inch.

VIK: The transport minister, Olaf Brun, met the union at noon. He left without a word.

CLIP, BRUN: I am told nothing, so I say nothing."""

_UNLABELLED = """Ten minutes with Tarja Lindqvist
Norland's foreign minister answers our questions.

Did you travel to Sudria?

I did. I met President Oram Tadesse in Port Vell on 2 April.

What comes next?

We will open the strait, and I will be on the first boat."""

_ROLE_OF_A = """The minister's week
Foreign Minister Tarja Lindqvist of Norland spoke to this paper.

Q1: Did you see the president?
A1: I flew to Port Vell and met President Oram Tadesse. We signed a fisheries accord there.

Q2: And the tariffs?
A2: They must go."""

_DEBATE = """Excerpts from the debate in Sundby

Tarja Lindqvist (Labour): Our fleet stays in port. I will not send it.

Oram Brand (Conservative): The minister has lost her nerve.

The Speaker: Order."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            _BRIEFING,
            [
                ("Tarja Lindqvist", "Good day. The President left for Port Vell this morning."),
                ("Tarja Lindqvist", "On the ferry dispute: I have nothing new."),
                ("Tarja Lindqvist", "Quite the opposite. I expect a signature."),
            ],
        ),
        (
            _SCRIPT,
            [
                ("Mara Pell", "We will not move an inch."),
                ("Olaf Brun", "I am told nothing, so I say nothing."),
            ],
        ),
        (
            _UNLABELLED,
            [
                (
                    "Tarja Lindqvist",
                    "I did. I met President Oram Tadesse in Port Vell on 2 April.",
                ),
                (
                    "Tarja Lindqvist",
                    "We will open the strait, and I will be on the first boat.",
                ),
            ],
        ),
        (
            _ROLE_OF_A,
            [
                (
                    "Tarja Lindqvist",
                    "I flew to Port Vell and met President Oram Tadesse. "
                    "We signed a fisheries accord there.",
                ),
                ("Tarja Lindqvist", "They must go."),
            ],
        ),
        (
            _DEBATE,
            [
                ("Tarja Lindqvist", "Our fleet stays in port. I will not send it."),
                ("Oram Brand", "The minister has lost her nerve."),
            ],
        ),
    ],
)
def test_words_behind_a_label_are_the_labelled_persons(
    text: str, expected: list[tuple[str, str]], dossier_of: Read
) -> None:
    assert _said(dossier_of(text)) == expected


def test_i_and_we_in_a_turn_are_who_speaks(dossier_of: Read) -> None:
    told = lines(dossier_of(_ROLE_OF_A))
    assert "sign happened Port Vell None Oram Tadesse, Tarja Lindqvist" in told
    assert "visit happened Port Vell None Tarja Lindqvist" in told


def test_you_in_a_question_is_the_only_one_who_answers(dossier_of: Read) -> None:
    text = _ROLE_OF_A.replace("Did you see the president?", "You visited Sudria in March.")
    assert any(line.startswith("visit happened Sudria") for line in lines(dossier_of(text)))


@pytest.mark.parametrize(
    "text",
    [
        # An explainer asks nobody.
        "What is the row about?\nNorland and Sudria are at odds.\n\nWhat happened?\n\n"
        "President Oram Tadesse visited Norland on 2 April.\n\nWhat comes next?\n\nTalks.",
        # A list of delegates.
        "Delegations\nNorland: Foreign Minister Tarja Lindqvist.\n"
        "Sudria: President Oram Tadesse.\nAgenda: The strait.",
    ],
)
def test_lists_and_explainers_are_no_transcripts(text: str, dossier_of: Read) -> None:
    assert _said(dossier_of(text)) == []
