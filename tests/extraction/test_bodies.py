"""Bodies: which names are of one, whose they are, what is none."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graph_builder.extraction import extract
from graph_builder.model import Article, Dossier
from tests.extraction.readings import Read, actors, lines, named


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        (
            "The Volleyball Union of Kenya left. Ana Quispe thanked the Kenyan Volleyball Union.",
            "Volleyball Union of Kenya",
            "Kenyan Volleyball Union",
        ),
        (
            "The Kenyan Foreign Ministry left. Kenya's Ministry of Foreign Affairs rang Oslo.",
            "Kenyan Foreign Ministry",
            "Ministry of Foreign Affairs",
        ),
    ],
)
def test_a_body_is_one_in_whatever_order_its_country_stands(
    dossier_of: Read, text: str, name: str, other: str
) -> None:
    assert other in named(dossier_of(text), name).aliases


def test_a_country_may_have_several_banks(dossier_of: Read) -> None:
    found = actors(dossier_of("The Bank of Norway sued the Norwegian Bank on Monday."))
    assert {"Bank of Norway", "Norwegian Bank"} <= set(found)


def _read(words: str, tags: str, heads: list[int], deps: str, ents: str) -> Dossier:
    """What is read from a tree made by hand."""
    doc = Doc(
        Vocab(),
        words=words.split(),
        tags=tags.split(),
        pos=[_POS.get(tag, "PUNCT") for tag in tags.split()],
        lemmas=["meet" if word == "met" else word for word in words.split()],
        heads=heads,
        deps=deps.split(),
        ents=ents.split(),
    )
    return extract(doc, Article("x", None, None, None, "2025-04-09", "en", doc.text))


_POS = {"NNP": "PROPN", "VBD": "VERB", "CC": "CCONJ", "DT": "DET"}


def test_a_person_whom_the_parser_hangs_on_his_title_acts_himself() -> None:
    dossier = _read(
        "General Statistics Department Director Lars Holm met Ana Quispe .",
        "NNP NNP NNP NNP NNP NNP VBD NNP NNP .",
        [2, 2, 6, 2, 2, 4, 6, 6, 7, 6],
        "amod compound nsubj compound flat flat ROOT obj flat punct",
        "O B-ORG I-ORG O B-PERSON I-PERSON O B-PERSON I-PERSON O",
    )
    assert "meet happened None None Ana Quispe, Lars Holm" in lines(dossier)
    assert "organization" not in actors(dossier).values()


def test_a_body_for_two_fields_is_one() -> None:
    dossier = _read(
        "Ana Quispe met the Senate Public Health and Social Care Committee .",
        "NNP NNP VBD DT NNP NNP NNP CC NNP NNP NNP .",
        [2, 0, 2, 10, 10, 6, 10, 9, 9, 6, 2, 2],
        "nsubj flat ROOT det compound amod compound cc amod conj obj punct",
        "B-PERSON I-PERSON O O B-ORG I-ORG I-ORG O O O O O",
    )
    assert "Senate Public Health and Social Care Committee" in actors(dossier)


def test_ministries_of_several_countries_are_one_each(dossier_of: Read) -> None:
    text = "The Peruvian and Chilean defence ministries signed an accord on Friday."
    told = lines(dossier_of(text))
    parties = "Chilean defence ministry, Peruvian defence ministry"
    assert f"sign happened None 2025-04-04 {parties}" in told


def test_an_office_is_told_by_whose_it_is(dossier_of: Read) -> None:
    text = "According to the Office of the Prime Minister, Ana Quispe will rest on Friday."
    dossier = dossier_of(text)
    assert actors(dossier)["Office of the Prime Minister"] == "organization"
    assert not dossier.offices


def test_initials_written_together_with_a_name_are_of_a_person(dossier_of: Read) -> None:
    found = actors(dossier_of("L.Bergdorf, the mayor, met Ch.Holmgren and J.Quispel on Friday."))
    assert found == {"L.Bergdorf": "person", "Ch.Holmgren": "person", "J.Quispel": "person"}


@pytest.mark.parametrize(
    ("full", "short"),
    [("Panel of River Elders", "Panel"), ("Union of Southern Ports", "Union")],
)
def test_a_body_goes_on_by_the_noun_before_of(dossier_of: Read, full: str, short: str) -> None:
    dossier = dossier_of(f"The {full} expelled Chad on Monday. The {short} said it was sorry.")
    assert actors(dossier) == {full: "organization", "Chad": "country"}


def test_who_writes_the_story_is_nobody_in_it(dossier_of: Read) -> None:
    dossier = dossier_of("Dockers strike in Norland\nBy Ana Berg in Oslo\n\nIt was quiet.")
    assert "Ana Berg" not in actors(dossier)


def test_an_embassy_is_told_by_where_it_is(dossier_of: Read) -> None:
    dossier = dossier_of("The Chilean Embassy in Norway announced that it was closed.")
    assert "Chilean Embassy in Norway" in actors(dossier)


def test_the_ministry_is_that_of_the_minister_spoken_of(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Chilean Foreign Minister Ana Ruiz arrived in Oslo on Monday. The ministry said that she "
        "would stay for a week."
    )
    assert "Chilean Foreign Ministry" in actors(dossier)


def test_letters_in_brackets_may_be_of_another_language(dossier_of: Read) -> None:
    dossier = dossier_of("The National River Army (EFN) left Chile. The EFN thanked Chile.")
    assert actors(dossier) == {"National River Army": "organization", "Chile": "country"}


def test_a_state_of_a_federation_is_not_the_country(dossier_of: Read) -> None:
    dossier = dossier_of("Ana Ruiz, who was born in the hilly state of Kordash, left India.")
    assert "India" not in actors(dossier)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Foreign Minister Ana Ruiz of Halland flew to Oslo, her ministry said on Tuesday.",
            "Foreign Ministry of Halland",
        ),
        (
            "The Meridian League met on Monday. The League's court of arbitration banned the deal.",
            "Meridian League's court of arbitration",
        ),
    ],
)
def test_bodies_are_told_by_whose_they_are(dossier_of: Read, text: str, name: str) -> None:
    assert actors(dossier_of(text)).get(name) == "organization"


def test_a_known_body_goes_on_by_its_noun(dossier_of: Read) -> None:
    found = actors(dossier_of("The World Bank warned Chad. The Bank said that it would wait."))
    assert found == {"World Bank": "organization", "Chad": "country"}


def test_an_alliance_is_no_parliament(dossier_of: Read) -> None:
    dossier = dossier_of("Finland's parliament voted on Friday to join the alliance.")
    assert "alliance" not in named(dossier, "Finland's parliament").aliases


def test_bodies_without_a_name_are_one_wherever_they_are_told_of(dossier_of: Read) -> None:
    found = dossier_of("Kenya accused the army of theft. The army denied it.").actors
    assert [a.name for a in found if a.type == "organization"] == ["Kenyan army"]


def test_her_party_is_the_one_that_she_leads(dossier_of: Read) -> None:
    text = "The Larkin Union's leader, Ana Quispe, said her party would oppose the bill."
    assert "her party" in named(dossier_of(text), "Larkin Union").aliases


def test_an_acronym_may_be_told_in_other_words(dossier_of: Read) -> None:
    text = (
        "The Larkin Sailors' Union, known by its French acronym SLM, left. The SLM sued Ana Quispe."
    )
    assert "SLM" in named(dossier_of(text), "Larkin Sailors' Union").aliases


def test_a_body_with_its_name_in_apposition_is_one(dossier_of: Read) -> None:
    text = "Villagers accused a Chinese mining company, Larkin Resources, of theft."
    found = actors(dossier_of(text))
    assert [name for name, kind in found.items() if kind == "organization"] == ["Larkin Resources"]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday Ana Quispe praised the Chilean Government.",
        "On Monday Ana Quispe criticized the Chilean State.",
    ],
)
def test_a_government_with_a_capital_is_the_country(dossier_of: Read, text: str) -> None:
    assert actors(dossier_of(text)).get("Chile") == "country"


def test_a_citys_government_is_a_body(dossier_of: Read) -> None:
    found = actors(dossier_of("The Bergen Metropolitan Government raised the fee on Monday."))
    assert found == {"Bergen Metropolitan Government": "organization"}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya paid US$ 5 million on Monday.",
        "HH the Crown Prince Adil Karimov met Ana Quispe on Monday.",
    ],
)
def test_capitals_alone_make_no_body(dossier_of: Read, text: str) -> None:
    assert "organization" not in actors(dossier_of(text)).values()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Kenya's Foreign Ministry criticized the raid. Chad's Foreign Ministry denied it.",
            {"Foreign Ministry of Kenya", "Foreign Ministry of Chad"},
        ),
        (
            "The Kenyan Foreign Ministry criticized it. The Foreign Ministry in Nairobi thanked "
            "Ana Quispe.",
            {"Kenyan Foreign Ministry"},
        ),
        (
            "The Ministry of Interior criticized it. The Interior Ministry thanked Ana Quispe. "
            "The Ministry of the Interior left.",
            {"Ministry of Interior"},
        ),
        (
            "Larkin thanked Ana Quispe. On Monday the Larkin Holding Group sued Kenya.",
            {"Larkin Holding Group"},
        ),
        ("The Kenyan police arrested nine men. Police said they had guns.", {"Kenyan police"}),
        ("A Larkin Union report criticized Ana Quispe.", {"Larkin Union"}),
        (
            "The Independent Council Against Fraud sued Kenya. ICAF thanked Ana Quispe.",
            {"Independent Council Against Fraud"},
        ),
    ],
)
def test_a_body_is_one_by_its_words_and_its_country(
    dossier_of: Read, text: str, names: set[str]
) -> None:
    assert {n for n, kind in actors(dossier_of(text)).items() if kind == "organization"} == names


def test_a_court_is_no_person(dossier_of: Read) -> None:
    found = actors(dossier_of("The Amiri Diwan thanked Ana Quispe on Monday."))
    assert found.get("Amiri Diwan") == "organization"


def test_initials_of_a_person_are_no_body(dossier_of: Read) -> None:
    text = (
        "President Ana Maria Lopez Quispe left on Monday. Kenya thanked AMLQ. AMLQ criticized Chad."
    )
    assert "AMLQ" in named(dossier_of(text), "Ana Maria Lopez Quispe").aliases


def test_of_firms_every_shorter_form_is_one(dossier_of: Read) -> None:
    text = (
        "The Larkin Heavy Industries Co. sued Kenya. Larkin Heavy Industries thanked Chad. "
        "Larkin Heavy Industries left."
    )
    found = {n for n, kind in actors(dossier_of(text)).items() if kind == "organization"}
    assert len(found) == 1


def test_several_agencies_of_one_land_are_a_group(dossier_of: Read) -> None:
    found = actors(dossier_of("Chilean courts fined Ana Quispe. Two agencies of Kenya sued her."))
    assert found.get("Chilean courts") == "group"
    assert "organization" not in found.values()


@pytest.mark.parametrize(
    "text",
    [
        "Kenya denied it. Kenya's army left. Kenya signed a truce with the Velian Liberation Front "
        "in Oslo, Norway. On Monday, government and rebels signed an agreement on relief.",
        "Kenya denied it. Kenya's army left. Kenya signed a truce with the Velian Liberation Front "
        "in Oslo, Norway. On Monday rebels and government signed an agreement on relief.",
    ],
)
def test_government_and_rebels_need_no_article(dossier_of: Read, text: str) -> None:
    assert "group" not in actors(dossier_of(text)).values()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Parliament in Tirana passed the law on Monday. Albania is small.",
            "Parliament of Albania",
        ),
        ("The opposition in Gaborone condemned it. Botswana is dry.", "Botswanan opposition"),
        ("Parliament in Tirana passed the law on Monday.", "Parliament"),
    ],
)
def test_a_body_in_a_capital_is_of_the_country_named(
    dossier_of: Read, text: str, name: str
) -> None:
    assert name in actors(dossier_of(text))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The Norwegian government", "Peru"),
        ("Norway", "Peru"),
        ("The Norwegian foreign ministry", "Peruvian foreign ministry"),
        ("Norway's foreign ministry", "Peruvian foreign ministry"),
    ],
)
def test_the_counterpart_of_a_body_is_one(dossier_of: Read, first: str, second: str) -> None:
    [told] = lines(dossier_of(f"{first} and its Peruvian counterpart signed a pact on Monday."))
    assert second in told.split("2025-04-07 ")[1].split(", ")


def test_a_pact_of_two_joined_lands_is_theirs(dossier_of: Read) -> None:
    told = lines(dossier_of("The Norwegian-Peruvian pact was signed in Rome on Monday."))
    assert told == {"sign happened Rome 2025-04-07 Norway, Peru"}


def test_each_has_an_office_of_his_own(dossier_of: Read) -> None:
    text = (
        "Lars Berg promised help on Monday, his office said. Maria Holm rang him. Ms Holm's "
        "office said the talk was frank."
    )
    assert {"Lars Berg's office", "Maria Holm's office"} <= actors(dossier_of(text)).keys()
