"""Temporal phrases: what each is read as, and that nothing is sharper than it is known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.extraction import intervals
from graph_builder.extraction.intervals import SHARPNESS
from graph_builder.extraction.temporal import Clock, as_time, is_temporal, resolve
from graph_builder.extraction.temporal_anchor import Tense
from graph_builder.model import Time

WEDNESDAY = "2025-04-09"


def told(iso: str) -> Time:
    interval = intervals.from_iso(iso)
    assert interval is not None
    return as_time(interval)


@pytest.mark.parametrize(
    ("phrase", "published", "tense", "date"),
    [
        ("August 23, 2025", "2025-08", "past", "2025-08-23"),
        ("on 4 June 2025", None, "past", "2025-06-04"),
        ("Thursday 7 July 2022", "2022-07-07", "past", "2022-07-07"),
        ("2024-02-29", "2025", "past", "2024-02-29"),
        ("Feb. 18", "2023-03-16", "past", "2023-02-18"),
        ("23 August", "2025-04-09", "past", "2024-08-23"),
        ("23 August", "2025-04-09", "future", "2025-08-23"),
        ("the 16th", WEDNESDAY, "past", "2025-03-16"),
        ("on the 16th", WEDNESDAY, "future", "2025-04-16"),
        ("Saturday", WEDNESDAY, "past", "2025-04-05"),
        ("Saturday", WEDNESDAY, "future", "2025-04-12"),
        ("on Wednesday", WEDNESDAY, "past", "2025-04-09"),
        ("last Wednesday", WEDNESDAY, "past", "2025-04-02"),
        ("early on Monday evening", WEDNESDAY, "past", "2025-04-07"),
        ("Tuesday last week", WEDNESDAY, "past", "2025-04-01"),
        ("yesterday", WEDNESDAY, "past", "2025-04-08"),
        ("last night", WEDNESDAY, "past", "2025-04-08"),
        ("tomorrow", WEDNESDAY, "future", "2025-04-10"),
        ("last week", WEDNESDAY, "past", "2025-03-31/2025-04-06"),
        ("next week", WEDNESDAY, "future", "2025-04-14/2025-04-20"),
        ("over the weekend", WEDNESDAY, "past", "2025-04-05/2025-04-06"),
        ("this weekend", WEDNESDAY, "future", "2025-04-12/2025-04-13"),
        ("last month", WEDNESDAY, "past", "2025-03"),
        ("late next month", WEDNESDAY, "future", "2025-05"),
        ("last year", WEDNESDAY, "past", "2024"),
        ("in June", WEDNESDAY, "past", "2024-06"),
        ("in June", WEDNESDAY, "future", "2025-06"),
        ("last June", "2019-03-10", "past", "2018-06"),
        ("mid-May 2022", WEDNESDAY, "past", "2022-05"),
        ("June of last year", WEDNESDAY, "past", "2024-06"),
        ("the summer of 2019", WEDNESDAY, "past", "2019-06/2019-08"),
        ("last winter", WEDNESDAY, "past", "2024-12/2025-02"),
        ("the first quarter of 2024", WEDNESDAY, "past", "2024-01/2024-03"),
        ("in 1987", WEDNESDAY, "past", "1987"),
        ("the 1990s", WEDNESDAY, "past", "1990-01-01/1999-12-31"),
        ("three weeks ago", "2019-03-10", "past", "2019-02"),
        ("two months ago", WEDNESDAY, "past", "2025-02"),
        ("two days ago", WEDNESDAY, "past", "2025-04-07"),
        ("before the end of the year", WEDNESDAY, "future", "2025"),
        ("Saturday and Sunday", WEDNESDAY, "past", "2025-04-05/2025-04-06"),
        ("from Monday to Wednesday", WEDNESDAY, "past", "2025-04-07/2025-04-09"),
        ("March 3-5", WEDNESDAY, "past", "2025-03-03/2025-03-05"),
        ("25–27 June 2024", None, "past", "2024-06-25/2024-06-27"),
        ("Dec. 30 to Jan. 2", "2025-01-20", "past", "2024-12-30/2025-01-02"),
        ("from 1979 to 1986", None, "past", "1979-01-01/1986-12-31"),
        ("Saturday and Sunday, April 25 and 26", "2026-05-11", "past", "2026-04-25/2026-04-26"),
        ("through tomorrow", WEDNESDAY, "any", "2025-04-09/2025-04-10"),
        ("since June", "2025-08", "past", "2025-06"),
        ("a fortnight ago", WEDNESDAY, "past", "2025-03"),
        ("thirty years ago this month", WEDNESDAY, "past", "1995-04"),
        ("ten years ago today", WEDNESDAY, "past", "2015-04-09"),
    ],
)
def test_a_phrase_is_placed(
    phrase: str, published: str | None, tense: Tense, date: str | None
) -> None:
    time = resolve(phrase, Clock.at(published), tense=tense)
    assert time.date == date
    assert time.phrase == phrase
    assert time.rule


@pytest.mark.parametrize(
    ("phrase", "after", "date"),
    [
        ("two days earlier", "2025-03-20", "2025-03-18"),
        ("ten days before the trip", "2023-03-16", "2023-03-06"),
        ("a day later", "2025-07-24", "2025-07-25"),
        ("the next evening", "2025-03-10", "2025-03-11"),
        ("the day before", "2025-03-10", "2025-03-09"),
        ("that same evening", "2022-07-05", "2022-07-05"),
        ("the same day", "2022-07", None),  # a month told last leaves the day open
        ("that autumn", "1988-11-09", "1988-09/1988-11"),
        ("in October of that year", "2000", "2000-10"),
        ("that September", "2015-04", "2015-09"),
        ("three weeks later", "2018-06-05", "2018-06"),
        ("a week later", "2019", "2019"),  # within a year, a week most likely stays inside it
        ("a week later", "2019-05", None),  # within a month it may well leave it
        ("the following year", "2019-05", "2020"),
        ("two months afterwards", "1962-08", "1962-10"),
        ("the following spring", "1984", "1985-03/1985-05"),
        ("the following January", "2004-11-20", "2005-01"),
        ("the previous autumn", "2010-04-02", "2009-09/2009-11"),
        ("the following Monday", "2025-03-18", "2025-03-24"),
        ("the following Monday", "2025-03", None),
    ],
)
def test_a_phrase_counts_from_what_was_told(phrase: str, after: str, date: str | None) -> None:
    assert resolve(phrase, Clock.at(WEDNESDAY), tense="past", told=told(after)).date == date


@pytest.mark.parametrize(
    "phrase",
    [
        "for two hours",
        "the first in 17 years",
        "for the first time in twelve years",
        "85 minutes",
        "before the summer",
        "soon",
        "ten days",
        "in the 45th round",
        "",
    ],
)
def test_a_duration_or_a_limit_is_no_date(phrase: str) -> None:
    time = resolve(phrase, Clock.at(WEDNESDAY), tense="past")
    assert time.date is None
    assert time.precision == "unresolved"


@pytest.mark.parametrize(
    ("phrase", "published", "date"),
    [
        ("Tuesday", "2026-01", "2026-01"),
        ("yesterday", "2025-08", "2025-08"),
        ("this weekend", "2025-08", "2025-08"),
        ("Saturday and Sunday", "2025-08", "2025-08"),
        ("on the 16th", "2025-08", "2025-08"),
        ("last week", "2025-08", None),
        ("last month", "2025-08", "2025-07"),
        ("today", "2025", "2025"),
        ("in June", "2025", None),
        ("last year", "2025", "2024"),
        ("Tuesday", None, None),
        ("last month", None, None),
        ("in 1998", None, "1998"),
    ],
)
def test_a_vague_publication_gives_no_sharper_date(
    phrase: str, published: str | None, date: str | None
) -> None:
    assert resolve(phrase, Clock.at(published), tense="past").date == date


@pytest.mark.parametrize("phrase", ["on Tuesday", "last June", "two days earlier", "in 1998"])
def test_temporal_phrases_are_told_from_others(phrase: str) -> None:
    assert is_temporal(phrase)
    assert not is_temporal("the summit")


# ---- properties ---------------------------------------------------------------------------------

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31)).map(date.isoformat)
PUBLISHED = st.one_of(st.none(), DAYS, DAYS.map(lambda d: d[:7]), DAYS.map(lambda d: d[:4]))
TENSES = st.sampled_from(["past", "future", "any"])
RELATIVE = st.sampled_from(
    [
        *(f"{lead}{day}" for lead in ("", "last ", "next ", "on ") for day in ("Monday", "Sunday")),
        *("today yesterday tomorrow tonight".split()),
        "last night",
        "this morning",
        "the 16th",
        "on the 31st",
        "Friday and Saturday",
        "from Monday to Wednesday",
        *(f"{which} {unit}" for which in ("last", "this", "next") for unit in ("week", "weekend")),
        "the weekend",
        "three days ago",
        "in two weeks time",
        "a day earlier",
        "the next day",
        "through tomorrow",
    ]
)
ANY_PHRASE = st.one_of(
    RELATIVE,
    st.sampled_from(
        ["in June", "last summer", "June 2020", "3 May", "1998", "two years ago", "Q3"]
    ),
    st.text(max_size=30),
)


@given(RELATIVE, PUBLISHED, TENSES)
def test_precision_never_exceeds_the_publications(
    phrase: str, published: str | None, tense: Tense
) -> None:
    time = resolve(phrase, Clock.at(published), tense=tense)
    if published is None:
        assert time.precision == "unresolved"
    elif len(published) < 10:
        known = SHARPNESS["month"] if len(published) == 7 else SHARPNESS["year"]
        assert SHARPNESS[time.precision] <= known


@given(ANY_PHRASE, PUBLISHED, TENSES, st.one_of(st.none(), DAYS.map(told)))
def test_any_phrase_gives_a_well_formed_time(
    phrase: str, published: str | None, tense: Tense, earlier: Time | None
) -> None:
    time = resolve(phrase, Clock.at(published), tense=tense, told=earlier)
    assert time.phrase == phrase
    if time.start is None or time.end is None:
        assert time.precision == "unresolved"
        assert time.date is None
    else:
        assert date.fromisoformat(time.start) <= date.fromisoformat(time.end)
        assert time.precision != "unresolved"
        assert intervals.from_iso(time.date) is not None


@given(DAYS, st.sampled_from(["Monday", "Thursday", "Sunday"]))
def test_a_past_weekday_is_the_latest_one_up_to_the_publication(day: str, name: str) -> None:
    time = resolve(name, Clock.at(day), tense="past")
    assert time.start is not None
    found = date.fromisoformat(time.start)
    assert found.strftime("%A") == name
    assert 0 <= (date.fromisoformat(day) - found).days < 7
