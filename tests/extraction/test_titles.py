"""Long titles before names, as news agencies write them, and where the names in them begin."""

import pytest

from tests.extraction.readings import Read, actors, named


@pytest.mark.parametrize(
    ("text", "person", "office"),
    [
        (
            "She met Brazilian Minister of Mines and Natural Resources Renato Queiroz on Monday.",
            "Renato Queiroz",
            "Minister of Mines and Natural Resources",
        ),
        (
            "Kenyan Deputy Foreign Minister for Economic Affairs Peter Mwangi met the envoys.",
            "Peter Mwangi",
            "Deputy Foreign Minister for Economic Affairs",
        ),
        (
            "The dam is safe, undersecretary for waterways Diego Lozano said on Monday.",
            "Diego Lozano",
            "undersecretary for waterways",
        ),
        (
            "Later, Chairman of the Rice Export Board (REB) Surin Chaiwat met with farmers.",
            "Surin Chaiwat",
            "Chairman",
        ),
    ],
)
def test_titles_with_a_field_of_their_own(
    dossier_of: Read, text: str, person: str, office: str
) -> None:
    dossier = dossier_of(text)
    assert actors(dossier).get(person) == "person"
    assert [tenure.office for tenure in dossier.offices] == [office]


def test_fields_of_ministries_are_nobodys_names(dossier_of: Read) -> None:
    dossier = dossier_of(
        "The Ministry of Women and Family said it would reply. "
        "The Minister of Land Reform and Housing Paulo Mendes thanked it."
    )
    assert actors(dossier) == {
        "Ministry of Women and Family": "organization",
        "Paulo Mendes": "person",
    }


def test_an_ambassador_with_a_post_has_that_post_alone(dossier_of: Read) -> None:
    dossier = dossier_of("U.S. Special Envoy to the Sahel Ambassador Ruth Delaney met reporters.")
    held = {(t.person, t.office) for t in dossier.offices}
    assert {office for _, office in held} == {"Special Envoy to the Sahel"}
    assert len({person for person, _ in held}) == 1


def test_in_a_list_a_title_belongs_to_the_name_after_it(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Prime Minister Omar Haddad, Deputy Prime Minister and Finance Minister Karim Nassar and "
        "Interior Minister Leila Mansour attended the meeting."
    )
    ids = {actor.id: actor.name for actor in dossier.actors}
    assert {(ids[t.person], t.office) for t in dossier.offices} == {
        ("Omar Haddad", "Prime Minister"),
        ("Karim Nassar", "Deputy Prime Minister"),
        ("Karim Nassar", "Finance Minister"),
        ("Leila Mansour", "Interior Minister"),
    }


def test_the_president_of_the_republic(dossier_of: Read) -> None:
    dossier = dossier_of(
        "The President of the Republic Julio Paredes met Ana Quispe. The President thanked her."
    )
    assert "The President" in named(dossier, "Julio Paredes").aliases


def test_bodies_that_open_with_a_word_of_titles(dossier_of: Read) -> None:
    dossier = dossier_of(
        "National Intelligence Bureau Director Han Jae-won visited Tokyo on Tuesday."
    )
    assert [t.office for t in dossier.offices] == ["National Intelligence Bureau Director"]


def test_nicknames_and_generations_are_part_of_a_name(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Philippine President Rodolfo “Boy” Santos Jnr met reporters. Santos thanked them."
    )
    person = named(dossier, "Rodolfo “Boy” Santos Jnr")
    assert "Santos" in person.aliases


def test_a_crown_prince_is_nobody_else_of_that_given_name(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Crown Prince Khalid met Sheikh Tariq bin Nasser and Secretary General Khalid Amin. "
        "Crown Prince Khalid thanked them."
    )
    assert {"Khalid", "Khalid Amin"} <= set(actors(dossier))


def test_a_bare_title_that_speaks_is_its_holder(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Crown Prince Salim bin Yusuf left Greece. “The visit confirmed the strength of our "
        "relations in every field,” Crown Prince said in a letter."
    )
    ids = {actor.id: actor.name for actor in dossier.actors}
    assert [ids[s.speaker] for s in dossier.statements] == ["Salim bin Yusuf"]


def test_an_adviser_to_the_president_has_a_name_of_his_own(dossier_of: Read) -> None:
    dossier = dossier_of("Senior Adviser to the President Majid Karam met Prime Minister Ana Berg.")
    ids = {actor.id: actor.name for actor in dossier.actors}
    assert (("Majid Karam", "Adviser to the President")) in {
        (ids[t.person], t.office) for t in dossier.offices
    }


def test_who_reports_is_not_the_predecessor_named_before(dossier_of: Read) -> None:
    dossier = dossier_of(
        "President Luis Marquez will honour the contract that his predecessor left him, "
        "undersecretary for harbours Diego Lozano said on Saturday."
    )
    ids = {actor.id: actor.name for actor in dossier.actors}
    held = {t.office for t in dossier.offices if ids[t.person] == "Diego Lozano"}
    assert held == {"undersecretary for harbours"}


@pytest.mark.parametrize(
    ("text", "person", "office", "org"),
    [
        (
            "Chinese foreign ministry spokesman Liu Wei said the islands were open.",
            "Liu Wei",
            "foreign ministry spokesman",
            "China",
        ),
        (
            "Nigeria's Minister of State for Petroleum Resources, Chief Timipre Okoro, met them.",
            "Timipre Okoro",
            "Minister of State for Petroleum Resources",
            "Nigeria",
        ),
        ("His Majesty King Salim received the envoys on Monday.", "Salim", "King", None),
    ],
)
def test_titles_of_spokespeople_ministers_and_majesties(
    dossier_of: Read, text: str, person: str, office: str, org: str | None
) -> None:
    dossier = dossier_of(text)
    names = {actor.id: actor.name for actor in dossier.actors}
    held = [(names[t.person], t.office, t.org or None) for t in dossier.offices]
    assert held == [(person, office, org)]


def test_speakers_for_a_body_in_small_letters(dossier_of: Read) -> None:
    dossier = dossier_of("A spokesperson for the Ghanaian presidency said the trip was off.")
    assert "spokesperson for the Ghanaian presidency" in actors(dossier)


@pytest.mark.parametrize(
    ("text", "person", "office"),
    [
        (
            "HE the Minister of Foreign Affairs Sheikh Nasser Al Thamer met the envoys on Sunday.",
            "Nasser Al Thamer",
            "Minister of Foreign Affairs",
        ),
        (
            "They met HE Ambassador of Japan to Oman Satoshi Mori on Monday.",
            "Satoshi Mori",
            "Ambassador",
        ),
        (
            "Zambian High Commissioner to South Africa Mazuba Banda met farmers.",
            "Mazuba Banda",
            "High Commissioner to South Africa",
        ),
        ("Foreign Office Spokesperson Asim Iqbal met reporters.", "Asim Iqbal", None),
    ],
)
def test_excellencies_and_commissioners(
    dossier_of: Read, text: str, person: str, office: str | None
) -> None:
    dossier = dossier_of(text)
    ids = {actor.id: actor.name for actor in dossier.actors}
    held = [(ids[t.person], t.office) for t in dossier.offices]
    assert held == [(person, office or "Foreign Office Spokesperson")]


def test_who_serves_at_a_body(dossier_of: Read) -> None:
    dossier = dossier_of(
        "With her sat Finance Minister Bruno Salas; Deputy Director for Fisheries at the Ministry "
        "of Foreign Trade, Ambassador Ana Merino; and Farah Idris, a senior fellow at the "
        "Institute for Rice Studies."
    )
    ids = {actor.id: actor.name for actor in dossier.actors}
    held = {(ids[t.person], t.office, t.org) for t in dossier.offices}
    assert ("Farah Idris", "fellow", "Institute for Rice Studies") in held
    assert any(
        who == "Ana Merino" and office.startswith("Deputy Director for Fisheries")
        for who, office, _ in held
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ana Berg, Omar Haddad and Li Wen, the farm ministers of Norway, Lebanon and Laos, met.",
        "The farm ministers of Norway, Lebanon and Laos, Ana Berg, Omar Haddad and Li Wen, met.",
        "Farm Ministers Ana Berg of Norway, Omar Haddad of Lebanon and Li Wen of Laos met.",
    ],
)
def test_a_plural_title_is_of_each_in_the_list(dossier_of: Read, text: str) -> None:
    dossier = dossier_of(text)
    ids = {actor.id: actor.name for actor in dossier.actors}
    homes = {ids[t.person]: t.org for t in dossier.offices}
    assert homes == {"Ana Berg": "Norway", "Omar Haddad": "Lebanon", "Li Wen": "Laos"}
    assert [a.type for a in dossier.actors].count("person") == 3


def test_an_office_without_a_name_is_of_whom_the_next_sentence_gives_it(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Chad's prime minister and rebel leaders met on Friday. Prime Minister Idriss Allam hoped "
        "to end the war."
    )
    assert "Chad's prime minister" in named(dossier, "Idriss Allam").aliases


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ana Ruiz met Governor of Kordash Province Jan Kolk on Friday.", "Jan Kolk"),
        ("Ana Ruiz met Ruler of Darvan Region Teo Arko Minau on Friday.", "Teo Arko Minau"),
    ],
)
def test_a_person_follows_the_province_he_governs(dossier_of: Read, text: str, person: str) -> None:
    assert actors(dossier_of(text)) == {"Ana Ruiz": "person", person: "person"}


def test_short_words_between_hyphens_link_a_name(dossier_of: Read) -> None:
    dossier = dossier_of("The delegates of Bois-aux-Lacs, Pulau Selat and six others rose.")
    assert not any("Lacs" in name and "Bois" not in name for name in actors(dossier))


@pytest.mark.parametrize(
    "title",
    ["Commodore", "Rabbi", "Baroness", "Tan Sri", "Grand Mufti", "Ratu", "Madame", "Sheikha"],
)
def test_styles_of_other_lands_are_no_part_of_a_name(dossier_of: Read, title: str) -> None:
    dossier = dossier_of(f"{title} Adel Rukmo arrived in Lima on Monday. {title} Rukmo was late.")
    assert {actor.name for actor in dossier.actors if actor.type == "person"} == {"Adel Rukmo"}


@pytest.mark.parametrize(
    "text",
    [
        "In a phone call with the Kenyan president, Chancellor Ana Quispe urged restraint.",
        "After talks with the Kenyan president, Ana Quispe said that time was short.",
        "After meeting the Kenyan president, Ana Quispe flew home.",
        "According to the Kenyan president, Ana Quispe was wrong.",
    ],
)
def test_who_acts_behind_a_fronted_office_does_not_hold_it(dossier_of: Read, text: str) -> None:
    dossier = dossier_of(text)
    assert not any(tenure.office == "president" for tenure in dossier.offices)


@pytest.mark.parametrize(
    "text",
    [
        "After talks with the Kenyan president, Lars Berg, Ana Quispe flew home.",
        "The Kenyan president, Lars Berg, flew home.",
        "The talks with the Kenyan president, Lars Berg, went well.",
    ],
)
def test_a_name_set_off_behind_an_office_holds_it(dossier_of: Read, text: str) -> None:
    dossier = dossier_of(text)
    names = {actor.id: actor.name for actor in dossier.actors}
    assert [names[t.person] for t in dossier.offices if t.office == "president"] == ["Lars Berg"]


def test_a_known_office_and_a_title_of_another_body_are_two(dossier_of: Read) -> None:
    text = "Minister Ana Quispe came. The minister and Kenyan President Lars Berg agreed to meet."
    dossier = dossier_of(text)
    names = {actor.id: actor.name for actor in dossier.actors}
    assert {(names[t.person], t.office) for t in dossier.offices} == {
        ("Ana Quispe", "Minister"),
        ("Lars Berg", "President"),
    }
