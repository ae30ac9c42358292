"""What states do to each other: expulsions, arrests, refusals, threats; and what is no such act."""

import pytest

from tests.extraction.readings import Read, lines

_CHRONICLE = """Norway and Peru, day by day

3 May 2001 – Norway and Peru open talks.

12 October 2001 – Peru recalls its ambassador. That same day Norway expels Ana Quispe. \
Lars Berg sacks his foreign minister, Ivo Lund."""


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Norway ordered 25 members of the Peruvian mission out of the country.",
            "other happened None None 25 members of the Peruvian mission, Norway",
        ),
        ("Norway has deported several hundred Peruvians.", "other happened None None Norway"),
        (
            "On 3 March Norwegian police seized Ana Quispe in Oslo.",
            "other happened Oslo 2025-03-03 Ana Quispe, Norwegian police",
        ),
        ("Norway had held Ana Quispe in a cell.", "other happened None None Ana Quispe, Norway"),
        ("Norway called on Peru to sign.", "demand happened None None Norway, Peru"),
        ("Peru called its ambassadors home on 3 March.", "other happened None 2025-03-03 Peru"),
        ("Norway joined the boycott of the Games.", "other happened None None Norway"),
        ("President Ana Quispe decreed a day of mourning.", "other happened None None Ana Quispe"),
        ("Norway has refused to reopen the accord.", "other denied None None Norway"),
        (
            "Norway has cut air and rail links with Peru.",
            "sanction_or_tariff happened None None Norway, Peru",
        ),
        (
            "Premier Ana Quispe proposed that the land be shared.",
            "other happened None None Ana Quispe",
        ),
        (
            "If the talks fail, Norway warned, it may freeze the loan.",
            "threaten happened None None Norway",
        ),
        (
            "Ana Quispe had vowed to throw the Norwegians out.",
            "threaten happened None None Ana Quispe",
        ),
        ('Ana Quispe praised "a patient builder".', "praise happened None None Ana Quispe"),
        (
            "Ana Quispe, who succeeded Lars Berg in March, met Ivo Lund.",
            "appoint happened None 2025-03 Ana Quispe",
        ),
        (
            "Lars Berg was replaced by Ana Quispe on 3 March.",
            "appoint happened None 2025-03-03 Ana Quispe",
        ),
        (
            "Ana Quispe, who took over from Lars Berg in March, met Ivo Lund.",
            "appoint happened None 2025-03 Ana Quispe",
        ),
        (
            "President Ivo Lund, who took the chair of the League in March, met Ana Quispe.",
            "appoint happened None 2025-03 Ivo Lund",
        ),
        (
            "Ivo Lund made Ana Quispe his foreign minister in 1966.",
            "appoint happened None 1966 Ana Quispe, Ivo Lund",
        ),
    ],
)
def test_acts_of_states(text: str, event: str, dossier_of: Read) -> None:
    assert event in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ana Quispe of Peru asked us not to print her name.",
        "Lars Berg of Norway called Ana Quispe his friend.",
        "Premier Ana Quispe ordered the lamps lit.",
        "Ana Quispe became the first Peruvian head of state to sail a boat.",
        "Norway warned that it may lose the case.",
        "Norway refused to comment.",
        "On Monday the envoys called on the king.",
        "Ana Quispe replaced the map on Monday.",
        "Ivo Lund made Ana Quispe angry.",
    ],
)
def test_what_is_no_act(text: str, dossier_of: Read) -> None:
    assert lines(dossier_of(text)) == set()


def test_a_chronicle_tells_of_acts_in_the_present(dossier_of: Read) -> None:
    found = lines(dossier_of(_CHRONICLE))
    assert {
        "other happened None 2001-10-12 Peru",
        "other happened None 2001-10-12 Ana Quispe, Norway",
        "other happened None 2001-10-12 Ivo Lund, Lars Berg",
    } <= found
