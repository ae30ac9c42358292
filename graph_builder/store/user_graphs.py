"""A SPARQL update of a user's own graphs, published as the next generation."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from graph_builder import rdf
from graph_builder.store.directory import Draft, GraphDirectory, Manifest
from graph_builder.store.durable import clear_write_errors
from graph_builder.store.oxigraph import OxigraphReader, OxigraphStore
from graph_builder.store.sparql_tokens import Dataset
from graph_builder.store.updates import checked_update

_STORE = "store"
_SCRATCH = "scratch"
CHANGES = "changes.jsonl"
"""Which things a generation changed; `build.differences` writes and reads it."""


@dataclass(frozen=True, slots=True)
class Update:
    """An update as it was asked for: its text, its graphs, what relative IRIs resolve against.

    `anywhere` lets it write to every graph; that is for stores that hold nothing derived.
    """

    text: str
    using: Dataset = field(default_factory=Dataset)
    base_iri: str = rdf.BASE_IRI
    anywhere: bool = False


def update_graph(graph: Path, update: Update) -> int:
    """Run `update` on the graph in folder `graph` and publish it; the number of the generation.

    The update runs on a copy, and only the users' graphs are taken over from it: whatever it does,
    it changes nothing else. Raises
    `QueryError` for an update that isn't allowed or fails, `LockedError` while another process
    writes to the graph.
    """
    directory = GraphDirectory(graph)
    with directory.writing():
        manifest = directory.current().manifest
        prefix = rdf.user_graph_prefix(manifest.base_iri)
        text = checked_update(
            update.text, update.using, update.base_iri, None if update.anywhere else prefix
        )
        with directory.draft() as draft, clear_write_errors(directory.path):
            assert draft.previous is not None
            _copy_all_but_store(draft)
            previous = OxigraphReader(draft.previous.store)
            scratch = draft.path / (_STORE if update.anywhere else _SCRATCH)
            previous.snapshot(scratch)
            if update.anywhere:
                store = OxigraphStore(scratch)
                store.update(text, update.base_iri)
                store.close()
            else:
                previous.snapshot(draft.path / _STORE)
                with ThreadPoolExecutor(1) as meanwhile:  # opening mostly waits for the disk
                    opening = meanwhile.submit(OxigraphStore, draft.path / _STORE)
                    updated = OxigraphStore(scratch)
                    updated.update(text, update.base_iri)
                    _take_over(updated, opening.result(), prefix)
                shutil.rmtree(scratch)
            (draft.path / CHANGES).touch()  # no thing changed
            directory.publish(draft, _manifest(manifest, draft))
        directory.prune()
    return draft.number


def _copy_all_but_store(draft: Draft) -> None:
    """Bring the other files of the last generation over, as hard links: nobody changes them."""
    assert draft.previous is not None
    for entry in draft.previous.path.iterdir():
        if entry.is_file() and entry.name not in ("manifest.json", CHANGES):
            os.link(entry, draft.path / entry.name)
        elif entry.is_dir() and entry.name != _STORE:
            shutil.copytree(entry, draft.path / entry.name, copy_function=os.link)


def _take_over(updated: OxigraphStore, store: OxigraphStore, prefix: str) -> None:
    """Give `store`, the new generation's, the users' graphs of `updated`, and nothing else of it.

    Closes both.
    """
    before = {graph for graph in store.named_graphs() if graph.startswith(prefix)}
    after = {graph for graph in updated.named_graphs() if graph.startswith(prefix)}
    for graph in sorted(before - after):
        store.remove_graph(graph)
    for graph in sorted(after):
        store.replace_graph(graph, updated.quads(graph))
    updated.discard()
    store.close()


def _manifest(previous: Manifest, draft: Draft) -> Manifest:
    assert draft.previous is not None
    return Manifest(
        generation=draft.number,
        base_iri=previous.base_iri,
        parent=draft.previous.number,
        versions=previous.versions,
        counts=previous.counts,
    )
