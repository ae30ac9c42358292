"""Plurals: "the pair", "both men", "the two countries" are those of the occasion told last."""

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
    """The names of those whom the last such word of a text stands for, in alphabetical order."""

    def members(text: str, word: str) -> list[str]:
        discourse, findings = find_actors(Doc.of(nlp(text)))
        resolve_references(discourse, findings)
        token = [t for t in discourse.doc.tokens if t.text == word][-1]
        return sorted(entity.name for entity in discourse.resolve(token, conjuncts=False))

    return members


BEFORE = "Ana Quispe rang Tomas Lund in March. "


@pytest.mark.parametrize(
    ("text", "word"),
    [
        # whom a verb brings together, rather than who stands near
        (BEFORE + "Lars Berg had two hours with Omar Faye. Then the two signed a pact.", "two"),
        (BEFORE + "Lars Berg received Omar Faye in Oslo. The pair signed a pact.", "pair"),
        (BEFORE + "Lars Berg flew to Lima with Omar Faye. The two men saw Quispe.", "men"),
        (BEFORE + "Omar Faye was welcomed by Lars Berg. Both men praised Lund.", "men"),
        # who is named in the sentence before, in whatever place
        (
            BEFORE + "Omar Faye spent a week in Oslo at the invitation of Lars Berg, the foreign "
            "minister. The two discussed fish.",
            "two",
        ),
        (BEFORE + "Lars Berg won Omar Faye's support; the two published a plan.", "two"),
        # the same word can mean others than before
        (
            "Ana Quispe met Tomas Lund, and the two agreed on a pact. Lars Berg sat down with "
            "Omar Faye on Friday. The two agreed to speak again.",
            "two",
        ),
        # who gives or thanks is none of those who get it
        (
            "Lars Berg met Omar Faye on Monday. Ana Quispe and Nina Lund thanked both men.",
            "men",
        ),
        # who tells it is none of them
        (
            "Lars Berg plans to return Omar Faye's visit; a Chilean diplomat said the two men "
            "might sign a pact.",
            "men",
        ),
        # who stands beside the plural
        (BEFORE + "The foreign ministers, Lars Berg and Omar Faye, signed a pact.", "ministers"),
        (BEFORE + "Lars Berg and Omar Faye, then the foreign ministers, signed it.", "ministers"),
        (
            "Foreign Ministers Ana Quispe of Peru and Tomas Lund of Norway met. The pact was "
            "signed by the ministers in charge of trade, Mr. Lars Berg for Norway and Mr. Omar "
            "Faye for Peru.",
            "ministers",
        ),
        (
            BEFORE + "In Oslo the two chiefs of staff, Norway's Lars Berg and Peru's Omar Faye, "
            "signed an accord.",
            "chiefs",
        ),
        (
            BEFORE + "The two foreign ministers, Norway's Lars Berg and Omar Faye, are to sign it.",
            "ministers",
        ),
        (
            "In 1998 two generals who could not stand each other, Colonel Lars Berg of Norway and "
            "Peru's General Omar Faye, spent a week in Lima.",
            "generals",
        ),
        (
            BEFORE + "In 1998 the foreign ministers of the day, Lars Berg in Oslo and Omar Faye in "
            "Lima, put out a statement.",
            "ministers",
        ),
        # the two of them
        (BEFORE + "Lars Berg is silent on Omar Faye since the two of them spoke in May.", "two"),
        # not those who stand in the way of a coordination of somebody else's
        (
            "“A guide is either a poet or a spy,” said Nina Lund.\nIt rained.\nLars Berg sent "
            "flowers.\nOmar Faye spent a week in Oslo, and the pair signed a pact.",
            "pair",
        ),
        # who tells of it stands before
        (
            BEFORE + "Lars Berg was seen leaving Omar Faye's hotel. An official confirmed that the "
            "two men had breakfast together.",
            "men",
        ),
        # leaders stand above ministers
        (
            "Presidents Lars Berg of Norway and Omar Faye of Peru spoke in May. Foreign Ministers "
            "Ana Quispe of Peru and Tomas Lund of Norway met on Monday. The two leaders will too.",
            "leaders",
        ),
        # who was with him who holds the office
        (
            "President Lars Berg signed it with his guest, Omar Faye. It rained. Afterwards the "
            "presidents went home.",
            "presidents",
        ),
        # those of the headline, where nobody is nearer
        (
            "Berg and Faye seal the deal\n\nLars Berg slept. Omar Faye slept. Ana Quispe slept. It "
            "rained. Tomas Lund, who once met Nina Lund and Ana Ek, settled it. Nobody came. It "
            "went on. The pact that the pair adopted is short.",
            "pair",
        ),
        # they are brought together by a third
        ("Lars Berg sat with Omar Faye in Rome. Ana Quispe had brought them together.", "them"),
        # whom the main clause goes on to name
        (
            BEFORE + "In Lima, where both were attending a funeral, Lars Berg and Omar Faye "
            "agreed on a pact.",
            "both",
        ),
        (
            "Nina Lund flew to Lima with Lars Berg and Omar Faye. Nina Lund and her companions "
            "saw Ana Quispe on Monday.",
            "companions",
        ),
        # they, too, are those who met last
        ("Norway and Peru quarrel. Lars Berg met Omar Faye. They agreed on a pact.", "They"),
        ("Lars Berg was received by Omar Faye. They failed to agree.", "They"),
        (BEFORE + "When they met in Lima, Lars Berg and Omar Faye hugged.", "they"),
        # whom the headline names together
        (
            "Berg and Faye settle the fish war\n\nLars Berg met Omar Faye in Oslo on Monday. "
            "Omar Faye was late. Fishermen cheered. It rained. "
            "Ana Quispe once signed a pact with Tomas Lund. Berg will go home tomorrow. "
            "The accord that the pair signed is short.",
            "pair",
        ),
    ],
)
def test_members_of_the_occasion_told_last(resolve: Resolve, text: str, word: str) -> None:
    assert resolve(text, word) == ["Lars Berg", "Omar Faye"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (
            "India and Pakistan are at odds. India denied it. Pakistan denied it. Premier Lars "
            "Berg of Norway came out of a room with Peru's president, Omar Faye, and said that "
            "trade between the two countries would grow.",
            "countries",
        ),
        (
            "India and Pakistan are at odds. Norwegian Premier Lars Berg had an hour with Peruvian "
            "President Omar Faye, after which their governments signed a pact.",
            "governments",
        ),
    ],
)
def test_countries_of_those_who_meet(resolve: Resolve, text: str, word: str) -> None:
    assert resolve(text, word) == ["Norway", "Peru"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Lars Berg met Omar Faye. The other party leaders came to the hotel.", "leaders"),
        ("Lars Berg met Omar Faye. The leaders of the African Union meet on Sunday.", "leaders"),
        ("Lars Berg met Omar Faye. The 27 leaders had agreed on it.", "leaders"),
        ('Lars Berg met Omar Faye. "We both spoke frankly," he said.', "both"),
        ("Lars Berg met Omar Faye. The leaders of the Forum are to meet on Sunday.", "leaders"),
        ("Norway and Peru agreed. Lars Berg called on all fishing nations to wait.", "nations"),
        ('Lars Berg met Omar Faye. "The river is older than both of us," he said.', "both"),
        (  # one of the two is not known
            "Minister Ana Quispe sat down with Lars Berg and Omar Faye. It rained. The chancellor "
            "called Ana Quispe in May, and on June 8 they met in Rome.",
            "they",
        ),
        ("Norway and Peru agreed. The nations that have voted for it were glad.", "nations"),
    ],
)
def test_others_are_meant(resolve: Resolve, text: str, word: str) -> None:
    assert {"Lars Berg", "Omar Faye", "Norway", "Peru"}.isdisjoint(resolve(text, word))


def test_whom_he_quarrels_with_is_another(resolve: Resolve) -> None:
    text = BEFORE + "Lars Berg was ill. With Omar Faye he quarrelled; in May the two agreed"
    assert resolve(text + " on a pact.", "two") == ["Lars Berg", "Omar Faye"]


def test_companions_are_some_of_the_three(resolve: Resolve) -> None:
    text = (
        "Lars Berg flew to Lima with Nina Lund and Omar Faye. Berg and his companions saw Ana "
        "Quispe and Tomas Dahl. The three had come before."
    )
    assert resolve(text, "three") == ["Lars Berg", "Nina Lund", "Omar Faye"]


def test_of_two_leaders_a_country_must_be_known(resolve: Resolve) -> None:
    text = (
        "Norway is far away. Ana Quispe, the Senate majority leader, is ill. It rained for days. "
        "Nobody came. President Nina Lund slept. It went on. People waited. Then it stopped. All "
        "were glad. They went home. The two leaders could sign it."
    )
    assert resolve(text, "leaders") == []


def test_a_plural_is_no_name_of_a_member(dossier_of: Read) -> None:
    text = "The finance ministers, Lars Berg of Norway and Omar Faye of Peru, signed an accord."
    assert named(dossier_of(text), "Lars Berg").aliases == ("Lars Berg",)


TWO = "President Lars Berg of Norway rang President Omar Faye of Peru on Monday. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            TWO + "Their officials met in Rome on Friday.",
            "meet happened Rome 2025-04-04 officials of Norway and Peru",
        ),
        (
            TWO + "Their generals signed a truce in Rome on Friday.",
            "sign happened Rome 2025-04-04 generals of Norway and Peru",
        ),
        (
            TWO + "Their foreign ministers met in Rome on Friday.",
            "meet happened Rome 2025-04-04 Norway, Peru",
        ),
        # what their aides put out is their own
        (
            TWO + "Their aides issued a joint statement on Friday.",
            "joint_statement happened None 2025-04-04 Lars Berg, Omar Faye",
        ),
        # the parser may make a second subject of the countries
        (
            "Norway and Peru agreed to open the post. In 2008 the two countries' foreign ministers "
            "met in Rome.",
            "meet happened Rome 2008 Norway, Peru",
        ),
        (
            "Norway and Peru quarrel. The two countries' leaders met in Rome on Friday.",
            "meet happened Rome 2025-04-04 Norway, Peru",
        ),
        # the countries of those whose offices nobody tells
        (
            "Norway's Lars Berg and Peru's Omar Faye will appear on Saturday. Should Berg give "
            "way, a treaty between the two neighbours could be signed in Rome.",
            "sign hypothetical Rome None Norway, Peru",
        ),
        # parties of several kinds
        (
            "Envoys of Norway, Peru and the African Union convened in Rome on Friday. Kinshasa "
            "thanked the three. The three are to meet in Lima.",
            "meet planned Lima None African Union, Norway, Peru",
        ),
    ],
)
def test_those_of_two_countries(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize("lands", ["Norway and Peru", "Norway, Peru and Ghana"])
@pytest.mark.parametrize(
    "those", ["The parties", "The delegations", "The old foes", "The countries", "Their leaders"]
)
def test_all_who_sat_down_are_the_parties(dossier_of: Read, lands: str, those: str) -> None:
    text = f"{lands} held talks in Rome. {those} signed a pact in Lima on Monday."
    parties = ", ".join(sorted(lands.replace(" and", ",").split(", ")))
    assert f"sign happened Lima 2025-04-07 {parties}" in lines(dossier_of(text))


def test_two_leaders_are_of_countries_before_one_of_a_body(resolve: Resolve) -> None:
    text = (
        "Premier Lars Berg of Norway received Premier Ana Quispe of Peru in Oslo on Monday. From "
        "Oslo she will fly to Rome, where a meeting with the President of the Senate, Omar Faye, "
        "is planned. The two heads of government signed it."
    )
    assert set(resolve(text, "heads")) == {"Lars Berg", "Ana Quispe"}


def test_of_three_the_two_who_were_to_meet(resolve: Resolve) -> None:
    text = (
        "Omar Faye is ill. Peru recalled its envoy, Nina Lund, and Lars Berg dropped a trip to "
        "Lima, where he was to have met Ana Quispe. The two last met in May."
    )
    assert set(resolve(text, "two")) == {"Lars Berg", "Ana Quispe"}


MET = "Kenyan President Lars Berg met his Peruvian counterpart, Ana Quispe, in Lima on Monday."
LATER = " The meeting lasted for three hours. A band played outside the palace."


@pytest.mark.parametrize(
    "who", ["Both countries", "The two governments", "The two nations", "The neighbours"]
)
@pytest.mark.parametrize(
    ("told", "did"),
    [
        ("agree happened", "{} agreed to reopen the border."),
        ("joint_statement happened", "{} issued a joint statement."),
        ("sign happened", "{} signed a trade deal."),
    ],
)
def test_the_countries_of_those_who_met_are_known_later(
    dossier_of: Read, who: str, told: str, did: str
) -> None:
    found = lines(dossier_of(MET + LATER + " " + did.format(who)))
    assert f"{told} None None Kenya, Peru" in found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The two Koreas agreed to restore the hotline.", "agree happened None None"),
        ("Both Koreas signed an accord.", "sign happened None None"),
    ],
)
def test_two_states_of_one_name_are_two(dossier_of: Read, text: str, told: str) -> None:
    assert f"{told} North Korea, South Korea" in lines(dossier_of(text))


@pytest.mark.parametrize(
    "between",
    [
        "Far away, a lake divides Norway from Chile.",
        "Fishermen from Norway and Chile clashed on the lake.",
    ],
)
def test_countries_named_since_are_both_rather_than_the_homes_of_those_who_met(
    dossier_of: Read, between: str
) -> None:
    found = lines(dossier_of(f"{MET} {between} The two countries signed a truce."))
    assert "sign happened None None Chile, Norway" in found
    assert not any(line.startswith("sign") and "Kenya" in line for line in found)
