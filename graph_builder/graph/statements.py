"""The ledger of statements: who said what about whom, on what, when, in which wordings."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph_builder.errors import InputError, NotFoundError
from graph_builder.graph.answers import ActorRef, StatementRow, Statements, TopicRef, Wording
from graph_builder.graph.events import row_time
from graph_builder.graph.evidence import claims_of, of_claims, sentences
from graph_builder.graph.filters import Filters
from graph_builder.graph.given import taken
from graph_builder.graph.naming import resolve, thing_iri
from graph_builder.graph.opened import Opened
from graph_builder.graph.pages import page_by_day
from graph_builder.graph.topics import topics_below
from graph_builder.ontology.topics import topics as scheme

KINDS = ("direct", "indirect")
# Sentences shown with each wording of a statement in a list.
SENTENCES = 10


@dataclass(frozen=True, slots=True)
class StatementFilters:
    """Which statements count; all by default.

    `speaker`, `about` (mentioned or addressed) and `addressee` are names or IRIs of actors;
    `topics` labels or IRIs, narrower ones included; `since` and `until` as in `Filters`; `kind` is
    direct or indirect; `words` must all occur in one wording, in any inflection, "in quotes" as a
    phrase. Raises `InputError` for values that can't be.
    """

    speaker: str | None = None
    about: str | None = None
    addressee: str | None = None
    topics: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    words: str | None = None
    min_origins: int = 1

    def __post_init__(self) -> None:
        if self.kind is not None and self.kind not in KINDS:
            raise InputError(
                f"there is no kind of statement {self.kind!r}; known: direct, indirect"
            )
        Filters(since=self.since, until=self.until, min_origins=self.min_origins)

    @staticmethod
    def of(given: "StatementFilters | Mapping[str, Any] | None") -> "StatementFilters":
        """Filters as such or as JSON values; None is the default. Raises `InputError`."""
        return taken(StatementFilters, given)

    def condition(self, graph: Opened) -> tuple[str, list[str | int]]:
        """These filters as an SQL condition on the table `statement`, and its values."""
        parts, values = ["1"], list[str | int]()
        if self.speaker is not None:
            parts.append("speaker = ?")
            values.append(resolve(graph, self.speaker).node)
        if self.addressee is not None:
            parts.append("addressee = ?")
            values.append(resolve(graph, self.addressee).node)
        if self.about is not None:
            node = resolve(graph, self.about).node
            parts.append(
                "(addressee = ? OR id IN (SELECT statement FROM statement_mention WHERE node = ?))"
            )
            values += [node, node]
        if self.topics:
            below = topics_below(graph, self.topics)
            marks = ", ".join("?" * len(below))
            parts.append(f"id IN (SELECT statement FROM statement_topic WHERE topic IN ({marks}))")
            values += below
        if self.kind is not None:
            parts.append("statement_kind = ?")
            values.append(self.kind)
        dated = Filters(since=self.since, until=self.until)
        dates, days = dated.time_condition(graph, "statement")
        parts.append(dates)
        values += days
        if self.words is not None:
            parts.append(
                "id IN (SELECT statement FROM variant WHERE variant.id IN"
                " (SELECT rowid FROM quote_word WHERE quote_word MATCH ?))"
            )
            values.append(_match(self.words))
        if self.min_origins > 1:
            parts.append("origins >= ?")
            values.append(self.min_origins)
        return " AND ".join(parts), values


def _match(words: str) -> str:
    """A query of FTS5 for plain words and quoted phrases, with nothing of its own syntax."""
    pieces = [phrase or word for phrase, word in re.findall(r'"([^"]*)"|(\S+)', words)]
    terms = [" ".join(re.findall(r"\w+", piece)) for piece in pieces]
    quoted = [f'"{term}"' for term in terms if term]
    if not quoted:
        raise InputError(f"{words!r} holds no word to look for")
    return " AND ".join(quoted)


def statement_rows(
    graph: Opened, statements: Sequence[int], *, whole: bool = False
) -> list[StatementRow]:
    """Statements by their numbers, in that order; `whole` for all evidence of every wording."""
    found = {
        row["id"]: row
        for row in graph.rows_in("SELECT * FROM statement WHERE id IN ({marks})", statements)
    }
    mentions = _grouped(
        graph, "SELECT statement, node FROM statement_mention WHERE statement IN ({marks})", found
    )
    topics = _topics(graph, statements)
    ends = {
        n for row in found.values() for n in (row["speaker"], row["addressee"]) if n is not None
    }
    actors = graph.actors_by_node(ends | {node for nodes in mentions.values() for node in nodes})
    wordings = _wordings(graph, statements, whole=whole)
    claims = claims_of(graph, "statement", statements)
    return [
        _statement_row(
            found[statement],
            actors,
            wordings[statement],
            topics[statement],
            mentions[statement],
            len({article for article, _ in claims[statement]}),
        )
        for statement in statements
        if statement in found
    ]


def _grouped(graph: Opened, sql: str, keys: Mapping[int, object]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for key, value in graph.rows_in(sql, keys):
        found[key].append(value)
    return found


def _topics(graph: Opened, statements: Sequence[int]) -> dict[int, tuple[TopicRef, ...]]:
    found: dict[int, tuple[TopicRef, ...]] = defaultdict(tuple)
    for row in graph.rows_in(
        "SELECT statement, iri, label FROM statement_topic JOIN topic ON topic.id = topic"
        " WHERE statement IN ({marks}) ORDER BY statement, label",
        statements,
    ):
        concept = scheme().get(row["iri"])
        label = row["label"] if concept is None else concept.pref
        found[row["statement"]] += (TopicRef(row["iri"], label),)
    return found


def _wordings(
    graph: Opened, statements: Sequence[int], *, whole: bool
) -> dict[int, tuple[Wording, ...]]:
    rows = graph.rows_in(
        "SELECT statement, ordinal, text FROM variant WHERE statement IN ({marks})"
        " ORDER BY statement, ordinal",
        statements,
    )
    of_variant = {
        (row["statement"], row["article"], row["claim"]): row["variant"]
        for row in graph.rows_in(
            "SELECT * FROM statement_claim WHERE statement IN ({marks})", statements
        )
    }
    claims = claims_of(graph, "statement", statements)
    said = sentences(graph, (c for found in claims.values() for c in found), all_of_them=whole)
    wordings: dict[int, tuple[Wording, ...]] = defaultdict(tuple)
    for row in rows:
        number = row["statement"]
        printed = [c for c in claims[number] if of_variant[number, *c] == row["ordinal"]]
        evidence = of_claims(printed, said, None if whole else SENTENCES)
        wordings[number] += (Wording(row["text"], evidence),)
    return wordings


def _statement_row(  # noqa: PLR0913, PLR0917 - the parts of one row
    row: sqlite3.Row,
    actors: Mapping[int, ActorRef],
    wordings: tuple[Wording, ...],
    topics: tuple[TopicRef, ...],
    mentions: Sequence[int],
    articles: int,
) -> StatementRow:
    time = row_time(row)
    addressee = row["addressee"]
    return StatementRow(
        row["iri"],
        actors[row["speaker"]],
        row["statement_kind"],
        wordings[0].text if wordings else "",
        wordings,
        None if addressee is None else actors[addressee],
        topics,
        tuple(sorted((actors[node] for node in mentions), key=lambda actor: actor.iri)),
        time.date,
        time,
        row["confidence"],
        row["origins"],
        articles,
    )


def statement(graph: Opened, iri: str) -> StatementRow:
    """One statement with all evidence, by IRI or the end of one. Raises `NotFoundError`."""
    found = graph.rows(
        "SELECT id FROM statement WHERE iri = ?", (thing_iri(graph, "statement", iri),)
    )
    if not found:
        raise NotFoundError(f"there is no statement {iri}")
    return statement_rows(graph, [found[0]["id"]], whole=True)[0]


def statements(
    graph: Opened,
    *,
    filters: StatementFilters | Mapping[str, Any] | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Statements:
    """Statements that the filters leave, oldest first and undated last."""
    condition, values = StatementFilters.of(filters).condition(graph)
    total = graph.number(f"SELECT count(*) FROM statement WHERE {condition}", *values)
    page, following = page_by_day(graph, "statement", condition, values, cursor=cursor, limit=limit)
    return Statements(total, tuple(statement_rows(graph, page)), following)
