"""Articles and the sentences that bear their claims, in the index."""

from collections.abc import Callable, Iterable

from graph_builder.index.rows import Rows
from graph_builder.merged import MergedArticle
from graph_builder.model import Dossier, Evidence


def write_article(rows: Rows, article: MergedArticle, *, gone: bool) -> None:
    """Put what is known about the article into the index, or take it out.

    The row itself stays, since claims may still be on their way out; without an IRI it is nobody's.
    """
    number = rows.article(article.id)
    values: tuple[str | None, ...] = (None,) * 6
    if not gone:
        values = (
            article.iri,
            article.url,
            article.title,
            article.publisher,
            article.published,
            article.origin,
        )
    rows.run(
        "UPDATE article SET iri = ?, url = ?, title = ?, publisher = ?, published = ?, origin = ?"
        " WHERE id = ?",
        *values,
        number,
    )


def write_evidence(
    rows: Rows, articles: Iterable[str], dossiers: Callable[[str], Dossier | None]
) -> None:
    """Replace the evidence of each of these articles by what its dossier says now."""
    for name in articles:
        number = rows.article(name)
        rows.run("DELETE FROM evidence WHERE article = ?", number)
        dossier = dossiers(name)
        if dossier is None:
            continue
        for claim, pieces in _claims(dossier):
            rows.many(
                "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    (number, claim, i, e.start, e.end, e.text, " ".join(e.supports))
                    for i, e in enumerate(pieces)
                ),
            )


def _claims(dossier: Dossier) -> Iterable[tuple[str, tuple[Evidence, ...]]]:
    yield from ((event.id, event.evidence) for event in dossier.events)
    yield from ((statement.id, statement.evidence) for statement in dossier.statements)
    yield from ((f"o{i}", office.evidence) for i, office in enumerate(dossier.offices, start=1))
