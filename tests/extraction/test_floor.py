"""Who has the floor: whose words a report goes on with that only "he" or "it" tells of."""

from collections.abc import Callable

import pytest

from tests.extraction.readings import Said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (  # coreference takes "he" for whom the quotation speaks of
            "The road is one more step, said Federico Anders, head of the port authority.\n\n"
            '"We are glad to have Exbank as a strategic ally that believes in us," he said.',
            [
                ("Federico Anders", "indirect", "The road is one more step"),
                ("Federico Anders", "direct", "We are glad to have Exbank as a strategic ally"),
            ],
        ),
        (  # a speaker may speak of his own office
            "Interior Minister Leo Sander opened a bureau on Monday. Sander said that he would "
            'defend it.\n\n"Without a bureau the interior minister cannot do what the law asks," '
            "he said.",
            [
                ("Leo Sander", "indirect", "he would defend it"),
                ("Leo Sander", "direct", "Without a bureau the interior minister cannot do"),
            ],
        ),
        (
            "The Norland Dockers' Union met on Monday. The union said that the strike would go on."
            '\n\n"We cannot accept an offer that cuts our wages," it said.',
            [
                ("Norland Dockers' Union", "indirect", "the strike would go on"),
                ("Norland Dockers' Union", "direct", "We cannot accept an offer"),
            ],
        ),
        (  # a phrase that says nothing new takes up whoever spoke
            "Ana Kruse, a broker in Bern, said the port would be dredged.\n\n"
            '"The cost will be borne by the port alone," said the customs broker.',
            [
                ("Ana Kruse", "indirect", "the port would be dredged"),
                ("Ana Kruse", "direct", "The cost will be borne by the port alone"),
            ],
        ),
    ],
)
def test_who_goes_on(
    statements: Callable[[str], list[Said]], text: str, said: list[tuple[str, str, str]]
) -> None:
    found = statements(text)
    assert [(who, kind) for who, kind, _ in found] == [(who, kind) for who, kind, _ in said]
    for (_, _, content), (_, _, words) in zip(found, said, strict=True):
        assert words in content


@pytest.mark.parametrize(
    "lead",
    [
        "Rolf Duhan praised the port but admitted that the country was not ready for ships.",
        "The union's chairman, Rolf Duhan, said members were tired. He added that talks were dead.",
        "Rolf Duhan rejected claims made by an aide that the leader did not agree with the plan.",
    ],
)
def test_what_stands_alone_after_a_report_goes_on(
    statements: Callable[[str], list[Said]], lead: str
) -> None:
    text = lead + '\n\n"It is hard because there is much fear. The world is not brave enough."\n\n'
    text += "Activist Selma Gama said on Friday that the port would not open."
    found = [who for who, kind, _ in statements(text) if kind == "direct"]
    assert found == ["Rolf Duhan"]


def test_several_who_go_on_are_nobody(statements: Callable[[str], list[Said]]) -> None:
    text = "Nora Sapper said the house was cold. She and her sisters said they were beaten there."
    assert len(statements(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "President Ivo Lund said on Monday that he was glad. The road will be dull, the spokesman "
        "said.",
        "President Ivo Lund said on Monday that he was glad. The road will be dull, the source "
        "said.",
        "Dr Ivo Lund said on Monday that he was glad. The other specialist added that it was late.",
    ],
)
def test_another_does_not_go_on(statements: Callable[[str], list[Said]], text: str) -> None:
    assert [who for who, _, _ in statements(text)] == ["Ivo Lund"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The Norlandian Embassy said visas would be dearer from May.\n\n"
            "“Applicants need to book a day for themselves,” they said.",
            "Norlandian Embassy",
        ),
        (
            "A statement issued by Attorney General Gunnar Dame told of the new law. The "
            "statement said courts would need more judges. The statement added that they were few.",
            "Gunnar Dame",
        ),
        (
            "The Anti Corruption Bureau arrested a clerk. In a statement, the bureau said it had "
            "been told of a bribe. The clerk was led away, the statement said.\n\n"
            "“Both of them took the bribe from the baker,” the statement said.",
            "Anti Corruption Bureau",
        ),
    ],
)
def test_texts_and_bodies_go_on(
    statements: Callable[[str], list[Said]], text: str, speaker: str
) -> None:
    found = [who for who, _, _ in statements(text)]
    assert len(found) >= 2
    assert set(found) == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "Ana Rey said the talks had failed. He added that the port was closed.",
        "Ana Rey said the talks had failed. The port, he said, was closed.",
    ],
)
def test_a_given_name_tells_who_does_not_go_on(
    statements: Callable[[str], list[Said]], text: str
) -> None:
    assert [who for who, _, _ in statements(text)] == ["Ana Rey"]
