"""Who holds no office, though one stands beside his name."""

import pytest

from tests.extraction.readings import Read, offices


def test_ranks_and_occupations_are_no_offices(dossier_of: Read) -> None:
    assert offices(dossier_of("Captain Miloslav Velkanov met Sheikh Bogdan Trsk.")) == []
    assert offices(dossier_of("General Jonas Holt and Colonel Per Lund met in Riga.")) == []
    assert offices(dossier_of("The leader of the revolt, Jonas Holt, was met in Riga.")) == []
    text = "Chile's president, Ana Holt, is in Riga. Holt, the first head of state to come, left."
    assert [office for _, office, _ in offices(dossier_of(text))] == ["president"]
    assert offices(dossier_of("Jeffrey Kingston, a professor in Tokyo, disagreed.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ana Holt asked the High Commissioner for the papers.",
        '"The chancellor should stop this," Ana Holt said.',
        "The team of the Reed League, led by Ana Holt, met reporters.",
        "Ana Holt said the finance minister's review was wrong.",
        "Ana Holt also met all ranks, the spokesman said.",
        "Ana Holt and Ivo Lind met. They read the results of the foreign ministers' meetings.",
    ],
)
def test_whom_somebody_speaks_to_or_of_is_somebody_else(dossier_of: Read, text: str) -> None:
    assert offices(dossier_of(text)) == []


def test_a_country_has_no_chairman(dossier_of: Read) -> None:
    text = "The United States sanctioned the lender and its chairman, Ana Holt."
    assert ("Ana Holt", "chairman", "") in offices(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("President Lars Berg named Ana Quispe foreign minister on Monday.", "foreign minister"),
        ("Parliament elected Ana Quispe president of Peru in May.", "president of Peru"),
        ("In 2010, when Ana Quispe was still mayor, she met Lars Berg.", "mayor"),
        ("Saudi-backed President Ana Quispe met Premier Lars Berg.", "President"),
        ("The Kenya-born senator Ana Quispe visited Lima.", "senator"),
        ("Prime Minister-designate Ana Quispe met Lars Berg.", "Prime Minister-designate"),
        ("Ana Quispe is not the president of Peru, whatever she says.", None),
        ("Ana Quispe, who once worked for the foreign minister, met Premier Lars Berg.", None),
        ("Ana Quispe plays the president of Peru in the series.", None),
        ("He would make a good president of Peru, Ana Quispe said.", None),
        ("Ana Quispe became the president of Peru in May.", "president of Peru"),
        ("The next president is Ana Quispe's friend.", None),
        ("The prime minister is Ana Quispe, who met Lars Berg.", "prime minister"),
        ("Lars Berg, leader of the Reed Union (RU), Ana Quispe and Ivo Lind met.", None),
        ("Ana Quispe, who was in Rome for the funeral of the pope, met Lars Berg.", None),
        ("Ana Quispe, in Oslo for the wedding of the king, met Lars Berg.", None),
    ],
)
def test_who_holds_an_office_and_who_is_only_near_it(
    dossier_of: Read, text: str, office: str | None
) -> None:
    [quispe] = [a for a in dossier_of(text).actors if a.name == "Ana Quispe"]
    assert quispe.office == office


@pytest.mark.parametrize(
    "text",
    [
        "Jonas Holt was not appointed ambassador to Norway.",
        "Chad recommended that Jonas Holt be appointed ambassador to Norway.",
        "Chad did not name Jonas Holt foreign minister.",
    ],
)
def test_who_was_not_appointed_holds_no_office(dossier_of: Read, text: str) -> None:
    assert offices(dossier_of(text)) == []


def test_a_rank_is_no_office_beside_a_post(dossier_of: Read) -> None:
    told = offices(dossier_of("Norway's defence minister, General Jonas Holt, left for Riga."))
    assert [office for _, office, _ in told] == ["defence minister"]
