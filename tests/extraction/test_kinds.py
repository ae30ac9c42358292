"""What a name names: a country, a body, a person, by what stands beside it."""

import pytest

from tests.extraction.readings import Read, actors, named


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Neighbouring Luvira closed its border on Monday.", "Luvira"),
        ("The police of Ortuga were called. The authorities of Ortuga refused.", "Ortuga"),
        ("Finland and Norway met in the Valcourt capital. Valcourt agreed.", "Valcourt"),
        (
            "The Pendrake minister, Rosalind Ayre, left. Pendrake had agreed, but Pendrake sighed.",
            "Pendrake",
        ),
    ],
)
def test_what_stands_beside_a_name_makes_a_country_of_it(
    dossier_of: Read, text: str, country: str
) -> None:
    assert actors(dossier_of(text)).get(country) == "country"


def test_the_premier_of_krakow_is_krakovian(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Maristow and Ferrol signed a pact. Maristovian Premier Gideon Ashe praised Ferrol."
    )
    assert [(t.office, t.org) for t in dossier.offices] == [("Premier", "Maristow")]


def test_a_host_is_told_after_his_country(dossier_of: Read) -> None:
    dossier = dossier_of("The host, Norway's Emil Dahl, told his colleagues that it was late.")
    assert [s.speaker for s in dossier.statements] == [named(dossier, "Emil Dahl").id]


def test_a_headline_and_the_next_line_share_no_name(dossier_of: Read) -> None:
    dossier = dossier_of("Truce collapses in Tamboa\nGovernment troops shelled a village.")
    assert not any("\n" in name for name in actors(dossier))


def test_a_body_may_be_owned_by_those_in_it(dossier_of: Read) -> None:
    dossier = dossier_of("The Eastmark Fishermen's Union protested outside the palace.")
    assert actors(dossier) == {"Eastmark Fishermen's Union": "organization"}


def test_numbers_of_monarchs_stay_capitals(dossier_of: Read) -> None:
    assert actors(dossier_of("King Aldric III resigned on Monday.")) == {"Aldric III": "person"}


def test_countries_are_told_by_the_plural_before_their_list(dossier_of: Read) -> None:
    dossier = dossier_of("The three countries affected, Orlava, Tesk and Umbra, wrote to France.")
    assert {n for n, kind in actors(dossier).items() if kind == "country"} >= {"Orlava", "Tesk"}


def test_brussels_acts_for_the_union_and_is_a_place_else(dossier_of: Read) -> None:
    assert actors(dossier_of("Brussels rejected the offer.")) == {"European Union": "organization"}
    assert actors(dossier_of("The minister left for Brussels.")) == {}


def test_the_commission_is_that_of_the_union(dossier_of: Read) -> None:
    dossier = dossier_of("The European Union accused Peru. The Commission demanded an answer.")
    assert "European Commission" in actors(dossier)


def test_a_company_beside_its_kind_acts(dossier_of: Read) -> None:
    dossier = dossier_of("An oil company, Nordic Drill, announced a find in Peru.")
    assert actors(dossier) == {"Nordic Drill": "organization"}


def test_an_agency_in_a_dateline_acts_in_nothing(dossier_of: Read) -> None:
    dossier = dossier_of("LIMA (Agency) - European Union Commissioner Hugo Barends accused Peru.")
    assert set(actors(dossier)) == {"Hugo Barends", "Peru"}


def test_a_person_introduced_by_a_country_does_not_make_it_act(dossier_of: Read) -> None:
    dossier = dossier_of("President Ana Quispe and Angola's Joao Lourenco put off their trip.")
    assert actors(dossier) == {"Ana Quispe": "person", "Joao Lourenco": "person"}


def test_a_known_body_keeps_its_first_word_after_an_office(dossier_of: Read) -> None:
    dossier = dossier_of("The head of the International Atomic Energy Agency, Ali Baradei, met us.")
    assert [(t.office, t.org) for t in dossier.offices] == [
        ("head", "International Atomic Energy Agency")
    ]


def test_a_party_beside_its_name_is_known_by_it(dossier_of: Read) -> None:
    dossier = dossier_of("The ruling ZANU-PF party had sacked him. The party named Ana Quispe.")
    assert actors(dossier).get("ZANU-PF") == "organization"


def test_a_name_from_inside_the_full_one_is_the_same_person(dossier_of: Read) -> None:
    dossier = dossier_of("Luiz Inacio Lula da Silva won. Lula thanked Brazil.")
    assert "Lula" in named(dossier, "Luiz Inacio Lula da Silva").aliases


def test_acts_and_stances_told_by_nouns_make_actors_of_their_countries(dossier_of: Read) -> None:
    dossier = dossier_of(
        "They discussed Norway's occupation of Estonia. Peru's interest in joining the bloc and "
        "Ghana's weather were noted."
    )
    assert set(actors(dossier)) == {"Norway", "Estonia", "Peru"}


def test_nobody_is_made_of_what_is_not_there_yet(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Peru and Chile discussed a host of issues. Lawmakers will elect a new president in May."
    )
    assert "person" not in actors(dossier).values()


def test_forms_that_join_two_countries(dossier_of: Read) -> None:
    dossier = dossier_of("Beijing and Washington agreed to mend Sino-US relations.")
    assert set(actors(dossier)) == {"China", "United States"}


def test_surnames_that_are_words_for_places_or_bodies(dossier_of: Read) -> None:
    dossier = dossier_of(
        "President Kim Dong-ha met with Park and Governor Emily Post on Monday. Park thanked Post. "
        "Foreign Minister Park Seo-jin said no."
    )
    assert set(actors(dossier)) == {"Kim Dong-ha", "Park Seo-jin", "Emily Post"}


def test_the_government_of_a_country_is_the_country(dossier_of: Read) -> None:
    dossier = dossier_of("The Federal Government of Somalia and the African Union agreed on it.")
    assert set(actors(dossier)) == {"Somalia", "African Union"}


def test_ships_beside_their_noun_and_counted_occasions_are_no_actors(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Norway accused Chile of ramming a trawler, the Solvang. Peru hosted the first Forum of "
        "Small Harbours."
    )
    assert not {"Solvang", "Forum of Small Harbours"} & set(actors(dossier))


def test_a_newspaper_that_is_condemned_is_acted_upon(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Norway condemned the newspaper Dagen. Chile told the newspaper Posten that it agreed."
    )
    assert set(actors(dossier)) == {"Norway", "Dagen", "Chile"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kenya is a country of lakes. Ghana warned Mali.", {"Ghana", "Mali"}),
        (
            "Japan has widened its drills with states including Chile, Ghana and Kenya.",
            {"Japan", "Chile", "Ghana", "Kenya"},
        ),
        (
            "Ghana and Mali signed an agreement to establish the Volta Trade Council.",
            {"Ghana", "Mali"},
        ),
        (
            "Minister Adil Karimov told the state-owned ZNAX on Monday that he was glad.",
            {"Adil Karimov"},
        ),
    ],
)
def test_who_is_only_described_or_yet_to_be_founded(
    dossier_of: Read, text: str, names: set[str]
) -> None:
    assert set(actors(dossier_of(text))) == names


def test_a_short_form_in_brackets_names_the_same(dossier_of: Read) -> None:
    dossier = dossier_of(
        "The Palm Oil Growers Association (POGA) urged Indonesia to act. POGA said it would sue. "
        "The Great Lowland River Dam (GLRD) was discussed. The GLRD's reservoir is full."
    )
    assert set(actors(dossier)) == {"Palm Oil Growers Association", "Indonesia"}
    assert "POGA" in named(dossier, "Palm Oil Growers Association").aliases


@pytest.mark.parametrize(
    "text",
    [
        "The frigate Admiral Nelsen entered the port on Monday.",
        "The yacht Lady Anne was seized on Friday.",
        "The Simon Bolivar statue in the square was toppled.",
        "The road to St. Petersburg was closed.",
        "The Rafael Quispe years were good.",
    ],
)
def test_ships_statues_and_towns_with_the_name_of_somebody_are_not_he(
    dossier_of: Read, text: str
) -> None:
    assert "person" not in actors(dossier_of(text)).values()


@pytest.mark.parametrize(
    ("text", "town"),
    [
        (
            "Tarvanian gunners shelled Oster on Monday. Ilmaria's premier, Hana Drusk, wept.",
            "Oster",
        ),
        ("Keld was bombed by Tarvania. The queen of Tarvania wept.", "Keld"),
        (
            "Ilmaria's premier, Hana Drusk, met Tarvania's premier, Jan Kolk, in Lorn. Lorn hosted "
            "the talks, since it is near.",
            "Lorn",
        ),
    ],
)
def test_towns_of_invented_countries_are_none(dossier_of: Read, text: str, town: str) -> None:
    assert town not in actors(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (
            "When Great Norland put a tariff on Ilmaria's tin in May, Ilmaria's premier, Hana "
            "Drusk, was calm.",
            "Great Norland",
        ),
        ("Tarvania's queen told Ilmaria to leave. Ilmaria's premier, Hana Drusk, wept.", "Ilmaria"),
    ],
)
def test_invented_countries_that_act_are_some(dossier_of: Read, text: str, country: str) -> None:
    assert actors(dossier_of(text)).get(country) == "country"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("On a tour of Varosta, President Lars Berg met Omar Faye.", "Varosta"),
        ("Lars Berg, a lawyer from Vilchún, sued the bank.", "Vilchún"),
        ("Lars Berg and Omar Faye quarrelled over Mbuné, a speck of sand.", "Mbuné"),
        ("The leaders did not discuss Terra Blanca, which was awarded to Peru.", "Terra Blanca"),
    ],
)
def test_a_place_named_once_is_nobody(dossier_of: Read, text: str, place: str) -> None:
    assert place not in actors(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ('"Politics is the art of the next best," Bismarck once remarked.', "Bismarck"),
        ("Lars Berg sat down with Genscher in Oslo.", "Genscher"),
    ],
)
def test_a_surname_that_speaks_or_meets_is_somebody(
    dossier_of: Read, text: str, person: str
) -> None:
    assert actors(dossier_of(text)).get(person) == "person"


def test_the_plural_of_a_name_is_no_people_of_a_country(dossier_of: Read) -> None:
    found = actors(
        dossier_of("Lars Berg leads the Velian Tigers. The Tigers left. A Tiger bomb killed nine.")
    )
    assert found["Velian Tigers"] == "organization"
    assert "country" not in found.values()
