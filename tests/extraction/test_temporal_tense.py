"""Whether a date lies behind or ahead of 9 April 2025, by the clause that it stands in."""

import pytest

from tests.extraction.readings import Read, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Lars Berg was due in Lima on Friday. He fell ill.",
            "visit planned Lima 2025-04-11 Lars Berg",
        ),
        (
            "Premier Ana Quispe has cancelled Monday's visit to Lima.",
            "visit denied Lima 2025-04-14 Ana Quispe",
        ),
        (
            "The minister was glad to announce that President Lars Berg, of Norway, will pay a "
            "state visit to Lima from October 3 to 5.",
            "visit planned Lima 2025-10-03/2025-10-05 Lars Berg",
        ),
        (
            "From May to July 1988 King Jan Okoye travelled. President Lars Berg and Premier Ana "
            "Quispe signed the treaty on 2 August.",
            "sign happened None 1988-08-02 Ana Quispe, Lars Berg",
        ),
        (
            "Peru has had no king since February 2019. If all goes well, Norway may go to the "
            "conference that Peru proposed in June.",
            "other happened None 2024-06 Peru",
        ),
        (
            "On 9 May 2018 they met in Rome. In 2014 President Lars Berg signed a treaty with "
            "Premier Ana Quispe. Three days later Lars Berg resigned.",
            "resign happened None 2014 Lars Berg",
        ),
    ],
)
def test_the_clause_tells_on_which_side_a_date_lies(
    dossier_of: Read, text: str, expected: str
) -> None:
    assert expected in lines(dossier_of(text))
