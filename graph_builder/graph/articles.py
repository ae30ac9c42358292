"""One article: its text, and everything that the graph takes from it."""

from graph_builder.errors import NotFoundError
from graph_builder.graph.actors import tenure_rows
from graph_builder.graph.answers import ArticlePage, MentionRow
from graph_builder.graph.events import event_rows
from graph_builder.graph.evidence import article_ref
from graph_builder.graph.opened import Opened
from graph_builder.graph.statements import statement_rows


def article(graph: Opened, name: str, *, whole_text: bool = True) -> ArticlePage:
    """An article by its id or IRI, perhaps without its text. Raises `NotFoundError`."""
    rows = graph.rows(
        "SELECT * FROM article WHERE iri IS NOT NULL AND (name = ?1 OR iri = ?1)", (name,)
    )
    dossier = graph.dossier(rows[0]["name"]) if rows else None
    if dossier is None:
        raise NotFoundError(f"there is no article {name!r}")
    row = rows[0]
    copies = graph.rows(
        "SELECT * FROM article WHERE origin = ? AND id <> ? AND iri IS NOT NULL ORDER BY name",
        (row["origin"], row["id"]),
    )
    members = {
        found["claim"]: found["node"]
        for found in graph.rows("SELECT claim, node FROM member WHERE article = ?", (row["id"],))
    }
    known = graph.actors_by_node(members.values())
    mentions = tuple(
        MentionRow(
            known.get(members.get(actor.id, -1)),
            actor.name,
            tuple((span.start, span.end) for span in actor.mentions),
        )
        for actor in dossier.actors
    )
    events = _things(graph, "event", row["id"])
    statements = _things(graph, "statement", row["id"])
    return ArticlePage(
        article_ref(row),
        dossier.language,
        dossier.text if whole_text else None,
        row["origin"],
        tuple(article_ref(copy) for copy in copies),
        mentions,
        tuple(event_rows(graph, events)),
        tuple(statement_rows(graph, statements)),
        tenure_rows(
            graph, "id IN (SELECT tenure FROM tenure_claim WHERE article = ?)", (row["id"],)
        ),
    )


def _things(graph: Opened, kind: str, article: int) -> list[int]:
    """Numbers of the events or statements that the article tells of, in the order of its text."""
    rows = graph.rows(
        f"SELECT c.{kind} AS thing, min(start) AS start FROM {kind}_claim AS c"
        " LEFT JOIN evidence USING (article, claim) WHERE article = ?"
        f" GROUP BY c.{kind} ORDER BY start, c.{kind}",
        (article,),
    )
    return [row["thing"] for row in rows]
