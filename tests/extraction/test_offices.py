"""Offices: who holds which office of what, since and until when."""

import pytest

from tests.extraction.readings import Held, Read, offices

CASES: list[tuple[str, Held]] = [
    # peers abroad, and the rank of who has no post
    (
        "Peru's foreign minister, Rosa Vila, rang her Chilean colleague, Ana Holt, on Sunday.",
        ("Ana Holt", "foreign minister", "Chile"),
    ),
    (
        "Peru's foreign minister, Rosa Vila, met her opposite number from Oslo, Ana Holt.",
        ("Ana Holt", "foreign minister", "Norway"),
    ),
    (
        "They rang Lima's central bank governor, Ana Holt.",
        ("Ana Holt", "central bank governor", "Peru"),
    ),
    ("They rang Peru's chief delegate, Ana Holt.", ("Ana Holt", "chief delegate", "Peru")),
    (
        "Ana Holt, a Greek member of parliament, left.",
        ("Ana Holt", "member of parliament", "Greece"),
    ),
    (
        "Ana Holt, the leader of Albania's opposition, left for Riga.",
        ("Ana Holt", "leader of the opposition", "Albania"),
    ),
    (
        "The Speaker of the House of Commons, Ana Holt, left for Riga.",
        ("Ana Holt", "Speaker of the House of Commons", ""),
    ),
    ("Director General Ana Holt left for Riga.", ("Ana Holt", "Director General", "")),
    (
        "Czech Senate President Jonas Holt left for Riga.",
        ("Jonas Holt", "Senate President", "Czech Republic"),
    ),
    (
        "Ana Holt, Professor of Practice in Peace Studies at the Reed University, left.",
        ("Ana Holt", "Professor of Practice in Peace Studies", "Reed University"),
    ),
    (
        "The Reed Authority denied it through its CEO, Mr. Jonas Holt.",
        ("Jonas Holt", "CEO", "Reed Authority"),
    ),
    (
        "The leader of the Reed Movement (RM), Hon. Jonas Holt, left.",
        ("Jonas Holt", "leader", "Reed Movement"),
    ),
    (
        "Ana Holt, 80, who heads the association of flood victims, wept.",
        ("Ana Holt", "head of the association of flood victims", ""),
    ),
    ("Ana Holt, a member of the Reed Council, left.", ("Ana Holt", "member", "Reed Council")),
    (
        "Fiji's attorney-general, Ana Holt, met reporters.",
        ("Ana Holt", "attorney-general", "Fiji"),
    ),
    (
        "Lima's ambassador in Oslo, Ana Holt, met reporters after Peru recalled her.",
        ("Ana Holt", "ambassador", "Peru"),
    ),
    (
        "Ana Holt, the director of Norway's space agency, met reporters.",
        ("Ana Holt", "director of the space agency", "Norway"),
    ),
    (
        "The Reed League, whose president is Ana Holt, met reporters.",
        ("Ana Holt", "president", "Reed League"),
    ),
    (
        "The Reed Commission, chaired by Ana Holt, met reporters.",
        ("Ana Holt", "chair", "Reed Commission"),
    ),
    (
        "Jonas Brandt, chief executive of the Reed Fund, met his deputy, Ana Holt.",
        ("Ana Holt", "deputy chief executive", "Reed Fund"),
    ),
    (
        "Editor-in-chief Ana Holt of the Morning Gazette met reporters.",
        ("Ana Holt", "Editor-in-chief", "Morning Gazette"),
    ),
    (
        "Hungary's chief medical officer, Ana Holt, met reporters.",
        ("Ana Holt", "chief medical officer", "Hungary"),
    ),
    (
        "Norway's attorney general, Ana Holt, met reporters.",
        ("Ana Holt", "attorney general", "Norway"),
    ),
    (
        "Israeli Prime Minister Benjamin Netanyahu met reporters.",
        ("Benjamin Netanyahu", "Prime Minister", "Israel"),
    ),
    (
        "Hanan al-Dabbagh, the Japanese foreign minister, met reporters.",
        ("Hanan al-Dabbagh", "foreign minister", "Japan"),
    ),
    (
        "Kalvesh's foreign minister, Olena Bryk, met reporters.",
        ("Olena Bryk", "foreign minister", "Kalvesh"),
    ),
    (  # the parser hangs "Deputy" on the person
        "Olaf Scholz held talks with Deputy Foreign Minister Alexander Bryk on Friday.",
        ("Alexander Bryk", "Deputy Foreign Minister", ""),
    ),
    (
        "Ana Quispe, president of the Rowing Association of Kenya, met reporters.",
        ("Ana Quispe", "president", "Rowing Association of Kenya"),
    ),
    ("President Tsai Ing-wen of Taiwan arrived.", ("Tsai Ing-wen", "President", "Taiwan")),
    (
        "White House press secretary Robert Gibbs told reporters so.",
        ("Robert Gibbs", "press secretary", "White House"),
    ),
    (
        "Secretary of State John Kerry met reporters.",
        ("John Kerry", "Secretary of State", ""),
    ),
    (
        "Former German Chancellor Gerhard Schroeder visited Moscow.",
        ("Gerhard Schroeder", "Chancellor", "Germany"),
    ),
    (
        "NATO Secretary General Mark Rutte met reporters.",
        ("Mark Rutte", "Secretary General", "NATO"),
    ),
    (
        "Madeleine Albright, then the U.S. secretary of state, traveled to Pyongyang.",
        ("Madeleine Albright", "secretary of state", "United States"),
    ),
    (
        "Taiwan's President-elect Lai Ching-te met reporters.",
        ("Lai Ching-te", "President-elect", "Taiwan"),
    ),
    (
        "Koichi Mizushima, Japan's ambassador to Seoul, met reporters.",
        ("Koichi Mizushima", "ambassador to Seoul", "Japan"),
    ),
    (
        "Lamine Tchassim, who leads the opposition Civic Union, met reporters.",
        ("Lamine Tchassim", "leader", "Civic Union"),
    ),
    (
        "Xiomara Castro, who holds the rotating chair of the African Union, met reporters.",
        ("Xiomara Castro", "rotating chair", "African Union"),
    ),
    (
        "Chile's special representative for regional security, Dale Whitcombe, met reporters.",
        ("Dale Whitcombe", "special representative for regional security", "Chile"),
    ),
    (
        "A spokesman for British Prime Minister Rishi Sunak met reporters.",
        ("Rishi Sunak", "Prime Minister", "United Kingdom"),
    ),
    (
        "Saudi Foreign Minister Prince Faisal bin Farhan met reporters.",
        ("Faisal bin Farhan", "Foreign Minister", "Saudi Arabia"),
    ),
    (
        "The secretary general of the Organization for Security and Co-operation in Europe, Helga "
        "Schmid, left.",
        (
            "Helga Schmid",
            "secretary general",
            "Organization for Security and Co-operation in Europe",
        ),
    ),
    ("Opposition leader Sir Moro Tamatoa left.", ("Moro Tamatoa", "Opposition leader", "")),
    ("Lands Minister Vili Sopo left.", ("Vili Sopo", "Lands Minister", "")),
    (
        "Hana Berg threw out Pavan Rai, whom she identified as the head of Chile's secret service.",
        ("Pavan Rai", "head of the secret service", "Chile"),
    ),
    (
        "The presidents of Chile, Norway and Peru will meet. Gustavo Mera, Luca Paz and Hernan Oro "
        "are glad.",
        ("Luca Paz", "president", "Norway"),
    ),
    (
        "Minister of Foreign Affairs of the Republic of Talvia Ieva Kront received the ambassador.",
        ("Ieva Kront", "Minister of Foreign Affairs", "Talvia"),
    ),
    ("Chargé d’Affaires Ana Holt met reporters.", ("Ana Holt", "Chargé d’Affaires", "")),
    ("Sen. Ana Holt (D-Ohio) left.", ("Ana Holt", "Senator", "")),
    ("MP Ana Holt met the envoy.", ("Ana Holt", "MP", "")),
    ("The Hon. Ana Holt MP, Minister for Mines, left.", ("Ana Holt", "Minister for Mines", "")),
    ("Reed Party leader and senator Ana Holt left.", ("Ana Holt", "leader", "Reed Party")),
    (
        "Ana Holt, premier and leader of the Reed Party, left.",
        ("Ana Holt", "leader", "Reed Party"),
    ),
    ("As foreign minister, Ana Holt signed the treaty.", ("Ana Holt", "foreign minister", "")),
    ("Ana Holt served two terms as president of Chile.", ("Ana Holt", "president", "Chile")),
    (
        "In her capacity as chair of the Reed Board, Ana Holt left.",
        ("Ana Holt", "chair", "Reed Board"),
    ),
    (
        "General Ana Holt, commander of Chile's armed forces, left.",
        ("Ana Holt", "commander of the armed forces", "Chile"),
    ),
    (
        "Ana Holt, deputy head of the presidential administration, left.",
        ("Ana Holt", "deputy head of the presidential administration", ""),
    ),
    (
        "Jonas Berg was sworn in as foreign minister, replacing Ana Holt.",
        ("Ana Holt", "foreign minister", ""),
    ),
    ("Former Chile president and UN mediator Ana Holt left.", ("Ana Holt", "president", "Chile")),
    ("Congress MLA A K Holt met the envoy.", ("A K Holt", "MLA", "Congress")),
    ("Minister Datuk Seri Ana Holt met the envoy.", ("Ana Holt", "Minister", "")),
    ("The navy's chief, Ana Holt, left.", ("Ana Holt", "chief", "")),
    ("Army chief General Ana Holt left.", ("Ana Holt", "Army chief", "")),
    ("Ana Holt, once Libya's ambassador in Lima, left.", ("Ana Holt", "ambassador", "Libya")),
    (
        "Ana Holt, a former finance minister and now head of the Reed Board, left.",
        ("Ana Holt", "head", "Reed Board"),
    ),
    (
        "Ana Holt last served as First Deputy Prime Minister and Interior Minister.",
        ("Ana Holt", "Interior Minister", ""),
    ),
    (
        "The Vice Minister of Trade and National Coordinator of Funds, Ana Holt, left.",
        ("Ana Holt", "Vice Minister of Trade", ""),
    ),
    (
        "Jonas Holt, Ambassador of Oman to Chad, Ana Berg, Consul of Oman in Lima, and others met.",
        ("Jonas Holt", "Ambassador", "Oman"),
    ),
    (
        "Present were the Ambassador of India to Chad, Jonas Holt, the Minister of Health, "
        "Dr Ana Berg, and others.",
        ("Ana Berg", "Minister of Health", ""),
    ),
    (
        "Ana Holt (Reed Party), chair of the trade panel, left.",
        ("Ana Holt", "chair of the trade panel", ""),
    ),
    (
        "Ana Holt, a Reed Rowing Committee (RRC) member, left.",
        ("Ana Holt", "member", "Reed Rowing Committee"),
    ),
    (
        "Ana Holt and Jonas Berg, the negotiators of the European Union, left.",
        ("Ana Holt", "negotiator", "European Union"),
    ),
    (
        "Turkish President Kemal Oz met his Iranian and Greek counterparts, Ana Holt and Jo Berg.",
        ("Jo Berg", "President", "Greece"),
    ),
    (
        "The special envoy of the UN Secretary General for Yemen, Ana Holt, left.",
        ("Ana Holt", "special envoy", "UN"),
    ),
    (
        "The head of the UN nuclear agency, Ana Holt, left.",
        ("Ana Holt", "head of the nuclear agency", "UN"),
    ),
    (
        "Ana Holt, a professor at the state-backed Reed Academy, left.",
        ("Ana Holt", "professor", "Reed Academy"),
    ),
    ("Ana Holt assumed the presidency of Chile in May.", ("Ana Holt", "president", "Chile")),
    (
        "U.S. Assistant Secretary of State for Asian and Pacific Affairs Ana Holt left.",
        (
            "Ana Holt",
            "Assistant Secretary of State for Asian and Pacific Affairs",
            "United States",
        ),
    ),
]


@pytest.mark.parametrize(("text", "held"), CASES)
def test_titles_and_appositions_state_offices(dossier_of: Read, text: str, held: Held) -> None:
    assert held in offices(dossier_of(text))


def test_a_counterpart_holds_the_office_elsewhere(dossier_of: Read) -> None:
    dossier = dossier_of(
        "President Javier Milei of Argentina met his Brazilian counterpart, Lula da Silva."
    )
    assert ("Lula da Silva", "President", "Brazil") in offices(dossier)


def test_a_predecessor_held_the_same_office(dossier_of: Read) -> None:
    dossier = dossier_of(
        "President Ryu Sang-mok of Haeryong spoke on Monday. His predecessor, Bae Ok-joo, left."
    )
    assert ("Bae Ok-joo", "President", "Haeryong") in offices(dossier)


def test_names_in_turn_hold_the_offices_in_turn(dossier_of: Read) -> None:
    dossier = dossier_of(
        "The foreign ministers of Japan and China, Kanbara Ito and Wang Yi, met on 2 April."
    )
    assert offices(dossier) == [
        ("Kanbara Ito", "foreign minister", "Japan"),
        ("Wang Yi", "foreign minister", "China"),
    ]


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("Viktor Orbán, Hungary's prime minister since 2010, spoke.", "2010", None),
        ("Angela Merkel, chancellor from 2005 to 2021, spoke.", "2005", "2021"),
        ("Chilean President Gabriel Boric took office in March 2022.", "2022-03", None),
    ],
)
def test_since_and_until_only_where_stated(
    dossier_of: Read, text: str, since: str | None, until: str | None
) -> None:
    [tenure] = dossier_of(text).offices
    assert (tenure.since, tenure.until) == (since, until)


def test_the_actor_carries_the_title_as_stated(dossier_of: Read) -> None:
    dossier = dossier_of("Former U.S. President Bill Clinton flew to Pyongyang.")
    [person] = [a for a in dossier.actors if a.type == "person"]
    assert person.office == "former President of United States"


def test_an_office_stands_in_its_evidence(dossier_of: Read) -> None:
    text = "A first sentence.\nPresident Ryu Sang-mok spoke."
    [tenure] = dossier_of(text).offices
    [evidence] = tenure.evidence
    assert evidence.text == text[evidence.start : evidence.end] == "President Ryu Sang-mok spoke."


@pytest.mark.parametrize(
    "text",
    [
        "He held talks with Salim bin Hamad, Minister Responsible for Foreign Affairs of Oman.",
        "The Minister Responsible for Fisheries, Tarja Lindqvist, met Oram Tadesse in Port Vell.",
    ],
)
def test_what_a_minister_is_responsible_for_is_no_name(text: str, dossier_of: Read) -> None:
    assert [a.name for a in dossier_of(text).actors if "Responsible" in a.name] == []
