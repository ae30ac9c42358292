"""Statements read from sentences: who said what to whom, in direct and indirect speech."""

from collections.abc import Callable

import pytest

from graph_builder.model import Dossier, Statement
from tests.extraction.readings import Said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Premier Ann Holt met us.\nQuote attributable to the Premier:\n"
            '"Old friends can disagree over fish."',
            ("Ann Holt", "direct", "Old friends can disagree over fish."),
        ),
        (
            '"We agree on it," said Norway\'s Espen Lund on Monday.',
            ("Espen Lund", "direct", "We agree on it,"),
        ),
        (
            '"We have nothing to hide," says Holt\'s spokeswoman.',
            ("Holt's spokeswoman", "direct", "We have nothing to hide,"),
        ),
        (
            '"Our alliance is ironclad," Joe Biden told reporters in Seoul.',
            ("Joe Biden", "direct", "Our alliance is ironclad,"),
        ),
        (
            "“We must build on it,” said President Emmanuel Macron.",
            ("Emmanuel Macron", "direct", "We must build on it,"),
        ),
        (
            'Foreign Minister Sergei Lavrov told reporters: "There is nothing to discuss."',
            ("Sergei Lavrov", "direct", "There is nothing to discuss."),
        ),
        (
            '"We have counted the ships," Admiral Solvei Thrane said, "and we know them."',
            ("Solvei Thrane", "direct", "We have counted the ships, and we know them."),
        ),
        (
            "“This is peace with dignity,” King Hussein told the crowd. “This is peace.”",
            ("Hussein", "direct", "This is peace with dignity, This is peace."),
        ),
        (
            "“We don't like him either.” – Dmitry Peskov, the Kremlin's spokesman",
            ("Dmitry Peskov", "direct", "We don't like him either."),
        ),
        (
            "The talks ended.\n\n“We will meet again in May.”\n\n– Jeffrey Kingston",
            ("Jeffrey Kingston", "direct", "We will meet again in May."),
        ),
        (
            'Foreign Minister Maris Sangiam: "We want the fighting to stop at once."',
            ("Maris Sangiam", "direct", "We want the fighting to stop at once."),
        ),
        (
            "“We want peace”, said Tomas Lind.",
            ("Tomas Lind", "direct", "We want peace"),
        ),
        (
            "“We will not sign,” Ana Quispe said, and went on: “Nobody asked us.”",
            ("Ana Quispe", "direct", "We will not sign, Nobody asked us."),
        ),
        (
            "Tomas Lind was blunt. “We are buying time, nothing else.”",
            ("Tomas Lind", "direct", "We are buying time, nothing else."),
        ),
    ],
)
def test_direct_speech(statements: Callable[[str], list[Said]], text: str, expected: Said) -> None:
    assert statements(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chancellor Olaf Scholz said that Germany would send more aid.",
            ("Olaf Scholz", "Germany would send more aid"),
        ),
        (
            "Embassies will reopen in May, Olaf Scholz wrote on Twitter.",
            ("Olaf Scholz", "Embassies will reopen in May"),
        ),
        (
            "The border is closed, Ben Rhodes, the deputy adviser, told reporters.",
            ("Ben Rhodes", "The border is closed"),
        ),
        (
            "It is clear, Boris Johnson says, that there should be a new leader.",
            ("Boris Johnson", "It is clear there should be a new leader"),
        ),
        (
            "Emmanuel Macron described the plan as naive.",
            ("Emmanuel Macron", "the plan as naive"),
        ),
        (
            "According to Olaf Scholz, the talks will go on in Berlin.",
            ("Olaf Scholz", "the talks will go on in Berlin"),
        ),
        (
            "Japan denied that a deal had been reached.",
            ("Japan", "a deal had been reached"),
        ),
        (
            'Olaf Scholz said the offer was "thin".',
            ("Olaf Scholz", 'the offer was "thin"'),
        ),
        (
            "State radio said Olaf Scholz told the envoys that the fleet would stay at home.",
            ("Olaf Scholz", "the fleet would stay at home"),
        ),
        (
            "Olaf Scholz expressed hope that relations would improve.",
            ("Olaf Scholz", "relations would improve"),
        ),
    ],
)
def test_indirect_speech(
    statements: Callable[[str], list[Said]], text: str, expected: tuple[str, str]
) -> None:
    [(speaker, kind, quote)] = statements(text)
    assert (kind, speaker, quote) == ("indirect", *expected)


@pytest.mark.parametrize(
    ("text", "quote", "content"),
    [
        (
            'Olaf Scholz said it was important "to stay the course with our allies".',
            "to stay the course with our allies",
            'it was important "to stay the course with our allies"',
        ),
        (
            'Emmanuel Macron called Japan "an indispensable partner of France" in May.',
            "an indispensable partner of France",
            'Japan "an indispensable partner of France"',
        ),
        (
            "A truce could follow, Olaf Scholz says, if “both sides bring an appetite”.",
            "both sides bring an appetite",
            "A truce could follow if “both sides bring an appetite”",
        ),
    ],
)
def test_a_quoted_fragment_is_direct_and_keeps_its_clause(
    dossier_of: Callable[[str], Dossier], text: str, quote: str, content: str
) -> None:
    [statement] = dossier_of(text).statements
    assert (statement.kind, statement.quote) == ("direct", quote)
    assert statement.content.startswith(content)


def test_two_reporting_verbs_are_two_statements(
    statements: Callable[[str], list[Said]],
) -> None:
    found = statements("Olaf Scholz said the mine was safe, adding that its gates would stay open.")
    assert [quote for _, _, quote in found] == ["the mine was safe", "its gates would stay open"]


def test_what_is_added_is_a_quotation_of_its_own(
    statements: Callable[[str], list[Said]],
) -> None:
    found = statements("“We will not sign,” Ana Quispe said, adding: “The door is open to them.”")
    assert [quote for _, _, quote in found] == ["We will not sign,", "The door is open to them."]


def test_what_another_agrees_is_not_the_first_ones(
    statements: Callable[[str], list[Said]],
) -> None:
    found = statements("“It is not over,” said Nils Berg. “Nobody wants this,” agreed another.")
    assert found == [("Nils Berg", "direct", "It is not over,")]


def test_a_speech_over_paragraphs_is_one_statement(
    statements: Callable[[str], list[Said]],
) -> None:
    text = (
        "“My father never wrote anything down.\n\n"
        "“You write it down afterwards,” Hanna Brandt says, pouring coffee."
    )
    assert statements(text) == [
        (
            "Hanna Brandt",
            "direct",
            "My father never wrote anything down. You write it down afterwards,",
        )
    ]


def test_a_quote_printed_twice_is_one_statement(
    statements: Callable[[str], list[Said]],
) -> None:
    text = (
        "'The embargo is going to end,' Obama tells Cubans\n\n"
        'President Barack Obama was in Havana. "The embargo is going to end," Obama said.'
    )
    assert len(statements(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        'The two leaders said that ties between them were "excellent".',
        "The BBC reported that the talks had failed.",
        "Olaf Scholz did not say that the talks had failed.",
        "Olaf Scholz is expected to say that the talks have failed.",
        "Olaf Scholz might say that the talks have failed.",
        "It was announced that the talks had failed.",
        'The plan, which Olaf Scholz called "excellent", was signed.',
        'The so-called "comfort women" were never asked.',
        "Olaf Scholz urged Japan to lift the tariffs.",
        "Olaf Scholz called off a visit to Oslo over a budget dispute at home.",
    ],
)
def test_what_is_no_statement(statements: Callable[[str], list[Said]], text: str) -> None:
    assert statements(text) == []


def test_a_first_person_release_speaks_in_every_paragraph(
    statements: Callable[[str], list[Said]],
) -> None:
    text = (
        "Statement by Foreign Minister Ilse Marant on the events in Lisbon\n3 June 2025\n\n"
        "I condemn the attack on our consulate in the strongest terms.\n\n"
        "I have today summoned the ambassador and asked him for an explanation.\n"
    )
    found = statements(text)
    assert [(speaker, kind) for speaker, kind, _ in found] == [("Ilse Marant", "direct")] * 2


def test_the_reporting_clause_dates_and_addresses_a_statement(
    dossier_of: Callable[[str], Dossier],
) -> None:
    dossier = dossier_of("Olaf Scholz told Emmanuel Macron on Tuesday that the talks had failed.")
    [statement] = dossier.statements
    names = {actor.id: actor.name for actor in dossier.actors}
    assert names[statement.addressee or ""] == "Emmanuel Macron"
    assert (statement.date, statement.time.phrase) == ("2025-04-08", "on Tuesday")


def test_content_mentions_actors_but_not_the_speaker(dossier_of: Callable[[str], Dossier]) -> None:
    dossier = dossier_of("Japan met Ukraine. Olaf Scholz said that Japan would help Ukraine.")
    [statement] = dossier.statements
    names = {actor.id: actor.name for actor in dossier.actors}
    assert [names[m] for m in statement.mentions] == ["Japan", "Ukraine"]


def test_evidence_is_exact(dossier_of: Callable[[str], Dossier]) -> None:
    text = '"One thing is clear," Olaf Scholz said in Berlin. "We will talk to them."'
    dossier = dossier_of(text)
    [statement] = dossier.statements
    assert all(text[e.start : e.end] == e.text for e in statement.evidence)
    assert quote_of(statement) == statement.quote
    assert 0 < statement.confidence <= 1


def quote_of(statement: Statement) -> str:
    return " ".join(e.text for e in statement.evidence if "quote" in e.supports)
