"""Which countries of an article are actors: those that act, want, hold or are acted upon."""

import pytest

from graph_builder.extraction.demonyms import is_demonym_of
from tests.extraction.readings import Read, actors, lines


def _countries(read: Read, text: str) -> set[str]:
    return {name for name, kind in actors(read(text)).items() if kind == "country"}


@pytest.mark.parametrize(
    "text",
    [
        # topics
        "President Eino Laaksonen and Premier Liis Tamm discussed Ukraine and China over dinner.",
        "The minister, Ali Karimi, rejected reports about talks on Syria and Lebanon.",
        "German Chancellor Jonas Weber warned against forgetting Afghanistan.",
        # what lies or goes between them
        "The pipeline between Algeria and Italy carries gas, Energy Minister Sofia Greco said.",
        "Energy Minister Sofia Greco said flights between Egypt and Qatar would resume in May.",
        "The island lies between Taiwan and the Philippines, Admiral Joan Pratt said.",
        "President Luis Ortega sent troops to the border with the United States.",
        # what befalls them, who rules or stands for them
        "The earthquake devastated Haiti and destroyed its capital, U.N. chief Ana Brandt said.",
        "The conflict has engulfed Sudan, U.N. envoy Ana Brandt said.",
        "Prime Minister Hana Novak will represent Slovakia at the summit in Slovenia.",
        "Jonas Weber has ruled Norland for thirty years.",
        # what, how and where they are
        "Chad is poor, Minister Ana Ruiz said.",
        "Chad was once part of an empire, Minister Ana Ruiz said.",
        "Chad lies on a lake, suffers from drought and ranks last, Minister Ana Ruiz said.",
        "Chad has 17 million people, Minister Ana Ruiz said.",
        "Chad was hit by floods in May, Minister Ana Ruiz said.",
        "Premier Jan Kolk began his tour in Oslo, followed by Chad.",
        "Premier Jan Kolk does not like the Russians.",
        "The talks, booked for Sofia in May, were called off, Minister Ana Ruiz said.",
        # whose a ship is, and where goods go
        "A Norwegian ship with wheat from Ukraine to Yemen was attacked on Tuesday.",
        "Ivan Sokolov said shipments to Africa, including to Egypt and Mali, had doubled.",
    ],
)
def test_places_topics_and_adjectives_are_none(dossier_of: Read, text: str) -> None:
    assert _countries(dossier_of, text) == set()


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Turkey has blocked the bids of Sweden and Finland.", {"Turkey", "Sweden", "Finland"}),
        ("Beijing piled pressure on Taiwan.", {"China", "Taiwan"}),
        ("The Greeks turned down the offer.", {"Greece"}),
        ("Washington's decision angered Beijing.", {"United States", "China"}),
        ("Chad is ready to talk, Minister Ana Ruiz said.", {"Chad"}),
        ("Vietnam and Malaysia have overlapping claims.", {"Vietnam", "Malaysia"}),
        ("Chad lifted its sanctions on Mali.", {"Chad", "Mali"}),
        (
            "The four guarantors of the pact - Norway, Chile, Peru and Kenya - drew the line.",
            {"Norway", "Chile", "Peru", "Kenya"},
        ),
        ("A Norwegian ship rammed a trawler on Tuesday.", {"Norway"}),
    ],
)
def test_who_acts_wants_or_is_acted_upon_is_one(
    dossier_of: Read, text: str, countries: set[str]
) -> None:
    assert _countries(dossier_of, text) == countries


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("South Korea said the North had fired a missile.", {"South Korea", "North Korea"}),
        ("North Korea denied it and threatened the South.", {"North Korea", "South Korea"}),
        ("South Africa said the South wants its share from the North.", {"South Africa"}),
        ("The rebels hold the north of South Sudan, Minister Ana Ruiz said.", set()),
    ],
)
def test_the_north_is_one_of_two_of_a_name(
    dossier_of: Read, text: str, countries: set[str]
) -> None:
    assert _countries(dossier_of, text) == countries


@pytest.mark.parametrize(
    "text",
    [
        "The foreign ministers of Norvia and Sudria met on Monday.",
        "The presidents of Norvia, Westria and Sudria signed a treaty.",
    ],
)
def test_all_of_a_list_of_lands_that_have_ministers_are_countries(
    dossier_of: Read, text: str
) -> None:
    [event] = dossier_of(text).events
    names = {actor.id: actor.name for actor in dossier_of(text).actors}
    told = sorted(names[party.actor].split(" of ")[-1] for party in event.participants)
    assert told == [land for land in ("Norvia", "Sudria", "Westria") if land in text]


def test_who_acts_in_an_agreement_with_one_country_is_the_other(dossier_of: Read) -> None:
    dossier = dossier_of("In an agreement with Finland, Chile gave up its claim.")
    assert lines(dossier) == {"agree happened None None Chile, Finland"}


def test_an_adjective_may_lack_the_last_vowel_of_its_country() -> None:
    assert is_demonym_of("elthian", "elthe")
    assert not is_demonym_of("eltian", "elthe")


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        # what they feel
        ("Oslo and Lima were pleased. They welcomed the deal.", {"Norway", "Peru"}),
        ("Lima was not amused.", {"Peru"}),
        ("Norway and Peru are at odds over fish.", {"Norway", "Peru"}),
        ("Lima is beautiful. Norway is cold.", set()),
        # what they have in mind or have yet to do
        ("Peru has reservations.", {"Peru"}),
        ("Peru has yet to say a word.", {"Peru"}),
        ("Peru has a new port.", set()),
        # who is written to, urges or is asked
        ("The miners published a plea to Lima.", {"Peru"}),
        ("The miners booked a flight to Lima.", set()),
        ("At the urging of Norway, the miners stayed.", {"Norway"}),
        ("Lima was not approached.", {"Peru"}),
    ],
)
def test_a_country_has_a_mind(dossier_of: Read, text: str, countries: set[str]) -> None:
    assert _countries(dossier_of, text) == countries
