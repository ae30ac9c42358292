"""Dossiers and changes of things, written into a store as quads."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from pyoxigraph import Quad

from graph_builder import rdf
from graph_builder.merged import Change
from graph_builder.model import Dossier
from graph_builder.store.oxigraph import OxigraphStore

SMALL = 20_000
"""Up to this many quads go through the write-ahead log; more are sorted into new files, which costs
a file for each index of the store, and is twice as fast at 100,000 quads."""


def write_vocabulary(store: OxigraphStore) -> None:
    """Put the vocabulary and the topics into the default graph."""
    store.apply((), rdf.vocabulary_quads())


def write_dossiers(
    store: OxigraphStore, gone: Iterable[Dossier], came: Iterable[Dossier], base_iri: str
) -> None:
    """Take away all that the dossiers `gone` put in, then put in what `came` say."""
    for dossier in gone:
        store.remove_graph(rdf.graph_iri(base_iri, dossier.id))
        store.apply(rdf.claim_quads(dossier, base_iri), ())
    _add(
        store,
        (
            quad
            for dossier in came
            for quad in chain(
                rdf.claim_quads(dossier, base_iri), rdf.dossier_graph_quads(dossier, base_iri)
            )
        ),
    )


def write_changes(store: OxigraphStore, changes: Iterable[Change], base_iri: str) -> None:
    """Replace the quads of every changed thing. `changes` are gone through twice.

    All old quads go before any new one comes: a quad may pass from one thing to another.
    """
    doubtful: dict[rdf.SharedQuad, None] = {}
    removed: list[Quad] = []
    for change in changes:
        if change.before is not None:
            removed += rdf.changed_quads(change.before, change.after, base_iri)[0]
            kept = set(rdf.shared_quads(change.after, base_iri)) if change.after else set()
            shared = rdf.shared_quads(change.before, base_iri)
            doubtful.update(dict.fromkeys(quad for quad in shared if quad not in kept))
    store.apply(removed, ())
    _add(store, _added(changes, base_iri))
    store.drop_unneeded(doubtful)


def _added(changes: Iterable[Change], base_iri: str) -> Iterator[Quad]:
    for change in changes:
        yield from rdf.changed_quads(change.before, change.after, base_iri)[1]
        if change.after is not None:
            for shared in rdf.shared_quads(change.after, base_iri):
                yield shared.quad


def _add(store: OxigraphStore, quads: Iterator[Quad]) -> None:
    first = list(islice(quads, SMALL))
    if len(first) < SMALL:
        store.apply((), first)
    else:
        store.load(chain(first, quads))
