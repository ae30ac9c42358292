"""What looks like reporting, and hands on nobody's words."""

from collections.abc import Callable

import pytest

from tests.extraction.readings import Read, Said


@pytest.mark.parametrize(
    "text",
    [
        "Ambassador Rosa Lind pointed to a map of the coast.",
        "The attack drew attention to the plight of the islanders.",
        "It is clear that Ambassador Rosa Lind likes the harbour.",
        "Ambassador Rosa Lind was not clear that the harbour would open.",
        "President Otto Wirth arrived. When asked if a call was planned, Wirth answered at once.",
        "Foreign Minister Alain Roche accepted the offer.",
        "Premier Ulf Berg and the bishop said the abbot had died.",
        "Shares fell as the bank warned of losses.",
        "Premier Ulf Berg is reported to have told colleagues that the deal was lost.",
        "Sources close to Premier Ulf Berg say the deal is lost.",
        "As Premier Ulf Berg told the story, the lights went out.",
        "Polls say one thing, bookmakers say another.",
        "Premier Ulf Berg agreed with President Otto Wirth that the border should stay open.",
        "Premier Ulf Berg and President Otto Wirth agreed that the border should stay open.",
        "Premier Ulf Berg agreed to say that the tax was high.",
    ],
)
def test_nothing_is_said(statements: Callable[[str], list[Said]], text: str) -> None:
    assert statements(text) == []


def test_who_somebody_is_is_not_what_is_said(statements: Callable[[str], list[Said]]) -> None:
    text = '"Nobody told them," said Aline Kasongo, who sells fish at the market.'
    assert statements(text) == [("Aline Kasongo", "direct", "Nobody told them,")]


@pytest.mark.parametrize(
    "text",
    [
        "The new design, which the mayor likes, was revealed by its maker Nino Nuarta in May.",
        "The value is that of goods, declared by Nino Nuarta in May.",
    ],
)
def test_who_is_told_by_in_a_passive_says_nothing(
    statements: Callable[[str], list[Said]], text: str
) -> None:
    assert statements(text) == []


def test_envoys_called_home_are_not_called_anything(dossier_of: Read) -> None:
    assert dossier_of("Peru called its ambassadors home in September.").statements == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The road will stay open, Lars Berg let it be known on Monday.",
            [("Lars Berg", "The road will stay open")],
        ),
        ("Ana Quispe insisted that Poland be heard.", []),
        ("Ana Quispe insisted that Poland had been heard.", [("Ana Quispe", "Poland had been")]),
        ("The court in Oslo ruled on Monday that the plant was legal.", []),
        (
            'Lars Berg considers the plan "dead and buried by now".',
            [("Lars Berg", "the plan")],
        ),
        ("Lars Berg considers the plan dead.", []),
        (
            "The envoy was late, officials in Lima said.",
            [("officials in Lima", "The envoy was late")],
        ),
    ],
)
def test_what_hands_words_over_and_what_does_not(
    text: str, expected: list[tuple[str, str]], dossier_of: Read
) -> None:
    dossier = dossier_of(text)
    names = {actor.id: actor.name for actor in dossier.actors}
    found = [(names[s.speaker], s.content) for s in dossier.statements]
    assert [name for name, _ in found] == [name for name, _ in expected]
    assert all(
        said.startswith(start) for (_, said), (_, start) in zip(found, expected, strict=True)
    )


def test_a_call_before_flying_says_nothing(dossier_of: Read) -> None:
    text = "Maria Holm was glad. President Ana Quispe called her in 2021 before flying to Oslo."
    assert dossier_of(text).statements == ()


def test_a_date_in_a_chronology_is_nothing_said(dossier_of: Read) -> None:
    text = "16 January – Josef Mugar, Kenya's president, recalls his ambassador."
    assert dossier_of(text).statements == ()
