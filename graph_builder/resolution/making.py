"""Claims of clusters → events and statements as they are written: pure work, for any process."""

import marshal
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from graph_builder.merged import ClaimRef
from graph_builder.resolution import discrepancies, pairs, things
from graph_builder.resolution.intervals import stretch
from graph_builder.resolution.minting import Named
from graph_builder.resolution.store import encode

Rows = Sequence[tuple[Any, ...]]
"""The claims of a cluster, see `claim_reading`."""
Wanted = tuple[str, str, tuple[str, ...], Rows]
"""A cluster, the IRI of its thing without base and those that redirect to it, its claims."""


class Told(NamedTuple):
    """A discrepancy as it is written, and the articles that it is told in."""

    iri: str
    body: str
    articles: tuple[str, ...]


class Made(NamedTuple):
    """An event or statement as it is written, and the articles that tell of it; of an event its
    part in pairs, and its discrepancies."""

    cluster: str
    iri: str
    body: str
    articles: tuple[str, ...]
    bonds: tuple[pairs.Bond, ...] = ()
    told: tuple[Told, ...] = ()


def piece_of(known: dict[int, things.Known], wanted: Sequence[Wanted]) -> bytes:
    """A piece of work; `known` are the facets that the claims name."""
    return marshal.dumps((known, wanted))  # type: ignore[arg-type]


def made_events(base: str, piece: bytes) -> list[Made]:
    """The events of a piece."""
    known, wanted = marshal.loads(piece)
    names = things.Names(base, known)
    made = []
    for cluster, iri, retired, rows in wanted:
        event = things.merged_event(rows, Named(iri, retired), names)
        told = tuple(
            Told(x.iri, encode(x), _articles(ref for y in x.tellings for ref in y.claims))
            for x in discrepancies.of_event(event, rows, names)
        )
        bonds = tuple(pairs.bond_rows(event, rows, names))
        made.append(Made(cluster, event.iri, encode(event), _articles(event.claims), bonds, told))
    return made


def made_statements(base: str, piece: bytes) -> list[Made]:
    """The statements of a piece."""
    known, wanted = marshal.loads(piece)
    names = things.Names(base, known)
    made = []
    for cluster, iri, retired, rows in wanted:
        said = things.merged_statement(rows, Named(iri, retired), names, stretch)
        made.append(Made(cluster, said.iri, encode(said), _articles(said.claims)))
    return made


def _articles(refs: Iterable[ClaimRef]) -> tuple[str, ...]:
    return tuple({ref.article for ref in refs})
