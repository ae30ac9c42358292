"""Unnamed groups: which plurals bring one in, and what it is called."""

import pytest

from tests.extraction.readings import Read, actors


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prosecutors in Oslo asked the judge to wait.", "Prosecutors in Oslo"),
        (
            "Officials of the Greek, Turkish and Cypriot governments agreed to share the fees.",
            "Officials of the Greek, Turkish and Cypriot governments",
        ),
        ("Hundreds of Karelian miners occupied the depot.", "Karelian miners"),
        ("Some 300 nurses blocked the bridge.", "nurses"),
        ("More than forty Greek divers searched the harbour.", "Greek divers"),
        ("Foreign dignitaries walked out of the hall.", "Foreign dignitaries"),
        ("Kenyan farmers' groups sued the mill.", "Kenyan farmers' groups"),
        (
            "Leaders of the governing Reed Party expelled Ana Holt.",
            "Leaders of the governing Reed Party",
        ),
        ("The army left, and the paramilitaries burned the camp.", "paramilitaries"),
    ],
)
def test_people_told_by_a_plural_are_a_group(dossier_of: Read, text: str, name: str) -> None:
    assert actors(dossier_of(text)).get(name) == "group"


def test_a_group_answers_to_its_number(dossier_of: Read) -> None:
    dossier = dossier_of("Some 300 nurses blocked the bridge.")
    assert "300 nurses" in dossier.actors[0].aliases


@pytest.mark.parametrize(
    "text",
    [
        "Tourists from Denmark filled the beach.",
        "Exports rose by a fifth, according to figures released on Monday.",
        "The leaders of Norway and Estonia agreed to meet again.",
    ],
)
def test_passers_by_figures_and_leaders_of_lands_are_no_group(dossier_of: Read, text: str) -> None:
    assert "group" not in actors(dossier_of(text)).values()


def test_a_nations_opposition_is_told_by_the_nation(dossier_of: Read) -> None:
    text = (
        "Uganda counts its votes. Uganda's president, Amos Kato, leads in most of Uganda. "
        "On Monday the opposition rejected the count."
    )
    assert actors(dossier_of(text)).get("Ugandan opposition") == "group"
