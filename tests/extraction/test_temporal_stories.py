"""Dates that a story tells on from what it told before, in articles of 9 April 2025."""

import pytest

from tests.extraction.readings import Read, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In June 1999 President Lars Berg went to Rome and saw Premier Ana Quispe. “He locked "
            "the door,” she recalled on Monday. A year later Lars Berg signed a treaty with Ana "
            "Quispe in Lima.",
            "sign happened Lima 2000 Ana Quispe, Lars Berg",
        ),
        (
            "In July 1999 President Lars Berg went to Rome and saw Premier Ana Quispe. Lars Berg "
            "resigned within the week.",
            "resign happened None 1999-07 Lars Berg",
        ),
        (
            "In 1996 President Lars Berg came to Rome. Four years later, in March, he signed a "
            "treaty with Premier Ana Quispe.",
            "sign happened None 2000-03 Ana Quispe, Lars Berg",
        ),
        (
            "It was President Lars Berg who met Premier Ana Quispe in Rome in May 2007. A year "
            "later he signed a treaty with Ana Quispe.",
            "sign happened None 2008 Ana Quispe, Lars Berg",
        ),
        (
            "This May President Lars Berg met Premier Ana Quispe in Rome.",
            "meet happened Rome 2024-05 Ana Quispe, Lars Berg",
        ),
        (
            "President Lars Berg met Premier Ana Quispe in Rome on Christmas Eve of 1997.",
            "meet happened Rome 1997-12-24 Ana Quispe, Lars Berg",
        ),
        (
            "President Lars Berg met Premier Ana Quispe in Rome in 1987. In June of the following "
            "year the two signed a treaty.",
            "sign happened None 1988-06 Ana Quispe, Lars Berg",
        ),
        (
            "In 2014 President Lars Berg went to Rome. He telephoned Premier Ana Quispe on the "
            "third of March of that year.",
            "phone_call happened None 2014-03-03 Ana Quispe, Lars Berg",
        ),
        (
            "A visit to Lima by President Lars Berg that had been set for October was called off.",
            "visit denied Lima 2024-10 Lars Berg",
        ),
        (
            "President Lars Berg has called off a visit to Lima that had been set for October.",
            "visit denied Lima 2025-10 Lars Berg",
        ),
        (
            "On Monday an aide spoke in Rome. President Lars Berg and Premier Ana Quispe fell out "
            "in May 2023. The next day Lars Berg resigned.",
            "resign happened None 2023-05 Lars Berg",
        ),
    ],
)
def test_a_date_goes_on_from_the_story(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "President Lars Berg and Premier Ana Quispe haggled until two in the morning.",
        "President Lars Berg telephoned Premier Ana Quispe on the day he stepped down.",
    ],
)
def test_an_hour_or_another_s_day_is_not_the_publications(dossier_of: Read, text: str) -> None:
    dates = [event.date for event in dossier_of(text).events]
    assert dates
    assert set(dates) == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Lars Berg landed late on Monday on his first trip to Lima.",
            "visit happened Lima 2025-04-07 Lars Berg",
        ),
        (
            "The last premier to visit Lima was Ana Quispe, in March 2014.",
            "visit happened Lima 2014-03 Ana Quispe",
        ),
        (
            "King Jan Okoye presided over talks in Lima in March between President Lars Berg and "
            "Premier Ana Quispe.",
            "meet happened None 2025-03 Ana Quispe, Lars Berg",
        ),
        (
            "The truce was preceded on Monday by a telephone conversation between President Lars "
            "Berg and Premier Ana Quispe.",
            "phone_call happened None 2025-04-07 Ana Quispe, Lars Berg",
        ),
    ],
)
def test_a_journey_or_talks_are_when_their_part_was(
    dossier_of: Read, text: str, expected: str
) -> None:
    assert expected in lines(dossier_of(text))


def test_talks_before_the_day_of_leaving_are_not_of_that_day(dossier_of: Read) -> None:
    text = "President Lars Berg said on Monday that he welcomed the treaty between Norway and Peru."
    assert all(e.date != "2025-04-07" for e in dossier_of(text).events if e.type == "agree")


def test_a_date_with_a_stop_heads_an_entry_where_several_do(dossier_of: Read) -> None:
    text = (
        "Norway and Peru: a chronology\n\n12 January 2019. President Lars Berg flies to Lima.\n\n"
        "4 February. Premier Ana Quispe telephones Lars Berg. Minister Jan Okoye resigns on the "
        "20th.\n\n2 March. Lars Berg and Ana Quispe sign a treaty."
    )
    found = lines(dossier_of(text))
    assert "phone_call happened None 2019-02-04 Ana Quispe, Lars Berg" in found
    assert "resign happened None 2019-02-20 Jan Okoye" in found
    assert "sign happened None 2019-03-02 Ana Quispe, Lars Berg" in found


@pytest.mark.parametrize(("day", "date"), [("9 April 2025", "2025-04-09"), ("7 April 2025", None)])
def test_a_release_performs_what_was_said_on_its_own_day(
    dossier_of: Read, day: str, date: str | None
) -> None:
    text = (
        "Joint Press Statement\nOslo, 9 April 2025\n\nPresident Lars Berg of Norway and Premier "
        f"Ana Quispe of Peru held talks in Oslo on {day}.\n\nIt rained.\n\nPresident "
        "Berg commended Peru for its forests."
    )
    assert f"praise happened None {date} Lars Berg, Peru" in lines(dossier_of(text))
