"""A new generation's index and network, made from the last ones and what changed."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from graph_builder.errors import GraphError
from graph_builder.index.actors import drop_lost_actors, write_actor
from graph_builder.index.articles import write_article, write_evidence
from graph_builder.index.events import write_event, write_pair
from graph_builder.index.projection import project
from graph_builder.index.rows import Rows
from graph_builder.index.schema import FORMAT, INDEX, TABLES
from graph_builder.index.statements import write_discrepancy, write_statement, write_tenure
from graph_builder.merged import (
    Change,
    ClaimRef,
    Discrepancy,
    MergedActor,
    MergedArticle,
    MergedEvent,
    MergedStatement,
    MergedTenure,
    Pair,
    Thing,
)
from graph_builder.model import Dossier

# The dossier of an article's id; None when the graph doesn't hold that article.
Dossiers = Callable[[str], Dossier | None]


def update(
    previous: Path | None,
    new: Path,
    changes: Iterable[Change],
    dossiers: Dossiers,
    articles: Iterable[str] = (),
) -> None:
    """Write `index.sqlite` and `network/` into the folder `new` of an unpublished generation.

    `previous` is the folder of the last generation, None for the first. `changes` are taken once,
    in any order; a thing that they don't name stays as it was. `articles` are the ids of those that
    were added, read again or withdrawn, so that evidence whose wording or offsets moved is fetched
    anew even where no thing changed. Raises `GraphError` when the files can't be read or written.
    """
    path = new / INDEX
    try:
        if previous is not None:
            shutil.copyfile(previous / INDEX, path)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            rows = _begin(connection, first=previous is None)
            _write(rows, changes, dossiers, articles)
            project(rows, previous, new)
            rows.save_counters()
            connection.execute("COMMIT")
    except (OSError, sqlite3.Error) as error:
        raise GraphError(
            f"{path}: the index can't be written ({error}); free some space and try again"
        ) from error


def _begin(connection: sqlite3.Connection, *, first: bool) -> Rows:
    # Nobody reads the file before its generation is published, and a crash throws it away.
    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
    if first:
        connection.executescript(TABLES)
    connection.execute("BEGIN")
    if first:
        connection.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))
    return Rows(connection)


def _write(
    rows: Rows, changes: Iterable[Change], dossiers: Dossiers, articles: Iterable[str]
) -> None:
    moved = set(articles)
    for change in changes:
        before = change.before
        if before and change.after and before.iri != change.after.iri:
            _write_thing(rows, before, gone=True)
            before = None
        _write_thing(rows, change.after or before, before, gone=change.after is None)
        moved |= _articles(change)
    write_evidence(rows, sorted(moved), dossiers)
    drop_lost_actors(rows)


def _write_thing(
    rows: Rows, thing: Thing | None, before: Thing | None = None, *, gone: bool
) -> None:
    match thing:
        case MergedActor():
            known = before if isinstance(before, MergedActor) else None
            write_actor(rows, thing, gone=gone, before=known)
        case MergedEvent():
            write_event(rows, thing, gone=gone)
        case MergedStatement():
            write_statement(rows, thing, gone=gone)
        case MergedTenure():
            held = before if isinstance(before, MergedTenure) else None
            write_tenure(rows, thing, gone=gone, before=held)
        case Pair():
            write_pair(rows, thing, gone=gone)
        case MergedArticle():
            write_article(rows, thing, gone=gone)
        case Discrepancy():
            write_discrepancy(rows, thing, gone=gone)
        case None:
            raise GraphError("a change of nothing into nothing; report this as a fault")


def _claims(thing: Thing | None) -> frozenset[ClaimRef]:
    match thing:
        case (
            MergedEvent(claims=claims)
            | MergedStatement(claims=claims)
            | MergedTenure(claims=claims)
        ):
            return frozenset(claims)
        case _:
            return frozenset()


def _articles(change: Change) -> set[str]:
    """Articles whose claims came to or left the changed thing, or that themselves changed."""
    moved = {ref.article for ref in _claims(change.before) ^ _claims(change.after)}
    for thing in (change.before, change.after):
        if isinstance(thing, MergedArticle):
            moved.add(thing.id)
    return moved
