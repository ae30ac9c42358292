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
        ("A crowd of several hundred met him. They demanded bread.", "crowd of several hundred"),
        ("A crowd of thousands of angry farmers demanded a ban.", "angry farmers"),
        ("Some 300 nurses blocked the bridge.", "nurses"),
        ("More than forty Greek divers searched the harbour.", "Greek divers"),
        ("Foreign dignitaries walked out of the hall.", "Foreign dignitaries"),
        ("Kenyan farmers' groups sued the mill.", "Kenyan farmers' groups"),
        (
            "Leaders of the governing Reed Party expelled Ana Holt.",
            "Leaders of the governing Reed Party",
        ),
        ("The families of the miners sued the state.", "families of the miners"),
        ("Teams from Norway, Chile and Peru dug there.", "Teams from Norway, Chile and Peru"),
        ("A delegation of Chilean senators left.", "delegation of Chilean senators"),
        ("Spanish coastguards towed the yacht home.", "Spanish coastguards"),
        ("He said mediators from Kenya had persuaded them.", "mediators from Kenya"),
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
        "He told students that donors had left.",
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The families accused the port authority of hiding the list.", "port authority"),
        ("A court in Oran sentenced her to a year.", "court in Oran"),
        ("The provincial government banned the march.", "provincial government"),
        ("Yazidi widows told the commission of inquiry the truth.", "commission of inquiry"),
        ("On Monday the central bank raised rates.", "central bank"),
        ("The coast guard turned back the boat.", "coast guard"),
        ("Ana Ruiz thanked the charity Manos Dadas.", "Manos Dadas"),
    ],
)
def test_bodies_told_by_what_they_are_for_or_where(dossier_of: Read, text: str, name: str) -> None:
    assert actors(dossier_of(text)).get(name) == "organization"


@pytest.mark.parametrize(
    "text",
    ["The moral authority of the king waned.", "Ana Ruiz joined the finance ministry in May."],
)
def test_power_and_places_of_work_are_no_actors(dossier_of: Read, text: str) -> None:
    assert "organization" not in actors(dossier_of(text)).values()


def test_counterparts_hold_the_office_of_those_they_meet(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Latvia's foreign minister, Ana Holt, met her Greek counterpart on Monday."
    )
    assert actors(dossier).get("Greek foreign minister") == "person"


@pytest.mark.parametrize(
    "text",
    [
        "The report lists 31 countries, among them Chad, Laos and Peru.",
        "The Almighty will help them, and HIV spreads.",
    ],
)
def test_what_is_listed_or_prayed_to_does_not_act(dossier_of: Read, text: str) -> None:
    assert actors(dossier_of(text)) == {}


def test_they_are_the_subjects_rather_than_those_of_a_clause_on_others(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Ana Holt and Jonas Brandt met. The leaders addressed an old issue: the Korean miners "
        "who died in Norway. They agreed to look into it."
    )
    start = dossier.text.index("They")
    meant = {a.name for a in dossier.actors for m in a.mentions if m.start == start}
    assert meant == {"Ana Holt", "Jonas Brandt"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Even Norwegian senators criticized Ana Quispe.", "Norwegian senators"),
        ("Last August fishermen blocked the harbour.", "fishermen"),
        ("Workers at the country's largest steel-making plant struck on Monday.", "Workers"),
        ("Trade unions criticized Kenya on Monday.", "Trade unions"),
    ],
)
def test_what_joins_stresses_or_dates_a_phrase_is_no_part_of_a_name(
    dossier_of: Read, text: str, name: str
) -> None:
    groups = [name for name, kind in actors(dossier_of(text)).items() if kind == "group"]
    assert groups == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In return Kenya freed nineteen prisoners on Monday.", "nineteen prisoners"),
        ("Gunmen killed eleven soldiers on Monday, the army said.", "eleven soldiers"),
        ("Western officials believe that Ana Quispe hired them.", "Western officials"),
        ("Kenya told Chilean mediators that it was ready.", "Chilean mediators"),
        ("President Ana Quispe called on armed groups in the valley to disarm.", "armed groups"),
        ("President Ana Quispe met members of the youth council.", "members"),
    ],
)
def test_who_is_told_met_harmed_or_holds_something_is_a_group(
    dossier_of: Read, text: str, name: str
) -> None:
    found = [a.name for a in dossier_of(text).actors if a.type == "group"]
    assert any(other.startswith(name) for other in found)


def test_reports_and_services_are_nobody(dossier_of: Read) -> None:
    dossier = dossier_of("Church services were held on Monday. Reports criticized Ana Quispe.")
    assert "group" not in actors(dossier).values()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Opposition parties and civil society groups criticized Ana Quispe.",
            {"Opposition parties", "civil society groups"},
        ),
        ("On Monday President Ana Quispe met Lars Berg and party officials.", {"party officials"}),
        ("Last year, in 2019 fishermen blocked the harbour.", {"fishermen"}),
    ],
)
def test_groups_beside_others(dossier_of: Read, text: str, names: set[str]) -> None:
    assert {n for n, kind in actors(dossier_of(text)).items() if kind == "group"} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Ana Quispe met a host of ministers and mayors.", {"ministers", "mayors"}),
        ("President Ana Quispe told a number of Karelian officials the truth.", {"officials"}),
    ],
)
def test_groups_told_in_numbers(dossier_of: Read, text: str, names: set[str]) -> None:
    found = {n for n, kind in actors(dossier_of(text)).items() if kind == "group"}
    assert {name for name in names if any(name in other for other in found)} == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Ana Quispe urged all islanders to stay at home.", "all islanders"),
        ("Opposition parties are doubtful of the plan.", "Opposition parties"),
        ("President Ana Quispe praised the efforts of border guards.", "border guards"),
    ],
)
def test_all_of_them_those_in_doubt_and_those_praised_are_groups(
    dossier_of: Read, text: str, name: str
) -> None:
    assert actors(dossier_of(text)).get(name) == "group"
