"""Offices that verbs, lists and times tell: who runs a ministry, took over, was it until."""

import pytest

from tests.extraction.readings import Read

Told = tuple[str, str, str, str | None, str | None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ana Quispe, who heads Peru's interim government, rang Lars Berg.",
            ("Ana Quispe", "head of the interim government", "Peru", None, None),
        ),
        (
            "Lars Berg met Ana Quispe, who ran the Peruvian finance ministry until 2010.",
            ("Ana Quispe", "finance minister", "Peru", None, "2010"),
        ),
        (
            "Ana Quispe, the new woman at the foreign ministry of Peru, met Lars Berg.",
            ("Ana Quispe", "foreign minister", "Peru", None, None),
        ),
        (
            "Ana Quispe, the leader of Peru's opposition, criticized Lars Berg.",
            ("Ana Quispe", "leader of the opposition", "Peru", None, None),
        ),
        (
            "Lars Berg met the secretary general of the UN, a quiet Peruvian named Ana Quispe.",
            ("Ana Quispe", "secretary general", "UN", None, None),
        ),
        (
            "Lars Berg, until this month the premier of Norway, met Ana Quispe.",
            ("Lars Berg", "premier", "Norway", None, "2025-04"),
        ),
        (
            "Lars Berg, foreign minister of Norway until May, met Ana Quispe.",
            ("Lars Berg", "foreign minister", "Norway", None, "2024-05"),
        ),
        (
            "Lars Berg was premier of Norway until 2011.",
            ("Lars Berg", "premier", "Norway", None, "2011"),
        ),
        (
            "On his last full day as president of Peru, Lars Berg met Ana Quispe.",
            ("Lars Berg", "president", "Peru", None, None),
        ),
        (
            "Ana Quispe was a teacher, a rebel and finally the first president of Peru.",
            ("Ana Quispe", "president", "Peru", None, None),
        ),
        (
            "Ana Quispe, the speaker of the House, met Lars Berg.",
            ("Ana Quispe", "speaker of the House", "", None, None),
        ),
        (
            "Ana Quispe, Peru's ambassador to the UN, met Lars Berg.",
            ("Ana Quispe", "ambassador to the United Nations", "Peru", None, None),
        ),
        (
            "Lars Berg of Norway met Enlargement Commissioner Ana Quispe.",
            ("Ana Quispe", "Enlargement Commissioner", "", None, None),
        ),
        (
            "As foreign minister, Ana Quispe of Peru hailed the accord.",
            ("Ana Quispe", "foreign minister", "", None, None),
        ),
        (
            "Lars Berg was foreign minister of Norway. Ana Quispe, who took over from Berg, left.",
            ("Ana Quispe", "foreign minister", "Norway", None, None),
        ),
        (
            "Norway's foreign minister, Lars Berg, steps down and is replaced by Ana Quispe.",
            ("Ana Quispe", "foreign minister", "Norway", None, None),
        ),
        (
            "The two army chiefs, Norway's Lars Berg and Peru's Ana Quispe, sign a pact.",
            ("Ana Quispe", "army chief", "Peru", None, None),
        ),
        (
            "Ana Quispe, who leads the opposition in Lima, has objected.",
            ("Ana Quispe", "opposition leader", "Peru", None, None),
        ),
        (
            "The opposition in Lima, led by Ana Quispe, has objected.",
            ("Ana Quispe", "opposition leader", "Peru", None, None),
        ),
        (
            "Norway's opposition is led by Lars Berg, who has objected.",
            ("Lars Berg", "opposition leader", "Norway", None, None),
        ),
        (
            "Lars Berg, trade minister of Norway, met Ana Quispe, who holds the same post in Peru.",
            ("Ana Quispe", "trade minister", "Peru", None, None),
        ),
        (
            "“We wait,” said Lars Berg, Norway's trade minister. Ana Quispe, who held the post "
            "until 2016, disagreed.",
            ("Ana Quispe", "trade minister", "Norway", None, None),
        ),
        (
            "Peru offered to help. Its envoy, a retired judge named Ana Quispe, flew to Oslo.",
            ("Ana Quispe", "envoy", "Peru", None, None),
        ),
        (
            "Lars Berg left the navy and now directs the Nansen Institute.",
            ("Lars Berg", "director", "Nansen Institute", None, None),
        ),
        (
            "Kari Moe, Norway's trade minister, received her counterpart, Ana Quispe.",
            ("Ana Quispe", "trade minister", "", None, None),
        ),
        (
            "Lars Berg of Norway and Ana Quispe of Peru, then the foreign ministers, signed it.",
            ("Ana Quispe", "foreign minister", "Peru", None, None),
        ),
        # of all who held it, one is told
        (
            "The last foreign minister of Norway to visit Lima was Lars Berg, in 2009.",
            ("Lars Berg", "foreign minister", "Norway", None, None),
        ),
        (
            "No Peruvian head of state had come since 1974, when General Omar Faye flew in.",
            ("Omar Faye", "head of state", "Peru", None, None),
        ),
        (
            "No trade minister from Oslo has been there since Lars Berg came in 2017.",
            ("Lars Berg", "trade minister", "Norway", None, None),
        ),
        (
            "Ana Quispe flew to Rome, the first Peruvian president to do so since Omar Faye.",
            ("Omar Faye", "president", "Peru", None, None),
        ),
        # two are named in one breath after their offices
        (
            "The presidents of Peru and Norway agreed on it. Ana Quispe and her Norwegian "
            "counterpart, Lars Berg, spoke for an hour.",
            ("Ana Quispe", "president", "Peru", None, None),
        ),
        (
            "The presidents of Peru and Norway signed it. Ana Quispe, who has governed Peru since "
            "May, and her guest, Lars Berg, embraced.",
            ("Lars Berg", "president", "Norway", None, None),
        ),
        (
            "Peru and Norway will swap land, their foreign ministers said. Ana Quispe and her "
            "Norwegian colleague, Lars Berg, met in Rome.",
            ("Ana Quispe", "foreign minister", "Peru", None, None),
        ),
        # the peers of a minister, each of his own country
        (
            "Foreign Minister Kari Moe of Norway met Omar Faye and Ana Quispe, her colleagues "
            "from Ghana and Peru, in Rome.",
            ("Omar Faye", "Foreign Minister", "Ghana", None, None),
        ),
        (
            "Foreign Minister Kari Moe of Norway met Omar Faye and Ana Quispe, her Ghanaian and "
            "Peruvian colleagues.",
            ("Ana Quispe", "Foreign Minister", "Peru", None, None),
        ),
        (
            "Foreign Minister Kari Moe of Norway rang her counterparts from Ghana and Peru, Omar "
            "Faye and Ana Quispe, on Monday.",
            ("Omar Faye", "Foreign Minister", "Ghana", None, None),
        ),
        # a shorter title takes up the full one
        (
            "Peru recalled its ambassador to Ghana. The envoy, Ana Quispe, left on Monday.",
            ("Ana Quispe", "ambassador to Ghana", "Peru", None, None),
        ),
        (
            "Peru's trade minister said all was well. The talks were led by the minister, Ana "
            "Quispe.",
            ("Ana Quispe", "trade minister", "Peru", None, None),
        ),
        (
            "Peru called home its ambassador to Oslo, Ana Quispe, on Monday.",
            ("Ana Quispe", "ambassador to Oslo", "Peru", None, None),
        ),
        # what the other holds is told later, or of both at once
        (
            "It was watched by Lars Berg and his Peruvian counterpart, Ana Quispe. The Norwegian "
            "premier spoke.",
            ("Ana Quispe", "premier", "Peru", None, None),
        ),
        (
            "President Kari Moe of Norway rang Premier Nina Lund of Ghana. Their predecessors, Ana "
            "Quispe and Omar Faye, quarrelled.",
            ("Omar Faye", "Premier", "Ghana", None, None),
        ),
        (
            "Lars Berg, Norway's envoy for fish, left. His predecessor, Ana Quispe, stayed.",
            ("Ana Quispe", "envoy for fish", "Norway", None, None),
        ),
        (
            "Ana Quispe, who commands the Reed Front, met Lars Berg.",
            ("Ana Quispe", "commander", "Reed Front", None, None),
        ),
        (
            "He was received by the Prime Minister of Peru, the Honourable Ana Quispe.",
            ("Ana Quispe", "Prime Minister", "Peru", None, None),
        ),
        # no country has a secretary-general
        (
            "Peru could ask the Reed League to mediate. Its secretary-general, Lars Berg, left.",
            ("Lars Berg", "secretary-general", "Reed League", None, None),
        ),
        # whom the article is about comes home
        (
            "Quispe flies home\nAna Quispe broke off her tour and flew back to Lima. Nobody met "
            "her there. It rained. Peru's foreign minister was tired.",
            ("Ana Quispe", "foreign minister", "Peru", None, None),
        ),
        (
            "A life of tea\nPeru's foreign minister on gas and friends. Interview, 2 May\n\n"
            "Ana Quispe pours the tea. She smiles.",
            ("Ana Quispe", "foreign minister", "Peru", None, None),
        ),
    ],
)
def test_an_office_is_told_in_other_ways(text: str, expected: Told, dossier_of: Read) -> None:
    dossier = dossier_of(text)
    names = {actor.id: actor.name for actor in dossier.actors}
    held = [(names[o.person], o.office, o.org, o.since, o.until) for o in dossier.offices]
    assert expected in held


@pytest.mark.parametrize(
    "text",
    [
        "Lars Berg sat with the new man at the foreign ministry.",
        "Ana Quispe took the road of the president of Peru.",
        "Ana Quispe runs a bakery in Lima.",
        "In the war Ana Quispe led an army to victory.",
        "Ana Quispe holds the same view in Peru.",
        "Ana Quispe praised Lars Berg as a humanitarian leader.",
        "Ana Quispe led a mission to Oslo on Monday.",
        "Lars Berg took over from the pilot.",
        "Ana Quispe led the opposition to the deal.",
        "A lawyer called to the bar in 1990 met Lars Berg.",
        "No Peruvian minister had met them since Lars Berg of the Red Cross fell ill.",
        "The speaker is probably Omar Faye.",
        "With Lars Berg in the chair, Ana Quispe spoke.",
        "Ana Quispe, who commands a majority, met Lars Berg, who commands respect.",
    ],
)
def test_who_only_comes_near_it_holds_none(text: str, dossier_of: Read) -> None:
    assert dossier_of(text).offices == ()


def test_a_guest_whose_country_nothing_tells_has_none(dossier_of: Read) -> None:
    text = "The ministers of trade of Peru and Norway met. Ana Quispe thanked her host, Lars Berg."
    assert [(o.office, o.org) for o in dossier_of(text).offices] == [("minister of trade", "")] * 2


@pytest.mark.parametrize(
    ("text", "someone_else"),
    [
        (
            "Omar Faye was the first Peruvian president to see Oslo since Lars Berg came to power.",
            "Lars Berg",
        ),
        (
            "No Peruvian minister has been to Oslo since Lars Berg's resignation in 2019.",
            "Lars Berg",
        ),
        ("No Peruvian president had visited Oslo since Lars Berg met the pope.", "Lars Berg"),
        (
            "The businesswoman Ana Quispe returned to Lima on Monday. Peru's prime minister said "
            "taxes would rise.",
            "Ana Quispe",
        ),
        (
            "The foreign ministers of Peru and Norway met. Ana Quispe, a singer, saw her guest, "
            "Lars Berg.",
            "Ana Quispe",
        ),
    ],
)
def test_an_office_is_not_that_of_whoever_stands_near(
    text: str, someone_else: str, dossier_of: Read
) -> None:
    """Who came to power, resigned or met others in between; who is told to be something else."""
    dossier = dossier_of(text)
    names = {actor.id: actor.name for actor in dossier.actors}
    assert someone_else not in {names[o.person] for o in dossier.offices}


def test_the_first_since_another_held_the_same_office(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Omar Faye flew to Rome. He is the first prime minister of Peru since Ana Quispe to do so."
    )
    names = {actor.id: actor.name for actor in dossier.actors}
    assert ("Ana Quispe", "prime minister") in {
        (names[o.person], o.office) for o in dossier.offices
    }
