"""Who takes part in an encounter, and who only stands beside it."""

import pytest

from tests.extraction.readings import Read, lines


@pytest.mark.parametrize(
    ("partner", "parties"),
    [
        ("Minister Ana Quispe of Chile", "Ana Quispe, Lars Berg"),
        ("the presidents of Chile and Peru", "Chile, Lars Berg, Peru"),
    ],
)
def test_the_country_of_a_party_takes_no_part_beside_it(
    dossier_of: Read, partner: str, parties: str
) -> None:
    told = dossier_of(f"President Lars Berg held a meeting with {partner}.")
    assert lines(told) == {f"meet happened None None {parties}"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway and Peru held talks in Vienna on Monday. The next round of talks will take "
            "place in Oslo on April 20.",
            "meet planned Oslo 2025-04-20 Norway, Peru",
        ),
        (
            "President Lars Berg telephoned President Ana Quispe on Friday. Another call, due "
            "at noon on Thursday, was called off.",
            "phone_call denied None 2025-04-10 Ana Quispe, Lars Berg",
        ),
        (
            "Ana Quispe of Peru and Karin Ek of Chile signed a pact on Monday. The cod may go. "
            "President Lars Berg received both leaders in Oslo on Tuesday.",
            "meet happened Oslo 2025-04-08 Ana Quispe, Karin Ek, Lars Berg",
        ),
    ],
)
def test_parties_of_another_encounter(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the parser takes the one told for a second subject
            "Ana Quispe, Peru's foreign minister, told Norwegian Minister Lars Berg by phone on "
            "Tuesday that the port was closed.",
            "phone_call happened None 2025-04-08 Ana Quispe, Lars Berg",
        ),
        (
            "Ana Quispe, Peru's foreign minister, told Norwegian Minister Lars Berg during a "
            "meeting in Lima on Tuesday that Peru would not pay.",
            "meet happened Lima 2025-04-08 Ana Quispe, Lars Berg",
        ),
        (
            "Minister Ana Quispe thanked her Norwegian counterpart, Lars Berg, when they met in "
            "Oslo in March.",
            "meet happened Oslo 2025-03 Ana Quispe, Lars Berg",
        ),
        (
            "President Lars Berg and President Ana Quispe will hold talks by video link on Friday.",
            "phone_call planned None 2025-04-11 Ana Quispe, Lars Berg",
        ),
        (
            "Minister Lars Berg met Minister Ana Quispe for a second day on Tuesday in Oslo.",
            "meet happened Oslo 2025-04-08 Ana Quispe, Lars Berg",
        ),
    ],
)
def test_encounters_in_which_something_is_told(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "President Lars Berg will not take part in the talks with President Ana Quispe.",
        "President Lars Berg and President Ana Quispe witnessed the signing of a treaty.",
    ],
)
def test_who_stays_away_or_looks_on_is_no_party(dossier_of: Read, text: str) -> None:
    assert not lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Lars Berg received Premier Ana Quispe on Monday. Minister Karin Ek and "
            "General Bo Lund attended the meeting.",
            {"meet happened None 2025-04-07 Ana Quispe, Bo Lund, Karin Ek, Lars Berg"},
        ),
        (  # a body that two people head is no meeting of theirs
            "Peru and Chile signed a pact on a board, to be chaired by both President Lars "
            "Berg and President Ana Quispe.",
            {"sign happened None None Chile, Peru"},
        ),
        ("Delegations will meet again in March.", set()),
        (
            "President Lars Berg refused to shake hands with Ana Quispe when they met on Monday.",
            {"meet happened None 2025-04-07 Ana Quispe, Lars Berg"},
        ),
        (
            "President Lars Berg and Ana Quispe sat across from each other in Oslo.",
            {"meet happened Oslo None Ana Quispe, Lars Berg"},
        ),
        (
            "President Lars Berg raised it with Premier Ana Quispe over lunch on Monday.",
            {"meet happened None 2025-04-07 Ana Quispe, Lars Berg"},
        ),
        ("President Ana Quispe spoke on a call with journalists on Monday.", set()),
    ],
)
def test_who_takes_part(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert lines(dossier_of(text)) == expected


def test_a_relative_clause_hung_on_a_journey_is_of_the_person_before_it(dossier_of: Read) -> None:
    told = lines(
        dossier_of(
            "Peru signed a pact on Tuesday at the end of a three-day state visit by Kenyan "
            "President Lars Berg, who was hosted by his Peruvian counterpart, Ana Quispe."
        )
    )
    assert any(line.startswith("meet") and line.endswith("Ana Quispe, Lars Berg") for line in told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Talks in Doha between Norway and Peru have made no progress.",
            "meet happened Doha None Norway, Peru",
        ),
        (
            "Luis Rojas pulled out of Friday's meeting with Kari Dahl.",
            "meet denied None 2025-04-11 Kari Dahl, Luis Rojas",
        ),
        (
            "Chile's Luis Rojas said he and Norway's Kari Dahl had agreed to speak again on "
            "Friday.",
            "agree happened None None Kari Dahl, Luis Rojas",
        ),
    ],
)
def test_phrases_that_the_parser_hangs_elsewhere(
    dossier_of: Read, text: str, expected: str
) -> None:
    assert expected in lines(dossier_of(text))


def test_who_is_met_by_somebody_unknown_met_nobody_else(dossier_of: Read) -> None:
    text = "The woman also talked to the Swedish premier, Karin Ek, and the Danish one, Bo Lund."
    assert not any("Karin Ek" in line and "Bo Lund" in line for line in lines(dossier_of(text)))


def test_who_is_said_to_have_sat_beside_somebody_met_nobody(dossier_of: Read) -> None:
    told = dossier_of("He wept, said two guests who had sat beside President Ana Quispe.")
    assert not told.events


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Lars Berg told Ana Quispe that the state dinner had been called off.", set()),
        ("Lars Berg and Ana Quispe stood by each other in the crisis.", set()),
        ("Lars Berg answered a call from Ana Quispe to lift the ban.", set()),
        ("Lars Berg and Ana Quispe held talks over her call for a truce.", {"meet"}),
        ("Lars Berg met Ana Quispe. New talks in Geneva aim to end the war.", {"meet"}),
        ("Lars Berg met Ana Quispe and signed a letter to the court.", {"meet"}),
        ("Norway criticised a fisheries pact signed with Peru.", {"criticize"}),
    ],
)
def test_who_is_only_near_the_words_for_it_does_not_take_part(
    dossier_of: Read, text: str, acts: set[str]
) -> None:
    told = lines(dossier_of(text))
    assert {line.split()[0] for line in told if "," in line or line[0] == "c"} == acts


def test_who_represents_somebody_does_not_meet_him(dossier_of: Read) -> None:
    text = "Minister Ana Quispe represented President Lars Berg at the summit in Cairo."
    assert lines(dossier_of(text)) == set()


def test_officials_of_the_two_countries_stand_for_them(dossier_of: Read) -> None:
    told = dossier_of(
        "Kenya and Norway have cut ties. Officials of the two countries will meet in Lima in June."
    )
    assert "meet planned Lima 2025-06 Kenya, Norway" in lines(told)


def test_a_council_that_meets_a_deadline_meets_nobody(dossier_of: Read) -> None:
    told = dossier_of("The Security Council met the deadline on Monday.")
    assert not [e for e in told.events if e.type == "meet"]


@pytest.mark.parametrize(
    "text",
    [
        # the parser joins them in other ways
        "National Security Advisor Karin Ek of Norway, Secretary General Lars Berg of Chile and "
        "Adviser Ana Quispe of Peru met on Monday. They signed a pact.",
        "Norway's premier, Karin Ek, Chile's president, Lars Berg, and the Peruvian foreign "
        "minister, Ana Quispe, met on Monday. They signed a pact.",
        "Karin Ek met Lars Berg of Chile and Ana Quispe of Peru on Monday. The three signed it.",
        "Karin Ek of Norway, Chile's Lars Berg and Ana Quispe met on Monday. The trio signed it.",
    ],
)
def test_three_in_a_list_and_those_who_take_them_up(dossier_of: Read, text: str) -> None:
    found = lines(dossier_of(text))
    assert "meet happened None 2025-04-07 Ana Quispe, Karin Ek, Lars Berg" in found
    assert "sign happened None 2025-04-07 Ana Quispe, Karin Ek, Lars Berg" in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # with whom somebody unknown agreed did not do so with each other
        ("The accord that somebody concluded with Norway and Peru is short.", set()),
        ("The treaty that her country signed with Norway and Peru is short.", set()),
        # banks are no parties of what people were told to do together
        (
            "Lars Berg met Ana Quispe on Monday. In May the two banks signed a declaration.",
            {"meet happened None 2025-04-07 Ana Quispe, Lars Berg"},
        ),
        # the parser may take a name apart
        (
            "Costa Rica and Peru sign Free Trade Agreement\nAll were glad.",
            {"sign happened None None Costa Rica, Peru"},
        ),
        # the countries whose generals and ministries they are
        (
            "Norway and Peru quarrel. In May generals of both armies signed an accord in Rome.",
            {"sign happened Rome 2024-05 Norway, Peru"},
        ),
        (
            "Norway and Peru quarrel. In May the two foreign ministries signed an accord in Rome.",
            {"sign happened Rome 2024-05 Norway, Peru"},
        ),
        # the leader of today
        (
            "President Lars Berg of Norway met Peru's prime minister, Luis Arce, in 2019. Arce is "
            "ill. The government in Lima is led by Prime Minister Ana Quispe. Foreign Ministers "
            "Karin Ek of Norway and Omar Faye of Peru are to meet. Berg is glad. Should the "
            "ministers shine, the two leaders could sign a treaty in Rome.",
            {"sign hypothetical Rome None Ana Quispe, Lars Berg"},
        ),
    ],
)
def test_parties_who_are_not_told_in_a_word(
    dossier_of: Read, text: str, expected: set[str]
) -> None:
    found = lines(dossier_of(text))
    assert expected <= found
    assert expected or not found
