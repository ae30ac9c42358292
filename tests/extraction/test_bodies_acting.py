"""Bodies that act or are acted upon, and those that only stand by."""

import pytest

from tests.extraction.readings import Read, actors, lines


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Kenya will talk under the African Union's auspices.", "African Union"),
        ("Both men attended the Larkin School of Government.", "Larkin School of Government"),
        ("Ana Quispe rested ahead of the African Union's meetings in May.", "African Union"),
    ],
)
def test_bodies_that_lend_a_roof_or_a_classroom_do_not_act(
    dossier_of: Read, text: str, body: str
) -> None:
    assert body not in actors(dossier_of(text))


def test_who_sends_an_invitation_acts(dossier_of: Read) -> None:
    text = "The invitation of the African Union reached Ana Quispe on Monday."
    assert actors(dossier_of(text)).get("African Union") == "organization"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Ana Quispe went home, according to a Royal Court statement.", "Royal Court"),
        (
            '"Go home," Ana Quispe said, according to a statement by the Chilean foreign ministry.',
            "Chilean foreign ministry",
        ),
        ("Ana Quispe delivered a letter from the African Union to Juan Reyes.", "African Union"),
    ],
)
def test_who_issues_a_statement_acts(dossier_of: Read, text: str, body: str) -> None:
    assert actors(dossier_of(text)).get(body) == "organization"


def test_a_city_before_an_agency_between_strokes_does_nothing(dossier_of: Read) -> None:
    text = "Nairobi /KNA/ President of Kenya L.Bergdorf received Ana Quispe on Friday."
    assert "meet happened None 2025-04-04 Ana Quispe, L.Bergdorf" in lines(dossier_of(text))


def test_whose_spokesman_speaks_does_nothing(dossier_of: Read) -> None:
    dossier = dossier_of("The European Commission's spokesman called it fair.")
    assert "European Commission" not in actors(dossier)


def test_a_conference_that_acts_is_a_body(dossier_of: Read) -> None:
    found = actors(dossier_of("The Conference of Upland States condemned Chad on Monday."))
    assert found == {"Conference of Upland States": "organization", "Chad": "country"}


def test_a_body_named_after_its_noun_does_what_that_does(dossier_of: Read) -> None:
    dossier = dossier_of("His party, the ARPG, has petitioned the court to annul the poll.")
    assert actors(dossier).get("ARPG") == "organization"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Rebels called on the African Union to send help.", "African Union"),
        (
            "The Ministry of Foreign Affairs and European Integration of Kenya welcomed it.",
            "Ministry of Foreign Affairs and European Integration of Kenya",
        ),
        ("Oslo met leaders after the May 9 Movement attacked it.", "May 9 Movement"),
        (
            "The State Committee for National Security blamed Oslo.",
            "State Committee for National Security",
        ),
    ],
)
def test_who_is_called_on_and_what_a_body_is_for(dossier_of: Read, text: str, body: str) -> None:
    assert actors(dossier_of(text)).get(body) == "organization"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "President Ana Quispe rang Lars Berg on Monday. Her office says she thanked him.",
            "Ana Quispe's office",
        ),
        (
            "Kenya's Minister of Education, Amos Kato, met reporters. "
            "He said the ministry is ready to publish the list.",
            "Kenyan Ministry of Education",
        ),
        ("President Ana Quispe spoke. Her party, the Reed League, left the hall.", "Reed League"),
    ],
)
def test_bodies_known_by_whose_they_are_act(dossier_of: Read, text: str, name: str) -> None:
    found = {n for n, kind in actors(dossier_of(text)).items() if kind == "organization"}
    assert found == {name}


def test_parties_that_are_against_something_hold_a_position(dossier_of: Read) -> None:
    found = actors(dossier_of("Opposition parties are ready to talk."))
    assert found == {"Opposition parties": "group"}


def test_a_body_that_will_act_is_one(dossier_of: Read) -> None:
    found = actors(
        dossier_of("The speaker, Ana Quispe, added that parliament will convene in May.")
    )
    assert found == {"Ana Quispe": "person", "parliament": "organization"}


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Ana Quispe had not yet assumed political office on Monday.", 0),
        ("Its clients include the Larkin Fund and Kenya's Chess Union.", 0),
        ("President Ana Quispe is keen on including the Larkin Fund in the plan.", 1),
    ],
)
def test_who_is_only_listed_or_held_does_not_act(dossier_of: Read, text: str, bodies: int) -> None:
    assert list(actors(dossier_of(text)).values()).count("organization") == bodies


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Norway will submit the pact to the African Union.", "African Union"),
        ("Norway threatened to turn to the United Nations.", "United Nations"),
        (
            "Norway sued Peru at the International Court of Justice.",
            "International Court of Justice",
        ),
    ],
)
def test_before_whom_something_is_brought_is_acted_upon(
    dossier_of: Read, text: str, body: str
) -> None:
    assert actors(dossier_of(text)).get(body) == "organization"


def test_a_firm_that_is_expected_to_do_something_acts(dossier_of: Read) -> None:
    found = actors(dossier_of("BP and Kosmos Energy are expected to take their decision by June."))
    assert found == {"BP": "organization", "Kosmos Energy": "organization"}


def test_a_country_may_be_silent(dossier_of: Read) -> None:
    text = "The Emirates are silent on the matter."
    assert actors(dossier_of(text)) == {"United Arab Emirates": "country"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The rebels of the Northern League signed a truce with Mali on Friday.",
            "Northern League",
        ),
        ("Mali agreed on a truce with insurgents of the Sand Movement in May.", "Sand Movement"),
        ("Mali signed a truce with Tuareg fighters of the Azure Front on Friday.", "Azure Front"),
    ],
)
def test_the_armed_men_of_a_body_are_the_body(dossier_of: Read, text: str, name: str) -> None:
    found = actors(dossier_of(text))
    assert found[name] == "organization"
    assert "group" not in found.values()


@pytest.mark.parametrize(
    "text",
    [
        "Twelve rebels of the Northern League surrendered to Mali on Friday.",
        "The rebels of Gant signed a truce with Mali on Friday.",
    ],
)
def test_some_of_its_men_and_those_of_a_place_are_not(dossier_of: Read, text: str) -> None:
    assert "group" in actors(dossier_of(text)).values()


def test_a_body_acts_through_its_envoy_but_not_through_one_sent_to_it(dossier_of: Read) -> None:
    own = "Ana Berg met Lars Holm, the special envoy of the Pelagic Council, in Oslo on Monday."
    assert "Pelagic Council" in actors(dossier_of(own))
    sent = "Lars Holm, Norway's envoy to the Pelagic Council, resigned on Monday."
    assert "Pelagic Council" not in actors(dossier_of(sent))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Peru has a treaty. The Supreme Court in Lima struck it down.", "Supreme Court of Peru"),
        ("The Supreme Court in Lima struck down the treaty.", "Supreme Court"),
        ("The Embassy of Peru in Oslo condemned the raid.", "Embassy of Peru in Oslo"),
        ("The State Department condemned the raid.", "U.S. State Department"),
        ("The OAU condemned the raid.", "Organization of African Unity"),
    ],
)
def test_a_body_is_named_with_its_country_or_seat(dossier_of: Read, text: str, name: str) -> None:
    assert name in actors(dossier_of(text))
