"""Who does what to whom: acts in words and of states, whose they are, how often they are told."""

import pytest

from tests.extraction.readings import Read
from tests.extraction.test_event_wordings import lines


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
            "Norway's launch of two missiles on Monday alarmed Chad.",
            "other happened 2025-04-07 Norway",
        ),
        (
            "The Constitutional Court of Chad will hear the complaint on Thursday.",
            "other planned 2025-04-10 Constitutional Court of Chad",
        ),
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
        ("Norway announced $5 million for Chad.", "aid planned None Chad, Norway"),
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
        "Lars Berg and Ana Quispe were ministers and accused of theft.",
        "The prices fell, the Constitutional Court of Chad heard on Monday.",
        "Norway was threatened with arrest.",
        "Norway speaks of a coup backed by Chad.",
        "Analysts of the bank wrote to their clients.",
        "Lars Berg questioned Ana Quispe over the price of fish.",
        "Norway said it would reply to the letter next week.",
        "Lars Berg said he would attend the fair if he was asked.",
        "Norway expressed regret over the accident.",
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The minister, Lars Berg, said that Norway supports the plan and thanked Chad.",
            ["praise happened None Chad, Lars Berg"],
        ),
        (
            'Norway "strongly condemned" the raid by Chad.',
            ["criticize happened None Chad, Norway"],
        ),
        ('"Chad condemned Norway," Ana Quispe said.', []),
        (
            "Lars Berg valued Chad's help, lauding the plans of Peru.",
            ["praise happened None Chad, Lars Berg"],
        ),
        (
            "The riots led to six Chadian protesters being shot by Chadian soldiers.",
            ["attack happened None Chadian soldiers, six Chadian protesters"],
        ),
        ("Lars Berg was invited to make a speech.", []),
        ("Lars Berg was invited to visit Chad.", ["invite happened None Lars Berg"]),
        ("Sessions were held on the summit, which will be hosted by Norway in May.", []),
        (
            "Norway and Chad welcomed the signing of accords on food, health, energy, mining and "
            "sport. The two countries welcomed the signing of an accord on cables, ferries, grids "
            "and buoys.",
            ["praise happened None Chad, Norway"] * 2,
        ),
    ],
)
def test_whose_act_it_is_and_how_often_it_is_told(
    dossier_of: Read, text: str, expected: list[str]
) -> None:
    acts = ("praise", "criticize", "attack", "invite", "host")
    assert [told for told in lines(dossier_of(text)) if told.startswith(acts)] == expected


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Ana Quispe gave up the finance ministry.", "resign happened None Ana Quispe"),
        ("Ana Quispe, the envoy, laid down her office.", "resign happened None Ana Quispe"),
        (
            "Ana Quispe is a diplomat. President Tomas Rehak made her his envoy to Chad.",
            "appoint happened None Ana Quispe, Tomas Rehak",
        ),
        (
            'Ana Quispe, a senator, dismissed the truce as "a page with rain on it".',
            "criticize happened None Ana Quispe",
        ),
        ("Norway is unwilling to lend.", "aid denied None Norway"),
        ("Norway promised four million francs.", "aid planned None Norway"),
        (
            "Norway and Chad are at odds. Norwegian gunboats fired on a Chadian trawler.",
            "attack happened None Chad, Norway",
        ),
        ("The parliament of Peru threw out the treaty.", "other happened None parliament of Peru"),
        ("Foreign Minister Ana Quispe will lay a wreath.", "other planned None Ana Quispe"),
        (
            "Peru and Chad fought a short war in 1995.",
            "other happened 1995 Chad, Peru",
        ),
    ],
)
def test_acts_told_in_other_words(dossier_of: Read, text: str, event: str) -> None:
    assert event in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ana Quispe, the envoy, asked for an hour with President Tomas Rehak.",
        "Ana Quispe, the envoy, asked to be shown the instrument.",
        "The club dismissed Ana Quispe as captain.",
        "Ana Quispe gave up smoking.",
        "Norway's team fought hard and Peru's tanks leaked oil into the river.",
        "The novel made Ana Quispe famous.",
    ],
)
def test_who_asks_for_time_or_loses_a_game_does_nothing(dossier_of: Read, text: str) -> None:
    told = {line.split()[0] for line in lines(dossier_of(text))}
    assert not told & {"demand", "criticize", "resign", "attack", "appoint"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Senator Ana Quispe accuses President Tomas Rehak of having promised Peru water.",
            ["criticize happened None Ana Quispe, Tomas Rehak"],
        ),
        (
            "Aid workers complain that the Peruvian army has broken the truce.",
            ["criticize happened None Aid workers"],
        ),
        (
            "President Tomas Rehak has asked Ana Quispe here for a summit.",
            ["invite happened None Ana Quispe, Tomas Rehak"],
        ),
        (
            "President Tomas Rehak gave the truce his blessing.",
            ["praise happened None Tomas Rehak"],
        ),
    ],
)
def test_what_somebody_is_accused_of_is_not_told_as_done(
    dossier_of: Read, text: str, expected: list[str]
) -> None:
    told = [line for line in lines(dossier_of(text)) if not line.startswith("meet")]
    assert told == expected


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Minister Ana Quispe had harsh words for Norway.",
            "criticize happened None Ana Quispe, Norway",
        ),
        (
            "Minister Ana Quispe tore into Norway over fish.",
            "criticize happened None Ana Quispe, Norway",
        ),
        (
            "Minister Ana Quispe poured cold water on the plan.",
            "criticize happened None Ana Quispe",
        ),
        ("Norway cried foul over the vote in Peru.", "criticize happened None Norway"),
        (
            "Minister Ana Quispe had warm words for Norway.",
            "praise happened None Ana Quispe, Norway",
        ),
        (
            "Minister Ana Quispe tipped her hat to Norway.",
            "praise happened None Ana Quispe, Norway",
        ),
        ("Norway came out in favour of the plan.", "praise happened None Norway"),
        ("Norway put pressure on Peru to free the sailors.", "demand happened None Norway, Peru"),
        ("Norway wants Peru to free the sailors.", "demand happened None Norway, Peru"),
        ("Norway put Peru on notice.", "threaten happened None Norway, Peru"),
        ("Norway will foot the bill for the hospital.", "aid planned None Norway"),
        ("Peru got two patrol boats from Norway.", "aid happened None Norway, Peru"),
        (
            "President Tomas Rehak put Ana Quispe in charge of the ministry.",
            "appoint happened None Ana Quispe, Tomas Rehak",
        ),
        ("Minister Ana Quispe threw in the towel.", "resign happened None Ana Quispe"),
        ("Peru came under attack from Norway.", "attack happened None Norway, Peru"),
    ],
)
def test_turns_of_phrase_for_what_one_does_to_another(
    dossier_of: Read, text: str, event: str
) -> None:
    assert event in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ana Quispe had no words for the view.",
        "Minister Ana Quispe tore into the parcel.",
        "Minister Ana Quispe poured water on the plants.",
        "Norway got two goals from its striker and Peru raised the flag.",
        "Ana Quispe wants her son to study law.",
        "Minister Ana Quispe gave the bank notice of the fair.",
        "Norway reserves the right bank of the river for birds.",
        "Minister Ana Quispe put Tomas Rehak in a taxi.",
    ],
)
def test_the_same_words_in_other_senses_tell_nothing(dossier_of: Read, text: str) -> None:
    told = {line.split()[0] for line in lines(dossier_of(text))}
    assert not told & {"demand", "criticize", "praise", "threaten", "aid", "resign", "appoint"}
