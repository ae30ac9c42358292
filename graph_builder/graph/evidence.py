"""Claims of things, dressed with the sentences that bear them and the articles of those."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph_builder.graph.answers import ArticleRef, DiscrepancyRow, Sentence, TellingRow
from graph_builder.graph.opened import Opened

# A claim as the index names it: the number of its article, and its id there.
Claim = tuple[int, str]


def article_refs(graph: Opened, articles: Iterable[int]) -> dict[int, ArticleRef]:
    """Articles by their numbers in the index."""
    rows = graph.rows_in(
        "SELECT * FROM article WHERE id IN ({marks}) AND iri IS NOT NULL", articles
    )
    return {row["id"]: article_ref(row) for row in rows}


def article_ref(row: sqlite3.Row) -> ArticleRef:
    """A row of the table `article`."""
    return ArticleRef(
        row["iri"], row["name"], row["url"], row["title"], row["publisher"], row["published"]
    )


def sentences(
    graph: Opened, claims: Iterable[Claim], *, all_of_them: bool = False
) -> dict[Claim, tuple[Sentence, ...]]:
    """The main sentence of each claim, or all its evidence. A claim without any is left out."""
    wanted = set(claims)
    articles = article_refs(graph, (article for article, _ in wanted))
    main = "" if all_of_them else " AND ordinal = 0"
    found: dict[Claim, list[Sentence]] = defaultdict(list)
    by_article: dict[int, set[str]] = defaultdict(set)
    for article, claim in wanted:
        by_article[article].add(claim)
    for article in sorted(by_article):
        if article not in articles:
            continue
        rows = graph.rows(
            f"SELECT * FROM evidence WHERE article = ?{main} ORDER BY claim, ordinal", (article,)
        )
        for row in rows:
            if row["claim"] in by_article[article]:
                found[article, row["claim"]].append(_sentence(row, articles[article]))
    return {claim: tuple(rows) for claim, rows in found.items()}


def _sentence(row: sqlite3.Row, article: ArticleRef) -> Sentence:
    return Sentence(
        article, row["claim"], row["start"], row["end"], row["text"], tuple(row["supports"].split())
    )


def claims_of(graph: Opened, kind: str, things: Iterable[int]) -> dict[int, list[Claim]]:
    """The claims of events, statements or tenures (`kind`) by number, in the order of articles.

    Articles stand by date of publication, undated last, then by id.
    """
    found: dict[int, list[Claim]] = defaultdict(list)
    rows = graph.rows_in(
        f"SELECT c.{kind} AS thing, c.article, c.claim, a.published, a.name FROM {kind}_claim AS c"
        f" JOIN article AS a ON a.id = c.article WHERE c.{kind} IN ({{marks}})",
        things,
    )
    for row in sorted(rows, key=lambda r: (r["published"] or "9999", r["name"], r["claim"])):
        found[row["thing"]].append((row["article"], row["claim"]))
    return found


def of_claims(
    claims: Iterable[Claim], found: Mapping[Claim, tuple[Sentence, ...]], limit: int | None = None
) -> tuple[Sentence, ...]:
    """The sentences of these claims, in their order."""
    said = [sentence for claim in claims for sentence in found.get(claim, ())]
    return tuple(said[:limit])


def discrepancies(graph: Opened, subjects: Iterable[str]) -> tuple[DiscrepancyRow, ...]:
    """What articles tell differently about the things with these IRIs, with sentences."""
    rows = graph.rows_in("SELECT * FROM discrepancy WHERE subject IN ({marks})", subjects)
    told = {row["iri"]: json.loads(row["tellings"]) for row in rows}
    names = {ref[0] for tellings in told.values() for _, refs in tellings for ref in refs}
    numbers = {
        row["name"]: row["id"]
        for row in graph.rows_in("SELECT id, name FROM article WHERE name IN ({marks})", names)
    }
    claims = [
        (numbers[article], claim)
        for tellings in told.values()
        for _, refs in tellings
        for article, claim in refs
        if article in numbers
    ]
    found = sentences(graph, claims)

    def telling(value: str, refs: list[list[str]]) -> TellingRow:
        of_value = [(numbers[article], claim) for article, claim in refs if article in numbers]
        return TellingRow(value, of_claims(of_value, found))

    return tuple(
        DiscrepancyRow(
            row["iri"],
            row["subject"],
            row["field"],
            tuple(telling(value, refs) for value, refs in told[row["iri"]]),
        )
        for row in sorted(rows, key=lambda r: r["iri"])
    )
