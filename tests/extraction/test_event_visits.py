"""Who went where, when, and which tellings are of one journey."""

import pytest

from tests.extraction.readings import Read, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Lars Berg left Chile on Tuesday following a visit that lasted long.",
            {"visit happened Chile 2025-04-08 Lars Berg"},
        ),
        (
            "President Lars Berg arrived in Peru on Monday after a three-day visit to Chile.",
            {
                "visit happened Peru 2025-04-07 Lars Berg",
                "visit happened Chile None Lars Berg",
            },
        ),
        (
            "President Lars Berg told reporters after a visit to Chile that he was pleased.",
            {"visit happened Chile None Lars Berg"},
        ),
    ],
)
def test_after_a_visit_the_visitor_acts(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert lines(dossier_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Prime Minister Ana Quispe and visiting President Lars Berg held talks on Monday.",
            "meet happened None 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (
            "Prime Minister Ana Quispe held talks with visiting President Lars Berg on Monday.",
            "meet happened None 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (
            "The accord was signed by Minister Ana Quispe and visiting Minister Lars Berg.",
            "sign happened None None Ana Quispe, Lars Berg",
        ),
        (
            "Visiting Peruvian President Lars Berg and Ana Quispe agreed on Monday to share water.",
            "visit happened None None Lars Berg",
        ),
        (
            "Prime Minister Ana Quispe saw off visiting President Lars Berg.",
            "visit happened None None Lars Berg",
        ),
    ],
)
def test_a_visiting_guest_is_a_party(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Lars Berg was given a lavish welcome in Lima on Monday.",
            {"visit happened Lima 2025-04-07 Lars Berg"},
        ),
        (
            "President Lars Berg left Oslo for Lima on Monday.",
            {"visit happened Lima 2025-04-07 Lars Berg"},
        ),
        (
            "President Lars Berg flew to Lima on Monday after condemning Chile. He met Ana Ruiz "
            "there.",
            {
                "criticize happened None None Chile, Lars Berg",
                "meet happened Lima 2025-04-07 Ana Ruiz, Lars Berg",
                "visit happened Lima 2025-04-07 Lars Berg",
            },
        ),
        (
            "Lars Berg did not expect a visit by Ana Quispe.",
            {"visit denied None None Ana Quispe"},
        ),
        (
            "President Lars Berg arrived in Lima on Monday with a deal to end the war.",
            {"visit happened Lima 2025-04-07 Lars Berg"},
        ),
        (
            "President Lars Berg visited the northern city of Arica on Monday.",
            {"visit happened Arica 2025-04-07 Lars Berg"},
        ),
        (
            "President Lars Berg visited the headquarters of the African Union on Monday.",
            {"visit happened headquarters of the African Union 2025-04-07 Lars Berg"},
        ),
        (  # two stops, the first of them in another land than the second
            "President Lars Berg visited the port of Callao on Monday before heading to Chile.",
            {
                "visit happened Callao 2025-04-07 Lars Berg",
                "visit happened Chile None Lars Berg",
            },
        ),
        (
            "President Lars Berg arrived in the Peruvian capital Lima on Monday.",
            {"visit happened Lima 2025-04-07 Lars Berg"},
        ),
        ("The plan was given a warm welcome in Lima.", set()),
        ("President Lars Berg will move the talks to Lima.", set()),
        (
            "Delegations from Chile and Bolivia came to Lima on Monday.",
            {"visit happened Lima 2025-04-07 Bolivia, Chile"},
        ),
        (
            "President Lars Berg, in New York for the Polar Summit, spoke of peace.",
            {"visit happened New York None Lars Berg"},
        ),
        (
            "A trip by President Lars Berg to Lima, pencilled in for June, has been scrapped.",
            {"visit denied Lima 2025-06 Lars Berg"},
        ),
        (
            "Lars Berg, the envoy, was turned back on Tuesday.",
            {"visit denied None 2025-04-08 Lars Berg"},
        ),
        (
            "Ana Quispe was welcomed on her arrival at the airport by President Lars Berg.",
            {"visit happened None None Ana Quispe"},
        ),
    ],
)
def test_where_a_visitor_goes(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert lines(dossier_of(text)) == expected


def test_a_visit_has_the_day_of_what_was_done_there(dossier_of: Read) -> None:
    text = "President Lars Berg spoke of a visit to Rome, where he met Ana Quispe on Monday."
    assert "meet happened Rome 2025-04-07 Ana Quispe, Lars Berg" in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Lars Berg is likely to visit Peru. Peru is looking for a date for the "
            "proposed visit of President Berg.",
            {"visit planned Peru None Lars Berg"},
        ),
        (
            "President Lars Berg arrived in Peru on Monday as part of his maiden journey abroad.",
            {"visit happened Peru 2025-04-07 Lars Berg", "visit happened None None Lars Berg"},
        ),
        (
            "The visit by Lars Berg to Peru on Monday and Tuesday is his first.",
            {"visit happened Peru 2025-04-07/2025-04-08 Lars Berg"},
        ),
        (
            "President Lars Berg, on a tour of Europe, spoke of peace.",
            {"visit happened Europe None Lars Berg"},
        ),
        (
            "President Lars Berg accepted an invitation to visit Peru in June.",
            {"visit planned Peru 2025-06 Lars Berg"},
        ),
        (
            "A ceasefire agreed between Kenya and Peru on Sunday came into force at midnight.",
            {"agree happened None 2025-04-06 Kenya, Peru"},
        ),
    ],
)
def test_one_telling_and_another(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert lines(dossier_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "visitor"),
    [
        ("Karin Ek waved. Upon his arrival in Lima, Lars Berg was met by Ana Quispe.", "Lars Berg"),
        ("President Ana Quispe received Lars Berg after his arrival in Lima.", "Lars Berg"),
        ("Lars Berg opened his journey with a visit to Peru.", "Lars Berg"),
    ],
)
def test_who_arrives(dossier_of: Read, text: str, visitor: str) -> None:
    visits = [line for line in lines(dossier_of(text)) if line.startswith("visit")]
    assert visits
    assert all(line.endswith(visitor) for line in visits)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A planned trip by President Lars Berg to Lima in December was cancelled.",
            "visit denied Lima 2024-12 Lars Berg",
        ),
        (
            "Norway and Peru signed a pact on Tuesday at the end of a three-day visit by President "
            "Lars Berg.",
            "visit happened None 2025-04-06/2025-04-08 Lars Berg",
        ),
        (
            "President Lars Berg had been expected in Lima as well.",
            "visit denied Lima None Lars Berg",
        ),
    ],
)
def test_visits_dropped_and_ended(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


def test_nobody_in_particular_who_arrives_somewhere_unsaid_visits_nothing(dossier_of: Read) -> None:
    assert lines(dossier_of("New patients are arriving one after another, she said.")) == set()


def test_one_visit_follows_another(dossier_of: Read) -> None:
    told = lines(dossier_of("President Lars Berg's visit to Lima follows a visit to Quito."))
    assert told == {"visit happened Lima None Lars Berg", "visit happened Quito None Lars Berg"}


@pytest.mark.parametrize(
    "text",
    [
        "The former minister Lars Berg has passed away in Lima.",
        "Minister Lars Berg landed his first post in Lima.",
        "Minister Lars Berg will drive growth in Peru.",
        "Patients in the district are compelled to visit Lima for treatment.",
    ],
)
def test_dying_and_landing_a_post_are_no_journeys(dossier_of: Read, text: str) -> None:
    assert not [e for e in dossier_of(text).events if e.type == "visit"]


def test_a_delegation_from_a_country_visits_for_it(dossier_of: Read) -> None:
    told = dossier_of("A delegation from Norway visited Lima on Monday.")
    assert lines(told) == {"visit happened Lima 2025-04-07 Norway"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kalvian Minister Ana Sol met her Ostmarkian counterpart, Jo Hart, in the Ostmarkian "
            "capital, Orvell, on Monday.",
            {"visit happened Orvell 2025-04-07 Ana Sol"},
        ),
        (
            "Presidents Ana Sol of Kalvia and Jo Hart of Ostmark met in Orvell, the capital of "
            "Ostmark. Hart later flew home to Orvell from Lima.",
            {"visit happened Orvell None Ana Sol"},
        ),
        (
            "President Ana Sol of Kalvia arrived in the Ostmarkian capital, Orvell, on Monday. "
            "During her visit to Ostmark she praised its port. Ostmark's president, Jo Hart, "
            "thanked Kalvia.",
            {"visit happened Orvell 2025-04-07 Ana Sol"},
        ),
    ],
)
def test_countries_that_no_table_knows_have_capitals(
    dossier_of: Read, text: str, expected: set[str]
) -> None:
    assert {line for line in lines(dossier_of(text)) if line.startswith("visit")} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Lars Berg will visit the country in May.", "visit planned None 2025-05"),
        ("A Peruvian mission led by Lars Berg arrived in Oslo.", "visit happened Oslo None"),
    ],
)
def test_countries_without_a_name_and_missions_that_somebody_leads(
    dossier_of: Read, text: str, expected: str
) -> None:
    assert lines(dossier_of(text)) == {f"{expected} Lars Berg"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Lars Berg travelled to the Peruvian capital.",
            "Peruvian capital None Lars Berg",
        ),
        ("President Lars Berg has just come back from Lima.", "Lima None Lars Berg"),
        ("The visit of King Harald to Lima was a success.", "Lima None Harald"),
    ],
)
def test_where_a_journey_went(dossier_of: Read, text: str, expected: str) -> None:
    assert lines(dossier_of(text)) == {f"visit happened {expected}"}
