"""Search for actors by name: typos, aliases, romanizations, scripts, prefixes, ranking."""

from pathlib import Path

import pytest

from graph_builder.graph import open_graph
from graph_builder.graph.questions import Graph
from graph_builder.index.sound import romanized, sounds
from tests.made_graph import Story, publish

PEOPLE = {
    "lee-jae-myung": ("Lee Jae-myung", "Lee", "President Lee"),
    "lee-jae-yong": ("Lee Jae-yong",),
    "volodymyr-zelenskyy": ("Volodymyr Zelenskyy", "Zelenskyy"),
    "muammar-gaddafi": ("Muammar Gaddafi", "Gaddafi"),
    "xi-jinping": ("Xi Jinping", "Xi"),
    "park-geun-hye": ("Park Geun-hye",),
    "jens-stoltenberg": ("Jens Stoltenberg",),
    "recep-tayyip-erdogan": ("Recep Tayyip Erdoğan", "Erdoğan"),
    "alexis-tsipras": ("Alexis Tsipras",),
    "donald-trump": ("Donald Trump", "Trump"),
    "melania-trump": ("Melania Trump",),
    "shigeru-ishiba": ("Shigeru Ishiba", "Ishiba"),
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    story = Story()
    for article in ("a1", "a2", "a3"):
        story.article(article, "Nothing in particular.")
    for slug, (name, *aliases) in PEOPLE.items():
        seen = ("a1", "a2", "a3") if slug == "donald-trump" else ("a1",)
        story.actor(f"person/{slug}", name, *aliases, in_articles=seen)
    story.actor("country/KR", "South Korea", "Seoul", in_articles=("a1",))
    story.actor("country/KP", "North Korea", in_articles=("a1",))
    return open_graph(publish(story, tmp_path_factory.mktemp("names") / "1"))


def found(graph: Graph, query: str, **how: object) -> list[str]:
    hits = graph.actors(query, **how)  # type: ignore[arg-type]
    return [hit.actor.iri.rpartition("/")[2] for hit in hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Lee Jae-myung", "lee-jae-myung"),
        ("lee jae myung", "lee-jae-myung"),
        ("Lee Jaemyung", "lee-jae-myung"),
        ("Jae-myung Lee", "lee-jae-myung"),
        ("Yi Jae-myeong", "lee-jae-myung"),
        ("이재명", "lee-jae-myung"),
        ("Zelensky", "volodymyr-zelenskyy"),
        ("Selenskyj", "volodymyr-zelenskyy"),
        ("Зеленский", "volodymyr-zelenskyy"),
        ("Qaddafi", "muammar-gaddafi"),
        ("Kadhafi", "muammar-gaddafi"),
        ("معمر القذافي", "muammar-gaddafi"),
        ("Pak Geun Hye", "park-geun-hye"),
        ("박근혜", "park-geun-hye"),
        ("Stoltenburg", "jens-stoltenberg"),
        ("Jens Stolenberg", "jens-stoltenberg"),
        ("Erdogan", "recep-tayyip-erdogan"),
        ("Τσίπρας", "alexis-tsipras"),
        ("Ishba", "shigeru-ishiba"),
        ("Ishiba Shigeru", "shigeru-ishiba"),
        ("ROK", "KR"),
        ("Republic of Korea", "KR"),
        ("Seoul", "KR"),
    ],
)
def test_the_right_actor_comes_first(graph: Graph, query: str, expected: str) -> None:
    assert found(graph, query)[0] == expected


def test_a_better_known_actor_comes_first_among_equals(graph: Graph) -> None:
    assert found(graph, "trump")[:2] == ["donald-trump", "melania-trump"]


def test_an_exact_name_comes_before_a_better_known_actor(graph: Graph) -> None:
    assert found(graph, "Melania Trump")[0] == "melania-trump"


def test_a_fuller_better_known_name_comes_before_a_bare_one(tmp_path: Path) -> None:
    story = Story()
    articles = [f"a{number}" for number in range(40)]
    for article in articles:
        story.article(article, "Nothing in particular.")
    story.actor("person/macron", "Macron", in_articles=articles[:1])
    story.actor("person/emmanuel-macron", "Emmanuel Macron", in_articles=articles)
    story.actor("person/modi", "Modi", in_articles=articles)
    story.actor("person/narendra-modi", "Narendra Modi", in_articles=articles[:1])
    graph = open_graph(publish(story, tmp_path / "1"))
    assert found(graph, "Macron") == ["emmanuel-macron", "macron"]
    assert found(graph, "Modi") == ["modi", "narendra-modi"]


def test_a_word_may_still_be_typed(graph: Graph) -> None:
    assert found(graph, "tak") == []
    assert found(graph, "ish", prefix=True)[0] == "shigeru-ishiba"
    assert found(graph, "xi jin", prefix=True)[0] == "xi-jinping"
    assert set(found(graph, "l", prefix=True)) >= {"lee-jae-myung", "lee-jae-yong"}


def test_types_and_limit(graph: Graph) -> None:
    assert set(found(graph, "Korea", types=("country",))) == {"KR", "KP"}
    assert found(graph, "Korea", types=("person",)) == []
    assert len(found(graph, "lee", prefix=True, limit=1)) == 1


@pytest.mark.parametrize("query", ["", " ", "…", '"', "OR", "name_word:", "*", "a*b(c)^"])
def test_any_text_is_a_query(graph: Graph, query: str) -> None:
    graph.actors(query)
    graph.actors(query, prefix=True)


def test_unlike_names_are_not_offered(graph: Graph) -> None:
    assert found(graph, "Angela Merkel") == []


def test_sounds() -> None:
    assert sounds("Zelenskyy") == sounds("Zelensky") == sounds("Зеленський")
    assert sounds("Lee Jae-myung") == sounds("Yi Jae Myeong") == sounds("이재명")
    assert sounds("Gaddafi") == sounds("Qadhafi") == sounds("القذافي")
    assert sounds("…") == ()


def test_romanization_leaves_latin_alone() -> None:
    assert romanized("Lee Jae-myung") == "Lee Jae-myung"
    assert romanized("Владимир") == "vladimir"


def test_a_name_may_hold_anything(tmp_path: Path) -> None:
    story = Story()
    story.actor("person/odd", 'O"Brien; DROP TABLE', "\u0000", "😀")
    assert found(open_graph(publish(story, tmp_path / "1")), 'O"Brien') == ["odd"]
