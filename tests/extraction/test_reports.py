"""Reports as agencies and columns write them: long sentences, texts that speak, turns of phrase."""

from collections.abc import Callable

import pytest

from graph_builder.model import Dossier
from tests.extraction.readings import Said


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "President Malik Rahimi has paid a visit to the Omani capital, Muscat, on invitation "
            "by Sultan Haitham, said presidential spokesperson Nadir Aziz on Friday.",
            "Nadir Aziz",
        ),
        (
            "President Malik Rahimi was welcomed by the Sultan at the palace, where they opened "
            "talks, presidential spokesperson Nadir Aziz added.",
            "Nadir Aziz",
        ),
        (
            'Premier Olga Brandt said on Monday: "Sweden will send more timber to Finland", noting '
            "that trade between both countries had doubled.",
            "Olga Brandt",
        ),
        (
            "Laying of the second cable begins in August, according to an announcement made by the "
            "cable's project manager.",
            "cable's project manager",
        ),
    ],
)
def test_speakers_of_long_sentences(
    dossier_of: Callable[[str], Dossier], text: str, speaker: str
) -> None:
    dossier = dossier_of(text)
    names = {actor.id: actor.name for actor in dossier.actors}
    assert dossier.statements
    assert {names[s.speaker] for s in dossier.statements} == {speaker}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'The talks were useful, the ministry said in a statement. "Both sides agreed to meet '
            'again next month," the statement read. It added that the envoy would travel.',
            [
                ("ministry", "indirect", "The talks were useful"),
                ("ministry", "direct", "Both sides agreed to meet again next month,"),
                ("ministry", "indirect", "the envoy would travel"),
            ],
        ),
        (
            "According to a statement issued by the Royal Court, the King received the envoy.",
            [("Royal Court", "indirect", "the King received the envoy")],
        ),
        (
            "Crown Prince Khalid reiterated Qatar's interest in joining the talks.",
            [("Khalid", "indirect", "Qatar's interest in joining the talks")],
        ),
        (
            "Premier Jon Lie noted that trade had doubled, adding that more was to come and "
            "suggesting that a new office would open.",
            [
                ("Jon Lie", "indirect", "trade had doubled"),
                ("Jon Lie", "indirect", "more was to come"),
                ("Jon Lie", "indirect", "a new office would open"),
            ],
        ),
    ],
)
def test_what_statements_and_bodies_say(
    statements: Callable[[str], list[Said]], text: str, said: list[Said]
) -> None:
    assert statements(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Maro resigned in a handwritten letter dated Wednesday, a member of the junta said on "
            "condition of anonymity.",
            [
                (
                    "member of the junta",
                    "indirect",
                    "Maro resigned in a handwritten letter dated Wednesday",
                )
            ],
        ),
        (
            "Berg will meet relatives of five hostages at the Crane Palace on Nov. 2, Chief "
            "Cabinet Secretary Iwata Goro told a press conference.",
            [
                (
                    "Iwata Goro",
                    "indirect",
                    "Berg will meet relatives of five hostages at the Crane Palace on Nov. 2",
                )
            ],
        ),
        (
            "The high commissioner, Joanna Petty, called on Ms Fala last Wednesday and, "
            "according to a person briefed on the conversation, warned her that the loan might "
            "be put on hold.",
            [("Joanna Petty", "indirect", "the loan might be put on hold")],
        ),
        ("Talks have been frozen since May, and Chile answered by closing its ports.", []),
    ],
)
def test_reports_that_end_or_interrupt_a_sentence(
    statements: Callable[[str], list[Said]], text: str, said: list[Said]
) -> None:
    assert statements(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Pang Hong spoke on Monday. Beijing was pressing ahead because it had to, Pang said, "
            "adding that it was like Oslo clinging to its quota.",
            [
                ("Pang Hong", "indirect", "Beijing was pressing ahead because it had to"),
                ("Pang Hong", "indirect", "it was like Oslo clinging to its quota"),
            ],
        ),
        (
            "Ana Berg came for what Peru's state radio called a “brief stop among friends”.",
            [],
        ),
        ("Peru tried to paint the voyage as a success.", []),
    ],
)
def test_participles_after_asides_stances_and_evaluations_in_passing(
    statements: Callable[[str], list[Said]], text: str, said: list[Said]
) -> None:
    assert statements(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "President Rodan Velk made it clear that the talks were over. Premier Ana Berg let it "
            "be known that she would not attend.",
            [
                ("Rodan Velk", "indirect", "the talks were over"),
                ("Ana Berg", "indirect", "she would not attend"),
            ],
        ),
        (
            "President Rodan Velk repeated his promise that the sailors would be freed.",
            [("Rodan Velk", "indirect", "the sailors would be freed")],
        ),
    ],
)
def test_turns_of_phrase_that_report(
    statements: Callable[[str], list[Said]], text: str, said: list[Said]
) -> None:
    assert statements(text) == said


def test_a_question_turns_to_another_speaker(
    statements: Callable[[str], list[Said]],
) -> None:
    said = statements(
        "President Rodan Velk met Premier Ana Berg. “We will come,” said Berg. And Velk? “We shall "
        "see.”"
    )
    assert [speaker for speaker, _, _ in said] == ["Ana Berg", "Rodan Velk"]


def test_content_ends_with_its_sentence(
    statements: Callable[[str], list[Said]],
) -> None:
    said = statements(
        "President Rodan Velk met Premier Ana Berg on Monday. Velk wants the nets back, his "
        "spokesman said. Berg has denied that any were taken."
    )
    assert said[0][2] == "Velk wants the nets back"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Mr Okello's office said in a statement that the pact was in the national interest.",
            [("Okello's office", "indirect", "the pact was in the national interest")],
        ),
        (
            "Premier Ana Berg told a news conference on Monday that the talks had failed.",
            [("Ana Berg", "indirect", "the talks had failed")],
        ),
    ],
)
def test_what_is_said_in_a_statement(
    statements: Callable[[str], list[Said]], text: str, said: list[Said]
) -> None:
    assert statements(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "President Luis Paredes met Ana Berg on Monday. During the meeting, the official "
            "reiterated the willingness of Peru to receive her.",
            [("Luis Paredes", "indirect", "the willingness of Peru to receive her")],
        ),
        (
            "Former president Rodolfo Duarte met reporters. The Duarte government avoided such "
            "loans, saying they prolonged projects.",
            [("Rodolfo Duarte government", "indirect", "they prolonged projects")],
        ),
        (
            "The claim drew a sharp response from Hanoi, which maintains that the ship was lost.",
            [("Vietnam", "indirect", "the ship was lost")],
        ),
        (
            "In an editorial on Monday, the Lima Herald called the families “puppets "
            "dusted off for a clown”.",
            [("Lima Herald", "direct", "puppets dusted off for a clown")],
        ),
    ],
)
def test_speakers_by_description_government_and_relative_clause(
    statements: Callable[[str], list[Said]], text: str, said: list[Said]
) -> None:
    assert statements(text) == said


def test_what_is_told_twice_is_one_statement(statements: Callable[[str], list[Said]]) -> None:
    said = statements(
        "Premier Ana Berg said the joint commission on fisheries would meet again in Lima next "
        "spring. To move forward, Berg said the joint commission on fisheries would meet again in "
        "Lima next spring."
    )
    assert len(said) == 1


def test_a_participle_after_a_joint_subject_is_the_speakers(
    statements: Callable[[str], list[Said]],
) -> None:
    said = statements(
        "President Nadir Saleh said that he and Premier Ana Berg agreed to work together on trade, "
        "adding that Egypt would send an envoy."
    )
    assert ("Nadir Saleh", "indirect", "Egypt would send an envoy") in said


@pytest.mark.parametrize(
    ("region", "speakers"), [("European", ["European leader"]), ("South American", ["Ana Quispe"])]
)
def test_a_leader_of_another_region_is_somebody_else(
    statements: Callable[[str], list[Said]], region: str, speakers: list[str]
) -> None:
    said = statements(
        f"Peruvian President Ana Quispe arrived in Oslo. The {region} leader said the plan was bad."
    )
    assert [speaker for speaker, _, _ in said] == speakers


def test_who_denies_meeting_somebody_is_another(statements: Callable[[str], list[Said]]) -> None:
    said = statements(
        "It was not the first time Pekka Laine visited Sweden, Foreign Minister Karin Olsen said. "
        "She denied meeting Laine."
    )
    assert said[1:] == [("Karin Olsen", "indirect", "meeting Laine")]


@pytest.mark.parametrize(
    "text",
    [
        "It was wrongly reported that Premier Tomas Ibarra had said the treaty was dead.",
        "President Lars Berg is said to have called Premier Tomas Ibarra a liar.",
        "President Lars Berg is rumoured to have said that the treaty was dead.",
    ],
)
def test_hearsay_is_nobodys_word(dossier_of: Callable[[str], Dossier], text: str) -> None:
    assert dossier_of(text).statements == ()


def test_reports_of_reports_take_no_longer_than_their_number(
    dossier_of: Callable[[str], Dossier],
) -> None:
    """Where the content of each report was asked anew by all before it, 60 took half a minute."""
    dossier = dossier_of("Lars Berg said " + "he said " * 300 + "it rained.")
    assert "Lars Berg" in {actor.name for actor in dossier.actors}
