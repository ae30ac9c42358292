"""Events read from sentences: type, parties, place, date, status, and mentions made one."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder import reading
from graph_builder.extraction.actors import find_actors
from graph_builder.extraction.coreference import resolve_references
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.events import find_events
from graph_builder.extraction.temporal import Clock
from graph_builder.extraction.tokens import Doc
from graph_builder.model import EVENT_TYPES, Event

PUBLISHED = "2025-04-09"  # a Wednesday

Told = tuple[list[Event], dict[str, str]]


@pytest.fixture(scope="module")
def read() -> Callable[[str], Doc]:
    nlp = reading.load()
    return lambda text: Doc.of(nlp(text))


@pytest.fixture(scope="module")
def events(read: Callable[[str], Doc]) -> Callable[..., Told]:
    """The events of a text, and the names of its actors by id."""

    def find(text: str, published: str | None = PUBLISHED) -> Told:
        doc = read(text)
        discourse, findings = find_actors(doc)
        resolve_references(discourse, findings)
        found = find_events(doc, discourse, Clock.at(published))
        return found, {entity.id: entity.name for entity in discourse.entities}

    return find


def line(event: Event, names: dict[str, str]) -> str:
    """An event on one line: type, status, date, parties with their roles in order of name."""
    parties = sorted(f"{names[p.actor]}:{p.role}" for p in event.participants)
    return f"{event.type} {event.status} {event.date} " + ", ".join(parties)


SCHOLZ_MACRON = "Emmanuel Macron:participant, Olaf Scholz:participant"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Olaf Scholz met Emmanuel Macron in Berlin on Tuesday.",
            f"meet happened 2025-04-08 {SCHOLZ_MACRON}",
        ),
        (
            "Olaf Scholz held talks with Emmanuel Macron in Berlin on Tuesday.",
            f"meet happened 2025-04-08 {SCHOLZ_MACRON}",
        ),
        (
            "Talks between Olaf Scholz and Emmanuel Macron have been called off.",
            f"meet denied None {SCHOLZ_MACRON}",
        ),
        (
            "Olaf Scholz was received by Emmanuel Macron on Monday.",
            "meet happened 2025-04-07 Emmanuel Macron:host, Olaf Scholz:visitor",
        ),
        (
            "After meeting with Olaf Scholz, Emmanuel Macron told reporters that he would help.",
            f"meet happened None {SCHOLZ_MACRON}",
        ),
        (
            "Olaf Scholz spoke by telephone with Emmanuel Macron on Sunday.",
            f"phone_call happened 2025-04-06 {SCHOLZ_MACRON}",
        ),
        (
            "In a phone call with Olaf Scholz on Sunday, Emmanuel Macron thanked Germany.",
            f"phone_call happened 2025-04-06 {SCHOLZ_MACRON}",
        ),
        (
            "Olaf Scholz will travel to Beijing next month.",
            "visit planned 2025-05 Olaf Scholz:visitor",
        ),
        (
            "Olaf Scholz cancelled a planned visit to Washington.",
            "visit denied None Olaf Scholz:visitor",
        ),
        (
            "Poland and Ukraine signed a security agreement in Warsaw on Monday.",
            "sign happened 2025-04-07 Poland:participant, Ukraine:participant",
        ),
        (
            "The treaty was signed in 2014 by Poland and Ukraine.",
            "sign happened 2014 Poland:participant, Ukraine:participant",
        ),
        (
            "Poland has reached an agreement with Ukraine on grain.",
            "agree happened None Poland:participant, Ukraine:participant",
        ),
        (
            "Poland and Ukraine issued a joint statement on Monday.",
            "joint_statement happened 2025-04-07 Poland:participant, Ukraine:participant",
        ),
        (
            "Hungary was accused by Poland on Friday of blocking the aid.",
            "criticize happened 2025-04-04 Hungary:target, Poland:agent",
        ),
        ("Poland thanked Germany.", "praise happened None Germany:target, Poland:agent"),
        (
            "Poland urged Germany to send tanks.",
            "demand happened None Germany:target, Poland:agent",
        ),
        (
            "Poland called on Germany to act.",
            "demand happened None Germany:target, Poland:agent",
        ),
        (
            "Olaf Scholz invited Emmanuel Macron to Berlin.",
            "invite happened None Emmanuel Macron:target, Olaf Scholz:agent",
        ),
        (
            "Olaf Scholz appointed Emmanuel Macron as his envoy in January 2023.",
            "appoint happened 2023-01 Emmanuel Macron:target, Olaf Scholz:agent",
        ),
        ("Olaf Scholz resigned on Monday.", "resign happened 2025-04-07 Olaf Scholz:agent"),
        ("Poland expelled two diplomats in May 2024.", "other happened 2024-05 Poland:agent"),
    ],
)
def test_a_sentence_tells_of_an_event(
    events: Callable[..., Told], text: str, expected: str
) -> None:
    found, names = events(text)
    lines = [line(event, names) for event in found]
    assert any(told.startswith(expected) for told in lines), lines


@pytest.mark.parametrize(
    "text",
    [
        "Olaf Scholz met the deadline.",
        "Olaf Scholz called the plan a success story.",
        "The agreement remains in force.",
        "Analysts have long debated the Chinese threat.",
        "Olaf Scholz, who asked not to be named, said nothing.",
    ],
)
def test_other_senses_of_the_words_tell_of_no_encounter(
    events: Callable[..., Told], text: str
) -> None:
    found, _ = events(text)
    assert [
        e.type for e in found if e.type in ("meet", "phone_call", "visit", "sign", "agree")
    ] == []


def test_tellings_of_one_meeting_are_one_event_with_their_details_pooled(
    events: Callable[..., Told],
) -> None:
    found, _ = events(
        "Olaf Scholz met Emmanuel Macron on Tuesday. The meeting lasted two hours. "
        "The talks were held in Berlin."
    )
    meetings = [e for e in found if e.type == "meet"]
    assert len(meetings) == 1
    assert meetings[0].date == "2025-04-08"
    assert meetings[0].place == "Berlin"
    assert len(meetings[0].evidence) == 3


def test_meetings_on_different_days_stay_apart(events: Callable[..., Told]) -> None:
    found, _ = events(
        "Olaf Scholz met Emmanuel Macron in Paris in May 2024 and again in Berlin in June 2024."
    )
    dates = sorted(e.date or "" for e in found if e.type == "meet")
    assert dates == ["2024-05", "2024-06"]


def test_a_meeting_told_in_passing_is_not_the_summit_of_others(
    events: Callable[..., Told],
) -> None:
    found, names = events(
        "Olaf Scholz, who met Emmanuel Macron in Paris in May 2024, will not attend the summit in "
        "Warsaw. Officials prepared the hall. The summit brings together Poland's Donald Tusk, "
        "Lithuania's Gitanas Nauseda and Latvia's Evika Silina."
    )
    meetings = [{names[p.actor] for p in e.participants} for e in found if e.type == "meet"]
    assert {"Olaf Scholz", "Emmanuel Macron"} in meetings
    assert {"Donald Tusk", "Gitanas Nauseda", "Evika Silina"} in meetings


def test_who_speaks_of_a_meeting_is_no_party_to_it(events: Callable[..., Told]) -> None:
    found, names = events(
        "Germany's ambassador, Ute Keller, said on Friday that Olaf Scholz and Emmanuel Macron "
        "would meet."
    )
    assert [line(e, names) for e in found] == [f"meet planned None {SCHOLZ_MACRON}"]


def test_the_day_of_cancelling_is_not_the_day_of_the_visit(events: Callable[..., Told]) -> None:
    found, names = events("Olaf Scholz on Monday cancelled a planned visit to Vienna.")
    assert [line(e, names) for e in found] == ["visit denied None Olaf Scholz:visitor"]


def test_an_encounter_set_off_in_time_is_another_one(events: Callable[..., Told]) -> None:
    found, _ = events(
        "Olaf Scholz met Emmanuel Macron in Berlin on Tuesday. "
        "Olaf Scholz and Emmanuel Macron had last met in Paris in May 2024."
    )
    dates = sorted(e.date or "" for e in found if e.type == "meet")
    assert dates == ["2024-05", "2025-04-08"]


def test_accusing_each_other_is_two_accusations(events: Callable[..., Told]) -> None:
    found, names = events("India and Pakistan accused each other of violating the truce.")
    assert sorted(line(e, names) for e in found if e.type == "criticize") == [
        "criticize happened None India:agent, Pakistan:target",
        "criticize happened None India:target, Pakistan:agent",
    ]


def test_separate_talks_are_separate_meetings(events: Callable[..., Told]) -> None:
    found, _ = events("Olaf Scholz met separately with Emmanuel Macron and Donald Tusk on Monday.")
    meetings = [e for e in found if e.type == "meet"]
    assert [len(e.participants) for e in meetings] == [2, 2]


def test_a_coordinated_clause_shares_the_time_before_it(events: Callable[..., Told]) -> None:
    found, _ = events("Olaf Scholz flew to Paris in May 2024 and met Emmanuel Macron.")
    assert {e.date for e in found} == {"2024-05"}


def test_talks_that_a_journey_was_made_for_are_inferred(events: Callable[..., Told]) -> None:
    found, _ = events("Olaf Scholz travelled to Paris for talks with Emmanuel Macron.")
    meeting = next(e for e in found if e.type == "meet")
    assert meeting.basis == "inferred"
    assert next(e for e in found if e.type == "visit").basis == "stated"


def test_a_second_meeting_implies_an_earlier_undated_one(events: Callable[..., Told]) -> None:
    found, _ = events(
        "Olaf Scholz met Emmanuel Macron in Berlin on Tuesday. It was their second meeting."
    )
    implied = [e for e in found if e.rule == "implied-by-ordinal"]
    assert len(implied) == 1
    assert implied[0].basis == "inferred"
    assert implied[0].date is None


def test_a_past_telling_of_a_date_to_come_is_planned(events: Callable[..., Told]) -> None:
    found, _ = events("The summit between Poland and Ukraine takes place on 20 April 2025.")
    assert [e.status for e in found if e.type == "meet"] == ["planned"]


def test_the_time_of_what_is_agreed_is_not_the_time_of_agreeing(
    events: Callable[..., Told],
) -> None:
    found, _ = events("Poland and Ukraine agreed to share data from 1 May.")
    assert [e.date for e in found if e.type == "agree"] == [None]


def test_an_entry_of_a_timeline_is_dated_by_its_head(events: Callable[..., Told]) -> None:
    found, _ = events(
        "Chronology of a quarrel\n3 January 2024: Poland recalls its ambassador.\n"
        "9 February: Olaf Scholz visits Warsaw.\n"
    )
    assert [e.date for e in found] == ["2024-01-03", "2024-02-09"]


def test_a_publication_month_gives_no_day(events: Callable[..., Told]) -> None:
    found, _ = events("Olaf Scholz met Emmanuel Macron in Berlin on Tuesday.", "2025-04")
    assert found[0].date == "2025-04"
    assert found[0].time.phrase == "on Tuesday"


WORDS = st.sampled_from(
    "Poland Germany Olaf Scholz met signed the agreement with visited Paris on Tuesday talks will "
    "not and , . he they who by in May 2024 said that joint statement its envoy \n".split(" ")
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(WORDS, min_size=1, max_size=30))
def test_every_event_stands_in_its_text(events: Callable[..., Told], words: list[str]) -> None:
    text = " ".join(words)
    found, names = events(text)
    assert [e.id for e in found] == [f"e{n}" for n in range(1, len(found) + 1)]
    for event in found:
        assert text[event.trigger.start : event.trigger.end] == event.trigger.text
        assert event.evidence
        for evidence in event.evidence:
            assert text[evidence.start : evidence.end] == evidence.text
        assert event.evidence[0].start <= event.trigger.start < event.evidence[0].end
        assert all(p.actor in names for p in event.participants)
        assert 0 < event.confidence <= 1
        assert event.date == event.time.date


def test_the_lexicon_knows_every_type_of_event() -> None:
    table = lexicon()
    assert set(table.types) == set(EVENT_TYPES)
    told_by_verbs = {p.type for patterns in table.verbs.values() for p in patterns}
    told_by_nouns = {p.type for patterns in table.nouns.values() for p in patterns}
    covered = told_by_verbs | told_by_nouns
    assert covered == set(EVENT_TYPES)
