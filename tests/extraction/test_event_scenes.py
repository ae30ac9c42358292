"""A story goes on when its last sentence was, unless the words set the event off in time."""

import pytest

from tests.extraction.readings import Read, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In 1971 President Lars Berg turned up in Havana. Premier Ana Quispe met him at dawn.",
            "meet happened None 1971 Ana Quispe, Lars Berg",
        ),
        (
            "The hostages came home in 2021. President Lars Berg telephoned Premier Ana Quispe.",
            "phone_call happened None 2021 Ana Quispe, Lars Berg",
        ),
        (
            "The ferry sank in August 1962. Nobody slept. President Lars Berg and Premier Ana "
            "Quispe signed a truce.",
            "sign happened None 1962-08 Ana Quispe, Lars Berg",
        ),
        (
            "President Lars Berg landed on Monday. He met Premier Ana Quispe.",
            "meet happened None 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (
            "The rains came on Monday. President Lars Berg met Premier Ana Quispe.",
            "meet happened None None Ana Quispe, Lars Berg",
        ),
        (
            "The hostages came home in 2021. President Lars Berg had met Premier Ana Quispe.",
            "meet happened None None Ana Quispe, Lars Berg",
        ),
        (
            "The ministry, which was founded in 2017, is small. President Lars Berg met Premier "
            "Ana Quispe.",
            "meet happened None None Ana Quispe, Lars Berg",
        ),
        (
            "Norway has lived in peace since 2017. President Lars Berg met Premier Ana Quispe.",
            "meet happened None None Ana Quispe, Lars Berg",
        ),
        (
            "The minister said on Monday that it rained. President Lars Berg met Premier Ana "
            "Quispe.",
            "meet happened None None Ana Quispe, Lars Berg",
        ),
        (
            "The treaty was signed in 2021. Later, President Lars Berg met Premier Ana Quispe.",
            "meet happened None None Ana Quispe, Lars Berg",
        ),
        (
            "His one failure came in 1979. President Lars Berg and Premier Ana Quispe were to meet "
            "in Rome when a bomb went off in the station.",
            "meet denied Rome 1979 Ana Quispe, Lars Berg",
        ),
        (
            "President Lars Berg will pay a visit to Peru from October 23 to 27. Premier Ana "
            "Quispe will hold talks with him.",
            "meet planned None 2025-10-23/2025-10-27 Ana Quispe, Lars Berg",
        ),
        (
            "The funeral is on Friday. President Lars Berg is expected in Lima for it.",
            "visit planned Lima 2025-04-11 Lars Berg",
        ),
        (
            "The custom goes back to 1999. President Lars Berg flew to Lima for the occasion.",
            "visit happened Lima 1999 Lars Berg",
        ),
    ],
)
def test_a_scene_dates_what_goes_on_in_it(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))
