"""Pronouns in portraits, after names stressed or revealed late, and beside joint subjects."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from graph_builder.extraction.actors import find_actors
from graph_builder.extraction.coreference import resolve_references
from graph_builder.extraction.tokens import Doc
from tests.extraction.readings import Read, lines, named

Resolve = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def resolve(nlp: Language) -> Resolve:
    """The names behind the last occurrence of a word in a text."""

    def find(text: str, word: str) -> list[str]:
        discourse, findings = find_actors(Doc.of(nlp(text)))
        resolve_references(discourse, findings)
        token = [t for t in discourse.doc if t.text == word][-1]
        return [entity.name for entity in discourse.resolve(token, conjuncts=False)]

    return find


PORTRAIT = (
    "Anna Holt, who taught kings to wait, dies at 90\n"
    "Anna Holt, a judge's daughter, died on Monday in Oslo. She was 90. She had never married.\n"
    "She joined the ministry in 1960. In 1971 she flew to Cairo, where she met President Adil "
    "Fares. She later rang his successor, Mona Sabry, every week until Sabry answered.\n"
)
OBITUARY = (
    "Lars Berg, ferryman of treaties\n"
    "Lars Berg, who died on Monday in Oslo, had few friends. He liked boats.\n"
    "Premier Omar Faye, who told the cabinet of it, wept. Per Holm will follow.\n"
)
CASES = [
    # a paragraph of a portrait goes on with whom it is about
    (PORTRAIT + "Failure stayed with her longer.", "her", ["Anna Holt"]),
    (PORTRAIT + "In 1985 the council made her its envoy.", "her", ["Anna Holt"]),
    (PORTRAIT + "Sabry left in June. The council thanked her.", "her", ["Mona Sabry"]),
    (PORTRAIT + "“She taught me a lot,” Sabry said.", "She", ["Anna Holt"]),
    (PORTRAIT + "Mona Sabry said so. “We lost a friend,” she said.", "she", ["Mona Sabry"]),
    # whoever was "him" goes on; "whose" is of the name before it
    (
        "Omar Faye has his critics. His boss, Premier Kim Diallo, calls him a ferryman. He smiles.",
        "He",
        ["Omar Faye"],
    ),
    (
        "Turner led the party. His successor, Scott Wells, left. He snubbed the festival.",
        "He",
        ["Scott Wells"],
    ),
    (
        "Crowds waited in Oslo for Ana Quispe, whose stop there was dropped.",
        "whose",
        ["Ana Quispe"],
    ),
    # also where a land opens the paragraph, or another ends the one before
    (
        OBITUARY + "Oslo tired him. Ana Quispe named him envoy in 1995. The king gave him a medal.",
        "him",
        ["Lars Berg"],
    ),
    (
        OBITUARY + "In 1993 Premier Omar Faye made him his aide. In 1996 he left.",
        "he",
        ["Lars Berg"],
    ),
    # not who stands beside the pronoun in its clause
    (
        "Ivan Rusk led the party. With Lars Berg he quarrelled.",
        "he",
        ["Ivan Rusk"],
    ),
    ("Ivan Rusk flew home. His wife is with him.", "him", ["Ivan Rusk"]),
    # a day that is his is of who acts on it; who is sent somewhere acts there
    (
        "Ivan Rusk left. On Friday, his last day as president, Lars Berg filed a complaint.",
        "his",
        ["Lars Berg"],
    ),
    (
        "Ivan Rusk signed the text. Chile sent Lars Berg to Lima, where he met Ana Quispe.",
        "he",
        ["Lars Berg"],
    ),
    # stressed, joint, told by what somebody is
    (
        "President Omar Faye rang Premier Luc Diallo. Diallo himself was silent.",
        "himself",
        ["Luc Diallo"],
    ),
    (
        "Ivan Rusk arrived in Oslo. Lars Berg and Per Holm met at his hotel.",
        "his",
        ["Ivan Rusk"],
    ),
    ("A miner's son, he met Lars Berg.", "he", []),
    (
        "Lars Berg visited Ana Quispe. Quispe admits having given him tea.",
        "him",
        ["Lars Berg"],
    ),
    # revealed by the predicate
    (
        "The man who had pressed them to meet is Lars Berg, head of the council. He flew home.",
        "He",
        ["Lars Berg"],
    ),
    ("The caller was Ana Quispe. She was brief.", "caller", ["Ana Quispe"]),
    ("The caller was not Ana Quispe.", "caller", []),
    # what is said of somebody is said by another
    ("“Lund took our words and made them songs,” he said.", "he", []),
    (
        "Berg spoke for Oslo. He was tired, Berg said. “Lund was our friend,” he added.",
        "he",
        ["Berg"],
    ),
]


@pytest.mark.parametrize(("text", "word", "expected"), CASES)
def test_pronouns_mean_whom_the_text_is_about(
    resolve: Resolve, text: str, word: str, expected: list[str]
) -> None:
    assert resolve(text, word) == expected


PLURALS = [
    (
        "The government of Norway and the Amber Front agreed on Friday. Bishop Omar Faye carried "
        "the drafts. The foreign minister of Sudria, Ana Quispe, read them out. Each camp will "
        "free ten men.",
        "camp",
        ["Norway", "Amber Front"],
    ),
    (
        "President Omar Faye of Norland and President Ana Quispe of Sudria rang on Monday. In June "
        "the two heads of state were to have met.",
        "heads",
        ["Omar Faye", "Ana Quispe"],
    ),
    # two of one sentence who do something together
    (
        "Omar Faye rang Ana Quispe on Monday. They talked for an hour.",
        "They",
        ["Omar Faye", "Ana Quispe"],
    ),
    (
        "Omar Faye broke off a rally to ring Ana Quispe. Their last call had ended in a quarrel.",
        "Their",
        ["Omar Faye", "Ana Quispe"],
    ),
    (
        "Omar Faye met Ana Quispe on Monday. Faye fell ill when the two last spoke.",
        "two",
        ["Omar Faye", "Ana Quispe"],
    ),
    # the leaders, long after they were named
    (
        "Omar Faye, president of Norland, left. Ana Quispe, premier of Sudria, stayed. "
        + "It rained. " * 8
        + "A summit of the two leaders was called off.",
        "leaders",
        ["Omar Faye", "Ana Quispe"],
    ),
    ("Omar Faye hired Ana Quispe. Their firm sells boats.", "Their", []),
]


@pytest.mark.parametrize(("text", "word", "expected"), PLURALS)
def test_plurals_take_up_the_parties(
    resolve: Resolve, text: str, word: str, expected: list[str]
) -> None:
    assert sorted(resolve(text, word)) == sorted(expected)


_LIFE = (
    "Joram Kabe, peacemaker\nObituary, 4 June\n\nHe murmured. Joram Kabe, who died in Oslo on"
    " Saturday, was a rebel first.\n\n"
)


@pytest.mark.parametrize(
    ("paragraph", "sentence"),
    [
        ("Then came Brazil. In May he and Lars Berg met in Rome.", "meet"),
        ("Peru defeated him. Lars Berg named him envoy. In June he visited Lima.", "visit"),
        ("In May Lars Berg received him; Tabo Vask gave him a post. He visited Lima.", "visit"),
        ("Lars Berg gave him an hour in Rome. The contract that he signed with Mateus Roa cost"
         " him friends.", "sign"),
    ],
)  # fmt: skip
def test_in_an_obituary_he_goes_on_to_be_who_died(
    dossier_of: Read, paragraph: str, sentence: str
) -> None:
    dossier = dossier_of(_LIFE + paragraph)
    assert any(sentence in line and "Joram Kabe" in line for line in lines(dossier))


@pytest.mark.parametrize(
    "paragraph",
    [
        "In 1997 Lars Berg hired soldiers, they mutinied, and he visited Lima.",
        "In May Lars Berg flew to Rome. He visited Lima in June.",
        "Amina Kariuki spoke in May. She visited Lima in June.",
    ],
)
def test_in_an_obituary_another_may_act_too(dossier_of: Read, paragraph: str) -> None:
    visits = [line for line in lines(dossier_of(_LIFE + paragraph)) if "Lima" in line]
    assert visits
    assert not any("Joram Kabe" in line for line in visits)


def test_a_sheikh_may_be_a_woman(dossier_of: Read) -> None:
    text = "Lars Berg received Sheikh Halima in Rome. She visited Lima on Tuesday."
    assert any("visit" in line and "Halima" in line for line in lines(dossier_of(text)))


def test_with_whom_one_quarrels_is_another(dossier_of: Read) -> None:
    text = "Mateus Roa loved to talk. With Lars Berg he met in Rome, and he visited Lima."
    assert not any("Lima Lars Berg" in line for line in lines(dossier_of(text)))


def test_who_is_sent_somewhere_acts_there(dossier_of: Read) -> None:
    text = "Mr Roa denied it. Peru sent Tabo Vask to Lagos, where he met Amina Kariuki."
    assert any("meet" in line and "Tabo Vask" in line for line in lines(dossier_of(text)))


def test_him_is_who_was_called_when_another_calls(dossier_of: Read) -> None:
    text = "Lars Berg rang Mateus Roa on Monday. Tabo Vask called him on Tuesday."
    assert any("Mateus Roa, Tabo Vask" in line for line in lines(dossier_of(text)))


@pytest.mark.parametrize(
    ("text", "visitor"),
    [
        ("Tabo Vask met Lars Berg, who hopes that he may visit Lima.", "Lars Berg"),
        ("Tabo Vask met Lars Berg. A monk who says he visited Lima left.", "monk"),
        ("Lars Berg met Signe Lund-Vask. She visited Lima in May.", "Signe Lund-Vask"),
        ("Ana Vask met Asta Helgudottir and Lars Berg. He visited Lima in May.", "Lars Berg"),
    ],
)
def test_who_hopes_and_whose_name_tells_it(dossier_of: Read, text: str, visitor: str) -> None:
    found = {line for line in lines(dossier_of(text)) if line.startswith("visit")}
    assert all(line.endswith(visitor) for line in found)


def test_and_with_his_counterpart_is_of_whom_was_named_before(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Kim Lund, the Irish minister, spoke with Mr. Berg on Monday and with his Peruvian"
        " counterpart, Ana Quispe, on Tuesday."
    )
    assert named(dossier, "Ana Quispe").office is None  # Berg's is not told


def test_who_acts_before_a_semicolon_may_be_he_behind_it(dossier_of: Read) -> None:
    text = "In May Tabo Vask travelled to Lima; he and the Peruvian premier, Abel Quispe, met."
    assert any("Abel Quispe, Tabo Vask" in line for line in lines(dossier_of(text)))


def test_who_was_his_in_a_sentence_is_not_her_in_it(resolve: Resolve) -> None:
    text = (
        "Omari Sendu came. It was Lwandi Mareko who opened his house in May to Tessa Holm, a "
        "former judge, and Boro Quist, her opposite number from Lima."
    )
    assert resolve(text, "her") == ["Tessa Holm"]


def test_who_says_it_is_not_who_is_met(dossier_of: Read) -> None:
    text = (
        "President Omar Faye is at home. Ana Quispe may use the occasion to meet Faye, an official "
        "in Lima said."
    )
    dossier = dossier_of(text)
    [statement] = dossier.statements
    assert statement.speaker != named(dossier, "Omar Faye").id


MET = "Kenyan President Lars Berg met his Peruvian counterpart, Ana Quispe, in Lima on Monday."


def test_they_are_those_who_met_some_sentences_ago(dossier_of: Read) -> None:
    text = f"{MET} The talks lasted three hours. It rained all day. They agreed to restore flights."
    assert "agree happened None 2025-04-07 Ana Quispe, Lars Berg" in lines(dossier_of(text))


@pytest.mark.parametrize(
    "after",
    [
        "The talks lasted three hours. Residents were angry. They agreed to strike.",
        "The talks lasted three hours. Chile's Luis Soto was absent. They agreed to meet.",
    ],
)
def test_they_are_not_those_who_met_where_others_act_since(dossier_of: Read, after: str) -> None:
    assert not any(told.startswith("agree") for told in lines(dossier_of(f"{MET} {after}")))
