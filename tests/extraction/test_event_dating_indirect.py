"""Times that the event's own clause does not govern: of an arrangement, a document, a stay."""

import pytest

from tests.extraction.readings import Read, lines

BOTH = "Ana Quispe, Lars Berg"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A meeting of President Lars Berg with Premier Ana Quispe, prepared by neutral Peru in "
            "1970, fell through on the eve.",
            f"meet denied None 1970 {BOTH}",
        ),
        (
            "The 1994 Accord of Teff bears the signatures of President Lars Berg and Premier Ana "
            "Quispe.",
            f"sign happened None 1994 {BOTH}",
        ),
        (
            "President Lars Berg comes home by way of Lima, where Premier Ana Quispe is laying on "
            "a breakfast on Friday.",
            "visit planned Lima 2025-04-11 Lars Berg",
        ),
        (
            "President Lars Berg waved from the aircraft on Wednesday after three days in Peru.",
            "visit happened Peru 2025-04-07/2025-04-09 Lars Berg",
        ),
        (
            "President Lars Berg was in Lima last Thursday and Friday.",
            "visit happened Lima 2025-04-03/2025-04-04 Lars Berg",
        ),
        (
            "Solveig Prydz, Norway's envoy, was here for two nights in February and met Premier "
            "Ana Quispe.",
            "meet happened None 2025-02 Ana Quispe, Solveig Prydz",
        ),
    ],
)
def test_a_time_beside_the_clause(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))
