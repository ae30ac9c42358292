"""From what people write for an actor (a name, a code, an IRI) to the actor."""

from dataclasses import dataclass

from graph_builder.errors import AmbiguousNameError, NotFoundError
from graph_builder.graph.answers import ActorRef
from graph_builder.graph.opened import Opened
from graph_builder.index import bare_persons, find_names
from graph_builder.model import ACTOR_TYPES
from graph_builder.ontology import name_key

CANDIDATES = 10
# Beside actors, the kinds of things whose IRIs begin so after the base.
_KINDS = ("event", "statement", "tenure", "article", "pair", "discrepancy")


@dataclass(frozen=True, slots=True)
class Resolved:
    """An actor and its number in the index and the network."""

    ref: ActorRef
    node: int


def current_iri(graph: Opened, iri: str) -> str:
    """The IRI that `iri` redirects to, or `iri` itself."""
    rows = graph.rows("SELECT successor FROM retired WHERE iri = ?", (iri,))
    return str(rows[0]["successor"]) if rows else iri


def _full_iri(graph: Opened, name: str) -> str:
    return name if name.startswith(graph.base_iri) else graph.base_iri + name


def thing_iri(graph: Opened, kind: str, name: str) -> str:
    """The IRI of an event or statement given as an IRI, a retired one, or the end of one."""
    full = _full_iri(graph, name)
    if not full.startswith(f"{graph.base_iri}{kind}/"):
        full = f"{graph.base_iri}{kind}/{name}"
    return current_iri(graph, full)


def subject_iri(graph: Opened, name: str) -> str:
    """The IRI of what a name or IRI stands for, be it an actor or any other thing.

    Things other than actors go by their IRI, the end of one ("event/tokyo-summit"), or an article's
    id. Whether there is such a thing is not looked up. Raises as `resolve` does for other names.
    """
    full = _full_iri(graph, name)
    kind, slash, _ = full.removeprefix(graph.base_iri).partition("/")
    if slash and kind in _KINDS:
        return current_iri(graph, full)
    articles = graph.rows("SELECT iri FROM article WHERE name = ? AND iri IS NOT NULL", (name,))
    if articles:
        return str(articles[0]["iri"])
    try:
        return resolve(graph, name).ref.iri
    except NotFoundError as error:
        raise NotFoundError(
            f"{error}; events, statements, offices and articles go by IRI, such as event/…"
        ) from error


def resolve(graph: Opened, name: str) -> Resolved:
    """The actor that `name` stands for.

    `name` is an IRI (a retired one gives its successor), the end of one ("person/lee-jae-myung",
    "country/KR"), or a name. A name means the actor that carries it as its main name; else the one
    that carries it as any name; else the one whose names hold all its words. Where all that fit are
    persons of whom no more than this word is known ("Macron"), everyone whose name holds the word
    ("Emmanuel Macron") may be meant as well. Raises `AmbiguousNameError` when several actors fit,
    `NotFoundError` when none does.
    """
    nodes = _by_iri(graph, name) or _by_name(graph, name)
    if not nodes:
        raise NotFoundError(_no_such(graph, name))
    if len(nodes) > 1:
        raise _ambiguous(graph, name, nodes)
    return Resolved(graph.actors_by_node(nodes)[nodes[0]], nodes[0])


def _by_iri(graph: Opened, name: str) -> list[int]:
    wanted = [name]
    if name.split("/", maxsplit=1)[0] in ACTOR_TYPES:
        wanted.append(graph.base_iri + name)
    for iri in wanted:
        rows = graph.rows("SELECT node FROM actor WHERE iri = ?", (current_iri(graph, iri),))
        if rows:
            return [rows[0]["node"]]
    return []


def _by_name(graph: Opened, name: str) -> list[int]:
    rows = graph.rows(
        "SELECT node, max(preferred) AS preferred FROM name WHERE key = ? GROUP BY node",
        (name_key(name),),
    )
    called = [row["node"] for row in rows]
    mainly = [row["node"] for row in rows if row["preferred"]] or called
    if not mainly:
        return _with_all_words(graph, name)
    if len(bare_persons(graph.index, mainly)) < len(mainly):
        return mainly
    return list(dict.fromkeys([*called, *_with_all_words(graph, name, "person")]))


def _with_all_words(graph: Opened, name: str, *types: str) -> list[int]:
    words = set(name_key(name).split())
    hits = find_names(graph.index, name, limit=CANDIDATES + 1, types=types)
    return [hit.node for hit in hits if words and words <= set(name_key(hit.matched).split())]


def _ambiguous(graph: Opened, name: str, nodes: list[int]) -> AmbiguousNameError:
    known = graph.actors_by_node(nodes)
    articles = {
        row["node"]: row["articles"]
        for row in graph.rows_in("SELECT node, articles FROM actor WHERE node IN ({marks})", nodes)
    }
    bare = bare_persons(graph.index, nodes)
    best = sorted(nodes, key=lambda node: (node in bare, -articles[node], known[node].iri))
    best = best[:CANDIDATES]
    ends = {node: known[node].iri.removeprefix(graph.base_iri) for node in best}
    listed = ", ".join(f"{known[node].name} ({ends[node]})" for node in best[:3])
    return AmbiguousNameError(
        f"{name!r} may be {len(nodes)} actors, among them {listed}; give one of these or a fuller"
        " name",
        [(known[node].iri, known[node].name) for node in best],
    )


def _no_such(graph: Opened, name: str) -> str:
    hits = find_names(graph.index, name, limit=3)
    known = graph.actors_by_node(hit.node for hit in hits)
    like = ", ".join(known[hit.node].name for hit in hits)
    return f"no actor is called {name!r}" + (f"; did you mean {like}?" if like else "")
