"""Dates that a story, a stay or a phrase beside the event tells, and those that are another's."""

import pytest

from tests.extraction.readings import Read, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In 1998 President Lars Berg of Norway spent a weekend in Lima.",
            "visit happened Lima 1998 Lars Berg",
        ),
        (
            "In May 2014 Lars Berg flew to Oslo. Peru and Norway signed a pact in Lima last July.",
            "sign happened Lima 2024-07 Norway, Peru",
        ),
        (
            "Norway's Lars Berg and Peru's Ana Quispe before Tuesday's working lunch in Lima.",
            "meet happened Lima 2025-04-08 Ana Quispe, Lars Berg",
        ),
        (
            "Minister Lars Berg condemned the raids on Peruvian villages of 2 April.",
            "criticize happened None None Lars Berg",
        ),
        (
            "Minister Lars Berg condemned the raids of 2 April. Earlier in the day he was "
            "received by President Ana Quispe.",
            "meet happened None 2025-04-09 Ana Quispe, Lars Berg",
        ),
        (
            "The bridge will be opened on 30 May. Lars Berg was due to meet Ana Quispe in Oslo in "
            "the evening.",
            "meet planned Oslo 2025-04-09 Ana Quispe, Lars Berg",
        ),
        (
            "3–8 March 2025 – Lars Berg and Ana Quispe meet in Lima. On the last night they reach "
            "an agreement.",
            "agree happened None 2025-03-08 Ana Quispe, Lars Berg",
        ),
        (
            "King Haakon has invited President Ana Quispe for 12 December.",
            "invite happened None None Ana Quispe, Haakon",
        ),
        (
            "President Lars Berg dropped the bill on Monday after a meeting with Premier Ana "
            "Quispe in Lima.",
            "meet happened Lima 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (
            "President Lars Berg left for home on Monday after two days of talks with Premier Ana "
            "Quispe in Lima.",
            "meet happened Lima None Ana Quispe, Lars Berg",
        ),
        (
            "In the small hours of 20 March the tea was cold, and Norway and Peru had agreed to an "
            "exchange.",
            "agree happened None 2025-03-20 Norway, Peru",
        ),
        (
            "President Lars Berg may visit Lima in the new year.",
            "visit hypothetical Lima 2026 Lars Berg",
        ),
        (
            "The reef: a chronology\nCompiled on 5 April 2025\n\n2–3 March 2017\nPresident Lars "
            "Berg receives Premier Ana Quispe.\n\nApril 2021\nThe union sends Jonas Vik, who is "
            "an envoy. President Lars Berg flies to Lima in May.",
            "visit happened Lima 2021-05 Lars Berg",
        ),
        (
            "The reef: a chronology\nCompiled on 5 April 2025\n\n2–3 March 2017\nPresident Lars "
            "Berg receives Premier Ana Quispe.\n\nApril 2021\nNothing happens.",
            "meet happened None 2017-03-02/2017-03-03 Ana Quispe, Lars Berg",
        ),
        (
            "1. Minister Lars Berg called on President Ana Quispe yesterday morning. She will come "
            "to Oslo on 4 May.\n\n2. In the afternoon Berg met Premier Maria Vila.",
            "meet happened None 2025-04-08 Lars Berg, Maria Vila",
        ),
        (
            "President Lars Berg met Premier Ana Quispe and her minister, Maria Vila, on Monday. "
            "Nothing was said of cod. Berg and Quispe signed a pact on customs.",
            "sign happened None 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (
            "Summit in Lima – as it happened\n\n14.10 President Lars Berg is back. Premier Ana "
            "Quispe met him at lunchtime.\n\n15.10 Rain.",
            "meet happened None 2025-04-09 Ana Quispe, Lars Berg",
        ),
        (
            "Summit in Lima – as it happened\n\n14.10 Some background. President Lars Berg met "
            "Premier Ana Quispe here. That was in May 2021.\n\n15.10 Rain.",
            "meet happened None None Ana Quispe, Lars Berg",
        ),
        (
            "President Lars Berg and Premier Ana Quispe agreed to meet every autumn.",
            "agree happened None None Ana Quispe, Lars Berg",
        ),
        *(
            (
                f"President Lars Berg's visit to Lima {told} 26 May.",
                "visit planned Lima 2025-05-26 Lars Berg",
            )
            for told in (
                "is now set for",
                "has been fixed for",
                "is pencilled in for",
                "has been moved to",
                "was put back to",
                "has been brought forward to",
            )
        ),
        (
            "President Lars Berg's visit to Lima was moved to the library.",
            "visit happened Lima None Lars Berg",
        ),
        (
            "The meeting of Lars Berg and Ana Quispe was called a success.",
            "meet happened None None Ana Quispe, Lars Berg",
        ),
        (
            "Lars Berg and Ana Quispe hold up the proclamation that they made on Sunday at sea.",
            "joint_statement happened None 2025-04-06 Ana Quispe, Lars Berg",
        ),
        (
            "Norway, Peru clinch cable accord\nThe accord clinched late on Monday gives Peru a "
            "fifth of the line.",
            "agree happened None 2025-04-07 Norway, Peru",
        ),
        (
            "Norway and Peru may sign a treaty before Christmas.",
            "sign hypothetical None 2025 Norway, Peru",
        ),
        (
            "President Lars Berg is to visit Lima before the summer.",
            "visit planned Lima 2025 Lars Berg",
        ),
        (
            "Norway and Peru signed a treaty before the summer.",
            "sign happened None None Norway, Peru",
        ),
        (
            "In a joint communique, Lars Berg and Ana Quispe pledged to double trade by 2030.",
            "joint_statement happened None None Ana Quispe, Lars Berg",
        ),
        (
            "In a joint communique on Monday, Lars Berg and Ana Quispe pledged to double trade by "
            "2030.",
            "joint_statement happened None 2025-04-07 Ana Quispe, Lars Berg",
        ),
        ("Lars Berg criticized Monday's raid on Lima.", "criticize happened None None Lars Berg"),
    ],
)
def test_a_date_is_that_of_its_event(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))
