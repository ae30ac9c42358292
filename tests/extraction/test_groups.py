"""Groups: plurals and bodies without a name that act."""

import pytest

from tests.extraction.readings import Read, actors, lines


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Border guards detained nine of them.", "Border guards"),
        (
            "Diplomats from the United States and China attended.",
            "Diplomats from the United States and China",
        ),
        ("Tarsia gave four Belmarian envoys two days.", "four Belmarian envoys"),
        ("The officer met a group of Chilean business leaders.", "Chilean business leaders"),
        ("Peru held talks with British and American officials.", "British and American officials"),
        ("He left after soldiers stormed the palace.", "soldiers"),
        ("Aides to both said the call was short.", "Aides to both"),
        ("In Oslo Serb policemen and judges walked out.", "Serb policemen and judges"),
    ],
)
def test_a_plural_that_acts_is_a_group(dossier_of: Read, text: str, name: str) -> None:
    assert actors(dossier_of(text)).get(name) == "group"


def test_bodies_that_a_state_has_one_of_need_no_name(dossier_of: Read) -> None:
    assert actors(dossier_of("Police detained nine of them."))["Police"] == "organization"


@pytest.mark.parametrize(
    "text",
    [
        "Analysts saw a pattern in it.",
        "In 1998 nineteen sailors drowned there.",
        "Up to sixty Tongan sailors are to be stationed there.",
        "Their daughters arrived in the rain.",
        # whoever does so, and who plays
        "Ministers meet and part.",
        "Few foreigners attended the talks.",
        "Photographers waited in the rain.",
        "The volleyball teams of both countries met in Oslo.",
        "Norland's footballers met students in Oslo.",
    ],
)
def test_who_only_comments_or_suffers_is_no_group(dossier_of: Read, text: str) -> None:
    assert "group" not in actors(dossier_of(text)).values()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Oltania's ambassador was summoned on Wednesday.", "Oltania's ambassador"),
        ("France expelled Cambodia's envoy after the raid.", "Cambodia's envoy"),
    ],
)
def test_an_envoy_who_is_sent_for_is_a_person(dossier_of: Read, text: str, name: str) -> None:
    assert actors(dossier_of(text)).get(name) == "person"


def test_ones_own_ambassador_called_home_is_nobody_else(dossier_of: Read) -> None:
    assert "person" not in actors(dossier_of("France recalled its ambassador on Monday.")).values()


def test_one_known_by_a_vague_noun_is_told_by_what_follows(dossier_of: Read) -> None:
    dossier = dossier_of('"There will be no war," a person close to the minister said.')
    [speaker] = dossier.actors
    assert speaker.name == "person close to the minister"
    assert "person" in speaker.aliases


def test_ministers_of_two_countries_hold_one_office(dossier_of: Read) -> None:
    told = dossier_of(
        "Norway, Kenya ministers sign deal\n\n"
        "Norwegian Foreign Minister Ingrid Solheim and her Kenyan counterpart, Joseph Wekesa, "
        "signed a deal in Nairobi.\n\n"
        "Kenyan Agriculture Minister Peter Kamau said that he was pleased."
    )
    farmer = next(actor.id for actor in told.actors if actor.name == "Peter Kamau")
    assert not [e for e in told.events if farmer in {p.actor for p in e.participants}]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("President Ana Berg met experts and business leaders.", {"experts", "business leaders"}),
        ("President Ana Berg urged all lawmakers to attend the session.", {"all lawmakers"}),
        (
            "President Ana Berg asked security forces and party leaders for help.",
            {"security forces", "party leaders"},
        ),
        ("President Ana Berg told mediators that she was ready.", set()),
    ],
)
def test_groups_that_take_part(dossier_of: Read, text: str, groups: set[str]) -> None:
    found = {name for name, kind in actors(dossier_of(text)).items() if kind == "group"}
    assert found == groups


def test_bodies_told_by_a_word_of_their_own_act(dossier_of: Read) -> None:
    dossier = dossier_of(
        "The finance ministry cut the tax in June. The supreme court struck down the decree, "
        "although the presidential office has left the matter open."
    )
    assert set(actors(dossier)) == {"finance ministry", "supreme court", "presidential office"}


def test_one_office_of_several_countries_is_a_person_in_each(dossier_of: Read) -> None:
    text = "Peruvian Foreign Minister Ana Quispe met the foreign ministers of Chile and Ecuador."
    found = actors(dossier_of(text))
    assert found["foreign minister of Chile"] == "person"
    assert found["foreign minister of Ecuador"] == "person"
    assert "group" not in found.values()


def test_who_of_them_is_named_is_himself(dossier_of: Read) -> None:
    text = (
        "Peruvian Foreign Minister Ana Quispe arrived on Monday."
        " The foreign ministers of Peru and Chile met in Lima."
    )
    found = actors(dossier_of(text))
    assert "foreign minister of Peru" not in found
    assert found["foreign minister of Chile"] == "person"


@pytest.mark.parametrize(
    "text",
    [
        "The leaders of Chile and Ecuador met in Lima.",
        "Ministers of Chile and Ecuador met in Lima.",
        "Foreign Minister Ana Quispe arrived. The foreign ministers of Chile and Peru met.",
    ],
)
def test_offices_of_many_or_unclear_ones_name_nobody_alone(dossier_of: Read, text: str) -> None:
    assert not any(" minister of " in name for name in actors(dossier_of(text)))


def test_companies_of_a_country_are_a_group(dossier_of: Read) -> None:
    found = actors(dossier_of("Kenyan banks refused the offer, saying the terms were unclear."))
    assert found.get("Kenyan banks", "group") == "group"


def test_an_unnamed_body_is_of_the_country_of_who_acts_on_it(dossier_of: Read) -> None:
    text = (
        "Philippine President Juan Reyes told the transport department to wait"
        " after Kenya did not answer."
    )
    assert actors(dossier_of(text)).get("Philippine transport department") == "organization"


def test_counterparts_who_are_counted_out_are_told_next(dossier_of: Read) -> None:
    text = (
        "Peruvian Foreign Minister Ana Quispe spoke over the phone with two counterparts."
        " On the line were the foreign ministers of Chile and Ecuador."
    )
    found = actors(dossier_of(text))
    assert found["foreign minister of Chile"] == "person"
    assert "group" not in found.values()


def test_who_holds_an_office_and_takes_part_in_nothing_is_nobody(dossier_of: Read) -> None:
    text = "Ana Quispe said the foreign ministers of Chile and Ecuador are old friends."
    assert "person" not in {t for n, t in actors(dossier_of(text)).items() if "minister" in n}


def test_bodies_told_by_one_plural_are_those_that_the_text_names(dossier_of: Read) -> None:
    text = (
        "The rowing associations of Kenya and Chile signed a deal on Friday."
        " Ana Quispe, president of the Kenyan Rowing Association, praised the deal."
    )
    found = actors(dossier_of(text))
    assert "Kenyan Rowing Association" in found
    assert "rowing association of Kenya" not in found
    assert found["rowing association of Chile"] == "organization"


def test_the_last_time_that_somebody_did_something_names_nobody(dossier_of: Read) -> None:
    text = "The visit of Ana Quispe was the last time a Chilean foreign minister visited Oslo."
    assert "Chilean foreign minister" not in actors(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Lars Berg arrived in Chile on Monday. It was the first visit by a Norwegian "
            "president to Chile in ten years.",
            {"Lars Berg"},
        ),
        (
            "President Lars Berg met Ana Quispe, as no sitting president had.",
            {"Ana Quispe", "Lars Berg"},
        ),
        (
            "A Norwegian minister first met Ana Quispe on Monday.",
            {"Ana Quispe", "Norwegian minister"},
        ),
    ],
)
def test_whoever_holds_an_office_is_nobody_else(
    dossier_of: Read, text: str, expected: set[str]
) -> None:
    people = {a.name for a in dossier_of(text).actors if a.type == "person"}
    assert people == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Opposition parties have rejected the results of the vote.", "Opposition parties"),
        ("Security forces searched two ships on Saturday.", "Security forces"),
        ("Trade unions struck on Friday.", "Trade unions"),
        ("Hundreds of protesters stormed the palace on Monday.", "protesters"),
        ("A group of lawmakers left the hall on Monday.", "lawmakers"),
    ],
)
def test_bodies_in_the_plural_are_a_group(dossier_of: Read, text: str, name: str) -> None:
    assert actors(dossier_of(text)) == {name: "group"}


def test_a_group_is_one_wherever_its_phrase_stands(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Zaid Omar and opposition leaders met on Friday. Opposition leaders said they were glad."
    )
    assert [a.type for a in dossier.actors] == ["person", "group"]


def test_the_member_of_a_union_is_no_person(dossier_of: Read) -> None:
    found = actors(dossier_of("Japan and the European Union member agreed to build a line."))
    assert "person" not in found.values()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Iran accused the West of stalling.", {"Iran": "country", "West": "group"}),
        ("Arab states condemned Israel.", {"Arab states": "group", "Israel": "country"}),
        ("The Zamarians said they had shelled a ship.", {"Zamarians": "group"}),
        (
            "Ana Ruiz met a team responsible for river talks with Chad.",
            {"Ana Ruiz": "person", "team responsible for river talks": "group"},
        ),
        ("Ana Ruiz saw a refugee camp.", {"Ana Ruiz": "person"}),
    ],
)
def test_collectives_that_take_part(dossier_of: Read, text: str, found: dict[str, str]) -> None:
    told = actors(dossier_of(text))
    assert {name: kind for name, kind in told.items() if name != "Chad"} == found


def test_a_group_is_told_by_who_its_possessor_is(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Commander Omar Haddad waited. Foreign Minister Ana Ruiz met the commander's delegates."
    )
    assert "Omar Haddad's delegates" in actors(dossier)


@pytest.mark.parametrize(
    "text",
    [
        "Two unions, the Teachers' Federation and the Union of Nurses, will strike on Monday.",
        "Two unions - the Teachers' Federation and the Union of Nurses - struck on Monday.",
    ],
)
def test_bodies_that_are_counted_and_then_named_are_those(dossier_of: Read, text: str) -> None:
    found = actors(dossier_of(text))
    assert found == dict.fromkeys(("Teachers' Federation", "Union of Nurses"), "organization")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A few dozen war veterans booed Lars Berg in Lima.", "war veterans"),
        ("By May, enough lumber barons had signed the pact with Peru.", "lumber barons"),
        # one people, told by its fighters and by its name
        ("The Velar rebels attacked Lima on Thursday. The Velars then left Peru.", "Velars"),
        ("Norway signed an accord with the Velar rebels. The Velars left Peru.", "Velars"),
    ],
)
def test_a_group_goes_by_its_bare_name(dossier_of: Read, text: str, name: str) -> None:
    groups = [a for a, kind in actors(dossier_of(text)).items() if kind == "group"]
    assert groups == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Four commissions and a timetable were agreed on in Lima by Lars Berg and Omar Faye.",
        "Three committees were set up by Peru.",
    ],
)
def test_bodies_that_are_only_made_do_nothing(dossier_of: Read, text: str) -> None:
    assert "group" not in actors(dossier_of(text)).values()


@pytest.mark.parametrize(
    "text",
    [
        "Lars Berg, who made peace with the neighbours, died on Monday.",
        "Lars Berg received Omar Faye. The neighbours signed a pact.",
    ],
)
def test_neighbours_are_countries_known_or_not(dossier_of: Read, text: str) -> None:
    assert "group" not in actors(dossier_of(text)).values()


def test_an_unnamed_person_is_told_by_where_he_is_from(dossier_of: Read) -> None:
    found = actors(dossier_of("A fisherman from Tacna who was shot by guards sued Norway."))
    assert found.get("fisherman from Tacna") == "person"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # named only later, in a word for any of them
            "The ambassadors of Norway, Peru and Ghana met in Rome on Monday. It was cold. The "
            "three envoys – Lars Berg, Ana Quispe and Kofi Mensah – were summoned.",
            "meet happened Rome 2025-04-07 Ana Quispe, Kofi Mensah, Lars Berg",
        ),
        (
            "The presidents of Norway and Peru met in Rome on Monday. The two leaders, Lars Berg "
            "and Ana Quispe, were glad.",
            "meet happened Rome 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (  # but not where others are named
            "The presidents of Norway and Peru met in Rome on Monday. The two foreign ministers, "
            "Lars Berg and Ana Quispe, were glad.",
            "meet happened Rome 2025-04-07 president of Norway, president of Peru",
        ),
        (  # the leader who has no country is of the one that has no leader
            "The leaders of Norway and Peru met in Rome on Monday. President Lars Berg came by "
            "train. Peru's Ana Quispe was late.",
            "meet happened Rome 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (  # told by number before they are named
            "Three presidents met in Rome on Monday. Ghana's Kofi Mensah came with Ana Quispe of "
            "Peru. Norway's president, Lars Berg, was late.",
            "meet happened Rome 2025-04-07 Ana Quispe, Kofi Mensah, Lars Berg",
        ),
        (
            "Three presidents are in town. Ghana's Kofi Mensah came with Ana Quispe of Peru. "
            "Norway's president, Lars Berg, was late. It rained for days. Nobody cared. The trio "
            "signed a pact in Rome on Monday.",
            "sign happened Rome 2025-04-07 Ana Quispe, Kofi Mensah, Lars Berg",
        ),
        (
            "Two ministers met in Rome on Monday. The Peruvian minister, Ana Quispe, said that "
            "Lars Berg, a singer, had been there.",
            "meet happened Rome 2025-04-07 Two ministers",
        ),
    ],
)
def test_members_named_after_the_plural(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Lars Berg called on all fishing nations to wait.", "all fishing nations"),
        ("Lars Berg urged the big emitters to pay up.", "big emitters"),
        ("Lars Berg begged the smaller islands to stay.", "smaller islands"),
        ("Lars Berg asked hard questions to test them.", None),
        ("Lars Berg called on many countries to wait.", None),
    ],
)
def test_who_is_urged_to_do_something(dossier_of: Read, text: str, group: str | None) -> None:
    groups = {name for name, kind in actors(dossier_of(text)).items() if kind == "group"}
    assert groups == ({group} if group is not None else set())


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Norway and eleven other states signed a pact on Monday.", {"eleven other states"}),
        ("Two other ministers met Lars Berg on Monday.", {"Two other ministers"}),
        ("Norway and many other states signed a pact on Monday.", set()),
        ("Soldiers killed Lars Berg and three other people.", {"Soldiers"}),
    ],
)
def test_others_by_number(dossier_of: Read, text: str, groups: set[str]) -> None:
    found = actors(dossier_of(text)).items()
    assert {name for name, kind in found if kind == "group"} == groups
