"""Joint statements, accords and signings: who their parties are, and when they were made."""

import pytest

from tests.extraction.readings import Read, lines

BOTH = "Ana Quispe, Lars Berg"
MET = "President Lars Berg met Prime Minister Ana Quispe in Oslo on Monday. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru and Chile pledged to fight smuggling, according to a joint statement published "
            "on Tuesday.",
            "joint_statement happened None 2025-04-08 Chile, Peru",
        ),
        (  # what a statement calls for is not there, the statement is
            "Peru and Chile called for an immediate ceasefire in a joint statement on Friday.",
            "joint_statement happened None 2025-04-04 Chile, Peru",
        ),
        (
            "The Peruvian and Chilean leaders issued a joint declaration on Friday.",
            "joint_statement happened None 2025-04-04 Chile, Peru",
        ),
        (  # who puts a statement out is not its author
            MET + "They opposed the tariffs, according to a joint statement released by Norway's "
            "Foreign Ministry.",
            f"joint_statement happened None 2025-04-07 {BOTH}",
        ),
    ],
)
def test_who_makes_a_joint_statement(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


def test_a_statement_of_three_is_not_that_of_two(dossier_of: Read) -> None:
    told = lines(dossier_of(MET + "In a joint statement, the three said they would meet again."))
    assert not any(line.startswith("joint_statement") for line in told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peruvian, Chilean presidents to meet in Lima: minister\n\nThe border was quiet.",
            "meet planned Lima None Chilean president, Peruvian president",
        ),
        (
            "Peruvian and Chilean presidents to sign deal on Friday: minister\n\nIt was quiet.",
            "sign planned None 2025-04-11 Chilean president, Peruvian president",
        ),
    ],
)
def test_headlines_tell_of_plans_in_the_infinitive(
    dossier_of: Read, text: str, expected: str
) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru and Chile agreed on a trade deal on Monday. The deal will be signed in May.",
            "sign planned None 2025-05 Chile, Peru",
        ),
        (
            MET + "Six agreements were signed after the talks.",
            f"sign happened None 2025-04-07 {BOTH}",
        ),
        (
            MET + "It was agreed that a joint commission would be set up.",
            f"agree happened None 2025-04-07 {BOTH}",
        ),
        (
            "Peru, along with Chile and Ecuador, issued a joint statement on Monday.",
            "joint_statement happened None 2025-04-07 Chile, Ecuador, Peru",
        ),
    ],
)
def test_parties_told_in_the_sentence_before(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        MET + "The treaty was signed in 1998.",  # another treaty than anything told of
        "The signing was witnessed by Ana Quispe, the ambassador of Peru to Norway.",
    ],
)
def test_signings_of_nobody_known(dossier_of: Read, text: str) -> None:
    assert not any(line.startswith("sign") for line in lines(dossier_of(text)))


def test_two_firms_and_those_who_sign_for_them_sign_once(dossier_of: Read) -> None:
    told = lines(
        dossier_of(
            "Peru and Chile signed a fishing accord on Monday. The accord was signed by Lars Berg "
            "and Ana Quispe."
        )
    )
    assert told == {"sign happened None 2025-04-07 Chile, Peru"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenya refused to agree to a ceasefire with Peru on Sunday.",
            "agree denied None 2025-04-06 Kenya, Peru",
        ),
        (
            "Kenya and Peru failed on Sunday to reach agreement on tariffs.",
            "agree denied None 2025-04-06 Kenya, Peru",
        ),
        (
            "Talks between Kenya and Peru ended without agreement on Sunday.",
            "agree denied None 2025-04-06 Kenya, Peru",
        ),
        (
            "Under last year's fisheries accord with Peru, Kenya may send ships.",
            "agree happened None 2024 Kenya, Peru",
        ),
        (
            "The two sides agreed on Monday to resume flights, Kenya's foreign ministry said after "
            "a meeting between Foreign Minister Lars Berg and Norway's Ana Quispe.",
            f"agree happened None 2025-04-07 {BOTH}",
        ),
    ],
)
def test_parties_of_accords(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


def test_who_agrees_is_who_was_just_told_of(dossier_of: Read) -> None:
    text = (
        "The foreign ministries of Norway, Kenya and Peru issued a joint statement today. It "
        "follows a video call held on Thursday among Foreign Minister Lars Berg of Norway, "
        "Foreign Minister Peter Mwangi and Minister Ana Quispe of Peru. The three agreed to "
        "share data."
    )
    told = lines(dossier_of(text))
    assert "agree happened None 2025-04-03 Ana Quispe, Lars Berg, Peter Mwangi" in told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "No agreement was reached at the talks between Norway and Kenya.",
            {"agree denied None None Kenya, Norway", "meet happened None None Kenya, Norway"},
        ),
        ("Norway and Kenya agreed with the findings of the report.", set()),
    ],
)
def test_what_was_not_agreed(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert lines(dossier_of(text)) == expected


def test_talks_with_people_unknown_are_with_nobody_told_of_before(dossier_of: Read) -> None:
    told = lines(
        dossier_of(
            "Premier Lars Berg spoke of trade. In Lima, Ana Quispe's talks with bosses began."
        )
    )
    assert not any("Ana Quispe, Lars Berg" in line for line in told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway and Kenya end their war\n\nIt is over.",
            {"agree happened None None Kenya, Norway"},
        ),
        (
            "Norway and Kenya agreed on Tuesday to suspend patrols, ending a standoff over cod.",
            {"agree happened None 2025-04-08 Kenya, Norway"},
        ),
    ],
)
def test_wars_are_ended_once(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert lines(dossier_of(text)) == expected


def test_two_days_of_talks(dossier_of: Read) -> None:
    text = "Norway's Lars Berg and Kenya's Ana Quispe began two days of talks in Geneva on Monday."
    assert lines(dossier_of(text)) == {f"meet happened Geneva 2025-04-07/2025-04-08 {BOTH}"}


def test_a_declaration_that_is_signed_is_a_signing(dossier_of: Read) -> None:
    told = lines(dossier_of("Peru and Chile signed a joint declaration on Friday."))
    assert told == {"sign happened None 2025-04-04 Chile, Peru"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (MET + "It rained. Berg said that he and Quispe agreed to open the port.", "2025-04-07"),
        (MET + "They had agreed to open the port.", None),  # at another time
        (MET + "Peru and Chile agreed to open the port.", None),  # others
    ],
)
def test_what_is_agreed_has_the_day_of_the_talks(
    dossier_of: Read, text: str, date: str | None
) -> None:
    assert [e.date for e in dossier_of(text).events if e.type == "agree"] == [date]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the parser hangs the participle on the verb that follows
            "Peru and Chile have settled their dispute over water. Under the pact, reached in "
            "Lima on Saturday, engineers will measure the river.",
            {"agree happened Lima 2025-04-05 Chile, Peru"},
        ),
        (
            "Peru and Chile will sign the text on Thursday.",
            {"sign planned None 2025-04-10 Chile, Peru"},
        ),
        ("Delegations from Peru and Chile promised help.", {"aid planned None None Chile, Peru"}),
    ],
)
def test_deals_and_texts(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert lines(dossier_of(text)) == expected


def test_who_signs_on_behalf_of_another(dossier_of: Read) -> None:
    text = "The pact was signed on behalf of Peru by Minister Lars Berg and by Ana Quispe."
    assert lines(dossier_of(text)) == {f"sign happened None None {BOTH}"}


def test_who_signs_nothing_has_not_signed(dossier_of: Read) -> None:
    assert f"sign denied Oslo 2025-04-07 {BOTH}" in lines(
        dossier_of(MET + "The two signed nothing there.")
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            MET + "It rained. They dined. They slept. Nobody spoke. At the talks, agreement was "
            "reached on the port.",
            f"agree happened None 2025-04-07 {BOTH}",
        ),
        (
            "Under a programme signed with Peru in 2023, Kenya may fish.",
            "sign happened None 2023 Kenya, Peru",
        ),
        (
            "Kenya and Peru agreed to share data during a meeting of the ministers of Kenya and "
            "Peru held in Lima.",
            "meet happened Lima None Kenya, Peru",
        ),
        (
            "Officials from Kenya and Peru will hold talks in May. The two countries last held "
            "such talks in 2022.",
            "meet happened None 2022 Kenya, Peru",
        ),
    ],
)
def test_parties_told_far_from_the_act(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


def test_what_was_not_agreed_at_talks_was_not_by_their_parties(dossier_of: Read) -> None:
    told = lines(dossier_of(MET + "A joint fleet was not agreed on."))
    assert f"agree denied None 2025-04-07 {BOTH}" in told


def test_what_happens_if_nothing_is_agreed_denies_nothing(dossier_of: Read) -> None:
    told = lines(dossier_of(MET + "If no deal is struck, the port will close."))
    assert not any("denied" in line for line in told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Minister Lars Berg met his Peruvian counterpart, Ana Quispe, on Monday and signed a "
            "contract.",
            f"sign happened None 2025-04-07 {BOTH}",
        ),
        (
            "Peru and Chile settled their dispute on Monday. It had lasted for years. Prices may "
            "fall. The two parties plan to sign the text in Lima on Thursday.",
            "sign planned Lima 2025-04-10 Chile, Peru",
        ),
        (
            MET + "A joint statement is expected on Thursday.",
            f"joint_statement planned None 2025-04-10 {BOTH}",
        ),
    ],
)
def test_documents_of_those_who_met(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


def test_each_of_two_may_decide_for_itself(dossier_of: Read) -> None:
    told = dossier_of("Norway and Peru have decided to send ambassadors to Chile.")
    assert not [e for e in told.events if e.type == "agree"]


def test_one_side_agrees_with_those_it_talked_to(dossier_of: Read) -> None:
    told = dossier_of(
        "Norway and Peru held talks in Lima on Monday. The Norwegian side agreed to open its books."
    )
    assert "agree happened None 2025-04-07 Norway, Peru" in lines(told)


def test_a_letter_signed_by_its_author_is_no_accord(dossier_of: Read) -> None:
    told = dossier_of("In a letter signed by Secretary-General Ana Quispe, the party protested.")
    assert not [e for e in told.events if e.type == "sign"]


@pytest.mark.parametrize(
    "text",
    [
        "The {} said in a joint statement that the border would stay open.",
        "The {} issued a joint statement on Monday.",
        "The {} reached an agreement on gas.",
        "The {} released a statement condemning the coup.",
    ],
)
@pytest.mark.parametrize(
    ("who", "parties"),
    [
        ("foreign ministers of Norway, Kenya and Britain", {"Norway", "Kenya", "United Kingdom"}),
        ("presidents of Kenya and the U.S.", {"Kenya", "United States"}),
        ("Norwegian president and the Kenyan chancellor", {"Norwegian", "Kenyan"}),
        ("Norwegian and Kenyan foreign ministers", {"Norway", "Kenya"}),
    ],
)
def test_whoever_acts_jointly_is_told_by_land_and_office(
    dossier_of: Read, text: str, who: str, parties: set[str]
) -> None:
    dossier = dossier_of(text.format(who))
    [event] = [e for e in dossier.events if e.type in ("joint_statement", "agree")]
    names = {a.id: a.name for a in dossier.actors}
    found = [names[p.actor] for p in event.participants]
    assert len(found) == len(parties)
    assert all(any(party in name for name in found) for party in parties)


@pytest.mark.parametrize(
    "text",
    [
        "Leaders of the League said in a joint statement that the border would stay open.",
        "G7 foreign ministers issued a joint statement on Monday.",
        "EU leaders condemned the coup in a joint statement.",
    ],
)
def test_a_joint_statement_may_be_of_one_body_of_leaders(dossier_of: Read, text: str) -> None:
    [event] = [e for e in dossier_of(text).events if e.type == "joint_statement"]
    assert len(event.participants) == 1


@pytest.mark.parametrize(
    "text",
    [
        "In their appeal, the Kenyan priests said that lives were in danger.",
        "Teachers published a joint statement.",
        "The minister said in a statement that the border would stay open.",
    ],
)
def test_a_text_of_nobody_is_no_joint_statement(dossier_of: Read, text: str) -> None:
    assert not any(e.type == "joint_statement" for e in dossier_of(text).events)
