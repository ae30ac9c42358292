"""Whom a description without a name means, and whom it can't mean."""

import pytest

from tests.extraction.readings import Read, named


@pytest.mark.parametrize(
    "text",
    [
        "During talks with Lars Berg, the president of Chile promised aid.",
        "According to Lars Berg, the president of Ghana will resign in May.",
        "Together with Lars Berg, the foreign minister of Ghana visited Lagos on Monday.",
        "Accompanied by Lars Berg, the ambassador of Ghana toured the port of Mombasa.",
        "At a dinner hosted by Lars Berg, the prime minister of Kenya spoke about trade.",
        "In an interview with Lars Berg, the prime minister said that she would resign.",
    ],
)
def test_who_acts_is_not_who_stands_in_his_adjuncts(dossier_of: Read, text: str) -> None:
    berg = named(dossier_of(text), "Lars Berg")
    assert (berg.office, berg.aliases) == (None, ("Lars Berg",))


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("According to Lars Berg, the president of Ghana, taxes will rise.", "president of Ghana"),
        ("On Lars Berg's return from Rome, the premier said he was tired.", "premier"),
        ("After Lars Berg won the vote, the president said he was glad.", "president"),
    ],
)
def test_appositions_possessors_and_other_clauses_are_taken_up(
    dossier_of: Read, text: str, alias: str
) -> None:
    assert f"the {alias}" in named(dossier_of(text), "Lars Berg").aliases
