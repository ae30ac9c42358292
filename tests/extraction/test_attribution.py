"""Whose words a sentence reports: participles, texts, quotations that others quote."""

from collections.abc import Callable

import pytest

from tests.extraction.readings import Said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trade Minister Eva Moe told the paper that the harvest was poor, adding that Sudria "
            "told its millers that it was short of grain, hoping that rain would “fill the rivers "
            "and the barns again.”",
            ("Eva Moe", "direct", "fill the rivers and the barns again."),
        ),
        (
            "Premier Ana Holt said Norway is committed to the rescue of the whale, stressing the "
            "need for more ships.",
            ("Ana Holt", "indirect", "the need for more ships"),
        ),
        (
            "The agency quoted Defence Minister Pavel Drost as saying that the troops would stay "
            "where they were.",
            ("Pavel Drost", "indirect", "the troops would stay where they were"),
        ),
        (
            "The Norwegian Foreign Ministry condemned the raid in a statement. “Those who did "
            "this will answer for it,” the statement read.",
            ("Norwegian Foreign Ministry", "direct", "Those who did this will answer for it,"),
        ),
        (
            "The plan is, in the words of Defence Minister Pavel Drost, “a trap for honest people "
            "and a gift to thieves”.",
            ("Pavel Drost", "direct", "a trap for honest people and a gift to thieves"),
        ),
        (
            "“Nobody has paid us since May,” said one, a harbour pilot who gave no name.",
            ("harbour pilot", "direct", "Nobody has paid us since May,"),
        ),
        (
            "Norway will build the dam, Premier Olaf Sand told engineers after lunch. “Lind's "
            "plan was far too dear for us,” he added.",
            ("Olaf Sand", "direct", "Lind's plan was far too dear for us,"),
        ),
        (
            "Cole: Pact ‘a gift to farmers of the region’\nTrade Minister Adebayo Cole spoke in "
            "Lagos on Monday.",
            ("Adebayo Cole", "direct", "a gift to farmers of the region"),
        ),
        (
            "“This is a black day for our region,”\nsaid Adebayo Cole, the trade minister.",
            ("Adebayo Cole", "direct", "This is a black day for our region,"),
        ),
        (
            "Bruno Ramos, the former president of Marador, will teach.\n\n“I leave my name to "
            "our people,” wrote the ex-president.\n\nThe visit ended on Monday.",
            ("Bruno Ramos", "direct", "I leave my name to our people,"),
        ),
        (
            "King Harald thanked the envoy and said that Norway “will never forget who stood by "
            "it”, the palace said.",
            ("Harald", "direct", "will never forget who stood by it"),
        ),
        (
            "Oslo's answer “will be tough and it will be quick”, RNA cited Deputy Foreign Minister "
            "Olaf Sand as saying on Monday.",
            ("Olaf Sand", "direct", "will be tough and it will be quick"),
        ),
        (
            "“Tough and quick will be our answer,” RNA news agency quoted Olaf Sand, a deputy "
            "minister, as saying.",
            ("Olaf Sand", "direct", "Tough and quick will be our answer,"),
        ),
        (
            'Premier Hanne Vik (Labour) said: "Enough is enough for all of us." Tom Lind '
            '(Conservative): "She should have thought of that in May."',
            ("Tom Lind", "direct", "She should have thought of that in May."),
        ),
        (
            'The Zambian leader said that all farmers should get "a fair price for their maize," '
            "saying that Lusaka must open its stores.",
            ("Zambian leader", "indirect", "Lusaka must open its stores"),
        ),
        (
            "Foreign Minister Ana Reyes came to Oslo. “We are ready to talk to anybody”. She told "
            "reporters that talks would last.",
            ("Ana Reyes", "direct", "We are ready to talk to anybody"),
        ),
        (
            "“The envoy,” as President Karl Brandt's spokesman Jon Berg put it, “is not welcome "
            "here.”",
            ("Jon Berg", "direct", "The envoy, is not welcome here."),
        ),
        (
            "Norway denied having sent any ships.",
            ("Norway", "indirect", "having sent any ships"),
        ),
    ],
)
def test_whose_words_they_are(
    statements: Callable[[str], list[Said]], text: str, expected: Said
) -> None:
    assert expected in statements(text)


def test_who_spoke_before_goes_on_over_paragraphs_without_closing_marks(
    statements: Callable[[str], list[Said]],
) -> None:
    text = (
        "Foreign Minister Ana Reyes said the offer had come too late.\n\n“We waited for months and "
        "nobody called us.\n\n“Now they come with a paper.\n\n“That is no way to treat us.”"
    )
    assert statements(text)[1:] == [
        (
            "Ana Reyes",
            "direct",
            "We waited for months and nobody called us. Now they come with a paper. "
            "That is no way to treat us.",
        )
    ]


def test_he_is_whom_the_sentence_before_is_about(statements: Callable[[str], list[Said]]) -> None:
    text = (
        "“It will rain,” said Tomas Lind, a farmer.\n\nBruno Keller, a baker in the Bern-based "
        "Alpine Guild, said that flour had never been so dear.\n\n“The oven is the cheapest "
        "thing in my whole shop by now,” he said."
    )
    assert [speaker for speaker, *_ in statements(text)] == ["Tomas Lind"] + ["Bruno Keller"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Premier Ana Holt received the Danish envoy in Oslo, stressing the importance of "
            "safe harbours.",
            ["the importance of safe harbours"],
        ),
        (
            "Premier Ana Holt highlighted the role of small states in the council.",
            ["the role of small states in the council"],
        ),
        (
            "Premier Ana Holt expressed her gratitude to Chad and voiced her readiness to send "
            "ships.",
            ["her readiness to send ships"],
        ),
        (
            "Premier Ana Holt emphasised that the sea was calm. She emphasised on the central role "
            "of Chad.",
            ["the sea was calm", "the central role of Chad"],
        ),
        ("Premier Ana Holt underlined the threat to Norway by sending ships.", []),
        ("The two premiers stressed the importance of safe harbours.", []),
        ("The Supreme Court affirmed the conviction of the banker on Monday.", []),
    ],
)
def test_what_is_stressed_is_said(
    statements: Callable[[str], list[Said]], text: str, expected: list[str]
) -> None:
    assert [quote for _, _, quote in statements(text)] == expected


def test_a_lead_is_no_headline(statements: Callable[[str], list[Said]]) -> None:
    text = (
        "The pact protects farmers and fishermen in every land, Premier Hanne Vik said on Friday.\n"
        "\n“The pact protects farmers and fishermen in every land and on every sea,” Vik said."
    )
    assert [kind for _, kind, _ in statements(text)] == ["indirect", "direct"]


@pytest.mark.parametrize(
    "text",
    [
        "Talks failed. “We have nothing to discuss with them,” the minister said. Prime Minister "
        "Karin Holm arrived later.",
        "The winner was Ole Sand, a former mayor of Bergen: he rang Moe on Monday and wrote to "
        "Lind the next day.",
        "Vik visited the port, which Karl Brandt once called “the ugliest place in the north”.",
        "Ambassador Lena Voss said the premier had told her: “Go home and never come back.”",
        "Hanne Vik rejected on Tuesday what he described as “the rude words of the Danes”.",
        "State radio said the king told his guest that the truce would hold.",
        "The envoy voiced “deep and lasting gratitude to the king”, the palace said.",
        "Norway has bought a ferry, a newspaper report said on Monday. Sweden asked Norway for a "
        "cheaper ticket, it said.",
        "Saying it was over, he left.",
        "Hanne Vik pointed to the enemy's tanks on the hill.",
        "Hanne Vik called her on Monday.",
        "Hanne Vik called the envoy at home to ask about the whale.",
        "Premier Hanne Vik received this answer: “We will never come back to the table.”",
        "Hanne Vik got a letter from a widow in Lima. “We have nothing left to eat here.”",
        "“We are aware of the reports,” the 70-year-old leader told parliament.",
        "Vik holds that view. “Whoever wants peace must prepare for it,” goes an old saying.",
        "Hanne Vik read the letter aloud. “Sudria will never forget its sons,” it began.",
        "Ten guests came late, and Eva Lund phoned in May to thank them for the wine.",
        "The ministry issued a note. Chad's army attacked Norway. The text adds that all is well.",
    ],
)
def test_what_nobody_known_says(statements: Callable[[str], list[Said]], text: str) -> None:
    assert statements(text) == []


def test_another_is_not_the_one_before(statements: Callable[[str], list[Said]]) -> None:
    text = "One diplomat said the pact was dead. “Nobody will ever sign it,” said another."
    assert [kind for _, kind, _ in statements(text)] == ["indirect"]


def test_she_is_rather_who_is_named_than_her_successor(
    statements: Callable[[str], list[Said]],
) -> None:
    text = (
        "Eva Moe still rows every day. Until last spring she was the captain of the ferry. Her "
        "successor, a young sailor, has never asked for help.\n\n“They all feared the fog,” she "
        "says, tying the boat, “that I was not afraid of.”"
    )
    assert [said[:2] for said in statements(text)] == [("Eva Moe", "direct")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "MOSCOW, April 7. /NOVA/. Moscow is ready for contacts with Norway, Deputy Foreign "
            "Minister Sergey Ryaz told reporters on Monday.",
            ("Sergey Ryaz", "indirect", "Moscow is ready for contacts with Norway"),
        ),
        (
            "Mexican President Andres Luna said on Monday he would not attend the summit.",
            ("Andres Luna", "indirect", "he would not attend the summit"),
        ),
        (
            "NEW DELHI: External Affairs Minister S Raghav Monday said that India's position has "
            "been steady and consistent.",
            ("S Raghav", "indirect", "India's position has been steady and consistent"),
        ),
        (
            "Ri Sol Chun, spokesman for the ministry, gave the following answer to a question "
            "about the drill:\n\n“The drill is a grave step towards war.\n\n“They will have to pay "
            "a price.”",
            (
                "Ri Sol Chun",
                "direct",
                "The drill is a grave step towards war. They will have to pay a price.",
            ),
        ),
        (
            "KYIV. April 5 (Nova-Press) – Ukraine expects the money in May, Finance Minister "
            "Serhiy Moroz has said.",
            ("Serhiy Moroz", "indirect", "Ukraine expects the money in May"),
        ),
        (
            "Accra, Jan. 12, GNA - Mr Kojo Asare, the Deputy Minister of Trade, has said the "
            "farmers would be paid on time.",
            ("Kojo Asare", "indirect", "the farmers would be paid on time"),
        ),
        (
            "Bus drivers in Lusaka say they need a new bridge over the river.",
            ("Bus drivers in Lusaka", "indirect", "they need a new bridge over the river"),
        ),
        (
            "Rights groups say dozens were killed.",
            ("Rights groups", "indirect", "dozens were killed"),
        ),
    ],
)
def test_speakers_as_agencies_write_them(
    statements: Callable[[str], list[Said]], text: str, expected: Said
) -> None:
    assert statements(text) == [expected]


def test_the_spokesman_is_the_one_who_spoke_before(
    statements: Callable[[str], list[Said]],
) -> None:
    text = (
        "Ana Reyes's spokesman said she was resting. “She'll be back on Monday,” said the "
        "spokesman, who asked for patience."
    )
    assert {speaker for speaker, *_ in statements(text)} == {"Ana Reyes's spokesman"}


def test_in_quotations_she_is_not_who_speaks(statements: Callable[[str], list[Said]]) -> None:
    text = (
        "President Maria Lund told cadets that the sea was theirs.\n\nDefence analyst Jose Quint "
        "said the speech marked a turning point.\n\n“She has crossed a line that her predecessor "
        "never dared to cross,” he said."
    )
    assert [speaker for speaker, *_ in statements(text)] == ["Maria Lund"] + ["Jose Quint"] * 2


def test_the_top_diplomat_is_the_foreign_minister(
    statements: Callable[[str], list[Said]],
) -> None:
    text = (
        "Iranian Foreign Minister Hassan Rahimi rang Badr Thani of Oman. Later in the day, the top "
        "Iranian diplomat wrote: “Good and useful talk with my brother Badr.”"
    )
    assert [speaker for speaker, *_ in statements(text)] == ["Hassan Rahimi"]


def test_what_the_parser_joins_to_the_content_is_the_speakers_own_report(
    statements: Callable[[str], list[Said]],
) -> None:
    text = (
        "Trade Minister Kojo Asare said the delays were caused by the banks and assured farmers "
        "that the money would come by Friday."
    )
    assert statements(text) == [
        ("Kojo Asare", "indirect", "the delays were caused by the banks"),
        ("Kojo Asare", "indirect", "the money would come by Friday"),
    ]


def test_his_majesty_is_the_king(statements: Callable[[str], list[Said]]) -> None:
    text = (
        "King Faisal II opened the bridge on Sunday.\n\nHis Majesty said:\n\n“A river is a wall "
        "until somebody builds.”"
    )
    assert statements(text) == [("Faisal II", "direct", "A river is a wall until somebody builds.")]


def test_what_a_report_shows_is_said_by_who_cites_it(
    statements: Callable[[str], list[Said]],
) -> None:
    text = "Ana Holt said the report showed that prices fell."
    assert statements(text) == [
        ("Ana Holt", "indirect", "the report showed that prices fell"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Yuna Han, who is known as Yuna in Bern and a member of the band Boys of Bern, said "
            "she had applied for the role.",
            "Yuna Han",
        ),
        (
            '"We will pay all our debts," said Mandy Gull, Masty, grand chief of the Cree Nation.',
            "Mandy Gull",
        ),
        (
            '"We will pay all our debts," Foreign Trade and Tourism Minister Roberto Sander said.',
            "Roberto Sander",
        ),
        (
            "The navy spokesperson's unit announced later that the ship had left the bay.",
            "navy spokesperson's unit",
        ),
        (
            "Creating two systems for citizens of one country “just wasn't practical,” Bill Berg "
            "says.",
            "Bill Berg",
        ),
    ],
)
def test_speakers_whom_the_parse_blurs(
    statements: Callable[[str], list[Said]], text: str, speaker: str
) -> None:
    assert [who for who, _, _ in statements(text)] == [speaker]
