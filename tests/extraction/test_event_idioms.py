"""Encounters in other words than "met": time given, meals, rooms, captions, guests."""

import pytest

from graph_builder.model import Dossier
from tests.extraction.readings import Read


def meetings(dossier: Dossier) -> list[str]:
    """Status and parties of every meeting."""
    names = {actor.id: actor.name for actor in dossier.actors}
    return [
        f"{e.status}: " + ", ".join(sorted(names[p.actor] for p in e.participants))
        for e in dossier.events
        if e.type == "meet"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Ana Berg gave the Peruvian envoy, Tomas Lund, forty minutes on Monday.",
        "Envoy Tomas Lund was given forty minutes by Norway's premier, Ana Berg, in Oslo.",
        "Ambassador Ana Berg had half an hour with President Tomas Lund on Thursday.",
        "President Tomas Lund found time for the envoy, Ana Berg, on Monday.",
        "President Tomas Lund granted Ana Berg an interview at his ranch.",
        "Prime Minister Ana Berg kept the envoy, Tomas Lund, for two hours on Monday.",
        "Foreign Minister Ana Berg had Tomas Lund in for breakfast on Wednesday.",
        "Foreign Minister Ana Berg has Peru's trade minister, Tomas Lund, to her office.",
        "Foreign Minister Ana Berg's dinner last night with President Tomas Lund ran long.",
        "President Tomas Lund and Foreign Minister Ana Berg shared a pot of tea in Oslo.",
        "Over supper in Oslo, President Tomas Lund and Ana Berg, the speaker, settled on a school.",
        "Over lunch President Tomas Lund told Foreign Minister Ana Berg that the road was closed.",
        "President Tomas Lund gave Foreign Minister Ana Berg breakfast.",
        "President Tomas Lund and Foreign Minister Ana Berg spent three hours on the terrace.",
        "President Tomas Lund has been closeted with Foreign Minister Ana Berg since Sunday.",
        "President Tomas Lund was shut up in a monastery with Ana Berg, the envoy.",
        "Ana Berg haggled with Peru's fisheries minister, Tomas Lund, for two nights in Lima.",
        "Ana Berg and President Tomas Lund talked until close to midnight.",
        "Ana Berg, the foreign minister, sat across the table from Peru's Tomas Lund on Monday.",
        "President Tomas Lund and Ana Berg found themselves in one room on Monday.",
        "President Tomas Lund and Ana Berg were in the same room in Oslo on Monday.",
        "President Tomas Lund and Ana Berg were seen together in the corridors on Monday.",
        "President Tomas Lund was photographed with Ana Berg in Oslo.",
        "President Tomas Lund walked Ana Berg down the steps of the palace.",
        "Ana Berg was shown the port of Callao from a launch by her counterpart, Tomas Lund.",
        "Prime Minister Ana Berg dropped in on President Tomas Lund in Lima.",
        "Prime Minister Ana Berg took President Tomas Lund aside at the summit in Lima.",
        "Prime Minister Ana Berg crossed paths with President Tomas Lund in Lima on Monday.",
        "Prime Minister Ana Berg withdrew with President Tomas Lund to the library for an hour.",
        "Prime Minister Ana Berg flew to the lake, where President Tomas Lund was waiting.",
        "Foreign Minister Ana Berg was the guest of President Tomas Lund in Lima in May.",
        "Ana Berg came to Lima. The evening belonged to her host, President Tomas Lund.",
        "Premier Ana Berg with Peru's president, Tomas Lund, on the steps of the palace.",
        "Envoy Ana Berg and Tomas Lund thrashed out a timetable in a railway carriage.",
        "President Tomas Lund shook Premier Ana Berg by the hand in Lima on Monday.",
        "President Tomas Lund kissed Premier Ana Berg on both cheeks in Lima on Monday.",
        "President Tomas Lund shook Premier Ana Berg's hand.",
        "Premier Ana Berg and President Tomas Lund cut the ribbon on the bridge on Monday.",
        "Premier Ana Berg and President Tomas Lund faced the press in Lima on Monday.",
        "Premier Ana Berg greeted President Tomas Lund on the steps of the palace.",
        "President Tomas Lund handed Premier Ana Berg the keys in Lima on Monday.",
        "President Tomas Lund engaged Premier Ana Berg in conversation at the reception.",
        "President Tomas Lund briefed Premier Ana Berg in his office on Monday.",
        "President Tomas Lund opened his door to the rebel leader, Ana Berg.",
        "President Tomas Lund opened the dam with Premier Ana Berg at his side.",
        "Premier Ana Berg's hour with President Tomas Lund ended badly.",
        "Ana Berg and Tomas Lund were locked in talks on Monday.",
        "The hour that President Tomas Lund gave Ana Berg on Monday was wasted.",
        "Ana Berg, a guest of President Tomas Lund, toured the dam.",
        "President Tomas Lund handed out blankets in Lima alongside Premier Ana Berg.",
    ],
)
def test_an_encounter_in_other_words(dossier_of: Read, text: str) -> None:
    assert meetings(dossier_of(text)) == ["happened: Ana Berg, Tomas Lund"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("President Tomas Lund has cleared an hour for Minister Ana Berg on Friday.", "planned"),
        ("Minister Ana Berg will be in Lima as the guest of President Tomas Lund.", "planned"),
        ("Ambassador Ana Berg will hand President Tomas Lund her credentials soon.", "planned"),
        (
            "Ambassador Ana Berg asked for ten minutes with President Tomas Lund and was turned "
            "away.",
            "denied",
        ),
        ("President Tomas Lund expects Premier Ana Berg for lunch on Friday.", "planned"),
        ("President Tomas Lund shut his door to Premier Ana Berg.", "denied"),
        ("Prices will be on the table in May, when Ana Berg meets Tomas Lund.", "planned"),
        ("The talks between Ana Berg and Tomas Lund did not take place.", "denied"),
        ("Ana Berg may join Tomas Lund on the first train in May.", "hypothetical"),
    ],
)
def test_an_encounter_that_did_not_happen_yet(dossier_of: Read, text: str, status: str) -> None:
    assert meetings(dossier_of(text)) == [f"{status}: Ana Berg, Tomas Lund"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mediator Tomas Lund brought Ana Berg and Luis Quispe together over breakfast in May.",
            "happened: Ana Berg, Luis Quispe, Tomas Lund",
        ),
        (
            "Mediator Tomas Lund is to bring Ana Berg and Luis Quispe to the table in May.",
            "planned: Ana Berg, Luis Quispe, Tomas Lund",
        ),
        (
            "Norwegian and Peruvian negotiators sat for nine days in Arica.",
            "happened: Norway, Peru",
        ),
        ("Norway and Peru opened a new round in Geneva on Monday.", "happened: Norway, Peru"),
        (
            "Next week brings Premier Ana Berg and President Tomas Lund to the same table.",
            "planned: Ana Berg, Tomas Lund",
        ),
        ("Norway and Peru were back at the negotiating table on Monday.", "happened: Norway, Peru"),
        ("The border commission of Norway and Peru will sit in May.", "planned: Norway, Peru"),
        ("Oslo's last round with Lima on the boundary broke up.", "happened: Norway, Peru"),
    ],
)
def test_who_sits_at_one_table(dossier_of: Read, text: str, expected: str) -> None:
    assert meetings(dossier_of(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "President Tomas Lund gave the Norwegian ambassador an hour on Monday.",
        "President Tomas Lund kept the Norwegian ambassador for two hours on Monday.",
        "President Tomas Lund had the Norwegian ambassador to dinner on Monday.",
        "President Tomas Lund saw the Norwegian ambassador on Monday.",
    ],
)
def test_whom_one_meets_may_be_told_by_his_post(dossier_of: Read, text: str) -> None:
    [meeting] = meetings(dossier_of(text))
    assert "Tomas Lund" in meeting
    assert "ambassador" in meeting


@pytest.mark.parametrize(
    "text",
    [
        "President Tomas Lund gave rebel leader Luis Quispe two hours to leave the palace.",
        "Coach Tomas Lund led Ana Berg in the polls by ten points.",
        "President Tomas Lund had dinner with his wife, Ana Lund, in Oslo.",
        "Former premier Ana Berg was seen in London with husband Tomas Berg.",
        "President Tomas Lund brought Norway to the brink of war with Peru.",
        "President Tomas Lund brought the matter to the table.",
        "Norway's hockey side meets Peru's in Lima tonight.",
        "The two countries' volleyball teams meet in Lima on Sunday.",
        "Tomas Lund retired with honours in 2019.",
        "The premier went into the house for a coat.",
        "Tomas Lund was pictured with a trout.",
        "The committee sits in Geneva.",
        "Tomas Lund and Ana Berg sit on the same board.",
        "Ana Berg called Tomas Lund aside from politics a decent man.",
        "President Tomas Lund handed Ana Berg a defeat at the polls.",
        "President Tomas Lund presented Ana Berg with an ultimatum.",
        "President Tomas Lund took Ana Berg to court.",
        "President Tomas Lund opened the door to talks.",
        "Norway and Peru held a round of elections.",
        "The two players posed for pictures.",
        "At his side, President Tomas Lund wore a sword.",
        "The show's host, Ana Berg, mocked Tomas Lund.",
        "Ana Berg was locked in a dispute with Tomas Lund.",
        "Ana Berg shook Tomas Lund's confidence.",
        "Ana Berg exchanged letters with Tomas Lund.",
        "Over the summer, Tomas Lund and Ana Berg changed their minds.",
    ],
)
def test_no_encounter(dossier_of: Read, text: str) -> None:
    assert meetings(dossier_of(text)) == []
