"""Where an event was: places inside the phrases of houses, rooms, ships and lakes."""

import pytest

from tests.extraction.readings import Read, lines

BOTH = "Ana Quispe, Lars Berg"
MET = "President Lars Berg met Premier Ana Quispe "


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (MET + "at his camp near Inferan.", "Inferan"),
        (MET + "in a monastery above Gallo.", "Gallo"),
        (MET + "in the harbour of Callao.", "Callao"),
        (MET + "in a fishing cabin on Lake Sundvatn.", "Lake Sundvatn"),
        (MET + "in the lobby of the Hotel Bristol in Vienna.", "Hotel Bristol"),
        (MET + "at a border post near Bregenz.", "Bregenz"),
        (MET + "near Callao.", "Callao"),
        ("Premier Ana Quispe came to Lima from Quito, where she met Lars Berg.", "Quito"),
        (MET + "at the table on trade in Europe.", "None"),
        (MET + "for talks on the war in Syria.", "None"),
        (MET + "on the situation in Yemen.", "None"),
        (MET + "at the Olivos residence.", "Olivos residence"),
        ("Zemira, 2006: President Lars Berg meets Premier Ana Quispe.", "Zemira"),
    ],
)
def test_a_venue_tells_the_place_inside_it(dossier_of: Read, text: str, place: str) -> None:
    told = lines(dossier_of(text))
    assert any(line.startswith(f"meet happened {place} ") for line in told), told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway and Peru agreed to it. The text is to be signed by the pair in Brussels.",
            "sign planned Brussels None Norway, Peru",
        ),
        (
            "In their presence Norway and Peru are to sign a protocol on cobalt.",
            "sign planned None None Norway, Peru",
        ),
        (
            "President Lars Berg and Premier Ana Quispe signed the truce on her kitchen table at "
            "Pallini.",
            f"sign happened Pallini None {BOTH}",
        ),
    ],
)
def test_the_clause_of_a_signing_tells_its_place(
    dossier_of: Read, text: str, expected: str
) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru's premier, Ana Quispe, met President Lars Berg of Norway in the Norwegian "
            "capital.",
            {
                f"meet happened Norwegian capital None {BOTH}",
                "visit happened Norwegian capital None Ana Quispe",
            },
        ),
        (
            "President Lars Berg spent two days in Peru's capital.",
            {"visit happened Peru's capital None Lars Berg"},
        ),
        (
            "President Lars Berg of Norway is due in the Chilean capital on 3 May.",
            {"visit planned Chilean capital 2025-05-03 Lars Berg"},
        ),
        (
            "President Lars Berg is due in the Siberian city of Omsk on 3 May.",
            {"visit planned Omsk 2025-05-03 Lars Berg"},
        ),
        (
            "The premier of Norland, Ole Dahl, met Ana Quispe of Peru in the Norlandian capital.",
            {
                "meet happened Norlandian capital None Ana Quispe, Ole Dahl",
                "visit happened Norlandian capital None Ana Quispe",
            },
        ),
        (
            "Premier Ana Quispe of Peru met President Joe Miller of the United States in the Oval "
            "Office.",
            {
                "meet happened Oval Office None Ana Quispe, Joe Miller",
                "visit happened Oval Office None Ana Quispe",
            },
        ),
        ("Premier Ana Quispe invested in Danish capital.", set()),
        ("Premier Ana Quispe toured three Danish cities.", set()),
    ],
)
def test_a_town_may_be_told_by_its_land_alone(
    dossier_of: Read, text: str, expected: set[str]
) -> None:
    assert set(lines(dossier_of(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Lars Berg flew to Lima in May and sat down with Ana Quispe.",
            f"meet happened Lima 2024-05 {BOTH}",
        ),
        (
            "President Lars Berg and Premier Ana Quispe met in Lima in May and agreed on a border.",
            f"agree happened Lima 2024-05 {BOTH}",
        ),
        (
            "President Lars Berg was in Lima in May, sitting with Premier Ana Quispe.",
            f"meet happened Lima 2024-05 {BOTH}",
        ),
        (
            "President Lars Berg was in Lima on Monday for talks with Premier Ana Quispe.",
            f"meet happened Lima 2025-04-07 {BOTH}",
        ),
        (
            "In Lima, Lars Berg and Ana Quispe praised her in a joint statement.",
            f"joint_statement happened Lima None {BOTH}",
        ),
        (
            "President Lars Berg flew home from Lima and met Premier Ana Quispe.",
            f"meet happened None None {BOTH}",
        ),
        (
            "President Lars Berg visited Lima on Sunday and met Premier Ana Quispe on Monday.",
            f"meet happened None 2025-04-07 {BOTH}",
        ),
        (
            "President Lars Berg flew to Lima and later signed a pact with Ana Quispe.",
            f"sign happened None None {BOTH}",
        ),
    ],
)
def test_what_is_done_on_a_journey_is_done_there(
    dossier_of: Read, text: str, expected: str
) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway and Peru, meeting in Oslo, issued a joint declaration on the war in Iraq.",
            "joint_statement happened None None Norway, Peru",
        ),
        (
            "Lars Berg and Ana Quispe will issue a joint communiqué on the Aegean.",
            f"joint_statement planned None None {BOTH}",
        ),
        (
            "Norway and Peru settled a quarrel over their border in the Barents Sea.",
            "agree happened None None Norway, Peru",
        ),
        (
            "Ana Quispe discussed the situation in Syria with Lars Berg in Oslo.",
            f"meet happened Oslo None {BOTH}",
        ),
        (
            "Lars Berg and Ana Quispe discussed trade in Oslo.",
            f"meet happened Oslo None {BOTH}",
        ),
        (
            "Two days of talks between Lars Berg and Ana Quispe in Oslo ended with a joint "
            "statement.",
            f"joint_statement happened Oslo None {BOTH}",
        ),
        (
            '"It is good," said President Lars Berg in Lima after meeting Premier Ana Quispe.',
            f"meet happened Lima None {BOTH}",
        ),
        (
            "When Lars Berg and Ana Quispe see each other in Lima this weekend, they might agree "
            "on an envoy.",
            f"agree hypothetical Lima 2025-04-12/2025-04-13 {BOTH}",
        ),
        (
            "Tomorrow Lars Berg will be in Lima as the guest of Premier Ana Quispe.",
            f"meet planned Lima 2025-04-10 {BOTH}",
        ),
        (
            "A summit of the two leaders in Lima was scrapped. Lars Berg and Ana Quispe had wanted "
            "it.",
            f"meet denied Lima None {BOTH}",
        ),
        (
            "Lars Berg and Ana Quispe conferred yesterday. On the margins of the African Union "
            "summit they had met before.",
            f"meet happened None 2025-04-08 {BOTH}",
        ),
        (
            "The Lima summit between Lars Berg and Ana Quispe began.",
            f"meet happened Lima None {BOTH}",
        ),
        (
            "On the margins of the African Union summit, Lars Berg met Ana Quispe.",
            f"meet happened None None {BOTH}",
        ),
    ],
)
def test_what_is_talked_about_is_no_place_and_what_holds_the_talks_is(
    dossier_of: Read, text: str, expected: str
) -> None:
    assert expected in lines(dossier_of(text))
