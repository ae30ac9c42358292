"""Topics: their hierarchy, and what was said on them when."""

from collections import Counter
from collections.abc import Callable, Iterable

from graph_builder.errors import NotFoundError
from graph_builder.graph.answers import Count, TopicPage, TopicRef, TopicRow
from graph_builder.graph.cursor import decode_cursor, encode_cursor
from graph_builder.graph.opened import Opened
from graph_builder.ontology import name_key
from graph_builder.ontology import topics as scheme
from graph_builder.ontology.topics import TOPICS, Concept


def topic_iri(graph: Opened, topic: str) -> str:
    """The IRI of a topic given as an IRI, the end of one, or a label. Raises `NotFoundError`."""
    for iri in (topic, TOPICS + topic.removeprefix("#"), f"{graph.base_iri}topic/{topic}"):
        if scheme().get(iri) is not None or graph.rows("SELECT 1 FROM topic WHERE iri = ?", (iri,)):
            return iri
    matched = scheme().match(topic)
    if matched is not None:
        return matched
    rows = graph.rows("SELECT iri FROM topic WHERE key = ? ORDER BY iri", (name_key(topic),))
    if not rows:
        raise NotFoundError(f"there is no topic {topic!r}; ask for the list of topics")
    return str(rows[0]["iri"])


def _walk(iri: str, onward: Callable[[Concept], Iterable[str]]) -> set[str]:
    found, waiting = set[str](), [iri]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            concept = scheme().get(here)
            waiting += onward(concept) if concept is not None else ()
    return found


def topics_below(graph: Opened, topics: Iterable[str]) -> list[int]:
    """Numbers of these topics and of all topics below them, as far as anything was said on them.

    Raises `NotFoundError` for a topic that neither the scheme nor the graph knows.
    """
    iris = {
        iri
        for topic in topics
        for iri in _walk(topic_iri(graph, topic), lambda concept: concept.narrower)
    }
    rows = graph.rows_in("SELECT id FROM topic WHERE iri IN ({marks})", iris)
    return sorted(row["id"] for row in rows)


def topic(graph: Opened, name: str) -> TopicRow:
    """One topic by IRI or label, with counts and the trend per month. Raises `NotFoundError`."""
    return _topic_row(graph, topic_iri(graph, name))


def topics(graph: Opened, *, cursor: str | None = None, limit: int = 100) -> TopicPage:
    """All topics on which anything was said, and all topics above them; the busiest first.

    How busy a topic is: the statements on it and on every topic below it, added up.
    """
    rows = graph.rows(
        "SELECT topic.id, iri, label, count(*) AS statements FROM topic"
        " JOIN statement_topic ON topic = topic.id GROUP BY topic.id"
    )
    labels = {row["iri"]: row["label"] for row in rows}
    busy = Counter[str]()
    for row in rows:
        for iri in _walk(row["iri"], lambda concept: concept.broader):
            concept = scheme().get(iri)
            labels.setdefault(iri, concept.pref if concept is not None else iri)
            busy[iri] += row["statements"]
    order = sorted(busy, key=lambda iri: (-busy[iri], labels[iri], iri))
    start = 0
    if cursor is not None:
        last = tuple(decode_cursor(cursor, int, str, str))
        start = sum((-busy[iri], labels[iri], iri) <= last for iri in order)
    page = order[start : start + limit]
    following = None
    if start + limit < len(order):
        following = encode_cursor(-busy[page[-1]], labels[page[-1]], page[-1])
    return TopicPage(len(order), tuple(_topic_row(graph, iri) for iri in page), following)


def _topic_row(graph: Opened, iri: str) -> TopicRow:
    concept = scheme().get(iri)
    below = topics_below(graph, [iri])
    marks = ", ".join("?" * len(below))
    said = graph.rows(
        "SELECT DISTINCT statement.id, substr(first, 1, 7) AS month,"
        " substr(first, 1, 7) = substr(last, 1, 7) AS dated FROM statement_topic"
        f" JOIN statement ON statement.id = statement WHERE topic IN ({marks})",
        below,
    )
    months = Counter(row["month"] for row in said if row["dated"])
    own = graph.rows("SELECT id, label FROM topic WHERE iri = ?", (iri,))
    count = 0
    if own:
        count = graph.number("SELECT count(*) FROM statement_topic WHERE topic = ?", own[0]["id"])
    return TopicRow(
        iri,
        concept.pref if concept is not None else own[0]["label"] if own else iri,
        concept.definition if concept is not None else "",
        _refs(concept.broader if concept is not None else ()),
        _refs(concept.narrower if concept is not None else ()),
        count,
        len(said),
        tuple(Count(month, number) for month, number in sorted(months.items())),
    )


def _refs(iris: Iterable[str]) -> tuple[TopicRef, ...]:
    known = ((iri, scheme().get(iri)) for iri in iris)
    return tuple(TopicRef(iri, concept.pref if concept else iri) for iri, concept in known)
