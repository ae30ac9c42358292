"""Names and titles in the styles of news agencies of several regions."""

from collections.abc import Callable

from tests.extraction.readings import Read, Said, actors


def test_initials_with_and_without_space_are_one_person(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Minister of Foreign Affairs B. Battulga met Ana Berg on Monday. Foreign Minister "
        "B.Battulga thanked her."
    )
    assert set(actors(dossier)) == {"B. Battulga", "Ana Berg"}


def test_a_cabinet_secretary_is_called_the_cs(statements: Callable[[str], list[Said]]) -> None:
    said = statements(
        "Kenya's Foreign Affairs Cabinet Secretary Rachel Wambui met reporters on Monday. “There "
        "is no row with our neighbours,” the CS said."
    )
    assert [speaker for speaker, _, _ in said] == ["Rachel Wambui"]


def test_who_saw_a_letter_is_no_actor(dossier_of: Read) -> None:
    dossier = dossier_of(
        "“We call on both sides to show restraint,” Executive Secretary Musa Gebru said in a "
        "letter seen by The Savannah."
    )
    assert set(actors(dossier)) == {"Musa Gebru"}


def test_sheikhs_and_doctors_keep_their_office(dossier_of: Read) -> None:
    dossier = dossier_of(
        "They met Foreign Minister Sheikh Dr. Salem Nasser Al-Hamad and the Deputy Amir on Monday."
    )
    assert [tenure.office for tenure in dossier.offices] == ["Foreign Minister"]
    assert "Amir" not in actors(dossier)


def test_a_body_that_opens_with_a_field_of_government(dossier_of: Read) -> None:
    dossier = dossier_of(
        "The deal was signed by President of the European Commission Ulla von der Heide, Vent "
        "reports."
    )
    assert actors(dossier)["Ulla von der Heide"] == "person"
    assert not {"Commission", "Vent"} & set(actors(dossier))


def test_presidents_of_republics_and_chiefs_of_staff(dossier_of: Read) -> None:
    dossier = dossier_of(
        "President of the Republic of Azerbaijan Ilham Rasulov met Chief of Defence Staff General "
        "Lucky Irabo and the Permanent Representative of Nepal to the United Nations, Ambassador "
        "Amrit Rai."
    )
    ids = {actor.id: actor.name for actor in dossier.actors}
    assert {
        ("Ilham Rasulov", "President", "Azerbaijan"),
        ("Lucky Irabo", "Chief of Defence Staff", ""),
        ("Amrit Rai", "Permanent Representative", "Nepal"),
    } <= {(ids[t.person], t.office, t.org or "") for t in dossier.offices}


def test_letters_of_a_body_named_before_and_datelines(
    statements: Callable[[str], list[Said]],
) -> None:
    said = statements(
        "ISLAMABAD: Pakistan summoned the envoy over the firing, the Foreign Office said. "
        "“Protection of civilians remains the duty of both sides,” the FO statement read."
    )
    assert said == [
        ("Foreign Office", "indirect", "Pakistan summoned the envoy over the firing"),
        (
            "Foreign Office",
            "direct",
            "Protection of civilians remains the duty of both sides,",
        ),
    ]


def test_a_media_office_is_no_outlet(statements: Callable[[str], list[Said]]) -> None:
    said = statements(
        "Prime Minister Najib Karam met Ana Berg. “Lebanon wants the best relations with its "
        "brothers,” his media office said in a statement."
    )
    assert [speaker for speaker, _, _ in said] == ["Najib Karam's media office"]


def test_a_dash_between_a_city_and_its_story(statements: Callable[[str], list[Said]]) -> None:
    said = statements(
        "Suva — Fiji's Prime Minister Sitiveni Raba signed a memorandum on Thursday, the Fijian "
        "government said."
    )
    assert said[0][2].startswith("Fiji's Prime Minister")
    said = statements("Kenya — a friend of ours — will help, President Ali Juma said.")
    assert [quote for _, _, quote in said] == ["Kenya — a friend of ours — will help"]
