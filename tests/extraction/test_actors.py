"""Actors: names in all their forms, kinds of names, capitals and metonyms, the unnamed."""

import pytest

from tests.extraction.readings import Read, actors, named

# ---- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Lee Jae-myung met reporters.", "Lee Jae-myung"),
        ("Chancellor Ottilie van Brakel resigned on Monday.", "Ottilie van Brakel"),
        ("Foreign Minister Hanan al-Dabbagh told reporters she was glad.", "Hanan al-Dabbagh"),
        ("Mr. KISHIDA Fumio, Prime Minister of Japan, met the press.", "Kishida Fumio"),
        ("General Abd al-Hadi ibn Sufyan met reporters.", "Abd al-Hadi ibn Sufyan"),
        ("Prime Minister Zdenka Hrubešová resigned on Monday.", "Zdenka Hrubešová"),
        ("President Daniel arap Moi met the ambassador.", "Daniel arap Moi"),
        ("Prime Minister John Major signed the treaty.", "John Major"),
        ("President Jomo K. Adeyinka-Roth resigned.", "Jomo K. Adeyinka-Roth"),
    ],
)
def test_names_of_persons_stand_without_titles(dossier_of: Read, text: str, name: str) -> None:
    assert actors(dossier_of(text)).get(name) == "person"


def test_a_surname_is_the_person_named_before(dossier_of: Read) -> None:
    dossier = dossier_of("Yoon Suk-yeol met Fumio Kishida in Tokyo. Kishida thanked Yoon.")
    assert actors(dossier).keys() >= {"Yoon Suk-yeol", "Fumio Kishida"}
    assert "Kishida" in named(dossier, "Fumio Kishida").aliases
    assert "Yoon" in named(dossier, "Yoon Suk-yeol").aliases


def test_two_orders_and_spellings_of_a_name_are_one_person(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Prime Minister KISHIDA Fumio met President Lee Jae-myung.\n"
        "Fumio Kishida thanked Lee Jae Myung on Monday."
    )
    assert list(actors(dossier).values()).count("person") == 2


def test_initials_keep_two_of_one_surname_apart(dossier_of: Read) -> None:
    dossier = dossier_of(
        "President Rodomir Velkanov appointed General Miloslav Velkanov on Monday. "
        "M. Velkanov thanked R. Velkanov."
    )
    assert "M. Velkanov" in named(dossier, "Miloslav Velkanov").aliases
    assert "R. Velkanov" in named(dossier, "Rodomir Velkanov").aliases


def test_a_title_tells_which_of_one_surname_is_meant(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Justice Minister Paloma Casavantes resigned on Tuesday. President Hilario Casavantes "
        "praised her. President Casavantes said she had served well."
    )
    assert any("President Casavantes" in a for a in named(dossier, "Hilario Casavantes").aliases)
    assert not any("President" in a for a in named(dossier, "Paloma Casavantes").aliases)


# ---- countries, capitals, institutions ----------------------------------------------------------


def test_a_capital_that_acts_is_the_government(dossier_of: Read) -> None:
    dossier = dossier_of("Seoul welcomed the release and urged Pyongyang to free the workers.")
    assert actors(dossier) == {"South Korea": "country", "North Korea": "country"}
    assert named(dossier, "South Korea").aliases == ("Seoul",)


def test_a_capital_where_something_happens_is_a_place(dossier_of: Read) -> None:
    dossier = dossier_of("Prime Minister Eirik Sandvær arrived in Tokyo on Wednesday.")
    assert actors(dossier) == {"Eirik Sandvær": "person"}


def test_countries_that_no_table_knows_are_told_by_their_ministers(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Kalvesh's foreign minister, Olena Bryk, met President Dragan Moroz of Tuvarin. "
        "Kalvesh accused Tuvarin of jamming its satellites."
    )
    assert actors(dossier)["Kalvesh"] == "country"
    assert actors(dossier)["Tuvarin"] == "country"


def test_a_city_that_the_text_calls_a_capital_stands_for_its_country(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Officials in Oskelund, the capital of Tuvarin, were quick to react. "
        "Oskelund condemned Kalvesh for the raid."
    )
    assert "Oskelund" in named(dossier, "Tuvarin").aliases


def test_institutions_keep_apart_from_their_country(dossier_of: Read) -> None:
    dossier = dossier_of("The White House rejected the offer. China's foreign ministry denied it.")
    assert actors(dossier).get("White House") == "organization"
    assert "country" not in actors(dossier).values()


def test_one_institution_each_of_several_countries(dossier_of: Read) -> None:
    dossier = dossier_of("The foreign ministries of Japan and China condemned Russia on Monday.")
    assert actors(dossier).keys() >= {"foreign ministry of Japan", "foreign ministry of China"}


def test_a_known_organisation_has_its_full_name(dossier_of: Read) -> None:
    dossier = dossier_of("The EU urged Israel and Hamas to agree.")
    assert actors(dossier)["European Union"] == "organization"


# ---- who is no actor ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Analysts have long debated the North Korean threat.",
        "The Amber Convention entered into force.",
        "The Paris Agreement and the Nobel Peace Prize were not discussed.",
        "By Ingvild Holm\nThe table seats fourteen.",
    ],
)
def test_topics_texts_and_authors_are_no_actors(dossier_of: Read, text: str) -> None:
    assert actors(dossier_of(text)) == {}


def test_a_dateline_acts_in_nothing(dossier_of: Read) -> None:
    dossier = dossier_of("SEOUL, Aug. 5 (Wire) — Bill Clinton met Kim Jong Il on Tuesday.")
    assert actors(dossier) == {"Bill Clinton": "person", "Kim Jong Il": "person"}


# ---- the unnamed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("A Verchovian official said the duty would stay.", "Verchovian official", "person"),
        ("Two diplomats said the talks had failed.", "Two diplomats", "group"),
    ],
)
def test_unnamed_speakers_are_named_by_their_role(
    dossier_of: Read, text: str, name: str, type_: str
) -> None:
    assert actors(dossier_of(text)) == {name: type_}


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        (
            "The foreign ministry in Vilnius said the duty would stay.",
            "foreign ministry in Vilnius",
            "organization",
        ),
        (
            "Two people in the ministry said the duty would stay.",
            "Two people in the ministry",
            "group",
        ),
        ("On Monday jihadists in the north attacked Mali.", "jihadists in the north", "group"),
        (
            "A spokesman for British Prime Minister Rishi Sunak said the duty would stay.",
            "spokesman for Rishi Sunak",
            "person",
        ),
    ],
)
def test_the_unnamed_are_told_by_what_stands_beside_them(
    dossier_of: Read, text: str, name: str, type_: str
) -> None:
    assert actors(dossier_of(text)).get(name) == type_


def test_a_headline_says_in_fewer_words_who_is_meant(dossier_of: Read) -> None:
    dossier = dossier_of(
        "India orders out Canadian diplomat over letter\n"
        "India expelled a senior Canadian diplomat on Tuesday."
    )
    assert [n for n, kind in actors(dossier).items() if kind == "person"] == [
        "senior Canadian diplomat"
    ]


def test_an_institution_is_told_by_whose_it_is(dossier_of: Read) -> None:
    dossier = dossier_of("Zinder's foreign minister left. Zinder's embassy declined to comment.")
    assert actors(dossier).get("Zinder's embassy") == "organization"


@pytest.mark.parametrize(
    "text",
    [
        "The trade minister, a courteous man called Hana Berg, told the Dolmen Courier that.",
        "Host Hana Berg greets everybody.",
        "Hana Berg is Ambassador Extraordinary and Plenipotentiary.",
    ],
)
def test_what_stands_beside_a_name_is_no_one_else(dossier_of: Read, text: str) -> None:
    assert actors(dossier_of(text)) == {"Hana Berg": "person"}


def test_nobody_in_particular_is_no_actor(dossier_of: Read) -> None:
    assert actors(dossier_of("Any observer would be expelled.")) == {}


def test_mentions_are_exactly_what_stands_in_the_text(dossier_of: Read) -> None:
    text = "Åse Brandvold met “Kjell” – no, Kjell Brandvold – in Holsund.\n\nShe thanked him."
    dossier = dossier_of(text)
    for actor in dossier.actors:
        assert actor.mentions
        assert all(text[m.start : m.end] == m.text for m in actor.mentions)


@pytest.mark.parametrize(
    "text",
    [
        "Hana Berg heads the Harbour Union.",
        "Hana Berg, a lawyer for the Harbour Union, visited the National Assembly of Chile.",
        "Hana Berg told the Morning Courier that she was glad.",
    ],
)
def test_what_one_leads_visits_or_talks_to_does_nothing(dossier_of: Read, text: str) -> None:
    assert actors(dossier_of(text)) == {"Hana Berg": "person"}


def test_somebody_in_a_capacity_is_nobody_else(dossier_of: Read) -> None:
    dossier = dossier_of("Ana Quispe, who as premier signed a pact with Norway in 2016, resigned.")
    assert {n for n, kind in actors(dossier).items() if kind == "person"} == {"Ana Quispe"}


def test_two_ministers_with_brackets_are_no_group(dossier_of: Read) -> None:
    dossier = dossier_of("Two ministers, Ana Quispe (trade) and Hana Berg (youth), met the king.")
    assert actors(dossier) == {"Ana Quispe": "person", "Hana Berg": "person"}


# ---- pairs and states ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Moravek-Listania talks resumed on Wednesday.", {"Moravek", "Listania"}),
        ("U.S.-China trade talks will open in Geneva.", {"United States", "China"}),
        ("A Kelland–Sorbia treaty was signed in 1998.", {"Kelland", "Sorbia"}),
    ],
)
def test_countries_joined_by_a_hyphen_are_two(
    dossier_of: Read, text: str, parties: set[str]
) -> None:
    dossier = dossier_of(text)
    assert actors(dossier) == dict.fromkeys(parties, "country")
    ids = {actor.id for actor in dossier.actors}
    assert [{p.actor for p in event.participants} for event in dossier.events] == [ids]


def test_a_double_surname_is_one_person(dossier_of: Read) -> None:
    dossier = dossier_of("Prime Minister Odile Ferrand-Mbeki resigned. Ferrand-Mbeki wept.")
    assert actors(dossier) == {"Odile Ferrand-Mbeki": "person"}


def test_a_republic_of_no_table_is_a_country(dossier_of: Read) -> None:
    dossier = dossier_of("The Republic of Karsk and the Kingdom of Tarn signed a truce on Monday.")
    assert actors(dossier) == {"Karsk": "country", "Tarn": "country"}


def test_a_name_found_first_in_a_table_and_then_by_its_spelling_alone(dossier_of: Read) -> None:
    dossier = dossier_of(
        "The Pentagon kept the State Department out. It shunned State Department Iraq hands."
    )
    assert "State Department" in " ".join(actors(dossier))


def test_an_empty_text_names_nobody(dossier_of: Read) -> None:
    assert actors(dossier_of("")) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Foreign Minister Sina Vong of Laos said her deputy had travelled to Oslo on March 20.",
            "deputy foreign minister",
        ),
        (
            "President Omar Olan of Egypt sent his foreign minister to the talks in Vienna.",
            "foreign minister of Egypt",
        ),
    ],
)
def test_unnamed_officials_of_somebody_are_told_by_the_office(
    dossier_of: Read, text: str, name: str
) -> None:
    assert actors(dossier_of(text)).get(name) == "person"


def test_a_premiers_office_is_told_by_his_country(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Kenyan Prime Minister Daniel Otieno resigned on Friday, according to the prime minister's "
        "office."
    )
    assert "Kenyan prime minister's office" in actors(dossier)


def test_a_father_and_a_son_whose_names_go_through_their_line_are_two(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Sheikh Salim Hamad Al-Nasir Al-Thabit was named premier on Monday by the Emir, Sheikh "
        "Hamad Al-Nasir Al-Thabit. Sheikh Salim Hamad Al-Nasir thanked him."
    )
    people = {name for name, kind in actors(dossier).items() if kind == "person"}
    assert people == {"Salim Hamad Al-Nasir Al-Thabit", "Hamad Al-Nasir Al-Thabit"}


@pytest.mark.parametrize("again", ["Markowa", "Markovva"])
def test_two_spellings_of_a_surname_are_one_person(dossier_of: Read, again: str) -> None:
    dossier = dossier_of(f"Oksana Markova met Li Wen on Monday. Mrs {again} thanked him.")
    assert again in named(dossier, "Oksana Markova").aliases


def test_a_son_who_bears_the_whole_name_of_his_father_is_somebody_else(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Omar Haddad, the emir, rang Li Wen. His son, Salim Omar Haddad, thanked Li Wen."
    )
    assert actors(dossier).keys() == {"Omar Haddad", "Salim Omar Haddad", "Li Wen"}


@pytest.mark.parametrize(
    "text",
    [
        "President Ana Ruiz thanked God Almighty for the rain.",
        "President Ana Ruiz will nominate a deputy prime minister.",
    ],
)
def test_gods_and_whom_one_is_yet_to_name_are_nobody(dossier_of: Read, text: str) -> None:
    assert actors(dossier_of(text)) == {"Ana Ruiz": "person"}


def test_a_woman_who_is_only_that_is_nobody_yet(dossier_of: Read) -> None:
    dossier = dossier_of("Chile chose a woman as president on Sunday. Ana Ruiz won by a mile.")
    assert "woman" not in actors(dossier)


def test_an_office_with_its_field_is_somebody_even_if_nothing_names_him(dossier_of: Read) -> None:
    assert actors(dossier_of("The police chief said that nine had died.")) == {
        "police chief": "person"
    }
