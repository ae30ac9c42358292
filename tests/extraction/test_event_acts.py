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


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Norway condemned the shelling of Peru's port.", "criticize happened None Norway"),
        ("Norway condemned the attack on Peru.", "criticize happened None Norway"),
        ("Chad condemned French strikes on Peru.", "criticize happened None Chad, France"),
        ("Chad welcomed the release of Peru's ambassador.", "praise happened None Chad"),
        ("Chad deplored the human rights situation in Peru.", "criticize happened None Chad"),
    ],
)
def test_whom_a_deed_befell_is_not_blamed(dossier_of: Read, text: str, event: str) -> None:
    assert lines(dossier_of(text)) == [event]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Prime Minister Ana Quispe attacked Norway for failing to protect fishermen.",
            "criticize happened None Ana Quispe, Norway",
        ),
        (
            "Prime Minister Ana Quispe attacked the report, saying that it was full of errors.",
            "criticize happened None Ana Quispe",
        ),
        (
            "Ana Quispe, a senator, launched a scathing attack on Norway.",
            "criticize happened None Ana Quispe, Norway",
        ),
        (
            "Ana Quispe brushed off Tomas Rehak's remarks.",
            "criticize happened None Ana Quispe, Tomas Rehak",
        ),
        (
            "Norway's Foreign Ministry issued a statement calling on Peru to shelve its plan.",
            "demand happened None Foreign Ministry of Norway, Peru",
        ),
        (
            "President Tomas Rehak ordered on Monday the preparation of a plan.",
            "demand happened 2025-04-07 Tomas Rehak",
        ),
        ("Norway requested cooperation from Peru.", "demand happened None Norway, Peru"),
        (
            "Tomas Rehak handed Ana Quispe an invitation.",
            "invite happened None Ana Quispe, Tomas Rehak",
        ),
        (
            "Ana Quispe expressed sorrow at the death of Tomas Rehak.",
            "other happened None Ana Quispe",
        ),
        (
            "A bank failed, and a Norwegian court is to rule on Monday.",
            "other planned 2025-04-14 Norwegian court",
        ),
    ],
)
def test_acts_in_words(dossier_of: Read, text: str, event: str) -> None:
    assert lines(dossier_of(text)) == [event]


@pytest.mark.parametrize(
    "text",
    [
        '"Why does Norway not pay?" asked Ana Quispe.',
        "Ana Quispe asked how Norway would pay.",
        "If Norway sees a threat, it must inform Peru and ask for help.",
        "The panel is responsible for proposing treaties and supporting Norway's schools.",
        "Norway clashed with Peru over the price of fish.",
        "The guests from Peru were welcomed by Ana Quispe and Tomas Rehak.",
        "Norway inaugurated the shops and the cleaners.",
        "Norway should immediately release Ana Quispe.",
        "Ana Quispe feared that she could be arrested at any time.",
        "Norway is reluctant to expel Peru's ambassador.",
        "The process of electing members of Norway's council is slow.",
        "Tomas Rehak boycotted the dinner to protest Norway's plan.",
    ],
)
def test_questions_duties_and_wishes_are_no_acts(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Norway gave the officers a week to step down.", "demand happened None Norway, officers"),
        (
            "Lars Berg, a minister, says he will quit unless the vote is held.",
            "threaten happened None Lars Berg",
        ),
        ("Norway said that it would retaliate.", "threaten happened None Norway"),
        ("Norway will withdraw its troops from the valley.", "other planned None Norway"),
        (
            "Norway and Chad decided to send ambassadors to Iran.",
            "other planned None Chad, Iran, Norway",
        ),
        (
            "General Lars Berg toppled an elected government in February.",
            "other happened 2025-02 Lars Berg",
        ),
        (
            "The membership of Chad in the African Union was suspended in 2011.",
            "other happened 2011 Chad",
        ),
        (
            "Lars Berg, the premier, was awarded the Order of Merit on Monday.",
            "other happened 2025-04-07 Lars Berg",
        ),
        (
            "Lars Berg, the premier, will address the Knesset.",
            "other planned None Knesset, Lars Berg",
        ),
        ("The wharf was financed by Norway.", "aid happened None Norway"),
        ("Norway evacuated its embassy in Chad.", "other happened None Norway"),
        ("Lars Berg, a minister, walked out of the talks.", "other happened None Lars Berg"),
        ("Lars Berg, a senator, introduced a bill.", "other happened None Lars Berg"),
        ("Norway intercepted two Chadian jets.", "other happened None Chad, Norway"),
        (
            "President Lars Berg voiced Norway's unease over the delay.",
            "criticize happened None Lars Berg",
        ),
        (
            "Not only did Norway elect Lars Berg president on Monday, it was proud of it.",
            "appoint happened 2025-04-07 Lars Berg, Norway",
        ),
        (
            "Norway imposed restrictions on exports to Chad.",
            "sanction_or_tariff happened None Chad, Norway",
        ),
        ("Norway took Chad to task over the delay.", "criticize happened None Chad, Norway"),
        ("Norway pointed the finger at Chad.", "criticize happened None Chad, Norway"),
        ("Norway expressed regret over Chad's decision.", "criticize happened None Chad, Norway"),
        ("Norway stands with Chad.", "praise happened None Chad, Norway"),
        ("Norway threw its support behind Chad.", "praise happened None Chad, Norway"),
        (
            "Lars Berg sent a congratulatory message to Ana Quispe.",
            "praise happened None Ana Quispe, Lars Berg",
        ),
        ("Norway insisted that Chad withdraw.", "demand happened None Chad, Norway"),
        ("Norway gave Chad until Friday to respond.", "demand happened None Chad, Norway"),
        (
            "Norway cut off gas supplies to Chad.",
            "sanction_or_tariff happened None Chad, Norway",
        ),
        ("Norway announced $5 million for Chad.", "aid happened None Chad, Norway"),
        (
            "Ana Quispe, the governor, was assassinated on Monday.",
            "attack happened 2025-04-07 Ana Quispe",
        ),
    ],
)
def test_acts_of_state_in_other_words(dossier_of: Read, text: str, event: str) -> None:
    assert event in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "The US-funded network watches the harvest.",
        '"I will send a letter if I win," Lars Berg said.',
        "Lars Berg was given five days to answer.",
        "A suspect was detained.",
        "Norway imposed restrictions on movement.",
        "Norway was threatened with arrest.",
        "Norway speaks of a coup backed by Chad.",
        "Analysts of the bank wrote to their clients.",
        "Lars Berg questioned Ana Quispe over the price of fish.",
    ],
)
def test_what_only_describes_or_is_said_is_no_act(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == []


def test_launches_that_somebody_carried_out(dossier_of: Read) -> None:
    told = dossier_of("Norway condemned the missile launches carried out by Chad on 24 February.")
    assert "other happened 2025-02-24 Chad" in lines(told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway arrested Lars Berg on Monday. He said that he was asleep when Norway "
            "arrested him.",
            ["other happened 2025-04-07 Lars Berg, Norway"],
        ),
        (
            "Norway said it would suspend the salmon treaty. On Monday Norway suspended the "
            "salmon treaty.",
            ["other happened 2025-04-07 Norway"],
        ),
        (
            "Norway bombed Chad's port on Monday, killing two soldiers from Chad.",
            ["attack happened 2025-04-07 Chad, Norway"],
        ),
        (
            "Norway criticised Ana Quispe for the delay. Norway also criticised Ana Quispe for "
            "her tone.",
            ["criticize happened None Ana Quispe, Norway"] * 2,
        ),
    ],
)
def test_what_is_done_once_is_told_once(dossier_of: Read, text: str, expected: list[str]) -> None:
    assert lines(dossier_of(text)) == expected
