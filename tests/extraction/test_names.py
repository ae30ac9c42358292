"""Names that look like a country's, a city's or a person's and are something else."""

import pytest

from tests.extraction.readings import Read, actors, named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chad Brown met Jordan Smith in Israel.", "Chad Brown"),
        ("Chad Brown met Jordan Smith in Israel.", "Jordan Smith"),
        ("Senator China Parker visited Lima.", "China Parker"),
        ("Washington Ruiz, the mayor of Quito, condemned Peru.", "Washington Ruiz"),
        ("Queen Victoria met King Leopold.", "Victoria"),
        ("Ambassador to Peru Ana Quispe met King Leopold.", "Ana Quispe"),
        ("China President Lars Berg visited Lima.", "Lars Berg"),
    ],
)
def test_a_person_may_be_called_like_a_country(dossier_of: Read, text: str, name: str) -> None:
    assert actors(dossier_of(text))[name] == "person"


@pytest.mark.parametrize(
    "text",
    [
        "Hurricane Marta hit Norway on Friday.",
        "Ana Quispe, who won a Loeb Fellowship in 2010, met President Lars Berg on Monday.",
        "President Lars Berg opened the King Harald Shipbuilding Complex in Norway.",
        "Ana Quispe and Lars Berg debated in Norway before the General Election.",
    ],
)
def test_storms_fellowships_sites_and_elections_are_nobody(dossier_of: Read, text: str) -> None:
    assert actors(dossier_of(text)).keys() <= {"Norway", "Ana Quispe", "Lars Berg"}


def test_a_mayor_serves_his_city(dossier_of: Read) -> None:
    dossier = dossier_of("Lars Berg, the mayor of London, visited Lima.")
    assert named(dossier, "Lars Berg").office == "mayor of London"


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Under President Lars Berg, Peru signed the pact with Chile.", "President"),
        ("Under Secretary Lars Berg met Premier Ana Quispe in Lima.", "Under Secretary"),
    ],
)
def test_who_governs_is_no_under_president(dossier_of: Read, text: str, office: str) -> None:
    assert named(dossier_of(text), "Lars Berg").office == office


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Ana Weiner, the justice minister of Peru, met Ana Weyner, a senator, in Lima.",
            {"Ana Weiner", "Ana Weyner"},
        ),
        (
            "Justice Minister Ana Weiner resigned. Senator Ana Weyner praised the minister.",
            {"Ana Weiner", "Ana Weyner"},
        ),
        (
            "President George Hale praised his father, former President George Hale Sr., there.",
            {"George Hale", "George Hale Sr"},
        ),
        (
            "Norwegian President Ana Weiner left. Weyner said she was tired.",
            {"Ana Weiner"},
        ),
    ],
)
def test_how_alike_two_names_of_one_person_are(
    dossier_of: Read, text: str, names: set[str]
) -> None:
    assert {n for n, kind in actors(dossier_of(text)).items() if kind == "person"} == names


@pytest.mark.parametrize(
    "text",
    [
        "President Berg of Norway met President Berg of Sweden on Monday.",
        "Norwegian President Berg met Swedish President Berg on Monday.",
    ],
)
def test_two_presidents_of_one_surname_serve_two_countries(dossier_of: Read, text: str) -> None:
    [event] = dossier_of(text).events
    assert len(event.participants) == 2


def test_a_heading_in_capitals_joins_no_two_surnames(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Berg To Quispe: Stay Home\nPresident Lars Berg told Premier Ana Quispe to stay at home."
    )
    assert actors(dossier).keys() == {"Lars Berg", "Ana Quispe"}


def test_an_executive_officer_is_called_by_his_name(dossier_of: Read) -> None:
    text = "Dr Arafat Sule, the Chief Executive Officer of the Reed Fund, met Lars Berg."
    assert named(dossier_of(text), "Arafat Sule").office == "Chief Executive Officer of Reed Fund"


def test_a_surname_goes_on_about_who_was_just_named_in_full(dossier_of: Read) -> None:
    dossier = dossier_of(
        "President Kim Dae-ho left for Tokyo. Police protested in Seoul against the reform. "
        "Lawmaker Kim Ji-won of the opposition condemned the police. Kim said they lie."
    )
    [statement] = [s for s in dossier.statements if "lie" in s.content]
    assert statement.speaker == named(dossier, "Kim Ji-won").id


def test_a_word_of_a_persons_name_is_that_person(dossier_of: Read) -> None:
    text = "B K Zameer Ahmed Kolt left. Zameer told reporters he was tired. Zameer condemned it."
    assert actors(dossier_of(text)) == {"B K Zameer Ahmed Kolt": "person"}


def test_a_surname_with_a_title_is_whose_the_whole_title_is(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Prime Minister Han Duk-so left. Park Jo-on clashed with Justice Minister Han Do-hun. Han "
        "said all was well. Prime Minister Han said that talks go on."
    )
    spoken = {s.content: s.speaker for s in dossier.statements}
    assert spoken["all was well"] == named(dossier, "Han Do-hun").id
    assert spoken["talks go on"] == named(dossier, "Han Duk-so").id


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (
            "The Prime Minister of Kenya, Mr Otieno Mar Leng, met the envoys. The papers were"
            " signed by then Prime Minister Otieno Kuan Yar. Prime Minister Otieno left.",
            "Otieno Mar Leng",
            "Prime Minister Otieno",
        ),
        (
            "Ana Quispe de Lindo and Lars Berg spoke. In May Tabo Vask and Nestor Lindo asked for"
            " ships. Lindo begged Mateus Roa to step in.",
            "Nestor Lindo",
            "Lindo",
        ),
        (
            "Mubarak bin Suhail flew to Ankara. King Suhail, his father, telephoned Lars Berg.",
            "Suhail",
            "King Suhail",
        ),
    ],
)
def test_of_two_with_a_name_it_tells_the_one_who_bears_it_so(
    dossier_of: Read, text: str, name: str, alias: str
) -> None:
    assert alias in named(dossier_of(text), name).aliases


def test_words_inside_a_name_are_no_verbs_and_words_for_nobody_no_names(dossier_of: Read) -> None:
    text = (
        "Nobody in the cabinet was told of it. Last week al-Berg rang al-Lund, who has since become"
        " interior minister, and the two talked about the text on the Ana Quispe monastery."
    )
    assert actors(dossier_of(text)) == {"al-Berg": "person", "al-Lund": "person"}


@pytest.mark.parametrize(
    "text",
    [
        "Three times since Ash Wednesday Monsignor Lars Berg has asked to be let in.",
        "Lars Berg joined the foreign ministry in 1984 as a translator of Swahili.",
        "They will meet again in Lima in May, Lars Berg said. Photograph: Ximena Toro.",
    ],
)
def test_feasts_languages_and_photographers_are_nobody(dossier_of: Read, text: str) -> None:
    people = {name for name, kind in actors(dossier_of(text)).items() if kind == "person"}
    assert people == {"Lars Berg"}


def test_who_is_seen_in_a_picture_is_somebody(dossier_of: Read) -> None:
    dossier = dossier_of("Picture: Ana Quispe, Peru's president, with Lars Berg in Rome on Monday.")
    assert "Ana Quispe" in actors(dossier)


def test_mr_and_ms_tell_two_of_one_surname_apart(dossier_of: Read) -> None:
    dossier = dossier_of(
        "President Peter Lund of Norway spoke first. Later his daughter, Maria Lund, led the party "
        "for years. Ms Lund said it was late. Mr Lund said it was early."
    )
    spoken = {s.content: s.speaker for s in dossier.statements}
    assert spoken["it was late"] == named(dossier, "Maria Lund").id
    assert spoken["it was early"] == named(dossier, "Peter Lund").id
