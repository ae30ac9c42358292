"""Who speaks, wherever he stands around what is said."""

from collections.abc import Callable

import pytest

from tests.extraction.readings import Read, Said


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "As part of this are the projects that are carried out in the port, such as the new "
            "park, which opens in May, said the Minister of Tourism, Mona Valde.",
            "Mona Valde",
        ),
        (
            "CAIRO - 21 July 2022: The government attaches importance to the exchange, affirmed "
            "Prime Minister Omar Madbo.",
            "Omar Madbo",
        ),
        (
            "The Norlandian pop star and actor Jack Yee said on Sunday he would not take the post.",
            "Jack Yee",
        ),
        (
            "Ana Chiabo highlighted the support they are providing to the government.",
            "Ana Chiabo",
        ),
    ],
)
def test_whoever_follows_his_verb_speaks(
    statements: Callable[[str], list[Said]], text: str, speaker: str
) -> None:
    assert [(who, kind) for who, kind, _ in statements(text)] == [(speaker, "indirect")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Premier Olga Ruud let slip that the talks had failed.", "Olga Ruud"),
        ("Premier Olga Ruud took the view that the treaty was dead.", "Olga Ruud"),
        ("Premier Olga Ruud gave her word that the troops would leave.", "Olga Ruud"),
        ("Premier Olga Ruud made it clear there would be no deal.", "Olga Ruud"),
        (
            "A Norlandian diplomat, who asked not to be named, said the army would leave.",
            "Norlandian diplomat",
        ),
        (
            "The spokeswoman for the foreign ministry said the army would leave.",
            "spokeswoman for the foreign ministry",
        ),
    ],
)
def test_turns_and_posts(statements: Callable[[str], list[Said]], text: str, speaker: str) -> None:
    assert [(who, kind) for who, kind, _ in statements(text)] == [(speaker, "indirect")]


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        ("Norland's defence headquarters said", "Norland's defence headquarters"),
        ("The army headquarters said", "army headquarters"),
    ],
)
def test_headquarters_speak(told: str, speaker: str, dossier_of: Read) -> None:
    dossier = dossier_of(f"{told} on Monday that the raid was over.")
    (statement,) = dossier.statements
    assert {a.id: a.name for a in dossier.actors}[statement.speaker] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "If Sundria goes ahead, Norway will close its ports, warned Ola Brandt.",
    ],
)
def test_a_speaker_behind_the_verb_is_not_whom_it_warns(text: str, dossier_of: Read) -> None:
    dossier = dossier_of(text)
    (statement,) = dossier.statements
    assert {a.id: a.name for a in dossier.actors}[statement.speaker] == "Ola Brandt"
