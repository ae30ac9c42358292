"""Dossiers with what their actors and claims denote in the graph."""

from collections.abc import Iterator
from typing import Any

from graph_builder.graph.opened import Opened
from graph_builder.model import to_json

_DENOTED = {
    "actors": "SELECT claim, iri FROM member JOIN actor USING (node) WHERE article = ?",
    "events": """SELECT claim, iri FROM event_claim JOIN event ON event.id = event
                 WHERE article = ?""",
    "statements": """SELECT claim, iri FROM statement_claim
                     JOIN statement ON statement.id = statement WHERE article = ?""",
}
_FIELD = {"actors": "entity", "events": "cluster", "statements": "cluster"}


def clustered_dossiers(graph: Opened) -> Iterator[dict[str, Any]]:
    """Every dossier of the graph as plain JSON values, in the order of their ids.

    Each actor has the IRI of the actor that it is as `entity`, each event and statement that of
    what it tells as `cluster`; None where the graph doesn't take the claim in (it was rejected).
    """
    for row in graph.rows("SELECT id, name FROM article WHERE iri IS NOT NULL ORDER BY name"):
        dossier = graph.dossier(row["name"])
        if dossier is None:
            continue
        data: dict[str, Any] = to_json(dossier)
        for part, sql in _DENOTED.items():
            denoted = {r["claim"]: r["iri"] for r in graph.rows(sql, (row["id"],))}
            for claim in data[part]:
                claim[_FIELD[part]] = denoted.get(claim["id"])
        yield data
