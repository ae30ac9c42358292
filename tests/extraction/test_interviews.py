"""Interviews with somebody whom nothing names, and questions that ask nothing."""

import pytest

from graph_builder.model import Dossier
from tests.extraction.readings import Read, lines


def _said(dossier: Dossier) -> list[tuple[str, str]]:
    names = {actor.id: actor.name for actor in dossier.actors}
    return [(names[s.speaker], s.quote) for s in dossier.statements if s.kind == "direct"]


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("We met a former negotiator of Norland at her home.", "former negotiator of Norland"),
        ("The retired envoy, who gives no name, spoke to us on Monday.", "retired envoy"),
        (
            "Tarja Lindqvist saw Oram Tadesse on Monday. "
            "We talked to a member of the Norland delegation who was there.",
            "member of the Norland delegation",
        ),
        ("Tarja Lindqvist was an envoy. The retired diplomat spoke to us.", "Tarja Lindqvist"),
        ("Norland's foreign minister, Tarja Lindqvist, sat down with us.", "Tarja Lindqvist"),
    ],
)
def test_who_answers_need_not_be_named(lead: str, speaker: str, dossier_of: Read) -> None:
    text = (
        f"The road to the harbour\n{lead}\n\nWere you there?\n\nOf course I was. It took a week."
        "\n\nIt ended badly.\n\nIt ended well for us.\n\nAnd now?\n\nNow we wait for the ferry."
    )
    assert _said(dossier_of(text)) == [
        (speaker, "Of course I was. It took a week."),
        (speaker, "It ended well for us."),
        (speaker, "Now we wait for the ferry."),
    ]


def test_labelled_answers_are_those_of_whoever_talks_to_the_paper(dossier_of: Read) -> None:
    text = (
        "Ten questions\nA senior official of the Norland treasury talked to our reporter.\n\n"
        "Q: Is the treaty dead?\n\nA: Dead as a stone. Nobody signs it.\n\n"
        "Q: Who is to blame?\n\nA: All of us."
    )
    speaker = "senior official of the Norland treasury"
    assert _said(dossier_of(text)) == [
        (speaker, "Dead as a stone. Nobody signs it."),
        (speaker, "All of us."),
    ]


def test_several_unnamed_people_are_no_one_speaker(dossier_of: Read) -> None:
    text = (
        "Letters\nWe spoke to fishermen in Port Vell about the border.\n\nWho pays?\n\n"
        "We pay, of course.\n\nAnd who gains?\n\nOthers do. We never see the money."
    )
    assert _said(dossier_of(text)) == []


def test_the_letter_of_a_question_is_nobody(dossier_of: Read) -> None:
    text = (
        "The port deal\nThe retired ambassador, who asked that his name be withheld, spoke to us."
        "\n\n"
        "Q: On New Year's Day the Kenyan premier, Dawit Kedir, and Jama Warfa Yusuf of Norland "
        "signed a memorandum. Were you surprised?\n\n"
        "A: Nobody asked us. Warfa had been in Lima, sitting with our president.\n\n"
        "Q: Is it law?\n\nA: Let it. We recalled our envoy."
    )
    dossier = dossier_of(text)
    assert {"Q", "A"}.isdisjoint(actor.name for actor in dossier.actors)
    assert [speaker for speaker, _ in _said(dossier)] == ["retired ambassador"] * 2


_ANSWERS = (
    "\n\nDid you see the president of Sudria?\n\n“I flew to Port Vell on 3 March and met Dawit "
    "Kedir in the harbour.”\n\nAnd the nets?\n\n“Gone. Prime Minister Olaf Brun told me that he "
    "had burnt them.”\n\nThat was brave.\n\n“Then we had lunch together.”"
)


@pytest.mark.parametrize(
    "heading",
    [
        "“I flew to Port Vell”\nTarja Lindqvist, Norland's foreign minister, on ferries and fog.",
        "Fog\nThe foreign minister of Norland, Tarja Lindqvist, about nets. Interview, 4 May",
        "Fog\nTarja Lindqvist, foreign minister of Norland, on her row with President Oram Tadesse",
        "Fog\nTarja Lindqvist was Norland's foreign minister until May. We met her in Sundby.",
        "Questions to Tarja Lindqvist\nBy Jonas Vik",
    ],
)
@pytest.mark.parametrize("marks", ["“”", '""'])
def test_answers_between_marks_are_of_whom_the_heading_tells(
    heading: str, marks: str, dossier_of: Read
) -> None:
    text = heading + _ANSWERS.replace("“", marks[0]).replace("”", marks[1])
    dossier = dossier_of(text)
    assert _said(dossier) == [
        (
            "Tarja Lindqvist",
            "I flew to Port Vell on 3 March and met Dawit Kedir in the harbour.",
        ),
        ("Tarja Lindqvist", "Gone. Prime Minister Olaf Brun told me that he had burnt them."),
        ("Tarja Lindqvist", "Then we had lunch together."),
    ]
    names = {actor.id: actor.name for actor in dossier.actors}
    told = [(names[s.speaker], s.quote) for s in dossier.statements if s.kind == "indirect"]
    assert told == [("Olaf Brun", "he had burnt them")]
    found = lines(dossier)
    assert any(found_.startswith("meet happened Port Vell") for found_ in found)
    assert any(found_.startswith("visit happened Port Vell") for found_ in found)


@pytest.mark.parametrize(
    "text",
    [
        # Voices on a pact, each with its name.
        "Voices\nReactions to the ferry pact\n\n“A good day for Norland.” – Tarja Lindqvist\n\n"
        "And the losers?\n\n“We were robbed, as always.” – Oram Tadesse",
        # An explainer's questions, which nobody answers.
        "The pact\nTarja Lindqvist signed it on Monday.\n\nWhy now?\n\n“The harbour was full of "
        "nets,” said Oram Tadesse.\n\nWho pays?\n\n“We do, as we always did,” said Olaf Brun.",
    ],
)
def test_not_every_question_is_put_to_whom_the_heading_names(text: str, dossier_of: Read) -> None:
    assert {"Tarja Lindqvist"} != {speaker for speaker, _ in _said(dossier_of(text))}
    assert len(_said(dossier_of(text))) == 2


_BARE = (
    "{q}You are just back from Port Vell. Was it worth it?\n\nI was there for two days. The "
    "governor gave me soup.\n\n{q}Your party calls the deal “thin”.\n\nMy party has not read it. "
    "I have, and the word “thin” is not in it.\n\n{q}Will you run again?\n\nAsk my knees. I shall "
    "tell them in May.\n\n{q}And then?\n\nThen I sleep."
)


@pytest.mark.parametrize("mark", ["", "Q. ", "Q: "])
@pytest.mark.parametrize(
    "heading",
    [
        "Tarja Lindqvist, Norland's premier, on fences and fish.",
        "Tarja Lindqvist talks to Jonas Vik about fences. Sundby, 4 May 2025",
        "Fences, fish and Tarja Lindqvist",
    ],
)
def test_questions_to_you_and_bare_answers_are_an_interview(
    mark: str, heading: str, dossier_of: Read
) -> None:
    text = f"‘A wall is a confession’\n{heading}\n\n{_BARE.format(q=mark)}"
    assert _said(dossier_of(text)) == [
        ("Tarja Lindqvist", "A wall is a confession"),
        ("Tarja Lindqvist", "I was there for two days. The governor gave me soup."),
        ("Tarja Lindqvist", "My party has not read it. I have, and the word “thin” is not in it."),
        ("Tarja Lindqvist", "Ask my knees. I shall tell them in May."),
        ("Tarja Lindqvist", "Then I sleep."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # A column asks its readers.
        "Why I left\nBy Jonas Vik\n\nPresident Tarja Lindqvist rang me on Monday.\n\nWhat would "
        "you have done?\n\nI packed my bags and left.\n\nWho could blame me?\n\nI shall be back.",
        # So does an explainer.
        "The pact\nTarja Lindqvist, Norland's premier, signs it on Monday.\n\nWhat is in it for "
        "you?\n\nPassengers will pay less. Freight will not.\n\nWhen will your train run?\n\nIn "
        "June.\n\nWill your fare go up?\n\nOur guess is that it will.",
        # Initials are no labels.
        "Q. Lindqvist, a lawyer, spoke first.\n\nA. Holm said the bridge was shut.\n\nQ. Lindqvist "
        "did not agree.",
    ],
)
def test_questions_to_readers_make_no_interview(text: str, dossier_of: Read) -> None:
    assert _said(dossier_of(text)) == []
