"""Events told beside the main verb, and the parties whom pronouns and lists bring into them."""

import pytest

from graph_builder.model import Dossier
from tests.extraction.readings import Read

OLD = (
    "Anders Holm, the prime minister of Finland, and Petra Kiss, the president of Chile, are ill. "
)
LANDS = "The small republics of Veloria and Karsund share a long border. "


def told(dossier: Dossier) -> set[str]:
    """The events of a dossier: type, status, date, place and names of the parties."""
    names = {actor.id: actor.name for actor in dossier.actors}
    return {
        f"{e.type} {e.status} {e.date} {e.place} "
        + ", ".join(sorted(names[p.actor] for p in e.participants))
        for e in dossier.events
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a relative clause that the parser takes for a content clause
            OLD + "Norway praised the joint statement that Holm and Kiss issued last week.",
            "joint_statement happened 2025-03-31/2025-04-06 None Anders Holm, Petra Kiss",
        ),
        (
            "The accord that Anders Holm, the Finnish premier, signed with Chile's president,"
            " Petra Kiss, in 2019 has expired.",
            "sign happened 2019 None Anders Holm, Petra Kiss",
        ),
        (
            "Anders Holm, the prime minister of Finland, and Chile's president, Petra Kiss, who"
            " met in Rome on Monday, called for calm.",
            "meet happened 2025-04-07 Rome Anders Holm, Petra Kiss",
        ),
        (
            "Talks between Finland and Chile held in Rome last week failed.",
            "meet happened 2025-03-31/2025-04-06 Rome Chile, Finland",
        ),
        (
            "A meeting between Finland and Chile planned for Rome on Friday was called off.",
            "meet denied 2025-04-11 Rome Chile, Finland",
        ),
        (
            "A trade agreement between Finland and Chile is to be signed in Rome in June.",
            "sign planned 2025-06 Rome Chile, Finland",
        ),
        (
            "The signing of a treaty by Finland and Chile in Rome on Monday surprised Norway.",
            "sign happened 2025-04-07 Rome Chile, Finland",
        ),
        (
            "In Oslo on Monday on an official visit, Anders Holm praised the fish.",
            "visit happened 2025-04-07 Oslo Anders Holm",
        ),
        (
            "A date for talks between Finland and Chile has not been set.",
            "meet hypothetical None None Chile, Finland",
        ),
    ],
)
def test_an_event_beside_the_main_verb(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in told(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anders Holm thanked Petra Kiss. They spoke by phone on Monday.",
            "phone_call happened 2025-04-07 None Anders Holm, Petra Kiss",
        ),
        (
            "Finland and Chile are neighbours. They agreed on Monday to reopen the border.",
            "agree happened 2025-04-07 None Chile, Finland",
        ),
        (
            LANDS + "Veloria's talks with Karsund on Monday lasted three hours.",
            "meet happened 2025-04-07 None Karsund, Veloria",
        ),
        (
            OLD + "The Finnish prime minister, the Chilean president and Norwegian Foreign Minister"
            " Liv Dahl met in Rome on Monday.",
            "meet happened 2025-04-07 Rome Anders Holm, Liv Dahl, Petra Kiss",
        ),
        (
            "Finnish Prime Minister Anders Holm, President Petra Kiss of Chile and Norwegian"
            " Foreign Minister Liv Dahl met in Rome on Monday.",
            "meet happened 2025-04-07 Rome Anders Holm, Liv Dahl, Petra Kiss",
        ),
        (
            "Anders Holm's spokesman said he would meet Petra Kiss in Rome on Friday.",
            "meet planned 2025-04-11 Rome Anders Holm, Petra Kiss",
        ),
        (
            "The spokeswoman for President Petra Kiss said that she would visit Norway in June.",
            "visit planned 2025-06 Norway Petra Kiss",
        ),
    ],
)
def test_parties_by_pronouns_and_in_lists(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in told(dossier_of(text))


def test_offices_of_two_countries_are_two_persons(dossier_of: Read) -> None:
    dossier = dossier_of(
        OLD + "Holm met the Chilean president and Norwegian Foreign Minister Liv Dahl."
    )
    dahl = next(actor.id for actor in dossier.actors if actor.name == "Liv Dahl")
    assert [t.office for t in dossier.offices if t.person == dahl] == ["Foreign Minister"]
