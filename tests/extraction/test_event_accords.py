"""The many ways in which accords and signings are told, and what is none."""

import pytest

from tests.extraction.readings import Read, lines

BOTH = "Ana Quispe, Lars Berg"
MET = "President Lars Berg met Prime Minister Ana Quispe in Oslo on Monday. "
LANDS = "Chile, Peru"


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile have at last shaken hands on inspections.",
        "Peru and Chile thrashed out a timetable for the pull-out.",
        "Peru and Chile worked out the terms of a swap.",
        "Peru and Chile came up with a formula for the lake.",
        "Peru and Chile fixed their border.",
        "Peru and Chile carved up the fishing grounds.",
        "Peru and Chile called a truce.",
        "Peru and Chile met halfway on the tolls.",
        "Peru and Chile gave each other their word that the trains would run.",
        "Peru and Chile exchanged pledges not to build on the island.",
        "Peru and Chile have bound themselves to keep the strait open.",
        "Peru and Chile laid their quarrel over tolls to rest.",
        "Peru and Chile made up their differences.",
        "Peru and Chile signed up to a plan for the lake.",
        "Peru and Chile cut a deal on gas.",
        "Peru came to terms with Chile over tolls.",
        "Peru settled the outlines of a treaty with Chile.",
        "Peru worked out a swap with Chile.",
        "Out of the night came a promise by both Peru and Chile to reopen the port.",
    ],
)
def test_accords_are_told_in_many_ways(dossier_of: Read, text: str) -> None:
    assert f"agree happened None None {LANDS}" in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile fell short of a deal.",
        "Peru walked away from a deal with Chile.",
        "Peru declined to prolong the truce with Chile.",
        "Peru and Chile went home without a deal.",
        "Peru and Chile ended a third day of talks without an agreement.",
    ],
)
def test_what_was_not_agreed_is_denied(dossier_of: Read, text: str) -> None:
    assert f"agree denied None None {LANDS}" in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ana Quispe coaxed Peru and Chile into a settlement over cod in 2021.",
            "agree happened None 2021 Ana Quispe, Chile, Peru",
        ),
        (  # an accord of old is there, whatever a parliament means to do with it
            "Peru's parliament voted on Thursday to suspend the 2007 grazing accord with Chile.",
            f"agree happened None 2007 {LANDS}",
        ),
        (
            "Peru tore up its 1998 treaty with Chile.",
            f"agree happened None 1998 {LANDS}",
        ),
        (
            MET + "The pair came away with a plan to reopen the pass.",
            f"agree happened None 2025-04-07 {BOTH}",
        ),
    ],
)
def test_accords_with_brokers_and_of_old(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru and Chile signed their timetable for the pull-out in 1993.",
            f"sign happened None 1993 {LANDS}",
        ),
        ("Peru signed alongside Chile.", f"sign happened None None {LANDS}"),
        (
            "The treaty carries the names of Ana Quispe and Lars Berg.",
            f"sign happened None None {BOTH}",
        ),
        (
            "Ana Quispe's signature and that of Lars Berg stand beneath the 1998 treaty.",
            f"sign happened None 1998 {BOTH}",
        ),
        (
            "The contract awaits the signatures of Ana Quispe and Lars Berg.",
            f"sign planned None None {BOTH}",
        ),
        (
            "The contract awaits Ana Quispe's signature and Lars Berg's.",
            f"sign planned None None {BOTH}",
        ),
    ],
)
def test_signings_are_told_in_many_ways(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ana Quispe and Lars Berg shook hands on the steps of the palace.",
        "Ana Quispe and Lars Berg signed the visitors' book.",
        "Ana Quispe and Lars Berg put the dispute on the agenda.",
        "Ana Quispe and Lars Berg took their plan to parliament.",
        "The report carries the names of Ana Quispe and Lars Berg.",
        "The river splits Peru and Chile.",
        "Peru and Chile share a border.",
        "Peru and Chile stopped the ceasefire monitors from entering.",
        "Chile called the truce a sham.",
        "Teachers and parents worked out a plan.",
    ],
)
def test_what_only_sounds_like_an_accord(dossier_of: Read, text: str) -> None:
    told = lines(dossier_of(text))
    assert not [line for line in told if line.startswith(("agree", "sign"))]


@pytest.mark.parametrize(
    "text",
    [
        "EU foreign ministers agreed last week to pass the application on.",
        "Army chiefs from five countries agreed to put a force under Chilean command.",
    ],
)
def test_ministers_of_several_lands_agree_among_themselves(dossier_of: Read, text: str) -> None:
    assert [e.type for e in dossier_of(text).events] == ["agree"]


@pytest.mark.parametrize(
    "text",
    [
        "Cabinet ministers agreed on Monday to raise taxes.",
        "Justice Ministry officials agreed to investigate.",
        "The accord commits Peruvian troops to leave the valley.",
        "Ana Quispe left Oslo without a deal.",
    ],
)
def test_nobody_agrees_with_anybody(dossier_of: Read, text: str) -> None:
    assert not [e for e in dossier_of(text).events if e.type == "agree"]


def test_hands_shaken_on_a_matter_tell_of_a_meeting_too(dossier_of: Read) -> None:
    text = "President Lars Berg and Prime Minister Ana Quispe shook hands on a ferry service."
    assert {e.type for e in dossier_of(text).events} == {"meet", "agree"}


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ana Quispe flew in and signed with President Lars Berg.",
        "Minister Ana Quispe subscribed a treaty with President Lars Berg.",
        "Minister Ana Quispe signed a lasting peace with President Lars Berg.",
        "President Lars Berg and Minister Ana Quispe signed a handful of loans.",
    ],
)
def test_signings_are_told_in_other_words(dossier_of: Read, text: str) -> None:
    assert f"sign happened None None {BOTH}" in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "The striker Lars Berg signed with Real Oslo.",
        "President Lars Berg signed off with a joke about Ana Quispe.",
    ],
)
def test_nobody_signs_with_a_club(dossier_of: Read, text: str) -> None:
    assert not [e for e in dossier_of(text).events if e.type == "sign"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile agreed, under the eyes of Ana Quispe, to share the oil.",
        "Peru and Chile agreed with the help of Ana Quispe to share the oil.",
        "With Ana Quispe's help Peru and Chile struck a bargain.",
        "In talks mediated by Ana Quispe, Peru and Chile agreed to share the oil.",
        "Ana Quispe got Peru and Chile to agree on the oil.",
        "Ana Quispe helped Peru and Chile reach a deal.",
        "Ana Quispe helped Peru and Chile agree on the border.",
    ],
)
def test_who_mediates_is_a_party(dossier_of: Read, text: str) -> None:
    assert "agree happened None None Ana Quispe, Chile, Peru" in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Under pressure from Ana Quispe, Peru and Chile agreed to share the oil.",
        "Peru and Chile agreed in the presence of Ana Quispe to share the oil.",
    ],
)
def test_who_watches_or_presses_is_none(dossier_of: Read, text: str) -> None:
    assert f"agree happened None None {LANDS}" in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "As part of a deal with Chile, Peru will free the crew.",
        "Under a deal with Chile, Peru will free the crew.",
        "Through a lease agreement with Chile, Peru will run the port until 2040.",
        "A court accepted Peru's deal with Chile.",
    ],
)
def test_what_something_rests_on_is_there(dossier_of: Read, text: str) -> None:
    assert f"agree happened None None {LANDS}" in lines(dossier_of(text))


def test_what_was_settled_where_two_met_is_theirs(dossier_of: Read) -> None:
    text = "Ana Quispe met Lars Berg on Monday, and it was settled that the border would stay."
    assert f"agree happened None 2025-04-07 {BOTH}" in lines(dossier_of(text))


def test_what_is_settled_over_lunch_is_an_accord_and_a_meeting(dossier_of: Read) -> None:
    text = "Ana Quispe settled the outlines of a pact with Lars Berg in Oslo."
    assert {f"{kind} happened Oslo None {BOTH}" for kind in ("meet", "agree")} <= lines(
        dossier_of(text)
    )


def test_people_meet_to_sign(dossier_of: Read) -> None:
    text = "Minister Ana Quispe met with her peer, Lars Berg, in Oslo on Monday to sign a pact."
    assert f"sign happened Oslo 2025-04-07 {BOTH}" in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru said on Monday that an agreement had been reached with Chile.", "happened"),
        ("Peru denied that a deal with Chile had been reached.", "denied"),
        ("Peru's premier, Ana Quispe, said a deal had been struck with Chile.", "happened"),
    ],
)
def test_who_tells_of_its_accord_is_a_party(dossier_of: Read, text: str, status: str) -> None:
    assert f"agree {status} None None {LANDS}" in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The deal between Peru and Chile will go to a vote on Friday.", "happened None None"),
        ("The pact between Peru and Chile will allow ships to pass.", "happened None None"),
        ("A trade deal between Peru and Chile collapsed on Monday.", "happened None None"),
        ("The planned deal between Peru and Chile will allow ships to pass.", "planned None None"),
        ("The deal between Peru and Chile will come on Friday.", "planned None None"),
    ],
)
def test_what_comes_of_an_accord_dates_it_not(dossier_of: Read, text: str, expected: str) -> None:
    assert f"agree {expected} {LANDS}" in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "The accords that Kenya had concluded with Peru and Chile were old.",
        "Kenya reached deals with Peru and with Chile.",
        "Kenya signed trade agreements with Peru and Chile.",
    ],
)
def test_accords_with_several_are_one_with_each(dossier_of: Read, text: str) -> None:
    found = [e for e in dossier_of(text).events if e.type in ("agree", "sign")]
    assert [len(e.participants) for e in found] == [2, 2]


def test_one_accord_with_several_is_one(dossier_of: Read) -> None:
    [event] = dossier_of("Kenya signed a trade agreement with Peru and Chile.").events
    assert len(event.participants) == 3


def test_what_a_signed_text_does_is_told_by_the_signing(dossier_of: Read) -> None:
    text = "Ana Quispe and Lars Berg signed a communiqué establishing diplomatic relations."
    assert [e.type for e in dossier_of(text).events] == ["sign"]


def test_what_they_also_agreed_on_is_no_second_telling_of_the_headline(dossier_of: Read) -> None:
    text = (
        "Peru and Chile end quarrel over river\nLIMA, April 8 (Wire) — Peru and Chile agreed on "
        "Monday to share it.\nPeru and Chile also agreed to reopen the railway."
    )
    assert [e.type for e in dossier_of(text).events] == ["agree", "agree"]


@pytest.mark.parametrize(
    "text",
    [
        "A cease-fire between Peru and Chile took effect.",
        "Peru and Chile hammered out a cease-fire.",
        "A compromise was found between Peru and Chile.",
        "Peru withdrew from the fishing accord with Chile.",
        "Peru pulled out of the fishing accord with Chile.",
    ],
)
def test_accords_by_other_nouns_and_verbs(dossier_of: Read, text: str) -> None:
    assert f"agree happened None None {LANDS}" in lines(dossier_of(text))


def test_each_signs_for_a_land(dossier_of: Read) -> None:
    text = "The document was signed for Peru by Ana Quispe and for Norway by Lars Berg."
    assert lines(dossier_of(text)) == {f"sign happened None None {BOTH}"}


@pytest.mark.parametrize(
    "text",
    [
        "Relations between Peru and Chile are governed by a treaty of 1951.",
        "Peru and Chile are bound by a treaty of 1951.",
        "A treaty of 1951 binds Peru to Chile.",
        "A treaty of 1951 ended the war between Peru and Chile.",
    ],
)
def test_whom_an_accord_binds_made_it(dossier_of: Read, text: str) -> None:
    assert f"agree happened None 1951 {LANDS}" in lines(dossier_of(text))


def test_whose_share_an_accord_governs_made_it(dossier_of: Read) -> None:
    text = "Peru, whose share of the lake is governed by a treaty with Chile, did not comment."
    assert f"agree happened None None {LANDS}" in lines(dossier_of(text))


def test_who_comes_to_an_understanding_goes_nowhere(dossier_of: Read) -> None:
    text = "Over dinner in Oslo, Ana Quispe and Lars Berg came to an understanding on cod."
    assert {e.type for e in dossier_of(text).events} >= {"meet", "agree"}
    assert "verb:come" not in {e.rule for e in dossier_of(text).events if e.type == "visit"}


def test_a_text_about_an_accord_makes_none(dossier_of: Read) -> None:
    text = "Ana Quispe and Lars Berg issued a statement confirming the cease-fire."
    assert [e.type for e in dossier_of(text).events] == ["joint_statement"]


def test_an_accord_that_they_agree_to_revive_is_told_once(dossier_of: Read) -> None:
    text = "Ana Quispe and Lars Berg agreed to revive a stalled accord."
    assert lines(dossier_of(text)) == {f"agree happened None None {BOTH}"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Talks between Premier Lars Berg of Norway and Peru's president, Ana Quispe, produced"
            " an agreement on gas.",
            "agree happened None None Ana Quispe, Lars Berg",
        ),
        (
            "Talks between Peru and Chile have led to a deal on gas.",
            "agree happened None None Chile, Peru",
        ),
        (
            "Premier Lars Berg and President Ana Quispe talked for hours. The talks produced a"
            " deal on gas.",
            "agree happened None None Ana Quispe, Lars Berg",
        ),
        (
            "The meeting between Premier Lars Berg and President Ana Quispe yielded no agreement.",
            "agree denied None None Ana Quispe, Lars Berg",
        ),
        (
            "The meeting between Premier Lars Berg and President Ana Quispe brought a joint"
            " statement of four lines.",
            "joint_statement happened None None Ana Quispe, Lars Berg",
        ),
        (
            "An understanding between Peru and Chile on tuna is still in force.",
            "agree happened None None Chile, Peru",
        ),
    ],
)
def test_what_came_of_talks_is_of_those_who_talked(
    dossier_of: Read, text: str, expected: str
) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile agreed on Tuesday to turn their pact into a treaty.",
        'Peru and Chile agreed to an "immediate" ceasefire from midnight.',
        "Peru and Chile agreed on an investment treaty that has since been frozen.",
        "Peru and Chile pledged to respect the border under a draft accord drawn up in Rome.",
    ],
)
def test_an_accord_that_its_clause_names_again_is_one(dossier_of: Read, text: str) -> None:
    assert len([e for e in dossier_of(text).events if e.type == "agree"]) == 1


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "The truce brokered by Norway and Kenya halted the fighting between Peru and Chile.",
            "Chile, Kenya, Norway, Peru",
        ),
        (
            "The ceasefire, which was mediated by Norway, ended a year of fighting between Peru"
            " and Chile.",
            "Chile, Norway, Peru",
        ),
        (
            "Under a truce brokered by Norway, Peru freed nine sailors and Chile opened a port.",
            "Chile, Norway, Peru",
        ),
        ("Athens considers a 2019 accord between Peru and Chile to be void.", "Chile, Peru"),
        ("Peru's parliament approved a trade deal with Chile.", "Chile, Peru"),
    ],
)
def test_mediators_and_commentators_alone_make_no_accord(
    dossier_of: Read, text: str, parties: str
) -> None:
    agreed = {told for told in lines(dossier_of(text)) if told.startswith("agree")}
    assert {told.split(" ", 4)[4] for told in agreed} == {parties}


@pytest.mark.parametrize(
    "text",
    [
        "Under a deal brokered by Norway and Kenya, hostages will be freed.",
        "Premier Lars Berg and President Ana Quispe hailed the pact as historic.",
        "Any agreement with Peru would have to be approved by Congress.",
        "Norway has similar accords. They resemble arrangements with Peru and Chile.",
    ],
)
def test_who_mediates_or_hails_has_agreed_to_nothing(dossier_of: Read, text: str) -> None:
    assert not any(told.startswith("agree") for told in lines(dossier_of(text)))


@pytest.mark.parametrize(
    "who",
    ["The three Baltic states, Estonia, Latvia and Lithuania,", "The Estonian and Kenyan leaders"],
)
def test_states_told_behind_a_plural_pledge_jointly(dossier_of: Read, who: str) -> None:
    [told] = lines(dossier_of(f"{who} pledged to end the fighting."))
    assert told.startswith("agree happened")


def test_a_truce_brokered_by_another_is_the_one_agreed_on(dossier_of: Read) -> None:
    text = "Peru and Chile agreed to a truce brokered by Norway."
    assert lines(dossier_of(text)) == {"agree happened None None Chile, Norway, Peru"}


FAR = "The talks lasted for three hours. A band played. It rained all day. Nobody minded."
TWO = "Kenyan President Lars Berg met his Peruvian counterpart, Ana Quispe, in Lima on Monday."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No agreement was reached on tolls.", "agree denied"),
        ("On tolls there was no agreement.", "agree denied"),
        ("The talks ended without an agreement.", "agree denied"),
        ("It was agreed that the border would reopen.", "agree happened"),
        ("A deal on tolls was struck.", "agree happened"),
        ("A trade agreement was signed.", "sign happened"),
        ("A joint statement was issued.", "joint_statement happened"),
        ("No joint statement was issued.", "joint_statement denied"),
    ],
)
def test_in_a_story_of_one_pair_what_is_agreed_later_is_theirs(
    dossier_of: Read, text: str, told: str
) -> None:
    found = lines(dossier_of(f"{TWO} {FAR} {text}"))
    assert any(line.startswith(told) and line.endswith(BOTH) for line in found)


@pytest.mark.parametrize(
    "text",
    [
        "No agreement was reached between the union and the port.",
        "A peace treaty was signed in 1998.",
        "A decree was signed the same day.",
    ],
)
def test_what_others_agree_on_is_not_theirs(dossier_of: Read, text: str) -> None:
    found = lines(dossier_of(f"{TWO} {FAR} {text}"))
    assert not any(line.startswith(("agree", "sign", "joint")) for line in found)


def test_of_two_pairs_neither_is_meant_by_a_later_accord(dossier_of: Read) -> None:
    other = "Berg also received Chilean President Luis Soto in Lima."
    found = lines(dossier_of(f"{TWO} {other} {FAR} No agreement was reached on tolls."))
    assert not any(line.startswith("agree") for line in found)


@pytest.mark.parametrize(
    "text",
    [
        "Lars Berg and Ana Quispe agree that the lake is dying.",
        "Lars Berg told reporters that he agreed with Ana Quispe.",
        "Neither Peru nor Chile issued a statement.",
        "Peru and Chile each issued a statement.",
        "Peru and Chile condemned the raid in separate statements.",
    ],
)
def test_shared_views_and_separate_texts_are_no_joint_acts(dossier_of: Read, text: str) -> None:
    assert not any(
        line.startswith(("agree", "joint_statement")) for line in lines(dossier_of(text))
    )


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile agree that the lake is dying.",
        "Ministers and fishermen agree that Peru and Chile need a dam.",
        f"{MET}It is generally agreed that the strait must stay open.",
        "The agreement was hailed by Peru and Chile.",
        "The pact, hailed by Peru and Chile, is fragile.",
    ],
)
def test_what_is_thought_of_a_thing_is_no_accord(dossier_of: Read, text: str) -> None:
    assert not any(line.startswith("agree") for line in lines(dossier_of(text)))


@pytest.mark.parametrize(
    "who", ["A Kenyan spokesman", "Kenya", "The French foreign minister", "President Lars Berg"]
)
def test_who_announces_an_accord_between_others_made_none(dossier_of: Read, who: str) -> None:
    text = f"{who} announced an agreement between Peru and Chile on Monday."
    found = [line for line in lines(dossier_of(text)) if line.startswith("agree")]
    assert len(found) == 1
    assert found[0].endswith(LANDS)
