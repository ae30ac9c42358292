"""Articles: lists, and one with its text and everything that the graph takes from it."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from graph_builder.errors import InputError, NotFoundError
from graph_builder.graph.actors import tenure_rows
from graph_builder.graph.answers import ArticlePage, ArticleRow, Articles, MentionRow
from graph_builder.graph.cursor import decode_cursor, encode_cursor, undated_last
from graph_builder.graph.events import event_rows
from graph_builder.graph.evidence import article_ref
from graph_builder.graph.filters import Filters
from graph_builder.graph.given import taken
from graph_builder.graph.opened import Opened
from graph_builder.graph.statements import statement_rows

# So many characters of its text, cut at a word, tell which article one without a title is.
BEGINNING = 80


@dataclass(frozen=True, slots=True)
class ArticleFilters:
    """Which articles are listed; all by default.

    `words` must all occur in title, publisher, URL or id, as parts of words too, in any case.
    `since` and `until` are ISO days, months or years, both inclusive: an article counts when its
    day, month or year of publication may overlap with theirs, an undated one never does. Raises
    `InputError` for values that can't be.
    """

    words: str | None = None
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        if self.words is not None and not self.words.strip():
            raise InputError(f"{self.words!r} holds no word to look for")
        Filters(since=self.since, until=self.until)

    @staticmethod
    def of(given: "ArticleFilters | Mapping[str, Any] | None") -> "ArticleFilters":
        """Filters as such or as JSON values; None is the default. Raises `InputError`."""
        return taken(ArticleFilters, given)

    def condition(self) -> tuple[str, list[str]]:
        """These filters as an SQL condition on the table `article`, and its values."""
        parts, values = ["iri IS NOT NULL"], list[str]()
        if self.words is not None:
            parts.append("holds(?, title, publisher, url, name)")
            values.append(self.words)
        # A month or year is compared as far as it is told: what may overlap begins alike.
        first, last = Filters(since=self.since, until=self.until).days
        for sign, day in ((">=", first), ("<=", last)):
            if day is not None:
                parts.append(f"published {sign} substr(?, 1, length(published))")
                values.append(day.isoformat())
        return " AND ".join(parts), values


def articles(
    graph: Opened,
    *,
    filters: ArticleFilters | Mapping[str, Any] | None = None,
    cursor: str | None = None,
    limit: int = 50,
    whole_text: bool = True,
) -> Articles:
    """The articles of the graph by date of publication, undated last, then by id.

    Without `whole_text` no words of their texts are given.
    """
    condition, values = ArticleFilters.of(filters).condition()
    graph.index.create_function("holds", -1, _holds, deterministic=True)
    total = graph.rows(f"SELECT count(*) FROM article WHERE {condition}", values)[0][0]
    order = "coalesce(published, '~'), name"
    if cursor is not None:
        condition += f" AND ({order}) > (?, ?)"
        values += map(str, decode_cursor(cursor, str, str))
    rows = graph.rows(
        f"SELECT * FROM article WHERE {condition} ORDER BY {order} LIMIT ?", (*values, limit + 1)
    )
    page, following = rows[:limit], None
    if len(rows) > limit:
        following = encode_cursor(undated_last(page[-1]["published"]), page[-1]["name"])
    return Articles(
        total,
        tuple(
            ArticleRow(article_ref(row), _beginning(graph, row) if whole_text else None)
            for row in page
        ),
        following,
    )


def _holds(words: str, *values: str | None) -> bool:
    text = "\n".join(value.casefold() for value in values if value)
    return all(word in text for word in words.casefold().split())


def _beginning(graph: Opened, row: sqlite3.Row) -> str | None:
    dossier = None if row["title"] else graph.dossier(row["name"])
    return None if dossier is None else shorten(dossier.text, BEGINNING, placeholder=" …")


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
