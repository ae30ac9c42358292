"""Encounters told in other words than those of meeting, and told several in one sentence."""

import pytest

from tests.extraction.readings import Read, lines

_BOTH = "Ana Quispe, Lars Berg"
_NORWAYS = "Norwegian Foreign Minister Lars Berg"
_PERUS = "Peruvian President Ana Quispe"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{_NORWAYS} toured the ruins on Sunday with {_PERUS}.",
            f"meet happened None 2025-04-06 {_BOTH}",
        ),
        (
            f"{_NORWAYS} and {_PERUS} strolled in the park for an hour on Sunday.",
            f"meet happened None 2025-04-06 {_BOTH}",
        ),
        (
            "Lars Berg read the note aloud to President Ana Quispe on Sunday.",
            f"meet happened None 2025-04-06 {_BOTH}",
        ),
        (
            "Lars Berg was shown in to President Ana Quispe on Sunday.",
            f"meet happened None 2025-04-06 {_BOTH}",
        ),
        (
            "On Sunday Ambassador Lars Berg handed President Ana Quispe his letters of credence.",
            f"meet happened None 2025-04-06 {_BOTH}",
        ),
        (
            "President Ana Quispe came to Minister Lars Berg's hotel on Sunday.",
            f"meet happened None 2025-04-06 {_BOTH}",
        ),
        (
            "Minister Lars Berg emerged from two hours with President Ana Quispe on Sunday.",
            f"meet happened None 2025-04-06 {_BOTH}",
        ),
        (
            "Minister Lars Berg had a brief talk with President Ana Quispe on Sunday.",
            f"meet happened None 2025-04-06 {_BOTH}",
        ),
        (
            "A call by Minister Lars Berg on Ana Quispe, planned for Sunday, was cancelled.",
            f"meet denied None 2025-04-13 {_BOTH}",
        ),
        (
            "President Ana Quispe welcomed Minister Lars Berg at the palace on Sunday.",
            f"meet happened None 2025-04-06 {_BOTH}",
        ),
        (
            "President Lars Berg gathered the presidents of Chile and Peru in Oslo on Sunday.",
            "meet happened Oslo 2025-04-06 Chile, Lars Berg, Peru",
        ),
        (
            "Minister Lars Berg, whom President Ana Quispe had refused to meet, left on Sunday.",
            f"meet denied None None {_BOTH}",
        ),
        (
            "When the plane landed, Minister Lars Berg was there to embrace Ana Quispe.",
            f"meet happened None None {_BOTH}",
        ),
        (
            "With President Ana Quispe at his side, Lars Berg spoke of peace on Sunday.",
            f"meet happened None 2025-04-06 {_BOTH}",
        ),
        (
            "Minister Lars Berg was the first visitor whom President Ana Quispe received.",
            f"meet happened None None {_BOTH}",
        ),
        (
            "The next summit of the Nordic Council will be held in Oslo in May.",
            "meet planned Oslo 2025-05 Nordic Council",
        ),
        (
            "A session of the joint council of Norway and Peru was cancelled on Sunday.",
            "meet denied None None Norway, Peru",
        ),
        (
            "Standing next to President Ana Quispe in Lima, Minister Lars Berg ruled out a loan.",
            f"meet happened Lima None {_BOTH}",
        ),
        (
            "Minister Lars Berg talked fish with President Ana Quispe in Lima on Sunday.",
            f"meet happened Lima 2025-04-06 {_BOTH}",
        ),
        (
            f"{_NORWAYS} and {_PERUS} took questions together on Sunday.",
            f"meet happened None 2025-04-06 {_BOTH}",
        ),
        (
            f"{_NORWAYS} and {_PERUS} sat side by side at the funeral on Sunday.",
            f"meet happened None 2025-04-06 {_BOTH}",
        ),
        (
            f"{_NORWAYS} dropped by {_PERUS}'s office on Sunday.",
            f"meet happened None 2025-04-06 {_BOTH}",
        ),
        (
            f"{_NORWAYS} was taken to see {_PERUS}.",
            f"meet happened None None {_BOTH}",
        ),
        (
            f"{_NORWAYS} flew to Rome on Friday. The premier, Luis Arce, was ill. The journey "
            f"ended on Sunday in Lima, with talks with {_PERUS}.",
            f"meet happened Lima 2025-04-06 {_BOTH}",
        ),
        (
            "Norway's and Peru's foreign ministers met in Rome on Sunday.",
            "meet happened Rome 2025-04-06 Norway, Peru",
        ),
        (
            "Officials from Oslo and Lima met in Rome on Sunday.",
            "meet happened Rome 2025-04-06 Norway, Peru",
        ),
        (
            "A round of talks between Norway and Peru is to open in Rome on Sunday.",
            "meet planned Rome 2025-04-13 Norway, Peru",
        ),
        (
            f"In the presence of Swiss Foreign Minister Urs Frei, {_NORWAYS} and {_PERUS} talked "
            "for an hour.",
            "meet happened None None Ana Quispe, Lars Berg, Urs Frei",
        ),
        (
            "Minister Luis Arce met his counterparts from Peru, Ana Quispe, and Norway, Lars Berg.",
            "meet happened None None Ana Quispe, Lars Berg, Luis Arce",
        ),
        (
            "The government of Norway and the government of Peru, whose talks Chile hosted for "
            "months in 2016, went home.",
            "meet happened None 2016 Norway, Peru",
        ),
        (
            f"{_NORWAYS} and {_PERUS} met at Hall Castle, halfway between their capitals.",
            f"meet happened Hall Castle None {_BOTH}",
        ),
        (
            f"{_NORWAYS} sat through a lecture by {_PERUS}.",
            f"meet happened None None {_BOTH}",
        ),
        (
            f"{_NORWAYS} had {_PERUS} to the Winter Palace in May.",
            f"meet happened None 2024-05 {_BOTH}",
        ),
        (
            f"{_NORWAYS} was in Rome, where, with {_PERUS} at his side, he spoke of peace.",
            f"meet happened Rome None {_BOTH}",
        ),
        (
            f"A phone call was late. {_NORWAYS} and {_PERUS} talked for hours there.",
            f"meet happened None None {_BOTH}",
        ),
        (
            "Norwegian Foreign Minister Lars Berg and Ana Quispe, his Peruvian counterpart, walked "
            "on the beach.",
            f"meet happened None None {_BOTH}",
        ),
        (
            f"{_NORWAYS} had an exchange of views with {_PERUS} in Rome on Sunday.",
            f"meet happened Rome 2025-04-06 {_BOTH}",
        ),
        (
            f"{_NORWAYS} was in Rome on Sunday to meet {_PERUS}.",
            f"meet happened Rome 2025-04-06 {_BOTH}",
        ),
        (
            f"{_PERUS} attended the Nordic Council summit in Oslo on Sunday.",
            "meet happened Oslo 2025-04-06 Ana Quispe, Nordic Council",
        ),
        (
            f"All praised the Nordic Council summit, which {_PERUS} had attended in Oslo in May.",
            "meet happened Oslo 2024-05 Ana Quispe, Nordic Council",
        ),
        (
            f"{_PERUS} addressed the summit of the Nordic Council by video link on Sunday.",
            "meet happened None 2025-04-06 Ana Quispe, Nordic Council",
        ),
        (
            "NATO's defence ministers met in Rome on Sunday.",
            "meet happened Rome 2025-04-06 NATO defence ministers",
        ),
    ],
)
def test_who_is_with_whom_meets(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lars Berg saw President Ana Quispe at the palace and then Foreign Minister Luis Arce "
            "at a hotel.",
            {
                f"meet happened None None {_BOTH}",
                "meet happened None None Lars Berg, Luis Arce",
            },
        ),
        (
            f"{_NORWAYS} and Swedish Minister Nils Ek met {_PERUS} on Sunday and Minister Luis "
            "Arce on Monday.",
            {
                "meet happened None 2025-04-06 Ana Quispe, Lars Berg, Nils Ek",
                "meet happened None 2025-04-07 Lars Berg, Luis Arce, Nils Ek",
            },
        ),
        (
            "Lars Berg was received by President Ana Quispe on Sunday and by Minister Luis Arce "
            "on Monday.",
            {
                f"meet happened None 2025-04-06 {_BOTH}",
                "meet happened None 2025-04-07 Lars Berg, Luis Arce",
            },
        ),
        (
            "Lars Berg met Ana Quispe in Rome in March and, on the margins of the Assembly, in "
            "New York.",
            {
                f"meet happened Rome 2025-03 {_BOTH}",
                f"meet happened New York None {_BOTH}",
            },
        ),
        (
            "Lars Berg met Ana Quispe in Rome and again in Paris.",
            {
                f"meet happened Rome None {_BOTH}",
                f"meet happened Paris None {_BOTH}",
            },
        ),
        (
            "President Ana Quispe's guests on Sunday included Lars Berg and Luis Arce.",
            {
                f"meet happened None 2025-04-06 {_BOTH}",
                "meet happened None 2025-04-06 Ana Quispe, Luis Arce",
            },
        ),
        (
            "Norwegian and Peruvian diplomats met in Rome in May last year and in the Peruvian "
            "one that September.",
            {
                "meet happened Rome 2024-05 Norway, Peru",
                "meet happened None 2024-09 Norway, Peru",
            },
        ),
        (
            f"{_NORWAYS} and {_PERUS} met for an hour in the Hall Palace. They had talked in Lima "
            "in February and in Rome in March.",
            {
                f"meet happened Hall Palace None {_BOTH}",
                f"meet happened Lima 2025-02 {_BOTH}",
                f"meet happened Rome 2025-03 {_BOTH}",
            },
        ),
    ],
)
def test_several_meetings_in_one_sentence(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert {told for told in lines(dossier_of(text)) if told.startswith("meet")} == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{_NORWAYS} and {_PERUS} opened the bridge.",
        f"{_NORWAYS} and {_PERUS} ate fish at the harbour.",
        f"{_NORWAYS} and {_PERUS} stood on the quay.",
        f"{_NORWAYS} toasted {_PERUS}.",
        f"{_NORWAYS} was introduced to {_PERUS}.",
        f"{_NORWAYS} made the acquaintance of {_PERUS}.",
        f"{_NORWAYS} listened to {_PERUS} in his office.",
        f"{_NORWAYS} sought out {_PERUS} in Rome.",
    ],
)
def test_who_serve_different_states_are_together(dossier_of: Read, text: str) -> None:
    [met] = [line for line in lines(dossier_of(text)) if line.startswith("meet happened")]
    assert met.endswith(_BOTH)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"A meeting of {_NORWAYS} with {_PERUS} was struck off the agenda.", "denied"),
        (f"A meeting between {_NORWAYS} and {_PERUS} did not materialise.", "denied"),
        (f"A meeting of {_NORWAYS} with {_PERUS} was planned for May but never held.", "denied"),
        (f"{_NORWAYS} pulled out of a meeting with {_PERUS}.", "denied"),
        (f"{_NORWAYS} did not turn up for a meeting with {_PERUS}.", "denied"),
        (f"{_NORWAYS} missed his appointment with {_PERUS}.", "denied"),
        (f"{_NORWAYS} was refused an audience by {_PERUS}.", "denied"),
        (f"{_NORWAYS} was turned away by {_PERUS}.", "denied"),
        (f"{_NORWAYS} has been invited to talks with {_PERUS}.", "hypothetical"),
        ("Norway and Peru will reopen talks on fishing next week.", "planned"),
    ],
)
def test_whether_a_meeting_is_held(dossier_of: Read, text: str, status: str) -> None:
    [met] = [event for event in dossier_of(text).events if event.type == "meet"]
    assert met.status == status
    assert len(met.participants) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Minister Lars Berg toured the port with his deputy, Ole Strand, on Sunday.",
        "Minister Lars Berg drove to his office on Sunday.",
        "Minister Lars Berg did not exchange a word with President Ana Quispe.",
        "Minister Lars Berg said after two days that President Ana Quispe would resign.",
        "English colonists settled on Montserrat in 1632.",
        "President Ana Quispe's guests on Sunday included two dogs.",
        "The call by Lars Berg on President Ana Quispe to resign was ignored.",
        "Minister Lars Berg gave a talk with slides.",
        f"{_NORWAYS} drove to Lima in {_PERUS}'s car.",
        f"{_NORWAYS} got {_PERUS} out of trouble at home.",
        f"{_NORWAYS} and {_PERUS} launched a campaign.",
        f"{_NORWAYS} and {_PERUS} sit on the board of the bank.",
        f"{_NORWAYS} stands with {_PERUS} on the issue.",
        f"{_NORWAYS} sees eye to eye with {_PERUS}.",
        f"{_NORWAYS} went along with {_PERUS} on tariffs.",
        f"{_NORWAYS} crossed swords with {_PERUS} over fish.",
        f"{_NORWAYS} joined {_PERUS} at the top of the poll.",
        f"{_NORWAYS} and {_PERUS} stood on the same side.",
        f"{_NORWAYS} flew to Lima with {_PERUS}.",
        "The Nordic Council summit in Oslo ended on Sunday.",
        f"{_NORWAYS} and {_PERUS} share concerns about the river.",
        f"{_NORWAYS} and {_PERUS} agreed to share radar data.",
        f"{_NORWAYS} and {_PERUS} stood for election in May.",
        "Norwegian Foreign Minister Lars Berg and Norwegian Defence Minister Ole Strand opened "
        "the bridge.",
        "Norwegian Foreign Minister Lars Berg listened to Norwegian Defence Minister Ole Strand "
        "in his office.",
        f"{_NORWAYS} has yet to be received by {_PERUS}.",
        f"{_NORWAYS} cancelled his speech with {_PERUS} in the room.",
    ],
)
def test_who_only_does_alike_meets_nobody(dossier_of: Read, text: str) -> None:
    assert "meet" not in {event.type for event in dossier_of(text).events}


@pytest.mark.parametrize(
    "text",
    [
        f"{_NORWAYS} says he talked about it on the phone with {_PERUS}.",
        f"{_NORWAYS} talked about it over the telephone with {_PERUS}.",
    ],
)
def test_who_talks_over_a_wire_calls(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == {f"phone_call happened None None {_BOTH}"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{_NORWAYS} and {_PERUS} could sign the treaty when they meet.", "planned"),
        (f"{_NORWAYS} will not sign before he has met {_PERUS}.", "planned"),
        (f"{_NORWAYS} did not sign before he had met {_PERUS}.", "happened"),
        (f"{_NORWAYS} signed nothing when he met {_PERUS}.", "happened"),
    ],
)
def test_what_happens_when_something_will(dossier_of: Read, text: str, status: str) -> None:
    met = [event.status for event in dossier_of(text).events if event.type == "meet"]
    assert met == [status]
