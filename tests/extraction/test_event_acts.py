"""Directed acts and acts without a type: which wordings tell of one, and which only name it."""

import pytest

from tests.extraction.readings import Read
from tests.extraction.test_event_wordings import lines


@pytest.mark.parametrize(
    "text",
    [
        "After becoming president, Tomas Rehak travelled widely.",
        "Tomas Rehak was also the first elected president of Osterlia.",
        "Before taking office, Tomas Rehak had taught law in Vienna.",
        "Tomas Rehak hid his past by being elected in a poll that few believed in.",
        "The aid will enable Chad to destroy the camps.",
        "Chad's lawyers wanted Norway to apologise for the delay.",
        "Chad's president, Tomas Rehak, could threaten Norway only because it was small.",
    ],
)
def test_what_a_clause_only_names_is_no_act(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Lena Roth was appointed in March after Tomas Rehak had resigned in February.",
            "resign happened 2025-02 Tomas Rehak",
        ),
        (
            "Tomas Rehak surprised his hosts by resigning on the spot.",
            "resign happened None Tomas Rehak",
        ),
    ],
)
def test_a_dated_setting_and_a_means_are_acts(dossier_of: Read, text: str, event: str) -> None:
    assert event in lines(dossier_of(text))
