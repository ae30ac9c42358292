"""Topics of statements and events: concepts, noun phrases, relations of two countries."""

from collections.abc import Callable

import pytest

from graph_builder import reading
from graph_builder.extraction import extract
from graph_builder.model import Article, Dossier, Topic

TOPICS = "https://w3id.org/chancery/topics#"


@pytest.fixture(scope="module")
def read() -> Callable[[str], Dossier]:
    nlp = reading.load()

    def extract_from(text: str) -> Dossier:
        return extract(nlp(text), Article("a", None, None, None, "2025-04-09", "en", text))

    return extract_from


@pytest.fixture(scope="module")
def topics(read: Callable[[str], Dossier]) -> Callable[[str], tuple[Topic, ...]]:
    """The topics of the one statement of a text."""

    def find(text: str) -> tuple[Topic, ...]:
        [statement] = read(text).statements
        return statement.topics

    return find


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Olaf Scholz said he would step down as the party's treasurer.", "resignation"),
        ("Olaf Scholz said that Emmanuel Macron had congratulated him.", "congratulations"),
        ("Olaf Scholz said he had been on the phone to Emmanuel Macron.", "phone call"),
        ("Emmanuel Macron had left. Olaf Scholz said Macron rang him.", "phone call"),
    ],
)
def test_an_act_is_a_topic_by_its_name(
    topics: Callable[[str], tuple[Topic, ...]], text: str, label: str
) -> None:
    assert any(topic.label.startswith(label) for topic in topics(text)[:3])


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (
            "Olaf Scholz said that the tariffs on steel would be lifted.",
            Topic("tariffs", f"{TOPICS}tariffs"),
        ),
        (
            "Olaf Scholz said he would take Japan–South Korea relations to new heights.",
            Topic("Japan–South Korea relations", f"{TOPICS}japan-south-korea-relations"),
        ),
        (
            "Olaf Scholz said that the salmon ladder had been repaired.",
            Topic("salmon ladder"),
        ),
        (
            "Emmanuel Macron left. Olaf Scholz said that no meeting with Macron was planned.",
            Topic("meeting with Emmanuel Macron"),
        ),
    ],
)
def test_the_main_topic_comes_first(
    topics: Callable[[str], tuple[Topic, ...]], text: str, topic: Topic
) -> None:
    assert topics(text)[0] == topic


def test_an_act_told_by_a_verb_is_a_topic(topics: Callable[[str], tuple[Topic, ...]]) -> None:
    labels = [t.label for t in topics("Japan said that it had not invited Olaf Scholz.")]
    assert "invitation" in labels


def test_names_hold_no_concepts(topics: Callable[[str], tuple[Topic, ...]]) -> None:
    found = topics("Olaf Scholz said that the Ministry of Trade and Security was wrong.")
    assert not {f"{TOPICS}trade", f"{TOPICS}security"} & {t.concept for t in found}


def test_a_pronoun_is_helped_out_by_the_sentence_before(
    topics: Callable[[str], tuple[Topic, ...]],
) -> None:
    text = 'Sanctions were discussed in Bonn. "They will end," Olaf Scholz told reporters.'
    assert "Sanctions" in [t.label for t in topics(text)]


def test_labels_are_distinct_and_few(topics: Callable[[str], tuple[Topic, ...]]) -> None:
    found = topics(
        "Olaf Scholz said that trade, energy, migration, tourism, fishing, culture and trade "
        "would be discussed by the ministers of both countries in the spring."
    )
    labels = [t.label.lower() for t in found]
    assert 3 <= len(labels) <= 5
    assert len(set(labels)) == len(labels)


def test_an_agreement_is_about_what_was_agreed(read: Callable[[str], Dossier]) -> None:
    dossier = read(
        "Olaf Scholz and Emmanuel Macron agreed in Bonn to deepen cooperation on artificial "
        "intelligence, trade and the denuclearization of the Korean Peninsula."
    )
    [agreed] = [e for e in dossier.events if e.type == "agree"]
    concepts = {t.concept for t in agreed.topics}
    wanted = ("artificial-intelligence", "trade", "denuclearization")
    assert {f"{TOPICS}{name}" for name in wanted} <= concepts


def test_a_joint_statement_is_about_what_it_is_said_to_hold(
    read: Callable[[str], Dossier],
) -> None:
    dossier = read(
        "Japan and South Korea issued a joint statement in Tokyo. "
        "The statement pledged cooperation on trade and semiconductors."
    )
    [issued] = [e for e in dossier.events if e.type == "joint_statement"]
    assert f"{TOPICS}trade" in {t.concept for t in issued.topics}


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Olaf Scholz said ministers were unhappy with the customs union.", "customs union"),
        ("Olaf Scholz said it was a gift from a customs union.", "customs union"),
    ],
)
def test_persons_and_judgements_are_seldom_the_matter(
    topics: Callable[[str], tuple[Topic, ...]], text: str, matter: str
) -> None:
    assert topics(text)[0].label == matter
