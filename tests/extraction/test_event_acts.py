"""Directed acts and acts without a type: which wordings tell of one, and which only name it."""

import pytest

from tests.extraction.readings import Read
from tests.extraction.test_event_wordings import lines


@pytest.mark.parametrize(
    "text",
    [
        "After becoming president, Tomas Rehak travelled widely.",
        "Tomas Rehak was also the first elected president of Osterlia.",
        "Before taking office, Tomas Rehak had taught law in Vienna.",
        "Tomas Rehak hid his past by being elected unopposed.",
        "The aid will enable Chad to destroy the camps.",
        "Chad's lawyers wanted Norway to apologise for the delay.",
        "Chad's president, Tomas Rehak, could threaten Norway only because it was small.",
    ],
)
def test_what_a_clause_only_names_is_no_act(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Lena Roth was appointed in March after Tomas Rehak had resigned in February.",
            "resign happened 2025-02 Tomas Rehak",
        ),
        (
            "Tomas Rehak stunned the guests by resigning at table.",
            "resign happened None Tomas Rehak",
        ),
    ],
)
def test_a_dated_setting_and_a_means_are_acts(dossier_of: Read, text: str, event: str) -> None:
    assert event in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "The Constitutional Court of Chad ruled on Monday that the poll was void.",
            "other happened 2025-04-07 Constitutional Court of Chad",
        ),
        (
            "Prosecutors in Oslo charged Lars Berg with bribery on Monday.",
            "other happened 2025-04-07 Lars Berg, Prosecutors in Oslo",
        ),
        ("Hungary vetoed the statement on Monday.", "other happened 2025-04-07 Hungary"),
        (
            "Norway's minister, Ana Quispe, launched the plan in Bergen on Monday.",
            "other happened 2025-04-07 Ana Quispe",
        ),
        ("Chad nationalised the mines in 2008.", "other happened 2008 Chad"),
        ("Norway waived visas for Ghana on Monday.", "other happened 2025-04-07 Ghana, Norway"),
        ("Chad plans to buy six jets from France.", "other planned None Chad, France"),
        ("Chad expelled Norway's ambassador, Lars Berg.", "other happened None Chad, Lars Berg"),
        (
            "Rebel soldiers seized President Ana Quispe on Monday.",
            "attack happened 2025-04-07 Ana Quispe, Rebel soldiers",
        ),
        ("Norway wrote off Chad's debt in 2008.", "aid happened 2008 Chad, Norway"),
        (
            "Ana Quispe spoke highly of Norway's patience on Monday.",
            "praise happened 2025-04-07 Ana Quispe, Norway",
        ),
        (
            "Lars Berg sent a letter of thanks to Ana Quispe on Monday.",
            "praise happened 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (
            "Ana Quispe hit back at President Lars Berg on Monday.",
            "criticize happened 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (
            "Lars Berg reacted angrily to Chad's decision.",
            "criticize happened None Chad, Lars Berg",
        ),
        (
            "Ana Quispe pointed to Lars Berg as responsible for the blast.",
            "criticize happened None Ana Quispe, Lars Berg",
        ),
        ("Norway vowed revenge against Chad.", "threaten happened None Chad, Norway"),
        (
            "Ana Quispe was brought in as a professor in Oslo on Monday.",
            "appoint happened 2025-04-07 Ana Quispe",
        ),
        (
            "The palace accepted the resignation of Lars Berg on Monday.",
            "resign happened 2025-04-07 Lars Berg",
        ),
        (
            "Diplomatic ties between Chad and Norway were severed in 2016.",
            "other happened 2016 Chad, Norway",
        ),
        ("Norway managed to free Lars Berg in 2016.", "other happened 2016 Lars Berg, Norway"),
        (
            "Norway was able to submit its request to Lars Berg on Monday.",
            "demand happened 2025-04-07 Lars Berg, Norway",
        ),
        (
            "Ana Quispe was the first minister to condemn Norway.",
            "criticize happened None Ana Quispe, Norway",
        ),
        (
            "Ana Quispe was quick to condemn Norway.",
            "criticize happened None Ana Quispe, Norway",
        ),
        (
            "Neither Foreign Minister Ana Quispe nor the army condemned Norway.",
            "criticize denied None Ana Quispe, Norway, army",
        ),
        ("Somali pirates seized a tanker on Monday.", "attack happened 2025-04-07 Somali pirates"),
        (
            "Soldiers of Chad fired on demonstrators.",
            "attack happened None Soldiers of Chad, demonstrators",
        ),
        ("Chad declared three days of mourning on Monday.", "other happened 2025-04-07 Chad"),
        (
            "Norway warned that raids by Chad would be answered.",
            "threaten happened None Norway",
        ),
        ("President Ana Quispe is to veto the law.", "other planned None Ana Quispe"),
        ("Ana Quispe led the tributes to Lars Berg.", "praise happened None Ana Quispe, Lars Berg"),
        ("Chad protested against a visit to the island.", "criticize happened None Chad"),
        ("Chad took Norway to court in 2008.", "other happened 2008 Chad, Norway"),
        (
            "President Lars Berg conferred the Grand Cross on the ambassador of Chad, Ana Quispe.",
            "other happened None Ana Quispe, Lars Berg",
        ),
        (
            "Norway is weighing sanctions on Chad.",
            "sanction_or_tariff hypothetical None Chad, Norway",
        ),
    ],
)
def test_acts_in_other_words(dossier_of: Read, text: str, event: str) -> None:
    assert event in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Chad buys most of its oil from Norway.",
        "The role assumed by Norway is a small one.",
        "Ana Quispe became the first minister to admire the view.",
        "Under the charter, the president appoints the prime minister.",
        "Lars Berg defended the decision.",
        "Norway pledged to strengthen its ties with Chad.",
        "At Lars Berg's invitation, the singer opened the evening.",
        "The forum, hosted by Norway, was well attended.",
        "Lars Berg is charged with keeping the archive.",
        "Ana Quispe conveyed to Lars Berg the greetings of her sister.",
    ],
)
def test_customs_and_courtesies_are_no_acts(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == []


def test_what_is_only_called_so_is_no_second_act(dossier_of: Read) -> None:
    found = lines(dossier_of("Ana Quispe decried what she described as theft by Norway."))
    assert len(found) == 1


def test_of_a_decree_what_it_orders_is_the_act(dossier_of: Read) -> None:
    text = "President Ana Quispe signed a decree on Monday appointing Lars Berg as envoy."
    assert [line.split()[0] for line in lines(dossier_of(text))] == ["appoint"]
