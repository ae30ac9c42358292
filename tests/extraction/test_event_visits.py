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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # hung on the noun before it by the parser
            "President Lars Berg learned of the expulsions during a visit to Brussels.",
            {"visit happened Brussels None Lars Berg"},
        ),
        (
            "President Lars Berg put off a trip to India planned for October.",
            {"visit denied India 2025-10 Lars Berg"},
        ),
        (
            "Chile will send a delegation to Lima headed by Lars Berg, a former minister.",
            {"visit planned Lima None Lars Berg"},
        ),
        (
            "President Lars Berg was in Lima on Monday and in Quito on Tuesday.",
            {
                "visit happened Lima 2025-04-07 Lars Berg",
                "visit happened Quito 2025-04-08 Lars Berg",
            },
        ),
        (
            "President Lars Berg has been to Lima this year; his next trip was called off.",
            {"visit happened Lima 2025 Lars Berg", "visit denied None None Lars Berg"},
        ),
        ("Kenyan President Lars Berg told reporters in Nairobi on Monday that he was well.", set()),
        ("President Lars Berg told reporters in Ankara on Monday that he was well.", set()),
    ],
)
def test_where_somebody_was(dossier_of: Read, text: str, expected: set[str]) -> None:
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
            "Lars Berg will fly to Peru on Friday. Chile's Ana Quispe is already there.",
            "visit happened Peru None Ana Quispe",
        ),
        ("When is President Lars Berg flying to Lima?", "visit planned Lima None Lars Berg"),
        ("President Lars Berg is flying to Lima.", "visit planned Lima None Lars Berg"),
        (
            "President Lars Berg accepted Ana Quispe's invitation to attend the Polar Summit in "
            "Lima in May.",
            "visit planned Lima 2025-05 Lars Berg",
        ),
    ],
)
def test_who_is_or_goes_somewhere(dossier_of: Read, text: str, expected: str) -> None:
    told = {line for line in lines(dossier_of(text)) if line.startswith("visit")}
    assert expected in told


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


def test_who_was_there_may_live_there(dossier_of: Read) -> None:
    told = lines(dossier_of("President Lars Berg flew to Lima. Minister Ana Quispe was there."))
    assert told == {"visit happened Lima None Lars Berg"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Lars Berg returned to Oslo from a visit to Lima.",
            {"visit happened Lima None Lars Berg"},
        ),
        ("President Lars Berg is in Lima for medical treatment.", set()),
        ("President Lars Berg is in Lima for talks.", {"visit happened Lima None Lars Berg"}),
    ],
)
def test_returning_home_and_being_treated_are_no_visits(
    dossier_of: Read, text: str, expected: set[str]
) -> None:
    assert lines(dossier_of(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lars Berg, who has been in Lima since Sunday, praised the port.",
        "Norway's foreign minister, Lars Berg, is in Lima on a two-day visit.",
    ],
)
def test_who_is_somewhere_since_a_day_or_on_a_visit(dossier_of: Read, text: str) -> None:
    told = [e for e in dossier_of(text).events if e.type == "visit"]
    assert [e.place for e in told] == ["Lima"]


def test_a_visiting_minister_who_speaks_visits(dossier_of: Read) -> None:
    told = dossier_of("Visiting Norwegian Foreign Minister Lars Berg said in Lima he agreed.")
    assert "visit happened Lima None Lars Berg" in lines(told)


def test_where_one_has_lived_for_years_is_no_visit(dossier_of: Read) -> None:
    told = dossier_of("Lars Berg, who has been in Lima since 2019, praised the port.")
    assert not [e for e in told.events if e.type == "visit"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway's foreign minister, Lars Berg, is in the Peruvian capital of Lima.",
        "Norway's foreign minister, Lars Berg, was in Lima when the news broke.",
    ],
)
def test_a_minister_who_is_in_another_country_is_on_a_visit(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == {"visit happened Lima None Lars Berg"}


@pytest.mark.parametrize(
    "text",
    [
        "Norway's foreign minister, Lars Berg, was in Oslo when the news broke.",
        "The former Norwegian foreign minister Lars Berg was in Lima when the news broke.",
        "Norway's ambassador, Lars Berg, was in Lima when the news broke.",
    ],
)
def test_a_minister_at_home_and_who_is_none_visit_nobody(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == set()


@pytest.mark.parametrize(
    ("text", "visitors"),
    [
        ("Lars Berg of Norway and Ana Quispe of Peru last met in Lima in March.", "Lars Berg"),
        (
            "The Norwegian and Peruvian presidents, Lars Berg and Ana Quispe, met in Lima.",
            "Lars Berg",
        ),
        (
            "Kenyan President Jo Otieno met his Peruvian and Norwegian counterparts, Ana Quispe "
            "and Lars Berg, in Lima.",
            "Jo Otieno, Lars Berg",
        ),
    ],
)
def test_whose_country_is_told_beside_the_name_visits_another(
    dossier_of: Read, text: str, visitors: str
) -> None:
    visits = [line for line in lines(dossier_of(text)) if line.startswith("visit")]
    assert [line.split(" ", 4)[4] for line in visits] == [visitors]


def test_nobody_in_particular_who_arrives_somewhere_unsaid_visits_nothing(dossier_of: Read) -> None:
    assert lines(dossier_of("New patients are arriving one after another, she said.")) == set()


def test_one_visit_follows_another(dossier_of: Read) -> None:
    told = lines(dossier_of("President Lars Berg's visit to Lima follows a visit to Quito."))
    assert told == {"visit happened Lima None Lars Berg", "visit happened Quito None Lars Berg"}


def test_where_nobody_has_been_since_is_no_visit(dossier_of: Read) -> None:
    told = dossier_of("Jo Otieno went to Oslo in March. He had not been there since 2019.")
    assert lines(told) == {"visit happened Oslo 2025-03 Jo Otieno"}


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


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian President Lars Berg said in Lima on Monday that trade would grow.",
        "Norwegian President Lars Berg gave a speech in Lima on Monday.",
        "Speaking in Lima on Monday, Norwegian President Lars Berg said that trade would grow.",
    ],
)
def test_who_speaks_in_another_country_is_there(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == {"visit happened Lima 2025-04-07 Lars Berg"}


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian President Ana Quispe said in Lima on Monday that trade would grow.",
        "Norway's ambassador, Lars Berg, said in Lima on Monday that trade would grow.",
        "Lars Berg said in Lima on Monday that trade would grow.",
        "Norwegian President Lars Berg addressed a forum in Lima by video link.",
        "Norway's former president, Lars Berg, said in Lima on Monday that trade would grow.",
        "Norwegian senator Lars Berg, who lives in Lima, gave a speech in Lima on Monday.",
        "Norwegian President Lars Berg told a newspaper in Lima that trade would grow.",
    ],
)
def test_who_speaks_at_home_from_afar_or_posted_there_visits_nobody(
    dossier_of: Read, text: str
) -> None:
    assert lines(dossier_of(text)) == set()
