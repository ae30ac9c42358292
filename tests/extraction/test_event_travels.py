"""Journeys told in the many words that there are for going, calling and staying somewhere."""

import pytest

from tests.extraction.readings import Read, lines


@pytest.mark.parametrize(
    "text",
    [
        "Premier Lars Berg turned up in Lima on Monday.",
        "Premier Lars Berg slipped across to Lima on Monday.",
        "Premier Lars Berg dashed to Lima on Monday.",
        "Premier Lars Berg drove himself over the bridge into Lima on Monday.",
        "Premier Lars Berg crossed the river to Lima on Monday.",
        "Premier Lars Berg reached Lima by train on Monday.",
        "On Monday Premier Lars Berg called at Lima.",
        "On Monday Premier Lars Berg dined in Lima.",
        "The motorcade of Premier Lars Berg rolled into Lima on Monday.",
        "A boat brought Premier Lars Berg to Lima on Monday.",
        "On Monday Premier Lars Berg led forty exporters to Lima.",
        "Monday found Premier Lars Berg in Lima.",
        "On Monday Premier Lars Berg made a detour to Lima.",
        "Premier Lars Berg became the first head of government to set foot in Lima on Monday.",
        "Premier Lars Berg was back in Lima by Monday.",
        "On Monday Premier Lars Berg went home by way of Lima.",
    ],
)
def test_ways_of_going(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == {"visit happened Lima 2025-04-07 Lars Berg"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Premier Lars Berg is off to Lima.", "planned Lima None"),
        ("Premier Lars Berg is on his way to Lima.", "planned Lima None"),
        ("Premier Lars Berg has dropped Thursday's stop in Lima.", "denied Lima 2025-04-10"),
        ("Premier Lars Berg will not be calling at Lima in May.", "denied Lima 2025-05"),
        ("Premier Lars Berg hopes to lead a team of investors to Lima.", "hypothetical Lima None"),
        ("Premier Lars Berg is coming.", "planned None None"),
        ("Premier Lars Berg came for two days in 2016.", "happened None 2016"),
        ("Premier Lars Berg spent two days in the country in 2016.", "happened None 2016"),
        ("After two days in Lima, Premier Lars Berg rested.", "happened Lima None"),
    ],
)
def test_journeys_ahead_dropped_and_without_a_name(
    dossier_of: Read, text: str, expected: str
) -> None:
    assert lines(dossier_of(text)) == {f"visit {expected} Lars Berg"}


@pytest.mark.parametrize(
    "text",
    [
        "Premier Lars Berg came third on Sunday.",
        "Premier Lars Berg came under fire on Sunday.",
        "Premier Lars Berg came out in favour of it on Sunday.",
        "Premier Lars Berg spent three million dollars in the country in May.",
        "Premier Lars Berg now stays in Lima.",
        "In her early days in Lima, Premier Ana Quispe worked hard.",
        "Premier Lars Berg rushed a bill to parliament on Monday.",
        "Two hundred railway lovers plan to visit Lima at Easter.",
        "Premier Lars Berg asked for an hour with her on Monday and was turned away.",
    ],
)
def test_no_journeys(dossier_of: Read, text: str) -> None:
    assert not [e for e in dossier_of(text).events if e.type == "visit"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lima is the next stop on Premier Lars Berg's tour.",
            {"planned Lima None", "happened None None"},  # the stop and the whole tour
        ),
        (
            "Premier Lars Berg's itinerary takes in Lima and Quito.",
            {"planned Lima None", "planned Quito None"},
        ),
        ("Premier Lars Berg's first stop was Lima.", {"happened Lima None"}),
        ("Premier Lars Berg's visit to Lima is off.", {"denied Lima None"}),
        ("Premier Lars Berg touched down in the Kenyan capital.", {"happened Kenyan capital None"}),
        ("Premier Lars Berg waited four days in Lima.", {"happened Lima None"}),
    ],
)
def test_stops_and_stays(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert lines(dossier_of(text)) == {f"visit {told} Lars Berg" for told in expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Premier Lars Berg accepted an invitation to Lima.", "planned Lima None"),
        ("Premier Lars Berg declined an invitation to Lima.", "denied Lima None"),
        (
            "President Ana Quispe invited Premier Lars Berg to visit Lima, and he accepted.",
            "planned Lima None",
        ),
        (
            "President Ana Quispe invited Premier Lars Berg to Lima. The invitation was accepted.",
            "planned Lima None",
        ),
        ("On Tuesday the king's guest will be Premier Lars Berg.", "planned None 2025-04-15"),
        ("Premier Lars Berg was here for two days in May.", "happened None 2024-05"),
    ],
)
def test_invitations_and_guests(dossier_of: Read, text: str, expected: str) -> None:
    assert f"visit {expected} Lars Berg" in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "President Ana Quispe invited Premier Lars Berg to Lima on Monday.",
        "Premier Lars Berg accepted the resignation of a minister in Lima.",
        "Premier Lars Berg accepted an invitation to speak.",
        "Premier Lars Berg is here to stay.",
        "The premier's guest was late.",
    ],
)
def test_invitations_alone_and_other_guests_are_no_visits(dossier_of: Read, text: str) -> None:
    assert not [e for e in dossier_of(text).events if e.type == "visit"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monday brought Premier Lars Berg to Lima.", "happened Lima 2025-04-07"),
        ("Lima expects Premier Lars Berg on Friday.", "planned Lima 2025-04-11"),
        ("Premier Lars Berg resurfaced in Lima on Monday.", "happened Lima 2025-04-07"),
        ("Premier Lars Berg struck Lima off his itinerary.", "denied Lima None"),
        ("Premier Lars Berg never made it to Lima.", "denied Lima None"),
        ("Premier Lars Berg was last in Lima in 2019.", "happened Lima 2019"),
        ("Premier Lars Berg was in town on Monday.", "happened None 2025-04-07"),
        ("Premier Lars Berg made Lima his first port of call.", "happened Lima None"),
    ],
)
def test_idioms_of_visiting(dossier_of: Read, text: str, expected: str) -> None:
    assert lines(dossier_of(text)) == {f"visit {expected} Lars Berg"}


def test_back_from_a_place(dossier_of: Read) -> None:
    told = lines(dossier_of("Premier Lars Berg, just back from Lima, briefed the cabinet."))
    assert "visit happened Lima None Lars Berg" in told


@pytest.mark.parametrize(
    "text",
    [
        "Premier Lars Berg was back in court in Lima on Monday.",
        "Premier Lars Berg made it to the final in Lima.",
        "Premier Lars Berg finished last in Lima.",
        "Lars Berg, back from injury, scored in Lima on Monday.",
        "Paris expects results from Premier Lars Berg.",
        "The museum's schedule includes Lima.",
        "The crisis took Premier Lars Berg to the brink in Lima.",
    ],
)
def test_idioms_of_something_else(dossier_of: Read, text: str) -> None:
    assert not [e for e in dossier_of(text).events if e.type == "visit"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("While in Lima, Premier Lars Berg saw the cathedral.", "happened Lima None"),
        ("Premier Lars Berg, now in Lima, was silent.", "happened Lima None"),
        ("Premier Lars Berg is expected to be in Lima on Friday.", "planned Lima 2025-04-11"),
        ("Premier Lars Berg hopes to be back in Lima in May.", "hypothetical Lima 2025-05"),
        ("Premier Lars Berg plans three days in Lima.", "planned Lima None"),
        ("Premier Lars Berg will respond with a visit to Lima.", "planned Lima None"),
        ("President Ana Quispe welcomed Premier Lars Berg to Lima.", "happened Lima None"),
    ],
)
def test_told_by_the_way(dossier_of: Read, text: str, expected: str) -> None:
    assert f"visit {expected} Lars Berg" in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Now in her forties, Ana Quispe leads the party in Lima.",
        "While in office, Premier Lars Berg built a road in Lima.",
        "Premier Lars Berg has had two days of rest.",
    ],
)
def test_not_even_by_the_way(dossier_of: Read, text: str) -> None:
    assert not [e for e in dossier_of(text).events if e.type == "visit"]


@pytest.mark.parametrize(
    "text",
    [
        "Premier Lars Berg embarked on a tour that will take him to Lima, Quito and Bogotá.",
        "Premier Lars Berg will visit Lima, Quito and Bogotá.",
    ],
)
def test_every_stop_is_a_visit(dossier_of: Read, text: str) -> None:
    told = {f"visit planned {city} None Lars Berg" for city in ("Lima", "Quito", "Bogotá")}
    assert lines(dossier_of(text)) == told


def test_every_stop_has_its_day(dossier_of: Read) -> None:
    told = dossier_of("Premier Lars Berg visited Lima on Monday, Quito on Tuesday and Arica today.")
    assert {(e.place, e.date) for e in told.events} == {
        ("Lima", "2025-04-07"),
        ("Quito", "2025-04-08"),
        ("Arica", "2025-04-09"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway's foreign minister is in Lima this week.", "Norway's foreign minister"),
        ("Norwegian officials were in Lima last week.", "Norwegian officials"),
        ("Premier Lars Berg is on the second day of a visit to Lima.", "Lars Berg"),
        ("Premier Lars Berg called off his departure for Lima.", "Lars Berg"),
    ],
)
def test_who_is_there(dossier_of: Read, text: str, expected: str) -> None:
    [event] = dossier_of(text).events
    assert (event.type, event.place) == ("visit", "Lima")
    names = {actor.id: actor.name for actor in dossier_of(text).actors}
    assert {names[p.actor] for p in event.participants} == {expected}


def test_whoever_nobody_sent_visits_nothing(dossier_of: Read) -> None:
    assert not dossier_of("An American tourist was in Lima last week.").events


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Premier Lars Berg had come all the way to Lima.", "happened Lima None"),
        ("Premier Lars Berg flew home from Lima on Monday.", "happened Lima 2025-04-07"),
        ("Premier Lars Berg came away from Lima with a deal.", "happened Lima None"),
        ("Premier Lars Berg checked into a hotel in Lima.", "happened Lima None"),
        ("Premier Lars Berg has put off Lima.", "denied Lima None"),
        ("Premier Lars Berg used a stop in Lima to rest.", "happened Lima None"),
        ("Premier Lars Berg set foot on Peruvian soil on Monday.", "happened None 2025-04-07"),
        ("Premier Lars Berg was airlifted to Lima.", "happened Lima None"),
        ("Premier Lars Berg came ashore at Callao.", "happened Callao None"),
        ("Premier Lars Berg moored at Callao.", "happened Callao None"),
        ("Premier Lars Berg spent a quiet week in Lima.", "happened Lima None"),
        ("A plan by Premier Lars Berg to return to Lima came to nothing.", "denied Lima None"),
        ("A promise by Premier Lars Berg to visit Lima was kept.", "planned Lima None"),
    ],
)
def test_coming_from_and_going_by(dossier_of: Read, text: str, expected: str) -> None:
    assert lines(dossier_of(text)) == {f"visit {expected} Lars Berg"}


@pytest.mark.parametrize(
    "text",
    [
        "Premier Lars Berg comes from Lima.",
        "Premier Lars Berg came over from Lima.",
        "Premier Lars Berg is wary when it comes to other countries.",
        "Premier Lars Berg cancelled Peru's debt.",
        "Premier Lars Berg went from strength to strength in Lima.",
        "Premier Lars Berg came away with nothing in Lima.",
    ],
)
def test_coming_from_without_having_been(dossier_of: Read, text: str) -> None:
    assert not [e for e in dossier_of(text).events if e.type == "visit" and e.place]


@pytest.mark.parametrize(
    "text",
    [
        "Officials say gunmen have crossed into Chile.",
        "The bomb targeted pilgrims heading to Peru for a feast.",
        "The firm stopped the train on Monday before police went to Chile.",
        "Chile's army said a bus hit the mine on Monday as it was travelling in Peru.",
    ],
)
def test_crowds_and_vehicles_visit_nobody(dossier_of: Read, text: str) -> None:
    assert not {line for line in lines(dossier_of(text)) if line.startswith("visit")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Russian minister, Pavel Orlov, toured Africa. In Cairo he was received by Omar "
            "Hafez.",
            {"happened Africa None Pavel Orlov", "happened Cairo None Pavel Orlov"},
        ),
        (
            "Premier Lars Berg flew to Lima in February. The Swedish premier, Mats Holm, followed "
            "in March.",
            {"happened Lima 2025-02 Lars Berg", "happened Lima 2025-03 Mats Holm"},
        ),
        (
            "Premier Lars Berg flew to Lima in February. The Swedish premier, Mats Holm, came too.",
            {"happened Lima 2025-02 Lars Berg", "happened Lima None Mats Holm"},
        ),
        (
            "Premier Lars Berg flew to Lima in February. A speech by Mats Holm followed in March.",
            {"happened Lima 2025-02 Lars Berg"},
        ),
        (
            "Premier Lars Berg flew to Lima in February. Mats Holm followed with a warning.",
            {"happened Lima 2025-02 Lars Berg"},
        ),
        (
            "Peru's Ana Quispe and Norway's Lars Berg met in Rome in May.",
            set(),  # of those who see each other on strange ground nobody says so
        ),
        (
            "Peru's Ana Quispe and Norway's Lars Berg, both in Rome for the funeral, said nothing.",
            {"happened Rome None Ana Quispe, Lars Berg"},
        ),
        (
            "While Joe Miller was in Lima, his plane was repaired.",
            {"happened Lima None Joe Miller"},
        ),
        ("Joe Miller was in Lima, and his plane was repaired.", set()),
        (
            "Norway's premier, Lars Berg, sat in a palace in Rome on Friday and smiled.",
            {"happened Rome 2025-04-04 Lars Berg"},
        ),
        ("Norway's premier, Lars Berg, sat in a palace in Oslo on Friday and smiled.", set()),
        (
            "Premier Lars Berg broke his journey in Lima on Friday.",
            {"happened Lima 2025-04-04 Lars Berg"},
        ),
        (
            "Minister Ana Quispe of Peru toured the ruins of Antakya with Turkey's Mehmet Kaya.",
            {"happened Antakya None Ana Quispe"},
        ),
    ],
)
def test_journeys_that_other_words_tell(dossier_of: Read, text: str, expected: set[str]) -> None:
    told = {line for line in lines(dossier_of(text)) if line.startswith("visit ")}
    assert told == {f"visit {line}" for line in expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The American minister, Joe Miller, had come from Copenhagen.",
            {"happened Copenhagen None Joe Miller"},
        ),
        ("The Danish minister, Joe Miller, had come from Copenhagen.", set()),
        (
            "Premier Lars Berg landed in Lima on Monday on his way to Quito and Santiago.",
            {
                "happened Lima 2025-04-07 Lars Berg",
                "planned Quito None Lars Berg",
                "planned Santiago None Lars Berg",
            },
        ),
        (
            "Premier Lars Berg landed in Lima in 1985 on his way to Quito.",
            {"happened Lima 1985 Lars Berg"},
        ),
        (
            "Ana Quispe plans to return Lars Berg's visit in May.",
            {"planned None 2025-05 Ana Quispe"},
        ),
        (
            "No Norwegian minister had come to Lima since Lars Berg in 2015.",
            {"happened Lima 2015 Lars Berg"},
        ),
        (
            "No Norwegian minister has visited Lima since Lars Berg in 2015.",
            {"happened Lima 2015 Lars Berg"},
        ),
        ("No Norwegian minister has visited Lima since the war.", set()),
        (
            "Minister Lars Berg flew to Lima. Peru's premier, Ana Quispe, was there to meet him.",
            {"happened Lima None Lars Berg"},
        ),
        ("On a tour of Krasnodar, Premier Lars Berg spoke.", {"happened Krasnodar None Lars Berg"}),
    ],
)
def test_where_somebody_was_before_or_goes_on_to(
    dossier_of: Read, text: str, expected: set[str]
) -> None:
    told = {line for line in lines(dossier_of(text)) if line.startswith("visit ")}
    assert told == {f"visit {line}" for line in expected}


def test_what_is_discussed_names_no_party_and_no_accord(dossier_of: Read) -> None:
    told = lines(
        dossier_of(
            "On Monday, President Lars Berg was in Peru for talks with Premier Ana Quispe to "
            "discuss plans for peace with Chile. The two leaders are expected to talk about ways "
            "to cut arms and resolve differences over a canal."
        )
    )
    assert "meet happened Peru 2025-04-07 Ana Quispe, Lars Berg" in told
    assert not {line for line in told if line.startswith("agree") or "Chile" in line}
