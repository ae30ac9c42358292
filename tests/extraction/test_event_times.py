"""Which day an event gets that its own clause does not date, and how long events last."""

import pytest

from graph_builder.model import Dossier
from tests.extraction.readings import Read


def dates(dossier: Dossier, type_: str) -> list[str | None]:
    """The dates of the events of a type, in text order."""
    return [event.date for event in dossier.events if event.type == type_]


@pytest.mark.parametrize(
    ("text", "type_", "date"),
    [
        (
            "Ties have been poor since 2021, when Norway closed its embassy in Poland.",
            "other",
            "2021",
        ),
        ("Norway ordered two Polish diplomats to leave on Tuesday.", "other", "2025-04-08"),
        ("Norway said on Monday it had reached an agreement with Poland.", "agree", None),
        (
            "Olaf Scholz met Emmanuel Macron in 2018, weeks after the floods had come.",
            "meet",
            "2018",
        ),
        (
            "Norway condemned the shelling of a port by Polish ships on 30 March.",
            "criticize",
            None,
        ),
        ("A decree was issued on Sunday naming Olaf Scholz minister.", "appoint", "2025-04-06"),
        (
            "Norway and Poland will sign a pact when Olaf Scholz visits Oslo in May.",
            "sign",
            "2025-05",
        ),
        ("Norway announced on Monday that it had expelled two envoys.", "other", "2025-04-07"),
        (
            "Norway and Poland moved on Tuesday to end the quarrel, their ministers agreeing to "
            "share the bay.",
            "agree",
            "2025-04-08",
        ),
        (
            "Olaf Scholz met Emmanuel Macron on the sidelines of last Friday's summit.",
            "meet",
            "2025-04-04",
        ),
        (
            "Olaf Scholz landed in Paris on Tuesday. Emmanuel Macron embraced him on the tarmac.",
            "meet",
            "2025-04-08",
        ),
        ("Olaf Scholz invited Emmanuel Macron to Berlin for a session in May.", "invite", None),
        ("A visit to Vienna by Olaf Scholz was called off on Monday.", "visit", None),
        ("Monday's meeting between Scholz and Macron was called off.", "meet", "2025-04-07"),
        (
            "Norway and Poland signed a border protocol in 2019. In March, Norway imposed tariffs "
            "on Poland.",
            "sanction_or_tariff",
            "2025-03",
        ),
    ],
)
def test_times_told_beside_the_event(
    dossier_of: Read, text: str, type_: str, date: str | None
) -> None:
    assert dates(dossier_of(text), type_) == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Olaf Scholz landed in Oslo on Monday for a three-day visit.", "2025-04-07/2025-04-09"),
        ("Olaf Scholz ended a two-day visit to Norway on Tuesday.", "2025-04-07/2025-04-08"),
        (
            "Olaf Scholz arrived in Oslo on Monday. Olaf Scholz left Oslo on Tuesday.",
            "2025-04-07/2025-04-08",
        ),
    ],
)
def test_a_visit_lasts_as_long_as_its_tellings_say(dossier_of: Read, text: str, date: str) -> None:
    assert dates(dossier_of(text), "visit") == [date]


def test_leaving_a_place_alone_is_no_visit(dossier_of: Read) -> None:
    assert dates(dossier_of("Olaf Scholz left Oslo on Tuesday."), "visit") == []


def test_an_ordinal_that_counts_is_no_day(dossier_of: Read) -> None:
    dossier = dossier_of("Peru and Chile may sign an accord in May, which would be Peru's 10th.")
    assert {event.date for event in dossier.events} <= {"2025-05", None}


def test_one_encounter_and_another(dossier_of: Read) -> None:
    dossier = dossier_of(
        "President Lars Berg and Prime Minister Ana Quispe held one summit in 2003 and one in 2006."
    )
    assert sorted(date or "" for date in dates(dossier, "meet")) == ["2003", "2006"]


def test_the_day_of_what_came_before_is_not_the_visits(dossier_of: Read) -> None:
    dossier = dossier_of(
        "This is Lars Berg's only visit to Peru since his second wedding in May 2022."
    )
    assert dates(dossier, "visit") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "President Lars Berg held talks with Premier Ana Quispe beside the summit in Rome on "
        "Monday, the presidency said in a statement.",
        "Minister Karin Ek met Bo Lund on Monday. Ties have been good since they were established "
        "in 1975. On the same day, Minister Ana Quispe met Premier Lars Berg.",
    ],
)
def test_the_day_of_what_is_told(dossier_of: Read, text: str) -> None:
    assert set(dates(dossier_of(text), "meet")) == {"2025-04-07"}


def test_a_day_right_after_a_verb_of_saying_is_the_sayings(dossier_of: Read) -> None:
    dossier = dossier_of("Premier Ana Quispe said on Monday she would travel to Lima this week.")
    assert dates(dossier, "visit") == ["2025-04-07/2025-04-13"]


def test_what_is_planned_for_a_visit_has_its_days(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Premier Lars Berg will make an official visit to Laos from April 20 to 21. During the "
        "visit, he will hold talks with his Lao counterpart, Ana Quispe."
    )
    assert dates(dossier, "meet") == ["2025-04-20/2025-04-21"]


def test_a_month_after_and_is_of_the_clause_that_follows(dossier_of: Read) -> None:
    dossier = dossier_of(
        "President Ana Quispe was given a welcome in Riga in December, and in mid-February "
        "President Lars Berg flew to Beijing for three days."
    )
    assert dates(dossier, "visit") == ["2024-12", "2025-02"]


def test_an_evening_is_that_of_the_story_not_of_what_was_told_beside_it(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Lars Berg met Ana Quispe on Friday. Karin Ek, who had resigned on January 7, was away. "
        "That evening Lars Berg flew to Lima."
    )
    assert dates(dossier, "visit") == ["2025-04-04"]


def test_an_order_of_the_sun_was_given_on_no_sunday(dossier_of: Read) -> None:
    told = dossier_of("Lars Berg was awarded the Order of the Sun in Lima.").events
    assert [e.date for e in told] == [None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Vice President Ki-Sun Han met President Lars Berg in Lima.", None),
        ("Ana Quispe met Lars Berg this Wednesday, March 12, 2025.", "2025-03-12"),
    ],
)
def test_a_name_is_no_day_and_a_date_tells_which_weekday(
    dossier_of: Read, text: str, day: str | None
) -> None:
    assert [e.date for e in dossier_of(text).events if e.type == "meet"] == [day]


@pytest.mark.parametrize(
    ("text", "type_", "date"),
    [
        (
            "Lars Berg was seized on 12 March. Four days later leaders imposed sanctions. That "
            "same Sunday Ana Quispe flew to Lima.",
            "visit",
            "2025-03-16",
        ),
        (
            "Norway changed sides in December 2021, and Norway and Peru signed a treaty the next "
            "July.",
            "sign",
            "2022-07",
        ),
        ("Premier Ana Quispe was not received by Lars Berg on Thursday.", "meet", "2025-04-03"),
        (
            "On Friday Premier Ana Quispe travels to Oslo, where on Wednesday she and Lars Berg "
            "will sign a pact.",
            "sign",
            "2025-04-16",
        ),
        ("Six years ago this week, Ana Quispe went to Oslo.", "visit", "2019-04"),
        (
            "Ana Quispe and Lars Berg parted on Sunday in Rome without issuing a communique.",
            "joint_statement",
            "2025-04-06",
        ),
        (
            "Ministers Ana Quispe and Lars Berg cleared the way on Sunday in Rome, where they "
            "announced it in a joint communique.",
            "joint_statement",
            "2025-04-06",
        ),
        (
            "Lars Berg was in Rome on Sunday, where Ana Quispe will meet him.",
            "meet",
            None,
        ),
        (
            "Old foes agree\nOSLO, April 6 (Wire) — Norway and Peru have agreed where most of "
            "their common frontier runs, closing a dispute that outlived the Union.",
            "agree",
            None,
        ),
        (
            "The affair, day by day\n\nAUG. 23 — Police arrest a man.\n\nSEPT. 12 — Norway and "
            "Peru strike an interim deal.",
            "agree",
            "2024-09-12",
        ),
        (
            "The quarrel, day by day\n\nJuly 31, 2009 – Talks begin. On September 11 Ana Quispe "
            "comes to Oslo for a second round.\n\nJune 4, 2010 – Lars Berg resigns.",
            "visit",
            "2009-09-11",
        ),
    ],
)
def test_a_day_may_count_from_what_was_told(
    dossier_of: Read, text: str, type_: str, date: str | None
) -> None:
    assert dates(dossier_of(text), type_) == [date]


LIVE = "As it happened\n\n08.15 The gates are shut.\n\n10.40 "


@pytest.mark.parametrize(
    ("text", "type_", "date"),
    [
        (LIVE + "Lars Berg has received Ana Quispe at the palace.", "meet", "2025-04-09"),
        (LIVE + "President Ana Quispe is in Oslo.", "visit", "2025-04-09"),
        (LIVE + "Ana Quispe is on her way to Oslo for a last round.", "visit", "2025-04-09"),
        (LIVE + "Lars Berg has visited Peru only once.", "visit", None),
        (LIVE + "Lars Berg met Ana Quispe in the lobby.", "meet", "2025-04-09"),
        (LIVE + "Lars Berg had met Ana Quispe in Lima.", "meet", None),
        ("Lars Berg has received Ana Quispe at the palace.", "meet", None),
    ],
)
def test_a_running_report_tells_of_the_day(
    dossier_of: Read, text: str, type_: str, date: str | None
) -> None:
    assert dates(dossier_of(text), type_) == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "On Friday others harvested it. At the villa, Ana Quispe and Lars Berg signed a pact.",
            "2025-04-04",
        ),
        (
            "Prices had fallen on Friday. At the villa, Ana Quispe and Lars Berg signed a pact.",
            None,
        ),
    ],
)
def test_a_day_that_opens_a_scene_dates_what_follows(
    dossier_of: Read, text: str, date: str | None
) -> None:
    assert dates(dossier_of(text), "sign") == [date]


@pytest.mark.parametrize(
    ("text", "type_", "dates_"),
    [
        (
            "In August 1998 Ana Quispe became president. On the 10th she met Lars Berg in Lima.",
            "meet",
            ["1998-08-10"],
        ),
        (
            "The quarrel, day by day\n\nOctober 6, 1998: Lars Berg flies to Rome. Pavel Orlov "
            "follows on the 19th.\n\nOctober 30, 1998: Ana Quispe resigns.",
            "visit",
            ["1998-10-06", "1998-10-19"],
        ),
        (
            "The quarrel, day by day\n\n6 October 1998: Lars Berg resigns. Now Pavel Orlov flies "
            "to Rome.\n\n30 October 1998: Ana Quispe resigns.",
            "visit",
            ["1998-10-06"],
        ),
        (
            "On a tour of Peru in June, Admiral Lars Berg signed with General Omar Salas an "
            "agreement on incidents.",
            "sign",
            ["2024-06"],
        ),
        ("On February 6th of this year Lars Berg met Ana Quispe.", "meet", ["2025-02-06"]),
        ("Lars Berg met Ana Quispe on 5 May last year.", "meet", ["2024-05-05"]),
        (
            "Peru and Norway opened ties on 1 June 2007 through a joint communiqué of Ministers "
            "Ana Quispe and Lars Berg.",
            "joint_statement",
            ["2007-06-01"],
        ),
        (
            "Peru and Norway said on 1 June in a joint communiqué that the sea was free.",
            "joint_statement",
            ["2024-06-01"],
        ),
        (
            "The only accord so far, concluded by Lars Berg and Ana Quispe in 1977, lapsed in the "
            "1980s.",
            "agree",
            ["1977"],
        ),
        (
            "On Monday Lars Berg met Ana Quispe in Lima. He then flew to Quito.",
            "visit",
            ["2025-04-07"],
        ),
        (
            "On Monday Lars Berg met Ana Quispe in Lima. He later flew to Quito.",
            "visit",
            [None],
        ),
    ],
)
def test_days_of_a_story_and_of_a_journey(
    dossier_of: Read, text: str, type_: str, dates_: list[str | None]
) -> None:
    assert dates(dossier_of(text), type_) == dates_


@pytest.mark.parametrize(
    ("text", "type_", "date"),
    [
        ("Ana Quispe, in power since June, flew to Oslo on Tuesday.", "visit", "2025-04-08"),
        (
            "Ana Quispe was the first to visit Oslo since Lars Berg in 1928.",
            "visit",
            None,
        ),
        ("On February 6th Lars Berg was on the line to Ana Quispe.", "phone_call", "2025-02-06"),
        (
            "A truce followed in Lima in 1994, signed by Lars Berg and Ana Quispe.",
            "sign",
            "1994",
        ),
        (
            "A trip to Lima in July 1986 produced an act, signed by Lars Berg and Ana Quispe.",
            "sign",
            "1986-07",
        ),
        (
            "In June 2017 the emir, Omar Said, who died on Tuesday, flew to Lima. In September he "
            "met Ana Quispe.",
            "meet",
            "2017-09",
        ),
    ],
)
def test_times_of_clauses_around(dossier_of: Read, text: str, type_: str, date: str | None) -> None:
    assert date in dates(dossier_of(text), type_)
