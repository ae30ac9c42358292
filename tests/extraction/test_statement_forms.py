"""Forms of reporting: participles, turns of phrase, labels."""

from collections.abc import Callable

import pytest

from graph_builder.model import Dossier
from tests.extraction.readings import Read, Said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Minister Jan Bel believes that taxes are low. Tor Vik, he says, is wrong.",
            ("Jan Bel", "indirect", "Tor Vik is wrong"),
        ),
        (
            "Premier Ulf Berg agreed that the tax was too high.",
            ("Ulf Berg", "indirect", "the tax was too high"),
        ),
        (
            "Minister Tor Vik said there was no plan; the army, he said, would stay.",
            ("Tor Vik", "indirect", "the army would stay"),
        ),
        (
            "Nothing in the accord, insisted Deputy Premier Nadia Orlova, obliges the cantons to "
            "open their archives.",
            (
                "Nadia Orlova",
                "indirect",
                "Nothing in the accord obliges the cantons to open their archives",
            ),
        ),
        (
            "Former president Milan Dragic rejected the ruling. "
            '"I never signed that order. Whoever says so is lying," wrote the ex-president.',
            ("Milan Dragic", "direct", "I never signed that order. Whoever says so is lying,"),
        ),
        (
            '"The bridge will be open by the spring,"\n\nsaid Transport Minister Ole Brandt.',
            ("Ole Brandt", "direct", "The bridge will be open by the spring,"),
        ),
        (
            "Two Norlander officials spoke of a long call to the harbour master.",
            ("Two Norlander officials", "indirect", "a long call to the harbour master"),
        ),
        (
            "Finance Minister Tor Vik dismissed talk of a new levy on fish.",
            ("Tor Vik", "indirect", "talk of a new levy on fish"),
        ),
        (
            "Premier Ulf Berg rejected the claim that the dam was unsafe.",
            ("Ulf Berg", "indirect", "the dam was unsafe"),
        ),
        (
            "Foreign Ministry spokeswoman Nadia Orlova said the port was shut. Would Jan Bel come? "
            "The pilots will be busy, she replied.",
            ("Nadia Orlova", "indirect", "The pilots will be busy"),
        ),
        (
            "The boats left at dawn, the owner of the pier said.",
            ("owner of the pier", "indirect", "The boats left at dawn"),
        ),
        (
            "The lift attendant at the Hotel Imperial says yes.",
            ("lift attendant at the Hotel Imperial", "indirect", "yes"),
        ),
        (
            "According to Foreign Minister Nadia Orlova the port will open in May.",
            ("Nadia Orlova", "indirect", "the port will open in May"),
        ),
        (
            "Foreign Minister Nadia Orlova would say only that the port was shut.",
            ("Nadia Orlova", "indirect", "the port was shut"),
        ),
        (
            '"The port stays shut until May" (Foreign Minister Nadia Orlova).',
            ("Nadia Orlova", "direct", "The port stays shut until May"),
        ),
        (
            "The newspaper Evening Courier called the budget a hole.",
            ("Evening Courier", "indirect", "the budget a hole"),
        ),
        (
            "Floodwaters were falling, the weather bureau said.",
            ("weather bureau", "indirect", "Floodwaters were falling"),
        ),
        (
            "After noting the need to protect the reef, President Amadou Keitane said patrols "
            "would double.",
            ("Amadou Keitane", "indirect", "the need to protect the reef"),
        ),
        (
            "President Teodoro Maia pointed to the success of the irrigation programme.",
            ("Teodoro Maia", "indirect", "the success of the irrigation programme"),
        ),
        (
            "Governor Femi Alade was adamant that no member would be expelled.",
            ("Femi Alade", "indirect", "no member would be expelled"),
        ),
        (
            "Ambassador Rosa Lind drew attention to the fact that half of them had not paid.",
            ("Rosa Lind", "indirect", "half of them had not paid"),
        ),
        (
            "Ambassador Rosa Lind made the point that the harbour was empty.",
            ("Rosa Lind", "indirect", "the harbour was empty"),
        ),
        (
            "Foreign Minister Alain Roche regretted that the talks had failed.",
            ("Alain Roche", "indirect", "the talks had failed"),
        ),
        (
            "It fell to Deputy Premier Jorge Quispe to explain that the decree was void.",
            ("Jorge Quispe", "indirect", "the decree was void"),
        ),
        (
            "The palace is studying the text, press secretary Kim Dowd said Wednesday, describing "
            "the talks as constructive.",
            ("Kim Dowd", "indirect", "the talks as constructive"),
        ),
        (
            "Minister Otto Wirth said Peru had taken note of it and asserted that the border "
            "would stay open.",
            ("Otto Wirth", "indirect", "the border would stay open"),
        ),
        (
            'Mayor Knut Hagen shook his head: "I was never asked about it," he said.',
            ("Knut Hagen", "direct", "I was never asked about it,"),
        ),
        (
            'President Mira Solak sent a message to the islanders. "I wish you a calm summer," '
            "the message reads.",
            ("Mira Solak", "direct", "I wish you a calm summer,"),
        ),
        (
            "A statement posted on the website of the Chilean Energy Ministry said the pipeline "
            "was safe.",
            ("Chilean Energy Ministry", "indirect", "the pipeline was safe"),
        ),
        (
            'Freedom Watch has called for his release. "He has committed no crime," the '
            "London-based group said.",
            ("Freedom Watch", "direct", "He has committed no crime,"),
        ),
        (
            'The miners refused the offer.\n\n"We will not go down for a promise."\n\nTheir '
            "leader, Juma Kalonji, spoke to reporters in Kitwe.",
            ("Juma Kalonji", "direct", "We will not go down for a promise."),
        ),
        (
            '"We have nothing to hide from anybody": President Juma Kalonji\n\nPresident Juma '
            "Kalonji met teachers on Monday.",
            ("Juma Kalonji", "direct", "We have nothing to hide from anybody"),
        ),
        (
            "Norway's prime minister said on Monday that the pipeline was safe.\n\n\"It is as "
            'safe as a church," Liv Aune told reporters in Molde.',
            ("Liv Aune", "indirect", "the pipeline was safe"),
        ),
        (
            "President Ana Rojas spoke on Monday. The accord —she said— is a step forward.",
            ("Ana Rojas", "indirect", "The accord is a step forward"),
        ),
        (
            "Mayor Shin Mori died in May. His family said that a letter had upset him.",
            ("Shin Mori's family", "indirect", "a letter had upset him"),
        ),
        (
            "One of the French officials said the talks had failed.",
            ("French official", "indirect", "the talks had failed"),
        ),
        (
            'Farmers in the north are angry. "They sold our water," one of them said.',
            ("farmer", "direct", "They sold our water,"),
        ),
        (
            "President Ivo Lind spoke about former president Mats Rehn, a convict. He pointed out "
            "that Rehn had lost the vote.",
            ("Ivo Lind", "indirect", "Rehn had lost the vote"),
        ),
        (
            "Premier Daniel Wanjala met Abdi Warsame, his rival. Warsame said that his father had "
            'built the road. "It took him nine days," he told the crowd.',
            ("Abdi Warsame", "direct", "It took him nine days,"),
        ),
        (
            "The Energy Ministry of Peru protested in a letter. The text adds that the pipeline "
            "is safe.",
            ("Energy Ministry of Peru", "indirect", "the pipeline is safe"),
        ),
        (
            'President Ivo Lind was in Riga. He quoted his mother: "Whoever forgets will pay."',
            ("Ivo Lind's mother", "direct", "Whoever forgets will pay."),
        ),
        (
            '"Cold food," Premier Ulf Berg wrote in his memoirs, "is the beginning of every war."',
            ("Ulf Berg", "direct", "Cold food, is the beginning of every war."),
        ),
        (
            "The road, as Premier Ulf Berg noted in March, is closed.",
            ("Ulf Berg", "indirect", "The road is closed"),
        ),
        (
            "The loan, Premier Ulf Berg told parliament on Monday, will be paid in May.",
            ("Ulf Berg", "indirect", "The loan will be paid in May"),
        ),
        (
            "The Foreign Ministry of Peru protested on Sunday. “The overflight was reckless,” "
            "the statement read.",
            ("Foreign Ministry of Peru", "direct", "The overflight was reckless,"),
        ),
        (
            "“The convoy will leave on Friday,” the statement issued by the Chilean Energy "
            "Ministry read.",
            ("Chilean Energy Ministry", "direct", "The convoy will leave on Friday,"),
        ),
        (
            'Minister Tarja Salo told the assembly: "The lake is dying.\n\n"We have ten years to '
            'save it."\n\nThe minister left.',
            ("Tarja Salo", "direct", "The lake is dying. We have ten years to save it."),
        ),
        (
            'President Jonas Birk opened the line on Monday. "It took us thirty years." "It was '
            'worth every one of them," he said.',
            (
                "Jonas Birk",
                "direct",
                "It took us thirty years. It was worth every one of them,",
            ),
        ),
        (
            '"It is as safe as a church." Those were the words of Minister Liv Aune in March.',
            ("Liv Aune", "direct", "It is as safe as a church."),
        ),
        (
            "The company, Norpipe, said it would compensate owners.",
            ("Norpipe", "indirect", "it would compensate owners"),
        ),
        (
            "Deputy Premier Sherzod Karim noted that transit through the pass had grown and "
            "expressed confidence that the railway would be finished.",
            ("Sherzod Karim", "indirect", "the railway would be finished"),
        ),
        (
            'The closure has hit traders hard. "I have sold nothing," said one of them, Wali Khan.',
            ("Wali Khan", "direct", "I have sold nothing,"),
        ),
        (
            "The guests met Deputy Minister Saad Turki, who stressed Iraq's keenness to trade.",
            ("Saad Turki", "indirect", "Iraq's keenness to trade"),
        ),
        (
            "Premier Ulf Berg would only say that the dam was old.",
            ("Ulf Berg", "indirect", "the dam was old"),
        ),
        (
            'Minister Jo Stadler sees no need for it. "We have enough," the Social Democrat said.',
            ("Jo Stadler", "direct", "We have enough,"),
        ),
        (
            "Per Ek, an aide to Premier Ulf Berg, said on condition of anonymity that the plan "
            "was dead.",
            ("Per Ek", "indirect", "the plan was dead"),
        ),
    ],
)
def test_forms_of_reporting(
    statements: Callable[[str], list[Said]], text: str, expected: Said
) -> None:
    assert expected in statements(text)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "If Sundria goes ahead, Norland will shut its ports, said Ola Brandt, the premier.",
            "If Sundria goes ahead, Norland will shut its ports",
        ),
        (
            "Should the cabinet lose, President Petra Holm warned last week, voters will decide.",
            "Should the cabinet lose voters will decide.",
        ),
        ("When asked about the raid, Ola Brandt said the port was open.", "the port was open."),
    ],
)
def test_a_condition_belongs_to_what_is_said(text: str, content: str, dossier_of: Read) -> None:
    (statement,) = dossier_of(text).statements
    assert statement.content.rstrip(".") == content.rstrip(".")


@pytest.mark.parametrize(
    "told",
    [
        ": that is how Norland's president, Ola Brandt, described the treaty.",
        " is how Norland's president, Ola Brandt, described the treaty.",
        " was how President Ola Brandt put it.",
    ],
)
def test_that_is_how_somebody_described_it(told: str, dossier_of: Read) -> None:
    dossier = dossier_of(f'"A direct threat to our fishermen"{told}')
    names = {actor.id: actor.name for actor in dossier.actors}
    (statement,) = dossier.statements
    assert (names[statement.speaker], statement.kind) == ("Ola Brandt", "direct")


def test_the_title_in_capitals_is_whose_visit_is_told(dossier_of: Read) -> None:
    text = (
        "Minister Quispe meets the press\nMinister Ana Quispe of Peru flew to Oslo. Lars Berg, "
        "Norway's Minister of Trade, met her. The Minister said that all was well."
    )
    dossier = dossier_of(text)
    [statement] = dossier.statements
    assert {a.name for a in dossier.actors if a.id == statement.speaker} == {"Ana Quispe"}


_TALKS = (
    "Norland's foreign minister, Tarja Lindqvist, met Dawit Kedir of Tesmar in Port Vell on Monday "
    "to talk about the ferry. "
)


def _told_after_talks(dossier: Dossier) -> list[tuple[str, str, str]]:
    names = {actor.id: actor.name for actor in dossier.actors}
    return [(names[s.speaker], s.kind, s.content) for s in dossier.statements]


@pytest.mark.parametrize(
    ("phrase", "speaker"),
    [
        ("her office", "Tarja Lindqvist's office"),
        ("her people", "Tarja Lindqvist's people"),
        ("someone who was there", "someone who was there"),
        ("a person who was present", "person"),
        ("two diplomats who were present", "two diplomats"),
        ("an aide to Lindqvist", "aide to Tarja Lindqvist"),
        ("Olaf Brun of the dockers' union", "Olaf Brun"),
    ],
)
@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("The ferry will sail again in June, {v} {s}.", "The ferry will sail again in June"),
        ("The ferry will sail again in June, {s} {v}.", "The ferry will sail again in June"),
        ("The ferry will sail again in June, or so {s} {v}.", "The ferry will sail again in June"),
        ("No time, {v} {s}.", "No time"),
        ("“We sail in June, whatever comes,” {v} {s}.", "We sail in June, whatever comes,"),
    ],
)
def test_whoever_says_so_and_wherever(
    form: str, content: str, phrase: str, speaker: str, dossier_of: Read
) -> None:
    verb = "say" if phrase.split()[1] in ("people", "diplomats") else "says"
    told = _told_after_talks(dossier_of(_TALKS + form.format(s=phrase, v=verb)))
    who, _, what = told[0]
    assert (len(told), who.replace("aide to Lind", "aide to Tarja Lind"), what) == (
        1,
        speaker,
        content,
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "On Monday, said Lindqvist.",
        "“We shall sail in June and not a day later,” people close to the harbour say.",
        "The ferry, she rose to say, nothing more.",
        "Someone says that the ferry will sail.",
        "People say that the ferry will sail.",
        "A week later, the minister complained.",
    ],
)
def test_whom_nobody_knows_says_nothing(sentence: str, dossier_of: Read) -> None:
    told = _told_after_talks(dossier_of(_TALKS + sentence))
    assert [who for who, _, _ in told if "Lindqvist" in who] == []
    assert len(told) <= 1


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Lindqvist called the deal a step back.", "the deal a step back"),
        ("Lindqvist calls the trip to Port Vell a step forward.", "a step forward"),
        ("Lindqvist called the envoys home a week later.", None),
        ("Lindqvist called the delegation together.", None),
    ],
)
def test_a_step_back_is_what_something_is_called(
    sentence: str, content: str | None, dossier_of: Read
) -> None:
    told = _told_after_talks(dossier_of(_TALKS + sentence))
    assert [what.endswith(content or "?") for _, _, what in told] == ([True] if content else [])


@pytest.mark.parametrize("place", ["Port Vell", "Oslo", "the Mardun Valley"])
def test_a_letter_from_somewhere_is_a_column(place: str, dossier_of: Read) -> None:
    text = (
        f"Letter from {place}: a guest and a lamp\n26 November 1993\n\nThe lights stayed on in "
        "my street on Wednesday, and I knew that there was company.\n\nI have met nobody who "
        "knows what was said. My landlady thinks that it was about flour."
    )
    assert dossier_of(text).statements == ()
