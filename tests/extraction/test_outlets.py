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
