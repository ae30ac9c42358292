"""Who only carries a story is no actor, and no speaker of it; who talks to media is."""

import pytest

from tests.extraction.readings import Read, actors


@pytest.mark.parametrize(
    "text",
    [
        "The talks will go on in May, Foreign Minister Adil Karimov told Zamin on Saturday.",
        "The talks will go on in May, Foreign Minister Adil Karimov said, reports QNX.",
        "Foreign Minister Adil Karimov told the state-owned broadcaster, Zamin Efir, on Saturday "
        "that the talks will go on in May.",
        "The talks will go on in May, Foreign Minister Adil Karimov told Zamin News.",
    ],
)
def test_outlets_are_no_actors(dossier_of: Read, text: str) -> None:
    dossier = dossier_of(text)
    assert list(actors(dossier)) == ["Adil Karimov"]
    assert len(dossier.statements) <= 1


def test_whom_the_article_names_elsewhere_is_told(dossier_of: Read) -> None:
    dossier = dossier_of(
        "President Boris Kadyrov met Ana Quispe on Monday. Kadyrov told Quispe that he was glad."
    )
    [statement] = dossier.statements
    assert {actor.id: actor.name for actor in dossier.actors}[
        statement.addressee or ""
    ] == "Ana Quispe"


def test_officials_of_a_body_are_a_group(dossier_of: Read) -> None:
    dossier = dossier_of(
        "According to Foreign Ministry officials, the talks were open. "
        "Central Bank sources also said the loan was small."
    )
    assert actors(dossier).get("Foreign Ministry officials") == "group"
    assert actors(dossier).get("Central Bank sources") == "group"


def test_who_wrote_a_story_is_no_actor(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Kenji Hoshino met Han Jae-won in Seoul.\n"
        "(Reporting by John Smith in Seoul and Ann Lee; editing by Bob Hall)\n"
    )
    assert set(actors(dossier)) == {"Kenji Hoshino", "Han Jae-won"}


def test_agencies_of_datelines_are_no_actors(dossier_of: Read) -> None:
    dossier = dossier_of(
        "LIMA (QNX) – President Ana Quispe left Lima on Monday, a QNX reporter saw.\n"
        "“I have nothing to say about it,” Quispe told QNX.\n"
    )
    assert "QNX" not in actors(dossier)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The National Rail Agency said on Monday that trains would run.", "National Rail Agency"),
        (
            "The Independent Electoral Commission said that the count was fair.",
            "Independent Electoral Commission",
        ),
        ("The Morning Star Alliance said that its ships would sail.", "Morning Star Alliance"),
        ("The Supreme Council for Media denied the charge.", "Supreme Council for Media"),
    ],
)
def test_bodies_with_a_word_of_outlets_in_their_name_act(
    dossier_of: Read, text: str, name: str
) -> None:
    assert actors(dossier_of(text)).get(name) == "organization"


@pytest.mark.parametrize(
    "text",
    [
        "The Bergen Times said that the count was fair.",
        "The Star of Bergen said that the count was fair.",
        "The Zamin News Agency said that the count was fair.",
        "A Bergen Times report said that the count was fair.",
    ],
)
def test_names_of_outlets_end_in_such_a_word(dossier_of: Read, text: str) -> None:
    assert dossier_of(text).statements == ()
