"""Statements, tenures and discrepancies in the index."""

import json

from graph_builder.index.rows import Rows
from graph_builder.merged import Discrepancy, MergedStatement, MergedTenure
from graph_builder.ontology import name_key


def write_statement(rows: Rows, statement: MergedStatement, *, gone: bool) -> None:
    """Put the statement into the index as it is now, or take it out."""
    known = rows.one("SELECT id FROM statement WHERE iri = ?", statement.iri)
    if known is not None:
        _erase_statement(rows, known)
    rows.retire(() if gone else statement.retired, statement.iri, "statement")
    if gone:
        return
    number = rows.insert(
        "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        known,
        statement.iri,
        rows.node(statement.speaker),
        statement.statement_kind,
        None if statement.addressee is None else rows.node(statement.addressee),
        *rows.time(statement.time),
        statement.confidence,
        statement.origins,
    )
    _write_wordings(rows, number, statement)
    _write_subjects(rows, number, statement)


def _write_wordings(rows: Rows, number: int, statement: MergedStatement) -> None:
    claims = dict.fromkeys(statement.claims)
    wording: dict[tuple[str, str], int] = {}
    for ordinal, variant in enumerate(statement.variants):
        row = rows.insert(
            "INSERT INTO variant (statement, ordinal, text) VALUES (?, ?, ?)",
            number,
            ordinal,
            variant.text,
        )
        rows.run("INSERT INTO quote_word (rowid, text) VALUES (?, ?)", row, variant.text)
        for ref in variant.claims:
            claims[ref] = None
            wording[ref.article, ref.claim] = ordinal
    rows.many(
        "INSERT INTO statement_claim VALUES (?, ?, ?, ?)",
        (
            (number, wording.get((ref.article, ref.claim)), rows.article(ref.article), ref.claim)
            for ref in claims
        ),
    )


def _write_subjects(rows: Rows, number: int, statement: MergedStatement) -> None:
    for topic in statement.topics:
        # Resolution mints a concept for every topic; a bare label could not be asked for by IRI.
        if topic.concept is not None:
            row = rows.row(
                "topic", "iri", topic.concept, label=topic.label, key=name_key(topic.label)
            )
            rows.run("INSERT OR IGNORE INTO statement_topic VALUES (?, ?)", number, row)
    rows.many(
        "INSERT OR IGNORE INTO statement_mention VALUES (?, ?)",
        ((number, rows.node(actor)) for actor in statement.mentions),
    )


def _erase_statement(rows: Rows, number: int) -> None:
    rows.many(
        "INSERT INTO quote_word (quote_word, rowid, text) VALUES ('delete', ?, ?)",
        rows.connection.execute(
            "SELECT id, text FROM variant WHERE statement = ?", (number,)
        ).fetchall(),
    )
    for table in ("variant", "statement_claim", "statement_topic", "statement_mention"):
        rows.run(f"DELETE FROM {table} WHERE statement = ?", number)
    rows.run("DELETE FROM statement WHERE id = ?", number)


def write_tenure(
    rows: Rows, tenure: MergedTenure, *, gone: bool, before: MergedTenure | None = None
) -> None:
    """Put the tenure into the index as it is now, or take it out.

    Of the claims that it had `before`, those that are left out on both sides stay.
    """
    known = rows.one("SELECT id FROM tenure WHERE iri = ?", tenure.iri)
    if known is not None:
        left = () if before is None else before.claims
        rows.many(
            "DELETE FROM tenure_claim WHERE tenure = ? AND article = ? AND claim = ?",
            ((known, rows.article(ref.article), ref.claim) for ref in left),
        )
        rows.run("DELETE FROM tenure WHERE id = ?", known)
        if gone:
            rows.run("DELETE FROM tenure_claim WHERE tenure = ?", known)
    rows.retire(() if gone else tenure.retired, tenure.iri, "tenure")
    if gone:
        return
    number = rows.insert(
        "INSERT INTO tenure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        known,
        tenure.iri,
        rows.node(tenure.person),
        tenure.office,
        tenure.org,
        None if tenure.org_actor is None else rows.node(tenure.org_actor),
        tenure.since,
        tenure.until,
        tenure.top,
        tenure.origins,
    )
    rows.many(
        "INSERT OR REPLACE INTO tenure_claim VALUES (?, ?, ?)",
        ((number, rows.article(ref.article), ref.claim) for ref in tenure.claims),
    )


def write_discrepancy(rows: Rows, discrepancy: Discrepancy, *, gone: bool) -> None:
    """Put the discrepancy into the index as it is now, or take it out."""
    rows.run("DELETE FROM discrepancy WHERE iri = ?", discrepancy.iri)
    if gone:
        return
    tellings = [
        [telling.value, [[ref.article, ref.claim] for ref in telling.claims]]
        for telling in discrepancy.tellings
    ]
    rows.insert(
        "INSERT INTO discrepancy (iri, subject, field, tellings) VALUES (?, ?, ?, ?)",
        discrepancy.iri,
        discrepancy.subject,
        discrepancy.field,
        json.dumps(tellings, ensure_ascii=False),
    )
