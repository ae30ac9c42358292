"""Who is, was or speaks in another country, and who is at home there."""

import pytest

from tests.extraction.readings import Read, lines


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


def test_where_nobody_has_been_since_is_no_visit(dossier_of: Read) -> None:
    told = dossier_of("Jo Otieno went to Oslo in March. He had not been there since 2019.")
    assert lines(told) == {"visit happened Oslo 2025-03 Jo Otieno"}


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
