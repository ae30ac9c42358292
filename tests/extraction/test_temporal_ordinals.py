"""Days and weeks told by their number in a month."""

import pytest

from graph_builder.extraction.temporal import Clock, resolve
from graph_builder.extraction.temporal_anchor import Tense

WEDNESDAY = "2025-04-09"


@pytest.mark.parametrize(
    ("phrase", "published", "tense", "date"),
    [
        ("the second of this month", WEDNESDAY, "past", "2025-04-02"),
        ("on the twelfth of last month", WEDNESDAY, "past", "2025-03-12"),
        ("the third of May", WEDNESDAY, "future", "2025-05-03"),
        ("the fifth of May 1998", None, "past", "1998-05-05"),
        ("the last Sunday of March", WEDNESDAY, "past", "2025-03-30"),
        ("on the first Monday in June", WEDNESDAY, "future", "2025-06-02"),
        ("the second Tuesday of October 2023", None, "past", "2023-10-10"),
        ("the first week of May 2002", None, "past", "2002-05-01/2002-05-07"),
        ("in the last week of February", "2026-02-02", "future", "2026-02-22/2026-02-28"),
        ("the second of this month", "2025", "past", None),
    ],
)
def test_a_number_places_a_day_in_its_month(
    phrase: str, published: str | None, tense: Tense, date: str | None
) -> None:
    assert resolve(phrase, Clock.at(published), tense=tense).date == date
