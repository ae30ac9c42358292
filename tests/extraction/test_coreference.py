"""Coreference: titles, descriptions, plurals and pronouns to the entities they stand for."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from graph_builder.extraction.actors import find_actors
from graph_builder.extraction.coreference import resolve_references
from graph_builder.extraction.discourse import Discourse
from graph_builder.extraction.tokens import Doc
from tests.extraction.readings import Read, actors, named

Resolve = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def discourse_of(nlp: Language) -> Callable[[str], Discourse]:
    """The discourse of a text."""

    def read(text: str) -> Discourse:
        discourse, findings = find_actors(Doc.of(nlp(text)))
        resolve_references(discourse, findings)
        return discourse

    return read


@pytest.fixture(scope="module")
def resolve(discourse_of: Callable[[str], Discourse]) -> Resolve:
    """The names behind the last occurrence of a word in a text."""

    def find(text: str, word: str) -> list[str]:
        discourse = discourse_of(text)
        token = [t for t in discourse.doc if t.text == word][-1]
        return [entity.name for entity in discourse.resolve(token, conjuncts=False)]

    return find


PAIR = (
    "Fumio Kishida, Japan's prime minister, met President Yoon Suk-yeol of South Korea in Tokyo. "
)
CASES = [
    # the subject of the sentence before, rather than who only stood in it
    (
        "The premier summoned Cameron Mackay. Footage showed him slamming a door. "
        "Trudel tried to calm down. “We are ready,” he said.",
        "he",
        ["Trudel"],
    ),
    (
        "The deal was sealed by Ali Rafsan, who heads the bank, and Musa Aiban.",
        "who",
        ["Ali Rafsan"],
    ),
    # titles and descriptions
    (PAIR + "The Japanese prime minister thanked him.", "minister", ["Fumio Kishida"]),
    (PAIR + "The president left on Monday.", "president", ["Yoon Suk-yeol"]),
    (PAIR + "The South Korean leader left on Monday.", "leader", ["Yoon Suk-yeol"]),
    (
        "President Barack Obama and his Cuban counterpart, Raul Castro, met. Castro praised his "
        "guest.",
        "guest",
        ["Barack Obama"],
    ),
    ("Keir Starmer spoke on Monday. The Labour leader was brief.", "leader", ["Keir Starmer"]),
    ("Japan met with China. The Chinese government was satisfied.", "government", ["China"]),
    ("The Foreign Ministry of Ulgarstan spoke. The ministry was brief.", "ministry", None),
    (
        "Saudi Foreign Minister Prince Faisal Farhan met Crown Prince Omar Said. Emir Tamim Thani "
        "telephoned the crown prince.",
        "prince",
        ["Omar Said"],
    ),
    (
        "Vice President Ana Quispe met President Luis Rojas. The president was tired.",
        "president",
        ["Luis Rojas"],
    ),
    (
        "Xi Lin was welcomed in Riyadh, and Iranian President Ebra Raisi met the Chinese leader. "
        "Prime Minister Ben Net was silent.",
        "leader",
        ["Xi Lin"],
    ),
    ("President Ajovi Mensan left on Friday. The 71-year-old was tired.", "old", ["Ajovi Mensan"]),
    ("Foreign Minister Omar Sidd met us. The former banker was brief.", "banker", ["Omar Sidd"]),
    (
        "Donald Trump was called by both. The U.S. president was brief.",
        "president",
        ["Donald Trump"],
    ),
    (
        "Four Norwegian engineers were freed on Monday. They were thin. The engineers flew home.",
        "engineers",
        ["Four Norwegian engineers"],
    ),
    (
        "Chancellor Bruno Adler rang Prime Minister Saoirse Walsh. Adler invited the Irish leader.",
        "leader",
        ["Saoirse Walsh"],
    ),
    # plurals
    (
        "Theresa May, Britain's prime minister, spoke. President Jacob Zuma and Angola's Joao Lou, "
        "who had been due to fly to Harare, put off their trip. The two leaders met in Luanda.",
        "leaders",
        ["Jacob Zuma", "Joao Lou"],
    ),
    (
        "Thailand and Cambodia agreed, Anwar Ibrahim said after mediating between their leaders. "
        "Cambodian Prime Minister Hun Manet and Thailand's premier, Phumtham Wechay, shook hands.",
        "leaders",
        ["Hun Manet", "Phumtham Wechay"],
    ),
    (
        "On Monday Japanese and Chinese negotiators met in Geneva.",
        "negotiators",
        ["China", "Japan"],
    ),
    (
        "Troops shelled the Free Highlands Army on Sunday. The ministry accused the insurgents.",
        "insurgents",
        ["Free Highlands Army"],
    ),
    (
        "President Nelson Tachie was dismissed. The deposed president is held on a farm.",
        "president",
        ["Nelson Tachie"],
    ),
    (
        "Leila Rusmani spoke to reporters. The 52-year-old former engineer later left.",
        "engineer",
        ["Leila Rusmani"],
    ),
    (
        "The treaty between Estria and Lower Maren will be signed by their premiers. The Estrian "
        "premier, Ruud Castell, spoke. Agnes Tolvaj, premier of Lower Maren, was silent. Danil "
        "Voss sat there. Voss slept. The two premiers left.",
        "premiers",
        ["Agnes Tolvaj", "Ruud Castell"],
    ),
    (
        "Foreign Secretary Chidi Okonjo met the opposition leader, Mr. Callum Reid. The Foreign "
        "Secretary leaves for Oslo, where he will meet Anton Weiss.",
        "he",
        ["Chidi Okonjo"],
    ),
    # a capacity of whom the verb is about, nobody else's title
    (
        "Opposition leader Ann Ott spoke. She was ill. Mr. Urk left. The party sacked him as its "
        "leader.",
        "leader",
        ["Urk"],
    ),
    ("Ann Ott welcomed Bo Urk. Ott praised her guest on Sunday.", "guest", ["Bo Urk"]),
    (  # who paid the visit, not who once came before
        "At the invitation of President Ann Ott, King Bo Urk of Norway paid a visit to Chile. It "
        "was the first since the visit of King Carl Dahl in 1974. Ott praised her guest.",
        "guest",
        ["Bo Urk"],
    ),
    (
        "The leaders of Karvesh, Oltania and Ruhmand signed. Karveshi President Anvar Tokt, "
        "Oltanian Prime Minister Leila Rus and Ruhmand's emir, Idris Bahri, shook hands.",
        "leaders",
        ["Anvar Tokt", "Idris Bahri", "Leila Rus"],
    ),
    (
        "The presidents of Chile, Norway and Peru will meet. Gustavo Mera, Luca Paz and Hernan "
        "Oro are glad. The trio met before.",
        "trio",
        ["Gustavo Mera", "Luca Paz", "Hernan Oro"],
    ),
    (
        "General Sekou Tall flew to Oslo for talks with Prime Minister Clara Dube. Officials said "
        "the two signed a pact.",
        "two",
        ["Sekou Tall", "Clara Dube"],
    ),
    (PAIR + "The two leaders agreed to meet again.", "leaders", ["Fumio Kishida", "Yoon Suk-yeol"]),
    (PAIR + "Both sides decided to go on.", "sides", ["Fumio Kishida", "Yoon Suk-yeol"]),
    (PAIR + "They shook hands.", "They", ["Fumio Kishida", "Yoon Suk-yeol"]),
    ("Japan and China broke off talks. The two countries agreed.", "countries", ["China", "Japan"]),
    (
        "Norland shut the border with Sudria on Monday. Norland blamed Sudrian smugglers. "
        "Sudria protested. The United States urged both capitals to talk.",
        "capitals",
        ["Norland", "Sudria"],
    ),
    (
        "Norland and Sudria broke off talks. Each side blamed the other.",
        "side",
        ["Norland", "Sudria"],
    ),
    (
        "Norland and Sudria made peace on Friday, their foreign ministers agreeing by phone. The "
        "call between Jal Abbas and Hose Amir was the second.",
        "ministers",
        ["Jal Abbas", "Hose Amir"],
    ),
    (
        "Norway's foreign minister, Espen Lund, met Foreign Minister Carla Rojas of Chile. Turkish "
        "Foreign Minister Hakan Fid spoke with both of his colleagues.",
        "colleagues",
        ["Espen Lund", "Carla Rojas"],
    ),
    (
        "Espen Lund and Carla Rojas arrived in Lima. The guests were tired.",
        "guests",
        ["Espen Lund", "Carla Rojas"],
    ),
    (
        "President Ana Rey of Peru received Prime Minister Ivo Lind of Norway on Monday. The two "
        "countries will sign an accord.",
        "countries",
        ["Norway", "Peru"],
    ),
    (
        "President Ana Rey of Peru received Prime Minister Ivo Lind of Norway on Monday. The two "
        "allies will sign an accord.",
        "allies",
        ["Norway", "Peru"],
    ),
    (
        "Foreign Minister Ivo Lind met Peru's foreign minister, Jo Mora, in Lima. The two top "
        "diplomats signed an accord.",
        "diplomats",
        ["Ivo Lind", "Jo Mora"],
    ),
    ("Ivo Lind, the deputy premier, met Ana Holt. The deputy PM left.", "PM", ["Ivo Lind"]),
    ("Senator Ana Holt faces a vote. The lawmaker left.", "lawmaker", ["Ana Holt"]),
    ("Opposition chair Ana Holt left. The former minister was tired.", "minister", ["Ana Holt"]),
    # pronouns
    ("Olena Bryk flew to Tokyo. She was tired.", "She", ["Olena Bryk"]),
    ("Mr. Ito met Mrs. Bryk on Monday. He was tired.", "He", ["Ito"]),
    ("Mr. Ito met Mrs. Bryk on Monday. She was tired.", "She", ["Bryk"]),
    ("Zhaoling raised its duty on salt.", "its", ["Zhaoling"]),
    # a given name tells who is no "he"
    ("President Ana Rey received Premier Ivo Lind. He was tired.", "He", ["Ivo Lind"]),
    # what somebody's is called by is not his own name
    ("Ana Rey's son met Olga Lind. He was tired.", "He", ["Ana Rey's son"]),
    # who only says it is not spoken of
    (
        "General Ivo Lind toured the camps, spokesman Jo Mora said. He then left for Lima.",
        "He",
        ["Ivo Lind"],
    ),
    ("The two sides met, Ivo Lind said. He added that all was well.", "He", ["Ivo Lind"]),
    # nobody says so of himself by name
    ("Ivo Lind met Jo Mora. Lind was tired, he said.", "he", ["Jo Mora"]),
    # one man is as likely as another whom no word has told for a man yet
    (
        "Jal Mora came with his wife. Ivo Lind conveyed greetings to Mora. He then left for Lima.",
        "He",
        ["Ivo Lind"],
    ),
    # before whom it stands for
    ("During his visit to Lima, Prime Minister Lars Berg met bankers.", "his", ["Lars Berg"]),
    # of whom something is asked, on what he is judged
    ("Ivo Lind urged Jo Mora to release his prisoners.", "his", ["Jo Mora"]),
    ("Ivo Lind congratulated Jo Mora on his election.", "his", ["Jo Mora"]),
    ("Ana Holt, Lena Rask and Ivo Lind met. The latter was tired.", "latter", ["Ivo Lind"]),
    ("Olena Bryk, who flew to Tokyo, was tired.", "who", ["Olena Bryk"]),
    ("Yitzhak Rabin and his counterpart, Abdul Majali, signed.", "his", ["Yitzhak Rabin"]),
]


@pytest.mark.parametrize(("text", "word", "names"), CASES)
def test_phrases_stand_for_entities(
    resolve: Resolve, text: str, word: str, names: list[str] | None
) -> None:
    expected = names or ["Foreign Ministry of Ulgarstan"]
    assert sorted(resolve(text, word)) == sorted(expected)


NOBODY = [
    # an unnamed predecessor is nobody else
    (
        "Lee Jae-myung met Shigeru Ishiba. Lee had criticized his predecessor in 2023.",
        "predecessor",
    ),
    # empty "it"
    ("Japan met China. It is clear that talks will go on.", "It"),
    # nobody is told to have received the other
    ("President Karl Berg met Premier Ann Holt in Oslo. The host was tired.", "host"),
    # three heads of state whom nobody names
    (
        "President Ann Ott and her wife saw Bo Urk. Urk is to lead a team of three heads of state "
        "to Peru; the trio will stay.",
        "trio",
    ),
    # two presidents, neither nearer
    ("President Ann Ott met President Bo Urk. The president left.", "president"),
]


@pytest.mark.parametrize(("text", "word"), NOBODY)
def test_what_fits_nobody_or_several_is_left_open(resolve: Resolve, text: str, word: str) -> None:
    named = [n for n in resolve(text, word) if not n.endswith("predecessor")]
    assert named == []


def test_what_is_left_open_is_counted(discourse_of: Callable[[str], Discourse]) -> None:
    discourse = discourse_of("President Ann Ott met President Bo Urk. The president left.")
    assert [u.text for u in discourse.unresolved] == ["The president"]
    assert all(discourse.doc.text[u.start : u.end] == u.text for u in discourse.unresolved)


def test_a_predecessor_is_known_by_role_not_by_another_name(
    discourse_of: Callable[[str], Discourse],
) -> None:
    discourse = discourse_of(
        "Lee Jae-myung met Fumio Kishida. In 2023, Lee criticized his predecessor."
    )
    token = next(t for t in discourse.doc if t.text == "predecessor")
    [entity] = discourse.resolve(token, introduce=True)
    assert entity.name == "Lee Jae-myung's predecessor"
    assert (entity.type, entity.named) == ("person", False)


def test_who_is_described_apart_keeps_his_name(discourse_of: Callable[[str], Discourse]) -> None:
    discourse = discourse_of("His predecessor, Kjell Brandvold, walked out.")
    token = next(t for t in discourse.doc if t.text == "predecessor")
    assert [e.name for e in discourse.resolve(token)] == ["Kjell Brandvold"]


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (
            "Algerian President Nadir Belkacem hosted Peruvian President Julio Paredes on Monday. "
            "The South American leader had arrived on Sunday.",
            "Julio Paredes",
            "The South American leader",
        ),
        (
            "President Julio Paredes of Peru met Portuguese Foreign Minister Rui Tavares. "
            "Paredes thanked the European country for its support.",
            "Portugal",
            "European country",
        ),
        (
            "Saudi Arabia and Iran cut ties. Crowds attacked an embassy after the kingdom jailed "
            "Ali Jaberi.",
            "Saudi Arabia",
            "kingdom",
        ),
    ],
)
def test_countries_and_leaders_by_region_and_form(
    dossier_of: Read, text: str, name: str, alias: str
) -> None:
    assert alias in named(dossier_of(text), name).aliases


def test_a_regions_leaders_are_a_group_of_their_own(dossier_of: Read) -> None:
    dossier = dossier_of("Latin American leaders met in Lima on Monday.")
    assert actors(dossier) == {"Latin American leaders": "group"}


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (
            "Minister Deng Wei met the outgoing Kuwaiti Ambassador, Samir Hayat. Deng lauded the "
            "departing Kuwaiti envoy.",
            "Samir Hayat",
            "the departing Kuwaiti envoy",
        ),
        (
            "President Julio Paredes received the Foreign Minister of Portugal, Rui Tavares. He "
            "was joined by Foreign Minister Cesar Luna. Paredes thanked the visiting Foreign "
            "Minister.",
            "Rui Tavares",
            "the visiting Foreign Minister",
        ),
    ],
)
def test_envoys_and_visiting_ministers(dossier_of: Read, text: str, name: str, alias: str) -> None:
    assert alias in named(dossier_of(text), name).aliases


def test_who_is_expected_to_become_minister_is_meant_by_it(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Hara Jiro dined with Park Seo-jin, who is to become Norwegian foreign minister in May."
    )
    ids = {actor.id: actor.name for actor in dossier.actors}
    assert [ids[t.person] for t in dossier.offices] == ["Park Seo-jin"]
